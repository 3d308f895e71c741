//! Marks: what a reader does to stories. On the disk when the call returns.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::model::article::{ArticleId, Mark};
use crate::model::query::Query;
use crate::store::columns::seconds;
use crate::store::lists;
use crate::store::{Durability, Store, StoreError};

impl Store {
    /// Marks these stories. Answers those that were not so marked before.
    pub fn mark(
        &mut self,
        ids: &[ArticleId],
        mark: Mark,
        now: Timestamp,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.write(Durability::Sure, |transaction| {
            mark_all(transaction, ids, mark, now)
        })
    }

    /// Those of these stories that are still in the library.
    pub fn still_here(&self, ids: &[ArticleId]) -> Result<Vec<ArticleId>, StoreError> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT count(*) FROM article WHERE id = ?1 AND shown = 1")?;
            let mut here = Vec::with_capacity(ids.len());
            for id in ids {
                if statement.query_row([id.0], |row| row.get::<_, i64>(0))? > 0 {
                    here.push(*id);
                }
            }
            Ok(here)
        })
    }

    /// Marks all stories of a query. Answers those that were not so marked before.
    pub fn mark_all(
        &mut self,
        query: &Query,
        mark: Mark,
        now: Timestamp,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.write(Durability::Sure, |transaction| {
            let ids = lists::list(transaction, query, None)?;
            mark_all(transaction, &ids, mark, now)
        })
    }
}

const READ: &str = "UPDATE article SET read = ?2, touched = ?3 WHERE id = ?1 AND read <> ?2 AND shown = 1 RETURNING feed";
const BOOKMARKED: &str = "UPDATE article SET bookmarked = ?2, touched = ?3 WHERE id = ?1 AND bookmarked <> ?2 AND shown = 1 RETURNING feed";

fn mark_all(
    transaction: &Transaction,
    ids: &[ArticleId],
    mark: Mark,
    now: Timestamp,
) -> rusqlite::Result<Vec<ArticleId>> {
    let (sql, value) = match mark {
        Mark::Read => (READ, 1),
        Mark::Unread => (READ, 0),
        Mark::Bookmark => (BOOKMARKED, 1),
        Mark::Unbookmark => (BOOKMARKED, 0),
    };
    let mut changed = Vec::new();
    let mut by_feed: BTreeMap<i64, i64> = BTreeMap::new();
    {
        let mut statement = transaction.prepare_cached(sql)?;
        for id in ids {
            let feed: Option<Option<i64>> = statement
                .query_row(params![id.0, value, seconds(now)], |row| row.get(0))
                .optional()?;
            if let Some(feed) = feed {
                changed.push(*id);
                if let Some(feed) = feed {
                    *by_feed.entry(feed).or_default() += 1;
                }
            }
        }
    }
    let number = changed.len() as i64;
    match mark {
        Mark::Read => count_unread(transaction, &by_feed, number, -1)?,
        Mark::Unread => count_unread(transaction, &by_feed, number, 1)?,
        Mark::Bookmark => count_bookmarked(transaction, number)?,
        Mark::Unbookmark => count_bookmarked(transaction, -number)?,
    }
    Ok(changed)
}

fn count_unread(
    transaction: &Transaction,
    by_feed: &BTreeMap<i64, i64>,
    number: i64,
    sign: i64,
) -> rusqlite::Result<()> {
    if number == 0 {
        return Ok(());
    }
    let mut statement =
        transaction.prepare_cached("UPDATE feed SET unread = unread + ?2 WHERE id = ?1")?;
    for (feed, number) in by_feed {
        statement.execute([*feed, sign * number])?;
    }
    transaction
        .prepare_cached("UPDATE tally SET unread = unread + ?1")?
        .execute([sign * number])
        .map(drop)
}

fn count_bookmarked(transaction: &Transaction, number: i64) -> rusqlite::Result<()> {
    if number == 0 {
        return Ok(());
    }
    transaction
        .prepare_cached("UPDATE tally SET bookmarked = bookmarked + ?1")?
        .execute([number])
        .map(drop)
}
