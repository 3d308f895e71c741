//! The full text of stories, in the background: newest first, a few pages at a time.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::loader::desk::Desk;
use crate::loader::page;
use crate::loader::picture;
use crate::loader::wanted::{Home, Wanted, together};
use crate::model::article::ArticleId;
use crate::model::feed::FeedId;
use crate::model::query::Query;
use crate::store::{Store, StoreError};

/// So many rows of a list are looked at in one go.
const ROWS: usize = 500;

/// A page is taken to be so large before any has come, in bytes.
const USUAL: u64 = 250_000;

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

/// Fetches what the stories of these feeds want, of all when none is named: their pages, from the moment when most feeds
/// have answered; then the lead pictures of those that came whole with their feed.
pub async fn fetch_wanted(
    desk: &Arc<Desk>,
    token: &CancellationToken,
    stage: watch::Receiver<Stage>,
    feeds: &[FeedId],
) {
    pages(desk, token, stage, feeds).await;
    let (most, since) = (desk.settings.pages_at_most as usize, desk.settings.since);
    let (feeds, images) = (feeds.to_vec(), desk.settings.images);
    let found = desk.keeper.call(move |store| {
        let ids = store.never_opened(most, since, &feeds, images)?;
        with_feeds(store, &ids)
    });
    let stories = desk.stored(found.await).unwrap_or_default();
    pictures(desk, token, stories).await;
}

/// How many stories of these feeds, of all when none is named, want a page that one refresh would fetch.
pub async fn missing(desk: &Arc<Desk>, feeds: &[FeedId]) -> usize {
    let most = desk.settings.pages_at_most as usize;
    let (now, since, feeds) = (desk.now(), desk.settings.since, feeds.to_vec());
    let found = desk
        .keeper
        .call(move |store| unasked(store, most, now, since, &feeds));
    desk.stored(found.await).map_or(0, |found| found.len())
}

/// Fetches the pages that are wanted, until all feeds have answered.
async fn pages(
    desk: &Arc<Desk>,
    token: &CancellationToken,
    mut stage: watch::Receiver<Stage>,
    feeds: &[FeedId],
) {
    let mut tried = HashSet::new();
    // Without a sender all feeds have answered.
    drop(stage.wait_for(|stage| *stage > Stage::Feeds).await);
    loop {
        let reached = *stage.borrow_and_update();
        let room = (desk.settings.pages_at_most as usize).saturating_sub(tried.len());
        let (now, since) = (desk.now(), desk.settings.since);
        let limit = room + tried.len();
        let feeds = feeds.to_vec();
        let found = desk
            .keeper
            .call(move |store| wanted(store, limit, now, since, &feeds))
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

/// Fetches the pages of all stories of a query that are not ready, as many as one refresh would, and the lead pictures of
/// those that are.
pub async fn fetch_all(desk: &Arc<Desk>, token: &CancellationToken, query: Query) {
    let most = desk.settings.pages_at_most as usize;
    let of = |is_ready: bool| {
        let query = query.clone();
        desk.keeper
            .call(move |store| chosen(store, &query, is_ready, most))
    };
    let here = desk.stored(of(true).await).unwrap_or_default();
    let queue = desk.stored(of(false).await).unwrap_or_default();
    fetch(desk, token, queue.into()).await;
    pictures(desk, token, here).await;
}

/// Fetches the lead pictures of these stories, a few at a time.
async fn pictures(desk: &Arc<Desk>, token: &CancellationToken, stories: Vec<Wanted>) {
    let mut under_way = JoinSet::new();
    for wanted in stories {
        let most = desk.settings.pages_at_once.max(1);
        while under_way.len() >= most
            || (!under_way.is_empty() && is_promised(desk, under_way.len()))
        {
            under_way.join_next().await;
        }
        if token.is_cancelled() || is_spent(desk) {
            break;
        }
        let (desk, token) = (Arc::clone(desk), token.clone());
        under_way.spawn(async move { picture::lead(&desk, &wanted, &token).await });
    }
    while under_way.join_next().await.is_some() {}
}

/// Whether this refresh has fetched as much as it may; what is left waits for the next.
fn is_spent(desk: &Desk) -> bool {
    desk.report.now().bytes >= desk.settings.bytes_at_most
}

/// Whether the pages under way may well bring all that is left to this refresh, if they are as large as those before them.
fn is_promised(desk: &Desk, under_way: usize) -> bool {
    let so_far = desk.report.now();
    let usual = so_far
        .bytes
        .checked_div(u64::from(so_far.bodies_done))
        .unwrap_or(USUAL);
    so_far.bytes + usual * under_way as u64 >= desk.settings.bytes_at_most
}

/// Fetches these pages, a few at a time.
async fn fetch(desk: &Arc<Desk>, token: &CancellationToken, queue: VecDeque<Wanted>) {
    let many = u32::try_from(queue.len()).unwrap_or(u32::MAX);
    desk.report.note(|progress| progress.bodies_left += many);
    let mut pages = JoinSet::new();
    for wanted in together(queue) {
        let most = desk.settings.pages_at_once.max(1);
        while pages.len() >= most || (!pages.is_empty() && is_promised(desk, pages.len())) {
            pages.join_next().await;
        }
        if token.is_cancelled() || is_spent(desk) {
            break;
        }
        let (desk, token) = (Arc::clone(desk), token.clone());
        pages.spawn(async move {
            let is_kept = load(&desk, &wanted, &token).await;
            if is_kept == Some(true) && !is_spent(&desk) {
                picture::lead(&desk, &wanted, &token).await;
            }
            let stories = u32::try_from(wanted.ids().count()).unwrap_or(u32::MAX);
            desk.report.note(|progress| {
                progress.bodies_left = progress.bodies_left.saturating_sub(stories);
                if let Some(is_kept) = is_kept {
                    progress.bodies_done += stories;
                    progress.bodies_failed += if is_kept { 0 } else { stories };
                }
            });
        });
    }
    while pages.join_next().await.is_some() {}
}

/// Fetches a page unless another process is at it; answers whether it is kept.
async fn load(desk: &Arc<Desk>, wanted: &Wanted, token: &CancellationToken) -> Option<bool> {
    let (ids, now) = (wanted.ids().collect::<Vec<ArticleId>>(), desk.now());
    let asked = ids.clone();
    let take = desk.keeper.call(move |store| store.take_page(&asked, now));
    if !take.await? {
        return None;
    }
    let is_kept = page::load(desk, wanted, false, token).await;
    let _ended = desk.keeper.call(move |store| store.let_page_go(&ids)).await;
    Some(is_kept)
}

/// The stories that want a page which nobody asks for so far, with its address.
fn unasked(
    store: &mut Store,
    limit: usize,
    now: Timestamp,
    since: Option<Timestamp>,
    feeds: &[FeedId],
) -> Result<Vec<(ArticleId, String)>, StoreError> {
    let asking = store.asking(now);
    let mut stories = store.wanting_bodies(limit + asking.len(), now, since, feeds)?;
    stories.retain(|(id, _)| !asking.contains(id));
    stories.truncate(limit);
    Ok(stories)
}

/// The stories that want a page, with their feeds.
fn wanted(
    store: &mut Store,
    limit: usize,
    now: Timestamp,
    since: Option<Timestamp>,
    feeds: &[FeedId],
) -> Result<Vec<Wanted>, StoreError> {
    let stories = unasked(store, limit, now, since, feeds)?;
    let ids: Vec<ArticleId> = stories.iter().map(|(id, _)| *id).collect();
    let feeds = store.headlines(&ids)?.into_iter();
    let feeds: HashMap<ArticleId, Option<FeedId>> =
        feeds.map(|headline| (headline.id, headline.feed)).collect();
    let stories = stories.into_iter();
    let stories = stories.map(|(id, url)| (id, url, feeds.get(&id).copied().flatten()));
    at_home(store, stories.collect())
}

/// Stories with the feeds that brought them; pages that the reader saved have none.
fn with_feeds(store: &Store, ids: &[ArticleId]) -> Result<Vec<Wanted>, StoreError> {
    let mut stories = Vec::new();
    for ids in ids.chunks(ROWS) {
        for headline in store.headlines(ids)? {
            let url = headline.url.unwrap_or_default();
            stories.push((headline.id, url, headline.feed));
        }
    }
    at_home(store, stories)
}

/// The stories of a query that are ready, or that are not, with their feeds.
fn chosen(
    store: &mut Store,
    query: &Query,
    is_ready: bool,
    limit: usize,
) -> Result<Vec<Wanted>, StoreError> {
    let mut stories = Vec::new();
    for ids in store.list(query, None)?.chunks(ROWS) {
        for headline in store.headlines(ids)? {
            let is_so = headline.ready == is_ready;
            if let Some(url) = headline.url.filter(|_| is_so && stories.len() < limit) {
                stories.push((headline.id, url, headline.feed));
            }
        }
        if stories.len() >= limit {
            break;
        }
    }
    at_home(store, stories)
}

/// Stories with the feeds that named them.
fn at_home(
    store: &Store,
    stories: Vec<(ArticleId, String, Option<FeedId>)>,
) -> Result<Vec<Wanted>, StoreError> {
    let mut ids: Vec<FeedId> = stories.iter().filter_map(|(.., feed)| *feed).collect();
    ids.sort_unstable();
    ids.dedup();
    let feeds: HashMap<FeedId, Home> = store
        .plan(Some(&ids))?
        .into_iter()
        .map(|task| {
            let (url, wishes) = (task.url, task.wishes);
            (task.id, Home { url, wishes })
        })
        .collect();
    let wanted = stories.into_iter().map(|(id, url, feed)| {
        let home = feed.and_then(|feed| feeds.get(&feed)).cloned();
        Wanted::alone(id, url, home)
    });
    Ok(wanted.collect())
}
