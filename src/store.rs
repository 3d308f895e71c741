//! Everything that is kept: feeds, stories, bodies, marks, and the lists over them.
//!
//! One `SQLite` file in WAL mode, open in several connections and processes at once. Transactions are short, and of two
//! kinds: what a person did (marks, subscriptions, saved pages) is on the disk when the call returns; what can be
//! fetched again may be lost with the power, but never damages the file. The store fetches, parses and cleans nothing.

use std::panic::Location;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, ffi};
use thiserror::Error;

pub mod alike;
pub mod articles;
pub mod beside;
pub mod bodies;
pub mod columns;
pub mod cuts;
pub mod downloads;
pub mod feeds;
pub mod files;
pub mod health;
pub mod identity;
pub mod index;
pub mod lists;
pub mod lost;
pub mod marks;
pub mod matching;
pub mod merge;
pub mod open;
pub mod pack;
pub mod pages;
mod patience;
pub mod pictures;
pub mod retention;
mod rows;
pub mod saved;
mod scan;
pub mod schedule;
pub mod schema;
mod search;
pub mod settings;
pub mod sites;
pub mod snippet;
pub mod strip;
pub mod subscriptions;
pub mod tags;
pub mod turn;
mod walk;
pub mod whole;
pub mod words;

/// For so long one transaction takes up more work of many pieces: a reader's mark waits for no longer. What is done at its
/// end comes on top.
pub(crate) const HELD: Duration = Duration::from_millis(8);
/// Behind a transaction that took longer than this, of what nobody waits for, there is a pause in which others may write.
const WHILE: Duration = Duration::from_millis(2);
pub(crate) const PAUSE: Duration = Duration::from_micros(500);

/// A connection to the library.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    durability: Durability,
    pages: Pages,
}

/// The file with the pages that stories were cleaned from.
#[derive(Debug)]
pub(crate) enum Pages {
    /// Not needed so far, or not to be had for a moment.
    Closed,
    /// In use.
    Open(Connection),
    /// It cannot be had.
    Unusable,
}

/// What a power cut may do to a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Nothing once the call has returned: for what a person did. One sync of the log per transaction.
    Sure,
    /// Take it back, whole: for what can be fetched again. No sync but at checkpoints.
    Cheap,
}

/// Why the library could not be read or written. Each says which file; none of them changes it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The file was written by a later version.
    #[error(
        "{path} was written by a newer kabar (schema {found}, this one knows up to {known}); it is left as it is, update kabar"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The schema it has.
        found: u32,
        /// The latest schema known here.
        known: u32,
    },
    /// The file is a database of another program.
    #[error("{path} is not a kabar library; it is left as it is, choose another --data-dir")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("no room left on the disk for {path}; nothing was lost, make room and try again")]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file or its directory cannot be written.
    #[error("{path} cannot be written: {cause}")]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// In the words of the system.
        cause: String,
    },
    /// Another program kept the file for longer than five seconds.
    #[error("{path} is in use by another program; try again in a moment")]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("{path} is damaged ({cause}); it is left as it is, move it away to start anew")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        cause: String,
    },
    /// The file cannot be opened.
    #[error("could not open {path}: {cause}")]
    Closed {
        /// The file.
        path: PathBuf,
        /// In the words of the system.
        cause: String,
    },
    /// A folder without a name was asked for.
    #[error("a folder needs a name")]
    Nameless,
    /// Anything else the database says.
    #[error("could not use {path}: {cause}")]
    Other {
        /// The file.
        path: PathBuf,
        /// In the words of the database.
        cause: String,
    },
}

impl StoreError {
    /// Whether it is the disk or the directory that does not allow what is wanted, so that the library may still be read.
    #[must_use]
    pub const fn is_of_place(&self) -> bool {
        matches!(
            self,
            Self::Closed { .. } | Self::ReadOnly { .. } | Self::Full { .. }
        )
    }

    /// What a failure of the database means for its file.
    #[must_use]
    pub fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let cause = error.to_string();
        match error {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Damaged { path, cause },
            _ => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Self::Full { path },
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                    Self::ReadOnly { path, cause }
                }
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    Self::Damaged { path, cause }
                }
                Some(ErrorCode::CannotOpen) => Self::Closed { path, cause },
                // The file through which connections share the log could not grow.
                Some(ErrorCode::SystemIoFailure)
                    if error.sqlite_extended_error_code() == Some(ffi::SQLITE_IOERR_SHMSIZE) =>
                {
                    Self::Full { path }
                }
                _ => Self::Other { path, cause },
            },
        }
    }
}

impl Store {
    /// A store on a connection that is set up already.
    pub(crate) fn on(connection: Connection, path: &Path) -> Self {
        // `open` leaves a connection at synchronous=FULL.
        Self {
            connection,
            path: path.to_owned(),
            durability: Durability::Sure,
            pages: Pages::Closed,
        }
    }

    /// The file of the library.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks something up, in the library as it is at one moment.
    pub(crate) fn read<T>(
        &self,
        look: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let read = || {
            // Without it each row that is looked up takes and gives back the locks of the file.
            let moment = self.connection.unchecked_transaction()?;
            let seen = look(&moment)?;
            moment.commit()?;
            Ok(seen)
        };
        read().map_err(|error| StoreError::of(&self.path, &error))
    }

    /// Changes something, wholly or not at all. How long others had to wait for it is written to the log.
    #[track_caller]
    pub(crate) fn write<T>(
        &mut self,
        durability: Durability,
        change: impl FnOnce(&Transaction) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.changed(durability, Location::caller(), change)
            .map_err(|error| StoreError::of(&self.path, &error))
    }

    /// Does something with each, in as many transactions as keep nobody waiting for long.
    #[track_caller]
    pub(crate) fn in_turns<T>(
        &mut self,
        all: &[T],
        each: impl Fn(&Transaction, &T) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let mut left = all;
        while !left.is_empty() {
            let done = self.write(Durability::Cheap, |transaction| {
                let began = Instant::now();
                let mut done = 0;
                for one in left {
                    each(transaction, one)?;
                    done += 1;
                    if began.elapsed() > HELD {
                        break;
                    }
                }
                Ok(done)
            })?;
            left = left.get(done..).unwrap_or_default();
        }
        Ok(())
    }

    fn changed<T>(
        &mut self,
        durability: Durability,
        caller: &Location<'_>,
        change: impl FnOnce(&Transaction) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        if durability != self.durability {
            // A sync of the log covers all that was appended before, so a sure commit makes the cheap ones before it
            // sure as well. A person's mark must not pay for a refresh, so its checkpoints are left to the cheap ones.
            self.connection.execute_batch(match durability {
                Durability::Sure => "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=5000",
                Durability::Cheap => "PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=2000",
            })?;
            self.durability = durability;
        }
        // Immediate: waits for its turn at the start, where waiting is possible, and not at the first write.
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let began = Instant::now();
        let answer = change(&transaction)?;
        let changed = began.elapsed();
        transaction.commit()?;
        tracing::debug!(
            microseconds = began.elapsed().as_micros() as u64,
            changed = changed.as_micros() as u64,
            by = caller.line(),
            file = caller.file(),
            "wrote"
        );
        if durability == Durability::Cheap && changed > WHILE {
            // Who waits gets in before the next one.
            thread::sleep(PAUSE);
        }
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::feed::{Channel, Entry};
    use crate::store::schedule::Fetched;

    #[test]
    fn a_full_disk_is_told_and_loses_nothing() {
        let mut store = Store::in_memory().unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let (feed, _) = store
            .add_feed("https://a.example/", None, None, now)
            .unwrap();
        let entries: Vec<Entry> = (0..500)
            .map(|number| Entry {
                id: Some(number.to_string()),
                content_html: Some("text ".repeat(500)),
                ..Entry::default()
            })
            .collect();
        let (few, channel, fetched) = (&entries[..10], Channel::default(), Fetched::default());
        let ids = store.merge(feed, &channel, few, &fetched).unwrap().new;
        let pages = |store: &Store, number: i64| {
            let limit = |connection: &Connection| {
                connection.pragma_update_and_check(None, "max_page_count", number, |_| Ok(()))
            };
            store.read(limit).unwrap();
        };
        pages(&store, 60);
        let error = store.merge(feed, &channel, &entries, &fetched).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("no room left on the disk for :memory:"),
            "{error}"
        );
        assert_eq!(store.verify().unwrap(), Vec::<String>::new());
        assert_eq!(store.headlines(&ids).unwrap().len(), 10);
        pages(&store, 9_999);
        let merged = store.merge(feed, &channel, &entries, &fetched).unwrap();
        assert_eq!(merged.new.len(), 490);
    }

    #[test]
    fn work_of_many_pieces_lets_others_in_between() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("kabar.db");
        let mut store = Store::open(&path).unwrap();
        let other = Connection::open(&path).unwrap();
        let seen = std::cell::RefCell::new(Vec::new());
        let slow = |transaction: &Transaction, number: &i64| {
            let count = "SELECT count(*) FROM folder";
            seen.borrow_mut()
                .push(other.query_row(count, [], |row| row.get::<_, i64>(0))?);
            let began = Instant::now();
            while began.elapsed() <= HELD {
                std::hint::spin_loop();
            }
            transaction
                .execute("INSERT INTO folder (name) VALUES (?1)", [number])
                .map(drop)
        };
        store.in_turns(&[1, 2, 3], slow).unwrap();
        assert_eq!(
            *seen.borrow(),
            [0, 1, 2],
            "each is there for the others at once"
        );
    }

    #[test]
    fn every_failure_names_the_file() {
        use rusqlite::{Error, ffi};
        let table = [
            (ffi::SQLITE_FULL, "no room left on the disk for /x/kabar.db"),
            (ffi::SQLITE_READONLY, "/x/kabar.db cannot be written"),
            (ffi::SQLITE_BUSY, "/x/kabar.db is in use by another program"),
            (ffi::SQLITE_CORRUPT, "/x/kabar.db is damaged"),
            (ffi::SQLITE_NOTADB, "/x/kabar.db is damaged"),
            (ffi::SQLITE_CANTOPEN, "could not open /x/kabar.db"),
            (ffi::SQLITE_IOERR, "could not use /x/kabar.db"),
        ];
        for (code, expected) in table {
            let error = Error::SqliteFailure(ffi::Error::new(code), None);
            let told = StoreError::of(Path::new("/x/kabar.db"), &error).to_string();
            assert!(told.starts_with(expected), "{told}");
        }
    }
}
