//! Indexing, at idle and in batches: words of new and changed stories into the index, feeds' HTML into less room.
//!
//! The index is the expensive part of keeping a story, several times its row. A refresh leaves it out; search scans what
//! is not indexed yet.

use std::time::Instant;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::store::pack::{self, Content, Form};
use crate::store::words::tokens;
use crate::store::{Durability, HELD, Store, StoreError, strip};

/// Feeds' HTML is deflated when it is longer than this.
const LONG: usize = 512;
/// No more than this of a body is searched.
pub(crate) const SEARCHED: usize = 400_000;

/// A story as it is indexed.
struct Story {
    id: i64,
    title: String,
    text: String,
    /// HTML that is to be deflated.
    html: Option<String>,
}

impl Store {
    /// Indexes at most so many stories, and fewer where they are long: nobody else can write meanwhile. Answers about how
    /// many are left.
    pub fn index_some(&mut self, max: usize) -> Result<usize, StoreError> {
        if self.read(left)? == 0 {
            return Ok(0);
        }
        self.write(Durability::Cheap, |transaction| {
            let began = Instant::now();
            let is_time = || began.elapsed() > HELD;
            let done = index_changed(transaction, max as i64, is_time)?;
            if done == 0 || !is_time() {
                index_new(transaction, max as i64 - done, is_time)?;
            }
            left(transaction)
        })
    }
}

fn left(connection: &Connection) -> rusqlite::Result<usize> {
    connection
        .prepare_cached(
            "SELECT max(next_article - 1 - indexed_to, 0) + (SELECT count(*) FROM reindex) FROM tally",
        )?
        .query_row([], |row| row.get::<_, i64>(0))
        .map(|left| usize::try_from(left).unwrap_or(0))
}

const STORY: &str = "SELECT a.id, a.title, a.excerpt, b.form, b.data FROM article a LEFT JOIN body b ON b.id = a.body";

fn index_changed(
    transaction: &Transaction,
    max: i64,
    is_time: impl Fn() -> bool,
) -> rusqlite::Result<i64> {
    let changed: Vec<i64> = transaction
        .prepare_cached("SELECT article FROM reindex ORDER BY article DESC LIMIT ?1")?
        .query_map([max], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut done = 0;
    for id in changed {
        forget(transaction, id)?;
        if let Some(story) = load(transaction, id)? {
            index(transaction, &story)?;
        }
        transaction
            .prepare_cached("DELETE FROM reindex WHERE article = ?1")?
            .execute([id])?;
        done += 1;
        if is_time() {
            break;
        }
    }
    Ok(done)
}

fn index_new(
    transaction: &Transaction,
    max: i64,
    is_time: impl Fn() -> bool,
) -> rusqlite::Result<()> {
    if max <= 0 {
        return Ok(());
    }
    let new: Vec<i64> = transaction
        .prepare_cached(
            "SELECT id FROM article WHERE id > (SELECT indexed_to FROM tally) ORDER BY id LIMIT ?1",
        )?
        .query_map([max], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    // Up to the last number that was given, when there are no more; else up to the last story that was indexed.
    let mut last = (new.len() as i64 == max)
        .then(|| new.last().copied())
        .flatten();
    for (place, id) in new.iter().enumerate() {
        if let Some(story) = load(transaction, *id)? {
            index(transaction, &story)?;
        }
        if place + 1 < new.len() && is_time() {
            last = Some(*id);
            break;
        }
    }
    transaction
        .prepare_cached("UPDATE tally SET indexed_to = coalesce(?1, next_article - 1)")?
        .execute([last])
        .map(drop)
}

/// A story as it is to be indexed.
fn load(transaction: &Transaction, id: i64) -> rusqlite::Result<Option<Story>> {
    transaction
        .prepare_cached(&format!("{STORY} WHERE a.id = ?1"))?
        .query_row([id], story)
        .optional()
}

/// Takes a story out of the index.
pub(crate) fn forget(transaction: &Transaction, id: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM words WHERE rowid = ?1",
        "DELETE FROM starts WHERE rowid = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

fn index(transaction: &Transaction, story: &Story) -> rusqlite::Result<()> {
    let title = tokens(&story.title);
    transaction
        .prepare_cached("INSERT INTO words (rowid, body, title) VALUES (?1, ?2, ?3)")?
        .execute(params![story.id, tokens(&story.text), title])?;
    transaction
        .prepare_cached("INSERT INTO starts (rowid, title) VALUES (?1, ?2)")?
        .execute(params![story.id, title])?;
    if let Some(html) = &story.html {
        let data = pack::deflated(html.as_bytes())?;
        pack::replace(transaction, story.id, Form::PackedHtml, &data)?;
    }
    Ok(())
}

fn story(row: &Row) -> rusqlite::Result<Story> {
    let form: Option<i64> = row.get(3)?;
    let is_loose = form == Some(Form::Html as i64);
    let (text, html) = match form {
        None => (row.get(2)?, None),
        Some(form) => match pack::unpacked(form, row.get_ref(4)?.as_blob()?)? {
            Content::Html(html) => (strip::text(&html, SEARCHED), Some(html)),
            Content::Document(document) => (document.plain_text(), None),
        },
    };
    Ok(Story {
        id: row.get(0)?,
        title: row.get(1)?,
        text,
        html: html.filter(|html| is_loose && html.len() > LONG),
    })
}
