//! What is kept, for how long, and what comes back.

use kabar::model::article::Mark;
use kabar::model::query::{Filter, Query};
use kabar::store::Store;
use kabar::store::retention::Retention;
use kabar::store::saved::NewPage;

use crate::store::{
    DAY, all, at, document, entries, index, library, merge, of_feed, page, query, read, sound,
    subscribe,
};

#[test]
fn only_what_is_read_unmarked_closed_and_old_is_removed() {
    let (mut store, _, ids) = library(6);
    read(&mut store, &ids[1..]);
    store.mark(&ids[1..2], Mark::Bookmark, at(2000)).unwrap();
    store
        .keep_position(
            ids[3],
            kabar::model::article::Position { block: 1, share: 0 },
        )
        .unwrap();
    let retention = Retention {
        open: vec![ids[2]],
        ..Retention::default()
    };
    assert_eq!(store.retire(at(59 * DAY), &retention).unwrap(), 0);
    assert_eq!(store.retire(at(61 * DAY), &retention).unwrap(), 3);
    assert_eq!(all(&store), ids[..3]);
    sound(&mut store);
    assert_eq!(store.retire(at(61 * DAY), &retention).unwrap(), 0);
}

#[test]
fn a_removed_story_does_not_come_back_while_its_feed_serves_it() {
    let (mut store, feed, ids) = library(3);
    read(&mut store, &ids);
    index(&mut store);
    assert_eq!(
        store.retire(at(61 * DAY), &Retention::default()).unwrap(),
        3
    );
    assert!(all(&store).is_empty());
    assert!(
        store
            .list(&crate::store::words("story"), None)
            .unwrap()
            .is_empty()
    );
    // Served on and on, once under a new guid, with an empty answer between.
    let mut served = entries(1..=3);
    served[0].id = Some("renewed".to_owned());
    for day in [61, 62, 100, 150, 200] {
        assert_eq!(
            merge(&mut store, feed, &served, day * DAY).new.len(),
            0,
            "day {day}"
        );
        merge(&mut store, feed, &[], day * DAY + 9);
    }
    // Not served for two months, then again: that is news.
    merge(&mut store, feed, &[], 270 * DAY);
    assert_eq!(merge(&mut store, feed, &served, 271 * DAY).new.len(), 3);
}

#[test]
fn a_feed_keeps_no_more_read_stories_than_it_may() {
    let (mut store, _, ids) = library(10);
    read(&mut store, &ids[2..]);
    let retention = Retention {
        per_feed: 4,
        ..Retention::default()
    };
    assert_eq!(store.retire(at(3000), &retention).unwrap(), 6);
    assert_eq!(all(&store), ids[..4]);
    sound(&mut store);
}

#[test]
fn a_removed_feed_comes_back_with_its_stories_and_marks() {
    let (mut store, feed, ids) = library(4);
    read(&mut store, &ids[..1]);
    store.mark(&ids[1..2], Mark::Bookmark, at(1)).unwrap();
    store.set_body(ids[0], &page("x"), at(1)).unwrap();
    let before = (
        store.headlines(&ids).unwrap(),
        store.counts().unwrap(),
        store.feeds().unwrap(),
    );
    store.remove_feed(feed, at(3000)).unwrap();
    sound(&mut store);
    assert!(store.feeds().unwrap().is_empty());
    assert!(store.plan(None).unwrap().is_empty());
    assert!(store.list(&of_feed(feed), None).unwrap().is_empty());
    // The bookmarked one stays, under the name of its feed.
    assert_eq!(all(&store), ids[1..2]);
    let row = &store.headlines(&ids[1..2]).unwrap()[0];
    assert_eq!(
        (row.feed, row.feed_title.as_str()),
        (None, "a.example/feed")
    );
    assert_eq!(store.counts().unwrap().unread, 1);
    assert!(
        store
            .list(&query(Filter::Offline), None)
            .unwrap()
            .is_empty()
    );
    assert!(
        store
            .mark(&ids[..1], Mark::Unread, at(9))
            .unwrap()
            .is_empty()
    );
    // A refresh that was under way does no harm.
    assert!(
        merge(&mut store, feed, &entries(1..=9), 3000)
            .new
            .is_empty()
    );
    assert!(store.restore_feed(feed).unwrap());
    assert!(!store.restore_feed(feed).unwrap());
    sound(&mut store);
    let after = (
        store.headlines(&ids).unwrap(),
        store.counts().unwrap(),
        store.feeds().unwrap(),
    );
    assert_eq!(after, before);
    // Subscribing to it again brings it back as well.
    store.remove_feed(feed, at(3000)).unwrap();
    let again = store
        .add_feed("https://a.example/feed", None, None, at(4000))
        .unwrap();
    assert_eq!(again, (feed, true));
    assert_eq!(all(&store), ids);
    assert_eq!(
        store
            .add_feed("https://a.example/feed", None, None, at(4000))
            .unwrap(),
        (feed, false)
    );
}

#[test]
fn a_bookmarked_story_outlives_its_feed() {
    let (mut store, feed, ids) = library(3);
    store.mark(&ids[..1], Mark::Bookmark, at(1)).unwrap();
    store.set_body(ids[0], &page("All of it"), at(1)).unwrap();
    store.remove_feed(feed, at(3000)).unwrap();
    assert_eq!(
        store.retire(at(29 * DAY), &Retention::default()).unwrap(),
        0
    );
    assert_eq!(
        store.retire(at(31 * DAY), &Retention::default()).unwrap(),
        2
    );
    sound(&mut store);
    assert!(!store.restore_feed(feed).unwrap());
    let kept = store.article(ids[0]).unwrap().unwrap();
    assert_eq!(kept.facts.headline.feed_title, "a.example/feed");
    assert_eq!(
        kept.facts.feed_url.as_deref(),
        Some("https://a.example/feed")
    );
    assert_eq!(
        kept.body,
        kabar::store::articles::Body::Document(document("All of it"))
    );
    assert_eq!(
        store.list(&query(Filter::Bookmarked), None).unwrap(),
        ids[..1]
    );
    // The feed comes again as a new one, with numbers of its own.
    let new = subscribe(&mut store, "a");
    assert_ne!(new, feed);
    let merged = merge(&mut store, new, &entries(2..=2), 4000);
    assert!(merged.new.iter().all(|id| !ids.contains(id)));
}

#[test]
fn a_saved_page_is_a_bookmarked_story_once() {
    let (mut store, _, _) = library(1);
    let mut new = NewPage {
        url: "https://b.example/long-read".to_owned(),
        site: Some("B".to_owned()),
        body: page("Long"),
    };
    new.body.title = Some("A long read".to_owned());
    let id = store.save_page(&new, at(5000)).unwrap();
    new.url = "http://b.example/long-read/?utm_source=x".to_owned();
    new.body.document = document("Longer");
    assert_eq!(store.save_page(&new, at(6000)).unwrap(), id);
    sound(&mut store);
    let kept = store.article(id).unwrap().unwrap();
    let row = &kept.facts.headline;
    assert_eq!(
        (row.feed, row.feed_title.as_str(), row.title.as_str()),
        (None, "B", "A long read")
    );
    assert!(row.bookmarked && !row.read);
    assert_eq!(
        kept.body,
        kabar::store::articles::Body::Document(document("Longer"))
    );
    assert_eq!(store.list(&Query::default(), None).unwrap()[0], id);
    // Taken out it is nowhere, and put back as it was.
    let before = store.counts().unwrap();
    store.show_page(id, false, at(6500)).unwrap();
    sound(&mut store);
    assert!(!store.list(&Query::default(), None).unwrap().contains(&id));
    assert_eq!(store.find_page(&new.url).unwrap(), None);
    let without = store.counts().unwrap();
    assert_eq!(without.total + 1, before.total);
    assert_eq!(without.bookmarked + 1, before.bookmarked);
    store.show_page(id, true, at(6600)).unwrap();
    assert_eq!(store.counts().unwrap(), before);
    store.show_page(id, false, at(6700)).unwrap();
    assert_eq!(store.save_page(&new, at(6800)).unwrap(), id);
    assert_eq!(store.counts().unwrap(), before);
    store.show_page(id, false, at(6900)).unwrap();
    assert_eq!(
        store.retire(at(20 * DAY), &Retention::default()).unwrap(),
        0
    );
    store.show_page(id, true, at(7000)).unwrap();
    sound(&mut store);
    store.mark(&[id], Mark::Unbookmark, at(7000)).unwrap();
    store.mark(&[id], Mark::Read, at(7000)).unwrap();
    assert_eq!(
        store.retire(at(90 * DAY), &Retention::default()).unwrap(),
        1
    );
    let again = store.save_page(&new, at(91 * DAY)).unwrap();
    assert_ne!(again, id);
    store.show_page(again, false, at(92 * DAY)).unwrap();
    assert_eq!(
        store.retire(at(123 * DAY), &Retention::default()).unwrap(),
        1
    );
    sound(&mut store);
}

#[test]
#[allow(clippy::too_many_lines, reason = "a story told in order")]
fn feeds_tell_what_a_refresh_must_know() {
    use kabar::model::feed::{Channel, Health};
    use kabar::store::schedule::{Failed, Fetched};
    use kabar::store::subscriptions::NewFeed;
    let (mut store, feed, _) = library(1);
    let channel = Channel {
        title: Some("The A".to_owned()),
        ttl: Some(30),
        skip_hours: vec![0, 23],
        skip_days: vec![6],
        ..Channel::default()
    };
    let fetched = Fetched {
        now: at(10),
        etag: Some("\"x\"".to_owned()),
        body_hash: Some(u64::MAX),
        next: Some(at(20)),
        moved: Some("https://a.example/new".to_owned()),
        ..Fetched::default()
    };
    store.merge(feed, &channel, &[], &fetched).unwrap();
    let task = &store.plan(Some(&[feed])).unwrap()[0];
    assert_eq!(
        (task.title.as_str(), task.url.as_str()),
        ("The A", "https://a.example/new")
    );
    // A list of another reader still names the old address.
    let listed = NewFeed {
        url: "https://a.example/feed",
        title: None,
        folder: &[],
    };
    assert_eq!(store.add_feeds(&[listed], at(10)).unwrap(), []);
    assert_eq!(store.feeds().unwrap().len(), 1);
    assert_eq!(
        (task.etag.as_deref(), task.body_hash, task.ttl),
        (Some("\"x\""), Some(u64::MAX), Some(30))
    );
    assert_eq!(
        (&task.skip_hours[..], &task.skip_days[..]),
        (&[0, 23][..], &[6][..])
    );
    assert!(!task.is_due(at(19)) && task.is_due(at(20)));
    let failed = |second| Failed {
        feed,
        now: at(second),
        cause: "timed out after 20 s".to_owned(),
        retry: Some(at(90)),
        wait: None,
        retired: false,
        forgotten: false,
        lost: false,
    };
    store.failed(&[failed(30), failed(40)]).unwrap();
    let health = Health::Failing {
        since: at(30),
        tries: 2,
        cause: "timed out after 20 s".to_owned(),
        retry: Some(at(90)),
        wait: None,
    };
    assert_eq!(store.feeds().unwrap()[0].health, health);
    // While it fails, when it would have been due otherwise does not count.
    let mut task = store.plan(None).unwrap().remove(0);
    task.next = Some(at(500));
    assert!(!task.is_due(at(89)) && task.is_due(at(90)));
    store
        .unchanged(&[(
            feed,
            Fetched {
                now: at(95),
                ..Fetched::default()
            },
        )])
        .unwrap();
    let task = &store.plan(None).unwrap()[0];
    assert_eq!(
        (task.etag.as_deref(), task.fetched, task.retry),
        (Some("\"x\""), Some(at(95)), None)
    );
    assert_eq!(store.feeds().unwrap()[0].health, Health::Well);
    store.rename_feed(feed, Some("Mine")).unwrap();
    store.merge(feed, &channel, &[], &fetched).unwrap();
    assert_eq!(store.feeds().unwrap()[0].title, "Mine");
    store.rename_feed(feed, None).unwrap();
    assert_eq!(store.feeds().unwrap()[0].title, "The A");
}

#[test]
fn each_feed_is_kept_as_its_reader_wants_it() {
    use kabar::model::wishes::Wishes;
    let (mut store, quiet, _) = library(0);
    let (brief, plain) = (subscribe(&mut store, "b"), subscribe(&mut store, "c"));
    let wishes = |set: &[(&str, &str)]| {
        let mut wishes = Wishes::default();
        for (key, value) in set {
            wishes.set(key, value).unwrap();
        }
        wishes
    };
    let of_quiet = [
        ("read_on_arrival", "yes"),
        ("edits_unread", "yes"),
        ("keep", "300"),
    ];
    store.wish(quiet, &wishes(&of_quiet)).unwrap();
    store.wish(brief, &wishes(&[("keep", "7")])).unwrap();
    for feed in [quiet, brief, plain] {
        merge(&mut store, feed, &entries(1..=3), 10);
    }
    let unread = |store: &Store| -> Vec<u32> {
        let mut feeds = store.feeds().unwrap();
        feeds.sort_by_key(|feed| feed.id);
        feeds.iter().map(|feed| feed.unread).collect()
    };
    assert_eq!(unread(&store), [0, 3, 3]);
    // An edit of the text brings a story back; another author does not.
    let mut edited = entries(1..=3);
    edited[0].content_html = Some("<p>Something else</p>".to_owned());
    edited[1].authors = vec!["Ani".to_owned()];
    merge(&mut store, quiet, &edited, 20);
    merge(&mut store, plain, &edited, 20);
    assert_eq!(unread(&store), [1, 3, 3]);
    let ids = all(&store);
    read(&mut store, &ids);
    let retention = kabar::store::retention::Retention::default();
    for (days, left) in [
        (6, [3, 3, 3]),
        (8, [3, 0, 3]),
        (61, [3, 0, 0]),
        (301, [0, 0, 0]),
    ] {
        store.retire(at(2000 + days * DAY), &retention).unwrap();
        sound(&mut store);
        let count = |feed| store.list(&of_feed(feed), None).unwrap().len();
        assert_eq!(
            [count(quiet), count(brief), count(plain)],
            left,
            "after {days} days"
        );
    }
}
