//! When the next frame is due: at once for what a person does, soon for what goes on in the background, and the first one
//! when there is something to read.
//!
//! It counts and compares; it draws nothing and reads no clock.

use std::time::{Duration, Instant};

use crate::state::core::Edition;
use crate::state::message::Message;

/// What goes on in the background is shown so often at most.
const FRAME: Duration = Duration::from_millis(33);
/// The sample edition is made anew each time. The first frame waits so long for its headlines, so that it is not empty.
const SAMPLE_PATIENCE: Duration = Duration::from_millis(500);

/// The rhythm of a session's frames.
#[derive(Debug)]
pub struct Pace {
    due: Option<Instant>,
    started: Instant,
    last: Option<Instant>,
}

impl Pace {
    /// The rhythm of a session that begins now.
    #[must_use]
    pub fn new(edition: Edition, now: Instant) -> Self {
        // The opening has answered for the reader's own library already, and a first screen needs no headlines.
        let patience = match edition {
            Edition::Own | Edition::Sample => Duration::ZERO,
            Edition::Demo => SAMPLE_PATIENCE,
        };
        Self {
            due: Some(now + patience),
            started: now,
            last: None,
        }
    }

    /// The answer to a person is shown at once, but nothing before there is something to read.
    pub fn show_soon(&mut self, message: &Message) {
        if self.last.is_some() || is_worth_a_first_frame(message) {
            self.show_now();
        }
    }

    /// What goes on in the background is shown with the next frame.
    pub fn show_later(&mut self) {
        if let Some(last) = self.last {
            let next = last + FRAME;
            self.due = Some(self.due.map_or(next, |due| due.min(next)));
        }
    }

    /// The time has changed what is to be seen.
    pub fn show_time(&mut self) {
        if self.due.is_none() {
            self.show_now();
        }
    }

    /// Whatever else: a frame, now.
    pub fn show_now(&mut self) {
        self.due = Some(self.started);
    }

    /// How long there is no frame to draw; none for as long as nothing happens.
    #[must_use]
    pub fn patience(&self, now: Instant) -> Option<Duration> {
        self.due.map(|due| due.saturating_duration_since(now))
    }

    /// Whether a frame is to be drawn.
    #[must_use]
    pub fn is_due(&self, now: Instant) -> bool {
        self.due.is_some_and(|due| due <= now)
    }

    /// A frame was drawn; answers whether it was the first.
    pub fn drawn(&mut self, now: Instant) -> bool {
        self.due = None;
        self.last.replace(now).is_none()
    }
}

/// Whether a message fills a screen that nothing was shown on yet. Facts that come before the headlines do not.
fn is_worth_a_first_frame(message: &Message) -> bool {
    match message {
        Message::Headlines(rows) => !rows.is_empty(),
        Message::Listed { .. }
        | Message::Feeds(_)
        | Message::Changed
        | Message::Resized(..)
        | Message::Focused(_) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::message::Library;

    #[test]
    fn the_first_frame_of_the_sample_edition_waits_for_headlines() {
        let now = Instant::now();
        for (message, expected) in [
            (Message::Feeds(Library::default()), false),
            (Message::Headlines(Vec::new()), false),
            (Message::Focused(true), false),
            (Message::Pasted(String::new()), true),
        ] {
            let mut pace = Pace::new(Edition::Demo, now);
            pace.show_soon(&message);
            assert_eq!(pace.is_due(now), expected, "{message:?}");
        }
    }

    #[test]
    fn the_first_frame_comes_even_when_nothing_does() {
        let now = Instant::now();
        let mut pace = Pace::new(Edition::Demo, now);
        assert!(!pace.is_due(now) && pace.is_due(now + SAMPLE_PATIENCE));
        assert!(Pace::new(Edition::Own, now).is_due(now));
        assert!(
            pace.drawn(now) && !pace.drawn(now),
            "only one frame is the first"
        );
        assert_eq!(pace.patience(now), None);
    }

    #[test]
    fn the_background_is_shown_thirty_times_a_second_and_a_person_at_once() {
        let now = Instant::now();
        let mut pace = Pace::new(Edition::Own, now);
        pace.drawn(now);
        pace.show_later();
        assert!(!pace.is_due(now) && pace.is_due(now + FRAME));
        pace.show_soon(&Message::Focused(true));
        assert!(pace.is_due(now));
        pace.show_later();
        assert!(pace.is_due(now), "what is due stays due");
    }
}
