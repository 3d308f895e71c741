//! Refreshing feeds: many at once; then the full text of their stories.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::loader::ask::ask;
use crate::loader::desk::Desk;
use crate::loader::report::RHYTHM;
use crate::loader::stories::{self, Stage};
use crate::loader::{Asked, Event, Haste, instead};
use crate::model::feed::FeedId;
use crate::model::query::Query;
use crate::store::retention::Retention;
use crate::store::schedule::{FeedTask, is_recent};

/// How many feeds are taken up at once; most of them wait at the gate of `fetch`.
const AT_ONCE: usize = 1024;
/// When no more feeds than this keep the reader waiting, the stories begin.
const FEW: usize = 8;

/// Refreshes feeds, all when none are named, and the full text of what is unread.
pub async fn refresh(desk: &Arc<Desk>, feeds: Vec<FeedId>, bodies: bool, haste: Haste) {
    let token = desk.token();
    work(desk, async {
        let now = desk.now();
        let asked = match feeds[..] {
            [_] => Asked::Alone,
            _ => Asked::Among,
        };
        let named = feeds.clone();
        let taken = desk.keeper.call(move |store| {
            let named = (!named.is_empty()).then_some(&named[..]);
            let turn = store.turn();
            let wish = Wish {
                haste,
                is_named: named.is_some(),
                left: &turn.left,
                now,
            };
            let tasks = store.take_up(named, now, |task| wish.wants(task))?;
            Ok((turn, tasks))
        });
        let Some((_turn, tasks)) = desk.stored(taken.await) else {
            return;
        };
        if haste == Haste::Stale && tasks.is_empty() {
            desk.tell(Event::Notice(nothing_due(desk, &feeds, bodies).await));
        }
        // A host that was dead a while ago is tried once in this refresh.
        desk.source.forget_failures();
        desk.report
            .note(|progress| progress.feeds += u32::try_from(tasks.len()).unwrap_or(u32::MAX));
        let taken: Vec<FeedId> = tasks.iter().map(|task| task.id).collect();
        let (stage, watch) = watch::channel(Stage::Feeds);
        let ask = async {
            ask_all(desk, tasks, asked, &token, stage).await;
            instead::look(desk, &feeds, &token).await;
        };
        if bodies {
            tokio::join!(ask, stories::fetch_wanted(desk, &token, watch, &feeds));
        } else {
            ask.await;
        }
        desk.keeper.flush().await;
        if token.is_cancelled() {
            let call = desk.keeper.call(move |store| store.let_go(&taken, now));
            desk.stored(call.await);
        }
        retire(desk).await;
    })
    .await;
    desk.tell(Event::Finished);
}

/// What a person is told who has everything asked where no feed is to be asked: what is done all the same.
async fn nothing_due(desk: &Arc<Desk>, feeds: &[FeedId], bodies: bool) -> String {
    let under_way = desk.report.now();
    if under_way.done < under_way.feeds {
        return "the feeds are being asked already".to_owned();
    }
    let missing = if bodies {
        stories::missing(desk, feeds).await
    } else {
        0
    };
    match missing {
        0 => "nothing to ask: every feed was asked within the last five minutes".to_owned(),
        1 => "all feeds were just asked; fetching one text that is missing".to_owned(),
        many => format!("all feeds were just asked; fetching {many} texts that are missing"),
    }
}

/// Fetches the pages of all stories of a query that are not ready.
pub async fn download(desk: &Arc<Desk>, query: Query) {
    let token = desk.token();
    desk.source.forget_failures();
    work(desk, async {
        stories::fetch_all(desk, &token, query).await;
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

/// Which feeds a refresh wants.
struct Wish<'a> {
    haste: Haste,
    is_named: bool,
    /// Those that nobody asks any more who took them up.
    left: &'a HashSet<FeedId>,
    now: Timestamp,
}

impl Wish<'_> {
    fn wants(&self, task: &FeedTask) -> bool {
        match self.haste {
            Haste::Due => {
                task.is_due(self.now)
                    && !self.is_recent(task.fetched)
                    && !self.is_recent(task.asked)
            }
            Haste::Stale => {
                // Who was ended in the middle of it has asked nobody.
                let is_ended = self.left.contains(&task.id);
                !task.is_left_alone() && (is_ended || !self.is_recent(task.asked))
            }
            Haste::Now => {
                let is_asked = self.is_recent(task.asking) && !self.left.contains(&task.id);
                (self.is_named || !task.is_left_alone()) && !is_asked
            }
        }
    }

    fn is_recent(&self, time: Option<Timestamp>) -> bool {
        is_recent(time, self.now)
    }
}

/// Removes what need not be kept any more. Who reads has just marked what is on the screen, so that stays.
async fn retire(desk: &Desk) {
    let usual = Retention::default();
    // Kept for ever, unless the reader wishes otherwise for one feed.
    let (days, per_feed) = match desk.settings.keep_days {
        Some(days) => (days, usual.per_feed),
        None => (u32::MAX, u32::MAX),
    };
    let now = desk.now();
    loop {
        let retention = Retention {
            days,
            per_feed,
            open: Vec::new(),
        };
        let call = desk.keeper.call(move |store| store.retire(now, &retention));
        // Between two rounds others may write.
        if desk.stored(call.await).is_none_or(|gone| gone == 0) {
            break;
        }
    }
    // The pages of stories are kept for some days, whatever is kept of the stories.
    let _ended = desk.keeper.call(move |store| store.prune_pages(now)).await;
}

async fn ask_all(
    desk: &Arc<Desk>,
    tasks: Vec<FeedTask>,
    asked: Asked,
    token: &CancellationToken,
    stage: watch::Sender<Stage>,
) {
    let mut under_way = JoinSet::new();
    for task in tasks {
        if token.is_cancelled() {
            break;
        }
        if under_way.len() >= AT_ONCE {
            under_way.join_next().await;
        }
        let (desk, token) = (Arc::clone(desk), token.clone());
        under_way.spawn(async move { ask_one(&desk, &task, asked, &token).await });
    }
    while under_way.join_next().await.is_some() {
        // Each of the last is told: the stories of those that have answered do not wait for the slowest.
        if under_way.len() <= FEW {
            stage.send_replace(Stage::LastFeeds);
        }
    }
    stage.send_replace(Stage::Stories);
}

/// Asks one feed among many, and tells as well when its document is damaged: it was refreshed all the same.
async fn ask_one(desk: &Arc<Desk>, task: &FeedTask, asked: Asked, token: &CancellationToken) {
    let damage = ask(desk, task, asked, token)
        .await
        .and_then(|brought| brought.damage);
    if let Some(damage) = damage {
        let title = name(desk, task).await;
        desk.tell(Event::Damaged {
            feed: task.id,
            title,
            damage,
            asked,
        });
    }
}

/// The name of a feed that has just told it.
pub async fn name(desk: &Desk, task: &FeedTask) -> String {
    let id = task.id;
    let named = desk.keeper.call(move |store| store.plan(Some(&[id]))).await;
    desk.stored(named)
        .and_then(|mut tasks| tasks.pop())
        .map_or_else(|| task.title.clone(), |task| task.title)
}
