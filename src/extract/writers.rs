//! Who wrote a story, as the state says that its page's own program starts from.
//!
//! It trusts only what stands beside the story's own title; bylines are read elsewhere.

use serde_json::Value;

use crate::extract::bylines::cleaned;
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
/// More values of a state are not looked at.
const VALUES: usize = 20_000;

/// The names beside a title.
pub fn in_state(tree: &Tree, title: &str) -> Vec<String> {
    let title = plain(title);
    let is_title = |fields: &serde_json::Map<String, Value>| {
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
                    if is_title(fields) {
                        let stated = WRITERS.iter().filter_map(|key| fields.get(*key));
                        let names = cleaned(stated.flat_map(names).take(8));
                        if !names.is_empty() {
                            return names;
                        }
                    }
                    waiting.extend(fields.values());
                }
                _ => {}
            }
        }
    }
    Vec::new()
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
