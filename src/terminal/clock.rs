//! The program's clock, the only one: everything that asks for the time asks here.
//!
//! `KABAR_CLOCK_OFFSET=SECONDS` shifts it, so that people and machines can try what time does to a library.

use std::sync::OnceLock;

use jiff::{SignedDuration, Timestamp};

/// The time it is now, shifted by `KABAR_CLOCK_OFFSET`.
#[must_use]
pub fn now() -> Timestamp {
    static OFFSET: OnceLock<SignedDuration> = OnceLock::new();
    let offset = OFFSET.get_or_init(|| offset(std::env::var("KABAR_CLOCK_OFFSET").ok().as_deref()));
    let now = Timestamp::now();
    now.checked_add(*offset).unwrap_or(now)
}

/// Seconds from `now` until the next full minute: the beat of an idle program.
#[must_use]
pub fn next_minute(now: Timestamp) -> Timestamp {
    let second = now.as_second();
    let next = second - second.rem_euclid(60) + 60;
    Timestamp::from_second(next).unwrap_or(now)
}

fn offset(stated: Option<&str>) -> SignedDuration {
    let seconds = stated
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0);
    SignedDuration::from_secs(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_seconds_and_nonsense_is_none() {
        for (stated, seconds) in [
            (None, 0),
            (Some("3600"), 3600),
            (Some(" -60 "), -60),
            (Some("soon"), 0),
        ] {
            assert_eq!(
                offset(stated),
                SignedDuration::from_secs(seconds),
                "{stated:?}"
            );
        }
    }

    #[test]
    fn the_next_minute_is_later_and_full() {
        for (now, next) in [(0, 60), (59, 60), (60, 120), (61, 120), (-1, 0), (-60, 0)] {
            let now = Timestamp::from_second(now).unwrap();
            assert_eq!(next_minute(now).as_second(), next);
        }
    }
}
