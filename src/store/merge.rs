//! Merging a feed document: new stories in, changed ones written over, nothing doubled and nothing removed.
//!
//! Merging the same document twice changes nothing. What a reader marked stays as it is.

use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::model::article::ArticleId;
use crate::model::feed::{Channel, Entry, FeedId};
use crate::store::columns::{lines, seconds, some};
use crate::store::feeds::host;
use crate::store::identity::{self, Keys, body_of, date_of};
use crate::store::matching::{self, Found, Known};
use crate::store::pack::Form;
use crate::store::schedule::{Fetched, bits, moved};
use crate::store::strip;
use crate::store::{Durability, Store, StoreError};
use crate::text::harmless;

/// A feed document to merge.
#[derive(Debug, Clone, Copy)]
pub struct Merge<'a> {
    /// Into which feed.
    pub feed: FeedId,
    /// What the document says of the feed.
    pub channel: &'a Channel,
    /// What it carries.
    pub entries: &'a [Entry],
    /// What is known of the fetch.
    pub fetched: &'a Fetched,
}

/// What a merge changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Stories that are new, the newest first.
    pub new: Vec<ArticleId>,
    /// How many stories changed.
    pub updated: u32,
}

/// How long a story that was removed is remembered after its feed stopped serving it.
const MEMORY: i64 = 60 * 86_400;
/// The longest excerpt, in characters.
pub(crate) const EXCERPT: usize = 200;

impl Store {
    /// Merges one feed document.
    pub fn merge(
        &mut self,
        feed: FeedId,
        channel: &Channel,
        entries: &[Entry],
        fetched: &Fetched,
    ) -> Result<Merged, StoreError> {
        let merge = Merge {
            feed,
            channel,
            entries,
            fetched,
        };
        Ok(self.merge_many(&[merge])?.pop().unwrap_or_default())
    }

    /// Merges many feed documents in one transaction; answers in their order.
    pub fn merge_many(&mut self, merges: &[Merge]) -> Result<Vec<Merged>, StoreError> {
        self.write(Durability::Cheap, |transaction| {
            let (mut next, indexed_to): (i64, i64) = transaction
                .prepare_cached("SELECT next_article, indexed_to FROM tally")?
                .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut all = Vec::with_capacity(merges.len());
            let mut added = 0;
            for merge in merges {
                let merged = merge_one(transaction, merge, &mut next, indexed_to)?;
                added += merged.new.len() as i64;
                all.push(merged);
            }
            if added > 0 {
                transaction
                    .prepare_cached(
                        "UPDATE tally SET unread = unread + ?1, total = total + ?1, next_article = ?2",
                    )?
                    .execute([added, next])?;
            }
            Ok(all)
        })
    }
}

fn merge_one(
    transaction: &Transaction,
    merge: &Merge,
    next: &mut i64,
    indexed_to: i64,
) -> rusqlite::Result<Merged> {
    let url: Option<String> = transaction
        .prepare_cached("SELECT url FROM feed WHERE id = ?1 AND removed IS NULL")?
        .query_row([merge.feed.0], |row| row.get(0))
        .optional()?;
    // Removed while it was being fetched.
    let Some(url) = url else {
        return Ok(Merged::default());
    };
    let keys = identity::keys(merge.entries, merge.channel.link.as_deref());
    let known = known(transaction, merge.feed)?;
    let found = matching::find(&known, &keys);
    let now = seconds(merge.fetched.now);
    let mut merged = Merged::default();
    let mut new: Vec<(i64, &Entry, &Keys)> = Vec::new();
    for ((entry, keys), found) in merge.entries.iter().zip(&keys).zip(&found) {
        match found {
            Found::New => new.push((date(entry, now).unwrap_or(now), entry, keys)),
            Found::Known(place) => {
                if let Some(known) = known.get(*place)
                    && update(transaction, merge, entry, keys, known, indexed_to)?
                {
                    merged.updated += 1;
                }
            }
            Found::Again => {}
        }
    }
    // Numbers grow with time; entries of one second are in the order of the document, the first on top.
    new.reverse();
    new.sort_by_key(|(published, ..)| *published);
    for (published, entry, keys) in new {
        insert(transaction, merge, *next, published, entry, keys)?;
        merged.new.push(ArticleId(*next));
        *next += 1;
    }
    merged.new.reverse();
    forget(transaction, merge.feed, &known, &found, now)?;
    note(transaction, merge, &url, merged.new.len())?;
    Ok(merged)
}

/// All that this feed has served.
fn known(transaction: &Transaction, feed: FeedId) -> rusqlite::Result<Vec<Known>> {
    let one = |row: &Row| {
        Ok(Known {
            article: row.get(0)?,
            keys: Keys {
                identity: row.get(1)?,
                link: row.get(2)?,
                text: row.get(3)?,
                version: row.get(4)?,
            },
            gone: row.get(5)?,
        })
    };
    transaction
        .prepare_cached(
            "SELECT article, identity, link, text, version, gone FROM seen WHERE feed = ?1",
        )?
        .query_map([feed.0], one)?
        .collect()
}

/// The date an entry states; the future is now.
fn date(entry: &Entry, now: i64) -> Option<i64> {
    date_of(entry).map(|date| date.min(now))
}

/// The first words of an entry, and its title: the feed's, else those words, else the address.
fn words(entry: &Entry) -> (String, String) {
    let summary = some(entry.summary.as_deref()).or(some(entry.content_html.as_deref()));
    let excerpt = summary.map_or_else(String::new, excerpt_of);
    let title = match some(Some(&entry.title)) {
        Some(title) => title.to_owned(),
        None if excerpt.is_empty() => entry.link.clone().unwrap_or_default(),
        None => excerpt.chars().take(80).collect(),
    };
    (title, excerpt)
}

/// The first words of some HTML: one harmless line.
pub(crate) fn excerpt_of(html: &str) -> String {
    let text = strip::text(html, EXCERPT * 4);
    let excerpt: String = text.chars().take(EXCERPT).collect();
    harmless(&excerpt)
}

fn insert(
    transaction: &Transaction,
    merge: &Merge,
    id: i64,
    published: i64,
    entry: &Entry,
    keys: &Keys,
) -> rusqlite::Result<()> {
    let (title, excerpt) = words(entry);
    let html = body_of(entry);
    let link = some(entry.link.as_deref());
    transaction
        .prepare_cached(
            "INSERT INTO article (id, feed, published, source, wanted, fetched, title, url, authors, excerpt) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            id,
            merge.feed.0,
            published,
            i64::from(html.is_some()),
            link.is_some(),
            seconds(merge.fetched.now),
            title,
            link,
            lines(&entry.authors),
            excerpt,
        ])?;
    if let Some(html) = html {
        keep_html(transaction, id, html)?;
    }
    transaction
        .prepare_cached(
            "INSERT INTO seen (feed, article, identity, link, text, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            merge.feed.0,
            id,
            keys.identity,
            keys.link,
            keys.text,
            keys.version
        ])
        .map(drop)
}

/// As it came: whoever reads it first cleans it, and the idle indexing packs it.
fn keep_html(transaction: &Transaction, id: i64, html: &str) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT OR REPLACE INTO body (article, form, data) VALUES (?1, ?2, ?3)")?
        .execute(params![id, Form::Html as i64, html.as_bytes()])
        .map(drop)
}

/// Writes what changed of a known story. Answers whether a reader could see the change.
fn update(
    transaction: &Transaction,
    merge: &Merge,
    entry: &Entry,
    keys: &Keys,
    known: &Known,
    indexed_to: i64,
) -> rusqlite::Result<bool> {
    if *keys == known.keys {
        return Ok(false);
    }
    transaction
        .prepare_cached(
            "UPDATE seen SET identity = ?3, link = ?4, text = ?5, version = ?6 WHERE feed = ?1 AND article = ?2",
        )?
        .execute(params![
            merge.feed.0,
            known.article,
            keys.identity,
            keys.link,
            keys.text,
            keys.version
        ])?;
    if known.gone.is_some() || keys.version == known.keys.version {
        return Ok(false);
    }
    let (title, excerpt) = words(entry);
    let link = some(entry.link.as_deref());
    let has_page: bool = transaction
        .prepare_cached(
            "UPDATE article SET title = ?2, url = coalesce(?3, url), authors = coalesce(?4, authors), \
             published = coalesce(?5, published), excerpt = CASE WHEN source = 2 OR ?6 = '' THEN excerpt ELSE ?6 END, \
             wanted = CASE WHEN source = 2 THEN wanted ELSE ?3 IS NOT NULL END \
             WHERE id = ?1 RETURNING source = 2",
        )?
        .query_row(
            params![
                known.article,
                title,
                link,
                lines(&entry.authors),
                date(entry, seconds(merge.fetched.now)),
                excerpt
            ],
            |row| row.get(0),
        )?;
    // The page's own text is better than what the feed says of it.
    if let Some(html) = body_of(entry).filter(|_| !has_page) {
        keep_html(transaction, known.article, html)?;
        transaction
            .prepare_cached("UPDATE article SET source = 1, minutes = 0 WHERE id = ?1")?
            .execute([known.article])?;
    }
    if known.article <= indexed_to {
        transaction
            .prepare_cached("INSERT OR IGNORE INTO reindex (article) VALUES (?1)")?
            .execute([known.article])?;
    }
    Ok(true)
}

/// Remembers removed stories while their feed serves them, and for a while after: a feed may be empty for a day.
fn forget(
    transaction: &Transaction,
    feed: FeedId,
    known: &[Known],
    found: &[Found],
    now: i64,
) -> rusqlite::Result<()> {
    for (place, known) in known.iter().enumerate() {
        let Some(served) = known.gone else {
            continue;
        };
        if found.contains(&Found::Known(place)) {
            if served < now - 86_400 {
                transaction
                    .prepare_cached("UPDATE seen SET gone = ?3 WHERE feed = ?1 AND article = ?2")?
                    .execute([feed.0, known.article, now])?;
            }
        } else if served < now - MEMORY {
            transaction
                .prepare_cached("DELETE FROM seen WHERE feed = ?1 AND article = ?2")?
                .execute([feed.0, known.article])?;
        }
    }
    Ok(())
}

/// Notes what the document says of the feed, and that it was fetched.
fn note(transaction: &Transaction, merge: &Merge, url: &str, added: usize) -> rusqlite::Result<()> {
    let Merge {
        feed,
        channel,
        fetched,
        ..
    } = merge;
    transaction
        .prepare_cached(
            "UPDATE feed SET name = coalesce(own_title, ?3, title, ?2), title = coalesce(?3, title), link = coalesce(?4, link), description = ?5, \
             language = coalesce(?6, language), image = ?7, ttl = ?8, skip_hours = ?9, skip_days = ?10, \
             fetched = ?11, etag = ?12, last_modified = ?13, body_hash = ?14, next = ?15, \
             unread = unread + ?16, total = total + ?16, \
             failing_since = NULL, tries = 0, cause = NULL, retry = NULL, retired = 0 WHERE id = ?1",
        )?
        .execute(params![
            feed.0,
            host(url),
            some(channel.title.as_deref()),
            some(channel.link.as_deref()),
            some(channel.description.as_deref()),
            some(channel.language.as_deref()),
            some(channel.image.as_deref()),
            channel.ttl,
            bits(&channel.skip_hours),
            bits(&channel.skip_days),
            seconds(fetched.now),
            some(fetched.etag.as_deref()),
            some(fetched.last_modified.as_deref()),
            fetched.body_hash.map(u64::cast_signed),
            fetched.next.map(seconds),
            added as i64,
        ])?;
    moved(transaction, *feed, fetched.moved.as_deref())
}
