//! Servers that ask to be left alone when they are asked for the pages of stories.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use kabar::loader::{Command, Event, Haste};
use kabar::model::article::{ArticleId, TextSource};

use crate::loader::{Desk, HTML, RSS, noon, page, rss};
use crate::server::{Reply, Server};

static CLOCK: AtomicI64 = AtomicI64::new(0);

fn now() -> Timestamp {
    Timestamp::from_second(noon().as_second() + CLOCK.load(Ordering::Relaxed)).unwrap()
}

const NAMES: [&str; 6] = ["one", "two", "three", "four", "five", "six"];

fn good(name: &str) -> Reply {
    Reply::ok(HTML, page(name, &["First.", "Second.", "Third."], None))
}

/// How many pages were asked for.
fn pages(server: &Server) -> usize {
    let seen = server.seen();
    seen.iter().filter(|seen| seen.path != "/feed").count()
}

/// How many stories of a server have their pages.
fn kept(desk: &Desk, server: &Server) -> usize {
    let of_server = |url: &str| url.starts_with(&server.url(""));
    let headlines = desk.headlines().into_iter();
    headlines
        .filter(|story| story.url.as_deref().is_some_and(of_server))
        .filter(|story| story.source == TextSource::Page)
        .count()
}

/// Fetches a story that the reader opens; answers why it is not there.
fn open(desk: &Desk, id: ArticleId) -> Option<String> {
    desk.send(Command::Fetch { id, again: false });
    let is_answer = |event: &Event| matches!(event, Event::Loaded { .. });
    match desk.until(is_answer).pop() {
        Some(Event::Loaded { error, .. }) => error,
        _ => None,
    }
}

#[test]
fn no_page_is_asked_of_a_server_before_it_likes_and_no_story_is_given_up_for_it() {
    let (server, other) = (Server::start([]), Server::start([]));
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &NAMES[..5])),
    );
    other.set(
        "/feed",
        Reply::ok(RSS, rss("Kompas", &other.url(""), &NAMES)),
    );
    for name in NAMES {
        let path = format!("/{name}");
        let status = if name == "two" { 503 } else { 429 };
        server.set(&path, Reply::status(status).header("Retry-After", "600"));
        other.set(&path, good(name));
    }
    let mut desk = Desk::network_at(&[server.url("/feed"), other.url("/feed")], now);
    // More often than any story is tried whose page is at fault.
    for round in 1..=4 {
        desk.refresh_in(true, Haste::Now);
        assert_eq!(pages(&server), round, "one page, and no other after it");
        assert_eq!(kept(&desk, &other), 6, "other servers go on");
        desk = desk.again(now);
        // A story that is new, and another that the reader opens, ask too early as well.
        server.set(
            "/feed",
            Reply::ok(RSS, rss("Antara", &server.url(""), &NAMES)),
        );
        CLOCK.fetch_add(590, Ordering::Relaxed);
        desk.refresh_in(true, Haste::Now);
        let story = desk.headlines().into_iter().find(|story| {
            story
                .url
                .as_deref()
                .is_some_and(|url| url == server.url("/six"))
        });
        let told = open(&desk, story.unwrap().id).unwrap();
        assert_eq!(
            told,
            "the server asked to be left alone; it asks to wait 10 s"
        );
        assert_eq!(pages(&server), round);
        CLOCK.fetch_add(10, Ordering::Relaxed);
    }
    for name in NAMES {
        server.set(&format!("/{name}"), good(name));
    }
    desk.refresh_in(true, Haste::Now);
    assert_eq!(kept(&desk, &server), 6);
}

#[test]
fn a_page_that_is_refused_without_a_time_is_given_up_after_three_tries() {
    static HOURS: AtomicI64 = AtomicI64::new(0);
    fn later() -> Timestamp {
        Timestamp::from_second(noon().as_second() + 3600 * HOURS.load(Ordering::Relaxed)).unwrap()
    }
    for status in [403, 500, 503] {
        HOURS.store(0, Ordering::Relaxed);
        let server = Server::start([("/one", Reply::status(status)), ("/two", good("two"))]);
        server.set(
            "/feed",
            Reply::ok(RSS, rss("Antara", &server.url(""), &["one", "two"])),
        );
        let desk = Desk::network_at(&[server.url("/feed")], later);
        for asked in [1, 2, 3, 3] {
            desk.refresh_in(true, Haste::Now);
            assert_eq!(server.count("/one"), asked, "{status}");
            assert_eq!(server.count("/two"), 1, "{status}");
            HOURS.fetch_add(24, Ordering::Relaxed);
        }
    }
}
