//! Hears from the system (inotify) that something is written in folders. What that means is for others to know; where the
//! system tells nothing, there is no ear.

use std::os::fd::BorrowedFd;
use std::path::Path;

/// What is heard of the files of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Each time that something is written to one.
    Writing,
    /// That one is there, is whole, is another, or is gone; and that the folder is gone.
    Changing,
    /// That one is there, and that the folder is gone.
    Making,
}

/// A folder that is listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folder(i32);

/// What hears.
#[derive(Debug)]
pub struct Ear {
    told: system::Told,
}

impl Ear {
    /// An ear that listens to nothing yet; nothing where there is none.
    #[must_use]
    pub fn open() -> Option<Self> {
        Some(Self {
            told: system::open()?,
        })
    }

    /// Listens to that folder, too; nothing where that cannot be. The same folder is the same, whatever it is called.
    pub fn listen(&mut self, folder: &Path, deed: Deed) -> Option<Folder> {
        self.told.listen(folder, deed).map(Folder)
    }

    /// What is readable when there is something to hear.
    #[must_use]
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.told.fd()
    }

    /// Listens to nothing from now on. Whoever closes it in a moment need not wait then.
    pub fn deafen(&mut self) {
        self.told.deafen();
    }

    /// Takes in what there is to hear: in which folder, and of which of its files; of the folder itself without one.
    pub fn hear(&self, mut told: impl FnMut(Folder, Option<&[u8]>)) {
        self.told.hear(|folder, file| told(Folder(folder), file));
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::ffi::CStr;
    use std::mem::MaybeUninit;
    use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
    use std::path::Path;
    use std::thread;
    use std::time::{Duration, Instant};

    use rustix::fs::inotify::{self, CreateFlags, Reader, WatchFlags};

    use crate::terminal::ear::Deed;

    /// After so long the system has let go of what is not listened to any more.
    const MOMENT: Duration = Duration::from_millis(1);

    /// What folders tell.
    #[derive(Debug)]
    pub struct Told {
        ear: OwnedFd,
        folders: Vec<i32>,
        deaf: Option<Instant>,
    }

    pub fn open() -> Option<Told> {
        let ear = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).ok()?;
        Some(Told {
            ear,
            folders: Vec::new(),
            deaf: None,
        })
    }

    impl Told {
        pub fn listen(&mut self, folder: &Path, deed: Deed) -> Option<i32> {
            let gone = WatchFlags::DELETE_SELF | WatchFlags::MOVE_SELF | WatchFlags::ONLYDIR;
            let flags = match deed {
                Deed::Writing => WatchFlags::MODIFY,
                Deed::Making => gone | WatchFlags::CREATE | WatchFlags::MOVED_TO,
                Deed::Changing => {
                    let changing = WatchFlags::CREATE | WatchFlags::CLOSE_WRITE;
                    gone | changing | WatchFlags::MOVE | WatchFlags::DELETE
                }
            };
            let folder = inotify::add_watch(&self.ear, folder, flags).ok()?;
            self.folders.push(folder);
            Some(folder)
        }

        pub fn fd(&self) -> BorrowedFd<'_> {
            self.ear.as_fd()
        }

        pub fn deafen(&mut self) {
            for folder in self.folders.drain(..) {
                let _ = inotify::remove_watch(&self.ear, folder);
            }
            self.deaf.get_or_insert_with(Instant::now);
        }

        pub fn hear(&self, mut told: impl FnMut(i32, Option<&[u8]>)) {
            let mut room = [MaybeUninit::uninit(); 4096];
            let mut events = Reader::new(&self.ear, &mut room);
            while let Ok(event) = events.next() {
                told(event.wd(), event.file_name().map(CStr::to_bytes));
            }
        }
    }

    impl Drop for Told {
        fn drop(&mut self) {
            // Who closes it while it listens waits for the system to clear up, for ten milliseconds and more; so does, as
            // a rule, who closes it in the same moment, but not a moment later. With several, all must be deaf before
            // the first is closed.
            self.deafen();
            if let Some(deaf) = self.deaf {
                thread::sleep(MOMENT.saturating_sub(deaf.elapsed()));
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::os::fd::BorrowedFd;
    use std::path::Path;

    use crate::terminal::ear::Deed;

    /// There is none.
    #[derive(Debug)]
    pub enum Told {}

    pub fn open() -> Option<Told> {
        None
    }

    impl Told {
        pub fn listen(&mut self, _: &Path, _: Deed) -> Option<i32> {
            match *self {}
        }

        pub fn fd(&self) -> BorrowedFd<'_> {
            match *self {}
        }

        pub fn deafen(&mut self) {
            match *self {}
        }

        pub fn hear(&self, _: impl FnMut(i32, Option<&[u8]>)) {
            match *self {}
        }
    }
}
