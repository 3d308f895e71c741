//! What lies over the panes: lists to choose from, and what a prefix key may be followed by.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::state::area::Area;
use crate::state::core::State;
use crate::state::keymap::spelled;
use crate::state::message::Key;
use crate::state::mouse::picker_rows;
use crate::state::overlay::{Finding, Overlay, Purpose};
use crate::state::picker::{Picker, Row};
use crate::text;
use crate::view::paint::{self, Sign, put, put_right, sign};
use crate::view::setup;
use crate::view::theme::Theme;
use crate::view::trouble;

/// Draws it; answers where the terminal's cursor stands when something is typed.
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    match &state.overlay {
        Overlay::Picker(purpose, picker) => draw_picker(state, theme, buffer, purpose, picker),
        Overlay::Trouble(feeds) => {
            trouble::draw(state, theme, buffer, feeds);
            None
        }
        Overlay::Setup(form) => setup::draw(state, theme, buffer, form),
        Overlay::Prefix(keys) => {
            draw_prefix(state, theme, buffer, keys);
            None
        }
        _ => None,
    }
}

/// ```text
/// ╭─ Commands, feeds and stories ─────────╮
/// │ › them                          7     │
/// │───────────────────────────────────────│
/// │▌ Theme: choose…                    T  │
/// ╰───────────────────────────────────────╯
/// ```
fn draw_picker(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    purpose: &Purpose,
    picker: &Picker,
) -> Option<Position> {
    let area = state.overlay_area();
    if area.height < 5 || area.width < 10 {
        return None;
    }
    paint::clear(buffer, theme, area);
    let (above, below) = picker.beyond();
    let foot = (above + below > 0).then(|| format!("↑ {above}  ↓ {below}"));
    let foot = foot.filter(|_| !theme.ascii);
    paint::frame(
        buffer,
        theme,
        area,
        &title(state, purpose),
        foot.as_deref(),
        true,
    );
    let inside = area.inside();
    let position = draw_input(state, theme, buffer, inside, purpose, picker);
    let rule = if theme.ascii { "-" } else { "─" };
    put(
        buffer,
        inside,
        inside.x,
        inside.y + 1,
        &rule.repeat(usize::from(inside.width)),
        theme.style("frame"),
    );
    let rows = picker_rows(state);
    for (y, (_, row, chosen)) in (rows.y..).zip(picker.window()) {
        draw_row(theme, buffer, rows, y, row, chosen);
    }
    if picker.count() == 0 {
        draw_note(state, theme, buffer, rows, purpose);
    }
    draw_preview(theme, buffer, rows, purpose, picker);
    position
}

fn title(state: &State, purpose: &Purpose) -> String {
    let name = match purpose {
        Purpose::Help(_) => "popup.help",
        Purpose::Palette(_) => "popup.palette",
        Purpose::AddFeed(_) => "popup.add",
        Purpose::Catalogue(_) => "popup.catalogue",
        Purpose::Import(_) => "popup.import",
        Purpose::Messages => "popup.messages",
        Purpose::Themes(_) => "popup.themes",
    };
    state.strings.get(name).to_owned()
}

fn draw_input(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    inside: Area,
    purpose: &Purpose,
    picker: &Picker,
) -> Option<Position> {
    let line = Area {
        height: 1,
        ..inside.shrunk(1, 0)
    };
    let x = put(
        buffer,
        line,
        line.x,
        line.y,
        if theme.ascii { "> " } else { "› " },
        theme.style("key"),
    );
    let field = matches!(purpose, Purpose::AddFeed(_) | Purpose::Import(_));
    if picker.input.value().is_empty() {
        let hint = match purpose {
            Purpose::AddFeed(_) => "popup.add-hint",
            Purpose::Import(_) => "popup.import-hint",
            _ => "hint.search",
        };
        put(
            buffer,
            line,
            x + 1,
            line.y,
            state.strings.get(hint),
            theme.style("dim"),
        );
    } else {
        put(
            buffer,
            line,
            x,
            line.y,
            picker.input.value(),
            theme.style("text"),
        );
    }
    if !field {
        put_right(
            buffer,
            line,
            line.y,
            &picker.count().to_string(),
            theme.style("dim"),
        );
    }
    let column = x + u16::try_from(picker.input.visual_cursor())
        .unwrap_or(u16::MAX)
        .min(line.width);
    line.contains(column, line.y).then_some(Position {
        x: column,
        y: line.y,
    })
}

fn draw_row(theme: &Theme, buffer: &mut Buffer, rows: Area, y: u16, row: &Row, chosen: bool) {
    let inner = rows.shrunk(1, 0);
    if row.heading {
        put(
            buffer,
            inner,
            inner.x,
            y,
            &row.label,
            theme.style("heading"),
        );
        return;
    }
    let mut x = inner.x + 1;
    if let Some(ticked) = row.ticked {
        let mark = if ticked { "[x] " } else { "[ ] " };
        x = put(
            buffer,
            inner,
            x,
            y,
            mark,
            theme.style(if ticked { "good" } else { "dim" }),
        );
    }
    let label = text::displayable(&row.label);
    let wish = text::width(&label);
    let room = usize::from((inner.x + inner.width).saturating_sub(x));
    // The label goes first; the detail has what is left, but never less than a third.
    let label = text::truncate(
        &label,
        wish.min(room.max(3) - if row.detail.is_empty() { 0 } else { room / 3 }),
    );
    let end = put(buffer, inner, x, y, &label, theme.style("text"));
    let left = usize::from((inner.x + inner.width).saturating_sub(end + 2));
    let detail = text::displayable(&row.detail);
    put_right(
        buffer,
        inner,
        y,
        &text::truncate(&detail, left),
        theme.style("dim"),
    );
    if chosen {
        put(
            buffer,
            rows,
            rows.x,
            y,
            sign(theme, Sign::Cursor),
            theme.style("cursor"),
        );
        paint::tint(buffer, inner, y, theme.style("chosen"));
    }
}

/// Why there is nothing to choose.
fn draw_note(state: &State, theme: &Theme, buffer: &mut Buffer, rows: Area, purpose: &Purpose) {
    let (words, style) = match purpose {
        Purpose::AddFeed(Finding::Asking(address)) => {
            (state.strings.with("popup.asking", address), "banner")
        }
        Purpose::AddFeed(Finding::Nothing(words)) => {
            (state.strings.with("popup.nothing", words), "error")
        }
        Purpose::AddFeed(_) => return,
        Purpose::Import(_) => (state.strings.get("empty.import").to_owned(), "dim"),
        Purpose::Catalogue(_) => (state.strings.get("empty.catalogue").to_owned(), "dim"),
        Purpose::Palette(_) => (state.strings.get("empty.palette").to_owned(), "dim"),
        Purpose::Themes(_) => (state.strings.get("empty.themes").to_owned(), "dim"),
        Purpose::Messages => (state.strings.get("empty.messages").to_owned(), "dim"),
        Purpose::Help(_) => (state.strings.get("empty.help").to_owned(), "dim"),
    };
    let inner = rows.shrunk(2, 0);
    let words = text::displayable(&words);
    for (y, line) in (inner.y + 1..).zip(text::wrap::wrap(&words, usize::from(inner.width).max(1)))
    {
        put(
            buffer,
            inner,
            inner.x,
            y,
            words.get(line).unwrap_or_default().trim_end(),
            theme.style(style),
        );
    }
}

/// Under feeds found: the first headlines of the chosen one.
fn draw_preview(
    theme: &Theme,
    buffer: &mut Buffer,
    rows: Area,
    purpose: &Purpose,
    picker: &Picker,
) {
    let Some(chosen) = picker.chosen() else {
        return;
    };
    let lines: Vec<String> = match purpose {
        Purpose::AddFeed(Finding::Found(found)) => found
            .get(chosen)
            .map_or_else(Vec::new, |(candidate, _)| candidate.preview.clone()),
        _ => return,
    };
    let used = u16::try_from(picker.count())
        .unwrap_or(u16::MAX)
        .saturating_add(1);
    let (_, rest) = rows.shrunk(2, 0).split_top(used);
    for (y, line) in (rest.y..rest.y + rest.height).zip(&lines) {
        let line = text::displayable(line);
        put(
            buffer,
            rest,
            rest.x,
            y,
            &text::truncate(&line, usize::from(rest.width)),
            theme.style("dim"),
        );
    }
}

/// What the keys pressed so far may be followed by.
///
/// ```text
/// ╭─ g … ─────────────────╮
/// │ g  first   u  unread  │
/// ╰───────────────────────╯
/// ```
fn draw_prefix(state: &State, theme: &Theme, buffer: &mut Buffer, keys: &[Key]) {
    let mut follow: Vec<(String, &str)> = Vec::new();
    for (sequence, action) in state.keymap.bindings(state.place()) {
        if let Some(rest) = sequence.strip_prefix(keys)
            && !rest.is_empty()
            && !follow.iter().any(|(known, _)| *known == spelled(rest))
        {
            follow.push((spelled(rest), state.strings.action(action)));
        }
    }
    let screen = state.areas.screen;
    let width = 44.min(screen.width);
    let height = u16::try_from(follow.len())
        .unwrap_or(0)
        .saturating_add(2)
        .min(screen.height.saturating_sub(2));
    let area = Area {
        x: screen.width - width,
        y: screen.height.saturating_sub(height + 2),
        width,
        height,
    };
    if area.height < 3 {
        return;
    }
    paint::clear(buffer, theme, area);
    paint::frame(
        buffer,
        theme,
        area,
        &format!("{} …", spelled(keys)),
        None,
        true,
    );
    let inside = area.inside().shrunk(1, 0);
    for (y, (key, words)) in (inside.y..inside.y + inside.height).zip(&follow) {
        let x = put(buffer, inside, inside.x, y, key, theme.style("key"));
        let room = usize::from((inside.x + inside.width).saturating_sub(x + 2));
        put(
            buffer,
            inside,
            x + 2,
            y,
            &text::truncate(words, room),
            theme.style("hint"),
        );
    }
}
