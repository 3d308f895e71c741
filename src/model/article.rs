//! Articles: entries we keep, and the rows that lists show of them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::feed::{Enclosure, FeedId};

/// The number the store gave an article; never used again for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

impl ArticleId {
    /// The number of a page that is looked at and not kept: the store never gives it.
    pub const PASSING: Self = Self(0);
}

/// What a reader does to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// It has been read.
    Read,
    /// It is to be read again.
    Unread,
    /// It is to be kept.
    Bookmark,
    /// It need not be kept any more.
    Unbookmark,
}

impl Mark {
    /// The mark that takes this one back.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            Self::Read => Self::Unread,
            Self::Unread => Self::Read,
            Self::Bookmark => Self::Unbookmark,
            Self::Unbookmark => Self::Bookmark,
        }
    }
}

impl Headline {
    /// Shows the mark; answers whether it was not shown before.
    pub const fn take(&mut self, mark: Mark) -> bool {
        let (flag, value) = match mark {
            Mark::Read => (&mut self.read, true),
            Mark::Unread => (&mut self.read, false),
            Mark::Bookmark => (&mut self.bookmarked, true),
            Mark::Unbookmark => (&mut self.bookmarked, false),
        };
        std::mem::replace(flag, value) != value
    }
}

/// Where the text of an article comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextSource {
    /// There is none yet, not even a summary.
    Nothing,
    /// What the feed itself carried, cleaned.
    Feed,
    /// The article's page, cleaned.
    Page,
}

/// The row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Which article.
    pub id: ArticleId,
    /// The feed it came from; none for a saved page and for one whose feed was removed.
    pub feed: Option<FeedId>,
    /// The feed's name when it was kept, or the site's; one harmless line.
    pub feed_title: String,
    /// One harmless line.
    pub title: String,
    /// The page.
    pub url: Option<String>,
    /// When it was published, else when it was first seen.
    pub published: Timestamp,
    /// Whether it has been read.
    pub read: bool,
    /// Whether it is bookmarked.
    pub bookmarked: bool,
    /// Where its stored text comes from.
    pub source: TextSource,
    /// Whether it is ready to be read in full without a network: its page is stored, or what its feed carries, when no page
    /// is to come.
    pub ready: bool,
    /// Minutes it takes to read, 0 when the text is not known.
    pub minutes: u16,
    /// The first words of the text, one harmless line, at most 300 characters.
    pub excerpt: String,
}

/// All that is kept of an article but its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The row that lists show of it.
    pub headline: Headline,
    /// Address of its feed.
    pub feed_url: Option<String>,
    /// Names of people.
    pub authors: Vec<String>,
    /// When it was first stored.
    pub fetched: Timestamp,
    /// Language tag, of the page or of the feed.
    pub language: Option<String>,
    /// What the reader filed it under.
    pub tags: Vec<String>,
    /// Subjects that its feed files it under, in the feed's words; harmless lines.
    pub categories: Vec<String>,
    /// Media that its feed attaches to it: sound, pictures, films.
    pub enclosures: Vec<Enclosure>,
    /// Why the page's text could not be had, in words.
    pub body_error: Option<String>,
}

impl Facts {
    /// The picture that the feed attaches.
    #[must_use]
    pub fn image(&self) -> Option<&str> {
        let is_image = |enclosure: &&Enclosure| {
            let kind = enclosure.media_type.as_deref();
            kind.is_some_and(|kind| kind.starts_with("image"))
        };
        let image = self.enclosures.iter().find(is_image);
        image.map(|enclosure| enclosure.url.as_str())
    }
}

/// A place in a body that survives another width: a block and how far into it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Number of the block, from 0; the header above the body counts as part of block 0.
    pub block: u32,
    /// Share of the block that is above the top of the window, in thousandths.
    pub share: u16,
}
