//! Hears when somebody edits the reader's files (settings, keys, colour schemes), so that an idle program wakes for it.
//!
//! It does not know what changed: that is seen by whoever looks at the files. Files may be written in their place or be
//! replaced by others, may stand behind links, and need not be there yet, nor need their folder.

use std::ffi::{OsStr, OsString};
use std::os::fd::BorrowedFd;
use std::path::{self, Path, PathBuf};
use std::time::{Duration, Instant};

use crate::config::directories::Directories;
use crate::terminal::ear::{Deed, Ear, Folder};

/// A file is made first and written then; so long after the first that is heard of it, it is looked at.
const SOON: Duration = Duration::from_millis(100);

/// What hears of edits.
#[derive(Debug)]
pub struct Edits {
    directories: Directories,
    ear: Ear,
    heard: Vec<(Folder, Option<OsString>)>,
    due: Option<Instant>,
}

/// A folder to be listened to, what is to be heard of it, and of which of its files; of all without a name.
type Place = (PathBuf, Deed, Option<OsString>);

impl Edits {
    /// Listens to edits of the files in these directories; nothing where that cannot be.
    #[must_use]
    pub fn of(directories: &Directories) -> Option<Self> {
        let mut ear = Ear::open()?;
        let mut heard = Vec::new();
        for (folder, deed, name) in places(directories) {
            heard.extend(ear.listen(&folder, deed).map(|folder| (folder, name)));
        }
        Some(Self {
            directories: directories.clone(),
            ear,
            heard,
            due: None,
        })
    }

    /// What is readable when there is something to hear; nothing while the files are waited for.
    #[must_use]
    pub fn ear(&self) -> Option<BorrowedFd<'_>> {
        self.due.is_none().then(|| self.ear.fd())
    }

    /// Hears nothing from now on: it is about to be closed.
    pub fn deafen(&mut self) {
        self.ear.deafen();
    }

    /// When it is to be asked at the latest.
    #[must_use]
    pub const fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Whether the files are to be looked at now.
    pub fn hear(&mut self, now: Instant) -> bool {
        match self.due {
            None if self.has_heard() => {
                self.due = Some(now + SOON);
                false
            }
            Some(due) if now >= due => {
                self.due = None;
                // Other folders may be there now, or none. Whoever looks does so after this: nothing is missed between.
                if let Some(anew) = Self::of(&self.directories) {
                    *self = anew;
                }
                true
            }
            _ => false,
        }
    }

    fn has_heard(&self) -> bool {
        let mut has_heard = false;
        self.ear.hear(|folder, file| {
            let is_meant = |(of, name): &(Folder, Option<OsString>)| {
                let name = name.as_deref().map(OsStr::as_encoded_bytes);
                *of == folder && (file.is_none() || name.is_none() || name == file)
            };
            has_heard |= self.heard.iter().any(is_meant);
        });
        has_heard
    }
}

/// The folders that tell of edits: that of the files, that of the schemes, and those that links lead to; while there is no
/// such folder, the one in which it would be made.
fn places(directories: &Directories) -> Vec<Place> {
    let config = path::absolute(&directories.config).unwrap_or_else(|_| directories.config.clone());
    if !config.is_dir() {
        return missing(&config).into_iter().collect();
    }
    let files = [
        directories.settings(),
        directories.keymap(),
        directories.themes(),
    ];
    let own = files.iter().map(|file| {
        let name = file.file_name().map(OsStr::to_owned);
        (config.clone(), Deed::Changing, name)
    });
    let linked = files.iter().filter(|file| file.is_symlink());
    let linked = linked.filter_map(|file| {
        let target = file.canonicalize().ok()?;
        let name = target.file_name()?.to_owned();
        Some((target.parent()?.to_owned(), Deed::Changing, Some(name)))
    });
    let schemes = (directories.themes(), Deed::Changing, None);
    own.chain(linked).chain([schemes]).collect()
}

/// The nearest folder that is there, and what is to be made in it.
fn missing(folder: &Path) -> Option<Place> {
    let mut missing = folder;
    loop {
        let parent = missing.parent()?;
        if parent.is_dir() {
            let name = missing.file_name()?.to_owned();
            return Some((parent.to_owned(), Deed::Making, Some(name)));
        }
        missing = parent;
    }
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    /// Whether what was done is heard, and then nothing more.
    fn hears(edits: &mut Edits) -> bool {
        let now = Instant::now();
        if edits.hear(now) || edits.due().is_none() {
            return false;
        }
        assert!(edits.ear().is_none() && !edits.hear(now));
        let is_heard = edits.hear(now + SOON);
        assert!(edits.due().is_none() && !edits.hear(now + SOON));
        is_heard
    }

    #[test]
    fn edits_are_heard_wherever_the_files_stand_and_nothing_else_is() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let config = at("config/kabar");
        let directories = Directories::find(Some(&at("data")), Some(&config)).unwrap();
        let mut edits = Edits::of(&directories).unwrap();
        let mut check = |what: &str, expected: bool, act: &dyn Fn()| {
            act();
            assert_eq!(hears(&mut edits), expected, "{what}");
        };
        let write = |name: &str| fs::write(at(name), name).unwrap();
        let own = |name: &str| write(&format!("config/kabar/{name}"));
        check("others", false, &|| write("other"));
        check("the folder above", true, &|| {
            fs::create_dir(at("config")).unwrap();
        });
        check("another program", false, &|| write("config/other"));
        check("folder and file", true, &|| {
            fs::create_dir(&config).unwrap();
            own("config.toml");
        });
        check("written", true, &|| own("config.toml"));
        check("a file beside it", false, &|| own(".config.toml.swp"));
        check("replaced", true, &|| {
            fs::rename(config.join(".config.toml.swp"), config.join("config.toml")).unwrap();
        });
        check("keys", true, &|| own("keymap.toml"));
        check("schemes", true, &|| {
            fs::create_dir(config.join("themes")).unwrap();
        });
        check("a scheme", true, &|| own("themes/own.yaml"));
        check("a link", true, &|| {
            fs::create_dir(at("dotfiles")).unwrap();
            write("dotfiles/kabar.toml");
            fs::remove_file(config.join("config.toml")).unwrap();
            symlink(at("dotfiles/kabar.toml"), config.join("config.toml")).unwrap();
        });
        check("where it leads", true, &|| write("dotfiles/kabar.toml"));
        check("beside that", false, &|| write("dotfiles/other"));
        check("removed", true, &|| fs::remove_dir_all(&config).unwrap());
        check("made again", true, &|| {
            fs::create_dir(&config).unwrap();
            own("keymap.toml");
        });
    }
}
