//! What is kept or cut as a whole between the first and the last kept block: sub-headings, quotes, lines,
//! and the times of a live blog; lists are `lists`', tables `results`'.
//!
//! It mends the choice that the model made block by block.

use std::collections::HashMap;

use crate::extract::blocks::Block;
use crate::extract::candidates::is_prose;
use crate::extract::context::{Context, around};
use crate::extract::furniture::is_never_story;
use crate::extract::model::STORY;
use crate::extract::prune::{Scene, reason};
use crate::extract::rules::{Place, rules};
use crate::extract::shape::Edge;
use crate::extract::tag::Tag;
use crate::extract::tokens::ByWord;

/// A sub-heading between kept blocks is kept when nothing speaks against it.
pub fn keep_headings(scene: &Scene, chances: &[f32], keep: &mut [bool], first: usize, last: usize) {
    for number in first + 1..last {
        let Some((block, context)) = scene.blocks.get(number).zip(scene.contexts.get(number))
        else {
            break;
        };
        let near = |offset: usize| keep.get(number + offset).copied().unwrap_or_default();
        let before = (1..=2).any(|step| {
            number
                .checked_sub(step)
                .and_then(|at| keep.get(at))
                .copied()
                .unwrap_or_default()
        });
        let chance = chances.get(number).copied().unwrap_or_default();
        if context.heading > 1
            && chance >= 0.2
            && before
            && near(1)
            && block.link_share() < 0.5
            && reason(scene, block, context).is_none()
            && let Some(slot) = keep.get_mut(number)
        {
            *slot = true;
        }
    }
}

/// Quotes and embedded posts between kept blocks.
pub fn keep_quotes(scene: &Scene, chances: &[f32], keep: &mut [bool], first: usize, last: usize) {
    for number in first + 1..last {
        let Some((block, context)) = scene.blocks.get(number).zip(scene.contexts.get(number))
        else {
            break;
        };
        let is_quote = context.around & around::BLOCKQUOTE != 0
            && context.around & (around::HIDDEN | around::ASIDE | around::NAV | around::FORM) == 0;
        let chance = chances.get(number).copied().unwrap_or_default();
        if is_quote
            && chance >= 0.04
            && block.shape.words > 3
            && !is_never_story(block, context)
            && scene.tree.holds(scene.candidate.element, block.first)
            && let Some(slot) = keep.get_mut(number)
        {
            *slot = true;
        }
    }
}

/// So many lines alike are a list, whatever they are made of.
const LINES: usize = 4;

/// A list made of lines (winners by year, dates, results) that begins in the story or right after it: its short lines
/// without links are kept as long as they stand alike in the same element.
pub fn keep_lines(scene: &Scene, keep: &mut [bool], last: usize) {
    let Some(own) = scene.blocks.get(last) else {
        return;
    };
    let line = |number: usize| {
        let (block, context) = scene.blocks.get(number).zip(scene.contexts.get(number))?;
        let is_line = block.holder == own.holder
            && (1..=14).contains(&block.shape.words)
            && block.links == 0
            && context.heading == 0
            && context.around & (around::LINK | around::HIDDEN) == 0
            && !is_never_story(block, context)
            && reason(scene, block, context).is_none();
        is_line.then_some(context.signature)
    };
    let first = last + 1;
    let Some(kind) = line(first) else {
        return;
    };
    // The list has begun, or a colon or a heading announces it.
    let announced = own.shape.last == Edge::Colon
        || line(last) == Some(kind)
        || scene
            .contexts
            .get(last)
            .is_some_and(|context| context.heading > 1);
    let end = (first..scene.blocks.len())
        .take_while(|number| line(*number) == Some(kind))
        .last();
    if let Some(end) = end.filter(|end| announced && end - last >= LINES) {
        for slot in keep.get_mut(first..=end).unwrap_or_default() {
            *slot = true;
        }
    }
}

/// The times of a live blog's entries are kept, all of them; elsewhere a time alone says nothing.
pub fn settle_times(scene: &Scene, keep: &mut [bool], first: usize, last: usize) {
    let is_time = |number: &usize| {
        scene.blocks.get(*number).is_some_and(|block| {
            let is_marked = scene
                .tree
                .ancestors(block.element)
                .take(2)
                .any(|(_, node)| node.tag == Tag::Time);
            let is_inside = scene
                .tree
                .get(block.first)
                .and_then(|node| scene.tree.get(node.parent))
                .is_some_and(|parent| parent.tag == Tag::Time);
            (is_marked || is_inside) && block.shape.words <= 6 && block.shape.digits > 0
        })
    };
    let times: Vec<usize> = (first.saturating_sub(1)..=last).filter(is_time).collect();
    let leads = |number: &&usize| keep.get(**number + 1).copied().unwrap_or_default();
    let entries = times.iter().filter(leads).count();
    for number in times {
        if let Some(slot) = keep.get_mut(number) {
            *slot = entries >= 3;
        }
    }
}

/// A paragraph that stands among those that are kept and just like them, when most of its kind are.
pub fn keep_kin(scene: &Scene, chances: &[f32], keep: &mut [bool], first: usize, last: usize) {
    let mut kinds: ByWord<(u32, u32)> = ByWord::default();
    for ((block, context), keep) in scene.blocks.iter().zip(scene.contexts).zip(keep.iter()) {
        if is_prose(block, context) {
            for kind in [context.signature, block.holder as u64] {
                let (all, kept) = kinds.entry(kind).or_default();
                *all += block.shape.words;
                *kept += if *keep { block.shape.words } else { 0 };
            }
        }
    }
    let kinds_alike = alike(scene, keep);
    for number in first..=(last + 2) {
        let Some((block, context)) = scene.blocks.get(number).zip(scene.contexts.get(number))
        else {
            break;
        };
        let mut own = [context.signature, block.holder as u64]
            .into_iter()
            .filter_map(|kind| kinds.get(&kind));
        let is_most = |(all, kept): &(u32, u32)| kept * 10 > all * 6 && *kept > 100;
        let chance = chances.get(number).copied().unwrap_or_default();
        let is_alike = || {
            let kind = scene.tree.kind(block.holder);
            chance >= STORY
                && kind
                    .and_then(|kind| kinds_alike.get(&kind))
                    .is_some_and(is_most)
        };
        if chance > 0.15
            && !keep.get(number).copied().unwrap_or_default()
            && is_prose(block, context)
            && (own.any(is_most) || is_alike())
            && context.matches.iter().all(|place| *place == Place::None)
            && (block.stressed as f32) < 0.8 * block.shape.letters as f32
            && !is_never_story(block, context)
            && reason(scene, block, context).is_none()
            && let Some(slot) = keep.get_mut(number)
        {
            *slot = true;
        }
    }
}

/// From this chance on a sentence belongs to the paragraph like it beside it, in a story of so few words: in a longer one
/// appeals stand like paragraphs.
const NEIGHBOUR: f32 = 0.25;
const FEW: u32 = 200;

/// A sentence of a short story that follows a kept paragraph just like it, at most behind one heading, as the story goes on there.
pub fn keep_neighbours(scene: &Scene, chances: &[f32], keep: &mut [bool], first: usize) {
    let kept = scene.blocks.iter().zip(keep.iter());
    let kept = kept.filter(|(_, keep)| **keep);
    if kept.map(|(block, _)| block.shape.words).sum::<u32>() >= FEW {
        return;
    }
    let pair = |number: usize| scene.blocks.get(number).zip(scene.contexts.get(number));
    let mut own: Option<(usize, u64)> = None;
    for number in first..keep.len() {
        let Some((block, context)) = pair(number) else {
            break;
        };
        if keep.get(number) == Some(&true) {
            if is_prose(block, context) {
                own = Some((number, context.signature));
            }
            continue;
        }
        let is_near = own.is_some_and(|(before, kind)| {
            let is_heading = |at: usize| pair(at).is_some_and(|(_, context)| context.heading > 1);
            kind == context.signature
                && (before + 1 == number || before + 2 == number && is_heading(before + 1))
        });
        let chance = chances.get(number).copied().unwrap_or_default();
        if is_near
            && chance >= NEIGHBOUR
            && block.shape.last == Edge::Stop
            && is_prose(block, context)
            && context.matches.iter().all(|place| *place == Place::None)
            && !is_never_story(block, context)
            && reason(scene, block, context).is_none()
            && let Some(slot) = keep.get_mut(number)
        {
            *slot = true;
            own = Some((number, context.signature));
        }
    }
}

/// By the name and the classes of elements: words of the prose in them, and of what is kept of it.
fn alike<'s>(scene: &'s Scene, keep: &[bool]) -> HashMap<(&'s str, &'s str), (u32, u32)> {
    let mut kinds: HashMap<_, (u32, u32)> = HashMap::new();
    let blocks = scene.blocks.iter().zip(scene.contexts).zip(keep);
    for ((block, _), keep) in blocks.filter(|((block, context), _)| is_prose(block, context)) {
        if let Some(kind) = scene.tree.kind(block.holder) {
            let (all, kept) = kinds.entry(kind).or_default();
            *all += block.shape.words;
            *kept += if *keep { block.shape.words } else { 0 };
        }
    }
    kinds
}

/// Words of a note at most.
const NOTE: u32 = 90;
/// Blocks behind the story among which its notes stand.
const BEHIND: usize = 12;

/// What tells at the end what was wrong before: "Correction: ...", "Catatan redaksi: ...".
pub fn keep_corrections(scene: &Scene, keep: &mut [bool], last: usize) {
    let excluded = around::NAV | around::FORM | around::HIDDEN | around::LINK | around::FIGCAPTION;
    let Some(own) = scene.blocks.get(last) else {
        return;
    };
    let mut above = scene.tree.ancestors(own.element);
    let article = above.find(|(_, node)| node.tag == Tag::Article);
    let is_inside = |block: &Block| {
        scene.tree.holds(scene.candidate.element, block.first)
            || article.is_some_and(|(article, _)| scene.tree.holds(article, block.first))
    };
    for number in last + 1..=last + BEHIND {
        let Some((block, context)) = scene.blocks.get(number).zip(scene.contexts.get(number))
        else {
            break;
        };
        if context.around & excluded == 0
            && (SENTENCE..NOTE).contains(&block.shape.words)
            && block.link_share() < 0.5
            && is_inside(block)
            && rules().labels.corrects(&block.text)
            && let Some(slot) = keep.get_mut(number)
        {
            *slot = true;
        }
    }
}

/// Words of a story that is short.
const SHORT: u32 = 60;
/// Words of a sentence.
const SENTENCE: u32 = 4;

/// The sentences of a short story, and those before and behind its table: they stand where what is kept stands.
pub fn keep_sentences(scene: &Scene, keep: &mut [bool]) {
    let blocks = || scene.blocks.iter().zip(scene.contexts);
    let kept = || blocks().zip(keep.iter()).filter(|(_, keep)| **keep);
    let prose = kept().filter(|((block, context), _)| is_prose(block, context));
    if prose.map(|((block, _), _)| block.shape.words).sum::<u32>() >= SHORT {
        return;
    }
    let holder = |(block, context): (&Block, &Context)| {
        if context.around & around::TABLE == 0 {
            return Some(block.holder);
        }
        let mut above = scene.tree.ancestors(block.element);
        let table = above.find(|(_, node)| node.tag == Tag::Table);
        table.map(|(_, table)| table.parent)
    };
    let own = kept().filter_map(|(pair, _)| holder(pair));
    let outer = |holder: usize| {
        let node = scene.tree.get(holder)?;
        let outer = scene.tree.get(node.parent)?;
        matches!(outer.tag, Tag::Div | Tag::Section | Tag::Article).then_some(node.parent)
    };
    let holders: Vec<usize> = own
        .flat_map(|holder| [Some(holder), outer(holder)])
        .flatten()
        .collect();
    let excluded = around::NAV
        | around::FOOTER
        | around::FORM
        | around::ASIDE
        | around::HIDDEN
        | around::LINK
        | around::FIGCAPTION
        | around::LIST_ITEM
        | around::TABLE;
    let is_sentence = |(block, context): (&Block, &Context)| {
        block.shape.words >= SENTENCE
            && block.shape.last == Edge::Stop
            && block.links == 0
            && context.heading == 0
            && context.around & excluded == 0
            && holders.contains(&block.holder)
            && !is_never_story(block, context)
            && reason(scene, block, context).is_none()
    };
    let wanted: Vec<bool> = blocks().map(is_sentence).collect();
    for (slot, wanted) in keep.iter_mut().zip(wanted) {
        *slot |= wanted;
    }
}
