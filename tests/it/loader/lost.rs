//! Feeds that are not where they were: another of their site is looked for unasked, now and then, and offered.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use kabar::loader::Command;
use kabar::model::feed::Health;

use crate::loader::{Desk, HTML, RSS, noon, page, rss};
use crate::server::{Reply, Server};

const DAY: i64 = 86_400;

/// A site that has moved its feed from `/feed` to `/umpan`, which its front page names.
fn site(gone: Reply) -> Server {
    let server = Server::start([("/feed", gone)]);
    let front = "<!doctype html><link rel=alternate type=application/rss+xml href=/umpan><p>Depan";
    server.set("/", Reply::ok(HTML, front));
    let document = rss("Antara", &server.url("/"), &["one"]);
    server.set("/umpan", Reply::ok(RSS, document));
    server
}

#[test]
fn another_feed_of_the_site_is_found_unasked_and_followed_when_the_reader_says_so() {
    for (name, gone) in [
        ("not found", Reply::status(404)),
        ("gone for good", Reply::status(410)),
        (
            "a page",
            Reply::ok(HTML, page("Halaman", &["Bukan umpan."], None)),
        ),
    ] {
        let server = site(gone);
        let mut desk = Desk::network(&[server.url("/feed")]);
        desk.refresh(false, true);
        let found = Some(server.url("/umpan"));
        assert_eq!(desk.feeds()[0].instead, found, "{name}");
        // It is still there after a restart, and the reader's own address is not touched.
        desk = desk.again(noon);
        let feed = desk.feeds().remove(0);
        assert_eq!((&feed.instead, &feed.url), (&found, &server.url("/feed")));
        let change = [("address", found.as_deref().unwrap())];
        desk.store().set(feed.id, &change, noon()).unwrap();
        desk.refresh(false, true);
        let feed = desk.feeds().remove(0);
        assert_eq!((feed.health, feed.instead), (Health::Well, None), "{name}");
    }
}

#[test]
fn what_another_lost_feed_has_become_is_no_help_to_the_next() {
    let server = site(Reply::status(404));
    let desk = Desk::network(&["/feed", "/other"].map(|path| server.url(path)));
    desk.refresh(false, true);
    let found = server.url("/umpan");
    let instead = || desk.feeds().into_iter().map(|feed| feed.instead);
    assert!(instead().eq([Some(found.clone()), Some(found.clone())]));
    let change = [("address", found.as_str())];
    desk.store()
        .set(desk.feeds()[0].id, &change, noon())
        .unwrap();
    assert!(instead().eq([None, None]));
}

#[test]
fn what_may_come_back_by_itself_is_not_looked_for() {
    for reply in [
        Reply::status(500),
        Reply::status(403),
        Reply::status(429),
        Reply::ok(RSS, "no feed"),
    ] {
        let server = site(reply);
        let desk = Desk::network(&[server.url("/feed")]);
        desk.refresh(false, true);
        assert_eq!(server.count("/"), 0);
        assert_eq!(desk.feeds()[0].instead, None);
    }
}

static NOW: AtomicI64 = AtomicI64::new(0);

fn now() -> Timestamp {
    let seconds = noon().as_second() + NOW.load(Ordering::Relaxed);
    Timestamp::from_second(seconds).unwrap()
}

#[test]
fn a_site_is_asked_once_a_day_at_most_and_less_often_when_it_has_nothing() {
    let server = Server::start([("/a", Reply::status(404)), ("/b", Reply::status(410))]);
    let mut desk = Desk::network_at(&[server.url("/a"), server.url("/b")], now);
    let mut looked = Vec::new();
    for hour in 0..20 * 24 {
        NOW.store(hour * 3600, Ordering::Relaxed);
        let before = server.count("/");
        desk.refresh(false, false);
        // One look for both of its feeds.
        match server.count("/") - before {
            0 => {}
            1 => looked.push(hour * 3600 / DAY),
            many => panic!("{many} looks in one refresh"),
        }
        if hour == 30 {
            desk = desk.again(now);
        }
    }
    assert_eq!(looked, [0, 1, 2, 4, 8, 16]);
    // What it tries there is little.
    assert!(server.total() < 6 * 20, "{}", server.total());
}

#[test]
fn a_named_refresh_looks_for_none_but_those_named() {
    let (one, other) = (site(Reply::status(404)), site(Reply::status(404)));
    let desk = Desk::network(&[one.url("/feed"), other.url("/feed")]);
    let feed = desk
        .feeds()
        .into_iter()
        .find(|feed| feed.url == one.url("/feed"));
    desk.send(Command::Refresh {
        feeds: vec![feed.unwrap().id],
        bodies: false,
        haste: kabar::loader::Haste::Now,
    });
    desk.until(|event| *event == kabar::loader::Event::Finished);
    assert_eq!((one.count("/"), other.count("/")), (1, 0));
}
