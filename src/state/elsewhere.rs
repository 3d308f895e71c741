//! How many other feeds' stories tell the same as the stories in the window, as far as that has been counted.
//!
//! It is counted beside everything else and comes when it comes; what is known stays on the screen while it is counted
//! anew.

use std::collections::{HashMap, HashSet};

use crate::model::article::ArticleId;

/// What is known of the stories in and near the window.
#[derive(Debug, Clone, Default)]
pub struct Elsewhere {
    counts: HashMap<ArticleId, u32>,
    /// Counted, or being counted.
    asked: HashSet<ArticleId>,
}

/// Of so many stories more is remembered than is of use.
const MOST: usize = 2_000;

impl Elsewhere {
    /// How many tell the same as that story; 0 when it is not known.
    #[must_use]
    pub fn count(&self, id: ArticleId) -> u32 {
        self.counts.get(&id).copied().unwrap_or_default()
    }

    /// Which of these are to be counted now. Each is asked for once.
    pub fn wanted(&mut self, ids: &[ArticleId]) -> Vec<ArticleId> {
        if self.asked.len() > MOST {
            self.asked.clear();
            self.counts.clear();
        }
        let ids = ids.iter().copied();
        ids.filter(|id| self.asked.insert(*id)).collect()
    }

    /// Takes what was counted.
    pub fn take(&mut self, counts: Vec<(ArticleId, u32)>) {
        self.counts.extend(counts);
    }

    /// The library has changed: all is counted anew.
    pub fn count_anew(&mut self) {
        self.asked.clear();
    }
}
