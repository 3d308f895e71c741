//! Bodies as they stand on the disk: deflated, documents as JSON.

use std::borrow::Cow;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::types::Type;
use rusqlite::{Transaction, params};

use crate::document::{Block, Document, Inline};

/// The forms a body is kept in; the numbers are in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A feed's HTML as it came.
    Html = 0,
    /// A feed's HTML, deflated.
    PackedHtml = 1,
    /// A document made of a feed's HTML.
    FeedDocument = 2,
    /// A document made of a page.
    PageDocument = 3,
}

impl Form {
    /// The form of a number in the database.
    #[must_use]
    pub const fn of(number: i64) -> Option<Self> {
        match number {
            0 => Some(Self::Html),
            1 => Some(Self::PackedHtml),
            2 => Some(Self::FeedDocument),
            3 => Some(Self::PageDocument),
            _ => None,
        }
    }
}

/// What a body holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A feed's HTML.
    Html(String),
    /// A document.
    Document(Document),
}

/// No body is larger than this, packed or not.
const LIMIT: u64 = 64 << 20;
/// What `serde_json` reads, less a little.
const DEPTH: usize = 120;

/// Puts a body behind all others. Answers its row.
pub fn put(transaction: &Transaction, form: Form, data: &[u8]) -> rusqlite::Result<i64> {
    transaction
        .prepare_cached("INSERT INTO body (form, data) VALUES (?1, ?2)")?
        .execute(params![form as i64, data])?;
    Ok(transaction.last_insert_rowid())
}

/// Gives a story another body.
pub fn replace(
    transaction: &Transaction,
    article: i64,
    form: Form,
    data: &[u8],
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("DELETE FROM body WHERE id = (SELECT body FROM article WHERE id = ?1)")?
        .execute([article])?;
    let row = put(transaction, form, data)?;
    transaction
        .prepare_cached("UPDATE article SET body = ?2 WHERE id = ?1")?
        .execute([article, row])
        .map(drop)
}

/// Reads a body as it stands on the disk.
pub fn unpacked(form: i64, data: &[u8]) -> rusqlite::Result<Content> {
    content(form, &bytes(form, data)?)
}

/// The bytes of a body: HTML, or a document as JSON.
pub fn bytes(form: i64, data: &[u8]) -> rusqlite::Result<Cow<'_, [u8]>> {
    match Form::of(form) {
        Some(Form::Html) => Ok(Cow::Borrowed(data)),
        Some(_) => inflated(data).map(Cow::Owned),
        None => Err(broken("a body of an unknown form")),
    }
}

/// What those bytes hold.
pub fn content(form: i64, bytes: &[u8]) -> rusqlite::Result<Content> {
    match Form::of(form) {
        Some(Form::FeedDocument | Form::PageDocument) => serde_json::from_slice(bytes)
            .map(Content::Document)
            .map_err(broken),
        _ => Ok(Content::Html(String::from_utf8_lossy(bytes).into_owned())),
    }
}

/// A document, ready for the disk. One that is nested deeper than JSON is read is kept as paragraphs.
pub fn packed(document: &Document) -> rusqlite::Result<Vec<u8>> {
    let json = serde_json::to_vec(document).map_err(broken)?;
    if depth(&json) <= DEPTH {
        return deflated(&json);
    }
    let paragraph = |text: &str| Block::Paragraph {
        content: vec![Inline::Text {
            text: text.to_owned(),
        }],
    };
    let blocks = document.plain_text().split("\n\n").map(paragraph).collect();
    deflated(&serde_json::to_vec(&Document { blocks }).map_err(broken)?)
}

/// How deep brackets are nested in some JSON.
fn depth(json: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Bytes, deflated.
pub fn deflated(bytes: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(6));
    encoder.write_all(bytes).map_err(broken)?;
    encoder.finish().map_err(broken)
}

/// Bytes that were deflated.
pub fn inflated(data: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(data.len() * 3);
    DeflateDecoder::new(data)
        .take(LIMIT)
        .read_to_end(&mut bytes)
        .map_err(broken)?;
    Ok(bytes)
}

fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync + 'static>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, error.into())
}
