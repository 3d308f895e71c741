//! Texts that the reader asked for with a key, and which of them could not be had.

use crate::model::article::ArticleId;

/// So many of those that failed are named.
const NAMED: usize = 5;

/// Texts that were asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    failed: Vec<(ArticleId, String)>,
}

impl Wanted {
    /// A text could not be had, for this cause. A dead server has many: a few are remembered.
    pub fn failed(&mut self, id: ArticleId, cause: &str) {
        let is_known = self.failed.iter().any(|(known, _)| *known == id);
        if self.failed.len() < NAMED && !is_known {
            self.failed.push((id, cause.to_owned()));
        }
    }

    /// Which could not be had and why, in the order in which they failed.
    #[must_use]
    pub fn failures(&self) -> &[(ArticleId, String)] {
        &self.failed
    }
}
