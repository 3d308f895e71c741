//! Words that bend.

/// `1 story`, `2 stories`.
#[must_use]
pub fn many(number: usize, what: &str) -> String {
    match (number, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {what}s"),
    }
}

#[test]
fn one_is_one_and_the_rest_are_many() {
    for (number, what, words) in [
        (1, "story", "1 story"),
        (2, "new story", "2 new stories"),
        (0, "feed", "0 feeds"),
    ] {
        assert_eq!(many(number, what), words);
    }
}
