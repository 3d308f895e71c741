//! The parts of a date as they were read, and the moment they make.

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;

/// A date with its time of day and its zone, each number as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parts {
    pub year: u32,
    pub month: u32,
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    pub zone: Zone,
}

/// How far the clock stood from UTC.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Zone {
    /// Not said.
    #[default]
    Utc,
    /// Seconds east.
    East(i32),
    /// By the rules of a place.
    Place(TimeZone),
}

impl Parts {
    pub fn timestamp(&self) -> Option<Timestamp> {
        if !(1900..=9999).contains(&self.year)
            || self.hour > 24
            || self.minute > 59
            || self.second > 60
        {
            return None;
        }
        let date = civil::Date::new(self.year as i16, self.month as i8, self.day as i8).ok()?;
        // Midnight as the end of a day.
        let is_end = self.hour == 24;
        if is_end && (self.minute, self.second) != (0, 0) {
            return None;
        }
        let time = civil::Time::new(
            if is_end { 0 } else { self.hour as i8 },
            self.minute as i8,
            self.second.min(59) as i8,
            0,
        );
        let date = if is_end { date.tomorrow().ok()? } else { date };
        let clock = date.to_datetime(time.ok()?);
        match &self.zone {
            Zone::Utc => TimeZone::UTC.to_timestamp(clock).ok(),
            Zone::Place(zone) => zone.to_timestamp(clock).ok(),
            Zone::East(seconds) => {
                let utc = TimeZone::UTC.to_timestamp(clock).ok()?;
                Timestamp::from_second(utc.as_second().checked_sub(i64::from(*seconds))?).ok()
            }
        }
    }
}

/// Reads a text from its start.
pub struct Cursor<'a> {
    pub rest: &'a str,
}

impl Cursor<'_> {
    pub fn eat(&mut self, wanted: char) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Up to so many digits; answers the number and how many there were.
    pub fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let count = self
            .rest
            .bytes()
            .take(most)
            .take_while(u8::is_ascii_digit)
            .count();
        let (digits, rest) = self.rest.split_at_checked(count)?;
        let number = digits.parse().ok()?;
        self.rest = rest;
        Some((number, count))
    }

    pub fn spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// `Z`, `+07:00`, `+0700`, `+07`; nothing is UTC, and anything else is refused.
    pub fn zone(&mut self) -> Option<Zone> {
        if self.rest.is_empty() {
            return Some(Zone::Utc);
        }
        if self.rest.eq_ignore_ascii_case("z") {
            self.rest = "";
            return Some(Zone::Utc);
        }
        let is_west = !self.eat('+');
        if is_west && !self.eat('-') && !self.eat('\u{2212}') {
            return None;
        }
        let seconds = self.offset()?;
        // `+00:00Z` says it twice.
        let _ = self.eat('Z');
        self.rest
            .is_empty()
            .then_some(Zone::East(if is_west { -seconds } else { seconds }))
    }

    /// Hours and minutes of a zone, in seconds.
    pub fn offset(&mut self) -> Option<i32> {
        let (mut hours, count) = self.number(4)?;
        let mut minutes = 0;
        if count > 2 {
            minutes = hours % 100;
            hours /= 100;
        } else if self.eat(':') {
            minutes = self.number(2).filter(|(_, count)| *count == 2)?.0;
        }
        (hours <= 23 && minutes <= 59).then_some((hours * 3600 + minutes * 60) as i32)
    }
}

/// The year meant by two or three digits (RFC 2822, section 4.3).
pub fn century(year: u32) -> u32 {
    match year {
        0..50 => year + 2000,
        50..1000 => year + 1900,
        _ => year,
    }
}
