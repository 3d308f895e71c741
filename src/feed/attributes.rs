//! The properties that elements tell in their attributes.

use url::Url;

use crate::feed::draft::Draft;
use crate::feed::event::Tag;
use crate::feed::kind::Kind;
use crate::feed::link;
use crate::feed::names::Space;
use crate::feed::role::Field;
use crate::feed::value::Value;
use crate::model::feed::Enclosure;

/// What the start of an item says: RDF names it there.
pub fn entry(tag: &Tag<'_>, draft: &mut Draft, base: Option<&Url>) {
    if let Some(about) = tag.get("about") {
        draft.id.offer(2, about.to_owned());
        if about.starts_with("http")
            && let Some(url) = link::resolve(about, base)
        {
            draft.link.offer(3, url);
        }
    }
}

/// What the start of an element with a value says.
pub fn read(tag: &Tag<'_>, value: &Value, draft: &mut Draft, base: Option<&Url>) {
    if tag.attributes.is_empty() {
        return;
    }
    match value.field {
        Field::Link => linked(tag, value.rank, draft, base),
        Field::Enclosure => enclosed(tag, value.rank, draft, base),
        Field::Image => {
            let address = ["url", "href", "src", "resource"]
                .iter()
                .find_map(|name| tag.get(name));
            if let Some(url) = address.and_then(|address| link::resolve(address, base)) {
                draft.image.offer(value.rank, url);
            }
        }
        // A body that stands elsewhere can be opened there (RFC 4287, section 4.1.3.2).
        Field::Content if value.kind == Kind::Html => {
            if let Some(url) = tag.get("src").and_then(|src| link::resolve(src, base)) {
                draft.link.offer(2, url);
            }
        }
        Field::Category => {
            let names: &[&str] = if tag.space == Space::Media {
                &["label"]
            } else {
                &["term", "label", "text"]
            };
            if let Some(name) = names.iter().find_map(|name| tag.get(name)) {
                draft.line(Field::Category, value.rank, name);
            }
        }
        _ => {}
    }
}

/// `link` as Atom writes it.
fn linked(tag: &Tag<'_>, rank: u8, draft: &mut Draft, base: Option<&Url>) {
    let Some(url) = tag
        .get("href")
        .or_else(|| tag.get("url"))
        .and_then(|href| link::resolve(href, base))
    else {
        return;
    };
    let relation = tag.get("rel").unwrap_or("alternate").to_ascii_lowercase();
    let relation = relation.rsplit('/').next().unwrap_or_default();
    let media_type = tag.get("type").unwrap_or_default().to_ascii_lowercase();
    let is_page = media_type.is_empty() || media_type.contains("html");
    match relation {
        "alternate" => draft.link.offer(
            if is_page {
                rank
            } else {
                rank.saturating_sub(2)
            },
            url,
        ),
        "enclosure" => {
            // Better than nothing to open, unless it is sound or film.
            if is_page {
                draft.link.offer(1, url.clone());
            }
            draft.enclosure(9, enclosure(tag, url));
        }
        "replies" if draft.is_entry && is_page => draft.comments.offer(5, url),
        "related" | "via" if draft.is_entry => draft.link.offer(2, url),
        "self" if draft.is_entry => draft.link.offer(1, url),
        _ => {}
    }
}

fn enclosed(tag: &Tag<'_>, rank: u8, draft: &mut Draft, base: Option<&Url>) {
    let address = ["url", "href", "resource"]
        .iter()
        .find_map(|name| tag.get(name));
    let Some(url) = address.and_then(|address| link::resolve(address, base)) else {
        return;
    };
    let is_image = tag.get("medium") == Some("image")
        || tag
            .get("type")
            .is_some_and(|kind| kind.starts_with("image/"));
    if is_image {
        draft.image.offer(rank.min(5), url.clone());
    }
    draft.enclosure(rank, enclosure(tag, url));
}

fn enclosure(tag: &Tag<'_>, url: String) -> Enclosure {
    let length = tag.get("length").or_else(|| tag.get("fileSize"));
    Enclosure {
        url,
        media_type: tag.get("type").map(str::to_owned),
        length: length.and_then(|length| length.replace([',', '.'], "").parse().ok()),
    }
}
