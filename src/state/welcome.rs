//! The first screen of all: keys that begin one of its ways.

use crate::state::action::Action;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::language;
use crate::state::message::FeedList;
use crate::state::navigate;
use crate::state::overlay::Overlay;
use crate::state::press::{Code, Key};
use crate::state::ways::{NUMBERED, WAYS, Way};

/// So many rows of the list are looked at for the story that greets.
const FIRST: usize = 20;

/// A key was pressed on the first screen. What begins none of the ways means what it means in the panes; the answer is
/// then the key, with the screen out of the way.
pub fn press(state: &mut State, key: Key) -> Result<Option<Way>, Key> {
    let Overlay::Welcome(welcome) = &mut state.overlay else {
        return Err(key);
    };
    if key.ctrl || key.alt {
        state.overlay = Overlay::None;
        return Err(key);
    }
    let last = WAYS.len() - 1;
    match key.code {
        Code::Down | Code::Tab | Code::Char('j') if !key.shift => {
            welcome.chosen = if welcome.chosen == last {
                0
            } else {
                welcome.chosen + 1
            };
        }
        Code::Up | Code::Tab | Code::Char('k') => {
            welcome.chosen = welcome.chosen.checked_sub(1).unwrap_or(last);
        }
        Code::Home => welcome.chosen = 0,
        Code::End => welcome.chosen = last,
        Code::Enter | Code::Right | Code::Char('l' | ' ') => {
            return Ok(WAYS.get(welcome.chosen).copied());
        }
        Code::Char(digit @ '1'..='9') => {
            let number = digit.to_digit(10).unwrap_or(0) as usize;
            return Ok(WAYS
                .get(..NUMBERED)
                .and_then(|ways| ways.get(number - 1))
                .copied());
        }
        Code::Escape => state.overlay = Overlay::None,
        _ => {
            state.overlay = Overlay::None;
            return Err(key);
        }
    }
    Ok(None)
}

/// Begins that way: what is to be done for it, as an action of the panes.
pub fn begin(state: &mut State, way: Way) -> Option<Action> {
    if way == Way::Language {
        // Nothing is asked for: no list over the panes is open.
        language::turn(state);
        return None;
    }
    state.overlay = Overlay::None;
    match way {
        Way::Language => None,
        // The first story, within one key.
        Way::Sample if !choose_greeting(state) && is_coming(state) => {
            state.greeting = true;
            None
        }
        Way::Sample => Some(Action::Open),
        Way::Catalogue => Some(Action::Catalogue),
        Way::Import => Some(Action::Import),
        Way::Add => Some(Action::AddFeed),
        Way::Theme => Some(Action::Theme),
    }
}

/// Opens the story that greets, once it is there; the chosen one where the sample edition has come without it.
pub fn greet(state: &mut State) -> Vec<Effect> {
    if !state.greeting || !choose_greeting(state) && is_coming(state) {
        return Vec::new();
    }
    state.greeting = false;
    navigate::open_story(state)
}

/// Whether the sample edition is still being put on the table.
fn is_coming(state: &State) -> bool {
    state.progress.running || state.headlines.ids().is_empty()
}

/// Chooses the story of the sample edition that greets in the reader's language, if it is among the first.
fn choose_greeting(state: &mut State) -> bool {
    let url = state.strings.get("welcome.story");
    let greets = |at: &usize| {
        let row = state.headlines.row(*at);
        row.is_some_and(|row| row.url.as_deref() == Some(url))
    };
    let at = (0..FIRST).find(greets);
    if let Some(at) = at {
        state.headlines.choose(at, &state.zone);
    }
    at.is_some()
}

/// Lists of other readers were found.
pub fn imports_found(state: &mut State, lists: &[FeedList]) {
    if let Overlay::Welcome(welcome) = &mut state.overlay {
        welcome.found = lists.iter().map(|list| list.path.clone()).collect();
    }
}
