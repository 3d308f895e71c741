//! Which entry is which story.

use kabar::model::feed::{Channel, Entry};
use kabar::model::query::{Filter, Query};

use crate::store::{
    all, at, entries, entry, fetched, library, merge, query, read, subscribe, titles,
};

/// An entry made of its parts; empty ones are left out.
fn told(id: &str, link: &str, title: &str, body: &str) -> Entry {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Entry {
        id: some(id),
        link: some(link),
        title: title.to_owned(),
        content_html: some(body),
        published: Some(at(5)),
        ..Entry::default()
    }
}

const A: &str = "https://a.example/x";

/// What a feed serves first and then, and how many stories are new and changed the second time.
type Row = (&'static str, Vec<Entry>, Vec<Entry>, usize, u32);

#[allow(clippy::too_many_lines, reason = "a table")]
fn table() -> Vec<Row> {
    let one = |id, link, title, body| vec![told(id, link, title, body)];
    vec![
        (
            "the same",
            one("1", A, "T", "b"),
            one("1", A, "T", "b"),
            0,
            0,
        ),
        (
            "a new title",
            one("1", A, "T", "b"),
            one("1", A, "U", "b"),
            0,
            1,
        ),
        (
            "another guid and link",
            one("1", A, "T", "b"),
            one("2", "https://a.example/y", "U", "c"),
            1,
            0,
        ),
        (
            "a new guid, the same link",
            one("1", A, "T", "b"),
            one("2", A, "U", "c"),
            0,
            1,
        ),
        (
            "a new guid, the link with tracking, https and a slash",
            one("1", "http://a.example/x", "T", "b"),
            one(
                "2",
                "https://a.example/x/?utm_source=rss&fbclid=7",
                "T",
                "b",
            ),
            0,
            1,
        ),
        (
            "a new guid and link, the same text",
            one("1", A, "T", "b"),
            one("2", "https://a.example/y", "T", "b"),
            0,
            1,
        ),
        (
            "a new guid and link, the same title only",
            one("1", A, "T", ""),
            one("2", "https://a.example/y", "T", ""),
            1,
            0,
        ),
        (
            "no guid, the same link",
            one("", A, "T", "b"),
            one("", A, "U", "b"),
            0,
            1,
        ),
        (
            "a guid where there was none",
            one("", A, "T", "b"),
            one("1", A, "T", "b"),
            0,
            0,
        ),
        (
            "no guid, no link, the same title and date",
            one("", "", "T", ""),
            one("", "", "T", ""),
            0,
            0,
        ),
        (
            "no guid, no link, another title",
            one("", "", "T", ""),
            one("", "", "U", ""),
            1,
            0,
        ),
        (
            "two entries of one link are two stories",
            one("1", A, "T", "b"),
            vec![told("1", A, "T", "b"), told("2", A, "U", "c")],
            1,
            0,
        ),
        (
            "a link to the site names no story",
            one("1", "https://home.example/", "T", "b"),
            one("2", "https://home.example", "U", "c"),
            1,
            0,
        ),
        (
            "one guid for all",
            vec![
                told("x", A, "T", "b"),
                told("x", "https://a.example/y", "U", "c"),
            ],
            vec![
                told("x", "https://a.example/y", "U", "c"),
                told("x", "https://a.example/z", "V", "d"),
            ],
            1,
            0,
        ),
        (
            "one link for all, without guids",
            vec![told("", A, "T", "b"), told("", A, "U", "c")],
            vec![told("", A, "U", "c"), told("", A, "V", "d")],
            1,
            0,
        ),
        (
            "a document that tells everything twice",
            vec![told("1", A, "T", "b"), told("1", A, "T", "b")],
            vec![told("1", A, "T", "b"), told("2", A, "T", "b")],
            0,
            0,
        ),
    ]
}

#[test]
fn an_entry_is_known_by_guid_else_link_else_text() {
    for (name, first, then, new, updated) in table() {
        let mut store = kabar::store::Store::in_memory().unwrap();
        let feed = subscribe(&mut store, "a");
        let channel = Channel {
            link: Some("https://home.example/".to_owned()),
            ..Channel::default()
        };
        store.merge(feed, &channel, &first, &fetched(10)).unwrap();
        let before = all(&store);
        read(&mut store, &before);
        let merged = store.merge(feed, &channel, &then, &fetched(20)).unwrap();
        assert_eq!((merged.new.len(), merged.updated), (new, updated), "{name}");
        let unread = store.list(&query(Filter::Unread), None).unwrap();
        assert_eq!(unread, merged.new, "{name}: what was read stays read");
        let again = store.merge(feed, &channel, &then, &fetched(30)).unwrap();
        assert_eq!((again.new.len(), again.updated), (0, 0), "{name}, again");
        crate::store::sound(&mut store);
    }
}

#[test]
fn the_ids_of_one_feed_never_touch_another() {
    let (mut store, _, _) = library(3);
    let other = subscribe(&mut store, "b");
    assert_eq!(merge(&mut store, other, &entries(1..=3), 20).new.len(), 3);
    assert_eq!(all(&store).len(), 6);
}

#[test]
fn dates_of_the_future_and_none_at_all_become_now() {
    let (mut store, feed, _) = library(0);
    let dated = |second: Option<i64>, number| Entry {
        published: second.map(at),
        ..entry(number)
    };
    let served = [dated(Some(9000), 1), dated(None, 2), dated(Some(5), 3)];
    merge(&mut store, feed, &served, 100);
    merge(&mut store, feed, &served, 200);
    let rows = store.headlines(&all(&store)).unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.title.as_str(), row.published))
        .collect();
    assert_eq!(
        told,
        [
            ("Story 1", at(100)),
            ("Story 2", at(100)),
            ("Story 3", at(5))
        ]
    );
}

#[test]
fn an_empty_answer_removes_nothing() {
    let (mut store, feed, ids) = library(3);
    assert_eq!(merge(&mut store, feed, &[], 20).new.len(), 0);
    assert_eq!(all(&store), ids);
    assert_eq!(merge(&mut store, feed, &entries(1..=3), 30).new.len(), 0);
}

#[test]
fn entries_without_a_title_are_called_by_their_first_words() {
    let (mut store, feed, _) = library(0);
    let served = [
        told("1", A, "", "<p>Just <b>words</b> &amp; more</p>"),
        told("2", "https://a.example/y", "", ""),
    ];
    merge(&mut store, feed, &served, 100);
    assert_eq!(
        titles(&store, &Query::default()),
        ["Just words & more", "https://a.example/y"]
    );
}

#[test]
fn excerpts_are_harmless() {
    let (mut store, feed, ids) = library(0);
    assert!(ids.is_empty());
    let served = [told(
        "1",
        A,
        "T",
        "<p>a&#x1b;[31mb\u{202e}c&#8238;d\u{7}</p>",
    )];
    merge(&mut store, feed, &served, 100);
    let row = &store.headlines(&all(&store)).unwrap()[0];
    assert!(
        !row.excerpt
            .chars()
            .any(|c| c.is_control() || c == '\u{202e}'),
        "{:?}",
        row.excerpt
    );
}

#[test]
fn a_column_that_says_the_same_each_day_is_another_story_each_day() {
    let hours = |hours: i64| Some(at(hours * 3600));
    let column = |id: &str, link: &str, published| Entry {
        published,
        ..told(id, link, "Weather", "Sun, then rain.")
    };
    let other = "https://a.example/y";
    for (name, entry, new) in [
        ("a day later", column("2", other, hours(24)), 1),
        ("thirteen hours later", column("2", other, hours(13)), 1),
        ("an hour later", column("2", other, hours(1)), 0),
        ("twelve hours later", column("2", other, hours(12)), 0),
        ("a day before", column("2", other, hours(-24)), 0),
        ("without a date", column("2", other, None), 0),
        ("at the same address", column("2", A, hours(24)), 0),
        ("under the same guid", column("1", other, hours(24)), 0),
    ] {
        let mut store = kabar::store::Store::in_memory().unwrap();
        let feed = subscribe(&mut store, "a");
        merge(&mut store, feed, &[column("1", A, hours(0))], 10);
        let day = 100_000;
        let merged = merge(&mut store, feed, std::slice::from_ref(&entry), day);
        assert_eq!(merged.new.len(), new, "{name}");
        let again = merge(&mut store, feed, &[entry], day + 10);
        assert_eq!(again.new.len(), 0, "{name}, again");
    }
}
