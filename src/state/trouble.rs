//! What went wrong, and what to do: feeds that fail, are gone, came only in part or are slow, each with its next steps on keys.

use crate::model::address;
use crate::model::feed::{Feed, FeedId, Health};
use crate::model::record::Record;
use crate::state::action::Action;
use crate::state::ailing::{Instead, Trouble};
use crate::state::core::State;
use crate::state::diagnosis;
use crate::state::effect::Effect;
use crate::state::message::{Candidate, Library};
use crate::state::notices::Tone;
use crate::state::overlay::Overlay;
use crate::state::palette;
use crate::state::possible;
use crate::state::press::{Code, Key};
use crate::state::setup;
use crate::state::sidebar;
use crate::state::undoing;

/// What a server is told that refuses programs: an old word for "like a browser", and who it is in truth.
const LIKE_A_BROWSER: &str = "Mozilla/5.0 (compatible; kabar; news reader)";

/// Opens it.
pub fn open(state: &mut State) -> Vec<Effect> {
    let feeds = troubled(&state.library);
    state.overlay = Overlay::Trouble(Trouble::of(feeds));
    state.arrange();
    ask(state)
}

/// Asks how the feeds about the window are doing, each once.
pub fn ask(state: &mut State) -> Vec<Effect> {
    let Overlay::Trouble(trouble) = &mut state.overlay else {
        return Vec::new();
    };
    trouble.ask().into_iter().map(Effect::Record).collect()
}

/// How a feed is doing is known.
pub fn told(state: &mut State, feed: FeedId, record: &Record) {
    if let Overlay::Trouble(trouble) = &mut state.overlay {
        trouble.records.insert(feed, Box::new(record.clone()));
    }
}

/// The feeds that have trouble: those that fail, are gone, came only in part or are slow.
fn troubled(library: &Library) -> Vec<FeedId> {
    let rank = |feed: &&Feed| match feed.health {
        Health::Failing { .. } => 0,
        Health::Retired { .. } => 1,
        Health::Well if feed.is_double() => 2,
        Health::Well if feed.damaged().is_some() => 3,
        Health::Well => 4,
    };
    let feeds = library.feeds.iter();
    let mut feeds: Vec<&Feed> = feeds
        .filter(|feed| {
            feed.is_broken() || feed.is_double() || feed.damaged().is_some() || feed.is_slow()
        })
        .collect();
    feeds.sort_by_key(rank);
    feeds.into_iter().map(|feed| feed.id).collect()
}

/// The library changed: feeds that are well again go, the choice stays where it was.
pub fn refreshed(state: &mut State) {
    let feeds = troubled(&state.library);
    if let Overlay::Trouble(trouble) = &mut state.overlay {
        trouble.follow(feeds);
    }
}

/// Feeds were found at an address, or not; false when it was not asked here.
pub fn discovered(
    state: &mut State,
    address: &str,
    found: &Result<Vec<Candidate>, String>,
) -> bool {
    let Overlay::Trouble(trouble) = &mut state.overlay else {
        return false;
    };
    let asking = Instead::Asking(address.to_owned());
    let Some(instead) = trouble.found.values_mut().find(|known| **known == asking) else {
        return false;
    };
    let nothing = state.strings.get("trouble.nothing");
    *instead = match found {
        Ok(candidates) => match candidates.iter().find(|candidate| !candidate.known) {
            Some(candidate) => Instead::Found(candidate.clone()),
            None => Instead::Nothing(nothing.to_owned()),
        },
        Err(words) => Instead::Nothing(state.strings.failure(words).into_owned()),
    };
    true
}

/// Where nothing was found at the page that a feed named as its site, the front page of its host is looked at.
pub fn front(
    state: &mut State,
    address: &str,
    found: &Result<Vec<Candidate>, String>,
) -> Option<Effect> {
    let Overlay::Trouble(trouble) = &mut state.overlay else {
        return None;
    };
    let front = address::site(address, None).filter(|front| found.is_err() && front != address)?;
    let asking = Instead::Asking(address.to_owned());
    let instead = trouble.found.values_mut().find(|known| **known == asking)?;
    *instead = Instead::Asking(front.clone());
    Some(Effect::Discover(front))
}

/// A key was pressed.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    let Overlay::Trouble(trouble) = &mut state.overlay else {
        return Vec::new();
    };
    match (key.code, key.ctrl) {
        (Code::Escape | Code::Left, _) | (Code::Char('q' | 'h' | '!'), false) => {
            state.overlay = Overlay::None;
        }
        (Code::Down | Code::Tab, _) | (Code::Char('j'), false) if !key.shift => trouble.step(1),
        (Code::Up | Code::Tab, _) | (Code::Char('k'), false) => trouble.step(-1),
        (Code::PageDown, _) | (Code::Char('f' | 'd'), true) => trouble.step(5),
        (Code::PageUp, _) | (Code::Char('b' | 'u'), true) => trouble.step(-5),
        (Code::Home, _) | (Code::Char('g'), false) => trouble.step(isize::MIN),
        (Code::End, _) | (Code::Char('G'), false) => trouble.step(isize::MAX),
        (Code::Char('R'), false) => return again(state),
        (Code::Char('u'), false) => return undoing::undo(state),
        (Code::Char('y'), false) => return vec![Effect::Copy(diagnosis::report(state))],
        (Code::Char('?'), false) | (Code::Function(1), _) => palette::help_over(state),
        (Code::Enter, _) => return enter(state),
        (Code::Char(letter), false) => return fix(state, letter),
        _ => {}
    }
    ask(state)
}

/// Uses what was found instead of the chosen feed, else tries it again.
pub fn enter(state: &mut State) -> Vec<Effect> {
    let Overlay::Trouble(trouble) = &mut state.overlay else {
        return Vec::new();
    };
    let Some(feed) = trouble.chosen() else {
        return Vec::new();
    };
    match trouble.found.remove(&feed) {
        Some(Instead::Found(candidate)) => vec![set(feed, "address", &candidate.url)],
        known => {
            trouble.found.extend(known.map(|known| (feed, known)));
            let known = sidebar::feed(&state.library, feed).filter(|feed| !feed.is_double());
            let found = known.and_then(|feed| feed.instead.clone());
            match found {
                Some(url) => vec![set(feed, "address", &url)],
                None => fix(state, 'r'),
            }
        }
    }
}

/// What a letter does to the chosen feed.
fn fix(state: &mut State, letter: char) -> Vec<Effect> {
    let Overlay::Trouble(trouble) = &state.overlay else {
        return Vec::new();
    };
    let Some(feed) = trouble.chosen() else {
        return Vec::new();
    };
    match letter {
        'r' | 'd' | 'U' if is_refused(state) => Vec::new(),
        'r' => vec![Effect::Refresh(vec![feed])],
        'd' => discover(state, feed),
        'U' => {
            let known = sidebar::feed(&state.library, feed);
            if known.is_some_and(diagnosis::refuses_programs) {
                vec![set(feed, "user_agent", LIKE_A_BROWSER)]
            } else {
                let words = state.strings.get("trouble.no-agent").to_owned();
                state.say(Tone::Plain, words);
                Vec::new()
            }
        }
        'm' | 'M' => vec![set(feed, "muted", "yes")],
        'D' => vec![Effect::Unsubscribe(feed)],
        'e' => setup::open(state, feed),
        'o' => {
            let known = sidebar::feed(&state.library, feed);
            let link = known.and_then(|known| known.link.clone());
            link.map_or_else(Vec::new, |link| vec![Effect::Browse(vec![link])])
        }
        _ => Vec::new(),
    }
}

fn set(feed: FeedId, key: &'static str, value: &str) -> Effect {
    Effect::SetFeed {
        feed,
        key,
        value: value.to_owned(),
    }
}

/// Whether the network may not be used; the reader is told why.
fn is_refused(state: &mut State) -> bool {
    let Some(reason) = possible::impossible(state, Action::Refresh) else {
        return false;
    };
    let reason = state.strings.get(reason).to_owned();
    state.say(Tone::Plain, reason);
    true
}

/// Tries all that fail again.
fn again(state: &mut State) -> Vec<Effect> {
    let Overlay::Trouble(trouble) = &state.overlay else {
        return Vec::new();
    };
    let feeds = trouble.feeds.clone();
    if feeds.is_empty() || is_refused(state) {
        return Vec::new();
    }
    vec![Effect::Refresh(feeds)]
}

/// Looks for the feeds of the site, as it names itself or as its feed's address does. A feed that works needs no other.
fn discover(state: &mut State, feed: FeedId) -> Vec<Effect> {
    let known = sidebar::feed(&state.library, feed);
    let Some(known) = known.filter(|feed| feed.health != Health::Well) else {
        return Vec::new();
    };
    let Some(site) = address::site(&known.url, known.link.as_deref()) else {
        let words = state.strings.get("trouble.no-site").to_owned();
        state.say(Tone::Plain, words);
        return Vec::new();
    };
    if let Overlay::Trouble(trouble) = &mut state.overlay {
        trouble.found.insert(feed, Instead::Asking(site.clone()));
    }
    vec![Effect::Discover(site)]
}
