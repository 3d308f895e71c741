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

/// The line that is shown, the one that waits for it to go, and those that were.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    shown: Option<Notice>,
    waiting: Option<Notice>,
    log: VecDeque<Notice>,
    is_behind: bool,
}

const KEPT: usize = 200;
const SECONDS: i64 = 5;
const SECONDS_BAD: i64 = 10;

impl Notices {
    /// Shows a line.
    pub fn say(&mut self, now: Timestamp, tone: Tone, text: String) {
        self.shown = Some(self.note(now, tone, text));
        self.is_behind = false;
    }

    /// Shows a line that nobody asked for: not before the line that answers a key has been read.
    pub fn add(&mut self, now: Timestamp, tone: Tone, text: String) {
        let notice = self.note(now, tone, text);
        if self.shown.is_some() {
            self.waiting = Some(notice);
        } else {
            self.shown = Some(notice);
            self.is_behind = false;
        }
    }

    fn note(&mut self, now: Timestamp, tone: Tone, text: String) -> Notice {
        let at = now;
        let notice = Notice { text, tone, at };
        self.log.push_front(notice.clone());
        self.log.truncate(KEPT);
        notice
    }

    /// The line to show now.
    #[must_use]
    pub const fn shown(&self) -> Option<&Notice> {
        self.shown.as_ref()
    }

    /// Takes the line that is shown for one said before the list that was just opened.
    pub const fn put_behind(&mut self) {
        self.is_behind = true;
    }

    /// Whether the line that is shown was said before the list that is open.
    #[must_use]
    pub const fn is_behind(&self) -> bool {
        self.is_behind
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

    /// Takes the line away when its time has come; the one that waits takes its place.
    pub fn tick(&mut self, now: Timestamp) {
        if self.ends().is_some_and(|end| now >= end) {
            self.shown = self
                .waiting
                .take()
                .map(|notice| Notice { at: now, ..notice });
            self.is_behind = false;
        }
    }

    /// Takes the line away, and the one that waits.
    pub fn clear(&mut self) {
        self.shown = None;
        self.waiting = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_asked_for_waits_for_what_somebody_did() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let shown = |notices: &Notices| notices.shown().map(|notice| notice.text.clone());
        let mut notices = Notices::default();
        notices.say(at(0), Tone::Good, "Bookmarked".into());
        notices.add(at(1), Tone::Good, "12 new stories".into());
        assert_eq!(shown(&notices).as_deref(), Some("Bookmarked"));
        notices.tick(at(SECONDS));
        assert_eq!(shown(&notices).as_deref(), Some("12 new stories"));
        assert_eq!(notices.ends(), Some(at(2 * SECONDS)), "it has its own time");
        notices.tick(at(2 * SECONDS));
        assert_eq!(shown(&notices), None);
        notices.add(at(20), Tone::Good, "at once".into());
        assert_eq!(shown(&notices).as_deref(), Some("at once"));
        assert_eq!(notices.log().count(), 3);
    }
}
