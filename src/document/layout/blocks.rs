//! Blocks as rows.

use crate::document::layout::aside::{Aside, Ranges, put_aside};
use crate::document::layout::bare;
use crate::document::layout::dateline;
use crate::document::layout::figure::{put_embed, put_image};
use crate::document::layout::flow::Flow;
use crate::document::layout::list::{Marker, put_item};
use crate::document::layout::listing::put_code;
use crate::document::layout::page::Page;
use crate::document::layout::table::put_table;
use crate::document::row::{Lead, Role, Span};
use crate::document::{Block, Definition, Document, Inline, Numbering, notes};
use crate::text::raised;

/// What a term means is set in by so much.
const MEANING_INDENT: usize = 4;

/// Puts the body, a blank row between its blocks, and asides in their places; answers the rows of each aside.
pub fn put_blocks(page: &mut Page, document: &Document, asides: &[Aside]) -> Ranges {
    let mut is_opening = true;
    let mut ranges = Ranges::new();
    let mut asides = asides.iter().peekable();
    for (index, block) in document.blocks.iter().enumerate() {
        while let Some(aside) = asides.next_if(|aside| aside.place <= index) {
            ranges.push(put_aside(page, aside));
        }
        if index > 0 {
            page.gap();
            page.next_block();
        }
        match block {
            Block::Paragraph { content } => {
                put_paragraph(page, content, is_opening);
                // Behind a standfirst the story has still to begin.
                is_opening &= is_stressed(content);
            }
            _ => put_block(page, block, Role::Text),
        }
    }
    ranges.extend(asides.map(|aside| put_aside(page, aside)));
    ranges
}

/// A paragraph of the body, whose dateline shows.
fn put_paragraph(page: &mut Page, content: &[Inline], is_opening: bool) {
    note_row(page, content);
    let mut flow = flow(page, content, Role::Text);
    if let Some(length) = dateline::length(flow.text(), is_opening) {
        flow.repaint_start(length, Role::Dateline);
    }
    page.put(flow);
}

/// Remembers where a note begins.
fn note_row(page: &mut Page, content: &[Inline]) {
    if let Some(number) = notes::head(content) {
        page.put_note(number);
    }
}

/// Whether all words of a paragraph are stressed, as those of a standfirst are.
fn is_stressed(content: &[Inline]) -> bool {
    let is_stressed = |inline: &Inline| {
        matches!(inline, Inline::Strong { .. } | Inline::Emphasis { .. }) || is_blank(inline)
    };
    content.iter().all(is_stressed)
}

fn put_inner(page: &mut Page, blocks: &[Block], role: Role, is_tight: bool) {
    for (index, block) in blocks.iter().enumerate() {
        let follows_closely = is_tight && matches!(block, Block::List { .. });
        if index > 0 && !follows_closely {
            page.gap();
        }
        put_block(page, block, role);
    }
}

fn put_block(page: &mut Page, block: &Block, role: Role) {
    match block {
        Block::Heading { content, .. } => put_words(page, content, Role::Heading),
        Block::Standfirst { content } => put_words(page, content, Role::Standfirst),
        Block::Paragraph { content } => {
            note_row(page, content);
            put_words(page, content, role);
        }
        Block::List {
            start,
            numbering,
            items,
        } => put_list(page, (*start, *numbering), items, role),
        Block::Definitions { entries } => put_definitions(page, entries, role),
        Block::Quote { blocks } => {
            page.indented(None, Span::new("│ ", Role::QuoteBar), 2, |page| {
                put_inner(page, blocks, Role::Quote, false);
            });
        }
        Block::Code { language, text } => put_code(page, language.as_deref(), text),
        Block::Table { head, rows } => put_table(page, head, rows, flow),
        Block::Image { url, alt, caption } => put_picture(page, url, alt, caption),
        Block::Embed { url, title } => put_embed(page, url, title),
        Block::Rule => put_rule(page),
    }
}

fn put_picture(page: &mut Page, url: &str, alt: &str, caption: &[Inline]) {
    let caption = flow(page, caption, Role::Caption);
    put_image(page, url, alt, caption);
}

fn put_rule(page: &mut Page) {
    let line = "─".repeat(page.columns());
    page.push(vec![Span::new(line, Role::Rule)]);
}

fn put_words(page: &mut Page, content: &[Inline], role: Role) {
    let flow = flow(page, content, role);
    page.put(flow);
}

fn put_list(
    page: &mut Page,
    (start, numbering): (Option<u32>, Numbering),
    items: &[Vec<Block>],
    role: Role,
) {
    let is_tight = items.iter().all(|item| {
        let paragraphs = item
            .iter()
            .filter(|block| !matches!(block, Block::List { .. }));
        paragraphs.count() < 2
    });
    let is_notes = start.is_some() && numbering.is_plain() && page.next_list();
    let marker = Marker::new(start, numbering, items.len());
    for (index, item) in items.iter().enumerate() {
        if index > 0 && !is_tight {
            page.gap();
        }
        let number = marker.number(index).filter(|_| is_notes);
        if let Some(number) = number {
            page.put_note(number);
        }
        let lead = number
            .filter(|number| page.notes.has(*number))
            .map(Lead::Note);
        put_item(page, marker, index, lead, |page| {
            put_inner(page, item, role, is_tight);
        });
    }
}

/// Terms flush left, what they mean set in below them.
fn put_definitions(page: &mut Page, entries: &[Definition], role: Role) {
    let is_tight = entries.iter().all(|entry| entry.meaning.len() < 2);
    let mut follows_meaning = false;
    for entry in entries {
        // Terms that share a meaning stand together.
        if follows_meaning && !is_tight {
            page.gap();
        }
        follows_meaning = !entry.meaning.is_empty();
        let mut term = page.blank();
        push_inlines(page, &mut term, &entry.term, Role::Strong, None);
        page.put(term);
        let indent = Span::new(" ".repeat(MEANING_INDENT), Role::Text);
        page.indented(None, indent, MEANING_INDENT, |page| {
            put_inner(page, &entry.meaning, role, is_tight);
        });
    }
}

/// Inlines as one text; `role` is that of plain words.
fn flow(page: &mut Page, content: &[Inline], role: Role) -> Flow {
    let mut flow = page.blank();
    push_inlines(page, &mut flow, content, role, None);
    flow
}

fn push_inlines(
    page: &mut Page,
    flow: &mut Flow,
    content: &[Inline],
    role: Role,
    lead: Option<Lead>,
) {
    for inline in content {
        match inline {
            Inline::Text { text } if lead.is_none() => push_words(page, flow, text, role),
            Inline::Text { text } => flow.push(text, role, lead),
            Inline::Code { text } => flow.push(text, stressed(role, Role::Code), lead),
            Inline::Emphasis { content } => {
                push_inlines(page, flow, content, stressed(role, Role::Emphasis), lead);
            }
            Inline::Strong { content } => {
                push_inlines(page, flow, content, stressed(role, Role::Strong), lead);
            }
            Inline::Struck { content } => {
                push_inlines(page, flow, content, stressed(role, Role::Struck), lead);
            }
            Inline::Link { url, content } => push_link(page, flow, url, content),
            Inline::Note { number } => push_mark(page, flow, *number),
            Inline::Break => flow.push_break(),
        }
    }
}

/// Words outside links; addresses among them are links all the same.
fn push_words(page: &mut Page, flow: &mut Flow, text: &str, role: Role) {
    let mut at = 0;
    for address in bare::addresses(text) {
        let url = text.get(address.clone()).unwrap_or_default();
        flow.push(text.get(at..address.start).unwrap_or_default(), role, None);
        let number = page.link(url);
        flow.push(url, stressed(role, Role::Link), Some(Lead::Link(number)));
        flow.push_number(number);
        at = address.end;
    }
    flow.push(text.get(at..).unwrap_or_default(), role, None);
}

/// A link without words shows nothing, so it gets no number.
fn push_link(page: &mut Page, flow: &mut Flow, url: &str, content: &[Inline]) {
    if content.iter().all(is_blank) {
        return push_inlines(page, flow, content, Role::Text, None);
    }
    let number = page.link(url);
    push_inlines(page, flow, content, Role::Link, Some(Lead::Link(number)));
    flow.push_number(number);
}

/// A mark whose note is not there leads nowhere.
fn push_mark(page: &Page, flow: &mut Flow, number: u32) {
    let lead = page.notes.has(number).then_some(Lead::Note(number));
    flow.push_mark(&raised::number(number), lead);
}

fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text { text } | Inline::Code { text } => text.trim().is_empty(),
        Inline::Emphasis { content }
        | Inline::Strong { content }
        | Inline::Struck { content }
        | Inline::Link { content, .. } => content.iter().all(is_blank),
        Inline::Note { .. } => false,
        Inline::Break => true,
    }
}

/// What words turn into when stressed: headings, labels and links are marked enough; strong wins
/// over emphasis. What is struck out must not be read as what is said, whatever else it is, but
/// for links, which lead somewhere.
const fn stressed(role: Role, stress: Role) -> Role {
    match role {
        Role::Heading | Role::TableHead | Role::Code if matches!(stress, Role::Struck) => stress,
        Role::Struck | Role::Heading | Role::TableHead | Role::Link | Role::Code => role,
        Role::Strong if matches!(stress, Role::Emphasis) => role,
        _ => stress,
    }
}
