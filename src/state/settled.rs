//! Settings that changed while the session runs: what can be is in force at once.

use crate::state::area::Pane;
use crate::state::core::{MEASURES, State};
use crate::state::effect::Effect;
use crate::state::language;
use crate::state::settings::Wishes;

/// Puts in force what can be at once.
pub fn settle(state: &mut State, wishes: Wishes) -> Vec<Effect> {
    let mut effects = Vec::new();
    if state.usual.measure != wishes.measure {
        state.usual.measure = wishes.measure;
        state.measure = wishes.measure.clamp(*MEASURES.start(), *MEASURES.end());
    }
    if state.usual.language != wishes.language {
        state.usual.language = wishes.language;
        effects = language::speak(state, wishes.language);
    }
    state.emoji = wishes.emoji;
    if let Some(header) = state.reader.facts().map(|facts| state.header(facts)) {
        state.reader.set_header(header);
    }
    state.mark_read_on_open = wishes.mark_read_on_open;
    state.accessible = wishes.accessible;
    state.images = wishes.images;
    state.save_to = wishes.save_to;
    state.bind(&wishes.preset, wishes.keymap.as_deref());
    if state.focus == Pane::Reader {
        state.reader.lay_anew();
    }
    state.arrange();
    effects
}

/// A setting was kept from its screen: it goes before what was chosen for the moment elsewhere.
pub fn kept(state: &mut State, name: &str) {
    match name {
        "reading.language" if state.strings.language != state.usual.language => {
            // No list is open but that of the settings, which asks for nothing.
            language::speak(state, state.usual.language);
        }
        "reading.measure" if state.measure != state.usual.measure => {
            state.measure = state
                .usual
                .measure
                .clamp(*MEASURES.start(), *MEASURES.end());
            state.arrange();
        }
        _ => {}
    }
}
