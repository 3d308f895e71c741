//! Which stories are ready: to be read in full without a network.

use std::path::Path;

use kabar::assets;
use kabar::model::article::{ArticleId, TextSource};
use kabar::model::feed::{Entry, FeedId};
use kabar::model::query::Filter;
use kabar::store::Store;
use kabar::store::bodies::NewBody;
use tempfile::TempDir;

use crate::store::{at, document, entry, merge, of_feed, page, query, sound, subscribe};

/// Carried whole, in three sentences of one paragraph, in one sentence, without an address, and without a text.
const KINDS: [&str; 5] = ["whole", "long", "short", "without a page", "nothing"];

fn kinds() -> Vec<Entry> {
    let text = |length: usize| format!("<p>{}</p>", "Sungai naik lagi malam ini. ".repeat(length));
    let bodies = [
        Some(text(40).repeat(3)),
        Some(text(60)),
        Some(text(1)),
        Some(text(1)),
        None,
    ];
    let entries = (1..).zip(KINDS).zip(bodies);
    let entries = entries.map(|((number, kind), content_html)| Entry {
        title: kind.to_owned(),
        link: entry(number).link.filter(|_| kind != "without a page"),
        content_html,
        ..entry(number)
    });
    entries.collect()
}

/// The titles of what is ready, by every way to ask.
fn ready(store: &mut Store, feed: FeedId) -> Vec<String> {
    sound(store);
    let filter = query(Filter::Offline);
    let ids = store.list(&filter, None).unwrap();
    let of_feed = kabar::model::query::Query {
        filter: Filter::Offline,
        ..of_feed(feed)
    };
    assert_eq!(store.list(&of_feed, None).unwrap(), ids);
    assert_eq!(store.counts().unwrap().offline as usize, ids.len());
    let all = store.list(&query(Filter::All), None).unwrap();
    let rows = store.headlines(&all).unwrap();
    let rows = rows.into_iter().filter(|row| row.ready);
    let rows = rows.inspect(|row| assert!(row.minutes > 0, "{row:?}"));
    let mut rows: Vec<(ArticleId, String)> = rows.map(|row| (row.id, row.title)).collect();
    assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), ids);
    rows.sort();
    rows.into_iter().map(|row| row.1).collect()
}

/// As the feed that wants it so had it from the start, and as one that is told later.
#[test]
fn a_story_is_ready_when_its_feed_carries_what_there_is_to_read() {
    for (mode, expected) in [
        ("auto", &["whole", "without a page"][..]),
        ("always", &["without a page"]),
        ("short", &["whole", "long", "without a page"]),
        ("never", &["whole", "long", "short", "without a page"]),
    ] {
        for is_late in [false, true] {
            let mut store = Store::in_memory().unwrap();
            let feed = subscribe(&mut store, "a");
            let wish = |store: &mut Store, mode| {
                store.set(feed, &[("full_text", mode)], at(10)).unwrap();
            };
            if !is_late {
                wish(&mut store, mode);
            }
            let merged = merge(&mut store, feed, &kinds(), 1000);
            if is_late {
                for mode in ["never", "always", mode] {
                    wish(&mut store, mode);
                }
            } else {
                assert_eq!(merged.ready as usize, expected.len(), "{mode}");
            }
            assert_eq!(ready(&mut store, feed), expected, "{mode} {is_late}");
            // And no page is fetched of what is ready.
            let wanted = store.wanting_bodies(10, at(2000), None, &[]).unwrap();
            let of_text = usize::from(mode != "never");
            assert_eq!(wanted.len(), 4 + of_text - expected.len(), "{mode}");
        }
    }
}

#[test]
fn the_minutes_of_what_its_feed_carries_whole_are_known_unread() {
    let mut store = Store::in_memory().unwrap();
    let feed = subscribe(&mut store, "a");
    let mut served = kinds();
    let ids = merge(&mut store, feed, &served, 1000).new;
    let minutes = |store: &Store| {
        let mut rows = store.headlines(&ids).unwrap();
        rows.sort_by_key(|row| KINDS.iter().position(|kind| *kind == row.title));
        rows.iter().map(|row| row.minutes).collect::<Vec<_>>()
    };
    assert_eq!(minutes(&store), [3, 0, 0, 1, 0], "others wait for a page");
    served[0].content_html = served[0].content_html.as_ref().map(|html| html.repeat(2));
    merge(&mut store, feed, &served, 2000);
    assert_eq!(minutes(&store), [6, 0, 0, 1, 0]);
    store.set(feed, &[("full_text", "never")], at(1)).unwrap();
    assert_eq!(minutes(&store), [6, 2, 1, 1, 0]);
}

#[test]
fn a_story_is_ready_with_its_page_and_not_when_that_was_given_up() {
    let mut store = Store::in_memory().unwrap();
    let feed = subscribe(&mut store, "a");
    let ids = merge(&mut store, feed, &kinds(), 1000).new;
    let id = |store: &Store, title: &str| {
        let rows = store.headlines(&ids).unwrap();
        rows.into_iter().find(|row| row.title == title).unwrap().id
    };
    let (long, short) = (id(&store, "long"), id(&store, "short"));
    store.set_body(long, &page("Isi"), at(1100)).unwrap();
    let usual = ["whole", "long", "without a page"];
    assert_eq!(ready(&mut store, feed), usual);
    for hour in 1..=3 {
        store.body_failed(short, "404", at(hour * 90_000)).unwrap();
        assert_eq!(ready(&mut store, feed), usual);
    }
    // Reading what the feed carries makes neither whole, nor does it forget why there is no page.
    for title in ["short", "whole"] {
        let body = NewBody::of(document("Isi"), TextSource::Feed);
        let id = id(&store, title);
        store.set_body(id, &body, at(400_000)).unwrap();
    }
    assert_eq!(ready(&mut store, feed), usual);
    let kept = store.article(short).unwrap().unwrap();
    assert_eq!(kept.facts.body_error.as_deref(), Some("404"));
    let wanted = store.wanting_bodies(10, at(900_000), None, &[]).unwrap();
    assert_eq!(wanted.len(), 1, "only the one without a text: {wanted:?}");
    // Who wants no page any more has all there is; who wants one again gets a new attempt.
    store.set(feed, &[("full_text", "never")], at(1)).unwrap();
    assert_eq!(
        ready(&mut store, feed),
        ["whole", "long", "short", "without a page"]
    );
    store.set(feed, &[("full_text", "auto")], at(1)).unwrap();
    assert!(!ready(&mut store, feed).contains(&"short".to_owned()));
    let wanted = store.wanting_bodies(10, at(900_000), None, &[]).unwrap();
    assert!(wanted.iter().any(|(id, _)| *id == short));
    // A removed feed takes its stories along, and brings them back.
    store.remove_feed(feed, at(5000)).unwrap();
    assert_eq!(store.counts().unwrap().offline, 0);
    sound(&mut store);
    store.restore_feed(feed).unwrap();
    assert!(!ready(&mut store, feed).is_empty());
}

#[test]
fn a_story_that_its_feed_writes_whole_later_is_ready_then() {
    let mut store = Store::in_memory().unwrap();
    let feed = subscribe(&mut store, "a");
    let mut served = kinds();
    let ids = merge(&mut store, feed, &served, 1000).new;
    let rows = store.headlines(&ids).unwrap();
    let short = rows.iter().find(|row| row.title == "short").unwrap().id;
    for hour in 1..=3 {
        store.body_failed(short, "404", at(hour * 90_000)).unwrap();
    }
    served[2].content_html = served[0].content_html.clone();
    merge(&mut store, feed, &served, 400_000);
    assert_eq!(
        ready(&mut store, feed),
        ["whole", "short", "without a page"]
    );
    // And no longer when it is cut down again.
    served[2].content_html = Some("<p>Ringkasan.</p>".to_owned());
    merge(&mut store, feed, &served, 500_000);
    assert_eq!(ready(&mut store, feed), ["whole", "without a page"]);
}

/// Three carried whole, three with their pages, two without any, and two whose pages were given up.
#[test]
fn an_earlier_library_knows_what_is_ready_when_it_is_opened() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("kabar.db");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/store/schema-6.db");
    std::fs::copy(data, &path).unwrap();
    assert!(assets::SCHEMA.len() > 6);
    let mut store = Store::open(&path).unwrap();
    sound(&mut store);
    let ids = store.list(&query(Filter::Offline), None).unwrap();
    let rows = store.headlines(&ids).unwrap();
    let of = |feed: &str| rows.iter().filter(|row| row.feed_title == feed).count();
    assert_eq!(
        ["Utuh", "Pendek", "Tanpa", "Mati"].map(of),
        [3, 3, 2, 0],
        "{rows:?}"
    );
    assert_eq!(store.counts().unwrap().offline, 8);
}

#[test]
fn a_saved_page_is_ready() {
    let mut store = Store::in_memory().unwrap();
    let body = NewBody {
        title: Some("Perahu".to_owned()),
        ..page("Isi")
    };
    let saved = kabar::store::saved::NewPage {
        url: "https://b.example/perahu".to_owned(),
        site: None,
        body,
    };
    store.save_page(&saved, at(10)).unwrap();
    assert_eq!(store.counts().unwrap().offline, 1);
    sound(&mut store);
}
