//! How feeds are, in words: since when one fails, why, when it is tried again, what can be done.

use crate::model::address::without_secrets;
use crate::model::feed::{Feed, Health};
use crate::state::ailing::{Instead, Trouble};
use crate::state::core::State;
use crate::state::overlay::Overlay;
use crate::state::sidebar;
use crate::state::when;
use crate::text;

/// In a word what is wrong with a feed, and since when: `fails since Fri 20 Nov · 11 tries`.
#[must_use]
pub fn status(state: &State, feed: &Feed) -> String {
    let strings = &state.strings;
    match &feed.health {
        Health::Failing { since, tries, .. } => {
            let since = when::since(strings, &state.zone, state.now, *since);
            let sentence = if *tries == 1 {
                "trouble.failing-one"
            } else {
                "trouble.failing"
            };
            strings.count(sentence, tries).replace("{since}", &since)
        }
        Health::Retired { since } => {
            let since = when::since(strings, &state.zone, state.now, *since);
            strings.with("trouble.gone", &since)
        }
        Health::Well if feed.is_double() => strings.get("trouble.double").to_owned(),
        Health::Well if feed.damaged().is_some() => strings.get("trouble.damaged").to_owned(),
        Health::Well => {
            let took = feed.took.unwrap_or_default();
            let point = strings.get("when.point");
            let seconds = format!("{}{point}{}", took / 1000, took % 1000 / 100);
            strings.with("trouble.slow", &seconds)
        }
    }
}

/// The same in so many columns: how often it was tried goes before since when, and of today the time alone is told.
#[must_use]
pub fn status_in(state: &State, feed: &Feed, columns: usize) -> String {
    let status = status(state, feed);
    let short = status.split(" · ").next().unwrap_or_default();
    let (Health::Failing { since, .. } | Health::Retired { since }) = &feed.health else {
        return status;
    };
    if text::width(&status) <= columns {
        return status;
    }
    if text::width(short) <= columns {
        return short.to_owned();
    }
    let (strings, zone, now) = (&state.strings, &state.zone, state.now);
    let long = when::since(strings, zone, now, *since);
    short.replace(&long, &when::last(strings, zone, now, *since))
}

/// Why, in words of the server or the network.
#[must_use]
pub fn cause(state: &State, feed: &Feed) -> String {
    match &feed.health {
        Health::Failing { cause, .. } => state.strings.failure(cause).into_owned(),
        Health::Retired { .. } => state.strings.get("trouble.gone-cause").to_owned(),
        Health::Well if feed.is_double() => {
            let other = feed.instead.as_deref().unwrap_or_default();
            let other = without_secrets(other);
            state.strings.with("trouble.double-cause", &other)
        }
        Health::Well => match feed.damaged() {
            Some(damage) => state.strings.failure(damage).into_owned(),
            None => state.strings.get("trouble.slow-cause").to_owned(),
        },
    }
}

/// When it is tried again; nothing when it is not, or at any moment.
#[must_use]
pub fn next(state: &State, feed: &Feed) -> Option<String> {
    let Health::Failing { retry, wait, .. } = &feed.health else {
        return None;
    };
    let asked = wait.filter(|wait| *wait > state.now);
    let retry = (*retry).max(asked)?;
    let left = when::left(&state.strings, state.now, retry)?;
    let at = when::clock_of(&state.strings, &state.zone, retry);
    let sentence = match asked {
        Some(_) => "trouble.next-asked",
        None => "trouble.next",
    };
    let words = state.strings.with(sentence, &at);
    Some(words.replace("{left}", &left))
}

/// How often a feed publishes, when it did last, and where it was before; nothing as long as it is not known.
#[must_use]
pub fn habits(state: &State, trouble: &Trouble, feed: &Feed) -> Option<String> {
    let (strings, record) = (&state.strings, trouble.records.get(&feed.id)?);
    let week = match record.per_week {
        1 => "trouble.week-one",
        _ => "trouble.week",
    };
    let mut known = Vec::new();
    if let (Health::Retired { .. }, Some(last)) = (&feed.health, feed.fetched) {
        let last = when::since(strings, &state.zone, state.now, last);
        known.push(strings.with("trouble.reached", &last));
    }
    // A feed that never came publishes nobody knows how often.
    if record.per_week > 0 || record.latest.is_some() {
        known.push(strings.count(week, record.per_week));
    }
    if let Some(latest) = record.latest {
        let latest = when::since(strings, &state.zone, state.now, latest);
        known.push(strings.with("trouble.latest", &latest));
    }
    let from = record.moved_from.as_ref();
    if let Some(from) = from.filter(|from| **from != feed.url) {
        known.push(strings.with("setup.moved", &without_secrets(from)));
    }
    Some(known.join(" · "))
}

/// What was found instead of a feed: what the reader had looked for just now, else what the loader found unasked.
#[must_use]
pub fn instead(state: &State, trouble: &Trouble, feed: &Feed) -> Option<String> {
    let found = |url: &str| state.strings.with("trouble.found", &without_secrets(url));
    Some(match trouble.found.get(&feed.id) {
        None if feed.is_double() => return None,
        None => found(feed.instead.as_deref()?),
        Some(Instead::Asking(site)) => state.strings.with("popup.asking", site),
        Some(Instead::Found(candidate)) => found(&candidate.url),
        Some(Instead::Nothing(words)) => {
            let words = state.strings.failure(words);
            state.strings.with("popup.nothing", &words)
        }
    })
}

/// Whether its server may answer one that calls itself a browser; one that asks for patience wants no other name.
#[must_use]
pub fn refuses_programs(feed: &Feed) -> bool {
    matches!(&feed.health, Health::Failing { cause, .. }
        if ["403", "406", "451"].iter().any(|code| cause.contains(code)))
}

/// The keys that help the chosen feed: each with the word for it.
#[must_use]
pub fn keys(state: &State, trouble: &Trouble, feed: &Feed) -> Vec<(&'static str, String)> {
    let has_other = match trouble.found.get(&feed.id) {
        Some(Instead::Found(_)) => true,
        _ => feed.instead.is_some() && !feed.is_double(),
    };
    let keys = [
        ("⏎", "use", has_other),
        ("r", "retry", !has_other && !feed.is_double()),
        ("d", "discover", feed.health != Health::Well),
        ("U", "agent", refuses_programs(feed)),
        ("m", "mute", true),
        ("D", "remove", true),
        ("e", "settings", true),
    ];
    let wanted = keys.into_iter().filter(|(.., is_wanted)| *is_wanted);
    wanted
        .map(|(key, name, _)| {
            let name = format!("trouble.{name}");
            (key, state.strings.get(&name).to_owned())
        })
        .collect()
}

/// How all feeds are, in a sentence.
#[must_use]
pub fn summary(state: &State) -> String {
    let library = &state.library;
    let all = library.feeds.len();
    let feeds = library.feeds.iter();
    let others = feeds.filter(|feed| feed.is_double() || feed.damaged().is_some());
    let ill = state.sidebar.places().failing() + others.count();
    let well = all - ill.min(all);
    let well_of_all = match (well, all) {
        (1, 1) => "trouble.well-only",
        (1, _) => "trouble.well-one",
        _ => "trouble.well",
    };
    let ready = match library.offline {
        1 => "trouble.ready-one",
        _ => "trouble.ready",
    };
    let words = state.strings.count(well_of_all, well);
    let words = words.replace("{all}", &all.to_string());
    let words = format!("{words} {}", state.strings.count(ready, library.offline));
    let last = library.feeds.iter().filter_map(|feed| feed.fetched).max();
    match last {
        Some(last) => {
            let last = when::last(&state.strings, &state.zone, state.now, last);
            format!("{words} {}", state.strings.with("trouble.last", &last))
        }
        None => words,
    }
}

/// All of it as text, to be sent to somebody who can help.
#[must_use]
pub fn report(state: &State) -> String {
    let Overlay::Trouble(trouble) = &state.overlay else {
        return String::new();
    };
    let known = trouble.feeds.iter();
    let feeds = known.filter_map(|feed| sidebar::feed(&state.library, *feed));
    let lines = feeds.map(|feed| {
        let (url, status) = (without_secrets(&feed.url), status(state, feed));
        format!(
            "{}\n  {url}\n  {status}: {}\n",
            feed.title,
            cause(state, feed)
        )
    });
    let lines: Vec<String> = lines.collect();
    format!("{}\n{}", lines.concat(), summary(state))
}
