//! What went wrong, and what to do.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::model::address::without_secrets;
use crate::model::feed::{Feed, Health};
use crate::state::ailing::{CHOSEN, Instead, PLAIN, Trouble, summary_rows};
use crate::state::area::Area;
use crate::state::core::State;
use crate::state::{diagnosis, hints, sidebar};
use crate::text;
use crate::view::paint::{self, Sign, put, put_right, sign};
use crate::view::row;
use crate::view::theme::Theme;

/// Columns of a feed.
const WIDEST: u16 = 100;

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
    // In wider lines what stands at the right is not seen to belong to what stands at the left.
    let rows = Area {
        width: rows.width.min(WIDEST),
        ..rows
    };
    let mut left = rows;
    for (id, chosen) in trouble.window() {
        let Some(feed) = sidebar::feed(&state.library, id) else {
            continue;
        };
        let height = if chosen { CHOSEN } else { PLAIN };
        let (block, rest) = left.split_top(paint::cells(height).min(left.height));
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
    let status = diagnosis::status(state, feed);
    let status = theme.shown(&status);
    let tone = if feed.health == Health::Well {
        "banner"
    } else {
        "error"
    };
    let room = usize::from(inner.width).saturating_sub(2);
    let name = theme.shown(&feed.title);
    let for_name = (text::width(&name) + 2).min(room / 3);
    let room = room.saturating_sub(for_name);
    let status = match status.split_once(" · ") {
        // How often it was tried goes before since when.
        Some((since, _)) if text::width(&status) > room => since,
        _ => &status,
    };
    let right = text::truncate(status, room);
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
    let rows = usize::from(block.height).min(CHOSEN).saturating_sub(2);
    let columns = usize::from(inner.width.saturating_sub(3)).max(1);
    let told = told(state, theme, trouble, feed, columns, rows);
    for (row, (words, style)) in (1..).zip(&told) {
        line(buffer, block, row, words, *style);
    }
    draw_keys(
        state,
        theme,
        buffer,
        trouble,
        feed,
        block,
        1 + paint::cells(told.len()),
    );
}

/// What is known of the chosen feed in so many rows: why it fails, when it is tried again, its address, how often it
/// publishes and what was found instead. What matters least goes where there is no room.
fn told(
    state: &State,
    theme: &Theme,
    trouble: &Trouble,
    feed: &Feed,
    columns: usize,
    rows: usize,
) -> Vec<(String, Style)> {
    let (dim, plain) = (theme.style("dim"), theme.style("text"));
    let mut lines: Vec<Told> = Vec::new();
    let mut tell = |(first, second): (u8, u8), words: &str, style: Style| {
        let words = theme.shown(words);
        let mut ranges = text::wrap::wrap(&words, columns).into_iter();
        let Some(range) = ranges.next().filter(|_| !words.is_empty()) else {
            return;
        };
        let (head, rest) = words
            .split_at_checked(range.end)
            .unwrap_or((words.as_ref(), ""));
        lines.push((first, head.trim_end().to_owned(), style, None));
        if !rest.is_empty() {
            let whole = Some(words.clone().into_owned());
            lines.push((second, rest.trim_start().to_owned(), style, whole));
        }
    };
    tell((0, 2), &diagnosis::cause(state, feed), plain);
    let address = without_secrets(&feed.url);
    let next = diagnosis::next(state, feed).unwrap_or_default();
    let both = format!("{next} {address}");
    if text::width(both.trim_start()) <= columns {
        tell((1, 3), both.trim_start(), dim);
    } else {
        tell((1, 3), &next, dim);
        tell((5, 7), &text::truncate(&address, columns), dim);
    }
    let habits = diagnosis::habits(state, trouble, feed).unwrap_or_default();
    tell((6, 7), &habits, dim);
    if let Some(instead) = diagnosis::instead(state, trouble, feed) {
        let style = match trouble.found.get(&feed.id) {
            None | Some(Instead::Found(_)) => "good",
            Some(Instead::Asking(_)) => "banner",
            Some(Instead::Nothing(_)) => "error",
        };
        tell((1, 4), &instead, theme.style(style));
    }
    fitted(lines, columns, rows)
}

/// A line of what is told: how little it matters, its words and their style; with the second line of a sentence the whole
/// of that, for when there is only room for the first.
type Told = (u8, String, Style, Option<String>);

/// So many of the lines, those that matter.
fn fitted(mut lines: Vec<Told>, columns: usize, rows: usize) -> Vec<(String, Style)> {
    while lines.len() > rows {
        let least = lines.iter().map(|(rank, ..)| *rank).max();
        let Some(at) = lines.iter().rposition(|(rank, ..)| Some(*rank) == least) else {
            break;
        };
        let (.., whole) = lines.remove(at);
        let first = at.checked_sub(1).and_then(|before| lines.get_mut(before));
        if let (Some(whole), Some((_, words, ..))) = (whole, first) {
            *words = text::truncate(&whole, columns).into_owned();
        }
    }
    lines
        .into_iter()
        .map(|(_, words, style, _)| (words, style))
        .collect()
}

/// The keys that help, as many as there is room for.
fn draw_keys(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    trouble: &Trouble,
    feed: &Feed,
    block: Area,
    row: u16,
) {
    let inner = block.shrunk(1, 0);
    let y = block.y + row;
    let mut x = inner.x + 3;
    for (key, words) in diagnosis::keys(state, trouble, feed) {
        let key = if theme.ascii {
            hints::spelt(key)
        } else {
            key.to_owned()
        };
        let width = paint::columns(&key) + 1 + paint::columns(&words);
        if x + width > inner.x + inner.width {
            break;
        }
        let end = put(buffer, inner, x, y, &key, theme.style("key"));
        x = put(buffer, inner, end + 1, y, &words, theme.style("hint")) + 3;
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
    let rule = paint::plain(theme, "─");
    let rule = rule.repeat(usize::from(area.width));
    put(buffer, area, area.x, area.y, &rule, theme.style("frame"));
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
