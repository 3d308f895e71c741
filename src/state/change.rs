//! What was done and can be taken back.

use serde::{Deserialize, Serialize};

use crate::document::cuts::Cut;
use crate::model::article::{ArticleId, Mark};
use crate::model::feed::FeedId;
use crate::model::site::Rule;
use crate::model::tag::Tagged;
use crate::state::laying::Laying;

/// Something that was done and can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// These articles were marked.
    Marked {
        /// Those that really changed.
        ids: Vec<ArticleId>,
        /// How.
        mark: Mark,
    },
    /// A setting of a feed was changed.
    Set {
        /// Of which feed.
        feed: FeedId,
        /// Which.
        key: String,
        /// What it said.
        was: String,
        /// What it says.
        is: String,
    },
    /// A secret of a feed was set. What it was before is not known here, so it cannot be taken back, which is to be told.
    Secret {
        /// Which setting.
        key: String,
    },
    /// Something was done that stays done, which is to be told rather than older things be taken back.
    Lasting {
        /// What, by its name in the strings.
        what: String,
    },
    /// A cut was put back, or taken out again.
    Restored {
        /// Of which article.
        id: ArticleId,
        /// Which.
        cut: Box<Cut>,
        /// Back, or out.
        back: bool,
    },
    /// Articles were filed under tags, or tags were taken away.
    Tagged {
        /// Tags that came.
        added: Vec<Tagged>,
        /// Tags that went.
        removed: Vec<Tagged>,
    },
    /// Rules for a site were made.
    Taught {
        /// For which article.
        id: ArticleId,
        /// Rules that came.
        added: Vec<Rule>,
        /// Rules that went.
        removed: Vec<Rule>,
    },
    /// A page was kept as a bookmarked story.
    Kept {
        /// Which story it is.
        id: ArticleId,
        /// Its address.
        url: String,
    },
    /// A feed was removed.
    Removed {
        /// Which.
        feed: FeedId,
        /// Its name.
        title: String,
    },
    /// Feeds were added: one, or those of a list.
    Added {
        /// Which.
        feeds: Vec<FeedId>,
    },
    /// The list of feeds was edited: all that came of it, in order.
    Edited {
        /// Feeds that were added, removed, renamed or moved.
        changes: Vec<Change>,
    },
    /// Another theme was taken.
    Themed {
        /// The one before.
        was: String,
        /// The one now.
        is: String,
    },
    /// The text was made wider or narrower, or the panes were laid in another way.
    Laid {
        /// How it was.
        was: Laying,
        /// How it is.
        is: Laying,
    },
    /// A setting was changed.
    Configured {
        /// Its section.
        section: String,
        /// Its name there.
        name: String,
        /// What the reader's file said; nothing where it said nothing of it.
        was: Option<String>,
        /// What it says.
        is: Option<String>,
    },
}

impl Change {
    /// The feeds that it added.
    #[must_use]
    pub fn added(&self) -> Vec<FeedId> {
        match self {
            Self::Added { feeds } => feeds.clone(),
            Self::Edited { changes } => changes.iter().flat_map(Self::added).collect(),
            _ => Vec::new(),
        }
    }

    /// How much of the memory it takes.
    #[must_use]
    pub fn weight(&self) -> usize {
        match self {
            Self::Marked { ids, .. } => ids.len(),
            Self::Added { feeds } => feeds.len(),
            Self::Edited { changes } => changes.iter().map(Self::weight).sum(),
            _ => 1,
        }
    }

    /// Whether it is one of those that come of an edit of the list of feeds.
    #[must_use]
    pub const fn is_of_list(&self) -> bool {
        matches!(
            self,
            Self::Added { .. } | Self::Removed { .. } | Self::Set { .. }
        )
    }
}
