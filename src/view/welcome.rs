//! The first screen of all: ways to begin.

use ratatui::buffer::Buffer;

use crate::state::area::Area;
use crate::state::core::State;
use crate::state::overlay::Overlay;
use crate::state::signs::Sign;
use crate::state::ways::{self, NUMBERED, WAYS, Way, Welcome};
use crate::text;
use crate::view::paint::{self, put, sign};
use crate::view::theme::Theme;

/// Draws it.
///
/// ```text
/// kabar
/// news in your terminal, offline too
///
/// Start with one of these:
///
/// ▌ 1  Try the sample edition         no network needed
///   2  Pick from the catalogue        Indonesia 43 · world 47
/// ```
///
/// In a narrow window what else is to be known stands below each way; in a low one, too, that of the chosen one stands below
/// them all, with its number.
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer, welcome: &Welcome) {
    let screen = state.areas.screen;
    let x = ways::left(screen);
    let area = Area {
        x,
        width: screen.width.saturating_sub(x + 1).min(ways::COLUMNS),
        height: screen.height.saturating_sub(2),
        ..screen
    };
    let top = ways::top(screen);
    let block = ways::block(screen);
    paint::clear(buffer, theme, block);
    if block != screen {
        paint::frame(buffer, theme, block, "", None, false);
    }
    let mut line = |y: u16, words: &str, style: &str| {
        let words = text::truncate(words, usize::from(area.width));
        put(buffer, area, area.x, y, &words, theme.style(style));
    };
    let rows = ways::rows(screen);
    let last = rows.last().map_or(0, |(y, _)| *y);
    let start = state.strings.get("welcome.start");
    let below = match ways::lines_above(screen) {
        0 => last + 1,
        1 => {
            line(top, &format!("kabar · {start}"), "text");
            line(top, "kabar", "brand");
            last + 1
        }
        _ => {
            line(top, "kabar", "brand");
            line(top + 1, state.strings.get("welcome.what"), "dim");
            line(top + 3, start, "text");
            last + 2
        }
    };
    if let Some(y) = ways::gap(screen).filter(|_| !ways::is_wide(screen)) {
        let chosen = WAYS
            .get(welcome.chosen)
            .filter(|_| welcome.chosen < NUMBERED);
        let told = chosen.map(|way| detail(state, theme, *way, welcome));
        let told = told.map(|told| format!("  {} · {told}", welcome.chosen + 1));
        line(y, &told.unwrap_or_default(), "dim");
    }
    let promise = state.strings.get("welcome.promise");
    let parts = text::wrap::wrap(promise, usize::from(area.width).max(1));
    for (y, part) in (below..).zip(parts) {
        line(y, promise.get(part).unwrap_or_default().trim_end(), "dim");
    }
    for (place, (y, way)) in rows.iter().enumerate() {
        let is_chosen = place == welcome.chosen;
        way_row(
            state,
            theme,
            buffer,
            area,
            *y,
            (place, *way, is_chosen),
            welcome,
        );
    }
}

fn way_row(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    (place, way, is_chosen): (usize, Way, bool),
    welcome: &Welcome,
) {
    if is_chosen {
        let cursor = sign(theme, Sign::Cursor);
        put(buffer, area, area.x, y, cursor, theme.style("cursor"));
    }
    let x = area.x + 2;
    let x = if place < NUMBERED {
        let number = (place + 1).to_string();
        put(buffer, area, x, y, &number, theme.style("key")) + 2
    } else {
        x + 3
    };
    let name = state
        .strings
        .get(&format!("welcome.{}", way.name()))
        .to_owned();
    let style = theme.style(if is_chosen { "path" } else { "text" });
    let end = put(buffer, area, x, y, &name, style);
    let detail = detail(state, theme, way, welcome);
    let is_wide = ways::is_wide(state.areas.screen);
    let column = if is_wide {
        (area.x + DETAILS).max(end + 2)
    } else {
        // The languages and the themes have their values in one column.
        let names = WAYS.iter().skip(NUMBERED);
        let widths =
            names.map(|way| text::width(state.strings.get(&format!("welcome.{}", way.name()))));
        x + widths.max().unwrap_or_default() as u16 + 2
    };
    let is_below = place < NUMBERED && ways::lines_each(state.areas.screen) > 1;
    if is_below {
        let room = usize::from((area.x + area.width).saturating_sub(x));
        let detail = text::truncate(&detail, room);
        put(buffer, area, x, y + 1, &detail, theme.style("dim"));
    } else if is_wide || place >= NUMBERED {
        let room = usize::from((area.x + area.width).saturating_sub(column));
        let detail = text::truncate(&detail, room);
        put(buffer, area, column, y, &detail, theme.style("dim"));
    }
    if is_chosen {
        let width = (end + 1).saturating_sub(x.saturating_sub(1));
        let name = Area {
            x: x.saturating_sub(1),
            width,
            ..area
        };
        paint::choose(buffer, theme, name, y, true);
    }
}

/// The column at which details begin, from the left of the block.
const DETAILS: u16 = 36;

fn detail(state: &State, theme: &Theme, way: Way, welcome: &Welcome) -> String {
    let strings = &state.strings;
    let detail = match way {
        Way::Catalogue => {
            let (home, world) = welcome.catalogue;
            let words = strings.count("welcome.catalogue-detail", home);
            words.replace("{of}", &world.to_string())
        }
        Way::Import => match welcome.found.first() {
            Some(file) => strings.with("welcome.import-found", &short(file)),
            None => strings.get("welcome.import-detail").to_owned(),
        },
        Way::Theme => strings.value("look-theme", &state.look.theme).to_owned(),
        _ => strings
            .get(&format!("welcome.{}-detail", way.name()))
            .to_owned(),
    };
    theme.shown(&paint::plain(theme, &detail)).into_owned()
}

/// So many columns of a path are shown.
const PATH: usize = 22;

/// A path; of a long one where it begins, and its last two names.
fn short(file: &std::path::Path) -> String {
    let whole = file.display().to_string();
    if text::width(&whole) <= PATH {
        return whole;
    }
    let names: Vec<_> = file.iter().rev().take(2).collect();
    let names: Vec<_> = names
        .iter()
        .rev()
        .map(|name| name.to_string_lossy())
        .collect();
    let begin = if file.starts_with("~") {
        "~/…"
    } else {
        "…"
    };
    format!("{begin}/{}", names.join("/"))
}

/// The first screen, if it is shown.
#[must_use]
pub const fn shown(state: &State) -> Option<&Welcome> {
    match &state.overlay {
        Overlay::Welcome(welcome) => Some(welcome),
        _ => None,
    }
}
