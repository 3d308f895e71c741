//! The loop: messages in, one frame out, effects handed on; asleep in between.
//!
//! It decides nothing that a person sees: `state` decides what a message means, `view` what it looks like. It knows only
//! when to wait, when to draw, and when to end.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use ratatui::Terminal;

use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::message::{Failure, Message};
use crate::state::update::update;
use crate::terminal::effects::{self, Effects};
use crate::terminal::inbox::{Inbox, News};
use crate::terminal::network::Loaders;
use crate::terminal::screen::Screen;
use crate::terminal::{clock, desktop, guard, output, signals};
use crate::view;

/// News that wait are taken in together for so long at most before they are shown.
const GATHER: Duration = Duration::from_millis(8);
/// What goes on in the background is shown so often at most.
const FRAME: Duration = Duration::from_millis(33);
/// The first frame waits so long for its headlines, so that it is not an empty one.
const FIRST_FRAME: Duration = Duration::from_millis(40);
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

/// When the next frame is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    Now,
    At(Instant),
    Never,
}

/// A running session.
pub struct Session {
    state: State,
    theme: view::theme::Theme,
    terminal: Terminal<Screen>,
    news: Receiver<News>,
    inbox: Inbox,
    effects: Effects,
    loaders: Loaders,
    due: Due,
    last_frame: Instant,
    minute: Timestamp,
    has_drawn: bool,
    /// Between a stop and its continuation the terminal belongs to the shell.
    away: bool,
    end: Option<End>,
}

/// What a session is made of.
pub struct Parts {
    /// The first screen.
    pub state: State,
    /// Its colours.
    pub theme: view::theme::Theme,
    /// What the loop is told.
    pub news: Receiver<News>,
    /// The way to tell it.
    pub inbox: Inbox,
    /// The store's thread.
    pub effects: Effects,
    /// The network's.
    pub loaders: Loaders,
}

impl Session {
    /// A session that has not drawn yet.
    pub fn new(parts: Parts) -> io::Result<Self> {
        let (columns, rows) = parts.state.size;
        let now = Instant::now();
        Ok(Self {
            state: parts.state,
            theme: parts.theme,
            terminal: Terminal::new(Screen::new(columns, rows))?,
            news: parts.news,
            inbox: parts.inbox,
            effects: parts.effects,
            loaders: parts.loaders,
            due: Due::At(now + FIRST_FRAME),
            last_frame: now.checked_sub(FRAME).unwrap_or(now),
            minute: clock::next_minute(clock::now()),
            has_drawn: false,
            away: false,
            end: None,
        })
    }

    /// Runs until the reader quits, a signal asks for it, or the terminal is gone.
    pub fn run(&mut self, first: Vec<Effect>) -> End {
        self.perform(first);
        loop {
            let batch = self.gather();
            self.take_in(batch);
            if let Some(end) = self.end {
                return end;
            }
            // An error here means that nobody can see the screen any more; it is told by its end.
            if self.draw_if_due().is_err() {
                return End::Gone;
            }
        }
    }

    /// Lets go of everything. What must be kept is kept within that time, or the answer says what was not.
    pub fn close(mut self, patience: Duration) -> Result<(), String> {
        let last = update(&mut self.state, Message::Closing);
        for effect in last.into_iter().filter(effects::is_for_store) {
            self.effects.perform(effect);
        }
        self.loaders.stop();
        if !self.effects.finish(patience) {
            return Err("the library was busy; the last marks may be missing".to_owned());
        }
        let lost = self.news.try_iter().find_map(|news| match news {
            News::Message(Message::Failed(Failure {
                effect: Some(effect),
                words,
            })) if effects::must_be_kept(&effect) => Some(words),
            _ => None,
        });
        lost.map_or(Ok(()), Err)
    }
}

impl Session {
    /// Waits for news, and takes in with the first what else has come.
    fn gather(&self) -> Vec<News> {
        let mut batch: Vec<News> = match self.news.recv_timeout(self.patience()) {
            Ok(news) => vec![news],
            // The session itself holds a way into the channel, so it is never closed.
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Vec::new(),
        };
        let started = Instant::now();
        while started.elapsed() < GATHER {
            match self.news.try_recv() {
                Ok(news) => batch.push(news),
                Err(_) => break,
            }
        }
        without_passing_sizes(batch)
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
        match self.due {
            Due::Now => Duration::ZERO,
            Due::At(due) => sleep.min(due.saturating_duration_since(Instant::now())),
            Due::Never => sleep,
        }
    }

    fn take_in(&mut self, batch: Vec<News>) {
        let now = clock::now();
        self.tick(now, batch.is_empty());
        for news in batch {
            match news {
                News::Message(message) => self.tell(message, Due::Now),
                News::Background(message) => self.tell(message, Due::At(self.last_frame + FRAME)),
                News::Leave(signal) => self.end = Some(End::Signal(signal)),
                News::Gone => self.end = Some(End::Gone),
                News::Stop => self.stop(signals::stop_self),
                News::Continued => self.come_back(),
            }
        }
    }

    fn tick(&mut self, now: Timestamp, is_timer: bool) {
        if now >= self.minute {
            self.minute = clock::next_minute(now);
            self.effects.look_around();
        }
        let effects = update(&mut self.state, Message::Tick(now));
        self.perform(effects);
        // The timer also ends the wait for a frame that is due; that one is then drawn anyway.
        if is_timer && self.due == Due::Never {
            self.due = Due::Now;
        }
    }

    fn tell(&mut self, message: Message, due: Due) {
        match &message {
            Message::Resized(columns, rows) => self.terminal.backend_mut().resize(*columns, *rows),
            Message::Focused(true) => self.effects.look_around(),
            _ => {}
        }
        if self.has_drawn || is_worth_a_first_frame(&message) {
            self.due = sooner(self.due, due);
        }
        let effects = update(&mut self.state, message);
        self.perform(effects);
    }

    fn draw_if_due(&mut self) -> io::Result<()> {
        let is_due = match self.due {
            Due::Now => true,
            Due::At(due) => due <= Instant::now(),
            Due::Never => false,
        };
        if !is_due || self.away {
            return Ok(());
        }
        self.due = Due::Never;
        let (state, theme) = (&self.state, &self.theme);
        self.terminal
            .draw(|frame| view::draw(state, theme, frame))?;
        self.last_frame = Instant::now();
        if !self.has_drawn {
            self.has_drawn = true;
            panic_if_asked();
        }
        Ok(())
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.perform_one(effect);
        }
    }

    fn perform_one(&mut self, effect: Effect) {
        let answer = match effect {
            effect if effects::is_for_store(&effect) => {
                self.effects.perform(effect);
                None
            }
            Effect::Browse(url) => {
                desktop::browse(url, self.inbox.clone());
                None
            }
            Effect::Copy(text) => {
                let (bytes, answer) = desktop::copy(&text);
                self.terminal.backend_mut().say(&bytes);
                Some(answer)
            }
            Effect::Title(title) => {
                self.terminal.backend_mut().say(&desktop::title(&title));
                None
            }
            Effect::Redraw => {
                self.redraw();
                None
            }
            Effect::Suspend => {
                self.stop(signals::stop_group);
                None
            }
            Effect::Quit => {
                self.end = Some(End::Quit);
                None
            }
            effect => self.loaders.perform(self.state.edition, effect),
        };
        if let Some(answer) = answer {
            let _ = self.inbox.send(News::Message(answer));
        }
    }

    /// Gives the terminal to the shell until the program is continued, which is heard as news.
    fn stop(&mut self, stop: fn() -> bool) {
        guard::leave();
        self.away = true;
        if !stop() {
            self.come_back();
        }
    }

    fn come_back(&mut self) {
        // After a stop that nobody announced the terminal is still ours, but its modes may be the shell's.
        guard::leave();
        if guard::enter().is_err() {
            self.end = Some(End::Gone);
            return;
        }
        self.away = false;
        self.redraw();
        let (columns, rows) = output::size();
        let _ = self
            .inbox
            .send(News::Message(Message::Resized(columns, rows)));
    }

    fn redraw(&mut self) {
        self.terminal.backend_mut().forget();
        // Clearing only adds bytes to the frame, which is written when it is drawn.
        let _ = self.terminal.clear();
        self.due = Due::Now;
    }
}

/// Of several sizes in a row only the last is still true.
fn without_passing_sizes(batch: Vec<News>) -> Vec<News> {
    let is_size = |news: &News| matches!(news, News::Message(Message::Resized(..)));
    let last = batch.iter().rposition(is_size);
    let kept =
        |(place, news): (usize, News)| (Some(place) == last || !is_size(&news)).then_some(news);
    batch.into_iter().enumerate().filter_map(kept).collect()
}

/// Whether a message fills a screen that nothing was shown on yet. Facts that come before the headlines do not.
fn is_worth_a_first_frame(message: &Message) -> bool {
    match message {
        Message::Listed { ids, .. } => ids.is_empty(),
        Message::Feeds(_) | Message::Changed | Message::Resized(..) | Message::Focused(_) => false,
        _ => true,
    }
}

fn sooner(one: Due, other: Due) -> Due {
    match (one, other) {
        (Due::Now, _) | (_, Due::Now) => Due::Now,
        (Due::At(one), Due::At(other)) => Due::At(one.min(other)),
        (Due::At(due), Due::Never) | (Due::Never, Due::At(due)) => Due::At(due),
        (Due::Never, Due::Never) => Due::Never,
    }
}

/// `KABAR_TEST_PANIC=1` proves that a panic gives the terminal back.
fn panic_if_asked() {
    if std::env::var_os("KABAR_TEST_PANIC").is_some_and(|value| value == "1") {
        std::panic::panic_any("KABAR_TEST_PANIC is set");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A panic loses the screen, not the marks.
        if std::thread::panicking() {
            let _ = self.effects.finish(GATHER * 100);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_storm_of_sizes_the_last_is_kept_in_its_place() {
        let size = |columns| News::Message(Message::Resized(columns, 1));
        let batch = vec![size(1), News::Stop, size(2), News::Continued];
        let kept: Vec<String> = without_passing_sizes(batch)
            .iter()
            .map(|news| format!("{news:?}"))
            .collect();
        assert_eq!(kept, ["Stop", "Message(Resized(2, 1))", "Continued"]);
    }

    #[test]
    fn the_first_frame_waits_for_headlines_but_not_for_an_empty_list() {
        let listed = |ids: &[i64]| Message::Listed {
            query: crate::model::query::Query::default(),
            ids: ids
                .iter()
                .copied()
                .map(crate::model::article::ArticleId)
                .collect(),
            complete: true,
        };
        assert!(is_worth_a_first_frame(&listed(&[])));
        assert!(!is_worth_a_first_frame(&listed(&[1])));
        assert!(is_worth_a_first_frame(&Message::Headlines(Vec::new())));
    }

    #[test]
    fn the_sooner_frame_wins() {
        let (early, late) = (Instant::now(), Instant::now() + FRAME);
        for (one, other, expected) in [
            (Due::Never, Due::Never, Due::Never),
            (Due::Never, Due::At(late), Due::At(late)),
            (Due::At(late), Due::At(early), Due::At(early)),
            (Due::At(early), Due::Now, Due::Now),
        ] {
            assert_eq!(sooner(one, other), expected);
            assert_eq!(sooner(other, one), expected);
        }
    }
}
