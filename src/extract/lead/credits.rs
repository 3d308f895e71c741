//! The words of a caption: what the picture shows, and who made it.
//!
//! It reads words; where a caption stands is known elsewhere.

use crate::extract::rules::rules;
use crate::extract::signatures;
use crate::text;

/// Bytes of what a credit is labelled with, and more.
const LABEL: usize = 64;
/// Words of a credit that only its place tells.
const WORDS: usize = 8;

/// A caption and its credit, which may stand in brackets behind a caption that begins with "Foto:": "Foto: A ship. (Ana
/// Lim/Kabar Kota)".
pub fn told(words: &str) -> (Option<String>, Option<String>) {
    let words = uncounted(words);
    if names_both(words) {
        return (None, some(bare(words)));
    }
    let inner = words.trim_end_matches('.').strip_suffix(')');
    let Some((front, inner)) = inner.and_then(|rest| rest.rsplit_once('(')) else {
        return divided(words);
    };
    if let Some(credit) = given(inner) {
        return (some(front), some(credit));
    }
    let labelled = front.split_once(':').filter(|(label, _)| is_label(label));
    let front = labelled.map_or(front, |(_, rest)| rest).trim();
    let is_name = inner.split(' ').count() <= 6 && !inner.contains([':', '©']);
    let are_two = names_both(&format!("({inner})"));
    if is_name && (labelled.is_some() && !front.is_empty() || are_two) {
        return (some(front), some(inner));
    }
    divided(words)
}

/// Whether a line is nothing but a name and that of an agency: "Ana Lim/Kabar Kota", in brackets or not.
pub fn names_both(line: &str) -> bool {
    let line = line.trim();
    if line.split(' ').count() > WORDS || line.ends_with(['.', ':']) {
        return false;
    }
    let bare = line.replace(" / ", "/");
    signatures::is_credit(&bare) || signatures::is_credit(&format!("({bare})"))
}

/// What words in brackets say of who gave a picture: "Photo courtesy of Ana Lim", "Instagram Ana Lim".
pub fn given(inner: &str) -> Option<&str> {
    let inner = inner.trim();
    if inner.split(' ').count() > WORDS || inner.contains(':') {
        return None;
    }
    let folded = text::fold(inner);
    let begins = |list: &[String]| {
        let mut list = list.iter();
        let found = list.find(|start| {
            let rest = folded.strip_prefix(start.as_str());
            rest.is_some_and(|rest| rest.starts_with([' ', '/']))
        });
        found.map(|start| start.split(' ').count())
    };
    let people = &rules().people;
    if begins(&people.places).is_some() {
        return Some(inner);
    }
    let words = begins(&people.given)?;
    let mut blanks = inner.match_indices(' ').map(|(at, _)| at);
    inner.get(blanks.nth(words - 1)? + 1..)
}

/// A caption without the number of its picture in a gallery before it: "1 de 3 Pasar lama". "1 of 3 boats" is no such.
fn uncounted(words: &str) -> &str {
    let number = |text: &str| {
        let digits = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
        (1..=3)
            .contains(&(text.len() - digits.len()))
            .then_some(digits.len())
    };
    let behind = |text| number(text).and_then(|left| text.get(text.len() - left..));
    let Some(rest) = behind(words).map(str::trim_start) else {
        return words;
    };
    let mut joins = rules().people.counted.iter();
    let rest = joins.find_map(|join| behind(rest.strip_prefix(join.as_str())?.trim_start()));
    let Some(rest) = rest.filter(|rest| rest.starts_with([' ', ':', '.', '-', '–', '|'])) else {
        return words;
    };
    let rest = rest.trim_start_matches([' ', ':', '.', '-', '–', '|']);
    if rest.starts_with(|letter: char| letter.is_lowercase() || letter.is_ascii_digit()) {
        words
    } else {
        rest
    }
}

/// A caption and the credit that stands at its end: "(Foto: Ana Lim)", "Foto: Ana Lim", "© Ana Lim".
pub fn divided(words: &str) -> (Option<String>, Option<String>) {
    if !words.contains([':', '©']) {
        return (some(words), None);
    }
    for (at, _) in words.char_indices().filter(|(at, _)| {
        let before = words.get(..*at).unwrap_or_default();
        before.is_empty() || before.ends_with([' ', '(', '[', '.', '/', '|'])
    }) {
        let Some(tail) = words.get(at..) else {
            continue;
        };
        if let Some(credit) = credited(tail) {
            let front = words.get(..at).unwrap_or_default();
            let front = front.trim_end_matches([' ', '(', '[', '/', '|', '-', '–', '—']);
            return (some(front), some(credit));
        }
    }
    (some(words), None)
}

/// The name behind "Foto:" and its like.
fn credited(tail: &str) -> Option<&str> {
    let rest = tail.strip_prefix('©').or_else(|| {
        let (front, rest) = tail.split_once(':')?;
        let label = front.trim();
        is_label(label).then_some(rest)
    })?;
    let credit = bare(rest);
    (2..=80).contains(&credit.chars().count()).then_some(credit)
}

/// Whether words are what stands before the name of who made a picture.
pub fn is_label(label: &str) -> bool {
    let label = label.trim_matches(['(', '[', ' ', ':', '©']);
    label.len() <= LABEL && rules().people.credits.contains(&text::fold(label))
}

/// A credit without what stands before and around it: "(Foto: Ana Lim)".
pub fn bare(credit: &str) -> &str {
    let mut credit = credit.trim();
    while let Some((label, rest)) = credit.split_once([':', '：'])
        && is_label(label)
    {
        credit = rest.trim();
    }
    credit
        .trim_start_matches('©')
        .trim_matches([' ', '(', ')', '[', ']', '.', '/', '|'])
}

/// A text, where it says something.
pub fn some(text: &str) -> Option<String> {
    let text = text.trim();
    text.contains(char::is_alphanumeric)
        .then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{divided, told};

    #[test]
    fn a_credit_may_stand_in_brackets_behind_a_caption_that_begins_with_a_word() {
        let check = |words: &str, caption: &str, credit: &str| {
            let (found, by) = told(words);
            assert_eq!(found.unwrap_or_default(), caption, "{words}");
            assert_eq!(by.unwrap_or_default(), credit, "{words}");
        };
        check(
            "Foto: Kapal bersandar (Rani Saputra/kabarkota)",
            "Kapal bersandar",
            "Rani Saputra/kabarkota",
        );
        check(
            "Kapal bersandar.(WARTA/RANI SAPUTRA)",
            "Kapal bersandar.",
            "WARTA/RANI SAPUTRA",
        );
        check("Kapal bersandar (2026)", "Kapal bersandar (2026)", "");
        check(
            "Kapal bersandar. (Photo courtesy of Dewan Teluk)",
            "Kapal bersandar.",
            "Dewan Teluk",
        );
        check(
            "Ana Lim (Instagram Ana Lim)",
            "Ana Lim",
            "Instagram Ana Lim",
        );
        check("(Ana Lim / Warta)", "", "Ana Lim / Warta");
        check("Ana Lim/Warta", "", "Ana Lim/Warta");
        check(
            "1 de 1 Kapal bersandar — Foto: Ana Lim",
            "Kapal bersandar",
            "Ana Lim",
        );
        check("1 of 3 boats is back", "1 of 3 boats is back", "");
        check("2/5 Kapal bersandar", "Kapal bersandar", "");
        check(
            "Kapal bersandar. (Foto: Rani Saputra)",
            "Kapal bersandar.",
            "Rani Saputra",
        );
    }

    #[test]
    fn a_credit_stands_at_the_end_of_a_caption() {
        let check = |words: &str, caption: &str, credit: &str| {
            let (found, by) = divided(words);
            assert_eq!(
                (found.unwrap_or_default(), by.unwrap_or_default()),
                (caption.to_owned(), credit.to_owned()),
                "{words}"
            );
        };
        check(
            "Kapal bersandar. (Foto: Rani Saputra)",
            "Kapal bersandar.",
            "Rani Saputra",
        );
        check(
            "Kapal bersandar. Foto: Rani/Warta",
            "Kapal bersandar.",
            "Rani/Warta",
        );
        check("Ein Schiff © Ana Lim", "Ein Schiff", "Ana Lim");
        check(
            "Kapal bersandar pukul 08:30.",
            "Kapal bersandar pukul 08:30.",
            "",
        );
        check("Foto: Rani Saputra", "", "Rani Saputra");
    }
}
