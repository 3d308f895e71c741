//! Tests of the room `store`.

use jiff::Timestamp;
use kabar::document::{Block, Document, Inline};
use kabar::model::article::{ArticleId, Mark, TextSource};
use kabar::model::feed::{Channel, Entry, FeedId};
use kabar::model::query::{Filter, Query, Scope};
use kabar::store::Store;
use kabar::store::bodies::NewBody;
use kabar::store::merge::Merged;
use kabar::store::schedule::Fetched;

mod crash;
mod cuts;
mod files;
mod identity;
mod keeping;
mod lists;
mod marks;
mod parts;
mod pictures;
mod ready;
mod search;
mod settings;
mod tags;

const DAY: i64 = 86_400;

/// So many seconds after an evening in 2023.
fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn fetched(second: i64) -> Fetched {
    Fetched {
        now: at(second),
        ..Fetched::default()
    }
}

/// Entry `number`, published at second `number`.
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

pub fn entries(numbers: impl IntoIterator<Item = i64>) -> Vec<Entry> {
    numbers.into_iter().map(entry).collect()
}

pub fn subscribe(store: &mut Store, name: &str) -> FeedId {
    let url = format!("https://{name}.example/feed");
    store.add_feed(&url, None, None, at(0)).unwrap().0
}

pub fn merge(store: &mut Store, feed: FeedId, entries: &[Entry], second: i64) -> Merged {
    let merged = store
        .merge(feed, &Channel::default(), entries, &fetched(second))
        .unwrap();
    sound(store);
    merged
}

/// A library with feed `a` and entries 1 to `number`.
fn library(number: i64) -> (Store, FeedId, Vec<ArticleId>) {
    let mut store = Store::in_memory().unwrap();
    let feed = subscribe(&mut store, "a");
    let merged = merge(&mut store, feed, &entries(1..=number), 1000);
    (store, feed, merged.new)
}

/// Indexes all there is: one go takes up no more than it has time for.
fn index(store: &mut Store) {
    while store.index_some(100).unwrap() > 0 {}
}

fn document(text: &str) -> Document {
    Document {
        blocks: vec![Block::Paragraph {
            content: vec![Inline::Text {
                text: text.to_owned(),
            }],
        }],
    }
}

fn page(text: &str) -> NewBody {
    NewBody::of(document(text), TextSource::Page)
}

fn query(filter: Filter) -> Query {
    Query {
        filter,
        ..Query::default()
    }
}

fn of_feed(feed: FeedId) -> Query {
    Query {
        scope: Scope::Feed(feed),
        ..Query::default()
    }
}

fn words(words: &str) -> Query {
    Query {
        words: words.to_owned(),
        ..Query::default()
    }
}

fn all(store: &Store) -> Vec<ArticleId> {
    store.list(&Query::default(), None).unwrap()
}

fn titles(store: &Store, query: &Query) -> Vec<String> {
    let ids = store.list(query, None).unwrap();
    let headlines = store.headlines(&ids).unwrap();
    headlines.into_iter().map(|row| row.title).collect()
}

fn read(store: &mut Store, ids: &[ArticleId]) {
    store.mark(ids, Mark::Read, at(2000)).unwrap();
}

/// What is kept fits together: integrity, foreign keys, and every count.
fn sound(store: &mut Store) {
    assert_eq!(store.verify().unwrap(), Vec::<String>::new());
}
