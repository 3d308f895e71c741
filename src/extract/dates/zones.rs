//! The zones that dates state, by their names or by hours and minutes.

use jiff::tz::{Offset, TimeZone};

/// Zones by the names that news uses, with their hours and minutes ahead of UTC.
const ZONES: [(&str, i32, i32); 26] = [
    ("WITA", 8, 0),
    ("WIB", 7, 0),
    ("WIT", 9, 0),
    ("JST", 9, 0),
    ("KST", 9, 0),
    ("IST", 5, 30),
    ("MYT", 8, 0),
    ("SGT", 8, 0),
    ("HKT", 8, 0),
    ("PHT", 8, 0),
    ("ICT", 7, 0),
    ("AEST", 10, 0),
    ("AEDT", 11, 0),
    ("BST", 1, 0),
    ("CEST", 2, 0),
    ("CET", 1, 0),
    ("EEST", 3, 0),
    ("MESZ", 2, 0),
    ("MEZ", 1, 0),
    ("MSK", 3, 0),
    ("EDT", -4, 0),
    ("EST", -5, 0),
    ("CDT", -5, 0),
    ("CST", -6, 0),
    ("PDT", -7, 0),
    ("PST", -8, 0),
];

/// Hours ahead of UTC by names that are words, too: they count right behind a time of day only.
const BEHIND: [(&str, i32); 5] = [("wita", 8), ("wib", 7), ("wit", 9), ("МСК", 3), ("мск", 3)];

/// America's clocks, whose names say nothing of summer and winter: "9:29 PM ET".
const CLOCKS: [(&str, &str); 4] = [
    ("ET", "EST5EDT,M3.2.0,M11.1.0"),
    ("CT", "CST6CDT,M3.2.0,M11.1.0"),
    ("MT", "MST7MDT,M3.2.0,M11.1.0"),
    ("PT", "PST8PDT,M3.2.0,M11.1.0"),
];

/// The zone that a text states.
pub fn stated(text: &str) -> Option<TimeZone> {
    let clock = CLOCKS.iter().find(|(name, _)| stands_behind(text, name));
    clock
        .and_then(|(_, clock)| TimeZone::posix(clock).ok())
        .or_else(|| stated_offset(text).map(TimeZone::fixed))
}

/// Whether a word stands right behind a time of day.
fn stands_behind(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (front, back) = text.split_at_checked(at).unwrap_or_default();
        let goes_on = back.get(name.len()..).unwrap_or_default();
        !goes_on.starts_with(char::is_alphabetic)
            && (ends_with_time(front) || ends_with_dotted(front))
    })
}

/// The offset that a text states: by the name of a zone, or by hours and minutes behind a time of day.
fn stated_offset(text: &str) -> Option<Offset> {
    let words = text.split(|letter: char| !letter.is_ascii_alphabetic());
    let zones = words.filter_map(|word| ZONES.iter().position(|(name, ..)| *name == word));
    if let Some((_, hours, minutes)) = zones.min().and_then(|first| ZONES.get(first)) {
        return Offset::from_seconds(hours * 3_600 + minutes * 60).ok();
    }
    let behind = BEHIND.iter().find(|(name, _)| stands_behind(text, name));
    if let Some((_, hours)) = behind {
        return Offset::from_seconds(hours * 3_600).ok();
    }
    let named = ["GMT", "UTC"]
        .iter()
        .find_map(|name| text.find(name).and_then(|at| text.get(at + name.len()..)));
    let signs = ['+', '-', '−'];
    let tail = match named {
        Some(rest) if rest.starts_with(signs) => rest,
        Some(_) => return Some(Offset::UTC),
        None => {
            let mut marks = text.rmatch_indices(signs);
            marks.find_map(|(at, _)| {
                let (front, tail) = text.split_at_checked(at)?;
                ends_with_time(front).then_some(tail)
            })?
        }
    };
    let digits: Vec<i32> = tail
        .trim_start_matches(signs)
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b':')
        .filter(u8::is_ascii_digit)
        .map(|byte| i32::from(byte - b'0'))
        .collect();
    let seconds = match digits.as_slice() {
        [a, b, c, d, ..] => (a * 10 + b) * 3_600 + (c * 10 + d) * 60,
        // "-500"
        [a, b, c] => a * 3_600 + (b * 10 + c) * 60,
        [a, b] => (a * 10 + b) * 3_600,
        [a] => a * 3_600,
        _ => return None,
    };
    let sign = if tail.starts_with('+') { 1 } else { -1 };
    // Nowhere are clocks further ahead.
    let is_zone = seconds <= 14 * 3_600;
    Offset::from_seconds(sign * seconds)
        .ok()
        .filter(|_| is_zone)
}

/// Whether a time of day ends here: "17:06", "17:06:12.5", "5:06 PM". The sign of an offset stands behind it; behind anything
/// else it stands between the numbers of a day.
fn ends_with_time(front: &str) -> bool {
    let marks = ["am", "pm", "a.m.", "p.m."];
    let lower = end(front).to_ascii_lowercase();
    let bare = marks.iter().find_map(|mark| lower.strip_suffix(mark));
    let time = bare.unwrap_or(&lower).trim_end();
    let is_digit = |letter: char| letter.is_ascii_digit();
    let whole = time.trim_end_matches(is_digit);
    let time = whole
        .strip_suffix('.')
        .filter(|whole| whole.ends_with(is_digit))
        .unwrap_or(time);
    let minutes = time.trim_end_matches(is_digit);
    let is_divided = minutes.ends_with(':') && time.len() - minutes.len() == 2;
    is_divided
        || bare.is_some() && time.ends_with(is_digit)
        || minutes.ends_with('t') && time.len() >= minutes.len() + 4
}

/// Whether a time of day with a full stop ends here: "17.06". It is no day: "21.05.2024".
fn ends_with_dotted(front: &str) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let Some((hour, minute)) = end(front).rsplit_once('.') else {
        return false;
    };
    let before = hour.trim_end_matches(is_digit);
    minute.len() == 2
        && minute.chars().all(is_digit)
        && (1..=2).contains(&(hour.len() - before.len()))
        && !before.ends_with('.')
}

/// Letters of a time of day at most.
const TIME: usize = 20;

/// The end of a text in which a time of day stands.
fn end(front: &str) -> &str {
    let front = front.trim_end();
    let start = front.char_indices().rev().nth(TIME);
    start.and_then(|(at, _)| front.get(at..)).unwrap_or(front)
}
