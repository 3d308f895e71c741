//! Tags, and stories that tell the same.

use kabar::model::article::ArticleId;
use kabar::model::feed::Entry;
use kabar::model::query::{Filter, Order, Query};
use kabar::model::tag::Tagged;
use kabar::store::Store;
use kabar::store::alike::Titles;
use kabar::store::retention::Retention;

use crate::store::{DAY, all, at, entry, library, merge, of_feed, read, sound, subscribe};

fn tagged(id: ArticleId, name: &str) -> Vec<Tagged> {
    vec![(id, name.to_owned())]
}

#[test]
fn tags_come_and_go_and_only_what_changed_is_told() {
    let (mut store, _, ids) = library(3);
    let both = [tagged(ids[0], "laut"), tagged(ids[1], "laut")].concat();
    let changed = store.tag(&both, &tagged(ids[2], "laut"), at(0)).unwrap();
    assert_eq!((changed.added, changed.removed), (both.clone(), vec![]));
    let changed = store.tag(&both, &[], at(0)).unwrap();
    assert_eq!((changed.added, changed.removed), (vec![], vec![]));
    // No story, no tag.
    let none = store.tag(&tagged(ArticleId(99), "x"), &[], at(0)).unwrap();
    assert_eq!(none.added, []);
    store.tag(&tagged(ids[0], "pasar"), &[], at(0)).unwrap();
    assert_eq!(
        store.tags().unwrap(),
        [("laut".to_owned(), 2), ("pasar".to_owned(), 1)]
    );
    assert_eq!(
        store.tags_of(&ids).unwrap(),
        [vec!["laut", "pasar"], vec!["laut"], vec![]]
    );
    assert_eq!(store.facts(&ids[..1]).unwrap()[0].tags, ["laut", "pasar"]);
    let changed = store.tag(&[], &tagged(ids[0], "laut"), at(0)).unwrap();
    assert_eq!(changed.removed, tagged(ids[0], "laut"));
    sound(&mut store);
}

#[test]
fn queries_find_tags_with_everything_else() {
    let (mut store, _, mut ids) = library(4);
    ids.sort_unstable();
    for (story, name) in [
        (0, "laut"),
        (1, "laut"),
        (2, "laut"),
        (1, "pasar"),
        (3, "pasar"),
    ] {
        store.tag(&tagged(ids[story], name), &[], at(0)).unwrap();
    }
    read(&mut store, &ids[2..3]);
    let query = |tags: &[&str]| Query {
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        ..Query::default()
    };
    let list = |query: &Query| store.list(query, None).unwrap();
    assert_eq!(list(&query(&["laut"])), [ids[2], ids[1], ids[0]]);
    assert_eq!(list(&query(&["laut", "pasar"])), [ids[1]]);
    assert_eq!(list(&query(&["nobody"])), []);
    let unread = Query {
        filter: Filter::Unread,
        ..query(&["laut"])
    };
    assert_eq!(list(&unread), [ids[1], ids[0]]);
    let oldest = Query {
        order: Order::Oldest,
        ..query(&["laut"])
    };
    assert_eq!(list(&oldest), [ids[0], ids[1], ids[2]]);
    let words = Query {
        words: "story 2".to_owned(),
        ..query(&["laut"])
    };
    assert_eq!(list(&words), [ids[1]]);
    assert_eq!(
        store.list(&query(&["laut"]), Some(2)).unwrap(),
        [ids[2], ids[1]]
    );
}

#[test]
fn a_tagged_story_stays_as_a_bookmarked_one_does() {
    let (mut store, feed, ids) = library(3);
    read(&mut store, &ids);
    store.tag(&tagged(ids[1], "simpan"), &[], at(0)).unwrap();
    for retention in [
        Retention {
            days: 1,
            ..Retention::default()
        },
        Retention {
            per_feed: 0,
            ..Retention::default()
        },
    ] {
        while store.retire(at(400 * DAY), &retention).unwrap() > 0 {}
        assert_eq!(all(&store), [ids[1]]);
    }
    // It stays when its feed goes, also after the thirty days.
    store.remove_feed(feed, at(400 * DAY)).unwrap();
    assert_eq!(all(&store), [ids[1]]);
    while store.retire(at(450 * DAY), &Retention::default()).unwrap() > 0 {}
    assert_eq!(all(&store), [ids[1]]);
    assert_eq!(store.list(&of_feed(feed), None).unwrap(), []);
    sound(&mut store);
}

/// A library of stories with these titles, each of its own feed, hours apart as told.
fn told(stories: &[(&str, i64)]) -> (Store, Vec<ArticleId>) {
    let mut store = Store::in_memory().unwrap();
    let mut ids = Vec::new();
    for (number, (title, hours)) in stories.iter().enumerate() {
        let feed = subscribe(&mut store, &format!("f{number}"));
        let story = Entry {
            title: (*title).to_owned(),
            published: Some(at(hours * 3_600)),
            ..entry(number as i64)
        };
        ids.extend(merge(&mut store, feed, &[story], 40 * DAY).new);
    }
    (store, ids)
}

#[test]
fn the_same_story_is_known_by_its_words_and_its_days() {
    let (mut store, ids) = told(&[
        ("Gempa M 5,2 guncang Maluku, tidak berpotensi tsunami", 100),
        ("BMKG: gempa guncang Maluku pagi ini", 101),
        ("Maluku diguncang gempa magnitudo 5,2, warga tenang", 95),
        ("Gempa guncang Maluku tiga hari lalu", 20),
        ("Harga beras naik di Maluku", 100),
        ("Timnas menang di Jakarta", 100),
        ("Rupiah menguat, pasar tenang", 99),
        ("Panen garam dimulai di pesisir utara", 98),
    ]);
    let like = |id| Query {
        like: Some(id),
        ..Query::default()
    };
    assert_eq!(
        store.list(&like(ids[0]), None).unwrap(),
        [ids[1], ids[0], ids[2]]
    );
    // The number beside a story is what its list shows beside it, whatever was counted before.
    let mut titles = Titles::default();
    for asked in [&ids[..1], &ids[3..5], &ids[..], &ids[1..2]] {
        let mut counts = store.count_alike(asked, &mut titles).unwrap();
        counts.sort_unstable();
        let mut listed: Vec<(ArticleId, u32)> = asked
            .iter()
            .map(|id| (*id, store.list(&like(*id), None).unwrap().len() as u32 - 1))
            .collect();
        listed.sort_unstable();
        assert_eq!(counts, listed);
    }
    // What was told by a feed that goes is told there no more, until it comes back; the newest story stays the same.
    let gone = store.headlines(&ids[1..2]).unwrap()[0].feed.unwrap();
    let mut counted = |store: &Store| store.count_alike(&ids[..1], &mut titles).unwrap()[0].1;
    assert_eq!(counted(&store), 2);
    store.remove_feed(gone, at(101 * 3_600)).unwrap();
    assert_eq!(counted(&store), 1);
    store.restore_feed(gone).unwrap();
    assert_eq!(counted(&store), 2);
    assert_eq!(store.list(&like(ids[5]), None).unwrap(), [ids[5]]);
    assert_eq!(store.list(&like(ArticleId(99)), None).unwrap(), []);
    // Another of the same feed is not another who tells it.
    let feed = store.headlines(&ids[..1]).unwrap()[0].feed.unwrap();
    let again = Entry {
        title: "Gempa M 5,2 guncang Maluku, tidak berpotensi tsunami".to_owned(),
        published: Some(at(100 * 3_600)),
        ..entry(77)
    };
    let again = merge(&mut store, feed, &[again], 40 * DAY).new;
    let counts = store.count_alike(&again, &mut titles).unwrap();
    assert_eq!(counts, [(again[0], 2)]);
    assert_eq!(
        store.list(&like(ids[0]), None).unwrap(),
        [ids[1], ids[0], ids[2]]
    );
}
