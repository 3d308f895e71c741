//! What a session does unasked, as the settings want it: refresh feeds that are due, remove what is old.
//!
//! It says when; the loader and the effect thread do it.

use std::time::{Duration, Instant};

use crate::config::Settings;
use crate::state::core::{Edition, State};
use crate::store::retention::Retention;
use crate::terminal::desktop;
use crate::terminal::effects::Effects;
use crate::terminal::network::Loaders;

/// The settings of what is done unasked.
#[derive(Debug)]
pub struct Chores {
    /// When feeds are refreshed next.
    next: Option<Instant>,
    every: Option<Duration>,
    keep_days: Option<u32>,
    browser: Vec<String>,
    openers: Vec<(String, Vec<String>)>,
}

impl Chores {
    /// As the settings want it, from now on.
    #[must_use]
    pub fn new(settings: &Settings, now: Instant) -> Self {
        let next = settings
            .refresh_every
            .and_then(|every| now.checked_add(every));
        Self {
            next: if settings.refresh_on_start {
                Some(now)
            } else {
                next
            },
            every: settings.refresh_every,
            keep_days: settings.keep_days,
            browser: settings.browser.clone(),
            openers: settings.openers.clone(),
        }
    }

    /// As the settings want it from now on; what is due stays due.
    pub fn settle(&mut self, settings: &Settings) {
        if self.every != settings.refresh_every {
            self.every = settings.refresh_every;
            self.next = self
                .every
                .and_then(|every| Instant::now().checked_add(every));
        }
        self.keep_days = settings.keep_days;
        self.browser.clone_from(&settings.browser);
        self.openers.clone_from(&settings.openers);
    }

    /// The program that opens an address, with its arguments; empty for the desktop's own.
    #[must_use]
    pub fn opener(&self, url: &str) -> &[String] {
        self.own_opener(url).unwrap_or(&self.browser)
    }

    /// Whether the settings name a program for such addresses.
    #[must_use]
    pub fn has_opener(&self, url: &str) -> bool {
        self.own_opener(url).is_some()
    }

    fn own_opener(&self, url: &str) -> Option<&Vec<String>> {
        let mut openers = self.openers.iter();
        let own = openers.find(|(pattern, _)| desktop::fits(pattern, url));
        own.map(|(_, program)| program)
    }

    /// Has the feeds refreshed when it is time. Asked once a minute.
    pub fn refresh(&mut self, state: &State, loaders: &mut Loaders) {
        let now = Instant::now();
        if self.next.is_some_and(|next| next <= now) {
            self.next = self.every.and_then(|every| now.checked_add(every));
            loaders.refresh_due(state.edition);
        }
    }

    /// Has what is old removed, but not what is on the screen.
    pub fn retire(&self, state: &State, effects: &Effects) {
        if let (Some(days), Edition::Own) = (self.keep_days, state.edition) {
            let open = state.reader.id().into_iter().collect();
            effects.retire(Retention {
                days,
                open,
                ..Retention::default()
            });
        }
    }
}
