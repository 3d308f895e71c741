//! Tests of the room `store`.

use jiff::Timestamp;
use kabar::model::article::Mark;
use kabar::model::feed::{Channel, Entry};
use kabar::model::query::{Filter, Query, Scope};
use kabar::store::Store;
use kabar::store::schedule::Fetched;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn fetched(second: i64) -> Fetched {
    Fetched {
        now: at(second),
        ..Fetched::default()
    }
}

fn entry(number: i64) -> Entry {
    Entry {
        id: Some(format!("guid-{number}")),
        title: format!("Story {number}"),
        link: Some(format!("https://a.example/story/{number}")),
        published: Some(at(number)),
        content_html: Some(format!("<p>The text of story {number}</p>")),
        ..Entry::default()
    }
}

#[test]
fn a_feed_is_merged_listed_and_marked() {
    let mut store = Store::in_memory().unwrap();
    let (feed, new) = store
        .add_feed("https://a.example/feed", None, None, at(0))
        .unwrap();
    assert!(new);
    let channel = Channel::default();
    let entries: Vec<Entry> = (1..=5).map(entry).collect();
    let merged = store.merge(feed, &channel, &entries, &fetched(10)).unwrap();
    assert_eq!(merged.new.len(), 5);
    let again = store.merge(feed, &channel, &entries, &fetched(20)).unwrap();
    assert_eq!((again.new.len(), again.updated), (0, 0));
    let ids = store.list(&Query::default(), None).unwrap();
    assert_eq!(ids, merged.new);
    let rows = store.headlines(&ids).unwrap();
    assert_eq!(rows[0].title, "Story 5");
    assert_eq!(rows[0].feed_title, "a.example");
    assert_eq!(rows[0].excerpt, "The text of story 5");
    assert_eq!(store.mark(&ids[..2], Mark::Read, at(30)).unwrap(), ids[..2]);
    assert!(
        store
            .mark(&ids[..2], Mark::Read, at(30))
            .unwrap()
            .is_empty()
    );
    let unread = Query {
        filter: Filter::Unread,
        scope: Scope::Feed(feed),
        ..Query::default()
    };
    assert_eq!(store.list(&unread, Some(2)).unwrap(), ids[2..4]);
    assert_eq!(store.counts().unwrap().unread, 3);
    assert_eq!(store.feeds().unwrap()[0].unread, 3);
    assert!(store.article(ids[0]).unwrap().is_some());
    assert_eq!(store.verify().unwrap(), Vec::<String>::new());
}
