//! What was done outside, as the reader is told of it.

use crate::state::action::Action;
use crate::state::core::State;
use crate::state::message::Done;
use crate::state::notices::{Notice, Tone};
use crate::state::popups;
use crate::state::settled;
use crate::state::undo::Replay;
use crate::state::undoing;

/// Something was done.
pub fn tell(state: &mut State, done: &Done) {
    match done {
        Done::Set { name, .. } => settled::kept(state, name),
        Done::Saved(_) => state.undo.note(state.now, "saved"),
        _ => {}
    }
    let is_told = match done {
        Done::Themed(_) => state.undo.was_replayed(&Replay::Theme),
        Done::Set { name, .. } => state.undo.was_replayed(&Replay::Configured(name.clone())),
        _ => false,
    };
    if is_told {
        return;
    }
    // What is wrong in them was told in the same moment, and is not covered.
    let is_bad = |notice: &Notice| notice.tone == Tone::Bad && notice.at == state.now;
    if *done == Done::Settled && state.notices.shown().is_some_and(is_bad) {
        return;
    }
    let named = |name: &str| {
        let label = format!("setting.{}", name.replace('.', "-"));
        state.strings.get(&label).to_owned()
    };
    let words = match done {
        Done::Copied(text) => match text.trim_end().lines().count() {
            0 | 1 => state.strings.with("say.copied", text.trim_end()),
            lines => state.strings.count("say.copied-lines", lines),
        },
        Done::Browsed(urls) => match urls.as_slice() {
            [url] => state.strings.with("say.browsed", url),
            urls => state.strings.count("say.browsed-stories", urls.len()),
        },
        Done::Themed(name) => state.strings.with("say.themed", name),
        Done::Set { name, later: false } => state.strings.with("say.set", &named(name)),
        Done::Set { name, later: true } => state.strings.with("say.set-later", &named(name)),
        Done::Settled => state.strings.get("say.settled").to_owned(),
        Done::Saved(path) => state.strings.with("say.saved", &path.display().to_string()),
        Done::EditBegan => return state.undo.begin_edit(),
        Done::Edited => return edited(state),
        Done::Noted(words) => return state.say(Tone::Plain, noted(state, words)),
    };
    state.say(Tone::Good, words);
}

/// The list of feeds was edited: what came of it, unless nothing did. What failed stays to be read first.
fn edited(state: &mut State) {
    let changes = state.undo.end_edit();
    if changes.is_empty() {
        return;
    }
    let tally = undoing::tally(&state.strings, changes);
    let words = state.strings.with("say.edited", &tally);
    let failed = state.notices.shown().map(|notice| notice.tone);
    if failed == Some(Tone::Bad) {
        state.notices.add(state.now, Tone::Good, words);
    } else {
        state.say(Tone::Good, words);
    }
}

/// What there is to know, in the reader's language and as the beginning of a line.
fn noted(state: &State, words: &str) -> String {
    let said = state.strings.failure(words);
    let mut letters = said.chars();
    let first = letters.next().map(char::to_uppercase);
    let said: String = first.into_iter().flatten().chain(letters).collect();
    let place = state.place();
    let refresh = || state.keymap.keys(place, Action::Refresh);
    match words.starts_with(JUST_ASKED).then(refresh).flatten() {
        None => said,
        Some(key) => {
            let is_one = !popups::feeds_here(state).is_empty();
            let next = if is_one {
                "say.asks-this"
            } else {
                "say.asks-one"
            };
            format!("{said} — {}", state.strings.with(next, &key))
        }
    }
}

/// So begins what the loader says to whoever has everything asked that was just asked.
const JUST_ASKED: &str = "nothing to ask";
