//! Effects of the network: handed to a loader, whose events come back as messages.
//!
//! A loader, with its runtime and its TLS, is made when the first such effect comes, on a thread of its own: a session
//! that only reads pays nothing for it.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::config::Settings;
use crate::loader::{self, Command, Event, Loader};
use crate::state::core::Edition;
use crate::state::effect::Effect;
use crate::state::message::{Candidate, Failure, Message, Progress};
use crate::terminal::effects::Job;
use crate::terminal::inbox::{Inbox, News};
use crate::terminal::sources;

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
    /// Where the end of the sample edition is told.
    pub jobs: Sender<Job>,
}

/// The loaders of a session, made when they are needed.
#[derive(Debug)]
pub struct Loaders {
    network: Network,
    own: Option<Sender<Effect>>,
    sample: Option<Sender<Effect>>,
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

    /// Has the effect performed; answers at once when that cannot be.
    pub fn perform(&mut self, edition: Edition, effect: Effect) -> Option<Message> {
        let line = match line(edition, self.network.offline, &effect) {
            Ok(line) => line,
            Err(words) => return Some(failed(effect, words)),
        };
        let sender = match line {
            Line::Own => &mut self.own,
            Line::Sample => &mut self.sample,
        };
        if sender.is_none() && effect == Effect::Cancel {
            return None;
        }
        let network = &self.network;
        let sender = sender.get_or_insert_with(|| start(network.clone(), line));
        let lost = sender.send(effect).err()?;
        Some(failed(
            lost.0,
            "the loader has ended; restart kabar".to_owned(),
        ))
    }

    /// Stops the loaders without waiting for them.
    pub fn stop(&mut self) {
        // A loader stops when nobody can ask it for anything any more.
        self.own = None;
        self.sample = None;
    }
}

/// The loader for an effect, or why it cannot be had.
fn line(edition: Edition, offline: bool, effect: &Effect) -> Result<Line, String> {
    let is_new_feed = matches!(effect, Effect::Discover(_) | Effect::Subscribe { .. });
    match (edition, is_new_feed) {
        (Edition::Sample | Edition::Demo, false) => Ok(Line::Sample),
        (Edition::Demo, true) => {
            Err("the demo keeps nothing; start `kabar` without `demo` to add feeds".into())
        }
        (Edition::Own | Edition::Sample, _) if offline && *effect != Effect::Cancel => {
            Err("offline: start kabar without --offline to use the network".into())
        }
        (Edition::Own | Edition::Sample, _) => Ok(Line::Own),
    }
}

fn start(network: Network, line: Line) -> Sender<Effect> {
    let (sender, effects) = channel();
    // Without a thread the sender is closed, which `perform` tells.
    let serve = move || serve(&network, line, &effects);
    let _ = thread::Builder::new().name("network".into()).spawn(serve);
    sender
}

fn serve(network: &Network, line: Line, effects: &Receiver<Effect>) {
    let mut loader = None;
    for effect in effects {
        if loader.is_none() {
            loader = match make(network, line) {
                Ok(made) => Some(made),
                Err(words) => {
                    let _ = network.inbox.send(News::Message(failed(effect, words)));
                    continue;
                }
            };
        }
        if let (Some(loader), Some(command)) = (&loader, command(effect)) {
            loader.send(command);
        }
    }
    if let Some(loader) = loader {
        loader.send(Command::Stop);
        // Its end waits for servers; the program's does not.
        std::mem::forget(loader);
    }
}

fn make(network: &Network, line: Line) -> Result<Loader, String> {
    let (source, library) = match line {
        Line::Own => {
            let source = sources::network(&network.settings).map_err(|error| error.to_string())?;
            (source, network.own_library.clone())
        }
        Line::Sample => (
            sources::sample(),
            network.sample_library.clone().unwrap_or_default(),
        ),
    };
    let (inbox, jobs) = (network.inbox.clone(), network.jobs.clone());
    let tell = move |event| {
        if line == Line::Own && matches!(event, Event::Subscribed { .. }) {
            let _ = jobs.send(Job::LeaveSample);
        }
        if let Some(news) = news(event) {
            let _ = inbox.send(news);
        }
    };
    Ok(Loader::start(
        source,
        &library,
        sources::loader_settings(&network.settings),
        tell,
    ))
}

fn command(effect: Effect) -> Option<Command> {
    Some(match effect {
        Effect::Refresh(feeds) => Command::Refresh {
            feeds,
            bodies: true,
            forced: true,
        },
        Effect::Fetch(id) => Command::Fetch(id),
        Effect::Discover(address) => Command::Discover(address),
        Effect::Subscribe { url, title, folder } => Command::Subscribe { url, title, folder },
        Effect::Cancel => Command::Cancel,
        _ => return None,
    })
}

fn failed(effect: Effect, words: String) -> Message {
    Message::Failed(Failure {
        effect: Some(effect),
        words,
    })
}

/// What an event of the loader means to the state. Answers to a person are shown at once, the rest with the next frame.
fn news(event: Event) -> Option<News> {
    Some(match event {
        Event::Progress(progress) => News::Background(Message::Progress(Progress {
            feeds: progress.feeds,
            done: progress.done,
            failed: progress.failed,
            new: progress.new,
            bodies_left: progress.bodies_left,
            bodies_done: progress.bodies_done,
            running: progress.running,
        })),
        Event::Refreshed { feed, new } => News::Background(Message::Refreshed { feed, new }),
        Event::FeedFailed { title, cause, .. } => {
            let words = format!("could not refresh {title}: {cause}");
            News::Background(Message::Failed(Failure {
                effect: None,
                words,
            }))
        }
        Event::Loaded { id, error } => News::Background(Message::Loaded { id, error }),
        Event::Discovered { address, found } => {
            let found = found.map(|found| found.into_iter().map(candidate).collect());
            News::Message(Message::Discovered { address, found })
        }
        Event::Subscribed { feed, title, new } => {
            News::Message(Message::Subscribed { feed, title, new })
        }
        Event::Saved { .. } | Event::Finished => return None,
    })
}

fn candidate(found: loader::Candidate) -> Candidate {
    Candidate {
        url: found.url,
        title: found.title,
        format: found.format,
        entries: found.entries,
        latest: found.latest,
        preview: found.preview,
        known: found.known,
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
