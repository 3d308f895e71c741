//! Lines made of scraps: nothing but tags, names of networks, numbers of comments and of pictures, letters for the size of
//! print.
//!
//! It looks at the words of a line only.

use crate::extract::rules::{Reason, rules};
use crate::text;

/// Tokens of such a line at most.
const MOST: usize = 16;

/// Why a line of scraps is furniture; none for any other line.
pub fn reason(line: &str) -> Option<Reason> {
    let tokens: Vec<&str> = line.split_whitespace().take(MOST + 1).collect();
    if tokens.is_empty() || tokens.len() > MOST {
        return None;
    }
    let is_tag = |token: &&str| token.len() > 1 && token.starts_with('#');
    if tokens.len() > 1 && tokens.iter().all(is_tag) {
        return Some(Reason::Tags);
    }
    let is_size = |token: &&str| token.trim_end_matches(['+', '-']) == "A";
    if tokens.len() == 3 && tokens.iter().all(is_size) {
        return Some(Reason::Share);
    }
    let folded = text::fold(line);
    let scraps = &rules().scraps;
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_network = |word: &&str| scraps.networks.iter().any(|network| network == word);
    let networks = words.iter().filter(|word| is_network(word)).count();
    if networks > 1 && networks == words.len() {
        return Some(Reason::Share);
    }
    if counts_pictures(&folded, &words) {
        return Some(Reason::Tags);
    }
    let (count, what) = folded.split_once(' ')?;
    let is_number = count.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && scraps.read.iter().any(|known| known == what.trim()) {
        return Some(Reason::Byline);
    }
    let is_counted = is_number && scraps.counted.iter().any(|known| known == what.trim());
    is_counted.then_some(Reason::Comments)
}

/// Whether a line is the number of a gallery's picture and nothing else: "Foto 1 dari 8".
pub fn is_counter(line: &str) -> bool {
    let folded = text::fold(line);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(5).collect();
    counts_pictures(&folded, &words)
}

/// `folded` is the line of these words.
fn counts_pictures(folded: &str, words: &[&str]) -> bool {
    let scraps = &rules().scraps;
    let is_in = |list: &[String], word: &str| list.iter().any(|known| known == word);
    let (label, numbers) = match words.split_first() {
        Some((first, rest)) if is_in(&scraps.pictures, first) => (true, rest),
        _ => (false, words),
    };
    let (one, all) = match numbers {
        [one, join, all] if is_in(&scraps.of, join) => (one, all),
        [one, all] if label && folded.contains('/') => (one, all),
        _ => return false,
    };
    let number = |word: &str| word.parse::<u16>().ok().filter(|_| word.len() <= 3);
    let numbers = number(one).zip(number(all));
    numbers.is_some_and(|(one, all)| 0 < one && one <= all && all > 1)
}

/// Whether a line tells of a video and ends with its length: "Kapal tiba di Arung. 18.04.2024 | 0:21 min".
pub fn is_of_video(text: &str) -> bool {
    let Some((told, length)) = text.rsplit_once(['|', '•', '·']) else {
        return false;
    };
    let length = text::fold(length.trim().trim_end_matches('.'));
    let end = length
        .rfind(|letter: char| letter.is_ascii_digit())
        .map_or(0, |at| at + 1);
    let (clock, unit) = length.split_at_checked(end).unwrap_or_default();
    let is_number = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let unit = unit.trim();
    (2..=3).contains(&parts.len())
        && parts.iter().all(|part| is_number(part))
        && (unit.is_empty() || rules().scraps.minutes.iter().any(|known| known == unit))
        && told.split_whitespace().count() > 2
}

#[cfg(test)]
mod tests {
    use super::{Reason, is_of_video, reason};

    #[test]
    fn lines_of_scraps_are_furniture() {
        for (line, wanted) in [
            ("#bendungan #petani #air", Some(Reason::Tags)),
            ("#1 di dunia", None),
            ("Facebook WhatsApp", Some(Reason::Share)),
            ("Facebook, X, Telegram", Some(Reason::Share)),
            ("Facebook turun lagi", None),
            ("A A A", Some(Reason::Share)),
            ("A+ A A-", Some(Reason::Share)),
            ("5 Komentar", Some(Reason::Comments)),
            ("12 Comments", Some(Reason::Comments)),
            ("4 Min Read", Some(Reason::Byline)),
            ("5 orang", None),
            ("2026", None),
            ("Foto 1 dari 8", Some(Reason::Tags)),
            ("2 dari 5", Some(Reason::Tags)),
            ("Image 3 of 12", Some(Reason::Tags)),
            ("Bild 1/8", Some(Reason::Tags)),
            ("写真 1/4", Some(Reason::Tags)),
            ("4/5", None),
            ("Foto 9 dari 8", None),
            ("9 dari 10 warga", None),
        ] {
            assert_eq!(reason(line), wanted, "{line}");
        }
    }

    #[test]
    fn what_is_told_of_a_video_ends_with_its_length() {
        for (line, wanted) in [
            ("Kapal tiba di Arung lagi. 18.04.2024 | 0:21 min", true),
            ("Kapal tiba di Arung lagi | 08:55", true),
            ("Ein Schiff kommt an. 3.5.2024 | 43:49 Min.", true),
            ("Kapal tiba di Arung pukul 08:55", false),
            ("Pelabuhan Arung | dermaga utara | 12 orang", false),
            ("Arung | 08:55", false),
            ("Kapal berangkat dari Arung | 08:55 WIB", false),
        ] {
            assert_eq!(is_of_video(line), wanted, "{line}");
        }
    }
}
