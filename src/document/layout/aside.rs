//! Asides: what is set into a body without being part of it, behind a dotted bar.

use std::ops::Range;

use crate::document::layout::page::Page;
use crate::document::row::{Role, Row, Span};

/// Something that is set into a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aside {
    /// So many blocks of the body stand before it.
    pub place: usize,
    /// What it is, in a word.
    pub label: String,
    /// Its words; each begins a row.
    pub lines: Vec<String>,
    /// Whether it reads like the text around it.
    pub is_text: bool,
}

/// Where an aside stands among the rows, until all is laid out.
pub type Ranges = Vec<Range<usize>>;

/// Puts an aside below what is there; answers its rows.
pub fn put_aside(page: &mut Page, aside: &Aside) -> Range<usize> {
    page.gap();
    let start = page.rows_with_gap();
    let bar = if aside.is_text { "│ " } else { "┆ " };
    let role = if aside.is_text { Role::Text } else { Role::Cut };
    page.indented(None, Span::new(bar, Role::CutBar), 2, |page| {
        page.put(page.flow(&aside.label, Role::CutReason));
        for line in &aside.lines {
            page.put(page.flow(line, role));
        }
    });
    page.gap();
    start..page.rows_so_far()
}

/// Which rows are there for asides alone: theirs, and the blank one below each.
#[must_use]
pub fn rows(rows: &[Row], ranges: &Ranges) -> Vec<bool> {
    let mut set_in = vec![false; rows.len()];
    let is_blank = |row: &Row| row.spans.is_empty();
    for range in ranges {
        let below = usize::from(rows.get(range.end).is_some_and(is_blank));
        if let Some(rows) = set_in.get_mut(range.start..range.end + below) {
            rows.fill(true);
        }
    }
    // At the end there is a blank row above the last one too.
    for (row, is_aside) in rows.iter().zip(&mut set_in).rev() {
        if !*is_aside && (ranges.is_empty() || !is_blank(row)) {
            break;
        }
        *is_aside = true;
    }
    set_in
}
