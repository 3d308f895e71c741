//! Dates in numbers: RFC 3339, W3CDTF, ISO 8601, seconds since 1970.

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;

use crate::feed::date::parts::{Cursor, Parts, Zone, century};

/// `2003-12-31T10:14:55Z` and what is like it: fewer parts, spaces, slashes.
pub fn iso(text: &str) -> Option<Parts> {
    let mut cursor = Cursor { rest: text };
    let mut parts = Parts {
        month: 1,
        day: 1,
        ..Parts::default()
    };
    let (year, count) = cursor.number(4)?;
    if count != 4 {
        return None;
    }
    parts.year = year;
    if cursor.rest.is_empty() {
        return Some(parts);
    }
    let separator = cursor
        .rest
        .chars()
        .next()
        .filter(|letter| matches!(letter, '-' | '/' | '.'))?;
    cursor.eat(separator);
    let (month, count) = cursor.number(3)?;
    if count == 3 {
        return cursor.rest.is_empty().then_some(of_year_day(year, month))?;
    }
    parts.month = month;
    if cursor.rest.is_empty() {
        return Some(parts);
    }
    if !cursor.eat(separator) {
        return None;
    }
    parts.day = cursor.number(2)?.0;
    if cursor.rest.is_empty() {
        return Some(parts);
    }
    if !cursor.eat('T') && !cursor.eat('t') && !cursor.rest.starts_with(' ') {
        return None;
    }
    cursor.spaces();
    iso_time(&mut cursor, &mut parts)?;
    // `+07:00` that went through an address has lost its sign.
    let signless = cursor.rest.strip_prefix(' ').filter(|rest| is_offset(rest));
    if let Some(offset) = signless {
        let offset = Cursor { rest: offset }.offset()?;
        parts.zone = Zone::East(offset);
        return Some(parts);
    }
    cursor.spaces();
    parts.zone = cursor.zone()?;
    Some(parts)
}

/// Whether a text is hours and minutes, and nothing else.
fn is_offset(text: &str) -> bool {
    let mut places = text.bytes().enumerate();
    text.len() == 5
        && places.all(|(place, byte)| match place {
            2 => byte == b':',
            _ => byte.is_ascii_digit(),
        })
}

fn iso_time(cursor: &mut Cursor<'_>, parts: &mut Parts) -> Option<()> {
    parts.hour = cursor.number(2)?.0;
    if cursor.eat(':') {
        parts.minute = cursor.number(2)?.0;
        if cursor.eat(':') {
            parts.second = cursor.number(2)?.0;
            if cursor.eat('.') || cursor.eat(',') {
                let count = cursor.rest.bytes().take_while(u8::is_ascii_digit).count();
                cursor.rest = cursor.rest.get(count..)?;
            }
        }
    } else if let Some((minute, 2)) = cursor.number(2) {
        parts.minute = minute;
        if let Some((second, 2)) = cursor.number(2) {
            parts.second = second;
        }
    }
    Some(())
}

/// Digits alone, and the short forms of ISO 8601:2000.
pub fn digits(text: &str) -> Option<Parts> {
    let mut cursor = Cursor { rest: text };
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_alone = count == text.len();
    let number = text.get(..count)?.parse::<u64>().unwrap_or_default();
    match count {
        // Seconds since 1970, or thousandths.
        9 | 10 if is_alone => return of_epoch(number as i64),
        13 if is_alone => return of_epoch((number / 1000) as i64),
        7 if is_alone => return of_year_day((number / 1000) as u32, (number % 1000) as u32),
        5 if is_alone && number < 20_000 => {
            return of_year_day(century((number / 1000) as u32), (number % 1000) as u32);
        }
        8 | 14 => {}
        6 if is_alone => {
            let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
            return Some(Parts {
                year: century(year as u32),
                month: month as u32,
                day: day as u32,
                ..Parts::default()
            });
        }
        _ => return None,
    }
    let mut parts = Parts {
        year: cursor.number(4)?.0,
        ..Parts::default()
    };
    parts.month = cursor.number(2)?.0;
    parts.day = cursor.number(2)?.0;
    if cursor.rest.is_empty() {
        return Some(parts);
    }
    let _ = cursor.eat('T') || cursor.eat(' ');
    iso_time(&mut cursor, &mut parts)?;
    parts.zone = cursor.zone()?;
    Some(parts)
}

fn of_epoch(seconds: i64) -> Option<Parts> {
    let clock = Timestamp::from_second(seconds)
        .ok()?
        .to_zoned(TimeZone::UTC);
    Some(Parts {
        year: u32::try_from(clock.year()).ok()?,
        month: clock.month() as u32,
        day: clock.day() as u32,
        hour: clock.hour() as u32,
        minute: clock.minute() as u32,
        second: clock.second() as u32,
        zone: Zone::Utc,
    })
}

fn of_year_day(year: u32, day: u32) -> Option<Parts> {
    let first = civil::Date::new(i16::try_from(year).ok()?, 1, 1).ok()?;
    let date = first
        .checked_add(jiff::Span::new().days(i64::from(day) - 1))
        .ok()?;
    (date.year() == first.year()).then(|| Parts {
        year,
        month: date.month() as u32,
        day: date.day() as u32,
        ..Parts::default()
    })
}
