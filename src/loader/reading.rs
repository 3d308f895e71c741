//! From the bytes that a source sent to its entries: a feed, the headlines of a page, or an index of news sitemaps.

use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::extract::certain::without_footer;
use crate::feed::selector::Selector;
use crate::feed::{self, ParseError, Parsed, headlines};
use crate::fetch::answer::{Body, Outcome, Request, Validators};
use crate::loader::arrivals::Arrived;
use crate::loader::desk::Desk;
use crate::loader::manners;
use crate::loader::trouble::Trouble;
use crate::model::feed::{Entry, Format};
use crate::model::wishes::Wishes;
use crate::text::decode::{self, Kind};

/// What `feed` says of a document whose end is missing.
pub const NO_END: &str = "the document ends in the middle";
/// What it says of one of which an item cannot be read, or nothing from some place on.
const LOST: [&str; 2] = [
    "an item could not be read and was left out",
    "the document is broken, and its end was left out",
];
/// So many sitemaps of an index are asked, those for news and those that changed last.
const SITEMAPS: usize = 3;

/// What comes after the sitemaps of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Somebody may subscribe to it, and wants them once more.
    Subscribe,
    /// Nobody wants them any more.
    Nothing,
}

/// Reads a document that came `now` unless its fingerprint is that of the last one. Answers the fingerprint too.
pub fn read(
    body: &Body,
    content_type: Option<&str>,
    url: &str,
    selector: Option<&Selector>,
    before: Option<u64>,
    now: Timestamp,
) -> (u64, Result<Option<Parsed>, Trouble>) {
    let mut hasher = DefaultHasher::new();
    hasher.write(body);
    let hash = hasher.finish();
    if before == Some(hash) {
        return (hash, Ok(None));
    }
    let parsed = match selector {
        None => feed::parse(body, content_type, Some(url)).map_err(Trouble::Parse),
        Some(selector) => {
            let page = decode::decode(body, content_type, Kind::Html);
            let base = Url::parse(url).ok();
            base.and_then(|base| of_page(&page.text, &base, selector, now))
                .ok_or(Trouble::NoHeadlines)
        }
    };
    let parsed = parsed.map(|mut parsed| {
        // Half a headline is none, and would be another story once it is whole.
        if body.broken.is_some() && ends_within_entry(body) {
            parsed.entries.pop();
        }
        parsed.entries.iter_mut().for_each(without_footers);
        Some(parsed)
    });
    (hash, parsed)
}

/// Takes from an entry what the software of its site puts under each.
fn without_footers(entry: &mut Entry) {
    for html in [&mut entry.summary, &mut entry.content_html]
        .into_iter()
        .flatten()
    {
        html.truncate(without_footer(html).len());
    }
}

/// Whether the last entry of a document has no end.
fn ends_within_entry(document: &[u8]) -> bool {
    let last = |names: [&[u8]; 2]| {
        let places = names.into_iter().filter_map(|name| {
            let mut windows = document.windows(name.len());
            windows.rposition(|window| window.eq_ignore_ascii_case(name))
        });
        places.max()
    };
    last([b"<item", b"<entry"]) > last([b"</item", b"</entry"])
}

/// The headlines of a page as if they were a feed.
pub fn of_page(html: &str, base: &Url, selector: &Selector, now: Timestamp) -> Option<Parsed> {
    let (channel, entries) = headlines::read(html, base, selector, now)?;
    Some(Parsed {
        format: Format::Page,
        channel,
        entries,
        warnings: Vec::new(),
    })
}

/// The news of an index of sitemaps: of the sitemaps that promise some, in one. All of them come within the time that one
/// document may take, of which the index has `spent` some.
pub async fn follow(
    desk: &Arc<Desk>,
    home: &str,
    wishes: &Wishes,
    mut sitemaps: Vec<String>,
    then: Then,
    mut spent: Duration,
    token: &CancellationToken,
) -> Result<Parsed, Trouble> {
    // Those that are called so first; else those that changed last.
    sitemaps.sort_by_key(|url| !url.to_ascii_lowercase().contains("news"));
    let mut whole: Option<Parsed> = None;
    let mut failed = None;
    for url in sitemaps.into_iter().take(SITEMAPS) {
        let validators = Validators::default();
        let manners = manners::of_page(desk, &url, home, wishes).await?;
        let request = Request {
            home: Some(home),
            manners: &manners,
            spent,
            ..Request::feed(&url, &validators)
        };
        let began = Instant::now();
        let answer = match desk.arrivals.take(&url) {
            Some(arrived) => arrived,
            None => match desk.get(request, token).await {
                Ok(answer) => answer,
                Err(error) => {
                    failed = Some(error);
                    spent += began.elapsed();
                    continue;
                }
            },
        };
        spent += answer.took;
        if let (Then::Subscribe, Some(arrived)) = (then, Arrived::of(&answer)) {
            desk.arrivals.keep(&url, arrived);
        }
        let Outcome::Fresh { body, content_type } = answer.outcome else {
            continue;
        };
        let work = move || feed::parse(&body, content_type.as_deref(), Some(&answer.url));
        match (
            desk.crew.run(work).await.map_err(|_| Trouble::Panic)?,
            &mut whole,
        ) {
            (Ok(parsed), None) => whole = Some(parsed),
            (Ok(parsed), Some(whole)) => whole.entries.extend(parsed.entries),
            (Err(_), _) => {}
        }
    }
    whole.ok_or_else(|| match failed {
        Some(error) => error.into(),
        None => Trouble::Parse(ParseError::Index(Vec::new())),
    })
}

/// What is so wrong with a document that a part of it may be missing or read wrongly: its end, or bytes that are not the
/// UTF-8 they are said to be.
pub fn damage(warnings: &[String]) -> Option<String> {
    let is_damage = |warning: &&String| {
        let said = warning.to_ascii_lowercase();
        said == NO_END
            || LOST.contains(&said.as_str())
            || said.contains(" not utf-8 and ")
            || said.contains(" says utf-8, but")
    };
    warnings.iter().find(is_damage).cloned()
}
