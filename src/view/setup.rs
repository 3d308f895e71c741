//! The settings of one feed.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::state::area::Area;
use crate::state::core::State;
use crate::state::form::{self, Setup};
use crate::state::signs::Sign;
use crate::state::{setup, sidebar};
use crate::text;
use crate::view::paint::{self, put, sign};
use crate::view::row;
use crate::view::theme::Theme;

/// Columns of the names of settings.
const NAMES: u16 = 23;

/// Draws it; answers where the terminal's cursor stands while something is typed.
///
/// ```text
/// ╭─ ANTARA ─────────────────────────────────────╮
/// │ well, 120 a week · 431 kept, 19 unread       │
/// │ refreshed 12m ago · next 14m                 │
/// │──────────────────────────────────────────────│
/// │▌title                  ANTARA                │
/// │ folder                 Nasional              │
/// │──────────────────────────────────────────────│
/// │ A name of your own; empty for the feed's.    │
/// ╰──────────────────────────────────────────────╯
/// ```
pub fn draw(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    settings: &Setup,
) -> Option<Position> {
    let area = state.overlay_area();
    if area.height < form::frame(area.height) || area.width < 20 {
        return None;
    }
    paint::clear(buffer, theme, area);
    let feed = settings
        .feed
        .and_then(|id| sidebar::feed(&state.library, id));
    let title = feed.map_or_else(String::new, |feed| theme.shown(&feed.title).into_owned());
    let title = text::truncate(&title, usize::from(area.width.saturating_sub(8)));
    let title = theme.piece(&title);
    paint::frame(buffer, theme, area, &title, None, true);
    let (head, rest) = area.inside().split_top(form::head(area.height));
    let (rows, foot) = rest.split_bottom(form::FOOT);
    for (y, words) in (head.y..head.y + head.height).zip(setup::health(state, settings)) {
        words_at(theme, buffer, head, y, &words, "dim");
    }
    if head.height > 2 {
        row::rule(theme, buffer, head, head.y + 2);
    }
    row::rule(theme, buffer, foot, foot.y);
    let cursor = draw_rows(state, theme, buffer, settings, rows);
    let help = state
        .strings
        .get(&format!("setup.{}-help", settings.chosen()))
        .to_owned();
    let (words, style) = match &settings.refused {
        Some(words) => (words, "error"),
        None => (&help, "hint"),
    };
    let inner = foot.shrunk(1, 0);
    let lines = text::wrap::wrap(words, usize::from(inner.width).max(1));
    for (y, range) in (foot.y + 1..foot.y + 3).zip(lines) {
        // What the last row has no room for is cut, not left out.
        let end = if y == foot.y + 2 {
            words.len()
        } else {
            range.end
        };
        let words = words.get(range.start..end).unwrap_or_default();
        let words = words.trim_end().to_owned();
        words_at(theme, buffer, foot, y, &words, style);
    }
    cursor
}

fn draw_rows(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    settings: &Setup,
    rows: Area,
) -> Option<Position> {
    let inner = rows.shrunk(1, 0);
    let names = NAMES.min(inner.width / 2);
    let values = Area {
        x: inner.x + names,
        width: inner.width.saturating_sub(names),
        ..inner
    };
    let mut cursor = None;
    for (y, (key, chosen)) in (rows.y..rows.y + rows.height).zip(settings.window()) {
        let name = state.strings.get(&format!("setup.{key}")).to_owned();
        let name = text::truncate(&name, usize::from(names.saturating_sub(1)));
        put(buffer, inner, inner.x, y, &name, theme.style("dim"));
        if let Some(input) = settings.input.as_ref().filter(|_| chosen) {
            // The end of a long line is what is being typed.
            let room = usize::from(values.width).saturating_sub(1);
            let from = input.visual_scroll(room);
            let shown: String = input.value().chars().skip(from).collect();
            put(
                buffer,
                values,
                values.x,
                y,
                &theme.shown(&shown),
                theme.style("text"),
            );
            let x = values.x + paint::cells(input.visual_cursor().saturating_sub(from));
            cursor = values.contains(x, y).then_some(Position { x, y });
        } else {
            let value = setup::value(state, settings, key);
            let value = theme.shown(&value);
            let value = text::truncate(&value, usize::from(values.width));
            let value = theme.piece(&value);
            put(buffer, values, values.x, y, &value, theme.style("text"));
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
    cursor
}

fn words_at(theme: &Theme, buffer: &mut Buffer, area: Area, y: u16, words: &str, style: &str) {
    let inner = area.shrunk(1, 0);
    let words = theme.shown(words);
    let words = text::truncate(&words, usize::from(inner.width));
    put(buffer, inner, inner.x, y, &words, theme.style(style));
}
