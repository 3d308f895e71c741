//! Saved pages: any page of the web, kept as a bookmarked story without a feed.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::model::article::ArticleId;
use crate::store::bodies::{NewBody, set_body};
use crate::store::columns::{seconds, some};
use crate::store::feeds::host;
use crate::store::identity::{Fingerprint, normalised};
use crate::store::{Durability, Store, StoreError};

/// A page to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPage {
    /// Its address.
    pub url: String,
    /// The site's name.
    pub site: Option<String>,
    /// Its text, title and the rest.
    pub body: NewBody,
}

/// The feed that saved pages are known under.
const SAVED: i64 = 0;

impl Store {
    /// The story of a page, saved or of any feed; a bookmarked one first, then the newest.
    pub fn find_page(&self, url: &str) -> Result<Option<ArticleId>, StoreError> {
        let link = normalised(url);
        let story = Fingerprint::of(b'l').text(&link).end();
        let saved = Fingerprint::of(b'p').text(&link).end();
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT a.id FROM seen s JOIN article a ON a.id = s.article \
                     WHERE (s.link = ?1 OR s.feed = 0 AND s.identity = ?2) AND s.gone IS NULL \
                     AND (a.shown = 1 OR a.bookmarked = 1) ORDER BY a.bookmarked DESC, a.id DESC LIMIT 1",
                )?
                .query_row([story, saved], |row| row.get(0).map(ArticleId))
                .optional()
        })
    }

    /// Saves a page, and bookmarks it. The same page saved again is written over, and bookmarked again.
    pub fn save_page(&mut self, page: &NewPage, now: Timestamp) -> Result<ArticleId, StoreError> {
        let packed = self.packed(&[], &page.body)?;
        let identity = Fingerprint::of(b'p').text(&normalised(&page.url)).end();
        let id = self.write(Durability::Sure, |transaction| {
            let known: Option<i64> = transaction
                .prepare_cached(
                    "SELECT article FROM seen WHERE feed = ?1 AND identity = ?2 AND gone IS NULL",
                )?
                .query_row([SAVED, identity], |row| row.get(0))
                .optional()?;
            let id = match known {
                Some(id) => id,
                None => begin(transaction, page, identity, now)?,
            };
            show(transaction, id, true, now)?;
            set_body(transaction, ArticleId(id), &page.body, &packed, now)?;
            Ok(ArticleId(id))
        })?;
        self.keep_pages(id, &page.body.parts, now);
        Ok(id)
    }

    /// Takes a page that was saved out of the library, to be put back or removed in the end; or puts it back.
    pub fn show_page(
        &mut self,
        id: ArticleId,
        shown: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(Durability::Sure, |transaction| {
            show(transaction, id.0, shown, now)
        })
    }
}

/// Shows a page in the library, bookmarked, or hides it; and counts it.
fn show(transaction: &Transaction, id: i64, shown: bool, now: Timestamp) -> rusqlite::Result<()> {
    let count = || {
        transaction
            .prepare_cached(
                "SELECT shown, shown * (1 - read), bookmarked FROM article WHERE id = ?1",
            )?
            .query_row([id], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
    };
    let before: [i64; 3] = count()?;
    transaction.execute(
        "UPDATE article SET shown = ?2, bookmarked = ?2, touched = ?3 WHERE id = ?1 AND (shown <> ?2 OR bookmarked <> ?2)",
        params![id, shown, seconds(now)],
    )?;
    let [total, unread, bookmarked] = count()?;
    transaction
        .execute(
            "UPDATE tally SET total = total + ?1, unread = unread + ?2, bookmarked = bookmarked + ?3",
            [total - before[0], unread - before[1], bookmarked - before[2]],
        )
        .map(drop)
}

/// Makes the rows of a page that was not saved before.
fn begin(
    transaction: &Transaction,
    page: &NewPage,
    identity: i64,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    let id: i64 = transaction.query_row(
        "UPDATE tally SET next_article = next_article + 1, unread = unread + 1, total = total + 1 \
         RETURNING next_article - 1",
        [],
        |row| row.get(0),
    )?;
    transaction.execute(
        "INSERT INTO article (id, published, fetched, title, url, site) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            id,
            seconds(page.body.published.unwrap_or(now).min(now)),
            seconds(now),
            some(page.body.title.as_deref()).unwrap_or(&page.url),
            page.url.trim(),
            some(page.site.as_deref()).unwrap_or_else(|| host(&page.url)),
        ],
    )?;
    transaction.execute(
        "INSERT INTO seen (feed, article, identity, version) VALUES (?1, ?2, ?3, 0)",
        [SAVED, id, identity],
    )?;
    Ok(id)
}
