//! The keeper: the one thread that writes to the library, so that many feeds go into few transactions.

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tokio::sync::{mpsc, oneshot};

use crate::feed::Parsed;
use crate::model::feed::FeedId;
use crate::store::merge::{Merge, Merged};
use crate::store::schedule::{Failed, Fetched};
use crate::store::{Store, StoreError};

/// How many entries one transaction takes at most: a reader's mark waits for it.
const ENTRIES: usize = 400;
/// How many small notes wait for each other at most.
const NOTES: usize = 512;

/// What a write answers.
pub type Kept<T> = Result<T, StoreError>;
type Call = Box<dyn FnOnce(&mut Store) + Send>;

/// The way to the thread that writes.
#[derive(Debug, Clone)]
pub struct Keeper {
    notes: mpsc::UnboundedSender<Note>,
}

enum Note {
    Merge(Box<ToMerge>),
    Unchanged(FeedId, Fetched),
    Failed(Failed),
    Call(Call),
}

struct ToMerge {
    feed: FeedId,
    parsed: Parsed,
    fetched: Fetched,
    answer: oneshot::Sender<Kept<Merged>>,
}

impl Keeper {
    /// Opens the library on a thread of its own. What goes wrong without anybody waiting is told to `complain`.
    pub fn start(
        path: &Path,
        complain: Arc<dyn Fn(StoreError) + Send + Sync>,
    ) -> Result<(Self, JoinHandle<()>), std::io::Error> {
        let (sender, receiver) = mpsc::unbounded_channel();
        let path = path.to_owned();
        let thread = thread::Builder::new()
            .name("kabar-keeper".to_owned())
            .spawn(move || match Store::open(&path) {
                Ok(store) => Writer {
                    store,
                    pending: Pending::default(),
                    complain,
                }
                .write(receiver),
                Err(error) => complain(error),
            })?;
        Ok((Self { notes: sender }, thread))
    }

    /// Merges a feed document; answers once it is stored. Nothing when the keeper has ended.
    pub async fn merge(
        &self,
        feed: FeedId,
        parsed: Parsed,
        fetched: Fetched,
    ) -> Option<Kept<Merged>> {
        let (answer, receiver) = oneshot::channel();
        let note = Note::Merge(Box::new(ToMerge {
            feed,
            parsed,
            fetched,
            answer,
        }));
        self.notes.send(note).ok()?;
        receiver.await.ok()
    }

    /// Notes that a feed has not changed; stored with the next transaction.
    pub fn unchanged(&self, feed: FeedId, fetched: Fetched) {
        let _ended = self.notes.send(Note::Unchanged(feed, fetched));
    }

    /// Notes that a feed failed; stored with the next transaction.
    pub fn failed(&self, failed: Failed) {
        let _ended = self.notes.send(Note::Failed(failed));
    }

    /// Has something done with the library, after all that was noted before. Nothing when the keeper has ended.
    pub async fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> T + Send + 'static,
    ) -> Option<T> {
        let (answer, receiver) = oneshot::channel();
        let call: Call = Box::new(move |store| {
            let _unwanted = answer.send(work(store));
        });
        self.notes.send(Note::Call(call)).ok()?;
        receiver.await.ok()
    }

    /// Waits until all that was noted is stored.
    pub async fn flush(&self) {
        let _ended = self.call(|_| ()).await;
    }
}

struct Writer {
    store: Store,
    pending: Pending,
    complain: Arc<dyn Fn(StoreError) + Send + Sync>,
}

#[derive(Default)]
struct Pending {
    merges: Vec<ToMerge>,
    entries: usize,
    unchanged: Vec<(FeedId, Fetched)>,
    failed: Vec<Failed>,
}

impl Writer {
    /// Writes until nobody has anything to note any more.
    fn write(mut self, mut notes: mpsc::UnboundedReceiver<Note>) {
        while let Some(note) = notes.blocking_recv() {
            self.take(note);
            while let Ok(note) = notes.try_recv() {
                self.take(note);
            }
            self.merge();
        }
        self.settle();
    }

    fn take(&mut self, note: Note) {
        match note {
            Note::Merge(merge) => {
                self.pending.entries += merge.parsed.entries.len();
                self.pending.merges.push(*merge);
            }
            Note::Unchanged(feed, fetched) => self.pending.unchanged.push((feed, fetched)),
            Note::Failed(failed) => self.pending.failed.push(failed),
            Note::Call(call) => {
                self.settle();
                call(&mut self.store);
            }
        }
        if self.pending.entries >= ENTRIES {
            self.merge();
        }
        if self.pending.unchanged.len() + self.pending.failed.len() >= NOTES {
            self.settle();
        }
    }

    /// Stores the feed documents that wait.
    fn merge(&mut self) {
        self.pending.entries = 0;
        let waiting = std::mem::take(&mut self.pending.merges);
        if waiting.is_empty() {
            return;
        }
        let borrowed: Vec<Merge> = waiting
            .iter()
            .map(|merge| Merge {
                feed: merge.feed,
                channel: &merge.parsed.channel,
                entries: &merge.parsed.entries,
                fetched: &merge.fetched,
            })
            .collect();
        match self.store.merge_many(&borrowed) {
            Ok(merged) => {
                for (merge, merged) in waiting.into_iter().zip(merged) {
                    let _unwanted = merge.answer.send(Ok(merged));
                }
            }
            Err(error) => {
                for merge in waiting {
                    let _unwanted = merge.answer.send(Err(error.clone()));
                }
            }
        }
    }

    /// Stores all that waits.
    fn settle(&mut self) {
        self.merge();
        let unchanged = std::mem::take(&mut self.pending.unchanged);
        let failed = std::mem::take(&mut self.pending.failed);
        if !unchanged.is_empty()
            && let Err(error) = self.store.unchanged(&unchanged)
        {
            (self.complain)(error);
        }
        if !failed.is_empty()
            && let Err(error) = self.store.failed(&failed)
        {
            (self.complain)(error);
        }
    }
}
