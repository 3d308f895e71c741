//! The names in a query: which feed or folder is meant, how one is called so that it is found again, and what is wrong
//! with a query that cannot be read.

use thiserror::Error;

use crate::model::feed::{Feed, FeedId, Folder, FolderId};
use crate::text::fold;

/// What the names in a query may mean.
#[derive(Debug, Clone, Copy, Default)]
pub struct Names<'a> {
    /// All feeds.
    pub feeds: &'a [Feed],
    /// All folders.
    pub folders: &'a [Folder],
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QueryError {
    /// A key has a value that it cannot have.
    #[error("{key}:{value} is not known; {key}: takes {allowed}")]
    Value {
        /// The key.
        key: &'static str,
        /// Its value.
        value: String,
        /// What it takes.
        allowed: &'static str,
    },
    /// A key that may stand once stands twice.
    #[error("a query takes one {0} only")]
    Twice(&'static str),
    /// Nothing has this name.
    #[error("no {kind} is called {name}")]
    Unknown {
        /// Feed or folder.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// More than one thing has this name.
    #[error("more than one {kind} is called {name}: {choices}")]
    Ambiguous {
        /// Feed or folder.
        kind: &'static str,
        /// The name.
        name: String,
        /// Ways to say which.
        choices: String,
    },
}

/// The thing of a name: by number, by its whole name, by address, else by a part of the name.
pub(crate) fn feed(name: &str, feeds: &[Feed]) -> Result<FeedId, QueryError> {
    let number = name.strip_prefix('#').and_then(|id| id.parse().ok());
    let wanted = fold(name);
    let tests: [&dyn Fn(&Feed) -> bool; 4] = [
        &|feed| Some(feed.id.0) == number,
        &|feed| fold(&feed.title) == wanted,
        &|feed| feed.url == name,
        &|feed| fold(&feed.title).contains(&wanted),
    ];
    for test in tests {
        let found: Vec<&Feed> = feeds.iter().filter(|feed| test(feed)).collect();
        let say = |feed: &&Feed| format!("feed:#{} ({})", feed.id.0, feed.url);
        if let Some(id) = one(&found, |feed| feed.id, "feed", name, say)? {
            return Ok(id);
        }
    }
    Err(QueryError::Unknown {
        kind: "feed",
        name: name.to_owned(),
    })
}

pub(crate) fn folder(name: &str, folders: &[Folder]) -> Result<FolderId, QueryError> {
    let number = name.strip_prefix('#').and_then(|id| id.parse().ok());
    let wanted = fold(name);
    let tests: [&dyn Fn(&Folder) -> bool; 3] = [
        &|folder| Some(folder.id.0) == number,
        &|folder| fold(&path(folder, folders)) == wanted,
        &|folder| fold(&folder.name) == wanted,
    ];
    for test in tests {
        let found: Vec<&Folder> = folders.iter().filter(|folder| test(folder)).collect();
        let say = |folder: &&Folder| format!("folder:#{} ({})", folder.id.0, path(folder, folders));
        if let Some(id) = one(&found, |folder| folder.id, "folder", name, say)? {
            return Ok(id);
        }
    }
    Err(QueryError::Unknown {
        kind: "folder",
        name: name.to_owned(),
    })
}

fn one<T, Id>(
    found: &[&T],
    id: impl Fn(&T) -> Id,
    kind: &'static str,
    name: &str,
    say: impl Fn(&&T) -> String,
) -> Result<Option<Id>, QueryError> {
    match found {
        [] => Ok(None),
        [only] => Ok(Some(id(only))),
        several => Err(QueryError::Ambiguous {
            kind,
            name: name.to_owned(),
            choices: several
                .iter()
                .take(4)
                .map(say)
                .collect::<Vec<_>>()
                .join(", "),
        }),
    }
}

/// The names of a folder and of those it stands in, from the top.
fn path(folder: &Folder, folders: &[Folder]) -> String {
    let mut names = vec![folder.name.as_str()];
    let mut parent = folder.parent;
    // As many steps as there are folders, should they ever stand in a circle.
    for _ in folders {
        let Some(folder) = folders.iter().find(|folder| Some(folder.id) == parent) else {
            break;
        };
        names.push(&folder.name);
        parent = folder.parent;
    }
    names.reverse();
    names.join("/")
}

pub(crate) fn feed_name(id: FeedId, feeds: &[Feed]) -> String {
    let title = feeds
        .iter()
        .find(|feed| feed.id == id)
        .map(|feed| feed.title.as_str());
    title
        .filter(|title| is_sayable(title) && feed(title, feeds) == Ok(id))
        .map_or_else(|| format!("#{}", id.0), quoted)
}

pub(crate) fn folder_name(id: FolderId, folders: &[Folder]) -> String {
    let path = folders
        .iter()
        .find(|folder| folder.id == id)
        .map(|folder| path(folder, folders));
    path.filter(|path| is_sayable(path) && folder(path, folders) == Ok(id))
        .map_or_else(|| format!("#{}", id.0), |path| quoted(&path))
}

fn is_sayable(name: &str) -> bool {
    !name.is_empty() && !name.contains('"')
}

fn quoted(name: &str) -> String {
    if name.contains(char::is_whitespace) {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    }
}
