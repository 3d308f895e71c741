//! Points in time in words: `12 min`, `Sun 22 Nov 2026 07:41 WIB`, `Kemarin`.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::model::span;
use crate::state::strings::{Language, Strings};

const DAYS: [[&str; 7]; 2] = [
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"],
];

const MONTHS: [[&str; 12]; 2] = [
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    [
        "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
    ],
];

/// How long ago, in at most six columns: `now`, `12m`, `3h`, `4d`, then the date.
#[must_use]
pub fn age(strings: &Strings, zone: &TimeZone, now: Timestamp, then: Timestamp) -> String {
    let minutes = (now.as_second() - then.as_second()).max(0) / 60;
    match minutes {
        0 => strings.get("when.now").to_owned(),
        1..60 => strings.count("when.minutes", minutes),
        60..1440 => strings.count("when.hours", minutes / 60),
        1440..10080 => strings.count("when.days", minutes / 1440),
        _ => date(
            strings.language,
            &then.to_zoned(zone.clone()),
            now.to_zoned(zone.clone()).year(),
        ),
    }
}

/// The day and time in full: `Sun 22 Nov 2026 07:41 WIB`.
#[must_use]
pub fn full(strings: &Strings, zone: &TimeZone, then: Timestamp) -> String {
    let then = then.to_zoned(zone.clone());
    let zone = then
        .time_zone()
        .to_offset_info(then.timestamp())
        .abbreviation()
        .to_owned();
    format!(
        "{} {} {} {}",
        name(
            &DAYS,
            strings.language,
            then.weekday().to_monday_zero_offset()
        ),
        date(strings.language, &then, i16::MIN),
        clock(strings.language, &then),
        zone
    )
}

/// The time of day, as the language writes it.
#[must_use]
pub fn clock_of(strings: &Strings, zone: &TimeZone, now: Timestamp) -> String {
    clock(strings.language, &now.to_zoned(zone.clone()))
}

/// The day's name for a divider in a list: `Today`, `Yesterday`, `Sun 22 Nov`.
#[must_use]
pub fn day(strings: &Strings, zone: &TimeZone, now: Timestamp, then: Timestamp) -> String {
    let now = now.to_zoned(zone.clone());
    let then = then.to_zoned(zone.clone());
    match days_between(&now, &then) {
        0 => strings.get("when.today").to_owned(),
        1 => strings.get("when.yesterday").to_owned(),
        _ => format!(
            "{} {}",
            name(
                &DAYS,
                strings.language,
                then.weekday().to_monday_zero_offset()
            ),
            date(strings.language, &then, now.year())
        ),
    }
}

/// How long until then, rounded up: `26m`, `3h`, `2d`; nothing when it has come.
#[must_use]
pub fn left(strings: &Strings, now: Timestamp, then: Timestamp) -> Option<String> {
    let seconds = then.as_second() - now.as_second();
    let up = |unit: i64| (seconds + unit - 1) / unit;
    match seconds {
        ..=0 => None,
        1..7200 => Some(strings.count("when.minutes", up(60))),
        7200..172_800 => Some(strings.count("when.hours", up(3600))),
        _ => Some(strings.count("when.days", up(86_400))),
    }
}

/// How long something takes, in words: `45 min`, `4 h 30 min`, `2 d`.
#[must_use]
pub fn span(strings: &Strings, minutes: u32) -> String {
    let units = ["when.unit-days", "when.unit-hours", "when.unit-minutes"];
    span::written(minutes, units.map(|unit| strings.get(unit)))
}

/// A moment as it is spoken of later: the time of today, else the day.
#[must_use]
pub fn since(strings: &Strings, zone: &TimeZone, now: Timestamp, then: Timestamp) -> String {
    let day = day(strings, zone, now, then);
    // In the middle of a sentence `yesterday` has no capital, and the names of days keep theirs.
    match days_between(&now.to_zoned(zone.clone()), &then.to_zoned(zone.clone())) {
        0 => format!("{} {}", day.to_lowercase(), clock_of(strings, zone, then)),
        1 => day.to_lowercase(),
        _ => day,
    }
}

/// The same in as few words as can be: of today the time alone.
#[must_use]
pub fn last(strings: &Strings, zone: &TimeZone, now: Timestamp, then: Timestamp) -> String {
    let [today, day] = [now, then].map(|moment| moment.to_zoned(zone.clone()));
    if days_between(&today, &day) == 0 {
        clock_of(strings, zone, then)
    } else {
        since(strings, zone, now, then)
    }
}

/// How many midnights lie between; never below 0.
#[must_use]
pub fn days_between(now: &Zoned, then: &Zoned) -> i32 {
    let since = then.date().until(now.date());
    since.map_or(0, |span| span.get_days().max(0))
}

fn date(language: Language, then: &Zoned, this_year: i16) -> String {
    let month = name(&MONTHS, language, then.month() - 1);
    if then.year() == this_year {
        format!("{} {month}", then.day())
    } else {
        format!("{} {month} {}", then.day(), then.year())
    }
}

fn clock(language: Language, then: &Zoned) -> String {
    let divider = if language == Language::Indonesian {
        '.'
    } else {
        ':'
    };
    format!("{:02}{divider}{:02}", then.hour(), then.minute())
}

fn name<const N: usize>(
    names: &[[&'static str; N]; 2],
    language: Language,
    index: i8,
) -> &'static str {
    names
        .get(usize::from(language == Language::Indonesian))
        .and_then(|names| names.get(usize::try_from(index).unwrap_or(0)))
        .copied()
        .unwrap_or_default()
}
