//! The sign and the title of a story, as every list of stories shows them.

use ratatui::buffer::Buffer;

use crate::model::article::Headline;
use crate::state::area::Area;
use crate::state::signs::Sign;
use crate::text;
use crate::view::paint::{self, put, sign};
use crate::view::theme::Theme;

/// Columns before a title: of what is chosen, of the star, which every row keeps a place for, of what is read, and a blank.
pub const MARGIN: u16 = 4;

/// Draws whether a story is bookmarked or read, and its title up to before the column `end`; the beginning of its text
/// where it has no title.
pub fn draw(theme: &Theme, buffer: &mut Buffer, area: Area, y: u16, row: &Headline, end: u16) {
    let (mark, style) = if row.read {
        (Sign::Read, "read")
    } else {
        (Sign::Unread, "unread-dot")
    };
    let mark = sign(theme, mark);
    put(buffer, area, area.x + 2, y, mark, theme.style(style));
    if row.bookmarked {
        let mark = sign(theme, Sign::Bookmark);
        put(buffer, area, area.x + 1, y, mark, theme.style("bookmark"));
    }
    let start = area.x + MARGIN;
    let room = usize::from(end.saturating_sub(start));
    let title = theme.shown(if row.title.is_empty() {
        &row.excerpt
    } else {
        &row.title
    });
    let style = theme.style(if row.read { "read" } else { "unread" });
    let title = text::truncate(&title, room);
    let (title, at_right) = theme.line(&title);
    let blank = room.saturating_sub(text::width(&title));
    let blank = if at_right { paint::cells(blank) } else { 0 };
    put(buffer, area, start + blank, y, &title, style);
}
