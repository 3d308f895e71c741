//! What a person writes for a feed, a folder or a query, as what the library knows.

use crate::cli::context::Usage;
use crate::model::address::without_secrets;
use crate::model::feed::{Feed, FeedId};
use crate::model::query::Query;
use crate::model::query::names::{self, Names, QueryError};
use crate::model::query::text::{KEYS, like_a_key, parse_query};
use crate::store::Store;
use crate::terminal::clock;

/// No feed is called so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no feed matches `{0}`; `kabar feeds` lists them")]
pub struct NoSuchFeed(pub String);

/// The feed that is meant: by number, by address as a person types it, or as a query names it.
pub fn feed<'a>(feeds: &'a [Feed], meant: &str) -> anyhow::Result<&'a Feed> {
    let number = meant.parse().ok().map(FeedId);
    let here = |feed: &&Feed| Some(feed.id) == number || address(&feed.url) == address(meant);
    if let Some(feed) = feeds.iter().find(here) {
        return Ok(feed);
    }
    let none = || NoSuchFeed(without_secrets(meant).into_owned()).into();
    match names::feed(meant, feeds) {
        Ok(id) => feeds.iter().find(|feed| feed.id == id).ok_or_else(none),
        Err(QueryError::Unknown { .. }) => Err(none()),
        Err(error) => Err(Usage(error.to_string()).into()),
    }
}

/// An address without what people leave out.
fn address(url: &str) -> String {
    let url = without_secrets(url);
    let url = url.split_once("://").map_or(&*url, |(_, rest)| rest);
    url.trim_end_matches('/').to_lowercase()
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

/// What is said of a query that finds nothing: what looks like a key and is none was looked for as it stands.
#[must_use]
pub fn nothing_matches(query: &Query) -> String {
    match like_a_key(query) {
        Some(word) => {
            format!(
                "nothing matches; `{word}` was looked for as words, the keys of a query are {KEYS}"
            )
        }
        None => "nothing matches".to_owned(),
    }
}

#[cfg(test)]
mod tests;
