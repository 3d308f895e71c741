//! What can be taken back, and what was.

use std::collections::VecDeque;

use crate::document::cuts::Cut;
use crate::model::article::{ArticleId, Mark};
use crate::model::feed::FeedId;
use crate::model::site::Rule;

/// Something that was done and can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These articles were marked.
    Marked {
        /// Those that really changed.
        ids: Vec<ArticleId>,
        /// How.
        mark: Mark,
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
    /// Rules for a site were made.
    Taught {
        /// For which article.
        id: ArticleId,
        /// Rules that came.
        added: Vec<Rule>,
        /// Rules that went.
        removed: Vec<Rule>,
    },
    /// A feed was removed.
    Removed {
        /// Which.
        feed: FeedId,
        /// Its name.
        title: String,
    },
}

/// The changes that can be taken back, and those that were.
#[derive(Debug, Clone, Default)]
pub struct Undo {
    done: Vec<Change>,
    undone: Vec<Change>,
    // For every mark that the store has still to answer, in order.
    awaited: VecDeque<Awaited>,
}

/// A mark that the store has still to answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Awaited {
    /// Whether it is among what can be taken back already.
    pub known: bool,
    /// What the reader is told once it is kept.
    pub words: Option<String>,
}

const KEPT: usize = 500;

impl Undo {
    /// Remembers a change; what was taken back before it cannot be redone any more.
    pub fn push(&mut self, change: Change) {
        self.undone.clear();
        self.done.push(change);
        if self.done.len() > KEPT {
            self.done.remove(0);
        }
    }

    /// A mark was sent to the store.
    pub fn await_answer(&mut self, awaited: Awaited) {
        self.awaited.push_back(awaited);
    }

    /// The store answered a mark: what was remembered of it.
    pub fn answered(&mut self) -> Awaited {
        self.awaited.pop_front().unwrap_or_default()
    }

    /// Forgets the last change equal to this one: it did not take effect.
    pub fn forget(&mut self, change: &Change) {
        if let Some(at) = self.done.iter().rposition(|done| done == change) {
            self.done.remove(at);
        }
    }

    /// The last change, which is to be taken back now.
    pub fn undo(&mut self) -> Option<Change> {
        let change = self.done.pop()?;
        self.undone.push(change.clone());
        Some(change)
    }

    /// The change last taken back, which is to be made again now.
    pub fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        self.done.push(change.clone());
        Some(change)
    }

    /// Whether there is something to take back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }
}
