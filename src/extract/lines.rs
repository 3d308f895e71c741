//! Whether the lines of one run of text, divided by single line breaks, are paragraphs.
//!
//! Some editors write stories so, with nothing but `<br>` between paragraphs. Verses, addresses and lists of results
//! are divided so, too, and stay together.

use crate::extract::rules::{Place, Reason, rules};
use crate::extract::shape::{Edge, Shape};

/// Words that a paragraph has at least.
const WORDS: u32 = 12;
/// So many lines must be paragraphs.
const LEAST: usize = 3;

/// Whether at least three lines, with half of all words, are as long as a sentence and end like one.
pub fn are_paragraphs(lines: &[Shape]) -> bool {
    let paragraphs = || lines.iter().filter(|line| is_paragraph(line));
    let words: u32 = paragraphs().map(|line| line.words).sum();
    let all: u32 = lines.iter().map(|line| line.words).sum();
    paragraphs().count() >= LEAST && words * 2 >= all
}

/// Words of a line that is for reading something else, at most.
const ASIDE: usize = 30;

/// Whether a line is for reading something else.
pub fn is_aside(line: &str) -> bool {
    let inner = line.trim_start_matches(['(', '[', '【', '（']);
    let also = |line: &str| {
        rules()
            .matches(line)
            .get(Reason::ReadAlso as usize)
            .copied()
    };
    line.split_whitespace().nth(ASIDE).is_none() && also(inner) >= Some(Place::Start)
}

fn is_paragraph(line: &Shape) -> bool {
    line.words >= WORDS
        && matches!(
            line.last,
            Edge::Stop | Edge::Quote | Edge::Bracket | Edge::Ellipsis
        )
}
