//! What the words around a date say of it: whether it is of the first day or of the last change.
//!
//! The words are data; how a date is read stands in `dates`.

use crate::extract::dom::Tree;
use crate::extract::rules::rules;

/// What the words before a date say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Words {
    Published,
    Changed,
}

/// Whether a text says that its date is of the first day.
pub fn tells_first(text: &str) -> bool {
    find(&text.to_ascii_lowercase(), &rules().dates.published).is_some()
}

/// Whether a text says which of its dates is of the first day and which of the last change.
pub fn tells_both(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let words = &rules().dates;
    find(&lower, &words.published).is_some() && find(&lower, &words.changed).is_some()
}

/// What of a text tells of the first day, and what of the last change: "Diperbarui 18 Mei, diterbitkan 17 Mei".
pub fn parts(text: &str) -> (Option<&str>, Option<&str>) {
    let lower = text.to_ascii_lowercase();
    let words = &rules().dates;
    match (find(&lower, &words.published), find(&lower, &words.changed)) {
        (_, None) => (Some(text), None),
        (None, Some((at, _))) => (
            text.get(..at).filter(|front| has_digit(front)),
            text.get(at..),
        ),
        (Some((first, _)), Some((last, _))) if first < last => (text.get(..last), text.get(last..)),
        (Some((first, _)), Some(_)) => (text.get(first..), text.get(..first)),
    }
}

/// Where the first of these words stands in a text, and how long it is.
fn find(lower: &str, words: &[String]) -> Option<(usize, usize)> {
    let found = words.iter().filter_map(|word| {
        let at = lower.find(word.as_str())?;
        let is_start = !lower.get(..at)?.ends_with(char::is_alphabetic);
        is_start.then_some((at, word.len()))
    });
    found.min_by_key(|(at, length)| (*at, usize::MAX - length))
}

fn has_digit(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

/// Whether the words right before an element tell of the last change.
pub fn follows_change(tree: &Tree, index: usize) -> bool {
    let Some(parent) = tree.get(index).map(|node| node.parent) else {
        return false;
    };
    let before = (parent..index).rev().take(6);
    let mut texts = before.filter_map(|at| tree.get(at).map(|node| node.text().trim()));
    texts.find(|text| !text.is_empty()).is_some_and(|text| {
        let label = text.trim_end_matches([':', ' ']).to_ascii_lowercase();
        rules().dates.changed.contains(&label)
    })
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn the_first_day_is_told_from_the_last_change() {
        let check = |text: &str, first: Option<&str>, last: Option<&str>| {
            assert_eq!(parts(text), (first, last), "{text}");
        };
        check("17 Mei 2026", Some("17 Mei 2026"), None);
        check(
            "Diperbarui 18 Mei 2026",
            None,
            Some("Diperbarui 18 Mei 2026"),
        );
        check(
            "Diperbarui 18 Mei Diterbitkan 17 Mei",
            Some("Diterbitkan 17 Mei"),
            Some("Diperbarui 18 Mei "),
        );
        check(
            "17 Mei 2026, diperbarui 18 Mei 2026",
            Some("17 Mei 2026, "),
            Some("diperbarui 18 Mei 2026"),
        );
        check(
            "Published May 17 | Updated May 18",
            Some("Published May 17 | "),
            Some("Updated May 18"),
        );
    }
}
