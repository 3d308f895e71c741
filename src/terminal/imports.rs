//! Subscription lists: found where other readers keep theirs, and read into the library.
//!
//! A list is data. Nothing in it is run, and what is no web address is refused with its place in the file.

use std::collections::HashSet;
use std::env;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::feed::subscriptions::{self, Subscription};
use crate::model::feed::FeedId;
use crate::state::message::{FeedList, Message};
use crate::store::subscriptions::NewFeed;
use crate::store::{Store, StoreError};
use crate::terminal::clock;
use crate::terminal::editions::Editions;
use crate::terminal::files;
use crate::text;

/// A list of ten thousand feeds is a tenth of this.
const SIZE_LIMIT: u64 = 16 * 1024 * 1024;

/// Lists in their usual places, below the home, the configuration and the data directory.
const IN_HOME: &[&str] = &[".newsboat/urls", ".newsbeuter/urls"];
const IN_CONFIG: &[&str] = &["newsboat/urls", "newsbeuter/urls", "liferea/feedlist.opml"];
const IN_DATA: &[&str] = &["newsboat/urls", "akregator/data/feeds.opml"];
/// Where exported lists are put.
const DOWNLOADS: &[&str] = &["", "Downloads", "Documents"];

/// The lists of other readers on this machine, and exported ones; none of those that have no feeds, or are no lists.
#[must_use]
pub fn find() -> Vec<FeedList> {
    let lists = paths().into_iter().map(|path| FeedList {
        feeds: count(&path),
        path: files::as_told(&path),
    });
    lists.filter(|list| list.feeds != Some(0)).collect()
}

/// How many feeds are in a list; none when it cannot be read.
fn count(path: &Path) -> Option<usize> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let list = subscriptions::parse(&read(path).ok()?, &name).unwrap_or_default();
    let addresses: HashSet<&str> = list.feeds.iter().map(|feed| feed.url.as_str()).collect();
    Some(addresses.len())
}

fn paths() -> Vec<PathBuf> {
    let Some(home) = env::var_os("HOME").map(PathBuf::from) else {
        return Vec::new();
    };
    let below = |name: &str, usual: &str| match env::var_os(name) {
        Some(path) if !path.is_empty() => PathBuf::from(path),
        _ => home.join(usual),
    };
    find_below(
        &home,
        &below("XDG_CONFIG_HOME", ".config"),
        &below("XDG_DATA_HOME", ".local/share"),
    )
}

/// Reads a list and subscribes to its feeds in the reader's own library, whatever is shown.
pub fn import(editions: &mut Editions, path: &Path) -> Result<Message, String> {
    let bytes = read(&files::at_home(path)).map_err(|error| unread(path, &error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let list = subscriptions::parse(&bytes, &name)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let Some(own) = editions.own() else {
        return Err("the demo keeps nothing; start `kabar` without `demo`".to_owned());
    };
    let (added, known) = subscribe(own, &list.feeds).map_err(|error| error.to_string())?;
    let refused = list
        .refused
        .iter()
        .map(|refusal| {
            text::harmless(&format!(
                "line {}: {}: {}",
                refusal.line, refusal.text, refusal.reason
            ))
        })
        .collect();
    let left = list.feeds.iter().filter_map(Subscription::not_taken);
    Ok(Message::Imported {
        added,
        known,
        refused,
        left: left
            .map(|line| text::harmless(&format!("line {line}")))
            .collect(),
    })
}

/// Subscribes to the feeds of a list. Answers those that are new, and how many were there before.
pub fn subscribe(
    store: &mut Store,
    feeds: &[Subscription],
) -> Result<(Vec<FeedId>, u32), StoreError> {
    let new: Vec<NewFeed<'_>> = feeds
        .iter()
        .map(|feed| NewFeed {
            url: &feed.url,
            title: feed.title.as_deref(),
            folder: &feed.folder,
        })
        .collect();
    let added = store.add_feeds(&new, clock::now())?;
    let known = u32::try_from(feeds.len() - added.len()).unwrap_or(u32::MAX);
    Ok((added, known))
}

/// Why a list could not be read, without the system's number for it.
fn unread(path: &Path, error: &io::Error) -> String {
    let path = path.display();
    if error.kind() == io::ErrorKind::NotFound {
        return format!("there is no file {path}");
    }
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    format!("{path}: {words}")
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(SIZE_LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn find_below(home: &Path, config: &Path, data: &Path) -> Vec<PathBuf> {
    let usual = [(home, IN_HOME), (config, IN_CONFIG), (data, IN_DATA)];
    let mut found: Vec<PathBuf> = usual
        .iter()
        .flat_map(|(parent, names)| names.iter().map(|name| parent.join(name)))
        .filter(|path| path.is_file())
        .collect();
    for directory in DOWNLOADS {
        let mut exported: Vec<PathBuf> = fs::read_dir(home.join(directory))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension.eq_ignore_ascii_case("opml"))
            })
            .collect();
        exported.sort();
        found.extend(exported);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_found_where_readers_keep_them() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path();
        let put = |name: &str| {
            let path = home.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "x").unwrap();
            path
        };
        let expected = vec![
            put(".newsboat/urls"),
            put(".config/liferea/feedlist.opml"),
            put("b.opml"),
            put("Downloads/A.OPML"),
        ];
        put("Downloads/notes.txt");
        assert_eq!(
            find_below(home, &home.join(".config"), &home.join(".local/share")),
            expected
        );
    }
}
