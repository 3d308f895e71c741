//! Read-also lines that stand inside a paragraph without an element of their own: where they begin and end.

use crate::extract::lines;
use crate::extract::shape::{Edge, edge};

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
) -> Vec<Mark> {
    let mut ends = lines;
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
