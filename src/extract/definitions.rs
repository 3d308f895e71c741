//! Terms and what they mean, as a page pairs them: `dt` and `dd`, several of each in a row.

use crate::document::{Block, Definition, Inline};

/// Adds a term.
pub fn push_term(entries: &mut Vec<Definition>, blocks: Vec<Block>) {
    let mut term = Vec::new();
    let mut meaning = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                if !term.is_empty() {
                    term.push(Inline::Break);
                }
                term.extend(content);
            }
            other => meaning.push(other),
        }
    }
    entries.push(Definition { term, meaning });
}

/// Adds what the term before it means.
pub fn push_meaning(entries: &mut Vec<Definition>, blocks: Vec<Block>) {
    match entries.last_mut() {
        Some(entry) => entry.meaning.extend(blocks),
        None => entries.push(Definition {
            term: Vec::new(),
            meaning: blocks,
        }),
    }
}

/// The list; plain blocks where nothing is paired, as on pages that use such lists for their looks.
pub fn blocks(entries: Vec<Definition>) -> Vec<Block> {
    let is_paired = |entry: &Definition| !entry.term.is_empty() && !entry.meaning.is_empty();
    if entries.iter().any(is_paired) {
        return vec![Block::Definitions { entries }];
    }
    let plain = |entry: Definition| {
        let term = Some(entry.term).filter(|term| !term.is_empty());
        let term = term.map(|content| Block::Paragraph { content });
        term.into_iter().chain(entry.meaning)
    };
    entries.into_iter().flat_map(plain).collect()
}
