//! Walks along indexes: the ids of a query without words, in order.
//!
//! A list is merged from streams, each a walk along one index that carries its rows in order: one of what is unread and
//! one of what is read, of the whole library or of each feed. So the first rows cost the same in any library.

use std::collections::HashSet;

use rusqlite::{Connection, Params, params};

use crate::model::article::ArticleId;
use crate::model::query::{Filter, Order, Query, Scope};
use crate::store::columns::seconds;

const LIST: &str = "SELECT published, id FROM article INDEXED BY article_list \
     WHERE shown = 1 AND published >= ?1 AND published < ?2 AND read = ?3";
const FEED: &str = "SELECT published, id FROM article INDEXED BY article_feed \
     WHERE published >= ?1 AND published < ?2 AND read = ?3 AND feed = ?4";
const FEED_OFFLINE: &str = "SELECT published, id FROM article INDEXED BY article_feed \
     WHERE published >= ?1 AND published < ?2 AND read = ?3 AND feed = ?4 AND ready = 1";
const BOOKMARKED: &str = "SELECT published, id, feed FROM article INDEXED BY article_bookmarked \
     WHERE bookmarked = 1 AND published >= ?1 AND published < ?2";
const OFFLINE: &str = "SELECT published, id FROM article INDEXED BY article_ready \
     WHERE ready = 1 AND shown = 1 AND published >= ?1 AND published < ?2";

/// The ids of a query, whatever its words, of those that `keep` keeps.
pub(crate) fn walk(
    connection: &Connection,
    query: &Query,
    limit: Option<usize>,
    keep: &dyn Fn(i64) -> bool,
) -> rusqlite::Result<Vec<ArticleId>> {
    let mut walk = Walk {
        connection,
        oldest: query.order == Order::Oldest,
        limit: limit.unwrap_or(usize::MAX),
        keep,
        rows: Vec::new(),
    };
    let since = query.since.map_or(i64::MIN, seconds);
    let until = query.until.map_or(i64::MAX, seconds);
    let feeds = feeds(connection, query.scope)?;
    let reads: &[i64] = match query.filter {
        Filter::Unread => &[0],
        Filter::Read => &[1],
        _ => &[0, 1],
    };
    match (query.filter, &feeds) {
        (Filter::Bookmarked, feeds) => {
            walk.stream(BOOKMARKED, params![since, until], feeds.as_ref())?;
        }
        (Filter::Offline, None) => walk.stream(OFFLINE, params![since, until], None)?,
        (_, None) => {
            for read in reads {
                walk.stream(LIST, params![since, until, read], None)?;
            }
        }
        (filter, Some(feeds)) => {
            let sql = if filter == Filter::Offline {
                FEED_OFFLINE
            } else {
                FEED
            };
            for feed in feeds {
                for read in reads {
                    walk.stream(sql, params![since, until, read, feed], None)?;
                }
            }
        }
    }
    Ok(walk.merged())
}

/// The feeds of a scope; none when there is no bound.
pub(crate) fn feeds(
    connection: &Connection,
    scope: Scope,
) -> rusqlite::Result<Option<HashSet<i64>>> {
    let (sql, id) = match scope {
        Scope::All => return Ok(None),
        Scope::Feed(feed) => (
            "SELECT id FROM feed WHERE id = ?1 AND removed IS NULL",
            feed.0,
        ),
        Scope::Folder(folder) => (
            "WITH RECURSIVE inside (id) AS (SELECT ?1 UNION SELECT folder.id FROM folder, inside \
             WHERE folder.parent = inside.id) \
             SELECT id FROM feed WHERE folder IN inside AND removed IS NULL",
            folder.0,
        ),
    };
    connection
        .prepare_cached(sql)?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()
        .map(Some)
}

struct Walk<'a> {
    connection: &'a Connection,
    oldest: bool,
    limit: usize,
    keep: &'a dyn Fn(i64) -> bool,
    /// Time and number of what was kept.
    rows: Vec<(i64, i64)>,
}

impl Walk<'_> {
    /// Takes the first rows of a stream; with `feeds` only those of these feeds, whose number is the third column.
    fn stream(
        &mut self,
        sql: &str,
        params: impl Params,
        feeds: Option<&HashSet<i64>>,
    ) -> rusqlite::Result<()> {
        let order = if self.oldest {
            "ORDER BY published, id"
        } else {
            "ORDER BY published DESC, id DESC"
        };
        let mut statement = self.connection.prepare_cached(&format!("{sql} {order}"))?;
        let mut rows = statement.query(params)?;
        let mut left = self.limit;
        while left > 0
            && let Some(row) = rows.next()?
        {
            let id = row.get(1)?;
            if let Some(feeds) = feeds {
                let feed: Option<i64> = row.get(2)?;
                if !feed.is_some_and(|feed| feeds.contains(&feed)) {
                    continue;
                }
            }
            if (self.keep)(id) {
                self.rows.push((row.get(0)?, id));
                left -= 1;
            }
        }
        Ok(())
    }

    /// The rows of all streams in one order. Each stream is sorted already, which a merging sort makes use of; one alone
    /// needs no sorting, nor the room for it. The answer is held as long as the list is shown, so it takes no more than its
    /// own room.
    fn merged(mut self) -> Vec<ArticleId> {
        let order = |one: &(i64, i64), other: &(i64, i64)| {
            if self.oldest {
                one.cmp(other)
            } else {
                other.cmp(one)
            }
        };
        if !self
            .rows
            .is_sorted_by(|one, other| order(one, other).is_le())
        {
            self.rows.sort_by(order);
        }
        self.rows.truncate(self.limit);
        let mut ids: Vec<ArticleId> = self.rows.into_iter().map(|(_, id)| ArticleId(id)).collect();
        ids.shrink_to_fit();
        ids
    }
}
