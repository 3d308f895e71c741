//! What a person adds: a feed, or a single page.

use std::sync::Arc;

use crate::extract::anchors;
use crate::loader::address::completed;
use crate::loader::desk::Desk;
use crate::loader::wanted::Home;
use crate::loader::{Asked, Event};
use crate::loader::{ask, page, refresh};
use crate::model::address::{self, without_secrets};
use crate::model::wishes::{FullText, Wishes};
use crate::store::saved::NewPage;
use crate::store::schedule::FeedTask;

/// Subscribes to a feed, files it and has it as the reader wants it, and refreshes it. One that is there already stays as
/// it is.
pub async fn subscribe(
    desk: &Arc<Desk>,
    url: String,
    title: Option<String>,
    (folder, full_text): (Option<String>, Option<FullText>),
) {
    let token = desk.token();
    let url = match completed(&url) {
        Ok(url) => String::from(url),
        Err(words) => return desk.tell(Event::Failed(format!("could not subscribe: {words}"))),
    };
    let now = desk.now();
    let added = desk.keeper.call(move |store| {
        let (id, is_new) = store.add_feed(&url, title.as_deref(), None, now)?;
        if is_new {
            store.arrange(id, folder.as_deref(), full_text, now)?;
        }
        let is_wanted =
            |task: &FeedTask| task.tries > 0 || task.fetched.is_none() || !task.was_just_asked(now);
        let taken = store.take_up(Some(&[id]), now, is_wanted)?.pop();
        Ok((is_new, taken.is_some(), store.plan(Some(&[id]))?.pop()))
    });
    let Some((is_new, is_asked, Some(task))) = desk.stored(added.await) else {
        return;
    };
    if is_new {
        desk.tell(Event::Added(task.id));
    }
    if !is_asked {
        // It was known, and answered a moment ago.
        return desk.tell(Event::Subscribed {
            feed: task.id,
            title: task.title,
            new: 0,
        });
    }
    desk.source.forget_failures();
    let new = refresh::work(desk, async {
        desk.report.note(|progress| progress.feeds += 1);
        ask::ask(desk, &task, Asked::New, &token).await
    });
    let Some(brought) = new.await else {
        return;
    };
    // The feed has told its name by now.
    let title = refresh::name(desk, &task).await;
    if let Some(damage) = brought.damage {
        desk.tell(Event::Damaged {
            feed: task.id,
            title: title.clone(),
            damage,
            asked: Asked::New,
        });
    }
    desk.tell(Event::Subscribed {
        feed: task.id,
        title,
        new: ask::count(&brought.new),
    });
}

/// Fetches a page that is only looked at.
pub async fn read(desk: &Arc<Desk>, url: String, from: Option<&str>) {
    let token = desk.token();
    desk.memory.doubt();
    // Of the page that led there only its address counts.
    let home = from.map(|from| Home {
        url: from.to_owned(),
        wishes: Wishes::default(),
    });
    let page = match page::fetch(desk, &url, home.as_ref(), &token).await {
        Ok(page) if page.story.document.blocks.is_empty() => {
            Err("no story was found on the page".to_owned())
        }
        Ok(page) => Ok(Box::new(page::saved(url.clone(), page))),
        Err(trouble) => Err(trouble.to_string()),
    };
    let place = page.as_ref().ok().and_then(|page| place(&url, page));
    let place = place.unwrap_or_default();
    desk.tell(Event::Read { url, page, place });
}

/// The block at which the part of a page begins that its address names.
fn place(url: &str, page: &NewPage) -> Option<usize> {
    let name = address::part(url)?;
    let mut parts = page.body.parts.iter();
    parts.find_map(|part| anchors::place(&part.html(), &name, &page.body.document))
}

/// Keeps a page as a bookmarked story.
pub async fn save(desk: &Arc<Desk>, address: &str) {
    let token = desk.token();
    desk.memory.doubt();
    let failed = |words: &str| {
        let address = without_secrets(address);
        desk.tell(Event::Failed(format!("could not save {address}: {words}")));
    };
    let url = match completed(address) {
        Ok(url) => String::from(url),
        Err(words) => return failed(&words),
    };
    let page = match page::fetch(desk, &url, None, &token).await {
        Ok(page) if page.story.document.blocks.is_empty() => {
            return failed("no story was found on the page");
        }
        Ok(page) => page,
        Err(trouble) => return failed(&trouble.to_string()),
    };
    let now = desk.now();
    let saved = desk
        .keeper
        .call(move |store| page::save(store, url, page, now));
    if let Some(id) = desk.stored(saved.await) {
        desk.tell(Event::Saved { id });
    }
}
