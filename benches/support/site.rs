//! A site for measuring: a server of feeds with made-up stories, and a library in which each of them was fetched once.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use kabar::model::feed::{Channel, Entry};
use kabar::store::Store;
use kabar::store::schedule::Fetched;

use crate::library::{Numbers, PER_FEED, at};

/// New stories of a feed that has some.
pub const NEW: usize = 10;

/// A library in which every feed has been fetched once.
pub fn make(path: &Path, port: u16, feeds: usize) -> Store {
    let mut store = Store::open(path).unwrap();
    let fetched = Fetched {
        now: at(10_000_000),
        etag: Some("\"0\"".to_owned()),
        ..Fetched::default()
    };
    for feed in 0..feeds {
        let url = format!("http://127.0.0.1:{port}/some/{feed}");
        let (id, _) = store.add_feed(&url, None, None, at(0)).unwrap();
        let entries = entries(feed, 0, PER_FEED);
        store
            .merge(id, &Channel::default(), &entries, &fetched)
            .unwrap();
    }
    store.tidy().unwrap();
    store
}

/// The entries of a feed from one number to another.
fn entries(feed: usize, from: usize, to: usize) -> Vec<Entry> {
    (from..to)
        .map(|number| {
            let mut numbers = Numbers::new((feed * 1_000 + number) as u64 + 1);
            Entry {
                id: Some(format!("https://site{feed}.example/?p={number}")),
                title: numbers.words(60),
                link: Some(format!("https://site{feed}.example/2026/{number}")),
                authors: vec![numbers.words(12)],
                published: Some(date(feed, number)),
                summary: Some(numbers.words(250)),
                ..Entry::default()
            }
        })
        .collect()
}

fn date(feed: usize, number: usize) -> Timestamp {
    at((number * 3600 + feed * 7 % 3600) as i64)
}

/// The same entries as RSS.
pub fn document(feed: usize, from: usize, to: usize) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Site {feed}</title>\
         <link>https://site{feed}.example/</link>"
    );
    for (number, entry) in (from..to).zip(entries(feed, from, to)) {
        let date =
            jiff::fmt::rfc2822::to_string(&date(feed, number).to_zoned(jiff::tz::TimeZone::UTC));
        write!(
            xml,
            "<item><guid isPermaLink=\"false\">{}</guid><title>{}</title><link>{}</link><author>{}</author>\
             <pubDate>{}</pubDate><description>{}</description></item>",
            entry.id.unwrap(),
            entry.title,
            entry.link.unwrap(),
            entry.authors[0],
            date.unwrap(),
            entry.summary.unwrap()
        )
        .unwrap();
    }
    xml.push_str("</channel></rss>");
    xml
}

/// A server: of `/all/N` every story, of `/half/N` half of them, of `/far/N` the same after a tenth of a second, of
/// `/some/N` ten new ones where N ends in 0; and else nothing new.
pub fn serve() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(stream));
        }
    });
    port
}

fn answer(stream: TcpStream) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|read| read > 0) {
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut validator = None;
        loop {
            line.clear();
            if !reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                break;
            }
            let lower = line.to_ascii_lowercase();
            if let Some(value) = lower.strip_prefix("if-none-match:") {
                validator = Some(value.trim().to_owned());
            }
        }
        let reply = reply(&path, validator.as_deref());
        if stream.write_all(&reply).is_err() {
            return;
        }
        line.clear();
    }
}

fn reply(path: &str, validator: Option<&str>) -> Vec<u8> {
    if path.starts_with("/far/") {
        thread::sleep(Duration::from_millis(100));
    }
    let feed: usize = path.rsplit('/').next().unwrap().parse().unwrap_or(0);
    let (body, etag) = match validator {
        _ if path.starts_with("/all/") => (document(feed, 0, PER_FEED), "\"a\""),
        None if !path.starts_with("/some/") => (document(feed, 0, PER_FEED / 2), "\"h\""),
        Some("\"0\"") if feed.is_multiple_of(10) => (document(feed, NEW, PER_FEED + NEW), "\"1\""),
        Some("\"1\"") if feed.is_multiple_of(10) => {
            (document(feed, 2 * NEW, PER_FEED + 2 * NEW), "\"2\"")
        }
        _ => return b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n".to_vec(),
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: {etag}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body.into_bytes()].concat()
}
