//! What the reader is told: a line that goes away by itself, and a list of all such lines.

use std::collections::VecDeque;

use jiff::Timestamp;

use crate::model::article::ArticleId;
use crate::model::query::Scope;

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
    /// What it is true of.
    pub about: About,
}

/// What a notice is true of: once something else is on the screen, it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum About {
    /// Whatever is on the screen.
    #[default]
    All,
    /// The stories of one place.
    List(Scope),
    /// One story.
    Story(Option<ArticleId>),
    /// A link of one story that could not be followed.
    Link(Option<ArticleId>, String),
}

/// The line that is shown, the one that waits for it to go, and those that were.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    shown: Option<Notice>,
    waiting: Option<Notice>,
    log: VecDeque<Notice>,
    said: u64,
}

const KEPT: usize = 200;
const SECONDS: i64 = 5;
const SECONDS_BAD: i64 = 10;

impl Notices {
    /// Shows a line.
    pub fn say(&mut self, now: Timestamp, tone: Tone, text: String) {
        self.said += 1;
        self.say_late(now, tone, text, self.said);
    }

    /// How many lines were said so far by `say`.
    #[must_use]
    pub const fn said(&self) -> u64 {
        self.said
    }

    /// Shows a line that comes later than the key that it answers, pressed when so many had been said. Where a later key
    /// was answered before it, that answer stays, and this one stands in the list of all.
    pub fn say_late(&mut self, now: Timestamp, tone: Tone, text: String, said: u64) {
        let notice = self.note(now, tone, text);
        if self.said == said || self.shown.is_none() {
            self.shown = Some(notice);
        }
    }

    /// Shows a line that nobody asked for: not before the line that answers a key has been read.
    pub fn add(&mut self, now: Timestamp, tone: Tone, text: String) {
        let notice = self.note(now, tone, text);
        if self.shown.is_some() {
            self.waiting = Some(notice);
        } else {
            self.shown = Some(notice);
        }
    }

    fn note(&mut self, now: Timestamp, tone: Tone, text: String) -> Notice {
        let at = now;
        let about = About::All;
        let notice = Notice {
            text,
            tone,
            at,
            about,
        };
        // What is said again stands once, as of now.
        if self
            .log
            .front()
            .is_some_and(|last| last.text == notice.text)
        {
            self.log.pop_front();
        }
        self.log.push_front(notice.clone());
        self.log.truncate(KEPT);
        notice
    }

    /// The line that is shown is true of this only.
    pub fn only_about(&mut self, about: About) {
        if let Some(notice) = &mut self.shown {
            notice.about = about;
        }
    }

    /// The address that could not be followed, as long as the line that tells so is shown.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        match &self.shown.as_ref()?.about {
            About::Link(_, url) => Some(url),
            _ => None,
        }
    }

    /// The line to show now.
    #[must_use]
    pub const fn shown(&self) -> Option<&Notice> {
        self.shown.as_ref()
    }

    /// Takes the line away that was said before what was just opened; the one that waits takes its place.
    pub fn turn(&mut self, now: Timestamp) {
        let waiting = self.waiting.take();
        self.shown = waiting.map(|notice| Notice { at: now, ..notice });
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
            self.turn(now);
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
    fn what_answers_an_earlier_key_does_not_take_the_place_of_what_answers_a_later_one() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let shown = |notices: &Notices| notices.shown().map(|notice| notice.text.clone());
        let mut notices = Notices::default();
        let said = notices.said();
        notices.say(at(0), Tone::Good, "second".into());
        notices.say_late(at(1), Tone::Good, "first".into(), said);
        assert_eq!(shown(&notices).as_deref(), Some("second"));
        assert_eq!(notices.log().count(), 2);
        let said = notices.said();
        notices.add(at(2), Tone::Plain, "news".into());
        notices.say_late(at(3), Tone::Good, "third".into(), said);
        assert_eq!(shown(&notices).as_deref(), Some("third"));
        // The answers to two keys come in their order.
        notices.say_late(at(3), Tone::Good, "third and a half".into(), said);
        assert_eq!(shown(&notices).as_deref(), Some("third and a half"));
        notices.say(at(3), Tone::Good, "fourth".into());
        notices.clear();
        notices.say_late(at(4), Tone::Good, "third again".into(), said);
        assert_eq!(shown(&notices).as_deref(), Some("third again"));
    }

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
