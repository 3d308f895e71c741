//! What can be saved of a script that is no JSON: its fields one by one, where a value has no quotation marks around it or too
//! many within.
//!
//! Only fields whose first value in a script is almost always the article's own; which types are articles is known elsewhere.

use serde_json::{Map, Value};

/// Such fields.
const FIELDS: [&str; 6] = [
    "headline",
    "description",
    "datePublished",
    "dateModified",
    "articleSection",
    "inLanguage",
];
/// Types that are looked at, bytes of a value, and bytes between an author and the name.
const TYPES: usize = 50;
const VALUE: usize = 2_000;
const NEAR: usize = 200;

/// The fields of a script, with all types that it names.
pub fn fields(script: &str) -> Map<String, Value> {
    let types = behind(script, "@type").take(TYPES).filter_map(value);
    let types: Vec<Value> = types.map(Value::String).collect();
    let mut found = Map::new();
    found.insert("@type".to_owned(), Value::Array(types));
    for key in FIELDS {
        if let Some(text) = behind(script, key).next().and_then(value) {
            found.insert(key.to_owned(), Value::String(text));
        }
    }
    let author = behind(script, "author").next().and_then(|rest| {
        let near = rest
            .char_indices()
            .nth(NEAR)
            .map_or(rest.len(), |(at, _)| at);
        let name = behind(rest.get(..near)?, "name").next();
        if rest.starts_with('"') {
            value(rest)
        } else {
            value(name?)
        }
    });
    if let Some(author) = author {
        found.insert("author".to_owned(), Value::String(author));
    }
    found
}

/// What stands behind a key and its colon, each time.
fn behind<'s>(script: &'s str, key: &'s str) -> impl Iterator<Item = &'s str> {
    script.match_indices(key).filter_map(move |(at, _)| {
        let is_key = script.get(..at)?.ends_with('"');
        let rest = script.get(at + key.len()..)?.strip_prefix('"')?;
        let rest = rest.trim_start().strip_prefix(':').filter(|_| is_key)?;
        Some(rest.trim_start())
    })
}

/// The value that a text begins with: up to the mark behind which something else begins.
fn value(rest: &str) -> Option<String> {
    let most = rest
        .char_indices()
        .nth(VALUE)
        .map_or(rest.len(), |(at, _)| at);
    let rest = rest.get(..most)?;
    let Some(inner) = rest.strip_prefix('"') else {
        let bare = rest
            .split([',', '}', ']', '\n', '"', '{', '['])
            .next()?
            .trim();
        return Some(bare.to_owned()).filter(|bare| !bare.is_empty() && bare != "null");
    };
    let is_last = |at: &usize| {
        let behind = inner.get(at + 1..).unwrap_or_default().trim_start();
        behind.is_empty() || behind.starts_with([',', '}', ']'])
    };
    let is_bare = |at: &usize| !inner.get(..*at).is_some_and(|front| front.ends_with('\\'));
    let mut ends = inner.match_indices('"').map(|(at, _)| at);
    let text = inner.get(..ends.find(|at| is_bare(at) && is_last(at))?)?;
    let text = text.replace(['\n', '\r', '\t'], " ");
    let read = serde_json::from_str(&format!("\"{text}\"")).unwrap_or(text);
    Some(read).filter(|text| !text.trim().is_empty())
}
