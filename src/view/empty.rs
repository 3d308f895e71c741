//! A list without stories: why, and what to do next.

use ratatui::buffer::Buffer;

use crate::model::query::{Filter, Scope};
use crate::state::area::Area;
use crate::state::core::{Edition, State};
use crate::state::sidebar;
use crate::text;
use crate::view::paint::{put, put_centred};
use crate::view::theme::Theme;

/// Draws it, unless it is not known yet whether there are stories.
///
/// ```text
///         No feeds yet
///
///   a    add a feed or a site
///   g c  catalogue
///   g i  import
/// ```
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area) {
    let Some(name) = name(state) else {
        return;
    };
    let middle = area.y + area.height / 3;
    let title = state.strings.get(name);
    put_centred(buffer, area, middle, title, theme.style("path"));
    if name == WAITING {
        return;
    }
    let next = format!("{name}-next");
    let next = state.strings.get(&next);
    let columns = usize::from(area.width.saturating_sub(4)).max(1);
    let style = theme.style("dim");
    let lines = steps(next, columns);
    // Keys that stand below each other begin in one column.
    let widest = lines.iter().map(|line| text::width(line)).max();
    let blank = usize::from(area.width).saturating_sub(widest.unwrap_or_default()) / 2;
    let left = area.x + u16::try_from(blank).unwrap_or_default();
    let is_list = lines.len() > 1 && next.contains(BETWEEN);
    for (y, line) in (middle + 2..area.y + area.height).zip(&lines) {
        if is_list {
            put(buffer, area, left, y, line, style);
        } else {
            put_centred(buffer, area, y, line, style);
        }
    }
}

/// Nothing can be done but to wait a moment.
const WAITING: &str = "empty.waiting";

/// What stands between two steps.
const BETWEEN: &str = "    ";

/// The steps in one line, or each in its own where they do not fit.
fn steps(next: &str, columns: usize) -> Vec<String> {
    if text::width(next) <= columns {
        return vec![next.to_owned()];
    }
    let steps: Vec<(&str, &str)> = next
        .split(BETWEEN)
        .map(|step| step.split_once("  ").unwrap_or(("", step)))
        .collect();
    if let [_] = steps[..] {
        let lines = text::wrap::wrap(next, columns).into_iter();
        let lines = lines.map(|range| next.get(range).unwrap_or_default().trim_end().to_owned());
        return lines.collect();
    }
    let keys = steps.iter().map(|(key, _)| text::width(key)).max();
    let keys = keys.unwrap_or_default();
    let line = |(key, does): (&str, &str)| {
        let line = format!("{key:keys$}  {does}");
        text::truncate(&line, columns).into_owned()
    };
    steps.into_iter().map(line).collect()
}

/// Why the list is empty.
fn name(state: &State) -> Option<&'static str> {
    let query = state.headlines.query();
    if !state.headlines.is_answered() || !state.library_known {
        return None;
    }
    Some(match (query.filter, query.scope) {
        _ if !query.words.is_empty() => "empty.search",
        // The sample edition is being put on the table.
        (Filter::All, _) if state.edition != Edition::Own && state.library.total == 0 => WAITING,
        // Only bookmarks stay when the last feed goes.
        (Filter::All | Filter::Unread | Filter::Offline, _) if state.library.feeds.is_empty() => {
            "empty.no-feeds"
        }
        (Filter::Unread, _) => "empty.unread",
        (Filter::Bookmarked, _) => "empty.bookmarks",
        (Filter::Offline, _) => "empty.offline",
        (_, Scope::Feed(id)) => match sidebar::feed(&state.library, id) {
            Some(feed) if feed.is_broken() => "empty.failing",
            _ => "empty.feed",
        },
        _ => "empty.stories",
    })
}
