//! Looking for what has become of feeds that are not where they were: unasked, with a refresh. What is found is noted for
//! the reader, who decides.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::loader::desk::Desk;
use crate::loader::discover;
use crate::model::address;
use crate::model::feed::FeedId;
use crate::store::lost::Lost;

/// So many sites are looked at in one refresh; the others have their turn in the next.
const SITES: usize = 4;
/// For so long a refresh goes on for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Looks for other feeds of the sites whose feeds are lost: of these feeds, or of all.
pub async fn look(desk: &Arc<Desk>, feeds: &[FeedId], token: &CancellationToken) {
    let now = desk.now();
    let lost = desk.keeper.call(move |store| store.lost(now)).await;
    let mut sites: HashMap<String, Vec<Lost>> = HashMap::new();
    for lost in desk.stored(lost).unwrap_or_default() {
        let is_meant = feeds.is_empty() || feeds.contains(&lost.id);
        let Some(site) = address::site(&lost.url, lost.link.as_deref()).filter(|_| is_meant) else {
            continue;
        };
        if sites.len() < SITES || sites.contains_key(&site) {
            sites.entry(site).or_default().push(lost);
        }
    }
    // Noted first: who is ended in the middle asks no site again today.
    let looked: Vec<FeedId> = sites.values().flatten().map(|lost| lost.id).collect();
    if looked.is_empty() {
        return;
    }
    let noted = desk.keeper.call(move |store| store.looked(&looked, now));
    desk.stored(noted.await);
    let mut looking = JoinSet::new();
    for (site, lost) in sites {
        let (desk, token) = (Arc::clone(desk), token.clone());
        looking.spawn(async move { at_site(&desk, &site, &lost, &token).await });
    }
    let all = async { while looking.join_next().await.is_some() {} };
    // What has not answered by then has its turn another day.
    let _late = tokio::time::timeout(PATIENCE, all).await;
}

/// Looks at one site, and notes what was found there instead of its lost feeds.
async fn at_site(desk: &Arc<Desk>, site: &str, lost: &[Lost], token: &CancellationToken) {
    let Some(home) = lost.first().map(|lost| lost.url.clone()) else {
        return;
    };
    let mut found = discover::of_site(desk, site, &home, token).await;
    // The page that the feed named as its site may be gone as well.
    if let Some(front) = address::site(site, None).filter(|front| found.is_empty() && front != site)
    {
        found = discover::of_site(desk, &front, &home, token).await;
    }
    if token.is_cancelled() {
        return;
    }
    let other = found
        .into_iter()
        .find(|found| !found.known && found.entries > 0);
    let url = other.map(|other| other.url);
    let lost: Vec<FeedId> = lost.iter().map(|lost| lost.id).collect();
    let noted = desk
        .keeper
        .call(move |store| store.found_instead(&lost, url.as_deref()));
    desk.stored(noted.await);
}
