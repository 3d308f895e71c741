//! Sources of every kind: found at an address, subscribed, and read again.

use std::io::Write;
use std::time::Duration;

use kabar::loader::{Command, Event};
use kabar::model::feed::{Format, Health};

use crate::loader::{Desk, HTML, RSS, SERVERS, failures, network_within, rss};
use crate::server::{Manner, Reply, Server};

const XML: &str = "application/xml";

fn news(host: &str, names: &[&str]) -> String {
    let urls: String = names
        .iter()
        .map(|name| {
            format!(
                "<url><loc>{host}/{name}</loc><news:news><news:publication><news:name>Antara</news:name>\
                 <news:language>id</news:language></news:publication>\
                 <news:publication_date>2026-01-02T10:00:00Z</news:publication_date>\
                 <news:title>Story {name}</news:title></news:news></url>"
            )
        })
        .collect();
    format!(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">{urls}</urlset>"
    )
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn section(class: &str, names: &[&str]) -> String {
    let cards: String = names
        .iter()
        .map(|name| format!("<div class={class}><h3><a href=\"/{name}\">A long headline about {name} and the river</a></h3></div>"))
        .collect();
    format!("<!doctype html><title>City</title><main>{cards}</main>")
}

#[test]
fn a_feed_that_the_page_does_not_name_is_told_as_one_of_its_site() {
    let server = Server::start([("/page", Reply::ok(HTML, "<!doctype html><p>No feed.</p>"))]);
    server.set("/", Reply::ok(HTML, "<!doctype html><p>Nothing.</p>"));
    server.set(
        "/rss",
        Reply::ok(RSS, rss("Umum", &server.url(""), &["one"])),
    );
    let desk = Desk::network(&[]);
    for (asked, elsewhere) in [("/page", true), ("/", false), ("/rss", false)] {
        let found = desk.discover(&server.url(asked)).unwrap();
        assert_eq!(
            (found[0].url.as_str(), found[0].elsewhere),
            (server.url("/rss").as_str(), elsewhere),
            "{asked}"
        );
    }
}

#[test]
fn feeds_of_comments_are_offered_behind_those_of_stories() {
    let server = Server::start([]);
    let host = server.url("");
    let feeds = [
        ("/kisah/feed", "Comments on: Kisah"),
        ("/comments/feed", "Warga"),
        ("/feed", "Koran"),
        ("/umpan-2", "Komentar untuk Koran"),
        ("/kota/feed", "Kota"),
    ];
    let links = feeds.map(|(path, title)| {
        server.set(path, Reply::ok(RSS, rss(title, &host, &["one"])));
        format!("<link rel=alternate type=application/rss+xml href={path}>")
    });
    let links = links.concat();
    let page = format!("<!doctype html><head>{links}</head><p>Kisah.</p>");
    server.set("/kisah", Reply::ok(HTML, page));
    let desk = Desk::network(&[]);
    let found = desk.discover(&server.url("/kisah")).unwrap();
    let found: Vec<&str> = found.iter().map(|feed| feed.title.as_str()).collect();
    let expected = [
        "Koran",
        "Kota",
        "Comments on: Kisah",
        "Warga",
        "Komentar untuk Koran",
    ];
    assert_eq!(found, expected);
}

const NAMES: [&str; 5] = ["one", "two", "three", "four", "five"];

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn every_kind_of_source_is_found() {
    let server = Server::start([]);
    let host = server.url("");
    let feed = || Reply::ok(RSS, rss("Antara", &host, &["one", "two"]));
    for (name, pages, asked, found, format) in [
        (
            "a link in the text",
            vec![
                (
                    "/blog",
                    Reply::ok(
                        HTML,
                        "<!doctype html><p><a href=/kabar.rss>Berlangganan</a></p>",
                    ),
                ),
                ("/kabar.rss", feed()),
            ],
            "/blog",
            "/kabar.rss",
            Format::Rss,
        ),
        (
            "a list of feeds behind a link",
            vec![
                (
                    "/depan",
                    Reply::ok(HTML, "<!doctype html><p><a href=/daftar/rss>RSS</a></p>"),
                ),
                (
                    "/daftar/rss",
                    Reply::ok(
                        HTML,
                        "<!doctype html><ul><li><a href=/rss/kota.xml>Kota</a></ul>",
                    ),
                ),
                ("/rss/kota.xml", feed()),
            ],
            "/depan",
            "/rss/kota.xml",
            Format::Rss,
        ),
        (
            "a page that sends on",
            vec![
                (
                    "/pintu",
                    Reply::ok(
                        HTML,
                        "<!doctype html><meta http-equiv=refresh content=\"0; url=/dalam\">",
                    ),
                ),
                (
                    "/dalam",
                    Reply::ok(
                        HTML,
                        "<!doctype html><link rel=alternate type=application/rss+xml href=/rss/dalam.xml>",
                    ),
                ),
                ("/rss/dalam.xml", feed()),
            ],
            "/pintu",
            "/rss/dalam.xml",
            Format::Rss,
        ),
        (
            "a usual place",
            vec![
                ("/", Reply::ok(HTML, "<!doctype html><p>Nothing here.</p>")),
                ("/atom.xml", feed()),
            ],
            "/",
            "/atom.xml",
            Format::Rss,
        ),
        (
            "what the front page of a story names",
            vec![
                (
                    "/2026/story",
                    Reply::ok(HTML, "<!doctype html><p>A story.</p>"),
                ),
                (
                    "/",
                    Reply::ok(
                        HTML,
                        "<!doctype html><link rel=alternate type=application/rss+xml href=/umpan>",
                    ),
                ),
                ("/umpan", feed()),
            ],
            "/2026/story",
            "/umpan",
            Format::Rss,
        ),
        (
            "a person of Mastodon",
            vec![("/@ani.rss", feed())],
            "/@ani",
            "/@ani.rss",
            Format::Rss,
        ),
        (
            "a community of Lemmy",
            vec![("/feeds/c/kabar.xml?sort=New", feed())],
            "/c/kabar",
            "/feeds/c/kabar.xml?sort=New",
            Format::Rss,
        ),
        (
            "a list of feeds",
            vec![
                (
                    "/list.opml",
                    Reply::ok(
                        XML,
                        format!(
                            "<opml><body><outline text=A xmlUrl=\"{host}/in-list\"/></body></opml>"
                        ),
                    ),
                ),
                ("/in-list", feed()),
            ],
            "/list.opml",
            "/in-list",
            Format::Rss,
        ),
        (
            "a news sitemap, packed, behind an index that robots.txt names",
            vec![
                ("/", Reply::ok(HTML, "<!doctype html><p>Nothing here.</p>")),
                (
                    "/robots.txt",
                    Reply::ok(
                        "text/plain",
                        format!(
                            "User-agent: *\nSitemap: {host}/pages.xml\nSitemap: {host}/index-news.xml\n"
                        ),
                    ),
                ),
                (
                    "/pages.xml",
                    Reply::ok(
                        XML,
                        "<urlset><url><loc>http://a.example/</loc></url></urlset>",
                    ),
                ),
                (
                    "/index-news.xml",
                    Reply::ok(
                        XML,
                        format!(
                            "<sitemapindex><sitemap><loc>{host}/news.xml.gz</loc></sitemap></sitemapindex>"
                        ),
                    ),
                ),
                (
                    "/news.xml.gz",
                    Reply::ok("application/gzip", gzip(&news(&host, &["one", "two"]))),
                ),
            ],
            "/",
            "/index-news.xml",
            Format::Sitemap,
        ),
    ] {
        let paths: Vec<&str> = pages.iter().map(|(path, _)| *path).collect();
        for (path, reply) in pages.clone() {
            server.set(path, reply);
        }
        let desk = Desk::network(&[]);
        let candidates = desk.discover(&server.url(asked)).unwrap();
        assert_eq!(
            (
                candidates[0].url.clone(),
                candidates[0].format,
                candidates[0].entries
            ),
            (server.url(found), Some(format), 2),
            "{name}"
        );
        for path in paths {
            server.set(path, Reply::status(404));
        }
    }
}

fn subscribe(desk: &Desk, url: &str) -> Event {
    desk.send(Command::Subscribe {
        url: url.to_owned(),
        title: None,
        folder: None,
        full_text: None,
    });
    let is_answer = |event: &Event| {
        matches!(
            event,
            Event::Subscribed { .. } | Event::FeedFailed { .. } | Event::Failed(_)
        )
    };
    desk.until(is_answer).pop().unwrap()
}

#[test]
fn a_news_sitemap_is_refreshed_like_a_feed() {
    let server = Server::start([]);
    let host = server.url("");
    server.set(
        "/index.xml",
        Reply::ok(
            XML,
            format!("<sitemapindex><sitemap><loc>{host}/news.xml</loc></sitemap></sitemapindex>"),
        )
        .header("ETag", "\"1\""),
    );
    server.set("/news.xml", Reply::ok(XML, news(&host, &["one"])));
    let desk = Desk::network(&[]);
    subscribe(&desk, &server.url("/index.xml"));
    assert_eq!(desk.headlines()[0].title, "Story one");
    server.set("/news.xml", Reply::ok(XML, news(&host, &["two", "one"])));
    desk.refresh(false, true);
    let mut titles: Vec<String> = desk.headlines().into_iter().map(|row| row.title).collect();
    titles.sort();
    assert_eq!(titles, ["Story one", "Story two"]);
    assert_eq!(desk.feeds()[0].title, "Antara");
}

#[test]
fn the_sitemaps_of_an_index_take_no_longer_than_one_document() {
    let server = Server::start([]);
    let host = server.url("");
    let names = ["/news-1.xml", "/news-2.xml", "/news-3.xml"];
    let named: String = names
        .iter()
        .map(|name| format!("<sitemap><loc>{host}{name}</loc></sitemap>"))
        .collect();
    let index = format!("<sitemapindex>{named}</sitemapindex>");
    server.set("/index.xml", Reply::ok(XML, index));
    for name in names {
        server.set(name, Reply::default().manner(Manner::Silent));
    }
    let source = network_within(SERVERS, Duration::from_secs(3));
    let desk = Desk::new(source, &[&server.url("/index.xml")]);
    let failed = failures(&desk.refresh(false, true));
    assert!(
        failed[0].ends_with("timed out after 3 s; next try in 5 min"),
        "{failed:?}"
    );
    assert_eq!(names.map(|name| server.count(name)), [1, 0, 0]);
}

#[test]
fn a_page_without_a_feed_is_a_source_until_it_changes() {
    let server = Server::start([("/city", Reply::ok(HTML, section("card", &NAMES)))]);
    let desk = Desk::network(&[]);
    let found = desk.discover(&server.url("/city")).unwrap();
    assert_eq!((found[0].format, found[0].entries), (Some(Format::Page), 5));
    assert!(found[0].preview[0].starts_with("A long headline about one"));
    subscribe(&desk, &found[0].url);
    assert_eq!(desk.headlines().len(), 5);
    assert_eq!(desk.feeds()[0].title, "City");
    server.set(
        "/city",
        Reply::ok(HTML, section("card", &["six", "one", "two", "three"])),
    );
    desk.refresh(false, true);
    assert_eq!(desk.headlines().len(), 6);
    // Another design.
    server.set(
        "/city",
        Reply::ok(
            HTML,
            "<!doctype html><main><p>We are being rebuilt.</p></main>",
        ),
    );
    let told = failures(&desk.refresh(false, true));
    assert!(
        told[0].contains("its headlines are not where they were"),
        "{told:?}"
    );
    assert_eq!(desk.headlines().len(), 6);
    // The address keeps the place of the headlines, and says so to no server.
    assert!(desk.feeds()[0].url.contains("#headlines="));
    assert!(
        server
            .seen()
            .iter()
            .all(|seen| !seen.path.contains("headlines"))
    );
}

#[test]
fn a_file_is_a_source_when_the_reader_names_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("umpan.xml");
    let url = format!("file://{}", path.display());
    std::fs::write(&path, rss("Berkas", "https://berkas.example", &["one"])).unwrap();
    let desk = Desk::network(&[]);
    assert_eq!(desk.discover(&url).unwrap()[0].title, "Berkas");
    subscribe(&desk, &url);
    assert_eq!(desk.headlines().len(), 1);
    std::fs::write(
        &path,
        rss("Berkas", "https://berkas.example", &["one", "two"]),
    )
    .unwrap();
    desk.refresh(false, true);
    assert_eq!(desk.headlines().len(), 2);
    std::fs::remove_file(&path).unwrap();
    assert!(failures(&desk.refresh(false, true))[0].contains("the file cannot be read"));
    // Nothing that comes from elsewhere leads to a file.
    let secret = directory.path().join("secret.html");
    std::fs::write(&secret, "<p>secret</p>").unwrap();
    let server = Server::start([("/to-file", Reply::redirect(301, &url))]);
    let lured = format!("file://{}", secret.display());
    let document =
        rss("Lure", "https://lure.example", &["x"]).replace("https://lure.example/x", &lured);
    server.set("/lure", Reply::ok(RSS, document));
    let desk = Desk::network(&[server.url("/to-file"), server.url("/lure")]);
    let told = failures(&desk.refresh(true, true));
    assert!(
        told.iter()
            .any(|line| line.contains("neither http nor https")),
        "{told:?}"
    );
    assert!(desk.feeds().iter().any(|feed| feed.health == Health::Well));
    // Nor does a page name one.
    let named = format!(
        "<!doctype html><link rel=alternate type=application/rss+xml href=\"{url}\"><a href=\"{url}\">RSS</a>"
    );
    std::fs::write(&path, rss("Berkas", "https://berkas.example", &["one"])).unwrap();
    server.set("/names-file", Reply::ok(HTML, named));
    assert!(desk.discover(&server.url("/names-file")).is_err());
    let texts: Vec<_> = desk.headlines().iter().map(|row| row.source).collect();
    assert!(!texts.contains(&kabar::model::article::TextSource::Page));
}
