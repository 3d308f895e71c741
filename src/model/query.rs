//! Queries: which articles a list shows, and in what order.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::article::ArticleId;
use crate::model::feed::{FeedId, FolderId};

pub mod names;
pub mod text;

/// So many articles at most are found by how well they match; of more it is not known how many.
pub const BEST: usize = 4_000;

/// Which articles a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// Where to look.
    pub scope: Scope,
    /// Which of those to keep.
    pub filter: Filter,
    /// Tags that each has.
    pub tags: Vec<String>,
    /// The story whose like is looked for: what other feeds tell of the same, and itself.
    pub like: Option<ArticleId>,
    /// Words to find in title or body; empty for none. `"…"` is a phrase; the last word matches as a prefix.
    pub words: String,
    /// Not published before this.
    pub since: Option<Timestamp>,
    /// Published before this.
    pub until: Option<Timestamp>,
    /// In what order.
    pub order: Order,
}

/// Where a query looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Everywhere.
    #[default]
    All,
    /// One feed.
    Feed(FeedId),
    /// A folder and the folders in it.
    Folder(FolderId),
}

/// Which articles of the scope a query keeps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Those not read.
    Unread,
    /// Those read.
    Read,
    /// Those bookmarked.
    Bookmarked,
    /// Those whose full text is stored.
    Offline,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Latest first.
    #[default]
    Newest,
    /// Earliest first.
    Oldest,
    /// Best match first; the same as `Newest` without words.
    Best,
    /// Feed by feed, by their names; the latest first in each.
    Feed,
    /// The longest first; those whose length is not known last.
    Length,
}
