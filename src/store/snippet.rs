//! Finding the place of a story where the words of a search are.

use std::ops::Range;

use rusqlite::OptionalExtension;

use crate::model::article::ArticleId;
use crate::model::snippet::Snippet;
use crate::store::pack::{self, Content};
use crate::store::words::{self, End, Term, is_unspaced, is_word};
use crate::store::{Store, StoreError, strip};
use crate::text::{fold, harmless};

/// How many characters stand before the first hit, and how many there are in all.
const BEFORE: usize = 60;
const LENGTH: usize = 200;
/// No more than this of a body is looked through, in bytes.
const LOOKED: usize = 100_000;

impl Store {
    /// Where a story has these words: the first place in its text, else its beginning.
    pub fn snippet(&self, id: ArticleId, words: &str) -> Result<Option<Snippet>, StoreError> {
        let text: Option<String> = self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT a.excerpt, b.form, b.data FROM article a LEFT JOIN body b ON b.id = a.body \
                     WHERE a.id = ?1",
                )?
                .query_row([id.0], |row| match row.get::<_, Option<i64>>(1)? {
                    None => row.get(0),
                    Some(form) => Ok(match pack::unpacked(form, row.get_ref(2)?.as_blob()?)? {
                        Content::Html(html) => strip::text(&html, LOOKED),
                        Content::Document(document) => document.plain_text(),
                    }),
                })
                .optional()
        })?;
        Ok(text.map(|text| snippet(&harmless(&text), &words::terms(words))))
    }
}

/// A folded character and where it stands in the text.
struct Place {
    char: char,
    from: usize,
    to: usize,
}

fn snippet(text: &str, terms: &[Term]) -> Snippet {
    let places = places(text);
    let mut hits: Vec<Range<usize>> = terms.iter().flat_map(|term| hits(&places, term)).collect();
    hits.sort_by_key(|hit| (hit.start, hit.end));
    let first = hits.first().map_or(0, |hit| hit.start);
    let start = text
        .char_indices()
        .rev()
        .skip_while(|(at, _)| *at >= first)
        .take(BEFORE)
        .map(|(at, _)| at)
        .last()
        .unwrap_or(0);
    let start = if start == 0 {
        0
    } else {
        word_start(text, start, first)
    };
    let tail = text.get(start..).unwrap_or_default();
    let end = tail
        .char_indices()
        .nth(LENGTH)
        .map_or(text.len(), |(at, _)| start + at);
    let mut piece = String::from(if start > 0 { "…" } else { "" });
    let shift = piece.len();
    piece.push_str(text.get(start..end).unwrap_or_default());
    if end < text.len() {
        piece.push('…');
    }
    hits.dedup_by(|next, hit| next.start < hit.end);
    hits.retain(|hit| hit.start >= start && hit.end <= end);
    for hit in &mut hits {
        *hit = hit.start - start + shift..hit.end - start + shift;
    }
    Snippet { text: piece, hits }
}

/// The first start of a word from here on, but not behind `limit`.
fn word_start(text: &str, from: usize, limit: usize) -> usize {
    let between = text.get(from..limit).unwrap_or_default();
    between
        .find(' ')
        .map_or(from, |at| (from + at + 1).min(limit))
}

/// The text folded character by character, all that is no word as one space.
fn places(text: &str) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::with_capacity(text.len());
    let mut buffer = [0; 4];
    for (from, char) in text.char_indices() {
        let to = from + char.len_utf8();
        if char.is_ascii() {
            push(&mut places, char.to_ascii_lowercase(), from, to);
        } else {
            for folded in fold(char.encode_utf8(&mut buffer)).chars() {
                push(&mut places, folded, from, to);
            }
        }
    }
    places
}

fn push(places: &mut Vec<Place>, char: char, from: usize, to: usize) {
    if is_word(char) {
        places.push(Place { char, from, to });
    } else if places.last().is_none_or(|place| place.char != ' ') {
        let char = ' ';
        places.push(Place { char, from, to });
    }
}

fn hits(places: &[Place], term: &Term) -> Vec<Range<usize>> {
    let needle: Vec<char> = term.folded.chars().collect();
    if needle.is_empty() {
        return Vec::new();
    }
    let bound = |one: Option<char>, other: Option<char>| {
        one.is_none_or(|char| char == ' ' || is_unspaced(char)) || other.is_none_or(is_unspaced)
    };
    let mut hits = Vec::new();
    for (at, window) in places.windows(needle.len()).enumerate() {
        if !window
            .iter()
            .map(|place| place.char)
            .eq(needle.iter().copied())
        {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| places.get(at));
        let after = places.get(at + needle.len()).map(|place| place.char);
        let starts = bound(before.map(|place| place.char), needle.first().copied());
        let ends = term.end != End::Whole || bound(after, needle.last().copied());
        if let (true, true, Some(first), Some(last)) = (starts, ends, window.first(), window.last())
        {
            hits.push(first.from..last.to);
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_the_words_is_shown() {
        let long = "kata ".repeat(100);
        let table = [
            (
                "Harga beras naik di Jakarta",
                "beras jak",
                "Harga [beras] naik di [Jak]arta",
            ),
            ("Café au lait", "cafe", "[Café] au lait"),
            ("Berasnya naik, beras!", "beras ", "Berasnya naik, [beras]!"),
            ("昨日、東京都知事が", "東京", "昨日、[東京]都知事が"),
            ("a  b—c", "\"b c\"", "a  [b—c]"),
            ("nothing here", "else", "nothing here"),
        ];
        for (text, words, expected) in table {
            assert_eq!(shown(&snippet(text, &words::terms(words))), expected);
        }
        let found = shown(&snippet(
            &format!("{long}beras {long}"),
            &words::terms("beras"),
        ));
        assert!(
            found.starts_with("…kata")
                && found.contains("kata [beras] kata")
                && found.ends_with('…')
        );
    }

    fn shown(snippet: &Snippet) -> String {
        let mut text = snippet.text.clone();
        for hit in snippet.hits.iter().rev() {
            text.insert(hit.end, ']');
            text.insert(hit.start, '[');
        }
        text
    }
}
