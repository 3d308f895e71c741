//! An errand of the loader: commands in, its events one after another, until what was asked for is answered.

use std::cell::Cell;
use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{Receiver, channel};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::context::Context;
use crate::cli::output;
use crate::loader::{Command, Event, Loader, LoaderSettings, Progress};
use crate::terminal::sources;

/// A loader over the reader's library and the network.
#[derive(Debug)]
pub struct Errand {
    loader: Loader,
    events: Receiver<Event>,
    bar: Option<ProgressBar>,
    /// Bytes of pages that came, decompressed.
    bytes: Cell<u64>,
}

impl Errand {
    /// Starts the loader. Progress is shown when a person watches.
    pub fn start(context: &Context) -> anyhow::Result<Self> {
        Self::with(context, sources::loader_settings(&context.settings))
    }

    /// Starts the loader with settings of its own.
    pub fn with(context: &Context, settings: LoaderSettings) -> anyhow::Result<Self> {
        context.require_network()?;
        let source = sources::network(&context.settings).context("could not use the network")?;
        let library = context.settings.directories.library();
        // The loader makes no library; the first command of a new reader does.
        drop(context.store()?);
        let (sender, events) = channel();
        let tell = move |event| {
            // Nobody listens any more when the command has ended.
            let _ = sender.send(event);
        };
        let loader = Loader::start(source, &library, settings, tell);
        let bar = stderr().is_terminal().then(bar);
        Ok(Self {
            loader,
            events,
            bar,
            bytes: Cell::new(0),
        })
    }

    /// Asks for something.
    pub fn send(&self, command: Command) {
        self.loader.send(command);
    }

    /// The next event that is not for the progress bar; none when the loader has ended.
    #[must_use]
    pub fn next(&self) -> Option<Event> {
        loop {
            match self.events.recv().ok()? {
                Event::Progress(progress) => {
                    self.bytes.set(progress.bytes);
                    self.show(progress);
                }
                Event::Notice(words) => self.tell(&words),
                event => return Some(event),
            }
        }
    }

    /// Bytes of the pages of stories that came so far, decompressed.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes.get()
    }

    /// A line on standard error, above the progress bar.
    pub fn tell(&self, words: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| output::tell(words)),
            None => output::tell(words),
        }
    }

    /// Waits until the loader has put everything away, and takes the progress bar off.
    pub fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        self.loader.send(Command::Stop);
        // What was fetched is stored by the time the loader is gone.
        drop(self.loader);
    }

    fn show(&self, progress: Progress) {
        let Some(bar) = &self.bar else { return };
        let pages = progress.bodies_left + progress.bodies_done;
        bar.set_length(u64::from(progress.feeds + pages));
        bar.set_position(u64::from(progress.done + progress.bodies_done));
        let failed = match progress.failed {
            0 => String::new(),
            failed => format!(", {failed} failed"),
        };
        let stories = match pages {
            0 => String::new(),
            _ => format!(", texts {}/{pages}", progress.bodies_done),
        };
        bar.set_message(format!(
            "feeds {}/{}{failed}{stories}",
            progress.done, progress.feeds
        ));
    }
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:24} {msg}");
    let bar = ProgressBar::new(0);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
