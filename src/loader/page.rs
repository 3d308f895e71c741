//! The page of one story: fetch it with all its parts, clean it, and keep it when it holds the story.

use std::sync::Arc;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::extract::habits::REPEATS;
use crate::extract::site::Site;
use crate::extract::{self, story::Story};
use crate::feed;
use crate::fetch::answer::{Manners, Outcome, Request};
use crate::loader::claims::Thing;
use crate::loader::desk::Desk;
use crate::loader::lead;
use crate::loader::parts::{self, is_of_site, is_part};
use crate::loader::trouble::Trouble;
use crate::loader::wanted::{Home, Wanted};
use crate::loader::{Event, anew, manners, schedule};
use crate::model::article::{ArticleId, TextSource};
use crate::model::fetched::FetchedPage;
use crate::store::articles::Body;
use crate::store::bodies::NewBody;
use crate::store::saved::NewPage;
use crate::store::{Store, StoreError, strip};
use crate::text::decode::{self, Kind};

/// No more parts of a story are fetched.
const PARTS: usize = 30;
/// A shorter page is compared with what the feed carries; in characters.
const SHORT: usize = 1_000;
/// A story of fewer bytes is looked for on the other pages that its page names.
const LITTLE: usize = 600;

/// Fetches, cleans and keeps the page of a story and of the others that have it, unless they are ready and the page not to
/// be had `again`, and tells how it went; answers whether it is kept for all of them, or on its way.
pub async fn load(
    desk: &Arc<Desk>,
    wanted: &Wanted,
    again: bool,
    token: &CancellationToken,
) -> bool {
    let Some(claim) = desk.claims.claim(Thing::Story(wanted.id), token).await else {
        // Somebody else is fetching it and will tell; or nobody wants it any more.
        return true;
    };
    let mut ids: Vec<ArticleId> = wanted.ids().collect();
    if !again {
        // Whoever opened one meanwhile has fetched it already.
        ids = missing(desk, ids).await;
    }
    let taken = match ids.as_slice() {
        [] => Ok(Vec::new()),
        ids => take(desk, wanted, ids, token).await,
    };
    let failed = match taken {
        Ok(failed) => failed,
        Err(trouble) if trouble.is_cancelled() => return true,
        Err(trouble) => ids.iter().map(|id| (*id, trouble.clone())).collect(),
    };
    for (id, trouble) in &failed {
        note(desk, *id, &wanted.url, trouble).await;
    }
    // Before it is told: who hears of it may ask again at once.
    drop(claim);
    for id in wanted.ids() {
        let trouble = failed.iter().find(|(failed, _)| *failed == id);
        let error = trouble.map(|(_, trouble)| trouble.to_string());
        desk.tell(Event::Loaded { id, error });
    }
    failed.is_empty()
}

/// Notes why a page could not be had, and when to try again. A server that is overrun says nothing of its stories.
async fn note(desk: &Arc<Desk>, id: ArticleId, url: &str, trouble: &Trouble) {
    if trouble.is_patient() {
        // Noted when the server asked for it.
        return;
    }
    let (cause, url, now) = (trouble.to_string(), url.to_owned(), desk.now());
    let until = trouble.is_overrun();
    let until = until.map(|seconds| schedule::later(now, i64::from(seconds)));
    let noted = desk.keeper.call(move |store| match until {
        Some(until) => store.pages_wait(id, &url, &cause, until),
        None => store.body_failed(id, &cause, now),
    });
    desk.stored(noted.await);
}

/// Those of the stories that are not ready.
async fn missing(desk: &Arc<Desk>, ids: Vec<ArticleId>) -> Vec<ArticleId> {
    let asked = ids.clone();
    let rows = desk.keeper.call(move |store| store.headlines(&asked));
    let rows = desk.stored(rows.await).unwrap_or_default();
    let is_ready = |id: &ArticleId| rows.iter().any(|row| row.id == *id && row.ready);
    ids.into_iter().filter(|id| !is_ready(id)).collect()
}

/// Fetches and cleans a page and keeps it for these stories; answers for which of them it is not kept, and why.
async fn take(
    desk: &Arc<Desk>,
    wanted: &Wanted,
    ids: &[ArticleId],
    token: &CancellationToken,
) -> Result<Vec<(ArticleId, Trouble)>, Trouble> {
    let cleaned = fetch(desk, &wanted.url, wanted.home.as_ref(), token).await?;
    if cleaned.story.document.blocks.is_empty() {
        return Err(Trouble::NoStory);
    }
    let (cleaned, mut failed) = (Arc::new(cleaned), Vec::new());
    for id in ids.iter().copied() {
        let (cleaned, now) = (Arc::clone(&cleaned), desk.now());
        let kept = desk
            .keeper
            .call(move |store| keep(store, id, Arc::unwrap_or_clone(cleaned), now));
        if let Err(trouble) = kept.await.ok_or(Trouble::Ended)? {
            failed.push((id, trouble));
        }
    }
    Ok(failed)
}

/// A story, and the pages it was cleaned from.
#[derive(Clone)]
pub struct Cleaned {
    /// The story, its parts put together.
    pub story: Story,
    /// Its pages in order.
    pub parts: Vec<FetchedPage>,
    /// The site of the first of them, and what was known of it.
    pub site: (String, Arc<Site>),
}

/// Fetches a page with all its parts and cleans it; its lead picture stands above the story.
pub async fn fetch(
    desk: &Arc<Desk>,
    url: &str,
    home: Option<&Home>,
    token: &CancellationToken,
) -> Result<Cleaned, Trouble> {
    let mut cleaned = whole(desk, url, home, token).await?;
    lead::above(&mut cleaned.story, None);
    Ok(cleaned)
}

/// Fetches a page with all its parts and cleans it.
pub async fn whole(
    desk: &Arc<Desk>,
    url: &str,
    home: Option<&Home>,
    token: &CancellationToken,
) -> Result<Cleaned, Trouble> {
    let mut cleaned = part(desk, url, home, true, token).await?;
    let first = cleaned.parts.first().map(|part| part.url.clone());
    let first = first.unwrap_or_default();
    let mut asked = vec![url.to_owned(), first.clone()];
    let mut later = None;
    if let Some(front) = front(desk, &mut cleaned.story, &first, home, token).await? {
        asked = front.parts.iter().map(|part| part.url.clone()).collect();
        later = Some((first.clone(), std::mem::replace(&mut cleaned, front)));
    }
    for other in fuller(&mut cleaned.story, &first, &asked) {
        match part(desk, &other, home, false, token).await {
            Ok(all) if length(&all.story) > length(&cleaned.story) => {
                return Ok(instead(all, cleaned.story));
            }
            Err(trouble) if trouble.is_cancelled() => return Err(trouble),
            _ => asked.push(other),
        }
    }
    let mut next = cleaned.story.next_page.take();
    while let Some(url) = next.take().filter(|next| is_part(&first, next, &asked)) {
        if asked.len() > PARTS {
            let words = "the story goes on; no more than thirty parts are fetched";
            cleaned.story.warnings.push(words.to_owned());
            break;
        }
        let more = match later.take_if(|(known, _)| *known == url) {
            Some((_, known)) => Ok(known),
            None => part(desk, &url, home, false, token).await,
        };
        let mut more = match more {
            Ok(more) => more,
            Err(trouble) if trouble.is_cancelled() => return Err(trouble),
            // A part that is missing leaves the story shorter, not unread.
            Err(_) => {
                let words = "a part of the story could not be fetched";
                cleaned.story.warnings.push(words.to_owned());
                break;
            }
        };
        next = more.story.next_page.take();
        parts::join(&mut cleaned.story, more.story);
        cleaned.parts.append(&mut more.parts);
        asked.push(url);
    }
    Ok(cleaned)
}

/// The first page of a story of which a later one was asked for, when it leads on.
async fn front(
    desk: &Arc<Desk>,
    story: &mut Story,
    asked: &str,
    home: Option<&Home>,
    token: &CancellationToken,
) -> Result<Option<Cleaned>, Trouble> {
    let first = story.first_page.take();
    let Some(first) = first.filter(|first| is_part(asked, first, &[asked.to_owned()])) else {
        return Ok(None);
    };
    match part(desk, &first, home, false, token).await {
        Ok(cleaned) => {
            let leads_on = cleaned.story.next_page.is_some() && !cleaned.story.document.is_empty();
            Ok(leads_on.then_some(cleaned))
        }
        Err(trouble) if trouble.is_cancelled() => Err(trouble),
        Err(_) => Ok(None),
    }
}

/// Pages of the same site that may hold more of a story: the one with all its parts, if it keeps what it promises; for a
/// story that is hardly there, the one made for telephones or for paper.
fn fuller(story: &mut Story, first: &str, asked: &[String]) -> Vec<String> {
    let whole = story.whole_page.take();
    let whole = whole.filter(|whole| is_part(first, whole, asked));
    let other = story.other_page.take();
    let other = other.filter(|other| length(story) < LITTLE && is_of_site(first, other, asked));
    whole.into_iter().chain(other).collect()
}

/// A page with more of a story takes the place of the one that was asked for; what only that one says of itself stays.
fn instead(all: Cleaned, first: Story) -> Cleaned {
    let story = Story {
        title: first.title.or(all.story.title),
        byline: first.byline.or(all.story.byline),
        published: first.published.or(all.story.published),
        language: first.language.or(all.story.language),
        site: first.site.or(all.story.site),
        next_page: None,
        ..all.story
    };
    Cleaned { story, ..all }
}

fn length(story: &Story) -> usize {
    story.document.plain_text().len()
}

/// Bytes of a page from which on it is cleaned alone.
const LARGE: usize = 1024 * 1024;

/// Fetches one page and cleans it; with `learn` its site is the better known for it.
async fn part(
    desk: &Arc<Desk>,
    url: &str,
    home: Option<&Home>,
    learn: bool,
    token: &CancellationToken,
) -> Result<Cleaned, Trouble> {
    let manners = match home {
        Some(home) => manners::of_page(desk, url, &home.url, &home.wishes).await?,
        None => Manners::default(),
    };
    let request = Request {
        manners: &manners,
        ..Request::page(url, home.map(|home| home.url.as_str()))
    };
    let answer = desk.get_page(request, token).await?;
    let Outcome::Fresh { body, content_type } = answer.outcome else {
        return Err(Trouble::NoStory);
    };
    let (url, base) = (answer.url.clone(), Url::parse(&answer.url).ok());
    desk.report
        .note(|progress| progress.bytes += body.len() as u64);
    let (name, known) = desk.memory.of(&desk.keeper, &url).await;
    let site = Arc::clone(&known);
    let is_large = body.len() > LARGE;
    let clean = move || {
        if feed::is_feed(&body, content_type.as_deref()) {
            return None;
        }
        let page = decode::decode(&body, content_type.as_deref(), Kind::Html);
        drop(body);
        // What is kept is what is cleaned, now and later.
        let lean = extract::lean(&page.text);
        drop(page);
        let (story, trace) = extract::page_of(&lean, base.as_ref(), &site);
        Some((story, trace, FetchedPage::of(url, &lean)))
    };
    let alone = if is_large {
        Some(desk.large.lock().await)
    } else {
        None
    };
    let cleaned = desk.crew.run(clean).await.map_err(|_| Trouble::Panic)?;
    drop(alone);
    let (story, trace, part) = cleaned.ok_or(Trouble::Feed)?;
    if learn {
        let repeats = story.cuts.iter().any(|cut| cut.reason == REPEATS);
        desk.memory.learn(&name, trace, repeats);
    }
    Ok(Cleaned {
        story,
        parts: vec![part],
        site: (name, known),
    })
}

/// Keeps a story from its page, unless the feed carries more of it.
fn keep(
    library: &mut Store,
    id: ArticleId,
    mut cleaned: Cleaned,
    now: Timestamp,
) -> Result<(), Trouble> {
    let Some(kept) = library.article(id)? else {
        return Ok(());
    };
    let text = cleaned.story.document.plain_text();
    let length = text.chars().take(SHORT).count();
    if length < SHORT
        && let Body::Feed { html, .. } = &kept.body
        && strip::text(html, SHORT * 4).chars().count() > length * 3 / 2
    {
        return Err(Trouble::LessThanFeed);
    }
    // The headline stays as the feed has it: a list does not change under the reader's hands.
    let is_nameless = kept.facts.headline.title.is_empty()
        || kept.facts.headline.url.as_ref() == Some(&kept.facts.headline.title);
    let (site, known) = cleaned.site.clone();
    lead::above(&mut cleaned.story, kept.facts.image());
    let page = body(cleaned);
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
    Ok(abide(library, id, &site, &known, now)?)
}

/// Rules that the reader made while a story was cleaned hold before anybody reads it.
fn abide(
    library: &mut Store,
    id: ArticleId,
    site: &str,
    known: &Site,
    now: Timestamp,
) -> Result<(), StoreError> {
    if library.known_of_site(site)?.rules != known.rules {
        library.clean_anew(&[id])?;
        anew::one(library, id, now)?;
    }
    Ok(())
}

/// Keeps a page that the reader saves.
pub fn save(
    library: &mut Store,
    url: String,
    cleaned: Cleaned,
    now: Timestamp,
) -> Result<ArticleId, StoreError> {
    let (site, known) = cleaned.site.clone();
    let id = library.save_page(&saved(url, cleaned), now)?;
    abide(library, id, &site, &known, now)?;
    Ok(id)
}

/// A page that the reader saves: all that it says of itself.
pub fn saved(url: String, cleaned: Cleaned) -> NewPage {
    let site = cleaned.story.site.clone();
    let body = body(cleaned);
    NewPage { url, site, body }
}

fn body(cleaned: Cleaned) -> NewBody {
    let Cleaned { story, parts, .. } = cleaned;
    let names = story.byline.iter().flat_map(|names| names.split(", "));
    NewBody {
        title: story.title,
        authors: names.map(str::to_owned).collect(),
        published: story.published,
        language: story.language,
        warning: story.warnings.into_iter().next(),
        cuts: story.cuts,
        parts,
        ..NewBody::of(story.document, TextSource::Page)
    }
}
