//! What may follow the first keys of a sequence.

use ratatui::buffer::Buffer;

use crate::state::area::Area;
use crate::state::core::State;
use crate::state::which::Chart;
use crate::text;
use crate::view::paint::{self, put};
use crate::view::theme::Theme;

/// Draws it, in two columns where there is room.
///
/// ```text
/// ╭─ g … ──────────────────────────╮
/// │ g  First      b  Bookmarks     │
/// │ f  Feeds      e  Errors        │
/// ╰────────────────────────────────╯
/// ```
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer, chart: &Chart) {
    let area = chart.area;
    // Whoever hears the screen line by line is not to hear the ends of other lines.
    let cleared = if theme.plain {
        Area {
            x: 0,
            width: state.areas.screen.width,
            ..area
        }
    } else {
        area
    };
    paint::clear(buffer, theme, cleared);
    let hidden = chart.hidden;
    let foot = (hidden > 0 && !theme.ascii).then(|| format!("↓ {hidden}"));
    paint::frame(buffer, theme, area, &chart.title, foot.as_deref(), true);
    let inside = area.inside().shrunk(1, 0);
    for (number, follower) in chart.followers.iter().enumerate() {
        let Some(place) = chart.place(number) else {
            continue;
        };
        let (x, y) = (place.x, place.y);
        put(buffer, inside, x, y, &follower.name, theme.style("key"));
        let x = x + paint::cells(chart.key + 2);
        let room = chart.column.saturating_sub(chart.key + 2);
        let words = text::truncate(follower.words, room);
        put(buffer, inside, x, y, &words, theme.style("hint"));
    }
}
