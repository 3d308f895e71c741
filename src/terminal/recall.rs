//! The file in which it is kept how the screen was left, and what can be taken back.
//!
//! Several kabars may have one library. How the screen was left is the affair of the one that is left last; of what was
//! done each keeps its own and what the others wrote.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::state::core::{Edition, State};
use crate::state::memory::Memory;
use crate::state::undo::Stamp;

/// What was read of the file, and written to it.
#[derive(Debug)]
pub struct Recall {
    path: PathBuf,
    /// How the screen was found.
    before: Memory,
    /// What others know of what was done here.
    known: Memory,
    stamp: Stamp,
}

/// Another kabar that is writing is waited for, but not forever: it may have been stopped.
const TURNS: u32 = 20;
const TURN: Duration = Duration::from_millis(10);

impl Recall {
    /// What the file said when the session began.
    #[must_use]
    pub fn new(path: PathBuf, before: Memory, state: &State) -> Self {
        Self {
            path,
            known: before.clone(),
            before,
            stamp: state.undo.stamp(),
        }
    }

    /// Keeps what can be taken back, if that is not what it was. Keys do not wait for another kabar that is writing: it is kept
    /// the next time then. A file that cannot be written is tried again at the end.
    pub fn keep_done(&mut self, state: &State) {
        let stamp = state.undo.stamp();
        if stamp == self.stamp || state.edition != Edition::Own {
            return;
        }
        let (undo, redo) = state.undo.memory(state.now);
        let done = |written| Memory {
            undo,
            redo,
            ..written
        };
        if self.write(1, done).ok() != Some(false) {
            self.stamp = stamp;
        }
    }

    /// Keeps how the screen is left. One that looks as usual the next time is no reason to complain.
    pub fn keep(&mut self, after: Memory) {
        if after != self.before {
            let _ = self.write(TURNS, |_| after);
        }
    }

    /// Answers whether it was its turn after so many attempts; the last word is written in any case.
    fn write(&mut self, turns: u32, memory: impl FnOnce(Memory) -> Memory) -> io::Result<bool> {
        let turn = self.path.parent().map(|path| take_turn(path, turns));
        let turn = turn.transpose()?.flatten();
        if turn.is_none() && turns < TURNS {
            return Ok(false);
        }
        let written = read(&self.path);
        let own = memory(written.clone());
        write(&self.path, &own.clone().merged(&self.known, &written))?;
        self.known = own;
        Ok(true)
    }
}

/// Until it is dropped no other kabar writes in that directory; none when another one still does.
fn take_turn(directory: &Path, turns: u32) -> io::Result<Option<File>> {
    fs::create_dir_all(directory)?;
    let directory = File::open(directory)?;
    for turn in 1..=turns {
        // Where nothing can be locked nobody can wait.
        if !matches!(directory.try_lock(), Err(TryLockError::WouldBlock)) {
            return Ok(Some(directory));
        }
        if turn < turns {
            thread::sleep(TURN);
        }
    }
    Ok(None)
}

/// What the file says; a file that is not there, or not understood, says nothing.
#[must_use]
pub fn read(path: &Path) -> Memory {
    let bytes = fs::read(path).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// Writes the file, whole or not at all.
fn write(path: &Path, memory: &Memory) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut bytes = serde_json::to_vec_pretty(memory)?;
    bytes.push(b'\n');
    fs::write(&new, bytes)?;
    fs::rename(new, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::area::{Divide, Share};

    #[test]
    fn what_is_written_is_read_and_nonsense_is_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state/screen.json");
        assert_eq!(read(&path), Memory::default());
        let memory = Memory {
            divide: Divide {
                feeds: Some(Share::of(31, 24)),
                stories: None,
            },
            panes: Some("two".into()),
            ..Memory::default()
        };
        fs::create_dir(path.parent().unwrap()).unwrap();
        write(&path, &memory).unwrap();
        assert_eq!(read(&path), memory);
        std::fs::write(&path, "{\"feeds\": \"wide\"").unwrap();
        assert_eq!(read(&path), Memory::default());
    }
}
