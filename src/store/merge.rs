//! Merging a feed document: new stories in, changed ones written over, nothing doubled and nothing removed.
//!
//! Merging the same document twice changes nothing. What a reader marked stays as it is.

use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::model::article::ArticleId;
use crate::model::feed::{Channel, Entry, FeedId};
use crate::store::columns::{seconds, some, wishes};
use crate::store::feeds::nameless;
use crate::store::identity::{self, Keys};
use crate::store::matching::{self, Found, Known};
use crate::store::rows::{self, Told};
use crate::store::schedule::{Fetched, bits, moved};
use crate::store::{Durability, Store, StoreError};

/// A feed document to merge.
#[derive(Debug, Clone, Copy)]
pub struct Merge<'a> {
    /// Into which feed.
    pub feed: FeedId,
    /// What the document says of the feed.
    pub channel: &'a Channel,
    /// What it carries.
    pub entries: &'a [Entry],
    /// What is known of the fetch.
    pub fetched: &'a Fetched,
    /// Which of the document's entries these are.
    pub part: Part,
}

/// Which entries of a document are merged: all of them, or so many that others need not wait for long. The last entries
/// of the document come first, so that stories are numbered in the order of their time; what is noted of the feed comes
/// with the first entries, at the end. A crash between two parts leaves a feed that is fetched again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    #[default]
    Whole,
    /// Some, with more to come.
    Some,
    /// The rest.
    Last,
}

/// What a merge changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Stories that are new, the newest first.
    pub new: Vec<ArticleId>,
    /// How many of them are unread: all, or none in a feed whose stories are read when they come.
    pub unread: usize,
    /// How many of them are ready without their page.
    pub ready: u32,
    /// How many stories changed.
    pub updated: u32,
}

impl Merged {
    /// Takes in what an earlier part of the same document changed: `other` holds the newer stories.
    pub fn add(&mut self, other: Self) {
        self.new.splice(0..0, other.new);
        self.unread += other.unread;
        self.ready += other.ready;
        self.updated += other.updated;
    }
}

/// How long a story that was removed is remembered after its feed stopped serving it.
const MEMORY: i64 = 60 * 86_400;

impl Store {
    /// Merges one feed document.
    pub fn merge(
        &mut self,
        feed: FeedId,
        channel: &Channel,
        entries: &[Entry],
        fetched: &Fetched,
    ) -> Result<Merged, StoreError> {
        let merge = Merge {
            feed,
            channel,
            entries,
            fetched,
            part: Part::Whole,
        };
        Ok(self.merge_many(&[merge])?.pop().unwrap_or_default())
    }

    /// Merges many feed documents in one transaction; answers in their order.
    pub fn merge_many(&mut self, merges: &[Merge]) -> Result<Vec<Merged>, StoreError> {
        self.write(Durability::Cheap, |transaction| {
            let (mut next, indexed_to): (i64, i64) = transaction
                .prepare_cached("SELECT next_article, indexed_to FROM tally")?
                .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut all = Vec::with_capacity(merges.len());
            let (mut added, mut unread) = (0, 0);
            for merge in merges {
                let change = merge_one(transaction, merge, &mut next, indexed_to)?;
                added += change.new.len() as i64;
                unread += change.unread as i64;
                all.push(change);
            }
            if added > 0 {
                transaction
                    .prepare_cached(
                        "UPDATE tally SET unread = unread + ?3, total = total + ?1, next_article = ?2",
                    )?
                    .execute([added, next, unread])?;
            }
            Ok(all)
        })
    }
}

/// So many seconds later the same title and body under another guid and link are another story.
const LONG_AFTER: i64 = 12 * 3600;

fn merge_one(
    transaction: &Transaction,
    merge: &Merge,
    next: &mut i64,
    indexed_to: i64,
) -> rusqlite::Result<Merged> {
    let feed: Option<(String, Option<String>)> = transaction
        .prepare_cached("SELECT url, settings FROM feed WHERE id = ?1 AND removed IS NULL")?
        .query_row([merge.feed.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    // Removed while it was being fetched.
    let Some((url, settings)) = feed else {
        return Ok(Merged::default());
    };
    let keys = identity::keys(merge.entries, merge.channel.link.as_deref());
    let known = known(transaction, merge.feed)?;
    let now = seconds(merge.fetched.now);
    let found = found(transaction, merge.entries, &keys, &known, now)?;
    let wishes = wishes(settings.as_deref());
    let told = |entry, keys| Told {
        feed: merge.feed,
        wishes: &wishes,
        now,
        entry,
        keys,
    };
    let mut merged = Merged::default();
    let mut new: Vec<(i64, &Entry, &Keys)> = Vec::new();
    for ((entry, keys), found) in merge.entries.iter().zip(&keys).zip(&found) {
        match found {
            Found::New => new.push((rows::date(entry, now).unwrap_or(now), entry, keys)),
            Found::Known(place) => {
                if let Some(known) = known.get(*place)
                    && rows::update(transaction, &told(entry, keys), known, indexed_to)?
                {
                    merged.updated += 1;
                }
            }
            Found::Again => {}
        }
    }
    // Numbers grow with time; entries of one second are in the order of the document, the first on top.
    new.reverse();
    new.sort_by_key(|(published, ..)| *published);
    for (published, entry, keys) in new {
        let is_ready = rows::insert(transaction, &told(entry, keys), *next, published)?;
        merged.ready += u32::from(is_ready);
        merged.new.push(ArticleId(*next));
        *next += 1;
    }
    merged.new.reverse();
    if merge.part == Part::Whole {
        forget(transaction, merge.feed, &known, &found, now)?;
    }
    if !wishes.read_on_arrival {
        merged.unread = merged.new.len();
    }
    if merge.part == Part::Some {
        add(transaction, merge.feed, &merged)?;
    } else {
        note(transaction, merge, &url, &merged)?;
    }
    Ok(merged)
}

/// What each entry of a document is.
fn found(
    transaction: &Transaction,
    entries: &[Entry],
    keys: &[Keys],
    known: &[Known],
    now: i64,
) -> rusqlite::Result<Vec<Found>> {
    let mut found = matching::find(known, keys);
    for ((entry, keys), found) in entries.iter().zip(keys).zip(&mut found) {
        if let Found::Known(place) = *found
            && let Some(known) = known.get(place)
            && is_another(transaction, known, keys, rows::date(entry, now))?
        {
            *found = Found::New;
        }
    }
    Ok(found)
}

/// Whether an entry is another story than the known one whose title and body it has: a column that says the same each
/// day comes with a guid and a link of its own, long after the one before.
fn is_another(
    transaction: &Transaction,
    known: &Known,
    keys: &Keys,
    date: Option<i64>,
) -> rusqlite::Result<bool> {
    let (Some(date), Some(link), Some(before)) = (date, keys.link, known.keys.link) else {
        return Ok(false);
    };
    if known.keys.identity == keys.identity || before == link {
        return Ok(false);
    }
    let published: Option<i64> = transaction
        .prepare_cached("SELECT published FROM article WHERE id = ?1")?
        .query_row([known.article], |row| row.get(0))
        .optional()?;
    // Of a story that is not kept any more, only the time is known when it was last served.
    let told = published.or(known.gone);
    Ok(told.is_some_and(|told| date - told > LONG_AFTER))
}

/// All that this feed has served.
fn known(transaction: &Transaction, feed: FeedId) -> rusqlite::Result<Vec<Known>> {
    let one = |row: &Row| {
        Ok(Known {
            article: row.get(0)?,
            keys: Keys {
                identity: row.get(1)?,
                link: row.get(2)?,
                text: row.get(3)?,
                version: row.get(4)?,
            },
            gone: row.get(5)?,
        })
    };
    transaction
        .prepare_cached(
            "SELECT article, identity, link, text, version, gone FROM seen WHERE feed = ?1",
        )?
        .query_map([feed.0], one)?
        .collect()
}

/// Remembers removed stories while their feed serves them, and for a while after: a feed may be empty for a day.
fn forget(
    transaction: &Transaction,
    feed: FeedId,
    known: &[Known],
    found: &[Found],
    now: i64,
) -> rusqlite::Result<()> {
    for (place, known) in known.iter().enumerate() {
        let Some(served) = known.gone else {
            continue;
        };
        if found.contains(&Found::Known(place)) {
            if served < now - 86_400 {
                transaction
                    .prepare_cached("UPDATE seen SET gone = ?3 WHERE feed = ?1 AND article = ?2")?
                    .execute([feed.0, known.article, now])?;
            }
        } else if served < now - MEMORY {
            transaction
                .prepare_cached("DELETE FROM seen WHERE feed = ?1 AND article = ?2")?
                .execute([feed.0, known.article])?;
        }
    }
    Ok(())
}

/// Counts what came, and notes nothing else of the feed yet.
fn add(transaction: &Transaction, feed: FeedId, merged: &Merged) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("UPDATE feed SET unread = unread + ?2, total = total + ?3 WHERE id = ?1")?
        .execute([feed.0, merged.unread as i64, merged.new.len() as i64])
        .map(drop)
}

/// Notes what the document says of the feed, and that it was fetched.
fn note(
    transaction: &Transaction,
    merge: &Merge,
    url: &str,
    merged: &Merged,
) -> rusqlite::Result<()> {
    let Merge {
        feed,
        channel,
        fetched,
        ..
    } = merge;
    transaction
        .prepare_cached(
            "UPDATE feed SET name = coalesce(own_title, ?3, title, ?2), title = coalesce(?3, title), link = coalesce(?4, link), description = ?5, \
             language = coalesce(?6, language), image = ?7, ttl = ?8, skip_hours = ?9, skip_days = ?10, \
             fetched = ?11, etag = ?12, last_modified = ?13, body_hash = ?14, next = ?15, \
             unread = unread + ?16, total = total + ?19, \
             pace = coalesce(?17, pace), latest = coalesce(?18, latest), wait = NULL, asking = NULL, \
             failing_since = NULL, tries = 0, cause = NULL, retry = NULL, retired = 0, took = coalesce(?20, took), \
             lost = 0, looked = NULL, instead = NULL, damage = ?21 \
             WHERE id = ?1",
        )?
        .execute(params![
            feed.0,
            nameless(url),
            some(channel.title.as_deref()),
            some(channel.link.as_deref()),
            some(channel.description.as_deref()),
            some(channel.language.as_deref()),
            some(channel.image.as_deref()),
            channel.ttl,
            bits(&channel.skip_hours),
            bits(&channel.skip_days),
            seconds(fetched.now),
            some(fetched.etag.as_deref()),
            some(fetched.last_modified.as_deref()),
            fetched.body_hash.map(u64::cast_signed),
            fetched.next.map(seconds),
            merged.unread as i64,
            fetched.pace,
            fetched.latest.map(seconds),
            merged.new.len() as i64,
            fetched.took,
            some(fetched.damage.as_deref()),
        ])?;
    moved(transaction, *feed, fetched.moved.as_deref())
}
