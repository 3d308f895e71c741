//! Search: the index, and a scan of the stories that are not indexed yet, so that each is found at once.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::article::ArticleId;
use crate::model::query::{BEST, Filter, Order, Query, Scope};
use crate::store::columns::seconds;
use crate::store::scan::Scanned;
use crate::store::words::{self, End, Term};
use crate::store::{scan, walk};

/// So many matches, those stored last, are ranked, and then the latest follow; ranking costs a look at each.
const RANKED: usize = 1_000;
/// Looking one story up costs as much as so many steps along a list.
const LOOK: usize = 60;

/// The stories of a query with words, among these if there are any. Words without any letter or digit find nothing.
pub(crate) fn search(
    connection: &Connection,
    query: &Query,
    among: Option<&HashSet<i64>>,
    limit: Option<usize>,
) -> rusqlite::Result<Vec<ArticleId>> {
    let terms = words::terms(&query.words);
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let changed = changed(connection)?;
    // No more are shown by rank; other orders need them all, and so does a query that keeps only some.
    let is_best = query.order == Order::Best;
    let is_narrow = among.is_some() || !keeps_all(query);
    let most = if is_best && !is_narrow {
        BEST
    } else {
        usize::MAX
    };
    let mut scanned = scan::scan(connection, &terms, &changed, most)?;
    let mut found = indexed(connection, &terms, most.saturating_add(changed.len()))?;
    if !changed.is_empty() {
        found.retain(|id| !changed.contains(id));
    }
    if let Some(among) = among {
        found.retain(|id| among.contains(id));
        scanned.retain(|scanned| among.contains(&scanned.id));
    }
    if is_best {
        if is_narrow {
            found = narrowed(connection, query, found)?;
        }
        let order = best(connection, &words::expression(&terms), &found, &scanned)?;
        let rows = kept(connection, query, &order, limit)?;
        return Ok(rows.into_iter().map(|(_, id)| ArticleId(id)).collect());
    }
    found.extend(scanned.iter().map(|scanned| scanned.id));
    if is_shorter_to_walk(connection, found.len(), limit)? {
        let found = Bits::of(&found);
        return walk::walk(connection, query, limit, &|id| found.has(id));
    }
    let mut rows = kept(connection, query, &found, None)?;
    rows.sort_unstable();
    if query.order == Order::Newest {
        rows.reverse();
    }
    rows.truncate(limit.unwrap_or(usize::MAX));
    Ok(rows.into_iter().map(|(_, id)| ArticleId(id)).collect())
}

/// Whether a query keeps all stories there are.
fn keeps_all(query: &Query) -> bool {
    query.scope == Scope::All
        && query.filter == Filter::All
        && query.since.is_none()
        && query.until.is_none()
}

/// Those of some stories that a query keeps, by number.
fn narrowed(connection: &Connection, query: &Query, found: Vec<i64>) -> rusqlite::Result<Vec<i64>> {
    if found.len() <= BEST {
        // The order is made of few; what it does not keep falls out of it.
        return Ok(found);
    }
    let mut kept: Vec<i64> = if is_shorter_to_walk(connection, found.len(), None)? {
        let found = Bits::of(&found);
        let ids = walk::walk(connection, query, None, &|id| found.has(id))?;
        ids.into_iter().map(|id| id.0).collect()
    } else {
        let rows = kept(connection, query, &found, None)?;
        rows.into_iter().map(|(_, id)| id).collect()
    };
    kept.sort_unstable();
    Ok(kept)
}

/// Whether picking the matches out of the list is less work than looking each of them up. The more there are, the sooner
/// a walk has met as many as are wanted.
fn is_shorter_to_walk(
    connection: &Connection,
    found: usize,
    limit: Option<usize>,
) -> rusqlite::Result<bool> {
    let total: i64 = connection
        .prepare_cached("SELECT total FROM tally")?
        .query_row([], |row| row.get(0))?;
    let total = usize::try_from(total).unwrap_or(0);
    let steps = limit
        .map_or(total, |limit| limit.saturating_mul(total) / found.max(1))
        .min(total);
    Ok(found.saturating_mul(LOOK) > steps)
}

/// What the index finds, by number; of more than so many those stored last.
fn indexed(connection: &Connection, terms: &[Term], most: usize) -> rusqlite::Result<Vec<i64>> {
    let words =
        |terms: &[Term], most: usize| matched(connection, "words", &words::expression(terms), most);
    let mut found = words(terms, most)?;
    // Only the last word can be short.
    if let Some((short, others)) = terms.split_last()
        && short.end == End::Short
    {
        let most = if others.is_empty() { most } else { usize::MAX };
        let starting = matched(
            connection,
            "starts",
            &words::asked(&short.tokens, true),
            most,
        )?;
        if others.is_empty() {
            found.extend(starting);
        } else {
            let others: HashSet<i64> = words(others, usize::MAX)?.into_iter().collect();
            found.extend(starting.iter().filter(|id| others.contains(id)));
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// What an index finds; of more than so many those stored last. All of them cost less the other way round.
fn matched(
    connection: &Connection,
    index: &str,
    expression: &str,
    most: usize,
) -> rusqlite::Result<Vec<i64>> {
    let order = match most {
        usize::MAX => "",
        _ => "DESC",
    };
    connection
        .prepare_cached(&format!(
            "SELECT rowid FROM {index} WHERE {index} MATCH ?1 ORDER BY rowid {order} LIMIT ?2"
        ))?
        .query_map(
            params![expression, i64::try_from(most).unwrap_or(i64::MAX)],
            |row| row.get(0),
        )?
        .collect()
}

/// Stories whose words in the index are not those they have now.
fn changed(connection: &Connection) -> rusqlite::Result<HashSet<i64>> {
    connection
        .prepare_cached("SELECT article FROM reindex")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Those of some stories that a query keeps, with their times; the first so many.
pub(crate) fn kept(
    connection: &Connection,
    query: &Query,
    found: &[i64],
    limit: Option<usize>,
) -> rusqlite::Result<Vec<(i64, i64)>> {
    let feeds = walk::feeds(connection, query.scope)?;
    let since = query.since.map_or(i64::MIN, seconds);
    let until = query.until.map_or(i64::MAX, seconds);
    let condition = match query.filter {
        Filter::All => "1",
        Filter::Unread => "read = 0",
        Filter::Read => "read = 1",
        Filter::Bookmarked => "bookmarked = 1",
        Filter::Offline => "ready = 1",
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT published, feed FROM article WHERE id = ?1 AND shown = 1 AND published >= ?2 AND published < ?3 AND {condition}"
    ))?;
    let mut rows = Vec::new();
    for id in found {
        if limit.is_some_and(|limit| rows.len() >= limit) {
            break;
        }
        let row: Option<(i64, Option<i64>)> = statement
            .query_row(params![id, since, until], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        if let Some((published, feed)) = row
            && feeds
                .as_ref()
                .is_none_or(|feeds| feed.is_some_and(|feed| feeds.contains(&feed)))
        {
            rows.push((published, *id));
        }
    }
    Ok(rows)
}

/// What was found, the best first: stories with the words in their title, then the others. What is not indexed yet has no
/// rank and stands first in each half, the newest first; of many matches only those stored last are ranked, the others
/// follow.
fn best(
    connection: &Connection,
    expression: &str,
    found: &[i64],
    scanned: &[Scanned],
) -> rusqlite::Result<Vec<i64>> {
    let from = found
        .len()
        .checked_sub(RANKED)
        .and_then(|place| found.get(place))
        .copied()
        .unwrap_or(i64::MIN);
    let ranked: Vec<i64> = connection
        .prepare_cached(
            "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid >= ?2 ORDER BY rank, rowid DESC",
        )?
        .query_map(params![expression, from], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let known: HashSet<i64> = found.iter().rev().take(RANKED).copied().collect();
    let of_tail = |in_title| {
        let half = scanned
            .iter()
            .filter(move |scanned| scanned.in_title == in_title);
        half.map(|scanned| scanned.id)
    };
    let mut order: Vec<i64> = of_tail(true).collect();
    let ranked = ranked.into_iter().filter(|id| known.contains(id));
    if scanned.iter().all(|scanned| scanned.in_title) {
        order.extend(ranked);
    } else {
        let titled = titled(connection, expression, from)?;
        let (titled, others): (Vec<i64>, Vec<i64>) = ranked.partition(|id| titled.contains(id));
        order.extend(titled);
        order.extend(of_tail(false));
        order.extend(others);
    }
    let told: HashSet<i64> = order.iter().copied().collect();
    order.extend(
        found
            .iter()
            .rev()
            .filter(|id| !told.contains(id))
            .take(BEST),
    );
    order.truncate(BEST);
    Ok(order)
}

/// The indexed stories from a number on that have all words in their title.
fn titled(connection: &Connection, expression: &str, from: i64) -> rusqlite::Result<HashSet<i64>> {
    connection
        .prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1 AND rowid >= ?2")?
        .query_map(params![format!("title : ({expression})"), from], |row| {
            row.get(0)
        })?
        .collect()
}

/// A set of numbers, a bit each.
struct Bits(Vec<u64>);

impl Bits {
    fn of(numbers: &[i64]) -> Self {
        let largest = numbers.iter().copied().max().unwrap_or(0);
        let mut bits = vec![0; usize::try_from(largest).unwrap_or(0) / 64 + 1];
        for number in numbers {
            if let Some(word) = bits.get_mut((number / 64) as usize) {
                *word |= 1 << (number % 64);
            }
        }
        Self(bits)
    }

    fn has(&self, number: i64) -> bool {
        self.0
            .get((number / 64) as usize)
            .is_some_and(|word| word & (1 << (number % 64)) != 0)
    }
}
