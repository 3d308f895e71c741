//! The line of keys: where each of them stands.

use crate::state::action::Action;
use crate::text;

/// A key of the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key's name.
    pub key: String,
    /// What it does, in a word.
    pub label: String,
    /// The action that a click runs; none for keys of an overlay.
    pub action: Option<Action>,
    /// First column.
    pub x: u16,
    /// Columns.
    pub width: u16,
}

fn width(hint: &Hint) -> u16 {
    u16::try_from(text::width(&hint.key) + 1 + text::width(&hint.label)).unwrap_or(u16::MAX)
}

/// Places keys from the left, as many as there is room for, and others at the right end.
#[must_use]
pub fn place(left: Vec<Hint>, right: Vec<Hint>, x: u16, columns: u16) -> Vec<Hint> {
    // What stands at the right end shrinks to its last hint where there is little room.
    let room = |hints: &[Hint]| hints.iter().map(|hint| width(hint) + 2).sum::<u16>();
    let mut right = right;
    while right.len() > 1 && room(&right) > columns / 2 {
        right.remove(0);
    }
    let end = columns.saturating_sub(room(&right).saturating_sub(2));
    let mut placed = Vec::new();
    let mut at = 0;
    for mut hint in left {
        hint.width = width(&hint);
        if at + hint.width + 2 > end {
            break;
        }
        hint.x = x + at;
        at += hint.width + 2;
        placed.push(hint);
    }
    let mut at = end;
    for mut hint in right {
        hint.width = width(&hint);
        hint.x = x + at;
        at += hint.width + 2;
        if hint.x + hint.width <= x + columns {
            placed.push(hint);
        }
    }
    placed
}
