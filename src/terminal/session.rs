//! The loop: messages in, one frame out, effects handed on; asleep in between.
//!
//! It decides nothing that a person sees: `state` decides what a message means, `view` what it looks like. It knows only
//! when to wait, when to draw, and when to end.

pub mod outside;
pub mod performing;
pub mod wishes;

use std::io;
use std::mem;
use std::time::{Duration, Instant};

use crate::state::core::{Edition, State};
use crate::state::effect::Effect;
use crate::state::look;
use crate::state::message::{Done, Failure, Message};
use crate::state::update::update;
use crate::terminal::chores::Chores;
use crate::terminal::effects::Effects;
use crate::terminal::gallery::Gallery;
use crate::terminal::inbox::{Arrivals, Inbox};
use crate::terminal::input::Keyboard;
use crate::terminal::look::Themes;
use crate::terminal::network::Loaders;
use crate::terminal::news::News;
use crate::terminal::pace::Pace;
use crate::terminal::queue;
use crate::terminal::recall::Recall;
use crate::terminal::reload::Reload;
use crate::terminal::screen::Screen;
use crate::terminal::upkeep::Upkeep;
use crate::terminal::{clock, desktop, guard, signals};
use crate::view;
use crate::view::theme::Theme;
use jiff::Timestamp;

/// A panic waits so long for the marks before it.
const LAST_WAIT: Duration = Duration::from_millis(800);
/// A wake-up that comes due again at once must not keep the machine busy.
const SHORTEST_SLEEP: Duration = Duration::from_millis(20);

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The reader quit.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal is no more.
    Gone,
}

/// A running session.
pub struct Session {
    state: State,
    theme: Theme,
    themes: Themes,
    screen: Screen,
    arrivals: Arrivals,
    keyboard: Keyboard,
    inbox: Inbox,
    effects: Effects,
    loaders: Loaders,
    upkeep: Upkeep,
    /// Effects to be handed out when the screen has been drawn: what a person sees comes first.
    asked: Vec<Effect>,
    pace: Pace,
    chores: Chores,
    reload: Reload,
    gallery: Gallery,
    recall: Option<Recall>,
    minute: Timestamp,
    /// Between a stop and its continuation the terminal belongs to the shell.
    away: bool,
    end: Option<End>,
}

/// What a session is made of.
pub struct Parts {
    /// The first screen.
    pub state: State,
    /// Its colours.
    pub themes: Themes,
    /// What the loop is told.
    pub arrivals: Arrivals,
    /// The way to tell it.
    pub inbox: Inbox,
    /// The store's thread.
    pub effects: Effects,
    /// The network's.
    pub loaders: Loaders,
    /// The thread that keeps the library in order.
    pub upkeep: Upkeep,
    /// What is done unasked.
    pub chores: Chores,
    /// The reader's files.
    pub reload: Reload,
    /// Pictures.
    pub gallery: Gallery,
    /// Where it is kept how the screen is left, and what can be taken back; nowhere in the demo.
    pub recall: Option<Recall>,
}

impl Session {
    /// A session that has not drawn yet.
    pub fn new(parts: Parts) -> io::Result<Self> {
        let (columns, rows) = parts.state.size;
        let edition = parts.state.edition;
        Ok(Self {
            state: parts.state,
            theme: Theme::terminal(),
            themes: parts.themes,
            screen: Screen::new(columns, rows),
            arrivals: parts.arrivals,
            keyboard: Keyboard::default(),
            inbox: parts.inbox,
            effects: parts.effects,
            loaders: parts.loaders,
            upkeep: parts.upkeep,
            asked: Vec::new(),
            pace: Pace::new(edition, Instant::now()),
            chores: parts.chores,
            reload: parts.reload,
            gallery: parts.gallery,
            recall: parts.recall,
            minute: clock::next_minute(clock::now()),
            away: false,
            end: None,
        })
    }

    /// Runs until the reader quits, a signal asks for it, or the terminal is gone.
    pub fn run(&mut self, first: Vec<Effect>) -> End {
        self.asked = first;
        // Before anything is drawn: whether the terminal is light decides how.
        for news in self.keyboard.ask_if_wanted() {
            self.hear(news);
        }
        loop {
            // An error here means that nobody can see the screen any more; it is told by its end.
            if self.draw_if_due().is_err() {
                return End::Gone;
            }
            self.perform_asked();
            if let Some(end) = self.end {
                return end;
            }
            if let Some(recall) = &mut self.recall {
                recall.keep_done(&self.state);
            }
            let patience = self.patience();
            let keyboard = (!self.away).then_some(&mut self.keyboard);
            let batch = self.arrivals.gather(keyboard, patience);
            self.take_in(batch);
            if let Some(end) = self.end {
                return end;
            }
        }
    }

    /// Keeps how the screen is left.
    pub fn remember(&mut self) {
        if let Some(recall) = &mut self.recall {
            recall.keep(self.state.memory());
        }
    }

    /// Lets go of everything. What must be kept is kept within that time, or the answer says what was not.
    pub fn close(mut self, patience: Duration) -> Result<(), String> {
        self.arrivals.deafen();
        self.asked.extend(update(&mut self.state, Message::Closing));
        self.hand_out_what_must_be_kept();
        self.loaders.stop();
        if !self.effects.finish(patience) {
            return Err("the library was busy; the last marks may be missing".to_owned());
        }
        let unkept = self.arrivals.rest().find_map(|news| match news {
            News::Message(Message::Failed(Failure {
                effect: Some(effect),
                words,
            })) if queue::must_be_kept(&effect) => Some(words),
            _ => None,
        });
        unkept.map_or(Ok(()), Err)
    }
}

impl Session {
    fn hand_out_what_must_be_kept(&mut self) {
        for effect in mem::take(&mut self.asked) {
            if queue::must_be_kept(&effect) {
                self.effects.perform(effect);
            }
        }
    }

    /// How long nothing is to be done, unless news come.
    fn patience(&self) -> Duration {
        let now = clock::now();
        let wake = self
            .state
            .wake_at()
            .map_or(self.minute, |wake| wake.min(self.minute));
        let sleep = Duration::try_from(wake.duration_since(now))
            .unwrap_or_default()
            .max(SHORTEST_SLEEP);
        let frame = self.pace.patience(Instant::now()).filter(|_| !self.away);
        frame.map_or(sleep, |frame| frame.min(sleep))
    }

    fn take_in(&mut self, batch: Vec<News>) {
        let now = clock::now();
        self.tick(now, batch.is_empty());
        for news in batch {
            self.hear(news);
        }
    }

    fn hear(&mut self, news: News) {
        match news {
            News::Message(message) => {
                self.pace.show_soon(&message);
                self.tell(message);
            }
            News::Background(message) => {
                let is_seen = matches!(&message, Message::Alike(counts) if self.state.headlines.elsewhere.is_known(counts));
                if !is_seen {
                    self.pace.show_later();
                }
                self.tell(message);
            }
            News::OfSample(news) if self.state.edition != Edition::Own => self.hear(*news),
            News::OfSample(_) => {}
            News::Painted(key, painting) => {
                self.gallery.hang(key, painting);
                self.pace.show_later();
            }
            News::Light(light) => {
                self.themes.set_light(light);
                self.pace.show_now();
            }
            News::Untold(words) => self.say(&desktop::notice(&words)),
            News::Written => self.effects.look_around(),
            News::Edited => self.look_at_settings(),
            News::Refreshed => {
                self.chores.retire(&self.state, &self.effects);
                self.upkeep.again();
            }
            News::Leave(signal) => self.end = Some(End::Signal(signal)),
            News::Gone => self.end = Some(End::Gone),
            News::Stop => self.stop(signals::stop_self),
            News::Continued => self.come_back(),
        }
    }

    fn tick(&mut self, now: Timestamp, is_timer: bool) {
        if now >= self.minute {
            self.minute = clock::next_minute(now);
            self.effects.look_around();
            self.chores.refresh(&self.state, &mut self.loaders);
            self.look_at_settings();
        }
        let effects = update(&mut self.state, Message::Tick(now));
        self.asked.extend(effects);
        if is_timer {
            self.pace.show_time();
        }
    }

    fn tell(&mut self, message: Message) {
        match &message {
            Message::Resized(columns, rows) => self.screen.resize(*columns, *rows),
            Message::Focused(true) => {
                self.effects.look_around();
                self.look_at_settings();
            }
            Message::Key(_) | Message::Mouse(_) => self.glance(),
            // Its file has changed by the reader's own hand, which is no news.
            Message::Done(Done::Themed(_)) => drop(self.take_up()),
            Message::Taught { .. } => self.upkeep.again(),
            _ => {}
        }
        let new_feed = match &message {
            Message::Subscribed { feed, .. } => Some(*feed),
            _ => None,
        };
        let edition = self.state.edition;
        let effects = update(&mut self.state, message);
        if edition != self.state.edition {
            self.leave_sample();
        }
        self.asked.extend(effects);
        if let Some(feed) = new_feed {
            self.loaders.fetch_texts(feed);
        }
    }

    /// The reader has a library of their own now. What was asked before still means the sample edition.
    fn leave_sample(&mut self) {
        self.perform_asked();
        self.effects.leave_sample();
        self.loaders.leave_sample();
    }

    fn draw_if_due(&mut self) -> io::Result<()> {
        if self.away || !self.pace.is_due(Instant::now()) {
            return Ok(());
        }
        let shown = look::shown(&self.state.look, &self.state.overlay);
        if let Some(theme) = self.themes.follow(shown) {
            self.theme = theme;
        }
        let left = self.gallery.leave(&self.state);
        if !left.is_empty() {
            self.say(&left);
        }
        let (state, theme) = (&self.state, &self.theme);
        let links = &state.reader.layout().links;
        self.screen.set_links(links);
        if self.gallery.must_clear(state) {
            self.screen.clear();
        }
        let paintings = self.gallery.paintings(state);
        self.screen
            .show(|buffer| view::draw(state, theme, paintings, buffer))?;
        if self.pace.drawn(Instant::now()) {
            guard::panic_if_asked();
            // Whatever takes time comes after there is something to read.
            self.chores.refresh(&self.state, &mut self.loaders);
        }
        // In the sample edition and its demo the library has nothing to be kept up.
        let is_quiet = self.state.edition == Edition::Own && !self.state.progress.running;
        self.upkeep.tell(is_quiet);
        Ok(())
    }

    fn perform_asked(&mut self) {
        for effect in mem::take(&mut self.asked) {
            self.perform(effect);
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A panic loses the screen, not the marks.
        if std::thread::panicking() {
            self.hand_out_what_must_be_kept();
            let _ = self.effects.finish(LAST_WAIT);
        }
    }
}
