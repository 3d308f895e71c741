//! Feeds that are added by their address: those found there, and which of them are wanted. Where they are put and how
//! they are wanted is typed in `filing`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::feed::{FolderId, Format};
use crate::model::query::Scope;
use crate::state::core::{Edition, State};
use crate::state::effect::Effect;
use crate::state::filing;
use crate::state::folders;
use crate::state::message::Candidate;
use crate::state::newfeed::{Field, Finding, NewFeed};
use crate::state::notices::Tone;
use crate::state::offer::Row;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::peek;
use crate::state::picker::Picker;
use crate::state::sidebar;
use crate::state::strings::Strings;
use crate::state::when;

/// Opens the field for an address.
pub fn open(state: &mut State, address: &str) {
    let mut picker = Picker::new(Vec::new());
    picker.type_freely(Some(address));
    let new = NewFeed {
        folder: folders::path(&state.library, usual(state)).into(),
        ..NewFeed::default()
    };
    state.overlay = Overlay::Picker(Purpose::AddFeed(Box::new(new)), picker);
    state.arrange();
}

/// Asks for feeds at the address, or adds those ticked; where none is, the chosen one. All that was typed stays until they
/// are in the library.
pub fn enter(state: &mut State) -> Vec<Effect> {
    let paths = filing::paths(state);
    let Overlay::Picker(Purpose::AddFeed(new), picker) = &mut state.overlay else {
        return Vec::new();
    };
    let typed = picker.input.value().trim().to_owned();
    if typed.is_empty() || new.is_asked {
        new.field = Field::Address;
        return Vec::new();
    }
    let Finding::Found(found) = &new.finding else {
        picker.set_rows(Vec::new());
        new.finding = Finding::Asking(typed.clone());
        state.arrange();
        return vec![Effect::Discover(typed)];
    };
    let folder = folders::meant(&paths, new.folder.value());
    let ticked = found.iter().filter(|(_, ticked)| *ticked);
    let mut wanted: Vec<&Candidate> = ticked.map(|(candidate, _)| candidate).collect();
    let chosen = picker.chosen().and_then(|row| at_row(found, row));
    if wanted.is_empty() {
        wanted.extend(chosen.map(|(candidate, _)| candidate));
    }
    let known = wanted.iter().find(|candidate| candidate.known);
    let known = known.map(|candidate| candidate.title.clone());
    let subscribe = |candidate: &&Candidate| Effect::Subscribe {
        url: candidate.url.clone(),
        title: None,
        folder: Some(folder.clone()),
        full_text: Some(new.full_text),
    };
    let unknown = wanted.iter().filter(|candidate| !candidate.known);
    let effects: Vec<Effect> = unknown.map(subscribe).collect();
    new.is_asked = !effects.is_empty();
    if let Some(known) = known.filter(|_| effects.is_empty()) {
        let words = state.strings.with("say.known-feed", &known);
        state.say(Tone::Plain, words);
    }
    effects
}

/// A feed is in the library: what was typed to add it is not needed any more.
pub fn done(state: &mut State) {
    if matches!(&state.overlay, Overlay::Picker(Purpose::AddFeed(new), _) if new.is_asked) {
        state.overlay = Overlay::None;
        state.arrange();
    }
}

/// Something failed, perhaps this: it can be tried again with what was typed.
pub const fn refused(state: &mut State) {
    if let Overlay::Picker(Purpose::AddFeed(new), _) = &mut state.overlay {
        new.is_asked = false;
    }
}

/// What stands in the line was changed: feeds found at another address are not offered any more.
pub fn edited(state: &mut State) {
    if let Overlay::Picker(Purpose::AddFeed(new), picker) = &mut state.overlay
        && matches!(new.finding, Finding::Found(_) | Finding::Nothing(_))
    {
        new.finding = Finding::Typing;
        new.is_asked = false;
        picker.set_rows(Vec::new());
        state.arrange();
    }
}

/// Ticks or unticks the chosen feed among those found at an address; false when there is nothing to tick.
pub fn tick(state: &mut State) -> bool {
    let Overlay::Picker(Purpose::AddFeed(new), picker) = &mut state.overlay else {
        return false;
    };
    let Finding::Found(found) = &mut new.finding else {
        return false;
    };
    let row = picker.chosen().and_then(|row| row.checked_sub(1));
    let Some((candidate, ticked)) = row.and_then(|row| found.get_mut(row)) else {
        return false;
    };
    *ticked = !*ticked && !candidate.known;
    restate(state);
    true
}

/// Words the feeds found at an address anew.
pub fn restate(state: &mut State) {
    let State {
        overlay,
        strings,
        zone,
        now,
        ..
    } = state;
    if let Overlay::Picker(Purpose::AddFeed(new), picker) = overlay
        && let Finding::Found(found) = &new.finding
    {
        picker.restate(rows(found, picker.input.value(), strings, zone, *now));
    }
}

/// Feeds were found at an address, or not. The address stays in its line.
pub fn discovered(state: &mut State, address: &str, found: Result<Vec<Candidate>, String>) {
    if peek::told(state, address, &found) {
        return;
    }
    let Overlay::Picker(Purpose::AddFeed(new), picker) = &mut state.overlay else {
        if let Err(words) = found {
            let words = state.strings.failure(&words).into_owned();
            state.say(Tone::Bad, words);
        }
        return;
    };
    if new.finding != Finding::Asking(address.to_owned()) {
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
            let first = picker.first.take();
            *picker = Picker::new(Vec::new());
            picker.first = first;
            picker.type_freely(Some(address));
            new.finding = Finding::Found(found);
            restate(state);
        }
        Err(words) => {
            new.finding = Finding::Nothing(state.strings.failure(&words).into_owned());
        }
    }
    state.arrange();
}

/// The feed of a row of the list, and whether it is ticked.
#[must_use]
pub fn at_row(found: &[(Candidate, bool)], row: usize) -> Option<&(Candidate, bool)> {
    found.get(row.checked_sub(1)?)
}

/// Below the line that says where they were found: each with its format, how many stories it has, and how old the latest
/// is.
fn rows(
    found: &[(Candidate, bool)],
    address: &str,
    strings: &Strings,
    zone: &TimeZone,
    now: Timestamp,
) -> Vec<Row> {
    let told = strings.count("popup.found", found.len());
    let heading = Row {
        label: told.replace("{name}", brief(address)),
        heading: true,
        ..Row::default()
    };
    let feeds = found.iter().map(|(candidate, ticked)| {
        let mut facts: Vec<String> = candidate.format.map(written).into_iter().collect();
        if candidate.known {
            facts.insert(0, strings.get("popup.known").to_owned());
        }
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
    std::iter::once(heading).chain(feeds).collect()
}

/// An address as it is spoken of.
fn brief(address: &str) -> &str {
    let address = address.trim();
    let bare = address
        .split_once("://")
        .map_or(address, |(_, address)| address);
    bare.trim_end_matches('/')
}

/// The name of a format as it is written.
fn written(format: Format) -> String {
    let name = match format {
        Format::Rss => "RSS",
        Format::Rdf => "RDF",
        Format::Atom => "Atom",
        Format::Json => "JSON Feed",
        Format::Sitemap => "sitemap",
        Format::Page => "page",
    };
    name.to_owned()
}

/// Where a feed is put if nothing else is said: where the reader is.
#[must_use]
pub fn usual(state: &State) -> Option<FolderId> {
    let folder = match state.headlines.query().scope {
        Scope::Folder(folder) => Some(folder),
        Scope::Feed(feed) => sidebar::feed(&state.library, feed)?.folder,
        Scope::All => None,
    };
    // Those of the sample edition go with it.
    folder.filter(|_| state.edition == Edition::Own)
}
