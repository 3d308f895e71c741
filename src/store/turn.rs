//! Whose turn it is to refresh: a file beside the library that a refreshing process holds locked.
//!
//! The system gives the lock back when the process ends, however it ends. A process that is refused still refreshes: it
//! only knows that what others are asking right now is really being asked.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use crate::store::{Store, files};

/// While it lives, other processes see that this one refreshes.
#[derive(Debug)]
pub struct Turn {
    _held: Option<File>,
    /// Whether another process refreshes the same library.
    pub others: bool,
}

impl Store {
    /// Takes a turn at refreshing. A directory that cannot be written knows no others.
    #[must_use]
    pub fn turn(&self) -> Turn {
        let path = file(self.path());
        let opened =
            files::create_private(&path).and_then(|()| OpenOptions::new().write(true).open(&path));
        match opened {
            Err(_) => Turn {
                _held: None,
                others: false,
            },
            Ok(file) => match file.try_lock() {
                Ok(()) => Turn {
                    _held: Some(file),
                    others: false,
                },
                Err(error) => Turn {
                    _held: None,
                    others: matches!(error, std::fs::TryLockError::WouldBlock),
                },
            },
        }
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
        let (one, other) = (open(), open());
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
}
