//! The sign and the title of a story, as every list of stories shows them.

use ratatui::buffer::Buffer;

use crate::model::article::Headline;
use crate::state::area::Area;
use crate::state::rows::{self, MARGIN, Titles};
use crate::state::signs::Sign;
use crate::text;
use crate::view::paint::{self, put, sign};
use crate::view::theme::Theme;

/// Draws whether a story is bookmarked or read, and its title up to before the column `end`; the beginning of its text
/// where it has no title.
pub fn draw(
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    row: &Headline,
    (titles, end): (Titles, u16),
) {
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
    let title = theme.shown(rows::name(row));
    let first = titles.rest(&title).and_then(|(end, _)| title.get(..end));
    let title = first.unwrap_or(&title).trim_end();
    draw_line(theme, buffer, (area, y, end), row, title);
}

/// Draws what the first line had no room for of a title.
pub fn draw_rest(
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    row: &Headline,
    titles: Titles,
) {
    let title = theme.shown(rows::name(row));
    let rest = titles
        .rest(&title)
        .and_then(|(_, start)| title.get(start..));
    let end = area.x + area.width;
    draw_line(theme, buffer, (area, y, end), row, rest.unwrap_or_default());
}

fn draw_line(
    theme: &Theme,
    buffer: &mut Buffer,
    (area, y, end): (Area, u16, u16),
    row: &Headline,
    title: &str,
) {
    let start = area.x + MARGIN;
    let room = usize::from(end.saturating_sub(start));
    let style = theme.style(if row.read { "read" } else { "unread" });
    let title = text::truncate(title, room);
    let (title, at_right) = theme.line(&title);
    let blank = room.saturating_sub(text::width(&title));
    let blank = if at_right { paint::cells(blank) } else { 0 };
    put(buffer, area, start + blank, y, &title, style);
}
