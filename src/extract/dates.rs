//! Dates as pages write them: RFC 3339 and its relatives, and a day, a month's name and a year in the
//! languages that news comes in.
//!
//! The names of zones that news uses are known, those of Indonesia (WIB, WITA, WIT) first; a time without a zone is taken
//! as UTC here, and put on the clock of its page elsewhere.

mod hours;
mod zones;

use std::borrow::Cow;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::extract::jalali;
use crate::extract::months::{month, names_month};

/// A moment with the offset the page stated, so that its day is the publisher's.
pub fn parse(text: &str) -> Option<Zoned> {
    let text = plain_digits(text.trim());
    numeric(&text)
        .or_else(|| worded(&text))
        .or_else(|| jalali::day(&text))
}

/// Whether a text that is a date has a time of day and says of which zone it is.
pub fn is_placed(text: &str) -> bool {
    zones::stated(text).is_some() || text.trim_end().ends_with(['Z', 'z'])
}

/// Whether a text has a time of day without saying of which zone it is. Seconds since 1970 are of UTC.
pub fn is_unplaced(text: &str) -> bool {
    let is_count = matches!(text.len(), 10 | 13) && text.bytes().all(|byte| byte.is_ascii_digit());
    let has_hour = parse(text).is_some_and(|moment| (moment.hour(), moment.minute()) != (0, 0));
    !is_count && has_hour && !is_placed(text)
}

/// The digits of Arabic, Persian, Hindi, Bengali and Thai, and wide ones, as those of ASCII.
fn plain_digits(text: &str) -> Cow<'_, str> {
    let plain = |letter: char| {
        let zero = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10]
            .into_iter()
            .find(|zero| (*zero..*zero + 10).contains(&u32::from(letter)))?;
        char::from_digit(u32::from(letter) - zero, 10)
    };
    if text.chars().any(|letter| plain(letter).is_some()) {
        let letters = text.chars();
        Cow::Owned(
            letters
                .map(|letter| plain(letter).unwrap_or(letter))
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

/// `2024-05-12`, `2024-05-12T08:30:00+07:00`, `2024/05/12 08:30 WIB`, `20240512`, seconds since 1970.
fn numeric(text: &str) -> Option<Zoned> {
    let numbers = numbers(text);
    if matches!(text.len(), 10 | 13) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds: i64 = text.get(..10)?.parse().ok()?;
        let moment = Timestamp::from_second(seconds).ok()?;
        return Some(moment.to_zoned(TimeZone::UTC));
    }
    let first = numbers.first()?;
    if first.at == 0 && first.length == 8 {
        return zoned(
            first.value / 10_000,
            first.value / 100 % 100,
            first.value % 100,
            time(text, numbers.get(1..)?),
            text,
        );
    }
    if first.at == 0 && first.length == 14 {
        let (day, time) = (first.value / 1_000_000, first.value % 1_000_000);
        let time = (time / 10_000, time / 100 % 100, time % 100);
        return zoned(day / 10_000, day / 100 % 100, day % 100, time, text);
    }
    // "13:05 03.03.2020"
    let before = numbers
        .iter()
        .take_while(|number| is_of_time(text, number))
        .count();
    let (of_time, numbers) = numbers.split_at_checked(before)?;
    let first = numbers.first()?;
    let (second, third) = (numbers.get(1)?, numbers.get(2)?);
    if !(is_close(text, first, second) && is_close(text, second, third)) {
        return None;
    }
    let mark = text.as_bytes().get(first.at + first.length)?;
    let rest = numbers.get(3..)?;
    let time = |rest: &[Number]| match time(text, rest) {
        (0, 0, 0) => time_before(text, of_time),
        time => time,
    };
    if first.length == 4 {
        return zoned(first.value, second.value, third.value, time(rest), text);
    }
    // "3/4/20 5:04PM" is American.
    let year = if third.length == 2 && *mark == b'/' && is_twelve_hours(text) {
        third.value + 2_000
    } else {
        third.value
    };
    // Day first, but for America's, with a month that can be none, or an hour of one of its zones.
    if year > 999 && third.length % 2 == 0 && first.length <= 2 {
        let is_slash = *mark == b'/';
        let american = second.value > 12 && matches!(*mark, b'/' | b'-')
            || is_slash && (third.length == 2 || is_twelve_hours(text) && is_in_america(text));
        let (day, month) = if american {
            (second.value, first.value)
        } else {
            (first.value, second.value)
        };
        return zoned(year, month, day, time(rest), text);
    }
    None
}

/// Whether one mark stands between two numbers, or a full stop and a blank: "2025. 3. 3."
fn is_close(text: &str, left: &Number, right: &Number) -> bool {
    let between = text.get(left.at + left.length..right.at);
    between.is_some_and(|between| between.len() == 1 || between == ". ")
}

/// `Senin, 21 Oktober 2024 | 17:06 WIB`, `October 21, 2024`, `21. Mai 2024`, `2024年10月21日`.
fn worded(text: &str) -> Option<Zoned> {
    let numbers = numbers(text);
    if text.contains('年') || text.contains('년') {
        let [year, month, day, rest @ ..] = numbers.as_slice() else {
            return None;
        };
        // The year 1 of the era Reiwa was 2019.
        let era = if text.contains("令和") { 2018 } else { 0 };
        let time = wide_time(text).unwrap_or_else(|| time(text, rest));
        return zoned(year.value + era, month.value, day.value, time, text);
    }
    let lower = text.to_lowercase();
    let year_at = numbers
        .iter()
        .position(|number| is_year(text, number))
        .or_else(|| {
            numbers
                .iter()
                .position(|number| is_short_year(text, number))
        })?;
    let year = numbers.get(year_at)?;
    let is_day = |number: &Number| {
        number.length <= 2 && (1..=31).contains(&number.value) && !is_of_time(text, number)
    };
    let before = numbers.iter().take(year_at).rposition(is_day);
    // "2020. március 3."
    let behind = numbers
        .get(year_at + 1)
        .filter(|day| before.is_none() && is_day(day))
        .filter(|day| {
            let between = text.get(year.at + year.length..day.at);
            between.is_some_and(|between| month(&between.to_lowercase()).is_some())
        });
    let day_at = before.or_else(|| behind.map(|_| year_at + 1))?;
    let year_at = year_at.max(day_at);
    let day = numbers.get(day_at)?;
    let month = month(&lower)?;
    // "Mar 3 '20"
    let value = if year.length == 2 {
        year.value + 2_000
    } else {
        year.value
    };
    let time = match time(text, numbers.get(year_at + 1..)?) {
        // "Mon Oct 21 19:06:36 CEST 2024"
        (0, 0, 0) => time(text, numbers.get(day_at + 1..year_at).unwrap_or_default()),
        time => time,
    };
    let time = match time {
        // "19:06, 21 октября 2024"
        (0, 0, 0) => time_before(text, numbers.get(..day_at)?),
        time => time,
    };
    zoned(value, month, day.value, time, text)
}

/// Whether a number is a year, of four digits or of two behind a sign that some are left out.
fn is_year(text: &str, number: &Number) -> bool {
    let front = text.get(..number.at).unwrap_or_default();
    match number.length {
        4 => (1990..2100).contains(&number.value) || is_buddhist(number.value),
        2 => front.ends_with(['\'', '’']),
        _ => false,
    }
}

/// Whether a number of two digits is a year: behind a day and a month's name, with no time of day in it: "12 jan 23 | 5h27".
fn is_short_year(text: &str, number: &Number) -> bool {
    let marks = [' ', '-', '.', '/'];
    let front = text.get(..number.at).unwrap_or_default();
    let front = front.trim_end_matches(marks);
    let before = front.trim_end_matches(char::is_alphabetic);
    let word = front.get(before.len()..).unwrap_or_default();
    let back = text.get(number.at + number.length..).unwrap_or_default();
    let mut behind = back.trim_start().chars();
    let is_time = match (behind.next(), behind.next()) {
        (Some(':' | '.'), Some(digit)) => digit.is_ascii_digit(),
        (Some(letter), _) => letter.is_alphabetic(),
        _ => false,
    };
    let is_day = before
        .trim_end_matches(marks)
        .ends_with(|c: char| c.is_ascii_digit());
    number.length == 2 && number.value < 70 && !is_time && is_day && names_month(word)
}

/// Whether a text counts its hours from noon.
fn is_twelve_hours(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let marks = ["am", "pm", "a.m.", "p.m."];
    lower.split([' ', ',']).any(|word| {
        marks.contains(
            &word.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ':'),
        )
    })
}

/// Whether a text names a zone of the United States.
fn is_in_america(text: &str) -> bool {
    let zones = [
        "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT", "MT", "PT",
    ];
    text.split(|letter: char| !letter.is_ascii_alphabetic())
        .any(|word| zones.contains(&word))
}

/// The time of day that a text begins with.
fn time_before(text: &str, numbers: &[Number]) -> (i64, i64, i64) {
    let is_first = numbers.first().is_some_and(|hour| {
        let front = text.get(..hour.at).unwrap_or_default();
        !front.chars().any(char::is_alphabetic)
    });
    if is_first {
        time(text, numbers)
    } else {
        (0, 0, 0)
    }
}

/// Whether a number is the hour, the minute or the second of a time such as 19:06:36.
fn is_of_time(text: &str, number: &Number) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let is_colon = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b':');
    let (before, after) = (number.at.checked_sub(1), number.at + number.length);
    is_colon(before) && is_digit(number.at.checked_sub(2))
        || is_colon(Some(after)) && is_digit(Some(after + 1))
}

/// Whether a year is one of the Thai calendar, which is 543 years ahead.
fn is_buddhist(year: i64) -> bool {
    (2533..2643).contains(&year)
}

/// `17時06分`, `오후 5시 6분`.
fn wide_time(text: &str) -> Option<(i64, i64, i64)> {
    let at = text.find(['時', '시', '时'])?;
    let (front, back) = text.split_at_checked(at)?;
    let numbers_before = numbers(front);
    let hour = numbers_before.last()?;
    let hour = hours::of_day(hour.value, front.get(..hour.at)?, "");
    let minute = numbers(back).first().map_or(0, |minute| minute.value);
    (hour < 24 && minute < 60).then_some((hour, minute, 0))
}

struct Number {
    at: usize,
    length: usize,
    value: i64,
}

fn numbers(text: &str) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    for (at, byte) in text.bytes().enumerate().take(200) {
        if !byte.is_ascii_digit() {
            continue;
        }
        let digit = i64::from(byte - b'0');
        match numbers
            .last_mut()
            .filter(|last| last.at + last.length == at && last.length < 17)
        {
            Some(last) => {
                last.length += 1;
                last.value = last.value * 10 + digit;
            }
            None => numbers.push(Number {
                at,
                length: 1,
                value: digit,
            }),
        }
    }
    numbers
}

fn time(text: &str, rest: &[Number]) -> (i64, i64, i64) {
    // "T1706", "T170600"
    let is_run = |first: &&Number| {
        matches!(first.length, 4 | 6)
            && text
                .get(..first.at)
                .is_some_and(|front| front.ends_with('T'))
    };
    if let Some(run) = rest.first().filter(is_run) {
        let value = if run.length == 4 {
            run.value * 100
        } else {
            run.value
        };
        let time = (value / 10_000, value / 100 % 100, value % 100);
        let is_time = time.0 < 24 && time.1 < 60 && time.2 < 60;
        return if is_time { time } else { (0, 0, 0) };
    }
    let (Some(hour), Some(minute)) = (rest.first(), rest.get(1)) else {
        return (0, 0, 0);
    };
    let between = text.get(hour.at + hour.length..minute.at);
    let is_divided = hour.length <= 2 && minute.length == 2 && between.is_some_and(hours::divides);
    if !is_divided || hour.value > 23 || minute.value > 59 {
        return (0, 0, 0);
    }
    let second = rest
        .get(2)
        .filter(|second| second.at == minute.at + 3 && second.length == 2 && second.value < 60);
    let after = text.get(second.unwrap_or(minute).at + 2..);
    let before = text.get(..hour.at).unwrap_or_default();
    let hour = hours::of_day(hour.value, before, after.unwrap_or_default());
    (hour, minute.value, second.map_or(0, |second| second.value))
}

fn zoned(year: i64, month: i64, day: i64, time: (i64, i64, i64), text: &str) -> Option<Zoned> {
    // What programs write that know of no day.
    if (year, month, day) == (1970, 1, 1) {
        return None;
    }
    let (hour, minute, second) = time;
    let year = if is_buddhist(year) { year - 543 } else { year };
    let moment = DateTime::new(
        i16::try_from(year)
            .ok()
            .filter(|year| (1970..2200).contains(year))?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        0,
    )
    .ok()?;
    let zone = zones::stated(text).unwrap_or(TimeZone::UTC);
    moment.to_zoned(zone).ok()
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn check(text: &str, wanted: &str) {
        let found = parse(text).map(|moment| moment.timestamp().to_string());
        assert_eq!(found.unwrap_or_default(), wanted, "{text}");
    }

    #[test]
    fn dates_are_read_in_many_forms() {
        check("2024-10-21", "2024-10-21T00:00:00Z");
        check("2024-10-21T17:06:00+07:00", "2024-10-21T10:06:00Z");
        check("2024-10-21T17:06:00.000Z", "2024-10-21T17:06:00Z");
        check("2024-10-21T17:06:00-0500", "2024-10-21T22:06:00Z");
        check("2024-10-21 05:06 PM -05", "2024-10-21T22:06:00Z");
        check("2024-10-21T1706Z", "2024-10-21T17:06:00Z");
        check("20241021T170600+0700", "2024-10-21T10:06:00Z");
        check("发布时间: 2018-05-17 | 浏览: 2168", "2018-05-17T00:00:00Z");
        check(
            "来源: x 时间: 2018-05-17 | 浏览: 2168",
            "2018-05-17T00:00:00Z",
        );
        check("2007-08-20-23:59:59", "2007-08-20T23:59:59Z");
        check("Senin, 21 Oktober 2024 | 17:06 WIB", "2024-10-21T10:06:00Z");
        check("21 Nopember 2024 17.06 WITA", "2024-11-21T09:06:00Z");
        check("October 21, 2024 at 5:06 PM", "2024-10-21T17:06:00Z");
        check("21. März 2024", "2024-03-21T00:00:00Z");
        check("21/10/2024 17:06", "2024-10-21T17:06:00Z");
        check("2024年10月21日 17:06", "2024-10-21T17:06:00Z");
        check("2024年10月21日 午後5時6分", "2024-10-21T17:06:00Z");
        check("令和6年10月21日", "2024-10-21T00:00:00Z");
        check("21 ตุลาคม 2567", "2024-10-21T00:00:00Z");
        check("१५ जनवरी २०२५, ०५:३० PM IST", "2025-01-15T12:00:00Z");
        check("बुधवार, 15 अक्तूबर 2025", "2025-10-15T00:00:00Z");
        check("15 सितम्बर 2025 10:15 बजे", "2025-09-15T10:15:00Z");
        check("15 दिस 2024, शाम 5:30 बजे", "2024-12-15T17:30:00Z");
        check("15 जन. 2025", "2025-01-15T00:00:00Z");
        // "Navi Mumbai" and "public" begin like months.
        check("नवी मुंबई, 15 जनता 2025", "");
        check("٢١ أكتوبر ٢٠٢٤", "2024-10-21T00:00:00Z");
        check("04 آب/اغسطس 2013", "2013-08-04T00:00:00Z");
        check("२१ अक्टूबर २०२४", "2024-10-21T00:00:00Z");
        check("Thứ hai, 21/10/2024, 17:06 (GMT+7)", "2024-10-21T10:06:00Z");
        check("Mon, 21 Oct 2024 17:06:00 GMT", "2024-10-21T17:06:00Z");
        check("21 Oct 2024 - 17:06 WIT", "2024-10-21T08:06:00Z");
        check("Mon Oct 21 19:06:36 CEST 2024", "2024-10-21T17:06:36Z");
        check("1729501560", "2024-10-21T09:06:00Z");
        check("20241021", "2024-10-21T00:00:00Z");
        check("17 Agt 2026 14:05 WIB", "2026-08-17T07:05:00Z");
        check("17 Sept 2026 14:05 BST", "2026-09-17T13:05:00Z");
        check("marketing 99", "");
        check("99999999999999999999999", "");
        check("2024-99-99", "");
        check("24 Pebruari 2026 | 09.05 WIB", "2026-02-24T02:05:00Z");
        check("19:06, 21 октября 2024", "2024-10-21T19:06:00Z");
        check("03/04/2020 05:04:12 PM EST", "2020-03-04T22:04:12Z");
        check("03/04/2020 05:04", "2020-04-03T05:04:00Z");
        check("3/4/20 5:04PM", "2020-03-04T17:04:00Z");
        check("05-21-2019, 02:14 PM", "2019-05-21T14:14:00Z");
        check("Mar 3 '20", "2020-03-03T00:00:00Z");
        check("13:05 03.03.2020", "2020-03-03T13:05:00Z");
        check("ВІВТОРОК, 3 БЕРЕЗНЯ 2020, 16:40", "2020-03-03T16:40:00Z");
        check("3 Μαρτίου 2020", "2020-03-03T00:00:00Z");
        check("03 மார்ச் 2020", "2020-03-03T00:00:00Z");
        check("প্রকাশ: ০৩ মার্চ ২০২০, ১২:১০", "2020-03-03T12:10:00Z");
        check("2020. március 3.", "2020-03-03T00:00:00Z");
        check("۱۳ اسفند ۱۳۹۸", "2020-03-03T00:00:00Z");
        check("Rabu Pon, 25 Nov 2026 - 08.00 WIB", "2026-11-25T01:00:00Z");
    }

    #[test]
    fn short_dates_are_read() {
        check("1970-01-01T02:00:00+02:00", "");
        check("12 jan 23 | 5h27", "2023-01-12T05:27:00Z");
        check("12 Jan 10:30", "");
        check("12 Jan 17.05", "");
        check("12 jan 20 uur", "");
        check("3 mars 2026 à 14 h 05", "2026-03-03T14:05:00Z");
        check("2026. 3. 9. 오후 5:06", "2026-03-09T17:06:00Z");
        check("3. 9. 2026 17:06", "2026-09-03T17:06:00Z");
    }

    #[test]
    fn hours_are_counted_from_noon_in_many_languages() {
        check("9 Mac 2026 05:06 petang", "2026-03-09T17:06:00Z");
        check("9 Mac 2026 12:06 pagi", "2026-03-09T00:06:00Z");
        check("9 Maret 2026 pukul 08.30 malam", "2026-03-09T20:30:00Z");
        check("9 Maret 2026 pukul 11.30 siang", "2026-03-09T11:30:00Z");
        check("09/03/2026 05:06 CH", "2026-03-09T17:06:00Z");
        check("09/03/2026 05:06 SA", "2026-03-09T05:06:00Z");
        check("9 مارس 2026 05:06 م", "2026-03-09T17:06:00Z");
        check("9 مارس 2026 12:06 ص", "2026-03-09T00:06:00Z");
        check("2026-03-09 下午 5:06", "2026-03-09T17:06:00Z");
        check("2026年3月9日上午12:06", "2026-03-09T00:06:00Z");
        check("2026년 3월 9일 오전 5:06", "2026-03-09T05:06:00Z");
        check("am 9. März 2026 12:30", "2026-03-09T12:30:00Z");
        check("9 March 2026 12:30 Sabah", "2026-03-09T12:30:00Z");
    }

    #[test]
    fn zones_have_many_names() {
        check("March 7, 2026, 9:29 PM ET", "2026-03-08T02:29:00Z");
        check("May 13, 2026, 9:29 PM ET", "2026-05-14T01:29:00Z");
        check("May 13, 2026 9:29 a.m. PT", "2026-05-13T16:29:00Z");
        check("13 Mei 2026 PT Kapal Lama", "2026-05-13T00:00:00Z");
        check("13.05.2026 09:29 MESZ", "2026-05-13T07:29:00Z");
        check("13.01.2026 09:29 Uhr MEZ", "2026-01-13T08:29:00Z");
        check("13 мая 2026, 09:29 мск", "2026-05-13T06:29:00Z");
        check("13 Mei 2026 09.29 wib", "2026-05-13T02:29:00Z");
        check("13 Mei 2026 09:29 wita", "2026-05-13T01:29:00Z");
        check("13 May 2026 09:29 with a view", "2026-05-13T09:29:00Z");
        check("2026-05-15T03:42-500", "2026-05-15T08:42:00Z");
    }
}
