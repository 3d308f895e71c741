//! The language changes while something is shown: all of it is in the new one at once.
//!
//! What was told before stays in the list of what was said as it was told.

use crate::state::adding;
use crate::state::core::State;
use crate::state::downloads;
use crate::state::effect::Effect;
use crate::state::export;
use crate::state::facts;
use crate::state::manual;
use crate::state::older;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::palette;
use crate::state::pictures;
use crate::state::popups;
use crate::state::preferences;
use crate::state::strings::{Language, Strings};
use crate::state::tags;
use crate::state::themes;

/// Speaks the other language.
pub fn turn(state: &mut State) -> Vec<Effect> {
    speak(state, state.strings.language.other())
}

/// Speaks that language.
pub fn speak(state: &mut State, language: Language) -> Vec<Effect> {
    let before = std::mem::replace(&mut state.strings, Strings::of(language));
    // The title of the terminal is told anew, and a line in the other language is not left standing.
    state.titled = None;
    state.notices.clear();
    let header = state.reader.facts().map(|facts| state.header(facts));
    if let Some(header) = header {
        state.reader.set_header(header);
    }
    state.reader.sheet.dress(&state.strings);
    pictures::dress(state, &before);
    let mut trail = std::mem::take(&mut state.trail);
    for behind in trail.each() {
        if let Some(header) = behind.facts().map(|facts| state.header(facts)) {
            behind.set_header(header);
        }
        behind.sheet.dress(&state.strings);
    }
    state.trail = trail;
    manual::restate(state);
    let effects = restate(state);
    state.arrange();
    effects
}

/// Words the list over the panes anew; what is typed and chosen there stays.
fn restate(state: &mut State) -> Vec<Effect> {
    let purpose = match &mut state.overlay {
        Overlay::Picker(Purpose::Settings(settings, _), picker) => {
            picker.translate(preferences::rows(&state.strings, settings));
            return Vec::new();
        }
        Overlay::Picker(Purpose::Downloads(Some(all)), picker) => {
            picker.restate(downloads::rows(&state.strings, all));
            return Vec::new();
        }
        Overlay::Picker(Purpose::Palette(..), _) => return palette::restate(state),
        Overlay::Picker(purpose, _) => purpose.clone(),
        _ => return Vec::new(),
    };
    // Those that are made of what is known anyway are made anew.
    let Overlay::Picker(_, mut picker) = std::mem::take(&mut state.overlay) else {
        return Vec::new();
    };
    match &purpose {
        Purpose::Help(_, behind) if matches!(**behind, Overlay::None) => palette::help(state),
        Purpose::Help(_, behind) => {
            state.overlay = (**behind).clone();
            restate(state);
            palette::help_over(state);
        }
        Purpose::Catalogue(..) => popups::open_catalogue(state),
        Purpose::Messages => popups::messages(state),
        Purpose::Themes(_) => themes::choose(state),
        Purpose::History(_) => palette::history(state),
        Purpose::SaveAs(_) => export::save(state),
        Purpose::Facts(id) => facts::lay(state, *id),
        Purpose::Older => older::open(state),
        _ => {
            state.overlay = Overlay::Picker(purpose, picker);
            restate_found(state);
            return Vec::new();
        }
    }
    if let Overlay::Picker(_, anew) = &mut state.overlay {
        picker.restate(anew.rows().to_vec());
        *anew = picker;
    }
    palette::typed(state)
}

/// Words what was found anew.
fn restate_found(state: &mut State) {
    match &state.overlay {
        Overlay::Picker(Purpose::AddFeed(_), _) => adding::restate(state),
        Overlay::Picker(Purpose::Tags(_), _) => tags::rows(state),
        Overlay::Picker(Purpose::Import(lists), _) => {
            let lists = lists.clone();
            popups::imports_found(state, lists);
        }
        _ => {}
    }
}
