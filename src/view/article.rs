//! The article: the rows of the window, copied from the layout.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::document::layout::{Lead, Role, Row, Span};
use crate::state::area::{Area, Pane};
use crate::state::core::State;
use crate::state::links;
use crate::state::overlay::Overlay;
use crate::state::signs::Sign;
use crate::state::topline;
use crate::text;
use crate::view::line;
use crate::view::links as addresses;
use crate::view::paint::{self, put, put_centred, sign};
use crate::view::picture::{self, Paintings};
use crate::view::theme::Theme;

/// Draws the article in its pane, or its first lines under the list.
pub fn draw(state: &State, theme: &Theme, paintings: &Paintings, buffer: &mut Buffer) {
    let pane = state.areas.reader;
    if pane.is_empty() && state.areas.preview.is_empty() {
        return;
    }
    if !pane.is_empty() && state.areas.framed {
        let focused = state.focus == Pane::Reader;
        let title = format!("3 {}", title(state));
        let foot = foot(state, theme);
        paint::frame(buffer, theme, pane, &title, foot.as_deref(), focused);
    }
    let area = state.reader_area();
    let layout = state.reader.layout();
    if layout.rows.is_empty() {
        if !pane.is_empty() {
            empty(state, theme, buffer, area);
        }
        return;
    }
    if pane.is_empty() {
        preview(state, theme, buffer, area);
        return;
    }
    let rows = layout.rows.iter().enumerate().skip(state.reader.top());
    for (y, (at, row)) in (area.y..area.y.saturating_add(area.height)).zip(rows) {
        draw_row(state, theme, buffer, area, y, row);
        light(state, theme, buffer, area, y, at);
    }
    if !theme.plain {
        picture::draw(state, paintings, buffer, area);
    }
    mark_chosen(state, theme, buffer, area);
    mark_noted(state, theme, buffer, area);
    if let Overlay::Links(typed, lit) = &state.overlay {
        match lit {
            Some(lead) => lit_link(state, theme, buffer, area, *lead),
            None => letters(state, theme, buffer, area, typed),
        }
    }
    if state.reader.document().is_empty() {
        note(state, theme, buffer, area);
    }
    if state.zen && state.focus == Pane::Reader {
        zen_mark(state, theme, buffer);
    }
}

/// What the rows of a text begin with.
const READ: [Role; 8] = [
    Role::Standfirst,
    Role::Dateline,
    Role::Text,
    Role::Emphasis,
    Role::Strong,
    Role::Struck,
    Role::Link,
    Role::Heading,
];

/// What little room there is under the list is for the title, which the list may have cut, the feed and the text; other
/// facts and pictures are left out. A story that was left further down is shown from there on.
fn preview(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area) {
    let rows = &state.reader.layout().rows;
    let top = state.reader.top();
    let has = |row: &Row, of: &[Role]| row.spans.iter().any(|span| of.contains(&span.role));
    let is_text = |row: &Row| !has(row, &[Role::Frame]) && has(row, &READ);
    let start = rows.iter().position(is_text).unwrap_or(top);
    let above = rows.iter().take(start).skip(top);
    // Of the facts the first row, with the feed, which no row of the list names.
    let mut facts = 0..1;
    let titles = above.filter(|row| {
        has(row, &[Role::Title]) || has(row, &[Role::Fact]) && facts.next().is_some()
    });
    let shown = titles.chain(rows.iter().skip(top.max(start)));
    for (y, row) in (area.y..area.y.saturating_add(area.height)).zip(shown) {
        draw_row(state, theme, buffer, area, y, row);
    }
}

fn title(state: &State) -> String {
    if let Some(coming) = topline::coming(state) {
        return coming.to_owned();
    }
    let side = state.reader.sheet.title();
    let side = side.map(str::to_owned).or_else(|| topline::before(state));
    side.unwrap_or_else(|| state.strings.get("pane.article").to_owned())
}

/// A bar stands before the rows of the part that is chosen, and they are told apart.
fn mark_chosen(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area) {
    let reader = &state.reader;
    let Some(rows) = reader.sheet.chosen_rows(reader.layout()) else {
        return;
    };
    let window = reader.top()..reader.top() + usize::from(area.height);
    for row in rows.filter(|row| window.contains(row)) {
        let y = area.y + paint::cells(row - window.start);
        paint::choose(buffer, theme, area, y, state.focus == Pane::Reader);
        let edge = state.areas.reader.x + u16::from(state.areas.framed);
        if let Some(x) = area.x.checked_sub(1).filter(|x| *x >= edge) {
            let bar = Area {
                x,
                width: 1,
                ..area
            };
            put(
                buffer,
                bar,
                x,
                y,
                sign(theme, Sign::Cursor),
                theme.style("cursor"),
            );
        }
    }
}

fn foot(state: &State, theme: &Theme) -> Option<String> {
    let far = topline::far(state).join(&format!(" {} ", sign(theme, Sign::Dot)));
    (!far.is_empty()).then_some(far)
}

fn draw_row(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area, y: u16, row: &Row) {
    line::draw(theme, buffer, area, y, row, &|span| {
        linked(state, theme, span, theme.span(span.role))
    });
}

/// The style with the mark of the link's address, if the terminal is to be given it.
fn linked(state: &State, theme: &Theme, span: &Span, style: Style) -> Style {
    let address = || {
        let at = span.lead?.link()?;
        addresses::target(state.reader.layout().links.get(at)?)
    };
    match theme.links.then(address).flatten() {
        Some(target) => style.underline_color(addresses::mark(addresses::number(&target))),
        None => style,
    }
}

/// Lights what is looked for, as far as it stands in that row; the place that one is at differs from the others.
fn light(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area, y: u16, number: usize) {
    let Some(row) = state.reader.layout().rows.get(number) else {
        return;
    };
    let lit = state.reader.find.cells(number, row);
    if lit.is_empty() {
        return;
    }
    let columns = line::columns(theme, area, row);
    for (cells, is_here) in lit {
        let role = if is_here { "match-here" } else { "match" };
        // Where it runs from right to left, neighbours in the text need not be neighbours on the screen.
        for x in columns.get(cells).unwrap_or_default().iter().copied() {
            if area.contains(x, y) {
                let cell = Area {
                    x,
                    width: 1,
                    ..area
                };
                paint::tint(buffer, cell, y, theme.style(role));
            }
        }
    }
}

/// Nothing is chosen yet.
fn empty(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area) {
    if state.headlines.ids().is_empty() || state.reader.awaited().is_some() {
        return;
    }
    let middle = area.y + area.height / 3;
    put_centred(
        buffer,
        area,
        middle,
        state.strings.get("reader.empty-title"),
        theme.style("path"),
    );
    lines(
        buffer,
        area,
        middle + 2,
        state.strings.get("reader.empty"),
        theme,
    );
}

/// There is an article but no text of it.
fn note(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area) {
    let words = if state.reader.fetching {
        "reader.fetching"
    } else {
        "reader.no-text"
    };
    let below = u16::try_from(state.reader.layout().rows.len()).unwrap_or(u16::MAX);
    lines(
        buffer,
        area,
        area.y.saturating_add(below).saturating_add(1),
        state.strings.get(words),
        theme,
    );
}

fn lines(buffer: &mut Buffer, area: Area, y: u16, words: &str, theme: &Theme) {
    let columns = usize::from(area.width).max(1);
    for (y, line) in (y..).zip(text::wrap::wrap(words, columns)) {
        put(
            buffer,
            area,
            area.x,
            y,
            words.get(line).unwrap_or_default().trim_end(),
            theme.style("dim"),
        );
    }
}

/// Writes its hint over the beginning of each link.
fn letters(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area, typed: &str) {
    let typed = typed.to_lowercase();
    for seen in links::seen(state) {
        let Some(left) = seen.hint.strip_prefix(&typed) else {
            continue;
        };
        let row = state.reader.top() + usize::from(seen.row);
        let Some(row) = state.reader.layout().rows.get(row) else {
            continue;
        };
        let columns = line::columns(theme, area, row);
        let Some(x) = columns.get(usize::from(seen.column)).copied() else {
            continue;
        };
        let y = area.y + seen.row;
        put(buffer, area, x, y, left, theme.style("match"));
    }
}

/// Lights a link wherever it stands in the window.
fn lit_link(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area, lead: Lead) {
    let rows = state.reader.layout().rows.iter().skip(state.reader.top());
    for (y, row) in (area.y..area.y.saturating_add(area.height)).zip(rows) {
        light_lead(theme, buffer, area, y, row, lead);
    }
}

fn light_lead(theme: &Theme, buffer: &mut Buffer, area: Area, y: u16, row: &Row, lead: Lead) {
    let columns = line::columns(theme, area, row);
    let mut left = 0;
    for span in &row.spans {
        let right = left + text::width(&span.text);
        if span.lead == Some(lead) {
            for x in columns.get(left..right).unwrap_or_default() {
                let cell = Area {
                    x: *x,
                    width: 1,
                    ..area
                };
                paint::tint(buffer, cell, y, theme.style("match"));
            }
        }
        left = right;
    }
}

/// Lights the number of the note, or the mark, that the reader went to.
fn mark_noted(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area) {
    let reader = &state.reader;
    let Some((lead, at)) = reader.noted() else {
        return;
    };
    let window = reader.top()..reader.top() + usize::from(area.height);
    if let Some(row) = reader
        .layout()
        .rows
        .get(at)
        .filter(|_| window.contains(&at))
    {
        let y = area.y + paint::cells(at - window.start);
        light_lead(theme, buffer, area, y, row, lead);
    }
}

fn zen_mark(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let area = state.areas.notice;
    if state.notices.shown().is_none()
        && state.reader.find.words.is_empty()
        && let Some(far) = foot(state, theme)
    {
        put_centred(buffer, area, area.y, &far, theme.style("dim"));
    }
}
