//! What is known of a page's blocks before anything is decided.

use crate::extract::blocks::Blocks;
use crate::extract::candidates::{self, Candidate};
use crate::extract::context::{self, Context};
use crate::extract::dom::Tree;
use crate::extract::features::{self, Ground, Rows};
use crate::extract::metadata::Metadata;
use crate::extract::repeats::{self, Repeat};
use crate::extract::surroundings::Surroundings;

/// What is known of a page's blocks before anything is decided.
pub struct Sight {
    pub contexts: Vec<Context>,
    pub candidate: Candidate,
    pub counts: Surroundings,
    repeats: Vec<Repeat>,
}

impl Sight {
    /// Looks at all of them.
    pub fn of(tree: &Tree, blocks: &Blocks, metadata: &Metadata) -> Sight {
        let marks = context::marks(tree);
        let contexts = context::contexts(tree, &marks, blocks);
        let counts = Surroundings::of(tree, &blocks.list, &contexts, metadata);
        Sight {
            candidate: candidates::choose(tree, &marks, &blocks.list, &contexts),
            repeats: repeats::repeats(tree, &blocks.list, &counts),
            counts,
            contexts,
        }
    }

    /// The numbers that the model judges each block by.
    pub fn rows(&self, tree: &Tree, blocks: &Blocks) -> Rows {
        features::rows(&Ground {
            tree,
            blocks: &blocks.list,
            contexts: &self.contexts,
            counts: &self.counts,
            repeats: &self.repeats,
            candidate: self.candidate,
        })
    }
}
