//! Feeds: what a subscription is, and what a feed document says of itself and of its entries.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::picture::Images;

/// The number the store gave a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FeedId(pub i64);

/// The number the store gave a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FolderId(pub i64);

/// The reader's grouping of feeds; folders nest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its number in the store.
    pub id: FolderId,
    /// The folder it stands in, or none at the top.
    pub parent: Option<FolderId>,
    /// Its name, one harmless line.
    pub name: String,
}

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its number in the store.
    pub id: FeedId,
    /// Where the feed is fetched from.
    pub url: String,
    /// The site the feed belongs to.
    pub link: Option<String>,
    /// The name shown: the reader's own, else the feed's, else its host. One harmless line.
    pub title: String,
    /// The folder it stands in.
    pub folder: Option<FolderId>,
    /// Language tag as the feed states it (`id`, `en-GB`).
    pub language: Option<String>,
    /// How many of its articles are unread.
    pub unread: u32,
    /// How many of its articles are kept.
    pub total: u32,
    /// When it was last fetched with success.
    pub fetched: Option<Timestamp>,
    /// When its latest story was published.
    pub latest: Option<Timestamp>,
    /// Whether it works, and if not, since when and why.
    pub health: Health,
    /// Whether it is left alone by the reader's wish.
    pub muted: bool,
    /// Whether the desktop is told of its new stories.
    pub notify: bool,
    /// When pictures of its stories are shown, where that differs from all others.
    pub images: Option<Images>,
    /// How long its server took for its last good answer, in milliseconds.
    pub took: Option<u32>,
    /// Another feed of its site, found when this one was not there any more; of one that works the feed of the reader's
    /// that it has moved to.
    pub instead: Option<String>,
    /// What was wrong with the document that was last read of it, in words, one harmless line: a part of it may be missing.
    pub damage: Option<String>,
}

/// A server that takes longer for an answer is slow, in milliseconds.
const SLOW: u32 = 5_000;

impl Feed {
    /// Whether it fails or is gone, and the reader wants to know of it.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.health != Health::Well && !self.muted
    }

    /// Whether it works, but has moved to an address that is read already.
    #[must_use]
    pub fn is_double(&self) -> bool {
        self.health == Health::Well && !self.muted && self.instead.is_some()
    }

    /// What is wrong with what came last, of a feed that works.
    #[must_use]
    pub fn damaged(&self) -> Option<&str> {
        let is_told = self.health == Health::Well && !self.muted;
        self.damage.as_deref().filter(|_| is_told)
    }

    /// Whether it works, but its server takes its time.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        self.health == Health::Well && !self.muted && self.took.is_some_and(|took| took >= SLOW)
    }
}

/// Whether a feed works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// The last fetch succeeded, or none was tried yet.
    Well,
    /// The last `tries` fetches failed.
    Failing {
        /// When the first of them failed.
        since: Timestamp,
        /// How many failed in a row.
        tries: u32,
        /// The cause of the last failure in words, one harmless line.
        cause: String,
        /// Not asked again before this time, unless the reader asks.
        retry: Option<Timestamp>,
        /// Until when its server asked to be left alone (`Retry-After`), whoever asks.
        wait: Option<Timestamp>,
    },
    /// The server said that the feed is gone for good (410).
    Retired {
        /// When it said so first, or failed before.
        since: Timestamp,
    },
}

/// The formats a feed may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// RSS 0.9x and 2.0.
    Rss,
    /// RSS 0.90 and 1.0, in RDF.
    Rdf,
    /// Atom 0.3 and 1.0.
    Atom,
    /// JSON Feed 1.x.
    Json,
    /// A sitemap for news.
    Sitemap,
    /// The headlines of a page for people.
    Page,
}

/// What a feed document says of the feed itself. Titles, names and descriptions are plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Channel {
    /// The feed's title.
    pub title: Option<String>,
    /// The site, absolute.
    pub link: Option<String>,
    /// A sentence about the feed.
    pub description: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// When the feed last changed, by its own word.
    pub updated: Option<Timestamp>,
    /// Address of a picture that stands for the feed, absolute.
    pub image: Option<String>,
    /// The feed's own identifier (Atom).
    pub id: Option<String>,
    /// Copyright line.
    pub rights: Option<String>,
    /// Minutes the feed asks to be left alone after a fetch (`ttl`, `sy:updatePeriod`).
    pub ttl: Option<u32>,
    /// Hours of the day, UTC, in which the feed asks not to be fetched (`skipHours`).
    pub skip_hours: Vec<u8>,
    /// Days in which the feed asks not to be fetched (`skipDays`), 0 = Monday.
    pub skip_days: Vec<u8>,
}

/// An item as its feed states it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// guid, atom:id or JSON Feed id.
    pub id: Option<String>,
    /// Plain text; empty when the feed gives none.
    pub title: String,
    /// The page, absolute.
    pub link: Option<String>,
    /// Names of people.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// A short version, HTML.
    pub summary: Option<String>,
    /// The body as far as the feed carries it, HTML.
    pub content_html: Option<String>,
    /// Subjects the feed files it under.
    pub categories: Vec<String>,
    /// Attached media.
    pub enclosures: Vec<Enclosure>,
    /// Address of a picture, absolute.
    pub image: Option<String>,
    /// Address of the comments, absolute.
    pub comments: Option<String>,
    /// Copyright line.
    pub rights: Option<String>,
}

/// Attached media.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// Absolute address.
    pub url: String,
    /// Media type as stated.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
    /// Length in bytes as stated.
    pub length: Option<u64>,
}
