//! `kabar feed`: how one feed is doing, and how the reader wants it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;

use crate::cli::arguments;
use crate::cli::context::{Context, Ending, Usage};
use crate::cli::feeds::{folder_path, trouble};
use crate::cli::output::Output;
use crate::cli::select;
use crate::cli::story::minute;
use crate::cli::words::without_password;
use crate::model::feed::{Feed, FeedId};
use crate::store::Store;
use crate::store::health::Record;
use crate::terminal::clock;

/// `kabar feed`
pub fn run(context: &Context, arguments: &arguments::Feed) -> anyhow::Result<Ending> {
    let mut store = context.store()?;
    let id = select::feed(&store.feeds()?, &arguments.feed)?.id;
    set(&mut store, id, &arguments.set)?;
    let feeds = store.feeds()?;
    let record = store.record(id, clock::now())?;
    let (Some(feed), Some(record)) = (feeds.iter().find(|feed| feed.id == id), record) else {
        return Ok(Ending::Partly);
    };
    let folders = store.folders()?;
    let folder = folder_path(feed.folder, &folders).join("/");
    let mut output = Output::new();
    if arguments.json.json {
        output.json(&object(feed, &folder, &record))?;
    } else {
        for (name, value) in lines(feed, &folder, &record) {
            output.text(&format!("{name:<15} {value}"))?;
        }
    }
    output.flush()?;
    Ok(Ending::Done)
}

/// Changes all that is to be changed, or nothing when something of it cannot be.
fn set(store: &mut Store, id: FeedId, changes: &[String]) -> anyhow::Result<()> {
    let Some(record) = store.record(id, clock::now())? else {
        return Ok(());
    };
    let mut wishes = record.wishes.clone();
    let (mut title, mut folder) = (None, None);
    for change in changes {
        let (key, value) = change
            .split_once('=')
            .ok_or_else(|| Usage(format!("`{change}` is no KEY=VALUE")))?;
        match key {
            "title" => title = Some(value.trim()),
            "folder" => folder = Some(select::folder_path(value)),
            _ => wishes.set(key, value).map_err(Usage)?,
        }
    }
    if let Some(title) = title {
        store.rename_feed(id, Some(title))?;
    }
    if let Some(path) = folder {
        let folder = if path.is_empty() {
            None
        } else {
            Some(store.folder(&path)?)
        };
        store.move_feed(id, folder)?;
    }
    if wishes != record.wishes {
        store.wish(id, &wishes)?;
    }
    Ok(())
}

/// The names of further headers; their values may be secret.
fn headers(record: &Record) -> Vec<&str> {
    let headers = record.wishes.headers.iter();
    headers.map(|(name, _)| name.as_str()).collect()
}

fn object(feed: &Feed, folder: &str, record: &Record) -> serde_json::Value {
    let stated = |time: Option<Timestamp>| time.map(|time| time.to_string());
    json!({
        "id": feed.id, "title": feed.title, "url": without_password(&feed.url), "folder": folder, "link": feed.link,
        "unread": feed.unread, "total": feed.total, "fetched": stated(feed.fetched),
        "trouble": trouble(&feed.health), "next": stated(record.next), "wait": stated(record.wait),
        "latest": stated(record.latest), "per_week": record.per_week, "pace": record.pace,
        "moved_from": record.moved_from, "interval": record.wishes.interval,
        "full_text": record.wishes.full_text, "keep": record.wishes.keep,
        "read_on_arrival": record.wishes.read_on_arrival, "edits_unread": record.wishes.edits_unread,
        "user_agent": record.wishes.user_agent, "headers": headers(record),
    })
}

/// A switch that is on.
fn said(is_on: bool) -> Option<String> {
    is_on.then(|| "yes".to_owned())
}

fn lines(feed: &Feed, folder: &str, record: &Record) -> Vec<(&'static str, String)> {
    let zone = TimeZone::system();
    let time = |time: Option<Timestamp>| time.map(|time| minute(time, &zone));
    let interval = match (record.wishes.interval, record.pace) {
        (Some(minutes), _) => format!("{minutes} min"),
        (None, Some(pace)) => format!("auto ({} min)", pace / 60),
        (None, None) => "auto".to_owned(),
    };
    let lines = [
        ("title", Some(feed.title.clone())),
        ("address", Some(without_password(&feed.url).into_owned())),
        ("moved from", record.moved_from.clone()),
        (
            "folder",
            Some(folder.to_owned()).filter(|folder| !folder.is_empty()),
        ),
        ("site", feed.link.clone()),
        (
            "stories",
            Some(format!(
                "{}, {} unread, {} a week",
                feed.total, feed.unread, record.per_week
            )),
        ),
        ("latest", time(record.latest)),
        ("refreshed", time(feed.fetched)),
        ("next", time(record.next)),
        ("trouble", trouble(&feed.health)),
        ("interval", Some(interval)),
        ("full_text", Some(record.wishes.full_text.name().to_owned())),
        (
            "keep",
            record.wishes.keep.map(|days| format!("{days} days")),
        ),
        ("read_on_arrival", said(record.wishes.read_on_arrival)),
        ("edits_unread", said(record.wishes.edits_unread)),
        ("user_agent", record.wishes.user_agent.clone()),
        (
            "headers",
            Some(headers(record).join(", ")).filter(|names| !names.is_empty()),
        ),
    ];
    let known = lines.into_iter();
    known
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}
