//! What went wrong, and what to do.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::model::feed::{Feed, Health};
use crate::state::ailing::{Trouble, WIDEST, summary_rows};
use crate::state::area::Area;
use crate::state::complaint::{self, Complaint};
use crate::state::core::State;
use crate::state::signs::Sign;
use crate::state::{diagnosis, sidebar};
use crate::text;
use crate::view::paint::{self, put, put_right, sign};
use crate::view::row;
use crate::view::theme::Theme;

/// Draws it.
///
/// ```text
/// ╭─ What went wrong, and what to do ───────────────────────╮
/// │▌ Kompas.com – Nasional   fails since Fri 20 Nov · 11 tries│
/// │    the server answered 404 (not found)                    │
/// │    rss.kompas.com/nasional · Next try at 08.10 (in 26 mnt)│
/// │    Found instead: https://…                               │
/// │    ⏎ use that   d discover again   m mute   D remove      │
/// │                                                           │
/// │───────────────────────────────────────────────────────────│
/// │  40 of 42 feeds are well. …                               │
/// ╰───────────────────────────────────────────────────────────╯
/// ```
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer, trouble: &Trouble) {
    let area = state.overlay_area();
    if area.height < 6 || area.width < 10 {
        return;
    }
    paint::clear(buffer, theme, area);
    let (above, below) = trouble.beyond();
    let foot = row::told(above, below).filter(|_| !theme.ascii);
    let title = state.strings.get("popup.errors");
    paint::frame(buffer, theme, area, title, foot.as_deref(), true);
    let (rows, words) = area.inside().split_bottom(summary_rows(area.height));
    let rows = Area {
        width: rows.width.min(WIDEST),
        ..rows
    };
    let mut left = rows;
    for (id, chosen) in trouble.window() {
        let Some(feed) = sidebar::feed(&state.library, id) else {
            continue;
        };
        let height = paint::cells(trouble.rows(chosen));
        let (block, rest) = left.split_top(height.min(left.height));
        draw_feed(state, theme, buffer, trouble, feed, block, chosen);
        left = rest;
    }
    if trouble.feeds.is_empty() {
        let words = state.strings.get("empty.errors");
        line(buffer, rows, 1, words, theme.style("good"));
    }
    if !words.is_empty() {
        draw_summary(state, theme, buffer, words);
    }
}

fn draw_feed(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    trouble: &Trouble,
    feed: &Feed,
    block: Area,
    chosen: bool,
) {
    let (dim, plain) = (theme.style("dim"), theme.style("text"));
    let inner = block.shrunk(1, 0);
    let tone = if feed.health == Health::Well {
        "banner"
    } else {
        "error"
    };
    let room = usize::from(inner.width).saturating_sub(2);
    let name = theme.shown(&feed.title);
    let for_name = (text::width(&name) + 2).min(room / 3);
    let room = room.saturating_sub(for_name);
    let status = diagnosis::status_in(state, feed, room);
    let status = theme.shown(&status);
    let right = text::truncate(&status, room);
    let at = put_right(buffer, inner, block.y, &right, theme.style(tone));
    let name = text::truncate(&name, usize::from(at.saturating_sub(inner.x + 2)));
    let name = theme.piece(&name);
    put(buffer, inner, inner.x + 1, block.y, &name, plain);
    if !chosen {
        let cause = diagnosis::cause(state, feed);
        line(buffer, block, 1, &theme.shown(&cause), dim);
        return;
    }
    put(
        buffer,
        block,
        block.x,
        block.y,
        sign(theme, Sign::Cursor),
        theme.style("cursor"),
    );
    paint::choose(buffer, theme, inner, block.y, true);
    let Complaint { lines, keys } = complaint::of(state, trouble, feed);
    for (row, (words, style)) in (1..).zip(&lines) {
        line(buffer, block, row, &theme.shown(words), theme.style(style));
    }
    let top = block.y + 1 + paint::cells(lines.len());
    for (y, keys) in (top..block.y + block.height).zip(&keys) {
        draw_keys(theme, buffer, block, y, keys);
    }
}

/// The keys that help, a row of them.
fn draw_keys(theme: &Theme, buffer: &mut Buffer, block: Area, y: u16, keys: &[complaint::Key]) {
    let inner = block.shrunk(1, 0);
    let mut x = inner.x + 3;
    for (key, words) in keys {
        let end = put(buffer, inner, x, y, key, theme.style("key"));
        x = put(buffer, inner, end + 1, y, words, theme.style("hint")) + 3;
    }
}

/// A line of a block, set in, cut at its end.
fn line(buffer: &mut Buffer, block: Area, row: u16, words: &str, style: Style) {
    let inner = block.shrunk(1, 0);
    let room = usize::from(inner.width.saturating_sub(3));
    let words = text::truncate(words, room).into_owned();
    put(buffer, inner, inner.x + 3, block.y + row, &words, style);
}

fn draw_summary(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area) {
    row::rule(theme, buffer, area, area.y);
    let words = diagnosis::summary(state);
    let inner = area.shrunk(2, 0);
    let columns = usize::from(inner.width).max(1);
    let lines = text::wrap::wrap(&words, columns);
    for (y, range) in (area.y + 1..area.y + 3).zip(lines) {
        // What the last row has no room for is cut, not left out.
        let end = if y == area.y + 2 {
            words.len()
        } else {
            range.end
        };
        let words = words.get(range.start..end).unwrap_or_default().trim_end();
        let words = text::truncate(words, columns);
        put(buffer, inner, inner.x, y, &words, theme.style("dim"));
    }
}
