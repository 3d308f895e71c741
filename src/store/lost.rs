//! Feeds that are not where they were: which of them are to be looked for, and what was found instead.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Row, params};

use crate::model::feed::{Feed, FeedId, Health};
use crate::store::columns::{seconds, some};
use crate::store::{Durability, Store, StoreError};

/// A feed that is not where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Which.
    pub id: FeedId,
    /// Where it was.
    pub url: String,
    /// The site it named.
    pub link: Option<String>,
}

const DAY: i64 = 86_400;

impl Store {
    /// Feeds that are not where they were and are to be looked for now, the longest lost first: once a day at most, and
    /// less and less often, for who was looked for in vain is not likely to be found.
    pub fn lost(&self, now: Timestamp) -> Result<Vec<Lost>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT id, url, link FROM feed WHERE lost = 1 AND removed IS NULL \
                     AND coalesce(settings ->> 'muted', 0) = 0 \
                     AND (looked IS NULL OR ?1 - looked >= max(?2, looked - coalesce(failing_since, looked))) \
                     ORDER BY coalesce(looked, 0), id",
                )?
                .query_map([seconds(now), DAY], lost)?
                .collect()
        })
    }

    /// Notes that feeds are being looked for.
    pub fn looked(&mut self, feeds: &[FeedId], now: Timestamp) -> Result<(), StoreError> {
        self.write(Durability::Cheap, |transaction| {
            let mut statement =
                transaction.prepare_cached("UPDATE feed SET looked = ?2 WHERE id = ?1")?;
            for feed in feeds {
                statement.execute(params![feed.0, seconds(now)])?;
            }
            Ok(())
        })
    }

    /// Notes the address of what was found instead of feeds, or that there was nothing.
    pub fn found_instead(&mut self, feeds: &[FeedId], url: Option<&str>) -> Result<(), StoreError> {
        self.write(Durability::Cheap, |transaction| {
            // One that has come back meanwhile needs no other.
            let mut statement = transaction
                .prepare_cached("UPDATE feed SET instead = ?2 WHERE id = ?1 AND lost = 1")?;
            for feed in feeds {
                statement.execute(params![feed.0, some(url)])?;
            }
            Ok(())
        })
    }
}

/// Leaves out what was found instead of feeds and is read already: it is no help.
pub fn without_known(feeds: &mut [Feed]) {
    let is_helped = |feed: &Feed| feed.health != Health::Well && feed.instead.is_some();
    if !feeds.iter().any(is_helped) {
        return;
    }
    let known: HashSet<String> = feeds.iter().map(|feed| feed.url.clone()).collect();
    for feed in feeds.iter_mut().filter(|feed| is_helped(feed)) {
        feed.instead.take_if(|url| known.contains(url));
    }
}

fn lost(row: &Row) -> rusqlite::Result<Lost> {
    Ok(Lost {
        id: FeedId(row.get(0)?),
        url: row.get(1)?,
        link: row.get(2)?,
    })
}
