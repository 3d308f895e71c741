//! Lists: a query to the ids it shows, in order.

use rusqlite::Connection;

use crate::model::article::ArticleId;
use crate::model::query::Query;
use crate::store::{Store, StoreError, search, walk};

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
    if query.words.trim().is_empty() {
        walk::walk(connection, query, limit, &|_| true)
    } else {
        search::search(connection, query, limit)
    }
}
