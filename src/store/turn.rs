//! Whose turn it is to refresh: a file beside the library that a refreshing process holds locked. And which pages are
//! being asked for, so that no other process asks for them as well.
//!
//! The system gives the lock back when the process ends, however it ends. A process that is refused still refreshes: it
//! only knows that what others are asking right now is really being asked. Which pages those are stands in the file of
//! the pages: when that cannot be had, a page is asked for twice, and no harm is done.

use std::collections::HashSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::model::article::ArticleId;
use crate::model::feed::FeedId;
use crate::store::columns::seconds;
use crate::store::schedule::MISTAKE;
use crate::store::{Store, files};

/// While it lives, other processes see that this one refreshes.
#[derive(Debug)]
pub struct Turn {
    _held: Option<File>,
    /// Whether another process refreshes the same library.
    pub others: bool,
    /// Feeds that were taken up by one who was ended in the middle of it; none while others refresh.
    pub left: HashSet<FeedId>,
}

impl Store {
    /// Takes a turn at refreshing. A directory that cannot be written knows no others. Where there are none, nobody asks
    /// for the pages that one who was ended in the middle of it has left.
    #[must_use]
    pub fn turn(&mut self) -> Turn {
        // Before the lock: who comes after it is alive.
        let left = self.read(taken_up).unwrap_or_default();
        let (held, others) = self.lock();
        let left = if others { HashSet::new() } else { left };
        if !others {
            self.on_pages(|pages| pages.execute("DELETE FROM asking", []));
        }
        Turn {
            _held: held,
            others,
            left,
        }
    }

    fn lock(&self) -> (Option<File>, bool) {
        let path = file(self.path());
        let opened =
            files::create_private(&path).and_then(|()| OpenOptions::new().write(true).open(&path));
        match opened {
            Err(_) => (None, false),
            Ok(file) => match file.try_lock() {
                Ok(()) => (Some(file), false),
                Err(error) => (None, matches!(error, TryLockError::WouldBlock)),
            },
        }
    }
}

fn taken_up(connection: &Connection) -> rusqlite::Result<HashSet<FeedId>> {
    connection
        .prepare_cached("SELECT id FROM feed WHERE asking IS NOT NULL")?
        .query_map([], |row| row.get(0).map(FeedId))?
        .collect()
}

impl Store {
    /// Notes that the page of these stories is being asked for; answers whether nobody else asks for it.
    pub fn take_page(&mut self, ids: &[ArticleId], now: Timestamp) -> bool {
        let taken = self.on_pages(|pages| {
            let transaction = Transaction::new_unchecked(pages, TransactionBehavior::Immediate)?;
            for id in ids {
                let taken = transaction
                    .prepare_cached(
                        "INSERT INTO asking (article, since) VALUES (?1, ?2) \
                         ON CONFLICT DO UPDATE SET since = ?2 WHERE abs(since - ?2) >= ?3",
                    )?
                    .execute(params![id.0, seconds(now), MISTAKE.as_secs()])?;
                if taken == 0 {
                    return Ok(false);
                }
            }
            transaction.commit().map(|()| true)
        });
        taken.unwrap_or(true)
    }

    /// Notes that the page of these stories is not asked for any more.
    pub fn let_page_go(&mut self, ids: &[ArticleId]) {
        self.on_pages(|pages| {
            let mut statement = pages.prepare_cached("DELETE FROM asking WHERE article = ?1")?;
            ids.iter()
                .try_for_each(|id| statement.execute([id.0]).map(drop))
        });
    }

    /// The stories whose pages are being asked for.
    pub fn asking(&mut self, now: Timestamp) -> HashSet<ArticleId> {
        let asking = self.on_pages(|pages| {
            pages
                .prepare_cached("SELECT article FROM asking WHERE abs(since - ?1) < ?2")?
                .query_map(params![seconds(now), MISTAKE.as_secs()], |row| {
                    row.get(0).map(ArticleId)
                })?
                .collect()
        });
        asking.unwrap_or_default()
    }
}

/// The file beside a library.
fn file(library: &Path) -> PathBuf {
    let mut name = library.as_os_str().to_owned();
    name.push("-turn");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::{Duration, Instant};

    use super::*;

    /// Longer than anything takes on a busy machine.
    const DEADLINE: Duration = Duration::from_mins(1);

    #[test]
    fn only_one_has_the_turn_and_it_comes_back() {
        let directory = tempfile::tempdir().unwrap();
        let open = || Store::open(&directory.path().join("kabar.db")).unwrap();
        let (mut one, mut other) = (open(), open());
        let turn = one.turn();
        assert!(!turn.others && other.turn().others);
        drop(turn);
        // A program that another test is starting holds the file until it runs.
        let began = Instant::now();
        while other.turn().others {
            assert!(began.elapsed() < DEADLINE, "it does not come back");
            thread::yield_now();
        }
    }

    #[test]
    fn what_is_taken_up_after_the_turn_is_not_left_over() {
        let directory = tempfile::tempdir().unwrap();
        let open = || Store::open(&directory.path().join("kabar.db")).unwrap();
        let (mut one, mut other) = (open(), open());
        let at = |second| Timestamp::from_second(second).unwrap();
        let feed = one
            .add_feed("https://a.example/feed", None, None, at(0))
            .unwrap();
        let turn = one.turn();
        let taken = other.take_up(None, at(1), |_| true).unwrap();
        assert_eq!((taken.len(), turn.left.len()), (1, 0));
        // Whoever is refused has to think that it is being asked.
        assert_eq!(other.turn().left, HashSet::new());
        drop(turn);
        let began = Instant::now();
        while other.turn().others {
            assert!(began.elapsed() < DEADLINE, "it does not come back");
            thread::yield_now();
        }
        assert_eq!(other.turn().left, HashSet::from([feed.0]));
    }

    #[test]
    fn a_page_is_asked_for_by_one_and_given_back() {
        let directory = tempfile::tempdir().unwrap();
        let open = || Store::open(&directory.path().join("kabar.db")).unwrap();
        let (mut one, mut other) = (open(), open());
        let at = |second| Timestamp::from_second(second).unwrap();
        let [first, second, third] = [ArticleId(1), ArticleId(2), ArticleId(3)];
        assert!(one.take_page(&[first, second], at(0)));
        // All of them or none.
        assert!(!other.take_page(&[third, second], at(9)));
        assert_eq!(other.asking(at(9)), HashSet::from([first, second]));
        one.let_page_go(&[first, second]);
        assert!(other.take_page(&[third, second], at(9)));
        // Not for longer than anything takes, and nothing of one who is no more.
        assert!(one.take_page(&[second], at(309)));
        assert_eq!(one.asking(at(309)), HashSet::from([second]));
        drop(one.turn());
        assert_eq!(other.asking(at(309)), HashSet::new());
    }
}
