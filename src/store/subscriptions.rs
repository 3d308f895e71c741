//! Subscribing: one feed, or a whole list in one transaction; and the folders they stand in.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::model::address::{self, Login, without_secrets};
use crate::model::feed::{FeedId, FolderId};
use crate::model::wishes::Wishes;
use crate::store::columns::{seconds, some, wishes, written};
use crate::store::feeds::{nameless, restore};
use crate::store::{Durability, Store, StoreError};
use crate::text;

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
    /// Answers those that are new; one that has moved away from its address in the list is there already.
    pub fn add_feeds(
        &mut self,
        feeds: &[NewFeed<'_>],
        now: Timestamp,
    ) -> Result<Vec<FeedId>, StoreError> {
        self.write(Durability::Sure, |transaction| {
            let mut folders: HashMap<&[String], Option<FolderId>> = HashMap::new();
            let mut added = Vec::new();
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
                let (id, is_new) = add(transaction, feed.url, feed.title, folder, now)?;
                added.extend(is_new.then_some(id));
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
        .query_row([without_secrets(url.trim())], |row| row.get(0))
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

/// Name and password are taken out of the address into the settings, where they may be changed and nobody sees them.
fn add(
    transaction: &Transaction,
    url: &str,
    title: Option<&str>,
    folder: Option<FolderId>,
    now: Timestamp,
) -> rusqlite::Result<(FeedId, bool)> {
    let url = url.trim();
    let title = title.map(text::harmless);
    let login = address::login(url);
    let place = match login {
        Some(_) => without_secrets(url),
        None => url.into(),
    };
    let new = |url: &str, login: Option<Login>| {
        let id = insert(transaction, url, some(title.as_deref()), folder, now)?;
        if let Some(login) = login {
            log_in(transaction, id, Wishes::default(), login)?;
        }
        Ok((FeedId(id), true))
    };
    let Some((id, is_removed, is_same, wishes)) = known(transaction, url, &place)? else {
        return new(&place, login);
    };
    if let Some(login) = login.filter(|_| !is_same) {
        match &wishes.login {
            // What another person reads there is another feed, and its address tells them apart.
            Some(name) if !is_removed && *name != login.name => return new(url, None),
            Some(_) if !is_removed => {}
            _ => log_in(transaction, id, wishes, login)?,
        }
    }
    if is_removed {
        restore(transaction, id)?;
    }
    Ok((FeedId(id), is_removed))
}

/// The feed at an address, or at the same without name and password: its id, whether it was removed, whether the address
/// is the very same, and how the reader wants it.
fn known(
    transaction: &Transaction,
    url: &str,
    place: &str,
) -> rusqlite::Result<Option<(i64, bool, bool, Wishes)>> {
    transaction
        .prepare_cached(
            "SELECT id, removed IS NOT NULL, url = ?1, settings FROM feed WHERE url IN (?1, ?2) \
             ORDER BY url <> ?1",
        )?
        .query_row([url, place], |row| {
            let settings: Option<String> = row.get(3)?;
            let wishes = wishes(settings.as_deref());
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, wishes))
        })
        .optional()
}

fn insert(
    transaction: &Transaction,
    url: &str,
    title: Option<&str>,
    folder: Option<FolderId>,
    now: Timestamp,
) -> rusqlite::Result<i64> {
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
    Ok(transaction.last_insert_rowid())
}

fn log_in(
    transaction: &Transaction,
    id: i64,
    mut wishes: Wishes,
    login: Login,
) -> rusqlite::Result<()> {
    wishes.log_in_as(login);
    transaction
        .prepare_cached("UPDATE feed SET settings = ?2 WHERE id = ?1")?
        .execute(params![id, written(&wishes)])
        .map(drop)
}
