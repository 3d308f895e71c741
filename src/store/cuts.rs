//! What was cut from stories: kept with the body, shown beside it, put back into it.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::document::Document;
use crate::document::cuts::{self, Cut};
use crate::model::article::{ArticleId, TextSource};
use crate::store::articles::Body;
use crate::store::pack::{self, Form};
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
        let Some(kept) = self.article(id)? else {
            return Ok(false);
        };
        let Body::Document(document) = kept.body else {
            return Ok(false);
        };
        let mut all = self.cuts(id)?;
        let cleaned = cuts::cleaned(&document, &all);
        let Some(found) = all
            .iter_mut()
            .find(|other| other.is(cut) && other.restored != back)
        else {
            return Ok(false);
        };
        found.restored = back;
        let document = cuts::kept(&cleaned, &all);
        let packed = pack::packed(&document).and_then(|data| Ok((data, packed(&all)?)));
        let (data, all) = packed.map_err(|error| StoreError::of(self.path(), &error))?;
        let form = match kept.facts.headline.source {
            TextSource::Page => Form::PageDocument,
            TextSource::Feed | TextSource::Nothing => Form::FeedDocument,
        };
        self.write(Durability::Sure, |transaction| {
            pack::replace(transaction, id.0, form, &data)?;
            put(transaction, id, Some(&all))?;
            changed(transaction, id, &document)
        })?;
        Ok(true)
    }
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
