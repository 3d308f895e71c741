//! OPML 1 and 2: outlines, those with an address are feeds, those around them folders.

use crate::feed::event::{Event, Tag};
use crate::feed::subscriptions::found::Found;
use crate::feed::xml::Reader;

/// Deeper folders are not made.
const DEPTH: usize = 16;

/// The feeds of an OPML document; the name of its outermost element when it is none.
pub fn read(text: &str) -> Result<Vec<Found>, Option<String>> {
    let mut reader = Reader::new(text);
    let mut found = Vec::new();
    let mut outermost = None;
    let (mut line, mut counted) = (1, 0);
    // A folder's name, or nothing, for each open element.
    let mut open: Vec<Option<String>> = Vec::new();
    while let Some(event) = reader.next() {
        match event {
            Event::Start(tag) => {
                outermost.get_or_insert_with(|| tag.name.clone().into_owned());
                let passed = text.get(counted..reader.tag_at()).unwrap_or_default();
                line += passed.matches('\n').count() as u32;
                counted += passed.len();
                let mut name = None;
                if tag.name == "outline" {
                    let folder: Vec<String> = open.iter().flatten().take(DEPTH).cloned().collect();
                    match outline(&tag, folder, line) {
                        Some(feed) => found.push(feed),
                        None => {
                            name = tag
                                .get("text")
                                .or_else(|| tag.get("title"))
                                .map(str::to_owned);
                        }
                    }
                }
                open.push(name);
            }
            Event::End => {
                open.pop();
            }
            Event::Text(_) => {}
        }
    }
    match outermost.as_deref() {
        Some("opml" | "outline" | "body") => Ok(found),
        _ => Err(outermost),
    }
}

fn outline(tag: &Tag<'_>, folder: Vec<String>, line: u32) -> Option<Found> {
    let is_feed = tag.get("type").is_some_and(|kind| {
        ["rss", "atom", "feed", "rss1"]
            .iter()
            .any(|known| kind.eq_ignore_ascii_case(known))
    });
    let address = tag
        .get("xmlurl")
        .or_else(|| tag.get("url").filter(|_| is_feed))?;
    let title = tag.get("title").or_else(|| tag.get("text"));
    let mut categories = categories(tag);
    let folder = if folder.is_empty() && categories.first().is_some_and(|it| it.starts_with('/')) {
        path(categories.remove(0))
    } else {
        folder
    };
    let left = categories
        .into_iter()
        .filter(|category| path(category) != folder)
        .map(|category| format!("the category \"{category}\""));
    Some(Found {
        address: address.to_owned(),
        title: title.map(str::to_owned),
        left: left.collect(),
        folder,
        line,
    })
}

/// What the attribute `category` of OPML 2 says: folders as flat lists have them (`/News/Indonesia`), and tags.
fn categories<'a>(tag: &'a Tag<'_>) -> Vec<&'a str> {
    let written = tag.get("category").unwrap_or_default();
    let categories = written.split(',').map(str::trim);
    categories.filter(|category| !category.is_empty()).collect()
}

fn path(category: &str) -> Vec<String> {
    let parts = category
        .split('/')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.take(DEPTH).map(str::to_owned).collect()
}
