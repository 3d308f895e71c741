//! `kabar refresh`: feeds and full texts, once.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;

use crate::cli::arguments::{Download, Refresh};
use crate::cli::context::{Context, Ending};
use crate::cli::errand::Errand;
use crate::cli::list;
use crate::cli::output::{self, Output};
use crate::cli::select;
use crate::cli::words::many;
use crate::loader::{Command, Event, Haste, LoaderSettings, anew};
use crate::model::address::without_secrets;
use crate::model::article::ArticleId;
use crate::model::feed::FeedId;
use crate::store::Store;
use crate::store::schedule::FeedTask;
use crate::terminal::{clock, sources};
use crate::text::size::size;

/// For so long a refresh may go on to index; what is left waits for the next one, and is found all the same.
const INDEXING: Duration = Duration::from_secs(2);
/// Stories indexed in one go: marks of others come between.
const AT_ONCE: usize = 48;

/// What `kabar refresh --json` says of a feed. The names are promised to scripts.
#[derive(Debug, Serialize)]
struct Line<'a> {
    feed: &'a str,
    url: Cow<'a, str>,
    status: &'static str,
    new: u32,
    full_text: u32,
    error: Option<&'a str>,
    warning: Option<&'a str>,
    next: Option<String>,
}

/// What a refresh brought.
#[derive(Debug, Default)]
struct Brought {
    new: HashMap<FeedId, u32>,
    /// How many of those came ready with their feed.
    ready: HashMap<FeedId, u32>,
    failed: HashMap<FeedId, String>,
    /// What is wrong with documents that were read in part.
    damaged: HashMap<FeedId, String>,
    /// Stories whose page is stored now.
    texts: Vec<ArticleId>,
    /// Pages that could not be had.
    texts_failed: Vec<(ArticleId, String)>,
    /// Bytes of the pages that came.
    bytes: u64,
    /// What went wrong with the library itself.
    broken: Vec<String>,
}

impl Brought {
    /// How many stories can be read in full now.
    fn full_texts(&self) -> usize {
        self.texts.len() + self.ready.values().sum::<u32>() as usize
    }
}

/// `kabar refresh`
pub fn run(context: &Context, arguments: &Refresh) -> anyhow::Result<Ending> {
    context.require_network()?;
    let mut store = context.store()?;
    let feeds = store.feeds()?;
    if feeds.is_empty() {
        output::tell("no feeds yet; subscribe with `kabar add URL`");
        return Ok(Ending::Partly);
    }
    let mut chosen: Vec<FeedId> = Vec::new();
    for meant in &arguments.feeds {
        chosen.push(select::feed(&feeds, meant)?.id);
    }
    let settings = LoaderSettings {
        since: match &arguments.since {
            Some(when) => select::query(&store, &format!("since:{when}"))?.since,
            None => None,
        },
        ..bounded(context, arguments.budget)
    };
    let haste = match (arguments.due, chosen.is_empty()) {
        (true, _) => Haste::Due,
        (false, true) => Haste::Stale,
        // Who names a feed means it.
        (false, false) => Haste::Now,
    };
    let began = clock::now();
    let errand = Errand::with(context, settings)?;
    errand.send(Command::Refresh {
        haste,
        feeds: chosen.clone(),
        bodies: context.settings.full_text && !arguments.feeds_only,
    });
    let brought = listen(&errand);
    errand.end();
    name_failures(&store, &brought)?;
    // If another process is at work on the library, it will tidy up.
    let _ = store.tidy();
    let asked = if chosen.is_empty() {
        None
    } else {
        Some(chosen.as_slice())
    };
    let tasks = store.plan(asked)?;
    // Who asks only what is due is told of all others that they are not.
    let since = (haste == Haste::Stale).then_some(began);
    let ending = report(&store, &tasks, &brought, since, arguments.json.json)?;
    if !arguments.feeds_only {
        index(&mut store)?;
    }
    Ok(ending)
}

/// `kabar download`
pub fn download(context: &Context, arguments: &Download) -> anyhow::Result<Ending> {
    context.require_network()?;
    let mut store = context.store()?;
    let query = select::query(&store, &arguments.query.join(" "))?;
    if store.list(&query, Some(1))?.is_empty() {
        output::tell(&list::nothing(&store, &query)?);
        return Ok(Ending::Partly);
    }
    let settings = bounded(context, arguments.budget);
    let errand = Errand::with(context, settings)?;
    errand.send(Command::Download(query));
    let brought = listen(&errand);
    errand.end();
    name_failures(&store, &brought)?;
    let mut output = Output::new();
    if arguments.json.json {
        output.json(&json!({ "summary": {
            "full_text": brought.full_texts(), "full_text_failed": brought.texts_failed.len(), "bytes": brought.bytes,
        }}))?;
    } else {
        let words = offline(&brought);
        output.raw(
            words
                .as_deref()
                .unwrap_or("every one of them is here already"),
        )?;
    }
    output.flush()?;
    index(&mut store)?;
    let is_well = brought.texts_failed.is_empty() && brought.broken.is_empty();
    Ok(Ending::of(is_well))
}

/// How the loader works when pages may take so many megabytes.
fn bounded(context: &Context, megabytes: Option<u32>) -> LoaderSettings {
    let usual = sources::loader_settings(&context.settings);
    LoaderSettings {
        bytes_at_most: megabytes.map_or(usual.bytes_at_most, |megabytes| {
            u64::from(megabytes) * 1_000_000
        }),
        ..usual
    }
}

/// Cleans anew what waits for it and indexes what came, for a while: who only uses the command line has no idle panes that would do it.
fn index(store: &mut Store) -> anyhow::Result<()> {
    let began = Instant::now();
    while began.elapsed() < INDEXING && !anew::some(store, AT_ONCE, clock::now())?.is_empty() {}
    while began.elapsed() < INDEXING && store.index_some(AT_ONCE)? > 0 {}
    Ok(())
}

/// Says which stories could not be had and why: a few of them, for a dead server has many.
fn name_failures(store: &Store, brought: &Brought) -> anyhow::Result<()> {
    const NAMED: usize = 5;
    let failed = &brought.texts_failed;
    let ids: Vec<ArticleId> = failed.iter().take(NAMED).map(|(id, _)| *id).collect();
    let rows = store.headlines(&ids)?;
    for (id, cause) in failed.iter().take(NAMED) {
        if let Some(row) = rows.iter().find(|row| row.id == *id) {
            output::tell(&format!("{} ({}): {cause}", row.title, row.feed_title));
        }
    }
    if let Some(more) = failed.len().checked_sub(NAMED).filter(|more| *more > 0) {
        output::tell(&format!("and {}", many(more, "more story")));
    }
    Ok(())
}

/// Takes in what happens until the refresh is done.
fn listen(errand: &Errand) -> Brought {
    let mut brought = Brought::default();
    while let Some(event) = errand.next() {
        match event {
            Event::Refreshed { feed, new, ready } => {
                *brought.new.entry(feed).or_default() +=
                    u32::try_from(new.len()).unwrap_or(u32::MAX);
                *brought.ready.entry(feed).or_default() += ready;
            }
            Event::FeedFailed {
                feed, title, cause, ..
            } => {
                errand.tell(&format!("could not refresh {title}: {cause}"));
                brought.failed.insert(feed, cause);
            }
            Event::Damaged {
                feed,
                title,
                damage,
                ..
            } => {
                errand.tell(&format!("{title}: read in part: {damage}"));
                brought.damaged.insert(feed, damage);
            }
            Event::Loaded { id, error: None } => brought.texts.push(id),
            Event::Loaded {
                id,
                error: Some(cause),
            } => brought.texts_failed.push((id, cause)),
            // What goes wrong with each story, as on a full disk, is told once.
            Event::Failed(words) if brought.broken.contains(&words) => {}
            Event::Failed(words) => {
                errand.tell(&words);
                brought.broken.push(words);
            }
            Event::Finished => {
                brought.bytes = errand.bytes();
                return brought;
            }
            _ => {}
        }
    }
    brought.broken.push("the loader ended too early".into());
    brought
}

fn report(
    store: &Store,
    tasks: &[FeedTask],
    brought: &Brought,
    since: Option<Timestamp>,
    json: bool,
) -> anyhow::Result<Ending> {
    let texts = texts_by_feed(store, brought)?;
    let lines: Vec<Line<'_>> = tasks
        .iter()
        .map(|task| line(task, brought, &texts))
        .collect();
    let count = |status| lines.iter().filter(|line| line.status == status).count();
    let new: u32 = brought.new.values().sum();
    let (failed, skipped) = (count("failed"), count("skipped"));
    let mut output = Output::new();
    if json {
        for line in &lines {
            output.json(line)?;
        }
        output.json(&json!({ "summary": {
            "feeds": lines.len(), "new": count("new"), "unchanged": count("unchanged"), "failed": failed,
            "skipped": skipped, "stories": new, "full_text": brought.full_texts(),
            "full_text_failed": brought.texts_failed.len(), "bytes": brought.bytes,
        }}))?;
    } else {
        let done = lines.len() - failed - skipped;
        let asked = tasks.iter().zip(&lines).filter(|(task, line)| {
            let just_asked = since.is_some_and(|since| task.was_just_asked(since));
            line.status == "skipped" && just_asked && !task.is_left_alone()
        });
        let asked = asked.count();
        let left_alone = |is_so: fn(&FeedTask) -> bool| {
            let skipped = tasks.iter().zip(&lines);
            let skipped = skipped.filter(|(_, line)| line.status == "skipped");
            skipped.filter(|(task, _)| is_so(task)).count()
        };
        let retired = left_alone(|task| task.retired);
        let muted = left_alone(|task| task.wishes.muted && !task.retired);
        let waiting = skipped - asked - retired - muted;
        output.raw(&summary(
            done,
            new,
            [failed, waiting, muted, retired],
            asked,
        ))?;
        if let Some(offline) = offline(brought) {
            output.raw(&offline)?;
        }
    }
    output.flush()?;
    let is_whole = brought.damaged.is_empty() && brought.broken.is_empty();
    Ok(Ending::of(failed == 0 && is_whole))
}

fn line<'a>(task: &'a FeedTask, brought: &'a Brought, texts: &HashMap<FeedId, u32>) -> Line<'a> {
    let error = brought.failed.get(&task.id).map(String::as_str);
    let new = brought.new.get(&task.id).copied();
    let status = match (error, new) {
        (Some(_), _) => "failed",
        (None, None) => "skipped",
        (None, Some(0)) => "unchanged",
        (None, Some(_)) => "new",
    };
    Line {
        feed: &task.title,
        url: without_secrets(&task.url),
        status,
        new: new.unwrap_or(0),
        full_text: texts.get(&task.id).copied().unwrap_or(0),
        error,
        warning: brought.damaged.get(&task.id).map(String::as_str),
        next: task.when().map(|next| next.to_string()),
    }
}

/// How many stories of each feed can be read in full now.
fn texts_by_feed(store: &Store, brought: &Brought) -> anyhow::Result<HashMap<FeedId, u32>> {
    let texts: Vec<ArticleId> = brought
        .texts
        .iter()
        .copied()
        .collect::<HashSet<_>>()
        .into_iter()
        .collect();
    let mut by_feed = brought.ready.clone();
    for headline in store.headlines(&texts)? {
        if let Some(feed) = headline.feed {
            *by_feed.entry(feed).or_default() += 1;
        }
    }
    Ok(by_feed)
}

/// `412 stories ready, 9 MB, 3 failed`: what can be read without a network now. Nothing when nothing came and no page was
/// asked for.
fn offline(brought: &Brought) -> Option<String> {
    let texts = brought.full_texts();
    if texts == 0 && brought.texts_failed.is_empty() {
        return None;
    }
    let size = match brought.bytes {
        // No page was needed.
        0 if brought.texts_failed.is_empty() => String::new(),
        bytes => format!(", {}", size(bytes)),
    };
    let failed = match brought.texts_failed.len() {
        0 => String::new(),
        failed => format!(", {failed} failed"),
    };
    let ready = many(texts, "story");
    Some(format!("{ready} ready{size}{failed}"))
}

/// `12 feeds refreshed, 34 new stories; 2 feeds failed, 3 feeds not due, 1 feed muted, 4 asked less than five minutes ago`
fn summary(done: usize, new: u32, others: [usize; 4], asked: usize) -> String {
    let well = [
        format!("{} refreshed", many(done, "feed")),
        many(new as usize, "new story"),
    ];
    let ill = others
        .into_iter()
        .zip(["failed", "not due", "muted", "gone for good"]);
    let ill = ill.filter(|(number, _)| *number > 0);
    let mut ill: Vec<String> = ill
        .map(|(number, how)| format!("{} {how}", many(number, "feed")))
        .collect();
    if asked > 0 {
        ill.push(format!("{asked} asked less than five minutes ago"));
    }
    let parts = [well.join(", "), ill.join(", ")];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}
