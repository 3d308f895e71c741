//! Lists of other stories, each under its own heading: which of the blocks that are cut belong to which.
//!
//! It reads verdicts and makes none.

use crate::extract::blocks::Block;
use crate::extract::context::Context;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rules::{Place, Reason};

/// Words of the longest heading of a list.
const HEADING: u32 = 8;
/// Blocks behind a heading among which a headline stands.
const NEAR: usize = 4;
/// What a list is called that has links under a heading of its own.
const LINKS: &str = "link list";

/// Why the lines of a list are cut where nothing divides it from what follows.
const SOFT: [&str; 7] = [
    LINKS,
    "related list",
    "read also",
    "not the story",
    "after the story",
    "outside the story",
    "heading of what was cut",
];

/// By block: the heading of the list that it belongs to, and why that is cut.
pub fn lists(scene: &Scene, verdicts: &[Verdict]) -> Vec<Option<(usize, &'static str)>> {
    let mut lists = vec![None; verdicts.len()];
    let heads: Vec<usize> = (0..verdicts.len())
        .filter(|number| reason(scene, verdicts, *number).is_some())
        .collect();
    for (at, head) in heads.iter().enumerate() {
        let Some(reason) = reason(scene, verdicts, *head) else {
            continue;
        };
        let next = heads.get(at + 1).copied().unwrap_or(verdicts.len());
        let kept = |number: &usize| verdicts.get(*number) == Some(&Verdict::Keep);
        let end = (*head..next).find(kept).unwrap_or(next);
        let around = around(
            scene,
            verdicts,
            *head,
            (at > 0).then(|| heads.get(at - 1)).flatten(),
        );
        let is_own = |number: usize| {
            let is_soft = || matches!(verdicts.get(number), Some(Verdict::Cut(reason)) if SOFT.contains(reason));
            let block = scene.blocks.get(number);
            block.is_some_and(|block| block.first < around) || is_soft()
        };
        for number in (*head..end).take_while(|number| is_own(*number)) {
            if let Some(slot) = lists.get_mut(number) {
                *slot = Some((*head, reason));
            }
        }
    }
    lists
}

/// Why a list is cut whose heading a block is; none when it is no heading of a list.
fn reason(scene: &Scene, verdicts: &[Verdict], number: usize) -> Option<&'static str> {
    let (block, context) = scene.blocks.get(number).zip(scene.contexts.get(number))?;
    let Some(Verdict::Cut(reason)) = verdicts.get(number) else {
        return None;
    };
    if !SOFT.contains(reason) || block.shape.words > HEADING {
        return None;
    }
    if is_label(context) {
        return Some(Reason::RelatedList.words());
    }
    let is_heading = context.heading > 1 && block.link_share() < 0.5;
    let mut behind = (number + 1..=number + NEAR).filter_map(|at| scene.blocks.get(at));
    let mut heads_links = || behind.any(|block: &Block| block.link_share() > 0.5);
    (is_heading && heads_links()).then_some(LINKS)
}

/// Whether a line is nothing but the name of a list of other stories.
fn is_label(context: &Context) -> bool {
    context.matches.get(Reason::RelatedList as usize).copied() == Some(Place::Whole)
}

/// Where the largest element ends that holds a heading with its list and nothing of the story, nor the heading before.
fn around(scene: &Scene, verdicts: &[Verdict], head: usize, before: Option<&usize>) -> usize {
    let first = |number: usize| scene.blocks.get(number).map(|block| block.first);
    let kept = |number: &usize| verdicts.get(*number) == Some(&Verdict::Keep);
    let above = (0..head).rev().find(kept).and_then(first);
    let below = (head..verdicts.len()).find(kept).and_then(first);
    let others = [above, below, before.copied().and_then(first)];
    let Some(block) = scene.blocks.get(head) else {
        return 0;
    };
    let elements = scene.tree.ancestors(block.element);
    let own = elements.take_while(|(element, _)| {
        let mut others = others.iter().flatten();
        !others.any(|other| scene.tree.holds(*element, *other))
    });
    own.last().map_or(0, |(_, node)| node.end)
}
