//! Tags: a list over the panes in which they are ticked, typed and completed; what changes is kept when it is closed by
//! Enter.

use std::collections::BTreeSet;

use crate::model::article::ArticleId;
use crate::model::tag::{self, Tagged};
use crate::state::area::Pane;
use crate::state::change::Change;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::lists;
use crate::state::notices::Tone;
use crate::state::offer::Row;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::picker::Picker;
use crate::state::press::{Code, Key};
use crate::state::strings::Strings;
use crate::state::tagging::Tagging;
use crate::state::typing;

/// The story that the keys are about, or those selected.
fn subjects(state: &State) -> Vec<ArticleId> {
    let selected = state
        .headlines
        .selected()
        .filter(|_| state.focus == Pane::Stories);
    selected.unwrap_or_else(|| state.subject().into_iter().collect())
}

/// Files the story that the keys are about, or those selected, under these tags too.
pub fn add(state: &mut State, names: &[String]) -> Vec<Effect> {
    let ids = subjects(state);
    state.headlines.unselect();
    let pairs = |id: ArticleId| names.iter().map(move |name| (id, name.clone()));
    vec![Effect::Tag {
        add: ids.into_iter().flat_map(pairs).collect(),
        remove: Vec::new(),
        known: false,
    }]
}

/// Opens the tags of the story that the keys are about, or of those selected; which they have is told later.
pub fn open(state: &mut State) -> Vec<Effect> {
    let ids = subjects(state);
    let tagging = Tagging::new(ids.clone(), &state.library.tags);
    let mut picker = Picker::new(Vec::new());
    picker.type_freely(Some(""));
    state.overlay = Overlay::Picker(Purpose::Tags(Box::new(tagging)), picker);
    rows(state);
    state.arrange();
    vec![Effect::FindTags(ids)]
}

/// It is known which tags the stories have.
pub fn found(state: &mut State, ids: &[ArticleId], each: Vec<Vec<String>>) {
    if let Overlay::Picker(Purpose::Tags(tagging), _) = &mut state.overlay
        && tagging.ids == ids
    {
        tagging.take(each);
    }
    rows(state);
}

/// Makes the rows anew for what is typed.
pub fn rows(state: &mut State) {
    let State {
        overlay, strings, ..
    } = state;
    if let Overlay::Picker(Purpose::Tags(tagging), picker) = overlay {
        tagging.look_for(picker.input.value());
        picker.set_rows(shown(tagging, strings));
    }
}

fn shown(tagging: &Tagging, strings: &Strings) -> Vec<Row> {
    let row = |name: &String| Row {
        label: format!("#{name}"),
        detail: match tagging.count(name) {
            Some(1) => strings.get("pane.count-one").to_owned(),
            Some(count) => strings.count("pane.count", count),
            None => strings.get("tags.new").to_owned(),
        },
        ticked: Some(tagging.ticked.contains(name)),
        ..Row::default()
    };
    tagging.rows.iter().map(row).collect()
}

/// A key was pressed among the tags; nothing when it is no key of theirs.
pub fn press(state: &mut State, key: Key) -> Option<Vec<Effect>> {
    let Overlay::Picker(Purpose::Tags(tagging), picker) = &mut state.overlay else {
        return None;
    };
    let name = picker
        .chosen()
        .and_then(|row| tagging.rows.get(row).cloned());
    match (key.code, key.ctrl) {
        (Code::Enter, _) => {
            let typed = tag::tags(picker.input.value());
            tagging.ticked.extend(typed);
            return Some(close(state));
        }
        (Code::Tab, _) if !key.shift => {
            let typed = tag::tag(picker.input.value());
            let other = |name: &&String| Some(*name) != typed.as_ref();
            if let Some(name) = tagging.rows.iter().find(other).cloned() {
                picker.type_freely(Some(&name));
            }
        }
        (Code::Char(' ' | ','), false) => {
            tagging.toggle(name?);
            picker.type_freely(Some(""));
        }
        (Code::Escape | Code::Down | Code::Up | Code::PageDown | Code::PageUp | Code::Tab, _)
        | (Code::Char('n' | 'p' | 'j' | 'k'), true) => return None,
        _ => {
            if let Some(request) = typing::request(key) {
                picker.edit(request);
            }
        }
    }
    rows(state);
    Some(Vec::new())
}

/// Ticks the chosen tag, or takes its tick away.
pub fn tick(state: &mut State) {
    if let Overlay::Picker(Purpose::Tags(tagging), picker) = &mut state.overlay
        && let Some(name) = picker
            .chosen()
            .and_then(|row| tagging.rows.get(row).cloned())
    {
        tagging.toggle(name);
    }
    rows(state);
}

/// Keeps what is ticked.
fn close(state: &mut State) -> Vec<Effect> {
    let Overlay::Picker(Purpose::Tags(tagging), _) = std::mem::take(&mut state.overlay) else {
        return Vec::new();
    };
    state.headlines.unselect();
    let (add, remove) = tagging.changes();
    if add.is_empty() && remove.is_empty() {
        return Vec::new();
    }
    vec![Effect::Tag {
        add,
        remove,
        known: false,
    }]
}

/// Tags are on the disk.
pub fn kept(
    state: &mut State,
    added: Vec<Tagged>,
    removed: Vec<Tagged>,
    known: bool,
) -> Vec<Effect> {
    show(state, &added, &removed);
    if !known && added.is_empty() && removed.is_empty() {
        let words = state.strings.get("say.tagged-already").to_owned();
        state.say(Tone::Plain, words);
    } else if !known {
        let words = words(state, &added, &removed);
        state.say(Tone::Good, words);
        state
            .undo
            .push(state.now, Change::Tagged { added, removed });
    }
    let mut effects = vec![Effect::Feeds];
    if !state.headlines.query().tags.is_empty() {
        effects.extend(lists::reload(state));
    }
    effects
}

/// The article on the screen shows its tags.
fn show(state: &mut State, added: &[Tagged], removed: &[Tagged]) {
    let Some(facts) = state.reader.facts_mut() else {
        return;
    };
    let id = facts.headline.id;
    let of = |pairs: &[Tagged]| -> BTreeSet<String> {
        let pairs = pairs.iter().filter(|(other, _)| *other == id);
        pairs.map(|(_, name)| name.clone()).collect()
    };
    let mut tags: BTreeSet<String> = facts.tags.drain(..).collect();
    tags.extend(of(added));
    for name in of(removed) {
        tags.remove(&name);
    }
    facts.tags = tags.into_iter().collect();
    let facts = facts.clone();
    let header = state.header(&facts);
    state.reader.set_header(header);
    state.fit_reader();
}

/// Which tags came and went, and of how many stories.
#[must_use]
pub fn words(state: &State, added: &[Tagged], removed: &[Tagged]) -> String {
    let name = match (added, removed) {
        (_, []) => "say.tagged",
        ([], _) => "say.untagged",
        _ => "say.retagged",
    };
    told(state, name, added, removed)
}

/// The same once it is taken back.
#[must_use]
pub fn undone(state: &State, added: &[Tagged], removed: &[Tagged]) -> String {
    let name = match (added, removed) {
        (_, []) => "say.undone-tagged",
        ([], _) => "say.undone-untagged",
        _ => "say.undone-retagged",
    };
    told(state, name, added, removed)
}

/// The sentence of that name; signs say which tags came and which went where there are both.
fn told(state: &State, name: &str, added: &[Tagged], removed: &[Tagged]) -> String {
    let is_both = !added.is_empty() && !removed.is_empty();
    let names = |pairs: &[Tagged], sign: &str| -> Vec<String> {
        let sign = if is_both { sign } else { "" };
        let names: BTreeSet<&String> = pairs.iter().map(|(_, name)| name).collect();
        names.iter().map(|name| format!("{sign}#{name}")).collect()
    };
    let all = [names(added, "+"), names(removed, "-")].concat();
    let stories: BTreeSet<ArticleId> = added.iter().chain(removed).map(|(id, _)| *id).collect();
    let words = state.strings.count(name, stories.len());
    words.replace("{name}", &all.join(" "))
}

/// Files stories under tags, or takes tags away, as it was once done or taken back.
#[must_use]
pub const fn again(add: Vec<Tagged>, remove: Vec<Tagged>) -> Effect {
    Effect::Tag {
        add,
        remove,
        known: true,
    }
}

/// Shows the stories of a tag.
pub fn stories(state: &mut State, name: &str) -> Vec<Effect> {
    let effects = lists::search(state, &format!("tag:{name} order:newest"));
    state.focus_on(Pane::Stories);
    effects
}
