//! Manners towards servers: what is asked, how often, and what is believed of the answers.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use kabar::loader::{Command, Event, Haste};
use kabar::model::feed::Health;

use crate::loader::{Desk, HTML, RSS, failures, new_stories, noon, page, rss};
use crate::server::{Gate, Reply, Server};

/// A clock of the test's own, so many seconds after noon.
macro_rules! clock {
    ($name:ident, $now:ident) => {
        static $name: AtomicI64 = AtomicI64::new(0);
        fn $now() -> Timestamp {
            let seconds = noon().as_second() + $name.load(Ordering::Relaxed);
            Timestamp::from_second(seconds).unwrap()
        }
    };
}

/// What a server answers one after the other, and the addresses and validators that it is asked with.
struct Case {
    name: &'static str,
    replies: Vec<Reply>,
    /// `If-None-Match` and `If-Modified-Since` of each request.
    sent: Vec<(Option<&'static str>, Option<&'static str>)>,
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn validators_are_those_of_the_last_document_that_could_be_read() {
    const DATE: &str = "Fri, 02 Jan 2026 09:00:00 GMT";
    let good = |name: &str| Reply::ok(RSS, rss("Antara", "https://antara.example", &[name]));
    let broken = || Reply::ok(RSS, "<p>Too many connections</p>");
    let cases = vec![
        Case {
            name: "both headers, byte for byte",
            replies: vec![
                good("one")
                    .header("ETag", "W/\"a b\"")
                    .header("Last-Modified", DATE),
            ],
            sent: vec![(None, None), (Some("W/\"a b\""), Some(DATE))],
        },
        Case {
            name: "no quotes",
            replies: vec![good("one").header("ETag", "abc--gzip")],
            sent: vec![(None, None), (Some("abc--gzip"), None)],
        },
        Case {
            name: "a new document without validators",
            replies: vec![good("one").header("ETag", "\"1\""), good("two")],
            sent: vec![(None, None), (Some("\"1\""), None), (None, None)],
        },
        Case {
            name: "a document that cannot be read",
            replies: vec![
                good("one")
                    .header("ETag", "\"1\"")
                    .header("Last-Modified", DATE),
                broken().header("ETag", "\"2\""),
                good("one").header("ETag", "\"3\""),
            ],
            sent: vec![
                (None, None),
                (Some("\"1\""), Some(DATE)),
                (None, None),
                (Some("\"3\""), None),
            ],
        },
        Case {
            name: "a refusal",
            replies: vec![
                good("one").header("ETag", "\"1\""),
                Reply::status(500).header("ETag", "\"error\""),
                good("one").header("ETag", "\"1\""),
            ],
            sent: vec![(None, None), (Some("\"1\""), None), (Some("\"1\""), None)],
        },
    ];
    for case in cases {
        let server = Server::start([]);
        server.set_all("/feed", case.replies);
        let desk = Desk::network(&[server.url("/feed")]);
        for _ in &case.sent {
            desk.refresh(false, true);
        }
        let header = |seen: &crate::server::Seen, name: &str| seen.headers.get(name).cloned();
        let sent: Vec<_> = server
            .seen()
            .iter()
            .map(|seen| {
                (
                    header(seen, "if-none-match"),
                    header(seen, "if-modified-since"),
                )
            })
            .collect();
        let wanted: Vec<_> = case
            .sent
            .iter()
            .map(|(etag, date)| (etag.map(str::to_owned), date.map(str::to_owned)))
            .collect();
        assert_eq!(sent, wanted, "{}", case.name);
    }
}

#[test]
fn a_feed_moves_as_far_as_it_has_moved_for_good() {
    let server = Server::start([
        ("/301", Reply::redirect(301, "/new")),
        ("/308", Reply::redirect(308, "/new")),
        ("/302", Reply::redirect(302, "/new")),
        ("/307", Reply::redirect(307, "/new")),
        ("/chain", Reply::redirect(301, "/middle")),
        ("/middle", Reply::redirect(308, "/new")),
        ("/half", Reply::redirect(301, "/passing")),
        ("/passing", Reply::redirect(302, "/new")),
        ("/to-page", Reply::redirect(301, "/page")),
        ("/page", Reply::ok(HTML, page("Gone", &["Sorry."], None))),
        ("/to-error", Reply::redirect(301, "/error")),
        ("/error", Reply::status(500)),
        ("/to-garbage", Reply::redirect(301, "/garbage")),
        ("/garbage", Reply::ok(RSS, "garbage")),
        ("/circle", Reply::redirect(301, "/circle")),
    ]);
    server.set(
        "/new",
        Reply::ok(RSS, rss("New", "https://new.example", &["one"])),
    );
    for (from, to) in [
        ("/301", "/new"),
        ("/308", "/new"),
        ("/302", "/302"),
        ("/307", "/307"),
        ("/chain", "/new"),
        ("/half", "/passing"),
        ("/to-page", "/to-page"),
        ("/to-error", "/to-error"),
        ("/to-garbage", "/to-garbage"),
        ("/circle", "/circle"),
    ] {
        let desk = Desk::network(&[server.url(from)]);
        desk.refresh(false, true);
        assert_eq!(desk.feeds()[0].url, server.url(to), "{from}");
    }
}

#[test]
fn retry_after_holds_against_everybody_and_over_a_restart() {
    clock!(CLOCK, now);
    for (status, retry_after, seconds) in [
        (429, "600".to_owned(), 600),
        (503, "Fri, 02 Jan 2026 12:20:00 GMT".to_owned(), 1200),
    ] {
        CLOCK.store(0, Ordering::Relaxed);
        let refusal = Reply::status(status)
            .header("Retry-After", &retry_after)
            .header("Date", "Fri, 02 Jan 2026 12:00:00 GMT");
        let server = Server::start([("/feed", refusal)]);
        let mut desk = Desk::network_at(&[server.url("/feed")], now);
        let told = failures(&desk.refresh(false, true));
        assert!(told[0].contains("; next try in "), "{told:?}");
        let Health::Failing { retry, .. } = desk.feeds()[0].health.clone() else {
            panic!("it fails");
        };
        assert!(retry.unwrap().as_second() >= noon().as_second() + seconds);
        server.set(
            "/feed",
            Reply::ok(RSS, rss("Antara", "https://antara.example", &["one"])),
        );
        // Another loader over the same library, as after a restart.
        desk = desk.again(now);
        CLOCK.store(seconds - 61, Ordering::Relaxed);
        for haste in [Haste::Due, Haste::Stale, Haste::Now] {
            desk.refresh_in(false, haste);
        }
        assert_eq!(server.count("/feed"), 1, "{status}");
        CLOCK.store(seconds, Ordering::Relaxed);
        assert_eq!(new_stories(&desk.refresh(false, true)), 1);
        assert_eq!(desk.feeds()[0].health, Health::Well);
    }
}

#[test]
fn a_feed_that_waits_is_not_asked_by_whoever_adds_it_again() {
    let server = Server::start([]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", "https://antara.example", &["one"])),
    );
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(false, true);
    server.set("/feed", Reply::status(429).header("Retry-After", "7200"));
    desk.refresh(false, true);
    let asked = server.count("/feed");
    // As the library knows it.
    let found = desk.discover(&server.url("/feed")).unwrap();
    let known = found.first().unwrap();
    assert_eq!((&*known.title, known.known), ("Antara", true));
    assert_eq!(known.preview, ["Story one"]);
    desk.send(Command::Subscribe {
        url: known.url.clone(),
        title: None,
        folder: None,
        full_text: None,
    });
    let told = desk.until(|event| matches!(event, Event::FeedFailed { .. }));
    let cause = "Antara: its server asked to be left alone; next try in 2 h";
    assert_eq!(failures(&told), [cause]);
    assert_eq!(server.count("/feed"), asked);
}

#[test]
fn each_failure_waits_longer_than_the_one_before() {
    clock!(CLOCK, now);
    for status in [403, 404, 500, 503] {
        CLOCK.store(0, Ordering::Relaxed);
        let server = Server::start([("/feed", Reply::status(status))]);
        let desk = Desk::network_at(&[server.url("/feed")], now);
        let mut before = 0;
        for tries in 1..=8 {
            desk.refresh(false, false);
            assert_eq!(server.count("/feed"), tries, "{status}");
            let Health::Failing { retry, .. } = desk.feeds()[0].health.clone() else {
                panic!("it fails");
            };
            let wait = retry.unwrap().as_second() - now().as_second();
            assert!(wait > before, "{status}: {wait} after {before}");
            // Nobody is asked a second too early.
            CLOCK.fetch_add(wait - 1, Ordering::Relaxed);
            desk.refresh(false, false);
            assert_eq!(server.count("/feed"), tries, "{status}");
            CLOCK.fetch_add(1, Ordering::Relaxed);
            before = wait;
        }
    }
}

#[test]
fn a_feed_that_moved_to_one_that_is_read_is_told_and_not_asked_twice() {
    let server = Server::start([("/a", Reply::redirect(301, "/b"))]);
    server.set(
        "/b",
        Reply::ok(RSS, rss("New", "https://new.example", &["one"])),
    );
    let desk = Desk::network(&[server.url("/a"), server.url("/b")]);
    desk.refresh(false, true);
    let doubled = |desk: &Desk| {
        let feeds = desk.feeds();
        let doubled = feeds.iter().filter(|feed| feed.is_double());
        doubled.map(|feed| feed.url.clone()).collect::<Vec<_>>()
    };
    assert_eq!(doubled(&desk), [server.url("/a")]);
    let feeds = desk.feeds();
    let moved = feeds.iter().find(|feed| feed.is_double()).unwrap();
    assert_eq!(moved.instead.as_deref(), Some(&*server.url("/b")));
    let before = (server.count("/a"), server.count("/b"));
    desk.refresh(false, true);
    let after = (server.count("/a"), server.count("/b"));
    assert_eq!(after, (before.0, before.1 + 1));
    // Who names it asks it.
    desk.send(Command::Refresh {
        feeds: vec![moved.id],
        bodies: false,
        haste: Haste::Now,
    });
    desk.until(|event| *event == Event::Finished);
    assert_eq!(server.count("/a"), before.0 + 1);
}

#[test]
fn what_was_asked_a_moment_ago_is_not_asked_by_mistake() {
    clock!(CLOCK, now);
    let server = Server::start([]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", "https://antara.example", &["one"])),
    );
    let mut desk = Desk::network_at(&[server.url("/feed"), server.url("/missing")], now);
    for (seconds, haste, restart, asked) in [
        (0, Haste::Stale, false, 1),
        // Pressed twice.
        (1, Haste::Stale, false, 1),
        (2, Haste::Due, false, 1),
        // After a restart.
        (60, Haste::Due, true, 1),
        (299, Haste::Stale, true, 1),
        (300, Haste::Stale, false, 2),
        // Whoever insists gets it.
        (301, Haste::Now, false, 3),
    ] {
        CLOCK.store(seconds, Ordering::Relaxed);
        if restart {
            desk = desk.again(now);
        }
        let before = server.count("/feed");
        let events = desk.refresh_in(false, haste);
        assert_eq!(
            (server.count("/feed"), server.count("/missing")),
            (asked, asked),
            "{seconds}"
        );
        // Whoever pressed a key is told why nothing happens.
        let is_told = events
            .iter()
            .any(|event| matches!(event, Event::Notice(words) if words.contains("five minutes")));
        assert_eq!(
            is_told,
            haste == Haste::Stale && before == asked,
            "{seconds}"
        );
    }
}

#[test]
fn whoever_refreshes_again_is_told_of_the_texts_that_are_missing() {
    let server = Server::start([]);
    let document = rss("Antara", &server.url("/site"), &["one", "two"]);
    server.set("/feed", Reply::ok(RSS, document));
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh_in(false, Haste::Stale);
    let events = desk.refresh_in(true, Haste::Stale);
    let words = "all feeds were just asked; fetching 2 texts that are missing";
    assert!(
        events.contains(&Event::Notice(words.to_owned())),
        "{events:?}"
    );
}

#[test]
fn two_at_once_ask_each_feed_once() {
    let (server, gate) = (Server::start([]), Gate::default());
    let document = rss("Antara", "https://antara.example", &["one"]);
    server.set("/feed", Reply::ok(RSS, document).behind(&gate));
    let desk = Desk::network(&[server.url("/feed")]);
    let other = desk.beside(noon);
    let refresh = |desk: &Desk| {
        desk.send(Command::Refresh {
            feeds: Vec::new(),
            bodies: false,
            haste: Haste::Now,
        });
    };
    refresh(&desk);
    while server.total() == 0 {
        std::thread::yield_now();
    }
    refresh(&other);
    // The other has nothing to ask while the first waits for its answer.
    other.until(|event| *event == Event::Finished);
    gate.open();
    desk.until(|event| *event == Event::Finished);
    assert_eq!(server.count("/feed"), 1);
    // When nobody else asks any more, who insists is heard.
    other.refresh(false, true);
    assert_eq!(server.count("/feed"), 2);
}

#[test]
fn two_at_once_ask_for_each_page_once() {
    let (server, gate) = (Server::start([]), Gate::default());
    let document = rss("Antara", &server.url(""), &["one"]);
    server.set("/feed", Reply::ok(RSS, document));
    let text = page("one", &["First.", "Second.", "Third."], None);
    server.set("/one", Reply::ok(HTML, text).behind(&gate));
    let desk = Desk::network(&[server.url("/feed")]);
    let other = desk.beside(noon);
    let refresh = |desk: &Desk| {
        desk.send(Command::Refresh {
            feeds: Vec::new(),
            bodies: true,
            haste: Haste::Now,
        });
    };
    refresh(&desk);
    while server.count("/one") == 0 {
        std::thread::yield_now();
    }
    refresh(&other);
    other.until(|event| *event == Event::Finished);
    gate.open();
    desk.until(|event| *event == Event::Finished);
    assert_eq!(server.count("/one"), 1);
    assert!(desk.headlines().iter().all(|story| story.ready));
}

#[test]
fn stories_do_not_wait_for_the_slowest_feed() {
    let server = Server::start([
        (
            "/stall",
            Reply::default().manner(crate::server::Manner::Silent),
        ),
        (
            "/one",
            Reply::ok(HTML, page("One", &["First.", "Second.", "Third."], None)),
        ),
    ]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &server.url(""), &["one"]))
            .delay(std::time::Duration::from_millis(100)),
    );
    let desk = Desk::network(&[server.url("/feed"), server.url("/stall")]);
    desk.send(Command::Refresh {
        feeds: Vec::new(),
        bodies: true,
        haste: Haste::Now,
    });
    // The other is silent for longer than anything here is waited for.
    desk.until(|event| matches!(event, Event::Loaded { error: None, .. }));
    desk.send(Command::Cancel);
    desk.until(|event| *event == Event::Finished);
}

#[test]
fn what_was_cancelled_may_be_asked_again_at_once() {
    let server = Server::start([(
        "/feed",
        Reply::default().manner(crate::server::Manner::Silent),
    )]);
    let desk = Desk::network(&[server.url("/feed")]);
    desk.send(Command::Refresh {
        feeds: Vec::new(),
        bodies: false,
        haste: Haste::Now,
    });
    while server.total() == 0 {
        std::thread::yield_now();
    }
    desk.send(Command::Cancel);
    desk.until(|event| *event == Event::Finished);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", "https://antara.example", &["one"])),
    );
    assert_eq!(new_stories(&desk.refresh_in(false, Haste::Due)), 1);
}

#[test]
fn old_stories_go_after_a_refresh() {
    clock!(CLOCK, now);
    let server = Server::start([]);
    server.set(
        "/feed",
        Reply::ok(
            RSS,
            rss("Antara", "https://antara.example", &["one", "two"]),
        ),
    );
    let desk = Desk::network_at(&[server.url("/feed")], now).keeping(30, now);
    desk.refresh(false, true);
    let read = desk.headlines()[0].id;
    desk.store()
        .mark(&[read], kabar::model::article::Mark::Read, noon())
        .unwrap();
    for (days, left) in [(29, 2), (31, 1)] {
        CLOCK.store(days * 86_400, Ordering::Relaxed);
        desk.refresh(false, true);
        assert_eq!(desk.headlines().len(), left, "after {days} days");
    }
}

#[test]
fn requests_are_made_as_publishers_ask() {
    let server = Server::start([]);
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", "https://antara.example", &["one"])),
    );
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(false, true);
    let seen = server.seen();
    let header = |name: &str| seen[0].headers.get(name).map(String::as_str);
    assert!(header("user-agent").unwrap().starts_with("kabar/"));
    assert!(
        header("accept")
            .unwrap()
            .starts_with("application/atom+xml, application/rss+xml")
    );
    for coding in ["gzip", "br", "deflate"] {
        assert!(header("accept-encoding").unwrap().contains(coding));
    }
    for name in ["cookie", "referer", "range", "cache-control", "pragma"] {
        assert_eq!(header(name), None, "{name}");
    }
}

#[test]
fn a_bare_host_is_asked_by_https_and_then_by_http() {
    let server = Server::start([]);
    server.set(
        "/",
        Reply::ok(RSS, rss("Antara", "https://antara.example", &["one"])),
    );
    // Another way to write 127.0.0.1 that is not taken for this machine before it is asked.
    let bare = server.host().replace("127.0.0.1", "127.1");
    let desk = Desk::network(&[]);
    let found = desk.discover(&bare).unwrap();
    assert_eq!(found[0].url, server.url("/"));
    assert!(server.count("(tls)") > 0, "https first");
    // Who names a scheme means it.
    assert!(desk.discover(&format!("https://{bare}")).is_err());
}
