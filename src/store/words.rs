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
    /// Whether the last word may go on.
    pub prefix: bool,
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
    parts
        .iter()
        .enumerate()
        .filter_map(|(number, (part, is_phrase))| {
            let tokens = cut(part, false);
            let tokens = tokens.trim();
            (!tokens.is_empty()).then(|| Term {
                folded: spaced(part).trim().to_owned(),
                tokens: tokens.to_owned(),
                prefix: number == last && goes_on && !is_phrase || is_single(tokens),
            })
        })
        .collect()
}

/// One character of a script without spaces: half of a pair, so anything may follow.
fn is_single(tokens: &str) -> bool {
    let mut chars = tokens.chars();
    chars.next().is_some_and(is_unspaced) && chars.next().is_none()
}

/// The terms as the index is asked for them.
#[must_use]
pub fn expression(terms: &[Term]) -> String {
    let mut expression = String::new();
    for term in terms {
        if !expression.is_empty() {
            expression.push_str(" AND ");
        }
        // Tokens hold letters, digits and marks only; nothing to escape.
        expression.push('"');
        expression.push_str(&term.tokens);
        expression.push_str(if term.prefix { "\" *" } else { "\"" });
    }
    expression
}

/// The tokens of a text, one space before, between and after them.
#[must_use]
pub fn tokens(text: &str) -> String {
    cut(text, true)
}

/// Whether tokens hold a term.
#[must_use]
pub fn holds(tokens: &str, term: &Term) -> bool {
    let mut needle = String::with_capacity(term.tokens.len() + 2);
    needle.push(' ');
    needle.push_str(&term.tokens);
    if !term.prefix {
        needle.push(' ');
    }
    tokens.contains(&needle)
}

/// Folds and cuts; with `ends` the last character of a run stands alone as well, which a query does not ask for.
fn cut(text: &str, ends: bool) -> String {
    let folded = spaced(text);
    if !folded.contains(is_unspaced) {
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
    for chunk in text.split_whitespace() {
        if chunk.is_ascii() {
            for byte in chunk.bytes() {
                push(&mut folded, char::from(byte.to_ascii_lowercase()));
            }
        } else {
            for char in fold(chunk).chars() {
                push(&mut folded, char);
            }
        }
        push(&mut folded, ' ');
    }
    folded
}

fn push(folded: &mut String, char: char) {
    if is_word(char) {
        folded.push(char);
    } else if !folded.ends_with(' ') {
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
            ("東京都 x", "\"東京 京都\" AND \"x\" *"),
            ("都 x", "\"都\" * AND \"x\" *"),
            ("!!! \"\"", ""),
            (
                "a\"b\"c' OR NEAR(x)*",
                "\"a\" AND \"b\" AND \"c\" AND \"or\" AND \"near x\" *",
            ),
        ];
        for (words, expected) in table {
            assert_eq!(expression(&terms(words)), expected, "{words}");
        }
    }
}
