//! Lists and their order.

use kabar::document::Document;
use kabar::model::article::{ArticleId, Mark, TextSource};
use kabar::model::download::Stage;
use kabar::model::query::{Filter, Order, Query, Scope};
use kabar::store::bodies::NewBody;

use crate::store::{at, entries, library, merge, page, subscribe};

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn every_scope_filter_and_order_shows_what_it_says() {
    let (mut store, feed, _) = library(0);
    let other = subscribe(&mut store, "b");
    let news = store.folder(&["News".into()]).unwrap();
    let inner = store.folder(&["News".into(), "Inner".into()]).unwrap();
    store.move_feed(other, Some(inner)).unwrap();
    // Odd ones in one feed, even ones in the other.
    merge(&mut store, feed, &entries([1, 3, 5, 7, 9]), 100);
    merge(&mut store, other, &entries([2, 4, 6, 8]), 100);
    let ids = store.list(&Query::default(), None).unwrap();
    let of = |number: usize| ids[9 - number];
    store
        .mark(&[of(9), of(6), of(3)], Mark::Read, at(200))
        .unwrap();
    store
        .mark(&[of(8), of(3)], Mark::Bookmark, at(200))
        .unwrap();
    for number in [7, 4] {
        store.set_body(of(number), &page("x"), at(200)).unwrap();
    }
    let (one, inside) = (Scope::Feed(feed), Scope::Folder(news));
    let table = [
        (Scope::All, Filter::All, vec![9, 8, 7, 6, 5, 4, 3, 2, 1]),
        (Scope::All, Filter::Unread, vec![8, 7, 5, 4, 2, 1]),
        (Scope::All, Filter::Read, vec![9, 6, 3]),
        (Scope::All, Filter::Bookmarked, vec![8, 3]),
        (Scope::All, Filter::Offline, vec![7, 4]),
        (one, Filter::All, vec![9, 7, 5, 3, 1]),
        (one, Filter::Unread, vec![7, 5, 1]),
        (one, Filter::Read, vec![9, 3]),
        (one, Filter::Bookmarked, vec![3]),
        (one, Filter::Offline, vec![7]),
        (inside, Filter::All, vec![8, 6, 4, 2]),
        (inside, Filter::Unread, vec![8, 4, 2]),
        (inside, Filter::Bookmarked, vec![8]),
        (inside, Filter::Offline, vec![4]),
    ];
    for (scope, filter, expected) in table {
        for words in ["", "story"] {
            for since in [None, Some(4)] {
                let mut expected = expected.clone();
                expected.retain(|number| since.is_none_or(|since| *number >= since as usize));
                let mut query = Query {
                    scope,
                    filter,
                    since: since.map(at),
                    words: words.to_owned(),
                    ..Query::default()
                };
                let mut wanted: Vec<_> = expected.iter().map(|number| of(*number)).collect();
                assert_eq!(store.list(&query, None).unwrap(), wanted, "{query:?}");
                let two = store.list(&query, Some(2)).unwrap();
                assert_eq!(two, wanted[..wanted.len().min(2)], "two of {query:?}");
                wanted.reverse();
                query.order = Order::Oldest;
                assert_eq!(store.list(&query, None).unwrap(), wanted, "{query:?}");
                query.order = Order::Best;
                assert_eq!(
                    store.list(&query, None).unwrap().len(),
                    wanted.len(),
                    "{query:?}"
                );
            }
        }
    }
}

#[test]
fn folders_are_found_or_made_and_need_a_name() {
    let (mut store, _, _) = library(0);
    let path = ["News".to_owned(), " Local ".to_owned()];
    let made = store.folder(&path).unwrap();
    assert_eq!(store.folder(&path).unwrap(), made);
    assert_ne!(store.folder(&path[1..]).unwrap(), made);
    assert_eq!(store.folders().unwrap().len(), 3);
    assert_eq!(
        store.folder(&[]).unwrap_err().to_string(),
        "a folder needs a name"
    );
}

#[test]
fn downloads_are_those_that_wait_failed_and_came() {
    let (mut store, _, ids) = library(4);
    let page = NewBody::of(Document::default(), TextSource::Page);
    store.set_body(ids[0], &page, at(10)).unwrap();
    store.body_failed(ids[1], "timed out", at(20)).unwrap();
    for hours in 0..3 {
        store
            .body_failed(ids[2], "404 not found", at(hours * 36_000))
            .unwrap();
    }
    let told = store.downloads().unwrap();
    let stage = |id: ArticleId| {
        let found = told.iter().filter(|one| one.headline.id == id);
        let stages: Vec<&Stage> = found.map(|one| &one.stage).collect();
        assert_eq!(stages.len(), 1);
        stages[0].clone()
    };
    assert!(matches!(stage(ids[0]), Stage::Came { bytes } if bytes > 0));
    let failed = |cause: &str, retry| Stage::Failed {
        cause: cause.to_owned(),
        retry,
    };
    assert_eq!(stage(ids[1]), failed("timed out", Some(at(3_620))));
    assert_eq!(stage(ids[2]), failed("404 not found", None));
    assert_eq!(stage(ids[3]), Stage::Waiting);
}

#[test]
fn a_whole_list_is_held_in_no_more_room_than_its_numbers_take() {
    let (store, _, _) = library(1_000);
    for order in [Order::Newest, Order::Oldest] {
        let query = Query {
            order,
            ..Query::default()
        };
        let ids = store.list(&query, None).unwrap();
        assert_eq!(ids.len(), 1_000);
        assert!(ids.capacity() < 1_100, "{}", ids.capacity());
    }
}

#[test]
fn feeds_and_folders_stand_by_name_with_their_numbers_as_numbers() {
    let (mut store, ..) = library(0);
    for name in ["Feed 10", "feed 2", "Feed 1"] {
        let url = format!("https://{}.example/", name.replace(' ', "-"));
        store.add_feed(&url, Some(name), None, at(0)).unwrap();
        store.folder(&[name.to_owned()]).unwrap();
    }
    let in_order = ["Feed 1", "feed 2", "Feed 10"];
    let names = |names: Vec<String>| {
        let names = names.into_iter();
        names
            .filter(|name| in_order.contains(&name.as_str()))
            .collect::<Vec<_>>()
    };
    let feeds = store.feeds().unwrap();
    assert_eq!(
        names(feeds.iter().map(|feed| feed.title.clone()).collect()),
        in_order
    );
    let folders = store.folders().unwrap();
    assert_eq!(
        names(folders.into_iter().map(|folder| folder.name).collect()),
        in_order
    );
    for (second, name) in in_order.iter().enumerate() {
        let feed = feeds.iter().find(|feed| feed.title == *name).unwrap().id;
        let second = i64::try_from(second).unwrap();
        merge(&mut store, feed, &entries([second]), 100);
    }
    let by_feed = Query {
        order: Order::Feed,
        ..Query::default()
    };
    let ids = store.list(&by_feed, None).unwrap();
    let rows = store.headlines(&ids).unwrap();
    let titles = ids.iter().map(|id| {
        let row = rows.iter().find(|row| row.id == *id).unwrap();
        row.feed_title.clone()
    });
    assert_eq!(titles.collect::<Vec<_>>(), in_order);
}
