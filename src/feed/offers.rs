//! Links of a page that by their address or their words lead to a feed, and where it sends its readers by itself.

use url::Url;

use crate::feed::outline::{Link, Outline};
use crate::feed::tags::{Attributes, next_markup};
use crate::feed::{entities, html, labels, link};

/// Whoever is sent on later than this has a page to read, in seconds.
const AT_ONCE: f32 = 5.0;
/// So much of a page is looked at for where it sends its readers, in bytes.
const HEAD: usize = 16 * 1024;

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

/// Where a page sends its readers by itself and at once: `<meta http-equiv=refresh content="0; url=/baru">`.
#[must_use]
pub fn onward(text: &str, base: &Url) -> Option<String> {
    let head = html::start(text, HEAD);
    let mut at = 0;
    while let Some(markup) = next_markup(head, at) {
        at = markup.end;
        let tag = head.get(markup).unwrap_or_default();
        let value = |wanted: &str| {
            let mut all = Attributes::of(tag);
            let found = all.find(|attribute| attribute.name.eq_ignore_ascii_case(wanted))?;
            Some(entities::decode(found.value.trim()).into_owned())
        };
        let name = html::element_name(tag.trim_start_matches('<'));
        let is_meta = name.eq_ignore_ascii_case("meta");
        if is_meta && value("http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("refresh")) {
            let content = value("content")?;
            let (wait, rest) = content.split_once([';', ','])?;
            let is_at_once = wait.trim().parse::<f32>().is_ok_and(|wait| wait <= AT_ONCE);
            let (name, url) = rest.split_once('=')?;
            let is_url = is_at_once && name.trim().eq_ignore_ascii_case("url");
            let url = link::resolve(url.trim().trim_matches(['"', '\'']), Some(base))?;
            return Some(url).filter(|url| is_url && url.starts_with("http"));
        }
    }
    None
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

#[test]
fn a_page_sends_on_at_once_or_not_at_all() {
    let base = Url::parse("https://a.example/lama/").unwrap();
    for (content, expected) in [
        ("0;url=/baru", Some("https://a.example/baru")),
        ("3 ; URL = 'https://b.example/'", Some("https://b.example/")),
        ("300; url=/lama", None),
        ("60", None),
        ("0; url=javascript:alert(1)", None),
    ] {
        let page =
            format!("<!doctype html><head><META HTTP-EQUIV=\"Refresh\" content=\"{content}\">");
        assert_eq!(onward(&page, &base).as_deref(), expected, "{content}");
    }
    assert_eq!(
        onward("<meta name=refresh content='0;url=/x'>", &base),
        None
    );
}
