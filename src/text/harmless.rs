//! Text from outside without anything that a terminal obeys or that a reader cannot see.
//!
//! It knows escape sequences by their grammar (ECMA-48), not by their meaning: all of them go.

use std::str::Chars;

use unicode_normalization::char::is_combining_mark;

/// More marks than this on one base are no language but an attack on the rows above and below.
const MARKS_PER_BASE: u8 = 8;

const NO_BREAK_SPACE: char = '\u{a0}';

/// What becomes of a character.
enum Fate {
    Keep,
    Mark,
    Space,
    Drop,
    Escape,
}

/// See `crate::text::harmless`.
pub fn line(text: &str) -> String {
    if is_clean(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut space = None;
    let mut marks = MARKS_PER_BASE;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match fate(c) {
            Fate::Keep => {
                out.extend(space.take().filter(|_| !out.is_empty()));
                out.push(c);
                marks = 0;
            }
            Fate::Mark => {
                if let Some(space) = space.take().filter(|_| !out.is_empty()) {
                    out.push(space);
                    marks = 0;
                }
                if marks < MARKS_PER_BASE {
                    out.push(c);
                    marks += 1;
                }
            }
            Fate::Space => space = Some(fold_space(space, c)),
            Fate::Drop => {}
            Fate::Escape => skip_sequence(c, &mut chars),
        }
    }
    out
}

/// Whether a line is harmless as it is; most are.
fn is_clean(text: &str) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        match c {
            ' ' if after_space => return false,
            ' ' => after_space = true,
            '!'..='~' => after_space = false,
            _ if matches!(fate(c), Fate::Keep) => after_space = false,
            _ => return false,
        }
    }
    !after_space || text.is_empty()
}

/// See `crate::text::harmless_lines`.
pub fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = MARKS_PER_BASE;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match fate(c) {
            Fate::Keep => {
                out.push(c);
                marks = 0;
            }
            Fate::Mark if marks < MARKS_PER_BASE => {
                out.push(c);
                marks += 1;
            }
            Fate::Mark | Fate::Drop => {}
            Fate::Space => marks = push_space(c, &mut chars, &mut out),
            Fate::Escape => skip_sequence(c, &mut chars),
        }
    }
    out
}

/// A run of white space is a space; a lone no-break space means something and stays.
fn fold_space(pending: Option<char>, c: char) -> char {
    match (pending, c) {
        (None, NO_BREAK_SPACE | '\u{202f}') => NO_BREAK_SPACE,
        _ => ' ',
    }
}

/// White space where lines matter. Answers how many marks the result already bears: a mark may not
/// hang on a line break.
fn push_space(c: char, chars: &mut Chars, out: &mut String) -> u8 {
    match c {
        '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            if c == '\r' && chars.as_str().starts_with('\n') {
                chars.next();
            }
            out.push('\n');
            return MARKS_PER_BASE;
        }
        '\t' => out.push_str("    "),
        '\u{b}' | '\u{c}' => out.push(' '),
        _ => out.push(c),
    }
    0
}

fn fate(c: char) -> Fate {
    match c {
        '!'..='~' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Fate::Keep,
        ' ' | '\t'..='\r' | '\u{85}' => Fate::Space,
        '\u{1b}' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => Fate::Escape,
        '\0'..='\u{9f}' => Fate::Drop,
        '\u{a1}'..='\u{2ff}' if c != '\u{ad}' => Fate::Keep,
        _ if is_unwanted(c) => Fate::Drop,
        '\u{200c}' | '\u{200d}' => Fate::Mark,
        _ if c.is_whitespace() => Fate::Space,
        _ if is_combining_mark(c) => Fate::Mark,
        _ => Fate::Keep,
    }
}

/// Soft hyphen, bidirectional controls, deprecated and annotation controls, byte order mark, object
/// placeholder, tags, noncharacters. The zero-width joiners stay: Persian, Indic and emoji need them.
const fn is_unwanted(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2061}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{fff9}'..='\u{fffc}'
            | '\u{fffe}'
            | '\u{ffff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// More than a title or an address that a control string holds: what goes on for longer is text.
const LONGEST_STRING: usize = 1024;

/// See `crate::text::without_sequences`.
pub fn without_sequences(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_sequence(c, &mut chars),
            _ => out.push(c),
        }
    }
    out
}

fn skip_sequence(introducer: char, chars: &mut Chars) {
    match introducer {
        '\u{1b}' => skip_escape(chars),
        '\u{9b}' => skip_control(chars),
        _ => skip_string(chars),
    }
}

fn skip_escape(chars: &mut Chars) {
    let rest = chars.clone();
    match chars.next() {
        Some('[') => skip_control(chars),
        Some(']' | 'P' | 'X' | '^' | '_') => skip_string(chars),
        Some('0'..='~') | None => {}
        Some(' '..='/') => {
            skip_while(chars, |c| matches!(c, ' '..='/'));
            skip_one(chars, |c| matches!(c, '0'..='~'));
        }
        Some(_) => *chars = rest,
    }
}

/// Past the end of a control string. One that does not end on its line, or not soon, is obeyed by nobody: only its
/// introducer goes, the words stay.
fn skip_string(chars: &mut Chars) {
    let mut ahead = chars.clone();
    for _ in 0..LONGEST_STRING {
        let rest = ahead.clone();
        match ahead.next() {
            Some('\u{7}' | '\u{18}' | '\u{1a}' | '\u{9c}') => {
                *chars = ahead;
                return;
            }
            Some('\u{1b}') => {
                let ends = skip_one(&mut ahead, |c| c == '\\');
                *chars = if ends { ahead } else { rest };
                return;
            }
            Some('\n' | '\r') | None => return,
            // Another begins, of which the end is another's too.
            Some(c) if matches!(fate(c), Fate::Escape) => return,
            Some(_) => {}
        }
    }
}

/// Parameters, intermediates and the final byte of a control sequence.
fn skip_control(chars: &mut Chars) {
    skip_while(chars, |c| matches!(c, '0'..='?'));
    skip_while(chars, |c| matches!(c, ' '..='/'));
    skip_one(chars, |c| matches!(c, '@'..='~'));
}

fn skip_while(chars: &mut Chars, wanted: impl Fn(char) -> bool) {
    while skip_one(chars, &wanted) {}
}

fn skip_one(chars: &mut Chars, wanted: impl Fn(char) -> bool) -> bool {
    let found = chars.clone().next().is_some_and(wanted);
    if found {
        chars.next();
    }
    found
}
