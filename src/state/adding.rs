//! The folder that new feeds are put into: chosen with Tab while they are added.

use crate::model::feed::{Folder, FolderId};
use crate::model::query::Scope;
use crate::state::core::{Edition, State};
use crate::state::overlay::{Finding, Overlay, Purpose};
use crate::state::sidebar;

/// The folders to choose from. Those of the sample edition go with it.
fn folders(state: &State) -> &[Folder] {
    match state.edition {
        Edition::Own => &state.library.folders,
        Edition::Sample | Edition::Demo => &[],
    }
}

/// Where a feed is put if nothing else is said: where the reader is.
#[must_use]
pub fn usual(state: &State) -> Option<FolderId> {
    let folder = match state.headlines.query().scope {
        Scope::Folder(folder) => Some(folder),
        Scope::Feed(feed) => sidebar::feed(&state.library, feed)?.folder,
        Scope::All => None,
    };
    let is_there = |id: &FolderId| folders(state).iter().any(|folder| folder.id == *id);
    folder.filter(is_there)
}

/// The next folder, after the last none; false where feeds are not being added, or there are no folders.
pub fn next_folder(state: &mut State) -> bool {
    let ids: Vec<FolderId> = folders(state).iter().map(|folder| folder.id).collect();
    let Overlay::Picker(Purpose::AddFeed(Finding::Found(_, folder)), _) = &mut state.overlay else {
        return false;
    };
    if ids.is_empty() {
        return false;
    }
    let next = match folder {
        None => 0,
        Some(id) => ids
            .iter()
            .position(|known| known == id)
            .map_or(0, |at| at + 1),
    };
    *folder = ids.get(next).copied();
    true
}

/// Where the feeds will be put, in words; nothing where there is no choice.
#[must_use]
pub fn told(state: &State) -> Option<String> {
    let Overlay::Picker(Purpose::AddFeed(Finding::Found(_, chosen)), _) = &state.overlay else {
        return None;
    };
    let folders = folders(state);
    if folders.is_empty() {
        return None;
    }
    let chosen = folders.iter().find(|folder| Some(folder.id) == *chosen);
    Some(match chosen {
        Some(folder) => state.strings.with("popup.folder", &folder.name),
        None => state.strings.get("popup.no-folder").to_owned(),
    })
}
