//! Finding the feeds of an address: the address itself, those that follow from it, those its page names or links to, those
//! in the usual places, the news sitemaps of its site, and at last the headlines of the page itself. Each is fetched and
//! parsed before it is offered.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::extract;
use crate::feed::{self, ParseError, Parsed, headlines, subscriptions};
use crate::feed::{offers, survey::outline};
use crate::fetch::answer::{Body, Outcome, Request, Validators};
use crate::loader::address::{self, completed, without_tls};
use crate::loader::arrivals::Arrived;
use crate::loader::desk::Desk;
use crate::loader::reading::Then;
use crate::loader::subscribed::PREVIEW;
use crate::loader::trouble::Trouble;
use crate::loader::{Candidate, known, local, program, reading, sites, subscribed};
use crate::model::wishes::Wishes;
use crate::text::decode::{self, Kind};

/// Where feeds stand that no page names.
const USUAL: [&str; 9] = [
    "/feed",
    "/rss",
    "/feed.xml",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/feeds/posts/default",
    "/?feed=rss2",
];
/// How many feeds of a page are tried.
const MOST: usize = 12;

/// What stands at an address.
enum Found {
    Feed(Box<Candidate>),
    /// An index of news sitemaps.
    Index(Vec<String>),
    Page(Page),
}

/// A page for people.
struct Page {
    /// Feeds that it names, or that it lists.
    named: Vec<String>,
    /// Feeds that it seems to link to.
    linked: Vec<String>,
    /// Its own headlines, when there are enough that stand alike.
    headlines: Option<Candidate>,
    /// Where it sends its readers by itself.
    onward: Option<String>,
}

/// A search for feeds.
#[derive(Clone)]
struct Search {
    desk: Arc<Desk>,
    token: CancellationToken,
    /// The address that the reader named. Only on its host may what pages name stand in a private network.
    home: String,
}

impl Search {
    /// What a page names is judged by it; what a file of this machine names is the reader's own word.
    fn home(&self) -> Option<&str> {
        Some(self.home.as_str()).filter(|home| home.starts_with("http"))
    }
}

/// The feeds at an address, best first, or why there are none.
pub async fn discover(desk: &Arc<Desk>, address: &str) -> Result<Vec<Candidate>, String> {
    desk.source.forget_failures();
    let page = known::page(address.trim());
    let address = page.as_deref().unwrap_or(address);
    let url = completed(address)?;
    let search = Search {
        desk: Arc::clone(desk),
        token: desk.token(),
        home: url.to_string(),
    };
    let follow = known::feeds(&url);
    let mut found = try_all(&search, &follow).await;
    if found.is_empty() {
        let mut first = look(&search, url.as_str(), None).await;
        if let (Err(Trouble::Fetch(error)), Some(plain)) = (&first, without_tls(address, &url))
            && error.is_without_tls()
            && let Ok(found) = look(&search, plain.as_str(), None).await
        {
            first = Ok(found);
        }
        found = of(&search, first)
            .await
            .map_err(|trouble| trouble.to_string())?;
    }
    if found.is_empty() {
        return Err(format!(
            "{} offers no feed",
            url.host_str().unwrap_or(address)
        ));
    }
    mark_known(desk, &mut found).await;
    Ok(found)
}

/// The feeds of a site that is not named by the reader but by his feed at `home`.
pub async fn of_site(
    desk: &Arc<Desk>,
    site: &str,
    home: &str,
    token: &CancellationToken,
) -> Vec<Candidate> {
    let search = Search {
        desk: Arc::clone(desk),
        token: token.clone(),
        home: home.to_owned(),
    };
    let first = look(&search, site, Some(home)).await;
    let mut found = of(&search, first).await.unwrap_or_default();
    mark_known(desk, &mut found).await;
    found
}

/// The feeds of what stands at an address.
async fn of(
    search: &Search,
    first: Result<(Found, String), Trouble>,
) -> Result<Vec<Candidate>, Trouble> {
    let mut first = first?;
    if let (Found::Page(page), _) = &first
        && let Some(onward) = &page.onward
        && let Ok(next) = look(search, onward, search.home()).await
    {
        first = next;
    }
    Ok(match first {
        (Found::Feed(candidate), _) => vec![*candidate],
        (Found::Index(sitemaps), base) => {
            let news = index(search, base, sitemaps).await;
            news.into_iter().collect()
        }
        (Found::Page(page), base) => of_page(search, page, &base).await,
    })
}

/// The feeds of a page, by the first way that leads to any.
async fn of_page(search: &Search, page: Page, base: &str) -> Vec<Candidate> {
    for feeds in [&page.named, &page.linked] {
        let (mut found, lists) = try_each(search, feeds).await;
        if found.is_empty() {
            // What "RSS" leads to is often a page with the feeds of the site.
            let mut listed = lists;
            listed.retain(|url| !feeds.contains(url));
            found = try_all(search, &listed).await;
        }
        if !found.is_empty() {
            return found;
        }
    }
    let Ok(base) = Url::parse(base) else {
        return Vec::new();
    };
    let mut usual: Vec<String> = USUAL
        .iter()
        .filter_map(|path| base.join(path).ok())
        .map(String::from)
        .collect();
    // What the front page of a story's or section's site names.
    if base.path() != "/"
        && let Ok(front) = base.join("/")
        && let Ok((Found::Page(front), _)) = look(search, front.as_str(), search.home()).await
    {
        usual.splice(0..0, front.named);
    }
    let mut found = try_all(search, &usual).await;
    if !found.is_empty() {
        for candidate in &mut found {
            candidate.elsewhere = base.path() != "/";
        }
        return found;
    }
    for sitemap in sites::sitemaps(&search.desk, &base, search.home(), &search.token).await {
        let news = match look(search, &sitemap, search.home()).await {
            Ok((Found::Feed(news), _)) => Some(*news),
            Ok((Found::Index(sitemaps), _)) => index(search, sitemap, sitemaps).await,
            _ => None,
        };
        // A page of one section is better than the news of the whole site.
        if let Some(news) = news {
            let is_front = base.path() == "/";
            let both = if is_front {
                [Some(news), page.headlines]
            } else {
                [page.headlines, Some(news)]
            };
            return both.into_iter().flatten().collect();
        }
    }
    page.headlines.into_iter().collect()
}

/// An index of sitemaps as a source, when there are news in it.
async fn index(search: &Search, url: String, sitemaps: Vec<String>) -> Option<Candidate> {
    let (desk, token) = (&search.desk, &search.token);
    let (home, wishes) = (search.home.as_str(), Wishes::default());
    let (then, spent) = (Then::Subscribe, Duration::ZERO);
    let parsed = reading::follow(desk, home, &wishes, sitemaps, then, spent, token)
        .await
        .ok()?;
    Some(candidate(url, &parsed))
}

/// Tries addresses at the same time; the feeds among them in the order given, those of comments behind all others, none
/// twice.
async fn try_all(search: &Search, urls: &[String]) -> Vec<Candidate> {
    try_each(search, urls).await.0
}

/// The same, and the feeds that those of the addresses list which are pages.
async fn try_each(search: &Search, urls: &[String]) -> (Vec<Candidate>, Vec<String>) {
    let mut tried = JoinSet::new();
    // A page may name a file of this machine; only the reader may mean it.
    let urls = urls
        .iter()
        .filter(|url| !local::is_local(url) && program::name(url).is_none());
    for (place, url) in urls.take(MOST).enumerate() {
        let (search, url) = (search.clone(), url.clone());
        tried.spawn(async move {
            let found = look(&search, &url, search.home()).await;
            found.ok().map(|(found, _)| (place, found))
        });
    }
    let (mut found, mut listed) = (Vec::new(), Vec::new());
    let mut tried: Vec<(usize, Found)> = tried.join_all().await.into_iter().flatten().collect();
    tried.sort_by_key(|(place, _)| *place);
    for (place, what) in tried {
        match what {
            Found::Feed(candidate) => found.push((place, *candidate)),
            Found::Page(page) => listed.extend(page.named.into_iter().chain(page.linked)),
            Found::Index(_) => {}
        }
    }
    found.sort_by_key(|(place, feed)| (offers::is_talk(&feed.title, &feed.url), *place));
    let mut seen = HashSet::new();
    let found = found.into_iter().map(|(_, candidate)| candidate);
    let found = found.filter(|candidate| seen.insert(candidate.url.clone()));
    (found.collect(), listed)
}

/// Looks what stands at an address, which the page at `home` named or the reader himself; answers the address that
/// answered, too.
async fn look(search: &Search, url: &str, home: Option<&str>) -> Result<(Found, String), Trouble> {
    if let Some(known) = subscribed::need_not_be_asked(&search.desk, url).await {
        return Ok((Found::Feed(Box::new(known)), url.to_owned()));
    }
    let validators = Validators::default();
    let request = Request {
        home,
        ..Request::feed(url, &validators)
    };
    let answer = search.desk.get(request, &search.token).await?;
    let arrived = Arrived::of(&answer);
    let Outcome::Fresh { body, content_type } = answer.outcome else {
        return Err(Trouble::NoStory);
    };
    // A feed is followed where it has moved for good, and only there.
    let moved = answer.permanent.map(|moved| address::moved(url, moved));
    let address = moved.unwrap_or_else(|| url.to_owned());
    let base = answer.url.clone();
    let now = search.desk.now();
    let read = move || read(&body, content_type.as_deref(), address, &base, now);
    let found = search
        .desk
        .crew
        .run(read)
        .await
        .map_err(|_| Trouble::Panic)??;
    // Whoever subscribes to it next need not ask for it again.
    let feed = match &found {
        Found::Feed(feed) => Some(feed.url.as_str()),
        Found::Page(page) => page.headlines.as_ref().map(|own| own.url.as_str()),
        Found::Index(_) => Some(answer.url.as_str()),
    };
    if let (Some(feed), Some(arrived)) = (feed, arrived) {
        search.desk.arrivals.keep(feed, arrived);
    }
    Ok((found, answer.url))
}

/// Says what a document is that was found at `base` when asked for at `address`.
fn read(
    body: &Body,
    content_type: Option<&str>,
    address: String,
    base: &str,
    now: Timestamp,
) -> Result<Found, Trouble> {
    if let Some(selector) = address::headlines(&address).map_err(Trouble::Address)? {
        let (_, parsed) = reading::read(body, content_type, base, Some(&selector), None, now);
        let parsed = parsed.and_then(|parsed| parsed.ok_or(Trouble::NoHeadlines));
        let nothing = || {
            Trouble::Address(format!(
                "there are no links where {} stands",
                selector.to_string().trim_start_matches('!')
            ))
        };
        let parsed = parsed.map_err(|_| nothing());
        return parsed.map(|parsed| Found::Feed(Box::new(candidate(address, &parsed))));
    }
    match feed::parse(body, content_type, Some(base)) {
        Ok(parsed) => Ok(Found::Feed(Box::new(candidate(address, &parsed)))),
        Err(ParseError::Index(sitemaps)) => Ok(Found::Index(sitemaps)),
        Err(ParseError::Html) => {
            let page = decode::decode(body, content_type, Kind::Html);
            let base = Url::parse(base).map_err(|_| Trouble::NoStory)?;
            let named = extract::feedlinks::feed_links(&page.text, &base);
            let selector = headlines::find(&page.text, &base);
            let own = selector.and_then(|selector| {
                let parsed = reading::of_page(&page.text, &base, &selector, now)?;
                let address = address::with_headlines(base.as_str(), &selector.to_string());
                Some(candidate(address, &parsed))
            });
            Ok(Found::Page(Page {
                named: named.into_iter().map(|link| link.url).collect(),
                linked: offers::feeds(&outline(&page.text, &base), MOST),
                headlines: own,
                onward: offers::onward(&page.text, &base),
            }))
        }
        Err(error) => match subscriptions::parse(body, &address) {
            // A list of feeds.
            Ok(list) if !list.feeds.is_empty() => Ok(Found::Page(Page {
                named: list.feeds.into_iter().map(|feed| feed.url).collect(),
                linked: Vec::new(),
                headlines: None,
                onward: None,
            })),
            _ => Err(Trouble::Parse(error)),
        },
    }
}

fn candidate(url: String, parsed: &Parsed) -> Candidate {
    let host = Url::parse(&url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    let title = parsed
        .channel
        .title
        .clone()
        .filter(|title| !title.is_empty());
    let titles = parsed
        .entries
        .iter()
        .map(|entry| entry.title.as_str())
        .filter(|title| !title.is_empty());
    Candidate {
        title: title.or(host).unwrap_or_default(),
        format: Some(parsed.format),
        entries: u32::try_from(parsed.entries.len()).unwrap_or(u32::MAX),
        latest: parsed
            .entries
            .iter()
            .filter_map(|entry| entry.published.or(entry.updated))
            .max(),
        preview: titles.take(PREVIEW).map(str::to_owned).collect(),
        known: false,
        elsewhere: false,
        url,
    }
}

async fn mark_known(desk: &Arc<Desk>, candidates: &mut [Candidate]) {
    let urls: Vec<String> = candidates
        .iter()
        .map(|candidate| candidate.url.clone())
        .collect();
    let known = desk.keeper.call(move |store| {
        urls.iter()
            .map(|url| store.feed_at(url).map(|feed| feed.is_some()))
            .collect::<Result<Vec<bool>, _>>()
    });
    let known = desk.stored(known.await).unwrap_or_default();
    for (candidate, known) in candidates.iter_mut().zip(known) {
        candidate.known = known;
    }
}
