//! The scan of stories that are not indexed yet: slower than the index, but there is nothing to wait for.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::store::index::SEARCHED;
use crate::store::pack::{self, Content};
use crate::store::strip;
use crate::store::words::{Term, holds, tokens};

/// So many bodies are read, the newest; of older stories only title and first words.
const SCANNED: i64 = 5_000;

const WITH_BODY: &str = "SELECT a.id, a.title, a.excerpt, b.form, b.data FROM article a LEFT JOIN body b ON b.id = a.body";
const WITHOUT_BODY: &str = "SELECT a.id, a.title, a.excerpt, NULL FROM article a";

/// The stories that are not indexed, or not as they are now, and hold all terms; the newest first.
pub(crate) fn scan(
    connection: &Connection,
    terms: &[Term],
    changed: &HashSet<i64>,
) -> rusqlite::Result<Vec<i64>> {
    let indexed_to: i64 = connection
        .prepare_cached("SELECT indexed_to FROM tally")?
        .query_row([], |row| row.get(0))?;
    let mut found = Vec::new();
    let mut scanned = 0;
    let mut before = i64::MAX;
    for (story, limit) in [(WITH_BODY, SCANNED), (WITHOUT_BODY, i64::MAX)] {
        let mut statement = connection.prepare_cached(&format!(
            "{story} WHERE a.id > ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3"
        ))?;
        let mut rows = statement.query([indexed_to, before, limit])?;
        while let Some(row) = rows.next()? {
            before = row.get(0)?;
            scanned += 1;
            if row_holds(row, terms)? {
                found.push(before);
            }
        }
        if scanned < SCANNED {
            break;
        }
    }
    let mut statement = connection.prepare_cached(&format!("{WITH_BODY} WHERE a.id = ?1"))?;
    for id in changed {
        let holds = statement
            .query_row([id], |row| row_holds(row, terms))
            .optional()?;
        if holds == Some(true) {
            found.push(*id);
        }
    }
    Ok(found)
}

fn row_holds(row: &Row, terms: &[Term]) -> rusqlite::Result<bool> {
    let title = tokens(row.get_ref(1)?.as_str()?);
    let missing: Vec<&Term> = terms
        .iter()
        .filter(|term| !holds(&title, "", term))
        .collect();
    if missing.is_empty() {
        return Ok(true);
    }
    let text = match row.get::<_, Option<i64>>(3)? {
        None => {
            let excerpt = row.get_ref(2)?.as_str()?;
            if !may_hold(excerpt.as_bytes(), &missing) {
                return Ok(false);
            }
            tokens(excerpt)
        }
        Some(form) => {
            let bytes = pack::bytes(form, row.get_ref(4)?.as_blob()?)?;
            if !may_hold(&bytes, &missing) {
                return Ok(false);
            }
            match pack::content(form, &bytes)? {
                Content::Html(html) => tokens(&strip::text(&html, SEARCHED)),
                Content::Document(document) => tokens(&document.plain_text()),
            }
        }
    };
    Ok(missing.iter().all(|term| holds("", &text, term)))
}

/// Whether it is worth the trouble to read a text: in plain ASCII without entities a word stands as it is written. (Tags
/// within a word are overlooked; they are found once the story is indexed.)
fn may_hold(bytes: &[u8], terms: &[&Term]) -> bool {
    if !bytes.is_ascii() || bytes.contains(&b'&') {
        return true;
    }
    let lower = bytes.to_ascii_lowercase();
    let Ok(lower) = str::from_utf8(&lower) else {
        return true;
    };
    terms.iter().all(|term| {
        let longest = term.tokens.split(' ').max_by_key(|token| token.len());
        longest.is_none_or(|token| lower.contains(token))
    })
}
