//! A document as Markdown, with the tables of GitHub.

use crate::document::markdown::inline::{Place, inlines, link};
use crate::document::markdown::lines::Lines;
use crate::document::{Block, Definition, Document, Inline, Numbering};

mod inline;
mod lines;

/// The body as Markdown.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut lines = Lines::default();
    put_blocks(&mut lines, &document.blocks);
    lines.finish()
}

fn put_blocks(lines: &mut Lines, blocks: &[Block]) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            lines.gap();
            // Two lists in a row would be read as one.
            if let (Some(Block::List { .. }), Block::List { .. }) = (blocks.get(index - 1), block) {
                lines.put("<!-- -->");
                lines.gap();
            }
        }
        put_block(lines, block);
    }
}

fn put_block(lines: &mut Lines, block: &Block) {
    match block {
        Block::Heading { level, content } => {
            let marks = "#".repeat(usize::from((*level).clamp(1, 6)));
            lines.put(&format!("{marks} {}", inline::heading(content)));
        }
        Block::Standfirst { content } | Block::Paragraph { content } => {
            lines.put_all(&inlines(content, Place::Paragraph));
        }
        Block::List {
            start,
            numbering,
            items,
        } => put_list(lines, *start, *numbering, items),
        Block::Definitions { entries } => put_definitions(lines, entries),
        Block::Quote { blocks } => {
            lines.indented("> ", "> ", |lines| put_blocks(lines, blocks));
        }
        Block::Code { language, text } => put_code(lines, language.as_deref(), text),
        Block::Table { head, rows } => put_table(lines, head, rows),
        Block::Image { url, alt, caption } => {
            lines.put(&format!("!{}", link(url, &inline::escaped(alt, false))));
            if !caption.is_empty() {
                lines.gap();
                lines.put_all(&inlines(caption, Place::Paragraph));
            }
        }
        Block::Embed { url, title } => {
            let words = if title.is_empty() { url } else { title };
            lines.put(&link(url, &inline::escaped(words, false)));
        }
        Block::Rule => lines.put("---"),
    }
}

/// Its numbers are digits.
fn put_list(lines: &mut Lines, start: Option<u32>, numbering: Numbering, items: &[Vec<Block>]) {
    let is_tight = items.iter().all(|item| item.len() < 2);
    for (index, item) in items.iter().enumerate() {
        if index > 0 && !is_tight {
            lines.gap();
        }
        let marker = match start {
            Some(start) => {
                let number = numbering.number(start, index);
                format!("{number}. ")
            }
            None => "- ".to_owned(),
        };
        let rest = " ".repeat(marker.len());
        lines.indented(&marker, &rest, |lines| {
            if item.is_empty() {
                lines.put("");
            }
            put_blocks(lines, item);
        });
    }
}

/// GitHub's Markdown has no such lists: an item each, the term in bold above what it means.
fn put_definitions(lines: &mut Lines, entries: &[Definition]) {
    let mut follows_meaning = false;
    for entry in entries {
        // Terms that share a meaning stand together.
        if follows_meaning {
            lines.gap();
        }
        follows_meaning = !entry.meaning.is_empty();
        let term = inlines(&entry.term, Place::Line);
        let first = if term.is_empty() { "  " } else { "- " };
        lines.indented(first, "  ", |lines| {
            if !term.is_empty() {
                lines.put(&format!("**{term}**"));
                if !entry.meaning.is_empty() {
                    lines.gap();
                }
            }
            put_blocks(lines, &entry.meaning);
        });
    }
}

fn put_code(lines: &mut Lines, language: Option<&str>, text: &str) {
    let fence = "`".repeat(inline::longest_run(text, '`').max(2) + 1);
    let language: String = language
        .unwrap_or_default()
        .chars()
        .filter(|c| c.is_alphanumeric() || "+-#_.".contains(*c))
        .collect();
    lines.put(&format!("{fence}{language}"));
    for line in text.lines() {
        lines.put(line);
    }
    lines.put(&fence);
}

fn put_table(lines: &mut Lines, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0).max(head.len());
    if widest == 0 {
        return;
    }
    put_row(lines, head, widest);
    lines.put(&format!("|{}", " --- |".repeat(widest)));
    for row in rows {
        put_row(lines, row, widest);
    }
}

fn put_row(lines: &mut Lines, cells: &[Vec<Inline>], widest: usize) {
    let mut row = "|".to_owned();
    for index in 0..widest {
        let cell = cells
            .get(index)
            .map(|cell| inlines(cell, Place::Line))
            .unwrap_or_default();
        row.push(' ');
        row.push_str(&cell.replace('|', "\\|"));
        row.push_str(" |");
    }
    lines.put(&row);
}
