//! Where keys are pressed, and what they are about: which feed, which story, and how much of what they would mark is unread.

use crate::model::article::Headline;
use crate::model::feed::FeedId;
use crate::model::query::{Filter, Query, Scope};
use crate::state::area::Pane;
use crate::state::core::{Edition, State};
use crate::state::keymap::Place;
use crate::state::sheet::View;
use crate::state::sidebar::{self, Entry};

impl State {
    /// Where keys are pressed.
    #[must_use]
    pub const fn place(&self) -> Place {
        self.place_in(self.focus)
    }

    /// Where keys would be pressed, were they pressed in that pane.
    #[must_use]
    pub const fn place_in(&self, pane: Pane) -> Place {
        match (pane, self.edition) {
            (Pane::Reader, _) if matches!(self.reader.sheet.view(), View::Cuts) => Place::Cuts,
            (Pane::Feeds, _) => Place::Feeds,
            (Pane::Stories, Edition::Sample) => Place::SampleStories,
            (Pane::Stories, _) => Place::Stories,
            (Pane::Reader, Edition::Sample) => Place::SampleReader,
            (Pane::Reader, _) => Place::Reader,
        }
    }
}

/// The feed that the keys are about: the chosen one, that of the list, or that of the story.
#[must_use]
pub fn feed(state: &State) -> Option<FeedId> {
    if state.focus == Pane::Feeds {
        return match state.sidebar.chosen() {
            Some(Entry::Feed(id, _)) => Some(id),
            _ => None,
        };
    }
    match state.headlines.query().scope {
        Scope::Feed(id) => Some(id),
        _ => state.headlines.row_of(state.subject()?)?.feed,
    }
}

/// The story or the page that the keys are about, as far as it is known.
#[must_use]
pub fn headline(state: &State) -> Option<&Headline> {
    if let Some(facts) = state.passing() {
        return Some(&facts.headline);
    }
    let id = state.subject()?;
    let shown = state
        .reader
        .facts()
        .map(|facts| &facts.headline)
        .filter(|headline| headline.id == id);
    state.headlines.row_of(id).or(shown)
}

/// The stories that are marked together: those of the chosen feed or folder, else of the list.
#[must_use]
pub fn query(state: &State) -> Query {
    let chosen = (state.focus == Pane::Feeds).then(|| state.sidebar.chosen());
    let chosen = chosen.flatten().and_then(sidebar::query);
    chosen.unwrap_or_else(|| state.headlines.query().clone())
}

/// How many of them are unread, where that is known without asking.
#[must_use]
pub fn unread(state: &State) -> Option<u32> {
    let query = query(state);
    let is_whole = matches!(query.filter, Filter::All | Filter::Unread)
        && query.words.is_empty()
        && query.like.is_none()
        && query.since.is_none();
    if !is_whole || !state.library_known {
        return None;
    }
    let (library, places) = (&state.library, state.sidebar.places());
    match query.scope {
        Scope::All => Some(library.unread),
        Scope::Folder(id) => Some(places.unread_in(library, id)),
        Scope::Feed(id) => places.feed(library, id).map(|feed| feed.unread),
    }
}
