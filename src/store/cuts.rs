//! What was cut from stories: kept with the body, shown beside it, put back into it.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::document::Document;
use crate::document::cuts::{self, Cut};
use crate::model::article::ArticleId;
use crate::store::pack::{self, Content, Form};
use crate::store::{Durability, Store, StoreError};

impl Store {
    /// What was cut from a story, in order.
    pub fn cuts(&self, id: ArticleId) -> Result<Vec<Cut>, StoreError> {
        self.read(|connection| cuts_of(connection, id))
    }

    /// Puts a cut of a story back into its body, or takes it out again. Answers whether that changed anything.
    pub fn restore_cut(
        &mut self,
        id: ArticleId,
        cut: &Cut,
        back: bool,
    ) -> Result<bool, StoreError> {
        loop {
            let before = self.read(|connection| body_of(connection, id))?;
            let after = before.as_ref().map(|body| with(body, cut, back));
            let after = after.transpose();
            let after = after.map_err(|error| StoreError::of(self.path(), &error))?;
            let Some(after) = after.flatten() else {
                return Ok(false);
            };
            let is_kept = self.write(Durability::Sure, |transaction| {
                // Packing takes its time: what the story was cleaned to meanwhile is not to be lost.
                if body_of(transaction, id)? != before {
                    return Ok(false);
                }
                pack::replace(transaction, id.0, after.form, &after.data)?;
                put(transaction, id, Some(&after.cuts))?;
                changed(transaction, id, &after.document).map(|()| true)
            })?;
            if is_kept {
                return Ok(true);
            }
        }
    }
}

/// A cleaned body as it stands on the disk, and what was cut from it.
#[derive(PartialEq)]
struct Before {
    form: Form,
    data: Vec<u8>,
    cuts: Vec<Cut>,
}

/// A body ready for the disk, with what was cut from it.
struct After {
    form: Form,
    data: Vec<u8>,
    cuts: Vec<u8>,
    document: Document,
}

/// The cleaned body of a story; none when it has none yet.
fn body_of(connection: &Connection, id: ArticleId) -> rusqlite::Result<Option<Before>> {
    let body = connection
        .prepare_cached(
            "SELECT b.form, b.data FROM article a JOIN body b ON b.id = a.body WHERE a.id = ?1",
        )?
        .query_row([id.0], |row| {
            Ok((Form::of(row.get(0)?), row.get::<_, Vec<u8>>(1)?))
        })
        .optional()?;
    Ok(match body {
        Some((Some(form @ (Form::FeedDocument | Form::PageDocument)), data)) => Some(Before {
            form,
            data,
            cuts: cuts_of(connection, id)?,
        }),
        _ => None,
    })
}

/// The body with a cut put back, or taken out again; none where that changes nothing.
fn with(before: &Before, cut: &Cut, back: bool) -> rusqlite::Result<Option<After>> {
    let mut all = before.cuts.clone();
    let is_it = |other: &&mut Cut| other.is(cut) && other.restored != back;
    let Some(found) = all.iter_mut().find(is_it) else {
        return Ok(None);
    };
    found.restored = back;
    let form = before.form;
    let Content::Document(document) = pack::unpacked(form as i64, &before.data)? else {
        return Ok(None);
    };
    let document = cuts::kept(&cuts::cleaned(&document, &before.cuts), &all);
    Ok(Some(After {
        form,
        data: pack::packed(&document)?,
        cuts: packed(&all)?,
        document,
    }))
}

/// The body of a story is another: it takes as long to read, and its words are found.
fn changed(transaction: &Transaction, id: ArticleId, document: &Document) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("UPDATE article SET minutes = ?2 WHERE id = ?1")?
        .execute(params![id.0, document.minutes()])?;
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO reindex (article) SELECT ?1 FROM tally WHERE indexed_to >= ?1",
        )?
        .execute([id.0])
        .map(drop)
}

pub(crate) fn cuts_of(connection: &Connection, id: ArticleId) -> rusqlite::Result<Vec<Cut>> {
    let unpacked = |row: &rusqlite::Row| {
        let json = pack::inflated(row.get_ref(0)?.as_blob()?)?;
        serde_json::from_slice(&json).map_err(broken)
    };
    let cuts = connection
        .prepare_cached("SELECT data FROM cut WHERE article = ?1")?
        .query_row([id.0], unpacked)
        .optional()?;
    Ok(cuts.unwrap_or_default())
}

/// Cuts, ready for the disk; none when there are none.
pub(crate) fn packed(cuts: &[Cut]) -> rusqlite::Result<Vec<u8>> {
    pack::deflated(&serde_json::to_vec(cuts).map_err(broken)?)
}

/// Keeps the cuts of a story in place of those before.
pub(crate) fn put(
    transaction: &Transaction,
    id: ArticleId,
    cuts: Option<&[u8]>,
) -> rusqlite::Result<()> {
    let changed = match cuts {
        Some(data) => transaction
            .prepare_cached("INSERT OR REPLACE INTO cut (article, data) VALUES (?1, ?2)")?
            .execute(params![id.0, data]),
        None => transaction
            .prepare_cached("DELETE FROM cut WHERE article = ?1")?
            .execute([id.0]),
    };
    changed.map(drop)
}

fn broken(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, error.into())
}
