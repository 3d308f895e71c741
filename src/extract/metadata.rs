//! What a page says of itself outside its text: title, people, dates, language, site, image.
//!
//! No source is best on all sites, so the values are merged: each field asks its sources in the order that
//! was right most often, and throws out what cannot be.

use std::collections::HashMap;

use jiff::Zoned;
use url::Url;

use crate::extract::dom::Tree;
use crate::extract::facts::{self, Facts};
use crate::extract::json_ld::{self, Linked};
use crate::extract::lead::{self, Lead};
use crate::extract::names;
use crate::extract::published;
use crate::extract::signatures::Signed;
use crate::extract::sources::{Sources, languages};
use crate::extract::tag::Tag;
use crate::extract::titles;
use crate::extract::writers;

/// What a page says of itself.
#[derive(Debug, Clone, Default)]
pub struct Metadata {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub editors: Vec<String>,
    pub published: Option<Zoned>,
    pub modified: Option<Zoned>,
    pub language: Option<String>,
    pub site: Option<String>,
    pub description: Option<String>,
    pub lead: Lead,
    pub facts: Facts,
    /// The story's text in JSON-LD.
    pub body: Option<String>,
}

impl Metadata {
    /// What is known of those who signed the story.
    pub fn signed(&self) -> Signed<'_> {
        Signed {
            site: self.site.as_deref(),
            authors: &self.authors,
        }
    }
}

/// Reads and merges.
pub fn metadata(tree: &Tree, url: Option<&Url>) -> Metadata {
    let mut sources = Sources {
        tree,
        meta: meta(tree),
        linked: linked(tree),
        url,
        language: None,
    };
    let body = sources.linked.body.as_deref();
    sources.language = languages::language(tree, &sources.languages(), body);
    let linked = &sources.linked;
    let title = titles::title(&sources);
    let headline = titles::heading(tree, title.as_deref());
    let editors = names::editors(&sources);
    let published = published::published(&sources, headline)
        .or_else(|| writers::day_in_state(tree, title.as_deref()?));
    let lead = lead::lead(&sources, headline, title.as_deref());
    // A change before the first day is a mistake.
    let minute = |moment: &Zoned| moment.timestamp().as_second().div_euclid(60);
    let first = published.as_ref().map(minute);
    let is_later = |changed: &Zoned| first.is_none_or(|first| minute(changed) >= first);
    Metadata {
        authors: names::authors(&sources, headline, title.as_deref(), &editors),
        facts: facts::facts(&sources, headline, title.as_deref()),
        modified: published::modified(&sources, headline, published.as_ref()).filter(is_later),
        published,
        title,
        editors,
        language: sources.language.clone(),
        site: site(&sources),
        description: sources
            .first(&[
                "og:description",
                "description",
                "twitter:description",
                "dc.description",
            ])
            .or(linked.description.as_deref())
            .map(str::to_owned),
        lead,
        body: linked
            .body
            .clone()
            .or_else(|| sources.first(&["articlebody"]).map(str::to_owned)),
    }
}

fn meta(tree: &Tree) -> HashMap<String, String> {
    let mut meta = HashMap::new();
    for (_, node) in tree.iter().filter(|(_, node)| node.tag == Tag::Meta) {
        let Some(content) = node
            .attribute("content")
            .map(str::trim)
            .filter(|content| !content.is_empty())
        else {
            continue;
        };
        for key in ["name", "property", "itemprop", "http-equiv"] {
            if let Some(name) = node.attribute(key) {
                meta.entry(name.to_ascii_lowercase())
                    .or_insert_with(|| content.to_owned());
            }
        }
    }
    meta
}

fn linked(tree: &Tree) -> Linked {
    let mut best = Linked::default();
    let mut page = (None, None);
    for (index, node) in tree.iter() {
        let is_json = node.name() == "script"
            && node
                .attribute("type")
                .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
        if !is_json {
            continue;
        }
        let script: String = tree.below(index).map(|(_, node)| node.text()).collect();
        for found in json_ld::parse(&script) {
            if found.kinds.iter().all(|kind| kind == "WebPage") {
                page = (page.0.or(found.published), page.1.or(found.modified));
            } else if best.kinds.is_empty() || weight(&found) > weight(&best) {
                best = found;
            }
        }
    }
    best.published = best.published.or(page.0);
    best.modified = best.modified.or(page.1);
    best
}

/// Several articles in a page's JSON: the one that says most of itself is the page's own.
fn weight(linked: &Linked) -> usize {
    usize::from(linked.headline.is_some()) * 4
        + usize::from(linked.body.is_some()) * 3
        + usize::from(linked.published.is_some()) * 2
        + usize::from(!linked.authors.is_empty())
        + usize::from(linked.description.is_some())
        + usize::from(linked.modified.is_some())
}

fn site(sources: &Sources) -> Option<String> {
    sources
        .first(&[
            "og:site_name",
            "application-name",
            "apple-mobile-web-app-title",
        ])
        .or(sources.linked.site.as_deref())
        .map(str::to_owned)
        .or_else(|| {
            sources
                .url
                .and_then(Url::host_str)
                .map(|host| host.trim_start_matches("www.").to_owned())
        })
}
