//! Tags: what a reader files stories under.

use crate::model::article::ArticleId;
use crate::text;

/// A story and a tag of it.
pub type Tagged = (ArticleId, String);

/// No tag is longer, in characters.
const LONGEST: usize = 40;

/// A tag as it is kept: one word in lower case, without the sign before it; none when nothing is left of what was
/// written.
#[must_use]
pub fn tag(written: &str) -> Option<String> {
    let line = text::harmless(written);
    let bare = line.trim().trim_start_matches(['#', '+']);
    let letter = |letter: char| if letter.is_whitespace() { '-' } else { letter };
    let is_kept = |letter: &char| !matches!(letter, '"' | ',');
    let word: String = bare.trim().chars().filter(is_kept).map(letter).collect();
    let word: String = word.to_lowercase().chars().take(LONGEST).collect();
    Some(word).filter(|word| !word.is_empty())
}

/// The tags of a line, divided by blanks or commas, each once.
#[must_use]
pub fn tags(written: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for word in written.split([' ', ',']) {
        tags.extend(tag(word).filter(|tag| !tags.contains(tag)));
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_word_in_lower_case() {
        for (written, expected) in [
            ("Politik", Some("politik")),
            (" #Harga Beras ", Some("harga-beras")),
            ("日本", Some("日本")),
            ("a\x1b[31mb", Some("ab")),
            ("\"x\",", Some("x")),
            ("#", None),
            ("  ", None),
        ] {
            assert_eq!(tag(written).as_deref(), expected, "{written:?}");
        }
        assert_eq!(tag(&"x".repeat(99)).unwrap().len(), LONGEST);
        assert_eq!(tags("a, #b A  c-d,"), ["a", "b", "c-d"]);
    }
}
