//! Hours that are counted from noon: whether the words beside a time of day say that it is before noon or after it.
//!
//! The words are data; how a date is read stands in `dates`.

use crate::extract::rules::rules;

/// The hour of the day of one that words before or behind it may count from noon.
pub fn of_day(hour: i64, front: &str, back: &str) -> i64 {
    let words = &rules().dates;
    let has = |list: &[String]| stands_beside(list, front, back);
    match hour {
        12 if has(&words.forenoon) || has(&words.night) => 0,
        1..=11 if has(&words.afternoon) => hour + 12,
        1..=5 if has(&words.noon) => hour + 12,
        6..=11 if has(&words.night) => hour + 12,
        hour => hour,
    }
}

/// Letters of these words and their like.
const WORD: usize = 16;

/// Whether one of these words stands right behind a time; or right before it, where it is in no Latin letters: what such are
/// may be anything there ("am 9:30").
fn stands_beside(list: &[String], front: &str, back: &str) -> bool {
    let back: String = back.trim_start().chars().take(WORD).collect();
    let back = back.to_lowercase();
    let front = front.trim_end();
    list.iter().any(|word| {
        let is_wide = word.starts_with(|letter| letter >= '\u{1100}');
        let behind = back.strip_prefix(word.as_str());
        let before = front.strip_suffix(word.as_str());
        behind.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
            || !word.is_ascii()
                && before.is_some_and(|rest| is_wide || !rest.ends_with(char::is_alphanumeric))
    })
}

/// Whether this stands between hours and minutes: ":", "h", " h ".
pub fn divides(between: &str) -> bool {
    between.len() == 1 || [" h ", "h ", " : ", " giờ "].contains(&between)
}
