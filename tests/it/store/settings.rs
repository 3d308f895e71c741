//! Settings of a feed, changed by name.

use jiff::Timestamp;
use kabar::model::feed::{FeedId, Health};
use kabar::store::Store;
use kabar::store::schedule::Failed;
use kabar::store::settings::Refused;

use crate::store::{at, sound};

fn now() -> Timestamp {
    at(5_000)
}

fn two() -> (Store, FeedId, FeedId) {
    let mut store = Store::in_memory().unwrap();
    let (one, _) = store
        .add_feed("https://a.example/rss", None, None, now())
        .unwrap();
    let (two, _) = store
        .add_feed("https://b.example/rss", None, None, now())
        .unwrap();
    (store, one, two)
}

#[test]
fn all_settings_are_changed_or_none() {
    let (mut store, one, _) = two();
    let changes = [
        ("title", "Lain"),
        ("folder", "Berita/Kota"),
        ("interval", "3"),
    ];
    let error = store.set(one, &changes, now()).unwrap_err();
    assert!(matches!(error, Refused::Wrong(_)), "{error}");
    assert_eq!(store.feeds().unwrap()[0].title, "a.example/rss");
    store
        .set(
            one,
            &[
                ("title", "Lain"),
                ("folder", "Berita/Kota"),
                ("muted", "yes"),
            ],
            now(),
        )
        .unwrap();
    for (key, value) in [
        ("title", "Lain"),
        ("folder", "Berita/Kota"),
        ("muted", "yes"),
        ("keep", ""),
    ] {
        assert_eq!(store.setting(one, key, now()).unwrap(), value, "{key}");
    }
    let feeds = store.feeds().unwrap();
    assert!(feeds.iter().any(|feed| feed.id == one && feed.muted));
    sound(&mut store);
}

#[test]
fn another_address_begins_anew() {
    let (mut store, one, two) = two();
    let failed = Failed {
        feed: one,
        now: now(),
        cause: "gone".to_owned(),
        retry: Some(at(9_000)),
        wait: Some(at(9_000)),
        retired: true,
        forgotten: false,
        lost: false,
    };
    store.failed(&[failed]).unwrap();
    for (address, words) in [
        (
            "https://b.example/rss",
            "another feed of yours has that address",
        ),
        (
            "ftp://a.example",
            "address takes an address that begins with http: or https:",
        ),
        (
            "https://",
            "address takes an address that begins with http: or https:",
        ),
    ] {
        let error = store.set(one, &[("address", address)], now()).unwrap_err();
        assert_eq!(error.to_string(), words);
    }
    // The address of a feed that was removed is free.
    store.remove_feed(two, now()).unwrap();
    store
        .set(one, &[("address", "https://b.example/rss")], now())
        .unwrap();
    let feed = store.feeds().unwrap().pop().unwrap();
    assert_eq!(
        (feed.url.as_str(), feed.title.as_str(), feed.health),
        ("https://b.example/rss", "b.example/rss", Health::Well)
    );
    let task = store.plan(Some(&[one])).unwrap().pop().unwrap();
    assert!(task.is_due(now()) && task.must_wait(now()).is_none());
    let record = store.record(one, now()).unwrap().unwrap();
    assert_eq!(record.moved_from.as_deref(), Some("https://a.example/rss"));
    sound(&mut store);
}
