//! Refreshing feeds: many at once; then the full text of their stories.

use std::sync::Arc;

use jiff::SignedDuration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::loader::Event;
use crate::loader::ask::ask;
use crate::loader::desk::Desk;
use crate::loader::report::RHYTHM;
use crate::loader::stories::{self, Stage};
use crate::model::feed::FeedId;
use crate::store::schedule::FeedTask;

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
        asked.spawn(async move { ask_one(&desk, &task, &token).await });
    }
    while !asked.is_empty() {
        if asked.len() <= FEW {
            stage.send_replace(Stage::LastFeeds);
        }
        asked.join_next().await;
    }
    stage.send_replace(Stage::Stories);
}

/// Asks one feed among many, and tells as well when its document is damaged.
async fn ask_one(desk: &Arc<Desk>, task: &FeedTask, token: &CancellationToken) {
    let damage = ask(desk, task, token)
        .await
        .and_then(|brought| brought.damage);
    if let Some(damage) = damage {
        desk.report.note(|progress| progress.failed += 1);
        desk.tell(Event::FeedFailed {
            feed: task.id,
            title: task.title.clone(),
            cause: format!("read in part: {damage}"),
        });
    }
}
