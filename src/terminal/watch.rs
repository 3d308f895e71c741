//! Hears from the system (inotify) when somebody writes to the library, so that an idle program wakes when there may be
//! something to see, and not before.
//!
//! It does not know who wrote, nor what: whether the library changed is asked of the library. Where the system tells
//! nothing, what others changed is seen with the next key or minute.

use std::ffi::OsString;
use std::os::fd::BorrowedFd;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::terminal::ear::{Deed, Ear};

/// A change is written first and made known then, which takes a disk a while.
const SOON: Duration = Duration::from_millis(250);
/// After that it is listened no more often than this: a refresh writes many times a second.
const APART: Duration = Duration::from_secs(1);

/// What hears of writes to a library.
#[derive(Debug)]
pub struct Watch {
    ear: Ear,
    /// The file that changes are written to first.
    name: OsString,
    rest: Option<Rest>,
}

/// A while in which nothing is listened to; at its end the library is to be looked at.
#[derive(Debug, Clone, Copy)]
struct Rest {
    until: Instant,
    /// Whether it is the first one after a silence: who took longer than that is heard after the next.
    is_first: bool,
}

impl Watch {
    /// Listens to writes to that library; nothing where that cannot be.
    #[must_use]
    pub fn of(library: &Path) -> Option<Self> {
        let mut name = library.file_name()?.to_owned();
        name.push("-wal");
        let mut ear = Ear::open()?;
        ear.listen(library.parent()?, Deed::Writing)?;
        Some(Self {
            ear,
            name,
            rest: None,
        })
    }

    /// What is readable when there is something to hear; nothing while it rests.
    #[must_use]
    pub fn ear(&self) -> Option<BorrowedFd<'_>> {
        self.rest.is_none().then(|| self.ear.fd())
    }

    /// Hears nothing from now on: it is about to be closed.
    pub fn deafen(&mut self) {
        self.ear.deafen();
    }

    /// When it is to be asked at the latest.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        self.rest.map(|rest| rest.until)
    }

    /// Whether the library is to be looked at now.
    pub fn hear(&mut self, now: Instant) -> bool {
        match self.rest {
            None if self.has_written() => {
                self.rest = Some(Rest {
                    until: now + SOON,
                    is_first: true,
                });
                false
            }
            Some(rest) if now >= rest.until => {
                let goes_on = self.has_written() || rest.is_first;
                self.rest = goes_on.then_some(Rest {
                    until: now + APART,
                    is_first: false,
                });
                true
            }
            _ => false,
        }
    }

    /// Takes in what has been told; whether that file was among it.
    fn has_written(&self) -> bool {
        let mut has_written = false;
        self.ear.hear(|_, file| {
            has_written |= file == Some(self.name.as_encoded_bytes());
        });
        has_written
    }
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_write_is_heard_once_it_can_be_seen_and_once_more() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let mut watch = Watch::of(&path("library.db")).unwrap();
        let start = Instant::now();
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        fs::write(path("pages.db-wal"), "x").unwrap();
        assert!(!watch.hear(at(0)) && watch.due().is_none(), "another file");
        fs::write(path("library.db-wal"), "x").unwrap();
        for (milliseconds, looks, due) in [
            (0, false, Some(250)),
            (100, false, Some(250)),
            (250, true, Some(1250)),
            (600, false, Some(1250)),
            (1250, true, None),
            (9000, false, None),
        ] {
            assert_eq!(watch.hear(at(milliseconds)), looks, "{milliseconds}");
            assert_eq!(watch.due(), due.map(at), "{milliseconds}");
            assert_eq!(watch.ear().is_some(), due.is_none());
        }
        fs::write(path("library.db-wal"), "x").unwrap();
        assert!(!watch.hear(at(9000)) && watch.hear(at(9250)));
        fs::write(path("library.db-wal"), "x").unwrap();
        assert!(watch.hear(at(10_250)));
        assert_eq!(watch.due(), Some(at(11_250)), "they write on");
    }
}
