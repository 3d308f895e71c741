//! How one feed is doing, and how the reader wants it: a screen of its settings, each changed where it stands.

use tui_input::Input;

use crate::model::address::without_secrets;
use crate::model::feed::{Feed, FeedId, Health};
use crate::model::picture::Images;
use crate::model::record::Record;
use crate::model::wishes::{HIDDEN, Wishes};
use crate::state::change::Change;
use crate::state::core::State;
use crate::state::diagnosis;
use crate::state::effect::Effect;
use crate::state::folders;
use crate::state::form::Setup;
use crate::state::notices::Tone;
use crate::state::overlay::Overlay;
use crate::state::palette;
use crate::state::press::{Code, Key};
use crate::state::sidebar;
use crate::state::typing;
use crate::state::undo::Replay;
use crate::state::undoing;
use crate::state::when;

/// Settings that may help a feed that fails: it is tried again when one of them changes.
const OF_REQUESTS: [&str; 8] = [
    "address",
    "user_agent",
    "header",
    "login",
    "password",
    "password_cmd",
    "proxy",
    "ca",
];

/// Opens the settings of a feed.
pub fn open(state: &mut State, feed: FeedId) -> Vec<Effect> {
    state.overlay = Overlay::Setup(Setup::of(feed));
    state.arrange();
    vec![Effect::Record(feed)]
}

/// How a feed is doing is known.
pub fn told(state: &mut State, feed: FeedId, record: Box<Record>) {
    if let Overlay::Setup(setup) = &mut state.overlay
        && setup.feed == Some(feed)
    {
        setup.record = Some(record);
    }
}

/// The library changed, perhaps by another process: how its feed is doing and is wanted is asked again.
pub fn refreshed(state: &State) -> Vec<Effect> {
    match &state.overlay {
        Overlay::Setup(setup) => setup.feed.map(Effect::Record).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A key was pressed.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    let Overlay::Setup(setup) = &mut state.overlay else {
        return Vec::new();
    };
    if setup.input.is_some() {
        return type_in(state, key);
    }
    match (key.code, key.ctrl) {
        (Code::Escape | Code::Left, _) | (Code::Char('q' | 'h' | 'e'), false) => {
            state.overlay = Overlay::None;
        }
        (Code::Down | Code::Tab, _) | (Code::Char('j'), false) if !key.shift => setup.step(1),
        (Code::Up | Code::Tab, _) | (Code::Char('k'), false) => setup.step(-1),
        (Code::PageDown, _) => setup.step(5),
        (Code::PageUp, _) => setup.step(-5),
        (Code::Home, _) | (Code::Char('g'), false) => setup.step(isize::MIN),
        (Code::End, _) | (Code::Char('G'), false) => setup.step(isize::MAX),
        (Code::Char('u'), false) => return undoing::undo(state),
        (Code::Char('?'), false) | (Code::Function(1), _) => palette::help_over(state),
        (Code::Enter | Code::Right, _) | (Code::Char(' ' | 'l'), false) => return change(state),
        (Code::Delete | Code::Backspace, _) | (Code::Char('x'), false) => {
            let key = setup.chosen();
            return if key == "address" {
                Vec::new()
            } else {
                give(state, key, "")
            };
        }
        _ => {}
    }
    Vec::new()
}

/// Turns a switch, takes the next of few choices, or opens the line to type in.
pub fn change(state: &mut State) -> Vec<Effect> {
    let Overlay::Setup(setup) = &mut state.overlay else {
        return Vec::new();
    };
    let (Some(record), key) = (&setup.record, setup.chosen()) else {
        return Vec::new();
    };
    setup.refused = None;
    let wishes = &record.wishes;
    let next = match key {
        "read_on_arrival" | "edits_unread" | "muted" | "notify" if wishes.shown(key).is_empty() => {
            "yes"
        }
        "read_on_arrival" | "edits_unread" | "muted" | "notify" => "no",
        "full_text" => wishes.full_text.turned(true).name(),
        "images" => match wishes.images {
            None => "ask",
            Some(Images::Ask) => "always",
            Some(Images::Always) => "never",
            Some(Images::Never) => "",
        },
        _ => {
            let before = typed(state, key);
            if let Overlay::Setup(setup) = &mut state.overlay {
                setup.input = Some(Input::from(before));
            }
            return Vec::new();
        }
    };
    give(state, key, next)
}

/// What stands in the line when it is opened: what is set, unless that is a secret.
fn typed(state: &State, key: &str) -> String {
    let Overlay::Setup(setup) = &state.overlay else {
        return String::new();
    };
    let feed = setup.feed.and_then(|id| sidebar::feed(&state.library, id));
    match (key, feed) {
        _ if Wishes::is_secret(key) => String::new(),
        ("title", Some(feed)) => feed.title.clone(),
        ("folder", Some(feed)) => folders::path(&state.library, feed.folder),
        ("address", Some(feed)) => without_secrets(&feed.url).into_owned(),
        ("interval", _) => {
            let record = setup.record.as_ref();
            let minutes = record.and_then(|record| record.wishes.interval);
            minutes.map_or_else(String::new, |minutes| when::span(&state.strings, minutes))
        }
        _ => {
            let record = setup.record.as_ref();
            let shown = record.map_or_else(String::new, |record| record.wishes.shown(key));
            // A name that is hidden is typed anew.
            Some(shown)
                .filter(|shown| shown != HIDDEN)
                .unwrap_or_default()
        }
    }
}

fn type_in(state: &mut State, key: Key) -> Vec<Effect> {
    let Overlay::Setup(setup) = &mut state.overlay else {
        return Vec::new();
    };
    let Some(input) = &mut setup.input else {
        return Vec::new();
    };
    match key.code {
        Code::Escape => setup.input = None,
        Code::Enter => {
            let value = input.value().to_owned();
            let key = setup.chosen();
            return give(state, key, &value);
        }
        _ => {
            if let Some(request) = typing::request(key) {
                input.handle(request);
            }
        }
    }
    Vec::new()
}

/// Has a setting changed.
fn give(state: &mut State, key: &'static str, value: &str) -> Vec<Effect> {
    let Overlay::Setup(setup) = &mut state.overlay else {
        return Vec::new();
    };
    setup.refused = None;
    let Some(feed) = setup.feed else {
        return Vec::new();
    };
    vec![Effect::SetFeed {
        feed,
        key,
        value: value.to_owned(),
    }]
}

/// Mutes a feed, or listens to it again.
pub fn mute(state: &mut State, feed: FeedId) -> Vec<Effect> {
    let muted = sidebar::feed(&state.library, feed).is_some_and(|feed| feed.muted);
    vec![Effect::SetFeed {
        feed,
        key: "muted",
        value: if muted { "no" } else { "yes" }.to_owned(),
    }]
}

/// A setting was changed: the reader is told, and can take it back unless it is a secret.
pub fn changed(
    state: &mut State,
    feed: FeedId,
    key: &'static str,
    was: &str,
    is: &str,
) -> Vec<Effect> {
    let mut effects = vec![Effect::Feeds];
    if let Overlay::Setup(setup) = &mut state.overlay
        && setup.feed == Some(feed)
    {
        setup.input = None;
        effects.push(Effect::Record(feed));
    }
    if state.undo.was_replayed(&Replay::Set(feed, key)) {
        return effects;
    }
    let fails = sidebar::feed(&state.library, feed).is_some_and(|feed| feed.health != Health::Well);
    if (fails || key == "address") && OF_REQUESTS.contains(&key) && !state.offline {
        effects.push(Effect::Refresh(vec![feed]));
    }
    let title = sidebar::feed(&state.library, feed).map(|feed| feed.title.clone());
    let label = state.strings.get(&format!("setup.{key}")).to_owned();
    let words = match (key, is) {
        _ if Wishes::is_secret(key) => state.strings.with("say.set-secret", &label),
        _ if was == is => return effects,
        ("muted", "yes") => state.strings.with("say.muted", &title.unwrap_or_default()),
        ("muted", _) => state
            .strings
            .with("say.unmuted", &title.unwrap_or_default()),
        _ => state.strings.with("say.set-feed", &label),
    };
    state.say(Tone::Good, words);
    let change = if Wishes::is_secret(key) {
        Change::Secret {
            key: key.to_owned(),
        }
    } else {
        Change::Set {
            feed,
            key: key.to_owned(),
            was: was.to_owned(),
            is: is.to_owned(),
        }
    };
    state.undo.push(state.now, change);
    effects
}

/// A change was refused: it is told where it was made, and what was typed stays to be mended; false when that is not on
/// the screen.
pub fn refused(state: &mut State, feed: FeedId, key: &'static str, words: &str) -> bool {
    let _replayed = state.undo.was_replayed(&Replay::Set(feed, key));
    match &mut state.overlay {
        Overlay::Setup(setup) if setup.feed == Some(feed) => {
            setup.refused = Some(words.to_owned());
            true
        }
        _ => false,
    }
}

/// A setting as it is shown.
#[must_use]
pub fn value(state: &State, setup: &Setup, key: &str) -> String {
    let strings = &state.strings;
    let feed = setup.feed.and_then(|id| sidebar::feed(&state.library, id));
    let (Some(feed), Some(record)) = (feed, &setup.record) else {
        return String::new();
    };
    let shown = record.wishes.shown(key);
    let or = |other: &str| {
        if shown.is_empty() {
            strings.get(other).to_owned()
        } else {
            shown.clone()
        }
    };
    match key {
        "title" => feed.title.clone(),
        "folder" => folders::path(&state.library, feed.folder),
        "address" => without_secrets(&feed.url).into_owned(),
        "interval" => match (record.wishes.interval, record.pace) {
            (Some(minutes), _) => when::span(strings, minutes),
            (None, Some(pace)) => {
                let pace = when::span(strings, pace / 60);
                format!("{} · {pace}", strings.get("setup.auto"))
            }
            (None, None) => strings.get("setup.auto").to_owned(),
        },
        "keep" => record.wishes.keep.map_or_else(
            || strings.get("setup.as-all").to_owned(),
            |days| strings.count("when.days", days),
        ),
        "full_text" => {
            let name = record.wishes.full_text.name();
            strings.get(&format!("setup.full_text-{name}")).to_owned()
        }
        "read_on_arrival" | "edits_unread" | "muted" | "notify" => {
            let name = if shown.is_empty() { "no" } else { "yes" };
            strings.get(&format!("setup.{name}")).to_owned()
        }
        "images" => {
            let name = record.wishes.images.map_or("as-all", Images::name);
            strings.get(&format!("setup.{name}")).to_owned()
        }
        "user_agent" | "proxy" => or("setup.as-all"),
        _ => shown,
    }
}

/// How the feed is, in two lines.
#[must_use]
pub fn health(state: &State, setup: &Setup) -> [String; 2] {
    let (strings, zone, now) = (&state.strings, &state.zone, state.now);
    let feed = setup.feed.and_then(|id| sidebar::feed(&state.library, id));
    let (Some(feed), Some(record)) = (feed, &setup.record) else {
        return Default::default();
    };
    let state_of = if feed.health == Health::Well
        && !feed.is_slow()
        && !feed.is_double()
        && feed.damaged().is_none()
    {
        strings.get("setup.well").to_owned()
    } else {
        diagnosis::status(state, feed)
    };
    let first = strings
        .with("setup.health", &state_of)
        .replace("{n}", &record.per_week.to_string())
        .replace("{total}", &feed.total.to_string())
        .replace("{unread}", &feed.unread.to_string());
    let mut second = vec![match feed.fetched {
        Some(then) => strings.with("setup.fetched", &when::since(strings, zone, now, then)),
        None => strings.get("setup.never-fetched").to_owned(),
    }];
    let next = record.next.filter(|_| !feed.muted);
    if let Some(left) = next.and_then(|next| when::left(strings, now, next)) {
        second.push(strings.with("setup.next", &left));
    }
    match &feed.health {
        Health::Failing { cause, .. } => second.push(strings.failure(cause).into_owned()),
        _ if feed.damaged().is_some() => second.push(diagnosis::cause(state, feed)),
        _ => second.extend(moved(state, feed, record)),
    }
    [first, second.join(" · ")]
}

fn moved(state: &State, feed: &Feed, record: &Record) -> Option<String> {
    let from = record
        .moved_from
        .as_ref()
        .filter(|from| **from != feed.url)?;
    Some(state.strings.with("setup.moved", &without_secrets(from)))
}
