//! The scan of stories that are not indexed yet: slower than the index, but there is nothing to wait for.

use std::collections::HashSet;

use memchr::memmem::Finder;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::store::index::SEARCHED;
use crate::store::pack::{self, Content};
use crate::store::strip;
use crate::store::words::{Term, holds, tokens};
use crate::text::fold;

/// So many bodies are read, the newest; of older stories only title and first words.
const SCANNED: i64 = 5_000;

const WITH_BODY: &str = "SELECT a.id, a.title, a.excerpt, b.form, b.data FROM article a LEFT JOIN body b ON b.id = a.body";
const WITHOUT_BODY: &str = "SELECT a.id, a.title, a.excerpt, NULL FROM article a";

/// A story that holds all terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scanned {
    pub id: i64,
    /// Whether its title alone holds them.
    pub in_title: bool,
}

/// The stories that are not indexed, or not as they are now, and hold all terms; the newest first, and of those not
/// indexed about `most`.
pub(crate) fn scan(
    connection: &Connection,
    terms: &[Term],
    changed: &HashSet<i64>,
    most: usize,
) -> rusqlite::Result<Vec<Scanned>> {
    let indexed_to: i64 = connection
        .prepare_cached("SELECT indexed_to FROM tally")?
        .query_row([], |row| row.get(0))?;
    let mut found = Vec::new();
    let mut scanned = 0;
    let mut before = i64::MAX;
    let mut sieve = Sieve::of(terms);
    for (story, limit) in [(WITH_BODY, SCANNED), (WITHOUT_BODY, i64::MAX)] {
        let mut statement = connection.prepare_cached(&format!(
            "{story} WHERE a.id > ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3"
        ))?;
        let mut rows = statement.query([indexed_to, before, limit])?;
        while found.len() < most
            && let Some(row) = rows.next()?
        {
            before = row.get(0)?;
            scanned += 1;
            found.extend(look(row, terms, &mut sieve)?);
        }
        if scanned < SCANNED {
            break;
        }
    }
    let mut statement = connection.prepare_cached(&format!("{WITH_BODY} WHERE a.id = ?1"))?;
    for id in changed {
        let look = |row: &Row| look(row, terms, &mut sieve);
        found.extend(statement.query_row([id], look).optional()?.flatten());
    }
    Ok(found)
}

/// Looks whether a story holds all terms. Most do not, and are sorted out before anything is folded.
fn look(row: &Row, terms: &[Term], sieve: &mut Sieve) -> rusqlite::Result<Option<Scanned>> {
    let id = row.get(0)?;
    let title = row.get_ref(1)?.as_str()?;
    let missing = sieve.missing(title.as_bytes(), u64::MAX);
    if missing == 0 {
        let tokens = tokens(title);
        if terms.iter().all(|term| holds(&tokens, "", term)) {
            return Ok(Some(Scanned { id, in_title: true }));
        }
    }
    let text = match row.get::<_, Option<i64>>(3)? {
        None => {
            let excerpt = row.get_ref(2)?.as_str()?;
            if sieve.missing(excerpt.as_bytes(), missing) > 0 {
                return Ok(None);
            }
            tokens(excerpt)
        }
        Some(form) => {
            let bytes = pack::bytes(form, row.get_ref(4)?.as_blob()?)?;
            if sieve.missing(&bytes, missing) > 0 {
                return Ok(None);
            }
            match pack::content(form, &bytes)? {
                Content::Html(html) => tokens(&strip::text(&html, SEARCHED)),
                Content::Document(document) => tokens(&document.plain_text()),
            }
        }
    };
    let title = tokens(title);
    let holds = terms.iter().all(|term| holds(&title, &text, term));
    Ok(holds.then_some(Scanned {
        id,
        in_title: false,
    }))
}

/// Sorts out texts that cannot hold a term, without folding what is plain ASCII. (Tags within a word are overlooked; such
/// words are found once the story is indexed.)
struct Sieve<'a> {
    /// The longest token of each term; of more than 64 terms the first.
    tokens: Vec<(&'a str, Finder<'a>)>,
    lower: Vec<u8>,
}

impl<'a> Sieve<'a> {
    fn of(terms: &'a [Term]) -> Self {
        let longest = |term: &'a Term| term.tokens.split(' ').max_by_key(|token| token.len());
        Self {
            tokens: terms
                .iter()
                .take(64)
                .filter_map(longest)
                .map(|token| (token, Finder::new(token)))
                .collect(),
            lower: Vec::new(),
        }
    }

    /// Which terms a text cannot hold, a bit each, of those whose bits are set in `among`.
    fn missing(&mut self, text: &[u8], among: u64) -> u64 {
        self.lower.clear();
        self.lower.extend(text.iter().map(u8::to_ascii_lowercase));
        let mut missing = 0;
        for (place, (_, finder)) in self.tokens.iter().enumerate() {
            if among & (1 << place) != 0 && finder.find(&self.lower).is_none() {
                missing |= 1 << place;
            }
        }
        if missing == 0 {
            return 0;
        }
        // In words with other signs the same token may be written otherwise: é, &eacute;.
        let mut rest = text;
        while let Some(at) = rest.iter().position(|byte| is_special(*byte)) {
            let start = rest.get(..at).unwrap_or_default();
            let start = start.iter().rposition(|byte| is_end(*byte));
            let word = rest
                .get(start.map_or(0, |end| end + 1)..)
                .unwrap_or_default();
            let length = word.iter().position(|byte| is_end(*byte));
            let length = length.unwrap_or(word.len()).max(1);
            let (word, after) = word.split_at_checked(length).unwrap_or((word, &[]));
            let folded = fold(&strip::text(&String::from_utf8_lossy(word), SEARCHED));
            for (place, (token, _)) in self.tokens.iter().enumerate() {
                if missing & (1 << place) != 0 && folded.contains(token) {
                    missing &= !(1 << place);
                }
            }
            if missing == 0 {
                return 0;
            }
            rest = after;
        }
        missing
    }
}

/// Whether a word with this byte may be a token that is written otherwise.
const fn is_special(byte: u8) -> bool {
    byte >= 0x80 || byte == b'&'
}

/// Whether a word ends at this byte.
const fn is_end(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'<' | b'>')
}
