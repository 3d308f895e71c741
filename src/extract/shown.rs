//! What a page shows of its story, to compare it with what its data holds.
//!
//! It counts and compares nothing itself.

use crate::extract::blocks::Blocks;
use crate::extract::prune::Verdict;
use crate::extract::tokens::{Shingles, tokens_into};

/// Words below which a page shows as good as nothing of its story.
const NOTHING: usize = 40;
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

    /// Words of the shortest text that may be the story: where nothing is shown, a few paragraphs will do.
    pub fn least(&self) -> usize {
        if self.length < NOTHING { 40 } else { 120 }
    }

    /// Whether a longer text has all this, or as good as nothing is shown.
    pub fn is_beginning_of(&self, html: &str) -> bool {
        if html.split_whitespace().count() <= 2 * self.length {
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
