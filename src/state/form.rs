//! The settings of one feed as a list: which is chosen, which are seen, what is being typed.

use tui_input::Input;

use crate::model::feed::FeedId;
use crate::model::record::Record;
use crate::model::wishes::Wishes;
use crate::state::sight;

/// Rows below the settings: a line, and two of what is to be known of the chosen one.
pub const FOOT: u16 = 3;
/// A screen of fewer rows tells less of how the feed is, so that some settings are seen.
const SNUG: u16 = 12;

/// Rows above the settings: how the feed is, and a line.
#[must_use]
pub const fn head(height: u16) -> u16 {
    if height < SNUG { 1 } else { 3 }
}

/// Rows that are not settings, with the frame.
#[must_use]
pub const fn frame(height: u16) -> u16 {
    2 + head(height) + FOOT
}

/// The settings that are not among the wishes, first.
const OWN: [&str; 3] = ["title", "folder", "address"];

/// The settings of one feed.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// Of which feed.
    pub feed: Option<FeedId>,
    /// How it is doing; none until that is known.
    pub record: Option<Box<Record>>,
    /// The line in which the chosen setting is changed, until that has been done.
    pub input: Option<Input>,
    /// Why the last change was refused.
    pub refused: Option<String>,
    chosen: usize,
    offset: usize,
    height: usize,
}

impl Setup {
    /// Those of this feed; the first is chosen.
    #[must_use]
    pub fn of(feed: FeedId) -> Self {
        Self {
            feed: Some(feed),
            ..Self::default()
        }
    }

    /// Tells how many settings are seen at once.
    pub fn set_height(&mut self, height: usize) {
        self.height = height.max(1);
        self.step(0);
    }

    /// Moves the choice by that many settings.
    pub fn step(&mut self, by: isize) {
        let count = keys().count();
        let last = count.saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        self.offset = sight::window(self.offset, self.chosen, self.height, count);
    }

    /// The chosen setting.
    #[must_use]
    pub fn chosen(&self) -> &'static str {
        keys().nth(self.chosen).unwrap_or("title")
    }

    /// The settings to show, each with whether it is the chosen one.
    pub fn window(&self) -> impl Iterator<Item = (&'static str, bool)> {
        let chosen = self.chosen;
        keys()
            .enumerate()
            .skip(self.offset)
            .take(self.height)
            .map(move |(at, key)| (key, at == chosen))
    }

    /// Chooses the setting that stands in that row of the window; false when none does.
    pub fn choose_at(&mut self, row: usize) -> bool {
        let exists = row < self.height && self.offset + row < keys().count();
        if exists {
            self.chosen = self.offset + row;
        }
        exists
    }
}

/// The setting of that name.
#[must_use]
pub fn key(name: &str) -> Option<&'static str> {
    keys().find(|key| *key == name)
}

/// All settings there are.
fn keys() -> impl Iterator<Item = &'static str> {
    OWN.into_iter().chain(Wishes::KEYS)
}
