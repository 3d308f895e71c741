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

    /// Whether all of this is on the screen already: most stories are told by nobody else.
    #[must_use]
    pub fn is_known(&self, counts: &[(ArticleId, u32)]) -> bool {
        counts.iter().all(|(id, count)| self.count(*id) == *count)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_count_that_differs_is_worth_a_frame() {
        let (told, alone) = (ArticleId(1), ArticleId(2));
        let mut elsewhere = Elsewhere::default();
        assert!(elsewhere.is_known(&[(alone, 0)]));
        assert!(!elsewhere.is_known(&[(alone, 0), (told, 3)]));
        elsewhere.take(vec![(alone, 0), (told, 3)]);
        assert!(elsewhere.is_known(&[(told, 3)]));
        elsewhere.count_anew();
        assert!(!elsewhere.is_known(&[(told, 0)]));
    }
}
