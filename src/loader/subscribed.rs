//! Feeds at an address that are subscribed already: as the library knows them, without asking their servers.

use std::sync::Arc;

use crate::loader::Candidate;
use crate::loader::desk::Desk;
use crate::model::query::{Query, Scope};

/// How many headlines are shown of a feed.
pub const PREVIEW: usize = 5;

/// A feed of the reader's that answered less than five minutes ago, or whose server wants to be left alone: it is not
/// asked again.
pub async fn need_not_be_asked(desk: &Arc<Desk>, url: &str) -> Option<Candidate> {
    let (asked, now) = (url.to_owned(), desk.now());
    let known = desk.keeper.call(move |store| {
        let Some(id) = store.feed_at(&asked)? else {
            return Ok(None);
        };
        let Some(task) = store.plan(Some(&[id]))?.pop() else {
            return Ok(None);
        };
        let has_answered = task.tries == 0 && task.fetched.is_some();
        if task.must_wait(now).is_none() && !(has_answered && task.was_just_asked(now)) {
            return Ok(None);
        }
        let stories = Query {
            scope: Scope::Feed(id),
            ..Query::default()
        };
        let ids = store.list(&stories, None)?;
        let newest = store.headlines(ids.get(..PREVIEW).unwrap_or(&ids))?;
        Ok(Some(Candidate {
            url: asked,
            title: task.title,
            format: None,
            entries: u32::try_from(ids.len()).unwrap_or(u32::MAX),
            latest: task.latest,
            preview: newest.into_iter().map(|story| story.title).collect(),
            known: true,
            elsewhere: false,
        }))
    });
    desk.stored(known.await).flatten()
}
