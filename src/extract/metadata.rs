//! What a page says of itself outside its text: title, people, dates, language, site, image.
//!
//! No source is best on all sites, so the values are merged: each field asks its sources in the order that
//! was right most often, and throws out what cannot be.

mod excerpts;

use std::collections::HashMap;

use jiff::Zoned;
use url::Url;

use crate::document::Document;
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
    /// Whether the page says what its language is no more than once.
    pub is_language_said_once: bool,
    pub site: Option<String>,
    pub description: Option<String>,
    /// All that the page says of its story in a few words, that first.
    pub summaries: Vec<String>,
    /// Whether it is stated to be an article's page.
    pub is_article: bool,
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

    /// What the story itself says of what its page states: the language it is in, and the rest of an excerpt that was cut. A
    /// page without a story has names and dates of other stories on it, unless it says that it is an article's.
    pub fn settle(&mut self, document: &Document) {
        let text = document.plain_text();
        self.language =
            languages::of_story(self.language.take(), self.is_language_said_once, &text);
        self.description =
            excerpts::excerpt(&self.summaries, self.title.as_deref(), document, &text);
        if document.is_empty() && !self.is_article {
            self.authors = Vec::new();
            (self.published, self.modified) = (None, None);
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
    let editors = names::editors::editors(&sources);
    let site = site(&sources);
    let published = published::published(&sources, headline)
        .or_else(|| writers::day_in_state(tree, title.as_deref()?));
    let summaries = summaries(&sources);
    let lead = lead::lead(&sources, headline, title.as_deref(), site.as_deref());
    Metadata {
        authors: names::authors(&sources, headline, title.as_deref(), &editors),
        facts: facts::facts(&sources, headline, title.as_deref()),
        modified: published::modified(&sources, headline, published.as_ref()),
        published,
        title,
        editors,
        language: sources.language.clone(),
        is_language_said_once: sources.languages().len() < 2,
        description: summaries.first().cloned(),
        summaries,
        is_article: is_article(&sources),
        lead,
        site,
        body: linked
            .body
            .clone()
            .or_else(|| sources.first(&["articlebody"]).map(str::to_owned)),
    }
}

/// What a page says of its story in a few words, in the order in which it is most often right.
fn summaries(sources: &Sources) -> Vec<String> {
    let stated = sources.all(&[
        "og:description",
        "description",
        "twitter:description",
        "dc.description",
    ]);
    let stated = stated.chain(sources.linked.description.as_deref());
    stated.map(str::to_owned).collect()
}

/// Whether a page states that it is there for one article.
fn is_article(sources: &Sources) -> bool {
    let mut kinds = sources.linked.kinds.iter();
    sources.first(&["og:type"]) == Some("article")
        || sources.meta.contains_key("article:published_time")
        || kinds.any(|kind| kind != "WebPage")
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

/// The name of the site; one that is no more than an address gives way to what the page's data calls its publisher.
fn site(sources: &Sources) -> Option<String> {
    let linked = sources.linked.site.as_deref();
    let stated = sources.first(&[
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
    ]);
    stated
        .filter(|name| linked.is_none() || !name.starts_with("www."))
        .or(linked)
        .map(str::to_owned)
        .or_else(|| {
            sources
                .url
                .and_then(Url::host_str)
                .map(|host| host.trim_start_matches("www.").to_owned())
        })
}
