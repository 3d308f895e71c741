//! Asking one feed: fetch, parse, merge; and what is noted of it.

use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::feed::{self, ParseError, Parsed};
use crate::fetch::answer::{Body, Outcome, Request, Validators};
use crate::loader::Event;
use crate::loader::desk::{Desk, Thing};
use crate::loader::schedule;
use crate::loader::trouble::Trouble;
use crate::model::feed::Channel;
use crate::store::schedule::{Failed, FeedTask, Fetched};

/// What `feed` says of a document whose end is missing.
const NO_END: &str = "the document ends in the middle";

/// What a feed brought.
pub struct Brought {
    /// How many of its stories are new.
    pub new: u32,
    /// What is wrong with its document, of which everything readable was kept.
    pub damage: Option<String>,
}

/// Asks one feed and tells how it went; nothing when it failed.
pub async fn ask(desk: &Arc<Desk>, task: &FeedTask, token: &CancellationToken) -> Option<Brought> {
    let Some(claim) = desk.claim(Thing::Feed(task.id)) else {
        // Somebody else is asking it and will tell.
        desk.report.note(|progress| progress.done += 1);
        return None;
    };
    if let Some(until) = task.must_wait(desk.now()) {
        drop(claim);
        refuse(desk, task, until);
        return None;
    }
    let outcome = take(desk, task, token).await;
    // Before it is told: who hears of it may ask again at once.
    drop(claim);
    let trouble = match outcome {
        Ok(brought) => {
            desk.report.note(|progress| {
                progress.done += 1;
                progress.new += brought.new;
            });
            desk.tell(Event::Refreshed {
                feed: task.id,
                new: brought.new,
            });
            return Some(brought);
        }
        Err(trouble) => trouble,
    };
    if !trouble.is_cancelled() {
        fail(desk, task, &trouble);
    }
    None
}

/// Whoever was asked to wait waits, also when the reader insists.
fn refuse(desk: &Desk, task: &FeedTask, until: Timestamp) {
    let left = schedule::words(until.duration_since(desk.now()).as_secs());
    desk.report.note(|progress| {
        progress.done += 1;
        progress.failed += 1;
    });
    desk.tell(Event::FeedFailed {
        feed: task.id,
        title: task.title.clone(),
        cause: format!("its server asked to be left alone; next try in {left}"),
    });
}

fn fail(desk: &Desk, task: &FeedTask, trouble: &Trouble) {
    let (now, cause) = (desk.now(), trouble.to_string());
    desk.report.note(|progress| {
        progress.done += 1;
        progress.failed += 1;
    });
    let asked = trouble.retry_after();
    let retry = schedule::retry(now, task.id, task.tries, asked);
    let outlook = if trouble.is_gone() {
        "it is not asked any more".to_owned()
    } else {
        let left = schedule::words(retry.duration_since(now).as_secs());
        format!("next try in {left}")
    };
    desk.keeper.failed(Failed {
        feed: task.id,
        now,
        cause: cause.clone(),
        retry: Some(retry),
        wait: asked.map(|seconds| schedule::later(now, i64::from(seconds))),
        retired: trouble.is_gone(),
        forgotten: matches!(trouble, Trouble::Parse(_)),
    });
    desk.tell(Event::FeedFailed {
        feed: task.id,
        title: task.title.clone(),
        cause: format!("{cause}; {outlook}"),
    });
}

/// Fetches a feed, parses it and has it merged.
async fn take(
    desk: &Arc<Desk>,
    task: &FeedTask,
    token: &CancellationToken,
) -> Result<Brought, Trouble> {
    let validators = Validators {
        etag: task.etag.clone(),
        last_modified: task.last_modified.clone(),
    };
    let answer = desk
        .get(Request::feed(&task.url, &validators), token)
        .await?;
    let now = desk.now();
    let fetched = Fetched {
        now,
        etag: answer.validators.etag,
        last_modified: answer.validators.last_modified,
        body_hash: None,
        moved: answer.permanent,
        next: Some(schedule::next(
            now,
            schedule::interval(now, task.pace, task.latest),
            answer.max_age,
            &wishes(task),
        )),
        pace: None,
        latest: None,
    };
    let Outcome::Fresh { body, content_type } = answer.outcome else {
        desk.keeper.unchanged(task.id, fetched);
        return Ok(Brought {
            new: 0,
            damage: None,
        });
    };
    let place = Arc::clone(&desk.parsed)
        .acquire_owned()
        .await
        .map_err(|_| Trouble::Ended)?;
    let (before, url) = (task.body_hash, answer.url);
    let work = move || read(&body, content_type.as_deref(), &url, before);
    let (hash, parsed) = desk.crew.run(work).await.map_err(|_| Trouble::Panic)?;
    let fetched = Fetched {
        body_hash: Some(hash),
        ..fetched
    };
    let Some(parsed) = parsed? else {
        desk.keeper.unchanged(task.id, fetched);
        return Ok(Brought {
            new: 0,
            damage: None,
        });
    };
    let damage = damage(&parsed.warnings);
    let (pace, latest) = schedule::pace(now, &parsed.entries);
    let interval = schedule::interval(now, pace.or(task.pace), latest.or(task.latest));
    let fetched = Fetched {
        next: Some(schedule::next(
            now,
            interval,
            answer.max_age,
            &parsed.channel,
        )),
        pace,
        latest,
        ..without_end(fetched, damage.as_deref())
    };
    let merged = desk.keeper.merge(task.id, parsed, fetched).await;
    drop(place);
    let merged = merged.ok_or(Trouble::Ended)??;
    Ok(Brought {
        new: u32::try_from(merged.new.len()).unwrap_or(u32::MAX),
        damage,
    })
}

/// What the feed asked for when it was last parsed.
fn wishes(task: &FeedTask) -> Channel {
    Channel {
        ttl: task.ttl,
        skip_hours: task.skip_hours.clone(),
        skip_days: task.skip_days.clone(),
        ..Channel::default()
    }
}

/// Parses a document unless its fingerprint is that of the last one.
fn read(
    body: &Body,
    content_type: Option<&str>,
    url: &str,
    before: Option<u64>,
) -> (u64, Result<Option<Parsed>, ParseError>) {
    let mut hasher = DefaultHasher::new();
    hasher.write(body);
    let hash = hasher.finish();
    if before == Some(hash) {
        return (hash, Ok(None));
    }
    (hash, feed::parse(body, content_type, Some(url)).map(Some))
}

/// What is so wrong with a document that a part of it may be missing or read wrongly: its end, or bytes that are not the
/// UTF-8 they are said to be.
fn damage(warnings: &[String]) -> Option<String> {
    let is_damage = |warning: &&String| {
        let said = warning.to_ascii_lowercase();
        said == NO_END || said.contains(" are not utf-8") || said.contains(" says utf-8, but")
    };
    warnings.iter().find(is_damage).cloned()
}

/// A document without its end is asked for again, as if it had never come.
fn without_end(fetched: Fetched, damage: Option<&str>) -> Fetched {
    if damage != Some(NO_END) {
        return fetched;
    }
    Fetched {
        etag: None,
        last_modified: None,
        body_hash: None,
        ..fetched
    }
}
