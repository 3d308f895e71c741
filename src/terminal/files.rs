//! Files that the reader has stories written to.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::state::message::{Directory, Done, Failure, Message};
use crate::text;

/// Writes a text to a new file; where there is one of that name, to one with a number behind it.
#[must_use]
pub fn write(path: &Path, text: &str) -> Message {
    let path = at_home(path);
    match write_new(&path, text) {
        Ok(path) => Message::Done(Done::Saved(as_told(&path))),
        Err(error) => Message::Failed(Failure {
            effect: None,
            words: format!("could not write {}: {error}", path.display()),
        }),
    }
}

/// More names than this are not tried.
const NAMES: u32 = 1000;

fn write_new(path: &Path, text: &str) -> io::Result<PathBuf> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.to_owned();
    for number in 2..NAMES {
        match File::create_new(&name) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                return Ok(name);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                name = numbered(path, number);
            }
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn numbered(path: &Path, number: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    let ending = ending.map_or_else(String::new, |ending| format!(".{ending}"));
    path.with_file_name(format!("{stem}-{number}{ending}"))
}

/// No more files of a directory are told.
const MOST: usize = 5_000;

/// What is in a directory as it is typed; nothing where it cannot be read. Names that a terminal cannot show are left out.
#[must_use]
pub fn directory(typed: &str) -> Directory {
    let path = match typed {
        "" => PathBuf::from("."),
        typed => at_home(Path::new(typed)),
    };
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let is_plain = text::harmless(&name) == name;
        let is_directory = entry.path().is_dir();
        is_plain.then(|| if is_directory { name + "/" } else { name })
    });
    let mut names: Vec<String> = named.take(MOST).collect();
    let is_list = |name: &str| {
        let name = name.to_lowercase();
        [".opml", ".xml", "/"].iter().any(|end| name.ends_with(end))
    };
    names.sort_by_cached_key(|name| (!is_list(name), name.to_lowercase()));
    Directory {
        path: typed.to_owned(),
        names: Some(names),
    }
}

/// A path as it is told: `~` for the home directory.
#[must_use]
pub fn as_told(path: &Path) -> PathBuf {
    let home = env::var_os("HOME").filter(|home| !home.is_empty());
    match home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned)) {
        Some(rest) => Path::new("~").join(rest),
        None => path.to_owned(),
    }
}

/// A path as it is: `~` is the home directory.
#[must_use]
pub fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), env::var_os("HOME")) {
        (Ok(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.md");
        let second = folder.path().join("new/a-2.md");
        assert_eq!(write(&path, "1"), Message::Done(Done::Saved(path.clone())));
        assert_eq!(
            write(&path, "2"),
            Message::Done(Done::Saved(second.clone()))
        );
        assert_eq!(fs::read_to_string(path).unwrap(), "1");
        assert_eq!(fs::read_to_string(second).unwrap(), "2");
        let beneath = folder.path().join("new/a.md/b.md");
        assert!(matches!(write(&beneath, "3"), Message::Failed(_)));
    }
    #[test]
    fn lists_of_feeds_and_directories_are_told_first() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["urls", "b.OPML", ".hidden.xml", "a.txt", "bad\u{1b}name"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("Zeitung")).unwrap();
        let typed = format!("{}/", folder.path().display());
        let told = directory(&typed);
        let names = [".hidden.xml", "b.OPML", "Zeitung/", "a.txt", "urls"].map(str::to_owned);
        assert_eq!(told.names, Some(names.to_vec()));
        assert_eq!(told.path, typed);
        assert_eq!(directory("/no/such/").names, Some(Vec::new()));
    }
}
