//! What is looked for in the article, and where it stands.

use crate::document::layout::Row;
use crate::text;

/// What is looked for in the article.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// The words as they were typed; empty when nothing is looked for.
    pub typed: String,
    /// The words, folded.
    pub words: String,
    /// The row on top when one began to look.
    pub from: usize,
    hits: Vec<Hit>,
    at: usize,
}

/// A place that holds the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hit {
    row: usize,
    /// The byte of the folded row at which they begin.
    start: usize,
}

impl Find {
    /// Looks for other words, the first from that row on.
    pub fn look_for(&mut self, words: &str, rows: &[Row], from: usize) {
        words.trim().clone_into(&mut self.typed);
        self.words = text::fold(&self.typed);
        self.look(rows);
        let first = self.hits.iter().position(|hit| hit.row >= from);
        self.at = first.unwrap_or(0);
    }

    /// Looks for the same words in other rows.
    pub fn look(&mut self, rows: &[Row]) {
        self.hits.clear();
        if self.words.is_empty() {
            return;
        }
        for (row, line) in rows.iter().enumerate() {
            let line: String = line.spans.iter().map(|span| span.text.as_str()).collect();
            let folded = text::fold(&line);
            let starts = folded.match_indices(&self.words).map(|(start, _)| start);
            self.hits.extend(starts.map(|start| Hit { row, start }));
        }
        self.at = self.at.min(self.hits.len().saturating_sub(1));
    }

    /// Goes to the next (1) or previous (-1) place; answers whether that was round at an end.
    pub fn step(&mut self, by: isize) -> bool {
        let next = self.at.checked_add_signed(by);
        let next = next.filter(|next| *next < self.hits.len());
        let end = if by > 0 { 0 } else { self.hits.len() };
        self.at = next.unwrap_or_else(|| end.saturating_sub(usize::from(by < 0)));
        next.is_none()
    }

    /// The row of the place that one is at.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        self.hits.get(self.at).map(|hit| hit.row)
    }

    /// Whether the place that one is at begins at that byte of a folded row.
    #[must_use]
    pub fn is_at(&self, row: usize, start: usize) -> bool {
        self.hits.get(self.at) == Some(&Hit { row, start })
    }

    /// How many places hold the words.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.hits.len()
    }

    /// `2/7`, when any place holds the words.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        (!self.hits.is_empty()).then(|| format!("{}/{}", self.at + 1, self.hits.len()))
    }
}
