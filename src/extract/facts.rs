//! What else a page states of its story: its own address, its section and tags, whether it is sold, whether it goes on.
//!
//! Statements, and what stands beside the headline; nothing is concluded from the text.

mod departments;

use crate::extract::addresses::{self, has_token};
use crate::extract::live;
use crate::extract::paid;
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;
use crate::extract::titles;

/// Smaller things that a page states.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// As it is written, perhaps relative.
    pub canonical: Option<String>,
    pub section: Option<String>,
    pub tags: Vec<String>,
    pub is_paid: bool,
    /// It is stated that nobody must pay for it.
    pub is_free: bool,
    pub is_live: bool,
}

/// More tags than a reader looks through.
const TAGS: usize = 20;

/// Reads them.
pub fn facts(sources: &Sources, headline: Option<usize>, title: Option<&str>) -> Facts {
    let linked = &sources.linked;
    Facts {
        canonical: addresses::canonical(sources.tree)
            .or_else(|| sources.first(&["og:url"]))
            .or(linked.address.as_deref())
            .map(str::to_owned),
        section: departments::section(sources, headline, title),
        tags: tags(sources),
        is_free: linked.is_free == Some(true),
        is_paid: linked.is_free == Some(false)
            || sources
                .first(&["article:content_tier", "og:article:content_tier"])
                .is_some_and(|tier| ["locked", "premium"].contains(&tier))
            || paid::is_labelled(sources.tree, headline),
        is_live: linked.kinds.iter().any(|kind| kind == "LiveBlogPosting")
            || live::is_live(sources.tree, headline, title),
    }
}

/// The first of these statements that the page makes: its list of tags, its keywords, its links to tags.
fn tags(sources: &Sources) -> Vec<String> {
    let stated = |name: &'static str| {
        sources
            .tree
            .iter()
            .filter(|(_, node)| node.tag == Tag::Meta)
            .filter(move |(_, node)| {
                ["property", "name"]
                    .iter()
                    .any(|key| node.attribute(key) == Some(name))
            })
            .filter_map(|(_, node)| node.attribute("content"))
    };
    let shown = || {
        sources
            .tree
            .iter()
            .filter(|(_, node)| {
                node.tag == Tag::A
                    && node
                        .attribute("rel")
                        .is_some_and(|rel| has_token(rel, "tag"))
            })
            .map(|(index, _)| sources.tree.words(index))
    };
    let lists = [
        divided(stated("article:tag").map(str::to_owned)),
        divided(sources.linked.keywords.iter().cloned()),
        divided(stated("news_keywords").map(str::to_owned)),
        divided(shown()),
        divided(stated("keywords").map(str::to_owned)),
    ];
    lists
        .into_iter()
        .find(|tags| !tags.is_empty())
        .unwrap_or_default()
}

fn divided(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for text in texts {
        for tag in text.split([',', ';', '、']) {
            let tag = tag.trim().trim_start_matches('#').trim();
            let known = |known: &String| titles::plain(known) == titles::plain(tag);
            // "type:article" is a note of the publisher's program to itself, as is the name of what JSON-LD calls articles.
            let is_kind = ["NewsArticle", "BlogPosting"].contains(&tag);
            if is_short(tag)
                && !is_kind
                && !tag.contains([':', '{', '/'])
                && !tags.iter().any(known)
            {
                tags.push(tag.to_owned());
            }
            if tags.len() == TAGS {
                return tags;
            }
        }
    }
    tags
}

fn is_short(text: &str) -> bool {
    let length = text.chars().count();
    (1..=60).contains(&length) && text.chars().any(char::is_alphanumeric)
}
