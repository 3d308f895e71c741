//! Subscriptions: feeds, folders and the counts beside them; removing and bringing back.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::model::address::without_secrets;
use crate::model::feed::{Feed, FeedId, Folder, FolderId, Health};
use crate::store::columns::{count, seconds, some, time_at, wishes};
use crate::store::{Durability, Store, StoreError, lost};
use crate::text;

/// How many stories there are; kept in step, never counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not read.
    pub unread: u32,
    /// Bookmarked.
    pub bookmarked: u32,
    /// To be read in full without a network.
    pub offline: u32,
    /// All.
    pub total: u32,
}

impl Store {
    /// The feed with this address, if it is subscribed; name and password in it are no part of the address.
    pub fn feed_at(&self, url: &str) -> Result<Option<FeedId>, StoreError> {
        let url = url.trim();
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT id FROM feed WHERE url IN (?1, ?2) AND removed IS NULL ORDER BY url <> ?1",
                )?
                .query_row(params![url, without_secrets(url)], |row| {
                    row.get(0).map(FeedId)
                })
                .optional()
        })
    }

    /// Gives a feed a name of the reader's own, or takes it away.
    pub fn rename_feed(&mut self, id: FeedId, title: Option<&str>) -> Result<(), StoreError> {
        // One harmless line, wherever it is shown.
        let title = title.map(text::harmless);
        let title = some(title.as_deref());
        self.write(Durability::Sure, |transaction| {
            let (url, given): (String, Option<String>) = transaction.query_row(
                "SELECT url, title FROM feed WHERE id = ?1",
                [id.0],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let name = title.or(given.as_deref()).unwrap_or(nameless(&url));
            transaction
                .execute(
                    "UPDATE feed SET own_title = ?2, name = ?3 WHERE id = ?1",
                    params![id.0, title, name],
                )
                .map(drop)
        })
    }

    /// Puts a feed into a folder, or out of all.
    pub fn move_feed(&mut self, id: FeedId, folder: Option<FolderId>) -> Result<(), StoreError> {
        self.write(Durability::Sure, |transaction| {
            transaction
                .execute(
                    "UPDATE feed SET folder = ?2 WHERE id = ?1",
                    params![id.0, folder.map(|folder| folder.0)],
                )
                .map(drop)
        })
    }

    /// All subscriptions, by name.
    pub fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        let mut feeds: Vec<Feed> = self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT id, url, link, name, folder, language, unread, total, fetched, \
                     failing_since, tries, cause, retry, retired, latest, took, \
                     settings, wait, instead, damage FROM feed WHERE removed IS NULL ORDER BY id",
                )?
                .query_map([], feed)?
                .collect()
        })?;
        lost::without_known(&mut feeds);
        // SQLite would write each row out to sort it, which takes as long as to read it.
        feeds.sort_by(|one, other| text::name_order(&one.title, &other.title));
        Ok(feeds)
    }

    /// Whether there are at least so many subscriptions; looks at no more of them.
    pub fn has_feeds(&self, count: usize) -> Result<bool, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT count(*) = ?1 FROM (SELECT 1 FROM feed WHERE removed IS NULL LIMIT ?1)",
                )?
                .query_row([i64::try_from(count).unwrap_or(i64::MAX)], |row| row.get(0))
        })
    }

    /// All folders, by name.
    pub fn folders(&self) -> Result<Vec<Folder>, StoreError> {
        let mut folders: Vec<Folder> = self.read(|connection| {
            connection
                .prepare_cached("SELECT id, parent, name FROM folder ORDER BY id")?
                .query_map([], |row| {
                    Ok(Folder {
                        id: FolderId(row.get(0)?),
                        parent: row.get::<_, Option<i64>>(1)?.map(FolderId),
                        name: row.get(2)?,
                    })
                })?
                .collect()
        })?;
        folders.sort_by(|one, other| text::name_order(&one.name, &other.name));
        Ok(folders)
    }

    /// How many stories there are, in no time.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT unread, bookmarked, offline, total FROM tally")?
                .query_row([], |row| {
                    Ok(Counts {
                        unread: count(row.get(0)?),
                        bookmarked: count(row.get(1)?),
                        offline: count(row.get(2)?),
                        total: count(row.get(3)?),
                    })
                })
        })
    }

    /// Removes a subscription. Its bookmarked and tagged stories stay; the others wait 30 days for it to come back.
    pub fn remove_feed(&mut self, id: FeedId, now: Timestamp) -> Result<(), StoreError> {
        self.write(Durability::Sure, |transaction| {
            let changed = transaction.execute(
                "UPDATE feed SET removed = ?2 WHERE id = ?1 AND removed IS NULL",
                params![id.0, seconds(now)],
            )?;
            if changed > 0 {
                let change = "UPDATE article SET shown = 0 WHERE feed = ?1 AND bookmarked = 0 AND shown = 1 \
                              AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.article = article.id)";
                counted(transaction, id.0, change)?;
            }
            Ok(())
        })
    }

    /// Brings a removed subscription back with its stories and marks. Answers whether it was there to bring back.
    pub fn restore_feed(&mut self, id: FeedId) -> Result<bool, StoreError> {
        self.write(Durability::Sure, |transaction| restore(transaction, id.0))
    }
}

pub(crate) fn restore(transaction: &Transaction, id: i64) -> rusqlite::Result<bool> {
    let changed = transaction.execute(
        "UPDATE feed SET removed = NULL WHERE id = ?1 AND removed IS NOT NULL",
        [id],
    )?;
    if changed > 0 {
        let change = "UPDATE article SET shown = 1 WHERE feed = ?1 AND shown = 0";
        counted(transaction, id, change)?;
    }
    Ok(changed > 0)
}

/// Changes what is shown of a feed, and the counts by as much: the other stories of the library are not looked at.
fn counted(connection: &Connection, feed: i64, change: &str) -> rusqlite::Result<()> {
    let count = || {
        connection
            .prepare_cached(
                "SELECT count(*), coalesce(sum(read = 0), 0) FROM article \
                 WHERE feed = ?1 AND shown = 1",
            )?
            .query_row([feed], |row| Ok([row.get(0)?, row.get(1)?]))
    };
    let before: [i64; 2] = count()?;
    connection.execute(change, [feed])?;
    let [total, unread] = count()?;
    connection.execute(
        "UPDATE feed SET total = ?2, unread = ?3 WHERE id = ?1",
        [feed, total, unread],
    )?;
    connection
        .execute(
            "UPDATE tally SET total = total + ?1, unread = unread + ?2",
            [total - before[0], unread - before[1]],
        )
        .map(drop)
}

/// What a feed is called that has no name: its address without the scheme, without name and password, and without what
/// stands behind `#`, so that the feeds of one host can be told apart.
#[must_use]
pub fn nameless(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let host_end = rest.find(['/', '?']).unwrap_or(rest.len());
    let secret = rest.get(..host_end).and_then(|host| host.rfind('@'));
    let place = secret.and_then(|at| rest.get(at + 1..)).unwrap_or(rest);
    let place = place.trim_end_matches('/');
    if place.is_empty() { url } else { place }
}

/// The host of an address: where a page comes from that does not name its site.
#[must_use]
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    if host.is_empty() { url } else { host }
}

fn feed(row: &Row) -> rusqlite::Result<Feed> {
    // Most feeds have none; SQLite would look into it once for each.
    let wishes = wishes(
        row.get_ref(16)?
            .as_str_or_null()
            .map_err(rusqlite::Error::from)?,
    );
    let health = match (row.get::<_, bool>(13)?, row.get::<_, i64>(10)?) {
        (true, _) => Health::Retired {
            since: time_at(row, 9)?.unwrap_or_default(),
        },
        (false, 0) => Health::Well,
        (false, tries) => Health::Failing {
            since: time_at(row, 9)?.unwrap_or_default(),
            tries: count(tries),
            cause: row.get::<_, Option<String>>(11)?.unwrap_or_default(),
            retry: time_at(row, 12)?,
            wait: time_at(row, 17)?,
        },
    };
    Ok(Feed {
        id: FeedId(row.get(0)?),
        url: row.get(1)?,
        link: row.get(2)?,
        title: row.get(3)?,
        folder: row.get::<_, Option<i64>>(4)?.map(FolderId),
        language: row.get(5)?,
        unread: count(row.get(6)?),
        total: count(row.get(7)?),
        fetched: time_at(row, 8)?,
        latest: time_at(row, 14)?,
        health,
        took: row.get::<_, Option<i64>>(15)?.map(count),
        muted: wishes.muted,
        notify: wishes.notify,
        images: wishes.images,
        instead: row.get(18)?,
        damage: row.get(19)?,
    })
}

#[test]
fn feeds_of_one_host_are_told_apart_without_their_secrets() {
    for (url, name) in [
        ("https://a.example/", "a.example"),
        ("https://a.example/rss/kota/", "a.example/rss/kota"),
        (
            "http://ani:p@ss@a.example:81/x@y?z=1#top",
            "a.example:81/x@y?z=1",
        ),
        ("file:///tmp/feed.xml", "/tmp/feed.xml"),
        ("https://", "https://"),
    ] {
        assert_eq!(nameless(url), name);
    }
}
