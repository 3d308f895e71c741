//! Lead pictures: with the pages of stories, where the reader always wants to see pictures.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageFormat};
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
