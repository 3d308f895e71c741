//! Retention: what is removed in the end. Never what is unread, bookmarked or open.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Transaction, params};

use crate::model::article::ArticleId;
use crate::store::columns::seconds;
use crate::store::{Durability, Store, StoreError, index};

/// What is kept, of stories that are read and not bookmarked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// So many days after they were published, stored and last marked.
    pub days: u32,
    /// And no more than so many of a feed, the newest; read stories beyond them go earlier.
    pub per_feed: u32,
    /// Stories that are on the screen.
    pub open: Vec<ArticleId>,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            days: 60,
            per_feed: 5_000,
            open: Vec::new(),
        }
    }
}

/// Removed feeds and pages can come back for so long.
const REMOVED: i64 = 30 * 86_400;
const DAY: i64 = 86_400;
/// So many stories go in one transaction; the rest waits for the next call.
const AT_ONCE: i64 = 300;

impl Store {
    /// Removes what need not be kept; answers how many stories went. At most some hundreds at once, to keep others
    /// waiting for a moment only: call again until it answers 0.
    pub fn retire(&mut self, now: Timestamp, retention: &Retention) -> Result<u32, StoreError> {
        let now = seconds(now);
        let open: HashSet<i64> = retention.open.iter().map(|id| id.0).collect();
        // Looking takes a walk through all feeds: nobody has to wait for that when nothing is to be removed.
        let is_any = self.read(|connection| {
            let going = going(connection, now, retention)?;
            Ok(going.iter().any(|id| !open.contains(id)) || !removed(connection, now)?.is_empty())
        })?;
        if !is_any {
            return Ok(0);
        }
        self.write(Durability::Cheap, |transaction| {
            let going = going(transaction, now, retention)?;
            let mut removal = Removal {
                transaction,
                now,
                number: 0,
                shown: 0,
                unread: 0,
                by_feed: BTreeMap::new(),
            };
            for id in going.iter().filter(|id| !open.contains(id)) {
                removal.remove(*id)?;
            }
            for feed in removed(transaction, now)? {
                removal.purge(feed, &open)?;
            }
            removal.count()
        })
    }
}

/// Stories that need not be kept.
fn going(connection: &Connection, now: i64, retention: &Retention) -> rusqlite::Result<Vec<i64>> {
    let mut going = old(connection, now - i64::from(retention.days) * DAY)?;
    going.extend(old_by_wish(connection, now)?);
    going.extend(taken_out(connection, now)?);
    going.extend(beyond(connection, retention.per_feed)?);
    Ok(going)
}

/// Feeds that did not come back in time.
fn removed(connection: &Connection, now: i64) -> rusqlite::Result<Vec<i64>> {
    ids(
        connection,
        "SELECT id FROM feed WHERE removed < ?1",
        [now - REMOVED],
    )
}

fn ids(connection: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached(sql)?
        .query_map(params, |row| row.get(0))?
        .collect()
}

/// Read stories that were published, stored and last marked before a time, of feeds for which nothing else is wished.
fn old(connection: &Connection, before: i64) -> rusqlite::Result<Vec<i64>> {
    ids(
        connection,
        "SELECT id FROM article INDEXED BY article_list WHERE shown = 1 AND read = 1 AND published < ?1 \
         AND bookmarked = 0 AND fetched < ?1 AND coalesce(touched, 0) < ?1 \
         AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.article = article.id) \
         AND coalesce(feed, 0) NOT IN (SELECT id FROM feed WHERE settings ->> 'keep' IS NOT NULL) \
         ORDER BY published LIMIT ?2",
        [before, AT_ONCE],
    )
}

/// Saved pages that were taken out of the library.
fn taken_out(connection: &Connection, now: i64) -> rusqlite::Result<Vec<i64>> {
    ids(
        connection,
        "SELECT id FROM article WHERE feed IS NULL AND shown = 0 AND bookmarked = 0 \
         AND coalesce(touched, 0) < ?1 LIMIT ?2",
        [now - REMOVED, AT_ONCE],
    )
}

/// The same, of feeds whose stories are kept for as long as the reader says.
fn old_by_wish(connection: &Connection, now: i64) -> rusqlite::Result<Vec<i64>> {
    ids(
        connection,
        "SELECT a.id FROM feed f JOIN article a ON a.feed = f.id WHERE f.settings ->> 'keep' IS NOT NULL \
         AND a.shown = 1 AND a.read = 1 AND a.bookmarked = 0 \
         AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.article = a.id) \
         AND max(a.published, a.fetched, coalesce(a.touched, 0)) < ?1 - (f.settings ->> 'keep') * ?2 LIMIT ?3",
        [now, DAY, AT_ONCE],
    )
}

/// Read stories beyond the newest of their feed.
fn beyond(connection: &Connection, per_feed: u32) -> rusqlite::Result<Vec<i64>> {
    let mut all = Vec::new();
    for feed in ids(
        connection,
        "SELECT id FROM feed WHERE removed IS NULL AND total > ?1",
        [per_feed],
    )? {
        let newest = "SELECT id FROM article WHERE feed = ?1 AND shown = 1 \
             ORDER BY published DESC, id DESC LIMIT ?2 OFFSET ?3";
        let mut statement = connection.prepare_cached(&format!(
            "SELECT id FROM article WHERE id IN ({newest}) AND read = 1 AND bookmarked = 0 \
             AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.article = article.id)"
        ))?;
        let going = statement.query_map(params![feed, AT_ONCE, per_feed], |row| row.get(0))?;
        for id in going {
            all.push(id?);
        }
    }
    Ok(all)
}

/// What is being removed, and by how much that changes the counts.
struct Removal<'a> {
    transaction: &'a Transaction<'a>,
    now: i64,
    number: u32,
    shown: i64,
    unread: i64,
    /// Shown and unread ones of each feed.
    by_feed: BTreeMap<i64, (i64, i64)>,
}

impl Removal<'_> {
    /// Removes a story, and remembers for its feed that it was there.
    fn remove(&mut self, id: i64) -> rusqlite::Result<()> {
        let gone = self
            .transaction
            .prepare_cached(
                "DELETE FROM article WHERE id = ?1 AND bookmarked = 0 RETURNING feed, body, read, shown",
            )?
            .query_row([id], |row| {
                let (feed, body): (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
                let flags: [bool; 2] = [row.get(2)?, row.get(3)?];
                Ok((feed, body, flags))
            })
            .optional()?;
        let Some((feed, body, [read, shown])) = gone else {
            return Ok(());
        };
        self.transaction
            .prepare_cached("DELETE FROM body WHERE id = ?1")?
            .execute([body])?;
        index::forget(self.transaction, id)?;
        match feed {
            Some(feed) => self
                .transaction
                .prepare_cached("UPDATE seen SET gone = ?3 WHERE feed = ?1 AND article = ?2")?
                .execute([feed, id, self.now])?,
            None => self
                .transaction
                .prepare_cached("DELETE FROM seen WHERE feed = 0 AND article = ?1")?
                .execute([id])?,
        };
        self.number += 1;
        if shown {
            self.shown += 1;
            self.unread += i64::from(!read);
            if let Some(feed) = feed {
                let counts = self.by_feed.entry(feed).or_default();
                counts.0 += 1;
                counts.1 += i64::from(!read);
            }
        }
        Ok(())
    }

    /// Removes a feed that did not come back in time. Its bookmarked stories stay and keep its name.
    fn purge(&mut self, feed: i64, open: &HashSet<i64>) -> rusqlite::Result<()> {
        let going = ids(
            self.transaction,
            "SELECT id FROM article WHERE feed = ?1 AND bookmarked = 0 \
             AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.article = article.id) LIMIT ?2",
            [feed, AT_ONCE],
        )?;
        for id in going.iter().filter(|id| !open.contains(id)) {
            self.remove(*id)?;
        }
        let left = ids(
            self.transaction,
            "SELECT id FROM article WHERE feed = ?1 AND bookmarked = 0 \
             AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.article = article.id) LIMIT 1",
            [feed],
        )?;
        if !left.is_empty() {
            return Ok(());
        }
        for sql in [
            "UPDATE article SET site = feed.name, site_url = feed.url, feed = NULL FROM feed \
             WHERE feed.id = ?1 AND article.feed = ?1",
            "DELETE FROM seen WHERE feed = ?1",
            "DELETE FROM feed WHERE id = ?1",
        ] {
            self.transaction.execute(sql, [feed])?;
        }
        self.by_feed.remove(&feed);
        Ok(())
    }

    /// Takes what was removed off the counts.
    fn count(self) -> rusqlite::Result<u32> {
        let mut statement = self.transaction.prepare_cached(
            "UPDATE feed SET total = total - ?2, unread = unread - ?3 WHERE id = ?1",
        )?;
        for (feed, (shown, unread)) in &self.by_feed {
            statement.execute([feed, shown, unread])?;
        }
        self.transaction
            .prepare_cached("UPDATE tally SET total = total - ?1, unread = unread - ?2")?
            .execute([self.shown, self.unread])?;
        Ok(self.number)
    }
}
