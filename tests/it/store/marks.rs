//! Marks and counts.

use kabar::model::article::{ArticleId, Mark, Position};
use kabar::model::feed::FeedId;
use kabar::model::query::Filter;
use kabar::store::articles::Body;

use crate::store::{all, at, document, library, of_feed, page, query, sound};

#[test]
fn a_mark_answers_what_changed_and_its_inverse_takes_it_back() {
    let (mut store, feed, ids) = library(5);
    for mark in [Mark::Read, Mark::Bookmark, Mark::Unread, Mark::Unbookmark] {
        let (before, counts) = (store.headlines(&ids).unwrap(), store.counts().unwrap());
        let changed = store.mark(&ids[1..3], mark, at(1)).unwrap();
        let already = matches!(mark, Mark::Unread | Mark::Unbookmark);
        assert_eq!(changed.is_empty(), already, "{mark:?}");
        assert!(store.mark(&ids[1..3], mark, at(1)).unwrap().is_empty());
        sound(&mut store);
        store.mark(&changed, mark.inverse(), at(2)).unwrap();
        sound(&mut store);
        assert_eq!(store.headlines(&ids).unwrap(), before, "{mark:?}");
        assert_eq!(store.counts().unwrap(), counts, "{mark:?}");
        assert_eq!(store.feeds().unwrap()[0].unread, 5);
    }
    assert_eq!(of_feed(feed).filter, Filter::All);
}

#[test]
fn only_what_changed_is_answered_and_unknown_ids_are_left_out() {
    let (mut store, _, ids) = library(3);
    store.mark(&ids[..1], Mark::Read, at(1)).unwrap();
    let asked = [ids[0], ids[1], ArticleId(999), ids[1], ids[2]];
    assert_eq!(store.mark(&asked, Mark::Read, at(2)).unwrap(), ids[1..]);
    assert_eq!(store.counts().unwrap().unread, 0);
}

#[test]
fn all_stories_of_a_query_are_marked() {
    let (mut store, feed, ids) = library(4);
    store.mark(&ids[..1], Mark::Read, at(1)).unwrap();
    let changed = store.mark_all(&of_feed(feed), Mark::Read, at(2)).unwrap();
    assert_eq!(changed, ids[1..]);
    assert_eq!(store.counts().unwrap().unread, 0);
    let none = store
        .mark_all(&query(Filter::Unread), Mark::Bookmark, at(3))
        .unwrap();
    assert!(none.is_empty());
    sound(&mut store);
}

#[test]
fn a_page_takes_the_place_of_the_feeds_text_and_stays() {
    let (mut store, feed, ids) = library(2);
    let id = ids[0];
    let Body::Feed { html, base } = store.article(id).unwrap().unwrap().body else {
        panic!("the feed's text");
    };
    assert_eq!(html, "<p>The text of story 2</p>");
    assert_eq!(base.as_deref(), Some("https://a.example/story/2"));
    assert_eq!(store.wanting_bodies(9, at(5), None, &[]).unwrap().len(), 2);
    let of = |feeds: &[FeedId]| store.wanting_bodies(9, at(5), None, feeds).unwrap().len();
    assert_eq!((of(&[FeedId(99)]), of(&[FeedId(99), feed])), (0, 2));
    let body = page("The whole story, with all its words");
    assert!(store.set_body(id, &body, at(5)).unwrap());
    assert_eq!(store.counts().unwrap().offline, 1);
    assert_eq!(store.list(&query(Filter::Offline), None).unwrap(), [id]);
    // What the feed changes later leaves the page as it is.
    let mut changed = crate::store::entry(2);
    changed.content_html = Some("<p>Changed</p>".to_owned());
    assert_eq!(
        crate::store::merge(&mut store, feed, &[changed], 50).updated,
        1
    );
    let kept = store.article(id).unwrap().unwrap();
    assert_eq!(
        kept.body,
        Body::Document(document("The whole story, with all its words"))
    );
    assert_eq!(
        kept.facts.headline.excerpt,
        "The whole story, with all its words"
    );
    assert_eq!(kept.facts.headline.minutes, 1);
    assert_eq!(store.wanting_bodies(9, at(5), None, &[]).unwrap().len(), 1);
    sound(&mut store);
}

#[test]
fn a_body_nested_beyond_reading_keeps_its_words() {
    use kabar::document::{Block, Document};
    let (mut store, _, ids) = library(2);
    for (id, levels) in ids.iter().zip([20, 200]) {
        let mut blocks = document("In the middle").blocks;
        for _ in 0..levels {
            blocks = vec![Block::Quote { blocks }];
        }
        let mut body = page("");
        body.document = Document { blocks };
        store.set_body(*id, &body, at(5)).unwrap();
        let Body::Document(kept) = store.article(*id).unwrap().unwrap().body else {
            panic!("a document");
        };
        assert_eq!(kept.plain_text().trim(), "In the middle", "{levels} levels");
    }
}

#[test]
fn a_page_that_fails_is_tried_three_times() {
    let (mut store, _, ids) = library(1);
    for hour in [0, 1, 5] {
        let now = at(hour * 3600);
        assert_eq!(
            store.wanting_bodies(9, now, None, &[]).unwrap().len(),
            1,
            "hour {hour}"
        );
        store.body_failed(ids[0], "timed out", now).unwrap();
        assert!(store.wanting_bodies(9, now, None, &[]).unwrap().is_empty());
    }
    assert!(
        store
            .wanting_bodies(9, at(999_999), None, &[])
            .unwrap()
            .is_empty()
    );
    let kept = store.article(ids[0]).unwrap().unwrap();
    assert_eq!(kept.facts.body_error.as_deref(), Some("timed out"));
}

#[test]
fn the_place_in_a_story_is_kept() {
    let (mut store, _, ids) = library(1);
    let position = Position {
        block: 7,
        share: 431,
    };
    store.keep_position(ids[0], position).unwrap();
    assert_eq!(store.article(ids[0]).unwrap().unwrap().position, position);
    assert_eq!(all(&store), ids);
}

#[test]
fn a_story_of_a_removed_feed_is_not_marked_and_not_there() {
    let (mut store, feed, ids) = library(3);
    store.remove_feed(feed, at(5)).unwrap();
    assert!(store.mark(&ids, Mark::Bookmark, at(6)).unwrap().is_empty());
    assert_eq!(store.still_here(&ids).unwrap(), []);
    store.restore_feed(feed).unwrap();
    assert_eq!(store.still_here(&ids).unwrap(), ids);
}
