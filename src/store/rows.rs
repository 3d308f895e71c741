//! The rows of a story, written from what its feed says.

use rusqlite::{Transaction, params};

use crate::model::feed::{Entry, FeedId};
use crate::model::wishes::Wishes;
use crate::store::columns::{attached, lines, some};
use crate::store::identity::{Keys, body_of, date_of};
use crate::store::matching::Known;
use crate::store::pack::{self, Form};
use crate::store::{strip, whole};
use crate::text::harmless;

/// The longest excerpt, in characters.
pub(crate) const EXCERPT: usize = 200;

/// An entry as a feed told it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'a> {
    pub feed: FeedId,
    /// How the reader wants the feed.
    pub wishes: &'a Wishes,
    /// When, in seconds.
    pub now: i64,
    pub entry: &'a Entry,
    pub keys: &'a Keys,
}

/// The date an entry states; the future is now.
pub(crate) fn date(entry: &Entry, now: i64) -> Option<i64> {
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
    let Some((end, _)) = text.char_indices().nth(EXCERPT - 1) else {
        return harmless(&text);
    };
    let start = text.get(..end).unwrap_or_default();
    // At a word, unless that is far: some scripts have no spaces.
    let start = start
        .rsplit_once(' ')
        .map(|(words, _)| words)
        .filter(|words| words.len() > end / 2)
        .unwrap_or(start);
    harmless(&format!("{start}…"))
}

/// Writes a new story. Answers whether it is ready without its page.
pub(crate) fn insert(
    transaction: &Transaction,
    told: &Told,
    id: i64,
    published: i64,
) -> rusqlite::Result<bool> {
    let Told { entry, keys, .. } = *told;
    let (title, excerpt) = words(entry);
    let html = body_of(entry);
    let link = some(entry.link.as_deref());
    let wants_page = link.is_some() && whole::wants_page(told.wishes.full_text, html);
    // As it came: whoever reads it first cleans it, and the idle indexing packs it.
    let body = html
        .map(|html| pack::put(transaction, Form::Html, html.as_bytes()))
        .transpose()?;
    let is_ready = transaction
        .prepare_cached(
            "INSERT INTO article (id, feed, published, source, wanted, fetched, title, url, authors, excerpt, body, \
             categories, enclosures, read, minutes) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) RETURNING ready",
        )?
        .query_row(
            params![
                id,
                told.feed.0,
                published,
                i64::from(html.is_some()),
                wants_page,
                told.now,
                title,
                link,
                lines(&entry.authors),
                excerpt,
                body,
                lines(&entry.categories),
                attached(entry),
                told.wishes.read_on_arrival,
                whole::minutes(html, wants_page),
            ],
            |row| row.get(0),
        )?;
    transaction
        .prepare_cached(
            "INSERT INTO seen (feed, article, identity, link, text, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            told.feed.0,
            id,
            keys.identity,
            keys.link,
            keys.text,
            keys.version
        ])?;
    Ok(is_ready)
}

/// Writes what changed of a known story. Answers whether a reader could see the change.
pub(crate) fn update(
    transaction: &Transaction,
    told: &Told,
    known: &Known,
    indexed_to: i64,
) -> rusqlite::Result<bool> {
    let Told { entry, keys, .. } = *told;
    if *keys == known.keys {
        return Ok(false);
    }
    remember(transaction, told, known.article)?;
    if known.gone.is_some() || keys.version == known.keys.version {
        return Ok(false);
    }
    let (title, excerpt) = words(entry);
    let link = some(entry.link.as_deref());
    let wants_page = link.is_some() && whole::wants_page(told.wishes.full_text, body_of(entry));
    let has_page: bool = transaction
        .prepare_cached(
            "UPDATE article SET title = ?2, url = coalesce(?3, url), authors = coalesce(?4, authors), \
             published = coalesce(?5, published), excerpt = CASE WHEN source = 2 OR ?6 = '' THEN excerpt ELSE ?6 END, \
             wanted = CASE WHEN source = 2 THEN wanted ELSE ?9 END, \
             tries = CASE WHEN source = 2 OR ?9 THEN tries ELSE 0 END, \
             categories = coalesce(?7, categories), enclosures = coalesce(?8, enclosures) \
             WHERE id = ?1 RETURNING source = 2",
        )?
        .query_row(
            params![
                known.article,
                title,
                link,
                lines(&entry.authors),
                date(entry, told.now),
                excerpt,
                lines(&entry.categories),
                attached(entry),
                wants_page,
            ],
            |row| row.get(0),
        )?;
    // The page's own text is better than what the feed says of it.
    if let Some(html) = body_of(entry).filter(|_| !has_page) {
        let minutes = whole::minutes(Some(html), wants_page);
        pack::replace(transaction, known.article, Form::Html, html.as_bytes())?;
        transaction
            .prepare_cached("UPDATE article SET source = 1, minutes = ?2 WHERE id = ?1")?
            .execute(params![known.article, minutes])?;
    }
    if told.wishes.edits_unread && keys.text != known.keys.text {
        mark_unread(transaction, told.feed, known.article)?;
    }
    if known.article <= indexed_to {
        transaction
            .prepare_cached("INSERT OR IGNORE INTO reindex (article) VALUES (?1)")?
            .execute([known.article])?;
    }
    Ok(true)
}

/// Notes by what a known story is known from now on.
fn remember(transaction: &Transaction, told: &Told, article: i64) -> rusqlite::Result<()> {
    let keys = told.keys;
    transaction
        .prepare_cached(
            "UPDATE seen SET identity = ?3, link = ?4, text = ?5, version = ?6 WHERE feed = ?1 AND article = ?2",
        )?
        .execute(params![
            told.feed.0,
            article,
            keys.identity,
            keys.link,
            keys.text,
            keys.version
        ])
        .map(drop)
}

/// Makes a read story unread again, and keeps the counts in step.
fn mark_unread(transaction: &Transaction, feed: FeedId, article: i64) -> rusqlite::Result<()> {
    let changed = transaction
        .prepare_cached("UPDATE article SET read = 0 WHERE id = ?1 AND read = 1 AND shown = 1")?
        .execute([article])?;
    if changed > 0 {
        transaction
            .prepare_cached("UPDATE feed SET unread = unread + 1 WHERE id = ?1")?
            .execute([feed.0])?;
        transaction
            .prepare_cached("UPDATE tally SET unread = unread + 1")?
            .execute([])?;
    }
    Ok(())
}
