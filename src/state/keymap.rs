//! Which keys do what, and where.

use std::collections::HashMap;

use toml::de::DeTable;

use crate::state::action::{Action, TABLE};
use crate::state::press::Key;
use crate::state::spelling::{sequence, spelled};
use crate::text::nearest::nearest;

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The feeds pane.
    Feeds,
    /// The stories pane.
    Stories,
    /// The article.
    Reader,
    /// The article with what was cut from it.
    Cuts,
    /// The stories pane of the sample edition, where somebody looks for sources of their own.
    SampleStories,
    /// An article of it.
    SampleReader,
}

/// What a sequence of keys means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning<'a> {
    /// It does this.
    Does(Action),
    /// It does these, one after the other.
    DoesAll(&'a [Action]),
    /// It is the start of longer ones.
    Begins,
    /// It means nothing.
    Nothing,
}

/// Which keys do what, and where.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    sections: HashMap<String, Vec<Binding>>,
    /// Keys that do several things, which go before the others of their section.
    chains: HashMap<String, Vec<Chain>>,
    /// What is named without keys: a keymap laid over another takes these keys away.
    keyless: HashMap<String, Vec<Vec<Action>>>,
}

/// Keys, and what they do.
type Binding = (Vec<Key>, Action);
/// Keys, and what they do, one after the other.
type Chain = (Vec<Key>, Vec<Action>);

/// The names of actions.
#[must_use]
pub fn names(actions: &[Action]) -> String {
    let names: Vec<&str> = actions.iter().map(|action| action.name()).collect();
    names.join(" ")
}

/// A mistake in a keymap file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The line it stands in, from 1.
    pub line: usize,
    /// What is wrong.
    pub words: String,
}

/// The places of a keymap file.
pub const SECTIONS: [&str; 7] = [
    "everywhere",
    "feeds",
    "stories",
    "reader",
    "cuts",
    "story",
    "sample",
];

/// The keys that stand behind a name: a list of them, or a single one.
fn keys_of<'line>(
    section: &str,
    lines: &'line toml::Table,
    name: &str,
    complain: &mut impl FnMut(&str, String),
) -> &'line [toml::Value] {
    match lines.get(name) {
        None => &[],
        Some(toml::Value::Array(keys)) => keys,
        Some(key) if key.is_str() => std::slice::from_ref(key),
        Some(other) => {
            complain(name, format!("{section}.{name}: {other} is not a key"));
            &[]
        }
    }
}

/// What a section names without keys.
fn keyless_of(lines: &toml::Table) -> Vec<Vec<Action>> {
    let keyless = lines
        .iter()
        .filter(|(_, keys)| keys.as_array().is_some_and(Vec::is_empty));
    keyless
        .filter_map(|(name, _)| name.split_whitespace().map(Action::named).collect())
        .collect()
}

/// The keys of a section that do one thing each.
fn bindings_of(
    section: &str,
    lines: &toml::Table,
    complain: &mut impl FnMut(&str, String),
) -> Vec<Binding> {
    let mut bindings: Vec<Binding> = Vec::new();
    // In the order of help, so that the first key of an action is the one that is shown.
    for (action, name, _) in TABLE {
        for keys in keys_of(section, lines, name, complain) {
            let Some(sequence) = keys.as_str().and_then(sequence) else {
                complain(name, format!("{section}.{name}: {keys} is not a key"));
                continue;
            };
            match bindings.iter().find(|(bound, _)| *bound == sequence) {
                Some((_, other)) if other != action => {
                    let other = other.name();
                    let words = format!("{section}.{name}: {keys} is the key of {other} too");
                    complain(name, words);
                }
                _ => bindings.push((sequence, *action)),
            }
        }
    }
    bindings
}

/// The keys of a section that do several things each.
fn chains_of(
    section: &str,
    lines: &toml::Table,
    complain: &mut impl FnMut(&str, String),
) -> Vec<Chain> {
    let mut chains = Vec::new();
    let others = lines
        .iter()
        .filter(|(name, _)| Action::named(name).is_none());
    for (name, _) in others {
        let actions: Option<Vec<Action>> = name.split_whitespace().map(Action::named).collect();
        let Some(actions) = actions.filter(|actions| actions.len() > 1) else {
            complain(name, unknown(section, name));
            continue;
        };
        for keys in keys_of(section, lines, name, complain) {
            match keys.as_str().and_then(sequence) {
                None => complain(name, format!("{section}.{name}: {keys} is not a key")),
                Some(sequence) => chains.push((sequence, actions.clone())),
            }
        }
    }
    chains
}

/// Which word of a name is no action, and which was probably meant.
fn unknown(section: &str, name: &str) -> String {
    let mut words = name.split_whitespace();
    let wrong = words.find(|word| Action::named(word).is_none());
    let near = wrong.and_then(|word| nearest(word, TABLE.iter().map(|(_, known, _)| *known)));
    match near {
        Some(near) => format!("{section}.{name} is not an action; did you mean {near}?"),
        None => format!("{section}.{name} is not an action"),
    }
}

/// What is wrong with a name that is no section.
fn without_section(name: &str, value: &toml::Value) -> String {
    if !value.is_table() && !SECTIONS.contains(&name) {
        return format!(
            "`{name}` stands in no section; there must be a line such as [everywhere] above it"
        );
    }
    let sections = SECTIONS.join(", ");
    format!("{name} is not a section; sections are {sections}")
}

/// The line of a name in its section, from 1; the section's own for no name.
#[must_use]
pub fn line_of(source: &str, section: &str, name: &str) -> usize {
    let (table, _) = DeTable::parse_recoverable(source);
    let found = table.get_ref().get_key_value(section);
    let start = found.map(|(heading, lines)| {
        let lines = lines.get_ref().as_table();
        let line = lines.and_then(|lines| lines.get_key_value(name));
        line.map_or(heading, |(name, _)| name).span().start
    });
    let before = start.and_then(|start| source.get(..start));
    before.map_or(1, |before| before.matches('\n').count() + 1)
}

impl Keymap {
    /// Reads a keymap file; what is wrong is said in words and left out.
    #[must_use]
    pub fn parse(source: &str) -> (Self, Vec<Wrong>) {
        let mut keymap = Self::default();
        let mut wrong = Vec::new();
        let table = match source.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                let before = error.span().and_then(|span| source.get(..span.start));
                let line = before.map_or(1, |before| before.matches('\n').count() + 1);
                let words = error.message().to_owned();
                return (keymap, vec![Wrong { line, words }]);
            }
        };
        for (section, value) in table {
            let mut complain = |name: &str, words: String| {
                let line = line_of(source, &section, name);
                wrong.push(Wrong { line, words });
            };
            let known = SECTIONS.contains(&section.as_str());
            let Some(lines) = value.as_table().filter(|_| known) else {
                complain("", without_section(&section, &value));
                continue;
            };
            let bindings = bindings_of(&section, lines, &mut complain);
            let chains = chains_of(&section, lines, &mut complain);
            let doubled = bindings
                .iter()
                .filter(|(keys, _)| chains.iter().any(|(chain, _)| chain == keys));
            for (keys, action) in doubled {
                let (keys, name) = (spelled(keys), action.name());
                let words = format!("{section}.{name}: \"{keys}\" has several actions too");
                complain(name, words);
            }
            if !chains.is_empty() {
                keymap.chains.insert(section.clone(), chains);
            }
            keymap.keyless.insert(section.clone(), keyless_of(lines));
            keymap.sections.insert(section, bindings);
        }
        wrong.sort_by_key(|wrong| wrong.line);
        (keymap, wrong)
    }

    /// All keys with their section and the name of what they do.
    pub fn all(&self) -> impl Iterator<Item = (&str, String, &[Key])> {
        let bindings = self.sections.iter().flat_map(|(section, bindings)| {
            let each = bindings.iter();
            each.map(move |(keys, action)| (section.as_str(), action.name().to_owned(), &keys[..]))
        });
        let chains = self.chains.iter().flat_map(|(section, chains)| {
            let each = chains.iter();
            each.map(move |(keys, actions)| (section.as_str(), names(actions), &keys[..]))
        });
        bindings.chain(chains)
    }

    /// The keys of an action alone, spelled, section by section.
    #[must_use]
    pub fn sections_of(&self, action: Action) -> Vec<(&'static str, Vec<String>)> {
        let of = |section: &&'static str| {
            let bindings = self.sections.get(*section)?.iter();
            let bound = bindings.filter(|(_, bound)| *bound == action);
            let keys: Vec<String> = bound.map(|(keys, _)| spelled(keys)).collect();
            (!keys.is_empty()).then_some((*section, keys))
        };
        SECTIONS.iter().filter_map(of).collect()
    }

    /// These keys, with those of another keymap before them: an action named there has only the keys given there, none
    /// where none are given.
    #[must_use]
    pub fn overlaid(mut self, own: Self) -> Self {
        for (section, keyless) in &own.keyless {
            if let Some(base) = self.sections.get_mut(section) {
                base.retain(|(_, action)| !keyless.contains(&vec![*action]));
            }
            if let Some(base) = self.chains.get_mut(section) {
                base.retain(|(_, actions)| !keyless.contains(actions));
            }
        }
        let own_chains: Vec<Vec<Key>> = own
            .chains
            .values()
            .flatten()
            .map(|(keys, _)| keys.clone())
            .collect();
        for (section, chains) in own.chains {
            if let Some(base) = self.sections.get_mut(&section) {
                base.retain(|(keys, _)| !chains.iter().any(|(chain, _)| chain == keys));
            }
            let base = self.chains.entry(section).or_default();
            base.retain(|(keys, _)| !chains.iter().any(|(chain, _)| chain == keys));
            base.splice(0..0, chains);
        }
        for (section, bindings) in own.sections {
            if let Some(chains) = self.chains.get_mut(&section) {
                let is_own = |keys: &Vec<Key>| bindings.iter().any(|(own, _)| own == keys);
                chains.retain(|(keys, _)| !is_own(keys) || own_chains.contains(keys));
            }
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

    /// The section that has these keys first in that place, and the names of what they do.
    #[must_use]
    pub fn holder(&self, place: Place, keys: &[Key]) -> Option<(&'static str, String)> {
        sections(place).iter().find_map(|section| {
            let mut chains = self.chains.get(*section).into_iter().flatten();
            let chain = chains.find(|(chain, _)| chain == keys);
            let mut bindings = self.sections.get(*section).into_iter().flatten();
            let mut binding = || bindings.find(|(bound, _)| bound == keys);
            let name = chain.map(|(_, actions)| names(actions));
            let name = name.or_else(|| binding().map(|(_, action)| action.name().to_owned()));
            Some((*section, name?))
        })
    }

    /// Keys that do several things in that place, nearest section first.
    pub fn chains(&self, place: Place) -> impl Iterator<Item = (&[Key], &[Action])> {
        let sections = sections(place).iter();
        let chains = sections.filter_map(|section| self.chains.get(*section));
        let each = chains.flatten();
        each.map(|(keys, actions)| (keys.as_slice(), actions.as_slice()))
    }

    /// What these keys mean in that place.
    #[must_use]
    pub fn meaning(&self, place: Place, keys: &[Key]) -> Meaning<'_> {
        let mut begins = false;
        for section in sections(place) {
            for (sequence, actions) in self.chains.get(*section).into_iter().flatten() {
                if sequence.as_slice() == keys {
                    return Meaning::DoesAll(actions);
                }
                begins |= sequence.starts_with(keys);
            }
            for (sequence, action) in self.sections.get(*section).into_iter().flatten() {
                if sequence.as_slice() == keys {
                    return Meaning::Does(*action);
                }
                begins |= sequence.starts_with(keys);
            }
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
#[must_use]
pub const fn sections(place: Place) -> &'static [&'static str] {
    match place {
        Place::Feeds => &["feeds", "everywhere"],
        Place::Stories => &["stories", "story", "everywhere"],
        Place::Reader => &["reader", "story", "everywhere"],
        Place::Cuts => &["cuts", "reader", "story", "everywhere"],
        Place::SampleStories => &["sample", "stories", "story", "everywhere"],
        Place::SampleReader => &["sample", "reader", "story", "everywhere"],
    }
}
