//! Cards of other stories under the label of a list: a title that is a link, and often a summary of it.
//!
//! It knows nothing of names; the label and the make of the cards tell them.

use crate::extract::candidates::is_prose;
use crate::extract::dom::Tree;
use crate::extract::prune::Scene;
use crate::extract::rules::{Place, Reason};

/// So many titles under a label are a list.
const TITLES: usize = 2;
/// Words of a label at most.
const LABEL: u32 = 12;
/// Words of a summary at most.
const SUMMARY: u32 = 60;
/// Blocks of a card behind its title: a day, a section, a summary.
const BEHIND: usize = 3;

/// What stands under "Related stories" and its like goes with it, to the next heading of its level or the end of its
/// section, as long as it is cards.
pub fn drop_labelled_cards(scene: &Scene, keep: &mut [bool]) {
    let is_story = |at: &usize| {
        let block = scene.blocks.get(*at).zip(scene.contexts.get(*at));
        keep.get(*at) == Some(&true)
            && block.is_some_and(|(block, context)| is_prose(block, context))
    };
    // What stands above a story are its section and its way there.
    let Some(mut number) = (0..keep.len()).find(is_story) else {
        return;
    };
    while number < keep.len() {
        let end = match section(scene, number) {
            Some((section, end)) if is_label(scene, number) => cards(scene, number, section, end),
            _ => number + 1,
        };
        if end > number + 1 {
            for slot in keep.get_mut(number..end).unwrap_or_default() {
                *slot = false;
            }
        }
        number = end;
    }
}

/// Whether a block is nothing but the label of a list of other stories, or begins so and is the heading of something.
fn is_label(scene: &Scene, number: usize) -> bool {
    let Some((block, context)) = scene.blocks.get(number).zip(scene.contexts.get(number)) else {
        return false;
    };
    let place = |reason: Reason| context.matches.get(reason as usize).copied();
    let is_list = place(Reason::RelatedList) == Some(Place::Whole);
    let also = place(Reason::ReadAlso) >= Some(Place::Start) && context.heading > 0;
    block.shape.words < LABEL && (is_list && block.links == 0 || also)
}

/// The element whose label a block is, and the number of the block behind it.
fn section(scene: &Scene, number: usize) -> Option<(usize, usize)> {
    let label = scene.blocks.get(number)?;
    let section = scene
        .tree
        .ancestors(label.element)
        .find(|(_, node)| node.end > label.last + 1 && holds_next(scene, number, node.end))?;
    let end = section.1.end;
    let behind = scene.blocks.partition_point(|block| block.first < end);
    Some((section.0, behind))
}

fn holds_next(scene: &Scene, number: usize, end: usize) -> bool {
    let next = scene.blocks.get(number + 1);
    next.is_some_and(|next| next.first < end)
}

/// The number of the block behind the cards under a label; behind the label itself where there are none.
fn cards(scene: &Scene, label: usize, section: usize, end: usize) -> usize {
    let level = |at: usize| scene.contexts.get(at).map_or(0, |context| context.heading);
    let is_title = |at: usize| {
        let block = scene.blocks.get(at);
        block.is_some_and(|block| block.link_share() > 0.8 && block.shape.words < SUMMARY)
    };
    let is_small = |at: usize| {
        let block = scene.blocks.get(at);
        block.is_some_and(|block| block.shape.words < SUMMARY)
    };
    let first = |at: usize| scene.blocks.get(at).map_or(0, |block| block.first);
    // Only a section of its own may hold its cards without an element around each.
    let is_own = scene
        .tree
        .get(section)
        .is_some_and(|_| label == first_of(scene, section));
    let mut titles = 0;
    let mut last: Option<usize> = None;
    let mut until = label + 1;
    for at in label + 1..end {
        if is_title(at) {
            titles += 1;
            last = Some(at);
            until = at + 1;
            continue;
        }
        let is_next_heading = (1..=level(label)).contains(&level(at)) || is_label(scene, at);
        if is_next_heading || !is_small(at) {
            break;
        }
        let Some(title) = last else {
            // A day or a section may stand above the first title.
            if at > label + 2 {
                break;
            }
            continue;
        };
        if at > title + BEHIND || !(is_own || is_card(scene.tree, section, first(title), first(at)))
        {
            break;
        }
        until = at + 1;
    }
    if titles < TITLES { label + 1 } else { until }
}

/// The first block of an element.
fn first_of(scene: &Scene, element: usize) -> usize {
    scene.blocks.partition_point(|block| block.first < element)
}

/// Whether an element inside the section holds a title and what stands behind it.
fn is_card(tree: &Tree, section: usize, title: usize, behind: usize) -> bool {
    tree.ancestors(title)
        .take_while(|(element, _)| *element != section)
        .any(|(element, _)| tree.holds(element, behind))
}
