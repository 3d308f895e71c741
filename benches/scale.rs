//! What a library of 10,000 feeds and 1,000,000 stories costs: a refresh in which a tenth of the feeds has new stories
//! (time, processor, memory, how long anybody waits for the library), what the reader waits for in it, and whether the
//! cost of a refresh grows with its stories and no faster.
//!
//! It takes a quarter of an hour and two gigabytes of disk, and drives the program itself against a server of its own:
//! `cargo bench --bench scale`. `KABAR_BENCH_FEEDS=1000` makes a smaller library. Indexing all of it takes most of the
//! time; `KABAR_BENCH_SEARCH=0` leaves it out, and the searches.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench prints, and may fail loudly"
)]

#[allow(dead_code, reason = "other benches use the rest")]
#[path = "support/library.rs"]
mod library;
#[path = "support/waits.rs"]
mod waits;

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use kabar::model::feed::{Channel, Entry, FeedId};
use kabar::store::Store;
use kabar::store::schedule::Fetched;
use library::{Numbers, PER_FEED, at};
use rusqlite::Connection;

/// New stories of a feed that has some.
const NEW: usize = 10;

fn main() {
    let feeds = std::env::var("KABAR_BENCH_FEEDS").ok();
    let feeds = feeds.and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let port = serve();
    large(port, feeds);
    for stories in [1_000, 10_000, 100_000] {
        linear(port, stories);
    }
}

/// A refresh over a large library.
fn large(port: u16, feeds: usize) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("library.db");
    let start = Instant::now();
    make(&path, port, feeds);
    let size = fs::metadata(&path).unwrap().len() >> 20;
    println!(
        "library: {feeds} feeds, {} stories, {size} MB, made in {:.0} s",
        feeds * PER_FEED,
        start.elapsed().as_secs_f64()
    );
    for (round, later) in [("first", 0), ("second", 3_600)] {
        let used = refresh(directory.path(), &path, later);
        println!(
            "{round} refresh of {feeds} feeds, a tenth with {NEW} new stories: {:.1} s, processor {:.1} s, memory {} MB at \
             most; the library was held for {:.1} ms at most, {:.1} ms in 99 of 100",
            used.wall.as_secs_f64(),
            used.processor.as_secs_f64(),
            used.memory >> 10,
            used.longest.as_secs_f64() * 1e3,
            used.usual.as_secs_f64() * 1e3,
        );
    }
    println!("  {}", used_by_writes(directory.path()));
    let is_searched = std::env::var("KABAR_BENCH_SEARCH").as_deref() != Ok("0");
    waits::read(&path, is_searched);
}

/// The slowest transactions, as the program's own log tells them: by the work in them, and with the disk's work at their
/// end, most of which is taking the log into the file and keeps nobody waiting.
fn used_by_writes(directory: &Path) -> String {
    let log = fs::read_to_string(directory.join("log")).unwrap_or_default();
    let longest = |name: &str| {
        let mut lines: Vec<(u64, &str)> = log
            .lines()
            .filter_map(|line| {
                let (_, took) = line.split_once(name)?;
                let took = took.split(' ').next()?.parse().ok()?;
                let (_, what) = line.split_once("kabar::store: ")?;
                Some((took, what))
            })
            .collect();
        lines.sort_unstable_by_key(|line| std::cmp::Reverse(line.0));
        let told: Vec<&str> = lines.iter().take(3).map(|line| line.1).collect();
        format!("{} of {}", told.join("; "), lines.len())
    };
    format!(
        "longest by work: {}\n  longest with the disk: {}",
        longest(" changed="),
        longest("microseconds=")
    )
}

/// A refresh of feeds whose stories are all new, beside parsing and storing alone.
fn linear(port: u16, stories: usize) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("library.db");
    let mut store = Store::open(&path).unwrap();
    let feeds = stories / PER_FEED;
    for feed in 0..feeds {
        let url = format!("http://127.0.0.1:{port}/all/{feed}");
        store.add_feed(&url, None, None, at(0)).unwrap();
    }
    drop(store);
    let used = refresh(directory.path(), &path, 0);
    let alone = alone(feeds);
    println!(
        "{stories} new stories: {:.1} µs of processor a story, {:.1} µs to parse and store it alone, {:.2} times; memory {} MB",
        used.processor.as_secs_f64() * 1e6 / stories as f64,
        alone.as_secs_f64() * 1e6 / stories as f64,
        used.processor.as_secs_f64() / alone.as_secs_f64(),
        used.memory >> 10,
    );
}

/// The processor's time for parsing and storing the same documents on one thread.
fn alone(feeds: usize) -> Duration {
    let directory = tempfile::tempdir().unwrap();
    let mut store = Store::open(&directory.path().join("library.db")).unwrap();
    let ids: Vec<FeedId> = (0..feeds)
        .map(|feed| library::subscribe(&mut store, feed))
        .collect();
    let documents: Vec<String> = (0..feeds).map(|feed| document(feed, 0, PER_FEED)).collect();
    let fetched = Fetched {
        now: at(10_000_000),
        ..Fetched::default()
    };
    let before = own_processor();
    for (ids, documents) in ids.chunks(4).zip(documents.chunks(4)) {
        let parsed: Vec<_> = documents
            .iter()
            .map(|document| kabar::feed::parse(document.as_bytes(), None, None).unwrap())
            .collect();
        let merges: Vec<_> = ids
            .iter()
            .zip(&parsed)
            .map(|(id, parsed)| library::merge(*id, &parsed.channel, &parsed.entries, &fetched))
            .collect();
        store.merge_many(&merges).unwrap();
    }
    own_processor().saturating_sub(before)
}

/// A library in which every feed has been fetched once.
fn make(path: &Path, port: u16, feeds: usize) {
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
}

struct Used {
    wall: Duration,
    processor: Duration,
    /// Kilobytes.
    memory: u64,
    longest: Duration,
    usual: Duration,
}

/// Runs `kabar refresh` so many seconds later and watches it: no feed is asked again within five minutes.
fn refresh(directory: &Path, path: &Path, later: u32) -> Used {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_kabar"))
        .args(["refresh", "--feeds-only", "--data-dir"])
        .arg(directory)
        .arg("--log")
        .arg(directory.join("log"))
        .env("KABAR_LOG", "kabar::store=debug")
        .env("KABAR_CONFIG_DIR", directory)
        .env("KABAR_CLOCK_OFFSET", later.to_string())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let is_over = AtomicBool::new(false);
    let (mut memory, mut processor) = (0, Duration::ZERO);
    let mut held = thread::scope(|scope| {
        let watch = scope.spawn(|| hold_times(path, &is_over));
        while child.try_wait().unwrap().is_none() {
            if let Some(seen) = peak(child.id()) {
                memory = seen;
            }
            if let Some(seen) = processor_of(&format!("/proc/{}/stat", child.id())) {
                processor = seen;
            }
            thread::sleep(Duration::from_millis(5));
        }
        is_over.store(true, Ordering::Relaxed);
        watch.join().unwrap()
    });
    held.sort_unstable();
    Used {
        wall: start.elapsed(),
        processor,
        memory,
        longest: held.last().copied().unwrap_or_default(),
        usual: held.get(held.len() * 99 / 100).copied().unwrap_or_default(),
    }
}

/// For how long at a stretch nobody else could write.
fn hold_times(path: &Path, is_over: &AtomicBool) -> Vec<Duration> {
    let connection = Connection::open(path).unwrap();
    connection.busy_timeout(Duration::ZERO).unwrap();
    let mut held = Vec::new();
    let mut since: Option<Instant> = None;
    while !is_over.load(Ordering::Relaxed) {
        if connection
            .execute_batch("BEGIN IMMEDIATE; ROLLBACK")
            .is_ok()
        {
            held.extend(since.take().map(|since| since.elapsed()));
        } else {
            since.get_or_insert_with(Instant::now);
        }
        thread::sleep(Duration::from_micros(300));
    }
    held
}

/// The most memory a process ever had, in kilobytes.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn own_processor() -> Duration {
    processor_of("/proc/self/stat").unwrap()
}

/// The processor's time of a process, from the 14th and 15th field of its `stat`.
fn processor_of(stat: &str) -> Option<Duration> {
    let stat = fs::read_to_string(stat).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    let fields: Vec<u64> = rest
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse().ok())
        .collect();
    let ticks: u64 = fields.iter().sum();
    (fields.len() == 2).then(|| Duration::from_millis(ticks * 10))
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
fn document(feed: usize, from: usize, to: usize) -> String {
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

/// A server: of `/all/N` every story, of `/some/N` ten new ones where N ends in 0, and else nothing new.
fn serve() -> u16 {
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
    let feed: usize = path.rsplit('/').next().unwrap().parse().unwrap_or(0);
    let (body, etag) = match validator {
        _ if path.starts_with("/all/") => (document(feed, 0, PER_FEED), "\"a\""),
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
