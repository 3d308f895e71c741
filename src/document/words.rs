//! A document as words: for search, for lists, for the time it takes to read.

use crate::document::minutes::Count;
use crate::document::{Block, Document, Inline};
use crate::text::{self, raised};

impl Document {
    /// Whether there is nothing in it at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The story's words: paragraphs, headings, list items and rows of tables, divided by blank
    /// lines. Without embedded things, and without captions unless there is nothing else.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        push_blocks(&mut out, &self.blocks);
        if out.is_empty() {
            push_captions(&mut out, &self.blocks);
        }
        out
    }

    /// What stands below the pictures of the story itself, in order; not below those in lists and quotes.
    #[must_use]
    pub fn captions(&self) -> Vec<String> {
        let caption = |block: &Block| match block {
            Block::Image { caption, .. } => {
                let mut words = String::new();
                push_inlines(&mut words, caption);
                Some(words)
            }
            _ => None,
        };
        self.blocks.iter().filter_map(caption).collect()
    }

    /// The first words, one harmless line of at most so many characters; `…` where it is cut.
    /// Headings, code and tables are left out, and captions unless there is nothing else.
    #[must_use]
    pub fn excerpt(&self, chars: usize) -> String {
        let mut out = String::new();
        push_running(&mut out, &self.blocks, chars * 4 + 4);
        if out.trim().is_empty() {
            push_captions(&mut out, &self.blocks);
        }
        cut_at_word(&text::harmless(&out), chars)
    }

    /// Minutes it takes to read, at least one when there is anything to read.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        let mut count = Count::default();
        count.take(&self.plain_text());
        count.minutes()
    }

    /// Addresses of links and embedded things, in reading order, each once.
    #[must_use]
    pub fn links(&self) -> Vec<&str> {
        let mut links = Vec::new();
        links_of_blocks(&self.blocks, &mut links);
        let mut seen = std::collections::HashSet::new();
        links.retain(|link| seen.insert(*link));
        links
    }
}

/// The words of inlines, line breaks as `\n`.
pub fn push_inlines(out: &mut String, content: &[Inline]) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Struck { content }
            | Inline::Link { content, .. } => {
                push_inlines(out, content);
            }
            Inline::Note { number } => out.push_str(&raised::number(*number)),
            Inline::Break => out.push('\n'),
        }
    }
}

fn push_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading { content, .. }
            | Block::Standfirst { content }
            | Block::Paragraph { content } => {
                push_part(out, |out| push_inlines(out, content));
            }
            Block::List { items, .. } => items.iter().for_each(|item| push_blocks(out, item)),
            Block::Definitions { entries } => {
                for entry in entries {
                    push_part(out, |out| push_inlines(out, &entry.term));
                    push_blocks(out, &entry.meaning);
                }
            }
            Block::Quote { blocks } => push_blocks(out, blocks),
            Block::Code { text, .. } => push_part(out, |out| out.push_str(text)),
            Block::Table { head, rows } => push_part(out, |out| {
                push_row(out, head);
                for row in rows {
                    push_row(out, row);
                }
            }),
            Block::Image { .. } | Block::Embed { .. } | Block::Rule => {}
        }
    }
}

/// What stands below pictures, those in lists and quotes too.
fn push_captions(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Image { caption, .. } => push_part(out, |out| push_inlines(out, caption)),
            Block::List { items, .. } => items.iter().for_each(|item| push_captions(out, item)),
            Block::Quote { blocks } => push_captions(out, blocks),
            _ => {}
        }
    }
}

/// Adds a part behind a blank line; one that turns out blank leaves no trace.
fn push_part(out: &mut String, push: impl FnOnce(&mut String)) {
    let before = out.len();
    if before > 0 {
        out.push_str("\n\n");
    }
    let start = out.len();
    push(out);
    out.truncate(out.trim_end().len().max(start));
    if out.len() == start {
        out.truncate(before);
    }
}

fn push_row(out: &mut String, row: &[Vec<Inline>]) {
    for (index, cell) in row.iter().enumerate() {
        out.push_str(if index > 0 { " | " } else { "" });
        let start = out.len();
        push_inlines(out, cell);
        if out.get(start..).is_some_and(|cell| cell.contains('\n')) {
            let cell = out.split_off(start).replace('\n', " ");
            out.push_str(&cell);
        }
    }
    if !row.is_empty() {
        out.push('\n');
    }
}

/// Running text until it is long enough.
fn push_running(out: &mut String, blocks: &[Block], bytes: usize) {
    for block in blocks {
        if out.len() > bytes {
            return;
        }
        match block {
            Block::Standfirst { content } | Block::Paragraph { content } => {
                push_inlines(out, content);
                out.push(' ');
            }
            Block::List { items, .. } => {
                for item in items {
                    push_running(out, item, bytes);
                }
            }
            Block::Definitions { entries } => {
                for entry in entries {
                    push_inlines(out, &entry.term);
                    out.push(' ');
                    push_running(out, &entry.meaning, bytes);
                }
            }
            Block::Quote { blocks } => push_running(out, blocks, bytes),
            _ => {}
        }
    }
}

/// At most so many characters, the last word whole unless it is the only one.
fn cut_at_word(line: &str, chars: usize) -> String {
    if chars == 0 {
        return String::new();
    }
    if line.chars().nth(chars).is_none() {
        return line.to_owned();
    }
    let start: String = line.chars().take(chars).collect();
    // Scripts without spaces have no last word to save.
    let words = match start.rsplit_once(' ') {
        Some((words, rest)) if rest.chars().count() < 30 => words,
        _ => {
            let last = start.chars().next_back().map_or(0, char::len_utf8);
            start.get(..start.len() - last).unwrap_or_default()
        }
    };
    let words = words.trim_end_matches([' ', ',', ';', ':', '–', '—', '-']);
    format!("{words}…")
}

fn links_of_blocks<'a>(blocks: &'a [Block], links: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. }
            | Block::Standfirst { content }
            | Block::Paragraph { content } => {
                links_of(content, links);
            }
            Block::List { items, .. } => items.iter().for_each(|item| links_of_blocks(item, links)),
            Block::Definitions { entries } => {
                for entry in entries {
                    links_of(&entry.term, links);
                    links_of_blocks(&entry.meaning, links);
                }
            }
            Block::Quote { blocks } => links_of_blocks(blocks, links),
            Block::Table { head, rows } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    links_of(cell, links);
                }
            }
            Block::Image { caption, .. } => links_of(caption, links),
            Block::Embed { url, .. } => links.push(url),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn links_of<'a>(content: &'a [Inline], links: &mut Vec<&'a str>) {
    for inline in content {
        match inline {
            Inline::Link { url, content } => {
                links.push(url);
                links_of(content, links);
            }
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Struck { content } => links_of(content, links),
            Inline::Text { .. } | Inline::Code { .. } | Inline::Note { .. } | Inline::Break => {}
        }
    }
}
