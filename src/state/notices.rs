//! What the reader is told: a line that goes away by itself, and a list of all such lines.

use std::collections::VecDeque;

use jiff::Timestamp;

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Good,
    /// Something to know.
    Plain,
    /// Something failed.
    Bad,
}

/// A line for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// One harmless line.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// When it was said.
    pub at: Timestamp,
}

/// The line that is shown and those that were.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    shown: Option<Notice>,
    log: VecDeque<Notice>,
}

const KEPT: usize = 200;
const SECONDS: i64 = 5;
const SECONDS_BAD: i64 = 10;

impl Notices {
    /// Shows a line.
    pub fn say(&mut self, now: Timestamp, tone: Tone, text: String) {
        let notice = Notice {
            text,
            tone,
            at: now,
        };
        self.log.push_front(notice.clone());
        self.log.truncate(KEPT);
        self.shown = Some(notice);
    }

    /// The line to show now.
    #[must_use]
    pub const fn shown(&self) -> Option<&Notice> {
        self.shown.as_ref()
    }

    /// Everything said, the latest first.
    pub fn log(&self) -> impl Iterator<Item = &Notice> {
        self.log.iter()
    }

    /// When the line goes away.
    #[must_use]
    pub fn ends(&self) -> Option<Timestamp> {
        let notice = self.shown.as_ref()?;
        let seconds = if notice.tone == Tone::Bad {
            SECONDS_BAD
        } else {
            SECONDS
        };
        notice
            .at
            .checked_add(jiff::SignedDuration::from_secs(seconds))
            .ok()
    }

    /// Takes the line away when its time has come.
    pub fn tick(&mut self, now: Timestamp) {
        if self.ends().is_some_and(|end| now >= end) {
            self.shown = None;
        }
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        self.shown = None;
    }
}
