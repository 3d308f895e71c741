//! Lists: a query to the ids it shows, in order.

use std::cmp::Ordering;
use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use crate::model::article::ArticleId;
use crate::model::query::{Order, Query};
use crate::store::{Store, StoreError, alike, search, tags, walk};
use crate::text;

impl Store {
    /// Which stories a query shows: at most `limit` of them, all without a limit.
    pub fn list(&self, query: &Query, limit: Option<usize>) -> Result<Vec<ArticleId>, StoreError> {
        self.read(|connection| list(connection, query, limit))
    }
}

/// Which stories a query shows.
pub(crate) fn list(
    connection: &Connection,
    query: &Query,
    limit: Option<usize>,
) -> rusqlite::Result<Vec<ArticleId>> {
    if !query.tags.is_empty() || query.like.is_some() {
        return few(connection, query, limit);
    }
    match query.order {
        Order::Feed => by(connection, query, limit, "coalesce(f.name, a.site, '')"),
        Order::Length => by(connection, query, limit, "-a.minutes"),
        Order::Newest | Order::Oldest | Order::Best if query.words.trim().is_empty() => {
            walk::walk(connection, query, limit, &|_| true)
        }
        Order::Newest | Order::Oldest | Order::Best => {
            search::search(connection, query, None, limit)
        }
    }
}

/// The stories of a query that names tags, or the like of a story: few, so that they are looked up, not looked for.
fn few(
    connection: &Connection,
    query: &Query,
    limit: Option<usize>,
) -> rusqlite::Result<Vec<ArticleId>> {
    let mut few: Option<HashSet<i64>> = None;
    if !query.tags.is_empty() {
        few = Some(tags::stories(connection, &query.tags)?);
    }
    if let Some(id) = query.like {
        let like = alike::stories(connection, id)?;
        few = Some(match few {
            Some(few) => few.intersection(&like).copied().collect(),
            None => like,
        });
    }
    let few = few.unwrap_or_default();
    let bare = Query {
        tags: Vec::new(),
        like: None,
        ..query.clone()
    };
    let is_by_time = matches!(query.order, Order::Newest | Order::Oldest | Order::Best);
    if is_by_time && bare.words.trim().is_empty() {
        let ids: Vec<i64> = few.into_iter().collect();
        let mut rows = search::kept(connection, &bare, &ids, None)?;
        rows.sort_unstable();
        if query.order != Order::Oldest {
            rows.reverse();
        }
        rows.truncate(limit.unwrap_or(usize::MAX));
        return Ok(rows.into_iter().map(|(_, id)| ArticleId(id)).collect());
    }
    if is_by_time {
        return search::search(connection, &bare, Some(&few), limit);
    }
    let mut ids = list(connection, &bare, None)?;
    ids.retain(|id| few.contains(&id.0));
    ids.truncate(limit.unwrap_or(usize::MAX));
    Ok(ids)
}

/// The stories of a query by an expression that no index carries, the latest first among equals: each is looked up, so
/// it costs what the whole list costs.
fn by(
    connection: &Connection,
    query: &Query,
    limit: Option<usize>,
    expression: &str,
) -> rusqlite::Result<Vec<ArticleId>> {
    let latest = Query {
        order: Order::Newest,
        ..query.clone()
    };
    let ids = list(connection, &latest, None)?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {expression} FROM article a LEFT JOIN feed f ON f.id = a.feed WHERE a.id = ?1"
    ))?;
    let mut keyed = Vec::with_capacity(ids.len());
    for id in ids {
        let key = statement
            .query_row([id.0], |row| key(row.get_ref(0)?))
            .optional()?;
        keyed.push((key, id));
    }
    keyed.sort_by(|(one, _), (other, _)| in_order(one.as_ref(), other.as_ref()));
    keyed.truncate(limit.unwrap_or(usize::MAX));
    Ok(keyed.into_iter().map(|(_, id)| id).collect())
}

/// What a story is put in order by: a number, or a name.
fn key(value: rusqlite::types::ValueRef<'_>) -> rusqlite::Result<(i64, String)> {
    Ok(match value {
        rusqlite::types::ValueRef::Integer(number) => (number, String::new()),
        text => (0, text.as_str()?.to_owned()),
    })
}

fn in_order(one: Option<&(i64, String)>, other: Option<&(i64, String)>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => {
            let by_number = one.0.cmp(&other.0);
            by_number.then_with(|| text::name_order(&one.1, &other.1))
        }
        _ => one.cmp(&other),
    }
}
