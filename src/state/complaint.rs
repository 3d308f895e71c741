//! What is told of the chosen feed that has trouble, as far as there are rows for it, and how many rows it takes: the
//! list of feeds leaves no more.

use crate::model::address::without_secrets;
use crate::model::feed::Feed;
use crate::state::ailing::{CHOSEN, Instead, Trouble, WIDEST};
use crate::state::core::State;
use crate::state::overlay::Overlay;
use crate::state::{diagnosis, hints, sidebar};
use crate::text;

/// A key that helps, and the word for it.
pub type Key = (String, String);

/// Columns before a line, between keys and between a key and its word.
const SET_IN: usize = 3;
const BETWEEN_KEYS: usize = 3;

/// What is told of a feed, line by line, each with the name of its style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Complaint {
    /// Why it fails, when it is tried again, its address, how often it publishes and what was found instead.
    pub lines: Vec<(String, &'static str)>,
    /// The keys that help, in as many rows as they take.
    pub keys: Vec<Vec<Key>>,
}

/// Gives the chosen feed the rows that what is told of it takes.
pub fn fit(state: &mut State) {
    let Overlay::Trouble(trouble) = &state.overlay else {
        return;
    };
    let chosen = trouble.chosen();
    let Some(feed) = chosen.and_then(|id| sidebar::feed(&state.library, id)) else {
        return;
    };
    let Complaint { lines, keys } = of(state, trouble, feed);
    // Its name above, an empty row below.
    let rows = 1 + lines.len() + keys.len() + 1;
    if let Overlay::Trouble(trouble) = &mut state.overlay {
        trouble.set_chosen_rows(rows);
    }
}

/// What is told of the chosen feed. What matters least goes where there is no room.
#[must_use]
pub fn of(state: &State, trouble: &Trouble, feed: &Feed) -> Complaint {
    let inside = state.overlay_area().inside();
    let columns = usize::from(inside.width.min(WIDEST)).saturating_sub(SET_IN + 2);
    let columns = columns.max(1);
    let mut keys = rows_of_keys(state, trouble, feed, columns);
    let rows = trouble.height().min(CHOSEN).saturating_sub(1);
    keys.truncate((rows / 3).max(1));
    Complaint {
        lines: lines(
            state,
            trouble,
            feed,
            columns,
            rows.saturating_sub(keys.len()),
        ),
        keys,
    }
}

fn lines(
    state: &State,
    trouble: &Trouble,
    feed: &Feed,
    columns: usize,
    rows: usize,
) -> Vec<(String, &'static str)> {
    let mut lines: Vec<Told> = Vec::new();
    let mut tell = |(first, second): (u8, u8), words: &str, style: &'static str| {
        let mut ranges = text::wrap::wrap(words, columns).into_iter();
        let Some(range) = ranges.next().filter(|_| !words.is_empty()) else {
            return;
        };
        let (head, rest) = words.split_at_checked(range.end).unwrap_or((words, ""));
        lines.push((first, head.trim_end().to_owned(), style, None));
        if !rest.is_empty() {
            let whole = Some(words.to_owned());
            lines.push((second, rest.trim_start().to_owned(), style, whole));
        }
    };
    tell((0, 2), &diagnosis::cause(state, feed), "text");
    let address = without_secrets(&feed.url);
    let next = diagnosis::next(state, feed).unwrap_or_default();
    let both = format!("{next} {address}");
    if text::width(both.trim_start()) <= columns {
        tell((1, 3), both.trim_start(), "dim");
    } else {
        tell((1, 3), &next, "dim");
        tell((5, 7), &text::truncate(&address, columns), "dim");
    }
    let habits = diagnosis::habits(state, trouble, feed).unwrap_or_default();
    tell((6, 7), &habits, "dim");
    if let Some(instead) = diagnosis::instead(state, trouble, feed) {
        let style = match trouble.found.get(&feed.id) {
            None | Some(Instead::Found(_)) => "good",
            Some(Instead::Asking(_)) => "banner",
            Some(Instead::Nothing(_)) => "error",
        };
        tell((1, 4), &instead, style);
    }
    fitted(lines, columns, rows)
}

/// A line of what is told: how little it matters, its words and their style; with the second line of a sentence the whole
/// of that, for when there is only room for the first.
type Told = (u8, String, &'static str, Option<String>);

/// So many of the lines, those that matter.
fn fitted(mut lines: Vec<Told>, columns: usize, rows: usize) -> Vec<(String, &'static str)> {
    while lines.len() > rows {
        let least = lines.iter().map(|(rank, ..)| *rank).max();
        let Some(at) = lines.iter().rposition(|(rank, ..)| Some(*rank) == least) else {
            break;
        };
        let (.., whole) = lines.remove(at);
        let first = at.checked_sub(1).and_then(|before| lines.get_mut(before));
        if let (Some(whole), Some((_, words, ..))) = (whole, first) {
            *words = text::truncate(&whole, columns).into_owned();
        }
    }
    lines
        .into_iter()
        .map(|(_, words, style, _)| (words, style))
        .collect()
}

/// The keys that help, as many in a row as there is room for.
fn rows_of_keys(state: &State, trouble: &Trouble, feed: &Feed, columns: usize) -> Vec<Vec<Key>> {
    let mut rows: Vec<Vec<Key>> = Vec::new();
    let mut at = 0;
    for (key, words) in diagnosis::keys(state, trouble, feed) {
        let key = if state.look.ascii {
            hints::spelt(key)
        } else {
            key.to_owned()
        };
        let width = text::width(&key) + 1 + text::width(&words);
        match rows.last_mut() {
            Some(row) if at + width <= columns => row.push((key, words)),
            _ => {
                at = 0;
                rows.push(vec![(key, words)]);
            }
        }
        at += width + BETWEEN_KEYS;
    }
    rows
}
