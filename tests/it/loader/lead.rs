//! Lead pictures: with the pages of stories, where the reader always wants to see pictures.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageFormat};
use kabar::document::Block;
use kabar::loader::{Command, Event, LoaderSettings};
use kabar::model::picture::{Images, Pixels};
use kabar::model::query::Query;

use crate::loader::{Desk, HTML, RSS, network, noon, page, rss};
use crate::server::{Reply, Server};

fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::new_rgb8(64, 32);
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A feed of two stories, each with two pictures.
fn server() -> Server {
    let server = Server::start([]);
    let base = server.url("");
    server.set(
        "/feed",
        Reply::ok(RSS, rss("Antara", &base, &["one", "two"])),
    );
    for name in ["one", "two"] {
        let figure = |end: &str| {
            format!(
                "<figure><img src=\"/{name}{end}.png\" alt=Foto width=640 height=320><figcaption>Di muara pagi ini.</figcaption></figure><p>"
            )
        };
        let html = page(name, &["First.", "Second.", "Third.", "Fourth."], None);
        let html = html
            .replacen("<p>", &figure(""), 1)
            .replace("<p>Third.", &figure("-b").replace("<p>", "<p>Third."));
        server.set(&format!("/{name}"), Reply::ok(HTML, html));
        server.set(&format!("/{name}.png"), Reply::ok("image/png", png()));
        server.set(&format!("/{name}-b.png"), Reply::ok("image/png", png()));
    }
    server
}

fn desk(server: &Server, images: Images) -> Desk {
    let desk = Desk::network(&[server.url("/feed")]);
    with(desk, images, u64::MAX)
}

/// The same library with another loader.
fn with(mut desk: Desk, images: Images, bytes_at_most: u64) -> Desk {
    desk.loader = None;
    let settings = LoaderSettings {
        clock: noon,
        images,
        bytes_at_most,
        ..LoaderSettings::default()
    };
    Desk::over(Arc::clone(&desk.directory), network(), settings)
}

#[test]
fn lead_pictures_come_with_the_pages_where_pictures_are_always_shown() {
    for (images, of_feed, expected) in [
        (Images::Always, "", 1),
        (Images::Ask, "", 0),
        (Images::Never, "", 0),
        (Images::Ask, "always", 1),
        (Images::Always, "never", 0),
    ] {
        let server = server();
        let desk = desk(&server, images);
        let feed = desk.feeds()[0].id;
        desk.store()
            .set(feed, &[("images", of_feed)], noon())
            .unwrap();
        let events = desk.refresh(true, true);
        for name in ["one", "two"] {
            let url = server.url(&format!("/{name}.png"));
            assert_eq!(
                server.count(&format!("/{name}.png")),
                expected,
                "{images:?} {of_feed}"
            );
            assert_eq!(server.count(&format!("/{name}-b.png")), 0);
            let size = Pixels {
                width: 64,
                height: 32,
            };
            let kept = desk.store().pictures(std::slice::from_ref(&url));
            assert_eq!(kept, [(expected > 0).then_some(size)]);
            let told = Event::Picture {
                url,
                kept: Ok(size),
            };
            assert_eq!(events.contains(&told), expected > 0);
        }
    }
}

#[test]
fn a_download_brings_lead_pictures_and_what_is_spent_brings_none() {
    let server = server();
    let desk = desk(&server, Images::Always);
    desk.refresh(false, true);
    let desk = with(desk, Images::Always, 1);
    desk.send(Command::Download(Query::default()));
    desk.until(|event| *event == Event::Finished);
    let pictures = || server.count("/one.png") + server.count("/two.png");
    assert_eq!(pictures(), 0, "a page alone was all that was allowed");
    let desk = with(desk, Images::Always, u64::MAX);
    desk.send(Command::Download(Query::default()));
    desk.until(|event| *event == Event::Finished);
    assert_eq!(
        pictures(),
        2,
        "also of the story whose page had come before"
    );
    desk.send(Command::Download(Query::default()));
    desk.until(|event| *event == Event::Finished);
    assert_eq!(pictures(), 2, "once");
}

#[test]
fn stories_that_came_whole_with_their_feed_bring_their_lead_pictures_before_anybody_opens_them() {
    let server = Server::start([]);
    let base = server.url("");
    let item = |name: &str, picture: &str| {
        let text = "Sungai naik lagi malam ini. ".repeat(40);
        let text = format!("&lt;p&gt;{text}&lt;/p&gt;").repeat(3);
        format!(
            "<item><title>{name}</title><link>{base}/{name}</link><description>{picture}{text}</description></item>"
        )
    };
    let own = format!("&lt;img src=\"{base}/one.png\"&gt;");
    let items = [
        item("one", &own),
        item("two", ""),
        item("three", "&lt;img src=\"/gone.png\"&gt;"),
    ];
    let items = items.concat().replace(
        "<title>two</title>",
        &format!("<title>two</title><media:thumbnail url=\"{base}/two.png\"/>"),
    );
    let feed = format!(
        "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>A</title>{items}</channel></rss>"
    );
    server.set("/feed", Reply::ok(RSS, feed));
    for name in ["one", "two"] {
        server.set(&format!("/{name}.png"), Reply::ok("image/png", png()));
    }
    let pictures = || ["/one.png", "/two.png", "/gone.png"].map(|path| server.count(path));
    let spent = with(Desk::network(&[server.url("/feed")]), Images::Ask, u64::MAX);
    spent.refresh(true, true);
    assert_eq!(pictures(), [0, 0, 0], "nobody wants to see any");
    assert!(spent.headlines().iter().all(|story| story.ready));
    let spent = with(spent, Images::Always, 0);
    spent.refresh(true, true);
    assert_eq!(pictures(), [0, 0, 0], "nothing may be spent");
    let desk = with(spent, Images::Always, u64::MAX);
    desk.refresh(true, true);
    assert_eq!(pictures(), [1, 1, 1], "what was left, then");
    desk.refresh(true, true);
    assert_eq!(pictures(), [1, 1, 1], "and each only once");
    assert_eq!(server.count("/one"), 0, "no page is needed");
    let kept = desk.store().pictures(&[server.url("/two.png")]);
    assert!(kept[0].is_some());
}

#[test]
fn a_story_that_is_asked_for_brings_its_lead_picture() {
    let server = server();
    let desk = desk(&server, Images::Always);
    desk.refresh(false, true);
    let story = desk.headlines().remove(0);
    desk.send(Command::Fetch {
        id: story.id,
        again: false,
    });
    desk.until(|event| matches!(event, Event::Picture { kept: Ok(_), .. }));
    let count = |name: &str| server.count(&format!("/{name}.png"));
    assert_eq!(count("one") + count("two"), 1);
}

#[test]
fn the_picture_of_a_page_or_of_a_feed_stands_above_a_text_without_pictures() {
    let own = "<figure><img src=/own/one.png width=640 height=320 alt=Muara></figure><p>";
    let meta = "<head><meta property=og:image content=/lead/one.png><meta property=og:image:alt content=Muara>";
    let logo = "<head><meta property=og:image content=/lead/logo.png>";
    let thumbnail = "<media:thumbnail url=\"{b}/thumb/one.png\"/></item>";
    let content = "<media:content medium=\"image\" url=\"{b}/thumb/one.png\"/></item>";
    let enclosure = "<enclosure type=\"image/png\" url=\"{b}/thumb/one.png\" length=\"9\"/></item>";
    for (item, head, body, expected) in [
        ("</item>", meta, "<p>", Some("/lead/one.png")),
        ("</item>", meta, own, Some("/own/one.png")),
        ("</item>", "<head>", "<p>", None),
        ("</item>", logo, "<p>", None),
        (thumbnail, "<head>", "<p>", Some("/thumb/one.png")),
        (content, logo, "<p>", Some("/thumb/one.png")),
        (enclosure, "<head>", "<p>", Some("/thumb/one.png")),
        (thumbnail, meta, "<p>", Some("/lead/one.png")),
        (thumbnail, "<head>", own, Some("/own/one.png")),
    ] {
        let server = Server::start([]);
        let base = server.url("");
        let feed = rss("Antara", &base, &["one"]);
        let feed = feed
            .replacen(
                "<rss ",
                "<rss xmlns:media=\"http://search.yahoo.com/mrss/\" ",
                1,
            )
            .replace("</item>", &item.replace("{b}", &base));
        server.set("/feed", Reply::ok(RSS, feed));
        let html = page("one", &["First.", "Second.", "Third.", "Fourth."], None);
        let html = html.replacen("<head>", head, 1).replacen("<p>", body, 1);
        server.set("/one", Reply::ok(HTML, html));
        let all = [
            "/lead/one.png",
            "/own/one.png",
            "/thumb/one.png",
            "/lead/logo.png",
        ];
        for path in all {
            server.set(path, Reply::ok("image/png", png()));
        }
        let desk = desk(&server, Images::Always);
        desk.refresh(true, true);
        for path in all {
            let count = usize::from(expected == Some(path));
            assert_eq!(server.count(path), count, "{item} {head} {body}: {path}");
        }
        let id = desk.headlines()[0].id;
        let mut store = desk.store();
        let opened = kabar::loader::body::open(&mut store, id).unwrap().unwrap();
        if expected == Some("/lead/one.png") {
            let first = &opened.document.blocks[0];
            assert!(
                matches!(first, Block::Image { alt, .. } if alt == "Muara"),
                "{first:?}"
            );
        }
        let pictures: Vec<String> = expected.iter().map(|path| server.url(path)).collect();
        assert_eq!(opened.document.pictures(), pictures, "{item} {head} {body}");
        // And when it is cleaned anew.
        store.clean_anew(&[id]).unwrap();
        kabar::loader::anew::one(&mut store, id, noon()).unwrap();
        let opened = kabar::loader::body::open(&mut store, id).unwrap().unwrap();
        assert_eq!(
            opened.document.pictures(),
            pictures,
            "{item} {head} {body}: anew"
        );
    }
}

#[test]
fn the_picture_of_a_feed_stands_above_the_text_that_the_feed_carries() {
    let server = Server::start([]);
    let base = server.url("");
    let feed = format!(
        "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>A</title><item><title>One</title>\
         <link>{base}/one</link><description>&lt;p&gt;The river rose two metres in the night, and the bridge was closed to all traffic.&lt;/p&gt;</description>\
         <media:thumbnail url=\"{base}/thumb.png\"/></item></channel></rss>"
    );
    server.set("/feed", Reply::ok(RSS, feed));
    let desk = desk(&server, Images::Always);
    desk.refresh(false, true);
    let id = desk.headlines()[0].id;
    let opened = kabar::loader::body::open(&mut desk.store(), id)
        .unwrap()
        .unwrap();
    assert_eq!(opened.document.pictures(), [server.url("/thumb.png")]);
    assert!(opened.document.plain_text().contains("two metres"));
}
