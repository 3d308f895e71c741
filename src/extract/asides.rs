//! Read-also lines that stand inside a paragraph without an element of their own: where they begin and end.

use memchr::memrchr2;

use crate::extract::lines;
use crate::extract::shape::{Edge, edge, is_wide};

/// How far the block under way has come.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mark {
    /// Bytes of its text.
    pub text: usize,
    /// Text nodes.
    pub nodes: usize,
    pub linked: u32,
    pub stressed: u32,
    pub links: u32,
}

/// The ends of lines, with those of read-also lines that are set into a paragraph or behind it without being one. The
/// breaks rise.
pub fn with_asides(
    text: &str,
    lines: Vec<Mark>,
    breaks: &[Mark],
    turns: &[Mark],
    closes: &[Mark],
    asides: &[Mark],
) -> Vec<Mark> {
    let mut ends = lines;
    ends.extend(asides.iter().filter(|end| end.text > 0));
    let begin = [Mark::default()];
    let begin = begin.iter().filter(|_| !closes.is_empty());
    for start in begin.chain(breaks).chain(turns) {
        let next = breaks.partition_point(|end| end.text <= start.text);
        let Some(line) = breaks.get(next) else {
            continue;
        };
        let last = next.checked_sub(1).and_then(|last| breaks.get(last));
        let before = text.get(..start.text).unwrap_or_default().trim_end();
        let is_line = start.text == 0 || last.is_some_and(|line| line.text == start.text);
        if !is_line && !ends_sentence(before) {
            continue;
        }
        let end = end_of_aside(text, start, line, closes);
        let tail = text.get(start.text..end.text).unwrap_or_default().trim();
        let letters = tail.chars().filter(|letter| *letter != ' ').count() as u32;
        let is_linked = end.links > start.links
            && (end.text == line.text || (end.linked - start.linked) * 5 > letters * 2);
        if is_linked && lines::is_aside(tail) {
            ends.extend([*start, end].into_iter().filter(|end| end.text > 0));
        }
    }
    ends.sort_by_key(|end| end.text);
    ends.dedup_by_key(|end| end.text);
    ends
}

/// Letters from the end of a text among which a plain aside begins, and words of what stands before its colon.
const PLAIN: usize = 240;
/// Bytes of the shortest text that ends with one.
const LEAST: usize = 16;
const LABEL: usize = 4;

/// Where an aside without a link begins that ends a text: behind a sentence, with a headline behind its colon ("... he said.
/// Read also: Rain in the Hills"). Whatever may be a sentence of the story is none.
pub fn plain(text: &str) -> Option<usize> {
    if text.len() < LEAST {
        return None;
    }
    let text = text.trim_end();
    // Few texts have a colon, or the last byte of a wide one, so near to their end.
    let near = text.len().saturating_sub(PLAIN * 4);
    memrchr2(b':', 0x9a, text.as_bytes().get(near..)?)?;
    let spaces = text.char_indices().rev().take(PLAIN);
    let starts = spaces.filter(|(_, letter)| letter.is_whitespace());
    starts
        .filter(|(at, _)| {
            let (before, tail) = text.split_at_checked(*at).unwrap_or_default();
            ends_sentence(before) && is_titled(tail.trim_start())
        })
        .map(|(at, _)| at)
        .last()
}

/// Whether words of several that are for reading something else stand before a colon, and a headline behind it.
fn is_titled(tail: &str) -> bool {
    let inner = tail.trim_matches(['(', ')', '[', ']']);
    let Some((label, title)) = inner.split_once([':', '：']) else {
        return false;
    };
    let parts = label.split_whitespace().count();
    let is_label = parts <= LABEL && (parts > 1 || label.contains(is_wide));
    is_label
        && !inner.ends_with(['.', '。', '।', ',', ';'])
        && is_headline(title)
        && lines::is_aside(tail)
}

/// Whether words are written as a headline: with capitals, but for small ones, where their script has them.
fn is_headline(words: &str) -> bool {
    let firsts = || {
        words
            .split_whitespace()
            .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()))
    };
    let small = firsts().filter(|first| first.is_lowercase()).count();
    let capital = firsts().filter(|first| first.is_uppercase()).count();
    let is_long = firsts().nth(1).is_some() || words.contains(is_wide);
    let is_cased = small + capital > 0;
    is_long
        && !firsts().next().is_some_and(char::is_lowercase)
        && (!is_cased || capital > 1 && capital > 2 * small)
}

/// Letters beside the links behind the first one of an aside, up to which all of its line belongs to it.
const REST: u32 = 12;

/// Where an aside that begins at `start` ends: with its first link where its line goes on with words that are no links, else
/// with its line.
fn end_of_aside(text: &str, start: &Mark, line: &Mark, closes: &[Mark]) -> Mark {
    let first = closes
        .iter()
        .find(|close| close.linked > start.linked && close.text > start.text);
    let first = first.filter(|first| first.text < line.text);
    let is_more = |first: &&Mark| {
        let rest = text.get(first.text..line.text).unwrap_or_default();
        let letters = rest.chars().filter(|letter| letter.is_alphanumeric());
        // A sentence with a link in it goes on small.
        let goes_on = |letter: char| letter.is_lowercase() || letter == ',';
        !rest.trim_start().starts_with(goes_on)
            && letters.count() as u32 > line.linked - first.linked + REST
    };
    *first.filter(is_more).unwrap_or(line)
}

/// Whether a text ends where a sentence does.
fn ends_sentence(text: &str) -> bool {
    matches!(
        text.chars().next_back().map(edge),
        Some(Edge::Stop | Edge::Quote | Edge::Bracket | Edge::Ellipsis)
    )
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_plain_aside_is_a_headline_behind_a_sentence() {
        for (text, wanted) in [
            (
                "Air surut, kata dia. Baca juga: Harga Ikan Turun",
                Some(" Baca juga: Harga Ikan Turun"),
            ),
            (
                "Air surut. (Baca juga: Jalan Dibuka untuk Umum)\n",
                Some(" (Baca juga: Jalan Dibuka untuk Umum)\n"),
            ),
            (
                "水が引いた。 あわせて読みたい：魚の値段が下がる",
                Some(" あわせて読みたい：魚の値段が下がる"),
            ),
            ("Baca juga: Harga Ikan Turun", None),
            ("Ia berkata baca juga: Harga Ikan Turun", None),
            (
                "Air surut. Baca juga: Harga Ikan Turun. Warga pulang.",
                None,
            ),
            ("Air surut. Baca juga: aturan baru tentang pasar", None),
            ("Air surut. Baca juga Harga Ikan Turun", None),
            ("Er lachte. Siehe auch: die Seite vier", None),
            ("The rain stopped. Watch: Boats Come Home", None),
        ] {
            let tail = plain(text).and_then(|at| text.get(at..));
            assert_eq!(tail, wanted, "{text}");
        }
    }
}
