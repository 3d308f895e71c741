//! Effects of the network: handed to a loader, whose events come back as messages.
//!
//! A loader, with its runtime and its TLS, is made when the first such effect comes, on a thread of its own: a session
//! that only reads pays nothing for it.

use std::mem;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::config::Settings;
use crate::loader::{Command, Event, Haste, Loader};
use crate::model::feed::FeedId;
use crate::state::core::Edition;
use crate::state::effect::Effect;
use crate::state::message::{Failure, Message};
use crate::state::strings::{Language, Strings};
use crate::terminal::inbox::Inbox;
use crate::terminal::news::News;
use crate::terminal::priority;
use crate::terminal::reports;
use crate::terminal::{clock, sample, sources};

/// What loaders work with.
#[derive(Debug, Clone)]
pub struct Network {
    /// The reader's wishes.
    pub settings: Settings,
    /// Whether the network is to be left alone.
    pub offline: bool,
    /// The reader's own library.
    pub own_library: PathBuf,
    /// The sample edition's library.
    pub sample_library: Option<PathBuf>,
    /// Where events are told.
    pub inbox: Inbox,
}

/// The loaders of a session, made when they are needed.
#[derive(Debug)]
pub struct Loaders {
    network: Network,
    own: Option<Sender<Command>>,
    sample: Option<Sender<Command>>,
}

/// Which loader an effect is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Own,
    Sample,
}

impl Loaders {
    /// None yet.
    #[must_use]
    pub fn new(network: Network) -> Self {
        Self {
            network,
            own: None,
            sample: None,
        }
    }

    /// Works as these settings want it: at once what is asked for, the rest with the next loader that is made.
    pub fn settle(&mut self, settings: &Settings) {
        self.network.settings.clone_from(settings);
    }

    /// Has the effect performed; answers at once when that cannot be.
    pub fn perform(&mut self, edition: Edition, effect: Effect) -> Option<Message> {
        let command = command(&effect, self.network.settings.full_text)?;
        let sent = line(edition, self.network.offline, &effect).and_then(|line| {
            let ended = || "the loader has ended".to_owned();
            self.send(line, command).ok_or_else(ended)
        });
        let words = sent.err()?;
        Some(Message::Failed(Failure {
            effect: Some(effect),
            words,
        }))
    }

    /// Refreshes the feeds that are due, if the network may be used: nobody asked for it, so nobody is told if not.
    pub fn refresh_due(&mut self, edition: Edition) {
        let bodies = self.network.settings.full_text;
        let refresh = Command::Refresh {
            feeds: Vec::new(),
            bodies,
            haste: Haste::Due,
        };
        if edition == Edition::Own && !self.network.offline {
            let _ = self.send(Line::Own, refresh);
        }
    }

    /// Has the full text of new stories fetched, without asking their feed again.
    pub fn fetch_texts(&mut self, feed: FeedId) {
        if self.network.settings.full_text && !self.network.offline {
            let texts = Command::Refresh {
                feeds: vec![feed],
                bodies: true,
                haste: Haste::Due,
            };
            let _ = self.send(Line::Own, texts);
        }
    }

    /// Stops the loader of the sample edition.
    pub fn leave_sample(&mut self) {
        self.sample = None;
    }

    /// Stops the loaders without waiting for them.
    pub fn stop(&mut self) {
        // A loader is stopped when nobody can ask it for anything any more.
        self.own = None;
        self.sample = None;
    }

    /// Nothing when the loader has ended.
    fn send(&mut self, line: Line, command: Command) -> Option<()> {
        let sender = match line {
            Line::Own => &mut self.own,
            Line::Sample => &mut self.sample,
        };
        if sender.is_none() && command == Command::Cancel {
            return Some(());
        }
        let network = &self.network;
        let sender = sender.get_or_insert_with(|| start(network.clone(), line));
        sender.send(command).ok()
    }
}

/// The loader for an effect, or why it cannot be had.
fn line(edition: Edition, offline: bool, effect: &Effect) -> Result<Line, String> {
    let is_new_feed = matches!(effect, Effect::Discover(_) | Effect::Subscribe { .. });
    match (edition, is_new_feed) {
        (Edition::Sample | Edition::Demo, false) => Ok(Line::Sample),
        (Edition::Demo, true) => {
            Err("the demo keeps nothing; start `kabar` without `demo` to add feeds".to_owned())
        }
        (Edition::Own | Edition::Sample, _) if offline && *effect != Effect::Cancel => {
            Err("offline: start kabar without --offline to use the network".to_owned())
        }
        (Edition::Own | Edition::Sample, _) => Ok(Line::Own),
    }
}

fn command(effect: &Effect, full_text: bool) -> Option<Command> {
    Some(match effect.clone() {
        Effect::Refresh(feeds) => Command::Refresh {
            // A key pressed twice asks nobody twice; who names a feed means it.
            haste: if feeds.is_empty() {
                Haste::Stale
            } else {
                Haste::Now
            },
            feeds,
            bodies: full_text,
        },
        Effect::Fetch { id, again } => Command::Fetch { id, again },
        Effect::FetchPictures { id, urls } => Command::Pictures { id, urls },
        Effect::Download(query) => Command::Download(query),
        Effect::Read { url, from } => Command::Read { url, from },
        Effect::Discover(address) => Command::Discover(address),
        Effect::Subscribe {
            url,
            title,
            folder,
            full_text,
        } => Command::Subscribe {
            url,
            title,
            folder,
            full_text,
        },
        Effect::Cancel => Command::Cancel,
        _ => return None,
    })
}

fn start(network: Network, line: Line) -> Sender<Command> {
    let (sender, commands) = channel();
    let serve = move || serve(&network, line, &commands);
    // Without a thread the channel is closed, and `send` tells.
    let _ = thread::Builder::new().name("network".into()).spawn(serve);
    sender
}

fn serve(network: &Network, line: Line, commands: &Receiver<Command>) {
    priority::give_way();
    let mut loader = None;
    for command in commands {
        if loader.is_none() {
            match make(network, line) {
                Ok(made) => loader = Some(made),
                Err(words) => tell(network, reports::refused(command.clone(), words)),
            }
        }
        if let Some(loader) = &loader {
            loader.send(command);
        }
    }
    if let Some(loader) = loader {
        loader.send(Command::Stop);
        // Its end waits for the last bytes; the program's does not.
        mem::forget(loader);
    }
}

fn make(network: &Network, line: Line) -> Result<Loader, String> {
    let (source, library) = match line {
        Line::Own => {
            let source = sources::network(&network.settings).map_err(|error| error.to_string())?;
            (source, network.own_library.clone())
        }
        Line::Sample => {
            let language = Language::of_locale(&network.settings.language);
            let strings = Strings::of(language);
            (
                sample::shelf(clock::now(), strings.get("welcome.story")),
                network.sample_library.clone().unwrap_or_default(),
            )
        }
    };
    if let Some(words) = source.notice() {
        tell(
            network,
            vec![News::Message(reports::failed(words.to_owned()))],
        );
    }
    let (network, wishes) = (network.clone(), network.settings.clone());
    let hear = move |event: Event| {
        let news = reports::news(event);
        match line {
            Line::Own => tell(&network, news),
            Line::Sample => tell(
                &network,
                news.into_iter().map(Box::new).map(News::OfSample).collect(),
            ),
        }
    };
    Ok(Loader::start(
        source,
        &library,
        sources::loader_settings(&wishes),
        hear,
    ))
}

fn tell(network: &Network, news: Vec<News>) {
    for news in news {
        let _ = network.inbox.send(news);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::feed::FeedId;

    #[test]
    fn each_edition_asks_its_own_loader() {
        let refresh = Effect::Refresh(vec![FeedId(1)]);
        let discover = Effect::Discover("example.com".into());
        let cases = [
            (Edition::Own, false, &refresh, Some(Line::Own)),
            (Edition::Own, false, &discover, Some(Line::Own)),
            (Edition::Own, true, &refresh, None),
            (Edition::Own, true, &Effect::Cancel, Some(Line::Own)),
            (Edition::Sample, true, &refresh, Some(Line::Sample)),
            (Edition::Sample, false, &discover, Some(Line::Own)),
            (Edition::Sample, true, &discover, None),
            (Edition::Demo, false, &refresh, Some(Line::Sample)),
            (Edition::Demo, false, &discover, None),
        ];
        for (edition, offline, effect, expected) in cases {
            assert_eq!(
                line(edition, offline, effect).ok(),
                expected,
                "{edition:?} {offline} {effect:?}"
            );
        }
    }

    #[test]
    fn offline_says_how_to_get_online() {
        let words = line(Edition::Own, true, &Effect::Refresh(Vec::new())).unwrap_err();
        assert!(words.starts_with("offline: "), "{words}");
    }
}
