//! The feeds pane.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::state::area::{Area, Pane};
use crate::state::core::State;
use crate::state::lists;
use crate::state::sidebar::{self, Entry};
use crate::state::signs::Sign;
use crate::text;
use crate::view::paint::{self, put, put_right, sign};
use crate::view::theme::Theme;

/// What a row shows.
struct Row {
    sign: &'static str,
    sign_style: Style,
    indent: u16,
    name: String,
    name_style: Style,
    count: u32,
}

/// Draws the pane.
///
/// ```text
/// ▌● Unread        128
///  ▾ Nasional       61
///     ANTARA        19
/// ```
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let pane = state.areas.feeds;
    if pane.is_empty() {
        return;
    }
    let focused = state.focus == Pane::Feeds;
    if state.areas.framed {
        let title = format!("1 {}", state.strings.get("pane.feeds"));
        let filter = state.sidebar.filter();
        let filter = (!filter.is_empty()).then(|| format!("“{}”", theme.shown(filter)));
        paint::frame(buffer, theme, pane, &title, filter.as_deref(), focused);
    }
    let area = state.areas.feeds_rows();
    for (y, (entry, chosen)) in (area.y..).zip(state.sidebar.window()) {
        if let Some(row) = row(state, theme, entry) {
            draw_row(&row, theme, buffer, area, y, chosen, focused);
        }
    }
}

fn row(state: &State, theme: &Theme, entry: Entry) -> Option<Row> {
    let library = &state.library;
    let places = state.sidebar.places();
    let plain = theme.style("text");
    let fixed = |sign, style, count| Row {
        sign,
        sign_style: theme.style(style),
        indent: 0,
        name: lists::entry_name(state, entry).to_owned(),
        name_style: plain,
        count,
    };
    Some(match entry {
        Entry::Gap => return None,
        Entry::All => fixed(" ", "text", library.unread),
        Entry::Unread => fixed(sign(theme, Sign::Unread), "unread-dot", library.unread),
        Entry::Bookmarks => fixed(sign(theme, Sign::Bookmark), "bookmark", library.bookmarked),
        Entry::Offline => fixed(sign(theme, Sign::Offline), "offline", library.offline),
        Entry::Errors => fixed(
            sign(theme, Sign::Error),
            "error",
            u32::try_from(places.failing()).unwrap_or(0),
        ),
        Entry::Folder(id, depth) => Row {
            sign: sign(
                theme,
                if state.sidebar.is_folded(id) {
                    Sign::Closed
                } else {
                    Sign::Open
                },
            ),
            sign_style: theme.style("dim"),
            indent: depth * 2,
            name: sidebar::folder(library, id)?.name.clone(),
            name_style: theme.style("path"),
            count: places.unread_in(library, id),
        },
        Entry::Feed(id, depth) => {
            let feed = places.feed(library, id)?;
            let (sign, style) = match feed {
                feed if feed.is_broken() => (sign(theme, Sign::Error), "error"),
                feed if feed.muted => (sign(theme, Sign::Muted), "dim"),
                _ => (" ", "text"),
            };
            Row {
                sign,
                sign_style: theme.style(style),
                indent: depth * 2,
                name: feed.title.clone(),
                name_style: if feed.unread > 0 && !feed.muted {
                    plain
                } else {
                    theme.style("read")
                },
                count: feed.unread,
            }
        }
    })
}

fn draw_row(
    row: &Row,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    chosen: bool,
    focused: bool,
) {
    if chosen {
        put(
            buffer,
            area,
            area.x,
            y,
            sign(theme, Sign::Cursor),
            theme.style("cursor"),
        );
    }
    let x = area.x + 1 + row.indent;
    put(buffer, area, x, y, row.sign, row.sign_style);
    let inner = Area {
        width: area.width.saturating_sub(1),
        ..area
    };
    let mut room = inner.width.saturating_sub(row.indent + 3);
    if row.count > 0 {
        let start = put_right(buffer, inner, y, &row.count.to_string(), theme.style("age"));
        room = start.saturating_sub(x + 3);
    }
    let name = theme.shown(&row.name);
    put(
        buffer,
        area,
        x + 2,
        y,
        &theme.piece(&text::truncate(&name, usize::from(room))),
        row.name_style,
    );
    if chosen {
        let rest = Area {
            x: area.x + 1,
            width: area.width.saturating_sub(1),
            ..area
        };
        paint::choose(buffer, theme, rest, y, focused);
    }
}
