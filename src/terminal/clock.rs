//! The program's clock, the only one: everything that asks for the time asks here.
//!
//! `KABAR_CLOCK_OFFSET=SECONDS` shifts it, so that people and machines can try what time does to a library.

use std::sync::OnceLock;

use jiff::{SignedDuration, Timestamp};

use crate::text;

/// The time it is now, shifted by `KABAR_CLOCK_OFFSET`.
#[must_use]
pub fn now() -> Timestamp {
    static OFFSET: OnceLock<SignedDuration> = OnceLock::new();
    let offset = OFFSET.get_or_init(|| offset(stated().as_deref()).unwrap_or_default());
    let now = Timestamp::now();
    now.checked_add(*offset).unwrap_or(now)
}

/// What is wrong with `KABAR_CLOCK_OFFSET`, in words: to be asked before the time.
pub fn check() -> Result<(), String> {
    offset(stated().as_deref()).map(drop)
}

fn stated() -> Option<String> {
    let stated = std::env::var_os("KABAR_CLOCK_OFFSET")?;
    Some(stated.to_string_lossy().into_owned())
}

/// Seconds from `now` until the next full minute: the beat of an idle program.
#[must_use]
pub fn next_minute(now: Timestamp) -> Timestamp {
    let second = now.as_second();
    let next = second - second.rem_euclid(60) + 60;
    Timestamp::from_second(next).unwrap_or(now)
}

/// Seconds, so many that there still is a time.
fn offset(stated: Option<&str>) -> Result<SignedDuration, String> {
    let stated = stated.unwrap_or_default().trim();
    if stated.is_empty() {
        return Ok(SignedDuration::ZERO);
    }
    let seconds = stated.parse().ok().map(SignedDuration::from_secs);
    seconds
        .filter(|offset| Timestamp::now().checked_add(*offset).is_ok())
        .ok_or_else(|| {
            format!(
                "KABAR_CLOCK_OFFSET takes a number of seconds, not `{}`",
                text::harmless(stated)
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_seconds_and_nonsense_is_told() {
        for (stated, seconds) in [
            (None, Some(0)),
            (Some(""), Some(0)),
            (Some("3600"), Some(3600)),
            (Some(" -60 "), Some(-60)),
            (Some("soon"), None),
            (Some("9223372036854775807"), None),
        ] {
            let expected = seconds.map(SignedDuration::from_secs);
            assert_eq!(offset(stated).ok(), expected, "{stated:?}");
        }
        let words = "KABAR_CLOCK_OFFSET takes a number of seconds, not `soon`";
        assert_eq!(offset(Some("soon")).unwrap_err(), words);
    }

    #[test]
    fn the_next_minute_is_later_and_full() {
        for (now, next) in [(0, 60), (59, 60), (60, 120), (61, 120), (-1, 0), (-60, 0)] {
            let now = Timestamp::from_second(now).unwrap();
            assert_eq!(next_minute(now).as_second(), next);
        }
    }
}
