//! The top line: where one is on the left, how the refresh goes and what time it is on the right; and the banner.

use ratatui::buffer::Buffer;

use crate::state::area::{Area, Pane, Shape};
use crate::state::banner;
use crate::state::core::{Edition, State};
use crate::state::{lists, when};
use crate::text;
use crate::view::article;
use crate::view::paint::{self, Sign, put, put_right, sign};
use crate::view::stories;
use crate::view::theme::Theme;

/// Columns that are left to the name of the place in any case.
const PLACE: usize = 16;

/// Draws header and banner.
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let area = state.areas.header;
    if area.is_empty() {
        return;
    }
    let inner = area.shrunk(1, 0);
    let room = usize::from(inner.width).saturating_sub(PLACE);
    let right = right_side(state, theme, room);
    let style = theme.style(if state.progress.failed > 0 {
        "error"
    } else {
        "dim"
    });
    let end = put_right(buffer, inner, area.y, &right, style);
    let room = Area {
        width: end.saturating_sub(inner.x + 1),
        ..inner
    };
    if state.areas.reader.is_empty() || state.areas.shape == Shape::Wide {
        path(state, theme, buffer, room);
    } else {
        reading(state, theme, buffer, room);
    }
    banner(state, theme, buffer);
}

fn path(state: &State, theme: &Theme, buffer: &mut Buffer, room: Area) {
    let narrow = state.areas.shape == Shape::Narrow;
    let room = told(state, theme, buffer, room);
    let mut x = if narrow && state.focus == Pane::Stories {
        put(
            buffer,
            room,
            room.x,
            room.y,
            sign(theme, Sign::Back),
            theme.style("dim"),
        ) + 1
    } else {
        put(buffer, room, room.x, room.y, "kabar", theme.style("brand"))
    };
    for (depth, part) in lists::name(state).iter().enumerate() {
        let divider = format!(" {} ", sign(theme, Sign::Path));
        if depth > 0 || !(narrow && state.focus == Pane::Stories) {
            x = put(buffer, room, x, room.y, &divider, theme.style("dim"));
        }
        let left = usize::from((room.x + room.width).saturating_sub(x));
        let part = theme.shown(part);
        x = put(
            buffer,
            room,
            x,
            room.y,
            &theme.piece(&text::truncate(&part, left)),
            theme.style("path"),
        );
    }
    // Beside others the pane has a title that says it.
    if narrow
        && state.focus == Pane::Stories
        && let Some(part) = lists::part(state)
    {
        let left = usize::from((room.x + room.width).saturating_sub(x));
        let part = format!(" {} {part}", sign(theme, Sign::Dot));
        let part = theme.shown(&part);
        let part = text::truncate(&part, left);
        put(
            buffer,
            room,
            x,
            room.y,
            &theme.piece(&part),
            theme.style("dim"),
        );
    }
}

/// How many stories are selected, or are new, where no frame says it; answers the room that is left.
fn told(state: &State, theme: &Theme, buffer: &mut Buffer, room: Area) -> Area {
    let foot = stories::foot(state).filter(|_| !state.areas.framed);
    let Some((words, style)) = foot.filter(|_| !state.areas.stories.is_empty()) else {
        return room;
    };
    let words = text::truncate(&words, usize::from(room.width)).into_owned();
    let end = put_right(buffer, room, room.y, &words, theme.style(style));
    Area {
        width: end.saturating_sub(room.x + 1),
        ..room
    }
}

/// `‹ ANTARA · 2 of 19`, or the story that one came from.
fn reading(state: &State, theme: &Theme, buffer: &mut Buffer, room: Area) {
    if let Some(before) = article::before(state, theme) {
        let before = text::truncate(&before, usize::from(room.width)).into_owned();
        let before = theme.piece(&before);
        put(buffer, room, room.x, room.y, &before, theme.style("path"));
        return;
    }
    let x = put(
        buffer,
        room,
        room.x,
        room.y,
        sign(theme, Sign::Back),
        theme.style("dim"),
    ) + 1;
    let list = lists::name(state).join(" / ");
    let list = theme.shown(&list).into_owned();
    let count = state.headlines.ids().len();
    let position = state
        .strings
        .count("reader.position", state.headlines.chosen() + 1);
    let known = if state.headlines.is_complete() {
        count.to_string()
    } else {
        format!("{count}+")
    };
    // A page that a link led to, or the manual, has no place in the list.
    let position = match state.passing() {
        Some(_) => String::new(),
        None => format!("  {}", position.replace("{of}", &known)),
    };
    let whole = usize::from(room.width).saturating_sub(2);
    // A place in a list whose name cannot be read helps nobody.
    let (position, left) = match whole.checked_sub(text::width(&position)) {
        Some(left) if left >= text::width(&list).min(8) => (position, left),
        _ => (String::new(), whole),
    };
    let x = put(
        buffer,
        room,
        x,
        room.y,
        &theme.piece(&text::truncate(&list, left)),
        theme.style("path"),
    );
    put(buffer, room, x, room.y, &position, theme.style("dim"));
}

/// The facts of the right side that fit, whole; the last are left out first.
fn right_side(state: &State, theme: &Theme, room: usize) -> String {
    let mut parts = Vec::new();
    let progress = &state.progress;
    if state.focus == Pane::Reader && state.areas.shape != Shape::Wide {
        parts.extend(reader_facts(state, theme));
    }
    if progress.running {
        let done = if progress.done < progress.feeds {
            format!(
                "{} {}/{}",
                sign(theme, Sign::Sync),
                progress.done,
                progress.feeds
            )
        } else {
            let all = progress.bodies_done + progress.bodies_left;
            format!(
                "{} {}/{all}",
                sign(theme, Sign::Offline),
                progress.bodies_done
            )
        };
        parts.push(done);
        if progress.failed > 0 {
            parts.push(state.strings.count("header.failed", progress.failed));
        }
    } else {
        let failing = state.sidebar.places().failing();
        if failing > 0 {
            parts.push(state.strings.count("header.failing", failing));
        }
    }
    if state.offline && state.edition == Edition::Own {
        parts.push(state.strings.get("header.offline").to_owned());
    }
    // One pane may be the reader's choice, on a screen with room for more.
    if state.areas.screen.width >= CLOCK {
        parts.push(when::clock_of(&state.strings, &state.zone, state.now));
    }
    let divider = format!(" {} ", sign(theme, Sign::Dot));
    while parts.len() > 1 && text::width(&parts.join(&divider)) > room {
        parts.pop();
    }
    parts.join(&divider)
}

/// Screens of fewer columns have no room for the time.
const CLOCK: u16 = 80;
/// Columns that have no room for the minutes that are left.
const FEW: u16 = 50;

fn reader_facts(state: &State, theme: &Theme) -> Vec<String> {
    let mut parts = Vec::new();
    parts.extend(state.reader.sheet.title().map(str::to_owned));
    if let Some(facts) = state.reader.facts() {
        if facts.headline.bookmarked {
            parts.push(sign(theme, Sign::Bookmark).to_owned());
        }
        if facts.headline.ready {
            parts.push(sign(theme, Sign::Offline).to_owned());
        }
    }
    parts.extend(article::coming(state).map(str::to_owned));
    // Where columns are few, the place in the list goes before the minutes.
    let room = if state.areas.screen.width < FEW { 1 } else { 2 };
    parts.extend(article::far(state).into_iter().take(room));
    parts
}

fn banner(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let Some((words, hints)) = banner::banner(state) else {
        return;
    };
    let inner = state.areas.banner.shrunk(1, 0);
    let style = theme.style("banner");
    paint::put(buffer, inner, inner.x, inner.y, &words, style);
    for hint in hints {
        let line = format!("{} {}", hint.key, hint.label);
        paint::put(buffer, inner, hint.x, inner.y, &line, style);
    }
}
