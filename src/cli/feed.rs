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
use crate::model::address::without_secrets;
use crate::model::feed::{Feed, FeedId};
use crate::model::record::Record;
use crate::model::span;
use crate::model::wishes::Wishes;
use crate::store::Store;
use crate::store::settings::Refused;
use crate::terminal::{checks, clock};

/// `kabar feed`
pub fn run(context: &Context, arguments: &arguments::Feed) -> anyhow::Result<Ending> {
    let mut store = context.store()?;
    let id = select::feed(&store.feeds()?, &arguments.feed)?.id;
    set(context, &mut store, id, &arguments.set)?;
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
fn set(context: &Context, store: &mut Store, id: FeedId, changes: &[String]) -> anyhow::Result<()> {
    let mut pairs = Vec::new();
    for change in changes {
        let pair = change.split_once('=');
        pairs.push(pair.ok_or_else(|| Usage(format!("`{change}` is no KEY=VALUE")))?);
    }
    checks::check(&pairs, &context.settings.commands).map_err(Usage)?;
    match store.set(id, &pairs, clock::now()) {
        Ok(()) => Ok(()),
        Err(Refused::Wrong(words)) => Err(Usage(words).into()),
        Err(Refused::Store(error)) => Err(error.into()),
    }
}

/// The names of further headers; their values may be secret.
fn headers(record: &Record) -> Vec<&str> {
    let headers = record.wishes.headers.iter();
    headers.map(|(name, _)| name.as_str()).collect()
}

fn object(feed: &Feed, folder: &str, record: &Record) -> serde_json::Value {
    let stated = |time: Option<Timestamp>| time.map(|time| time.to_string());
    let shown = |key: &str| Some(record.wishes.shown(key)).filter(|value| !value.is_empty());
    json!({
        "id": feed.id, "title": feed.title, "url": without_secrets(&feed.url), "folder": folder, "link": feed.link,
        "unread": feed.unread, "total": feed.total, "fetched": stated(feed.fetched),
        "trouble": trouble(&feed.health), "next": stated(record.next), "wait": stated(record.wait),
        "latest": stated(record.latest), "per_week": record.per_week, "pace": record.pace,
        "moved_from": record.moved_from.as_deref().map(without_secrets), "took_ms": feed.took, "interval": record.wishes.interval,
        "full_text": record.wishes.full_text, "keep": record.wishes.keep,
        "read_on_arrival": record.wishes.read_on_arrival, "edits_unread": record.wishes.edits_unread,
        "user_agent": record.wishes.user_agent, "headers": headers(record), "muted": record.wishes.muted,
        "images": record.wishes.images, "notify": record.wishes.notify,
        "login": shown("login"), "password": record.wishes.password.is_some(),
        "password_cmd": !record.wishes.password_cmd.is_empty(), "proxy": shown("proxy"), "ca": shown("ca"),
    })
}

fn lines(feed: &Feed, folder: &str, record: &Record) -> Vec<(&'static str, String)> {
    let zone = TimeZone::system();
    let time = |time: Option<Timestamp>| time.map(|time| minute(time, &zone));
    let interval = match (record.wishes.interval, record.pace) {
        (Some(minutes), _) => span::written(minutes, span::ENGLISH),
        (None, Some(pace)) => format!("auto ({})", span::written(pace / 60, span::ENGLISH)),
        (None, None) => "auto".to_owned(),
    };
    let lines = [
        ("title", Some(feed.title.clone())),
        ("address", Some(without_secrets(&feed.url).into_owned())),
        (
            "moved from",
            record
                .moved_from
                .as_deref()
                .map(|from| without_secrets(from).into_owned()),
        ),
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
    ];
    let wishes = Wishes::KEYS.into_iter().skip(3).map(|key| {
        let shown = Some(record.wishes.shown(key));
        (key, shown.filter(|shown| !shown.is_empty()))
    });
    lines
        .into_iter()
        .chain(wishes)
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}
