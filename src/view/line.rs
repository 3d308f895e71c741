//! A row of an article as cells, in the order in which it is read.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::document::layout::{Row, Span};
use crate::state::area::Area;
use crate::text;
use crate::text::bidi;
use crate::view::paint::{self, put};
use crate::view::theme::{Bidi, Theme};

/// Draws a row at its place in the area; `style` is that of a span.
pub fn draw(
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    row: &Row,
    style: &dyn Fn(&Span) -> Style,
) {
    if theme.bidi == Bidi::App && !row.levels.is_empty() {
        return draw_ordered(theme, buffer, area, y, row, style);
    }
    let mut x = start(theme, area, row);
    for (at, span) in (1..).zip(&row.spans) {
        let text = paint::plain(theme, &span.text);
        let text = with_stops(theme, text, at == row.spans.len());
        x = put(buffer, area, x, y, &text, style(span));
    }
}

/// An author's dots are a full stop where only ASCII may be drawn and no cell is free; at the end of a row they stand for
/// what was cut, or have cells.
fn with_stops<'a>(theme: &Theme, text: Cow<'a, str>, is_last: bool) -> Cow<'a, str> {
    if !theme.ascii || !text.contains('…') {
        return text;
    }
    match text.strip_suffix('…').filter(|_| is_last) {
        Some(before) => Cow::Owned(format!("{}…", before.replace('…', "."))),
        None => Cow::Owned(text.replace('…', ".")),
    }
}

/// The column of each cell of the row's text, as it would stand from left to right.
#[must_use]
pub fn columns(theme: &Theme, area: Area, row: &Row) -> Vec<u16> {
    let start = start(theme, area, row);
    let pieces = pieces(row);
    let in_order = theme.bidi == Bidi::App && !row.levels.is_empty();
    let order = if in_order {
        bidi::order(&levels(row, pieces.len()))
    } else {
        (0..pieces.len()).collect()
    };
    let mut firsts = vec![start; pieces.len()];
    let mut x = start;
    for at in order {
        if let (Some(first), Some((_, text))) = (firsts.get_mut(at), pieces.get(at)) {
            *first = x;
            x = x.saturating_add(paint::columns(text));
        }
    }
    let cells = pieces.iter().zip(firsts).flat_map(|((_, text), first)| {
        (0..paint::columns(text)).map(move |cell| first.saturating_add(cell))
    });
    cells.collect()
}

/// What runs from right to left stands at the right.
fn start(theme: &Theme, area: Area, row: &Row) -> u16 {
    if theme.bidi == Bidi::Off || !row.rtl {
        return area.x;
    }
    let width: u16 = row
        .spans
        .iter()
        .map(|span| paint::columns(&span.text))
        .sum();
    area.x + area.width.saturating_sub(width)
}

fn draw_ordered(
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    row: &Row,
    style: &dyn Fn(&Span) -> Style,
) {
    let pieces = pieces(row);
    let levels = levels(row, pieces.len());
    let letters: Vec<&str> = pieces.iter().map(|(_, text)| *text).collect();
    let dressed = bidi::dressed(&letters, &levels);
    let mut x = start(theme, area, row);
    for at in bidi::order(&levels) {
        if let (Some((span, _)), Some(text)) = (pieces.get(at), dressed.get(at)) {
            let text = paint::plain(theme, text);
            x = put(buffer, area, x, y, &text, style(span));
        }
    }
}

fn pieces(row: &Row) -> Vec<(&Span, &str)> {
    let mut pieces = Vec::with_capacity(row.levels.len());
    for span in &row.spans {
        let mut start = 0;
        for end in text::grapheme_ends(&span.text) {
            pieces.push((span, span.text.get(start..end).unwrap_or_default()));
            start = end;
        }
    }
    pieces
}

/// A level for each piece, also if they were counted differently.
fn levels(row: &Row, pieces: usize) -> Vec<u8> {
    let mut levels = row.levels.clone();
    levels.resize(pieces, u8::from(row.rtl));
    levels
}
