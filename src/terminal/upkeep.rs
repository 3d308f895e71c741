//! The upkeep thread: cleans stories anew whose site has new rules, puts the words of new stories into the search index
//! and the log into the library's file, and removes pages that were kept long enough, when nothing else is to be done.
//!
//! All are for the next start and the next search; whoever quits in between loses nothing. It works on a connection of
//! its own, so that nobody waits for it longer than for one batch.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::loader::anew;
use crate::state::message::Message;
use crate::store::{Store, StoreError};
use crate::terminal::editions::HELD;
use crate::terminal::inbox::Inbox;
use crate::terminal::news::News;
use crate::terminal::{clock, priority};

/// It begins so long after it was told that all is quiet: what a person does first comes first.
const QUIET: Duration = Duration::from_millis(300);
/// How many stories are indexed in one go, and the pause after it: marks come between.
const STORIES: usize = 48;
/// How many stories are cleaned anew in one go.
const CLEANED: usize = 4;
const PAUSE: Duration = Duration::from_millis(20);
/// So often the log is to be taken in while others read what is in it; each time after `QUIET`.
const ATTEMPTS: u8 = 20;

/// The way to the upkeep thread; it ends when this is dropped.
#[derive(Debug)]
pub struct Upkeep {
    quiet: Sender<bool>,
    told: bool,
}

impl Upkeep {
    /// Starts the thread over the library in that file, which tells what it changed there. It does nothing before it is
    /// told that all is quiet.
    pub fn start(library: &Path, inbox: Inbox) -> io::Result<Self> {
        let (quiet, told) = channel();
        let worker = Worker {
            library: library.to_owned(),
            told,
            inbox,
        };
        let work = move || worker.work();
        thread::Builder::new().name("upkeep".into()).spawn(work)?;
        Ok(Self { quiet, told: false })
    }

    /// Tells whether all is quiet, which is news only when it was otherwise before.
    pub fn tell(&mut self, quiet: bool) {
        if self.told != quiet {
            self.told = quiet;
            // A thread that has ended has nothing to keep up.
            let _ = self.quiet.send(quiet);
        }
    }

    /// The library has changed: what is quiet now has something to be done.
    pub fn again(&mut self) {
        if self.told {
            let _ = self.quiet.send(true);
        }
    }
}

struct Worker {
    library: PathBuf,
    told: Receiver<bool>,
    inbox: Inbox,
}

/// Whether to go on after a pause.
enum Next {
    On,
    Rest,
    End,
}

impl Worker {
    fn work(&self) {
        priority::give_way();
        while let Ok(quiet) = self.told.recv() {
            if !quiet || !matches!(self.pause(QUIET), Next::On) {
                continue;
            }
            // What cannot be done now, another process has locked or will tell the reader of: it is tried next time.
            let _ = self.keep_up();
        }
    }

    /// Each time what is wanted first comes first: whoever was told of more meanwhile need not be told again.
    fn keep_up(&self) -> Result<(), StoreError> {
        let mut store = Store::open(&self.library)?;
        store.hold(HELD)?;
        for _ in 0..ATTEMPTS {
            while self.clean(&mut store)? || store.index_some(STORIES)? > 0 || store.shrink()? {
                if !matches!(self.pause(PAUSE), Next::On) {
                    return store.leave();
                }
            }
            store.prune_pages(clock::now());
            // Who reads just now has read in a moment, and nobody would tell of that.
            if store.tidy()? || !matches!(self.pause(QUIET), Next::On) {
                break;
            }
        }
        store.leave()
    }

    /// Cleans some stories anew, and tells which; answers whether there may be more.
    fn clean(&self, store: &mut Store) -> Result<bool, StoreError> {
        let cleaned = anew::some(store, CLEANED, clock::now())?;
        let has_more = !cleaned.is_empty();
        for id in cleaned {
            let error = None;
            let _ = self
                .inbox
                .send(News::Background(Message::Loaded { id, error }));
        }
        Ok(has_more)
    }

    fn pause(&self, length: Duration) -> Next {
        let mut left = length;
        loop {
            match self.told.recv_timeout(left) {
                Ok(true) => left = length,
                Ok(false) => return Next::Rest,
                Err(RecvTimeoutError::Timeout) => return Next::On,
                Err(RecvTimeoutError::Disconnected) => return Next::End,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::model::feed::{Channel, Entry};
    use crate::store::schedule::Fetched;
    use crate::terminal::inbox;

    /// Longer than anything takes on a busy machine.
    const DEADLINE: Duration = Duration::from_mins(1);

    #[test]
    fn a_story_is_cleaned_anew_that_is_told_of_while_others_are_indexed() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("library.db");
        let mut store = Store::open(&path).unwrap();
        let (feed, _) = store
            .add_feed("https://a.example/", None, None, clock::now())
            .unwrap();
        let entries: Vec<Entry> = (0..1_500)
            .map(|number| Entry {
                id: Some(number.to_string()),
                title: format!("Story {number}"),
                ..Entry::default()
            })
            .collect();
        let merged = store.merge(feed, &Channel::default(), &entries, &Fetched::default());
        let story = *merged.unwrap().new.first().unwrap();
        let (inbox, mut arrivals) = inbox::channel().unwrap();
        let mut upkeep = Upkeep::start(&path, inbox).unwrap();
        let version = store.data_version().unwrap();
        upkeep.tell(true);
        let began = Instant::now();
        while store.data_version().unwrap() == version {
            assert!(began.elapsed() < DEADLINE, "nothing is indexed");
            thread::yield_now();
        }
        store.clean_anew(&[story]).unwrap();
        upkeep.again();
        let heard = arrivals.gather(None, DEADLINE);
        let is_it = |news: &News| matches!(news, News::Background(Message::Loaded { id, .. }) if *id == story);
        assert!(heard.iter().any(is_it), "{heard:?}");
        assert!(store.to_clean_anew(9).unwrap().is_empty());
    }

    #[test]
    fn the_log_is_taken_in_though_somebody_reads_at_first() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("library.db");
        let mut store = Store::open(&path).unwrap();
        store
            .add_feed("https://a.example/", None, None, clock::now())
            .unwrap();
        store.leave().unwrap();
        let reader = rusqlite::Connection::open(&path).unwrap();
        let count = "BEGIN; SELECT count(*) FROM feed";
        reader.execute_batch(count).unwrap();
        let (inbox, _arrivals) = inbox::channel().unwrap();
        let (_quiet, told) = channel();
        let library = path.clone();
        let worker = Worker {
            library,
            told,
            inbox,
        };
        let work = thread::spawn(move || worker.keep_up());
        // Time enough to find that it cannot be done now.
        let began = Instant::now();
        while !work.is_finished() && began.elapsed() < QUIET {
            thread::yield_now();
        }
        reader.execute_batch("COMMIT").unwrap();
        work.join().unwrap().unwrap();
        let log = directory.path().join("library.db-wal");
        assert_eq!(log.metadata().unwrap().len(), 0);
    }
}
