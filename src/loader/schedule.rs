//! When a feed is asked again: pure arithmetic on times.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::model::feed::{Channel, FeedId};

/// No feed is asked again sooner, unless the reader insists.
const SOONEST: i64 = 5 * 60;
/// No wish of a server holds longer.
const LATEST: i64 = 24 * 3600;

/// When a feed that answered may be asked again: after its own wish, outside of the hours in which it wants to be left
/// alone.
pub fn next(now: Timestamp, max_age: Option<u32>, channel: &Channel) -> Timestamp {
    let wish = channel
        .ttl
        .map_or(0, |minutes| i64::from(minutes) * 60)
        .max(max_age.map_or(0, i64::from));
    let mut next = later(now, wish.clamp(SOONEST, LATEST));
    // Two days at most: who skips all hours is asked all the same.
    for _ in 0..48 {
        if !is_skipped(next, channel) {
            break;
        }
        next = later(next, 3600);
    }
    next
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
            (None, wish(None, &[], &[]), "2026-01-02T10:05:00Z"),
            (Some(600), wish(None, &[], &[]), "2026-01-02T10:10:00Z"),
            (Some(600), wish(Some(60), &[], &[]), "2026-01-02T11:00:00Z"),
            (Some(u32::MAX), wish(None, &[], &[]), "2026-01-03T10:00:00Z"),
            (None, wish(None, &[10, 11], &[]), "2026-01-02T12:05:00Z"),
            (None, wish(None, &[], &[4]), "2026-01-03T00:05:00Z"),
        ] {
            assert_eq!(next(now, max_age, &channel), expected.parse().unwrap());
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
