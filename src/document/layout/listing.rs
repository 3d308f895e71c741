//! Code on lines of its own. Each line begins where it did; what is too wide goes on below, behind a mark, as far in as
//! its beginning.
//!
//! ```text
//!   let name = settings.get("name")
//!     ↪ .unwrap_or_default();
//! ```

use crate::document::layout::code;
use crate::document::layout::page::Page;
use crate::document::row::{Joint, Line, Role, Span};
use crate::text;

/// Code is set in by so much where there is room.
const INDENT: usize = 2;
/// Before the rest of a line.
const GOES_ON: &str = "↪ ";
/// Its columns.
const MARK: usize = 2;
/// The rest of a line is to have so many columns at least.
const ROOM: usize = 16;

/// Puts code.
pub fn put_code(page: &mut Page, language: Option<&str>, code: &str) {
    let mut reader = code::Reader::new(language);
    let indent = Span::new(" ".repeat(INDENT), Role::Text);
    page.indented(None, indent, INDENT, |page| {
        for line in code.trim_end().lines() {
            let line = line.replace('\t', "    ");
            let line = text::displayable(&line);
            let spans = reader.line(&line);
            put_line(page, &line, &spans);
        }
    });
}

fn put_line(page: &mut Page, line: &str, spans: &[Span]) {
    let columns = page.columns();
    let before = before_rest(line, columns);
    let mut start = 0;
    for piece in text::wrap::cut(line, columns, columns.saturating_sub(before)) {
        let mut row = Vec::new();
        if start > 0 && before > 0 {
            row.push(Span::new(" ".repeat(before - MARK), Role::Text));
            row.push(Span::new(GOES_ON, Role::Frame));
        }
        let room = if start > 0 {
            columns.saturating_sub(before)
        } else {
            columns
        };
        // Where not even one grapheme fits.
        if text::width(piece) <= room {
            row.extend(code::cut(spans, start, piece.len()));
        } else {
            row.push(Span::new("…", Role::Code));
        }
        let joint = if start > 0 {
            Joint::Close
        } else {
            Joint::Apart
        };
        page.push_line(Line {
            joint,
            ..Line::of(row)
        });
        start += piece.len();
    }
}

/// The columns before the rest of a line: its indent and the mark, less where columns are few.
fn before_rest(line: &str, columns: usize) -> usize {
    let indent = line.len() - line.trim_start_matches(' ').len();
    match columns.checked_sub(ROOM + MARK) {
        Some(most) => indent.min(most) + MARK,
        None => 0,
    }
}
