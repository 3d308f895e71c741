//! Links lettered: one of them is chosen by its letters, its number, or by going from one to the next.

use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::follow::take;
use crate::state::links;
use crate::state::notices::Tone;
use crate::state::overlay::Overlay;
use crate::state::press::{Code, Key};

/// Has the links of the window lettered.
pub fn choose(state: &mut State) -> Vec<Effect> {
    if state.reader.layout().links.is_empty() {
        state.say(Tone::Plain, state.strings.get("say.no-links").to_owned());
    } else if links::seen(state).is_empty() {
        let words = state.strings.get("say.no-links-here").to_owned();
        state.say(Tone::Plain, words);
    } else {
        state.overlay = Overlay::Links(String::new());
    }
    Vec::new()
}

/// A key was pressed while links are lettered: the letters of a hint, or the number that stands behind the link. A
/// capital letter opens it in the browser.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    let Overlay::Links(typed) = &state.overlay else {
        return Vec::new();
    };
    let mut typed = typed.clone();
    match key.code {
        Code::Char(letter) if !key.ctrl && !key.alt => typed.push(letter),
        Code::Backspace => {
            typed.pop();
        }
        Code::Tab => return next_link(state, if key.shift { -1 } else { 1 }),
        Code::Enter => {
            state.overlay = Overlay::None;
            return number(&typed).map_or_else(Vec::new, |link| take(state, link, false));
        }
        Code::Down | Code::Up | Code::PageDown | Code::PageUp => {
            // The window moves, and with it the letters.
            state.overlay = Overlay::Links(String::new());
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
        _ => {
            state.overlay = Overlay::None;
            return Vec::new();
        }
    }
    typed_so_far(state, typed)
}

/// Lights the next link, or the one before, as if its number were typed. At the last of the window more is shown.
fn next_link(state: &mut State, by: isize) -> Vec<Effect> {
    let Overlay::Links(typed) = &state.overlay else {
        return Vec::new();
    };
    let lit = number(typed);
    let ahead = |seen: &links::Seen| match lit {
        None => true,
        Some(lit) if by > 0 => seen.link > lit,
        Some(lit) => seen.link < lit,
    };
    let next = |state: &State| {
        let seen = links::seen(state);
        let mut ahead = seen.into_iter().filter(ahead);
        let next = if by > 0 {
            ahead.next()
        } else {
            ahead.next_back()
        };
        next.map(|seen| seen.link)
    };
    let mut link = next(state);
    while link.is_none() {
        let before = state.reader.top();
        state.reader.page(by);
        if state.reader.top() == before {
            break;
        }
        link = next(state);
    }
    if let Some(link) = link {
        state.overlay = Overlay::Links((link + 1).to_string());
    }
    Vec::new()
}

fn typed_so_far(state: &mut State, typed: String) -> Vec<Effect> {
    if let Some(link) = number(&typed) {
        let links = state.reader.layout().links.len();
        if link >= links {
            state.overlay = Overlay::None;
        } else if (link + 1) * 10 > links {
            // No longer number begins like this.
            state.overlay = Overlay::None;
            return take(state, link, false);
        } else {
            state.overlay = Overlay::Links(typed);
        }
        return Vec::new();
    }
    let in_browser = typed.chars().any(char::is_uppercase);
    let hint = typed.to_lowercase();
    let seen = links::seen(state);
    if let Some(link) = seen
        .iter()
        .find(|seen| seen.hint == hint)
        .map(|seen| seen.link)
    {
        state.overlay = Overlay::None;
        return take(state, link, in_browser);
    }
    let begins = seen.iter().any(|seen| seen.hint.starts_with(&hint));
    state.overlay = if begins {
        Overlay::Links(typed)
    } else {
        Overlay::None
    };
    Vec::new()
}

/// The link that the digits stand for, from 0.
fn number(typed: &str) -> Option<usize> {
    typed.parse::<usize>().ok()?.checked_sub(1)
}
