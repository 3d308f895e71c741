//! Cards of other stories under the label of a list: a title that is a link, and often a summary of it.
//!
//! It knows nothing of names; the label and the make of the cards tell them.

mod boxed;
pub mod rows;

use std::ops::Range;

use crate::extract::candidates::is_prose;
use crate::extract::dom::Tree;
use crate::extract::lists::{HOME, homes};
use crate::extract::prune::Scene;
use crate::extract::rules::{Place, Reason};
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;

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

/// Boxes of a label and links between two paragraphs go whole.
pub fn drop_boxed_links(scene: &Scene, keep: &mut [bool]) {
    for inside in boxed::boxes(scene) {
        for slot in keep.get_mut(inside).unwrap_or_default() {
            *slot = false;
        }
    }
}

/// Words of a card inside a story, with all that is in it.
const CARD: f32 = 100.0;
/// Words of its title.
const TITLE: Range<u32> = 3..30;

/// A card of another story between the paragraphs of one: what it says goes with its title, which is a link, or with the
/// label above it. Several in a row are a list that the story is made of.
pub fn drop_inserted(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let homes = homes(scene, keep);
    let is_home = |element: usize| homes.get(&(element as u64)) >= Some(&HOME);
    let mut cards: Vec<Range<usize>> = Vec::new();
    let mut number = 0;
    while number < keep.len() {
        let card = scene.blocks.get(number).and_then(|block| {
            let above = scene.tree.ancestors(block.element).take(DEEP);
            let mut above = above.take_while(|(index, _)| !is_home(*index));
            above.find(|(_, node)| is_home(node.parent))
        });
        let Some((card, node)) = card else {
            number += 1;
            continue;
        };
        let (from, to) = counts.range(scene.tree, card);
        let is_box = matches!(
            node.tag,
            Tag::Div | Tag::Section | Tag::Aside | Tag::Article | Tag::Custom
        );
        if is_box && counts.between(from, to).words < CARD && is_inserted(scene, keep, from, to) {
            cards.push(from..to);
        }
        number = to.max(number + 1);
    }
    let words = |from: usize, to: usize| -> u32 {
        let blocks = scene.blocks.iter().zip(keep.iter()).take(to).skip(from);
        blocks
            .filter(|(_, keep)| **keep)
            .map(|(block, _)| block.shape.words)
            .sum()
    };
    let said: u32 = cards.iter().map(|card| words(card.start, card.end)).sum();
    if cards.len() >= ROW && said * 10 > words(0, keep.len()) {
        return;
    }
    for row in cards.chunk_by(|card, next| card.end + BETWEEN >= next.start) {
        for card in row.iter().filter(|_| row.len() < ROW) {
            for slot in keep.get_mut(card.clone()).unwrap_or_default() {
                *slot = false;
            }
        }
    }
}

/// So many cards with no more than so many blocks between two of them are a list.
const ROW: usize = 3;
const BETWEEN: usize = 1;
/// Elements between a block of a card and the story's.
const DEEP: usize = 8;

/// Whether what is kept of some blocks stands behind a title or a label that is not.
fn is_inserted(scene: &Scene, keep: &[bool], from: usize, to: usize) -> bool {
    let kept = (from..to).find(|at| keep.get(*at) == Some(&true));
    let is_title = |at: usize| {
        let block = scene.blocks.get(at);
        block.is_some_and(|block| block.link_share() > 0.8 && TITLE.contains(&block.shape.words))
    };
    let says = |at: usize, reason: Reason, least: Place| {
        let context = scene.contexts.get(at);
        context.and_then(|context| context.matches.get(reason as usize)) >= Some(&least)
    };
    let is_label = |at: usize| {
        says(at, Reason::RelatedList, Place::Whole)
            || says(at, Reason::ReadAlso, Place::Start)
            || says(at, Reason::Advertisement, Place::Whole)
    };
    let is_linked = |at: usize| scene.blocks.get(at).is_some_and(|block| block.links > 0);
    (from..to).any(is_linked)
        && kept.is_some_and(|kept| (from..kept).any(|at| is_title(at) || is_label(at)))
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
