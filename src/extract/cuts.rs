//! What was cut from a story: why, which words, and where, so that it can be shown or put back in its place.
//!
//! It decides nothing; the verdicts are made elsewhere.

use crate::document::{Block as Part, Document};
use crate::extract::blocks::Blocks;
use crate::extract::inlines;
use crate::extract::prune::Verdict;
use crate::text;

/// Blocks after the story that are still told.
const TAIL: usize = 40;

/// A part of a page that is not the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Why: "read also", "related list", "share bar", "caption" and so on.
    pub reason: String,
    /// Its words, a line for each block.
    pub text: String,
    /// So many top-level blocks of the document stand before it: its length for what stood after the story.
    pub place: usize,
}

/// A document with cuts back in their places, each line of them a paragraph. `cuts` are those of the same story,
/// all or some of them, in order.
#[must_use]
pub fn restored<'c>(document: &Document, cuts: impl IntoIterator<Item = &'c Cut>) -> Document {
    let mut blocks: Vec<Part> = Vec::with_capacity(document.blocks.len());
    let mut rest = document.blocks.iter();
    let mut taken = 0;
    for cut in cuts {
        while taken < cut.place {
            let Some(block) = rest.next() else { break };
            blocks.push(block.clone());
            taken += 1;
        }
        blocks.extend(paragraphs(cut));
    }
    blocks.extend(rest.cloned());
    Document { blocks }
}

/// The words of a cut as paragraphs.
fn paragraphs(cut: &Cut) -> impl Iterator<Item = Part> {
    cut.text.lines().map(|line| Part::Paragraph {
        content: inlines::plain(line),
    })
}

/// What was cut from the first kept block on, and the beginning of what follows the last; neighbours with the same
/// reason together. `places` says for each block of the page how many blocks of the document stand before it.
#[must_use]
pub fn cuts(blocks: &Blocks, verdicts: &[Verdict], places: &[usize]) -> Vec<Cut> {
    let kept = |verdict: &Verdict| *verdict == Verdict::Keep;
    let (Some(first), Some(last)) = (
        verdicts.iter().position(kept),
        verdicts.iter().rposition(kept),
    ) else {
        return Vec::new();
    };
    let mut cuts: Vec<Cut> = Vec::new();
    let mut previous = None;
    for number in first..(last + 1 + TAIL).min(verdicts.len()) {
        let (Some(block), Some(Verdict::Cut(reason))) =
            (blocks.list.get(number), verdicts.get(number))
        else {
            previous = None;
            continue;
        };
        if number > last && *reason == "navigation" {
            break;
        }
        let words = text::harmless(&block.text);
        let place = places.get(number).copied().unwrap_or_default();
        let this = Some((*reason, place));
        match cuts.last_mut().filter(|_| previous == this) {
            Some(cut) => {
                cut.text.push('\n');
                cut.text.push_str(&words);
            }
            None => cuts.push(Cut {
                reason: (*reason).to_owned(),
                text: words,
                place,
            }),
        }
        previous = this;
    }
    cuts
}
