//! How a feed is doing, and how the reader wants it.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::model::feed::FeedId;
use crate::model::record::Record;
use crate::model::wishes::{FullText, Wishes};
use crate::store::columns::{count, seconds, time_at, wishes_of, written};
use crate::store::{Durability, Store, StoreError, columns, pack, whole};

/// So many stories are judged in one transaction.
const JUDGED: i64 = 100;
const DAY: i64 = 86_400;
/// Four weeks, in seconds.
const SPAN: i64 = 28 * DAY;

impl Store {
    /// How a feed is doing; nothing when it is not subscribed.
    pub fn record(&self, id: FeedId, now: Timestamp) -> Result<Option<Record>, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT next, retry, wait, pace, latest, moved_from, settings, \
                     (SELECT count(*) FROM article a WHERE a.feed = feed.id AND a.read IN (0, 1) AND a.published > ?2), \
                     retired, url, added, \
                     (SELECT min(published) FROM article a WHERE a.feed = feed.id AND a.read IN (0, 1) AND a.published > ?2) \
                     FROM feed WHERE id = ?1 AND removed IS NULL",
                )?
                .query_row(params![id.0, seconds(now) - SPAN], |row| {
                    record(row, seconds(now))
                })
                .optional()
        })
    }

    /// Notes how the reader wants a feed. When that changes what is wanted of its pages, stories that have none yet are
    /// wanted or not as it says now.
    pub fn wish(&mut self, id: FeedId, wishes: &Wishes) -> Result<(), StoreError> {
        let text = written(wishes);
        let before = self.write(Durability::Sure, |transaction| {
            let settings: Option<Option<String>> = transaction
                .query_row("SELECT settings FROM feed WHERE id = ?1", [id.0], |row| {
                    row.get(0)
                })
                .optional()?;
            transaction.execute(
                "UPDATE feed SET settings = ?2 WHERE id = ?1",
                params![id.0, text],
            )?;
            Ok(columns::wishes(settings.flatten().as_deref()))
        })?;
        if before.full_text == wishes.full_text {
            return Ok(());
        }
        let mut last = 0;
        while let Some(next) = self.write(Durability::Cheap, |transaction| {
            judge_some(transaction, id, wishes.full_text, last)
        })? {
            last = next;
        }
        Ok(())
    }
}

/// Judges anew whether the pages of some stories behind `last` are wanted; answers the last of them. Each is judged by
/// what its feed carries, and a reader's mark waits for no more than one round.
fn judge_some(
    transaction: &Transaction,
    feed: FeedId,
    full_text: FullText,
    last: i64,
) -> rusqlite::Result<Option<i64>> {
    type Row = (i64, [bool; 2], Option<(i64, Vec<u8>)>);
    let stories: Vec<Row> = transaction
        .prepare_cached(
            "SELECT article.id, wanted, tries >= 3, form, data FROM article LEFT JOIN body ON body.id = article.body \
             WHERE feed = ?1 AND article.id > ?2 AND source <> 2 AND url IS NOT NULL \
             ORDER BY article.id LIMIT ?3",
        )?
        .query_map(params![feed.0, last, JUDGED], |row| {
            let form: Option<i64> = row.get(3)?;
            let body = form.map(|form| Ok::<_, rusqlite::Error>((form, row.get(4)?)));
            Ok((row.get(0)?, [row.get(1)?, row.get(2)?], body.transpose()?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (id, [was_wanted, was_given_up], body) in &stories {
        let kept = body
            .as_ref()
            .map(|(form, data)| pack::unpacked(*form, data));
        let wanted = match &kept {
            Some(kept) => kept
                .as_ref()
                .map_or(true, |kept| whole::still_wants_page(full_text, kept)),
            None => whole::wants_page(full_text, None),
        };
        // What is to be read instead of its page is counted.
        let minutes = kept.filter(|_| !wanted).and_then(Result::ok);
        let minutes = minutes.map(|kept| whole::minutes_of(&kept));
        if *was_given_up && !wanted {
            // What nobody wants is not missed either: the feed's own text is all there is to read.
            transaction
                .prepare_cached(
                    "UPDATE article SET wanted = 0, tries = 0, body_error = NULL, minutes = coalesce(?2, minutes) WHERE id = ?1",
                )?
                .execute(params![id, minutes])?;
        } else if !was_given_up && wanted != *was_wanted {
            transaction
                .prepare_cached(
                    "UPDATE article SET wanted = ?2, minutes = coalesce(?3, minutes) WHERE id = ?1",
                )?
                .execute(params![id, wanted, minutes])?;
        }
    }
    Ok(stories.last().map(|(id, ..)| *id))
}

fn record(row: &Row, now: i64) -> rusqlite::Result<Record> {
    let (next, retry) = (time_at(row, 0)?, time_at(row, 1)?);
    let url: String = row.get(9)?;
    let wishes = wishes_of(&url, row.get::<_, Option<String>>(6)?.as_deref());
    let is_left_alone = row.get(8)? || wishes.muted;
    // A feed tells of days before it was added, too.
    let (added, first): (i64, Option<i64>) = (row.get(10)?, row.get(11)?);
    let since = first.map_or(added, |first| first.min(added));
    Ok(Record {
        next: retry.or(next).filter(|_| !is_left_alone),
        wait: time_at(row, 2)?,
        pace: row.get::<_, Option<i64>>(3)?.map(count),
        latest: time_at(row, 4)?,
        moved_from: row.get(5)?,
        wishes,
        per_week: per_week(row.get(7)?, now - since),
    })
}

/// How many stories a week so many are that came in the last four weeks, of which so many seconds are known.
fn per_week(stories: i64, known: i64) -> u32 {
    let known = known.clamp(DAY, SPAN);
    count((stories * 7 * DAY + known - 1) / known)
}

#[test]
fn stories_a_week_are_those_of_the_time_that_is_known() {
    for (stories, days, expected) in [
        (0, 2, 0),
        (308, 2, 1078),
        (308, 28, 77),
        (308, 400, 77),
        (1, 28, 1),
        (3, 0, 21),
    ] {
        assert_eq!(per_week(stories, days * DAY), expected, "{stories} {days}");
    }
}
