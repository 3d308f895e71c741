//! How a feed is doing, and how the reader wants it.

use jiff::Timestamp;

use crate::model::wishes::Wishes;

/// How a feed is doing, beside what its row says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// When it is asked again by itself; nothing when it is muted or gone.
    pub next: Option<Timestamp>,
    /// Until when its server wants to be left alone, whoever asks.
    pub wait: Option<Timestamp>,
    /// Seconds between two requests by how often it publishes.
    pub pace: Option<u32>,
    /// When its latest story was published.
    pub latest: Option<Timestamp>,
    /// Stories a week, over the last four weeks.
    pub per_week: u32,
    /// Its address before it moved for good.
    pub moved_from: Option<String>,
    /// How the reader wants it.
    pub wishes: Wishes,
}
