//! Keys as text, as they stand in keymaps and on the screen.

use crate::state::press::{Code, Key};

/// Keys as text: `g b`, `Ctrl-d`, `Enter`.
#[must_use]
pub fn spelled(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(|key| spell(*key)).collect();
    names.join(" ")
}

fn spell(key: Key) -> String {
    let name = match key.code {
        Code::Char(' ') => "Space".to_owned(),
        Code::Char(letter) => letter.to_string(),
        Code::Function(number) => format!("F{number}"),
        other => NAMES
            .iter()
            .find(|(_, code)| *code == other)
            .map_or_else(String::new, |(name, _)| (*name).to_owned()),
    };
    let mut text = String::new();
    for (held, prefix) in [
        (key.ctrl, "Ctrl-"),
        (key.alt, "Alt-"),
        (key.shift, "Shift-"),
    ] {
        if held {
            text.push_str(prefix);
        }
    }
    text + &name
}

const NAMES: [(&str, Code); 14] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Escape),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Del", Code::Delete),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Home", Code::Home),
    ("End", Code::End),
    ("Space", Code::Char(' ')),
];

/// Reads `g g` or `Ctrl-d`.
#[must_use]
pub fn sequence(text: &str) -> Option<Vec<Key>> {
    let keys: Option<Vec<Key>> = text.split_whitespace().map(key).collect();
    keys.filter(|keys| !keys.is_empty())
}

fn key(text: &str) -> Option<Key> {
    let mut rest = text;
    let (mut ctrl, mut alt, mut shift) = (false, false, false);
    loop {
        if let Some(tail) = rest.strip_prefix("Ctrl-").filter(|tail| !tail.is_empty()) {
            (ctrl, rest) = (true, tail);
        } else if let Some(tail) = rest.strip_prefix("Alt-").filter(|tail| !tail.is_empty()) {
            (alt, rest) = (true, tail);
        } else if let Some(tail) = rest.strip_prefix("Shift-").filter(|tail| !tail.is_empty()) {
            (shift, rest) = (true, tail);
        } else {
            break;
        }
    }
    let mut letters = rest.chars();
    let code = match (letters.next(), letters.next()) {
        (Some(letter), None) => Code::Char(letter),
        (Some('F'), Some(_)) => Code::Function(rest.trim_start_matches('F').parse().ok()?),
        _ => NAMES
            .iter()
            .find(|(name, _)| *name == rest)
            .map(|(_, code)| *code)?,
    };
    Some(Key {
        code,
        ctrl,
        alt,
        shift,
    })
}
