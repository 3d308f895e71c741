//! `kabar feeds` and `kabar remove`.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::json;

use crate::cli::arguments::Remove;
use crate::cli::context::{Context, Ending};
use crate::cli::output::{self, Output};
use crate::cli::select;
use crate::cli::story::minute;
use crate::model::address::without_secrets;
use crate::model::feed::{Feed, Folder, FolderId, Health};
use crate::model::record::Record;
use crate::terminal::clock;
use crate::text;

/// What `kabar feeds --json` says of a feed. The names are promised to scripts.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: i64,
    title: &'a str,
    url: Cow<'a, str>,
    link: Option<&'a str>,
    folder: Vec<&'a str>,
    language: Option<&'a str>,
    unread: u32,
    total: u32,
    fetched: Option<String>,
    health: &'static str,
    since: Option<String>,
    tries: u32,
    cause: Option<&'a str>,
    /// What is wrong with the document of a feed that works.
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'a str>,
    retry: Option<String>,
    retry_after: Option<String>,
    next: Option<String>,
    latest: Option<String>,
    per_week: u32,
    pace: Option<u32>,
    moved_from: Option<String>,
    muted: bool,
    took_ms: Option<u32>,
    instead: Option<Cow<'a, str>>,
    /// Whether it has moved to that, which is read already.
    doubled: bool,
}

/// `kabar feeds`
pub fn list(context: &Context, json: bool) -> anyhow::Result<Ending> {
    let store = context.store_to_read()?;
    let (feeds, folders) = (store.feeds()?, store.folders()?);
    let mut output = Output::new();
    if json {
        for feed in &feeds {
            let record = store.record(feed.id, clock::now())?;
            output.json(&line(feed, &folders, record))?;
        }
    } else {
        table(&mut output, &feeds, &folders)?;
    }
    output.flush()?;
    if feeds.is_empty() {
        output::tell("no feeds yet; subscribe with `kabar add URL`");
    }
    Ok(Ending::of(!feeds.is_empty()))
}

fn line<'a>(feed: &'a Feed, folders: &'a [Folder], record: Option<Record>) -> Line<'a> {
    let stated = |time: &Timestamp| time.to_string();
    let known = record.as_ref();
    let (health, failing) = match &feed.health {
        Health::Well => ("well", None),
        Health::Retired { .. } => ("retired", None),
        Health::Failing {
            since,
            tries,
            cause,
            retry,
            ..
        } => ("failing", Some((since, tries, cause, retry))),
    };
    Line {
        id: feed.id.0,
        title: &feed.title,
        url: without_secrets(&feed.url),
        link: feed.link.as_deref(),
        folder: folder_path(feed.folder, folders),
        language: feed.language.as_deref(),
        unread: feed.unread,
        total: feed.total,
        fetched: feed.fetched.as_ref().map(stated),
        health,
        since: match &feed.health {
            Health::Retired { since } | Health::Failing { since, .. } => Some(stated(since)),
            Health::Well => None,
        },
        tries: failing.map_or(0, |(_, tries, ..)| *tries),
        cause: failing.map(|(_, _, cause, _)| cause.as_str()),
        warning: feed.damaged(),
        retry: failing.and_then(|(.., retry)| retry.as_ref()).map(stated),
        retry_after: asked_to_wait(&feed.health).as_ref().map(stated),
        next: known.and_then(|record| record.next.as_ref()).map(stated),
        latest: known.and_then(|record| record.latest.as_ref()).map(stated),
        per_week: known.map_or(0, |record| record.per_week),
        pace: known.and_then(|record| record.pace),
        moved_from: record
            .and_then(|record| record.moved_from)
            .map(|from| without_secrets(&from).into_owned()),
        muted: feed.muted,
        took_ms: feed.took,
        instead: feed.instead.as_deref().map(without_secrets),
        doubled: feed.is_double(),
    }
}

/// The names of the folders a feed stands in, from the top.
#[must_use]
pub fn folder_path(folder: Option<FolderId>, folders: &[Folder]) -> Vec<&str> {
    let mut names = Vec::new();
    let mut next = folder;
    // A path is never longer than there are folders, even if they stood in each other in a circle.
    while let Some(folder) = next.and_then(|id| folders.iter().find(|folder| folder.id == id)) {
        names.push(folder.name.as_str());
        next = folder.parent.filter(|_| names.len() < folders.len());
    }
    names.reverse();
    names
}

fn table(output: &mut Output, feeds: &[Feed], folders: &[Folder]) -> anyhow::Result<()> {
    let widest = feeds.iter().map(|feed| text::width(&feed.title)).max();
    let widest = widest.unwrap_or(0).clamp(5, 32);
    if !feeds.is_empty() {
        let head = format!("    id  unread   total  {:<widest$}  address", "name");
        output.raw(&head)?;
    }
    for feed in feeds {
        let title = text::truncate(&feed.title, widest);
        let gap = " ".repeat(widest.saturating_sub(text::width(&title)));
        let folder = folder_path(feed.folder, folders).join("/");
        let folder = if folder.is_empty() {
            folder
        } else {
            format!("  [{folder}]")
        };
        let (id, unread, total) = (feed.id.0, feed.unread, feed.total);
        output.text(&format!(
            "{id:>6}  {unread:>6}  {total:>6}  {title}{gap}  {}{folder}",
            without_secrets(&feed.url)
        ))?;
        let in_part = |damage| format!("read in part: {damage}");
        match trouble(&feed.health).or_else(|| feed.damaged().map(in_part)) {
            _ if feed.muted => output.text("        - muted: left alone")?,
            Some(trouble) => output.text(&format!("        ! {trouble}"))?,
            None => {}
        }
    }
    Ok(())
}

/// Until when its server wants to be left alone.
fn asked_to_wait(health: &Health) -> Option<Timestamp> {
    match health {
        Health::Failing { wait, .. } => wait.filter(|wait| *wait > clock::now()),
        Health::Well | Health::Retired { .. } => None,
    }
}

/// What is wrong with a feed, in a sentence.
#[must_use]
pub fn trouble(health: &Health) -> Option<String> {
    let zone = TimeZone::system();
    match health {
        Health::Well => None,
        Health::Retired { since } => Some(format!(
            "the server says that it is gone for good (since {})",
            minute(*since, &zone)
        )),
        Health::Failing {
            since,
            tries,
            cause,
            retry,
            ..
        } => {
            let tries = if *tries == 1 {
                "1 try".to_owned()
            } else {
                format!("{tries} tries")
            };
            let asked = asked_to_wait(health);
            let why = asked.map_or("", |_| ", because the site asked");
            let next = (*retry).max(asked);
            let next = next.map(|next| format!(", next {}{why}", minute(next, &zone)));
            let since = minute(*since, &zone);
            Some(format!(
                "{cause} (failing since {since}, {tries}{})",
                next.unwrap_or_default()
            ))
        }
    }
}

/// `kabar remove`
pub fn remove(context: &Context, arguments: &Remove) -> anyhow::Result<Ending> {
    let mut store = context.store()?;
    let feeds = store.feeds()?;
    let mut chosen: Vec<&Feed> = Vec::new();
    let mut all_found = true;
    for meant in &arguments.feeds {
        match select::feed(&feeds, meant) {
            Ok(feed) if chosen.contains(&feed) => {}
            Ok(feed) => chosen.push(feed),
            Err(error) if error.is::<select::NoSuchFeed>() => {
                output::tell(&error.to_string());
                all_found = false;
            }
            Err(error) => return Err(error),
        }
    }
    let mut output = Output::new();
    for feed in chosen {
        store.remove_feed(feed.id, clock::now())?;
        let title = &feed.title;
        if arguments.json.json {
            let url = without_secrets(&feed.url);
            output
                .json(&json!({ "id": feed.id.0, "title": title, "url": url, "removed": true }))?;
            continue;
        }
        let words = format!(
            "removed {title}; bookmarked stories stay, `kabar add {}` brings it back",
            without_secrets(&feed.url)
        );
        output.text(&words)?;
    }
    output.flush()?;
    Ok(Ending::of(all_found))
}
