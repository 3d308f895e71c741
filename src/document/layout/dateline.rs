//! The place and agency before the first sentence: `JAKARTA, KOMPAS.com —`, `Bandung:`, `(서울=연합뉴스)`.

use crate::document::layout::dateline::places::{LABELS, PLACES};
use crate::document::layout::dateline::shapes::shaped;

mod places;
mod shapes;

/// Longer than this is a sentence.
const LONGEST: usize = 60;

/// Words that stand in names without a capital.
const SMALL_WORDS: [&str; 14] = [
    "di", "dan", "of", "the", "and", "de", "del", "la", "am", "an", "der", "da", "do", "al",
];

/// How many bytes of a paragraph are its dateline, the mark behind it included. The place alone, `Jakarta —` or `Bandung:`,
/// counts only in the opening paragraph: further down it is how a sentence begins.
#[must_use]
pub fn length(text: &str, is_opening: bool) -> Option<usize> {
    let dashed = || before_dash(text, is_opening);
    let before_colon = || before_colon(text).filter(|_| is_opening);
    shaped(text).or_else(dashed).or_else(before_colon)
}

fn before_dash(text: &str, is_opening: bool) -> Option<usize> {
    let (before, end) = dash(text)?;
    let words = words(before);
    if words.is_empty() || words.len() > 7 || !words.iter().copied().all(is_name) {
        return None;
    }
    let is_plain = words
        .iter()
        .all(|word| !is_agency(word) && !is_shouted(word));
    let fits = if is_plain {
        is_opening && before.split(',').all(|part| self::words(part).len() <= 4)
    } else {
        words.first().is_some_and(|word| starts_high(word))
    };
    fits.then_some(end)
}

/// A place that is known, or that is written in capitals and is no label.
fn before_colon(text: &str) -> Option<usize> {
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let before = text.get(..at).filter(|before| before.len() <= LONGEST)?;
    let end = at + colon.len_utf8();
    let after = text.get(end..)?;
    let place = before.split([',', '(']).next()?.trim();
    let words = words(before);
    let is_shouted = words
        .iter()
        .all(|word| word.len() > 1 && is_shouted_name(word))
        && words.len() <= 3
        && before.chars().filter(|c| c.is_uppercase()).count() >= SHOUTED
        && !words.iter().any(|word| LABELS.contains(word));
    let is_known = || PLACES.contains(&place.to_lowercase().as_str());
    let is_place = words.len() <= 7 && words.iter().copied().all(is_name);
    (is_place && begins_sentence(after) && (is_shouted || is_known())).then_some(end)
}

/// Letters of a place in capitals; fewer are a body's, as `NATO:`.
const SHOUTED: usize = 5;

fn words(text: &str) -> Vec<&str> {
    let words = text.split([' ', ',', '/', '\u{a0}']);
    words.filter(|word| !word.is_empty()).collect()
}

/// The text before the first dash between words, and where the dash ends.
fn dash(text: &str) -> Option<(&str, usize)> {
    let mut previous = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if at > LONGEST || matches!(c, '\n' | '!' | '?' | ';' | '“' | '"') {
            return None;
        }
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let is_dash = match c {
            '—' | '–' => true,
            '-' => previous == ' ' && next == ' ' || next == '-',
            _ => false,
        };
        if is_dash {
            let length = if c == '-' && next == '-' {
                2
            } else {
                c.len_utf8()
            };
            let before = text.get(..at)?.trim_end();
            let after = text.get(at + length..)?;
            return begins_sentence(after).then_some((before, at + length));
        }
        previous = c;
    }
    None
}

/// A dash inside a name, a number or a sentence is none.
fn begins_sentence(after: &str) -> bool {
    let begins = |c: char| {
        c.is_uppercase() || c.is_numeric() || is_uncased_letter(c) || "“\"‘'«「".contains(c)
    };
    after.trim_start().starts_with(begins) && !after.starts_with(|c: char| c.is_numeric())
}

fn is_name(word: &str) -> bool {
    starts_high(word) || SMALL_WORDS.contains(&word) || is_number(word) || is_agency(word)
}

fn starts_high(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '[']);
    word.starts_with(|c: char| c.is_uppercase() || is_uncased_letter(c))
}

/// Letters of scripts without capitals.
fn is_uncased_letter(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase() && !c.is_ascii()
}

/// `(AP)`, `KOMPAS.com`, `detikcom`.
fn is_agency(word: &str) -> bool {
    let is_bracketed = word.starts_with('(') || word.ends_with(')');
    let is_domain = word.rsplit_once('.').is_some_and(|(name, end)| {
        name.len() > 1 && end.len() > 1 && end.chars().all(char::is_alphabetic)
    });
    is_bracketed || is_domain || word == "detikcom"
}

fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 2 && !word.contains(char::is_lowercase)
}

/// All letters are capitals; in names there are few other marks.
fn is_shouted_name(word: &str) -> bool {
    let is_of_one = |c: char| c.is_uppercase() || matches!(c, '\'' | '’' | '-' | '.');
    word.chars().all(is_of_one)
}

fn is_number(word: &str) -> bool {
    word.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | '('))
}
