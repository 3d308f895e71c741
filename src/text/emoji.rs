//! Emoji as the reader wants them: reduced to what every terminal gives the same width, whole, or left out.
//!
//! It decides on sequences only; all else about characters is the business of `displayable`.

use std::iter::Peekable;
use std::str::Chars;

use unicode_width::UnicodeWidthChar;

use crate::text::unseen::is_dropped;

const JOINER: char = '\u{200d}';
const ZERO_WIDTH_SPACE: char = '\u{200b}';
/// Asks for the picture of a character that is a letter or a sign otherwise.
const AS_PICTURE: char = '\u{fe0f}';
/// Draws a frame around the digit before it.
const KEYCAP: char = '\u{20e3}';

/// What is done with emoji, about whose width terminals differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Emoji {
    /// The first emoji of a sequence stands for the whole of it.
    #[default]
    Simple,
    /// Sequences stay as they are, for terminals that know them.
    Full,
    /// They are left out.
    None,
}

impl Emoji {
    /// As the settings call it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "simple" => Some(Self::Simple),
            "full" => Some(Self::Full),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// Whether an emoji begins with that character, before that other one.
#[must_use]
pub const fn begins(c: char, next: Option<char>) -> bool {
    let is_framed = is_key(c) && matches!(next, Some(AS_PICTURE | KEYCAP));
    is_framed || is_pictograph(c) || is_flag(c)
}

/// Takes what belongs to the emoji that begins with `first`, and writes of it what is wanted.
pub fn push(first: char, chars: &mut Peekable<Chars>, out: &mut String, wanted: Emoji) {
    let mut whole = String::from(first);
    if is_pictograph(first) {
        take_joined(chars, &mut whole);
    } else if is_key(first) {
        take_keycap(chars, &mut whole);
    } else if let Some(second) = chars.next_if(|c| is_flag(*c)) {
        whole.push(second);
    }
    match wanted {
        Emoji::Full => out.push_str(&whole),
        Emoji::Simple if is_flag(first) => out.push_str(&whole),
        Emoji::None if is_picture(first, &whole) => {
            // What it was joined to is not joined to what stands before it.
            while chars.next_if_eq(&JOINER).is_some() {}
            drop_space(chars, out);
        }
        Emoji::Simple | Emoji::None => out.push(first),
    }
}

/// After an emoji: selectors, tones, and the emoji that joiners add to it. A joiner without a partner goes.
fn take_joined(chars: &mut Peekable<Chars>, whole: &mut String) {
    let mut joined = false;
    while let Some(&next) = chars.peek() {
        if next == JOINER {
            joined = true;
        } else if is_flourish(next) {
            if !joined {
                whole.push(next);
            }
        } else if joined && is_pictograph(next) {
            joined = false;
            whole.extend([JOINER, next]);
        } else if !is_dropped(next) && next != ZERO_WIDTH_SPACE {
            return;
        }
        chars.next();
    }
}

/// After a digit: the selector and the frame that make a keycap of it.
fn take_keycap(chars: &mut Peekable<Chars>, whole: &mut String) {
    let mut ahead = chars.clone();
    let selector = ahead.next_if_eq(&AS_PICTURE);
    if ahead.next_if_eq(&KEYCAP).is_some() {
        whole.extend(selector);
        whole.push(KEYCAP);
        *chars = ahead;
    }
}

/// Whether the reader sees a picture: what is one by itself, or asked to be one.
fn is_picture(first: char, whole: &str) -> bool {
    let is_wide = first >= '\u{203c}' && first.width() == Some(2);
    let is_sign = matches!(first, '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}');
    is_flag(first)
        || is_wide && !is_sign
        || whole.contains([AS_PICTURE, KEYCAP, JOINER])
        || matches!(first, '\u{1f300}'..='\u{1faff}')
}

/// Of the blanks on both sides of what is left out one is enough.
fn drop_space(chars: &mut Peekable<Chars>, out: &str) {
    if out.is_empty() || out.ends_with(' ') {
        chars.next_if_eq(&' ');
    }
}

const fn is_flourish(c: char) -> bool {
    matches!(c, '\u{fe0e}' | AS_PICTURE | '\u{1f3fb}'..='\u{1f3ff}')
}

const fn is_key(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*')
}

const fn is_flag(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
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
