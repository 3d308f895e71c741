//! What a command prints: results on standard output, everything else on standard error. No byte of a publisher's
//! reaches the terminal but as text.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::sync::OnceLock;

use serde::Serialize;

use crate::state::strings::{Language, Strings};
use crate::text;

/// Standard output.
#[derive(Debug)]
pub struct Output {
    stdout: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Takes standard output.
    #[must_use]
    pub fn new() -> Self {
        Self {
            stdout: BufWriter::new(io::stdout().lock()),
        }
    }

    /// Lines of text, made harmless.
    pub fn text(&mut self, lines: &str) -> io::Result<()> {
        self.raw(&text::harmless_lines(lines))
    }

    /// A value as one line of JSON.
    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.json_line(&serde_json::to_string(value)?)
    }

    /// A line of JSON.
    pub fn json_line(&mut self, json: &str) -> io::Result<()> {
        self.raw(&escaped(json))
    }

    /// A line as it is, of our own words only.
    pub fn raw(&mut self, line: &str) -> io::Result<()> {
        self.stdout.write_all(line.as_bytes())?;
        self.stdout.write_all(b"\n")
    }

    /// Has it written out. Not left to the end, so that a failure is seen.
    pub fn flush(&mut self) -> io::Result<()> {
        self.stdout.flush()
    }
}

impl Default for Output {
    fn default() -> Self {
        Self::new()
    }
}

/// The language of what is told on standard error; English until it is known.
static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// From now on failures are told in this language. Results stay as they are, for other programs read them.
pub fn speak(language: Language) {
    let _ = LANGUAGE.set(language);
}

/// A line on standard error. That it cannot be written is nobody's concern.
pub fn tell(words: &str) {
    let language = LANGUAGE.get().copied().unwrap_or(Language::English);
    let strings = Strings::of(language);
    let said: Vec<Cow<'_, str>> = words.lines().map(|line| strings.failure(line)).collect();
    let lines = said.join("\n");
    let lines = text::harmless_lines(&lines);
    let _ = writeln!(io::stderr().lock(), "{lines}");
}

/// The same JSON with every character escaped that a terminal could take for more than text. What JSON itself
/// demands is escaped already.
fn escaped(json: &str) -> Cow<'_, str> {
    if !json.contains(is_delicate) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_delicate(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// C1, DEL, line and paragraph separators, bidi controls, tags.
const fn is_delicate(character: char) -> bool {
    matches!(character,
        '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_no_character_that_a_terminal_obeys() {
        let value = "a\u{1b}b\u{9b}c\u{202e}d\u{e0041}é\n";
        let json = escaped(&serde_json::to_string(value).unwrap()).into_owned();
        assert_eq!(json, r#""a\u001bb\u009bc\u202ed\udb40\udc41é\n""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), value);
    }
}
