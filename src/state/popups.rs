//! Lists over the panes: what opens them, what a chosen row does.

use jiff::Timestamp;

use crate::model::feed::FeedId;
use crate::model::query::Scope;
use crate::state::adding;
use crate::state::catalogue::{self, Peek};
use crate::state::core::State;
use crate::state::downloads;
use crate::state::effect::Effect;
use crate::state::export;
use crate::state::here;
use crate::state::marks;
use crate::state::message::FeedList;
use crate::state::notices::Tone;
use crate::state::offer::Row;
use crate::state::older;
use crate::state::overlay::{Overlay, Purpose, Target};
use crate::state::picker::Picker;
use crate::state::tags;
use crate::state::themes;
use crate::state::when;
use crate::text;

fn lay(state: &mut State, purpose: Purpose, picker: Picker) {
    state.overlay = Overlay::Picker(purpose, picker);
    state.arrange();
}

/// Opens the catalogue.
pub fn open_catalogue(state: &mut State) {
    let listings = catalogue::listings(state.strings.language);
    let (rows, numbers) = catalogue::rows(&state.strings, &listings, &state.library);
    lay(
        state,
        Purpose::Catalogue(numbers, Peek::default()),
        Picker::new(rows).grouped(),
    );
}

/// Opens the list of subscription files; those found are told later.
pub fn import(state: &mut State) -> Vec<Effect> {
    lay(state, Purpose::Import(Vec::new()), Picker::new(Vec::new()));
    vec![Effect::FindImports]
}

/// Imports that file; until it is known to be a list its path stands in the line.
pub fn import_file(state: &mut State, path: &str) -> Vec<Effect> {
    let mut effects = import(state);
    if let Overlay::Picker(_, picker) = &mut state.overlay {
        picker.retype(path.to_owned());
    }
    effects.push(Effect::Import(path.into()));
    effects
}

/// Opens the list of what was said; what is longer than a row goes on in the next ones.
pub fn messages(state: &mut State) {
    lay(state, Purpose::Messages, Picker::new(Vec::new()));
    let room = usize::from(state.overlay_area().width).saturating_sub(7);
    let mut rows = Vec::new();
    for notice in state.notices.log() {
        let age = said_at(state, notice.at);
        let sign = match notice.tone {
            Tone::Good if !state.look.ascii => "✓ ",
            Tone::Good | Tone::Plain => "  ",
            Tone::Bad => "! ",
        };
        let detail = (text::width(&age) + 2).min(room / 3);
        let lines = text::wrap::wrap(&notice.text, room.saturating_sub(detail + 2).max(1));
        for (number, line) in lines.into_iter().enumerate() {
            let words = notice.text.get(line).unwrap_or_default().trim_end();
            let is_first = number == 0;
            rows.push(Row {
                label: format!("{}{words}", if is_first { sign } else { "    " }),
                detail: if is_first { age.clone() } else { String::new() },
                ..Row::default()
            });
        }
    }
    lay(state, Purpose::Messages, Picker::new(rows));
}

/// When something was said: by the clock, before today with the day.
fn said_at(state: &State, at: Timestamp) -> String {
    let clock = when::clock_of(&state.strings, &state.zone, at);
    let last = when::last(&state.strings, &state.zone, state.now, at);
    if last == clock {
        clock
    } else {
        format!("{last} {clock}")
    }
}

/// Closes the list over the panes; what lies behind it is there again.
pub fn close(state: &mut State) {
    state.overlay = match std::mem::take(&mut state.overlay) {
        Overlay::Picker(Purpose::Help(_, behind), _) => *behind,
        Overlay::Picker(_, picker) => picker.first.map_or(Overlay::None, Overlay::Welcome),
        _ => Overlay::None,
    };
    state.arrange();
}

/// What the chosen row leads to, for the caller to run; and effects of its own.
pub fn enter(state: &mut State) -> (Option<Target>, Vec<Effect>) {
    let Overlay::Picker(purpose, picker) = std::mem::take(&mut state.overlay) else {
        return (None, Vec::new());
    };
    let chosen = picker.chosen();
    let typed = picker.input.value().trim().to_owned();
    match purpose {
        Purpose::Help(actions, behind) => {
            let target = chosen.and_then(|row| actions.get(row).cloned().flatten());
            if target.is_none() {
                state.overlay = *behind;
                state.arrange();
            }
            (target, Vec::new())
        }
        Purpose::Palette(targets, _) | Purpose::History(targets) => {
            (chosen.and_then(|row| targets.get(row).cloned()), Vec::new())
        }
        Purpose::Downloads(all) => (downloads::story(all.as_deref(), chosen), Vec::new()),
        Purpose::SaveAs(_) | Purpose::Pipe(_) | Purpose::Facts(_) | Purpose::Older => {
            (None, enter_of_story(state, &purpose, &picker))
        }
        Purpose::Tags(tagging) => {
            // A click ticks; Enter, which keeps what is ticked, never comes here.
            state.overlay = Overlay::Picker(Purpose::Tags(tagging), picker);
            tags::tick(state);
            (None, Vec::new())
        }
        Purpose::Messages | Purpose::Settings(..) => (None, Vec::new()),
        Purpose::Themes(names) => {
            let name = chosen.and_then(|row| names.into_iter().nth(row));
            let effects = name.map_or_else(Vec::new, |name| themes::take(state, name));
            state.arrange();
            (None, effects)
        }
        Purpose::Import(files) => {
            let chosen = chosen.and_then(|row| files.get(row));
            let chosen = chosen.map(|list| list.path.clone());
            let typed = (!typed.is_empty()).then(|| typed.into());
            let path = typed.or(chosen);
            // What was typed stays until it is known that it was a list.
            state.overlay = Overlay::Picker(Purpose::Import(files), picker);
            (None, path.map(Effect::Import).into_iter().collect())
        }
        Purpose::Catalogue(numbers, _) => {
            // What is taken already stays taken: this ends the choosing.
            let is_ticked = |row: &usize| picker.row(*row).and_then(|row| row.ticked) == Some(true);
            let row = chosen.filter(|row| !is_ticked(row));
            let number = row.and_then(|row| numbers.get(row).copied().flatten());
            state.arrange();
            let effects = number.map_or_else(Vec::new, |number| toggle_listing(state, number));
            (None, effects)
        }
        Purpose::AddFeed(new) => {
            state.overlay = Overlay::Picker(Purpose::AddFeed(new), picker);
            (None, adding::enter(state))
        }
    }
}

/// What the chosen row of a list about stories does.
fn enter_of_story(state: &mut State, purpose: &Purpose, picker: &Picker) -> Vec<Effect> {
    let chosen = picker.chosen();
    let typed = picker.input.value().trim();
    match purpose {
        Purpose::SaveAs(files) => {
            let file = chosen.and_then(|row| files.get(row));
            export::written(state, typed, file)
        }
        Purpose::Pipe(lines) => {
            let line = match typed {
                "" => chosen.and_then(|row| lines.get(row)).map(String::as_str),
                typed => Some(typed),
            };
            line.map_or_else(Vec::new, |line| export::piped(state, line))
        }
        Purpose::Facts(_) => {
            let value = chosen.and_then(|row| picker.row(row));
            let value = value.map(|row| row.detail.clone());
            value.map(Effect::Copy).into_iter().collect()
        }
        _ => {
            let query = older::older_than(state, picker);
            query.map_or_else(Vec::new, |query| marks::mark_query(state, query))
        }
    }
}

/// Subscribes to the chosen feed of the catalogue, or no longer; none in other lists.
pub fn tick(state: &mut State) -> Option<Vec<Effect>> {
    let Overlay::Picker(Purpose::Catalogue(numbers, _), picker) = &mut state.overlay else {
        return None;
    };
    let chosen = picker.chosen()?;
    let number = numbers.get(chosen).copied().flatten()?;
    // It is ticked at once; the library, once it has it, says the same.
    let mut rows = picker.rows().to_vec();
    if let Some(row) = rows.get_mut(chosen) {
        row.ticked = row.ticked.map(|ticked| !ticked);
    }
    picker.set_rows(rows);
    Some(toggle_listing(state, number))
}

fn toggle_listing(state: &State, number: usize) -> Vec<Effect> {
    let listings = catalogue::listings(state.strings.language);
    let Some(listing) = listings.get(number) else {
        return Vec::new();
    };
    match state
        .library
        .feeds
        .iter()
        .find(|feed| feed.url == listing.url)
    {
        Some(feed) => vec![Effect::Unsubscribe(feed.id)],
        None => vec![Effect::Subscribe {
            url: listing.url.clone(),
            title: Some(listing.title.clone()),
            folder: None,
            full_text: None,
        }],
    }
}

/// The library changed: ticks of the catalogue follow.
pub fn refreshed(state: &mut State) {
    if let Overlay::Picker(Purpose::Catalogue(..), picker) = &mut state.overlay {
        let listings = catalogue::listings(state.strings.language);
        let (rows, _) = catalogue::rows(&state.strings, &listings, &state.library);
        picker.set_rows(rows);
    }
}

/// Lists of other readers were found: each with how many feeds it has.
pub fn imports_found(state: &mut State, lists: Vec<FeedList>) {
    let strings = &state.strings;
    if let Overlay::Picker(Purpose::Import(known), picker) = &mut state.overlay {
        let rows = lists.iter().map(|list| Row {
            label: list.path.display().to_string(),
            detail: list
                .feeds
                .map(|feeds| strings.count("popup.feeds", feeds))
                .unwrap_or_default(),
            ..Row::default()
        });
        picker.set_rows(rows.collect());
        *known = lists;
    }
}

/// Does something with the feed that feed keys are about: the chosen one, else that of the list, else that of the story.
pub fn with_feed(
    state: &mut State,
    act: impl FnOnce(&mut State, FeedId) -> Vec<Effect>,
) -> Vec<Effect> {
    here::feed(state).map_or_else(Vec::new, |feed| act(state, feed))
}

/// The feeds that `r` refreshes: the chosen one, those of the chosen folder, or those of the list.
#[must_use]
pub fn feeds_here(state: &State) -> Vec<FeedId> {
    match state.headlines.query().scope {
        Scope::Feed(id) => vec![id],
        Scope::Folder(folder) => {
            let feeds = state
                .library
                .feeds
                .iter()
                .filter(|feed| feed.folder == Some(folder));
            feeds.map(|feed| feed.id).collect()
        }
        Scope::All => Vec::new(),
    }
}
