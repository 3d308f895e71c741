//! What a library of 10,000 feeds and 1,000,000 stories costs: a refresh in which a tenth of the feeds has new stories
//! (time, processor, memory, how long anybody waits for the library), what the reader waits for in it, whether the cost
//! of a refresh grows with its stories and no faster, and what 100 and 1,000 new feeds take and take again when nothing
//! in them is new.
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
#[allow(dead_code, reason = "other benches use the rest")]
#[path = "support/process.rs"]
mod process;
#[path = "support/site.rs"]
mod site;
#[path = "support/waits.rs"]
mod waits;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use kabar::model::feed::FeedId;
use kabar::store::Store;
use kabar::store::schedule::Fetched;
use library::{PER_FEED, at};
use process::{own_processor, peak, processor_of};
use rusqlite::Connection;
use site::{NEW, document, make, serve};

fn main() {
    let feeds = std::env::var("KABAR_BENCH_FEEDS").ok();
    let feeds = feeds.and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let port = serve();
    large(port, feeds);
    for stories in [1_000, 10_000, 100_000] {
        linear(port, stories);
    }
    for (kind, feeds) in [("half", 100), ("half", 1_000), ("far", 1_000)] {
        new_and_again(port, kind, feeds);
    }
}

/// A refresh over a large library.
fn large(port: u16, feeds: usize) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("library.db");
    let start = Instant::now();
    drop(make(&path, port, feeds));
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

/// A refresh of new feeds, and one in which nothing is new.
fn new_and_again(port: u16, kind: &str, feeds: usize) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("library.db");
    let mut store = Store::open(&path).unwrap();
    for feed in 0..feeds {
        let url = format!("http://127.0.0.1:{port}/{kind}/{feed}");
        store.add_feed(&url, None, None, at(0)).unwrap();
    }
    drop(store);
    for (state, later) in [("new", 0), ("unchanged", 3_600)] {
        let used = refresh(directory.path(), &path, later);
        println!(
            "{feeds} {state} feeds ({kind}): {:.2} s, processor {:.2} s, memory {} MB",
            used.wall.as_secs_f64(),
            used.processor.as_secs_f64(),
            used.memory >> 10,
        );
    }
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
