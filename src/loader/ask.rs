//! Asking one feed: fetch, parse, merge; and what is noted of it.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::feed::{ParseError, Parsed};
use crate::fetch::answer::{Answer, Outcome, Request, Validators};
use crate::fetch::error::FetchError;
use crate::loader::claims::Thing;
use crate::loader::desk::Desk;
use crate::loader::reading::{self, NO_END, Then};
use crate::loader::trouble::Trouble;
use crate::loader::{Asked, Event, address, manners, schedule};
use crate::model::article::ArticleId;
use crate::model::feed::Channel;
use crate::store::schedule::{Failed, FeedTask, Fetched};

/// What a feed brought.
pub struct Brought {
    /// Its stories that are new.
    pub new: Vec<ArticleId>,
    /// How many of those are ready without their page.
    pub ready: u32,
    /// What is wrong with its document, of which everything readable was kept.
    pub damage: Option<String>,
}

/// Asks one feed and tells how it went; nothing when it failed.
pub async fn ask(
    desk: &Arc<Desk>,
    task: &FeedTask,
    asked: Asked,
    token: &CancellationToken,
) -> Option<Brought> {
    let Some(claim) = desk.claims.claim(Thing::Feed(task.id), token).await else {
        // Somebody else is asking it and will tell.
        desk.report.note(|progress| progress.done += 1);
        return None;
    };
    if let Some(until) = task.must_wait(desk.now()) {
        drop(claim);
        refuse(desk, task, asked, until);
        return None;
    }
    let outcome = take(desk, task, token).await;
    // Before it is told: who hears of it may ask again at once.
    drop(claim);
    let trouble = match outcome {
        Ok(brought) => {
            desk.report.note(|progress| {
                progress.done += 1;
                progress.new += count(&brought.new);
                progress.ready += brought.ready;
            });
            desk.tell(Event::Refreshed {
                feed: task.id,
                new: brought.new.clone(),
                ready: brought.ready,
            });
            return Some(brought);
        }
        Err(trouble) => trouble,
    };
    if !trouble.is_cancelled() {
        fail(desk, task, asked, &trouble);
    }
    None
}

/// How many there are.
pub fn count(new: &[ArticleId]) -> u32 {
    u32::try_from(new.len()).unwrap_or(u32::MAX)
}

/// Whoever was asked to wait waits, also when the reader insists.
fn refuse(desk: &Desk, task: &FeedTask, asked: Asked, until: Timestamp) {
    let left = schedule::words(until.duration_since(desk.now()).as_secs());
    desk.report.note(|progress| {
        progress.done += 1;
        progress.failed += 1;
    });
    desk.tell(Event::FeedFailed {
        feed: task.id,
        title: task.title.clone(),
        cause: format!("its server asked to be left alone; next try in {left}"),
        asked,
    });
}

fn fail(desk: &Desk, task: &FeedTask, asked: Asked, trouble: &Trouble) {
    let (now, cause) = (desk.now(), trouble.to_string());
    desk.report.note(|progress| {
        progress.done += 1;
        progress.failed += 1;
    });
    let patience = trouble.retry_after();
    let retry = schedule::retry(now, task.id, task.tries, patience);
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
        wait: patience.map(|seconds| schedule::later(now, i64::from(seconds))),
        retired: trouble.is_gone(),
        forgotten: matches!(trouble, Trouble::Parse(_) | Trouble::NoHeadlines),
        lost: trouble.is_lost(),
    });
    desk.tell(Event::FeedFailed {
        feed: task.id,
        title: task.title.clone(),
        cause: format!("{cause}; {outlook}"),
        asked,
    });
}

/// Fetches a feed, parses it and has it merged.
async fn take(
    desk: &Arc<Desk>,
    task: &FeedTask,
    token: &CancellationToken,
) -> Result<Brought, Trouble> {
    let selector = address::headlines(&task.url).map_err(Trouble::Address)?;
    let mut answer = get(desk, task, token).await?;
    let spent = answer.took;
    let outcome = std::mem::replace(&mut answer.outcome, Outcome::NotModified);
    let max_age = answer.max_age;
    let url = answer.url.clone();
    let fetched = Fetched {
        took: u32::try_from(spent.as_millis()).ok(),
        ..of_answer(desk, task, answer)
    };
    let Outcome::Fresh { body, content_type } = outcome else {
        return Ok(unchanged(desk, task, fetched));
    };
    let broken = body.broken.clone();
    let place = Arc::clone(&desk.parsed)
        .acquire_owned()
        .await
        .map_err(|_| Trouble::Ended)?;
    let (before, now) = (task.body_hash, desk.now());
    let work = move || {
        let (stated, selector) = (content_type.as_deref(), selector.as_ref());
        reading::read(&body, stated, &url, selector, before, now)
    };
    let (hash, parsed) = desk.crew.run(work).await.map_err(|_| Trouble::Panic)?;
    let (parsed, fetched) = match unless_broken(parsed, broken.as_ref()) {
        // What an index names may have changed when the index has not: it is asked whole each time.
        Err(Trouble::Parse(ParseError::Index(sitemaps))) => {
            let news = news(desk, task, sitemaps, spent, token).await?;
            (Some(news), forgotten(fetched))
        }
        parsed => (
            parsed?,
            Fetched {
                body_hash: Some(hash),
                ..fetched
            },
        ),
    };
    let Some(parsed) = parsed else {
        return Ok(unchanged(desk, task, fetched));
    };
    let damage = match &broken {
        Some(broken) => Some(broken.to_string()),
        None => reading::damage(&parsed.warnings),
    };
    let fetched = paced(fetched, task, &parsed, max_age);
    let fetched = damaged(fetched, damage.clone(), broken.is_some());
    let merged = desk.keeper.merge(task.id, parsed, fetched).await;
    drop(place);
    let merged = merged.ok_or(Trouble::Ended)??;
    Ok(Brought {
        new: merged.new,
        ready: merged.ready,
        damage,
    })
}

/// Of a document whose answer broke off that is told where no story came with it.
fn unless_broken(
    parsed: Result<Option<Parsed>, Trouble>,
    broken: Option<&FetchError>,
) -> Result<Option<Parsed>, Trouble> {
    let Some(broken) = broken else {
        return parsed;
    };
    let parsed = parsed.ok().flatten();
    let parsed = parsed.filter(|parsed| !parsed.entries.is_empty());
    parsed.map(Some).ok_or_else(|| broken.clone().into())
}

/// The news of the sitemaps that an index names.
async fn news(
    desk: &Arc<Desk>,
    task: &FeedTask,
    sitemaps: Vec<String>,
    spent: Duration,
    token: &CancellationToken,
) -> Result<Parsed, Trouble> {
    let (home, wishes) = (&task.url, &task.wishes);
    reading::follow(desk, home, wishes, sitemaps, Then::Nothing, spent, token).await
}

/// Asks for the document of a feed, unless it is the one we have.
async fn get(
    desk: &Arc<Desk>,
    task: &FeedTask,
    token: &CancellationToken,
) -> Result<Answer, Trouble> {
    if let Some(arrived) = desk.arrivals.take(&task.url) {
        return Ok(arrived);
    }
    let validators = Validators {
        etag: task.etag.clone(),
        last_modified: task.last_modified.clone(),
    };
    let manners = manners::of_feed(desk, &task.url, &task.wishes).await?;
    let request = Request {
        manners: &manners,
        ..Request::feed(&task.url, &validators)
    };
    Ok(desk.get(request, token).await?)
}

/// Seconds between two requests: as the reader wants, else by its pace.
fn interval(task: &FeedTask, now: Timestamp, pace: Option<u32>, latest: Option<Timestamp>) -> i64 {
    match task.wishes.interval {
        Some(minutes) => i64::from(minutes) * 60,
        None => schedule::interval(now, pace, latest),
    }
}

/// What is known once a server has answered.
fn of_answer(desk: &Desk, task: &FeedTask, answer: Answer) -> Fetched {
    let now = desk.now();
    let interval = interval(task, now, task.pace, task.latest);
    Fetched {
        now,
        etag: answer.validators.etag,
        last_modified: answer.validators.last_modified,
        body_hash: None,
        moved: answer
            .permanent
            .map(|moved| address::moved(&task.url, moved)),
        next: Some(schedule::next(now, interval, answer.max_age, &wishes(task))),
        pace: None,
        latest: None,
        took: None,
        damage: None,
    }
}

/// What is known once the document has been read.
fn paced(fetched: Fetched, task: &FeedTask, parsed: &Parsed, max_age: Option<u32>) -> Fetched {
    let now = fetched.now;
    let (pace, latest) = schedule::pace(now, &parsed.entries);
    let interval = interval(task, now, pace.or(task.pace), latest.or(task.latest));
    Fetched {
        next: Some(schedule::next(now, interval, max_age, &parsed.channel)),
        pace,
        latest,
        ..fetched
    }
}

fn unchanged(desk: &Desk, task: &FeedTask, fetched: Fetched) -> Brought {
    desk.keeper.unchanged(task.id, fetched);
    Brought {
        new: Vec::new(),
        ready: 0,
        damage: None,
    }
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

/// What is known once the document has been judged: one whose end is missing is asked for again.
fn damaged(fetched: Fetched, damage: Option<String>, is_broken: bool) -> Fetched {
    let has_no_end = is_broken || damage.as_deref() == Some(NO_END);
    let fetched = Fetched { damage, ..fetched };
    if has_no_end {
        forgotten(fetched)
    } else {
        fetched
    }
}

/// A document that must be asked for again as if it had never come: its end is missing.
fn forgotten(fetched: Fetched) -> Fetched {
    Fetched {
        etag: None,
        last_modified: None,
        body_hash: None,
        ..fetched
    }
}
