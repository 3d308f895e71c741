//! The full text of stories, in the background: newest first, a few pages at a time.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::loader::desk::Desk;
use crate::loader::page::{self, Wanted};
use crate::model::article::ArticleId;
use crate::model::feed::FeedId;
use crate::store::{Store, StoreError};

/// How far a refresh is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Feeds come first.
    Feeds,
    /// A few slow feeds are left, and nobody waits for them.
    LastFeeds,
    /// All feeds have answered.
    Stories,
}

/// Fetches the pages of the stories that want one, from the moment when most feeds have answered.
pub async fn fetch_wanted(
    desk: &Arc<Desk>,
    token: &CancellationToken,
    mut stage: watch::Receiver<Stage>,
) {
    let mut tried = HashSet::new();
    // Without a sender all feeds have answered.
    drop(stage.wait_for(|stage| *stage > Stage::Feeds).await);
    loop {
        let reached = *stage.borrow_and_update();
        let room = (desk.settings.pages_at_most as usize).saturating_sub(tried.len());
        let (now, since) = (desk.now(), desk.settings.since);
        let limit = room + tried.len();
        let found = desk
            .keeper
            .call(move |store| wanted(store, limit, now, since))
            .await;
        let mut queue: VecDeque<Wanted> = desk.stored(found).unwrap_or_default().into();
        queue.retain(|wanted| !tried.contains(&wanted.id));
        queue.truncate(room);
        if token.is_cancelled() || is_spent(desk) {
            return;
        }
        if queue.is_empty() {
            // The next feed that answers may bring more.
            if reached == Stage::Stories || stage.changed().await.is_err() {
                return;
            }
            continue;
        }
        tried.extend(queue.iter().map(|wanted| wanted.id));
        fetch(desk, token, queue).await;
    }
}

/// Whether this refresh has fetched as much as it may; what is left waits for the next.
fn is_spent(desk: &Desk) -> bool {
    desk.report.now().bytes >= desk.settings.bytes_at_most
}

/// Fetches these pages, a few at a time.
async fn fetch(desk: &Arc<Desk>, token: &CancellationToken, queue: VecDeque<Wanted>) {
    let many = u32::try_from(queue.len()).unwrap_or(u32::MAX);
    desk.report.note(|progress| progress.bodies_left += many);
    let mut pages = JoinSet::new();
    for wanted in queue {
        if pages.len() >= desk.settings.pages_at_once.max(1) {
            pages.join_next().await;
        }
        if token.is_cancelled() || is_spent(desk) {
            break;
        }
        let (desk, token) = (Arc::clone(desk), token.clone());
        pages.spawn(async move {
            page::load(&desk, &wanted, &token).await;
            desk.report.note(|progress| {
                progress.bodies_left = progress.bodies_left.saturating_sub(1);
                progress.bodies_done += 1;
            });
        });
    }
    while pages.join_next().await.is_some() {}
}

/// The stories that want a page, with the addresses of their feeds.
fn wanted(
    store: &mut Store,
    limit: usize,
    now: Timestamp,
    since: Option<Timestamp>,
) -> Result<Vec<Wanted>, StoreError> {
    let stories = store.wanting_bodies(limit, now, since)?;
    let ids: Vec<ArticleId> = stories.iter().map(|(id, _)| *id).collect();
    let feeds: HashMap<FeedId, String> = store
        .plan(None)?
        .into_iter()
        .map(|task| (task.id, task.url))
        .collect();
    let homes: HashMap<ArticleId, FeedId> = store
        .headlines(&ids)?
        .into_iter()
        .filter_map(|headline| Some((headline.id, headline.feed?)))
        .collect();
    let home = |id: &ArticleId| homes.get(id).and_then(|feed| feeds.get(feed)).cloned();
    Ok(stories
        .into_iter()
        .map(|(id, url)| Wanted {
            id,
            home: home(&id),
            url,
        })
        .collect())
}
