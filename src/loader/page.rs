//! The page of one story: fetch it with all its parts, clean it, and keep it when it holds the story.

use std::sync::Arc;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::extract::{self, Story};
use crate::fetch::answer::{Manners, Outcome, Request};
use crate::loader::desk::{Desk, Thing};
use crate::loader::trouble::Trouble;
use crate::loader::{Event, manners};
use crate::model::article::{ArticleId, TextSource};
use crate::model::wishes::Wishes;
use crate::store::articles::Body;
use crate::store::bodies::NewBody;
use crate::store::saved::NewPage;
use crate::store::{Store, strip};
use crate::text::decode::{self, Kind};

/// A story has no more parts than this.
const PARTS: usize = 10;
/// A shorter page is compared with what the feed carries; in characters.
const SHORT: usize = 1_000;

/// A story that wants its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub id: ArticleId,
    /// Its page.
    pub url: String,
    /// The feed that named the page.
    pub home: Option<Home>,
}

/// The feed that named a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Its address.
    pub url: String,
    /// How the reader wants it.
    pub wishes: Wishes,
}

/// Fetches, cleans and keeps the page of a story, and tells how it went; answers whether it is kept, or on its way.
pub async fn load(desk: &Arc<Desk>, wanted: &Wanted, token: &CancellationToken) -> bool {
    let Some(claim) = desk.claim(Thing::Story(wanted.id)) else {
        // Somebody else is fetching it and will tell.
        return true;
    };
    let error = match take(desk, wanted, token).await {
        Ok(()) => None,
        Err(trouble) if trouble.is_cancelled() => return true,
        Err(trouble) => {
            let (id, cause, now) = (wanted.id, trouble.to_string(), desk.now());
            let words = cause.clone();
            desk.stored(
                desk.keeper
                    .call(move |store| store.body_failed(id, &words, now))
                    .await,
            );
            Some(cause)
        }
    };
    // Before it is told: who hears of it may ask again at once.
    drop(claim);
    let is_kept = error.is_none();
    desk.tell(Event::Loaded {
        id: wanted.id,
        error,
    });
    is_kept
}

async fn take(desk: &Arc<Desk>, wanted: &Wanted, token: &CancellationToken) -> Result<(), Trouble> {
    let story = fetch(desk, &wanted.url, wanted.home.as_ref(), token).await?;
    if story.document.blocks.is_empty() {
        return Err(Trouble::NoStory);
    }
    let (id, now) = (wanted.id, desk.now());
    desk.keeper
        .call(move |store| keep(store, id, story, now))
        .await
        .ok_or(Trouble::Ended)?
}

/// Fetches a page with all its parts and cleans it.
pub async fn fetch(
    desk: &Arc<Desk>,
    url: &str,
    home: Option<&Home>,
    token: &CancellationToken,
) -> Result<Story, Trouble> {
    let (mut story, first) = part(desk, url, home, token).await?;
    let mut asked = vec![url.to_owned(), first.clone()];
    // One page with all of it spares the joining of parts, if it keeps what it promises.
    if let Some(whole) = story
        .whole_page
        .take()
        .filter(|whole| is_part(&first, whole, &asked))
    {
        let length = |story: &Story| story.document.plain_text().len();
        match part(desk, &whole, home, token).await {
            Ok((all, _)) if length(&all) > length(&story) => {
                return Ok(Story {
                    next_page: None,
                    ..all
                });
            }
            _ => asked.push(whole),
        }
    }
    let mut next = story.next_page.take();
    while let Some(url) = next
        .take()
        .filter(|next| asked.len() <= PARTS && is_part(&first, next, &asked))
    {
        // A part that is missing leaves the story shorter, not unread.
        let Ok((mut more, _)) = part(desk, &url, home, token).await else {
            story
                .warnings
                .push("a part of the story could not be fetched".to_owned());
            break;
        };
        story.document.blocks.append(&mut more.document.blocks);
        next = more.next_page.take();
        asked.push(url);
    }
    Ok(story)
}

async fn part(
    desk: &Arc<Desk>,
    url: &str,
    home: Option<&Home>,
    token: &CancellationToken,
) -> Result<(Story, String), Trouble> {
    let manners = match home {
        Some(home) => manners::of_page(desk, url, &home.url, &home.wishes).await?,
        None => Manners::default(),
    };
    let request = Request {
        manners: &manners,
        ..Request::page(url, home.map(|home| home.url.as_str()))
    };
    let answer = desk.get(request, token).await?;
    let Outcome::Fresh { body, content_type } = answer.outcome else {
        return Err(Trouble::NoStory);
    };
    let (url, base) = (answer.url.clone(), Url::parse(&answer.url).ok());
    desk.report
        .note(|progress| progress.bytes += body.len() as u64);
    let clean = move || {
        let page = decode::decode(&body, content_type.as_deref(), Kind::Html);
        drop(body);
        extract::page(&page.text, base.as_ref())
    };
    let story = desk.crew.run(clean).await.map_err(|_| Trouble::Panic)?;
    Ok((story, url))
}

/// Whether an address is a further part of the story at `first`.
fn is_part(first: &str, next: &str, asked: &[String]) -> bool {
    let host = |url: &str| {
        Url::parse(url)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned))
    };
    !asked.iter().any(|url| url == next)
        && host(first).is_some_and(|first| Some(first) == host(next))
}

/// Keeps a story from its page, unless the feed carries more of it.
fn keep(library: &mut Store, id: ArticleId, story: Story, now: Timestamp) -> Result<(), Trouble> {
    let Some(kept) = library.article(id)? else {
        return Ok(());
    };
    let length = story.document.plain_text().chars().take(SHORT).count();
    if length < SHORT
        && let Body::Feed { html, .. } = &kept.body
        && strip::text(html, SHORT * 4).chars().count() > length * 3 / 2
    {
        return Err(Trouble::LessThanFeed);
    }
    // The headline stays as the feed has it: a list does not change under the reader's hands.
    let is_nameless = kept.facts.headline.title.is_empty()
        || kept.facts.headline.url.as_ref() == Some(&kept.facts.headline.title);
    let page = body(story);
    let body = NewBody {
        title: page.title.filter(|_| is_nameless),
        authors: if kept.facts.authors.is_empty() {
            page.authors
        } else {
            Vec::new()
        },
        ..page
    };
    library.set_body(id, &body, now)?;
    Ok(())
}

/// A page that the reader saves: all that it says of itself.
pub fn saved(url: String, story: Story) -> NewPage {
    let site = story.site.clone();
    let body = body(story);
    NewPage { url, site, body }
}

fn body(story: Story) -> NewBody {
    let names = story.byline.iter().flat_map(|names| names.split(", "));
    NewBody {
        title: story.title,
        authors: names.map(str::to_owned).collect(),
        published: story.published,
        language: story.language,
        warning: story.warnings.into_iter().next(),
        ..NewBody::of(story.document, TextSource::Page)
    }
}
