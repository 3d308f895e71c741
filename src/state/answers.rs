//! Answers: what the store, the loader and the desktop tell.

use crate::document::Document;
use crate::model::article::{ArticleId, Facts, Headline, Position};
use crate::model::feed::FeedId;
use crate::model::query::{Query, Scope};
use crate::state::action::Action;
use crate::state::adding;
use crate::state::area::Pane;
use crate::state::change::Change;
use crate::state::core::{Edition, State};
use crate::state::downloads;
use crate::state::effect::Effect;
use crate::state::follow;
use crate::state::lists;
use crate::state::marks;
use crate::state::message::{Failure, Library};
use crate::state::navigate;
use crate::state::news;
use crate::state::notices::Tone;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::pictures;
use crate::state::popups;
use crate::state::preferences;
use crate::state::setup;
use crate::state::sidebar::{self, Entry};
use crate::state::trouble;
use crate::state::undo::Replay;

/// The numbers of a list came.
pub fn listed(
    state: &mut State,
    query: &Query,
    ids: Vec<ArticleId>,
    complete: bool,
) -> Vec<Effect> {
    if !state.headlines.listed(query, ids, complete) {
        return Vec::new();
    }
    if complete && query.like.is_some() && state.headlines.ids().len() < 2 {
        let words = state.strings.get("say.no-alike").to_owned();
        state.say(Tone::Plain, words);
    }
    state.arrange();
    let mut effects = state.ask_rows();
    let rows_are_known = !effects
        .iter()
        .any(|effect| matches!(effect, Effect::Headlines(_)));
    if rows_are_known {
        effects.extend(open_chosen(state));
        effects.extend(open_unread(state));
    }
    // All numbers at once, after the rows that are seen.
    if !complete && rows_are_known {
        effects.push(Effect::List {
            query: query.clone(),
            limit: None,
        });
    }
    effects.extend(list_shown(state));
    effects
}

/// A list is seen now, perhaps with another article chosen.
fn list_shown(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    if state.headlines.ids().is_empty() {
        if std::mem::take(&mut state.open_chosen) {
            state.focus_on(Pane::Stories);
        }
        if state.focus != Pane::Reader {
            state.reader.clear();
            state.trail.clear();
        }
    } else if state.focus != Pane::Reader {
        effects.extend(navigate::follow(state));
    }
    effects
}

/// Opens the story that was asked for before the list had come.
fn open_chosen(state: &mut State) -> Vec<Effect> {
    if std::mem::take(&mut state.open_chosen) {
        navigate::open_story(state)
    } else {
        Vec::new()
    }
}

/// Goes to the first unread story that was asked for before the list had come.
fn open_unread(state: &mut State) -> Vec<Effect> {
    if !std::mem::take(&mut state.open_unread) {
        return Vec::new();
    }
    let unread = (0..state.headlines.ids().len())
        .find(|at| state.headlines.row(*at).is_some_and(|row| !row.read));
    unread.map_or_else(Vec::new, |at| navigate::arrive(state, at))
}

/// Rows came.
pub fn rows(state: &mut State, rows: Vec<Headline>) -> Vec<Effect> {
    let is_list_shown = state.headlines.take_rows(rows);
    state.arrange();
    let mut effects = Vec::new();
    if is_list_shown {
        effects.extend(list_shown(state));
    }
    if !state.headlines.is_complete() && state.headlines.is_answered() {
        effects.push(Effect::List {
            query: state.headlines.query().clone(),
            limit: None,
        });
    }
    effects.extend(state.ask_rows());
    effects.extend(open_chosen(state));
    effects.extend(open_unread(state));
    effects
}

/// Feeds, folders and counts came. What is shown of a feed that is gone goes with it; one that is back is shown.
pub fn library(state: &mut State, library: Library) -> Vec<Effect> {
    if std::mem::take(&mut state.changed_elsewhere) {
        lists::came_from_elsewhere(state, &library);
    }
    let ids = |library: &Library| library.feeds.iter().map(|feed| feed.id).collect::<Vec<_>>();
    if state.library_known && ids(&state.library) != ids(&library) {
        // What a feed told that is gone is told elsewhere no more.
        state.headlines.elsewhere.count_anew();
    }
    state.library = library;
    let is_first = !std::mem::replace(&mut state.library_known, true);
    let is_back = state.sidebar.rebuild(&state.library);
    if is_first {
        let row = sidebar::entry(state.headlines.query());
        state.sidebar.choose(row);
    }
    popups::refreshed(state);
    trouble::refreshed(state);
    let feeds = &state.library.feeds;
    let is_gone = |id: FeedId| !feeds.iter().any(|feed| feed.id == id);
    if matches!(&state.overlay, Overlay::Setup(setup) if setup.feed.is_some_and(is_gone)) {
        state.overlay = Overlay::None;
    }
    let mut effects = setup::refreshed(state);
    effects.extend(match state.headlines.query().scope {
        Scope::Feed(id) if is_gone(id) => lists::show_entry(state, Entry::All),
        Scope::Folder(id) if !state.sidebar.places().is_filled(id) => {
            lists::show_entry(state, Entry::All)
        }
        _ if is_back && !state.areas.stories.is_empty() => lists::follow_sidebar(state),
        _ => Vec::new(),
    });
    effects
}

/// An article came; one that is no longer awaited is dropped.
pub fn opened(state: &mut State, facts: Box<Facts>, document: Document, position: Position) {
    let id = facts.headline.id;
    if state.reader.awaited() != Some(id) && !state.reader.shows(id) {
        return;
    }
    let mut facts = facts;
    if let Some(row) = state.headlines.row_of(id) {
        // A mark may be shown that is not yet stored.
        facts.headline.read = row.read;
        facts.headline.bookmarked = row.bookmarked;
    }
    state.headlines.take_minutes(id, facts.headline.minutes);
    let header = state.header(&facts);
    let fetching = state.reader.fetching;
    state.reader.show(facts, document, header, position);
    state.reader.fetching = fetching
        && state
            .reader
            .facts()
            .is_some_and(|facts| facts.body_error.is_none());
    state.fit_reader();
    state.note_visit();
}

/// The library was changed, by another process it seems.
pub fn changed_elsewhere(state: &mut State) -> Vec<Effect> {
    // What this process brings itself is counted as it comes.
    state.changed_elsewhere = state.library_known && !state.progress.running;
    changed(state)
}

/// The library was changed by a refresh or by another process.
pub fn changed(state: &mut State) -> Vec<Effect> {
    // The end of a refresh is a change too.
    if !state.progress.running {
        state.headlines.elsewhere.count_anew();
    }
    let mut effects = vec![Effect::Feeds];
    effects.extend(downloads::ask(state));
    // The sample edition is put on the table once; what comes after the first key is no news of it.
    let is_sample = state.edition != Edition::Own;
    effects.push(Effect::Headlines(state.headlines.forget_far()));
    if is_sample || state.headlines.is_at_top() && state.focus != Pane::Reader {
        effects.extend(lists::reload(state));
    }
    effects
}

/// A feed was refreshed.
pub fn refreshed(state: &mut State, feed: FeedId, new: &[ArticleId]) -> Vec<Effect> {
    news::came(state, feed, new.len());
    if new.is_empty() {
        return Vec::new();
    }
    lists::arrived(state, feed, new);
    // The first stories of an empty list are shown as they come, and those of the sample edition while nobody has begun to
    // read; else the list stays until the refresh is over.
    let is_untouched = state.headlines.is_at_top() && state.focus != Pane::Reader;
    if state.headlines.ids().is_empty() || state.edition != Edition::Own && is_untouched {
        let mut effects = lists::reload(state);
        effects.push(Effect::Feeds);
        return effects;
    }
    Vec::new()
}

/// A feed that was not there is in the library; what it brings comes later.
pub fn added(state: &mut State, feed: FeedId) {
    adding::done(state);
    let feeds = vec![feed];
    state.undo.push(state.now, Change::Added { feeds });
}

/// A feed was added, and has been asked. Of one that was taken back meanwhile nothing is told.
pub fn subscribed(state: &mut State, feed: FeedId, title: &str, new: u32) -> Vec<Effect> {
    if state.undo.is_withdrawn(feed) {
        return vec![Effect::Feeds];
    }
    adding::done(state);
    let words = state
        .strings
        .count("say.subscribed", new)
        .replace("{name}", title);
    state.say(Tone::Good, words);
    let mut effects = own(state);
    effects.push(Effect::Feeds);
    if state.headlines.ids().is_empty() || state.headlines.is_at_top() {
        effects.extend(lists::reload(state));
    }
    effects
}

/// A feed that was asked for has trouble. Of one that was taken back meanwhile nothing is told.
pub fn troubled(state: &mut State, feed: FeedId, words: String) {
    if !state.undo.is_withdrawn(feed) {
        let effect = None;
        failed(state, Failure { effect, words });
    }
}

/// The reader's own library takes the place of the sample edition.
pub fn own(state: &mut State) -> Vec<Effect> {
    if state.edition != Edition::Sample {
        return Vec::new();
    }
    state.edition = Edition::Own;
    state.undo.leave_sample();
    state.reader.clear();
    state.trail.clear();
    state.library = Library::default();
    state.sidebar.rebuild(&state.library);
    state.sidebar.choose(Entry::All);
    state.focus = Pane::Stories;
    let query = Query::default();
    state.headlines = crate::state::headlines::Headlines::default();
    state.arrange();
    vec![
        Effect::List {
            query,
            limit: Some(crate::state::core::FIRST_IDS),
        },
        Effect::Feeds,
    ]
}

/// A feed was removed.
pub fn unsubscribed(state: &mut State, feed: FeedId, title: &str) -> Vec<Effect> {
    state.say(Tone::Good, state.strings.with("say.unsubscribed", title));
    let change = Change::Removed {
        feed,
        title: title.to_owned(),
    };
    state.undo.push(state.now, change);
    let mut effects = vec![Effect::Feeds];
    effects.extend(lists::reload(state));
    effects
}

/// Subscriptions were imported.
pub fn imported(
    state: &mut State,
    (ids, known): (Vec<FeedId>, u32),
    refused: &[String],
    left: &[String],
) -> Vec<Effect> {
    if matches!(state.overlay, Overlay::Picker(Purpose::Import(_), _)) {
        popups::close(state);
    }
    for line in left.iter().rev() {
        state.say(Tone::Plain, line.clone());
    }
    for line in refused.iter().rev() {
        let line = state.strings.failure(line).into_owned();
        state.say(Tone::Bad, line);
    }
    // A line on any screen; whatever else there is to say stands in the list of what was said.
    let added = ids.len();
    let mut told = vec![state.strings.count("say.imported", added)];
    for (name, count) in [
        ("say.import-known", known as usize),
        ("say.import-left", left.len()),
        ("say.import-refused", refused.len()),
    ] {
        told.extend((count > 0).then(|| state.strings.count(name, count)));
    }
    let mut words = told.join(" · ");
    if !(left.is_empty() && refused.is_empty())
        && let Some(key) = state.keymap.keys(state.place(), Action::Messages)
    {
        words = format!("{words} — {}", state.strings.with("say.import-why", &key));
    } else if added > 0 {
        words.push_str(state.strings.get("say.import-undo"));
    }
    let tone = if refused.is_empty() {
        Tone::Good
    } else {
        Tone::Bad
    };
    state.say(tone, words);
    let mut effects = if added > 0 { own(state) } else { Vec::new() };
    if added > 0 {
        state.undo.push(state.now, Change::Added { feeds: ids });
    }
    effects.push(Effect::Feeds);
    if added > 0 && !state.offline {
        effects.push(Effect::Refresh(Vec::new()));
    }
    effects
}

/// A page that a link led to is kept.
pub fn page_kept(state: &mut State, url: &str, id: ArticleId) -> Vec<Effect> {
    state.say(Tone::Good, state.strings.get("say.kept").to_owned());
    let change = Change::Kept {
        id,
        url: url.to_owned(),
    };
    state.undo.push(state.now, change);
    follow::kept(state, url, id);
    changed(state)
}

/// Something failed: what was shown in advance is taken back, and the reader is told once.
pub fn failed(state: &mut State, failure: Failure) {
    let words = state.strings.failure(&failure.words).into_owned();
    adding::refused(state);
    match failure.effect {
        Some(Effect::Mark { ids, mark }) => marks::refused(state, ids, mark),
        Some(Effect::MarkAll { .. }) => {
            state.undo.answered();
        }
        Some(Effect::FetchPictures { urls, .. }) => {
            for url in urls {
                pictures::came(state, &url, Err(failure.words.clone()));
            }
            return;
        }
        Some(Effect::Open(id)) => state.reader.give_up(id),
        Some(Effect::Subscribe { .. } | Effect::Unsubscribe(_)) => popups::refreshed(state),
        Some(Effect::Set {
            section,
            name,
            value,
        }) => preferences::refused(state, &section, &name, value.as_deref()),
        Some(Effect::KeepTheme(_) | Effect::PutTheme(_)) => {
            state.undo.was_replayed(&Replay::Theme);
        }
        Some(Effect::Fetch { id, .. }) if state.reader.shows(id) => state.reader.fetching = false,
        Some(Effect::Discover(address)) => {
            let found = Err(failure.words);
            if !trouble::discovered(state, &address, &found) {
                adding::discovered(state, &address, found);
            }
            return;
        }
        Some(Effect::SetFeed { feed, key, .. }) if setup::refused(state, feed, key, &words) => {
            return;
        }
        _ => {}
    }
    state.say(Tone::Bad, words);
}
