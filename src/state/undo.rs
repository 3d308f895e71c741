//! What can be taken back, and what was.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::article::ArticleId;
use crate::model::feed::FeedId;
use crate::state::change::Change;

/// A change that is being taken back or made again: its answer is no new change, and is told already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replay {
    /// A setting of a feed.
    Set(FeedId, &'static str),
    /// The theme.
    Theme,
    /// A setting, by section and name.
    Configured(String),
}

/// A change, and when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// When, in seconds.
    pub at: i64,
    /// What.
    pub change: Change,
}

/// The changes that can be taken back, and those that were.
#[derive(Debug, Clone, Default)]
pub struct Undo {
    done: Vec<Past>,
    undone: Vec<Past>,
    // For every mark that the store has still to answer, in order.
    awaited: VecDeque<Awaited>,
    replayed: Vec<Replay>,
    // Feeds that were added and taken back since.
    withdrawn: Vec<FeedId>,
    // How many changes there were before the list of feeds was edited.
    edited: usize,
}

/// How much there is to take back and to make again, and when the last of it was done.
pub type Stamp = [(usize, Option<i64>); 2];

/// A mark that was taken back or made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    /// Taken back.
    Undone(Change),
    /// Made again.
    Redone(Change),
}

/// A mark that the store has still to answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Awaited {
    /// Whether it is among what can be taken back already.
    pub known: bool,
    /// What the reader is told once it is kept.
    pub words: Option<String>,
    /// How many lines the reader had been told before.
    pub said: u64,
    /// Stories of which it was not known whether they would change.
    pub unsure: Vec<ArticleId>,
    /// Which change it takes back or makes again.
    pub again: Option<Again>,
}

const KEPT: usize = 500;
/// So long a change can be taken back in the next session.
const REMEMBERED: i64 = 60 * 60;
/// More articles are not remembered from session to session.
const REMEMBERED_ARTICLES: usize = 20_000;

impl Undo {
    /// Remembers a change; what was taken back before it cannot be redone any more.
    pub fn push(&mut self, at: Timestamp, change: Change) {
        self.undone.clear();
        self.done.push(Past {
            at: at.as_second(),
            change,
        });
        if self.done.len() > KEPT {
            self.done.remove(0);
            self.edited = self.edited.saturating_sub(1);
        }
    }

    /// Something was done that cannot be taken back. What was taken back before can still be made again.
    pub fn note(&mut self, at: Timestamp, what: &str) {
        let what = what.to_owned();
        let change = Change::Lasting { what };
        if self.done.last().is_none_or(|last| last.change != change) {
            let undone = std::mem::take(&mut self.undone);
            self.push(at, change);
            self.undone = undone;
        }
    }

    /// The list of feeds was edited: what comes of it until `end_edit` is one change.
    pub const fn begin_edit(&mut self) {
        self.edited = self.done.len();
    }

    /// All that comes of the edit has come; answers what that was.
    pub fn end_edit(&mut self) -> &[Change] {
        let from = self.edited.min(self.done.len());
        let pasts = self.done.split_off(from).into_iter();
        let (edits, others): (Vec<_>, _) = pasts.partition(|past| past.change.is_of_list());
        self.done.extend::<Vec<Past>>(others);
        let at = edits.last().map(|past| past.at);
        let changes: Vec<Change> = edits.into_iter().map(|past| past.change).collect();
        let change = Change::Edited { changes };
        self.done.extend(at.map(|at| Past { at, change }));
        match self.done.last() {
            Some(Past {
                change: Change::Edited { changes },
                ..
            }) if at.is_some() => changes,
            _ => &[],
        }
    }

    /// This is taken back or made again.
    pub fn replay(&mut self, replay: Replay) {
        self.replayed.push(replay);
    }

    /// Whether what was answered, well or not, was taken back or made again.
    pub fn was_replayed(&mut self, replay: &Replay) -> bool {
        let at = self.replayed.iter().position(|known| known == replay);
        if let Some(at) = at {
            self.replayed.remove(at);
        }
        at.is_some()
    }

    /// Forgets what was done to the sample edition; the feeds that were added are the reader's own.
    pub fn leave_sample(&mut self) {
        let mut done = std::mem::take(self).done;
        done.retain(|past| matches!(past.change, Change::Added { .. } | Change::Edited { .. }));
        self.done = done;
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
        self.forget_last(|done| done == change);
    }

    /// Forgets the last change that is the one meant: it did not take effect.
    pub fn forget_last(&mut self, is_meant: impl Fn(&Change) -> bool) {
        if let Some(at) = self.done.iter().rposition(|done| is_meant(&done.change)) {
            self.done.remove(at);
        }
    }

    /// The last change, which is to be taken back now.
    pub fn undo(&mut self, now: Timestamp) -> Option<Change> {
        let Past { change, .. } = self.done.pop()?;
        self.withdrawn.extend(change.added());
        if !matches!(change, Change::Secret { .. } | Change::Lasting { .. }) {
            self.undone.push(Past {
                at: now.as_second(),
                change: change.clone(),
            });
        }
        Some(change)
    }

    /// The change last taken back, which is to be made again now.
    pub fn redo(&mut self, now: Timestamp) -> Option<Change> {
        let Past { change, .. } = self.undone.pop()?;
        let added = change.added();
        self.withdrawn.retain(|feed| !added.contains(feed));
        self.done.push(Past {
            at: now.as_second(),
            change: change.clone(),
        });
        Some(change)
    }

    /// What was taken back, or made again, had been so already: it is no change any more.
    pub fn drop_again(&mut self, again: &Again) {
        let (pasts, change) = match again {
            Again::Undone(change) => (&mut self.undone, change),
            Again::Redone(change) => (&mut self.done, change),
        };
        if let Some(at) = pasts.iter().rposition(|past| past.change == *change) {
            pasts.remove(at);
        }
    }

    /// Whether that feed was added and has been taken back since.
    #[must_use]
    pub fn is_withdrawn(&self, feed: FeedId) -> bool {
        self.withdrawn.contains(&feed)
    }

    /// Whether there is something to take back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Something that is another one once something was done or taken back.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        [&self.done, &self.undone].map(|pasts| (pasts.len(), pasts.last().map(|past| past.at)))
    }

    /// What was done, or taken back, in the last hour, for the next session.
    #[must_use]
    pub fn memory(&self, now: Timestamp) -> (Vec<Past>, Vec<Past>) {
        (lately(&self.done, now), lately(&self.undone, now))
    }

    /// Takes up what was done, and taken back, in the last session, if that is no longer ago than an hour.
    pub fn recall(&mut self, done: &[Past], undone: &[Past], now: Timestamp) {
        self.done = lately(done, now);
        self.undone = lately(undone, now);
    }
}

/// The end of it that is worth to be remembered: what is older hides what is before it.
fn lately(pasts: &[Past], now: Timestamp) -> Vec<Past> {
    let mut articles = 0;
    let is_remembered = |past: &&Past| {
        articles += past.change.weight();
        is_lately(past, now) && articles <= REMEMBERED_ARTICLES
    };
    let mut lately: Vec<Past> = pasts
        .iter()
        .rev()
        .take_while(is_remembered)
        .cloned()
        .collect();
    lately.reverse();
    lately
}

fn is_lately(past: &Past, now: Timestamp) -> bool {
    now.as_second() - past.at <= REMEMBERED
}
