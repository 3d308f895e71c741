//! Links of a page that by their address or their words lead to a feed.

use url::Url;

use crate::feed::labels;
use crate::feed::outline::{Link, Outline};

/// The addresses that they lead to, in order, each once; not more than `most`.
#[must_use]
pub fn feeds(outline: &Outline, most: usize) -> Vec<String> {
    let mut feeds: Vec<String> = Vec::new();
    for link in outline.links.iter().filter(|link| leads_to_a_feed(link)) {
        if feeds.len() < most && !feeds.contains(&link.url) {
            feeds.push(link.url.clone());
        }
    }
    feeds
}

/// Whether a feed is one of comments, as its name or the path of its address tells.
#[must_use]
pub fn is_talk(title: &str, url: &str) -> bool {
    let path = Url::parse(url).map(|url| url.path().to_owned());
    labels::is_talk(title) || path.is_ok_and(|path| labels::is_talk(&path))
}

fn leads_to_a_feed(link: &Link) -> bool {
    let Ok(url) = Url::parse(&link.url) else {
        return false;
    };
    let path = url.path().to_ascii_lowercase();
    let path = path.trim_end_matches('/');
    let words = link.text.to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    [".rss", ".rdf", ".atom"]
        .iter()
        .any(|end| path.ends_with(end))
        || matches!(
            last,
            "feed"
                | "feeds"
                | "rss"
                | "atom"
                | "feed.xml"
                | "rss.xml"
                | "atom.xml"
                | "index.xml"
                | "feed.json"
                | "rss2"
        )
        || (path.contains("/rss/") || path.contains("/feed/") || path.contains("/feeds/"))
        || matches!(
            words.as_str(),
            "rss" | "rss feed" | "atom" | "atom feed" | "feed"
        )
}
