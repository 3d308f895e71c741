//! Changing how the reader wants a feed, one setting by its name: what the panes and the command line share.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::model::address::{self, without_secrets};
use crate::model::feed::FeedId;
use crate::model::wishes::{FullText, Wishes};
use crate::store::columns::some;
use crate::store::feeds::nameless;
use crate::store::{Durability, Store, StoreError};

/// Why a setting was not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It cannot be what is written.
    #[error("{0}")]
    Wrong(String),
    /// The library.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The settings that are not among the wishes.
pub const OWN: [&str; 3] = ["title", "folder", "address"];

impl Store {
    /// Changes settings of a feed: all of them, or none when one cannot be. Nothing happens to a feed that is not there.
    pub fn set(
        &mut self,
        feed: FeedId,
        changes: &[(&str, &str)],
        now: Timestamp,
    ) -> Result<(), Refused> {
        let Some(record) = self.record(feed, now)? else {
            return Ok(());
        };
        let mut wishes = record.wishes.clone();
        // The address first: what is said of the rest is said of the new server.
        if let Some((_, url)) = changes.iter().find(|(key, _)| *key == "address") {
            wishes.moved(&self.setting(feed, "address", now)?, url.trim());
            if let Some(login) = address::login(url) {
                wishes.log_in_as(login);
            }
        }
        for (key, value) in changes {
            match *key {
                "title" | "folder" => {}
                "address" => check(value).map_err(Refused::Wrong)?,
                _ => wishes.set(key, value).map_err(Refused::Wrong)?,
            }
        }
        for (key, value) in changes {
            match *key {
                "title" => self.rename_feed(feed, Some(value))?,
                "folder" => self.file_feed(feed, value)?,
                "address" => self.readdress(feed, &without_secrets(value.trim()))?,
                _ => {}
            }
        }
        // What stood in an address that is given up is in the settings only when they are written.
        let is_moved = changes.iter().any(|(key, _)| *key == "address");
        if is_moved || wishes != record.wishes {
            self.wish(feed, &wishes)?;
            // From now on the settings alone say who the reader is.
            self.bare(feed)?;
        }
        if wishes.interval != record.wishes.interval {
            self.pace_anew(feed, wishes.interval)?;
        }
        Ok(())
    }

    /// Files a feed that has just been added, and says whether the pages of its stories are fetched.
    pub fn arrange(
        &mut self,
        feed: FeedId,
        folder: Option<&str>,
        full_text: Option<FullText>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if let Some(folder) = folder {
            self.file_feed(feed, folder)?;
        }
        if let (Some(full_text), Some(record)) = (full_text, self.record(feed, now)?) {
            let wishes = Wishes {
                full_text,
                ..record.wishes
            };
            self.wish(feed, &wishes)?;
        }
        Ok(())
    }

    /// Takes name and password out of the address of a feed, whose settings hold them.
    fn bare(&mut self, feed: FeedId) -> Result<(), StoreError> {
        self.write(Durability::Sure, |transaction| {
            let url: String =
                transaction.query_row("SELECT url FROM feed WHERE id = ?1", [feed.0], |row| {
                    row.get(0)
                })?;
            transaction
                .execute(
                    "UPDATE OR IGNORE feed SET url = ?2 WHERE id = ?1 AND url <> ?2",
                    params![feed.0, without_secrets(&url)],
                )
                .map(drop)
        })
    }

    /// When a feed is asked next, so many minutes after it was asked last, or by its own pace; never sooner than it wishes.
    fn pace_anew(&mut self, feed: FeedId, minutes: Option<u32>) -> Result<(), StoreError> {
        self.write(Durability::Sure, |transaction| {
            transaction
                .execute(
                    "UPDATE feed SET next = coalesce(asked, fetched) \
                     + max(coalesce(?2 * 60, pace, 3600), min(coalesce(ttl, 0) * 60, 86400)) WHERE id = ?1",
                    params![feed.0, minutes],
                )
                .map(drop)
        })
    }

    /// What a setting says now, as a reader writes it; secrets only as the place they have.
    pub fn setting(&self, feed: FeedId, key: &str, now: Timestamp) -> Result<String, StoreError> {
        let one = |column: &str| {
            self.read(|connection| {
                connection
                    .prepare_cached(&format!("SELECT {column} FROM feed WHERE id = ?1"))?
                    .query_row([feed.0], |row| row.get::<_, Option<String>>(0))
                    .optional()
            })
        };
        Ok(match key {
            "title" => one("own_title")?.flatten().unwrap_or_default(),
            "address" => one("url")?.flatten().unwrap_or_default(),
            "folder" => self.folder_of(feed)?,
            _ => {
                let record = self.record(feed, now)?;
                record.map_or_else(String::new, |record| record.wishes.shown(key))
            }
        })
    }

    fn folder_of(&self, feed: FeedId) -> Result<String, StoreError> {
        let folders = self.folders()?;
        let mut next = self
            .feeds()?
            .into_iter()
            .find(|known| known.id == feed)
            .and_then(|feed| feed.folder);
        let mut names: Vec<&str> = Vec::new();
        while let Some(folder) = next.and_then(|id| folders.iter().find(|folder| folder.id == id)) {
            names.insert(0, &folder.name);
            next = folder.parent.filter(|_| names.len() < folders.len());
        }
        Ok(names.join("/"))
    }

    fn file_feed(&mut self, feed: FeedId, written: &str) -> Result<(), StoreError> {
        let path: Vec<String> = written
            .split('/')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        let folder = if path.is_empty() {
            None
        } else {
            Some(self.folder(&path)?)
        };
        self.move_feed(feed, folder)
    }

    /// Gives a feed another address: it is asked as if for the first time, and what failed is forgotten.
    fn readdress(&mut self, feed: FeedId, url: &str) -> Result<(), Refused> {
        let taken = self.feed_at(url)?.is_some_and(|other| other != feed);
        if taken {
            let words = "another feed of yours has that address".to_owned();
            return Err(Refused::Wrong(words));
        }
        self.write(Durability::Sure, |transaction| {
            // A removed feed may still hold the address; it gives way.
            transaction.execute(
                "UPDATE feed SET url = url || '#removed-' || id WHERE url = ?1 AND removed IS NOT NULL",
                [url],
            )?;
            transaction
                .execute(
                    "UPDATE feed SET moved_from = url, url = ?2, name = coalesce(own_title, title, ?3), etag = NULL, \
                     last_modified = NULL, body_hash = NULL, next = NULL, wait = NULL, asked = NULL, retry = NULL, \
                     failing_since = NULL, tries = 0, cause = NULL, retired = 0, lost = 0, looked = NULL, instead = NULL \
                     WHERE id = ?1 AND url <> ?2",
                    params![feed.0, some(Some(url)), nameless(url)],
                )
                .map(drop)
        })?;
        Ok(())
    }
}

/// Whether a feed can be asked there.
fn check(url: &str) -> Result<(), String> {
    let url = url.trim();
    let known = ["http://", "https://", "file:///", "exec:"];
    if known
        .iter()
        .any(|scheme| url.len() > scheme.len() && url.starts_with(scheme))
    {
        return Ok(());
    }
    Err("address takes an address that begins with http: or https:".to_owned())
}

/// All settings there are, in the order a reader meets them.
#[must_use]
pub fn keys() -> Vec<&'static str> {
    OWN.into_iter().chain(Wishes::KEYS).collect()
}
