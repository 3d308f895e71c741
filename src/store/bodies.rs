//! Bodies: keeping what was cleaned, noting what could not be had, and which pages are still wanted.

use std::borrow::Cow;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::document::Document;
use crate::document::cuts::{self, Cut};
use crate::model::address;
use crate::model::article::{ArticleId, Position, TextSource};
use crate::model::feed::FeedId;
use crate::model::fetched::FetchedPage;
use crate::store::columns::{lines, seconds, some, time_at};
use crate::store::cuts as kept_cuts;
use crate::store::pack::{self, Form};
use crate::store::rows::EXCERPT;
use crate::store::{Durability, Store, StoreError};

/// A cleaned body, and what its page knows better than the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBody {
    /// The body.
    pub document: Document,
    /// Where it comes from; not `Nothing`.
    pub source: TextSource,
    /// A better title.
    pub title: Option<String>,
    /// Better names; none to leave what there is.
    pub authors: Vec<String>,
    /// When the page says it was published; only taken where the feed did not tell.
    pub published: Option<Timestamp>,
    /// The page's language.
    pub language: Option<String>,
    /// What was wrong, in words, if the page was not all that could be wished.
    pub warning: Option<String>,
    /// What was cut from it.
    pub cuts: Vec<Cut>,
    /// The pages it was cleaned from.
    pub parts: Vec<FetchedPage>,
}

impl NewBody {
    /// A body with nothing beside it.
    #[must_use]
    pub const fn of(document: Document, source: TextSource) -> Self {
        Self {
            document,
            source,
            title: None,
            authors: Vec::new(),
            published: None,
            language: None,
            warning: None,
            cuts: Vec::new(),
            parts: Vec::new(),
        }
    }
}

/// A page is given up after so many failures.
const TRIES: i64 = 3;
/// So many pages are told to wait in one transaction.
const WAITING: usize = 500;

impl Store {
    /// Keeps a cleaned body. Answers whether the story is still there.
    pub fn set_body(
        &mut self,
        id: ArticleId,
        body: &NewBody,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.keep_feed(id, now)?;
        let is_there = loop {
            let before = self.cuts(id)?;
            let packed = self.packed(&before, body)?;
            let kept = self.write(Durability::Cheap, |transaction| {
                // Packing takes its time: what the reader puts back meanwhile is not to be lost.
                if kept_cuts::cuts_of(transaction, id)? != before {
                    return Ok(None);
                }
                set_body(transaction, id, body, &packed, now).map(Some)
            })?;
            if let Some(is_there) = kept {
                break is_there;
            }
        };
        if is_there {
            self.keep_pages(id, &body.parts, now);
        }
        Ok(is_there)
    }

    /// A body ready for the disk, with what the reader had put back into the one with these cuts.
    pub(crate) fn packed(&self, before: &[Cut], body: &NewBody) -> Result<Packed, StoreError> {
        let mut cuts = body.cuts.clone();
        cuts::bound(&mut cuts);
        cuts::carry_over(&mut cuts, before);
        let document = if cuts.iter().any(|cut| cut.restored) {
            Cow::Owned(cuts::kept(&body.document, &cuts))
        } else {
            Cow::Borrowed(&body.document)
        };
        let packed = || {
            Ok(Packed {
                data: pack::packed(&document)?,
                cuts: if cuts.is_empty() {
                    None
                } else {
                    Some(kept_cuts::packed(&cuts)?)
                },
            })
        };
        packed().map_err(|error| StoreError::of(self.path(), &error))
    }

    /// Keeps what the feed carried before something else takes its place.
    fn keep_feed(&mut self, id: ArticleId, now: Timestamp) -> Result<(), StoreError> {
        let html = self.read(|connection| {
            let feed = |row: &Row| {
                let html = pack::bytes(row.get(0)?, row.get_ref(1)?.as_blob()?)?.into_owned();
                Ok((html, row.get::<_, Option<String>>(2)?))
            };
            connection
                .prepare_cached(
                    "SELECT b.form, b.data, coalesce(a.url, f.link) FROM article a JOIN body b ON b.id = a.body \
                     LEFT JOIN feed f ON f.id = a.feed WHERE a.id = ?1 AND b.form IN (0, 1)",
                )?
                .query_row([id.0], feed)
                .optional()
        })?;
        if let Some((html, base)) = html {
            self.keep_feed_html(id, &html, base.as_deref(), now);
        }
        Ok(())
    }

    /// Notes that the page of a story could not be had; it is tried again later, three times in all.
    pub fn body_failed(
        &mut self,
        id: ArticleId,
        cause: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(Durability::Cheap, |transaction| {
            transaction
                .prepare_cached(
                    "UPDATE article SET tries = tries + 1, body_error = ?2, wanted = wanted AND tries + 1 < ?3, \
                     retry = ?4 + 3600 * (tries + 1) * (tries + 1) WHERE id = ?1",
                )?
                .execute(params![id.0, cause, TRIES, seconds(now)])
                .map(drop)
        })
    }

    /// Notes that a server wants no page of its stories asked for before `until`: why this one is not there is told, and
    /// no attempt at any is counted.
    pub fn pages_wait(
        &mut self,
        id: ArticleId,
        url: &str,
        cause: &str,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let server = address::server(url).unwrap_or_default();
        // Found before anything is written: a reader's mark waits for no more than one of the transactions.
        let mut waiting = self.read(|connection| {
            let mut of_server = Vec::new();
            let mut statement = connection.prepare_cached(
                "SELECT id, url FROM article INDEXED BY article_wanted \
                 WHERE shown IN (0, 1) AND wanted = 1 AND instr(url, ?2) AND coalesce(retry, 0) < ?1",
            )?;
            let mut rows = statement.query(params![seconds(until), server])?;
            while let Some(row) = rows.next()? {
                if address::server(row.get_ref(1)?.as_str()?).as_ref() == Some(&server) {
                    of_server.push(row.get::<_, i64>(0)?);
                }
            }
            Ok(of_server)
        })?;
        waiting.push(id.0);
        for some in waiting.chunks(WAITING) {
            self.write(Durability::Cheap, |transaction| {
                let mut wait = transaction.prepare_cached(
                    "UPDATE article SET retry = ?2, body_error = iif(id = ?3, ?4, body_error) WHERE id = ?1",
                )?;
                for one in some {
                    wait.execute(params![one, seconds(until), id.0, cause])?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Servers that want to be left alone with their pages, each by the address of one of them, and until when.
    pub fn waiting_servers(&self, now: Timestamp) -> Result<Vec<(String, Timestamp)>, StoreError> {
        self.read(|connection| {
            // Without a failed attempt only a server's wish makes a page wait.
            connection
                .prepare_cached(
                    "SELECT url, retry FROM article INDEXED BY article_wanted \
                     WHERE shown IN (0, 1) AND wanted = 1 AND url IS NOT NULL AND tries = 0 AND retry > ?1",
                )?
                .query_map([seconds(now)], |row| Ok((row.get(0)?, time_at(row, 1)?)))?
                .filter_map(|row| row.map(|(url, until)| Some((url, until?))).transpose())
                .collect()
        })
    }

    /// Stories whose pages are still to be fetched, with their addresses, the newest first; with `since` only those
    /// published from then on.
    pub fn wanting_bodies(
        &self,
        limit: usize,
        now: Timestamp,
        since: Option<Timestamp>,
        feeds: &[FeedId],
    ) -> Result<Vec<(ArticleId, String)>, StoreError> {
        let feeds: Vec<String> = feeds.iter().map(|feed| feed.0.to_string()).collect();
        let feeds = feeds.join(",");
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT id, url FROM article INDEXED BY article_wanted \
                     WHERE shown = 1 AND wanted = 1 AND url IS NOT NULL AND (retry IS NULL OR retry <= ?2) \
                     AND published >= ?3 AND (?4 = '' OR feed IN (SELECT value FROM json_each('[' || ?4 || ']'))) \
                     AND coalesce(feed, 0) NOT IN (SELECT id FROM feed WHERE settings ->> 'muted' = 1) ORDER BY published DESC, id DESC LIMIT ?1",
                )?
                .query_map(params![limit as i64, seconds(now), since.map_or(i64::MIN, seconds), feeds], |row| {
                    Ok((ArticleId(row.get(0)?), row.get(1)?))
                })?
                .collect()
        })
    }

    /// Remembers where the reader left a story.
    pub fn keep_position(&mut self, id: ArticleId, position: Position) -> Result<(), StoreError> {
        self.write(Durability::Cheap, |transaction| {
            transaction
                .prepare_cached(
                    "UPDATE article SET block = ?2, share = ?3 WHERE id = ?1 AND (block, share) <> (?2, ?3)",
                )?
                .execute(params![id.0, position.block, position.share])
                .map(drop)
        })
    }
}

/// A body as it stands on the disk.
pub(crate) struct Packed {
    data: Vec<u8>,
    cuts: Option<Vec<u8>>,
}

pub(crate) fn set_body(
    transaction: &Transaction,
    id: ArticleId,
    body: &NewBody,
    packed: &Packed,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    let before: Option<i64> = transaction
        .prepare_cached("SELECT source FROM article WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    let Some(source) = before else {
        return Ok(false);
    };
    let from_page = body.source == TextSource::Page;
    // A page that is kept is never written over by what the feed carries.
    if source == 2 && !from_page {
        return Ok(true);
    }
    transaction
        .prepare_cached(
            "UPDATE article SET source = ?2, minutes = ?3, excerpt = CASE WHEN ?4 = '' THEN excerpt ELSE ?4 END, \
             title = coalesce(?5, title), authors = coalesce(?6, authors), language = coalesce(?7, language), \
             published = CASE WHEN published = fetched AND ?8 < published THEN ?8 ELSE published END, \
             body_error = CASE WHEN ?10 THEN ?9 ELSE body_error END, wanted = wanted AND NOT ?10, \
             retry = CASE WHEN ?10 THEN NULL ELSE retry END, tries = CASE WHEN ?10 THEN 0 ELSE tries END WHERE id = ?1",
        )?
        .execute(params![
            id.0,
            if from_page { 2 } else { 1 },
            body.document.minutes(),
            body.document.excerpt(EXCERPT),
            some(body.title.as_deref()),
            lines(&body.authors),
            some(body.language.as_deref()),
            body.published.map(|time| seconds(time.min(now))),
            some(body.warning.as_deref()),
            from_page,
        ])?;
    let form = if from_page {
        Form::PageDocument
    } else {
        Form::FeedDocument
    };
    pack::replace(transaction, id.0, form, &packed.data)?;
    kept_cuts::put(transaction, id, packed.cuts.as_deref())?;
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO reindex (article) SELECT ?1 FROM tally WHERE indexed_to >= ?1",
        )?
        .execute([id.0])?;
    Ok(true)
}
