//! Choosing a theme: the list shows each as it is passed over, Escape leaves the one before, Enter keeps it.

use crate::state::change::Change;
use crate::state::core::{Edition, State};
use crate::state::effect::Effect;
use crate::state::look::{Note, Offer};
use crate::state::notices::Tone;
use crate::state::offer::Row;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::picker::Picker;
use crate::state::strings::Strings;
use crate::state::undo::Replay;

/// Opens the list of themes, at the one in force.
pub fn choose(state: &mut State) {
    let offers = &state.look.themes;
    let rows = offers.iter().map(|offer| row(&state.strings, offer));
    let names: Vec<String> = offers.iter().map(|offer| offer.name.clone()).collect();
    let picker = Picker::new(rows.collect());
    let chosen = names.iter().position(|name| *name == state.look.theme);
    state.overlay = Overlay::Picker(Purpose::Themes(names), picker);
    // The list must know its height before it shows the one in force.
    state.arrange();
    if let (Overlay::Picker(_, picker), Some(row)) = (&mut state.overlay, chosen) {
        picker.choose(row);
    }
}

fn row(strings: &Strings, offer: &Offer) -> Row {
    let word = |name: &str, own: &bool| {
        let word = strings.get(name);
        if *own {
            format!("{word} · {}", strings.get("theme.own"))
        } else {
            word.to_owned()
        }
    };
    let detail = match &offer.note {
        Note::None => strings.get(&format!("theme.{}", offer.name)).to_owned(),
        Note::Dark(own) => word("theme.dark", own),
        Note::Light(own) => word("theme.light", own),
        Note::Broken(cause) => format!("! {}", strings.failure(cause)),
    };
    Row {
        label: offer.name.clone(),
        detail,
        ..Row::default()
    }
}

/// Takes a theme, and has it kept; a demo leaves nothing behind.
pub fn take(state: &mut State, name: String) -> Vec<Effect> {
    let offer = state.look.themes.iter().find(|offer| offer.name == name);
    if let Some(Note::Broken(cause)) = offer.map(|offer| &offer.note) {
        let words = state.strings.with("say.no-theme", &name);
        let words = format!("{words}: {}", state.strings.failure(cause));
        state.say(Tone::Bad, words);
        return Vec::new();
    }
    if state.look.held && state.look.theme != name {
        let words = state.strings.with("say.theme-held", &state.look.theme);
        state.say(Tone::Plain, words);
        return Vec::new();
    }
    let was = std::mem::replace(&mut state.look.theme, name.clone());
    if was != name {
        let is = name.clone();
        state.undo.push(state.now, Change::Themed { was, is });
    }
    if state.edition == Edition::Demo {
        let words = state.strings.with("say.themed-now", &name);
        state.say(Tone::Good, words);
        return Vec::new();
    }
    vec![Effect::KeepTheme(name)]
}

/// Takes a theme that was in force before, or has it in force again.
pub fn put(state: &mut State, name: String) -> Vec<Effect> {
    state.look.theme.clone_from(&name);
    if state.edition == Edition::Demo {
        return Vec::new();
    }
    state.undo.replay(Replay::Theme);
    vec![Effect::PutTheme(name)]
}
