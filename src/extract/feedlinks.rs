//! The feeds that a page names.

use url::Url;

use crate::extract::addresses;
use crate::extract::dom::{self, Tree};
use crate::text;

/// A feed that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedLink {
    /// Absolute.
    pub url: String,
    /// What the page calls it.
    pub title: Option<String>,
    /// As the page states it.
    pub media_type: Option<String>,
}

/// The feeds that a page names.
#[must_use]
pub fn feed_links(html: &str, base: &Url) -> Vec<FeedLink> {
    let page = dom::parse(html);
    addresses::feeds(&Tree::of(&page), base)
        .into_iter()
        .map(|feed| FeedLink {
            url: feed.url,
            title: feed.title.map(|title| text::harmless(&title)),
            media_type: feed.media_type.map(|kind| text::harmless(&kind)),
        })
        .collect()
}
