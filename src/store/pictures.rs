//! Pictures of stories, made small, for reading without a network: in the file beside the library that keeps pages.
//!
//! Nothing there is needed. A picture goes with its story, and the oldest go when there are too many.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::model::article::ArticleId;
use crate::model::feed::FeedId;
use crate::model::picture::{Images, Pixels};
use crate::store::columns::seconds;
use crate::store::{Store, StoreError};

/// No more of them is kept, in bytes; the oldest go first.
const BUDGET: i64 = 48 << 20;
/// One of a page that was only looked at is kept for so long.
const LOOKED_AT: i64 = 86_400;

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// How large it is.
    pub pixels: Pixels,
    /// A JPEG file.
    pub data: Vec<u8>,
}

impl Store {
    /// Keeps a picture of a story.
    pub fn keep_picture(&mut self, id: ArticleId, url: &str, kept: &Kept, now: Timestamp) {
        let Kept { pixels, data } = kept;
        self.on_pages(|pages| {
            pages
                .prepare_cached(
                    "INSERT OR REPLACE INTO picture (url, article, width, height, fetched, data) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    url,
                    id.0,
                    pixels.width,
                    pixels.height,
                    seconds(now),
                    data
                ])?;
            over(pages)
        });
    }

    /// How large those of these pictures are that are kept.
    pub fn pictures(&mut self, urls: &[String]) -> Vec<Option<Pixels>> {
        let found = self.on_pages(|pages| {
            let mut statement =
                pages.prepare_cached("SELECT width, height FROM picture WHERE url = ?1")?;
            let row = |row: &rusqlite::Row| {
                Ok(Pixels {
                    width: row.get(0)?,
                    height: row.get(1)?,
                })
            };
            let sizes = urls
                .iter()
                .map(|url| statement.query_row([url], row).optional());
            sizes.collect::<rusqlite::Result<Vec<_>>>()
        });
        found.unwrap_or_else(|| vec![None; urls.len()])
    }

    /// The file of a picture that is kept.
    pub fn picture(&mut self, url: &str) -> Option<Vec<u8>> {
        self.on_pages(|pages| {
            pages
                .prepare_cached("SELECT data FROM picture WHERE url = ?1")?
                .query_row([url], |row| row.get(0))
                .optional()
        })
        .flatten()
    }

    /// Unread stories that are ready by what their feed carries, as it came, and whose pictures are always shown: nobody has
    /// opened them, so nobody knows their pictures. Of the newest `most` unread ones of these feeds, of all when none is
    /// named, the newest first; with `since` only those published from then on.
    pub fn never_opened(
        &self,
        most: usize,
        since: Option<Timestamp>,
        feeds: &[FeedId],
        for_all: Images,
    ) -> Result<Vec<ArticleId>, StoreError> {
        let numbers: Vec<i64> = feeds.iter().map(|feed| feed.0).collect();
        let numbers = serde_json::to_string(&numbers).unwrap_or_default();
        let of_feeds = if feeds.is_empty() {
            ""
        } else {
            "AND feed IN (SELECT value FROM json_each(?3))"
        };
        self.read(|connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT a.id FROM (SELECT id FROM article WHERE shown = 1 AND read = 0 AND published >= ?2 {of_feeds} \
                     ORDER BY published DESC, id DESC LIMIT ?1) newest \
                     JOIN article a ON a.id = newest.id JOIN feed f ON f.id = a.feed JOIN body b ON b.id = a.body \
                     WHERE a.source = 1 AND a.ready = 1 AND b.form IN (0, 1) \
                     AND (f.settings ->> 'images' = 'always' OR ?4 AND f.settings ->> 'images' IS NULL) \
                     ORDER BY a.published DESC, a.id DESC"
                ))?
                .query_map(
                    params![
                        most as i64,
                        since.map_or(i64::MIN, seconds),
                        numbers,
                        for_all == Images::Always
                    ],
                    |row| row.get(0).map(ArticleId),
                )?
                .collect()
        })
    }

    /// Removes pictures whose stories are gone; answers how many went.
    pub fn prune_pictures(&mut self, now: Timestamp) -> usize {
        let stories = self.on_pages(|pages| {
            pages
                .prepare_cached("SELECT DISTINCT article FROM picture WHERE article > 0")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()
        });
        let gone = self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT 1 FROM article WHERE id = ?1")?;
            let mut gone = Vec::new();
            for id in stories.unwrap_or_default() {
                if !statement.exists([id])? {
                    gone.push(id);
                }
            }
            Ok(gone)
        });
        let pruned = self.on_pages(|pages| {
            let mut pruned = pages
                .prepare_cached("DELETE FROM picture WHERE article = 0 AND fetched < ?1")?
                .execute([seconds(now) - LOOKED_AT])?;
            let mut statement = pages.prepare_cached("DELETE FROM picture WHERE article = ?1")?;
            for id in gone.unwrap_or_default() {
                pruned += statement.execute([id])?;
            }
            Ok(pruned)
        });
        pruned.unwrap_or_default()
    }
}

/// Removes the oldest pictures beyond the budget.
fn over(pages: &Connection) -> rusqlite::Result<()> {
    let bytes: i64 = pages
        .prepare_cached("SELECT coalesce(sum(length(data)), 0) FROM picture")?
        .query_row([], |row| row.get(0))?;
    let mut left = bytes - BUDGET;
    while left > 0 {
        let size: i64 = pages
            .prepare_cached(
                "DELETE FROM picture WHERE id = (SELECT min(id) FROM picture) RETURNING length(data)",
            )?
            .query_row([], |row| row.get(0))?;
        left -= size;
    }
    Ok(())
}
