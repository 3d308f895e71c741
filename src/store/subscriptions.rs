//! Subscribing: one feed, or a whole list in one transaction; and the folders they stand in.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::model::feed::{FeedId, FolderId};
use crate::store::columns::{seconds, some};
use crate::store::feeds::{nameless, restore};
use crate::store::{Durability, Store, StoreError};

/// A feed of a list of subscriptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewFeed<'a> {
    /// Its address.
    pub url: &'a str,
    /// A name of the reader's own.
    pub title: Option<&'a str>,
    /// The folder it stands in, as a path from the top; empty at the top.
    pub folder: &'a [String],
}

impl Store {
    /// Subscribes. Answers the feed, and whether it is new; a feed that is there already stays as it is, and one that
    /// was removed comes back with its stories.
    pub fn add_feed(
        &mut self,
        url: &str,
        title: Option<&str>,
        folder: Option<FolderId>,
        now: Timestamp,
    ) -> Result<(FeedId, bool), StoreError> {
        self.write(Durability::Sure, |transaction| {
            add(transaction, url, title, folder, now)
        })
    }

    /// Subscribes to all feeds of a list, or to none when that fails: one transaction, one sync, however many they are.
    /// Answers how many are new; one that has moved away from its address in the list is there already.
    pub fn add_feeds(
        &mut self,
        feeds: &[NewFeed<'_>],
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        self.write(Durability::Sure, |transaction| {
            let mut folders: HashMap<&[String], Option<FolderId>> = HashMap::new();
            let mut added = 0;
            for feed in feeds {
                if has_moved_from(transaction, feed.url)? {
                    continue;
                }
                let folder = if let Some(folder) = folders.get(feed.folder) {
                    *folder
                } else {
                    let folder = find_or_make(transaction, &names(feed.folder))?;
                    folders.insert(feed.folder, folder);
                    folder
                };
                let (_, is_new) = add(transaction, feed.url, feed.title, folder, now)?;
                added += usize::from(is_new);
            }
            Ok(added)
        })
    }

    /// The folder at this path from the top, made when it is not there.
    pub fn folder(&mut self, path: &[String]) -> Result<FolderId, StoreError> {
        let names = names(path);
        let made = self.write(Durability::Sure, |transaction| {
            find_or_make(transaction, &names)
        });
        made?.ok_or(StoreError::Nameless)
    }
}

/// Whether a subscription stood at this address before.
fn has_moved_from(transaction: &Transaction, url: &str) -> rusqlite::Result<bool> {
    transaction
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM feed WHERE moved_from = ?1 AND removed IS NULL) \
             AND NOT EXISTS (SELECT 1 FROM feed WHERE url = ?1)",
        )?
        .query_row([url.trim()], |row| row.get(0))
}

/// The names of a path that are names.
fn names(path: &[String]) -> Vec<&str> {
    path.iter()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The folder at this path; none for no path.
fn find_or_make(transaction: &Transaction, names: &[&str]) -> rusqlite::Result<Option<FolderId>> {
    let mut parent: Option<i64> = None;
    for name in names {
        let there: Option<i64> = transaction
            .prepare_cached(
                "SELECT id FROM folder WHERE coalesce(parent, 0) = coalesce(?1, 0) AND name = ?2",
            )?
            .query_row(params![parent, name], |row| row.get(0))
            .optional()?;
        parent = if there.is_some() {
            there
        } else {
            transaction
                .prepare_cached("INSERT INTO folder (parent, name) VALUES (?1, ?2)")?
                .execute(params![parent, name])?;
            Some(transaction.last_insert_rowid())
        };
    }
    Ok(parent.map(FolderId))
}

fn add(
    transaction: &Transaction,
    url: &str,
    title: Option<&str>,
    folder: Option<FolderId>,
    now: Timestamp,
) -> rusqlite::Result<(FeedId, bool)> {
    let url = url.trim();
    let there: Option<(i64, bool)> = transaction
        .prepare_cached("SELECT id, removed IS NOT NULL FROM feed WHERE url = ?1")?
        .query_row([url], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((id, removed)) = there {
        if removed {
            restore(transaction, id)?;
        }
        return Ok((FeedId(id), removed));
    }
    let title = some(title);
    transaction
        .prepare_cached(
            "INSERT INTO feed (url, name, own_title, folder, added) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            url,
            title.unwrap_or_else(|| nameless(url)),
            title,
            folder.map(|folder| folder.0),
            seconds(now)
        ])?;
    Ok((FeedId(transaction.last_insert_rowid()), true))
}
