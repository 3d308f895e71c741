//! Whether the terminal is light or dark: asked by OSC 11, before the first frame and when the terminal comes to the front.
//!
//! Only the thread that reads keys may ask, as the answer comes the same way as they do. A question to which every terminal
//! has an answer (DA1) goes after it, so that one without OSC 11 costs a moment and not the whole patience.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::terminal::output;
use crate::view::colour::Rgb;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_millis(100);
const QUESTION: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";
/// No answer is longer.
const LENGTH: usize = 1024;

/// Whether anything goes by the light of the terminal.
static WANTED: AtomicBool = AtomicBool::new(false);

/// From now on the light of the terminal matters.
pub fn want() {
    WANTED.store(true, Ordering::Relaxed);
}

/// Whether the light of the terminal matters.
#[must_use]
pub fn is_wanted() -> bool {
    WANTED.load(Ordering::Relaxed)
}

/// What came back.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Whether the background is light; none where the terminal did not tell.
    pub light: Option<bool>,
    /// What was typed meanwhile.
    pub typed: String,
}

/// Asks. Nobody else may be reading from the terminal.
pub fn ask() -> io::Result<Answer> {
    output::write_all(QUESTION)?;
    let deadline = Instant::now() + PATIENCE;
    let mut bytes = Vec::new();
    while bytes.len() < LENGTH && !has_ended(&bytes) && wait(deadline) {
        let mut some = [0; 256];
        let count = rustix::io::read(rustix::stdio::stdin(), &mut some)?;
        if count == 0 {
            break;
        }
        bytes.extend(some.iter().take(count));
    }
    Ok(read(&bytes))
}

fn wait(deadline: Instant) -> bool {
    let left = deadline.saturating_duration_since(Instant::now());
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    let timeout = Timespec::try_from(left).unwrap_or_default();
    matches!(poll(&mut fds, Some(&timeout)), Ok(1..))
}

/// Whether the answer to the second question is there: `ESC [ ? … c`.
fn has_ended(bytes: &[u8]) -> bool {
    split_attributes(&String::from_utf8_lossy(bytes)).is_some()
}

/// What stands before and after the answer to DA1.
fn split_attributes(text: &str) -> Option<(&str, &str)> {
    let (before, rest) = text.split_once("\x1b[?")?;
    let (parameters, after) = rest.split_once('c')?;
    let is_answer = |c: char| c.is_ascii_digit() || c == ';';
    parameters.chars().all(is_answer).then_some((before, after))
}

/// Takes the two answers out of what was read.
fn read(bytes: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(bytes);
    let mut typed = String::new();
    let text = match split_attributes(&text) {
        Some((before, after)) => {
            typed.push_str(after);
            before
        }
        None => &text,
    };
    let (before, answer) = text.split_once("\x1b]11;").unwrap_or((text, ""));
    let end = answer.find(['\x07', '\x1b']).unwrap_or(answer.len());
    let (colour, after) = answer.split_at_checked(end).unwrap_or_default();
    let after = after.strip_prefix("\x1b\\").unwrap_or(after);
    typed.insert_str(0, after);
    typed.insert_str(0, before);
    // Keys that are sequences are let go; letters are not.
    typed.retain(|c| !c.is_control());
    if text.contains('\x1b') && before.contains('\x1b') {
        typed.clear();
    }
    Answer {
        light: light_of(colour),
        typed,
    }
}

/// What the answer to OSC 11 says between `ESC ]` and its end: `11;rgb:1e1e/1e1e/2e2e`.
#[must_use]
pub fn light_told(answer: &str) -> Option<bool> {
    answer.strip_prefix("11;").and_then(light_of)
}

fn light_of(colour: &str) -> Option<bool> {
    colour_of(colour).map(|colour| colour.luminance() > 0.18)
}

/// `rgb:1e1e/1e1e/2e2e`, with one to four digits a part, as X11 writes colours.
fn colour_of(text: &str) -> Option<Rgb> {
    let parts = text.strip_prefix("rgba:").or(text.strip_prefix("rgb:"))?;
    let mut parts = parts.split('/').map(|digits| {
        let most = (1_u32 << (4 * digits.len().clamp(1, 4))) - 1;
        let value = u32::from_str_radix(digits, 16).ok()?;
        u8::try_from(value * 255 / most).ok()
    });
    let mut part = || parts.next().flatten();
    Some(Rgb(part()?, part()?, part()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_what_is_typed() {
        let dark = Some(false);
        let light = Some(true);
        for (bytes, wanted, typed) in [
            ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?62;22c", dark, ""),
            ("\x1b]11;rgb:fd/f6/e3\x07\x1b[?1;2c", light, ""),
            ("\x1b]11;rgba:ffff/ffff/ffff/ffff\x07\x1b[?1c", light, ""),
            ("j\x1b]11;rgb:0/0/0\x1b\\\x1b[?6ck", dark, "jk"),
            ("\x1b[?62c", None, ""),
            ("", None, ""),
            ("\x1b]11;what\x1b\\\x1b[?62c", None, ""),
            ("\x1b]11;rgb:zz/00/00\x07", None, ""),
        ] {
            let answer = read(bytes.as_bytes());
            assert_eq!(
                (answer.light, answer.typed.as_str()),
                (wanted, typed),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn the_second_answer_ends_the_waiting() {
        assert!(has_ended(b"\x1b]11;rgb:0/0/0\x07\x1b[?62;1c"));
        assert!(!has_ended(b"\x1b]11;rgb:cccc/0/0\x07\x1b[?62;1"));
    }
}
