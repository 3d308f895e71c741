//! The same story in other feeds: by the words of titles, within two days.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::article::ArticleId;
use crate::store::{Store, StoreError, words};

/// Stories so many seconds apart are not the same any more.
const APART: i64 = 2 * 86_400;
/// Titles of so many seconds more are read towards older stories, which is where lists are scrolled to: else each row would
/// read all of them again.
const AHEAD: i64 = 21_600;
/// So many stories are looked at, those nearest in time on either side.
const LOOKED_AT: usize = 8_000;
/// So many titles are held at most, read and unread each, the latest of their days.
const HELD: i64 = 40_000;
/// So much of the weight of the shorter title must be in the other too.
const SHARE: f64 = 0.25;
/// And so many words.
const WORDS: usize = 2;
/// Titles are weighed as if there were so many more of them: in a small library hardly a word is rare.
const MORE: f64 = 200.0;
/// Shorter words tell nothing, in characters; scripts without spaces come in pairs.
const LETTERS: usize = 3;

/// The titles of some days by their words, so that many stories are compared with them at the cost of reading them once.
#[derive(Debug, Default)]
pub struct Titles {
    /// From the first to the last second of them.
    days: (i64, i64),
    /// The newest story of the library when they were read, and its feeds, of which one may have gone since.
    newest: (i64, i64),
    /// By time.
    stories: Vec<Story>,
    /// The words of each story, by number, one story after the other.
    words: Vec<u32>,
    /// Where each word stands, in order, one word after the other.
    places: Vec<u32>,
    /// Where the places of each word begin, and at last where they end.
    begins: Vec<u32>,
}

/// There may be many, which are held as long as nothing else is asked: 24 bytes each.
#[derive(Debug)]
struct Story {
    id: i64,
    /// Seconds after the first of the days.
    at: u32,
    /// 0 when it has none.
    feed: u32,
    /// Where its words stand among the words.
    words: Range<u32>,
}

impl Store {
    /// How many stories of other feeds tell the same as each of these. `titles` is what was read for the last answer.
    pub fn count_alike(
        &self,
        ids: &[ArticleId],
        titles: &mut Titles,
    ) -> Result<Vec<(ArticleId, u32)>, StoreError> {
        self.read(|connection| count(connection, ids, titles))
    }
}

/// The stories that tell the same as this one, each of another feed, and this one.
pub(crate) fn stories(connection: &Connection, id: ArticleId) -> rusqlite::Result<HashSet<i64>> {
    let Some(published) = published(connection, id)? else {
        return Ok(HashSet::new());
    };
    let titles = Titles::read(connection, (published - APART, published + APART))?;
    let mut alike: HashSet<i64> = titles.alike(id, published).collect();
    alike.insert(id.0);
    Ok(alike)
}

fn count(
    connection: &Connection,
    ids: &[ArticleId],
    titles: &mut Titles,
) -> rusqlite::Result<Vec<(ArticleId, u32)>> {
    let mut wanted = Vec::with_capacity(ids.len());
    for id in ids {
        wanted.extend(published(connection, *id)?.map(|published| (published, *id)));
    }
    wanted.sort_unstable();
    let newest = newest(connection)?;
    let mut counts = Vec::with_capacity(wanted.len());
    // Days between that no story asks for are not read.
    for run in wanted.chunk_by(|one, next| next.0 - one.0 <= 2 * APART) {
        let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else {
            continue;
        };
        let days = (first - APART, last + APART);
        if titles.newest != newest || titles.days.0 > days.0 || titles.days.1 < days.1 {
            *titles = Titles::read(connection, (days.0 - AHEAD, days.1))?;
        }
        for (published, id) in run {
            let alike = titles.alike(*id, *published).count();
            counts.push((*id, u32::try_from(alike).unwrap_or(u32::MAX)));
        }
    }
    Ok(counts)
}

fn published(connection: &Connection, id: ArticleId) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT published FROM article WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()
}

/// The number of the newest story, and the sum of those of the feeds.
fn newest(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    connection
        .prepare_cached(
            "SELECT (SELECT coalesce(max(id), 0) FROM article), (SELECT coalesce(sum(id), 0) FROM feed WHERE removed IS NULL)",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
}

impl Titles {
    fn read(connection: &Connection, days: (i64, i64)) -> rusqlite::Result<Self> {
        let mut titles = Self {
            days,
            newest: newest(connection)?,
            ..Self::default()
        };
        let mut numbers: HashMap<u64, u32> = HashMap::new();
        let mut statement = connection.prepare_cached(
            "SELECT id, feed, published, title FROM article INDEXED BY article_list WHERE shown = 1 AND read = ?4 \
             AND published >= ?1 AND published <= ?2 ORDER BY published DESC LIMIT ?3",
        )?;
        for read in [0, 1] {
            let mut rows = statement.query(params![days.0, days.1, HELD, read])?;
            while let Some(row) = rows.next()? {
                let from = titles.count_words();
                for word in significant(row.get_ref(3)?.as_str()?) {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    titles.words.push(*numbers.entry(word).or_insert(next));
                }
                titles.stories.push(Story {
                    id: row.get(0)?,
                    feed: row.get::<_, Option<u32>>(1)?.unwrap_or_default(),
                    at: u32::try_from(row.get::<_, i64>(2)? - days.0).unwrap_or_default(),
                    words: from..titles.count_words(),
                });
            }
        }
        titles
            .stories
            .sort_unstable_by_key(|story| (story.at, story.id));
        titles.stories.shrink_to_fit();
        titles.words.shrink_to_fit();
        titles.find_places(numbers.len());
        Ok(titles)
    }

    fn count_words(&self) -> u32 {
        u32::try_from(self.words.len()).unwrap_or(u32::MAX)
    }

    /// Notes where each of so many words stands: first how often, then, story after story, each place. There are many, and
    /// nothing else is to be as large as they are.
    fn find_places(&mut self, count: usize) {
        let mut ends = vec![0_u32; count + 1];
        for word in &self.words {
            if let Some(end) = ends.get_mut(*word as usize) {
                *end += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut places = vec![0; self.words.len()];
        for (at, story) in self.stories.iter().enumerate().rev() {
            for word in self.words_of(story) {
                // What is left of its places ends where this one stands; at last where they begin is left.
                if let Some(end) = ends.get_mut(*word as usize) {
                    *end -= 1;
                    if let Some(place) = places.get_mut(*end as usize) {
                        *place = at as u32;
                    }
                }
            }
        }
        self.places = places;
        self.begins = ends;
    }

    fn words_of(&self, story: &Story) -> &[u32] {
        let words = story.words.start as usize..story.words.end as usize;
        self.words.get(words).unwrap_or_default()
    }

    /// The stories of other feeds that tell the same as this one.
    fn alike(&self, id: ArticleId, published: i64) -> impl Iterator<Item = i64> + '_ {
        let at = self
            .stories
            .partition_point(|story| (self.published(story), story.id) < (published, id.0));
        let own = self.stories.get(at).filter(|story| story.id == id.0);
        let near = self.near(at, published);
        let mut shared: HashMap<u32, (usize, f64)> = HashMap::new();
        for word in own.iter().flat_map(|own| self.words_of(own)) {
            let weight = self.weight(*word, &near);
            for place in self.among(*word, &near) {
                let (count, sum) = shared.entry(*place).or_default();
                *count += 1;
                *sum += weight;
            }
        }
        let whole = own.map_or(0.0, |own| self.sum(own, &near));
        shared
            .into_iter()
            .filter_map(move |(place, (count, shared))| {
                let other = self.stories.get(place as usize)?;
                let is_other = own.is_some_and(|own| own.feed != other.feed);
                let is_alike = is_other
                    && count >= WORDS
                    && shared >= SHARE * whole.min(self.sum(other, &near));
                is_alike.then_some(other.id)
            })
    }

    fn published(&self, story: &Story) -> i64 {
        self.days.0 + i64::from(story.at)
    }

    /// The places of the stories that are near enough in time to that one.
    fn near(&self, at: usize, published: i64) -> Range<usize> {
        let before = |time: i64| {
            self.stories
                .partition_point(|story| self.published(story) < time)
        };
        let from = before(published - APART).max(at.saturating_sub(LOOKED_AT));
        let to = before(published + APART + 1).min(at + LOOKED_AT);
        from..to
    }

    /// Where a word stands in these stories.
    fn among(&self, word: u32, near: &Range<usize>) -> &[u32] {
        let number = word as usize;
        let (begin, end) = (self.begins.get(number), self.begins.get(number + 1));
        let places = begin
            .zip(end)
            .and_then(|(begin, end)| self.places.get(*begin as usize..*end as usize))
            .unwrap_or_default();
        let from = places.partition_point(|place| (*place as usize) < near.start);
        let to = places.partition_point(|place| (*place as usize) < near.end);
        places.get(from..to).unwrap_or_default()
    }

    /// The rarer a word is among these titles, the more it weighs.
    fn weight(&self, word: u32, near: &Range<usize>) -> f64 {
        let count = self.among(word, near).len().max(1);
        ((near.len() as f64 + MORE) / count as f64).ln().max(0.1)
    }

    fn sum(&self, story: &Story, near: &Range<usize>) -> f64 {
        let words = self.words_of(story).iter();
        words.map(|word| self.weight(*word, near)).sum()
    }
}

/// The words of a title that tell something, each once, by their hashes: two words of a few days that share one are not to
/// be feared.
fn significant(title: &str) -> BTreeSet<u64> {
    let tokens = words::tokens(title);
    let tells =
        |word: &&str| word.chars().count() >= LETTERS || word.chars().any(words::is_unspaced);
    let hash = |word: &str| {
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        hasher.finish()
    };
    tokens.split_whitespace().filter(tells).map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_titles_take_little_room() {
        assert_eq!(size_of::<Story>(), 24);
    }
}
