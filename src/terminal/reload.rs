//! The reader's files, looked at for changes: settings, keys, colour schemes.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use crate::config::directories::Directories;
use crate::config::error::{ConfigError, Mistake};
use crate::config::stated::{self, Stated};
use crate::config::themes::{self, SchemeFile};
use crate::config::{self, Settings};

/// The reader's files as they were seen last.
#[derive(Debug)]
pub struct Reload {
    directories: Directories,
    /// Whether a plain screen was asked for, whatever the files say.
    plain: bool,
    seen: [Option<Stamp>; 3],
    /// The file of settings as it was without a mistake last: what it said then is in force.
    in_force: String,
    looked: Instant,
}

/// Whoever presses keys has the files looked at no more often.
const GLANCES_APART: Duration = Duration::from_secs(1);

/// When a file was written, and how long it is.
type Stamp = (SystemTime, u64);

impl Reload {
    /// As the files are now.
    #[must_use]
    pub fn new(directories: Directories, plain: bool) -> Self {
        let seen = stamps(&directories);
        let in_force = stated::text(&directories);
        Self {
            directories,
            plain,
            seen,
            in_force,
            looked: Instant::now(),
        }
    }

    /// Where the files are.
    #[must_use]
    pub const fn directories(&self) -> &Directories {
        &self.directories
    }

    /// Whether one of them was written since the last call, at the cost of three questions to the system.
    pub fn has_changed(&mut self) -> bool {
        let now = stamps(&self.directories);
        let changed = now != self.seen;
        self.seen = now;
        changed
    }

    /// The same, but not for each of many keys in a second.
    pub fn glance(&mut self, now: Instant) -> bool {
        let is_due = now.saturating_duration_since(self.looked) >= GLANCES_APART;
        if is_due {
            self.looked = now;
        }
        is_due && self.has_changed()
    }

    /// The settings that are there now, or the first mistake in them and how many there are. Which folder the file stands in
    /// is known: a line has room for the rest.
    pub fn load(&mut self) -> Result<Settings, String> {
        let text = stated::text(&self.directories);
        let settings = self.read()?;
        self.in_force = text;
        Ok(settings)
    }

    /// All settings as they are in force, whatever mistake there is in the file by now.
    #[must_use]
    pub fn stated(&self) -> Vec<Stated> {
        stated::stated(&self.directories, &self.in_force)
    }

    /// As `load`, with what is in force left as it is.
    pub fn read(&self) -> Result<Settings, String> {
        let folder = format!("{}/", self.directories.config.display());
        let settings = config::load_again(&self.directories).map_err(|error| match error {
            ConfigError::Mistakes(mistakes) => first_of(&mistakes).replace(&folder, ""),
            other => other.to_string().replace(&folder, ""),
        })?;
        Ok(Settings {
            accessible: settings.accessible || self.plain,
            ..settings
        })
    }

    /// The reader's colour schemes.
    #[must_use]
    pub fn schemes(&self) -> Vec<SchemeFile> {
        themes::own(&self.directories.themes())
    }
}

/// The first mistake, with the number of the others beside its place: what is wrong stands last, as it is known.
fn first_of(mistakes: &[Mistake]) -> String {
    let Some((Mistake { place, words }, others)) = mistakes.split_first() else {
        return String::new();
    };
    match others.len() {
        0 => format!("{place}: {words}"),
        more => format!("{place} (+{more}): {words}"),
    }
}

fn stamps(directories: &Directories) -> [Option<Stamp>; 3] {
    let stamp = |path: &Path| {
        let file = fs::metadata(path).ok()?;
        Some((file.modified().ok()?, file.len()))
    };
    // A file that is written anew in its place leaves its folder as it was.
    let folder = |path: &Path| {
        let files = fs::read_dir(path).ok()?.flatten();
        let each = files.filter_map(|file| stamp(&file.path()));
        each.chain(stamp(path))
            .reduce(|all, one| (all.0.max(one.0), all.1 + one.1))
    };
    [
        stamp(&directories.settings()),
        stamp(&directories.keymap()),
        folder(&directories.themes()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::options::Value;

    #[test]
    fn whoever_presses_keys_has_the_files_looked_at_once_a_second() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let themes = folder.path().join("themes");
        fs::create_dir(&themes).unwrap();
        fs::write(themes.join("own.yaml"), "a").unwrap();
        let directories = Directories::find(Some(&data), Some(folder.path())).unwrap();
        let mut reload = Reload::new(directories, false);
        fs::write(themes.join("own.yaml"), "ab").unwrap();
        let start = reload.looked;
        for (milliseconds, expected) in [(400, false), (1000, true), (1100, false), (2000, false)] {
            let now = start + Duration::from_millis(milliseconds);
            assert_eq!(reload.glance(now), expected, "{milliseconds}");
        }
    }

    #[test]
    fn a_written_file_is_noticed_once_and_its_mistakes_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let directories = Directories::find(Some(&data), Some(folder.path())).unwrap();
        let mut reload = Reload::new(directories, false);
        assert!(!reload.has_changed());
        fs::write(
            folder.path().join("config.toml"),
            "[reading]\nmeasure = 72\n",
        )
        .unwrap();
        assert!(reload.has_changed() && !reload.has_changed());
        assert_eq!(reload.load().unwrap().measure, 72);
        fs::write(
            folder.path().join("config.toml"),
            "[reading]\nmeasur = 7\nx = 1\n",
        )
        .unwrap();
        assert!(reload.has_changed());
        let words = reload.load().unwrap_err();
        assert!(
            words.starts_with("config.toml:2 (+1): unknown setting `measur`"),
            "{words}"
        );
        // What was said before the mistake is in force.
        let stated = reload.stated();
        let measure = stated.iter().find(|one| one.choice.name == "measure");
        assert_eq!(measure.unwrap().value, Value::Number(72));
    }
}
