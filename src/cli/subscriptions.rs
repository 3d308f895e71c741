//! `kabar import` and `kabar export`: subscription lists in and out.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context as _;

use crate::cli::arguments::Import;
use crate::cli::context::{Context, Ending, Usage};
use crate::cli::feeds::folder_path;
use crate::cli::output::{self, Output};
use crate::cli::words::many;
use crate::feed::subscriptions::{self, Subscription};
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
    for refusal in &list.refused {
        output::tell(&format!(
            "{name}:{}: {}: {}",
            refusal.line, refusal.text, refusal.reason
        ));
    }
    let left: Vec<String> = list
        .feeds
        .iter()
        .filter_map(Subscription::not_taken)
        .collect();
    for line in &left {
        output::tell(&format!("{name}:{line}"));
    }
    let mut words = vec![format!("{} added", many(added as usize, "feed"))];
    if known > 0 {
        words.push(format!("{known} known already"));
    }
    if !list.refused.is_empty() {
        words.push(format!("{} refused", many(list.refused.len(), "line")));
    }
    if !left.is_empty() {
        words.push(format!("{} taken over in part", many(left.len(), "line")));
    }
    let next = if added > 0 {
        "; `kabar refresh` fetches them"
    } else {
        ""
    };
    let mut output = Output::new();
    output.raw(&format!("{}{next}", words.join(", ")))?;
    output.flush()?;
    Ok(Ending::of(list.refused.is_empty() && added + known > 0))
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
pub fn export(context: &Context) -> anyhow::Result<Ending> {
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
    output.text(subscriptions::opml(&feeds).trim_end())?;
    output.flush()?;
    Ok(Ending::Done)
}
