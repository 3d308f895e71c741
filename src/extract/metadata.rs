//! What a page says of itself outside its text: title, people, dates, language, site, image.
//!
//! No source is best on all sites, so the values are merged: each field asks its sources in the order that
//! was right most often, and throws out what cannot be.

use std::collections::HashMap;

use jiff::Zoned;
use url::Url;

use crate::extract::dates;
use crate::extract::dom::Tree;
use crate::extract::json_ld::{self, Linked};
use crate::extract::names;
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;
use crate::extract::titles;

/// What a page says of itself.
#[derive(Debug, Clone, Default)]
pub struct Metadata {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Zoned>,
    pub modified: Option<Zoned>,
    pub language: Option<String>,
    pub site: Option<String>,
    pub description: Option<String>,
    pub image: Option<String>,
    /// The story's text in JSON-LD.
    pub body: Option<String>,
}

/// Reads and merges.
pub fn metadata(tree: &Tree, url: Option<&Url>) -> Metadata {
    let sources = Sources {
        tree,
        meta: meta(tree),
        linked: linked(tree),
        url,
    };
    let linked = &sources.linked;
    Metadata {
        title: titles::title(&sources),
        authors: names::authors(&sources),
        published: published(&sources),
        modified: first_date([
            linked.modified.as_deref(),
            sources.first(&[
                "article:modified_time",
                "article:modified:time",
                "og:updated_time",
                "datemodified",
                "last-modified",
                "dcterms.modified",
            ]),
        ]),
        language: language(&sources),
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
        image: sources
            .first(&[
                "og:image",
                "og:image:url",
                "twitter:image",
                "twitter:image:src",
            ])
            .or(linked.image.as_deref())
            .map(str::to_owned),
        body: linked.body.clone(),
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
            if weight(&found) > weight(&best) {
                best = found;
            }
        }
    }
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

fn first_date<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Option<Zoned> {
    texts.into_iter().flatten().find_map(dates::parse)
}

fn published(sources: &Sources) -> Option<Zoned> {
    let names = [
        "article:published_time",
        "og:published_time",
        "datepublished",
        "article:published",
        "article:published:time",
        "published_time",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "dcterms.created",
        "dcterms.date",
        "dc.date.issued",
        "dc.date",
        "date",
        "article.published",
        "content_publishdate",
        "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime",
        "bt:pubdate",
        "datecreated",
        "originalpublicationdate",
        "content_published_date",
        "article_date_original",
        "og:article:published_time",
        "rnews:datepublished",
        "published",
        "publication_date",
        "datetime",
        "iso-8601-publish-date",
        "dc.date.created",
        "article.created",
        "vr:published_time",
        "created",
    ];
    let meta = names
        .iter()
        .map(|name| sources.meta.get(*name).map(String::as_str));
    first_date(
        [sources.linked.published.as_deref()]
            .into_iter()
            .chain(meta),
    )
    .or_else(|| dates_in_text(sources))
    .or_else(|| date_near_headline(sources.tree))
    .or_else(|| sources.url.and_then(date_in_address))
}

/// Dates that the page shows: marked ones first, then `time`, then texts in elements named after dates.
fn dates_in_text(sources: &Sources) -> Option<Zoned> {
    let tree = sources.tree;
    let mut best: Option<(u8, Zoned)> = None;
    for (index, node) in tree.iter().filter(|(_, node)| node.tag != Tag::Text) {
        let property = node.attribute("itemprop").unwrap_or_default();
        let class = node
            .attribute("class")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let named = || {
            [
                "date", "time", "publish", "posted", "tanggal", "datum", "fecha",
            ]
            .iter()
            .any(|name| class.contains(name))
        };
        let rank = if property.contains("datePublished") || node.attribute("pubdate").is_some() {
            4
        } else if node.tag == Tag::Time && node.attribute("datetime").is_some() {
            3
        } else if node.tag == Tag::Time {
            2
        } else if node.end - index < 12 && named() {
            1
        } else {
            continue;
        };
        if best.as_ref().is_some_and(|(known, _)| *known >= rank) {
            continue;
        }
        let stated = ["datetime", "content"]
            .iter()
            .find_map(|key| node.attribute(key));
        let found = stated
            .and_then(dates::parse)
            .or_else(|| dates::parse(&tree.words(index)));
        if let Some(found) = found {
            best = Some((rank, found));
        }
    }
    best.map(|(_, found)| found)
}

/// Texts after the headline that are looked through for a date.
const NEAR: usize = 60;

/// A short text soon after the headline that is a date and hardly more.
fn date_near_headline(tree: &Tree) -> Option<Zoned> {
    let headline = tree.iter().find(|(_, node)| node.tag == Tag::H1)?.0;
    tree.iter()
        .skip(headline)
        .map(|(_, node)| node.text().trim())
        .filter(|text| !text.is_empty())
        .take(NEAR)
        .filter(|text| text.len() < 80 && text.split_whitespace().count() <= 9)
        .find_map(dates::parse)
}

/// `/2024/10/21/` or `/20241021/` in an address.
fn date_in_address(url: &Url) -> Option<Zoned> {
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

fn language(sources: &Sources) -> Option<String> {
    let html = sources
        .tree
        .iter()
        .find(|(_, node)| node.tag == Tag::Html)?
        .1;
    let stated = html
        .attribute("lang")
        .or_else(|| html.attribute("xml:lang"))
        .filter(|language| !language.trim().is_empty())
        .or_else(|| sources.first(&["content-language", "language", "og:locale", "dc.language"]))
        .or(sources.linked.language.as_deref())?;
    let language = stated.trim().replace('_', "-");
    let is_plain = (2..=12).contains(&language.len())
        && language
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_plain.then_some(language)
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
