//! The pictures behind the text of a photo story.
//!
//! It knows figures with captions only; which pictures stand with what was cut, it is told.

use crate::extract::dom::Tree;
use crate::extract::tag::Tag;

/// So many figures with captions are a gallery.
const FIGURES: usize = 2;

/// Where the gallery ends that follows the last text of a story in its element; `tail` where there is none.
pub fn end(tree: &Tree, barred: &[bool], story: usize, tail: usize) -> usize {
    let is_shown = |index: usize| {
        let mut below = tree.below(index);
        below.any(|(at, node)| node.tag == Tag::Img && barred.get(at) == Some(&false))
    };
    let has_caption = |index: usize| {
        let mut below = tree.below(index);
        below.any(|(_, node)| node.tag == Tag::Figcaption)
    };
    let figures: Vec<usize> = tree
        .below(story)
        .filter(|(index, node)| *index >= tail && node.tag == Tag::Figure)
        .filter(|(index, _)| is_shown(*index) && has_caption(*index))
        .map(|(_, node)| node.end)
        .collect();
    let end = figures.last().copied().unwrap_or(tail);
    if figures.len() < FIGURES { tail } else { end }
}
