//! A story as it is told: its text, and what its page says of it.
//!
//! It reads no page.

use jiff::{Timestamp, Zoned, tz::Offset};
use url::Url;

use crate::document::{Document, cuts::Cut};
use crate::extract::addresses;
use crate::extract::metadata::Metadata;
use crate::text;

/// A story, taken from its page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Story {
    /// The headline without the site's name.
    pub title: Option<String>,
    /// Those who wrote it, divided by ", ".
    pub byline: Option<String>,
    /// Those who wrote it, one by one.
    pub authors: Vec<String>,
    /// Those who edited it.
    pub editors: Vec<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
    /// How far the publisher's clock is from UTC, as the page states it.
    pub offset: Option<Offset>,
    /// The same of the last change.
    pub modified_offset: Option<Offset>,
    /// Its language as a tag: `id`, `en-GB`.
    pub language: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// The page's own summary.
    pub excerpt: Option<String>,
    /// The address of the lead picture.
    pub image: Option<String>,
    /// What the lead picture shows.
    pub image_alt: Option<String>,
    /// What stands below the lead picture.
    pub image_caption: Option<String>,
    /// Who made the lead picture.
    pub image_credit: Option<String>,
    /// The address that the page itself gives for the story.
    pub canonical: Option<String>,
    /// The section of the paper.
    pub section: Option<String>,
    /// What it is about, in the publisher's words.
    pub tags: Vec<String>,
    /// The publisher says that it must be paid for.
    pub is_paid: bool,
    /// It goes on in entries with their times.
    pub is_live: bool,
    /// The text; empty when the page holds no story.
    pub document: Document,
    /// What was cut inside the story and right after it, in order.
    pub cuts: Vec<Cut>,
    /// What the reader should know about this text.
    pub warnings: Vec<String>,
    /// The address of the story's first page, where this is a later one.
    pub first_page: Option<String>,
    /// The address of the story's next page, where it has several.
    pub next_page: Option<String>,
    /// The address of the page that holds all of it, where it has several.
    pub whole_page: Option<String>,
    /// The address of the same story made for telephones or for paper.
    pub other_page: Option<String>,
}

impl Story {
    /// A story with everything but its text.
    #[must_use]
    pub fn of(metadata: Metadata, base: Option<&Url>) -> Story {
        let clean = |text: String| Some(text::harmless(&text)).filter(|text| !text.is_empty());
        let all =
            |texts: Vec<String>| -> Vec<String> { texts.into_iter().filter_map(clean).collect() };
        let authors = all(metadata.authors);
        let address = |url: String| addresses::resource(&url, base);
        let (lead, facts) = (metadata.lead, metadata.facts);
        Story {
            title: metadata.title.and_then(clean),
            byline: Some(authors.join(", ")).filter(|names| !names.is_empty()),
            authors,
            editors: all(metadata.editors),
            published: metadata.published.as_ref().map(Zoned::timestamp),
            modified: metadata.modified.as_ref().map(Zoned::timestamp),
            offset: metadata.published.as_ref().map(Zoned::offset),
            modified_offset: metadata.modified.as_ref().map(Zoned::offset),
            language: metadata.language.and_then(clean),
            site: metadata.site.and_then(clean),
            excerpt: metadata.description.and_then(clean),
            image: lead.url.and_then(address),
            image_alt: lead.alt.and_then(clean),
            image_caption: lead.caption.and_then(clean),
            image_credit: lead.credit.and_then(clean),
            canonical: facts.canonical.and_then(address),
            section: facts.section.and_then(clean),
            tags: all(facts.tags),
            is_paid: facts.is_paid,
            is_live: facts.is_live,
            ..Story::default()
        }
    }
}
