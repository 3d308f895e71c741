//! What a refresh needs to know of feeds before it asks them, and what it notes when there was nothing to merge.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::model::address::without_secrets;
use crate::model::feed::FeedId;
use crate::model::wishes::Wishes;
use crate::store::columns::{count, seconds, some, time_at, wishes_of, written};
use crate::store::{Durability, Store, StoreError};

/// What a refresh needs to know of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedTask {
    /// Which.
    pub id: FeedId,
    /// Where to ask.
    pub url: String,
    /// Its name.
    pub title: String,
    /// Validator of the last answer.
    pub etag: Option<String>,
    /// Validator of the last answer.
    pub last_modified: Option<String>,
    /// Fingerprint of the last body; the same body need not be parsed.
    pub body_hash: Option<u64>,
    /// When it was last fetched with success.
    pub fetched: Option<Timestamp>,
    /// Not to be asked before, by its own wish or by the schedule.
    pub next: Option<Timestamp>,
    /// Not to be asked before because it failed, unless the reader asks.
    pub retry: Option<Timestamp>,
    /// Not to be asked before because its server said so (`Retry-After`), whoever asks.
    pub wait: Option<Timestamp>,
    /// When it was last asked, well or not.
    pub asked: Option<Timestamp>,
    /// The same, while its answer is being waited for, here or in another process.
    pub asking: Option<Timestamp>,
    /// Seconds after which it is worth asking again, by how often it publishes.
    pub pace: Option<u32>,
    /// When its latest story was published.
    pub latest: Option<Timestamp>,
    /// How the reader wants it.
    pub wishes: Wishes,
    /// How many fetches failed in a row.
    pub tries: u32,
    /// Whether it is gone for good.
    pub retired: bool,
    /// Whether it has moved to an address that is read already.
    pub is_double: bool,
    /// Minutes it asks to be left alone.
    pub ttl: Option<u32>,
    /// Hours, UTC, in which it asks to be left alone.
    pub skip_hours: Vec<u8>,
    /// Days in which it asks to be left alone, 0 = Monday.
    pub skip_days: Vec<u8>,
}

impl FeedTask {
    /// Whether it may be asked now, when nobody insists.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        !self.is_left_alone()
            && self.when().is_none_or(|when| when <= now)
            && self.must_wait(now).is_none()
    }

    /// When it is asked again unasked: while it fails as it is retried, else as it is due. Nothing when it is left alone.
    #[must_use]
    pub fn when(&self) -> Option<Timestamp> {
        let when = self.retry.or(self.next);
        when.filter(|_| !self.is_left_alone())
    }

    /// Whether it is asked only when it is named: it is gone for good, it is asked under its new address
    /// already, or the reader mutes it.
    #[must_use]
    pub const fn is_left_alone(&self) -> bool {
        self.retired || self.wishes.muted || self.is_double
    }

    /// Whether it was asked so little time before or after `now` that asking again is a mistake.
    #[must_use]
    pub fn was_just_asked(&self, now: Timestamp) -> bool {
        is_recent(self.asked, now)
    }

    /// Until when its server wants to be left alone, whoever asks.
    #[must_use]
    pub fn must_wait(&self, now: Timestamp) -> Option<Timestamp> {
        self.wait.filter(|wait| *wait > now)
    }
}

/// No feed is asked again within this time by mistake.
pub(crate) const MISTAKE: SignedDuration = SignedDuration::from_mins(5);

/// Whether something was so little time before or after `now` that doing it again is a mistake.
#[must_use]
pub fn is_recent(time: Option<Timestamp>, now: Timestamp) -> bool {
    time.is_some_and(|time| now.duration_since(time).abs() < MISTAKE)
}

/// What is known of a fetch that succeeded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fetched {
    /// When.
    pub now: Timestamp,
    /// Validator of the answer.
    pub etag: Option<String>,
    /// Validator of the answer.
    pub last_modified: Option<String>,
    /// Fingerprint of the body.
    pub body_hash: Option<u64>,
    /// The address the feed has moved to for good.
    pub moved: Option<String>,
    /// Not to be asked again before.
    pub next: Option<Timestamp>,
    /// Seconds after which it is worth asking again, by how often it publishes; none to leave what is known.
    pub pace: Option<u32>,
    /// When its latest story was published; none to leave what is known.
    pub latest: Option<Timestamp>,
    /// How long the server took, in milliseconds; none to leave what is known.
    pub took: Option<u32>,
    /// What is wrong with its document, in words, one harmless line: a part of it may be missing.
    pub damage: Option<String>,
}

/// A fetch that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// Which feed.
    pub feed: FeedId,
    /// When.
    pub now: Timestamp,
    /// Why, in words, one harmless line.
    pub cause: String,
    /// Not to be asked again before, unless the reader asks.
    pub retry: Option<Timestamp>,
    /// Not to be asked again before, whoever asks.
    pub wait: Option<Timestamp>,
    /// Whether the server said that it is gone for good.
    pub retired: bool,
    /// Whether its validators are to be forgotten: they stand for a document that cannot be read.
    pub forgotten: bool,
    /// Whether what stood there is gone: another feed of its site is worth looking for.
    pub lost: bool,
}

/// So many feeds are taken up in one transaction.
const TAKEN: usize = 250;

/// The columns of a task, in the order that `task` reads them.
const TASK: &str = "id, url, name, etag, last_modified, body_hash, fetched, next, retry, tries, retired, ttl, \
     skip_hours, skip_days, wait, asked, asking, pace, latest, settings, \
     tries = 0 AND instead IS NOT NULL AND EXISTS \
     (SELECT 1 FROM feed other WHERE other.url = feed.instead AND other.removed IS NULL)";

impl Store {
    /// What a refresh needs to know of these feeds, or of all, in the order of their ids. Feeds that are not due or
    /// retired are among them: `FeedTask::is_due` tells.
    pub fn plan(&self, ids: Option<&[FeedId]>) -> Result<Vec<FeedTask>, StoreError> {
        self.read(|connection| planned(connection, ids))
    }

    /// Takes up those of these feeds, or of all, that `choose` wants to ask, and notes that they are being asked, so
    /// that no other process does the same. Those that must wait are answered too, for somebody to be told.
    pub fn take_up(
        &mut self,
        ids: Option<&[FeedId]>,
        now: Timestamp,
        choose: impl Fn(&FeedTask) -> bool,
    ) -> Result<Vec<FeedTask>, StoreError> {
        let ids = match ids {
            Some(ids) => ids.to_vec(),
            None => self.read(subscribed)?,
        };
        let mut taken = Vec::new();
        // A few at a time: a reader's mark waits for no more than one of these.
        for some in ids.chunks(TAKEN) {
            taken.extend(self.write(Durability::Cheap, |transaction| {
                let mut tasks = planned(transaction, Some(some))?;
                tasks.retain(|task| choose(task));
                let mut statement = transaction
                    .prepare_cached("UPDATE feed SET asked = ?2, asking = ?2 WHERE id = ?1")?;
                for task in &tasks {
                    if task.must_wait(now).is_none() {
                        statement.execute([task.id.0, seconds(now)])?;
                    }
                }
                Ok(tasks)
            })?);
        }
        Ok(taken)
    }

    /// Notes of feeds that were taken up then and have not answered that nobody waits for them any more.
    pub fn let_go(&mut self, ids: &[FeedId], taken: Timestamp) -> Result<(), StoreError> {
        self.in_turns(ids, |transaction, id| {
            transaction
                .prepare_cached(
                    "UPDATE feed SET asked = NULL, asking = NULL WHERE id = ?1 AND asking = ?2",
                )?
                .execute([id.0, seconds(taken)])
                .map(drop)
        })
    }

    /// Notes that feeds were asked and had not changed.
    pub fn unchanged(&mut self, feeds: &[(FeedId, Fetched)]) -> Result<(), StoreError> {
        self.in_turns(feeds, |transaction, (feed, fetched)| {
            transaction
                .prepare_cached(
                    "UPDATE feed SET fetched = ?2, next = ?3, etag = coalesce(?4, etag), \
                     last_modified = coalesce(?5, last_modified), body_hash = coalesce(?6, body_hash), \
                     failing_since = NULL, tries = 0, cause = NULL, retry = NULL, wait = NULL, asking = NULL, \
                     retired = 0, lost = 0, looked = NULL, instead = NULL, took = coalesce(?7, took) WHERE id = ?1",
                )?
                .execute(params![
                    feed.0,
                    seconds(fetched.now),
                    fetched.next.map(seconds),
                    some(fetched.etag.as_deref()),
                    some(fetched.last_modified.as_deref()),
                    fetched.body_hash.map(u64::cast_signed),
                    fetched.took,
                ])?;
            moved(transaction, *feed, fetched.moved.as_deref())
        })
    }

    /// Notes that feeds could not be fetched.
    pub fn failed(&mut self, failures: &[Failed]) -> Result<(), StoreError> {
        self.in_turns(failures, |transaction, failed| {
            transaction
                .prepare_cached(
                    "UPDATE feed SET tries = tries + 1, failing_since = coalesce(failing_since, ?2), cause = ?3, \
                     retry = ?4, retired = ?5, wait = ?6, asking = NULL, etag = iif(?7, NULL, etag), \
                     last_modified = iif(?7, NULL, last_modified), body_hash = iif(?7, NULL, body_hash), lost = ?8 \
                     WHERE id = ?1",
                )?
                .execute(params![
                    failed.feed.0,
                    seconds(failed.now),
                    failed.cause,
                    failed.retry.map(seconds),
                    failed.retired,
                    failed.wait.map(seconds),
                    failed.forgotten,
                    failed.lost,
                ])
                .map(drop)
        })
    }
}

/// Notes the new address of a feed, unless another subscription has it. What its old server was told stays with that.
pub(crate) fn moved(
    transaction: &Transaction,
    feed: FeedId,
    url: Option<&str>,
) -> rusqlite::Result<()> {
    let Some(url) = some(url) else {
        return Ok(());
    };
    let place = without_secrets(url);
    let known = transaction
        .prepare_cached("SELECT url, settings FROM feed WHERE id = ?1 AND url <> ?2")?
        .query_row(params![feed.0, place], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((from, settings)): Option<(String, Option<String>)> = known else {
        return Ok(());
    };
    let mut wishes = wishes_of(&from, settings.as_deref());
    wishes.moved(&from, &place);
    let is_read_already: bool = transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM feed WHERE url = ?1 AND removed IS NULL)")?
        .query_row([&place], |row| row.get(0))?;
    if is_read_already {
        // Nobody reads the same twice knowingly: the reader is told.
        return transaction
            .prepare_cached("UPDATE feed SET instead = ?2 WHERE id = ?1")?
            .execute(params![feed.0, place])
            .map(drop);
    }
    transaction
        .prepare_cached(
            "UPDATE OR IGNORE feed SET url = ?2, moved_from = ?3, settings = ?4 WHERE id = ?1",
        )?
        .execute(params![
            feed.0,
            place,
            without_secrets(&from),
            written(&wishes)
        ])
        .map(drop)
}

/// A bit for each small number.
#[must_use]
pub(crate) fn bits(numbers: &[u8]) -> i64 {
    numbers
        .iter()
        .filter(|number| **number < 32)
        .fold(0, |bits, number| bits | (1 << number))
}

fn numbers(bits: i64) -> Vec<u8> {
    (0..32).filter(|number| bits & (1 << number) != 0).collect()
}

fn subscribed(connection: &Connection) -> rusqlite::Result<Vec<FeedId>> {
    connection
        .prepare_cached("SELECT id FROM feed WHERE removed IS NULL ORDER BY id")?
        .query_map([], |row| row.get(0).map(FeedId))?
        .collect()
}

fn planned(connection: &Connection, ids: Option<&[FeedId]>) -> rusqlite::Result<Vec<FeedTask>> {
    let of_feeds = format!("SELECT {TASK} FROM feed WHERE removed IS NULL");
    let Some(ids) = ids else {
        return connection
            .prepare_cached(&format!("{of_feeds} ORDER BY id"))?
            .query_map([], task)?
            .collect();
    };
    // Each by its key: a condition that may be left out would walk through all feeds for each.
    let mut statement = connection.prepare_cached(&format!("{of_feeds} AND id = ?1"))?;
    let mut tasks = Vec::with_capacity(ids.len());
    for id in ids {
        for task in statement.query_map([id.0], task)? {
            tasks.push(task?);
        }
    }
    Ok(tasks)
}

fn task(row: &Row) -> rusqlite::Result<FeedTask> {
    Ok(FeedTask {
        id: FeedId(row.get(0)?),
        url: row.get(1)?,
        title: row.get(2)?,
        etag: row.get(3)?,
        last_modified: row.get(4)?,
        body_hash: row.get::<_, Option<i64>>(5)?.map(i64::cast_unsigned),
        fetched: time_at(row, 6)?,
        next: time_at(row, 7)?,
        retry: time_at(row, 8)?,
        tries: count(row.get(9)?),
        retired: row.get(10)?,
        ttl: row.get::<_, Option<i64>>(11)?.map(count),
        skip_hours: numbers(row.get(12)?),
        skip_days: numbers(row.get(13)?),
        wait: time_at(row, 14)?,
        asked: time_at(row, 15)?,
        asking: time_at(row, 16)?,
        pace: row.get::<_, Option<i64>>(17)?.map(count),
        latest: time_at(row, 18)?,
        wishes: wishes_of(
            row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?,
            row.get::<_, Option<String>>(19)?.as_deref(),
        ),
        is_double: row.get(20)?,
    })
}
