//! The room of a picture that is shown: cells among the rows, which whoever draws fills with it.
//!
//! ```text
//!        ╭ image ─────────────╮
//!        │                    │
//!        │  not fetched yet   │
//!        │                    │
//!        ╰────────────────────╯
//! ```

use crate::document::layout::page::Page;
use crate::document::layout::room::{Place, Room};
use crate::document::row::{Role, Span};
use crate::text;

/// Puts the room of a picture, with so many rows of words to come below it; answers where it stands.
pub fn put_room(page: &mut Page, url: &str, room: &Room, words: usize) -> Place {
    let all = page.columns();
    let (columns, rows) = room.size(all, words);
    let before = (all - columns) / 2;
    let column = page.indent() + before;
    let first = page.rows_with_gap();
    for row in 0..rows {
        let line = line(page.image(), &room.note, columns, rows, row);
        let mut spans = vec![Span::new(" ".repeat(before), Role::Text)];
        spans.extend(line);
        page.push(spans);
    }
    Place {
        url: url.to_owned(),
        rows: first..first + rows,
        column,
        columns,
    }
}

/// The upper line of a frame with a name in it: a frame is as faint as a line may be, which no word is.
pub fn named_line(name: String, rest: &str) -> Vec<Span> {
    vec![
        Span::new("╭ ", Role::Frame),
        Span::new(name, Role::Fact),
        Span::new(format!(" {rest}╮"), Role::Frame),
    ]
}

/// A row of a frame, with the note in the middle one.
fn line(name: &str, note: &str, columns: usize, rows: usize, row: usize) -> Vec<Span> {
    if columns < 4 || rows < 2 {
        return vec![Span::new("░".repeat(columns), Role::Frame)];
    }
    let rule = |cells| "─".repeat(columns.saturating_sub(cells));
    if row == 0 {
        let name = text::truncate(name, columns.saturating_sub(6));
        return match text::width(&name) {
            0 => vec![Span::new(format!("╭{}╮", rule(2)), Role::Frame)],
            cells => named_line(name.into_owned(), &rule(cells + 4)),
        };
    }
    if row + 1 == rows {
        return vec![Span::new(format!("╰{}╯", rule(2)), Role::Frame)];
    }
    let note = if row == rows / 2 { note } else { "" };
    let note = text::displayable(note);
    let note = text::truncate(&note, columns - 2);
    let blank = columns - 2 - text::width(&note);
    let left = format!("│{}", " ".repeat(blank / 2));
    let right = format!("{}│", " ".repeat(blank - blank / 2));
    vec![
        Span::new(left, Role::Frame),
        Span::new(note.into_owned(), Role::Caption),
        Span::new(right, Role::Frame),
    ]
}
