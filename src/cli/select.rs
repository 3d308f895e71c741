//! What a person writes for a feed, a folder or a query, as what the library knows.

use crate::cli::context::Usage;
use crate::model::feed::{Feed, FeedId};
use crate::model::query::Query;
use crate::model::query::names::{Names, QueryError};
use crate::model::query::text::parse_query;
use crate::store::Store;
use crate::terminal::clock;
use crate::text::fold;

/// No feed is called so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no feed matches `{0}`; `kabar feeds` lists them")]
pub struct NoSuchFeed(pub String);

/// The feed that is meant: by number, address, name, or a part of a name that no other feed has.
pub fn feed<'a>(feeds: &'a [Feed], meant: &str) -> anyhow::Result<&'a Feed> {
    let plain = |url: &str| {
        let url = url.split_once("://").map_or(url, |(_, rest)| rest);
        url.trim_end_matches('/').to_lowercase()
    };
    let folded = fold(meant);
    let number = meant.parse().ok().map(FeedId);
    let ways: [&dyn Fn(&Feed) -> bool; 4] = [
        &|feed| Some(feed.id) == number,
        &|feed| plain(&feed.url) == plain(meant),
        &|feed| fold(&feed.title) == folded,
        &|feed| fold(&feed.title).contains(&folded) || plain(&feed.url).contains(&plain(meant)),
    ];
    for way in ways {
        let mut found = feeds.iter().filter(|feed| way(feed));
        match (found.next(), found.next()) {
            (Some(feed), None) => return Ok(feed),
            (Some(one), Some(other)) => {
                let words = format!(
                    "`{meant}` may be {} or {}; be more precise",
                    one.title, other.title
                );
                return Err(Usage(words).into());
            }
            _ => {}
        }
    }
    Err(NoSuchFeed(meant.to_owned()).into())
}

/// The path of a folder: `A/B` is B in A.
#[must_use]
pub fn folder_path(written: &str) -> Vec<String> {
    let names = written.split('/').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A query in its text form: `is:unread feed:antara since:7d gempa "maluku tengah"`.
pub fn query(store: &Store, written: &str) -> anyhow::Result<Query> {
    let (feeds, folders) = (store.feeds()?, store.folders()?);
    let names = Names {
        feeds: &feeds,
        folders: &folders,
    };
    parse_query(written, &names, clock::now()).map_err(|error| match error {
        QueryError::Unknown { .. } => error.into(),
        _ => Usage(error.to_string()).into(),
    })
}

#[cfg(test)]
mod tests;
