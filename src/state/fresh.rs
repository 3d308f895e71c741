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
    /// The largest number in the list: stories of larger ones cannot be in it.
    newest: Option<ArticleId>,
}

impl Fresh {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        let ids = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        ids.saturating_add(self.others)
    }

    /// Nothing came since the same list was asked for anew.
    pub fn clear(&mut self) {
        self.ids.clear();
        self.others = 0;
    }

    /// These came while a list shows those.
    pub fn came(&mut self, new: &[ArticleId], shown: &[ArticleId]) {
        let is_later = |id: &&ArticleId| Some(**id) > self.newest;
        let (later, mut others): (HashSet<&ArticleId>, HashSet<&ArticleId>) =
            new.iter().partition(is_later);
        // A long list is looked through only where it must be: many feeds come in a second.
        if !others.is_empty() {
            for id in shown {
                others.remove(id);
            }
        }
        self.ids.extend(later.into_iter().chain(others));
    }

    /// So many came from elsewhere.
    pub const fn came_from_elsewhere(&mut self, more: u32) {
        self.others = self.others.saturating_add(more);
    }

    /// The list shows these now.
    pub fn shown(&mut self, ids: &[ArticleId]) {
        self.newest = ids.iter().max().copied();
        if !self.ids.is_empty() {
            for id in ids {
                self.ids.remove(id);
            }
        }
    }
}
