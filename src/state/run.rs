//! Actions: each is done here, whether a key, the palette, the footer or the mouse asked for it.

use crate::model::article::Headline;
use crate::state::action::Action;
use crate::state::area::{Choice, Pane, Shape};
use crate::state::core::{Edition, MEASURES, State};
use crate::state::effect::Effect;
use crate::state::lists;
use crate::state::marks;
use crate::state::navigate::{self, By};
use crate::state::notices::Tone;
use crate::state::overlay::{Overlay, Target};
use crate::state::popups;
use crate::state::sidebar::Entry;
use crate::state::strings::Strings;
use crate::state::themes;

/// Does it.
pub fn run(state: &mut State, action: Action) -> Vec<Effect> {
    if let Some(reason) = impossible(state, action) {
        let reason = state.strings.get(reason).to_owned();
        state.say(Tone::Plain, reason);
        return Vec::new();
    }
    moves(state, action)
        .or_else(|| stories(state, action))
        .or_else(|| feeds(state, action))
        .unwrap_or_else(|| program(state, action))
}

/// Why it cannot be done now: the name of a sentence.
#[must_use]
pub fn impossible(state: &State, action: Action) -> Option<&'static str> {
    let story = state.subject().is_some();
    match action {
        Action::Refresh | Action::RefreshAll if state.offline => Some("say.offline"),
        Action::RefreshAll | Action::Refresh if state.edition != Edition::Own => {
            Some("say.sample-refresh")
        }
        Action::AddFeed | Action::Catalogue | Action::Import if state.edition == Edition::Demo => {
            Some("say.demo-add")
        }
        Action::Undo if !state.undo.can_undo() => Some("say.nothing-to-undo"),
        Action::Stop if !state.progress.running => Some("say.nothing-runs"),
        Action::ToggleRead
        | Action::ToggleBookmark
        | Action::Browse
        | Action::BrowseAndRead
        | Action::CopyAddress
        | Action::CopyMarkdown
        | Action::FetchText
        | Action::MarkAbove
        | Action::MarkBelow
            if !story =>
        {
            Some("say.no-story")
        }
        Action::RemoveFeed if state.edition != Edition::Own => Some("say.sample-remove"),
        _ => None,
    }
}

fn moves(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Down => navigate::step(state, By::Rows(1)),
        Action::Up => navigate::step(state, By::Rows(-1)),
        Action::HalfDown => navigate::step(state, By::HalfPages(1)),
        Action::HalfUp => navigate::step(state, By::HalfPages(-1)),
        Action::PageDown => navigate::step(state, By::Pages(1)),
        Action::PageUp => navigate::step(state, By::Pages(-1)),
        Action::First => navigate::step(state, By::End(-1)),
        Action::Last => navigate::step(state, By::End(1)),
        Action::Left => navigate::left(state),
        Action::Right => navigate::right(state),
        Action::Open => navigate::open(state),
        Action::NextPane => navigate::cycle(state, 1),
        Action::PreviousPane => navigate::cycle(state, -1),
        Action::FocusFeeds => navigate::focus(state, Pane::Feeds),
        Action::FocusStories => navigate::focus(state, Pane::Stories),
        Action::FocusArticle => navigate::focus(state, Pane::Reader),
        Action::Continue => navigate::onward(state),
        Action::PageBack => {
            state.reader.page(-1);
            Vec::new()
        }
        Action::NextUnread => find_or(state, 1, |row| !row.read),
        Action::PreviousUnread => find_or(state, -1, |row| !row.read),
        Action::NextStory => navigate::neighbour(state, 1),
        Action::PreviousStory => navigate::neighbour(state, -1),
        Action::NextParagraph => block(state, 1, false),
        Action::PreviousParagraph => block(state, -1, false),
        Action::NextHeading => block(state, 1, true),
        Action::PreviousHeading => block(state, -1, true),
        _ => return None,
    })
}

fn find_or(state: &mut State, by: isize, wanted: fn(&Headline) -> bool) -> Vec<Effect> {
    if state.focus == Pane::Reader && !state.reader.find().words.is_empty() {
        state.reader.step_find(by);
        return Vec::new();
    }
    if state.focus == Pane::Feeds {
        state.focus_on(Pane::Stories);
    }
    navigate::story(state, by, wanted)
}

fn block(state: &mut State, by: isize, headings: bool) -> Vec<Effect> {
    state.reader.step_block(by, headings);
    Vec::new()
}

fn stories(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::ToggleRead
            if state.focus == Pane::Reader && !state.reader.find().words.is_empty() =>
        {
            state.reader.step_find(-1);
            Vec::new()
        }
        Action::ToggleRead | Action::ToggleBookmark => marks::toggle(state, action),
        Action::MarkAbove => marks::mark_side(state, true),
        Action::MarkBelow => marks::mark_side(state, false),
        Action::MarkListRead => marks::mark_list(state),
        Action::MarkEverythingRead => marks::ask_everything(state),
        Action::Undo => marks::undo(state),
        Action::Redo => marks::redo(state),
        Action::Browse => browse(state),
        Action::BrowseAndRead => {
            let mut effects = browse(state);
            if let Some(id) = state.subject() {
                effects.extend(marks::mark(
                    state,
                    &[id],
                    crate::model::article::Mark::Read,
                    false,
                ));
            }
            effects
        }
        Action::CopyAddress => copy(state, |headline| headline.url.clone()),
        Action::CopyMarkdown => copy(state, |headline| {
            let url = headline.url.as_deref()?;
            Some(format!("[{}]({url})", headline.title))
        }),
        Action::FetchText => navigate::fetch_text(state),
        Action::ShowAll => lists::go(state, Entry::All),
        Action::ShowUnread => lists::go(state, Entry::Unread),
        Action::ShowBookmarks => lists::go(state, Entry::Bookmarks),
        Action::ShowOffline => lists::go(state, Entry::Offline),
        Action::ShowNew => lists::show_new(state),
        Action::HideRead => lists::hide_read(state),
        Action::OldestFirst => lists::turn_order(state),
        Action::Search => {
            let words = state.headlines.query().words.clone();
            state.overlay = if state.focus == Pane::Reader {
                Overlay::Find(tui_input::Input::default())
            } else {
                Overlay::Search(words.into())
            };
            Vec::new()
        }
        _ => return None,
    })
}

fn headline(state: &State) -> Option<&Headline> {
    let id = state.subject()?;
    let shown = state
        .reader
        .facts()
        .map(|facts| &facts.headline)
        .filter(|headline| headline.id == id);
    state.headlines.row_of(id).or(shown)
}

fn browse(state: &mut State) -> Vec<Effect> {
    if let Some(url) = headline(state).and_then(|headline| headline.url.clone()) {
        vec![Effect::Browse(url)]
    } else {
        state.say(Tone::Plain, state.strings.get("say.no-address").to_owned());
        Vec::new()
    }
}

fn copy(state: &mut State, text: impl Fn(&Headline) -> Option<String>) -> Vec<Effect> {
    if let Some(text) = headline(state).and_then(text) {
        vec![Effect::Copy(text)]
    } else {
        state.say(Tone::Plain, state.strings.get("say.no-address").to_owned());
        Vec::new()
    }
}

fn feeds(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Refresh => Some(vec![Effect::Refresh(popups::feeds_here(state))]),
        Action::RefreshAll => Some(vec![Effect::Refresh(Vec::new())]),
        Action::Stop => Some(vec![Effect::Cancel]),
        Action::RemoveFeed => Some(popups::remove_feed(state)),
        Action::Import => Some(popups::import(state)),
        Action::AddFeed => {
            popups::add_feed(state, "");
            Some(Vec::new())
        }
        Action::Catalogue => {
            popups::open_catalogue(state);
            Some(Vec::new())
        }
        Action::Fold => {
            let library = &state.library;
            state.sidebar.fold(library);
            Some(Vec::new())
        }
        Action::Errors => {
            popups::errors(state);
            Some(Vec::new())
        }
        _ => None,
    }
}

fn program(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Messages => popups::messages(state),
        Action::Help => popups::help(state),
        Action::Palette => popups::palette(state),
        Action::Wider => measure(state, state.measure.saturating_add(4)),
        Action::Narrower => measure(state, state.measure.saturating_sub(4)),
        Action::DefaultMeasure => measure(state, DEFAULT_MEASURE),
        Action::Theme => themes::choose(state),
        Action::Zen => {
            if state.focus == Pane::Reader {
                state.zen = !state.zen;
                state.arrange();
            } else {
                state.zen = true;
                return navigate::open_story(state);
            }
        }
        Action::Layout => {
            state.choice = match (state.choice, state.areas.shape) {
                (Choice::Auto, Shape::Wide) => Choice::Two,
                (Choice::Auto | Choice::Two, _) => Choice::One,
                (Choice::One, _) => Choice::Auto,
            };
            state.arrange();
        }
        Action::Language => language(state),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return quit(state),
        Action::Back => return back(state),
        Action::Cancel => return cancel(state),
        _ => {}
    }
    Vec::new()
}

/// Columns of the article unless the reader wants other.
pub const DEFAULT_MEASURE: u16 = 66;

fn measure(state: &mut State, columns: u16) {
    state.measure = columns.clamp(*MEASURES.start(), *MEASURES.end());
    let words = state.strings.count("say.measure", state.measure);
    state.say(Tone::Plain, words);
    state.arrange();
}

fn language(state: &mut State) {
    state.strings = Strings::of(state.strings.language.other());
    if let Some(header) = state.reader.facts().map(|facts| state.header(facts)) {
        state.reader.set_header(header);
    }
    state.arrange();
}

/// One step back: out of zen, out of the article, out of a search; at the root the program ends.
fn back(state: &mut State) -> Vec<Effect> {
    if state.zen {
        state.zen = false;
        state.arrange();
        return Vec::new();
    }
    match state.focus {
        Pane::Reader => navigate::leave_reader(state),
        Pane::Stories if state.before_search.is_some() => lists::leave_search(state),
        Pane::Feeds | Pane::Stories => quit(state),
    }
}

/// One step back, but never out of the program.
fn cancel(state: &mut State) -> Vec<Effect> {
    let at_root = !state.zen && state.focus != Pane::Reader && state.before_search.is_none();
    state.notices.clear();
    if at_root {
        return Vec::new();
    }
    if state.focus == Pane::Reader && !state.reader.find().words.is_empty() {
        state.reader.look_for("");
        return Vec::new();
    }
    if state.focus == Pane::Feeds {
        return lists::leave_search(state);
    }
    back(state)
}

/// Ends, with the place in the story kept.
#[must_use]
pub fn quit(state: &State) -> Vec<Effect> {
    let mut effects = navigate::keep_place(state);
    effects.push(Effect::Quit);
    effects
}

/// Does what a row of the palette or of help stands for.
pub fn reach(state: &mut State, target: Target) -> Vec<Effect> {
    match target {
        Target::Does(action) => run(state, action),
        Target::Shows(feed) => lists::go(state, Entry::Feed(feed, 0)),
        Target::Opens(id) => {
            let at = state.headlines.ids().iter().position(|other| *other == id);
            at.map_or_else(Vec::new, |at| {
                let mut effects = navigate::choose(state, at);
                effects.extend(navigate::open_story(state));
                effects
            })
        }
    }
}
