//! Who wrote a story, and when it came out, as the state says that its page's own program starts from.
//!
//! It trusts only what stands beside the story's own title; bylines are read elsewhere.

use jiff::Zoned;
use serde_json::Value;

use crate::extract::bylines::cleaned;
use crate::extract::dates;
use crate::extract::dom::Tree;
use crate::extract::state;
use crate::extract::titles::plain;

/// What is called the title of a story, and what names those who wrote it.
const TITLES: [&str; 4] = ["title", "headline", "name", "titleText"];
const WRITERS: [&str; 8] = [
    "author",
    "authors",
    "byline",
    "bylines",
    "authorName",
    "author_name",
    "penulis",
    "reporter",
];
/// What states when it came out.
const DAYS: [&str; 8] = [
    "datePublished",
    "publishDate",
    "publishedAt",
    "published_at",
    "publicationDate",
    "pubDate",
    "firstPublished",
    "publish_date",
];
/// More values of a state are not looked at.
const VALUES: usize = 20_000;

/// The names beside a title.
pub fn in_state(tree: &Tree, title: &str) -> Vec<String> {
    let named = |fields: &Fields| {
        let stated = WRITERS.iter().filter_map(|key| fields.get(*key));
        let names = cleaned(stated.flat_map(names).take(8));
        (!names.is_empty()).then_some(names)
    };
    beside_title(tree, title, named).unwrap_or_default()
}

/// When the story with a title came out.
pub fn day_in_state(tree: &Tree, title: &str) -> Option<Zoned> {
    beside_title(tree, title, |fields| {
        let mut stated = DAYS.iter().filter_map(|key| fields.get(*key)?.as_str());
        stated.find_map(dates::parse)
    })
}

type Fields = serde_json::Map<String, Value>;

/// The first that is found in what has a title, too.
fn beside_title<T>(tree: &Tree, title: &str, find: impl Fn(&Fields) -> Option<T>) -> Option<T> {
    let title = plain(title);
    let is_title = |fields: &Fields| {
        let mut titles = TITLES.iter().filter_map(|key| fields.get(*key)?.as_str());
        titles.any(|own| plain(own) == title)
    };
    for value in state::values(tree, true) {
        let mut waiting = vec![&value];
        let mut left = VALUES;
        while let Some(value) = waiting.pop().filter(|_| left > 0) {
            left -= 1;
            match value {
                Value::Array(items) => waiting.extend(items),
                Value::Object(fields) => {
                    let found = Some(fields).filter(|fields| is_title(fields));
                    if let Some(found) = found.and_then(&find) {
                        return Some(found);
                    }
                    waiting.extend(fields.values());
                }
                _ => {}
            }
        }
    }
    None
}

/// The names in a value: a text, a person, or a list of them.
fn names(value: &Value) -> Vec<&str> {
    match value {
        Value::String(name) => vec![name.as_str()],
        Value::Array(items) => items.iter().flat_map(names).collect(),
        Value::Object(fields) => {
            let name = ["name", "fullName", "displayName", "full_name", "title"]
                .iter()
                .find_map(|key| fields.get(*key)?.as_str());
            name.into_iter().collect()
        }
        _ => Vec::new(),
    }
}
