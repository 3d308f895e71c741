//! Filtering as one types: the stories of the list by their words, the feeds by their names.

use tui_input::Input;

use crate::model::query::Query;
use crate::state::area::Pane;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::lists;
use crate::state::overlay::Overlay;

/// Opens the line to type in, with what is filtered by already.
pub fn open(state: &mut State) {
    let words = if state.focus == Pane::Feeds {
        state.sidebar.filter().to_owned()
    } else if state.unfiltered.is_some() {
        state.headlines.query().words.clone()
    } else {
        String::new()
    };
    state.overlay = Overlay::Filter(Input::from(words));
}

/// The words changed.
pub fn typed(state: &mut State, words: &str) -> Vec<Effect> {
    if state.focus == Pane::Feeds {
        state.sidebar.narrow(words, &state.library);
        return if state.areas.stories.is_empty() {
            Vec::new()
        } else {
            lists::follow_sidebar(state)
        };
    }
    let words = words.trim();
    if words.is_empty() {
        return end(state);
    }
    let whole = match state.unfiltered.take() {
        Some(whole) => whole,
        None => state.headlines.query().clone(),
    };
    let query = Query {
        words: words.to_owned(),
        ..whole.clone()
    };
    let effects = lists::show(state, query);
    state.unfiltered = Some(whole);
    effects
}

/// Shows the whole list again; nothing when it is whole.
pub fn end(state: &mut State) -> Vec<Effect> {
    match state.unfiltered.take() {
        Some(whole) => lists::show(state, whole),
        None => Vec::new(),
    }
}

/// Takes the filter of the pane that has the keys away; answers whether there was one, and what is to be done.
pub fn clear(state: &mut State) -> Option<Vec<Effect>> {
    if state.focus == Pane::Feeds {
        if state.sidebar.filter().is_empty() {
            return None;
        }
        state.sidebar.narrow("", &state.library);
        return Some(Vec::new());
    }
    state.unfiltered.is_some().then(|| end(state))
}
