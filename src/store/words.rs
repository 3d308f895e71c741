//! Words as they are searched: folded, and scripts without spaces cut into pairs of characters.
//!
//! The index, the scan of what is not indexed yet, and the words of a query all go through `tokens`, so that all three
//! agree. Japanese, Chinese, Korean, Thai, Lao, Khmer and Burmese come as overlapping pairs (`東京都` as `東京`, `京都`,
//! `都`): a word of any length in the middle of a run is then a phrase of the index.

use crate::text::fold;

/// A word or a phrase to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As it was written, folded, one space between words.
    pub folded: String,
    /// Its tokens, one space between them.
    pub tokens: String,
    /// Whether its last word may go on.
    pub end: End,
}

/// How a term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With a whole word.
    Whole,
    /// Anywhere in a word.
    Open,
    /// With a whole word, or anywhere in a word of a title: up to three letters begin too many words of bodies.
    Short,
}

/// The terms of some words: `"…"` is a phrase, the last word matches as a prefix.
#[must_use]
pub fn terms(words: &str) -> Vec<Term> {
    let mut parts: Vec<(&str, bool)> = Vec::new();
    for (number, part) in words.split('"').enumerate() {
        if number % 2 == 1 {
            parts.push((part, true));
        } else {
            parts.extend(part.split_whitespace().map(|word| (word, false)));
        }
    }
    let goes_on = !words.ends_with([' ', '"']);
    let last = parts.len().saturating_sub(1);
    let one = |(number, (part, is_phrase)): (usize, &(&str, bool))| {
        let tokens = cut(part, false).trim().to_owned();
        (!tokens.is_empty()).then(|| Term {
            folded: spaced(part).trim().to_owned(),
            end: end(&tokens, number == last && goes_on && !is_phrase),
            tokens,
        })
    };
    parts.iter().enumerate().filter_map(one).collect()
}

fn end(tokens: &str, goes_on: bool) -> End {
    let (before, last) = tokens.rsplit_once(' ').unwrap_or(("", tokens));
    let length = last.chars().count();
    if last.contains(is_unspaced) {
        // One character is half of a pair, so anything may follow; a pair is never a part of another.
        return if length == 1 { End::Open } else { End::Whole };
    }
    match length {
        4.. if goes_on => End::Open,
        _ if goes_on && before.is_empty() => End::Short,
        _ => End::Whole,
    }
}

/// The terms as the index is asked for them.
#[must_use]
pub fn expression(terms: &[Term]) -> String {
    let term = |term: &Term| asked(&term.tokens, term.end == End::Open);
    terms.iter().map(term).collect::<Vec<_>>().join(" AND ")
}

/// One term as an index is asked for it. Tokens hold letters, digits and marks only: there is nothing to escape.
#[must_use]
pub fn asked(tokens: &str, goes_on: bool) -> String {
    format!("\"{tokens}\"{}", if goes_on { " *" } else { "" })
}

/// The tokens of a text, one space before, between and after them.
#[must_use]
pub fn tokens(text: &str) -> String {
    cut(text, true)
}

/// Whether a story holds a term, by the tokens of its title and of its text.
#[must_use]
pub fn holds(title: &str, text: &str, term: &Term) -> bool {
    let needle = format!(" {} ", term.tokens);
    let open = needle.trim_end();
    match term.end {
        End::Whole => title.contains(&needle) || text.contains(&needle),
        End::Open => title.contains(open) || text.contains(open),
        End::Short => title.contains(open) || text.contains(&needle),
    }
}

/// Folds and cuts; with `ends` the last character of a run stands alone as well, which a query does not ask for.
fn cut(text: &str, ends: bool) -> String {
    let folded = spaced(text);
    if text.is_ascii() || !folded.contains(is_unspaced) {
        return folded;
    }
    let mut tokens = String::with_capacity(folded.len() * 3);
    let mut chars = folded.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(char) = chars.next() {
        if !is_unspaced(char) {
            if before.is_some_and(is_unspaced) && char != ' ' {
                tokens.push(' ');
            }
            tokens.push(char);
            before = Some(char);
            continue;
        }
        let starts = !before.is_some_and(is_unspaced);
        if starts && before.is_some_and(|before| before != ' ') {
            tokens.push(' ');
        }
        match chars.peek().filter(|next| is_unspaced(**next)) {
            Some(next) => tokens.extend([char, *next, ' ']),
            None if ends || starts => tokens.push(char),
            // The pair before this one holds it already.
            None => {
                tokens.pop();
            }
        }
        before = Some(char);
    }
    tokens
}

/// Folds; all that is no word becomes one space, also before and after.
#[must_use]
pub fn spaced(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 2);
    folded.push(' ');
    for chunk in text.split_inclusive([' ', '\n']) {
        if chunk.is_ascii() {
            for byte in chunk.bytes() {
                if byte.is_ascii_alphanumeric() {
                    folded.push(char::from(byte.to_ascii_lowercase()));
                } else {
                    space(&mut folded);
                }
            }
        } else {
            for char in fold(chunk).chars() {
                if is_word(char) {
                    folded.push(char);
                } else {
                    space(&mut folded);
                }
            }
        }
    }
    space(&mut folded);
    folded
}

fn space(folded: &mut String) {
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Whether a character belongs to a word: letters, digits, and the marks without which Indic words fall apart.
#[must_use]
pub fn is_word(char: char) -> bool {
    char.is_alphanumeric()
        || matches!(char, '\u{900}'..='\u{963}' | '\u{966}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{eb0}'..='\u{ecd}'
            | '\u{f71}'..='\u{f84}' | '\u{102b}'..='\u{1049}' | '\u{17b4}'..='\u{17d3}' | '\u{3099}' | '\u{309a}')
}

/// Whether a character belongs to a script that is written without spaces, or with too few of them.
#[must_use]
pub const fn is_unspaced(char: char) -> bool {
    matches!(char,
        '\u{e00}'..='\u{fff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{30ff}'
        | '\u{3130}'..='\u{318f}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_folded_and_cut() {
        let table = [
            ("Hello, World!", " hello world "),
            ("Café–Zürich", " cafe zurich "),
            ("東京都知事", " 東京 京都 都知 知事 事 "),
            ("iPhone発売 日", " iphone 発売 売 日 "),
            ("都 x", " 都 x "),
            ("発売iPhone", " 発売 売 iphone "),
            ("हिन्दी समाचार", " हिन्दी समाचार "),
            ("ข่าว", " ข\u{e48} \u{e48}า าว ว "),
            ("", " "),
        ];
        for (text, expected) in table {
            assert_eq!(tokens(text), expected, "{text}");
        }
    }

    #[test]
    fn words_become_terms() {
        let table = [
            ("jakarta banj", "\"jakarta\" AND \"banj\" *"),
            ("jakarta banj ", "\"jakarta\" AND \"banj\""),
            ("\"harga beras\" naik", "\"harga beras\" AND \"naik\" *"),
            ("\"harga ber", "\"harga ber\""),
            ("jakarta ba", "\"jakarta\" AND \"ba\""),
            ("東京都 x", "\"東京 京都\" AND \"x\""),
            ("都 xxxx", "\"都\" * AND \"xxxx\" *"),
            ("!!! \"\"", ""),
            (
                "a\"b\"c' OR NEAR(x)*",
                "\"a\" AND \"b\" AND \"c\" AND \"or\" AND \"near x\"",
            ),
        ];
        for (words, expected) in table {
            assert_eq!(expression(&terms(words)), expected, "{words}");
        }
    }
}
