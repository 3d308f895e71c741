//! Snippets: the place of a story where the words of a search are.

use std::ops::Range;

/// A piece of a story around the words that were searched; one harmless line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, with `…` where it was cut.
    pub text: String,
    /// Where the words are, in bytes, in order.
    pub hits: Vec<Range<usize>>,
}
