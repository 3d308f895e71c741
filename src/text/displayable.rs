//! Text in characters about whose width terminals agree.
//!
//! What was measured: emoji sequences, variation selectors, half-width kana and decomposed Hangul
//! are where terminals, and ratatui, differ; a wrong width shifts the rest of the row.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::cells::plain_width;
use crate::text::emoji::{self, Emoji};
use crate::text::unseen::is_dropped;

const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// See `crate::text::displayable`.
pub fn displayable(text: &str, emoji: Emoji) -> Cow<'_, str> {
    if text.chars().all(is_ready) {
        return Cow::Borrowed(text);
    }
    let reduced = reduce(text, emoji);
    if is_nfc_quick(reduced.chars()) == IsNormalized::Yes {
        Cow::Owned(reduced)
    } else {
        Cow::Owned(reduced.nfc().collect())
    }
}

/// Whether a character is displayable in any company of its kind: plain, and composed.
fn is_ready(c: char) -> bool {
    match c {
        ' '..='~' => true,
        // Greek and Angstrom-like singletons are composed differently; let the check decide.
        '\u{340}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => false,
        _ => plain_width(c).is_some(),
    }
}

fn reduce(text: &str, wanted: Emoji) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            _ if is_dropped(c) => {}
            ZERO_WIDTH_SPACE => keep_between_words(&mut chars, &mut out),
            '\u{2e3a}' => out.push_str("——"),
            '\u{2e3b}' => out.push_str("———"),
            '\u{17d8}' => out.push_str("។ល។"),
            '\u{ff61}'..='\u{ff9f}' => push_kana(c, &mut chars, &mut out),
            _ if emoji::begins(c, chars.peek().copied()) => {
                emoji::push(c, &mut chars, &mut out, wanted);
            }
            _ => out.push(c),
        }
    }
    out
}

/// Thai, Lao, Khmer and Burmese mark word boundaries with it where they have no space.
fn keep_between_words(chars: &mut Peekable<Chars>, out: &mut String) {
    let before = out.chars().next_back().is_some_and(is_unspaced);
    let after = chars.peek().copied().is_some_and(is_unspaced);
    if before && after {
        out.push(ZERO_WIDTH_SPACE);
    }
}

const fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
    )
}

/// Half-width kana and punctuation, with the sound marks that follow.
fn push_kana(first: char, chars: &mut Peekable<Chars>, out: &mut String) {
    let mut run = String::from(first);
    while let Some(c) = chars.next_if(|c| matches!(c, '\u{ff61}'..='\u{ff9f}')) {
        run.push(c);
    }
    out.extend(run.nfkc().map(|c| match c {
        // A sound mark without a kana that bears it stands alone.
        '\u{3099}' => '゛',
        '\u{309a}' => '゜',
        _ => c,
    }));
}
