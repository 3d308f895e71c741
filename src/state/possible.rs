//! What can be done now, and why something cannot.

use crate::state::action::Action;
use crate::state::area::Pane;
use crate::state::core::{Edition, State};
use crate::state::export;
use crate::state::here;
use crate::state::keymap::Place;
use crate::state::page::Page;
use crate::state::pictures;

/// Why it cannot be done now: the name of a sentence.
#[must_use]
pub fn impossible(state: &State, action: Action) -> Option<&'static str> {
    if is_of_sides(action) {
        return of_sides(state, action);
    }
    if action == Action::Images {
        return pictures::impossible(state);
    }
    of_story(state, action).or_else(|| of_feeds(state, action))
}

/// Whether the one story that a key is for is known to have no address.
fn has_no_address(state: &State) -> bool {
    let is_one = state.headlines.count_selected() == 0;
    is_one && here::headline(state).is_some_and(|headline| headline.url.is_none())
}

/// What concerns a story: there must be one, and it must be kept where more than a look is meant.
fn of_story(state: &State, action: Action) -> Option<&'static str> {
    // The link that could not be followed has an address, whatever the story has.
    if action == Action::Browse && state.notices.link().is_some() {
        return None;
    }
    let is_kept = matches!(
        action,
        Action::ToggleRead
            | Action::FetchText
            | Action::Tags
            | Action::Alike
            | Action::MarkAbove
            | Action::MarkBelow
            | Action::MarkFeedRead
    );
    let is_looked_at = matches!(
        action,
        Action::ToggleBookmark
            | Action::SavePage
            | Action::Browse
            | Action::BrowseAndRead
            | Action::CopyAddress
            | Action::CopyMarkdown
            | Action::Facts
    );
    let is_passing = state.passing().is_some();
    match action {
        _ if (is_kept || is_looked_at) && state.passing().is_some_and(Page::is_of_kabar) => {
            Some("say.is-manual")
        }
        _ if is_kept && is_passing => Some("say.not-kept"),
        _ if is_looked_at && is_passing => None,
        Action::Browse | Action::BrowseAndRead | Action::CopyAddress | Action::FetchText
            if has_no_address(state) =>
        {
            Some("say.no-address")
        }
        Action::FetchText if state.offline => Some("say.offline"),
        _ if (is_kept || is_looked_at || action == Action::Select) && state.subject().is_none() => {
            Some("say.no-story")
        }
        Action::Open | Action::Continue if state.focus == Pane::Stories && is_empty(state) => {
            Some("say.no-story")
        }
        // Its rows are lists of stories, and there are none.
        Action::Open if state.focus == Pane::Feeds && has_nothing(state) => Some("say.no-feeds"),
        Action::FollowLink
            if state.reader.layout().links.is_empty() && state.reader.layout().notes.is_empty() =>
        {
            Some("say.no-links")
        }
        Action::Redo if !state.undo.can_redo() => Some("say.nothing-to-redo"),
        Action::Undo if !state.undo.can_undo() => Some("say.nothing-to-undo"),
        Action::SaveAs | Action::Pipe | Action::EditText if !export::is_possible(state) => {
            Some("say.open-first")
        }
        _ => None,
    }
}

/// Whether the list is known to hold nothing.
fn is_empty(state: &State) -> bool {
    state.headlines.is_answered() && state.headlines.ids().is_empty()
}

/// Whether the library is known to have no feeds and no stories.
#[must_use]
pub const fn has_nothing(state: &State) -> bool {
    matches!(state.edition, Edition::Own)
        && state.library_known
        && state.library.feeds.is_empty()
        && state.library.total == 0
}

/// What concerns feeds and the network: both are left alone offline and in the sample edition.
fn of_feeds(state: &State, action: Action) -> Option<&'static str> {
    match action {
        Action::Refresh | Action::RefreshAll | Action::Download if state.offline => {
            Some("say.offline")
        }
        Action::Download if is_empty(state) => Some("say.empty"),
        Action::Refresh | Action::RefreshAll if has_nothing(state) => Some("say.no-feeds"),
        Action::RefreshAll | Action::Refresh | Action::EditFeeds
            if state.edition != Edition::Own =>
        {
            Some("say.sample-refresh")
        }
        Action::AddFeed | Action::Catalogue | Action::Import if state.edition == Edition::Demo => {
            Some("say.demo-add")
        }
        Action::Welcome if state.edition != Edition::Sample => Some("say.not-first"),
        Action::EditConfig | Action::EditKeymap if state.edition == Edition::Demo => {
            Some("say.demo-settings")
        }
        Action::RemoveFeed if state.edition != Edition::Own => Some("say.sample-remove"),
        Action::FeedSettings | Action::Mute if state.edition != Edition::Own => {
            Some("say.sample-settings")
        }
        Action::RemoveFeed | Action::FeedSettings | Action::Mute if here::feed(state).is_none() => {
            Some("say.choose-a-feed")
        }
        Action::MarkListRead if here::unread(state) == Some(0) => Some("say.nothing-changed"),
        Action::MarkEverythingRead if state.library_known && state.library.unread == 0 => {
            Some("say.nothing-changed")
        }
        Action::Stop if !is_fetching(state) => Some("say.nothing-runs"),
        _ => None,
    }
}

/// Whether anything is being fetched that was asked for: feeds, texts, a linked page.
const fn is_fetching(state: &State) -> bool {
    state.progress.running
        || state.reader.fetching
        || state.asked_for.is_waiting()
        || state.trail.is_opening()
}

const fn is_of_sides(action: Action) -> bool {
    matches!(
        action,
        Action::View
            | Action::NextCut
            | Action::PreviousCut
            | Action::RestoreCut
            | Action::NeverCut
            | Action::AlwaysCut
    )
}

/// The same for what concerns the sides of the article.
fn of_sides(state: &State, action: Action) -> Option<&'static str> {
    match action {
        Action::View if state.reader.facts().is_none() => Some("say.no-story"),
        Action::View => None,
        _ if state.place() != Place::Cuts => Some("say.no-cuts"),
        Action::NextCut | Action::PreviousCut => None,
        _ if state.passing().is_some() => Some("say.not-kept"),
        _ => None,
    }
}
