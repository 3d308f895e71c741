//! A story as one JSON object, and as one line of a list.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::cli::cuts::CutLine;
use crate::document::cuts::Cut;
use crate::model::address::without_secrets;
use crate::model::article::{Facts, Headline};
use crate::model::feed::Enclosure;
use crate::text;

/// What `list`, `search` and `show` say of a story. The names are promised to scripts.
#[derive(Debug, Serialize)]
pub struct Story<'a> {
    id: i64,
    feed: &'a str,
    feed_url: Option<Cow<'a, str>>,
    title: &'a str,
    url: Option<Cow<'a, str>>,
    authors: &'a [String],
    published: String,
    fetched: String,
    read: bool,
    bookmarked: bool,
    tags: &'a [String],
    offline: bool,
    minutes: u16,
    excerpt: &'a str,
    #[serde(flatten)]
    full: Option<Full<'a>>,
}

/// What `show` says of a story beside that.
#[derive(Debug, Serialize)]
struct Full<'a> {
    /// What its feed files it under.
    categories: &'a [String],
    /// Media that its feed attaches to it.
    enclosures: &'a [Enclosure],
    #[serde(flatten)]
    body: Body,
    /// What was cut from it, when that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    cuts: Option<Vec<CutLine<'a>>>,
}

/// The body of a story, under the name of its form.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// Paragraphs, headings and list items divided by blank lines.
    Text(String),
    /// Markdown.
    Markdown(String),
    /// HTML.
    Html(String),
}

impl<'a> Story<'a> {
    /// The story without its body.
    #[must_use]
    pub fn of(facts: &'a Facts) -> Self {
        let headline = &facts.headline;
        Self {
            id: headline.id.0,
            feed: &headline.feed_title,
            feed_url: facts.feed_url.as_deref().map(without_secrets),
            title: &headline.title,
            url: headline.url.as_deref().map(without_secrets),
            authors: &facts.authors,
            published: headline.published.to_string(),
            fetched: facts.fetched.to_string(),
            read: headline.read,
            bookmarked: headline.bookmarked,
            tags: &facts.tags,
            offline: headline.ready,
            minutes: headline.minutes,
            excerpt: &headline.excerpt,
            full: None,
        }
    }

    /// The story with its body, as `show` prints it.
    #[must_use]
    pub fn with(self, facts: &'a Facts, body: Body, cuts: Option<&'a [Cut]>) -> Self {
        Self {
            full: Some(Full {
                categories: &facts.categories,
                enclosures: &facts.enclosures,
                body,
                cuts: cuts.map(|cuts| cuts.iter().map(CutLine::kept).collect()),
            }),
            ..self
        }
    }
}

/// How lines are written.
#[derive(Debug)]
pub struct Style {
    /// The reader's time zone.
    pub zone: TimeZone,
    /// Whether only ASCII may stand in what is not a publisher's word.
    pub ascii: bool,
}

/// Columns of the feed's name.
const FEED: usize = 18;

/// A line of a list: number, marks, time, feed, title.
#[must_use]
pub fn line(headline: &Headline, style: &Style) -> String {
    let [unread, read, bookmark, offline] = if style.ascii {
        ["*", "-", "B", "o"]
    } else {
        ["●", "○", "★", "⇣"]
    };
    let marks = [
        if headline.read { read } else { unread },
        if headline.bookmarked { bookmark } else { " " },
        if headline.ready { offline } else { " " },
    ];
    let time = minute(headline.published, &style.zone);
    let feed = text::truncate(&headline.feed_title, FEED);
    let gap = " ".repeat(FEED.saturating_sub(text::width(&feed)));
    format!(
        "{:>6} {} {time}  {feed}{gap}  {}",
        headline.id.0,
        marks.concat(),
        headline.title
    )
}

/// `2026-11-22 07:41`, in the reader's time zone.
#[must_use]
pub fn minute(time: Timestamp, zone: &TimeZone) -> String {
    time.to_zoned(zone.clone())
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
}
