//! What lies over the panes: lists to choose from, and what a prefix key may be followed by.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::state::adding;
use crate::state::area::{Area, Pane};
use crate::state::core::State;
use crate::state::downloads;
use crate::state::filing::field;
use crate::state::mouse::picker_rows;
use crate::state::newfeed::{Field, Finding};
use crate::state::offer::Kind;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::peek;
use crate::state::picker::Picker;
use crate::state::preferences;
use crate::state::which;
use crate::text;
use crate::view::filing;
use crate::view::paint::{self, put, put_right};
use crate::view::prefix;
use crate::view::row;
use crate::view::search;
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
        Overlay::Search(searching) => search::draw(state, theme, buffer, searching),
        Overlay::Setup(form) => setup::draw(state, theme, buffer, form),
        Overlay::Prefix(..) => {
            if let Some(chart) = which::shown(state) {
                prefix::draw(state, theme, buffer, &chart);
            }
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
    let beyond = row::beyond(picker).filter(|_| !theme.ascii);
    paint::frame(
        buffer,
        theme,
        area,
        &title(state, purpose),
        beyond.as_deref(),
        true,
    );
    let inside = area.inside();
    let position = draw_input(state, theme, buffer, inside, purpose, picker);
    row::rule(theme, buffer, inside, inside.y + 1);
    let rows = picker_rows(state);
    let details = row::column(purpose, picker);
    let is_left = matches!(purpose, Purpose::AddFeed(new)
        if field(state, new) != Field::Address);
    for ((number, down), row, chosen) in picker.window() {
        let chosen = chosen && !is_left;
        let place = rows.column(picker.columns(), number);
        let y = place.y + paint::cells(down);
        row::draw(theme, buffer, place, y, row, chosen, details);
    }
    draw_dividers(theme, buffer, rows, picker);
    if picker.count() == 0 {
        draw_note(state, theme, buffer, rows, (purpose, picker));
    }
    draw_preview(state, theme, buffer, rows, purpose, picker);
    match purpose {
        Purpose::AddFeed(new) => filing::draw(state, theme, buffer, new).or(position),
        _ => position,
    }
}

/// The line before each column that has rows, but for the first.
fn draw_dividers(theme: &Theme, buffer: &mut Buffer, rows: Area, picker: &Picker) {
    let line = match (theme.plain, theme.ascii) {
        (true, _) => " ",
        (false, true) => "|",
        (false, false) => "│",
    };
    let columns = picker.window().map(|((column, _), ..)| column);
    let last = columns.last().unwrap_or_default();
    for number in 1..=last {
        let x = rows.column(picker.columns(), number).x - 1;
        for y in rows.y..rows.y + rows.height {
            put(buffer, rows, x, y, line, theme.style("frame"));
        }
    }
}

fn title(state: &State, purpose: &Purpose) -> String {
    let name = match purpose {
        Purpose::Tags(tagging) if tagging.ids.len() > 1 => {
            return state.strings.count("popup.tags-several", tagging.ids.len());
        }
        Purpose::Help(_, behind) => {
            let name = match (behind.as_ref(), state.focus) {
                (Overlay::None, Pane::Feeds) => "popup.help-feeds",
                (Overlay::None, Pane::Stories) => "popup.help-stories",
                (Overlay::None, Pane::Reader) => "popup.help-article",
                _ => "popup.help",
            };
            return state.strings.get(name).to_owned();
        }
        Purpose::Settings(..) => {
            let name = state.strings.get("popup.settings");
            return match &state.usual.mistake {
                Some(mistake) => format!("{name} — ! {}", state.strings.failure(mistake)),
                None => name.to_owned(),
            };
        }
        Purpose::Palette(..) => "popup.palette",
        Purpose::AddFeed(_) => "popup.add",
        Purpose::Catalogue(..) => "popup.catalogue",
        Purpose::Import(_) => "popup.import",
        Purpose::Messages => "popup.messages",
        Purpose::Themes(_) => "popup.themes",
        Purpose::History(_) => "popup.history",
        Purpose::Downloads(_) => "popup.downloads",
        Purpose::SaveAs(_) => "popup.save-as",
        Purpose::Pipe(_) => "popup.pipe",
        Purpose::Tags(_) => "popup.tags",
        Purpose::Facts(_) => "popup.facts",
        Purpose::Older => "popup.older",
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
    if picker.input.value().is_empty() {
        let hint = match purpose {
            Purpose::AddFeed(_) => "popup.add-hint",
            Purpose::Import(_) => "popup.import-hint",
            Purpose::SaveAs(_) => "popup.save-hint",
            Purpose::Pipe(_) => "popup.pipe-hint",
            Purpose::Tags(_) => "popup.tags-hint",
            _ => "hint.search",
        };
        let room = usize::from((line.x + line.width).saturating_sub(x + 1));
        let hint = text::truncate(state.strings.get(hint), room);
        put(buffer, line, x + 1, line.y, &hint, theme.style("dim"));
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
    draw_count(state, theme, buffer, line, purpose, picker);
    let column = x + u16::try_from(picker.input.visual_cursor())
        .unwrap_or(u16::MAX)
        .min(line.width);
    line.contains(column, line.y).then_some(Position {
        x: column,
        y: line.y,
    })
}

/// How many rows are left, and of which kind, unless the line is no filter.
fn draw_count(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    line: Area,
    purpose: &Purpose,
    picker: &Picker,
) {
    let count = picker.count().to_string();
    let (words, style) = match picker.only() {
        _ if purpose.is_field() => return,
        None => (count, "dim"),
        Some(only) => {
            let name = match only {
                Kind::Command => "palette.commands",
                Kind::Feed => "palette.feeds",
                Kind::Story => "palette.stories",
            };
            (format!("{} · {count}", state.strings.get(name)), "key")
        }
    };
    let words = paint::plain(theme, &words);
    put_right(buffer, line, line.y, &words, theme.style(style));
}

/// Why there is nothing to choose.
fn draw_note(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    rows: Area,
    (purpose, picker): (&Purpose, &Picker),
) {
    let finding = match purpose {
        Purpose::AddFeed(new) => Some(&new.finding),
        _ => None,
    };
    let (words, style) = match finding {
        Some(Finding::Asking(address)) => (state.strings.with("popup.asking", address), "banner"),
        Some(Finding::Nothing(words)) => (state.strings.with("popup.nothing", words), "error"),
        _ => match empty(purpose, picker) {
            Some(name) => (state.strings.get(name).to_owned(), "dim"),
            None => return,
        },
    };
    let inner = rows.shrunk(2, 0);
    let words = theme.shown(&words);
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

/// What is said of a list without rows: that there is nothing, or that nothing is called what is typed.
fn empty(purpose: &Purpose, picker: &Picker) -> Option<&'static str> {
    let is_filtered = picker.len() > 0;
    Some(match purpose {
        Purpose::SaveAs(_) | Purpose::Pipe(_) => return None,
        Purpose::AddFeed(_) => "empty.add",
        Purpose::Import(_) => "empty.import",
        Purpose::Catalogue(..) => "empty.catalogue",
        Purpose::Palette(..) => "empty.palette",
        Purpose::Themes(_) => "empty.themes",
        Purpose::History(_) if is_filtered => "empty.visit",
        Purpose::History(_) => "empty.history",
        Purpose::Facts(_) if is_filtered => "empty.fact",
        Purpose::Facts(_) => "empty.facts",
        Purpose::Older => "empty.older",
        Purpose::Downloads(None) => "empty.waiting",
        Purpose::Downloads(_) if is_filtered => "empty.download",
        Purpose::Downloads(_) => "empty.downloads",
        Purpose::Settings(..) if is_filtered => "empty.settings",
        Purpose::Settings(..) => "empty.waiting",
        Purpose::Tags(_) => "empty.tags",
        Purpose::Messages if is_filtered => "empty.message",
        Purpose::Messages => "empty.messages",
        Purpose::Help(..) => "empty.help",
    })
}

/// Under the rows: what is to be known of the chosen one, as the headlines of a feed.
fn draw_preview(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    rows: Area,
    purpose: &Purpose,
    picker: &Picker,
) {
    let lines = known(state, rows, purpose, picker);
    // Below the rows where these fill the window: `picker_rows` leaves room.
    let below = match purpose {
        Purpose::AddFeed(_) => Area::default(),
        _ => state.explanation(),
    };
    let rest = if below.is_empty() {
        let used = u16::try_from(picker.window().count())
            .unwrap_or(u16::MAX)
            .saturating_add(1);
        rows.shrunk(2, 0).split_top(used).1
    } else {
        below.shrunk(2, 0)
    };
    let columns = usize::from(rest.width).max(1);
    // A title without anything below it says nothing.
    let has_title = matches!(purpose, Purpose::AddFeed(_));
    let skipped = usize::from(has_title && rest.height < 3);
    let is_list = below.is_empty() || matches!(purpose, Purpose::Catalogue(..)) && lines.len() > 1;
    let wrapped = lines.iter().skip(skipped).flat_map(|line| {
        let line = theme.shown(line).into_owned();
        let parts = text::wrap::wrap(&line, columns).into_iter();
        let parts: Vec<String> = parts
            .filter_map(|part| line.get(part).map(|part| part.trim_end().to_owned()))
            .collect();
        // A line of a list is cut, an explanation is read whole.
        if is_list {
            vec![text::truncate(&line, columns).into_owned()]
        } else {
            parts
        }
    });
    let mut wrapped = wrapped.peekable();
    for y in rest.y..rest.y + rest.height {
        let Some(mut line) = wrapped.next() else {
            break;
        };
        // Whoever cannot read on must see that there is more.
        if !is_list && y + 1 == rest.y + rest.height && wrapped.peek().is_some() {
            line = text::truncate(&format!("{line} …"), columns).into_owned();
        }
        let line = theme.piece(&line);
        put(buffer, rest, rest.x, y, &line, theme.style("dim"));
    }
}

/// What is to be known of the chosen row.
fn known(state: &State, rows: Area, purpose: &Purpose, picker: &Picker) -> Vec<String> {
    let Some(chosen) = picker.chosen() else {
        return Vec::new();
    };
    match purpose {
        Purpose::AddFeed(new) => {
            let Finding::Found(found) = &new.finding else {
                return Vec::new();
            };
            let chosen = adding::at_row(found, chosen);
            let headlines = chosen.map(|(candidate, _)| candidate.preview.as_slice());
            preview(state, headlines.unwrap_or_default())
        }
        Purpose::Settings(settings, _) => {
            if let Some(mistake) = &state.usual.mistake {
                let mistake = state.strings.failure(mistake);
                return vec![state.strings.with("settings.mend-first", &mistake)];
            }
            let columns = usize::from(rows.width);
            let setting = preferences::at_row(settings, chosen);
            setting.map_or_else(Vec::new, |setting| {
                preferences::explained(&state.strings, setting, columns)
            })
        }
        Purpose::Downloads(all) => all
            .as_deref()
            .and_then(|all| downloads::at_row(all, chosen))
            .map_or_else(Vec::new, |story| downloads::explained(state, story)),
        Purpose::Catalogue(..) => peek::lines(state),
        Purpose::Facts(_) => picker
            .row(chosen)
            .map(|row| row.detail.clone())
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// The headlines of a feed, below a line that says what they are.
fn preview(state: &State, headlines: &[String]) -> Vec<String> {
    let title = (!headlines.is_empty()).then(|| state.strings.get("popup.headlines").to_owned());
    let headlines = headlines.iter().map(|line| format!("  {line}"));
    title.into_iter().chain(headlines).collect()
}
