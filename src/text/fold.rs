//! Text made alike for matching.
//!
//! Not for showing, and not reversible: offsets into the result mean nothing in the original.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// See `crate::text::fold`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        let (ascii, after) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        let start = out.len();
        out.push_str(ascii);
        if let Some(ascii) = out.get_mut(start..) {
            ascii.make_ascii_lowercase();
        }
        let end = after.find(|c: char| c.is_ascii()).unwrap_or(after.len());
        let (others, after) = after.split_at_checked(end).unwrap_or((after, ""));
        if others.chars().all(|letter| LONE.contains(&letter)) {
            others.chars().for_each(|letter| out.push_str(lone(letter)));
        } else {
            out.extend(fold_others(others));
        }
        rest = after;
    }
    out
}

/// Letters of European scripts, each of which is folded in the same way whatever stands beside it.
const LONE: RangeInclusive<char> = '\u{a0}'..='\u{2af}';

/// What such a letter becomes.
fn lone(letter: char) -> &'static str {
    static LETTERS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let fold = |letter: char| fold_others(letter.encode_utf8(&mut [0; 4])).collect();
        LONE.map(fold).collect()
    });
    let number = u32::from(letter) - u32::from(*LONE.start());
    LETTERS.get(number as usize).map_or("", String::as_str)
}

/// Marks never combine with ASCII once the diacritics are out, so each run is folded alone.
fn fold_others(text: &str) -> impl Iterator<Item = char> {
    text.nfkd()
        .filter(|c| !is_diacritic(*c))
        .flat_map(char::to_lowercase)
        .map(plain_letter)
        .nfkd()
        .filter(|c| !is_diacritic(*c))
        .nfc()
}

/// Marks that a person leaves out when typing: accents, Hebrew points, Arabic vowels. Not those
/// that make another letter of it, as in kana, Thai or Devanagari.
const fn is_diacritic(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'
            | '\u{5c1}'..='\u{5c2}'
            | '\u{5c4}'..='\u{5c5}'
            | '\u{5c7}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{ad}'
    )
}

/// Letters with a stroke have no decomposition.
const fn plain_letter(c: char) -> char {
    match c {
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'ŧ' => 't',
        'ς' => 'σ',
        '’' | '‘' | 'ʼ' => '\'',
        '“' | '”' => '"',
        '‐' | '‑' | '–' | '—' => '-',
        _ => c,
    }
}
