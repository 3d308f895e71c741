//! How a feed is doing, and how the reader wants it.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use crate::model::feed::FeedId;
use crate::model::record::Record;
use crate::model::wishes::{FullText, Wishes};
use crate::store::columns::{count, seconds, time_at, wishes_of, written};
use crate::store::{Durability, Store, StoreError};

/// Four weeks, in seconds.
const SPAN: i64 = 28 * 86_400;

impl Store {
    /// How a feed is doing; nothing when it is not subscribed.
    pub fn record(&self, id: FeedId, now: Timestamp) -> Result<Option<Record>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT next, retry, wait, pace, latest, moved_from, settings, \
                     (SELECT count(*) FROM article a WHERE a.feed = feed.id AND a.read IN (0, 1) AND a.published > ?2), \
                     retired, url FROM feed WHERE id = ?1 AND removed IS NULL",
                )?
                .query_row(params![id.0, seconds(now) - SPAN], record)
                .optional()
        })
    }

    /// Notes how the reader wants a feed. Stories that have no page yet are wanted or not as it says.
    pub fn wish(&mut self, id: FeedId, wishes: &Wishes) -> Result<(), StoreError> {
        let text = written(wishes);
        self.write(Durability::Sure, |transaction| {
            transaction.execute(
                "UPDATE feed SET settings = ?2 WHERE id = ?1",
                params![id.0, text],
            )?;
            let wanted = match wishes.full_text {
                FullText::Always => true,
                FullText::Never => false,
                // What is there was judged when it came; only what comes is judged anew.
                FullText::Short => return Ok(()),
            };
            transaction
                .execute(
                    "UPDATE article SET wanted = ?2 WHERE feed = ?1 AND source <> 2 AND url IS NOT NULL AND tries < 3",
                    params![id.0, wanted],
                )
                .map(drop)
        })
    }
}

fn record(row: &Row) -> rusqlite::Result<Record> {
    let (next, retry) = (time_at(row, 0)?, time_at(row, 1)?);
    let url: String = row.get(9)?;
    let wishes = wishes_of(&url, row.get::<_, Option<String>>(6)?.as_deref());
    let is_left_alone = row.get(8)? || wishes.muted;
    Ok(Record {
        next: retry.or(next).filter(|_| !is_left_alone),
        wait: time_at(row, 2)?,
        pace: row.get::<_, Option<i64>>(3)?.map(count),
        latest: time_at(row, 4)?,
        moved_from: row.get(5)?,
        wishes,
        per_week: count(row.get(7)?).div_ceil(4),
    })
}
