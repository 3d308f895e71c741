//! A feed or an entry while it is read: of several claims to a property the best counts.

use jiff::Timestamp;

use crate::feed::role::Field;
use crate::feed::{entities, html, tags};
use crate::model::feed::{Channel, Enclosure, Entry, Format};
use crate::text;

/// More entries of one feed are not read.
pub const ENTRIES: usize = 10_000;
/// No title is longer, in characters.
const TITLE: usize = 1000;
/// More authors, subjects or enclosures of one entry are not kept.
const MANY: usize = 100;

/// A feed as it was read.
#[derive(Debug)]
pub struct Gathered {
    /// What the document is.
    pub format: Format,
    /// The feed itself.
    pub channel: Channel,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
    /// What was broken, in words.
    pub warnings: Vec<&'static str>,
}

/// The best claim so far, with its rank.
#[derive(Debug, Clone)]
pub struct Best<T>(Option<(u8, T)>);

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Best<T> {
    /// Takes the claim unless one of the same or a higher rank is known.
    pub fn offer(&mut self, rank: u8, value: T) {
        if self.0.as_ref().is_none_or(|(known, _)| *known < rank) {
            self.0 = Some((rank, value));
        }
    }

    /// The best claim.
    #[must_use]
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref().map(|(_, value)| value)
    }

    /// The best claim's rank, 0 without one.
    #[must_use]
    pub fn rank(&self) -> u8 {
        self.0.as_ref().map_or(0, |(rank, _)| *rank)
    }

    fn take(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

/// What was read of a feed or of an entry.
#[derive(Debug, Default)]
pub struct Draft {
    /// Whether it is of an entry.
    pub is_entry: bool,
    /// Plain text.
    pub title: Best<String>,
    /// Absolute.
    pub link: Best<String>,
    /// As written.
    pub id: Best<String>,
    /// When it was published.
    pub published: Best<Timestamp>,
    /// When it last changed.
    pub updated: Best<Timestamp>,
    /// HTML; of a feed plain text.
    pub summary: Best<String>,
    /// HTML.
    pub content: Best<String>,
    /// Names with ranks.
    pub authors: Vec<(u8, String)>,
    /// Subjects.
    pub categories: Vec<String>,
    /// Attached media with ranks.
    pub enclosures: Vec<(u8, Enclosure)>,
    /// Absolute.
    pub image: Best<String>,
    /// Absolute.
    pub comments: Best<String>,
    /// Plain text.
    pub rights: Best<String>,
    /// Language tag.
    pub language: Best<String>,
    /// Minutes.
    pub ttl: Option<u32>,
    /// Minutes in `sy:updatePeriod`.
    pub period: Option<u32>,
    /// Times in a period.
    pub frequency: Option<u32>,
    /// Hours not to ask in.
    pub hours: Vec<u8>,
    /// Days not to ask on.
    pub days: Vec<u8>,
}

impl Draft {
    /// The draft of an entry.
    #[must_use]
    pub fn of_entry() -> Self {
        Self {
            is_entry: true,
            ..Self::default()
        }
    }

    /// Claims one of the lines: properties that are plain text.
    pub fn line(&mut self, field: Field, rank: u8, value: &str) {
        let value = harmless_line(value);
        if value.is_empty() {
            return;
        }
        match field {
            Field::Title => self.title.offer(rank, value),
            Field::Rights => self.rights.offer(rank, value),
            Field::Language => self.language.offer(rank, value),
            Field::Summary => self.summary.offer(rank, value),
            Field::Category => self.category(value),
            Field::Keywords => {
                for word in value
                    .split(',')
                    .map(str::trim)
                    .filter(|word| !word.is_empty())
                {
                    self.category(word.to_owned());
                }
            }
            _ => {}
        }
    }

    /// Adds a person.
    pub fn author(&mut self, rank: u8, name: &str) {
        let name = harmless_line(name);
        let is_new = !self
            .authors
            .iter()
            .any(|(known, other)| *known == rank && *other == name);
        if !name.is_empty() && is_new && self.authors.len() < MANY {
            self.authors.push((rank, name));
        }
    }

    /// Adds attached media.
    pub fn enclosure(&mut self, rank: u8, enclosure: Enclosure) {
        let is_new = !self
            .enclosures
            .iter()
            .any(|(_, other)| other.url == enclosure.url);
        if is_new && self.enclosures.len() < MANY {
            self.enclosures.push((rank, enclosure));
        }
    }

    fn category(&mut self, name: String) {
        if !self.categories.contains(&name) && self.categories.len() < MANY {
            self.categories.push(name);
        }
    }

    /// The entry that was read.
    #[must_use]
    pub fn entry(mut self) -> Entry {
        let bodies = [self.content.get(), self.summary.get()];
        let picture = bodies
            .into_iter()
            .flatten()
            .find_map(|html| tags::first_picture(html));
        if let Some(url) = picture.map(|address| entities::decode(address).into_owned()) {
            self.image.offer(1, url);
        }
        Entry {
            authors: names(&self.authors),
            enclosures: self
                .enclosures
                .into_iter()
                .map(|(_, enclosure)| enclosure)
                .collect(),
            id: self.id.take(),
            title: self.title.take().unwrap_or_default(),
            link: self.link.take(),
            published: self.published.take(),
            updated: self.updated.take(),
            summary: self.summary.take(),
            content_html: self.content.take(),
            categories: self.categories,
            image: self.image.take(),
            comments: self.comments.take(),
            rights: self.rights.take(),
        }
    }

    /// The feed that was read.
    #[must_use]
    pub fn channel(self) -> Channel {
        let period = self
            .period
            .map(|period| period / self.frequency.unwrap_or(1).max(1));
        Channel {
            title: self.title.take(),
            link: self.link.take(),
            description: self.summary.take(),
            language: self.language.take(),
            updated: self.updated.take(),
            image: self.image.take(),
            id: self.id.take(),
            rights: self.rights.take(),
            ttl: self.ttl.or(period),
            skip_hours: self.hours,
            skip_days: self.days,
        }
    }
}

/// The names of the highest rank: others say the same people again.
#[must_use]
pub fn names(authors: &[(u8, String)]) -> Vec<String> {
    let best = authors.iter().map(|(rank, _)| *rank).max();
    authors
        .iter()
        .filter(|(rank, _)| Some(*rank) == best)
        .map(|(_, name)| name.clone())
        .collect()
}

/// One harmless line, not longer than a title may be.
#[must_use]
pub fn harmless_line(value: &str) -> String {
    let mut line = text::harmless(html::start(value, TITLE * 4));
    if let Some((end, _)) = line.char_indices().nth(TITLE) {
        line.truncate(end);
    }
    line
}
