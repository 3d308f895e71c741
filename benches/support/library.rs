//! A library of any size for measuring: made-up stories whose words are as unevenly common as those of a language.

use std::path::Path;

use jiff::Timestamp;
use kabar::document::{Block, Document, Inline};
use kabar::model::article::{ArticleId, TextSource};
use kabar::model::feed::{Channel, Entry, FeedId};
use kabar::store::Store;
use kabar::store::bodies::NewBody;
use kabar::store::merge::{Merge, Part};
use kabar::store::schedule::Fetched;

/// Stories of each feed.
pub const PER_FEED: usize = 100;
/// Words that occur at all.
const VOCABULARY: u64 = 30_000;

/// A generator of numbers, the same on every run.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A word: few are very common, most are rare.
    pub fn word(&mut self) -> String {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        word((VOCABULARY as f64).powf(share) as u64 - 1)
    }

    pub fn words(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 16);
        while text.len() < bytes {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&self.word());
        }
        text
    }
}

/// The word of a rank; rank 0 is the commonest.
pub fn word(rank: u64) -> String {
    const SYLLABLES: [&str; 20] = [
        "ka", "bar", "men", "di", "per", "an", "te", "lah", "sa", "tu", "ja", "kar", "ne", "ga",
        "ri", "ber", "u", "pe", "mo", "si",
    ];
    let mut number = rank + 7;
    let mut word = String::new();
    while number > 0 {
        word.push_str(SYLLABLES[(number % 20) as usize]);
        number /= 20;
    }
    word
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_750_000_000 + second).unwrap()
}

pub fn fetched(second: i64) -> Fetched {
    Fetched {
        now: at(second),
        ..Fetched::default()
    }
}

/// The entries of a feed: titles of 60 characters, summaries of 250, contents as long as asked.
pub fn entries(feed: usize, number: usize, content: usize) -> Vec<Entry> {
    let mut numbers = Numbers::new(feed as u64 + 1);
    (0..number)
        .map(|entry| Entry {
            id: Some(format!("https://site{feed}.example/?p={entry}")),
            title: numbers.words(60),
            link: Some(format!(
                "https://site{feed}.example/2026/11/{}/{entry}",
                numbers.words(40).replace(' ', "-")
            )),
            authors: vec![numbers.words(12)],
            published: Some(at((entry * 3600 + feed * 7) as i64)),
            summary: Some(numbers.words(250)),
            content_html: (content > 0).then(|| format!("<p>{}</p>", numbers.words(content - 7))),
            ..Entry::default()
        })
        .collect()
}

/// A body of twelve paragraphs.
pub fn document(seed: u64, bytes: usize) -> Document {
    let mut numbers = Numbers::new(seed + 77);
    let paragraph = |_| Block::Paragraph {
        content: vec![Inline::Text {
            text: numbers.words(bytes / 12),
        }],
    };
    Document {
        blocks: (0..12).map(paragraph).collect(),
    }
}

/// Makes a library of so many stories. With `body` bytes above 0 each has the text of its page, and
/// is indexed.
pub fn make(path: &Path, stories: usize, body: usize) -> Store {
    let mut store = Store::open(path).unwrap();
    let mut ids = Vec::new();
    for feed in 0..stories / PER_FEED {
        ids.extend(add(&mut store, feed, 0));
    }
    if body == 0 {
        return store;
    }
    for (number, id) in ids.iter().enumerate() {
        let new = NewBody::of(document(number as u64, body), TextSource::Page);
        store.set_body(*id, &new, at(10_000_000)).unwrap();
    }
    while store.index_some(500).unwrap() > 0 {}
    store.tidy().unwrap();
    store
}

/// Subscribes to one feed and merges it.
pub fn add(store: &mut Store, feed: usize, content: usize) -> Vec<ArticleId> {
    let id = subscribe(store, feed);
    let entries = entries(feed, PER_FEED, content);
    let merged = store
        .merge(id, &Channel::default(), &entries, &fetched(10_000_000))
        .unwrap();
    merged.new
}

pub fn subscribe(store: &mut Store, feed: usize) -> FeedId {
    let url = format!("https://site{feed}.example/feed.xml");
    store
        .add_feed(&url, Some(&format!("Site {feed}")), None, at(0))
        .unwrap()
        .0
}

/// What it takes to merge a feed, without the reading of it.
pub fn merge<'a>(
    feed: FeedId,
    channel: &'a Channel,
    entries: &'a [Entry],
    fetched: &'a Fetched,
) -> Merge<'a> {
    Merge {
        feed,
        channel,
        entries,
        fetched,
        part: Part::Whole,
    }
}
