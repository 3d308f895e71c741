//! Dates as feeds write them.
//!
//! RFC 822 and 2822, RFC 3339, W3CDTF and ISO 8601 come first; then what people write instead,
//! with names of days, months and zones in English, Indonesian and a few languages more. What
//! cannot be read is no date; a date without a zone is in UTC.

use jiff::Timestamp;

mod iso;
mod loose;
mod parts;
mod words;

/// Longer texts are no dates.
const LONGEST: usize = 100;

/// The moment that a text means.
#[must_use]
pub fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    if (text.bytes().next()?.is_ascii_digit() || text.starts_with('-'))
        && let Some(date) = iso::iso(text).or_else(|| iso::digits(text))
    {
        return date.timestamp();
    }
    loose::parse(text)?.timestamp()
}

/// The day of the week that a word names, 0 = Monday.
#[must_use]
pub fn weekday(word: &str) -> Option<u8> {
    words::weekday(&word.trim().to_lowercase())
}

#[cfg(test)]
mod tests;
