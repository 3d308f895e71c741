//! The screen of a search: the line, the filters, and each story found with the place where it has the words.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::model::article::Headline;
use crate::model::query::{BEST, Filter, Scope};
use crate::model::snippet::Snippet;
use crate::state::area::Area;
use crate::state::core::State;
use crate::state::rows::{Line, MARGIN};
use crate::state::searching::{Field, Places, Searching};
use crate::state::signs::Sign;
use crate::state::{lists, search, when};
use crate::text;
use crate::view::headline;
use crate::view::paint::{self, put, put_right, sign};
use crate::view::row;
use crate::view::theme::Theme;

/// Columns of a feed's name where there is little room and where there is more, of a list that has more, and of an age.
const FEED: u16 = 14;
const FEED_WIDE: u16 = 20;
const WIDE: u16 = 100;
const AGE: u16 = 8;

/// Draws it; answers where the terminal's cursor stands.
///
/// ```text
/// / gempa maluku                          23 stories · 9 ms
///   in: all stories   since: any   only: all
/// ─────────────────────────────────────────────────────────
/// ▌ ● Gempa M 5,2 guncang Maluku        ANTARA       31m ⇣
///     …mengguncang wilayah Maluku pada Minggu pagi…
/// ```
pub fn draw(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    searching: &Searching,
) -> Option<Position> {
    let places = search::shown(state)?;
    let whole = Area {
        height: places.rows.y + places.rows.height,
        ..state.areas.screen
    };
    paint::clear(buffer, theme, whole);
    let cursor = draw_line(state, theme, buffer, places.line, searching);
    draw_filters(state, theme, buffer, places, searching);
    draw_rows(state, theme, buffer, places.rows, searching);
    searching.field.is_none().then_some(cursor).flatten()
}

fn draw_line(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    line: Area,
    searching: &Searching,
) -> Option<Position> {
    let line = line.shrunk(1, 0);
    let value = searching.input.value();
    let count = state.headlines.ids().len();
    let mut facts = Vec::new();
    if !value.is_empty() && state.headlines.is_answered() {
        facts.push(match count {
            1 => state.strings.get("pane.count-one").to_owned(),
            BEST.. => state.strings.count("pane.count", format!("{BEST}+")),
            count => state.strings.count("pane.count", count),
        });
        facts.extend(searching.took.map(|took| format!("{took} ms")));
    }
    let facts = facts.join(&format!(" {} ", sign(theme, Sign::Dot)));
    let end = put_right(buffer, line, line.y, &facts, theme.style("dim"));
    let left = Area {
        width: end.saturating_sub(line.x + 1),
        ..line
    };
    let x = put(buffer, left, left.x, left.y, "/ ", theme.style("key"));
    if value.is_empty() {
        let hint = state.strings.get("popup.search");
        put(buffer, left, x + 1, left.y, hint, theme.style("dim"));
    } else {
        let role = if searching.is_old { "chosen" } else { "text" };
        put(buffer, left, x, left.y, value, theme.style(role));
    }
    let x = x + paint::cells(searching.input.visual_cursor());
    line.contains(x, line.y)
        .then_some(Position { x, y: line.y })
}

fn draw_filters(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    places: Places,
    searching: &Searching,
) {
    let area = places.filters.shrunk(1, 0);
    if area.is_empty() {
        return;
    }
    let mut x = area.x + 2;
    let room = usize::from(area.width.saturating_sub(2));
    for (field, label, value) in filters(state, theme, searching, room) {
        x = put(buffer, area, x, area.y, label, theme.style("dim"));
        let style = if searching.field == Some(field) {
            theme.style("chosen")
        } else {
            theme.style("text")
        };
        let words = format!(" {} ", theme.piece(&value));
        x = put(buffer, area, x, area.y, &words, style) + 1;
    }
    row::rule(theme, buffer, places.rule, places.rule.y);
}

/// The filters with their labels and values, so that all stand in the room: in little of it the labels go, but that of
/// the one that has the keys, then the longest value is cut.
fn filters<'a>(
    state: &'a State,
    theme: &Theme,
    searching: &Searching,
    room: usize,
) -> Vec<(Field, &'a str, String)> {
    let mut filters = Field::ALL.map(|field| {
        let label = state.strings.get(match field {
            Field::Scope => "search.in",
            Field::Since => "search.since",
            Field::Only => "search.only",
        });
        let value = value(state, searching, field);
        (field, label, theme.shown(&value).into_owned())
    });
    let columns = |filters: &[(Field, &str, String)]| {
        let each = filters.iter();
        let each = each.map(|(_, label, value)| text::width(label) + text::width(value) + 3);
        each.sum::<usize>().saturating_sub(1)
    };
    for has_keys in [false, true] {
        if columns(&filters) > room {
            for (field, label, _) in &mut filters {
                if (searching.field == Some(*field)) == has_keys {
                    *label = "";
                }
            }
        }
    }
    let over = columns(&filters).saturating_sub(room);
    let longest = filters
        .iter_mut()
        .max_by_key(|(_, _, value)| text::width(value));
    if let Some((_, _, value)) = longest.filter(|_| over > 0) {
        let columns = text::width(value).saturating_sub(over);
        *value = text::truncate(value, columns).into_owned();
    }
    filters.into()
}

/// What a filter says.
fn value(state: &State, searching: &Searching, field: Field) -> String {
    let name = match field {
        Field::Scope if searching.here && searching.scope != Scope::All => {
            return lists::scope_name(state, searching.scope);
        }
        Field::Scope => "list.all",
        Field::Since => match searching.days {
            None => "search.any",
            Some(days) => return state.strings.count("search.days", days),
        },
        Field::Only => match searching.only {
            Filter::Unread => "part.unread",
            Filter::Bookmarked => "part.bookmarks",
            Filter::Offline => "part.offline",
            _ => "part.all",
        },
    };
    state.strings.get(name).to_owned()
}

fn draw_rows(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area, searching: &Searching) {
    if searching.input.value().trim().is_empty() {
        return draw_note(state, theme, buffer, area, "search.syntax");
    }
    if state.headlines.ids().is_empty() && state.headlines.is_answered() {
        let (above, below) = area.split_top(2);
        draw_note(state, theme, buffer, above, "empty.search");
        // Who wrote a key, or what was meant as one, sees which there are.
        if searching.input.value().contains(':') {
            draw_note(state, theme, buffer, below, "search.syntax");
        }
        return;
    }
    for (y, line) in (area.y..area.y + area.height).zip(state.headlines.lines(&state.zone)) {
        let (Line::Title(at) | Line::Rest(at) | Line::Facts(at) | Line::Day(at)) = line;
        let Some(row) = state.headlines.row(at) else {
            continue;
        };
        let is_chosen = at == state.headlines.chosen();
        match line {
            Line::Title(_) => draw_title(state, theme, buffer, area, y, row),
            _ => {
                if let Some(snippet) = searching.snippet(row.id) {
                    draw_snippet(theme, buffer, area, y, snippet);
                }
            }
        }
        if is_chosen {
            let mark = sign(theme, Sign::Cursor);
            put(buffer, area, area.x, y, mark, theme.style("cursor"));
            if matches!(line, Line::Title(_)) {
                let rest = Area {
                    x: area.x + 1,
                    width: area.width.saturating_sub(1),
                    ..area
                };
                paint::choose(buffer, theme, rest, y, true);
            }
        }
    }
}

fn draw_note(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area, name: &str) {
    let area = area.shrunk(3, 0);
    let words = state.strings.get(name);
    let lines = text::wrap::wrap(words, usize::from(area.width).max(1));
    for (y, line) in (area.y + 1..area.y + area.height).zip(lines) {
        let line = words.get(line).unwrap_or_default().trim_end();
        put(buffer, area, area.x, y, line, theme.style("dim"));
    }
}

fn draw_title(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    row: &Headline,
) {
    let age = when::age(&state.strings, &state.zone, state.now, row.published);
    let right = Area {
        width: area.width.saturating_sub(1),
        ..area
    };
    let mut end = put_right(buffer, right, y, &age, theme.style("age"));
    if area.width >= 60 {
        let width = if area.width >= WIDE { FEED_WIDE } else { FEED };
        let column = Area {
            x: (area.x + area.width).saturating_sub(AGE + width + 1),
            width,
            ..area
        };
        let name = theme.shown(&row.feed_title);
        let name = text::truncate(&name, usize::from(width));
        let name = theme.piece(&name);
        put(buffer, column, column.x, y, &name, theme.style("age"));
        end = end.min(column.x);
    }
    let line = (state.headlines.titles, end.saturating_sub(1));
    headline::draw(theme, buffer, area, y, row, line);
}

/// The place with the words, which are lit; it begins so late that the first of them is seen.
fn draw_snippet(theme: &Theme, buffer: &mut Buffer, area: Area, y: u16, snippet: &Snippet) {
    let area = Area {
        x: area.x + MARGIN,
        width: area.width.saturating_sub(MARGIN + 1),
        ..area
    };
    let whole = theme.shown(&snippet.text);
    if let (ordered @ Cow::Owned(_), _) = theme.line(&whole) {
        // Put in another order, its words stand elsewhere.
        put(buffer, area, area.x, y, &ordered, theme.style("age"));
        return;
    }
    let first = snippet.hits.first().map_or(0, |hit| hit.start);
    let mut at = start(&snippet.text, first, usize::from(area.width));
    let mut x = area.x;
    if at > 0 && !snippet.text.get(at..).unwrap_or_default().starts_with('…') {
        x = put(buffer, area, x, y, "…", theme.style("age"));
    }
    for hit in &snippet.hits {
        let before = snippet.text.get(at..hit.start).unwrap_or_default();
        let words = snippet.text.get(hit.clone()).unwrap_or_default();
        for (part, role) in [(before, "age"), (words, "match")] {
            let part = theme.shown(part);
            let room = usize::from((area.x + area.width).saturating_sub(x));
            let short = text::truncate(&part, room);
            x = put(buffer, area, x, y, &short, theme.style(role));
            if short != part {
                return;
            }
        }
        at = hit.end.max(at);
    }
    let rest = theme.shown(snippet.text.get(at..).unwrap_or_default());
    let room = (area.x + area.width).saturating_sub(x);
    let rest = text::truncate(&rest, usize::from(room));
    put(buffer, area, x, y, &rest, theme.style("age"));
}

/// Where to begin so that what stands at a byte is in the first half of so many columns: at a word.
fn start(line: &str, wanted: usize, columns: usize) -> usize {
    let before = line.get(..wanted).unwrap_or_default();
    if text::width(before) <= columns / 2 {
        return 0;
    }
    let words = before
        .match_indices(' ')
        .map(|(at, blank)| at + blank.len());
    words
        .into_iter()
        .find(|at| {
            before
                .get(*at..)
                .is_some_and(|rest| text::width(rest) <= columns / 3)
        })
        .unwrap_or(wanted)
}
