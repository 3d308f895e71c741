//! The same story in other feeds: by the words of titles, within two days.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::article::ArticleId;
use crate::store::words;

/// Stories so many seconds apart are not the same any more.
const APART: i64 = 2 * 86_400;
/// So many stories are looked at, those nearest in time on either side.
const LOOKED_AT: i64 = 4_000;
/// So much of the weight of the shorter title must be in the other too.
const SHARE: f64 = 0.25;
/// And so many words.
const WORDS: usize = 2;
/// Titles are weighed as if there were so many more of them: in a small library hardly a word is rare.
const MORE: f64 = 200.0;
/// Shorter words tell nothing, in characters; scripts without spaces come in pairs.
const LETTERS: usize = 3;

/// The stories that tell the same as this one, each of another feed, and this one.
pub(crate) fn stories(connection: &Connection, id: ArticleId) -> rusqlite::Result<HashSet<i64>> {
    let own: Option<(i64, Option<i64>, String)> = connection
        .prepare_cached("SELECT published, feed, title FROM article WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((published, feed, title)) = own else {
        return Ok(HashSet::new());
    };
    let wanted = significant(&title);
    let mut others = Vec::new();
    for sql in [
        "SELECT id, feed, title FROM article INDEXED BY article_list WHERE shown = 1 AND read = ?4 \
         AND published >= ?1 AND published <= ?2 ORDER BY published DESC LIMIT ?3",
        "SELECT id, feed, title FROM article INDEXED BY article_list WHERE shown = 1 AND read = ?4 \
         AND published > ?2 AND published <= ?2 + ?2 - ?1 ORDER BY published LIMIT ?3",
    ] {
        let mut statement = connection.prepare_cached(sql)?;
        for read in [0, 1] {
            let mut rows =
                statement.query(params![published - APART, published, LOOKED_AT, read])?;
            while let Some(row) = rows.next()? {
                let words = significant(row.get_ref(2)?.as_str()?);
                others.push((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?, words));
            }
        }
    }
    let weights = weights(&others);
    let mut alike: HashSet<i64> = others
        .iter()
        .filter(|(_, of, words)| *of != feed && is_alike(&wanted, words, &weights))
        .map(|(id, ..)| *id)
        .collect();
    alike.insert(id.0);
    Ok(alike)
}

/// The words of a title that tell something.
fn significant(title: &str) -> HashSet<String> {
    let tokens = words::tokens(title);
    let tells =
        |word: &&str| word.chars().count() >= LETTERS || word.chars().any(words::is_unspaced);
    tokens
        .split_whitespace()
        .filter(tells)
        .map(str::to_owned)
        .collect()
}

/// The rarer a word is among the titles of those days, the more it weighs.
fn weights(others: &[(i64, Option<i64>, HashSet<String>)]) -> HashMap<&str, f64> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in others.iter().flat_map(|(.., words)| words) {
        *counts.entry(word).or_default() += 1;
    }
    let all = others.len() as f64 + MORE;
    let weight = |count: usize| (all / count as f64).ln().max(0.1);
    counts
        .into_iter()
        .map(|(word, count)| (word, weight(count)))
        .collect()
}

fn is_alike(one: &HashSet<String>, other: &HashSet<String>, weights: &HashMap<&str, f64>) -> bool {
    let sum = |words: &mut dyn Iterator<Item = &String>| -> f64 {
        words.filter_map(|word| weights.get(word.as_str())).sum()
    };
    if one.intersection(other).count() < WORDS {
        return false;
    }
    let shared = sum(&mut one.intersection(other));
    let least = sum(&mut one.iter()).min(sum(&mut other.iter()));
    shared >= SHARE * least
}
