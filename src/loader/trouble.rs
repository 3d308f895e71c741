//! Why a feed or a story could not be had, in words that read well after a colon.

use crate::feed::ParseError;
use crate::fetch::error::FetchError;
use crate::store::StoreError;

/// Why a feed or a story could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It did not arrive.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It is not a feed.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// It could not be stored.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The headlines of a page are not where they were.
    #[error(
        "its headlines are not where they were; remove it and add the page again to look for them anew"
    )]
    NoHeadlines,
    /// The address itself is wrong.
    #[error("{0}")]
    Address(String),
    /// There is no story on the page.
    #[error("no story was found on the page")]
    NoStory,
    /// A feed stands where a page was looked for.
    #[error("it is a feed, not a story; `kabar add`, or a in the panes, subscribes to it")]
    Feed,
    /// The page is a stub.
    #[error("the page shows less of the story than the feed does")]
    LessThanFeed,
    /// The story names no page.
    #[error("the story names no page")]
    NoPage,
    /// The story is not kept any more.
    #[error("the story is not kept any more")]
    Unknown,
    /// kabar itself stumbled.
    #[error("kabar stumbled over this document; please report its address")]
    Panic,
    /// The loader is ending.
    #[error("cancelled")]
    Ended,
}

impl Trouble {
    /// Whether the reader or the end of the program stopped it, which is no failure.
    #[must_use]
    pub const fn is_cancelled(&self) -> bool {
        matches!(self, Self::Ended | Self::Fetch(FetchError::Cancelled))
    }

    /// For how many seconds the server asks to be left alone.
    #[must_use]
    pub const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Fetch(error) => error.retry_after(),
            _ => None,
        }
    }

    /// For how many seconds the server of a page, which is overrun, asks everybody to be left alone.
    #[must_use]
    pub const fn is_overrun(&self) -> Option<u32> {
        match self {
            Self::Fetch(error) => error.is_overrun(),
            _ => None,
        }
    }

    /// Whether the page was not asked for, because its server wants to be left alone.
    #[must_use]
    pub const fn is_patient(&self) -> bool {
        matches!(self, Self::Fetch(FetchError::LeftAlone { .. }))
    }

    /// Whether what stood there is gone: it is not found any more, or a page stands in its place.
    #[must_use]
    pub const fn is_lost(&self) -> bool {
        match self {
            Self::Fetch(error) => error.is_lost(),
            Self::Parse(ParseError::Html) | Self::NoHeadlines => true,
            _ => false,
        }
    }

    /// Whether it is gone for good.
    #[must_use]
    pub const fn is_gone(&self) -> bool {
        matches!(self, Self::Fetch(error) if error.is_gone())
    }
}
