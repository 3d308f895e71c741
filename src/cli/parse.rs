//! `kabar parse`: feed documents to one normalised JSON line each.

use std::io::{self, Read, Write};

use serde::Serialize;

use crate::feed::{self, Parsed, tags};
use crate::model::feed::{Channel, Enclosure, Entry, Format};

/// Larger documents are refused, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Writes a line for each file, in order; `-` is the standard input. Answers whether every one of
/// them was a feed.
pub fn run(
    files: &[String],
    base_url: Option<&str>,
    content_type: Option<&str>,
    out: &mut impl Write,
) -> io::Result<bool> {
    let mut is_all_well = true;
    for file in files {
        let parsed = read(file).and_then(|bytes| {
            feed::parse_as_stated(&bytes, content_type, base_url).map_err(|error| error.to_string())
        });
        is_all_well &= parsed.is_ok();
        match &parsed {
            Ok(parsed) => serde_json::to_writer(&mut *out, &Line::new(file, parsed))?,
            Err(error) => serde_json::to_writer(
                &mut *out,
                &Refusal {
                    file,
                    ok: false,
                    error,
                },
            )?,
        }
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(is_all_well)
}

fn read(file: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = if file == "-" {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| format!("could not be read: {error}"))?;
    if bytes.len() as u64 > LARGEST {
        return Err("larger than 16 MiB".to_owned());
    }
    Ok(bytes)
}

#[derive(Serialize)]
struct Refusal<'a> {
    file: &'a str,
    ok: bool,
    error: &'a str,
}

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    ok: bool,
    format: Format,
    title: Option<&'a str>,
    link: Option<&'a str>,
    description: Option<&'a str>,
    language: Option<&'a str>,
    updated: Option<String>,
    image: Option<&'a str>,
    id: Option<&'a str>,
    rights: Option<&'a str>,
    ttl: Option<u32>,
    items: Vec<Item<'a>>,
    warnings: &'a [String],
}

impl<'a> Line<'a> {
    fn new(file: &'a str, parsed: &'a Parsed) -> Self {
        let Parsed {
            format,
            channel,
            entries,
            warnings,
        } = parsed;
        let Channel {
            title,
            link,
            description,
            language,
            updated,
            image,
            id,
            rights,
            ttl,
            ..
        } = channel;
        Self {
            file,
            ok: true,
            format: *format,
            title: title.as_deref(),
            link: link.as_deref(),
            description: description.as_deref(),
            language: language.as_deref(),
            updated: updated.map(|date| date.to_string()),
            image: image.as_deref(),
            id: id.as_deref(),
            rights: rights.as_deref(),
            ttl: *ttl,
            items: entries.iter().map(Item::new).collect(),
            warnings,
        }
    }
}

#[derive(Serialize)]
struct Item<'a> {
    id: Option<&'a str>,
    title: Option<&'a str>,
    link: Option<&'a str>,
    authors: &'a [String],
    published: Option<String>,
    updated: Option<String>,
    summary: Option<String>,
    content_html: Option<String>,
    categories: &'a [String],
    enclosures: &'a [Enclosure],
    image: Option<&'a str>,
    comments: Option<&'a str>,
    rights: Option<&'a str>,
}

impl<'a> Item<'a> {
    fn new(entry: &'a Entry) -> Self {
        Self {
            id: entry.id.as_deref(),
            title: Some(entry.title.as_str()).filter(|title| !title.is_empty()),
            link: entry.link.as_deref(),
            authors: &entry.authors,
            published: entry.published.map(|date| date.to_string()),
            updated: entry.updated.map(|date| date.to_string()),
            // What is printed may end in a browser: nothing in it may act.
            summary: entry.summary.as_deref().map(tags::safe),
            content_html: entry.content_html.as_deref().map(tags::safe),
            categories: &entry.categories,
            enclosures: &entry.enclosures,
            image: entry.image.as_deref(),
            comments: entry.comments.as_deref(),
            rights: entry.rights.as_deref(),
        }
    }
}
