//! Which element holds the story: scores for the elements around paragraphs, as readers' modes give them.
//!
//! A hint, not a verdict: the story may have paragraphs elsewhere, and the element holds more than it.

use crate::extract::blocks::Block;
use crate::extract::context::{Context, Marks, around};
use crate::extract::dom::Tree;
use crate::extract::groups::group;
use crate::extract::rules::Place;
use crate::extract::tag::Tag;

/// The element that seems to hold the story.
#[derive(Debug, Clone, Copy, Default)]
pub struct Candidate {
    /// Its index; the root when there is nothing better.
    pub element: usize,
    /// First block in it.
    pub first: usize,
    /// One past its last block.
    pub end: usize,
    /// The share of the page's good words that it holds.
    pub share: f32,
}

impl Candidate {
    /// All of so many blocks.
    pub const fn whole(blocks: usize) -> Candidate {
        Candidate {
            element: 0,
            first: 0,
            end: blocks,
            share: 1.0,
        }
    }
}

/// Whether a block looks like a paragraph of a story, all by itself.
pub fn is_prose(block: &Block, context: &Context) -> bool {
    let excluded = around::NAV
        | around::FOOTER
        | around::FIGCAPTION
        | around::FORM
        | around::HIDDEN
        | around::LINK;
    block.shape.words >= 10
        && block.link_share() < 0.4
        && context.around & excluded == 0
        && context.heading == 0
        && (block.shape.stops > 0 || block.shape.commas > 1 || block.shape.words > 30)
        && context.matches.iter().all(|place| *place < Place::Whole)
}

/// The best element around the prose of a page.
pub fn choose(tree: &Tree, marks: &[Marks], blocks: &[Block], contexts: &[Context]) -> Candidate {
    let (scores, good) = scores(tree, blocks, contexts);
    let mut best = (0, f32::MIN);
    for (index, score) in scores.iter().enumerate().filter(|(_, score)| **score > 0.0) {
        let score = score * weight(tree, marks, index);
        if score > best.1 {
            best = (index, score);
        }
    }
    let total = good.first().copied().unwrap_or_default().max(1.0);
    let element = climb(tree, &good, best.0);
    let inside = |block: &Block| tree.holds(element, block.first);
    Candidate {
        element,
        first: blocks.iter().position(inside).unwrap_or_default(),
        end: blocks.iter().rposition(inside).map_or(0, |at| at + 1),
        share: good.get(element).copied().unwrap_or_default() / total,
    }
}

/// Scores of holders and the elements around them, and the good words below each element.
fn scores(tree: &Tree, blocks: &[Block], contexts: &[Context]) -> (Vec<f32>, Vec<f32>) {
    let mut scores = vec![0.0_f32; tree.len()];
    let mut good = vec![0.0_f32; tree.len()];
    for (block, context) in blocks.iter().zip(contexts) {
        if !is_prose(block, context) {
            continue;
        }
        let words = block.shape.words as f32 * (1.0 - block.link_share());
        let negative = group("comments") | group("related") | group("promo") | group("notice");
        let penalty = if context.close & negative != 0 {
            0.3
        } else {
            1.0
        };
        let score =
            (1.0 + (block.shape.commas as f32).min(5.0) + (words / 15.0).min(4.0)) * penalty;
        for (level, (index, _)) in tree.ancestors(block.holder).enumerate() {
            let divisor = match level {
                0 => 1.0,
                1 => 2.0,
                _ => 3.0 * level as f32,
            };
            if let Some(slot) = scores.get_mut(index).filter(|_| level < 5) {
                *slot += score / divisor;
            }
            if let Some(slot) = good.get_mut(index) {
                *slot += words * penalty;
            }
        }
    }
    (scores, good)
}

fn weight(tree: &Tree, marks: &[Marks], index: usize) -> f32 {
    let groups = marks.get(index).map_or(0, |marks| marks.groups);
    let body = marks.get(index).is_some_and(|marks| marks.body);
    let mut weight = 1.0;
    if body {
        weight *= 2.0;
    }
    if groups & group("story") != 0 {
        weight *= 1.4;
    }
    if groups
        & (group("comments") | group("side") | group("foot") | group("related") | group("promo"))
        != 0
        && groups & group("story") == 0
    {
        weight *= 0.5;
    }
    match tree.get(index).map(|node| node.tag) {
        Some(Tag::Article | Tag::Main) => weight * 1.2,
        Some(Tag::Aside | Tag::Footer | Tag::Nav | Tag::Form | Tag::Ul | Tag::Ol | Tag::Li) => {
            weight * 0.4
        }
        _ => weight,
    }
}

/// Up to the element that holds the rest of the story, while what comes with it is mostly good, too.
fn climb(tree: &Tree, good: &[f32], start: usize) -> usize {
    let mut chosen = start;
    let words = |index: usize| good.get(index).copied().unwrap_or_default();
    for (index, node) in tree.ancestors(start).skip(1).take(4) {
        if matches!(node.tag, Tag::Body | Tag::Html | Tag::Main) {
            break;
        }
        if words(index) > 1.35 * words(chosen) {
            chosen = index;
        }
    }
    chosen
}
