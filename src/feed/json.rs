//! JSON Feed 1 and 1.1.
//!
//! The document is read to the letter, and when it is broken as far as it can be understood.

use serde_json::{Map, Value};
use url::Url;

use crate::feed::draft::{Draft, Gathered};
use crate::feed::role::Field;
use crate::feed::{date, html, link, tags};
use crate::model::feed::{Enclosure, Entry, Format};

mod document;
mod loose;
mod strict;

/// Reads a JSON Feed; nothing when the document is none.
#[must_use]
pub fn parse(text: &str, base: Option<&Url>) -> Option<Gathered> {
    let (document, warnings) = match strict::read(text) {
        Some(document) => (document, Vec::new()),
        None => loose::read(text),
    };
    let version = document
        .fields
        .get("version")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if !version.contains("jsonfeed") && !document.has_items {
        return None;
    }
    let mut channel = channel(&document.fields, base);
    let site = channel.link.get().and_then(|link| link::base(link, None));
    let base = base.or(site.as_ref());
    let authors = authors(&document.fields);
    let entries: Vec<Entry> = document
        .items
        .iter()
        .map(|item| entry(item, &authors, base))
        .collect();
    // JSON Feed has no date of the feed: that of its latest entry stands for it.
    let dates = entries
        .iter()
        .filter_map(|entry| entry.updated.max(entry.published));
    if let Some(latest) = dates.max() {
        channel.updated.offer(1, latest);
    }
    Some(Gathered {
        format: Format::Json,
        channel: channel.channel(),
        entries,
        warnings,
    })
}

fn channel(fields: &Map<String, Value>, base: Option<&Url>) -> Draft {
    let mut draft = Draft::default();
    for (key, field) in [
        ("title", Field::Title),
        ("description", Field::Summary),
        ("language", Field::Language),
    ] {
        if let Some(value) = string(fields, key) {
            draft.line(field, 9, &value);
        }
    }
    if let Some(url) = address(fields, "home_page_url", base) {
        draft.link.offer(9, url);
    }
    for (key, rank) in [("icon", 9), ("favicon", 3)] {
        if let Some(url) = address(fields, key, base) {
            draft.image.offer(rank, url);
        }
    }
    if let Some(url) = string(fields, "feed_url") {
        draft.id.offer(9, url);
    }
    draft
}

fn entry(item: &Map<String, Value>, feed_authors: &[String], base: Option<&Url>) -> Entry {
    let mut draft = Draft::of_entry();
    if let Some(title) = string(item, "title") {
        draft.line(
            Field::Title,
            9,
            &html::plain(html::start(&title, 16 * 1024)),
        );
    }
    if let Some(id) = string(item, "id").or_else(|| string(item, "guid")) {
        draft.id.offer(9, id.trim().to_owned());
    }
    for (key, rank) in [("url", 9), ("external_url", 5)] {
        if let Some(url) = address(item, key, base) {
            draft.link.offer(rank, url);
        }
    }
    for (key, rank) in [("image", 9), ("banner_image", 5)] {
        if let Some(url) = address(item, key, base) {
            draft.image.offer(rank, url);
        }
    }
    if let Some(content) = string(item, "content_html") {
        draft.content.offer(9, tags::absolute(content, base));
    } else if let Some(content) = string(item, "content_text") {
        draft.content.offer(5, paragraphs(&content));
    }
    if let Some(summary) = string(item, "summary") {
        draft.summary.offer(9, html::escape(&summary).into_owned());
    }
    if let Some(date) = string(item, "date_published").and_then(|date| date::parse(&date)) {
        draft.published.offer(9, date);
    }
    if let Some(date) = string(item, "date_modified").and_then(|date| date::parse(&date)) {
        draft.updated.offer(9, date);
    }
    let own = authors(item);
    for name in if own.is_empty() { feed_authors } else { &own } {
        draft.author(9, name);
    }
    lists(item, &mut draft, base);
    draft.entry()
}

/// The names of the people a feed or an item is by.
fn authors(fields: &Map<String, Value>) -> Vec<String> {
    let name = |author: &Value| match author {
        Value::String(name) => Some(name.clone()),
        Value::Object(author) => string(author, "name").or_else(|| string(author, "url")),
        _ => None,
    };
    list(fields, "authors")
        .chain(fields.get("author"))
        .filter_map(name)
        .collect()
}

/// Subjects and attachments.
fn lists(item: &Map<String, Value>, draft: &mut Draft, base: Option<&Url>) {
    for name in list(item, "tags").filter_map(Value::as_str) {
        draft.line(Field::Category, 9, name);
    }
    for attachment in list(item, "attachments").filter_map(Value::as_object) {
        let Some(url) = address(attachment, "url", base) else {
            continue;
        };
        let length = attachment.get("size_in_bytes").and_then(Value::as_f64);
        draft.enclosure(
            9,
            Enclosure {
                url,
                media_type: string(attachment, "mime_type"),
                length: length
                    .filter(|length| *length >= 0.0)
                    .map(|length| length as u64),
            },
        );
    }
}

fn list<'a>(fields: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = &'a Value> {
    fields
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// A value as text: numbers are accepted where text is asked for.
fn string(fields: &Map<String, Value>, key: &str) -> Option<String> {
    match fields.get(key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn address(fields: &Map<String, Value>, key: &str, base: Option<&Url>) -> Option<String> {
    link::resolve(&string(fields, key)?, base)
}

/// Plain text as HTML, its empty lines as paragraphs.
fn paragraphs(text: &str) -> String {
    let escaped = html::escape(text);
    if !escaped.contains("\n\n") {
        return escaped.into_owned();
    }
    let blocks = escaped
        .split("\n\n")
        .filter(|block| !block.trim().is_empty());
    blocks
        .map(|block| format!("<p>{block}</p>"))
        .collect::<Vec<_>>()
        .join("\n")
}
