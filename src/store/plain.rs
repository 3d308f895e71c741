//! Until `document` tells them: the text, the excerpt and the minutes of a document.

use crate::document::{Block, Document, Inline};

/// Its words, blocks divided by blank lines.
#[must_use]
pub fn text(document: &Document) -> String {
    let mut text = String::new();
    blocks(&mut text, &document.blocks);
    text
}

fn blocks(text: &mut String, all: &[Block]) {
    for block in all {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content } => inlines(text, content),
            Block::List { items, .. } => items.iter().for_each(|item| blocks(text, item)),
            Block::Quote { blocks: inner } => blocks(text, inner),
            Block::Code { text: code, .. } => text.push_str(code),
            Block::Table { head, rows } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    inlines(text, cell);
                    text.push(' ');
                }
            }
            Block::Image { .. } | Block::Embed { .. } | Block::Rule => {}
        }
        text.push_str("\n\n");
    }
}

fn inlines(text: &mut String, all: &[Inline]) {
    for inline in all {
        match inline {
            Inline::Text { text: words } | Inline::Code { text: words } => text.push_str(words),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => inlines(text, content),
            Inline::Break => text.push(' '),
        }
    }
}

/// Its first words.
#[must_use]
pub fn excerpt(document: &Document, chars: usize) -> String {
    let text = text(document);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(chars).collect()
}

/// Minutes to read it.
#[must_use]
pub fn minutes(document: &Document) -> u16 {
    let words = text(document).split_whitespace().count();
    u16::try_from(words.div_ceil(200)).unwrap_or(u16::MAX)
}
