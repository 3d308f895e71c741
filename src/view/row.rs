//! The rows of a list that lies over the panes, and the lines between them and what is no list.

use ratatui::buffer::Buffer;

use crate::state::area::Area;
use crate::state::offer::Row;
use crate::state::overlay::Purpose;
use crate::state::picker::Picker;
use crate::state::signs::Sign;
use crate::text;
use crate::view::paint::{self, put, put_right, sign};
use crate::view::theme::Theme;

/// How many rows stand above and below, where any do.
#[must_use]
pub fn beyond(picker: &Picker) -> Option<String> {
    let (above, below) = picker.beyond();
    told(above, below)
}

/// How many stand above and below, where any do.
#[must_use]
pub fn told(above: usize, below: usize) -> Option<String> {
    let told = [("↑", above), ("↓", below)].into_iter();
    let told: Vec<String> = told
        .filter(|(_, count)| *count > 0)
        .map(|(sign, count)| format!("{sign} {count}"))
        .collect();
    (!told.is_empty()).then(|| told.join("  "))
}

/// Where the details begin of a list that is read as a table: behind its widest label.
#[must_use]
pub fn column(purpose: &Purpose, picker: &Picker) -> Option<u16> {
    let is_table = matches!(purpose, Purpose::Facts(_) | Purpose::SaveAs(_));
    is_table.then(|| paint::cells(picker.label_width() + 2))
}

/// Draws a line across an area.
pub fn rule(theme: &Theme, buffer: &mut Buffer, area: Area, y: u16) {
    let rule = paint::plain(theme, "─").repeat(usize::from(area.width));
    put(buffer, area, area.x, y, &rule, theme.style("frame"));
}

/// Draws a row; with a column its detail begins there.
pub fn draw(
    theme: &Theme,
    buffer: &mut Buffer,
    rows: Area,
    y: u16,
    row: &Row,
    chosen: bool,
    column: Option<u16>,
) {
    let inner = rows.shrunk(1, 0);
    if row.heading {
        let label = text::truncate(&row.label, usize::from(inner.width));
        put(buffer, inner, inner.x, y, &label, theme.style("heading"));
        return;
    }
    let mut x = inner.x + 1;
    if let Some(ticked) = row.ticked {
        let mark = if ticked { "[x] " } else { "[ ] " };
        x = put(
            buffer,
            inner,
            x,
            y,
            mark,
            theme.style(if ticked { "good" } else { "dim" }),
        );
    }
    if let Some(column) = column.filter(|column| column * 2 < inner.width) {
        put(buffer, inner, x, y, &row.label, theme.style("dim"));
        let room = (inner.x + inner.width).saturating_sub(x + column);
        let detail = theme.shown(&row.detail);
        let detail = text::truncate_inside(&detail, usize::from(room));
        let detail = theme.piece(&detail);
        put(buffer, inner, x + column, y, &detail, theme.style("text"));
    } else {
        draw_pair(theme, buffer, inner, x, y, row);
    }
    if chosen {
        put(
            buffer,
            rows,
            rows.x,
            y,
            sign(theme, Sign::Cursor),
            theme.style("cursor"),
        );
        paint::choose(buffer, theme, inner, y, true);
    }
}

/// The label at the left and the detail at the right. The label goes first; the detail has what is left, but a third when
/// it wants so much.
fn draw_pair(theme: &Theme, buffer: &mut Buffer, inner: Area, x: u16, y: u16, row: &Row) {
    let label = theme.shown(&row.label);
    let wish = text::width(&label);
    let room = usize::from((inner.x + inner.width).saturating_sub(x));
    let detail = theme.shown(&row.detail);
    let reserved = match text::width(&detail) {
        0 => 0,
        wanted => (wanted + 2).min(room / 3),
    };
    let label = text::truncate(&label, wish.min(room.max(3) - reserved));
    let style = theme.style(if row.off { "dim" } else { "text" });
    let end = put(buffer, inner, x, y, &theme.piece(&label), style);
    let left = usize::from((inner.x + inner.width).saturating_sub(end + 2));
    let detail = text::truncate(&detail, left);
    put_right(buffer, inner, y, &theme.piece(&detail), theme.style("dim"));
}
