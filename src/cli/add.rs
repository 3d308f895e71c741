//! `kabar add` and `kabar save`: new feeds, and pages to keep.

use anyhow::bail;
use serde_json::json;

use crate::cli::arguments::{Add, Save};
use crate::cli::context::{Context, Ending, Usage};
use crate::cli::errand::Errand;
use crate::cli::output::Output;
use crate::cli::words::many;
use crate::loader::{Candidate, Command, Event, address};
use crate::model::address::without_secrets;
use crate::model::feed::FeedId;
use crate::terminal::clock;

/// `kabar add`
pub fn add(context: &Context, arguments: &Add) -> anyhow::Result<Ending> {
    if arguments.title.is_some() && arguments.urls.len() > 1 {
        return Err(Usage("--title names one feed; add the others by themselves".into()).into());
    }
    context.require_network()?;
    // The library first: without one there is nothing to fetch for.
    drop(context.store()?);
    let errand = Errand::start(context)?;
    let mut output = Output::new();
    let mut all_added = true;
    for url in &arguments.urls {
        let page = arguments
            .select
            .as_ref()
            .map(|selector| address::with_headlines(url, &format!("!{selector}")));
        let address = page.as_deref().unwrap_or(url);
        let mut added = subscribe(&errand, address);
        if let Ok(added) = &mut added {
            arrange(context, arguments, added)?;
        }
        all_added &= matches!(&added, Ok(added) if added.is_whole());
        tell(&errand, &mut output, url, added, arguments.json.json)?;
    }
    errand.end();
    Ok(Ending::of(all_added))
}

/// A feed that was subscribed.
struct Added {
    id: FeedId,
    feed: Candidate,
    /// Other feeds that the site offers.
    others: Vec<Candidate>,
    /// How many stories came.
    new: u32,
    /// Why it could not be refreshed.
    error: Option<String>,
    /// What is wrong with its document, of which only a part could be read.
    damage: Option<String>,
}

impl Added {
    /// Whether all that the feed has is here.
    const fn is_whole(&self) -> bool {
        self.error.is_none() && self.damage.is_none()
    }
}

/// Finds the best feed at an address, subscribes to it and fetches it; says why not.
fn subscribe(errand: &Errand, url: &str) -> Result<Added, String> {
    errand.send(Command::Discover(url.to_owned()));
    let mut found = loop {
        match errand.next() {
            Some(Event::Discovered { found, .. }) => break found?,
            Some(Event::Failed(words)) => return Err(words),
            Some(_) => {}
            None => return Err("the loader ended too early".into()),
        }
    };
    if found.is_empty() {
        return Err("there is no feed".into());
    }
    let mut feed = found.remove(0);
    errand.send(Command::Subscribe {
        url: feed.url.clone(),
        // `arrange` calls and files it, whether it is new or not.
        title: None,
        folder: None,
        full_text: None,
    });
    let (mut new, mut error, mut damaged) = (0, None, None);
    let id = loop {
        match errand.next() {
            Some(Event::Subscribed {
                feed: id,
                title,
                new: brought,
            }) => {
                feed.title = title;
                new = brought;
                break id;
            }
            Some(Event::Damaged { title, damage, .. }) => {
                errand.tell(&format!("{title}: read in part: {damage}"));
                damaged = Some(damage);
            }
            Some(Event::FeedFailed {
                feed: id, cause, ..
            }) => {
                error = Some(cause);
                break id;
            }
            Some(Event::Failed(words)) => return Err(words),
            Some(_) => {}
            None => return Err("the loader ended too early".into()),
        }
    };
    Ok(Added {
        id,
        feed,
        others: found,
        new,
        error,
        damage: damaged,
    })
}

/// Calls a feed, files it and has its texts fetched as the person says, also one that was known already or had been removed. A folder is made
/// for a feed that is there, never for an address that was none.
fn arrange(context: &Context, arguments: &Add, added: &mut Added) -> anyhow::Result<()> {
    let title = arguments.title.as_deref().map(|title| ("title", title));
    let folder = arguments.folder.as_deref().map(|path| ("folder", path));
    let full_text = arguments.full_text.as_deref();
    let full_text = full_text.map(|when| ("full_text", when));
    let changes: Vec<(&str, &str)> = [title, folder, full_text].into_iter().flatten().collect();
    if changes.is_empty() {
        return Ok(());
    }
    let mut store = context.store()?;
    store.set(added.id, &changes, clock::now())?;
    let named = store.feeds()?.into_iter().find(|feed| feed.id == added.id);
    if let Some(feed) = named {
        added.feed.title = feed.title;
    }
    Ok(())
}

fn tell(
    errand: &Errand,
    output: &mut Output,
    url: &str,
    added: Result<Added, String>,
    json: bool,
) -> anyhow::Result<()> {
    match added {
        Err(words) if json => {
            let url = without_secrets(url);
            output.json(&json!({ "address": url, "ok": false, "error": words }))?;
        }
        Err(words) => {
            let url = without_secrets(url);
            errand.tell(&format!("could not add {url}: {words}"));
        }
        Ok(Added {
            feed,
            others,
            new,
            error,
            damage,
            ..
        }) if json => {
            let others = others.iter().map(|other| without_secrets(&other.url));
            let (url, others) = (without_secrets(url), others.collect::<Vec<_>>());
            output.json(&json!({
                "address": url, "ok": error.is_none(), "feed": feed.title, "url": without_secrets(&feed.url), "known": feed.known,
                "new": new, "others": others, "error": error, "warning": damage, "elsewhere": feed.elsewhere,
            }))?;
        }
        Ok(Added {
            feed,
            others,
            new,
            error,
            ..
        }) => {
            if feed.elsewhere {
                let url = without_secrets(url);
                errand.tell(&format!(
                    "{url} names no feed; this is another one of its site"
                ));
            }
            let did = if feed.known {
                "subscribed already"
            } else {
                "subscribed"
            };
            output.text(&format!(
                "{}: {did}, {} ({})",
                feed.title,
                many(new as usize, "new story"),
                without_secrets(&feed.url)
            ))?;
            if let Some(cause) = error {
                errand.tell(&format!("could not refresh {}: {cause}", feed.title));
            }
            for other in others {
                let url = without_secrets(&other.url);
                output.text(&format!("  also there: {} ({url})", other.title))?;
            }
        }
    }
    output.flush()?;
    Ok(())
}

/// `kabar save`
pub fn save(context: &Context, arguments: &Save) -> anyhow::Result<Ending> {
    let errand = Errand::start(context)?;
    errand.send(Command::Save(arguments.url.clone()));
    let id = loop {
        match errand.next() {
            Some(Event::Saved { id }) => break id,
            Some(Event::Failed(words)) => bail!(words),
            Some(_) => {}
            None => bail!("the loader ended too early"),
        }
    };
    errand.end();
    let store = context.store()?;
    let mut output = Output::new();
    for headline in store.headlines(&[id])? {
        if arguments.json.json {
            output.json(&json!({ "id": id, "title": headline.title, "url": headline.url.as_deref().map(without_secrets) }))?;
        } else {
            output.text(&format!("saved as story {}: {}", id.0, headline.title))?;
        }
    }
    output.flush()?;
    Ok(Ending::Done)
}
