//! The libraries a session reads from: the reader's own, and the sample edition while it is shown.
//!
//! The sample edition lives in a directory of its own that goes with the session, so that none of its stories can ever
//! reach the reader's library.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::Duration;

use anyhow::Context;
use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use crate::store::{Store, StoreError};
use crate::terminal::sources;

/// How often a directory in which somebody still writes is to be removed, and how long to wait between.
const REMOVALS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(2);

/// Kilobytes of a library's pages that each connection of a session holds in memory.
pub const HELD: u16 = 1_000;

/// The open libraries.
#[derive(Debug)]
pub struct Editions {
    /// The reader's own; none in the demo, which leaves it alone.
    own: Option<Store>,
    /// The sample edition, while it is shown.
    sample: Option<Store>,
    /// What the shown library's changes by others were when last looked at.
    version: i64,
}

impl Editions {
    /// Opens the library of the reader alone. Where it cannot be written it is opened to be read, and why it cannot is
    /// answered too.
    pub fn open(path: &Path) -> anyhow::Result<(Self, Option<StoreError>)> {
        let (own, why) = match Store::open(path) {
            Ok(mut own) => {
                let why = own.refusal();
                (own, why)
            }
            Err(why) if why.is_of_place() && path.is_file() => {
                let (own, _) = Store::open_to_read(path).map_err(|_| why.clone())?;
                (own, Some(why))
            }
            Err(why) => return Err(why.into()),
        };
        own.hold(HELD)?;
        Ok((Self::of(Some(own), None), why))
    }

    /// Whether the reader has no feeds and no stories yet.
    pub fn is_empty(&self) -> anyhow::Result<bool> {
        match &self.own {
            Some(own) => Ok(own.counts()?.total == 0 && own.feeds()?.is_empty()),
            None => Ok(true),
        }
    }

    /// Makes the sample edition's library, beside the reader's own library or (in the demo) without it.
    pub fn with_sample(self, path: &Path) -> anyhow::Result<Self> {
        let mut sample = Store::open(path)?;
        sources::subscribe_to_sample(&mut sample)?;
        Ok(Self::of(self.own, Some(sample)))
    }

    /// No library at all: the demo before its sample edition is there.
    #[must_use]
    pub fn none() -> Self {
        Self::of(None, None)
    }

    /// The library that is shown.
    pub fn shown(&mut self) -> Option<&mut Store> {
        self.sample.as_mut().or(self.own.as_mut())
    }

    /// The reader's own library.
    pub fn own(&mut self) -> Option<&mut Store> {
        self.own.as_mut()
    }

    /// Whether the sample edition is shown.
    #[must_use]
    pub const fn shows_sample(&self) -> bool {
        self.sample.is_some()
    }

    /// From now on the reader's own library is shown.
    pub fn leave_sample(&mut self) {
        if self.own.is_some() && self.sample.take().is_some() {
            self.version = version(self.own.as_ref());
        }
    }

    /// Closes the libraries without tidying them up, which takes time: the next one to close them does.
    pub fn close(self) {
        for store in [self.own, self.sample].into_iter().flatten() {
            // What was acknowledged is on the disk already.
            let _ = store.leave();
        }
    }

    /// Whether another connection changed the shown library since this was last asked.
    pub fn has_changed(&mut self) -> bool {
        let version = version(self.sample.as_ref().or(self.own.as_ref()));
        let has_changed = version != self.version;
        self.version = version;
        has_changed
    }

    fn of(own: Option<Store>, sample: Option<Store>) -> Self {
        let version = version(sample.as_ref().or(own.as_ref()));
        Self {
            own,
            sample,
            version,
        }
    }
}

/// A number that other connections' changes change; 0 when it cannot be had, which will be noticed elsewhere.
fn version(store: Option<&Store>) -> i64 {
    store
        .and_then(|store| store.data_version().ok())
        .unwrap_or_default()
}

/// A directory for the sample edition, readable by the reader alone, removed when dropped.
#[derive(Debug)]
pub struct Scratch(PathBuf);

impl Scratch {
    /// Makes one where the session's other short-lived files are.
    pub fn new() -> anyhow::Result<Self> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR")
            .map(PathBuf::from)
            .filter(|path| path.is_dir());
        let parent = runtime.unwrap_or_else(std::env::temp_dir);
        sweep(&parent);
        (0..100)
            .map(|attempt| parent.join(format!("kabar-sample-{}-{attempt}", process::id())))
            .find_map(|path| match DirBuilder::new().mode(0o700).create(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
                made => Some(made.map(|()| Self(path))),
            })
            .unwrap_or_else(|| Err(io::ErrorKind::AlreadyExists.into()))
            .with_context(|| format!("could not make a directory in {}", parent.display()))
    }

    /// Where the sample edition's library is.
    #[must_use]
    pub fn library(&self) -> PathBuf {
        self.0.join("sample.db")
    }
}

/// Removes what sessions left that were killed.
fn sweep(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let process = name
            .to_str()
            .and_then(|name| name.strip_prefix("kabar-sample-"))
            .and_then(|rest| rest.split('-').next())
            .and_then(|number| number.parse().ok())
            .and_then(Pid::from_raw);
        // Only one that is surely gone: another reader's process answers that it may not be asked.
        if process.is_some_and(|process| test_kill_process(process) == Err(Errno::SRCH)) {
            // Another reader's directory cannot be removed, and need not be.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // The sample's loader is stopped, not waited for: a log that it opens meanwhile is removed at the next go. What
        // cannot be removed stays for the next session's sweep.
        for _ in 0..REMOVALS {
            match fs::remove_dir_all(&self.0) {
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
                    thread::sleep(PAUSE);
                }
                _ => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_holds_little_of_its_library_in_memory() {
        let directory = tempfile::tempdir().unwrap();
        let (mut editions, _) = Editions::open(&directory.path().join("library.db")).unwrap();
        let held = editions.own().unwrap().read(|connection| {
            connection.pragma_query_value(None, "cache_size", |row| row.get::<_, i64>(0))
        });
        assert_eq!(held.unwrap(), -i64::from(HELD));
    }

    #[test]
    fn a_scratch_directory_is_private_and_goes_with_its_owner() {
        use std::os::unix::fs::PermissionsExt;
        let scratch = Scratch::new().unwrap();
        let path = scratch.0.clone();
        fs::write(scratch.library(), b"x").unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o700
        );
        assert_ne!(Scratch::new().unwrap().0, path);
        drop(scratch);
        assert!(!path.exists());

        let parent = path.parent().unwrap();
        let (dead, alive) = (
            parent.join(format!("kabar-sample-{}-{}", i32::MAX, process::id())),
            parent.join(format!("kabar-sample-{}-77", process::id())),
        );
        for directory in [&dead, &alive] {
            fs::create_dir(directory).unwrap();
        }
        drop(Scratch::new().unwrap());
        assert!(!dead.exists() && alive.exists());
        fs::remove_dir(alive).unwrap();
    }
}
