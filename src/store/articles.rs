//! Reading stories back: the rows that lists show, and one story with its body.

use rusqlite::{OptionalExtension, Row};

use crate::document::Document;
use crate::model::article::{ArticleId, Facts, Headline, Position, TextSource};
use crate::model::feed::FeedId;
use crate::store::columns::{count, enclosures, names, time};
use crate::store::pack::{self, Content};
use crate::store::{Store, StoreError};

/// A story as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// All but the body.
    pub facts: Facts,
    /// The body.
    pub body: Body,
    /// Where the reader left it.
    pub position: Position,
}

/// The body of a story as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// There is none.
    Nothing,
    /// What the feed carried, not cleaned yet.
    Feed {
        /// As it came.
        html: String,
        /// What its relative links are relative to.
        base: Option<String>,
    },
    /// Cleaned.
    Document(Document),
}

/// The columns of a headline, in the order that `headline` reads them.
const HEADLINE: &str = "a.id, CASE WHEN f.removed IS NULL THEN a.feed END, coalesce(f.name, a.site, ''), a.title, a.url, \
     a.published, a.read, a.bookmarked, a.source, a.minutes, a.excerpt, a.ready";

/// The columns behind those that `facts` reads.
const FACTS: &str = "coalesce(a.site_url, f.url), a.authors, a.fetched, coalesce(a.language, f.language), a.body_error, \
     a.categories, a.enclosures, \
     (SELECT group_concat(name, char(10)) FROM tag WHERE tag.article = a.id)";

impl Store {
    /// The rows of these stories, in the order asked; one that is not kept any more is missing.
    pub fn headlines(&self, ids: &[ArticleId]) -> Result<Vec<Headline>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {HEADLINE} FROM article a LEFT JOIN feed f ON f.id = a.feed WHERE a.id = ?1"
            ))?;
            let mut headlines = Vec::with_capacity(ids.len());
            for id in ids {
                headlines.extend(statement.query_row([id.0], headline).optional()?);
            }
            Ok(headlines)
        })
    }

    /// All but the bodies of these stories, in the order asked; one that is not kept any more is missing.
    pub fn facts(&self, ids: &[ArticleId]) -> Result<Vec<Facts>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {HEADLINE}, {FACTS} FROM article a LEFT JOIN feed f ON f.id = a.feed WHERE a.id = ?1"
            ))?;
            let mut all = Vec::with_capacity(ids.len());
            for id in ids {
                all.extend(statement.query_row([id.0], facts).optional()?);
            }
            Ok(all)
        })
    }

    /// One story with its body.
    pub fn article(&self, id: ArticleId) -> Result<Option<Kept>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {HEADLINE}, {FACTS}, a.block, a.share, f.link, b.form, b.data \
                     FROM article a LEFT JOIN feed f ON f.id = a.feed LEFT JOIN body b ON b.id = a.body \
                     WHERE a.id = ?1"
                ))?
                .query_row([id.0], kept)
                .optional()
        })
    }
}

fn headline(row: &Row) -> rusqlite::Result<Headline> {
    Ok(Headline {
        id: ArticleId(row.get(0)?),
        feed: row.get::<_, Option<i64>>(1)?.map(FeedId),
        feed_title: row.get(2)?,
        title: row.get(3)?,
        url: row.get(4)?,
        published: time(row.get(5)?),
        read: row.get(6)?,
        bookmarked: row.get(7)?,
        source: match row.get(8)? {
            0 => TextSource::Nothing,
            1 => TextSource::Feed,
            _ => TextSource::Page,
        },
        minutes: row.get(9)?,
        excerpt: row.get(10)?,
        ready: row.get(11)?,
    })
}

fn facts(row: &Row) -> rusqlite::Result<Facts> {
    Ok(Facts {
        headline: headline(row)?,
        feed_url: row.get(12)?,
        authors: names(row.get(13)?),
        fetched: time(row.get(14)?),
        language: row.get(15)?,
        tags: names(row.get(19)?),
        body_error: row.get(16)?,
        categories: names(row.get(17)?),
        enclosures: enclosures(row.get::<_, Option<String>>(18)?.as_deref()),
    })
}

fn kept(row: &Row) -> rusqlite::Result<Kept> {
    let facts = facts(row)?;
    let body = match row.get::<_, Option<i64>>(23)? {
        None => Body::Nothing,
        Some(form) => match pack::unpacked(form, row.get_ref(24)?.as_blob()?)? {
            Content::Document(document) => Body::Document(document),
            Content::Html(html) => Body::Feed {
                html,
                base: facts.headline.url.clone().or(row.get(22)?),
            },
        },
    };
    Ok(Kept {
        facts,
        body,
        position: Position {
            block: count(row.get(20)?),
            share: row.get(21)?,
        },
    })
}
