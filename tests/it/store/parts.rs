//! A large document stored in parts is stored as if it were whole.

use kabar::model::feed::{Channel, Entry, FeedId};
use kabar::store::Store;
use kabar::store::merge::{Merge, Merged, Part};
use kabar::store::schedule::Fetched;

use crate::store::{all, at, sound};

fn entries() -> Vec<Entry> {
    (0..50)
        .map(|number| Entry {
            id: Some(format!("id {number}")),
            title: format!("Story {number}"),
            published: Some(at(100_000 - number)),
            ..Entry::default()
        })
        .collect()
}

fn merge(store: &mut Store, feed: FeedId, entries: &[Entry], part: Part) -> Merged {
    let fetched = Fetched {
        now: at(200_000),
        etag: Some("\"1\"".to_owned()),
        ..Fetched::default()
    };
    let merge = Merge {
        feed,
        channel: &Channel::default(),
        entries,
        fetched: &fetched,
        part,
    };
    store.merge_many(&[merge]).unwrap().pop().unwrap()
}

#[test]
fn parts_make_the_same_library_as_the_whole() {
    let make = || {
        let mut store = Store::in_memory().unwrap();
        let url = "https://a.example/";
        let (feed, _) = store.add_feed(url, None, None, at(0)).unwrap();
        (store, feed)
    };
    let entries = entries();
    let (mut whole, feed) = make();
    let once = merge(&mut whole, feed, &entries, Part::Whole);
    let (mut parts, _) = make();
    let mut told = Merged::default();
    for (range, part) in [
        (35..50, Part::Some),
        (10..35, Part::Some),
        (0..10, Part::Last),
    ] {
        let etag = parts.plan(Some(&[feed])).unwrap().pop().unwrap().etag;
        assert_eq!(etag, None, "what was fetched is noted at the end");
        told.add(merge(&mut parts, feed, &entries[range], part));
    }
    assert_eq!((told.new.len(), told.unread), (once.new.len(), once.unread));
    let rows = |store: &Store| {
        let rows = store.headlines(&all(store)).unwrap();
        rows.into_iter()
            .map(|row| (row.id, row.title))
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(&whole), rows(&parts));
    assert_eq!(whole.counts().unwrap(), parts.counts().unwrap());
    assert_eq!(whole.plan(None).unwrap(), parts.plan(None).unwrap());
    for part in [Part::Some, Part::Last] {
        assert_eq!(merge(&mut parts, feed, &entries, part), Merged::default());
    }
    sound(&mut parts);
}
