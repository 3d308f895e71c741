//! The stories that came since the list was made, for "12 new".
//!
//! Of those that this process brings it is known which they are, so that none is told that the list shows already; of those
//! another process brings only how many.

use std::collections::HashSet;

use crate::model::article::ArticleId;

/// What came and is not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fresh {
    ids: HashSet<ArticleId>,
    others: u32,
}

impl Fresh {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        let ids = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        ids.saturating_add(self.others)
    }

    /// These came while a list shows those.
    pub fn came(&mut self, new: &[ArticleId], shown: &[ArticleId]) {
        self.ids.extend(new);
        self.shown(shown);
    }

    /// So many came from elsewhere.
    pub const fn came_from_elsewhere(&mut self, more: u32) {
        self.others = self.others.saturating_add(more);
    }

    /// The list shows these now.
    pub fn shown(&mut self, ids: &[ArticleId]) {
        if !self.ids.is_empty() {
            for id in ids {
                self.ids.remove(id);
            }
        }
    }
}
