//! Commands that take what is typed behind them: an address, a file, an age, feeds, tags, a width. Each makes its rows
//! itself, and says why what is typed will not do. What they do is not done here.

use crate::model::feed::FeedId;
use crate::model::tag;
use crate::state::action::Action;
use crate::state::choices;
use crate::state::core::{MEASURES, State};
use crate::state::lists;
use crate::state::matching;
use crate::state::message::Directory;
use crate::state::offer::Row;
use crate::state::older;
use crate::state::overlay::Target;
use crate::state::possible;
use crate::state::strings::{Language, Strings};
use crate::state::tagging::Tagging;

/// A command that takes what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Add,
    Import,
    Older,
    Refresh,
    Tag,
    Measure,
}

/// As they are typed, also by the names that they have in keymaps.
const COMMANDS: [(&str, Command); 9] = [
    ("add", Command::Add),
    ("add-feed", Command::Add),
    ("import", Command::Import),
    ("mark older", Command::Older),
    ("mark-older", Command::Older),
    ("refresh", Command::Refresh),
    ("tag", Command::Tag),
    ("tags", Command::Tag),
    ("measure", Command::Measure),
];

/// A row, and what it leads to.
type Offer = (Row, Target);

/// The command that was typed, and what is typed behind it.
fn begun(typed: &str) -> Option<(Command, &str)> {
    let typed = typed.trim_start();
    COMMANDS.iter().find_map(|(name, command)| {
        let rest = typed.strip_prefix(name)?.strip_prefix(' ')?;
        Some((*command, rest.trim_start()))
    })
}

/// Whether the command alone is meant first: nothing stands behind it, or it is the name of an action (`refresh all`).
#[must_use]
pub fn is_bare(typed: &str) -> bool {
    let name = typed.trim().replace(' ', "-");
    begun(typed).is_some_and(|(_, rest)| rest.is_empty()) || Action::named(&name).is_some()
}

/// The directory whose files complete what is typed, as it is typed.
#[must_use]
pub fn directory(typed: &str) -> Option<&str> {
    match begun(typed)? {
        (Command::Import, path) => Some(split(path).0),
        _ => None,
    }
}

/// The rows that what is typed makes; the files are those of the directory that it names, once they are known.
#[must_use]
pub fn rows(state: &State, typed: &str, files: Option<&Directory>) -> Vec<Offer> {
    let Some((command, rest)) = begun(typed) else {
        return Vec::new();
    };
    let action = match command {
        Command::Add => Action::AddFeed,
        Command::Import => Action::Import,
        Command::Older => Action::MarkOlder,
        Command::Refresh => Action::RefreshAll,
        Command::Tag => Action::Tags,
        Command::Measure => Action::DefaultMeasure,
    };
    let made = match (possible::impossible(state, action), command) {
        // The command itself says why.
        (Some(_), _) if rest.is_empty() => Ok(Vec::new()),
        (Some(why), _) => Err(why),
        (None, Command::Add) => add(state, rest),
        (None, Command::Import) => import(rest, files),
        (None, Command::Older) => mark_older(state, rest),
        (None, Command::Refresh) => refresh(state, rest),
        (None, Command::Tag) => Ok(tags(state, rest)),
        (None, Command::Measure) => measure(state, rest),
    };
    made.unwrap_or_else(|why| vec![refused(typed, state.strings.get(why).to_owned())])
}

/// What was done lately, from the line that is remembered of it, if it can still be meant.
#[must_use]
pub fn recalled(state: &State, line: &str) -> Option<Offer> {
    match begun(line)? {
        (Command::Import, path) => Some(file(path.to_owned())),
        // Remembered in whichever language.
        (Command::Older, age) => {
            let hours = older::hours(&Strings::of(Language::English), age)?;
            Some(aged(state, hours))
        }
        _ => rows(state, line, None)
            .into_iter()
            .find(|(_, target)| target.line().as_deref() == Some(line)),
    }
}

/// A row that says which values a command takes, if what is typed behind it is called like none of them.
#[must_use]
pub fn values<'a>(typed: &str, rows: impl Iterator<Item = (&'a Row, &'a Target)>) -> Option<Offer> {
    let (command, typed_value) = typed.trim().split_once(' ')?;
    let takers = rows.filter(|(_, target)| !matches!(target, Target::Does(_)));
    let value_of = |(row, target): (&'a Row, &'a Target)| {
        let line = target.line()?;
        let value = line.strip_prefix(command)?.strip_prefix(' ')?;
        Some((value.to_owned(), format!("{} {}", row.label, row.alias)))
    };
    let values: Vec<(String, String)> = takers.filter_map(value_of).collect();
    let wanted = typed_value.to_lowercase();
    let is_called = |called: &String| {
        let called = called.to_lowercase();
        wanted.split_whitespace().all(|word| called.contains(word))
    };
    if values.is_empty() || values.iter().any(|(_, called)| is_called(called)) {
        return None;
    }
    let values: Vec<String> = values.into_iter().map(|(value, _)| value).collect();
    Some(refused(typed, values.join(", ")))
}

fn offer(label: String, line: &str, target: Target) -> Offer {
    let row = Row {
        label,
        detail: format!(": {line}"),
        ..Row::default()
    };
    (row, target)
}

/// Why what is typed will not do.
fn refused(typed: &str, why: String) -> Offer {
    let row = Row {
        label: typed.trim().to_owned(),
        detail: why,
        off: true,
        ..Row::default()
    };
    (row, Target::Refused)
}

/// What an action is called, with what it is done to.
fn named(state: &State, action: Action, what: &str) -> String {
    let name = state.strings.action(action).trim_end_matches('…');
    format!("{name}: {what}")
}

fn add(state: &State, address: &str) -> Result<Vec<Offer>, &'static str> {
    let address = address.trim_end();
    if address.is_empty() {
        return Ok(Vec::new());
    }
    // Whether there is a feed is seen when it is asked; a word is no address.
    let is_address = address.contains(['.', ':', '/', '@']) || address == "localhost";
    if !is_address || address.contains(char::is_whitespace) {
        return Err("palette.no-address");
    }
    let mut feeds = state.library.feeds.iter();
    if let Some(feed) = feeds.find(|feed| feed.url == address) {
        let why = state.strings.with("say.known-feed", &feed.title);
        return Ok(vec![refused(&format!("add {address}"), why)]);
    }
    let label = named(state, Action::AddFeed, address);
    let target = Target::Adds(address.to_owned());
    Ok(vec![offer(label, &format!("add {address}"), target)])
}

/// A path as a directory and the beginning of a name in it.
fn split(path: &str) -> (&str, &str) {
    match path.rfind('/').and_then(|at| path.split_at_checked(at + 1)) {
        _ if path == "~" => ("~/", ""),
        Some(parts) => parts,
        None => ("", path),
    }
}

/// The files of a directory that begin with what is typed; those that begin with a point only when that is typed.
fn import(path: &str, files: Option<&Directory>) -> Result<Vec<Offer>, &'static str> {
    let (directory, beginning) = split(path);
    let Some(names) = files
        .filter(|files| files.path == directory)
        .and_then(|files| files.names.as_ref())
    else {
        return Ok(Vec::new());
    };
    let typed = beginning.to_lowercase();
    let begins = |name: &&String| {
        let is_hidden = name.starts_with('.') && typed.is_empty();
        !is_hidden && name.to_lowercase().starts_with(&typed)
    };
    let found: Vec<Offer> = names
        .iter()
        .filter(begins)
        .map(|name| file(format!("{directory}{name}")))
        .collect();
    if found.is_empty() && !path.is_empty() {
        return Err("palette.no-file");
    }
    Ok(found)
}

/// A list to import, or a directory to look into.
fn file(path: String) -> Offer {
    let line = format!("import {path}");
    if path.ends_with('/') {
        return offer(path, &line, Target::Types(line.clone()));
    }
    offer(path.clone(), &line, Target::Imports(path))
}

/// The age that is typed; of a number alone, all that it may mean; of nothing, the usual ones.
fn mark_older(state: &State, age: &str) -> Result<Vec<Offer>, &'static str> {
    let age = age.trim_end();
    let hours: Vec<i64> = if age.is_empty() {
        older::AGES.iter().map(|days| days * 24).collect()
    } else if age.parse::<u16>().is_ok() {
        let units = state.strings.get("older.units").chars();
        let ages = units.filter_map(|unit| older::hours(&state.strings, &format!("{age}{unit}")));
        ages.collect()
    } else {
        older::hours(&state.strings, age).into_iter().collect()
    };
    if hours.is_empty() {
        return Err("empty.older");
    }
    Ok(hours.into_iter().map(|hours| aged(state, hours)).collect())
}

fn aged(state: &State, hours: i64) -> Offer {
    let age = older::label(&state.strings, hours);
    let list = lists::name(state).pop().unwrap_or_default();
    let label = format!("{} · {age} · {list}", state.strings.get("palette.older"));
    let line = format!("mark older {}", older::spelled(&state.strings, hours));
    offer(label, &line, Target::Older(hours))
}

/// Folders and feeds that are called so; all of them when nothing is typed.
fn refresh(state: &State, name: &str) -> Result<Vec<Offer>, &'static str> {
    let (library, places) = (&state.library, state.sidebar.places());
    let folders = library.folders.iter().map(|folder| {
        let feeds = library.feeds.iter().map(|feed| feed.id);
        let feeds: Vec<FeedId> = feeds
            .filter(|feed| places.is_in(library, *feed, folder.id))
            .collect();
        (&folder.name, feeds)
    });
    let feeds = library
        .feeds
        .iter()
        .map(|feed| (&feed.title, vec![feed.id]));
    let all: Vec<(&String, Vec<FeedId>)> = folders
        .chain(feeds)
        .filter(|(_, feeds)| !feeds.is_empty())
        .collect();
    let names = all.iter().enumerate();
    let names = names.map(|(at, (name, _))| (at, [(*name).clone(), String::new()], String::new()));
    let wanted: Vec<usize> = match name.trim() {
        "" => (0..all.len()).collect(),
        name => matching::best(name, names),
    };
    if wanted.is_empty() {
        return Err("palette.no-feed");
    }
    let offers = wanted.into_iter().filter_map(|at| all.get(at));
    let offers = offers.map(|(name, feeds)| {
        let target = Target::Refreshes((*name).clone(), feeds.clone());
        let label = state.strings.with("palette.refresh", name);
        offer(label, &format!("refresh {name}"), target)
    });
    Ok(offers.collect())
}

/// The tag that is typed, new or not, then those that it may become; before it stand those typed before.
fn tags(state: &State, typed: &str) -> Vec<Offer> {
    let (before, last) = match typed.rfind([' ', ',']) {
        Some(at) => typed.split_at_checked(at + 1).unwrap_or_default(),
        None => ("", typed),
    };
    let before = tag::tags(before);
    let mut tagging = Tagging::new(Vec::new(), &state.library.tags);
    tagging.look_for(last);
    let rows = tagging.rows.iter().filter(|name| !before.contains(name));
    let rows = rows.map(|name| [before.clone(), vec![name.clone()]].concat());
    let alone = (last.is_empty() && !before.is_empty()).then(|| before.clone());
    let offers = alone.into_iter().chain(rows).map(|names| {
        let marked: Vec<String> = names.iter().map(|name| format!("#{name}")).collect();
        let mut label = named(state, Action::Tags, &marked.join(" "));
        if names.iter().any(|name| tagging.count(name).is_none()) {
            label = format!("{label} · {}", state.strings.get("tags.new"));
        }
        let line = format!("tag {}", names.join(" "));
        offer(label, &line, Target::Tags(names))
    });
    offers.collect()
}

/// A width that is not among those that are offered anyway.
fn measure(state: &State, columns: &str) -> Result<Vec<Offer>, &'static str> {
    let Ok(columns) = columns.trim().parse::<u16>() else {
        return Ok(Vec::new());
    };
    let could_go_on = columns < 10;
    if choices::MEASURES.contains(&columns) || could_go_on {
        return Ok(Vec::new());
    }
    if !MEASURES.contains(&columns) {
        return Err("palette.measure");
    }
    let target = Target::Measure(columns);
    let label = state.strings.count("say.measure", columns);
    Ok(vec![offer(label, &format!("measure {columns}"), target)])
}
