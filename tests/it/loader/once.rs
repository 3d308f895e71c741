//! Adding a feed: its server is asked once.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use kabar::loader::{Command, Event, body};
use kabar::model::article::TextSource;
use kabar::model::query::Query;

use crate::loader::{Desk, HTML, RSS, last_progress, noon, page, rss};
use crate::server::{Reply, Server};

static CLOCK: AtomicI64 = AtomicI64::new(0);

fn now() -> Timestamp {
    Timestamp::from_second(noon().as_second() + CLOCK.load(Ordering::Relaxed)).unwrap()
}

/// Adds what stands at an address as `kabar add` and `a` do: looks for its feeds, then subscribes to the best. Answers how
/// many stories are new.
fn add(desk: &Desk, address: &str) -> u32 {
    let found = desk.discover(address).unwrap();
    desk.send(Command::Subscribe {
        url: found[0].url.clone(),
        title: None,
        folder: None,
        full_text: None,
    });
    let is_answer =
        |event: &Event| matches!(event, Event::Subscribed { .. } | Event::FeedFailed { .. });
    match desk.until(is_answer).pop() {
        Some(Event::Subscribed { new, .. }) => new,
        other => panic!("{address}: {other:?}"),
    }
}

#[test]
fn what_is_added_is_asked_for_once_and_when_it_is_known_not_within_five_minutes() {
    let index = "<!doctype html><title>Antara</title><link rel=alternate type=application/rss+xml href=/feed>";
    let cards: String = ["rain", "bread", "ferry", "market", "school"]
        .iter()
        .map(|name| format!("<div class=card><h3><a href=\"/{name}\">A long headline about {name} and the river</a></h3></div>"))
        .collect();
    for (name, address, asked) in [
        ("a feed", "/feed", "/feed"),
        ("a site that names it", "/", "/feed"),
        ("a feed that has moved", "/old", "/feed"),
        ("a page without a feed", "/city", "/city"),
    ] {
        CLOCK.store(0, Ordering::Relaxed);
        let server = Server::start([
            ("/", Reply::ok(HTML, index)),
            ("/old", Reply::redirect(301, "/feed")),
        ]);
        server.set(
            "/city",
            Reply::ok(
                HTML,
                format!("<!doctype html><title>City</title><main>{cards}</main>"),
            ),
        );
        if address == "/city" {
            server.set("/", Reply::ok(HTML, "<!doctype html><title>Antara</title>"));
        } else {
            let feed = rss("Antara", &server.url(""), &["one", "two"]);
            server.set("/feed", Reply::ok(RSS, feed).header("ETag", "\"1\""));
        }
        let mut desk = Desk::network_at(&[], now);
        assert!(add(&desk, &server.url(address)) > 0, "{name}");
        assert_eq!(server.count(asked), 1, "{name}");
        let url = desk.feeds()[0].url.clone();
        // A moment later, by the address of the feed itself, and after a restart.
        for seconds in [1, 299] {
            CLOCK.store(seconds, Ordering::Relaxed);
            desk = desk.again(now);
            assert_eq!(add(&desk, &url), 0, "{name}");
            assert_eq!(server.count(asked), 1, "{name} after {seconds} s");
        }
        CLOCK.store(300, Ordering::Relaxed);
        assert_eq!(add(&desk, &url), 0, "{name}");
        assert_eq!(server.count(asked), 2, "{name}");
        // What the first answer was recognised by is known to the next refresh.
        desk.refresh(false, true);
        let last = server.seen().pop().unwrap();
        let is_known = last.headers.contains_key("if-none-match");
        assert_eq!(is_known, asked == "/feed", "{name}");
    }
}

#[test]
fn a_feed_that_failed_is_asked_again_at_once_when_it_is_added_again() {
    let server = Server::start([("/feed", Reply::status(500))]);
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(false, true);
    let feed = rss("Antara", &server.url(""), &["one"]);
    server.set("/feed", Reply::ok(RSS, feed));
    assert_eq!(add(&desk, &server.url("/feed")), 1);
    assert_eq!(server.count("/feed"), 2);
}

#[test]
fn the_page_of_a_story_that_two_feeds_bring_is_asked_for_once() {
    let server = Server::start([]);
    let feeds = ["/news", "/city"];
    for feed in feeds {
        let stories = rss(feed, &server.url(""), &["one", "gone"]);
        server.set(feed, Reply::ok(RSS, stories));
    }
    let story = page("One", &["First.", "Second.", "Third."], None);
    server.set("/one", Reply::ok(HTML, story));
    let desk = Desk::network(&feeds.map(|feed| server.url(feed)));
    desk.refresh(false, true);
    desk.send(Command::Download(Query::default()));
    let events = desk.until(|event| *event == Event::Finished);
    assert_eq!((server.count("/one"), server.count("/gone")), (1, 1));
    let progress = last_progress(&events);
    assert_eq!(
        (
            progress.bodies_done,
            progress.bodies_failed,
            progress.bodies_left
        ),
        (4, 2, 0)
    );
    let mut store = desk.store();
    for headline in desk.headlines() {
        let opened = body::open(&mut store, headline.id).unwrap().unwrap();
        let is_whole = headline.title == "Story one";
        assert_eq!(headline.source == TextSource::Page, is_whole);
        assert_eq!(opened.facts.body_error.is_none(), is_whole);
        let error = opened.facts.body_error;
        assert!(events.contains(&Event::Loaded {
            id: headline.id,
            error
        }));
    }
}
