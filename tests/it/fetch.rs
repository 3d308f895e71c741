//! Tests of the room `fetch`, over HTTP on 127.0.0.1 and over a shelf.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

mod reuse;

use std::collections::HashMap;
use std::time::Duration;

use kabar::fetch::Source;
use kabar::fetch::answer::{Answer, Outcome, Request, Validators};
use kabar::fetch::error::FetchError;
use kabar::fetch::network::Network;
use kabar::fetch::settings::NetworkSettings;
use kabar::fetch::shelf::{Shelf, ShelfPage};

use crate::server::{Coding, Gate, Manner, Nobody, Reply, Server};

const RSS: &str = "application/rss+xml";

/// So long nothing takes on the busiest machine: who is waited for in vain is named by another failure.
const PATIENCE: Duration = Duration::from_mins(2);

fn settings() -> NetworkSettings {
    NetworkSettings {
        connect: PATIENCE,
        silence: PATIENCE,
        whole: PATIENCE,
        ..NetworkSettings::default()
    }
}

fn source() -> Source {
    Source::Network(Network::new(&settings()).unwrap())
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

fn get(url: &str) -> Result<Answer, FetchError> {
    get_within(&settings(), url)
}

fn get_within(settings: &NetworkSettings, url: &str) -> Result<Answer, FetchError> {
    let source = Source::Network(Network::new(settings).unwrap());
    wait(source.get(Request::feed(url, &Validators::default())))
}

fn text(answer: &Answer) -> String {
    match &answer.outcome {
        Outcome::Fresh { body, .. } => String::from_utf8_lossy(body).into_owned(),
        Outcome::NotModified => "(not modified)".to_owned(),
    }
}

#[test]
fn a_document_arrives_whole_however_it_is_sent() {
    let story = "<rss>".to_owned() + &"berita ".repeat(5_000);
    for (name, reply) in [
        ("plain", Reply::ok(RSS, story.as_str())),
        (
            "chunked",
            Reply::ok(RSS, story.as_str()).manner(Manner::Chunked(1_000)),
        ),
        ("gzip", Reply::ok(RSS, story.as_str()).coding(Coding::Gzip)),
        (
            "deflate",
            Reply::ok(RSS, story.as_str()).coding(Coding::Deflate),
        ),
        (
            "deflate without an envelope",
            Reply::ok(RSS, story.as_str()).coding(Coding::RawDeflate),
        ),
        (
            "brotli",
            Reply::ok(RSS, brotli(story.as_bytes())).header("Content-Encoding", "br"),
        ),
        (
            "gzip chunked",
            Reply::ok(RSS, story.as_str())
                .coding(Coding::Gzip)
                .manner(Manner::Chunked(7)),
        ),
        (
            "late",
            Reply::ok(RSS, story.as_str()).delay(Duration::from_millis(50)),
        ),
    ] {
        let server = Server::start([("/feed", reply)]);
        let answer = get(&server.url("/feed")).unwrap();
        assert_eq!(text(&answer), story, "{name}");
        assert_eq!(server.count("/feed"), 1, "{name}");
    }
}

/// A text as a brotli stream of one meta-block that is not compressed, of at most 65,536 bytes (RFC 7932, section 9.2): a
/// window of 22 bits, the length less one in 16, the mark of such a block; then the text, and an empty last block.
fn brotli(text: &[u8]) -> Vec<u8> {
    let length = u16::try_from(text.len() - 1).unwrap();
    let head = 0x0b | u32::from(length) << 7 | 1 << 23;
    let mut stream = head.to_le_bytes()[..3].to_vec();
    stream.extend_from_slice(text);
    stream.push(3);
    stream
}

/// A server answers so; the failure reads so, and is not that patience came to its end.
fn check_failures(cases: Vec<(Reply, &str)>) {
    for (reply, words) in cases {
        let server = Server::start([("/feed", reply)]);
        let error = get(&server.url("/feed")).unwrap_err();
        assert_eq!(error.to_string(), words);
    }
}

#[test]
fn a_refusal_names_its_cause() {
    check_failures(vec![
        (Reply::status(404), "the server answered 404 (not found)"),
        (
            Reply::status(410),
            "the server answered 410 (gone for good)",
        ),
        (Reply::status(304), "the server answered 304"),
        (
            Reply::status(429).header("Retry-After", "60"),
            "the server answered 429 (too many requests); it asks to wait 60 s",
        ),
        (Reply::status(301), "redirected without saying where to"),
        (
            Reply::redirect(302, "/feed"),
            "redirected more than 5 times",
        ),
        (
            Reply::redirect(302, "gopher://a.example/"),
            "redirected to an address that is neither http nor https",
        ),
        (
            Reply::ok("application/pdf", "%PDF-1.7"),
            "not text but a PDF",
        ),
        (Reply::ok("image/png", "pixels"), "not text but a picture"),
    ]);
}

#[test]
fn nothing_larger_than_allowed_is_taken() {
    let big = || Reply::ok(RSS, vec![b'x'; 17 << 20]);
    let words = "larger than 16 MiB";
    check_failures(vec![
        (big(), words),
        (big().manner(Manner::Chunked(1 << 20)), words),
        (big().coding(Coding::Gzip), words),
        (
            Reply::ok(RSS, "<rss>".repeat(1_000)).manner(Manner::Endless),
            words,
        ),
        (
            Reply::ok(RSS, "<rss>").manner(Manner::Claims(200_000_000)),
            words,
        ),
        (
            Reply::ok(RSS, "<rss>").manner(Manner::Flood(900)),
            "the answer has more than 64 KiB of headers, or more than 1,000",
        ),
        (
            Reply::ok(RSS, "<rss>").header("X-Long", &"x".repeat(70_000)),
            "the answer has more than 64 KiB of headers, or more than 1,000",
        ),
    ]);
}

#[test]
fn what_comes_byte_by_byte_is_refused_before_it_costs_much() {
    let (small, words) = ("<rss>".repeat(8_000), "the answer comes in crumbs");
    let crumbs = |body: String| Reply::ok(RSS, body).manner(Manner::Chunked(1));
    let server = Server::start([("/feed", crumbs(small.clone()))]);
    assert_eq!(text(&get(&server.url("/feed")).unwrap()), small);
    check_failures(vec![(crumbs("<rss>".repeat(80_000)), words)]);
}

#[test]
fn a_damaged_answer_names_its_damage() {
    check_failures(vec![
        (
            Reply::default().manner(Manner::Closed),
            "the server closed the connection without an answer",
        ),
        (
            Reply::default().manner(Manner::Raw(b"SSH-2.0-x\r\n".to_vec())),
            "the answer is not HTTP",
        ),
        (
            Reply::ok(RSS, "not gzip at all").header("Content-Encoding", "gzip"),
            "the answer could not be decompressed",
        ),
        (
            Reply::default().manner(Manner::Raw(chunked("no size\r\n"))),
            "the answer is not HTTP",
        ),
    ]);
}

/// An answer in chunks.
fn chunked(chunks: &str) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {RSS}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"
    );
    head.into_bytes()
}

#[test]
fn what_came_before_the_damage_is_kept() {
    // More than anybody has to say at the end of a document.
    let flood = "X-Flood: berita\r\n".repeat(20_000);
    for (name, chunks) in [
        ("no chunk", "5\r\n<rss>\r\nno size\r\n"),
        ("trailers", &format!("5\r\n<rss>\r\n0\r\n{flood}")),
    ] {
        let reply = Reply::default().manner(Manner::Raw(chunked(chunks)));
        let server = Server::start([("/feed", reply)]);
        let Outcome::Fresh { body, .. } = get(&server.url("/feed")).unwrap().outcome else {
            panic!("{name}");
        };
        let told = body.broken.as_ref().map(ToString::to_string);
        let words = "the answer breaks off after 5 bytes";
        assert_eq!(
            (&body[..], told.as_deref()),
            (&b"<rss>"[..], Some(words)),
            "{name}"
        );
    }
}

#[test]
fn a_header_that_is_none_costs_no_document() {
    for line in [
        "X-Folded: one\r\n two",
        "X-Spaced : one",
        "X Blank: one",
        "Notice: undefined index in <b>feed.php</b>",
        "no header at all",
    ] {
        let answer = format!(
            "HTTP/1.1 200 OK\r\n{line}\r\nContent-Type: {RSS}\r\nContent-Length: 6\r\n\r\n<rss/>"
        );
        let reply = Reply::default().manner(Manner::Raw(answer.into_bytes()));
        let server = Server::start([("/feed", reply)]);
        assert_eq!(
            text(&get(&server.url("/feed")).unwrap()),
            "<rss/>",
            "{line}"
        );
    }
}

#[test]
fn many_headers_are_none_too_many_while_they_are_short() {
    let many = |number: usize| {
        let plain = Reply::ok(RSS, "<rss/>");
        (0..number).fold(plain, |reply, _| reply.header("X", "y"))
    };
    let server = Server::start([("/many", many(900)), ("/more", many(1_100))]);
    assert_eq!(text(&get(&server.url("/many")).unwrap()), "<rss/>");
    assert_eq!(
        get(&server.url("/more")).unwrap_err().to_string(),
        "the answer has more than 64 KiB of headers, or more than 1,000"
    );
}

#[test]
fn a_server_is_not_waited_for_any_longer_than_allowed() {
    let page = || Reply::ok(RSS, "<html>".repeat(1_000));
    let silence = NetworkSettings {
        silence: Duration::from_secs(1),
        ..settings()
    };
    let whole = NetworkSettings {
        whole: Duration::from_secs(2),
        ..settings()
    };
    let dripping = Manner::Drip(Duration::from_millis(200));
    for (settings, reply, words) in [
        (
            &silence,
            page().manner(Manner::Stall(3_000)),
            "no word from 127.0.0.1 for 1 s",
        ),
        (
            &silence,
            Reply::default().manner(Manner::Silent),
            "no word from 127.0.0.1 for 1 s",
        ),
        (&whole, page().manner(dripping), "timed out after 2 s"),
    ] {
        let server = Server::start([("/feed", reply)]);
        let error = get_within(settings, &server.url("/feed")).unwrap_err();
        assert_eq!(error.to_string(), words);
    }
}

#[test]
fn an_answer_that_breaks_off_is_worth_reading_for_a_feed_and_none_for_a_page() {
    let server = Server::start([
        (
            "/claims",
            Reply::ok(RSS, "<rss>").manner(Manner::Claims(100)),
        ),
        (
            "/cut",
            Reply::ok(RSS, "<html>".repeat(1_000)).manner(Manner::Cut(3_000)),
        ),
    ]);
    for (path, came, words) in [
        ("/claims", 5, "the answer breaks off after 5 bytes"),
        ("/cut", 3_000, "the answer breaks off after 2 KiB"),
    ] {
        let url = server.url(path);
        let Outcome::Fresh { body, .. } = get(&url).unwrap().outcome else {
            panic!("{path}");
        };
        let told = body.broken.as_ref().map(ToString::to_string);
        assert_eq!((body.len(), told.as_deref()), (came, Some(words)));
        let error = wait(source().get(Request::page(&url, None))).unwrap_err();
        assert_eq!(error.to_string(), words);
    }
}

#[test]
fn a_host_that_is_not_there_is_named() {
    let nobody = Nobody::new();
    for (url, words) in [
        (
            nobody.url("/feed").as_str(),
            "could not connect to 127.0.0.1: connection refused",
        ),
        (
            "http://no-such-host.invalid/feed",
            "the host no-such-host.invalid was not found",
        ),
        (
            "ftp://a.example/",
            "the address begins with ftp:, and only http: and https: are fetched",
        ),
    ] {
        assert_eq!(get(url).unwrap_err().to_string(), words);
    }
}

#[test]
fn a_server_that_speaks_no_tls_is_not_trusted() {
    let server = Server::start([]);
    let error = get(&format!("https://{}/", server.host())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no secure connection to 127.0.0.1: it does not speak TLS"
    );
}

#[test]
fn an_empty_document_is_a_document() {
    let server = Server::start([
        ("/feed", Reply::ok(RSS, "")),
        (
            "/none",
            Reply {
                status: 204,
                ..Reply::default()
            },
        ),
    ]);
    for path in ["/feed", "/none"] {
        assert_eq!(text(&get(&server.url(path)).unwrap()), "");
    }
}

#[test]
fn validators_go_back_as_they_came_and_bring_304() {
    let date = "Fri, 02 Jan 2026 10:00:00 GMT";
    for (name, value, header) in [
        ("ETag", "W/\"a, b\"", "if-none-match"),
        ("ETag", "not-even-quoted", "if-none-match"),
        ("Last-Modified", date, "if-modified-since"),
    ] {
        let server = Server::start([("/feed", Reply::ok(RSS, "<rss/>").header(name, value))]);
        let source = source();
        let url = server.url("/feed");
        let (first, second) = wait(async {
            let first = source
                .get(Request::feed(&url, &Validators::default()))
                .await
                .unwrap();
            let second = source
                .get(Request::feed(&url, &first.validators))
                .await
                .unwrap();
            (first, second)
        });
        assert_eq!(text(&first), "<rss/>");
        assert_eq!(text(&second), "(not modified)");
        assert_eq!(second.validators, first.validators);
        assert_eq!(server.seen()[1].headers[header], value);
    }
}

#[test]
fn a_permanent_move_is_told_and_a_passing_one_is_not() {
    let server = Server::start([
        ("/one", Reply::redirect(301, "/two")),
        ("/two", Reply::redirect(308, "/feed")),
        ("/passing", Reply::redirect(302, "/feed")),
        (
            "/feed",
            Reply::ok(RSS, "<rss/>").header("Cache-Control", "max-age=900"),
        ),
    ]);
    let moved = get(&server.url("/one")).unwrap();
    assert_eq!(moved.url, server.url("/feed"));
    assert_eq!(moved.permanent, Some(server.url("/feed")));
    assert_eq!(moved.max_age, Some(900));
    let passing = get(&server.url("/passing")).unwrap();
    assert_eq!(passing.url, server.url("/feed"));
    assert_eq!(passing.permanent, None);
}

#[test]
fn credentials_reach_their_server_and_no_other() {
    let other = Server::start([("/feed", Reply::ok(RSS, "<rss/>"))]);
    let server = Server::start([
        ("/feed", Reply::redirect(302, "/there")),
        ("/there", Reply::redirect(302, &other.url("/feed"))),
    ]);
    let url = format!("http://ani:rahasia@{}/feed", server.host());
    let answer = get(&url).unwrap();
    assert_eq!(answer.url, other.url("/feed"));
    let basic = "Basic YW5pOnJhaGFzaWE=";
    assert!(
        server
            .seen()
            .iter()
            .all(|seen| seen.headers["authorization"] == basic)
    );
    assert_eq!(server.total(), 2);
    assert!(!other.seen()[0].headers.contains_key("authorization"));
}

#[test]
fn requests_say_who_asks_for_what() {
    let server = Server::start([("/feed", Reply::ok(RSS, "<rss/>"))]);
    get(&server.url("/feed")).unwrap();
    let headers = &server.seen()[0].headers;
    // One name, with where to complain.
    let (version, address) = (env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_HOMEPAGE"));
    assert!(address.starts_with("https://"), "{address}");
    assert_eq!(
        headers["user-agent"],
        format!("kabar/{version} (+{address})")
    );
    assert!(
        headers["accept"].starts_with("application/atom+xml, application/rss+xml"),
        "{headers:?}"
    );
    for coding in ["gzip", "br", "deflate"] {
        assert!(headers["accept-encoding"].contains(coding), "{headers:?}");
    }
}

#[test]
fn a_page_is_cut_off_where_a_feed_is_refused() {
    let server = Server::start([("/page", Reply::ok("text/html", "<p>".repeat(1 << 20)))]);
    let url = server.url("/page");
    let answer = wait(source().get(Request::page(&url, None))).unwrap();
    let Outcome::Fresh { body, content_type } = &answer.outcome else {
        panic!("fresh")
    };
    assert!(body.cut);
    assert_eq!(body.len(), 2 << 20);
    assert_eq!(content_type.as_deref(), Some("text/html"));
}

#[test]
fn a_story_of_a_public_feed_never_leads_to_this_machine() {
    let server = Server::start([("/page", Reply::ok("text/html", "<p>secret"))]);
    let url = server.url("/page");
    let error =
        wait(source().get(Request::page(&url, Some("https://news.example/feed")))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "it leads to the private address 127.0.0.1"
    );
    // A file or a command has no host, and may hold what strangers wrote.
    for home in ["file:///home/ann/news.xml", "exec:news"] {
        let error = wait(source().get(Request::page(&url, Some(home)))).unwrap_err();
        assert_eq!(
            error.to_string(),
            "it leads to the private address 127.0.0.1"
        );
        let elsewhere = Request::page("http://nowhere.invalid/", Some(home));
        let error = wait(source().get(elsewhere)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the host nowhere.invalid was not found",
            "{home}"
        );
    }
    assert_eq!(server.count("/page"), 0);
    // The reader's own machine may: the feed itself is there.
    let home = server.url("/feed");
    assert!(wait(source().get(Request::page(&url, Some(&home)))).is_ok());
}

#[test]
fn no_more_requests_run_at_once_than_allowed() {
    const OVERALL: usize = 4;
    let names: Vec<String> = (0..24).map(|number| format!("/{number}")).collect();
    let gate = Gate::default();
    let held = || Reply::ok(RSS, "<rss/>").behind(&gate);
    let server = Server::start(names.iter().map(|name| (name.as_str(), held())));
    let other = Server::start([("/feed", Reply::ok(RSS, "<rss/>"))]);
    let limited = Source::Network(
        Network::new(&NetworkSettings {
            overall: OVERALL,
            ..settings()
        })
        .unwrap(),
    );
    let urls: Vec<String> = names.iter().map(|name| server.url(name)).collect();
    wait(async {
        let limited = std::sync::Arc::new(limited);
        let mut tasks = tokio::task::JoinSet::new();
        for url in urls {
            let limited = std::sync::Arc::clone(&limited);
            tasks.spawn(async move {
                limited
                    .get(Request::feed(&url, &Validators::default()))
                    .await
                    .is_ok()
            });
        }
        while server.total() < OVERALL {
            tokio::task::yield_now().await;
        }
        // Whoever did not wait for a place has come by the time that somebody else has gone the whole way.
        let url = other.url("/feed");
        let (others, validators) = (source(), Validators::default());
        for _ in 0..3 {
            let request = Request::feed(&url, &validators);
            assert!(others.get(request).await.is_ok());
        }
        assert_eq!(server.total(), OVERALL);
        gate.open();
        while let Some(result) = tasks.join_next().await {
            assert!(result.unwrap());
        }
    });
    assert_eq!(server.total(), names.len());
    assert_eq!(server.most_at_once(), OVERALL);
}

#[test]
fn a_dead_host_is_tried_once_until_told_otherwise() {
    let nobody = Nobody::new();
    let (url, source) = (nobody.url("/feed"), source());
    wait(async {
        let ask = || async {
            source
                .get(Request::feed(&url, &Validators::default()))
                .await
                .unwrap_err()
                .to_string()
        };
        let first = ask().await;
        assert_eq!(first, "could not connect to 127.0.0.1: connection refused");
        assert_eq!(ask().await, first);
        source.forget_failures();
        assert_eq!(ask().await, first);
    });
}

#[test]
fn a_shelf_answers_like_the_network() {
    let page = ShelfPage {
        body: b"<rss/>".to_vec(),
        content_type: Some(RSS.to_owned()),
    };
    let shelf = Shelf::new(HashMap::from([("https://a.example/feed".to_owned(), page)]));
    let source = Source::Shelf(shelf);
    wait(async {
        let url = "https://a.example/feed";
        let first = source
            .get(Request::feed(url, &Validators::default()))
            .await
            .unwrap();
        assert_eq!(text(&first), "<rss/>");
        let second = source
            .get(Request::feed(url, &first.validators))
            .await
            .unwrap();
        assert_eq!(text(&second), "(not modified)");
        let error = source
            .get(Request::page("https://a.example/none", None))
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), "the server answered 404 (not found)");
    });
}
