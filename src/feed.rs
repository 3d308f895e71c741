//! Feeds: bytes in; the feed, its entries and warnings out.
//!
//! Reading is total: any bytes give a feed or a reason, and what is broken costs only its own
//! part. Nothing is fetched, no clock is read, and HTML is left to be cleaned elsewhere.

use thiserror::Error;
use url::Url;

use crate::feed::sitemap::Sitemap;
use crate::model::feed::{Channel, Entry, Format};
use crate::text::decode::{self, Kind};

mod addresses;
mod atom;
mod attributes;
mod base64;
mod boxes;
pub mod date;
mod draft;
mod entities;
mod event;
mod front;
mod further;
mod gather;
pub mod headlines;
mod html;
mod json;
mod kind;
mod labels;
mod link;
mod modules;
mod names;
pub mod offers;
mod open;
pub mod outline;
mod role;
mod rss;
mod said;
mod schedule;
pub mod selector;
mod sitemap;
pub mod subscriptions;
pub mod survey;
pub mod tags;
mod value;
mod xml;

/// A feed as its document states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// What the document is.
    pub format: Format,
    /// The feed itself.
    pub channel: Channel,
    /// Its entries, in order; not more than 10,000.
    pub entries: Vec<Entry>,
    /// What was broken or wrongly claimed, in words.
    pub warnings: Vec<String>,
}

/// Why a document is no feed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParseError {
    /// There is nothing in it.
    #[error("the document is empty")]
    Empty,
    /// It is a page for people, which may link to a feed.
    #[error("this is an HTML page, not a feed")]
    Html,
    /// It is an index of sitemaps, which has no stories itself.
    #[error("this is an index of sitemaps without news")]
    Index(Vec<String>),
    /// It is something else.
    #[error("not a feed but {seen}")]
    NotAFeed {
        /// What it looks like, in words.
        seen: String,
    },
}

/// Reads a feed of any format, for people.
///
/// `content_type` is the header of that name; `base_url` is where the document was found, which
/// makes relative addresses absolute. Titles that were escaped once too often are put right:
/// nearly always `Q&amp;amp;A` is an accident.
pub fn parse(
    bytes: &[u8],
    content_type: Option<&str>,
    base_url: Option<&str>,
) -> Result<Parsed, ParseError> {
    let mut parsed = parse_as_stated(bytes, content_type, base_url)?;
    let titles = parsed.entries.iter_mut().map(|entry| &mut entry.title);
    for title in titles.chain(parsed.channel.title.as_mut()) {
        if title.contains('&') {
            *title = draft::harmless_line(&entities::decode(title));
        }
    }
    Ok(parsed)
}

/// Whether a document is a feed. What does not begin like one is not read for it.
#[must_use]
pub fn is_feed(bytes: &[u8], content_type: Option<&str>) -> bool {
    let decoded = decode::decode(bytes.get(..START).unwrap_or(bytes), content_type, Kind::Xml);
    let text = decoded.text.trim_start_matches('\u{feff}').trim_start();
    let begins = |start: &&str| {
        let begin = text.get(..start.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    ["<?xml", "<rss", "<feed", "<rdf", "{"].iter().any(begins)
        && parse(bytes, content_type, None).is_ok()
}

/// So much of a document tells whether it begins like a feed.
const START: usize = 1_000;

/// Reads a feed of any format to the letter: `parse` without the second guess about titles.
pub fn parse_as_stated(
    bytes: &[u8],
    content_type: Option<&str>,
    base_url: Option<&str>,
) -> Result<Parsed, ParseError> {
    let base = base_url.and_then(|base| link::base(base, None));
    let is_json = bytes.iter().find(|byte| byte.is_ascii_graphic()) == Some(&b'{')
        || content_type.is_some_and(|stated| stated.contains("json"));
    let decoded = decode::decode(
        bytes,
        content_type,
        if is_json { Kind::Json } else { Kind::Xml },
    );
    let text = decoded.text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() {
        return Err(ParseError::Empty);
    }
    let mut warnings = decoded.warnings;
    let gathered = if text.starts_with('{') {
        json::parse(text, base.as_ref()).ok_or_else(|| not_a_feed("other JSON"))?
    } else {
        match gather::gather(text, base.as_ref()) {
            Err(Some(name)) if name == "urlset" || name == "sitemapindex" => {
                return sitemap(text, base.as_ref(), warnings);
            }
            gathered => gathered.map_err(|seen| explain(text, seen))?,
        }
    };
    warnings.extend(gathered.warnings.into_iter().map(str::to_owned));
    Ok(Parsed {
        format: gathered.format,
        channel: gathered.channel,
        entries: gathered.entries,
        warnings,
    })
}

/// Reads a sitemap, which is a feed when it has news.
fn sitemap(text: &str, base: Option<&Url>, warnings: Vec<String>) -> Result<Parsed, ParseError> {
    match sitemap::parse(text, base) {
        Sitemap::News(channel, entries) => Ok(Parsed {
            format: Format::Sitemap,
            channel: *channel,
            entries,
            warnings,
        }),
        Sitemap::Index(sitemaps) => Err(ParseError::Index(sitemaps)),
        Sitemap::Pages => Err(not_a_feed("a sitemap")),
    }
}

fn not_a_feed(seen: &str) -> ParseError {
    ParseError::NotAFeed {
        seen: seen.to_owned(),
    }
}

/// Says what a document is by its outermost element.
fn explain(text: &str, outermost: Option<String>) -> ParseError {
    let is_html = html::start(text, 512)
        .to_ascii_lowercase()
        .contains("<!doctype html");
    match outermost {
        _ if is_html => ParseError::Html,
        Some(name) if html::is_element(&name) => ParseError::Html,
        Some(name) if name == "opml" => not_a_feed("a list of subscriptions (OPML)"),
        Some(name) => not_a_feed(&format!(
            "an XML document of <{}>",
            draft::harmless_line(html::start(&name, 40))
        )),
        None if text.starts_with("%PDF") => not_a_feed("a PDF document"),
        None => not_a_feed("plain text"),
    }
}
