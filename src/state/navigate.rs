//! Getting about: between panes, in lists, in the article, from story to story.

use crate::model::article::{ArticleId, Headline, Mark};
use crate::model::query::Scope;
use crate::state::area::Pane;
use crate::state::core::State;
use crate::state::cuts;
use crate::state::effect::Effect;
use crate::state::finding;
use crate::state::follow;
use crate::state::lists;
use crate::state::marks;
use crate::state::notices::Tone;
use crate::state::pictures;
use crate::state::place;
use crate::state::sidebar::{self, Entry};

/// How far a key moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// That many rows.
    Rows(isize),
    /// That many half windows.
    HalfPages(isize),
    /// That many windows.
    Pages(isize),
    /// To the first (-1) or last (1) row.
    End(isize),
}

/// Moves the choice or the text of the pane that has the keys.
pub fn step(state: &mut State, by: By) -> Vec<Effect> {
    match state.focus {
        Pane::Feeds => step_feeds(state, by),
        Pane::Stories => step_stories(state, by),
        Pane::Reader => {
            step_reader(state, by);
            Vec::new()
        }
    }
}

fn step_feeds(state: &mut State, by: By) -> Vec<Effect> {
    match by {
        By::Rows(rows) => state.sidebar.step(rows),
        By::HalfPages(pages) => state.sidebar.step(pages * 8),
        By::Pages(pages) => state.sidebar.page(pages),
        By::End(end) => state.sidebar.step(end.saturating_mul(isize::MAX / 2)),
    }
    if state.areas.stories.is_empty() {
        Vec::new()
    } else {
        lists::follow_sidebar(state)
    }
}

fn step_stories(state: &mut State, by: By) -> Vec<Effect> {
    let page = state.headlines.page();
    let rows = match by {
        By::Rows(rows) => rows,
        By::HalfPages(pages) => pages * (page / 2).max(1),
        By::Pages(pages) => pages * page,
        By::End(end) => end.saturating_mul(isize::MAX / 2),
    };
    let at = state.headlines.chosen().saturating_add_signed(rows);
    choose(state, at)
}

/// Chooses the story at that place of the list.
pub fn choose(state: &mut State, at: usize) -> Vec<Effect> {
    let zone = state.zone.clone();
    state.headlines.choose(at, &zone);
    let mut effects = state.ask_rows();
    effects.extend(follow(state));
    effects
}

fn step_reader(state: &mut State, by: By) {
    match by {
        By::Rows(rows) => state.reader.scroll(rows),
        By::HalfPages(pages) => state.reader.half_page(pages),
        By::Pages(pages) => state.reader.page(pages),
        By::End(end) => state.reader.scroll(end.saturating_mul(isize::MAX / 2)),
    }
}

/// Shows the chosen story beside or under the list, where there is room for it.
pub fn follow(state: &mut State) -> Vec<Effect> {
    if state.areas.reader.is_empty() && state.areas.preview.is_empty() {
        return Vec::new();
    }
    bring(state)
}

/// Asks for the chosen story unless it is shown or awaited.
fn bring(state: &mut State) -> Vec<Effect> {
    let Some(id) = state.headlines.chosen_id() else {
        return Vec::new();
    };
    let awaited = state.reader.awaited();
    if awaited == Some(id) || (awaited.is_none() && state.reader.shows(id)) {
        return Vec::new();
    }
    let mut effects = place::keep(state);
    state.trail.clear();
    state.reader.await_article(id);
    effects.push(Effect::Open(id));
    effects
}

/// Opens what is chosen.
pub fn open(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Feeds => open_entry(state),
        Pane::Stories => open_story(state),
        Pane::Reader => {
            state.say(Tone::Plain, state.strings.get("say.is-open").to_owned());
            Vec::new()
        }
    }
}

/// Opens the chosen row of the feeds pane.
pub fn open_entry(state: &mut State) -> Vec<Effect> {
    if state.sidebar.chosen() == Some(Entry::Errors) {
        return crate::state::trouble::open(state);
    }
    let mut effects = lists::follow_sidebar(state);
    state.focus_on(Pane::Stories);
    effects.extend(follow(state));
    effects
}

/// Opens the chosen story: the keys move to it, and it counts as read.
pub fn open_story(state: &mut State) -> Vec<Effect> {
    let Some(id) = state.headlines.chosen_id() else {
        if !state.headlines.is_answered() {
            // Whoever types faster than the library answers is not made to press the key again.
            state.open_chosen = true;
            state.focus_on(Pane::Reader);
        }
        return Vec::new();
    };
    let mut effects = bring(state);
    state.focus_on(Pane::Reader);
    if state.reader.awaited().is_none() {
        state.note_visit();
        effects.extend(pictures::follow(state));
    }
    if state.mark_read_on_open {
        effects.extend(marks::mark(state, &[id], Mark::Read, false));
    }
    effects.extend(fetch_missing(state));
    effects
}

/// Fetches the page of the chosen story when it is to come and nothing has failed yet.
fn fetch_missing(state: &mut State) -> Vec<Effect> {
    let chosen = state.headlines.chosen_id();
    let facts = state.reader.facts();
    let facts = facts.filter(|facts| Some(facts.headline.id) == chosen);
    if facts.is_some_and(|facts| facts.body_error.is_some()) {
        return Vec::new();
    }
    let row = state.headlines.chosen_row();
    let row = row.or(facts.map(|facts| &facts.headline));
    let missing = row.map(missing);
    state.reader.fetch_when_shown = missing.is_none();
    fetch(state, missing.flatten())
}

/// Fetches the page of the article that has come when it was opened before anything was known of it.
pub fn fetch_shown(state: &mut State) -> Vec<Effect> {
    let is_awaited = state.reader.awaited().is_some();
    if is_awaited || !std::mem::take(&mut state.reader.fetch_when_shown) {
        return Vec::new();
    }
    let facts = state.reader.facts();
    let facts = facts.filter(|facts| facts.body_error.is_none());
    let missing = facts.and_then(|facts| missing(&facts.headline));
    fetch(state, missing)
}

/// The article whose page is to come.
fn missing(row: &Headline) -> Option<ArticleId> {
    (!row.ready && row.url.is_some()).then_some(row.id)
}

fn fetch(state: &mut State, missing: Option<ArticleId>) -> Vec<Effect> {
    let Some(id) = missing.filter(|_| !state.offline) else {
        return Vec::new();
    };
    state.reader.fetching = true;
    vec![Effect::Fetch { id, again: false }]
}

/// Moves the keys one pane to the left: out of the article, out of the list.
pub fn left(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Reader => {
            if state.reader.leave_note() || cuts::turn_back(state) {
                return Vec::new();
            }
            follow::back(state).unwrap_or_else(|| leave_reader(state))
        }
        Pane::Stories => {
            state.focus_on(Pane::Feeds);
            Vec::new()
        }
        Pane::Feeds => Vec::new(),
    }
}

/// Moves the keys from the article back to the list.
pub fn leave_reader(state: &mut State) -> Vec<Effect> {
    let effects = place::keep(state);
    state.zen = false;
    state.open_chosen = false;
    if let Some(first) = state.trail.begin() {
        state.reader = first;
        state.reader.lay_anew();
    }
    finding::end(&mut state.reader);
    cuts::turn_back(state);
    state.focus_on(Pane::Stories);
    effects
}

/// Moves the keys one pane to the right, opening what is chosen.
pub fn right(state: &mut State) -> Vec<Effect> {
    open(state)
}

/// Moves the keys to the next (1) or previous (-1) pane.
pub fn cycle(state: &mut State, by: isize) -> Vec<Effect> {
    let panes = [Pane::Feeds, Pane::Stories, Pane::Reader];
    let at = panes
        .iter()
        .position(|pane| *pane == state.focus)
        .unwrap_or(0);
    let next = (at.cast_signed() + by).rem_euclid(3).unsigned_abs();
    focus(state, panes.get(next).copied().unwrap_or_default())
}

/// Moves the keys to that pane; an article is opened for it.
pub fn focus(state: &mut State, pane: Pane) -> Vec<Effect> {
    match (state.focus, pane) {
        (from, to) if from == to => Vec::new(),
        (_, Pane::Reader) => open_story(state),
        (Pane::Reader, _) => {
            let effects = leave_reader(state);
            state.focus_on(pane);
            effects
        }
        _ => {
            state.focus_on(pane);
            Vec::new()
        }
    }
}

/// Pages the article down; at its end the next unread story. Where stories are selected the chosen one is too, or is no
/// more, and the next is chosen.
pub fn onward(state: &mut State) -> Vec<Effect> {
    if state.focus == Pane::Stories && state.headlines.count_selected() > 0 {
        state.headlines.pick();
        return step(state, By::Rows(1));
    }
    let beside = state.focus == Pane::Stories && !state.areas.reader.is_empty();
    if state.focus == Pane::Stories && !beside {
        return open_story(state);
    }
    if state.reader.is_at_end() {
        let here = state
            .headlines
            .chosen_row()
            .filter(|row| !row.read)
            .map(|row| row.id);
        let mut effects =
            here.map_or_else(Vec::new, |id| marks::mark(state, &[id], Mark::Read, false));
        effects.extend(story(state, 1, |row| !row.read));
        return effects;
    }
    state.reader.page(1);
    Vec::new()
}

/// Goes to the next (1) or previous (-1) story that satisfies `wanted`; past the end of the list to the next feed with
/// something unread.
pub fn story(state: &mut State, by: isize, wanted: impl Fn(&Headline) -> bool) -> Vec<Effect> {
    if let Some(at) = state.headlines.find(by, &wanted) {
        return arrive(state, at);
    }
    if by < 0 {
        state.say(
            Tone::Plain,
            state.strings.get("say.no-story-before").to_owned(),
        );
        return Vec::new();
    }
    // From the top again: unread stories may stand above.
    let above = (0..state.headlines.chosen())
        .find(|at| state.headlines.row(*at).is_some_and(|row| !row.read));
    if let Some(at) = above {
        return arrive(state, at);
    }
    onward_feed(state)
}

/// Goes to the next feed with something unread, or to a folder that is folded over such feeds. A search, or another choice of stories, is left for it.
fn onward_feed(state: &mut State) -> Vec<Effect> {
    let query = state.headlines.query();
    let is_choice = !query.words.is_empty() || query.like.is_some();
    let next = state.sidebar.next_unread(&state.library, query.scope);
    // The feed of a search may have more that is unread.
    let next = next.or_else(|| {
        is_choice
            .then(|| state.sidebar.next_unread(&state.library, Scope::All))
            .flatten()
    });
    let Some(entry) = next else {
        state.say(Tone::Good, state.strings.get("say.all-read").to_owned());
        return Vec::new();
    };
    if let (true, Some(query)) = (is_choice, sidebar::query(entry)) {
        let name = lists::scope_name(state, query.scope);
        state.say(Tone::Plain, state.strings.with("say.search-read", &name));
    }
    if !state.headlines.part.has_unread() {
        state.headlines.part = <_>::default();
    }
    let effects = lists::show_entry(state, entry);
    state.open_unread = true;
    effects
}

/// Goes to the next (1) or previous (-1) place that holds what is looked for; says so where it goes round, and where there
/// is no such place.
pub fn step_found(state: &mut State, by: isize) -> Vec<Effect> {
    if state.reader.find.count() == 0 {
        let words = state
            .strings
            .with("say.not-found", &state.reader.find.typed);
        state.say(Tone::Plain, words);
        return Vec::new();
    }
    let is_round = finding::step(&mut state.reader, by);
    state.notices.clear();
    if let Some(place) = state.reader.find.place().filter(|_| is_round) {
        let words = if by > 0 {
            "say.found-from-top"
        } else {
            "say.found-from-end"
        };
        state.say(Tone::Plain, state.strings.with(words, &place));
    }
    Vec::new()
}

/// Goes to the neighbouring story.
pub fn neighbour(state: &mut State, by: isize) -> Vec<Effect> {
    let at = state.headlines.chosen().checked_add_signed(by);
    if let Some(at) = at.filter(|at| *at < state.headlines.ids().len()) {
        arrive(state, at)
    } else {
        let words = if by < 0 {
            "say.first-story"
        } else {
            "say.last-story"
        };
        state.say(Tone::Plain, state.strings.get(words).to_owned());
        Vec::new()
    }
}

/// Chooses the story at that place, and opens it if an article has the keys.
pub fn arrive(state: &mut State, at: usize) -> Vec<Effect> {
    let mut effects = place::keep(state);
    effects.extend(choose(state, at));
    if state.focus == Pane::Reader {
        effects.extend(open_story(state));
    }
    effects
}
