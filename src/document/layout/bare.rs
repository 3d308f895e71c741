//! Addresses that stand in a text as they are, without being links there.

use std::ops::Range;

/// What stands behind an address more often than at its end.
const TAIL: &[char] = &['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~'];

/// Where in a text addresses of the web stand, from left to right.
#[must_use]
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("://") {
        let before = text.get(..at).unwrap_or_default();
        let lower = |scheme: &str| {
            let start = at.checked_sub(scheme.len())?;
            let is_it = before.get(start..)?.eq_ignore_ascii_case(scheme);
            let outside = before.get(..start)?.chars().next_back();
            let is_whole = outside.is_none_or(|letter| !letter.is_ascii_alphanumeric());
            (is_it && is_whole).then_some(start)
        };
        let Some(start) = lower("https").or_else(|| lower("http")) else {
            continue;
        };
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|letter| !belongs(letter)).unwrap_or(rest.len());
        let address = ended(rest.get(..length).unwrap_or_default());
        let end = start + address.len();
        let is_apart = found.last().is_none_or(|last| last.end <= start);
        if is_apart && has_host(address) {
            found.push(start..end);
        }
    }
    found
}

/// Whether a letter may stand in an address. Scripts written without blanks end it: what follows is the sentence.
fn belongs(letter: char) -> bool {
    match letter {
        '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
        '!'..='~' => true,
        _ => letter.is_alphanumeric() && letter < '\u{e00}',
    }
}

/// An address without what belongs to the sentence around it; a bracket that it opens itself is its own.
fn ended(address: &str) -> &str {
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches(TAIL);
        let opened = |open, close| {
            shorter
                .strip_suffix(close)
                .filter(|_| shorter.matches(open).count() < shorter.matches(close).count())
        };
        let shorter = opened('(', ')')
            .or_else(|| opened('[', ']'))
            .unwrap_or(shorter);
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

/// Whether behind the scheme a host is named, by words with dots between them.
fn has_host(address: &str) -> bool {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_word = |word: &str| word.chars().any(char::is_alphanumeric);
    host.contains('.') && host.split('.').all(is_word) && !host.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_without_the_sentence_around_them() {
        for (text, expected) in [
            ("See https://a.example/x.", &["https://a.example/x"][..]),
            ("(http://a.example/b_(c))", &["http://a.example/b_(c)"]),
            (
                "HTTPS://A.example, or http://b.example?q=1!",
                &["HTTPS://A.example", "http://b.example?q=1"],
            ),
            (
                "[https://a.example/x]: «https://b.example»",
                &["https://a.example/x", "https://b.example"],
            ),
            ("詳細はhttps://a.example/bをご覧", &["https://a.example/b"]),
            ("https://bücher.example/ä", &["https://bücher.example/ä"]),
            (
                "https://web.example/20/https://a.example/",
                &["https://web.example/20/https://a.example/"],
            ),
            (
                "https:// and http://localhost, ftp://a.example, xhttp://a.example",
                &[],
            ),
            ("http://name@a.example", &[]),
            ("https://... and http://.", &[]),
        ] {
            let found = addresses(text).into_iter();
            let found: Vec<&str> = found.filter_map(|at| text.get(at)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
