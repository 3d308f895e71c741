//! Lists over the panes: what opens them, what a chosen row does.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::feed::FeedId;
use crate::model::query::Scope;
use crate::state::adding;
use crate::state::area::Pane;
use crate::state::catalogue::{self, Peek};
use crate::state::core::State;
use crate::state::downloads;
use crate::state::effect::Effect;
use crate::state::export;
use crate::state::listing;
use crate::state::marks;
use crate::state::message::Candidate;
use crate::state::notices::Tone;
use crate::state::overlay::{Finding, Overlay, Purpose, Target};
use crate::state::peek;
use crate::state::picker::{Picker, Row};
use crate::state::sidebar;
use crate::state::strings::Strings;
use crate::state::tags;
use crate::state::themes;
use crate::state::when;
use crate::text;

fn lay(state: &mut State, purpose: Purpose, picker: Picker) {
    state.overlay = Overlay::Picker(purpose, picker);
    state.arrange();
}

/// Opens the field for an address.
pub fn add_feed(state: &mut State, address: &str) {
    let mut picker = Picker::new(Vec::new());
    picker.paste(address);
    lay(state, Purpose::AddFeed(Finding::Typing), picker);
}

/// Opens the catalogue.
pub fn open_catalogue(state: &mut State) {
    let listings = catalogue::listings(state.strings.language);
    let (rows, numbers) = catalogue::rows(&state.strings, &listings, &state.library);
    lay(
        state,
        Purpose::Catalogue(numbers, Peek::default()),
        Picker::new(rows),
    );
}

/// Opens the list of subscription files; those found are told later.
pub fn import(state: &mut State) -> Vec<Effect> {
    lay(state, Purpose::Import(Vec::new()), Picker::new(Vec::new()));
    vec![Effect::FindImports]
}

/// Opens the list of what was said; what is longer than a row goes on in the next ones.
pub fn messages(state: &mut State) {
    lay(state, Purpose::Messages, Picker::new(Vec::new()));
    let room = usize::from(state.overlay_area().width).saturating_sub(5);
    let mut rows = Vec::new();
    for notice in state.notices.log() {
        let age = when::age(&state.strings, &state.zone, state.now, notice.at);
        let detail = (text::width(&age) + 2).min(room / 3);
        let lines = text::wrap::wrap(&notice.text, room.saturating_sub(detail + 2).max(1));
        for (number, line) in lines.into_iter().enumerate() {
            let words = notice.text.get(line).unwrap_or_default().trim_end();
            let is_first = number == 0;
            rows.push(Row {
                label: format!("{}{words}", if is_first { "" } else { "  " }),
                detail: if is_first { age.clone() } else { String::new() },
                ..Row::default()
            });
        }
    }
    lay(state, Purpose::Messages, Picker::new(rows));
}

/// Closes the list over the panes; what lies behind it is there again.
pub fn close(state: &mut State) {
    state.overlay = match std::mem::take(&mut state.overlay) {
        Overlay::Picker(Purpose::Help(_, behind), _) => *behind,
        _ => Overlay::None,
    };
    state.arrange();
}

/// What the chosen row leads to, for the caller to run; and effects of its own.
pub fn enter(state: &mut State) -> (Option<Target>, Vec<Effect>) {
    let Overlay::Picker(purpose, mut picker) = std::mem::take(&mut state.overlay) else {
        return (None, Vec::new());
    };
    let chosen = picker.chosen();
    let typed = picker.input.value().trim().to_owned();
    match purpose {
        Purpose::Help(actions, behind) => {
            let action = chosen.and_then(|row| actions.get(row).copied().flatten());
            if action.is_none() {
                state.overlay = *behind;
                state.arrange();
            }
            (action.map(Target::Does), Vec::new())
        }
        Purpose::Palette(targets) | Purpose::History(targets) => {
            (chosen.and_then(|row| targets.get(row).cloned()), Vec::new())
        }
        Purpose::Downloads(all) => (downloads::story(all.as_deref(), chosen), Vec::new()),
        Purpose::SaveAs(_) | Purpose::Pipe(_) | Purpose::Facts | Purpose::Older => {
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
            let chosen = chosen.and_then(|row| files.get(row).cloned());
            let typed = (!typed.is_empty()).then(|| typed.into());
            let path = typed.or(chosen);
            (None, path.map(Effect::Import).into_iter().collect())
        }
        Purpose::Catalogue(numbers, peek) => {
            let number = chosen.and_then(|row| numbers.get(row).copied().flatten());
            let effects = number.map_or_else(Vec::new, |number| toggle_listing(state, number));
            state.overlay = Overlay::Picker(Purpose::Catalogue(numbers, peek), picker);
            (None, effects)
        }
        Purpose::AddFeed(finding) => {
            let (finding, effects) = add(finding, &typed, &mut picker);
            if !matches!(&finding, Finding::Found(found, _) if found.is_empty()) {
                state.overlay = Overlay::Picker(Purpose::AddFeed(finding), picker);
                state.arrange();
            }
            (None, effects)
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
        Purpose::Facts => {
            let value = chosen.and_then(|row| picker.row(row));
            let value = value.map(|row| row.detail.clone());
            value.map(Effect::Copy).into_iter().collect()
        }
        _ => {
            let query = chosen.and_then(|row| listing::older_than(state, row));
            query.map_or_else(Vec::new, |query| marks::mark_query(state, query))
        }
    }
}

/// Asks for feeds at the address, or adds those ticked; an empty `Found` closes the list.
fn add(finding: Finding, typed: &str, picker: &mut Picker) -> (Finding, Vec<Effect>) {
    match finding {
        Finding::Found(mut found, folder) if found.iter().any(|(_, ticked)| *ticked) => {
            let ticked = found
                .drain(..)
                .filter(|(candidate, ticked)| *ticked && !candidate.known);
            let effects = ticked.map(|(candidate, _)| Effect::Subscribe {
                url: candidate.url,
                title: None,
                folder,
            });
            (Finding::Found(Vec::new(), None), effects.collect())
        }
        finding if typed.is_empty() => (finding, Vec::new()),
        _ => {
            picker.set_rows(Vec::new());
            (
                Finding::Asking(typed.to_owned()),
                vec![Effect::Discover(typed.to_owned())],
            )
        }
    }
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
        }],
    }
}

/// Ticks or unticks the chosen feed among those found at an address; false when there is nothing to tick.
pub fn tick(state: &mut State) -> bool {
    let State {
        overlay,
        strings,
        zone,
        now,
        ..
    } = state;
    let Overlay::Picker(Purpose::AddFeed(Finding::Found(found, _)), picker) = overlay else {
        return false;
    };
    let Some((candidate, ticked)) = picker.chosen().and_then(|row| found.get_mut(row)) else {
        return false;
    };
    *ticked = !*ticked && !candidate.known;
    let rows = found_rows(found, strings, zone, *now);
    picker.set_rows(rows);
    true
}

/// Words the feeds found at an address anew.
pub fn restate_found(state: &mut State) {
    let State {
        overlay,
        strings,
        zone,
        now,
        ..
    } = state;
    if let Overlay::Picker(Purpose::AddFeed(Finding::Found(found, _)), picker) = overlay {
        picker.restate(found_rows(found, strings, zone, *now));
    }
}

/// Feeds were found at an address, or not.
pub fn discovered(state: &mut State, address: &str, found: Result<Vec<Candidate>, String>) {
    if peek::told(state, address, &found) {
        return;
    }
    let folder = adding::usual(state);
    let State {
        overlay,
        strings,
        zone,
        now,
        ..
    } = state;
    let Overlay::Picker(Purpose::AddFeed(finding), picker) = overlay else {
        if let Err(words) = found {
            let words = strings.failure(&words).into_owned();
            state.say(Tone::Bad, words);
        }
        return;
    };
    if *finding != Finding::Asking(address.to_owned()) {
        return;
    }
    match found {
        Ok(candidates) => {
            let unknown = candidates.iter().position(|candidate| !candidate.known);
            let found: Vec<_> = candidates
                .into_iter()
                .enumerate()
                .map(|(at, candidate)| (candidate, Some(at) == unknown))
                .collect();
            // The address has been answered: the line is empty again, so that it filters nothing.
            *picker = Picker::new(found_rows(&found, strings, zone, *now));
            *finding = Finding::Found(found, folder);
        }
        Err(words) => *finding = Finding::Nothing(strings.failure(&words).into_owned()),
    }
    state.arrange();
}

/// Each with its format, how many stories it has, and how old the latest is.
fn found_rows(
    found: &[(Candidate, bool)],
    strings: &Strings,
    zone: &TimeZone,
    now: Timestamp,
) -> Vec<Row> {
    let rows = found.iter().map(|(candidate, ticked)| {
        let format = candidate.format;
        let format = format.map(|format| format!("{format:?}").to_lowercase());
        let mut facts: Vec<String> = format.into_iter().collect();
        facts.push(strings.count("pane.count", candidate.entries));
        let latest = candidate.latest;
        facts.extend(latest.map(|latest| when::age(strings, zone, now, latest)));
        Row {
            label: candidate.title.clone(),
            detail: facts.join(" · "),
            ticked: Some(*ticked || candidate.known),
            ..Row::default()
        }
    });
    rows.collect()
}

/// The library changed: ticks of the catalogue follow.
pub fn refreshed(state: &mut State) {
    if let Overlay::Picker(Purpose::Catalogue(..), picker) = &mut state.overlay {
        let listings = catalogue::listings(state.strings.language);
        let (rows, _) = catalogue::rows(&state.strings, &listings, &state.library);
        picker.set_rows(rows);
    }
}

/// Files of other readers were found.
pub fn imports_found(state: &mut State, files: Vec<std::path::PathBuf>) {
    if let Overlay::Picker(Purpose::Import(known), picker) = &mut state.overlay {
        let rows = files.iter().map(|file| Row {
            label: file.display().to_string(),
            ..Row::default()
        });
        picker.set_rows(rows.collect());
        *known = files;
    }
}

/// Does something with the feed that feed keys are about: the chosen one, else that of the list, else that of the story.
pub fn with_feed(
    state: &mut State,
    act: impl FnOnce(&mut State, FeedId) -> Vec<Effect>,
) -> Vec<Effect> {
    let of_list = match state.headlines.query().scope {
        Scope::Feed(id) => Some(id),
        _ => None,
    };
    let of_story = || state.headlines.row_of(state.subject()?)?.feed;
    let feed = match (state.focus, state.sidebar.chosen()) {
        (Pane::Feeds, Some(sidebar::Entry::Feed(id, _))) => Some(id),
        (Pane::Feeds, _) => None,
        _ => of_list.or_else(of_story),
    };
    if let Some(feed) = feed {
        return act(state, feed);
    }
    let words = state.strings.get("say.choose-a-feed").to_owned();
    state.say(Tone::Plain, words);
    Vec::new()
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
