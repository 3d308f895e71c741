//! Addresses on a page, made absolute; only those that a reader may follow.

pub mod archived;

use jiff::Zoned;
use url::Url;

use crate::extract::dates;
use crate::extract::dom::Tree;

/// The address that relative ones are relative to: the page's own, or what its `base` says.
pub fn base(tree: &Tree, url: Option<&Url>) -> Option<Url> {
    let stated = tree
        .iter()
        .find(|(_, node)| node.name() == "base")
        .and_then(|(_, node)| node.attribute("href"))
        .filter(|href| !href.is_empty());
    match (stated, url) {
        (Some(href), Some(url)) => url.join(href).ok().or_else(|| Some(url.clone())),
        (Some(href), None) => Url::parse(href).ok(),
        (None, url) => url.cloned(),
    }
}

/// A link as the reader may follow it: absolute; http, https, mailto or gemini.
pub fn link(href: &str, base: Option<&Url>) -> Option<String> {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') || href.len() > 4_000 {
        return None;
    }
    let url = absolute(href, base)?;
    matches!(url.scheme(), "http" | "https" | "mailto" | "gemini").then(|| url.into())
}

/// A picture or page that is fetched: absolute; http or https.
pub fn resource(href: &str, base: Option<&Url>) -> Option<String> {
    let href = href.trim();
    if href.is_empty() || href.len() > 4_000 {
        return None;
    }
    let url = absolute(href, base)?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

fn absolute(href: &str, base: Option<&Url>) -> Option<Url> {
    match base {
        Some(base) => base.join(href).ok(),
        None => Url::parse(href).ok(),
    }
}

/// The address that the page gives for itself, as it is written.
pub fn canonical<'a>(tree: &Tree<'a>) -> Option<&'a str> {
    tree.iter()
        .filter(|(_, node)| node.name() == "link")
        .find(|(_, node)| {
            node.attribute("rel")
                .is_some_and(|rel| has_token(rel, "canonical"))
        })
        .and_then(|(_, node)| node.attribute("href"))
        .filter(|href| !href.trim().is_empty())
}

/// Whether a word of an address or a name is this.
pub fn has_token(value: &str, token: &str) -> bool {
    value
        .split_ascii_whitespace()
        .any(|word| word.eq_ignore_ascii_case(token))
}

/// A feed that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFeed {
    pub url: String,
    pub title: Option<String>,
    pub media_type: Option<String>,
}

/// The feeds that a page names in its head.
pub fn feeds(tree: &Tree, url: &Url) -> Vec<NamedFeed> {
    let base = base(tree, Some(url));
    let mut feeds: Vec<NamedFeed> = Vec::new();
    for (_, node) in tree.iter().filter(|(_, node)| node.name() == "link") {
        let rel = node.attribute("rel").unwrap_or_default();
        let kind = node
            .attribute("type")
            .map(|kind| kind.trim().to_ascii_lowercase());
        let is_feed = kind.as_deref().is_some_and(|kind| {
            let kind = kind.split(';').next().unwrap_or_default().trim();
            matches!(
                kind,
                "application/rss+xml"
                    | "application/atom+xml"
                    | "application/feed+json"
                    | "application/rdf+xml"
                    | "text/xml"
                    | "application/xml"
            ) || (kind == "application/json" && has_token(rel, "feed"))
        });
        if !(has_token(rel, "alternate") && is_feed || has_token(rel, "feed")) {
            continue;
        }
        let Some(url) = node
            .attribute("href")
            .and_then(|href| resource(href, base.as_ref()))
        else {
            continue;
        };
        if feeds.iter().all(|known| known.url != url) && feeds.len() < 100 {
            let title = node
                .attribute("title")
                .map(str::to_owned)
                .filter(|title| !title.trim().is_empty());
            feeds.push(NamedFeed {
                url,
                title,
                media_type: kind,
            });
        }
    }
    feeds
}

/// `/2024/10/21/`, `/20241021/` or `/2024-10-21/` in an address: the day of its story.
pub fn day(url: &Url) -> Option<Zoned> {
    let parts: Vec<&str> = url.path_segments()?.collect();
    parts
        .windows(3)
        .find_map(|window| match window {
            [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
                dates::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
            }
            _ => None,
        })
        .or_else(|| {
            parts.iter().find_map(|part| {
                let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
                (digits.len() == 8).then(|| dates::parse(&digits)).flatten()
            })
        })
        .or_else(|| {
            parts.iter().find_map(|part| {
                part.get(..10)
                    .filter(|_| part.as_bytes().get(4) == Some(&b'-'))
                    .and_then(dates::parse)
            })
        })
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{feeds, link};
    use crate::extract::dom::{Tree, parse};

    #[test]
    fn only_links_that_may_be_followed_stay() {
        let base = Url::parse("https://example.com/a/b").ok();
        let check = |href: &str, wanted: Option<&str>| {
            assert_eq!(link(href, base.as_ref()).as_deref(), wanted);
        };
        check("c", Some("https://example.com/a/c"));
        check("mailto:a@example.com", Some("mailto:a@example.com"));
        check("javascript:alert(1)", None);
        check("#top", None);
        check("data:text/html,x", None);
    }

    #[test]
    fn a_page_names_its_feeds() {
        let page = parse(
            "<head><base href='/news/'><link rel='alternate' type='application/rss+xml' href='rss' title='All'>
             <link rel=alternate type='text/html' href='x'></head>",
        );
        let tree = Tree::of(&page);
        let url = Url::parse("https://example.com/story/1").unwrap();
        let found = feeds(&tree, &url);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].url, "https://example.com/news/rss");
    }
}
