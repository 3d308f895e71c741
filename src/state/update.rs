//! The one way into the state: a message in, effects out.

use std::mem::{Discriminant, discriminant};

use crate::state::adding;
use crate::state::answers;
use crate::state::area::Pane;
use crate::state::complaint;
use crate::state::core::State;
use crate::state::cuts;
use crate::state::done;
use crate::state::downloads;
use crate::state::effect::Effect;
use crate::state::facts;
use crate::state::follow;
use crate::state::keys;
use crate::state::message::{Candidate, Message};
use crate::state::mouse;
use crate::state::navigate;
use crate::state::notices::About;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::palette;
use crate::state::pictures;
use crate::state::place;
use crate::state::popups;
use crate::state::preferences;
use crate::state::progress;
use crate::state::search;
use crate::state::settled;
use crate::state::setup;
use crate::state::tags;
use crate::state::texts;
use crate::state::trouble;
use crate::state::welcome;

/// What a message does to the state, and what is to be done because of it.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let opened = open_screen(state);
    let said = state.notices.shown().cloned();
    // Whoever does something else is not called back to the story that greets.
    state.greeting &= !matches!(message, Message::Key(_) | Message::Mouse(_));
    let mut effects = took(state, message);
    complaint::fit(state);
    facts::refreshed(state);
    effects.extend(welcome::greet(state));
    let is_opened = open_screen(state).is_some_and(|screen| Some(screen) != opened);
    let is_over = state
        .notices
        .shown()
        .is_some_and(|notice| !holds(state, &notice.about));
    if is_over || is_opened && said.as_ref() == state.notices.shown() {
        state.notices.turn(state.now);
    }
    if state.library_known && state.titled != Some(state.library.unread) {
        state.titled = Some(state.library.unread);
        effects.push(Effect::Title(title(state)));
    }
    effects
}

/// Whether what a notice is about is still on the screen.
fn holds(state: &State, about: &About) -> bool {
    match about {
        About::All => true,
        About::List(scope) => state.headlines.query().scope == *scope,
        About::Story(id) | About::Link(id, _) => {
            state.focus == Pane::Reader && state.reader.wanted() == *id
        }
    }
}

/// What lies over the panes, and of a list what it is for; of what is only a line or a key nothing.
fn open_screen(state: &State) -> Option<(Discriminant<Overlay>, Option<Discriminant<Purpose>>)> {
    let overlay = &state.overlay;
    match overlay {
        Overlay::Picker(purpose, _) => Some((discriminant(overlay), Some(discriminant(purpose)))),
        Overlay::Search(_) | Overlay::Setup(_) | Overlay::Trouble(_) => {
            Some((discriminant(overlay), None))
        }
        _ => None,
    }
}

/// What the terminal is called: the program, and how much there is to read.
fn title(state: &State) -> String {
    match state.library.unread {
        0 => "kabar".to_owned(),
        unread => state.strings.count("title.unread", unread),
    }
}

fn took(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => {
            let effects = keys::press(state, key);
            pictures::settle(state, true);
            effects
        }
        Message::Mouse(mouse) => {
            let effects = mouse::act(state, mouse);
            pictures::settle(state, true);
            effects
        }
        Message::Pasted(text) => keys::paste(state, &text),
        Message::Resized(columns, rows) => {
            state.size = (columns, rows);
            state.arrange();
            let mut effects = state.ask_rows();
            effects.extend(search::follow(state));
            if !state.trail.leads_back() {
                effects.extend(navigate::follow(state));
            }
            effects
        }
        Message::Focused(in_front) => {
            state.in_front = Some(in_front);
            Vec::new()
        }
        Message::Tick(now) => {
            state.now = now;
            state.notices.tick(now);
            Vec::new()
        }
        Message::Listed {
            query,
            ids,
            complete,
        } => {
            let mut effects = answers::listed(state, &query, ids, complete);
            effects.extend(search::follow(state));
            effects
        }
        Message::Headlines(rows) => answers::rows(state, rows),
        Message::Alike(counts) => {
            state.headlines.elsewhere.take(counts);
            Vec::new()
        }
        Message::Feeds(library) => answers::library(state, library),
        Message::Opened {
            facts,
            document,
            position,
        } => {
            answers::opened(state, facts, document, position);
            let mut effects = navigate::fetch_shown(state);
            effects.extend(pictures::follow(state));
            effects
        }
        Message::Closing => place::keep(state),
        other => told(state, other),
    }
}

/// What was found at an address, for whoever asked: the errors, or "Add a feed".
fn discovered(
    state: &mut State,
    address: &str,
    found: Result<Vec<Candidate>, String>,
) -> Vec<Effect> {
    if let Some(front) = trouble::front(state, address, &found) {
        return vec![front];
    }
    if !trouble::discovered(state, address, &found) {
        adding::discovered(state, address, found);
    }
    Vec::new()
}

/// What the loader and the desktop tell.
fn told(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Marked { ids, mark } => crate::state::undoing::kept(state, ids, mark),
        Message::Changed => answers::changed_elsewhere(state),
        Message::Progress(progress) => progress::progress(state, progress),
        Message::Refreshed { feed, new } => answers::refreshed(state, feed, &new),
        Message::Loaded { id, error } => texts::loaded(state, id, error.as_deref()),
        Message::Added(feed) => {
            answers::added(state, feed);
            Vec::new()
        }
        Message::Subscribed { feed, title, new } => answers::subscribed(state, feed, &title, new),
        Message::Troubled { feed, words } => {
            answers::troubled(state, feed, words);
            Vec::new()
        }
        Message::Unsubscribed { feed, title } => answers::unsubscribed(state, feed, &title),
        Message::Imported {
            added,
            known,
            refused,
            left,
        } => answers::imported(state, (added, known), &refused, &left),
        Message::PageFound { url, id } => follow::found(state, url, id),
        Message::PageElsewhere(url) => follow::belongs_elsewhere(state, url),
        Message::PageRead { url, page } => follow::came(state, &url, page),
        Message::PageKept { url, id } => answers::page_kept(state, &url, id),
        Message::Discovered { address, found } => discovered(state, &address, found),
        Message::Record { feed, record } => {
            trouble::told(state, feed, &record);
            setup::told(state, feed, record);
            Vec::new()
        }
        Message::Set { feed, key, was, is } => setup::changed(state, feed, key, &was, &is),
        Message::ImportsFound(files) => {
            welcome::imports_found(state, &files);
            popups::imports_found(state, files);
            Vec::new()
        }
        Message::Settings(settings) => {
            preferences::told(state, settings.clone());
            palette::settled(state, settings)
        }
        Message::Settled(wishes) => {
            let mut effects = settled::settle(state, *wishes);
            effects.extend(state.ask_rows());
            effects
        }
        Message::Done(done) => {
            done::tell(state, &done);
            Vec::new()
        }
        Message::Failed(failure) => {
            answers::failed(state, failure);
            Vec::new()
        }
        other => told_of_sides(state, other),
    }
}

/// What is told of the sides of the article, of its pictures and its tags.
fn told_of_sides(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Searched(query, milliseconds) => {
            search::took(state, &query, milliseconds);
            Vec::new()
        }
        Message::FilesFound(directory) => {
            palette::files_found(state, directory);
            Vec::new()
        }
        Message::TitlesFound(rows) => {
            palette::found(state, rows);
            Vec::new()
        }
        Message::Snippets { words, found } => {
            search::found(state, &words, found);
            Vec::new()
        }
        Message::DownloadsFound(all) => {
            downloads::found(state, all);
            Vec::new()
        }
        Message::TagsFound { ids, each } => {
            tags::found(state, &ids, each);
            Vec::new()
        }
        Message::Tagged {
            added,
            removed,
            known,
        } => tags::kept(state, added, removed, known),
        Message::PicturesFound(found) => pictures::found(state, found),
        Message::Picture { url, kept } => {
            pictures::came(state, &url, kept);
            Vec::new()
        }
        Message::Behind { id, behind } => cuts::behind(state, id, *behind),
        Message::CutRestored {
            id,
            cut,
            back,
            known,
        } => cuts::restored(state, id, cut, back, known),
        Message::Taught {
            id,
            added,
            removed,
            known,
        } => cuts::taught(state, id, added, removed, known),
        _ => Vec::new(),
    }
}
