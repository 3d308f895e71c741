//! The note of the article that its mark led to, and where the reader came from.

use crate::document::layout::Layout;
use crate::model::article::Position;

/// The note that a mark led to, or the mark that a note led back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted {
    /// Which note.
    pub number: u32,
    /// Whether the note is looked at, and not its mark.
    is_note: bool,
    /// Where the reader came from.
    pub from: Position,
}

impl Noted {
    /// Where the mark or the note in that row leads; none where there is no such note.
    #[must_use]
    pub fn from(layout: &Layout, number: u32, row: usize, from: Position) -> Option<Self> {
        let note = layout.notes.iter().find(|note| note.number == number)?;
        Some(Self {
            number,
            is_note: row != note.row,
            from,
        })
    }

    /// The row that is looked at.
    #[must_use]
    pub fn row(&self, layout: &Layout) -> Option<usize> {
        let note = layout
            .notes
            .iter()
            .find(|note| note.number == self.number)?;
        Some(if self.is_note { note.row } else { note.mark })
    }
}
