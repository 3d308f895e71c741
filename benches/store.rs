//! What keeping costs: merging feeds, the first rows of lists, a mark, a search, the start.
//!
//! Two libraries are made in a temporary directory, of 10,000 and 100,000 stories with bodies of 5 kB, indexed; the
//! large one takes some minutes. `KABAR_BENCH_LARGE=0` leaves it out.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench may fail loudly"
)]

#[path = "support/library.rs"]
mod library;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kabar::model::article::Mark;
use kabar::model::feed::{Channel, Entry, FeedId};
use kabar::model::query::{Filter, Order, Query, Scope};
use kabar::store::Store;
use library::{at, fetched, word};

fn merge(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("merge");
    group.sample_size(10);
    let feeds: Vec<Vec<Entry>> = (0..100).map(|feed| library::entries(feed, 50, 0)).collect();
    let (channel, fetched) = (Channel::default(), fetched(10_000_000));
    let all = |store: &mut Store, ids: &[FeedId]| {
        for (ids, feeds) in ids.chunks(20).zip(feeds.chunks(20)) {
            let merges: Vec<_> = ids
                .iter()
                .zip(feeds)
                .map(|(id, entries)| library::merge(*id, &channel, entries, &fetched))
                .collect();
            black_box(store.merge_many(&merges).unwrap());
        }
    };
    group.throughput(Throughput::Elements(5_000));
    for known in [false, true] {
        let name = if known { "5000 known" } else { "5000 new" };
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|times| {
                let mut spent = Duration::ZERO;
                for _ in 0..times {
                    let directory = tempfile::tempdir().unwrap();
                    let mut store = Store::open(&directory.path().join("kabar.db")).unwrap();
                    let ids: Vec<FeedId> = (0..100)
                        .map(|feed| library::subscribe(&mut store, feed))
                        .collect();
                    if known {
                        all(&mut store, &ids);
                    }
                    let start = Instant::now();
                    all(&mut store, &ids);
                    spent += start.elapsed();
                }
                spent
            });
        });
    }
    group.finish();
}

fn read(criterion: &mut Criterion) {
    let with_large = std::env::var("KABAR_BENCH_LARGE").as_deref() != Ok("0");
    let sizes: &[usize] = if with_large {
        &[10_000, 100_000]
    } else {
        &[10_000]
    };
    for size in sizes {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("kabar.db");
        let mut store = library::make(&path, *size, 5_000);
        start(criterion, &path, *size);
        lists(criterion, &store, *size);
        searches(criterion, &store, *size);
        marks(criterion, &mut store, *size);
    }
}

fn start(criterion: &mut Criterion, path: &std::path::Path, size: usize) {
    criterion.bench_with_input(BenchmarkId::new("start", size), &size, |bencher, _| {
        bencher.iter(|| {
            let store = Store::open(path).unwrap();
            let ids = store.list(&Query::default(), Some(60)).unwrap();
            black_box(store.headlines(&ids).unwrap());
            black_box((
                store.feeds().unwrap(),
                store.folders().unwrap(),
                store.counts().unwrap(),
            ));
            store.leave().unwrap();
        });
    });
}

fn lists(criterion: &mut Criterion, store: &Store, size: usize) {
    let mut group = criterion.benchmark_group("list");
    let query = |scope, filter| Query {
        scope,
        filter,
        ..Query::default()
    };
    let table = [
        ("all", query(Scope::All, Filter::All)),
        ("unread", query(Scope::All, Filter::Unread)),
        ("offline", query(Scope::All, Filter::Offline)),
        ("feed", query(Scope::Feed(FeedId(7)), Filter::All)),
    ];
    for (name, query) in &table {
        group.bench_with_input(BenchmarkId::new(*name, size), query, |bencher, query| {
            bencher.iter(|| {
                let ids = store.list(query, Some(60)).unwrap();
                black_box(store.headlines(&ids).unwrap())
            });
        });
    }
    let (name, query) = &table[0];
    group.bench_with_input(
        BenchmarkId::new(format!("{name}, every id"), size),
        query,
        |bencher, query| bencher.iter(|| black_box(store.list(query, None).unwrap())),
    );
    group.finish();
}

fn searches(criterion: &mut Criterion, store: &Store, size: usize) {
    let mut group = criterion.benchmark_group("search");
    let query = |words: String, order| Query {
        words,
        order,
        ..Query::default()
    };
    let table = [
        ("a common word", query(word(20), Order::Newest)),
        ("a rare word", query(word(5_000), Order::Newest)),
        (
            "two words",
            query(format!("{} {}", word(50), word(900)), Order::Newest),
        ),
        (
            "a phrase",
            query(format!("\"{} {}\"", word(8), word(9)), Order::Newest),
        ),
        ("best", query(word(900), Order::Best)),
    ];
    for (name, query) in &table {
        group.bench_with_input(BenchmarkId::new(*name, size), query, |bencher, query| {
            bencher.iter(|| black_box(store.list(query, Some(60)).unwrap()));
        });
    }
    group.finish();
}

fn marks(criterion: &mut Criterion, store: &mut Store, size: usize) {
    let ids = store.list(&Query::default(), Some(1_000)).unwrap();
    let mut turn = 0;
    criterion.bench_with_input(BenchmarkId::new("mark", size), &size, |bencher, _| {
        bencher.iter(|| {
            let mark = if (turn / ids.len()).is_multiple_of(2) {
                Mark::Read
            } else {
                Mark::Unread
            };
            let id = ids[turn % ids.len()];
            turn += 1;
            black_box(store.mark(&[id], mark, at(0)).unwrap())
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(Duration::from_secs(3));
    targets = merge, read
}
criterion_main!(benches);
