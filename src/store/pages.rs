//! The pages that stories were cleaned from, for some days: to show them, and to clean them anew.
//!
//! They stand in a file of their own beside the library, so that the library stays small and its copies too. Nothing
//! there is needed: what cannot be kept or read is as if it had not come, and a damaged file is begun anew.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use jiff::Timestamp;
use rusqlite::{Connection, params};
use url::Url;

use crate::model::article::ArticleId;
use crate::model::fetched::FetchedPage;
use crate::model::site;
use crate::store::columns::seconds;
use crate::store::{Pages, Store, beside, pack};

/// How long a page is kept.
const SECONDS: i64 = 7 * 86_400;
/// No more of them is kept, in bytes as they stand on the disk; the oldest go first.
pub const BUDGET: i64 = 64 << 20;

impl FetchedPage {
    /// Deflates a page, in a hurry: it is one of many, and soon gone.
    #[must_use]
    pub fn of(url: String, html: &str) -> Self {
        let packed = packed(html.as_bytes()).unwrap_or_default();
        Self { url, packed }
    }

    /// The page, without its scripts.
    #[must_use]
    pub fn html(&self) -> String {
        let html = pack::inflated(&self.packed).unwrap_or_default();
        String::from_utf8_lossy(&html).into_owned()
    }

    /// Bytes on the disk.
    #[must_use]
    pub fn size(&self) -> usize {
        self.packed.len()
    }
}

fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let room = Vec::with_capacity(bytes.len() / 4);
    let mut encoder = DeflateEncoder::new(room, Compression::new(1));
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// What a story was cleaned from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// What the feed carried, and the address it is relative to.
    pub feed: Option<(String, Option<String>)>,
    /// Its page, then the further parts of it: addresses and HTML without scripts.
    pub pages: Vec<(String, String)>,
}

impl Store {
    /// Keeps the pages of a story in place of those kept before.
    pub(crate) fn keep_pages(&mut self, id: ArticleId, parts: &[FetchedPage], now: Timestamp) {
        if parts.is_empty() {
            return;
        }
        self.on_pages(|pages| {
            let transaction = pages.unchecked_transaction()?;
            transaction
                .prepare_cached("DELETE FROM page WHERE article = ?1 AND part > 0")?
                .execute([id.0])?;
            for (number, part) in (1_i64..).zip(parts) {
                put(&transaction, id, number, Some(&part.url), &part.packed, now)?;
            }
            transaction.commit()?;
            over_budget(pages)
        });
    }

    /// Keeps what a feed carried of a story, which something better takes the place of.
    pub(crate) fn keep_feed_html(
        &mut self,
        id: ArticleId,
        html: &[u8],
        base: Option<&str>,
        now: Timestamp,
    ) {
        let Ok(data) = packed(html) else { return };
        self.on_pages(|pages| {
            pages
                .prepare_cached("DELETE FROM page WHERE article = ?1 AND part = 0")?
                .execute([id.0])?;
            put(pages, id, 0, base, &data, now)
        });
    }

    /// What a story was cleaned from, as far as it is still kept.
    pub fn sources(&mut self, id: ArticleId) -> Sources {
        let rows = self.on_pages(|pages| {
            let row = |row: &rusqlite::Row| {
                let data = pack::inflated(row.get_ref(2)?.as_blob()?)?;
                let html = String::from_utf8_lossy(&data).into_owned();
                Ok((row.get::<_, i64>(0)?, row.get(1)?, html))
            };
            pages
                .prepare_cached(
                    "SELECT part, url, data FROM page WHERE article = ?1 ORDER BY part",
                )?
                .query_map([id.0], row)?
                .collect::<rusqlite::Result<Vec<(i64, Option<String>, String)>>>()
        });
        let mut sources = Sources::default();
        for (part, url, html) in rows.unwrap_or_default() {
            if part == 0 {
                sources.feed = Some((html, url));
            } else {
                sources.pages.push((url.unwrap_or_default(), html));
            }
        }
        sources
    }

    /// The stories of a site of which something is kept, the newest first.
    pub fn stories_of_site(&mut self, site: &str) -> Vec<ArticleId> {
        let found = self.on_pages(|pages| {
            pages
                .prepare_cached(
                    "SELECT article FROM page WHERE site = ?1 OR site LIKE '%.' || ?1 \
                     GROUP BY article ORDER BY max(id) DESC",
                )?
                .query_map([site], |row| row.get(0).map(ArticleId))?
                .collect()
        });
        found.unwrap_or_default()
    }

    /// Bytes of all pages that are kept.
    pub fn page_bytes(&mut self) -> i64 {
        self.on_pages(|pages| pages.query_row("SELECT bytes FROM size", [], |row| row.get(0)))
            .unwrap_or_default()
    }

    /// Removes pages that are too old, and the oldest of too many. Answers how many went; the disk gets their room back.
    pub fn prune_pages(&mut self, now: Timestamp) -> usize {
        let pruned = self.on_pages(|pages| {
            let old = pages
                .prepare_cached("DELETE FROM page WHERE fetched < ?1 OR fetched > ?2")?
                .execute([seconds(now) - SECONDS, seconds(now) + SECONDS])?;
            let more = over(pages)?;
            if old + more > 0 {
                let mut vacuum = pages.prepare("PRAGMA incremental_vacuum")?;
                let mut rows = vacuum.query([])?;
                while rows.next()?.is_some() {}
            }
            Ok(old + more)
        });
        pruned.unwrap_or_default() + self.prune_pictures(now)
    }

    /// Does something with the file; nothing when it cannot be had. One that is damaged is begun anew the next time.
    pub(crate) fn on_pages<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Option<T> {
        if matches!(self.pages, Pages::Closed) {
            self.pages = beside::open(&self.path);
        }
        let Pages::Open(connection) = &self.pages else {
            return None;
        };
        match work(connection) {
            Ok(done) => Some(done),
            Err(error) => {
                tracing::warn!(%error, "a page could not be kept or read");
                if beside::is_damage(&error) {
                    self.pages = Pages::Closed;
                    beside::remove(&self.path);
                }
                None
            }
        }
    }
}

fn put(
    pages: &Connection,
    id: ArticleId,
    part: i64,
    url: Option<&str>,
    data: &[u8],
    now: Timestamp,
) -> rusqlite::Result<()> {
    let site = url.and_then(|url| Url::parse(url).ok());
    let site = site.as_ref().and_then(site::site).unwrap_or_default();
    pages
        .prepare_cached(
            "INSERT INTO page (article, part, site, url, fetched, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![id.0, part, site, url, seconds(now), data])
        .map(drop)
}

fn over_budget(pages: &Connection) -> rusqlite::Result<()> {
    over(pages).map(drop)
}

/// Removes the oldest pages beyond the budget, and some more, so that not every page that comes removes one.
fn over(pages: &Connection) -> rusqlite::Result<usize> {
    let bytes: i64 = pages
        .prepare_cached("SELECT bytes FROM size")?
        .query_row([], |row| row.get(0))?;
    if bytes <= BUDGET {
        return Ok(0);
    }
    let mut left = bytes - BUDGET / 8 * 7;
    let mut last = 0;
    let mut oldest = pages.prepare_cached("SELECT id, length(data) FROM page ORDER BY id")?;
    let mut rows = oldest.query([])?;
    while left > 0
        && let Some(row) = rows.next()?
    {
        last = row.get(0)?;
        left -= row.get::<_, i64>(1)?;
    }
    pages
        .prepare_cached("DELETE FROM page WHERE id <= ?1")?
        .execute([last])
}
