//! When a story was published, as a page says it beside its headline: a date for people, or how long ago it was.
//!
//! No clock is read: how long ago is told, and counted from the time of the fetch by who knows that.

use jiff::{SignedDuration, Timestamp};

use crate::feed::date;

/// Longer texts are no dates, in bytes.
const LONGEST: usize = 80;
/// More words are a sentence that ends in "2 hours ago".
const WORDS: usize = 5;
/// A date of a page without years before and after these is another number.
const YEARS: std::ops::Range<i16> = 1990..2100;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// A moment.
    At(Timestamp),
    /// So many units ago.
    Ago {
        /// How many.
        count: i64,
        /// Each so many seconds.
        unit: i64,
    },
}

impl Said {
    /// The moment that is meant by who says so `now`: no finer than what is counted in, so that it stays the same when it
    /// is said again.
    #[must_use]
    pub fn moment(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::At(moment) => Some(moment),
            Self::Ago { count, unit } => {
                let passed = SignedDuration::from_secs(count.checked_mul(unit)?);
                let second = now.checked_sub(passed).ok()?.as_second();
                // A month or a year ago is a day's date, too.
                let grain = unit.min(DAY);
                Timestamp::from_second(second - second.rem_euclid(grain)).ok()
            }
        }
    }
}

/// What a text says, if it says that and little else.
#[must_use]
pub fn said(text: &str) -> Option<Said> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    ago(text).or_else(|| Some(Said::At(moment(text)?)))
}

/// A date: it has at least a day and a year, in numbers.
fn moment(text: &str) -> Option<Timestamp> {
    let numbers = text.split(|char: char| !char.is_ascii_digit());
    if numbers.filter(|digits| !digits.is_empty()).count() < 2 {
        return None;
    }
    let after_place = text.split_once(['-', '–', '—', '|', '·', '•', ':', ',']);
    let after_place = after_place.map(|(_, rest)| rest.trim());
    let found = date::parse(text).or_else(|| date::parse(after_place?))?;
    let year = found.to_zoned(jiff::tz::TimeZone::UTC).year();
    YEARS.contains(&year).then_some(found)
}

/// "4 hari yang lalu", "2 hours ago", "vor 3 Stunden".
fn ago(text: &str) -> Option<Said> {
    let lower = text.to_lowercase();
    let words = words(&lower);
    let all: Vec<&str> = words.iter().map(String::as_str).collect();
    match all.as_slice() {
        ["baru", "saja"] | ["just", "now"] => {
            return Some(Said::Ago {
                count: 0,
                unit: MINUTE,
            });
        }
        ["kemarin" | "yesterday"] => {
            return Some(Said::Ago {
                count: 1,
                unit: DAY,
            });
        }
        _ => {}
    }
    let is_before = matches!(all.first(), Some(&("vor" | "hace" | "il" | "há")));
    let is_after = matches!(all.last(), Some(&("ago" | "lalu" | "lepas")));
    if !(is_before || is_after) || all.len() > WORDS {
        return None;
    }
    all.windows(2)
        .find_map(|pair| match pair {
            [count, name] => Some(Said::Ago {
                count: number(count)?,
                unit: unit(name)?,
            }),
            _ => None,
        })
        .or_else(|| {
            // `sejam lalu`
            let one = |word: &&str| unit(word.strip_prefix("se")?);
            let unit = all.iter().find_map(one)?;
            Some(Said::Ago { count: 1, unit })
        })
}

/// Words and numbers, also where they are written as one: `2h`.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut last = ' ';
    for char in text.chars() {
        let is_new = !char.is_alphanumeric() || char.is_ascii_digit() != last.is_ascii_digit();
        if is_new {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| char.is_alphanumeric()) {
            word.push(char);
        }
        last = char;
    }
    words.retain(|word| !word.is_empty());
    words
}

fn number(word: &str) -> Option<i64> {
    match word {
        "a" | "an" | "one" | "satu" | "einem" | "einer" | "un" | "una" | "une" | "um" | "uma" => {
            Some(1)
        }
        _ => word
            .parse()
            .ok()
            .filter(|number| (0..10_000).contains(number)),
    }
}

/// The seconds in what a word names.
fn unit(word: &str) -> Option<i64> {
    let seconds = match word {
        "detik" | "dtk" | "saat" | "second" | "seconds" | "sec" | "secs" | "s" => 1,
        "menit" | "mnt" | "minit" | "minute" | "minutes" | "min" | "mins" | "m" | "minuten"
        | "minuto" | "minutos" => MINUTE,
        "jam" | "hour" | "hours" | "hr" | "hrs" | "h" | "stunde" | "stunden" | "hora" | "horas"
        | "heure" | "heures" => HOUR,
        "hari" | "day" | "days" | "d" | "tag" | "tagen" | "día" | "días" | "dia" | "dias"
        | "jour" | "jours" => DAY,
        "minggu" | "pekan" | "week" | "weeks" | "w" | "woche" | "wochen" | "semana" | "semanas"
        | "semaine" | "semaines" => 7 * DAY,
        "bulan" | "month" | "months" | "monat" | "monaten" | "mes" | "meses" | "mois" => 30 * DAY,
        "tahun" | "year" | "years" | "jahr" | "jahren" | "año" | "años" | "ano" | "anos" | "an"
        | "ans" => 365 * DAY,
        _ => return None,
    };
    Some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_are_told_of_when_is_read() {
        let now: Timestamp = "2026-11-29T06:40:30Z".parse().unwrap();
        for (text, moment) in [
            (
                "Senin, 3 November 2025 10:15 WIB",
                Some("2025-11-03T03:15:00Z"),
            ),
            (
                "Senin, 03/11/2025 | 10:15 WIB",
                Some("2025-11-03T03:15:00Z"),
            ),
            ("03/11/2025, 10:15 WITA", Some("2025-11-03T02:15:00Z")),
            ("29/11/2026, 00:15 WIB", Some("2026-11-28T17:15:00Z")),
            ("2025-09-11", Some("2025-09-11T00:00:00Z")),
            ("11 Sep 2025", Some("2025-09-11T00:00:00Z")),
            ("September 11, 2025", Some("2025-09-11T00:00:00Z")),
            (
                "Kota - Rabu, 5 Nov 2025 08.00 WIT",
                Some("2025-11-04T23:00:00Z"),
            ),
            ("4 hari yang lalu", Some("2026-11-25T00:00:00Z")),
            ("2 hours ago", Some("2026-11-29T04:00:00Z")),
            ("Kota, 2 jam lalu", Some("2026-11-29T04:00:00Z")),
            ("15m ago", Some("2026-11-29T06:25:00Z")),
            ("an hour ago", Some("2026-11-29T05:00:00Z")),
            ("sejam lalu", Some("2026-11-29T05:00:00Z")),
            ("vor 3 Stunden", Some("2026-11-29T03:00:00Z")),
            ("Kemarin", Some("2026-11-28T00:00:00Z")),
            ("Just now", Some("2026-11-29T06:40:00Z")),
            ("2025", None),
            ("12.345", None),
            ("10:15 WIB", None),
            ("September 2025", None),
            ("Banjir 3 hari lalu", Some("2026-11-26T00:00:00Z")),
            ("Warga mengungsi sejak banjir besar 3 hari lalu", None),
            ("5 cara hemat listrik", None),
            ("", None),
        ] {
            let found = said(text).and_then(|said| said.moment(now));
            assert_eq!(
                found,
                moment.and_then(|moment| moment.parse().ok()),
                "{text}"
            );
        }
    }
}
