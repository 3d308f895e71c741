//! When a feed is asked again: pure arithmetic on times.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::model::feed::{Channel, Entry, FeedId};

/// No feed that failed is asked again sooner, unless the reader insists.
const SOONEST: i64 = 5 * 60;
/// No wish of a server holds longer, and no feed is silent enough to be asked less often.
const LATEST: i64 = 24 * 3600;
/// However often a feed publishes, it is not asked more often by itself.
const BRISK: i64 = 15 * 60;
/// How often a feed is asked whose stories have no dates.
const UNKNOWN: i64 = 3600;
/// How many of the newest stories tell how often a feed publishes.
const COUNTED: usize = 20;

/// How often a feed is worth asking, in seconds, by the dates of its entries: half the mean time between its newest
/// stories, the silence since the last of them included. And when it last published. Nothing without dates.
pub fn pace(now: Timestamp, entries: &[Entry]) -> (Option<u32>, Option<Timestamp>) {
    let dates = entries
        .iter()
        .filter_map(|entry| entry.published.or(entry.updated));
    let mut past: Vec<Timestamp> = dates.filter(|date| *date <= now).collect();
    past.sort_unstable_by(|one, other| other.cmp(one));
    past.truncate(COUNTED);
    let (Some(latest), Some(oldest)) = (past.first(), past.last()) else {
        return (None, None);
    };
    let mean = now.duration_since(*oldest).as_secs() / past.len() as i64;
    let pace = (mean / 2).clamp(BRISK, LATEST);
    (u32::try_from(pace).ok(), Some(*latest))
}

/// How long to wait before asking a feed again, in seconds: by its pace, and longer while it has fallen silent.
pub fn interval(now: Timestamp, pace: Option<u32>, latest: Option<Timestamp>) -> i64 {
    let silence = latest.map_or(0, |latest| now.duration_since(latest).as_secs());
    pace.map_or(UNKNOWN, i64::from)
        .max(silence / 8)
        .clamp(BRISK, LATEST)
}

/// When a feed that answered may be asked again: after `interval` seconds and after its own wish (`max_age` of the answer
/// in seconds, `ttl`), outside of the hours and days in which it wants to be left alone (RSS 2.0, `skipHours` and
/// `skipDays`).
pub fn next(now: Timestamp, interval: i64, max_age: Option<u32>, channel: &Channel) -> Timestamp {
    let wish = channel
        .ttl
        .map_or(0, |minutes| i64::from(minutes) * 60)
        .max(max_age.map_or(0, i64::from));
    let first = later(now, wish.min(LATEST).max(interval).max(SOONEST));
    let mut next = first;
    // Eight days at most.
    for _ in 0..192 {
        if !is_skipped(next, channel) {
            return next;
        }
        // To the beginning of the next hour.
        next = later(next, 3600 - next.as_second().rem_euclid(3600));
    }
    // Who skips all hours or days means none of them.
    first
}

/// When a feed that failed is tried again: later each time, or when its server says, and not all at the same moment.
pub fn retry(
    now: Timestamp,
    feed: FeedId,
    tries_before: u32,
    retry_after: Option<u32>,
) -> Timestamp {
    let grown = SOONEST << tries_before.min(9);
    let wait = grown.min(LATEST).max(retry_after.map_or(0, i64::from));
    // A tenth more or less, always the same for one feed and time.
    let scattered = feed
        .0
        .wrapping_mul(0x9E37_79B9)
        .wrapping_add(now.as_second())
        .rem_euclid(100);
    later(now, wait + wait * scattered / 1000)
}

fn is_skipped(time: Timestamp, channel: &Channel) -> bool {
    let time = time.to_zoned(TimeZone::UTC);
    let hour = u8::try_from(time.hour()).unwrap_or_default();
    let day = u8::try_from(time.weekday().to_monday_zero_offset()).unwrap_or_default();
    channel.skip_hours.contains(&hour) || channel.skip_days.contains(&day)
}

/// So many seconds as a person says them: `45 s`, `12 min`, `3 h`, `2 days`; rounded to the nearest.
pub fn words(seconds: i64) -> String {
    let nearest = |unit: i64| (seconds + unit / 2) / unit;
    match seconds {
        ..120 => format!("{} s", seconds.max(0)),
        120..7170 => format!("{} min", nearest(60)),
        7170..171_000 => format!("{} h", nearest(3600)),
        _ => format!("{} days", nearest(86_400)),
    }
}

/// So many seconds later.
pub fn later(time: Timestamp, seconds: i64) -> Timestamp {
    time.saturating_add(SignedDuration::from_secs(seconds))
        .unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_left_alone_as_long_as_it_wishes() {
        // A Friday.
        let now: Timestamp = "2026-01-02T10:00:00Z".parse().unwrap();
        let wish = |ttl, skip_hours: &[u8], skip_days: &[u8]| Channel {
            ttl,
            skip_hours: skip_hours.to_vec(),
            skip_days: skip_days.to_vec(),
            ..Channel::default()
        };
        for (max_age, channel, expected) in [
            (None, wish(None, &[], &[]), "2026-01-02T10:15:00Z"),
            (Some(600), wish(None, &[], &[]), "2026-01-02T10:15:00Z"),
            (Some(1200), wish(None, &[], &[]), "2026-01-02T10:20:00Z"),
            (Some(600), wish(Some(60), &[], &[]), "2026-01-02T11:00:00Z"),
            (Some(u32::MAX), wish(None, &[], &[]), "2026-01-03T10:00:00Z"),
            (None, wish(None, &[10, 11], &[]), "2026-01-02T12:00:00Z"),
            (
                None,
                wish(None, &(0..24).collect::<Vec<u8>>(), &[]),
                "2026-01-02T10:15:00Z",
            ),
            (
                None,
                wish(Some(60), &[], &[0, 1, 2, 3, 4, 5, 6]),
                "2026-01-02T11:00:00Z",
            ),
            (None, wish(None, &[], &[4]), "2026-01-03T00:00:00Z"),
            (None, wish(None, &[], &[4, 5, 6, 0]), "2026-01-06T00:00:00Z"),
        ] {
            assert_eq!(
                next(now, BRISK, max_age, &channel),
                expected.parse().unwrap()
            );
        }
    }

    #[test]
    fn a_feed_is_asked_about_twice_as_often_as_it_publishes() {
        let now: Timestamp = "2026-01-02T10:00:00Z".parse().unwrap();
        let minutes = |ago: i64| later(now, -60 * ago);
        for (ago, expected) in [
            // Ten stories, one every five minutes: a quarter of an hour is soon enough.
            ((0..10).map(|place| place * 5).collect(), 900),
            // One every two hours, for a day.
            ((0..12).map(|place| place * 120).collect::<Vec<i64>>(), 3300),
            // One a week: once a day.
            (vec![0, 10_080, 20_160], 86_400),
            // A burst of three after which nothing came for a day.
            (vec![1440, 1441, 1442], 14_420),
            // No dates, and dates of the future only.
            (vec![], 3600),
            (vec![-60], 3600),
        ] {
            let entries: Vec<Entry> = ago
                .iter()
                .map(|ago| Entry {
                    published: Some(minutes(*ago)),
                    ..Entry::default()
                })
                .collect();
            let (pace, latest) = pace(now, &entries);
            assert_eq!(interval(now, pace, latest), expected, "{ago:?}");
        }
        // Half an hour between stories, and then silence.
        for (silent, expected) in [(0, 900), (120, 900), (480, 3600), (100_000, 86_400)] {
            assert_eq!(interval(now, Some(900), Some(minutes(silent))), expected);
        }
    }

    #[test]
    fn times_to_wait_are_told_in_words() {
        for (seconds, told) in [
            (-5, "0 s"),
            (90, "90 s"),
            (121, "2 min"),
            (170, "3 min"),
            (7169, "119 min"),
            (7170, "2 h"),
            (8100, "2 h"),
            (9000, "3 h"),
            (172_700, "2 days"),
            (200_000, "2 days"),
            (216_000, "3 days"),
        ] {
            assert_eq!(words(seconds), told);
        }
    }

    #[test]
    fn a_failing_feed_is_tried_later_and_later() {
        let now: Timestamp = "2026-01-02T10:00:00Z".parse().unwrap();
        for (tries, retry_after, least) in [
            (0, None, 300),
            (1, None, 600),
            (4, None, 4800),
            (99, None, 86_400),
            (0, Some(7200), 7200),
        ] {
            let wait = retry(now, FeedId(7), tries, retry_after).as_second() - now.as_second();
            assert!(
                (least..=least + least / 10).contains(&wait),
                "{tries} {retry_after:?}: {wait}"
            );
        }
    }
}
