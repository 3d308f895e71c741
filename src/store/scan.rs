//! The scan of stories that are not indexed yet: slower than the index, but there is nothing to wait for.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::store::index::SEARCHED;
use crate::store::pack::{self, Content};
use crate::store::strip;
use crate::store::words::{Term, holds, tokens};

/// So many bodies are read, the newest; of older stories only title and first words.
const SCANNED: usize = 5_000;

const STORY: &str = "SELECT a.id, a.title, a.excerpt, b.form, b.data FROM article a LEFT JOIN body b ON b.id = a.body";

/// The stories that are not indexed, or not as they are now, and hold all terms; the newest first.
pub(crate) fn scan(
    connection: &Connection,
    terms: &[Term],
    changed: &HashSet<i64>,
) -> rusqlite::Result<Vec<i64>> {
    let mut found = Vec::new();
    let mut statement = connection.prepare_cached(&format!(
        "{STORY} WHERE a.id > (SELECT indexed_to FROM tally) ORDER BY a.id DESC"
    ))?;
    let mut rows = statement.query([])?;
    let mut number = 0;
    while let Some(row) = rows.next()? {
        number += 1;
        if row_holds(row, terms, number <= SCANNED)? {
            found.push(row.get(0)?);
        }
    }
    let mut statement = connection.prepare_cached(&format!("{STORY} WHERE a.id = ?1"))?;
    for id in changed.iter().take(SCANNED) {
        let holds = statement
            .query_row([id], |row| row_holds(row, terms, true))
            .optional()?;
        if holds == Some(true) {
            found.push(*id);
        }
    }
    Ok(found)
}

fn row_holds(row: &Row, terms: &[Term], with_body: bool) -> rusqlite::Result<bool> {
    let title = tokens(row.get_ref(1)?.as_str()?);
    let missing: Vec<&Term> = terms
        .iter()
        .filter(|term| !holds(&title, "", term))
        .collect();
    if missing.is_empty() {
        return Ok(true);
    }
    let form: Option<i64> = if with_body { row.get(3)? } else { None };
    let text = match form {
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
