//! Pictures: how they get room in an article, how they are asked for, and how they look in cells.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use insta::assert_snapshot;
use kabar::document::{Block, Document, Inline};
use kabar::model::article::ArticleId;
use kabar::model::feed::FeedId;
use kabar::model::picture::{Images, Pixels};
use kabar::state::core::Edition;
use kabar::state::effect::Effect;
use kabar::state::message::{Failure, Message};
use kabar::view::colour::Depth;
use kabar::view::picture::{Brush, Painting, Paintings, Way};
use kabar::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::style::Color;
use tempfile::TempDir;

use crate::desk::Desk;
use crate::pty::{DEADLINE, Pty, kabar};
use crate::server::{Reply, Server};
use crate::view::{screen, terminal};

const DAWN: &str = "https://kabar-kota.example/fajar.jpg";
const NIGHT: &str = "https://kabar-kota.example/malam.png";

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        content: vec![Inline::Text {
            text: text.to_owned(),
        }],
    }
}

fn picture(url: &str, alt: &str) -> Block {
    Block::Image {
        url: url.to_owned(),
        alt: alt.to_owned(),
        caption: Vec::new(),
    }
}

/// An article with a picture below its first paragraph and another far below.
fn body() -> Document {
    let mut blocks = vec![
        paragraph("Nelayan pulang ketika kabut masih turun di muara."),
        picture(DAWN, "Perahu di muara saat fajar"),
    ];
    for number in 1..=20 {
        blocks.push(paragraph(&format!(
            "Paragraf {number} menuturkan bagaimana pasang membawa ikan ke dermaga kecil di ujung kampung itu."
        )));
    }
    blocks.push(picture(NIGHT, "Lampu perahu pada malam hari"));
    Document { blocks }
}

fn desk(change: impl FnOnce(&mut Desk)) -> Desk {
    let mut desk = Desk::set_up(6, |setup| setup.offline = false);
    desk.body = body();
    change(&mut desk);
    // The first is on the screen already, with the body that every story has.
    desk.press("j k Enter");
    desk.take_asked();
    desk
}

fn pixels(width: u32, height: u32) -> Pixels {
    Pixels { width, height }
}

fn notice(desk: &Desk) -> &str {
    desk.state.notices.shown().map_or("", |notice| &notice.text)
}

/// The rows of each picture that is shown.
fn rows(desk: &Desk) -> BTreeMap<String, usize> {
    let places = desk.state.reader.layout().places.iter();
    places
        .map(|place| (place.url.clone(), place.rows.len()))
        .collect()
}

#[test]
fn pictures_are_shown_when_asked_for_and_hidden_again() {
    let mut desk = desk(|desk| {
        desk.pictures.insert(DAWN.to_owned(), pixels(1_000, 500));
    });
    assert!(screen(&desk).contains("Perahu di muara saat fajar"));
    assert!(rows(&desk).is_empty());
    desk.press("I");
    let all = vec![DAWN.to_owned(), NIGHT.to_owned()];
    let missing = Effect::FetchPictures {
        id: ArticleId(1000),
        urls: vec![NIGHT.to_owned()],
    };
    assert_eq!(desk.take_asked(), [Effect::FindPictures(all), missing]);
    // What is on the disk gets the room that it needs, the other room of the usual shape.
    assert_eq!(rows(&desk)[DAWN], 17);
    assert_eq!(rows(&desk)[NIGHT], 19);
    desk.press("j j j j");
    assert!(screen(&desk).contains("Perahu di muara saat fajar"));
    desk.press("I");
    assert!(rows(&desk).is_empty());
    assert_eq!(desk.take_asked(), []);
    // Shown again, nothing is asked for twice.
    desk.press("I");
    assert_eq!(desk.take_asked(), []);
    // Another story has its own.
    desk.press("J");
    assert!(rows(&desk).is_empty());
}

#[test]
fn nothing_jumps_when_a_picture_comes() {
    let mut desk = desk(|_| {});
    desk.press("I");
    let seen = rows(&desk)[DAWN];
    let before = screen(&desk);
    assert!(before.contains("being fetched…"), "{before}");
    desk.send(Message::Picture {
        url: DAWN.to_owned(),
        kept: Ok(pixels(400, 1_200)),
    });
    // It is before the reader's eyes: its room stays, only the words go.
    assert_eq!(rows(&desk)[DAWN], seen);
    assert_eq!(
        screen(&desk),
        before.replace("being fetched…", "              ")
    );
    // With the next key it has the room that it has whenever the story is opened.
    desk.press("j");
    assert_eq!(rows(&desk)[DAWN], 19);
    assert_eq!(desk.state.reader.layout().places[0].columns, 12);
    // What is out of sight takes its shape, and what is in sight stays.
    desk.press("PgDn PgDn");
    let before = screen(&desk);
    desk.send(Message::Picture {
        url: NIGHT.to_owned(),
        kept: Ok(pixels(1_000, 200)),
    });
    assert_eq!(rows(&desk)[NIGHT], 7);
    let text = |screen: &str| -> Vec<String> {
        let lines = screen.lines().filter(|line| line.contains("Paragraf"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(text(&screen(&desk)), text(&before));
}

#[test]
fn a_picture_is_as_large_when_it_comes_as_when_it_is_there() {
    for size in [(120, 40), (80, 24), (50, 20)] {
        let shown = |is_there: bool| {
            let mut desk = Desk::set_up(6, |setup| {
                setup.offline = false;
                setup.size = size;
            });
            desk.body = body();
            if is_there {
                desk.pictures.insert(DAWN.to_owned(), pixels(320, 180));
            }
            desk.press("j k Enter I");
            desk.send(Message::Picture {
                url: DAWN.to_owned(),
                kept: Ok(pixels(320, 180)),
            });
            desk.press("j k");
            let place = &desk.state.reader.layout().places[0];
            (place.columns, place.rows.clone())
        };
        assert_eq!(shown(true), shown(false), "{size:?}");
        assert!(shown(true).0 <= 40, "{size:?}");
        // A large one is seen whole, with its caption.
        let mut desk = Desk::set_up(6, |setup| setup.size = size);
        desk.body = body();
        desk.pictures.insert(DAWN.to_owned(), pixels(1_000, 1_200));
        desk.press("j k Enter I");
        let rows = desk.state.reader.layout().places[0].rows.clone();
        for _ in 0..rows.start {
            desk.press("j");
        }
        let window = desk.state.reader.window();
        assert!(rows.end < window.end, "{size:?} {rows:?} {window:?}");
        assert!(screen(&desk).contains("Perahu di muara saat fajar"));
    }
}

#[test]
fn a_picture_that_cannot_be_had_says_why_in_its_frame() {
    let mut desk = desk(|_| {});
    desk.press("I");
    desk.send(Message::Picture {
        url: DAWN.to_owned(),
        kept: Err("404 not found".to_owned()),
    });
    assert!(screen(&desk).contains("404 not found"), "{}", screen(&desk));
    desk.send(Message::Failed(Failure {
        effect: Some(Effect::FetchPictures {
            id: ArticleId(1000),
            urls: vec![DAWN.to_owned()],
        }),
        words: "the loader has ended".to_owned(),
    }));
    assert!(screen(&desk).contains("the loader has ended"));
    assert_eq!(notice(&desk), "");
    // No server was asked for those of the sample edition.
    let mut desk = crate::pictures::desk(|desk| desk.state.edition = Edition::Sample);
    desk.press("I");
    desk.send(Message::Picture {
        url: DAWN.to_owned(),
        kept: Err("the server answered 404 (not found)".to_owned()),
    });
    let text = screen(&desk);
    assert!(
        text.contains("the sample edition comes without pictures"),
        "{text}"
    );
    assert!(!text.contains("404"), "{text}");
}

#[test]
fn a_picture_that_will_not_come_gives_up_its_room_without_moving_the_text() {
    let refused = |desk: &mut Desk, url: &str| {
        desk.send(Message::Picture {
            url: url.to_owned(),
            kept: Err("404 not found".to_owned()),
        });
    };
    // Text is in sight above it and below: it waits for the next key.
    let mut desk = Desk::new(6, (80, 40));
    desk.body = body();
    desk.press("j k Enter I");
    let before = rows(&desk)[DAWN];
    refused(&mut desk, DAWN);
    assert_eq!(rows(&desk)[DAWN], before);
    assert!(screen(&desk).contains("not shown: 404 not found"));
    desk.press("+ -");
    assert!(!rows(&desk).contains_key(DAWN), "{}", screen(&desk));
    let text = screen(&desk);
    assert!(text.contains("not shown: 404 not found"), "{text}");
    // What is out of sight goes at once, and the text in sight stays.
    let mut desk = crate::pictures::desk(|_| {});
    desk.press("I PgDn PgDn");
    let before = screen(&desk);
    refused(&mut desk, DAWN);
    assert!(!rows(&desk).contains_key(DAWN));
    let lines = |screen: &str| -> Vec<String> {
        let lines = screen.lines().filter(|line| line.contains("Paragraf"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(lines(&screen(&desk)), lines(&before));
    // Shown again, it is asked for again.
    desk.take_asked();
    desk.press("I I");
    let asked = desk.take_asked();
    let fetched = asked.iter().any(|effect| match effect {
        Effect::FindPictures(urls) => urls.iter().any(|url| url == DAWN),
        Effect::FetchPictures { urls, .. } => urls.iter().any(|url| url == DAWN),
        _ => false,
    });
    assert!(fetched, "{asked:?}");
}

#[test]
fn without_a_network_only_the_disk_is_asked() {
    let mut desk = Desk::new(6, (80, 24));
    desk.body = body();
    desk.press("j k Enter");
    desk.take_asked();
    desk.press("I");
    let asked = desk.take_asked();
    assert!(matches!(&asked[..], [Effect::FindPictures(_)]), "{asked:?}");
    assert!(screen(&desk).contains("--offline"), "{}", screen(&desk));
}

#[test]
fn the_wish_of_a_feed_goes_before_that_for_all() {
    for (all, of_feed, shown, words) in [
        (Images::Always, None, true, ""),
        (Images::Ask, Some(Images::Always), true, ""),
        (Images::Always, Some(Images::Ask), false, ""),
        (
            Images::Ask,
            Some(Images::Never),
            false,
            "Pictures are switched off",
        ),
        (Images::Never, None, false, "Pictures are switched off"),
    ] {
        let mut desk = desk(|desk| {
            desk.state.images = all;
            for feed in [FeedId(1), FeedId(2)] {
                let library = desk.state.library.feeds.iter_mut();
                library
                    .filter(|known| known.id == feed)
                    .for_each(|known| known.images = of_feed);
            }
        });
        assert_eq!(
            rows(&desk).len(),
            if shown { 2 } else { 0 },
            "{all:?} {of_feed:?}"
        );
        desk.press("I");
        assert!(notice(&desk).starts_with(words), "{}", notice(&desk));
    }
    let mut bare = Desk::new(6, (80, 24));
    bare.press("Enter I");
    assert_eq!(notice(&bare), "This story has no pictures");
}

/// Blue above, red below.
fn two_colours(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |_, y| {
        if y < height / 2 {
            Rgb([0, 0, 255])
        } else {
            Rgb([255, 0, 0])
        }
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture)
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

fn painted(desk: &Desk, way: Way) -> Buffer {
    let mut paintings = Paintings::default();
    let brush = Brush {
        way,
        depth: Depth::Sixteen,
        cell: (10, 20),
    };
    let file = two_colours(640, 320, ImageFormat::Jpeg);
    for key in paintings.wanted(&desk.state) {
        let painting = Painting::of(&file, key.columns, key.rows, 7, brush);
        assert!(painting.is_some(), "{way:?}");
        paintings.put(key, painting);
    }
    assert_eq!(
        paintings.wanted(&desk.state),
        [],
        "what is painted is wanted again"
    );
    terminal(desk, &Theme::terminal(), &paintings)
        .backend()
        .buffer()
        .clone()
}

/// Each cell of a picture by the colours of its halves.
fn cells(buffer: &Buffer) -> String {
    let area = buffer.area;
    let cell = |x: u16, y: u16| {
        let cell = &buffer[(x, y)];
        match (cell.symbol(), cell.fg, cell.bg) {
            ("▀", Color::Blue, Color::Blue) => "B",
            ("▀", Color::LightRed, Color::LightRed) => "R",
            ("▀", ..) => "?",
            (symbol, ..) => symbol,
        }
        .to_owned()
    };
    let row = |y| -> String { (0..area.width).map(|x| cell(x, y)).collect() };
    let lines: Vec<String> = (0..area.height)
        .map(|y| row(y).trim_end().to_owned())
        .collect();
    lines.join("\n")
}

#[test]
fn a_picture_in_blocks_stands_where_its_frame_stood_and_scrolls_with_the_text() {
    let mut desk = desk(|desk| {
        desk.pictures.insert(DAWN.to_owned(), pixels(480, 240));
    });
    desk.press("I");
    assert_snapshot!("blocks", cells(&painted(&desk, Way::Blocks)));
    // Scrolled half out of the window it is cut, not moved.
    desk.press("j j j j j j j j");
    assert_snapshot!("blocks_cut", cells(&painted(&desk, Way::Blocks)));
}

#[test]
fn terminals_that_show_pictures_are_told_to_and_the_text_around_stays() {
    let mut desk = desk(|desk| {
        desk.pictures.insert(DAWN.to_owned(), pixels(320, 160));
    });
    desk.press("I");
    for (way, words) in [
        (Way::Kitty, "\u{1b}_G"),
        (Way::Iterm, "]1337;File="),
        (Way::Sixel, "\u{1b}P"),
    ] {
        for keys in ["", "j j j j j j j j j", "k k k"] {
            desk.press(keys);
            let buffer = painted(&desk, way);
            let told = buffer
                .content
                .iter()
                .any(|cell| cell.symbol().contains(words));
            assert!(told, "{way:?} after {keys:?}");
            let text: String = buffer
                .content
                .iter()
                .map(ratatui::buffer::Cell::symbol)
                .collect();
            assert!(text.contains("Perahu di muara saat fajar"), "{way:?}");
        }
        desk.press("g g");
    }
}

fn item(host: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harian Muara</title><link>{host}/</link>\
         <description>x</description><item><title>Perahu pulang sebelum fajar</title><link>{host}/perahu.html</link>\
         <guid>perahu</guid><pubDate>Sat, 21 Nov 2026 01:00:00 +0700</pubDate></item></channel></rss>"
    )
}

fn page(host: &str) -> String {
    let paragraphs: String = (1..=8)
        .map(|number| {
            format!(
                "<p>Paragraf ke-{number} menuturkan bagaimana warga muara menunggu perahu pulang, dari pagi ketika \
                 kabut turun sampai siang ketika ikan dijual di dermaga.</p>"
            )
        })
        .collect();
    format!(
        "<!doctype html><html lang=\"id\"><head><title>Perahu pulang sebelum fajar</title></head><body><article>\
         <h1>Perahu pulang sebelum fajar</h1><p>Nelayan muara pulang ketika langit masih gelap, kata ketua kelompok.</p>\
         <figure><img src=\"{host}/fajar.png\" alt=\"Perahu di muara\" width=\"640\" height=\"320\">\
         <figcaption>Perahu di muara saat fajar</figcaption></figure>\
         <figure><img src=\"{host}/bukan.png\" alt=\"Bukan gambar\" width=\"640\" height=\"320\">\
         <figcaption>Yang ini bukan gambar</figcaption></figure>\
         {paragraphs}</article></body></html>"
    )
}

#[test]
fn a_picture_is_fetched_when_asked_for_and_is_there_without_a_network() {
    let home = TempDir::new().unwrap();
    let server = Server::start([]);
    let host = server.url("");
    let host = host.trim_end_matches('/');
    server.set("/rss.xml", Reply::ok("application/rss+xml", item(host)));
    server.set(
        "/perahu.html",
        Reply::ok("text/html; charset=utf-8", page(host)),
    );
    let file = two_colours(640, 320, ImageFormat::Png);
    server.set("/fajar.png", Reply::ok("image/png", file));
    server.set(
        "/bukan.png",
        Reply::ok("image/png", "<html>not a picture</html>"),
    );

    let mut pty = Pty::start_sized(kabar(home.path(), &[]), 80, 40);
    pty.wait_for("sample edition");
    pty.send("a");
    pty.wait_for("Add a feed");
    pty.send(&server.url("/rss.xml"));
    pty.send("\r");
    pty.wait_for("[x]");
    pty.send("\r");
    pty.wait_until("the own library is shown", |pty| {
        pty.shows("Perahu pulang") && !pty.shows("sample edition")
    });
    pty.send("\r");
    pty.wait_for("Paragraf ke-1");
    assert_eq!(server.count("/fajar.png"), 0, "nobody asked for it yet");
    pty.send("I");
    pty.wait_for("▀▀▀▀▀▀▀▀");
    pty.wait_for("Perahu di muara saat fajar");
    pty.send("\x04");
    pty.wait_for("no picture that kabar can show");
    // Keys are answered all the while.
    pty.send("I");
    pty.wait_until("pictures are hidden", |pty| !pty.shows("no picture that"));
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
    assert_eq!(server.count("/fajar.png"), 1);
    drop(server);

    let mut pty = Pty::start_sized(kabar(home.path(), &["--offline"]), 80, 40);
    pty.wait_for("Perahu pulang");
    pty.send("\r");
    pty.wait_for("Paragraf ke-1");
    pty.send("I");
    pty.wait_for("▀▀▀▀▀▀▀▀");
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);

    // A terminal that keeps pictures lets go of them when the story is left, and at the end.
    let mut command = kabar(home.path(), &["--offline"]);
    command.env("KABAR_LOOK_GRAPHICS", "kitty");
    let mut pty = Pty::start_sized(command, 80, 40);
    pty.wait_for("Perahu pulang");
    let (put, gone) = ("\x1b_Gq=2,", "\x1b_Ga=d,d=I,i=");
    let count = |pty: &Pty, words: &str| pty.raw_text().matches(words).count();
    pty.send("\r");
    pty.wait_for("Paragraf ke-1");
    pty.send("I");
    pty.wait_until("the picture is told", |pty| count(pty, put) > 0);
    assert_eq!(count(&pty, gone), 0);
    pty.send("q");
    pty.wait_until("it is let go of", |pty| count(pty, gone) > 0);
    let (before, let_go) = (count(&pty, put), count(&pty, gone));
    pty.send("\r");
    pty.wait_until("it is told again", |pty| count(pty, put) > before);
    pty.send("Q");
    assert_eq!(pty.end_within(DEADLINE), 0);
    assert!(count(&pty, gone) > let_go, "at the end too");
}
