//! Stories shown in the browser: the one that the keys are about, or all that are selected, with a question before many.

use crate::model::article::Mark;
use crate::state::action::Action;
use crate::state::area::Pane;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::here;
use crate::state::marks;
use crate::state::notices::Tone;
use crate::state::overlay::Overlay;

/// So many are shown without a question, and no more in any case.
const FEW: usize = 5;
const MOST: usize = 30;

/// Shows the story, or all that are selected, and marks them read where that is wanted.
pub fn run(state: &mut State, action: Action) -> Vec<Effect> {
    match count(state) {
        None => one(state, action),
        Some(..=FEW) => selected(state, action),
        Some(..=MOST) => {
            state.overlay = Overlay::Confirm(action);
            Vec::new()
        }
        Some(many) => {
            let words = state.strings.count("say.too-many-for-browser", many);
            let words = words.replace("{most}", &MOST.to_string());
            state.say(Tone::Plain, words);
            Vec::new()
        }
    }
}

/// How many stories are selected in the list that has the keys.
#[must_use]
pub fn count(state: &State) -> Option<usize> {
    let selects = state.focus == Pane::Stories && state.headlines.count_selected() > 0;
    selects.then(|| state.headlines.count_selected())
}

fn one(state: &mut State, action: Action) -> Vec<Effect> {
    if let Some(url) = state.notices.link().map(str::to_owned) {
        state.notices.clear();
        return vec![Effect::Browse(vec![url])];
    }
    let url = here::headline(state).and_then(|headline| headline.url.clone());
    let read = state
        .subject()
        .filter(|_| action == Action::BrowseAndRead)
        .map_or_else(Vec::new, |id| marks::mark(state, &[id], Mark::Read, false));
    let Some(url) = url else {
        state.say(Tone::Plain, state.strings.get("say.no-address").to_owned());
        return read;
    };
    [vec![Effect::Browse(vec![url])], read].concat()
}

/// Shows all that are selected, from the first on, and ends the selection.
pub fn selected(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(ids) = state.headlines.selected() else {
        return Vec::new();
    };
    let rows = ids.iter().filter_map(|id| state.headlines.row_of(*id));
    let urls: Vec<String> = rows.filter_map(|row| row.url.clone()).collect();
    state.headlines.unselect();
    let mut effects = Vec::new();
    if urls.is_empty() {
        state.say(Tone::Plain, state.strings.get("say.no-address").to_owned());
    } else {
        effects.push(Effect::Browse(urls));
    }
    if action == Action::BrowseAndRead {
        effects.extend(marks::mark(state, &ids, Mark::Read, false));
    }
    effects
}
