//! Which keys do what, and where.

use std::collections::HashMap;

use crate::state::action::{Action, TABLE};
use crate::state::message::{Code, Key};

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The feeds pane.
    Feeds,
    /// The stories pane.
    Stories,
    /// The article.
    Reader,
}

/// What a sequence of keys means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// It does this.
    Does(Action),
    /// It is the start of longer ones.
    Begins,
    /// It means nothing.
    Nothing,
}

/// Which keys do what, and where.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    sections: HashMap<String, Vec<(Vec<Key>, Action)>>,
}

impl Keymap {
    /// Reads a keymap file; what is wrong is said in words and left out.
    #[must_use]
    pub fn parse(source: &str) -> (Self, Vec<String>) {
        let mut keymap = Self::default();
        let mut wrong = Vec::new();
        let table = match source.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => return (keymap, vec![error.message().to_owned()]),
        };
        for (section, value) in table {
            let Some(lines) = value.as_table() else {
                wrong.push(format!("{section} is not a section"));
                continue;
            };
            let mut bindings = Vec::new();
            // In the order of help, so that the first key of an action is the one that is shown.
            for (action, name, _) in TABLE {
                let keys = lines.get(*name).and_then(toml::Value::as_array);
                for keys in keys.into_iter().flatten() {
                    match keys.as_str().and_then(sequence) {
                        Some(sequence) => bindings.push((sequence, *action)),
                        None => wrong.push(format!("{section}.{name}: {keys} is not a key")),
                    }
                }
            }
            for name in lines.keys().filter(|name| Action::named(name).is_none()) {
                wrong.push(format!("{section}.{name} is not an action"));
            }
            keymap.sections.insert(section, bindings);
        }
        (keymap, wrong)
    }

    /// These keys, with those of another keymap before them: an action named there has only the keys given there.
    #[must_use]
    pub fn overlaid(mut self, own: Self) -> Self {
        for (section, bindings) in own.sections {
            let base = self.sections.entry(section).or_default();
            base.retain(|(keys, action)| {
                !bindings
                    .iter()
                    .any(|(own_keys, own_action)| own_action == action || own_keys == keys)
            });
            base.splice(0..0, bindings);
        }
        self
    }

    /// What these keys mean in that place.
    #[must_use]
    pub fn meaning(&self, place: Place, keys: &[Key]) -> Meaning {
        let mut begins = false;
        for (sequence, action) in self.bindings(place) {
            if sequence.as_slice() == keys {
                return Meaning::Does(action);
            }
            begins |= sequence.starts_with(keys);
        }
        if begins {
            Meaning::Begins
        } else {
            Meaning::Nothing
        }
    }

    /// All that can be pressed in that place, nearest section first.
    pub fn bindings(&self, place: Place) -> impl Iterator<Item = (&Vec<Key>, Action)> {
        sections(place)
            .iter()
            .filter_map(|section| self.sections.get(*section))
            .flatten()
            .map(|(keys, action)| (keys, *action))
    }

    /// The first keys that do this action in that place, as text: `g b`, `Ctrl-d`.
    #[must_use]
    pub fn keys(&self, place: Place, action: Action) -> Option<String> {
        self.bindings(place)
            .find(|(keys, bound)| {
                *bound == action && self.meaning(place, keys) == Meaning::Does(action)
            })
            .map(|(keys, _)| spelled(keys))
    }
}

/// The sections that hold in a place, the nearest first.
const fn sections(place: Place) -> &'static [&'static str] {
    match place {
        Place::Feeds => &["feeds", "everywhere"],
        Place::Stories => &["stories", "story", "everywhere"],
        Place::Reader => &["reader", "story", "everywhere"],
    }
}

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
fn sequence(text: &str) -> Option<Vec<Key>> {
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
