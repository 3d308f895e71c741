//! The headlines of a feed of the catalogue, to look at before it is subscribed to.

use crate::state::catalogue::{self, Peek};
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::message::Candidate;
use crate::state::overlay::{Overlay, Purpose};

/// Asks for the headlines of the chosen feed of the catalogue; none in other lists.
pub fn ask(state: &mut State) -> Option<Vec<Effect>> {
    let Overlay::Picker(Purpose::Catalogue(numbers, peek), picker) = &mut state.overlay else {
        return None;
    };
    let row = picker.chosen()?;
    let number = numbers.get(row).copied().flatten()?;
    let listings = catalogue::listings(state.strings.language);
    let url = &listings.get(number)?.url;
    if peek.url == *url && peek.lines.is_empty() {
        // They are on their way.
        return Some(Vec::new());
    }
    *peek = Peek {
        url: url.clone(),
        row,
        lines: Vec::new(),
    };
    state.arrange();
    Some(vec![Effect::Discover(url.clone())])
}

/// Feeds were found at an address, or not; answers whether it was asked for here.
pub fn told(state: &mut State, address: &str, found: &Result<Vec<Candidate>, String>) -> bool {
    let Overlay::Picker(Purpose::Catalogue(_, peek), _) = &mut state.overlay else {
        return false;
    };
    if peek.url != address {
        return false;
    }
    peek.lines = match found.as_deref() {
        Ok([first, ..]) if !first.preview.is_empty() => first.preview.clone(),
        Ok(_) => vec![state.strings.get("catalogue.empty").to_owned()],
        Err(words) => vec![state.strings.failure(words).into_owned()],
    };
    true
}

/// What is told below the catalogue while the feed is chosen that was asked about.
#[must_use]
pub fn lines(state: &State) -> Vec<String> {
    let Overlay::Picker(Purpose::Catalogue(_, peek), picker) = &state.overlay else {
        return Vec::new();
    };
    if peek.url.is_empty() || picker.chosen() != Some(peek.row) {
        return Vec::new();
    }
    if peek.lines.is_empty() {
        return vec![state.strings.get("catalogue.asking").to_owned()];
    }
    peek.lines.clone()
}
