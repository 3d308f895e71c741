//! Downloads: the pages that wait, that could not be had, and that came last.

use rusqlite::Connection;

use crate::model::article::ArticleId;
use crate::model::download::{Download, Stage};
use crate::store::columns::time_at;
use crate::store::{Store, StoreError};

/// Of each kind no more are told.
const TOLD: i64 = 100;
/// So many of the stories that were stored last are looked at for those that failed or came.
const LOOKED_AT: i64 = 5_000;

impl Store {
    /// The pages that wait, the newest first; those that failed, and those that came, the last first.
    pub fn downloads(&self) -> Result<Vec<Download>, StoreError> {
        let stages = self.read(|connection| {
            let mut stages = waiting(connection)?;
            stages.extend(failed(connection)?);
            stages.extend(came(connection)?);
            Ok(stages)
        })?;
        let ids: Vec<ArticleId> = stages.iter().map(|(id, _)| *id).collect();
        let mut headlines = self.headlines(&ids)?.into_iter().peekable();
        // One that went in between is missing among them.
        let found = stages.into_iter().filter_map(|(id, stage)| {
            let headline = headlines.next_if(|headline| headline.id == id)?;
            Some(Download { headline, stage })
        });
        Ok(found.collect())
    }
}

fn waiting(connection: &Connection) -> rusqlite::Result<Vec<(ArticleId, Stage)>> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM article INDEXED BY article_wanted \
         WHERE shown = 1 AND wanted = 1 AND url IS NOT NULL AND body_error IS NULL \
         ORDER BY published DESC LIMIT ?1",
    )?;
    let rows = statement.query_map([TOLD], |row| Ok((ArticleId(row.get(0)?), Stage::Waiting)))?;
    rows.collect()
}

fn failed(connection: &Connection) -> rusqlite::Result<Vec<(ArticleId, Stage)>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, body_error, iif(wanted, retry, NULL) FROM article \
         WHERE id > (SELECT max(id) FROM article) - ?2 AND shown = 1 AND body_error IS NOT NULL AND source <> 2 \
         ORDER BY id DESC LIMIT ?1",
    )?;
    let rows = statement.query_map([TOLD, LOOKED_AT], |row| {
        let stage = Stage::Failed {
            cause: row.get(1)?,
            retry: time_at(row, 2)?,
        };
        Ok((ArticleId(row.get(0)?), stage))
    })?;
    rows.collect()
}

fn came(connection: &Connection) -> rusqlite::Result<Vec<(ArticleId, Stage)>> {
    // Bodies are numbered as they come.
    let mut statement = connection.prepare_cached(
        "SELECT a.id, length(b.data) FROM article a JOIN body b ON b.id = a.body \
         WHERE a.id > (SELECT max(id) FROM article) - ?2 AND a.shown = 1 AND a.source = 2 \
         ORDER BY a.body DESC LIMIT ?1",
    )?;
    let rows = statement.query_map([TOLD, LOOKED_AT], |row| {
        let bytes: i64 = row.get(1)?;
        let bytes = bytes.unsigned_abs();
        Ok((ArticleId(row.get(0)?), Stage::Came { bytes }))
    })?;
    rows.collect()
}
