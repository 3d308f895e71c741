//! Days of the Persian calendar, by the names of its months: 13 Esfand 1398.
//!
//! Only what names such a month and such a year is read as one; numbers alone may be of any calendar.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Zoned};

/// The months in their order.
const MONTHS: [&str; 12] = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
];
/// The years that news is of, and the first of them whose first day is known here.
const YEARS: std::ops::Range<i64> = 1370..1470;

/// The day that a text with plain digits names, at midnight in UTC.
pub fn day(text: &str) -> Option<Zoned> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|window| match window {
        [day, month, year] => {
            let month = MONTHS.iter().position(|name| name == month)?;
            moment(year.parse().ok()?, month, day.parse().ok()?)
        }
        _ => None,
    })
}

fn moment(year: i64, month: usize, day: i64) -> Option<Zoned> {
    let longest = if month < 6 { 31 } else { 30 };
    if !YEARS.contains(&year) || !(1..=longest).contains(&day) {
        return None;
    }
    let years = (YEARS.start..year).map(|year| if is_leap(year) { 366 } else { 365 });
    let month = i64::try_from(month).ok()?;
    // Six months of 31 days, and then of 30.
    let days = years.sum::<i64>() + month * 30 + month.min(6) + day - 1;
    let first = Date::new(1991, 3, 21).ok()?;
    let date = first.checked_add(Span::new().try_days(days).ok()?).ok()?;
    date.to_zoned(TimeZone::UTC).ok()
}

/// Whether a year has 366 days: eight of 33 do, as the calendar falls in this century.
fn is_leap(year: i64) -> bool {
    [1, 5, 9, 13, 17, 22, 26, 30].contains(&(year % 33))
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_of_the_persian_calendar_are_read() {
        for (text, wanted) in [
            ("1 فروردین 1400", "2021-03-21"),
            ("سه‌شنبه / 13 اسفند 1398 / 10:22", "2020-03-03"),
            ("30 اسفند 1399", "2021-03-20"),
            ("1 مهر 1370", "1991-09-23"),
            ("13 اسفند 2020", ""),
            ("3 دیروز 1400", ""),
        ] {
            let found = day(text).map(|day| day.date().to_string());
            assert_eq!(found.unwrap_or_default(), wanted, "{text}");
        }
    }
}
