//! Tags: what a reader files stories under. On the disk when the call returns.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, params};

use crate::model::article::ArticleId;
use crate::model::tag::Tagged;
use crate::store::columns::{count, seconds};
use crate::store::{Durability, Store, StoreError};

/// What tags really came and went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// They came.
    pub added: Vec<Tagged>,
    /// They went.
    pub removed: Vec<Tagged>,
}

impl Store {
    /// Files stories under tags, and takes tags away. Answers what really changed.
    pub fn tag(
        &mut self,
        add: &[Tagged],
        remove: &[Tagged],
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        self.write(Durability::Sure, |transaction| {
            let changed = Changed {
                removed: each(
                    transaction,
                    remove,
                    "DELETE FROM tag WHERE article = ?1 AND name = ?2",
                )?,
                added: each(
                    transaction,
                    add,
                    "INSERT OR IGNORE INTO tag (article, name) SELECT id, ?2 FROM article WHERE id = ?1",
                )?,
            };
            let mut touch =
                transaction.prepare_cached("UPDATE article SET touched = ?2 WHERE id = ?1")?;
            for (id, _) in changed.added.iter().chain(&changed.removed) {
                touch.execute(params![id.0, seconds(now)])?;
            }
            Ok(changed)
        })
    }

    /// All tags, each with how many stories have it, those of most stories first.
    pub fn tags(&self) -> Result<Vec<(String, u32)>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT name, count(*) FROM tag GROUP BY name ORDER BY count(*) DESC, name",
                )?
                .query_map([], |row| Ok((row.get(0)?, count(row.get(1)?))))?
                .collect()
        })
    }

    /// The tags of each of these stories.
    pub fn tags_of(&self, ids: &[ArticleId]) -> Result<Vec<Vec<String>>, StoreError> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT name FROM tag WHERE article = ?1 ORDER BY name")?;
            ids.iter()
                .map(|id| statement.query_map([id.0], |row| row.get(0))?.collect())
                .collect()
        })
    }
}

/// Does that with each; answers those that it changed.
fn each(transaction: &Transaction, pairs: &[Tagged], sql: &str) -> rusqlite::Result<Vec<Tagged>> {
    let mut statement = transaction.prepare_cached(sql)?;
    let mut changed = Vec::new();
    for (id, name) in pairs {
        if statement.execute(params![id.0, name])? > 0 {
            changed.push((*id, name.clone()));
        }
    }
    Ok(changed)
}

/// The stories that have all these tags.
pub(crate) fn stories(connection: &Connection, tags: &[String]) -> rusqlite::Result<HashSet<i64>> {
    let mut statement = connection.prepare_cached("SELECT article FROM tag WHERE name = ?1")?;
    let mut all: Option<HashSet<i64>> = None;
    for tag in tags {
        let these = statement
            .query_map([tag], |row| row.get(0))?
            .collect::<rusqlite::Result<HashSet<i64>>>()?;
        all = Some(match all {
            None => these,
            Some(all) => all.intersection(&these).copied().collect(),
        });
    }
    Ok(all.unwrap_or_default())
}
