//! Links lettered: one of them is chosen by its letters, its number, or by going from one to the next.

use crate::document::row::Lead;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::follow::take;
use crate::state::links;
use crate::state::notices::Tone;
use crate::state::overlay::Overlay;
use crate::state::press::{Code, Key};

/// Has the links of the window lettered.
pub fn choose(state: &mut State) -> Vec<Effect> {
    state.reader.stay_at_link();
    let layout = state.reader.layout();
    if layout.links.is_empty() && layout.notes.is_empty() {
        state.say(Tone::Plain, state.strings.get("say.no-links").to_owned());
    } else if links::seen(state).is_empty() {
        go_to_next(state);
    } else {
        state.overlay = Overlay::Links(String::new(), None);
    }
    Vec::new()
}

/// Goes to the next link, of which there is always one: all stand at the end of the text once more. Esc then goes back.
fn go_to_next(state: &mut State) {
    state.reader.leave_for_link();
    next_link(state, None, 1);
    state.overlay = Overlay::Links(String::new(), None);
    let words = state.strings.get("say.link-below").to_owned();
    state.say(Tone::Plain, words);
}

/// A key was pressed while links are lettered: the letters of a hint, or the number that stands behind the link. A
/// capital letter opens it in the browser.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    let Overlay::Links(typed, lit) = &state.overlay else {
        return Vec::new();
    };
    let (mut typed, lit) = (typed.clone(), *lit);
    match key.code {
        Code::Char(letter) if !key.ctrl && !key.alt => typed.push(letter),
        Code::Backspace if typed.pop().is_some() => {}
        Code::Tab => return next_link(state, lit, if key.shift { -1 } else { 1 }),
        Code::Enter => {
            state.overlay = Overlay::None;
            return lit.map_or_else(Vec::new, |lead| take_lit(state, lead));
        }
        Code::Down | Code::Up | Code::PageDown | Code::PageUp => {
            // The window moves, and with it the letters.
            state.overlay = Overlay::Links(String::new(), None);
            let by = if matches!(key.code, Code::Down | Code::PageDown) {
                1
            } else {
                -1
            };
            if matches!(key.code, Code::Down | Code::Up) {
                state.reader.scroll(by);
            } else {
                state.reader.page(by);
            }
            return Vec::new();
        }
        code => {
            state.overlay = Overlay::None;
            if code == Code::Escape {
                state.reader.return_from_link();
            }
            return Vec::new();
        }
    }
    typed_so_far(state, typed)
}

/// Follows what is lit; a number may be typed of a link that is not in the window.
fn take_lit(state: &mut State, lead: Lead) -> Vec<Effect> {
    let seen = links::seen(state);
    let row = seen.iter().find(|seen| seen.lead == lead);
    let row = row.map_or(0, |seen| usize::from(seen.row)) + state.reader.top();
    take(state, lead, row, false)
}

/// Lights the next link, or the one before. At the last of the window more is shown.
fn next_link(state: &mut State, lit: Option<Lead>, by: isize) -> Vec<Effect> {
    let mut seen = links::seen(state);
    let here = seen.iter().position(|seen| Some(seen.lead) == lit);
    let next = match (here, by > 0) {
        (None, true) => Some(0),
        (None, false) => seen.len().checked_sub(1),
        (Some(here), _) => here.checked_add_signed(by),
    };
    let mut next = next.and_then(|next| seen.get(next)).map(|seen| seen.lead);
    while next.is_none() {
        let before = state.reader.top();
        state.reader.page(by);
        if state.reader.top() == before {
            break;
        }
        // Those that were in the window already are not met again.
        let known = std::mem::replace(&mut seen, links::seen(state));
        let is_new = |found: &&links::Seen| !known.iter().any(|known| known.lead == found.lead);
        let found = if by > 0 {
            seen.iter().find(is_new)
        } else {
            seen.iter().rfind(is_new)
        };
        next = found.map(|seen| seen.lead);
    }
    if next.is_some() {
        state.overlay = Overlay::Links(String::new(), next);
    }
    Vec::new()
}

fn typed_so_far(state: &mut State, typed: String) -> Vec<Effect> {
    if let Some(number) = number(&typed) {
        let links = state.reader.layout().links.len();
        let link = usize::try_from(number).unwrap_or(usize::MAX);
        let lead = Lead::Link(number);
        if link >= links {
            let words = state.strings.count("say.no-such-link", links);
            let words = words.replace("{typed}", &typed);
            state.say(Tone::Plain, words);
            state.overlay = Overlay::None;
        } else if (link + 1) * 10 > links {
            // No longer number begins like this.
            state.overlay = Overlay::None;
            return take_lit(state, lead);
        } else {
            state.overlay = Overlay::Links(typed, Some(lead));
        }
        return Vec::new();
    }
    let in_browser = typed.chars().any(char::is_uppercase);
    let hint = typed.to_lowercase();
    let seen = links::seen(state);
    if let Some(seen) = seen.iter().find(|seen| seen.hint == hint) {
        state.overlay = Overlay::None;
        let row = usize::from(seen.row) + state.reader.top();
        return take(state, seen.lead, row, in_browser);
    }
    let begins = seen.iter().any(|seen| seen.hint.starts_with(&hint));
    if begins {
        state.overlay = Overlay::Links(typed, None);
    } else {
        state.overlay = Overlay::None;
        state.say(
            Tone::Plain,
            state.strings.with("say.no-such-letter", &typed),
        );
    }
    Vec::new()
}

/// The link that the digits stand for, from 0.
fn number(typed: &str) -> Option<u32> {
    typed.parse::<u32>().ok()?.checked_sub(1)
}
