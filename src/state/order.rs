//! The order of feeds in their pane, and which of them a filter leaves.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::model::feed::Feed;
use crate::state::message::Library;
use crate::text;

/// In what order feeds stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// By their names.
    #[default]
    Name,
    /// Those with most unread stories first.
    Unread,
    /// Those with the latest stories first.
    Latest,
    /// As they were added.
    Added,
}

/// Feeds, which the library has by name, in that order.
#[must_use]
pub fn sorted<'a>(by: By, feeds: impl Iterator<Item = &'a Feed>) -> Vec<&'a Feed> {
    let mut feeds: Vec<&Feed> = feeds.collect();
    match by {
        By::Name => {}
        By::Unread => feeds.sort_by_key(|feed| Reverse(feed.unread)),
        By::Latest => feeds.sort_by_key(|feed| Reverse(feed.latest)),
        By::Added => feeds.sort_by_key(|feed| feed.id),
    }
    feeds
}

/// The feeds whose names, or whose folder's name, hold all these words, which are folded.
pub fn named<'a>(library: &'a Library, words: &str) -> impl Iterator<Item = &'a Feed> {
    let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    library.feeds.iter().filter(move |feed| {
        let folder = library
            .folders
            .iter()
            .find(|folder| Some(folder.id) == feed.folder);
        let folder = folder.map_or("", |folder| folder.name.as_str());
        let name = text::fold(&format!("{} {folder}", feed.title));
        words.iter().all(|word| name.contains(word.as_str()))
    })
}
