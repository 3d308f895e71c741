//! Tables of facts, as opposed to tables that only arrange a page.

use std::ops::Range;

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
            Tag::Td => cells += area(node),
            Tag::Th => {
                cells += area(node);
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

/// How many cells of a table one cell stands for, as far as that may make it a table.
fn area(cell: &Node) -> u32 {
    span(cell, "colspan").clamp(1, 8) * rows(cell).clamp(1, 8)
}

/// The columns or rows that a cell says it reaches over.
fn span(cell: &Node, key: &str) -> u32 {
    let span = cell.attribute(key).map(|span| span.trim().parse());
    span.and_then(Result::ok).unwrap_or(1)
}

/// The rows that a cell says it reaches over; all that follow when it says none.
fn rows(cell: &Node) -> u32 {
    Some(span(cell, "rowspan"))
        .filter(|rows| *rows > 0)
        .unwrap_or(u32::MAX)
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

/// The table as rows of cells, each below the heads of its column. What reaches over several rows or columns is said once,
/// in the first of them.
pub fn table(tree: &Tree, table: usize, base: Option<&Url>) -> Block {
    let mut grid = Grid::default();
    let mut lines: Vec<Line> = Vec::new();
    for (index, row) in tree.below(table).filter(|(_, node)| node.tag == Tag::Tr) {
        let is_cell = |node: &Node| matches!(node.tag, Tag::Td | Tag::Th);
        let cells: Vec<(&Node, Vec<Inline>)> = tree
            .below(index)
            .filter(|(_, node)| is_cell(node))
            .map(|(cell, node)| (node, inlines::below(tree, cell, base)))
            .collect();
        let is_head = tree.get(row.parent).map(|parent| parent.tag) == Some(Tag::Thead)
            || cells.iter().all(|(node, _)| node.tag == Tag::Th);
        lines.push((is_head, grid.row(row.parent, cells)));
    }
    lines.retain(|(_, line)| line.iter().any(|cell| !cell.is_empty()));
    grid.forget_empty(&lines);
    let mut head = Vec::new();
    let mut rows = Vec::new();
    for (index, (is_head, line)) in lines.into_iter().enumerate() {
        let line = grid.without_empty_columns(line);
        if index == 0 && is_head {
            head = line;
        } else {
            rows.push(line);
        }
    }
    Block::Table { head, rows }
}

/// A row's cells, and whether they are heads.
type Line = (bool, Vec<Vec<Inline>>);

/// No cell reaches further to the right, and none further right reaches down.
const COLUMNS: usize = 32;

/// The places that cells take, by the table model of HTML.
#[derive(Default)]
struct Grid {
    /// The element that holds the rows; no cell reaches out of it.
    group: usize,
    /// By column: how many rows more the cell above reaches down.
    reach: Vec<u32>,
    /// By column: whether a cell begins there.
    begun: Vec<bool>,
}

impl Grid {
    /// A row with its cells in their columns, and empty ones where others reach over them.
    fn row(&mut self, group: usize, cells: Vec<(&Node, Vec<Inline>)>) -> Vec<Vec<Inline>> {
        if self.group != group {
            self.group = group;
            self.reach.clear();
        }
        let mut line = Vec::new();
        let above = std::mem::take(&mut self.reach);
        self.reach
            .extend(above.iter().map(|rows| rows.saturating_sub(1)));
        let mut last = 0;
        for (node, content) in cells {
            let mut column = line.len();
            while above.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let columns = usize::try_from(span(node, "colspan")).unwrap_or(COLUMNS);
            let end = column + columns.clamp(1, COLUMNS.saturating_sub(column).max(1));
            line.resize(column, Vec::new());
            line.push(content);
            line.resize(end, Vec::new());
            self.take(column..end, rows(node));
            last = column + 1;
        }
        // What the last one reaches over is the end of the row.
        line.truncate(last);
        line
    }

    /// A cell takes columns and rows.
    fn take(&mut self, columns: Range<usize>, rows: u32) {
        let below = rows.saturating_sub(1);
        self.begun.resize(self.begun.len().max(columns.end), false);
        self.reach.resize(COLUMNS, 0);
        if let Some(begun) = self.begun.get_mut(columns.start) {
            *begun = true;
        }
        for reach in self.reach.get_mut(columns).unwrap_or_default() {
            *reach = below.max(*reach);
        }
    }

    /// Columns that are empty in every row only set others apart: as if none began there.
    fn forget_empty(&mut self, lines: &[Line]) {
        for (column, begun) in self.begun.iter_mut().enumerate() {
            let mut cells = lines.iter().filter_map(|(_, line)| line.get(column));
            *begun &= cells.any(|cell| !cell.is_empty());
        }
    }

    /// A row without the columns in which no cell begins: all they hold is reached over.
    fn without_empty_columns(&self, line: Vec<Vec<Inline>>) -> Vec<Vec<Inline>> {
        let places = line.into_iter().zip(&self.begun);
        places
            .filter(|(_, begun)| **begun)
            .map(|(cell, _)| cell)
            .collect()
    }
}
