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

/// Columns below which a word must do.
const NARROW: u16 = 60;

/// Draws it above the lowest line, at the right, in two columns where there is room.
///
/// ```text
/// ╭─ g … ──────────────────────────╮
/// │ g  First      b  Bookmarks     │
/// │ f  Feeds      e  Errors        │
/// ╰────────────────────────────────╯
/// ```
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer, keys: &[Key]) {
    let screen = state.areas.screen;
    let mut followers = which::followers(state, keys, screen.width < NARROW);
    let mut title = format!("{} …", spelled(keys));
    if let Some((shared, rests)) = which::said_once(&followers) {
        title = format!("{title}  {shared}");
        for ((_, words), rest) in followers.iter_mut().zip(rests) {
            *words = rest;
        }
    }
    let widest = |part: &dyn Fn(&(String, &str)) -> usize| followers.iter().map(part).max();
    let key = widest(&|(key, _)| text::width(key)).unwrap_or(0);
    let words = widest(&|(_, words)| text::width(words)).unwrap_or(0);
    let room = usize::from(screen.width).saturating_sub(5);
    // Above the lowest line, between the lines of a frame.
    let most = usize::from(screen.height).saturating_sub(3).max(1);
    let column = key + 2 + words;
    let columns = columns(followers.len(), column, room, most);
    let column = column.min((room + 3) / columns - 3);
    let rows = followers.len().div_ceil(columns);
    let width = (columns * (column + 3) + 1).max(text::width(&title) + 6);
    let width = u16::try_from(width).unwrap_or(screen.width);
    let height = u16::try_from(rows + 2).unwrap_or(screen.height);
    let area = Area {
        x: screen.width.saturating_sub(width + 1),
        y: screen.height.saturating_sub(height.saturating_add(1)),
        width: width.min(screen.width),
        height: height.min(screen.height.saturating_sub(1)),
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
    let hidden = rows.saturating_sub(usize::from(area.height - 2)) * columns;
    let foot = (hidden > 0 && !theme.ascii).then(|| format!("↓ {hidden}"));
    paint::frame(buffer, theme, area, &title, foot.as_deref(), true);
    let inside = area.inside().shrunk(1, 0);
    for (place, (name, words)) in followers.iter().enumerate() {
        let start = inside.x + paint::cells(place / rows * (column + 3));
        let y = inside.y + paint::cells(place % rows);
        if y >= inside.y + inside.height {
            continue;
        }
        put(buffer, inside, start, y, name, theme.style("key"));
        let x = start + paint::cells(key + 2);
        let words = text::truncate(words, column.saturating_sub(key + 2));
        put(buffer, inside, x, y, &words, theme.style("hint"));
    }
}

/// How many columns that many keys stand in: two where they fit side by side, more where the rows are too few for that,
/// as long as something is left of each.
fn columns(count: usize, wide: usize, room: usize, rows: usize) -> usize {
    const LEAST: usize = 10;
    let side_by_side = if count > 4 && 2 * wide + 3 <= room {
        2
    } else {
        1
    };
    let needed = count.div_ceil(rows).max(side_by_side);
    needed.min((room + 3) / (LEAST + 3)).max(1)
}
