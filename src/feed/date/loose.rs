//! Dates by their words and numbers, in whatever order people put them.

use crate::feed::date::parts::{Cursor, Parts, Zone, century};
use crate::feed::date::words;

/// What was understood so far.
#[derive(Debug, Default)]
struct Found {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    weekday: Option<u8>,
    /// Hour, minute, second.
    time: Option<(u32, u32, u32)>,
    afternoon: Option<bool>,
    zone: Option<Zone>,
    /// Where clocks say so, the day stands before the month in numbers.
    is_day_first: bool,
    /// A month's name that may have been a day's: `mar`.
    is_month_doubtful: bool,
}

/// The date that a text states, if all of the text can be understood.
pub fn parse(text: &str) -> Option<Parts> {
    let lower = text.to_lowercase();
    let mut cursor = Cursor { rest: &lower };
    let mut zones = lower.split(|letter: char| !letter.is_alphabetic());
    let mut found = Found {
        is_day_first: zones.any(|word| matches!(word, "wib" | "wita" | "wit")),
        ..Found::default()
    };
    loop {
        cursor.rest = cursor
            .rest
            .trim_start_matches([' ', '\t', '\n', '\r', ',', ';', '|', '\u{a0}']);
        let Some(first) = cursor.rest.chars().next() else {
            break;
        };
        match first {
            '0'..='9' => number(&mut cursor, &mut found)?,
            '(' => {
                cursor.rest = cursor.rest.split_once(')').map_or("", |(_, rest)| rest);
            }
            '+' | '-' | '\u{2212}' if found.time.is_some() && is_offset(cursor.rest) => {
                cursor.eat(first);
                let east = cursor.offset()?;
                found.zone = Some(Zone::East(if first == '+' { east } else { -east }));
                if cursor
                    .rest
                    .starts_with(|next: char| next.is_alphanumeric() || next == ':')
                {
                    return None;
                }
            }
            '-' | '.' | '/' | '–' | '·' | '@' | '\'' => {
                cursor.eat(first);
            }
            _ if first.is_alphabetic() => word(&mut cursor, &mut found)?,
            _ => return None,
        }
    }
    found.parts()
}

/// Whether a sign starts the offset of a zone: digits follow it at once.
fn is_offset(rest: &str) -> bool {
    let digits = rest
        .chars()
        .skip(1)
        .take_while(char::is_ascii_digit)
        .count();
    let after = rest.chars().nth(1 + digits);
    match digits {
        4 => after != Some('/') && after != Some('-'),
        1 | 2 => after != Some('/') && after != Some('-') && after != Some('.'),
        _ => false,
    }
}

/// What stands behind the year, the month and the day in Korean, Japanese and Chinese.
const UNITS: [char; 6] = ['년', '월', '일', '年', '月', '日'];

/// A number: of a day, a year, a time, or of a date in numbers.
fn number(cursor: &mut Cursor<'_>, found: &mut Found) -> Option<()> {
    let (value, count) = cursor.number(4)?;
    let next = cursor.rest.chars().next();
    if next.is_some_and(|next| next.is_ascii_digit()) {
        return None;
    }
    let follows = cursor
        .rest
        .chars()
        .nth(1)
        .is_some_and(|letter| letter.is_ascii_digit());
    match next {
        Some(':') if follows && count <= 2 && found.time.is_none() => {
            return time(cursor, found, value);
        }
        // 14.30 as Indonesian, German and Italian clocks write it, after the date.
        Some('.') if follows && count <= 2 && found.time.is_none() && found.year.is_some() => {
            return time(cursor, found, value);
        }
        Some(separator @ ('/' | '-' | '.')) if follows && found.month.is_none() => {
            return numeric(cursor, found, (value, count), separator);
        }
        Some('년' | '年') => found.year = Some(value),
        Some('월' | '月') => found.month = Some(value),
        Some('일' | '日') => found.day = Some(value),
        _ if count > 2 && found.year.is_none() => found.year = Some(century(value)),
        _ if found.day.is_none() && (1..=31).contains(&value) => found.day = Some(value),
        // `12 Jan 04`: what follows a day and a month is a year.
        _ if found.day.is_some() && found.year.is_none() => found.year = Some(century(value)),
        // `3pm`
        _ if found.time.is_none()
            && value <= 12
            && cursor.rest.trim_start().starts_with(['a', 'p']) =>
        {
            found.time = Some((value, 0, 0));
        }
        _ => return None,
    }
    if next.is_some_and(|next| UNITS.contains(&next)) {
        cursor.rest = cursor.rest.trim_start_matches(UNITS);
    }
    Some(())
}

/// The rest of a time after its hour.
fn time(cursor: &mut Cursor<'_>, found: &mut Found, hour: u32) -> Option<()> {
    let separator = cursor.rest.chars().next()?;
    cursor.eat(separator);
    let minute = cursor.number(2)?.0;
    let mut second = 0;
    if cursor.rest.starts_with(separator)
        && cursor
            .rest
            .chars()
            .nth(1)
            .is_some_and(|next| next.is_ascii_digit())
    {
        cursor.eat(separator);
        second = cursor.number(2)?.0;
        if cursor.rest.starts_with(['.', ','])
            && cursor
                .rest
                .chars()
                .nth(1)
                .is_some_and(|next| next.is_ascii_digit())
        {
            cursor.rest = cursor
                .rest
                .trim_start_matches(['.', ','])
                .trim_start_matches(|next: char| next.is_ascii_digit());
        }
    }
    if cursor.rest.starts_with(':') || cursor.rest.starts_with(|next: char| next.is_ascii_digit()) {
        return None;
    }
    found.time = Some((hour, minute, second));
    Some(())
}

/// A date in numbers: `2006/09/15`, `03/30/2020`, `15.9.2006`.
fn numeric(
    cursor: &mut Cursor<'_>,
    found: &mut Found,
    first: (u32, usize),
    separator: char,
) -> Option<()> {
    cursor.eat(separator);
    let (second, _) = cursor.number(2)?;
    if !cursor.eat(separator) {
        return None;
    }
    let (third, _) = cursor.number(4)?;
    if first.1 == 4 {
        (found.year, found.month, found.day) = (Some(first.0), Some(second), Some(third));
        return Some(());
    }
    found.year = Some(century(third));
    let is_month_first = match (first.0, second) {
        (13.., _) => false,
        (_, 13..) => true,
        // The day of the week tells which is meant; without it slashes are American, but in Indonesia.
        (month, day) => match found.weekday {
            Some(weekday) => !falls_on(found.year?, day, month, weekday),
            None => separator == '/' && !found.is_day_first,
        },
    };
    (found.month, found.day) = if is_month_first {
        (Some(first.0), Some(second))
    } else {
        (Some(second), Some(first.0))
    };
    Some(())
}

/// Whether a day of a month falls on a day of the week.
fn falls_on(year: u32, month: u32, day: u32, weekday: u8) -> bool {
    let date = jiff::civil::Date::new(year as i16, month as i8, day as i8);
    date.is_ok_and(|date| date.weekday().to_monday_zero_offset() as u8 == weekday)
}

fn word(cursor: &mut Cursor<'_>, found: &mut Found) -> Option<()> {
    let end = cursor
        .rest
        .find(|letter: char| !(letter.is_alphabetic() || matches!(letter, '\'' | '_')))
        .unwrap_or(cursor.rest.len());
    let (word, rest) = cursor.rest.split_at_checked(end)?;
    let before = cursor.rest;
    cursor.rest = rest;
    // The end of `a.m.`, and places: `America/Los_Angeles`.
    if let "a" | "p" = word {
        cursor.rest = rest.strip_prefix(".m").unwrap_or(rest);
        found.afternoon = Some(word == "p");
        return Some(());
    }
    if rest.starts_with('/') {
        let end = before
            .find(|letter: char| !(letter.is_alphabetic() || matches!(letter, '/' | '_')))
            .unwrap_or(before.len());
        let (name, rest) = before.split_at_checked(end)?;
        cursor.rest = rest;
        found.zone = Some(words::place(name)?);
        return Some(());
    }
    match word {
        "am" | "오전" => found.afternoon = Some(false),
        "pm" | "오후" => found.afternoon = Some(true),
        _ => return named(word, found),
    }
    if !word.is_ascii() {
        found.zone = Some(Zone::East(9 * 3600));
    }
    Some(())
}

/// A word that is a day, a month, a zone, or none of them.
fn named(word: &str, found: &mut Found) -> Option<()> {
    let is_start = found.day.is_none()
        && found.month.is_none_or(|_| found.is_month_doubtful)
        && found.year.is_none()
        && found.time.is_none();
    if let Some(month) = words::month(word)
        && (found.month.is_none() || found.is_month_doubtful)
    {
        if found.is_month_doubtful {
            // `mar., 01 déc.`: the first was a Tuesday.
            found.weekday = Some(1);
        }
        found.is_month_doubtful =
            is_start && word == "mar" && found.month.is_none() && found.weekday.is_none();
        found.month = Some(month);
        return Some(());
    }
    if let Some(weekday) = words::weekday(word)
        && found.weekday.is_none()
        && (is_start || found.time.is_some())
    {
        found.weekday = Some(weekday);
        return Some(());
    }
    // `March 2, 2026 at 10:00`: before the time it is no zone.
    let is_zone = found.time.is_some() || found.year.is_some() && !words::is_filler(word);
    if let Some(zone) = words::zone(word).filter(|_| is_zone) {
        found.zone.get_or_insert(zone);
        return Some(());
    }
    // A weekday in a language not known here, and a zone that nobody knows.
    let is_unknown_zone =
        found.time.is_some() && found.zone.is_none() && word.is_ascii() && word.len() <= 5;
    (is_start || is_unknown_zone || words::is_filler(word)).then_some(())
}

impl Found {
    fn parts(self) -> Option<Parts> {
        let (hour, minute, second) = self.time.unwrap_or_default();
        let hour = match self.afternoon {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        // A month alone has no time of day.
        if self.day.is_none() && self.time.is_some() {
            return None;
        }
        Some(Parts {
            year: self.year?,
            month: self.month?,
            day: self.day.unwrap_or(1),
            hour,
            minute,
            second,
            zone: self.zone.unwrap_or_default(),
        })
    }
}
