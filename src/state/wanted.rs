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

/// Texts that were asked for story by story, until the last of them has come.
#[derive(Debug, Clone, Default)]
pub struct AskedFor {
    waiting: Vec<ArticleId>,
    came: usize,
    failed: usize,
}

impl AskedFor {
    /// Those are asked for; one that is waited for is so once.
    pub fn ask(&mut self, ids: &[ArticleId]) {
        self.waiting.retain(|known| !ids.contains(known));
        self.waiting.extend(ids);
    }

    /// Whether any is waited for.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// One has come, or could not be had; when it was the last that was waited for, how many came and how many did not.
    pub fn came(&mut self, id: ArticleId, is_here: bool) -> Option<(usize, usize)> {
        let at = self.waiting.iter().position(|known| *known == id)?;
        self.waiting.swap_remove(at);
        *(if is_here {
            &mut self.came
        } else {
            &mut self.failed
        }) += 1;
        if self.is_waiting() {
            return None;
        }
        let Self { came, failed, .. } = std::mem::take(self);
        Some((came, failed))
    }

    /// None is waited for any more; answers whether one was.
    pub fn give_up(&mut self) -> bool {
        std::mem::take(self).is_waiting()
    }
}
