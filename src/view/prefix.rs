//! What may follow the first keys of a sequence.

use ratatui::buffer::Buffer;

use crate::state::area::Area;
use crate::state::core::State;
use crate::state::press::Key;
use crate::state::spelling::spelled;
use crate::state::which;
use crate::text;
use crate::view::paint::{self, put};
use crate::view::theme::Theme;

/// Draws it above the lower lines, at the right, in two columns where there is room.
///
/// ```text
/// ╭─ g … ──────────────────────────╮
/// │ g  First      b  Bookmarks     │
/// │ f  Feeds      e  Errors        │
/// ╰────────────────────────────────╯
/// ```
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer, keys: &[Key]) {
    let followers = which::followers(state, keys);
    let screen = state.areas.screen;
    let widest = |part: &dyn Fn(&(String, &str)) -> usize| followers.iter().map(part).max();
    let key = widest(&|(key, _)| text::width(key)).unwrap_or(0);
    let words = widest(&|(_, words)| text::width(words)).unwrap_or(0);
    let column = key + 2 + words;
    let room = usize::from(screen.width).saturating_sub(5);
    let columns = if followers.len() > 4 && 2 * column + 3 <= room {
        2
    } else {
        1
    };
    let column = column.min(room);
    let rows = followers.len().div_ceil(columns);
    let width = u16::try_from(columns * (column + 3) + 1).unwrap_or(screen.width);
    let height = u16::try_from(rows + 2).unwrap_or(screen.height);
    let area = Area {
        x: screen.width.saturating_sub(width + 1),
        y: screen.height.saturating_sub(height.saturating_add(2)),
        width: width.min(screen.width),
        height: height.min(screen.height.saturating_sub(2)),
    };
    if area.height < 3 {
        return;
    }
    // Whoever hears the screen line by line is not to hear the ends of other lines.
    let cleared = if theme.plain {
        Area {
            x: 0,
            width: screen.width,
            ..area
        }
    } else {
        area
    };
    paint::clear(buffer, theme, cleared);
    let title = format!("{} …", spelled(keys));
    let hidden = rows.saturating_sub(usize::from(area.height - 2)) * columns;
    let foot = (hidden > 0 && !theme.ascii).then(|| format!("↓ {hidden}"));
    paint::frame(buffer, theme, area, &title, foot.as_deref(), true);
    let inside = area.inside().shrunk(1, 0);
    for (place, (name, words)) in followers.iter().enumerate() {
        let x = inside.x + paint::cells(place / rows * (column + 3));
        let y = inside.y + paint::cells(place % rows);
        if y >= inside.y + inside.height {
            continue;
        }
        put(buffer, inside, x, y, name, theme.style("key"));
        let x = x + paint::cells(key + 2);
        let room = usize::from((inside.x + inside.width).saturating_sub(x));
        let words = text::truncate(words, room);
        put(buffer, inside, x, y, &words, theme.style("hint"));
    }
}
