//! Tables of facts, as opposed to tables that only arrange a page.

use url::Url;

use crate::document::{Block, Inline};
use crate::extract::dom::{Node, Tree};
use crate::extract::inlines;
use crate::extract::tag::Tag;

/// Whether a table holds facts: several rows of several short cells, no table inside.
pub fn is_data(tree: &Tree, table: usize) -> bool {
    let mut rows = 0_u32;
    let mut cells = 0_u32;
    let mut heads = 0_u32;
    let mut letters = 0_usize;
    let mut blocks = 0_u32;
    for (_, node) in tree.below(table) {
        match node.tag {
            Tag::Table | Tag::Form => return false,
            Tag::Tr => rows += 1,
            Tag::Td => cells += columns(node),
            Tag::Th => {
                cells += columns(node);
                heads += 1;
            }
            Tag::Text => letters += node.text().trim().len(),
            Tag::P | Tag::Div | Tag::Section => blocks += 1,
            _ => {}
        }
    }
    rows >= 2
        && cells >= rows * 2
        && (heads > 0 || (letters / cells.max(1) as usize) < 120)
        && blocks <= cells * 2
}

/// The columns that a cell reaches over.
fn columns(cell: &Node) -> u32 {
    let columns = cell.attribute("colspan").and_then(|span| span.parse().ok());
    columns.unwrap_or(1).clamp(1, 8)
}

/// What a table says of itself, as a paragraph before it.
pub fn caption(tree: &Tree, table: usize, base: Option<&Url>) -> Option<Block> {
    let mut below = tree.below(table);
    let (caption, _) = below.find(|(_, node)| node.tag == Tag::Caption)?;
    let content = inlines::below(tree, caption, base);
    (!content.is_empty()).then(|| Block::Paragraph {
        content: vec![Inline::Strong { content }],
    })
}

/// The table as rows of cells.
pub fn table(tree: &Tree, table: usize, base: Option<&Url>) -> Block {
    let mut head: Vec<Vec<Inline>> = Vec::new();
    let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
    for (index, row) in tree.below(table).filter(|(_, node)| node.tag == Tag::Tr) {
        let cells: Vec<(Tag, Vec<Inline>)> = tree
            .below(index)
            .filter(|(_, node)| matches!(node.tag, Tag::Td | Tag::Th))
            .map(|(cell, node)| (node.tag, inlines::below(tree, cell, base)))
            .collect();
        if cells.iter().all(|(_, cell)| cell.is_empty()) {
            continue;
        }
        let in_head = tree
            .get(row.parent)
            .is_some_and(|parent| parent.tag == Tag::Thead);
        let is_head = head.is_empty()
            && rows.is_empty()
            && (in_head || cells.iter().all(|(tag, _)| *tag == Tag::Th));
        let cells = cells.into_iter().map(|(_, cell)| cell).collect();
        if is_head {
            head = cells;
        } else {
            rows.push(cells);
        }
    }
    Block::Table { head, rows }
}
