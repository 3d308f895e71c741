//! A stretch of time as people write it: `45 min`, `4 h 30 min`, `2 d`.
//!
//! In minutes; what is longer or shorter than allowed is not its business.

/// What of a stretch stands for how many minutes, in English and Indonesian.
const UNITS: [(&str, u32); 20] = [
    ("m", 1),
    ("min", 1),
    ("mins", 1),
    ("minute", 1),
    ("minutes", 1),
    ("mnt", 1),
    ("menit", 1),
    ("h", HOUR),
    ("hour", HOUR),
    ("hours", HOUR),
    ("hrs", HOUR),
    ("j", HOUR),
    ("jam", HOUR),
    ("d", DAY),
    ("day", DAY),
    ("days", DAY),
    ("hari", DAY),
    ("w", 7 * DAY),
    ("week", 7 * DAY),
    ("minggu", 7 * DAY),
];
const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;

/// The minutes of what is written; a number alone is minutes, also behind hours (`4h30`). None of what is no stretch.
#[must_use]
pub fn parse(written: &str) -> Option<u32> {
    let written = written.trim().to_lowercase();
    if written.is_empty() {
        return None;
    }
    let mut rest = written.as_str();
    let mut minutes = 0u32;
    let mut least = u32::MAX;
    while !rest.is_empty() {
        let (number, behind) = split(rest, |letter| letter.is_ascii_digit());
        let (unit, behind) = split(behind.trim_start(), char::is_alphabetic);
        let of_one = match unit {
            "" if least == u32::MAX || least == HOUR => 1,
            _ => UNITS.iter().find(|(name, _)| *name == unit)?.1,
        };
        // From the largest to the smallest, each once.
        if of_one >= least {
            return None;
        }
        least = of_one;
        let part = number.parse::<u32>().ok()?.checked_mul(of_one)?;
        minutes = minutes.checked_add(part)?;
        rest = behind.trim_start();
    }
    Some(minutes)
}

/// The units of English, the largest first.
pub const ENGLISH: [&str; 3] = ["d", "h", "min"];

/// So many minutes in these units, the largest first.
#[must_use]
pub fn written(minutes: u32, units: [&str; 3]) -> String {
    let counts = [minutes / DAY, minutes % DAY / HOUR, minutes % HOUR];
    let parts = counts.into_iter().zip(units);
    let parts: Vec<String> = parts
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    match units {
        [.., smallest] if parts.is_empty() => format!("0 {smallest}"),
        _ => parts.join(" "),
    }
}

fn split(text: &str, is_part: fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_read_as_people_write_them() {
        for (written, minutes) in [
            ("90", Some(90)),
            (" 45 min ", Some(45)),
            ("4 h 30 min", Some(270)),
            ("4h30m", Some(270)),
            ("4h30", Some(270)),
            ("4 jam 30 mnt", Some(270)),
            ("2 d", Some(2880)),
            ("1 day 6 hours", Some(1800)),
            ("1 minggu", Some(10_080)),
            ("0", Some(0)),
            ("", None),
            ("soon", None),
            ("4 h 5 h", None),
            ("30 min 4 h", None),
            ("4 5", None),
            ("2 d 30", None),
            ("-5", None),
            ("4,5 h", None),
            ("99999999999", None),
            ("4000000 d", None),
        ] {
            assert_eq!(parse(written), minutes, "{written:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        for (minutes, expected) in [
            (0, "0 min"),
            (15, "15 min"),
            (60, "1 h"),
            (269, "4 h 29 min"),
            (1440, "1 d"),
            (1501, "1 d 1 h 1 min"),
            (10_080, "7 d"),
        ] {
            assert_eq!(written(minutes, ENGLISH), expected);
            assert_eq!(parse(expected), Some(minutes));
            let indonesian = written(minutes, ["hari", "jam", "mnt"]);
            assert_eq!(parse(&indonesian), Some(minutes), "{indonesian}");
        }
    }
}
