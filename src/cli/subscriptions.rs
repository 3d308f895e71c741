//! `kabar import` and `kabar export`: subscription lists in and out.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context as _;
use serde_json::{Value, json};

use crate::cli::arguments::Import;
use crate::cli::context::{Context, Ending, Usage};
use crate::cli::feeds::folder_path;
use crate::cli::output::{self, Output};
use crate::cli::words::many;
use crate::feed::subscriptions::{self, Refusal, Subscription};
use crate::model::address::without_secrets;
use crate::terminal::imports;

/// No list of subscriptions is larger, in bytes.
const LARGEST: u64 = 16 << 20;

/// `kabar import`
pub fn import(context: &Context, arguments: &Import) -> anyhow::Result<Ending> {
    let name = arguments.file.display().to_string();
    let bytes = read(&arguments.file).with_context(|| format!("could not read {name}"))?;
    let list = subscriptions::parse(&bytes, &name).map_err(|error| Usage(error.to_string()))?;
    let mut store = context.store()?;
    let (added, known) = imports::subscribe(&mut store, &list.feeds)?;
    let added = u32::try_from(added.len()).unwrap_or(u32::MAX);
    for refusal in &list.refused {
        let (line, text, reason) = (refusal.line, &refusal.text, refusal.reason);
        output::tell(&format!("{name}:{line}: {text}: {reason}"));
    }
    let left: Vec<&Subscription> = list
        .feeds
        .iter()
        .filter(|feed| !feed.left.is_empty())
        .collect();
    for line in left.iter().filter_map(|feed| feed.not_taken()) {
        output::tell(&format!("{name}:{line}"));
    }
    let mut output = Output::new();
    if arguments.json.json {
        output.json(&json!({
            "added": added,
            "known": known,
            "refused": list.refused.iter().map(refused).collect::<Vec<_>>(),
            "in_part": left.into_iter().map(in_part).collect::<Vec<_>>(),
        }))?;
    } else {
        output.raw(&summary((added, known), list.refused.len(), left.len()))?;
    }
    output.flush()?;
    Ok(Ending::of(list.refused.is_empty() && added + known > 0))
}

fn refused(refusal: &Refusal) -> Value {
    json!({ "line": refusal.line, "text": refusal.text, "reason": refusal.reason })
}

fn in_part(feed: &Subscription) -> Value {
    json!({ "line": feed.line, "url": without_secrets(&feed.url), "left": feed.left })
}

fn summary((added, known): (u32, u32), refused: usize, in_part: usize) -> String {
    let mut words = vec![format!("{} added", many(added as usize, "feed"))];
    if known > 0 {
        words.push(format!("{known} known already"));
    }
    if refused > 0 {
        words.push(format!("{} refused", many(refused, "line")));
    }
    if in_part > 0 {
        words.push(format!("{} taken over in part", many(in_part, "line")));
    }
    let next = if added > 0 {
        "; `kabar refresh` fetches them"
    } else {
        ""
    };
    format!("{}{next}", words.join(", "))
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(LARGEST).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(file)?
            .take(LARGEST)
            .read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// `kabar export`
pub fn export(context: &Context, json: bool) -> anyhow::Result<Ending> {
    let store = context.store_to_read()?;
    let folders = store.folders()?;
    let feeds: Vec<Subscription> = store
        .feeds()?
        .into_iter()
        .map(|feed| Subscription {
            folder: folder_path(feed.folder, &folders)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            url: without_secrets(&feed.url).into_owned(),
            title: Some(feed.title),
            ..Subscription::default()
        })
        .collect();
    let mut output = Output::new();
    if json {
        for feed in &feeds {
            output.json(&json!({ "url": feed.url, "title": feed.title, "folder": feed.folder }))?;
        }
    } else {
        output.text(subscriptions::opml(&feeds).trim_end())?;
    }
    output.flush()?;
    Ok(Ending::Done)
}
