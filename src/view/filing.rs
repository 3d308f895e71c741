//! The fields of a new feed, below those that were found: its folder, and whether the pages of its stories are fetched.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::state::area::Area;
use crate::state::core::State;
use crate::state::filing;
use crate::state::newfeed::{Field, NewFeed};
use crate::state::signs::Sign;
use crate::text;
use crate::view::paint::{self, put, put_right, sign};
use crate::view::row;
use crate::view::theme::Theme;

/// Draws them; answers where the terminal's cursor stands when one of them has the keys.
///
/// ```text
/// │───────────────────────────────────────│
/// │▌Folder     Nasional/Kota   new folder │
/// │ Full text  unless it is whole         │
/// ╰───────────────────────────────────────╯
/// ```
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer, new: &NewFeed) -> Option<Position> {
    let area = state.explanation();
    if area.is_empty() {
        return None;
    }
    let above = Area {
        y: area.y.saturating_sub(1),
        height: 1,
        ..area
    };
    row::rule(theme, buffer, above, above.y);
    let chosen = filing::field(state, new);
    let labels = ["popup.folder", "popup.full-text"].map(|name| state.strings.get(name));
    let names = labels.iter().map(|label| text::width(label)).max();
    let names = paint::cells(names.unwrap_or_default() + 2);
    let mut cursor = None;
    for (y, (field, label)) in (area.y..).zip(Field::BELOW.into_iter().zip(labels)) {
        let line = Area {
            y,
            height: 1,
            ..area.shrunk(1, 0)
        };
        put(buffer, line, line.x, y, label, theme.style("dim"));
        let value = line.split_left(names).1;
        let at = match field {
            Field::Folder => draw_folder(state, theme, buffer, new, value),
            _ => draw_full_text(state, theme, buffer, new, value),
        };
        if field == chosen {
            cursor = Some(at);
            let mark = sign(theme, Sign::Cursor);
            put(buffer, area, area.x, y, mark, theme.style("cursor"));
            paint::choose(buffer, theme, line, y, true);
        }
    }
    cursor
}

/// The path that is typed, what it is completed to, and whether that folder is there.
fn draw_folder(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    new: &NewFeed,
    value: Area,
) -> Position {
    let (y, input) = (value.y, &new.folder);
    let mut room = value;
    if filing::is_new(state, new) {
        let words = state.strings.get("popup.new-folder");
        let end = put_right(buffer, value, y, words, theme.style("hint"));
        room.width = end.saturating_sub(value.x + 1);
    }
    if input.value().is_empty() {
        let none = state.strings.get("popup.no-folder");
        put(buffer, room, room.x, y, none, theme.style("dim"));
        return Position { x: room.x, y };
    }
    // The end of a long line is what is being typed.
    let columns = usize::from(room.width).saturating_sub(1);
    let from = input.visual_scroll(columns);
    let shown: String = input.value().chars().skip(from).collect();
    let x = put(
        buffer,
        room,
        room.x,
        y,
        &theme.shown(&shown),
        theme.style("text"),
    );
    if let Some(rest) = filing::rest(state, new) {
        put(buffer, room, x, y, &theme.shown(&rest), theme.style("dim"));
    }
    let x = room.x + paint::cells(input.visual_cursor().saturating_sub(from));
    Position { x, y }
}

fn draw_full_text(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    new: &NewFeed,
    value: Area,
) -> Position {
    let name = format!("setup.full_text-{}", new.full_text.name());
    let words = text::truncate(state.strings.get(&name), usize::from(value.width));
    put(buffer, value, value.x, value.y, &words, theme.style("text"));
    Position {
        x: value.x,
        y: value.y,
    }
}
