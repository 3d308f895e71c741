//! The two lowest lines: what was just done or is being typed, and the keys that matter now.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use tui_input::Input;

use crate::document::layout::{Lead, address};
use crate::state::action::Action;
use crate::state::area::{Area, Pane, Shape};
use crate::state::browse;
use crate::state::core::State;
use crate::state::hints;
use crate::state::notices::Tone;
use crate::state::overlay::Overlay;
use crate::state::spelling::spelled;
use crate::state::which;
use crate::text;
use crate::view::paint::{put, put_right};
use crate::view::theme::Theme;

/// Draws both lines.
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let area = state.areas.notice.shrunk(1, 0);
    match (&state.overlay, field(state)) {
        (_, Some((label, input))) => draw_field(state, theme, buffer, label, input),
        (Overlay::Confirm(action), _) => {
            let words = match action {
                Action::Browse | Action::BrowseAndRead => {
                    let count = browse::count(state).unwrap_or_default();
                    state.strings.count("popup.confirm-browse", count)
                }
                _ => state
                    .strings
                    .count("popup.confirm-everything", state.library.unread),
            };
            put(
                buffer,
                area,
                area.x,
                area.y,
                &text::truncate(&words, usize::from(area.width)),
                theme.style("banner"),
            );
        }
        // Beside what takes them back, where there is a line of keys.
        (Overlay::Prefix(keys, _), _) if state.areas.footer.is_empty() => {
            let words = format!("{} …", spelled(keys));
            put(buffer, area, area.x, area.y, &words, theme.style("key"));
        }
        // No half of it is left beside what covers the rest.
        (Overlay::Prefix(..), _)
            if which::shown(state).is_some_and(|chart| chart.covers(area.y)) => {}
        (Overlay::Links(typed, lit), _) if !typed.is_empty() || lit.is_some() => {
            draw_lit(state, theme, buffer, typed, *lit);
        }
        _ => draw_notice(state, theme, buffer),
    }
    for hint in hints::hints(state) {
        let footer = state.areas.footer;
        let x = put(
            buffer,
            footer,
            hint.x,
            footer.y,
            &hint.key,
            theme.style("key"),
        );
        put(
            buffer,
            footer,
            x + 1,
            footer.y,
            &hint.label,
            theme.style("hint"),
        );
    }
}

/// What was typed of a link so far, and where the one that is lit leads.
fn draw_lit(state: &State, theme: &Theme, buffer: &mut Buffer, typed: &str, lit: Option<Lead>) {
    let area = state.areas.notice.shrunk(1, 0);
    let link = lit.and_then(Lead::link);
    let sign = match link {
        Some(link) if typed.is_empty() => format!("[{}]", link + 1),
        Some(_) => format!("[{typed}…]"),
        None => typed.to_owned(),
    };
    let x = put(buffer, area, area.x, area.y, &sign, theme.style("key"));
    if let Some(url) = link.and_then(|link| state.reader.layout().links.get(link)) {
        let room = usize::from((area.x + area.width).saturating_sub(x + 1));
        let address = address::brief(url);
        let address = text::truncate(&address, room);
        put(buffer, area, x + 1, area.y, &address, theme.style("text"));
    }
}

/// The line for the reader with its sign, and its style.
fn notice(state: &State, theme: &Theme) -> Option<(String, &'static str)> {
    let notice = state.notices.shown()?;
    let (sign, style) = match notice.tone {
        Tone::Good => (if theme.ascii { "" } else { "✓ " }, "good"),
        Tone::Plain => ("", "notice"),
        Tone::Bad => ("! ", "error"),
    };
    Some((format!("{sign}{}", theme.shown(&notice.text)), style))
}

/// A line for the reader takes no more rows of what lies over its place.
const OVER: usize = 2;

/// Draws what was said while a list is open over its lowest rows, if it covers the place for it, as on small screens.
pub fn draw_over(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let covered = state.overlay_area();
    let place = state.areas.notice;
    let is_covered = matches!(state.overlay, Overlay::Picker(..))
        && state.areas.shape != Shape::Tiny
        && covered.contains(place.x, place.y);
    let Some((line, style)) = notice(state, theme).filter(|_| is_covered) else {
        return;
    };
    let columns = usize::from(covered.width).saturating_sub(2).max(1);
    let mut lines = text::wrap::wrap(&line, columns);
    if let Some(first) = lines.get(OVER - 1).map(|line| line.start) {
        // What does not fit is cut, not left out.
        lines.truncate(OVER - 1);
        lines.push(first..line.len());
    }
    let count = u16::try_from(lines.len()).unwrap_or(1);
    let top = (covered.y + covered.height).saturating_sub(count);
    for (y, part) in (top..).zip(lines) {
        let words = line.get(part).unwrap_or_default().trim_end();
        let words = text::truncate(words, columns);
        let words = theme.piece(&words);
        let blank = " ".repeat(usize::from(covered.width));
        put(buffer, covered, covered.x, y, &blank, theme.style("screen"));
        put(
            buffer,
            covered,
            covered.x + 1,
            y,
            &words,
            theme.style(style),
        );
    }
}

fn draw_notice(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let area = state
        .areas
        .notice
        .shrunk(u16::from(state.areas.shape != Shape::Tiny), 0);
    if let Some((line, style)) = notice(state, theme) {
        let room = draw_more(state, theme, buffer, area, &line);
        let line = text::truncate(&line, usize::from(room));
        let line = theme.piece(&line);
        put(buffer, area, area.x, area.y, &line, theme.style(style));
    } else if state.focus == Pane::Reader && !state.reader.find.words.is_empty() {
        let find = &state.reader.find;
        let place = find.place();
        let place = place.unwrap_or_else(|| state.strings.get("say.nowhere").to_owned());
        let x = put(buffer, area, area.x, area.y, "/ ", theme.style("key"));
        let room = usize::from(area.width).saturating_sub(text::width(&place) + 4);
        let words = theme.shown(&find.typed);
        let words = text::truncate(&words, room);
        let x = put(buffer, area, x, area.y, &words, theme.style("text"));
        put(buffer, area, x + 2, area.y, &place, theme.style("dim"));
    } else if state.areas.shape == Shape::Tiny && state.areas.screen.height > 2 {
        let words = state.strings.get("say.too-small");
        put(
            buffer,
            area,
            area.x,
            area.y,
            &text::truncate(words, usize::from(area.width)),
            theme.style("dim"),
        );
    }
}

/// Where a line is longer than its place: the key that shows all of it, at the right end. Answers the columns that are
/// left.
fn draw_more(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area, line: &str) -> u16 {
    let key = state.keymap.keys(state.place(), Action::Messages);
    let Some(key) = key.filter(|_| text::width(line) > usize::from(area.width)) else {
        return area.width;
    };
    // In brackets, so that it is no part of what was said.
    let words = format!(" {}]", state.strings.get("hint.more"));
    let mut end = area;
    for (words, style) in [(words.as_str(), "hint"), (&key, "key"), ("[", "hint")] {
        let x = put_right(buffer, end, area.y, words, theme.style(style));
        end.width = x.saturating_sub(area.x);
    }
    end.width.saturating_sub(1)
}

fn field(state: &State) -> Option<(&str, &Input)> {
    match &state.overlay {
        Overlay::Find(input) => Some((state.strings.get("popup.find"), input)),
        Overlay::Filter(input) if state.focus == Pane::Feeds => {
            Some((state.strings.get("popup.filter-feeds"), input))
        }
        Overlay::Filter(input) => Some((state.strings.get("popup.filter"), input)),
        _ => None,
    }
}

fn draw_field(state: &State, theme: &Theme, buffer: &mut Buffer, label: &str, input: &Input) {
    let area = state.areas.notice.shrunk(1, 0);
    let count = match &state.overlay {
        Overlay::Filter(_) if input.value().is_empty() => String::new(),
        Overlay::Filter(_) if state.focus == Pane::Feeds => state
            .strings
            .count("pane.count-feeds", state.sidebar.count_feeds()),
        Overlay::Filter(_) if state.headlines.is_answered() => state
            .strings
            .count("pane.count", state.headlines.ids().len()),
        Overlay::Find(_) if !input.value().trim().is_empty() => {
            let nowhere = || state.strings.get("say.nowhere").to_owned();
            state.reader.find.place().unwrap_or_else(nowhere)
        }
        _ => String::new(),
    };
    put_right(buffer, area, area.y, &count, theme.style("dim"));
    let sign = match state.overlay {
        Overlay::Filter(_) => "F ",
        _ => "/ ",
    };
    let x = put(buffer, area, area.x, area.y, sign, theme.style("key"));
    if input.value().is_empty() {
        put(buffer, area, x + 1, area.y, label, theme.style("dim"));
    } else {
        put(buffer, area, x, area.y, input.value(), theme.style("text"));
    }
}

/// Where the terminal's cursor stands while something is typed in the lower line.
#[must_use]
pub fn cursor(state: &State) -> Option<Position> {
    let (_, input) = field(state)?;
    let area = state.areas.notice.shrunk(1, 0);
    let x = area.x + 2 + u16::try_from(input.visual_cursor()).unwrap_or(u16::MAX);
    area.contains(x, area.y)
        .then_some(Position { x, y: area.y })
}
