//! What a reader waits for in a large library: the start, the first rows of lists, the feeds with their numbers, searches,
//! and how long others wait while something is removed or indexed.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use kabar::model::query::{Filter, Order, Query, Scope};
use kabar::store::Store;

use crate::library::{at, word};

/// Rows of a window.
const WINDOW: usize = 60;
/// How many stories are indexed at once, as the panes do it.
const INDEXED: usize = 20;

/// Prints how long each takes.
pub fn read(path: &Path, is_searched: bool) {
    told("open", || drop(Store::open(path).unwrap().leave()));
    let mut store = Store::open(path).unwrap();
    let feeds = store.feeds().unwrap();
    told("feeds with their numbers", || drop(store.feeds().unwrap()));
    told("counts", || {
        black_box(store.counts().unwrap());
    });
    let middle = feeds[feeds.len() / 2].id;
    for (name, scope, filter) in [
        ("all", Scope::All, Filter::All),
        ("unread", Scope::All, Filter::Unread),
        ("bookmarked", Scope::All, Filter::Bookmarked),
        ("offline", Scope::All, Filter::Offline),
        ("one feed", Scope::Feed(middle), Filter::All),
    ] {
        let query = Query {
            scope,
            filter,
            ..Query::default()
        };
        told(&format!("first rows, {name}"), || first(&store, &query));
    }
    told("every id", || {
        drop(store.list(&Query::default(), None).unwrap());
    });
    told("remove a feed", || {
        store.remove_feed(middle, at(10_000_000)).unwrap();
        store.restore_feed(middle).unwrap();
    });
    if is_searched {
        search(&mut store);
    }
}

/// Indexes everything, and searches it.
fn search(store: &mut Store) {
    let began = Instant::now();
    let (mut longest, mut done) = (Duration::ZERO, 0);
    loop {
        let start = Instant::now();
        let left = store.index_some(INDEXED).unwrap();
        longest = longest.max(start.elapsed());
        done += INDEXED;
        if left == 0 {
            break;
        }
    }
    println!(
        "  indexed {done} stories in {:.0} s, {INDEXED} of them in {:.1} ms at most",
        began.elapsed().as_secs_f64(),
        longest.as_secs_f64() * 1e3
    );
    for (name, words, order) in [
        ("a common word", word(20), Order::Newest),
        ("a rare word", word(5_000), Order::Newest),
        (
            "two words",
            format!("{} {}", word(50), word(900)),
            Order::Newest,
        ),
        ("the best for a word", word(900), Order::Best),
    ] {
        let query = Query {
            words,
            order,
            ..Query::default()
        };
        told(&format!("search, {name}"), || first(store, &query));
    }
}

fn first(store: &Store, query: &Query) {
    let ids = store.list(query, Some(WINDOW)).unwrap();
    black_box(store.headlines(&ids).unwrap());
}

/// Prints the middle of nine times, and the longest.
fn told(name: &str, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "  {name}: {:.2} ms, {:.2} ms at most",
        times[4].as_secs_f64() * 1e3,
        times[8].as_secs_f64() * 1e3
    );
}
