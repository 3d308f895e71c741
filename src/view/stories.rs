//! The stories pane: the rows of the window, never more.

use ratatui::buffer::Buffer;

use crate::model::article::Headline;
use crate::model::query::{Filter, Order, Scope};
use crate::state::area::{Area, Pane, Shape};
use crate::state::core::State;
use crate::state::rows::{Line, MARGIN};
use crate::state::signs::Sign;
use crate::state::topline;
use crate::state::{lists, when};
use crate::text;
use crate::view::empty;
use crate::view::headline;
use crate::view::paint::{self, put, put_right, sign};
use crate::view::summary;
use crate::view::theme::Theme;

/// Draws the pane.
///
/// ```text
/// ▌★● Title of the chosen story
/// ▌   feed · 31m · 2 min read · ⇣ · ≈3
/// ── Yesterday ───────────────────
/// ```
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let pane = state.areas.stories;
    if pane.is_empty() {
        return;
    }
    let focused = state.focus == Pane::Stories;
    if state.areas.framed {
        let title = format!(
            "2 {}",
            title(state, theme, usize::from(pane.width).saturating_sub(8))
        );
        let foot = topline::beside(state).map(|(words, _)| words);
        let foot = foot.or_else(|| place(state));
        paint::frame(buffer, theme, pane, &title, foot.as_deref(), focused);
    }
    let area = state.areas.stories_rows();
    if state.headlines.ids().is_empty() {
        empty::draw(state, theme, buffer, area);
        return;
    }
    let is_selected = state.headlines.is_selected();
    for (y, line) in (area.y..).zip(state.headlines.lines(&state.zone)) {
        draw_line(state, theme, buffer, area, y, line);
        if let Line::Title(at) = line
            && is_selected(at)
        {
            let mark = sign(theme, Sign::Selected);
            put(buffer, area, area.x, y, mark, theme.style("bookmark"));
        }
    }
    if !state.areas.preview.is_empty() {
        let rule = "─".repeat(usize::from(area.width));
        let rule = paint::plain(theme, &rule);
        put(
            buffer,
            pane,
            area.x,
            area.y + area.height,
            &rule,
            theme.style("frame"),
        );
    }
}

/// Where in the list the chosen story stands, of a list that is not seen whole.
fn place(state: &State) -> Option<String> {
    let headlines = &state.headlines;
    let count = headlines.ids().len();
    let is_long = count > usize::from(state.areas.stories_rows().height);
    let is_known = headlines.is_complete() && is_long;
    is_known.then(|| format!("{}/{count}", headlines.chosen() + 1))
}

/// The name of the list and what part of it is shown, with its number where there is room for all; a long name is cut, not
/// the part.
fn title(state: &State, theme: &Theme, room: usize) -> String {
    let dot = sign(theme, Sign::Dot);
    let part = lists::part(state).map(|part| theme.shown(&part).into_owned());
    let part = part.map(|part| format!(" {dot} {}", theme.piece(&part)));
    let part = part.unwrap_or_default();
    let name = lists::name(state).pop().unwrap_or_default();
    let name = theme.shown(&name);
    let left = room.saturating_sub(text::width(&part)).max(SHORTEST_NAME);
    let name = format!("{}{part}", theme.piece(&text::truncate(&name, left)));
    let whole = number(state).map(|number| format!("{name} · {number}"));
    whole
        .filter(|whole| text::width(whole) <= room)
        .unwrap_or(name)
}

/// How many stories of the list are unread, else how many there are; none as long as nobody knows.
fn number(state: &State) -> Option<String> {
    let query = state.headlines.query();
    let places = state.sidebar.places();
    let shows_unread =
        matches!(query.filter, Filter::All | Filter::Unread) && query.since.is_none();
    let unread = match query.scope {
        _ if !shows_unread || !query.words.is_empty() => None,
        Scope::All if query.filter == Filter::All => Some(state.library.unread),
        Scope::Feed(id) => places.feed(&state.library, id).map(|feed| feed.unread),
        Scope::Folder(id) => Some(places.unread_in(&state.library, id)),
        Scope::All => None,
    };
    let count = state.headlines.ids().len();
    Some(match unread {
        Some(unread) if unread > 0 => state.strings.count("pane.unread", unread),
        _ if !state.headlines.is_complete() => return None,
        _ if count == 1 => state.strings.get("pane.count-one").to_owned(),
        _ => state.strings.count("pane.count", count),
    })
}

fn draw_line(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area, y: u16, line: Line) {
    let headlines = &state.headlines;
    match line {
        Line::Day(at) => {
            if let Some(row) = headlines.row(at) {
                draw_divider(state, theme, buffer, area, y, row);
            }
        }
        Line::Title(at) => {
            if let Some(row) = headlines.row(at) {
                let (area, beside) = summary::columns(state, area);
                draw_title(state, theme, buffer, area, y, row);
                summary::draw(theme, buffer, beside, y, row, 0);
            } else {
                let x = area.x + MARGIN;
                put(buffer, area, x, y, "…", theme.style("dim"));
            }
        }
        Line::Rest(at) => {
            if let Some(row) = headlines.row(at) {
                headline::draw_rest(theme, buffer, area, y, row, headlines.titles);
            }
        }
        Line::Facts(at) => {
            if let Some(row) = headlines.row(at) {
                let (area, beside) = summary::columns(state, area);
                draw_facts(state, theme, buffer, area, y, row);
                summary::draw(theme, buffer, beside, y, row, 1);
            }
        }
    }
    let (Line::Title(at) | Line::Rest(at) | Line::Facts(at)) = line else {
        return;
    };
    if at == headlines.chosen() {
        put(
            buffer,
            area,
            area.x,
            y,
            sign(theme, Sign::Cursor),
            theme.style("cursor"),
        );
        if matches!(line, Line::Title(_) | Line::Rest(_)) {
            let rest = Area {
                x: area.x + 1,
                width: area.width.saturating_sub(1),
                ..area
            };
            paint::choose(buffer, theme, rest, y, state.focus == Pane::Stories);
        }
    }
}

/// The day, or in a list by feeds the feed, that begins with a story.
fn draw_divider(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    row: &Headline,
) {
    let name = if state.headlines.query().order == Order::Feed {
        let name = theme.shown(&row.feed_title);
        let name = text::truncate(&name, usize::from(area.width.saturating_sub(8)));
        theme.piece(&name).into_owned()
    } else {
        when::day(&state.strings, &state.zone, state.now, row.published)
    };
    let rest = usize::from(area.width).saturating_sub(text::width(&name) + 5);
    let line = if theme.plain {
        name
    } else {
        format!("── {name} {}", "─".repeat(rest))
    };
    let line = paint::plain(theme, &line);
    put(buffer, area, area.x, y, &line, theme.style("day"));
}

fn draw_title(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    row: &Headline,
) {
    let mut end = area.x + area.width;
    if !state.headlines.roomy && state.areas.shape != Shape::Tiny {
        end = draw_right(state, theme, buffer, area, y, row).saturating_sub(1);
    }
    headline::draw(theme, buffer, area, y, row, (state.headlines.titles, end));
}

/// Feed, age and whether it can be read offline, at the right end of a single line; answers its first column.
fn draw_right(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    row: &Headline,
) -> u16 {
    let age = when::age(&state.strings, &state.zone, state.now, row.published);
    let offline = if row.ready {
        sign(theme, Sign::Offline)
    } else {
        " "
    };
    let inner = Area {
        width: area.width.saturating_sub(1),
        ..area
    };
    put_right(buffer, inner, y, offline, theme.style("offline"));
    let inner = Area {
        width: inner.width.saturating_sub(2),
        ..inner
    };
    let start = put_right(buffer, inner, y, &age, theme.style("age"));
    let one_feed = matches!(state.headlines.query().scope, Scope::Feed(_));
    let has_names = !one_feed && area.width >= 72;
    let start = match elsewhere(state, theme, row) {
        Some(elsewhere) if area.width >= NARROW => {
            // Where names of feeds stand before it, in a column of its own.
            let end = if has_names {
                inner.width.saturating_sub(AGE + 1)
            } else {
                start.saturating_sub(inner.x + 1)
            };
            let before = Area {
                width: end,
                ..inner
            };
            put_right(buffer, before, y, &elsewhere, theme.style("age")).min(start)
        }
        _ => start,
    };
    if !has_names {
        return start;
    }
    // Names of up to fourteen columns, so that they begin in one column.
    let width = inner.width.saturating_sub(AGE + 1 + ELSEWHERE);
    let column = Area {
        x: inner.x + width.saturating_sub(14),
        width: 14,
        ..inner
    };
    let name = theme.shown(&row.feed_title);
    put(
        buffer,
        column,
        column.x,
        y,
        &theme.piece(&text::truncate(&name, 14)),
        theme.style("age"),
    );
    column.x
}

fn draw_facts(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Area,
    y: u16,
    row: &Headline,
) {
    let divider = format!(" {} ", sign(theme, Sign::Dot));
    let is_offline = row.ready;
    let room = usize::from(area.width.saturating_sub(MARGIN + 1));
    let elsewhere = elsewhere(state, theme, row);
    let mut behind = 0;
    for width in [
        is_offline.then_some(1),
        elsewhere.as_deref().map(text::width),
    ] {
        behind += width.map_or(0, |width| width + text::width(&divider));
    }
    let facts = facts(state, theme, row, &divider, behind, room).join(&divider);
    let style = theme.style("age");
    let mut x = put(buffer, area, area.x + MARGIN, y, &facts, style);
    if is_offline {
        x = put(buffer, area, x, y, &divider, style);
        let sign = sign(theme, Sign::Offline);
        x = put(buffer, area, x, y, sign, theme.style("offline"));
    }
    if let Some(elsewhere) = elsewhere {
        x = put(buffer, area, x, y, &divider, style);
        put(buffer, area, x, y, &elsewhere, style);
    }
}

/// How many other feeds' stories tell the same, which `c` shows.
fn elsewhere(state: &State, theme: &Theme, row: &Headline) -> Option<String> {
    let count = state.headlines.elsewhere.count(row.id);
    let has_keys = state.headlines.query().like.is_none();
    (count > 0 && has_keys).then(|| format!("{}{count}", sign(theme, Sign::Alike)))
}

/// Feed, age and minutes: the minutes in every row of a pane or in none, in the same words, whatever else stands in the
/// row; the feed's name is shortened. The age and what stands behind them, that wide, stay.
fn facts(
    state: &State,
    theme: &Theme,
    row: &Headline,
    divider: &str,
    behind: usize,
    room: usize,
) -> Vec<String> {
    let age = when::age(&state.strings, &state.zone, state.now, row.published);
    let gap = text::width(divider);
    let one_feed = matches!(state.headlines.query().scope, Scope::Feed(_));
    let name = if one_feed { 0 } else { USUAL_NAME };
    // Most stories of a list can be read offline, and a row says so behind its facts.
    let least = usize::from(AGE) + gap + name + gap + 1;
    let words = ["reader.minutes", "pane.minutes"]
        .into_iter()
        .find(|words| {
            let usual = text::width(&state.strings.count(words, 10));
            room >= least + usual
        });
    let minutes = words.filter(|_| row.minutes > 0);
    let minutes = minutes.map(|words| state.strings.count(words, row.minutes));
    let taken = minutes
        .as_deref()
        .map_or(0, |minutes| text::width(minutes) + gap);
    let left = room.saturating_sub(text::width(&age) + behind + taken);
    let mut facts = vec![age];
    if !one_feed && !row.feed_title.is_empty() && left >= gap + SHORTEST_NAME {
        let name = theme.shown(&row.feed_title);
        let name = text::truncate(&name, (left - gap).min(LONGEST_NAME)).into_owned();
        facts.insert(0, theme.piece(&name).into_owned());
    }
    facts.extend(minutes);
    facts
}

/// Columns below which a row of one line has no room for how often it is told elsewhere.
const NARROW: u16 = 48;
/// Columns of an age, and of how often a story is told elsewhere, with the gap before it.
const AGE: u16 = 7;
const ELSEWHERE: u16 = 4;
/// Columns of a feed's name among the facts.
const SHORTEST_NAME: usize = 4;
const USUAL_NAME: usize = 12;
const LONGEST_NAME: usize = 18;
