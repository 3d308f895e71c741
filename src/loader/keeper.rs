//! The keeper: the one thread that writes to the library, so that many feeds go into few transactions.

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot};

use crate::feed::Parsed;
use crate::model::feed::FeedId;
use crate::store::merge::{Merge, Merged, Part};
use crate::store::schedule::{Failed, Fetched};
use crate::store::{Store, StoreError};

/// How many entries one transaction takes: fewer where the library is so large, or the disk so slow, that a reader's mark
/// would have to wait for longer than `HELD`.
const ENTRIES: std::ops::RangeInclusive<usize> = 20..=400;
/// A document with more entries is stored in parts.
const LARGE: usize = 200;
/// For so long one transaction should keep others waiting.
const HELD: Duration = Duration::from_millis(6);
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
        let path = path.to_owned();
        Self::over(move || Store::open_existing(&path), complain)
    }

    /// The same over a library that is opened so.
    pub fn over(
        open: impl FnOnce() -> Kept<Store> + Send + 'static,
        complain: Arc<dyn Fn(StoreError) + Send + Sync>,
    ) -> Result<(Self, JoinHandle<()>), std::io::Error> {
        let (sender, receiver) = mpsc::unbounded_channel();
        let thread = thread::Builder::new()
            .name("kabar-keeper".to_owned())
            .spawn(move || match open() {
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

struct Pending {
    /// How many entries the next transaction takes.
    most: usize,
    merges: Vec<ToMerge>,
    entries: usize,
    unchanged: Vec<(FeedId, Fetched)>,
    failed: Vec<Failed>,
}

impl Default for Pending {
    fn default() -> Self {
        Self {
            most: 100,
            merges: Vec::new(),
            entries: 0,
            unchanged: Vec::new(),
            failed: Vec::new(),
        }
    }
}

impl Pending {
    /// Learns from how long a transaction with so many entries took.
    fn learn(&mut self, entries: usize, took: Duration) {
        let most = if took > HELD {
            entries.min(self.most) / 2
        } else if took < HELD / 2 && entries >= self.most / 2 {
            self.most * 5 / 4
        } else {
            self.most
        };
        self.most = most.clamp(*ENTRIES.start(), *ENTRIES.end());
    }
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
            Note::Merge(merge) if merge.parsed.entries.len() > LARGE => {
                self.merge();
                self.merge_large(*merge);
            }
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
        if self.pending.entries >= self.pending.most {
            self.merge();
        }
        if self.pending.unchanged.len() + self.pending.failed.len() >= NOTES {
            self.settle();
        }
    }

    /// Stores the feed documents that wait.
    fn merge(&mut self) {
        let entries = std::mem::take(&mut self.pending.entries);
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
                part: Part::Whole,
            })
            .collect();
        let began = Instant::now();
        let merged = self.store.merge_many(&borrowed);
        self.pending.learn(entries, began.elapsed());
        match merged {
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

    /// Stores a document with many entries in parts, so that a reader's mark comes between.
    fn merge_large(&mut self, merge: ToMerge) {
        let mut all = Merged::default();
        let mut left = merge.parsed.entries.as_slice();
        let mut failed = None;
        while failed.is_none() {
            let (rest, entries) = left.split_at(left.len().saturating_sub(self.pending.most));
            let part = Merge {
                feed: merge.feed,
                channel: &merge.parsed.channel,
                entries,
                fetched: &merge.fetched,
                part: if rest.is_empty() {
                    Part::Last
                } else {
                    Part::Some
                },
            };
            let began = Instant::now();
            match self.store.merge_many(&[part]) {
                Ok(mut merged) => all.add(merged.pop().unwrap_or_default()),
                Err(error) => failed = Some(error),
            }
            self.pending.learn(entries.len(), began.elapsed());
            left = rest;
            if left.is_empty() {
                break;
            }
        }
        let _unwanted = merge.answer.send(failed.map_or(Ok(all), Err));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transactions_become_as_large_as_nobody_notices() {
        let mut pending = Pending::default();
        let millis = Duration::from_millis;
        for (entries, took, most) in [
            (100, millis(2), 125),
            (30, millis(1), 125),
            (125, millis(6), 125),
            (125, millis(30), 62),
            (500, millis(90), 31),
            (31, millis(90), 20),
        ] {
            pending.learn(entries, took);
            assert_eq!(pending.most, most, "{entries} {took:?}");
        }
        for _ in 0..30 {
            pending.learn(400, millis(1));
        }
        assert_eq!(pending.most, 400);
    }
}
