//! A body at a width: rows of spans that the reader pane and `kabar show` print alike.
//!
//! It knows neither colours nor scrolling; the same document at the same width is always the same.

use std::ops::Range;

use crate::document::layout::aside::Aside;
use crate::document::layout::blocks::put_blocks;
use crate::document::layout::flow::{DOT, Flow};
use crate::document::layout::page::{Page, Put};
use crate::document::layout::room::{Place, Rooms};
use crate::document::notes::Notes;
use crate::document::{Document, row};
use crate::text;
use crate::text::emoji::Emoji;

pub mod address;
pub mod aside;
pub mod bare;
mod blocks;
mod code;
pub mod dateline;
mod figure;
mod flow;
mod list;
mod listing;
mod page;
mod picture;
pub mod room;
mod table;

/// See `row::Row`.
pub type Row = row::Row;
/// See `row::Span`.
pub type Span = row::Span;
/// See `row::Role`.
pub type Role = row::Role;
/// See `row::Lead`.
pub type Lead = row::Lead;

/// What stands above the body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// The story's title; may be empty.
    pub title: String,
    /// Source, date, names, length: shown in this order with dots between.
    pub facts: Vec<String>,
    /// What a picture is called on its frame, in the reader's language; none for `image`.
    pub image: Option<String>,
    /// What is done with emoji, in the body too.
    pub emoji: Emoji,
}

/// A story at a width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// Addresses in the order of their first occurrence; `[1]` is the first.
    pub links: Vec<String>,
    /// The width asked for; no row is wider.
    pub columns: usize,
    /// The rows of each aside.
    pub asides: Vec<Range<usize>>,
    /// Where pictures stand that are shown.
    pub places: Vec<Place>,
    /// Where notes and their marks stand, in the order of their numbers.
    pub notes: Vec<Note>,
}

/// A note and its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// Which.
    pub number: u32,
    /// The first row with its mark.
    pub mark: usize,
    /// The row at which the note begins.
    pub row: usize,
}

/// What is set into a body, or shown in it.
#[derive(Debug, Clone, Copy)]
pub struct With<'a> {
    /// Asides, in order.
    pub asides: &'a [Aside],
    /// Pictures.
    pub rooms: &'a Rooms,
}

/// Lays a story out. No columns, no rows.
#[must_use]
pub fn layout(header: &Header, document: &Document, columns: usize) -> Layout {
    let nothing = With {
        asides: &[],
        rooms: &Rooms::new(),
    };
    layout_with(header, document, nothing, columns)
}

/// Lays a story out with asides in their places, and room for pictures.
#[must_use]
pub fn layout_with(header: &Header, document: &Document, with: With<'_>, columns: usize) -> Layout {
    let image = header.image.as_deref().unwrap_or("image");
    let image = text::harmless(image);
    let known = Notes::of(document);
    let mut page = Page::new(columns, image, with.rooms.clone(), known, header.emoji);
    let mut ranges = Vec::new();
    if columns > 0 {
        put_header(&mut page, header);
        ranges = put_blocks(&mut page, document, with.asides);
        put_links(&mut page);
    }
    let mut put = page.finish();
    share_blocks(&mut put.rows, &ranges);
    Layout {
        notes: notes(&put),
        rows: put.rows,
        links: put.links,
        columns,
        asides: ranges,
        places: put.places,
    }
}

impl Layout {
    /// Which rows are there for asides alone.
    #[must_use]
    pub fn set_in(&self) -> Vec<bool> {
        aside::rows(&self.rows, &self.asides)
    }
}

/// Finds the marks of the notes.
fn notes(put: &Put) -> Vec<Note> {
    let found = put.note_rows.iter().filter_map(|(number, row)| {
        let lead = Some(Lead::Note(*number));
        let marks =
            |at: usize, shown: &Row| at != *row && shown.spans.iter().any(|span| span.lead == lead);
        let mark = put
            .rows
            .iter()
            .enumerate()
            .position(|(at, row)| marks(at, row))?;
        Some(Note {
            number: *number,
            mark,
            row: *row,
        })
    });
    found.collect()
}

fn put_header(page: &mut Page, header: &Header) {
    page.put(title(page, &header.title));
    put_facts(page, &header.facts);
    page.gap();
}

/// A title of nothing but emoji stays one.
fn title(page: &Page, title: &str) -> Flow {
    let flow = page.flow(title, Role::Title);
    if flow.is_blank() {
        return Flow::of(title, Role::Title, Emoji::Simple);
    }
    flow
}

/// Facts are broken between them where they can be.
fn put_facts(page: &mut Page, facts: &[String]) {
    let mut row = String::new();
    for fact in facts
        .iter()
        .map(|fact| text::harmless(fact))
        .filter(|fact| !fact.is_empty())
    {
        let wide = text::width(&row) + text::width(DOT) + page.flow(&fact, Role::Fact).width();
        if wide > page.columns() && !row.is_empty() {
            page.put(page.flow(&row, Role::Fact));
            row.clear();
        }
        if !row.is_empty() {
            row.push_str(DOT);
        }
        row.push_str(page.flow(&fact, Role::Fact).text());
    }
    page.put(page.flow(&row, Role::Fact));
}

fn put_links(page: &mut Page) {
    page.gap();
    page.next_block();
    for (index, url) in page.links().to_vec().iter().enumerate() {
        let lead = u32::try_from(index).ok().map(Lead::Link);
        let number = format!("[{}]", index + 1);
        let room = page.columns().saturating_sub(number.len() + 1);
        let mut spans = vec![Span {
            text: text::truncate(&number, page.columns()).into_owned(),
            role: Role::LinkNumber,
            lead,
        }];
        if room > 0 {
            spans.push(Span::new(" ", Role::Text));
            spans.push(Span {
                text: text::truncate(&address::brief(url), room).into_owned(),
                role: Role::Link,
                lead,
            });
        }
        page.push(spans);
    }
}

/// Tells each row which share of its block is above it, by length of text: that is what stays the
/// same at another width. Asides count for nothing: each stands where the text goes on.
fn share_blocks(rows: &mut [Row], asides: &aside::Ranges) {
    let set_in = aside::rows(rows, asides);
    let mut start = 0;
    for rows in rows.chunk_by_mut(|one, next| one.block == next.block) {
        let set_in = set_in.get(start..start + rows.len()).unwrap_or_default();
        start += rows.len();
        let own = rows.iter().zip(set_in).filter(|(_, is_aside)| !**is_aside);
        let total: usize = own.map(|(row, _)| length(row)).sum();
        let mut above = 0;
        for (row, is_aside) in rows.iter_mut().zip(set_in) {
            let share = (above * 1000 / total.max(1)).min(999);
            row.share = u16::try_from(share).unwrap_or(999);
            if !*is_aside {
                above += length(row);
            }
        }
    }
}

/// A blank row counts a little, so that shares always grow.
fn length(row: &Row) -> usize {
    1 + row.spans.iter().map(|span| span.text.len()).sum::<usize>()
}
