//! What a page shows of its story, beside what its data holds of it.
//!
//! It reads no data itself.

use std::borrow::Cow;

use crate::extract::blocks::Blocks;
use crate::extract::dom::Tree;
use crate::extract::leftovers;
use crate::extract::metadata::Metadata;
use crate::extract::prune::Verdict;
use crate::extract::stated::{self, Told};
use crate::extract::surroundings::Surroundings;
use crate::extract::tokens::{Shingles, tokens, tokens_into};

/// Words below which a page shows as good as nothing of its story.
const NOTHING: usize = 40;
/// Words of the shortest text that may be the story where nothing is shown, and of a stated one where something is.
const FEW: usize = 18;
const SOME: usize = 60;
/// Words below which what it shows may be for the better part something else.
const LITTLE: usize = 150;
/// Words below which it may show no more than the beginning of what its state holds.
pub const BEGINNING: usize = 500;

/// The words of what is kept of a page.
pub struct Shown {
    pub length: usize,
    pub tokens: Vec<u64>,
}

impl Shown {
    /// Counts them.
    pub fn of(blocks: &Blocks, verdicts: &[Verdict]) -> Shown {
        let kept = blocks.list.iter().zip(verdicts);
        let kept = kept.filter(|(_, verdict)| **verdict == Verdict::Keep);
        let mut shown = Shown {
            length: 0,
            tokens: Vec::new(),
        };
        for (block, _) in kept {
            shown.length += block.shape.words as usize;
            if shown.length < BEGINNING {
                tokens_into(&block.text, &mut shown.tokens);
            }
        }
        shown
    }

    /// The text that the page states in its data, as markup, when it shows less than half of it itself.
    pub fn said(&self, tree: &Tree, counts: &Surroundings, metadata: &Metadata) -> Option<String> {
        let body = metadata.body.as_deref().unwrap_or_default();
        let body = leftovers::without_shortcodes(body);
        let stated = match &body {
            Cow::Owned(body) => tokens(body).len(),
            Cow::Borrowed(_) => counts.body.as_ref().map_or(0, |body| body.length),
        };
        let least = if self.length < NOTHING { FEW } else { SOME };
        if stated > least && stated > 2 * self.length {
            return Some(stated::marked_up(&body));
        }
        if self.length >= BEGINNING {
            return None;
        }
        let told = Told::of([metadata.title.as_deref(), metadata.description.as_deref()]);
        stated::in_state(tree, self.least(), &told, |html| self.is_beginning_of(html))
    }

    /// Words of the shortest text that may be the story: where nothing is shown, a few paragraphs will do.
    fn least(&self) -> usize {
        if self.length < NOTHING { FEW } else { 120 }
    }

    /// Whether a longer text has all this, or as good as nothing is shown.
    fn is_beginning_of(&self, html: &str) -> bool {
        if stated::words(html) <= 2 * self.length {
            return false;
        }
        let least = match self.length {
            ..NOTHING => return true,
            NOTHING..LITTLE => 0.2,
            _ => 0.5,
        };
        Shingles::of(html).share(&self.tokens) > least
    }
}
