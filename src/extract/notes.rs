//! Marks of footnotes: links to another place of the same page, which lead nowhere once the page is a story.

/// Signs that lead back from a note to the text.
const BACK: [char; 9] = ['↩', '↑', '⤴', '⏎', '↵', '^', '⬆', '\u{fe0e}', '\u{fe0f}'];

/// The digits of a mark.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// What is shown of such a link instead of its words: its number raised, nothing for a way back. None where it is left as it
/// is.
pub fn shown(href: Option<&str>, words: &str) -> Option<String> {
    if !href?.trim().starts_with('#') {
        return None;
    }
    let words = words.trim();
    if !words.is_empty() && words.chars().all(|letter| BACK.contains(&letter)) {
        return Some(String::new());
    }
    raised(words)
}

/// Whether words end with a raised number, behind which another one must be set off.
pub fn ends_raised(words: &str) -> bool {
    words.ends_with(|letter| RAISED.contains(letter))
}

/// `[12]` as `¹²`; none of what is no number.
pub fn raised(words: &str) -> Option<String> {
    let number = words.trim_matches(['[', ']', '(', ')']);
    if number.is_empty() || number.len() > 3 {
        return None;
    }
    let digits = number.chars().map(|letter| letter.to_digit(10));
    let raise = |digit: u32| RAISED.chars().nth(digit as usize);
    digits.map(|digit| digit.and_then(raise)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_raised_and_ways_back_go() {
        for (href, words, expected) in [
            (Some("#fn1"), "[1]", Some("¹")),
            (Some("#cite_note-12"), " 12 ", Some("¹²")),
            (Some("#fnref1"), "↩\u{fe0e}", Some("")),
            (Some("#bab-2"), "Bab 2", None),
            (Some("#"), "2026", None),
            (Some("javascript:x()"), "1", None),
            (None, "1", None),
        ] {
            assert_eq!(shown(href, words).as_deref(), expected, "{words}");
        }
    }
}
