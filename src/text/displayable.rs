//! Text in characters about whose width terminals agree.
//!
//! What was measured: emoji sequences, variation selectors, half-width kana and decomposed Hangul
//! are where terminals, and ratatui, differ; a wrong width shifts the rest of the row.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::cells::plain_width;

const JOINER: char = '\u{200d}';
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// See `crate::text::displayable`.
pub fn displayable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_ready) {
        return Cow::Borrowed(text);
    }
    let reduced = reduce(text);
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

fn reduce(text: &str) -> String {
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
            _ if is_pictograph(c) => {
                out.push(c);
                skip_joined(&mut chars);
            }
            _ => out.push(c),
        }
    }
    out
}

/// Variation selectors, skin tones, the keycap's frame, controls and all that is invisible; not what
/// counts as white space.
const fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{84}'
            | '\u{86}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{20e3}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffc}'
            | '\u{fffe}'
            | '\u{ffff}'
            | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Characters that emoji sequences are made of; generous, as only what follows a joiner suffers.
const fn is_pictograph(c: char) -> bool {
    matches!(
        c,
        '\u{a9}'
            | '\u{ae}'
            | '\u{203c}'
            | '\u{2049}'
            | '\u{2122}'
            | '\u{2139}'
            | '\u{2190}'..='\u{21ff}'
            | '\u{2300}'..='\u{23ff}'
            | '\u{24c2}'
            | '\u{25a0}'..='\u{27bf}'
            | '\u{2900}'..='\u{297f}'
            | '\u{2b00}'..='\u{2bff}'
            | '\u{3030}'
            | '\u{303d}'
            | '\u{3297}'
            | '\u{3299}'
            | '\u{1f000}'..='\u{1f1e5}'
            | '\u{1f200}'..='\u{1faff}'
    )
}

/// After an emoji: joiners, and the emoji they join to it. Without the joiner's partner only the
/// joiner goes.
fn skip_joined(chars: &mut Peekable<Chars>) {
    let mut joined = false;
    while let Some(&next) = chars.peek() {
        if next == JOINER {
            joined = true;
        } else if is_dropped(next) || next == ZERO_WIDTH_SPACE {
            // Selectors and tones belong to the emoji before them.
        } else if joined && is_pictograph(next) {
            joined = false;
        } else {
            return;
        }
        chars.next();
    }
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
