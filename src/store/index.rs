//! Indexing, at idle and in batches: words of new and changed stories into the index, feeds' HTML into less room.
//!
//! The index is the expensive part of keeping a story, several times its row. A refresh leaves it out; search scans what
//! is not indexed yet.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::store::pack::{self, Content, Form};
use crate::store::words::tokens;
use crate::store::{Durability, Store, StoreError, strip};

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
    /// Indexes at most so many stories; answers about how many are left. Twenty take some 10 ms, during which nobody
    /// else can write.
    pub fn index_some(&mut self, max: usize) -> Result<usize, StoreError> {
        if self.read(left)? == 0 {
            return Ok(0);
        }
        self.write(Durability::Cheap, |transaction| {
            let done = index_changed(transaction, max as i64)?;
            index_new(transaction, max as i64 - done)?;
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

fn index_changed(transaction: &Transaction, max: i64) -> rusqlite::Result<i64> {
    let changed: Vec<i64> = transaction
        .prepare_cached("SELECT article FROM reindex ORDER BY article DESC LIMIT ?1")?
        .query_map([max], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in &changed {
        forget(transaction, *id)?;
        let story = transaction
            .prepare_cached(&format!("{STORY} WHERE a.id = ?1"))?
            .query_row([id], story)
            .optional()?;
        if let Some(story) = story {
            index(transaction, &story)?;
        }
        transaction
            .prepare_cached("DELETE FROM reindex WHERE article = ?1")?
            .execute([id])?;
    }
    Ok(changed.len() as i64)
}

fn index_new(transaction: &Transaction, max: i64) -> rusqlite::Result<()> {
    if max <= 0 {
        return Ok(());
    }
    let stories: Vec<Story> = transaction
        .prepare_cached(&format!(
            "{STORY} WHERE a.id > (SELECT indexed_to FROM tally) ORDER BY a.id LIMIT ?1"
        ))?
        .query_map([max], story)?
        .collect::<rusqlite::Result<_>>()?;
    for story in &stories {
        index(transaction, story)?;
    }
    let last = stories
        .last()
        .filter(|_| stories.len() as i64 == max)
        .map(|story| story.id);
    transaction
        .prepare_cached("UPDATE tally SET indexed_to = coalesce(?1, next_article - 1)")?
        .execute([last])
        .map(drop)
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
