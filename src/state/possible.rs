//! What can be done now, and why something cannot.

use crate::state::action::Action;
use crate::state::core::{Edition, State};
use crate::state::export;
use crate::state::keymap::Place;

/// Why it cannot be done now: the name of a sentence.
#[must_use]
pub fn impossible(state: &State, action: Action) -> Option<&'static str> {
    let story = state.subject().is_some();
    match action {
        Action::View
        | Action::NextCut
        | Action::PreviousCut
        | Action::RestoreCut
        | Action::NeverCut
        | Action::AlwaysCut => of_sides(state, action),
        Action::ToggleBookmark
        | Action::SavePage
        | Action::Browse
        | Action::BrowseAndRead
        | Action::CopyAddress
        | Action::CopyMarkdown
        | Action::Facts
            if state.passing().is_some() =>
        {
            None
        }
        Action::ToggleRead
        | Action::FetchText
        | Action::MarkAbove
        | Action::MarkBelow
        | Action::MarkFeedRead
            if state.passing().is_some() =>
        {
            Some("say.not-kept")
        }
        Action::FollowLink if state.reader.layout().links.is_empty() => Some("say.no-links"),
        Action::Refresh | Action::RefreshAll | Action::FetchText if state.offline => {
            Some("say.offline")
        }
        Action::RefreshAll | Action::Refresh if state.edition != Edition::Own => {
            Some("say.sample-refresh")
        }
        Action::AddFeed | Action::Catalogue | Action::Import if state.edition == Edition::Demo => {
            Some("say.demo-add")
        }
        Action::Redo if !state.undo.can_redo() => Some("say.nothing-to-redo"),
        Action::Undo if !state.undo.can_undo() => Some("say.nothing-to-undo"),
        Action::Stop if !state.progress.running => Some("say.nothing-runs"),
        Action::ToggleRead
        | Action::ToggleBookmark
        | Action::Browse
        | Action::BrowseAndRead
        | Action::CopyAddress
        | Action::CopyMarkdown
        | Action::FetchText
        | Action::SavePage
        | Action::Select
        | Action::MarkAbove
        | Action::MarkBelow
        | Action::MarkFeedRead
        | Action::Facts
            if !story =>
        {
            Some("say.no-story")
        }
        Action::SaveAs | Action::Pipe | Action::EditText if !export::is_possible(state) => {
            Some("say.open-first")
        }
        Action::EditFeeds if state.edition != Edition::Own => Some("say.sample-refresh"),
        Action::RemoveFeed if state.edition != Edition::Own => Some("say.sample-remove"),
        _ => None,
    }
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
