//! `kabar extract`: pages in, cleaned stories out, one after another, also after a bad one.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use jiff::{Timestamp, tz::Offset};
use serde::Serialize;
use url::Url;

use crate::cli::cuts::{CutLine, quoted};
use crate::document::{html, markdown};
use crate::extract::{self, story::Story};
use crate::model::address::without_secrets;
use crate::state::strings::Strings;
use crate::text;
use crate::text::decode;
use crate::text::sniff;

/// How a story is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Paragraphs divided by blank lines.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// One JSON object a line.
    Json,
    /// For the training of the cleaner: a JSON object for each block, with its features.
    Blocks,
}

#[derive(Serialize, Default)]
struct Line<'s> {
    file: Cow<'s, str>,
    url: Option<Cow<'s, str>>,
    canonical: Option<&'s str>,
    title: Option<&'s str>,
    byline: Option<&'s str>,
    authors: &'s [String],
    editors: &'s [String],
    published: Option<String>,
    modified: Option<String>,
    language: Option<&'s str>,
    site: Option<&'s str>,
    excerpt: Option<&'s str>,
    image: Option<&'s str>,
    image_caption: Option<&'s str>,
    image_credit: Option<&'s str>,
    section: Option<&'s str>,
    tags: &'s [String],
    paid: bool,
    live: bool,
    text: String,
    cuts: Vec<CutLine<'s>>,
    warnings: &'s [String],
}

/// Cleans the pages of files (`-` is the standard input) and writes the stories, with what was cut when its reasons have
/// words; false when one failed, or held no story.
pub fn run(
    files: &[String],
    url: Option<&str>,
    format: Format,
    cuts: Option<&Strings>,
    out: &mut impl Write,
    errors: &mut impl Write,
) -> io::Result<bool> {
    let mut fine = true;
    for file in files {
        let bytes = if file == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(file)
        };
        let bytes = bytes.and_then(|bytes| match sniff::not_text(&bytes, None) {
            Some(what) => Err(io::Error::other(format!("not text but {what}"))),
            None => Ok(bytes),
        });
        match bytes {
            Ok(bytes) => {
                if let Some(words) = render(file, url, &bytes, None, format, cuts, out)? {
                    fine = false;
                    writeln!(errors, "{}: {words}", text::harmless(file))?;
                }
            }
            Err(error) => {
                fine = false;
                writeln!(errors, "could not read {}: {error}", text::harmless(file))?;
                if format == Format::Json {
                    writeln!(out, "{}", failed(file, &error.to_string())?)?;
                }
            }
        }
    }
    Ok(fine)
}

/// Cleans one page that was already read, and writes its story. Answers why nothing was written; a line of JSON says so
/// itself.
pub fn render(
    file: &str,
    url: Option<&str>,
    bytes: &[u8],
    content_type: Option<&str>,
    format: Format,
    cuts: Option<&Strings>,
    out: &mut impl Write,
) -> io::Result<Option<&'static str>> {
    let page = decoded(bytes, content_type);
    if format == Format::Blocks {
        let line = serde_json::json!({"file": file, "blocks": extract::observed(&page, None)});
        return writeln!(out, "{line}").map(|()| None);
    }
    let mut story = extract::page(&page, url.and_then(|url| Url::parse(url).ok()).as_ref());
    if story.next_page.is_some() && !story.document.is_empty() {
        story.warnings.push(ONE_PART.to_owned());
    }
    write(file, url, &story, format, cuts, out)
}

/// What is told of a story in several pages of which one was read.
const ONE_PART: &str = "the story goes on on another page; only this part of it was read";

/// Writes a story. Answers why nothing was written; a line of JSON says so itself.
pub fn write(
    file: &str,
    url: Option<&str>,
    story: &Story,
    format: Format,
    cuts: Option<&Strings>,
    out: &mut impl Write,
) -> io::Result<Option<&'static str>> {
    let with_cuts = cuts.map(|strings| quoted(&story.document, &story.cuts, strings));
    let document = with_cuts.as_ref().unwrap_or(&story.document);
    let holds_nothing = match format {
        Format::Text => document.plain_text().trim().is_empty(),
        Format::Markdown | Format::Html => document.is_empty(),
        Format::Json | Format::Blocks => false,
    };
    if holds_nothing {
        return Ok(Some(extract::NO_STORY));
    }
    match format {
        Format::Text => writeln!(out, "{}", document.plain_text()),
        Format::Markdown => writeln!(out, "{}", markdown::markdown(document)),
        Format::Html => writeln!(out, "{}", html::html(document)),
        Format::Blocks => Ok(()),
        Format::Json => writeln!(out, "{}", json(file, url, story)?),
    }?;
    Ok(None)
}

/// The line of a page that could not be had: the same fields as any other.
pub fn failed(file: &str, cause: &str) -> io::Result<String> {
    let line = Line {
        file: without_secrets(file),
        warnings: &[cause.to_owned()],
        ..Line::default()
    };
    Ok(serde_json::to_string(&line)?)
}

fn json(file: &str, url: Option<&str>, story: &Story) -> io::Result<String> {
    let line = Line {
        file: without_secrets(file),
        url: url.map(without_secrets),
        canonical: story.canonical.as_deref(),
        title: story.title.as_deref(),
        byline: story.byline.as_deref(),
        authors: &story.authors,
        editors: &story.editors,
        published: story.published.map(|moment| placed(moment, story.offset)),
        modified: story
            .modified
            .map(|moment| placed(moment, story.modified_offset)),
        language: story.language.as_deref(),
        site: story.site.as_deref(),
        excerpt: story.excerpt.as_deref(),
        image: story.image.as_deref(),
        image_caption: story.image_caption.as_deref(),
        image_credit: story.image_credit.as_deref(),
        section: story.section.as_deref(),
        tags: &story.tags,
        paid: story.is_paid,
        live: story.is_live,
        text: story.document.plain_text(),
        cuts: story.cuts.iter().map(CutLine::of).collect(),
        warnings: &story.warnings,
    };
    Ok(serde_json::to_string(&line)?)
}

/// A moment by the clock of the publisher.
fn placed(moment: Timestamp, offset: Option<Offset>) -> String {
    let offset = offset.unwrap_or(Offset::UTC);
    moment.display_with_offset(offset).to_string()
}

fn decoded(bytes: &[u8], content_type: Option<&str>) -> String {
    decode::decode(bytes, content_type, decode::Kind::Html).text
}
