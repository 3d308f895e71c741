//! The feeds that have trouble, as a list of blocks of rows: which is chosen, which are seen, what was found instead.

use std::collections::{HashMap, HashSet};

use crate::model::feed::FeedId;
use crate::model::record::Record;
use crate::state::message::Candidate;

/// Rows of a feed that is not chosen: its name, the cause, and an empty one.
const PLAIN: usize = 3;
/// Rows of the chosen one at most, but for the empty one: its address, how often it publishes, what was found instead, and
/// its keys as well.
pub const CHOSEN: usize = 7;
/// Columns of a feed: in wider lines what stands at the right is not seen to belong to what stands at the left.
pub const WIDEST: u16 = 100;
/// Rows of the frame; and of the words below all feeds with the line above them, where there is room for them.
const FRAME: u16 = 2;
const SUMMARY: u16 = 3;
/// In fewer rows there is only room for the chosen feed.
const LOW: u16 = FRAME + SUMMARY + CHOSEN as u16 + PLAIN as u16 - 1;
/// So many above and below the window are asked for as well.
const NEAR: usize = 20;

/// The feeds that have trouble.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trouble {
    /// Which, the worst first.
    pub feeds: Vec<FeedId>,
    /// What was found instead of them.
    pub found: HashMap<FeedId, Instead>,
    /// How those are doing of which it is known.
    pub records: HashMap<FeedId, Box<Record>>,
    /// Of which it was asked.
    asked: HashSet<FeedId>,
    chosen: usize,
    offset: usize,
    height: usize,
    chosen_rows: usize,
}

/// What was found instead of a feed.
#[derive(Debug, Clone, PartialEq)]
pub enum Instead {
    /// It is being looked for, at this address.
    Asking(String),
    /// This.
    Found(Candidate),
    /// Nothing, and why.
    Nothing(String),
}

/// Rows for what is said of all feeds, on a screen of so many rows.
#[must_use]
pub const fn summary_rows(height: u16) -> u16 {
    if height < LOW { 0 } else { SUMMARY }
}

/// Rows that are not for feeds, of so many.
#[must_use]
pub const fn frame_rows(height: u16) -> u16 {
    FRAME + summary_rows(height)
}

impl Trouble {
    /// These feeds; the first is chosen.
    #[must_use]
    pub fn of(feeds: Vec<FeedId>) -> Self {
        Self {
            feeds,
            chosen_rows: CHOSEN,
            ..Self::default()
        }
    }

    /// The feeds about the window of which it was not asked yet how they are doing; they count as asked.
    pub fn ask(&mut self) -> Vec<FeedId> {
        let near = self.feeds.iter().skip(self.offset.saturating_sub(NEAR));
        let near = near.take(NEAR * 2 + self.height / PLAIN).copied();
        near.filter(|feed| self.asked.insert(*feed)).collect()
    }

    /// The feeds are these now; the choice stays where it was. How they are doing may have changed.
    pub fn follow(&mut self, feeds: Vec<FeedId>) {
        self.asked.clear();
        let chosen = self.chosen();
        self.feeds = feeds;
        if let Some(at) = self.feeds.iter().position(|feed| Some(*feed) == chosen) {
            self.chosen = at;
        }
        self.step(0);
    }

    /// Tells how many rows there are for feeds.
    pub fn set_height(&mut self, height: usize) {
        self.height = height;
        self.step(0);
    }

    /// How many rows there are for feeds.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height
    }

    /// Tells how many rows the chosen feed takes.
    pub fn set_chosen_rows(&mut self, rows: usize) {
        self.chosen_rows = rows;
        self.step(0);
    }

    /// The rows of a feed: more of the chosen one.
    #[must_use]
    pub const fn rows(&self, is_chosen: bool) -> usize {
        if is_chosen { self.chosen_rows } else { PLAIN }
    }

    /// The chosen feed.
    #[must_use]
    pub fn chosen(&self) -> Option<FeedId> {
        self.feeds.get(self.chosen).copied()
    }

    /// Moves the choice by that many feeds.
    pub fn step(&mut self, by: isize) {
        let last = self.feeds.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        let before = self.height.saturating_sub(self.chosen_rows) / PLAIN;
        self.offset = self
            .offset
            .min(self.chosen)
            .max(self.chosen.saturating_sub(before))
            .min(self.feeds.len().saturating_sub(before + 1));
    }

    /// Chooses the feed that stands in that row of the window; false when none does.
    pub fn choose_at(&mut self, row: usize) -> bool {
        let mut top = 0;
        for at in self.offset..self.feeds.len() {
            top += self.rows(at == self.chosen);
            if row < top {
                self.chosen = at;
                self.step(0);
                return true;
            }
        }
        false
    }

    /// The feeds to show, each with whether it is the chosen one.
    pub fn window(&self) -> impl Iterator<Item = (FeedId, bool)> {
        let feeds = self.feeds.iter().enumerate().skip(self.offset);
        feeds.map(|(at, feed)| (*feed, at == self.chosen))
    }

    /// How many feeds stand above and below those that fit.
    #[must_use]
    pub fn beyond(&self) -> (usize, usize) {
        let fit = 1 + self.height.saturating_sub(self.chosen_rows) / PLAIN;
        let below = self.feeds.len().saturating_sub(self.offset + fit);
        (self.offset, below)
    }
}
