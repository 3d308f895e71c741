//! Refreshing feeds: fetch, parse, merge, many at once; then the full text of their stories.

use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

use jiff::SignedDuration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::feed::{self, ParseError, Parsed};
use crate::fetch::answer::{Body, Outcome, Request, Validators};
use crate::loader::Event;
use crate::loader::desk::{Desk, Thing};
use crate::loader::report::RHYTHM;
use crate::loader::schedule;
use crate::loader::stories::{self, Stage};
use crate::loader::trouble::Trouble;
use crate::model::feed::{Channel, FeedId};
use crate::store::schedule::{Failed, FeedTask, Fetched};

/// How many feeds are taken up at once; most of them wait at the gate of `fetch`.
const AT_ONCE: usize = 1024;
/// When no more feeds than this keep the reader waiting, the stories begin.
const FEW: usize = 8;
/// No feed is asked again within this time by mistake.
const MISTAKE: SignedDuration = SignedDuration::from_mins(5);

/// Refreshes feeds, all when none are named, and the full text of what is unread.
pub async fn refresh(desk: &Arc<Desk>, feeds: Vec<FeedId>, bodies: bool, forced: bool) {
    let token = desk.token();
    work(desk, async {
        let is_named = !feeds.is_empty();
        let plan = desk
            .keeper
            .call(move |store| store.plan(is_named.then_some(&feeds[..])));
        let Some(tasks) = desk.stored(plan.await) else {
            return;
        };
        let tasks: Vec<FeedTask> = tasks
            .into_iter()
            .filter(|task| {
                if forced {
                    is_named || !task.retired
                } else {
                    is_wanted(desk, task)
                }
            })
            .collect();
        if forced {
            desk.source.forget_failures();
        }
        desk.report
            .note(|progress| progress.feeds += u32::try_from(tasks.len()).unwrap_or(u32::MAX));
        let (stage, watch) = watch::channel(Stage::Feeds);
        if bodies {
            tokio::join!(
                ask_all(desk, tasks, &token, stage),
                stories::fetch_wanted(desk, &token, watch)
            );
        } else {
            ask_all(desk, tasks, &token, stage).await;
        }
        desk.keeper.flush().await;
    })
    .await;
    desk.tell(Event::Finished);
}

/// Does some work and tells how it goes.
pub async fn work<T>(desk: &Arc<Desk>, work: impl Future<Output = T>) -> T {
    desk.report.begin();
    let mut work = std::pin::pin!(work);
    let mut rhythm = tokio::time::interval(RHYTHM);
    let done = loop {
        tokio::select! {
            biased;
            done = &mut work => break done,
            _ = rhythm.tick() => {
                if let Some(progress) = desk.report.news() {
                    desk.tell(Event::Progress(progress));
                }
            }
        }
    };
    if let Some(progress) = desk.report.end() {
        desk.tell(Event::Progress(progress));
    }
    done
}

/// Whether a feed is to be asked when nobody insists.
fn is_wanted(desk: &Desk, task: &FeedTask) -> bool {
    let now = desk.now();
    let is_fresh = task
        .fetched
        .is_some_and(|fetched| now.duration_since(fetched).abs() < MISTAKE);
    task.is_due(now) && !is_fresh
}

async fn ask_all(
    desk: &Arc<Desk>,
    tasks: Vec<FeedTask>,
    token: &CancellationToken,
    stage: watch::Sender<Stage>,
) {
    let mut asked = JoinSet::new();
    for task in tasks {
        if token.is_cancelled() {
            break;
        }
        if asked.len() >= AT_ONCE {
            asked.join_next().await;
        }
        let (desk, token) = (Arc::clone(desk), token.clone());
        asked.spawn(async move { ask(&desk, &task, &token).await });
    }
    while !asked.is_empty() {
        if asked.len() <= FEW {
            stage.send_replace(Stage::LastFeeds);
        }
        asked.join_next().await;
    }
    stage.send_replace(Stage::Stories);
}

/// Asks one feed, tells how it went, and answers how many of its stories are new; nothing when it failed.
pub async fn ask(desk: &Arc<Desk>, task: &FeedTask, token: &CancellationToken) -> Option<u32> {
    let Some(_claim) = desk.claim(Thing::Feed(task.id)) else {
        // Somebody else is asking it and will tell.
        desk.report.note(|progress| progress.done += 1);
        return None;
    };
    match take(desk, task, token).await {
        Ok(new) => {
            desk.report.note(|progress| {
                progress.done += 1;
                progress.new += new;
            });
            desk.tell(Event::Refreshed { feed: task.id, new });
            Some(new)
        }
        Err(trouble) if trouble.is_cancelled() => None,
        Err(trouble) => {
            fail(desk, task, &trouble);
            None
        }
    }
}

fn fail(desk: &Desk, task: &FeedTask, trouble: &Trouble) {
    let (now, cause) = (desk.now(), trouble.to_string());
    desk.report.note(|progress| {
        progress.done += 1;
        progress.failed += 1;
    });
    desk.keeper.failed(Failed {
        feed: task.id,
        now,
        cause: cause.clone(),
        retry: Some(schedule::retry(
            now,
            task.id,
            task.tries,
            trouble.retry_after(),
        )),
        retired: trouble.is_gone(),
    });
    desk.tell(Event::FeedFailed {
        feed: task.id,
        title: task.title.clone(),
        cause,
    });
}

/// Fetches a feed, parses it and has it merged. Answers how many of its stories are new.
async fn take(
    desk: &Arc<Desk>,
    task: &FeedTask,
    token: &CancellationToken,
) -> Result<u32, Trouble> {
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
        next: Some(schedule::next(now, answer.max_age, &wishes(task))),
    };
    let Outcome::Fresh { body, content_type } = answer.outcome else {
        desk.keeper.unchanged(task.id, fetched);
        return Ok(0);
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
        return Ok(0);
    };
    let next = Some(schedule::next(now, answer.max_age, &parsed.channel));
    let merged = desk
        .keeper
        .merge(task.id, parsed, Fetched { next, ..fetched })
        .await;
    drop(place);
    let merged = merged.ok_or(Trouble::Ended)??;
    Ok(u32::try_from(merged.new.len()).unwrap_or(u32::MAX))
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
