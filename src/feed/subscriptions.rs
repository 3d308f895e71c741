//! Lists of subscriptions: OPML with folders, newsboat's `urls`, plain lists of addresses.
//!
//! A list comes from elsewhere, so it can only ever name feeds on the web: whatever would run a
//! command or read a file is refused, with the line and the reason.

use thiserror::Error;
use url::Url;

use crate::feed::{draft, html, link};
use crate::model::address::without_secrets;
use crate::text::decode::{self, Kind};
use crate::text::sniff;

mod found;
mod lines;
mod outlines;

use crate::feed::subscriptions::found::Found;

/// What a list holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subscriptions {
    /// In the order of the list.
    pub feeds: Vec<Subscription>,
    /// What cannot be subscribed.
    pub refused: Vec<Refusal>,
}

/// A feed of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subscription {
    /// An address of the web.
    pub url: String,
    /// One harmless line.
    pub title: Option<String>,
    /// From the outermost folder to the innermost, each one harmless line.
    pub folder: Vec<String>,
    /// What the list says of it that has no place here, each in words: a feed stands in one folder, and is not hidden.
    pub left: Vec<String>,
    /// Where it stands in the list, from 1.
    pub line: u32,
}

impl Subscription {
    /// What the list says of it that is not taken over, as a line of a report; none when all of it is.
    #[must_use]
    pub fn not_taken(&self) -> Option<String> {
        let left = self.left.join(", ");
        let address = without_secrets(&self.url);
        (!left.is_empty()).then(|| format!("{}: {address}: not taken over: {left}", self.line))
    }
}

/// A line of a list that cannot be subscribed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Where it stands in the list, from 1.
    pub line: u32,
    /// What stands there, one harmless line.
    pub text: String,
    /// Why, in words.
    pub reason: &'static str,
}

/// Why a file is no list.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ListError {
    /// There is nothing in it.
    #[error("{file_name} is empty")]
    Empty {
        /// The file's name, one harmless line.
        file_name: String,
    },
    /// It is something else.
    #[error("{file_name} is no list of subscriptions but {seen}")]
    NotAList {
        /// The file's name, one harmless line.
        file_name: String,
        /// What it looks like, in words.
        seen: String,
    },
}

const NOT_AN_ADDRESS: &str = "not an address of the web";

/// Reads a list; its format is told from its content.
pub fn parse(bytes: &[u8], file_name: &str) -> Result<Subscriptions, ListError> {
    let file_name = draft::harmless_line(file_name);
    if let Some(seen) = sniff::not_text(bytes, None) {
        let seen = seen.to_owned();
        return Err(ListError::NotAList { file_name, seen });
    }
    let decoded = decode::decode(bytes, None, Kind::Xml);
    let text = decoded.text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(ListError::Empty { file_name });
    }
    let is_xml = text.trim_start().starts_with('<');
    let found = if is_xml {
        outlines::read(text).map_err(|outermost| ListError::NotAList {
            file_name: file_name.clone(),
            seen: seen(outermost.as_deref()),
        })?
    } else {
        lines::read(text)
    };
    // A name of a host alone is an address in OPML, and in other text only among addresses.
    let is_list = is_xml
        || found
            .iter()
            .any(|found| address(&found.address, false).is_ok());
    let mut subscriptions = judge(found, is_list);
    if is_xml && breaks_off(text) {
        let last = text.lines().next_back().unwrap_or_default();
        subscriptions.refused.push(Refusal {
            line: text.lines().count() as u32,
            text: draft::harmless_line(html::start(&without_secrets(last), 200)),
            reason: "the list breaks off here",
        });
    }
    let is_list = is_xml
        || !subscriptions.feeds.is_empty()
        || subscriptions
            .refused
            .iter()
            .any(|refusal| refusal.reason != NOT_AN_ADDRESS);
    if is_list || subscriptions.refused.is_empty() {
        Ok(subscriptions)
    } else {
        Err(ListError::NotAList {
            file_name,
            seen: "other text".to_owned(),
        })
    }
}

/// Whether an OPML document has no end.
fn breaks_off(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("<opml") && !text.contains("</opml")
}

fn seen(outermost: Option<&str>) -> String {
    match outermost {
        Some("rss" | "rdf" | "feed") => "a feed".to_owned(),
        Some(name) if html::is_element(name) => "an HTML page".to_owned(),
        Some(name) => format!(
            "an XML document of <{}>",
            draft::harmless_line(html::start(name, 40))
        ),
        None => "other text".to_owned(),
    }
}

fn judge(found: Vec<Found>, is_list: bool) -> Subscriptions {
    let mut subscriptions = Subscriptions::default();
    for feed in found {
        match address(&feed.address, is_list) {
            Ok(url) => subscriptions.feeds.push(Subscription {
                url,
                title: feed
                    .title
                    .map(|title| draft::harmless_line(&title))
                    .filter(|title| !title.is_empty()),
                folder: names(&feed.folder),
                left: names(&feed.left),
                line: feed.line,
            }),
            Err(reason) => subscriptions.refused.push(Refusal {
                line: feed.line,
                text: draft::harmless_line(html::start(&without_secrets(&feed.address), 200)),
                reason,
            }),
        }
    }
    subscriptions
}

fn names(written: &[String]) -> Vec<String> {
    let names = written.iter().map(|name| draft::harmless_line(name));
    names.filter(|name| !name.is_empty()).collect()
}

/// The address of a feed on the web, or why it is none. One without a scheme is https where it may be.
fn address(text: &str, may_be_bare: bool) -> Result<String, &'static str> {
    let text = text.trim();
    // `feed://example.org/` and `feed:https://example.org/` are links for feed readers.
    let mut text = match text.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("//") => format!("http:{rest}"),
        Some(rest) => rest.to_owned(),
        None => text.to_owned(),
    };
    let scheme = text
        .split(':')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match scheme.as_str() {
        _ if text.starts_with('|') => return Err("it would run a command"),
        "exec" => return Err("it would run a command"),
        "filter" => return Err("it would run a command over a feed"),
        "file" => return Err("it would read a file of this computer"),
        "query" => return Err("a search over other feeds, not a feed"),
        "http" | "https" => {}
        _ if may_be_bare && begins_with_host(&text) => {
            text = format!("https://{}", text.trim_start_matches("//"));
        }
        _ => return Err(NOT_AN_ADDRESS),
    }
    match Url::parse(&text) {
        Ok(url) if link::is_page(&url) => Ok(url.into()),
        _ => Err(NOT_AN_ADDRESS),
    }
}

/// Whether an address without a scheme begins with the name of a host: `example.org/feed`, `//example.org:8080`.
fn begins_with_host(text: &str) -> bool {
    let text = text.strip_prefix("//").unwrap_or(text);
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let place = text.get(..end).unwrap_or_default();
    let (host, port) = place.split_once(':').unwrap_or((place, "0"));
    let top = host.rsplit_once('.').map(|(name, top)| (name, top.chars()));
    let is_host = top.is_some_and(|(name, mut top)| {
        !name.is_empty() && top.clone().count() > 1 && top.all(char::is_alphabetic)
    });
    let in_host = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.');
    is_host && host.chars().all(in_host) && port.chars().all(|digit| digit.is_ascii_digit())
}

/// An OPML 2 document of these subscriptions, with their folders.
#[must_use]
pub fn opml(subscriptions: &[Subscription]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    \
         <title>kabar</title>\n  </head>\n  <body>\n",
    );
    let all: Vec<&Subscription> = subscriptions.iter().collect();
    write_folder(&mut out, &all, 0);
    out.push_str("  </body>\n</opml>\n");
    out
}

/// Writes the feeds and folders that stand at a depth.
fn write_folder(out: &mut String, subscriptions: &[&Subscription], depth: usize) {
    let indent = "  ".repeat(depth + 2);
    let mut written: Vec<&str> = Vec::new();
    for subscription in subscriptions {
        let Some(name) = subscription.folder.get(depth) else {
            write_feed(out, subscription, &indent);
            continue;
        };
        if written.contains(&name.as_str()) {
            continue;
        }
        written.push(name);
        let inside: Vec<&Subscription> = subscriptions
            .iter()
            .copied()
            .filter(|other| other.folder.get(depth) == Some(name))
            .collect();
        out.push_str(&indent);
        out.push_str("<outline text=\"");
        html::push_escaped(out, name);
        out.push_str("\">\n");
        write_folder(out, &inside, depth + 1);
        out.push_str(&indent);
        out.push_str("</outline>\n");
    }
}

fn write_feed(out: &mut String, subscription: &Subscription, indent: &str) {
    let title = subscription.title.as_deref().unwrap_or(&subscription.url);
    out.push_str(indent);
    out.push_str("<outline type=\"rss\"");
    for (name, value) in [
        ("text", title),
        ("title", title),
        ("xmlUrl", &subscription.url),
    ] {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        html::push_escaped(out, value);
        out.push('"');
    }
    out.push_str("/>\n");
}
