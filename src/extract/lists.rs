//! Lists are kept whole or not at all.
//!
//! It mends the choice that the model made block by block.

use crate::extract::blocks::Block;
use crate::extract::candidates::is_prose;
use crate::extract::context::{Context, around};
use crate::extract::dom::Node;
use crate::extract::furniture::is_never_story;
use crate::extract::prune::{Scene, reason, reason_at_home};
use crate::extract::rules::{Reason, rules};
use crate::extract::shape::Edge;
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;
use crate::extract::tokens::ByWord;

/// A list is kept whole or not at all, as most of its words say.
pub fn even_out_lists(
    scene: &Scene,
    counts: &Surroundings,
    chances: &[f32],
    keep: &mut [bool],
    first: usize,
    last: usize,
) {
    let mut number = first;
    while number <= last {
        let block = scene.blocks.get(number);
        let Some(list) = block.and_then(|block| list_above(scene, block)) else {
            number += 1;
            continue;
        };
        let (from, to) = counts.range(scene.tree, list);
        let next = to.max(number + 1);
        if from >= first && to <= last + 1 {
            even_out(scene, chances, keep, from, to);
        }
        number = next;
    }
}

/// The chance of the mean word from which on a list is kept.
const WHOLE: f32 = 0.38;

fn even_out(scene: &Scene, chances: &[f32], keep: &mut [bool], from: usize, to: usize) {
    let mut kept = 0.0;
    let mut all = 0.0;
    for number in from..to {
        let words = scene
            .blocks
            .get(number)
            .map_or(0.0, |block| block.shape.words as f32);
        all += words;
        kept += words * chances.get(number).copied().unwrap_or_default();
    }
    let points = keep.get(from..to).unwrap_or_default();
    let most = points.iter().filter(|keep| **keep).count() * 2 > points.len();
    let is_mixed = points.len() >= ITEMS && most && (from..to).all(|at| is_plain(scene, at, false));
    let is_whole = are_documents(scene, from, to)
        || (is_mixed || kept / all.max(1.0) >= WHOLE) && !are_others(scene, from, to);
    for number in from..to {
        let never = scene
            .blocks
            .get(number)
            .zip(scene.contexts.get(number))
            .is_none_or(|(block, context)| is_never_story(block, context));
        if let Some(slot) = keep.get_mut(number) {
            *slot = is_whole && (*slot || !never);
        }
    }
}

/// Whether the items of a list are links, in elements that are called after other stories.
fn are_others(scene: &Scene, from: usize, to: usize) -> bool {
    let is_other = |number: usize| {
        let block = scene.blocks.get(number).zip(scene.contexts.get(number));
        block.is_some_and(|(block, context)| {
            block.link_share() > 0.9
                && reason(scene, block, context) == Some(Reason::RelatedList.words())
        })
    };
    from < to && (from..to).all(is_other)
}

/// Endings of the addresses of documents.
const DOCUMENTS: [&str; 10] = [
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".csv", ".odt", ".ods", ".pptx", ".zip",
];

/// Whether an address is that of a document.
pub fn is_document(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let path = path.to_ascii_lowercase();
    DOCUMENTS.iter().any(|ending| path.ends_with(ending))
}

/// Whether the items of a list are links to documents.
fn are_documents(scene: &Scene, from: usize, to: usize) -> bool {
    let is_document = |number: usize| {
        let link = scene.blocks.get(number).and_then(|block| {
            let mut above = scene.tree.ancestors(block.first).take(6);
            above.find(|(_, node)| node.tag == Tag::A)
        });
        link.is_some_and(|(_, node)| {
            let href = node.attribute("href").unwrap_or_default();
            self::is_document(href)
        })
    };
    from < to && (from..to).all(is_document)
}

/// Documents behind a story, or in it, with their label: lists of links that lead to nothing but documents.
pub fn keep_documents(scene: &Scene, counts: &Surroundings, keep: &mut [bool], last: usize) {
    let mut number = 1;
    while number < keep.len().min(last + 2 * ITEMS + 2) {
        let Some((list, node)) = list_of(scene, number) else {
            number += 1;
            continue;
        };
        let (from, to) = counts.range(scene.tree, list);
        let is_inside = scene.tree.holds(scene.candidate.element, list);
        if is_inside && node.tag != Tag::Dl && are_documents(scene, from, to) {
            let is_headed = from.checked_sub(1).is_some_and(|at| {
                let label = scene.blocks.get(at);
                label.is_some_and(|label| rules().labels.documents(&label.text))
            });
            for slot in keep
                .get_mut(from - usize::from(is_headed)..to)
                .unwrap_or_default()
            {
                *slot = true;
            }
        }
        number = to.max(number + 1);
    }
}

/// Lines that begin with a point, which some pages set as paragraphs, are kept where any of them is.
pub fn even_out_points(scene: &Scene, keep: &mut [bool]) {
    let holder = |number: usize| {
        let (block, context) = scene.blocks.get(number).zip(scene.contexts.get(number))?;
        let is_point = block.text.starts_with(['•', '▪', '●', '‣', '◦', '■'])
            && block.links == 0
            && !is_never_story(block, context)
            && context.around & around::HIDDEN == 0;
        is_point.then_some(block.holder)
    };
    let mut number = 0;
    while number < keep.len() {
        let Some(own) = holder(number) else {
            number += 1;
            continue;
        };
        let end = (number..keep.len())
            .take_while(|at| holder(*at) == Some(own))
            .last()
            .map_or(number + 1, |last| last + 1);
        let points = keep.get_mut(number..end).unwrap_or_default();
        if points.len() >= ITEMS && points.contains(&true) {
            points.fill(true);
        }
        number = end;
    }
}

/// Items from which on a list is one.
const ITEMS: usize = 3;
/// Terms and meanings from which on they are a list.
const PAIRS: usize = 4;

/// A list without any link that stands where the story's paragraphs stand, right behind one of them or its heading.
pub fn keep_plain_lists(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let homes = homes(scene, keep);
    let mut number = 1;
    while number < keep.len() {
        let Some((list, node)) = list_of(scene, number) else {
            number += 1;
            continue;
        };
        let (from, to) = counts.range(scene.tree, list);
        let is_pairs = node.tag == Tag::Dl;
        let outer = scene.tree.get(node.parent).filter(|_| is_pairs);
        let holders = [Some(node.parent), outer.map(|outer| outer.parent)];
        let stands_here = |block: &Block| {
            let mut holders = holders.iter().flatten();
            holders
                .any(|holder| block.holder == *holder || scene.tree.is_alike(block.holder, *holder))
        };
        let is_home = homes.get(&(node.parent as u64)) >= Some(&HOME);
        // A table with what it says may stand between them.
        let in_table = |at: &usize| {
            let context = scene.contexts.get(*at);
            context.is_some_and(|context| context.around & around::TABLE != 0)
        };
        let near = |far: usize| (0..from).rev().filter(|at| !in_table(at)).take(far);
        let is_kept_here = |at: &usize| {
            let block = scene.blocks.get(*at);
            keep.get(*at) == Some(&true) && block.is_some_and(stands_here)
        };
        let is_announced = from.checked_sub(1).is_some_and(|at| {
            announces(scene, at, is_home) && scene.blocks.get(at).is_some_and(stands_here)
        });
        let follows = near(2).any(|at| is_kept_here(&at))
            || is_announced && near(ANNOUNCED).any(|at| is_kept_here(&at));
        let least = if is_pairs { PAIRS } else { ITEMS };
        let is_plain = |at: usize| {
            if is_pairs {
                is_pair(scene, at)
            } else {
                is_plain(scene, at, is_home)
            }
        };
        if follows && to - from >= least && (from..to).all(is_plain) {
            // What heads it may have been taken for the heading of nothing.
            let is_headed = from.checked_sub(1).is_some_and(|at| {
                let heading = scene.blocks.get(at).zip(scene.contexts.get(at));
                heading.is_some_and(|(block, context)| {
                    (context.heading > 1 || is_announced)
                        && block.links == 0
                        && stands_here(block)
                        && (is_announced || reason(scene, block, context).is_none())
                })
            });
            for slot in keep
                .get_mut(from - usize::from(is_headed)..to)
                .unwrap_or_default()
            {
                *slot = true;
            }
        }
        number = to.max(number + 1);
    }
}

/// Blocks between a list that is announced and the paragraph before.
const ANNOUNCED: usize = 5;

/// Whether a line announces what stands behind it: a heading, or words that end with a colon.
fn announces(scene: &Scene, number: usize, is_home: bool) -> bool {
    let line = scene.blocks.get(number).zip(scene.contexts.get(number));
    line.is_some_and(|(block, context)| {
        let ends = block.shape.last == Edge::Colon && block.shape.words > 2;
        (context.heading > 1 || ends)
            && block.links == 0
            && !speaks_against(scene, block, context, is_home)
    })
}

/// Words of paragraphs that make an element the story's own.
pub const HOME: u32 = 100;

/// The list that a block is an item of, or a paragraph of one.
pub fn list_above(scene: &Scene, block: &Block) -> Option<usize> {
    /// Elements between them.
    const NEAR: usize = 4;
    let mut above = scene.tree.ancestors(block.element).take(NEAR);
    let list = above.find(|(_, node)| matches!(node.tag, Tag::Ul | Tag::Ol))?;
    Some(list.0)
}

/// By element: words of the kept paragraphs that it holds.
pub fn homes(scene: &Scene, keep: &[bool]) -> ByWord<u32> {
    let mut homes = ByWord::default();
    let blocks = scene.blocks.iter().zip(scene.contexts).zip(keep);
    for ((block, context), keep) in blocks {
        if *keep && is_prose(block, context) {
            *homes.entry(block.holder as u64).or_default() += block.shape.words;
        }
    }
    homes
}

/// Whether there is a reason to cut a block, which may stand where the story's paragraphs stand.
fn speaks_against(scene: &Scene, block: &Block, context: &Context, is_home: bool) -> bool {
    let reason = if is_home { reason_at_home } else { reason };
    reason(scene, block, context).is_some()
}

/// The list that a block is an item of, or the terms and meanings that it is one of.
fn list_of<'t, 'a>(scene: &Scene<'t, 'a>, number: usize) -> Option<(usize, &'t Node<'a>)> {
    let block = scene.blocks.get(number)?;
    let above = || scene.tree.ancestors(block.element);
    let items = above()
        .take(2)
        .find(|(_, node)| matches!(node.tag, Tag::Ul | Tag::Ol));
    items.or_else(|| {
        let pair = above()
            .take(3)
            .any(|(_, node)| matches!(node.tag, Tag::Dt | Tag::Dd));
        let pairs = above().take(5).find(|(_, node)| node.tag == Tag::Dl);
        pairs.filter(|_| pair)
    })
}

/// Whether a block has no link and nothing speaks against it.
fn is_plain(scene: &Scene, number: usize, is_home: bool) -> bool {
    let block = scene.blocks.get(number).zip(scene.contexts.get(number));
    block.is_some_and(|(block, context)| {
        block.links == 0
            && context.around & (around::LINK | around::HIDDEN | around::FORM) == 0
            && !is_never_story(block, context)
            && !speaks_against(scene, block, context, is_home)
    })
}

/// The same of a term or a meaning, which may have a link in it.
fn is_pair(scene: &Scene, number: usize) -> bool {
    let block = scene.blocks.get(number).zip(scene.contexts.get(number));
    block.is_some_and(|(block, context)| {
        block.link_share() < 0.5
            && context.around & (around::HIDDEN | around::FORM | around::NAV) == 0
            && !is_never_story(block, context)
            && reason(scene, block, context).is_none()
    })
}

/// Points of a summary at least and at most, and the words that they have in the mean.
const POINTS: std::ops::RangeInclusive<usize> = 2..=10;
const POINT: u32 = 4;
/// Blocks between a summary and the story, such as a byline and the time it takes to read.
const BETWEEN: usize = 12;

/// The points of a summary ("Key points") between the headline and the story, under their label.
pub fn keep_summary(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let is_story = |number: &usize| {
        let block = scene.blocks.get(*number).zip(scene.contexts.get(*number));
        keep.get(*number) == Some(&true)
            && block.is_some_and(|(block, context)| is_prose(block, context))
            && list_of(scene, *number).is_none()
    };
    let Some(first) = (0..keep.len()).find(is_story) else {
        return;
    };
    let from = counts.headline.unwrap_or_default() + 1;
    for label in from.max(first.saturating_sub(BETWEEN))..first {
        let is_label = scene.blocks.get(label).is_some_and(|block| {
            block.shape.words < 8 && block.links == 0 && rules().labels.summary(&block.text)
        });
        let list = list_of(scene, label + 1).filter(|_| is_label);
        let Some((list, _)) = list else { continue };
        let (start, end) = counts.range(scene.tree, list);
        let words = counts.between(start, end).words as u32;
        let points = end.saturating_sub(start);
        let is_summary = start == label + 1
            && end <= first
            && POINTS.contains(&points)
            && words >= POINT * points as u32;
        if is_summary && (start..end).all(|at| is_point(scene, at)) {
            for slot in keep.get_mut(label..end).unwrap_or_default() {
                *slot = true;
            }
        }
    }
}

/// Whether a block may be a point of a summary.
fn is_point(scene: &Scene, number: usize) -> bool {
    let block = scene.blocks.get(number).zip(scene.contexts.get(number));
    block.is_some_and(|(block, context)| {
        block.links == 0
            && context.around & (around::HIDDEN | around::FORM | around::NAV) == 0
            && !is_never_story(block, context)
    })
}
