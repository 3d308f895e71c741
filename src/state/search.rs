//! Searching in all stories: keys, clicks and answers of its screen.

use crate::model::article::ArticleId;
use crate::model::query::Query;
use crate::model::snippet::Snippet;
use crate::state::area::Pane;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::lists;
use crate::state::navigate::{self, By};
use crate::state::overlay::Overlay;
use crate::state::press::{Code, Key};
use crate::state::rows::Line;
use crate::state::searching::{Places, Searching};
use crate::state::typing;

/// Opens the screen of a search, with the words of the one whose stories are shown.
pub fn open(state: &mut State) -> Vec<Effect> {
    let scope = state.headlines.query().scope;
    let searching = Searching::new(lists::asked(state), scope);
    state.overlay = Overlay::Search(Box::new(searching));
    state.focus_on(Pane::Stories);
    follow(state)
}

/// A key was pressed.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    let Overlay::Search(searching) = &mut state.overlay else {
        return Vec::new();
    };
    let mut effects = match (key.code, key.ctrl) {
        (Code::Escape, _) => {
            close(state);
            return lists::leave_search(state);
        }
        (Code::Tab, _) => {
            searching.step(if key.shift { -1 } else { 1 });
            Vec::new()
        }
        (Code::Enter | Code::Right | Code::Char(' '), false) if searching.turn(1) => again(state),
        (Code::Left, _) if searching.turn(-1) => again(state),
        (Code::Enter, _) => return enter(state),
        (Code::Down, _) | (Code::Char('n' | 'j'), true) => navigate::step(state, By::Rows(1)),
        (Code::Up, _) | (Code::Char('p' | 'k'), true) => navigate::step(state, By::Rows(-1)),
        (Code::PageDown, _) => navigate::step(state, By::Pages(1)),
        (Code::PageUp, _) => navigate::step(state, By::Pages(-1)),
        _ => {
            searching.field = None;
            let changed = typing::request(key).is_some_and(|request| searching.edit(request));
            if changed { again(state) } else { Vec::new() }
        }
    };
    effects.extend(follow(state));
    effects
}

/// Text was pasted into the line.
pub fn paste(state: &mut State, line: &str) -> Vec<Effect> {
    if let Overlay::Search(searching) = &mut state.overlay {
        for letter in line.chars() {
            searching.edit(tui_input::InputRequest::InsertChar(letter));
        }
    }
    again(state)
}

/// Asks for what the line and the filters say.
fn again(state: &mut State) -> Vec<Effect> {
    match &state.overlay {
        Overlay::Search(searching) => {
            let words = searching.input.value().to_owned();
            lists::search(state, &words)
        }
        _ => Vec::new(),
    }
}

/// Opens the chosen story; what is wrong with the line is told.
fn enter(state: &mut State) -> Vec<Effect> {
    if !lists::keep_search(state) {
        return Vec::new();
    }
    close(state);
    navigate::open_story(state)
}

/// A click on a row of the stories found opens it.
pub fn click(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    let Some(places) = shown(state) else {
        return Vec::new();
    };
    if !places.rows.contains(column, row) {
        return Vec::new();
    }
    let lines = state.headlines.lines(&state.zone);
    match lines.get(usize::from(row - places.rows.y)) {
        Some(Line::Title(at) | Line::Rest(at) | Line::Facts(at)) => {
            let at = *at;
            let mut effects = navigate::choose(state, at);
            effects.extend(enter(state));
            effects
        }
        _ => Vec::new(),
    }
}

/// Takes the screen of the search away.
fn close(state: &mut State) {
    state.overlay = Overlay::None;
    state.focus_on(Pane::Stories);
}

/// Where the screen of a search stands, if one is shown.
#[must_use]
pub fn shown(state: &State) -> Option<Places> {
    state.search_places()
}

/// Asks where the stories of the window have the words.
pub fn follow(state: &mut State) -> Vec<Effect> {
    let query = state.headlines.query();
    let words = query.words.clone();
    let lines = state.headlines.lines(&state.zone);
    let ids = lines.iter().filter_map(|line| match line {
        Line::Title(at) => state.headlines.ids().get(*at).copied(),
        _ => None,
    });
    let ids: Vec<ArticleId> = ids.collect();
    let Overlay::Search(searching) = &mut state.overlay else {
        return Vec::new();
    };
    if words.is_empty() || !state.headlines.is_answered() {
        return Vec::new();
    }
    let ids = searching.wanted(&words, &ids);
    if ids.is_empty() {
        return Vec::new();
    }
    vec![Effect::Snippets { ids, words }]
}

/// It is known where stories have the words.
pub fn found(state: &mut State, words: &str, found: Vec<(ArticleId, Snippet)>) {
    if let Overlay::Search(searching) = &mut state.overlay {
        searching.found(words, found);
    }
}

/// The library took so long for the answer to a query.
pub fn took(state: &mut State, query: &Query, milliseconds: u64) {
    if let Overlay::Search(searching) = &mut state.overlay
        && state.headlines.query() == query
    {
        searching.took(milliseconds);
    }
}
