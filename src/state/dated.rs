//! The days of a list's stories: each keeps the one with which the list was made, as it keeps its place.
//!
//! Publishers change dates. A story that moved to another day would stand under a heading of its own among its neighbours, and
//! the headings would move the rows; so the new date waits until the list is made anew.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::model::article::{ArticleId, Headline};

/// The dates that stories have by now, and those that the list shows.
#[derive(Debug, Clone, Default)]
pub struct Dated {
    changed: HashMap<ArticleId, Change>,
}

#[derive(Debug, Clone, Copy)]
struct Change {
    shown: Timestamp,
    real: Timestamp,
}

impl Dated {
    /// Whether no story of the list has another date by now.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.changed.is_empty()
    }

    /// A row with the date that the list shows: the one of the row it takes the place of.
    #[must_use]
    pub fn as_shown(&mut self, before: Option<&Headline>, row: Headline) -> Headline {
        let known = self.changed.get(&row.id).map(|change| change.shown);
        let shown = known.or_else(|| before.map(|before| before.published));
        let real = row.published;
        let Some(shown) = shown.filter(|shown| *shown != real) else {
            self.changed.remove(&row.id);
            return row;
        };
        self.changed.insert(row.id, Change { shown, real });
        Headline {
            published: shown,
            ..row
        }
    }

    /// The list is made anew: its rows have the dates that their stories have.
    pub fn renew(&mut self, rows: &mut HashMap<ArticleId, Headline>) {
        for (id, change) in self.changed.drain() {
            if let Some(row) = rows.get_mut(&id) {
                row.published = change.real;
            }
        }
    }
}
