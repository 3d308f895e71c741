//! The way back, step by step, and out.

use crate::state::area::Pane;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::filter;
use crate::state::finding;
use crate::state::lists;
use crate::state::navigate;
use crate::state::place;

/// One step back: out of a selection, of zen, of the article, of a search; at the root the program ends.
pub fn back(state: &mut State) -> Vec<Effect> {
    if state.focus == Pane::Stories && state.headlines.unselect() {
        return Vec::new();
    }
    if state.zen {
        state.zen = false;
        state.arrange();
        return Vec::new();
    }
    if state.focus != Pane::Reader
        && let Some(effects) = filter::clear(state)
    {
        return effects;
    }
    match state.focus {
        Pane::Reader => navigate::left(state),
        Pane::Stories if state.before_search.is_some() => lists::leave_search(state),
        Pane::Feeds | Pane::Stories => quit(state),
    }
}

/// One step back, but never out of the program.
pub fn cancel(state: &mut State) -> Vec<Effect> {
    if state.focus == Pane::Stories && state.headlines.unselect() {
        return Vec::new();
    }
    let at_root = !state.zen && state.focus != Pane::Reader && state.before_search.is_none();
    state.notices.clear();
    if state.focus != Pane::Reader
        && let Some(effects) = filter::clear(state)
    {
        return effects;
    }
    if at_root {
        return Vec::new();
    }
    if state.focus == Pane::Reader && !state.reader.find.words.is_empty() {
        finding::end(&mut state.reader);
        return Vec::new();
    }
    if state.focus == Pane::Feeds {
        return lists::leave_search(state);
    }
    back(state)
}

/// Ends, with the place in the story kept.
#[must_use]
pub fn quit(state: &State) -> Vec<Effect> {
    let mut effects = place::keep(state);
    effects.push(Effect::Quit);
    effects
}
