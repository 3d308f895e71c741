//! Tests of the room `loader`: commands in, events and a library out, over HTTP on 127.0.0.1 and over a shelf.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

mod cuts;
mod lead;
mod lost;
mod manners;
mod once;
mod patience;
mod scenario;
mod sources;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use jiff::Timestamp;
use kabar::fetch::Source;
use kabar::fetch::network::Network;
use kabar::fetch::settings::NetworkSettings;
use kabar::fetch::shelf::{Shelf, ShelfPage};
use kabar::loader::{
    Asked, Candidate, Command, Event, Haste, Loader, LoaderSettings, Progress, body,
};
use kabar::model::article::{Headline, TextSource};
use kabar::model::feed::{Feed, FeedId, Format, Health};
use kabar::model::query::Query;
use kabar::model::wishes::FullText;
use kabar::store::Store;
use tempfile::TempDir;

use crate::server::{Manner, Nobody, Reply, Server};

const RSS: &str = "application/rss+xml";
const HTML: &str = "text/html; charset=utf-8";
/// Longer than anything takes on a machine that does ten other things; what a server is waited for is longer still, so that
/// none is given up because the machine is busy.
const PATIENCE: Duration = Duration::from_mins(5);
const SERVERS: Duration = Duration::from_mins(10);

fn noon() -> Timestamp {
    "2026-01-02T12:00:00Z".parse().unwrap()
}

/// A feed with stories that link to pages below `base`.
fn rss(title: &str, base: &str, stories: &[&str]) -> String {
    let items: Vec<String> = stories
        .iter()
        .map(|name| {
            format!(
                "<item><title>Story {name}</title><link>{base}/{name}</link><guid>{base}/{name}</guid>\
                 <pubDate>Fri, 02 Jan 2026 10:00:00 GMT</pubDate><description>In short: {name}.</description></item>"
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>{title}</title>\
         <link>{base}</link><description>News</description>{}</channel></rss>",
        items.concat()
    )
}

/// A page whose story consists of these paragraphs, each made long enough to be one.
fn page(title: &str, paragraphs: &[&str], next: Option<&str>) -> String {
    let next = next
        .map(|next| format!("<link rel=\"next\" href=\"{next}\">"))
        .unwrap_or_default();
    let text: Vec<String> = paragraphs
        .iter()
        .map(|words| {
            format!(
                "<p>{words} The council met on Friday morning, heard the engineers, and decided that the bridge over \
                 the river would be rebuilt before the rains come, at a cost that nobody in the room wished to name.</p>"
            )
        })
        .collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{title}</title>{next}</head><body><nav><a href=\"/\">Home</a>\
         </nav><article><h1>{title}</h1>{}</article></body></html>",
        text.concat()
    )
}

fn network() -> Source {
    network_silent_for(SERVERS)
}

/// The network; a server may be silent for so long.
fn network_silent_for(silence: Duration) -> Source {
    network_within(silence, SERVERS)
}

/// The network; a server may be silent for so long, and a document may take so long.
fn network_within(silence: Duration, whole: Duration) -> Source {
    let settings = NetworkSettings {
        connect: SERVERS,
        silence,
        whole,
        ..NetworkSettings::default()
    };
    Source::Network(Network::new(&settings).unwrap())
}

/// A library and a loader over it.
struct Desk {
    loader: Option<Loader>,
    events: Receiver<Event>,
    directory: Arc<TempDir>,
}

impl Desk {
    fn new(source: Source, feeds: &[&str]) -> Self {
        Self::with(source, feeds, noon)
    }

    fn with(source: Source, feeds: &[&str], clock: fn() -> Timestamp) -> Self {
        let directory = TempDir::new().unwrap();
        let mut store = Store::open(&directory.path().join("kabar.db")).unwrap();
        for url in feeds {
            store.add_feed(url, None, None, noon()).unwrap();
        }
        drop(store);
        let settings = LoaderSettings {
            clock,
            ..LoaderSettings::default()
        };
        Self::over(Arc::new(directory), source, settings)
    }

    /// A loader over a library that is there.
    fn over(directory: Arc<TempDir>, source: Source, settings: LoaderSettings) -> Self {
        let (sender, events) = channel();
        let tell = move |event| {
            let _gone = sender.send(event);
        };
        let loader = Loader::start(source, &directory.path().join("kabar.db"), settings, tell);
        Self {
            loader: Some(loader),
            events,
            directory,
        }
    }

    /// Another loader over the same library, at the same time.
    fn beside(&self, clock: fn() -> Timestamp) -> Self {
        let settings = LoaderSettings {
            clock,
            ..LoaderSettings::default()
        };
        Self::over(Arc::clone(&self.directory), network(), settings)
    }

    /// The loader ends, and another begins.
    fn again(mut self, clock: fn() -> Timestamp) -> Self {
        self.loader = None;
        self.beside(clock)
    }

    /// The same with stories kept for so many days.
    fn keeping(mut self, days: u32, clock: fn() -> Timestamp) -> Self {
        self.loader = None;
        let settings = LoaderSettings {
            clock,
            keep_days: Some(days),
            ..LoaderSettings::default()
        };
        Self::over(Arc::clone(&self.directory), network(), settings)
    }

    fn network(feeds: &[String]) -> Self {
        Self::network_at(feeds, noon)
    }

    fn network_at(feeds: &[String], clock: fn() -> Timestamp) -> Self {
        let feeds: Vec<&str> = feeds.iter().map(String::as_str).collect();
        Self::with(network(), &feeds, clock)
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join("kabar.db")
    }

    fn store(&self) -> Store {
        Store::open(&self.path()).unwrap()
    }

    fn send(&self, command: Command) {
        self.loader.as_ref().unwrap().send(command);
    }

    /// All events up to the first that is the answer; the last is the answer.
    fn until(&self, is_answer: impl Fn(&Event) -> bool) -> Vec<Event> {
        let mut events = Vec::new();
        loop {
            let event = self
                .events
                .recv_timeout(PATIENCE)
                .expect("the loader answers");
            let is_last = is_answer(&event);
            events.push(event);
            if is_last {
                return events;
            }
        }
    }

    fn refresh(&self, bodies: bool, forced: bool) -> Vec<Event> {
        self.refresh_in(bodies, if forced { Haste::Now } else { Haste::Due })
    }

    fn refresh_in(&self, bodies: bool, haste: Haste) -> Vec<Event> {
        self.send(Command::Refresh {
            feeds: Vec::new(),
            bodies,
            haste,
        });
        self.until(|event| *event == Event::Finished)
    }

    fn headlines(&self) -> Vec<Headline> {
        let store = self.store();
        let ids = store.list(&Query::default(), None).unwrap();
        store.headlines(&ids).unwrap()
    }

    fn feeds(&self) -> Vec<Feed> {
        self.store().feeds().unwrap()
    }

    fn discover(&self, address: &str) -> Result<Vec<Candidate>, String> {
        self.send(Command::Discover(address.to_owned()));
        match self
            .until(|event| matches!(event, Event::Discovered { .. }))
            .pop()
        {
            Some(Event::Discovered {
                address: asked,
                found,
            }) if asked == address => found,
            other => panic!("{other:?}"),
        }
    }
}

fn failures(events: &[Event]) -> Vec<String> {
    let words = |event: &Event| match event {
        Event::FeedFailed { title, cause, .. } => Some(format!("{title}: {cause}")),
        Event::Failed(words) => Some(words.clone()),
        _ => None,
    };
    events.iter().filter_map(words).collect()
}

/// What was read in part.
fn damages(events: &[Event]) -> Vec<String> {
    let words = |event: &Event| match event {
        Event::Damaged { title, damage, .. } => Some(format!("{title}: {damage}")),
        _ => None,
    };
    events.iter().filter_map(words).collect()
}

fn new_stories(events: &[Event]) -> usize {
    let new = events.iter().map(|event| match event {
        Event::Refreshed { new, .. } => new.len(),
        _ => 0,
    });
    new.sum()
}

fn last_progress(events: &[Event]) -> Progress {
    let progress = |event: &Event| {
        if let Event::Progress(progress) = event {
            Some(*progress)
        } else {
            None
        }
    };
    events.iter().filter_map(progress).next_back().unwrap()
}

#[test]
fn a_refresh_brings_stories_and_their_pages() {
    let server = Server::start([]);
    let base = server.url("");
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &base, &["one", "two"])),
    );
    server.set(
        "/one",
        Reply::ok(HTML, page("One", &["First.", "Second.", "Third."], None)),
    );
    let desk = Desk::network(&[server.url("/feed")]);
    let events = desk.refresh(true, true);
    assert_eq!(failures(&events), Vec::<String>::new());
    assert_eq!(new_stories(&events), 2);
    let progress = last_progress(&events);
    assert_eq!((progress.feeds, progress.done, progress.new), (1, 1, 2));
    assert_eq!(
        (progress.bodies_done, progress.bodies_left, progress.running),
        (2, 0, false)
    );

    let headlines = desk.headlines();
    let one = headlines
        .iter()
        .find(|headline| headline.title == "Story one")
        .unwrap();
    let two = headlines
        .iter()
        .find(|headline| headline.title == "Story two")
        .unwrap();
    assert_eq!(
        (one.source, two.source),
        (TextSource::Page, TextSource::Feed)
    );
    let mut store = desk.store();
    let opened = body::open(&mut store, one.id).unwrap().unwrap();
    let text = format!("{:?}", opened.document);
    assert!(text.contains("First.") && text.contains("Third."), "{text}");
    let opened = body::open(&mut store, two.id).unwrap().unwrap();
    assert_eq!(
        opened.facts.body_error.as_deref(),
        Some("the server answered 404 (not found)")
    );
    assert!(format!("{:?}", opened.document).contains("In short: two."));
    assert!(events.contains(&Event::Loaded {
        id: one.id,
        error: None
    }));
}

#[test]
fn a_shelf_is_refreshed_like_the_network() {
    let base = "https://antara.example";
    let pages = HashMap::from([
        (format!("{base}/feed"), (RSS, rss("Antara", base, &["one"]))),
        (
            format!("{base}/one"),
            (HTML, page("One", &["First.", "Second.", "Third."], None)),
        ),
    ]);
    let pages = pages.into_iter().map(|(url, (content_type, body))| {
        (
            url,
            ShelfPage {
                body: body.into_bytes(),
                content_type: Some(content_type.to_owned()),
            },
        )
    });
    let desk = Desk::new(
        Source::Shelf(Shelf::new(pages.collect())),
        &["https://antara.example/feed"],
    );
    assert_eq!(new_stories(&desk.refresh(true, true)), 1);
    assert_eq!(desk.headlines()[0].source, TextSource::Page);
    assert_eq!(new_stories(&desk.refresh(true, true)), 0);
}

#[test]
fn a_bad_feed_is_one_line_and_the_good_ones_are_kept() {
    let dead = Nobody::new();
    let server = Server::start([
        ("/html", Reply::ok(HTML, page("Home", &["Welcome."], None))),
        (
            "/big",
            Reply::ok(RSS, "<rss>".repeat(10_000)).manner(Manner::Endless),
        ),
        ("/empty", Reply::ok(RSS, "")),
        ("/noise", Reply::ok(RSS, b"\x89PNG\r\n\x1a\n".to_vec())),
    ]);
    for (number, path) in ["/good", "/fine"].into_iter().enumerate() {
        server.set(
            path,
            Reply::ok(
                RSS,
                rss(&format!("Good {number}"), &server.url(path), &["a", "b"]),
            ),
        );
    }
    let paths = [
        "/good", "/missing", "/html", "/big", "/empty", "/noise", "/fine",
    ];
    let mut feeds: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
    feeds.push(dead.url("/feed"));
    let desk = Desk::network(&feeds);
    let events = desk.refresh(false, true);
    let mut found: Vec<String> = failures(&events);
    found.sort();
    assert_eq!(found.len(), 6, "{found:#?}");
    for words in [
        "the server answered 404 (not found)",
        "larger than 16 MiB",
        "not text but a picture",
        "could not connect to 127.0.0.1: connection refused",
    ] {
        assert!(
            found
                .iter()
                .any(|line| line.contains(&format!("{words}; next try in "))),
            "{words} in {found:#?}"
        );
    }
    assert_eq!(new_stories(&events), 4);
    assert_eq!(desk.headlines().len(), 4);
    let failing = desk
        .feeds()
        .into_iter()
        .filter(|feed| matches!(feed.health, Health::Failing { tries: 1, .. }));
    assert_eq!(failing.count(), 6);
    let progress = last_progress(&events);
    assert_eq!((progress.feeds, progress.done, progress.failed), (8, 8, 6));
}

#[test]
fn a_feed_that_breaks_off_is_not_waited_for_any_longer_than_allowed() {
    let stall = Reply::ok(RSS, "<rss><channel>").manner(Manner::Stall(6));
    let server = Server::start([("/stall", stall)]);
    let source = network_silent_for(Duration::from_secs(1));
    let desk = Desk::new(source, &[&server.url("/stall")]);
    let found = failures(&desk.refresh(false, true));
    assert_eq!(found.len(), 1, "{found:#?}");
    let words = "no word from 127.0.0.1 for 1 s; next try in ";
    assert!(found[0].contains(words), "{found:#?}");
}

#[test]
fn what_has_not_changed_is_neither_sent_nor_parsed() {
    let server = Server::start([]);
    let document = rss("Antara", &server.url(""), &["one"]);
    server.set(
        "/tagged",
        Reply::ok(RSS, document.as_str()).header("ETag", "\"1\""),
    );
    server.set("/plain", Reply::ok(RSS, document.as_str()));
    let desk = Desk::network(&[server.url("/tagged"), server.url("/plain")]);
    assert_eq!(new_stories(&desk.refresh(false, true)), 2);
    let events = desk.refresh(false, true);
    assert_eq!((new_stories(&events), last_progress(&events).done), (0, 2));
    let asked = server
        .seen()
        .into_iter()
        .rfind(|seen| seen.path == "/tagged")
        .unwrap();
    assert_eq!(asked.headers["if-none-match"], "\"1\"");
}

#[test]
fn nothing_is_asked_twice_by_mistake() {
    let server = Server::start([]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one"])),
    );
    let desk = Desk::network(&[server.url("/feed"), server.url("/missing")]);
    for (forced, asked) in [(false, 1), (false, 1), (true, 2)] {
        desk.refresh(false, forced);
        assert_eq!(
            (server.count("/feed"), server.count("/missing")),
            (asked, asked)
        );
    }
}

#[test]
fn a_feed_moves_only_to_a_good_feed() {
    let server = Server::start([
        ("/moved", Reply::redirect(301, "/new")),
        ("/passing", Reply::redirect(302, "/new")),
        ("/lost", Reply::redirect(301, "/page")),
        ("/page", Reply::ok(HTML, page("Gone", &["Sorry."], None))),
    ]);
    server.set(
        "/new",
        Reply::ok(RSS, rss("New", &server.url(""), &["one"])),
    );
    let desk = Desk::network(&[
        server.url("/moved"),
        server.url("/passing"),
        server.url("/lost"),
    ]);
    desk.refresh(false, true);
    let mut urls: Vec<String> = desk.feeds().into_iter().map(|feed| feed.url).collect();
    urls.sort();
    assert_eq!(
        urls,
        [
            server.url("/lost"),
            server.url("/new"),
            server.url("/passing")
        ]
    );
}

#[test]
fn a_damaged_feed_is_read_as_far_as_it_goes_and_told() {
    let base = "https://antara.example";
    let whole = rss("Cut", base, &["one", "two", "three"]);
    let strayed = rss("Strayed", base, &["four"]).replace("In short", "In sh\u{ff}rt");
    let bytes: Vec<u8> = strayed
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let server = Server::start([
        (
            "/cut",
            Reply::ok(RSS, &whole.as_bytes()[..whole.len() - 60]).header("ETag", "\"cut\""),
        ),
        ("/strayed", Reply::ok(RSS, bytes)),
        (
            "/broken",
            Reply::ok(
                "application/feed+json",
                "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Broken\", \"items\": [}]}",
            ),
        ),
    ]);
    let paths = ["/cut", "/strayed", "/broken"];
    let desk = Desk::network(&paths.map(|path| server.url(path)));
    let events = desk.refresh(false, true);
    let mut told = damages(&events);
    told.sort();
    assert_eq!(
        told,
        [
            "Broken: the document is broken, and its end was left out",
            "Cut: the document ends in the middle",
            "Strayed: the XML declaration says utf-8, but it is windows-1252",
        ]
    );
    // They were refreshed all the same.
    assert_eq!(failures(&events), Vec::<String>::new());
    assert_eq!(last_progress(&events).failed, 0);
    assert_eq!(desk.headlines().len(), 4);
    // Told once; but what has no end is asked for anew.
    assert_eq!(damages(&desk.refresh(false, true)).len(), 1);
    server.set("/cut", Reply::ok(RSS, whole).header("ETag", "\"cut\""));
    assert_eq!(damages(&desk.refresh(false, true)), Vec::<String>::new());
}

#[test]
fn a_feed_whose_answer_breaks_off_brings_what_came() {
    let whole = rss("Cut", "https://antara.example", &["one", "two", "three"]);
    let at = whole.find("ory three").unwrap();
    let cut = || Reply::ok(RSS, whole.clone()).header("ETag", "\"cut\"");
    let server = Server::start([
        ("/cut", cut().manner(Manner::Cut(at))),
        ("/nothing", cut().manner(Manner::Cut(60))),
        (
            "/page",
            Reply::ok(HTML, page("Page", &["Not a feed."], None)).manner(Manner::Cut(100)),
        ),
    ]);
    let paths = ["/cut", "/nothing", "/page"];
    let desk = Desk::network(&paths.map(|path| server.url(path)));
    let events = desk.refresh(false, true);
    let words = format!("Cut: the answer breaks off after {at} bytes");
    assert_eq!(damages(&events), [words]);
    let failed = failures(&events);
    assert_eq!(failed.len(), 2, "{failed:?}");
    for failed in failed {
        assert!(
            failed.contains(": the answer breaks off after "),
            "{failed}"
        );
    }
    // Half a headline is none.
    assert_eq!(desk.headlines().len(), 2);
    // What broke off is asked for as if it had never come.
    server.set("/cut", cut());
    assert_eq!(new_stories(&desk.refresh(false, true)), 1);
    assert_eq!(
        server
            .seen()
            .iter()
            .filter(|seen| seen.path == "/cut")
            .count(),
        2
    );
    assert_eq!(desk.headlines().len(), 3);
}

#[test]
fn a_server_that_asks_for_patience_gets_it() {
    let server = Server::start([("/feed", Reply::status(429).header("Retry-After", "600"))]);
    let desk = Desk::network(&[server.url("/feed")]);
    // Without a title it is called by its address: others stand at the same host.
    let name = format!("{}/feed", server.host());
    let words =
        format!("{name}: the server answered 429 (too many requests); it asks to wait 10 min");
    let told = failures(&desk.refresh(false, true));
    assert!(
        told[0].starts_with(&format!("{words}; next try in 1")),
        "{told:?}"
    );
    let words = format!("{name}: its server asked to be left alone; next try in 10 min");
    assert_eq!(failures(&desk.refresh(false, true)), [words]);
    assert_eq!(server.count("/feed"), 1);
}

#[test]
fn a_feed_that_is_gone_for_good_is_left_alone() {
    let server = Server::start([("/feed", Reply::status(410))]);
    let desk = Desk::network(&[server.url("/feed")]);
    let events = desk.refresh(false, true);
    assert!(
        failures(&events)[0]
            .ends_with("the server answered 410 (gone for good); it is not asked any more")
    );
    assert_eq!(desk.feeds()[0].health, Health::Retired { since: noon() });
    desk.refresh(false, true);
    assert_eq!(server.count("/feed"), 1);
    desk.send(Command::Refresh {
        feeds: vec![desk.feeds()[0].id],
        bodies: false,
        haste: Haste::Now,
    });
    desk.until(|event| *event == Event::Finished);
    assert_eq!(server.count("/feed"), 2);
}

#[test]
fn all_parts_of_a_story_are_fetched() {
    let server = Server::start([
        (
            "/one",
            Reply::ok(
                HTML,
                page("One", &["First.", "Second.", "Third."], Some("/one?page=2")),
            ),
        ),
        (
            "/one?page=2",
            Reply::ok(
                HTML,
                page("One", &["Fourth.", "Fifth.", "Sixth."], Some("/one")),
            ),
        ),
    ]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one"])),
    );
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(true, true);
    let id = desk.headlines()[0].id;
    let text = format!(
        "{:?}",
        body::open(&mut desk.store(), id).unwrap().unwrap().document
    );
    assert!(text.contains("First.") && text.contains("Sixth."), "{text}");
    assert_eq!((server.count("/one"), server.count("/one?page=2")), (1, 1));
}

#[test]
fn a_story_of_too_many_parts_says_that_it_goes_on() {
    let server = Server::start([]);
    for number in 1..=40 {
        let texts = ["first", "second"].map(|text| format!("The {text} of part {number}."));
        let next = format!("/one?page={}", number + 1);
        let html = page("One", &[&texts[0], &texts[1]], Some(&next));
        server.set(&format!("/one?page={number}"), Reply::ok(HTML, html));
    }
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one?page=1"])),
    );
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(true, true);
    let id = desk.headlines()[0].id;
    let opened = body::open(&mut desk.store(), id).unwrap().unwrap();
    let text = opened.document.plain_text();
    assert!(
        text.contains("second of part 30") && !text.contains("of part 31"),
        "{text}"
    );
    assert_eq!(server.count("/one?page=31"), 0);
    let warnings = format!("{:?}", desk.store().article(id).unwrap());
    assert!(
        warnings.contains("the story goes on; no more than thirty"),
        "{warnings}"
    );
}

#[test]
fn a_story_named_by_its_second_page_begins_with_its_first() {
    let second = page("One", &["Fourth.", "Fifth.", "Sixth."], None);
    let second = second.replace("<head>", "<head><link rel=prev href=\"/one\">");
    assert!(second.contains("rel=prev"));
    let first = page("One", &["First.", "Second.", "Third."], Some("/one?page=2"));
    let server = Server::start([
        ("/one", Reply::ok(HTML, first)),
        ("/one?page=2", Reply::ok(HTML, second)),
    ]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one?page=2"])),
    );
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(true, true);
    let id = desk.headlines()[0].id;
    let opened = body::open(&mut desk.store(), id).unwrap().unwrap();
    let text = opened.document.plain_text();
    let places = ["First.", "Third.", "Fourth.", "Sixth."].map(|words| text.find(words));
    assert!(places.is_sorted() && places[0].is_some(), "{text}");
    assert_eq!((server.count("/one"), server.count("/one?page=2")), (1, 1));
}

#[test]
fn the_page_with_all_of_a_story_is_taken_instead_of_its_parts() {
    for holds_all in [true, false] {
        let first = page("One", &["First.", "Second."], Some("/one?page=2"));
        let first = first.replace(
            "</article>",
            "<p><a href=\"/one?page=all\">Tampilkan semua halaman</a></p></article>",
        );
        let all = if holds_all {
            page("One", &["First.", "Second.", "Third.", "Fourth."], None)
        } else {
            page("One", &["Nothing."], None)
        };
        let second = page("One", &["Third.", "Fourth."], None);
        let server = Server::start([
            ("/one", Reply::ok(HTML, first)),
            ("/one?page=2", Reply::ok(HTML, second)),
            ("/one?page=all", Reply::ok(HTML, all)),
        ]);
        server.set(
            "/feed",
            Reply::ok(RSS, rss("Antara", &server.url(""), &["one"])),
        );
        let desk = Desk::network(&[server.url("/feed")]);
        desk.refresh(true, true);
        let id = desk.headlines()[0].id;
        let opened = body::open(&mut desk.store(), id).unwrap().unwrap();
        let text = opened.document.plain_text();
        for words in ["First.", "Fourth."] {
            assert_eq!(text.matches(words).count(), 1, "{holds_all}: {text}");
        }
        assert_eq!(server.count("/one?page=all"), 1);
        assert_eq!(server.count("/one?page=2"), usize::from(!holds_all));
    }
}

#[test]
fn a_story_is_fetched_when_the_reader_asks() {
    let server = Server::start([]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one"])),
    );
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(false, true);
    let id = desk.headlines()[0].id;
    let ask = || {
        desk.send(Command::Fetch { id, again: true });
        desk.until(|event| matches!(event, Event::Loaded { .. }))
            .pop()
            .unwrap()
    };
    let error = Some("the server answered 404 (not found)".to_owned());
    assert_eq!(ask(), Event::Loaded { id, error });
    server.set("/one", Reply::ok(HTML, "<html><body></body></html>"));
    let error = Some("no story was found on the page".to_owned());
    assert_eq!(ask(), Event::Loaded { id, error });
    server.set(
        "/one",
        Reply::ok(HTML, page("One", &["First.", "Second.", "Third."], None)),
    );
    assert_eq!(ask(), Event::Loaded { id, error: None });
    assert_eq!(desk.headlines()[0].source, TextSource::Page);
}

#[test]
fn feeds_are_found_at_an_address() {
    let link =
        |url: &str| format!("<link rel=\"alternate\" type=\"application/rss+xml\" href=\"{url}\">");
    let home = format!(
        "<html><head>{}{}</head><body><p>Home</p></body></html>",
        link("/news.rss"),
        link("/gone.rss")
    );
    let server = Server::start([
        ("/", Reply::ok(HTML, home)),
        (
            "/bare",
            Reply::ok(HTML, "<html><body><p>Nothing here</p></body></html>"),
        ),
    ]);
    server.set(
        "/news.rss",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one", "two"])),
    );
    let desk = Desk::network(&[]);
    let candidate = Candidate {
        url: server.url("/news.rss"),
        title: "Antara".to_owned(),
        format: Some(Format::Rss),
        entries: 2,
        latest: Some("2026-01-02T10:00:00Z".parse().unwrap()),
        preview: vec!["Story one".to_owned(), "Story two".to_owned()],
        known: false,
        elsewhere: false,
    };
    assert_eq!(desk.discover(&server.host()), Ok(vec![candidate.clone()]));
    assert_eq!(
        desk.discover(&server.url("/news.rss")),
        Ok(vec![candidate.clone()])
    );
    // What a page does not name its site may.
    assert_eq!(
        desk.discover(&server.url("/bare")),
        Ok(vec![Candidate {
            elsewhere: true,
            ..candidate.clone()
        }])
    );
    server.set(
        "/",
        Reply::ok(HTML, "<html><body><p>Home</p></body></html>"),
    );
    assert_eq!(
        desk.discover(&server.url("/bare")),
        Err("127.0.0.1 offers no feed".to_owned())
    );
    // In one of the usual places.
    server.set(
        "/rss.xml",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one", "two"])),
    );
    let usual = Candidate {
        url: server.url("/rss.xml"),
        elsewhere: true,
        ..candidate.clone()
    };
    assert_eq!(desk.discover(&server.url("/bare")), Ok(vec![usual]));
    assert_eq!(
        desk.discover(&server.url("/none")),
        Err("the server answered 404 (not found)".to_owned())
    );
    desk.store()
        .add_feed(&candidate.url, None, None, noon())
        .unwrap();
    assert!(desk.discover(&candidate.url).unwrap()[0].known);
}

#[test]
fn whoever_fails_tells_how_it_was_asked_for_whatever_was_asked_for_since() {
    let server = Server::start([("/a", Reply::status(404)), ("/b", Reply::status(404))]);
    let desk = Desk::network(&[]);
    let subscribe = |path| Command::Subscribe {
        url: server.url(path),
        title: None,
        folder: None,
        full_text: None,
    };
    let refresh = |feeds: &[i64]| Command::Refresh {
        feeds: feeds.iter().copied().map(FeedId).collect(),
        bodies: false,
        haste: Haste::Now,
    };
    let told = |commands: Vec<Command>, wanted: usize| {
        for command in commands {
            desk.send(command);
        }
        let mut told = Vec::new();
        while told.len() < wanted {
            let events = desk.until(|event| matches!(event, Event::FeedFailed { .. }));
            told.extend(events.iter().filter_map(|event| match event {
                Event::FeedFailed { asked, .. } => Some(*asked),
                _ => None,
            }));
        }
        told
    };
    let other = || Command::Discover(String::new());
    let both = vec![subscribe("/a"), subscribe("/b"), other()];
    assert_eq!(told(both, 2), [Asked::New; 2]);
    let alone = vec![refresh(&[1]), other()];
    assert_eq!(told(alone, 1), [Asked::Alone]);
    assert_eq!(told(vec![refresh(&[1, 2])], 2), [Asked::Among; 2]);
}

#[test]
fn a_new_feed_is_refreshed_at_once() {
    let server = Server::start([]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one", "two"])),
    );
    let desk = Desk::network(&[]);
    let subscribe = |url: String, title: Option<&str>| {
        desk.send(Command::Subscribe {
            url,
            title: title.map(str::to_owned),
            folder: None,
            full_text: None,
        });
        desk.until(|event| {
            matches!(
                event,
                Event::Subscribed { .. } | Event::FeedFailed { .. } | Event::Failed(_)
            )
        })
        .pop()
        .unwrap()
    };
    let subscribed = |title: &str, new| Event::Subscribed {
        feed: FeedId(1),
        title: title.to_owned(),
        new,
    };
    assert_eq!(
        subscribe(server.url("/feed"), None),
        subscribed("Antara", 2)
    );
    assert_eq!(
        subscribe(server.url("/feed"), None),
        subscribed("Antara", 0)
    );
    let failed = subscribe(server.url("/missing"), Some("Lost"));
    assert_eq!(
        failures(&[failed]),
        ["Lost: the server answered 404 (not found); next try in 5 min"]
    );
    let refused = subscribe("gopher://a.example".to_owned(), None);
    assert_eq!(
        failures(&[refused]),
        ["could not subscribe: only http:, https: and file: addresses can be read"]
    );
    assert_eq!(desk.feeds().len(), 2);
}

/// As the fields say that were filled in when it was added; one that is there already stays as it is.
#[test]
fn a_new_feed_is_filed_and_wanted_as_it_was_said() {
    let server = Server::start([]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one"])),
    );
    let desk = Desk::network(&[]);
    let subscribe = |folder: Option<&str>, full_text| {
        desk.send(Command::Subscribe {
            url: server.url("/feed"),
            title: None,
            folder: folder.map(str::to_owned),
            full_text,
        });
        desk.until(|event| matches!(event, Event::Subscribed { .. }));
        let setting = |key| desk.store().setting(FeedId(1), key, Timestamp::now());
        ["folder", "full_text"].map(|key| setting(key).unwrap())
    };
    let remove = || {
        let removed = desk.store().remove_feed(FeedId(1), Timestamp::now());
        removed.unwrap();
    };
    let (always, never) = (Some(FullText::Always), Some(FullText::Never));
    assert_eq!(
        subscribe(Some("Daerah/Kota"), always),
        ["Daerah/Kota", "always"]
    );
    assert_eq!(subscribe(Some("Dunia"), never), ["Daerah/Kota", "always"]);
    // One that comes back stands where it stood, unless another place is said.
    remove();
    assert_eq!(subscribe(None, None), ["Daerah/Kota", "always"]);
    remove();
    assert_eq!(subscribe(Some(""), Some(FullText::Auto)), ["", ""]);
}

#[test]
fn a_page_is_saved_as_a_bookmarked_story() {
    let server = Server::start([(
        "/one",
        Reply::ok(HTML, page("One", &["First.", "Second.", "Third."], None)),
    )]);
    let desk = Desk::network(&[]);
    let save = |address: &str| {
        desk.send(Command::Save(address.to_owned()));
        desk.until(|event| matches!(event, Event::Saved { .. } | Event::Failed(_)))
            .pop()
            .unwrap()
    };
    let Event::Saved { id } = save(&server.url("/one")) else {
        panic!("saved")
    };
    let headline = desk.headlines().pop().unwrap();
    assert_eq!(
        (headline.id, headline.bookmarked, headline.source),
        (id, true, TextSource::Page)
    );
    let missing = server.url("/missing");
    let words = format!("could not save {missing}: the server answered 404 (not found)");
    assert_eq!(save(&missing), Event::Failed(words));
    // A feed is none, whatever its server calls it, and says what to do with it.
    let atom = "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><entry><title>Satu</title><id>1</id></entry></feed>";
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","content_text":"Satu dua."}]}"#;
    let stories = rss("Antara", &server.url(""), &["one", "two"]);
    for (kind, text) in [
        (RSS, stories.as_str()),
        (HTML, stories.as_str()),
        (HTML, atom),
        ("application/json", json),
    ] {
        server.set("/feed", Reply::ok(kind, text));
        let feed = server.url("/feed");
        let words = format!(
            "could not save {feed}: it is a feed, not a story; `kabar add`, or a in the panes, subscribes to it"
        );
        assert_eq!(save(&feed), Event::Failed(words), "{kind}");
    }
    assert_eq!(desk.headlines().len(), 1);
    // A page of XML is a page.
    let text = page("Dua", &["First.", "Second.", "Third."], None);
    server.set(
        "/two",
        Reply::ok(HTML, format!("<?xml version=\"1.0\"?>\n{text}")),
    );
    assert!(matches!(save(&server.url("/two")), Event::Saved { .. }));
}

#[test]
fn a_cancelled_refresh_waits_for_nobody_and_blames_nobody() {
    let server = Server::start([("/stall", Reply::default().manner(Manner::Silent))]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one"])),
    );
    let mut desk = Desk::network(&[server.url("/feed"), server.url("/stall")]);
    desk.send(Command::Refresh {
        feeds: Vec::new(),
        bodies: true,
        haste: Haste::Now,
    });
    desk.until(|event| matches!(event, Event::Refreshed { .. }));
    // Who is silent is waited for longer than the answer to this.
    desk.send(Command::Cancel);
    let events = desk.until(|event| *event == Event::Finished);
    assert_eq!(failures(&events), Vec::<String>::new());
    assert!(!last_progress(&events).running);
    assert!(desk.feeds().iter().all(|feed| feed.health == Health::Well));
    assert_eq!(desk.headlines().len(), 1);
    // Nor does the end of the loader wait for anybody.
    desk.send(Command::Refresh {
        feeds: Vec::new(),
        bodies: true,
        haste: Haste::Now,
    });
    let (ended, end) = channel();
    let loader = desk.loader.take();
    std::thread::spawn(move || {
        drop(loader);
        ended.send(()).unwrap();
    });
    end.recv_timeout(PATIENCE).expect("the loader ends");
}

#[test]
fn a_story_that_was_stopped_halfway_comes_whole_when_it_is_asked_for_again() {
    let server = Server::start([("/one?page=2", Reply::default().manner(Manner::Silent))]);
    let (first, second) = (["First.", "Second."], ["Third.", "Fourth."]);
    server.set(
        "/one",
        Reply::ok(HTML, page("Story one", &first, Some("/one?page=2"))),
    );
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one"])),
    );
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(false, true);
    let id = desk.headlines()[0].id;
    let fetch = || desk.send(Command::Fetch { id, again: false });
    fetch();
    while server.count("/one?page=2") == 0 {
        std::thread::yield_now();
    }
    server.set(
        "/one?page=2",
        Reply::ok(HTML, page("Story one", &second, None)),
    );
    desk.send(Command::Cancel);
    fetch();
    // What was stopped is told by nobody, and kept by nobody.
    let told = desk.until(|event| matches!(event, Event::Loaded { .. }));
    assert_eq!(told.last(), Some(&Event::Loaded { id, error: None }));
    let article = body::open(&mut desk.store(), id).unwrap().unwrap();
    let text = article.document.plain_text();
    for words in first.iter().chain(&second) {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(article.facts.body_error, None);
}

#[test]
fn a_library_that_cannot_be_opened_is_told() {
    let directory = TempDir::new().unwrap();
    let (sender, events) = channel();
    let tell = move |event| {
        let _gone = sender.send(event);
    };
    let source = Source::Shelf(Shelf::default());
    let loader = Loader::start(source, directory.path(), LoaderSettings::default(), tell);
    loader.send(Command::Refresh {
        feeds: Vec::new(),
        bodies: true,
        haste: Haste::Now,
    });
    let mut told = Vec::new();
    while let Ok(event) = events.recv_timeout(PATIENCE) {
        let is_last = event == Event::Finished;
        told.push(event);
        if is_last {
            break;
        }
    }
    assert_eq!(failures(&told).len(), 1, "{told:?}");
}
