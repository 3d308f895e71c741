//! Settings of a feed, changed by name.

use jiff::Timestamp;
use kabar::model::feed::{FeedId, Health};
use kabar::store::Store;
use kabar::store::schedule::{Failed, Fetched};
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

#[test]
fn a_library_may_hold_name_and_password_in_an_address() {
    let with_login = "https://ani:lama@a.example/rss";
    // As libraries of before hold them.
    let old = |settings: &[(&str, &str)]| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path).unwrap();
        let (feed, _) = store
            .add_feed("https://a.example/rss", None, None, now())
            .unwrap();
        if !settings.is_empty() {
            store.set(feed, settings, now()).unwrap();
        }
        drop(store);
        let raw = rusqlite::Connection::open(&path).unwrap();
        raw.execute("UPDATE feed SET url = ?1", [with_login])
            .unwrap();
        drop(raw);
        (Store::open(&path).unwrap(), feed, folder)
    };
    let logins = |store: &Store, feed| {
        let task = store.plan(Some(&[feed])).unwrap().pop().unwrap();
        let record = store.record(feed, now()).unwrap().unwrap();
        assert_eq!(record.wishes, task.wishes);
        (task.url, task.wishes.login, task.wishes.password)
    };
    let some = |text: &str| Some(text.to_owned());
    let (mut store, feed, _folder) = old(&[]);
    let expected = (with_login.to_owned(), some("ani"), some("lama"));
    assert_eq!(logins(&store, feed), expected);
    assert_eq!(store.feed_at(with_login).unwrap(), Some(feed));
    assert_eq!(
        store.add_feed(with_login, None, None, now()).unwrap(),
        (feed, false)
    );
    // Another name is another feed.
    let (other, is_new) = store
        .add_feed("https://budi:kunci@a.example/rss", None, None, now())
        .unwrap();
    assert!(is_new && other != feed);
    store.remove_feed(other, now()).unwrap();
    let bare = "https://a.example/rss".to_owned();
    for (changes, login, password) in [
        (&[("password", "baru")][..], some("ani"), some("baru")),
        (&[("login", "budi"), ("password", "")], some("budi"), None),
        (&[("address", &*bare)], some("ani"), some("lama")),
        (
            &[("title", "Lain"), ("keep", "7")],
            some("ani"),
            some("lama"),
        ),
    ] {
        let (mut store, feed, _folder) = old(&[]);
        store.set(feed, changes, now()).unwrap();
        assert_eq!(logins(&store, feed), (bare.clone(), login, password));
    }
    let (store, feed, _folder) = old(&[("login", "budi"), ("password_cmd", "pass show")]);
    assert_eq!(
        logins(&store, feed),
        (with_login.to_owned(), some("budi"), None)
    );
    // Moved, it takes them along on its own server only.
    for (to, is_told) in [
        ("https://ani:lama@a.example/new", true),
        ("https://c.example/", false),
    ] {
        let (mut store, feed, _folder) = old(&[]);
        let fetched = Fetched {
            now: now(),
            moved: Some(to.to_owned()),
            ..Fetched::default()
        };
        store.unchanged(&[(feed, fetched)]).unwrap();
        let task = store.plan(Some(&[feed])).unwrap().pop().unwrap();
        assert!(!task.url.contains("lama") && task.wishes.password == some("lama"));
        assert_eq!(task.wishes.are_for(&task.url), is_told, "{to}");
        sound(&mut store);
    }
}
