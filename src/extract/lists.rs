//! Lists are kept whole or not at all.
//!
//! It mends the choice that the model made block by block.

use crate::extract::context::around;
use crate::extract::furniture::is_never_story;
use crate::extract::prune::{Scene, reason};
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;

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
        let list = scene.blocks.get(number).and_then(|block| {
            scene
                .tree
                .ancestors(block.element)
                .take(4)
                .find(|(_, node)| matches!(node.tag, Tag::Ul | Tag::Ol))
        });
        let Some((list, _)) = list else {
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
    let whole = kept / all.max(1.0) > 0.6;
    let none = kept / all.max(1.0) < 0.3;
    for number in from..to {
        let never = scene
            .blocks
            .get(number)
            .zip(scene.contexts.get(number))
            .is_none_or(|(block, context)| is_never_story(block, context));
        if let Some(slot) = keep.get_mut(number) {
            *slot = (*slot || (whole && !never)) && !none;
        }
    }
}

/// Items from which on a list is one.
const ITEMS: usize = 3;

/// A list without any link that stands where the story's paragraphs stand, right behind one of them or its heading.
pub fn keep_plain_lists(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let mut number = 1;
    while number < keep.len() {
        let list = scene.blocks.get(number).and_then(|block| {
            let above = scene.tree.ancestors(block.element).take(2);
            above
                .filter(|(_, node)| matches!(node.tag, Tag::Ul | Tag::Ol))
                .map(|(index, node)| (index, node.parent))
                .next()
        });
        let Some((list, holder)) = list else {
            number += 1;
            continue;
        };
        let (from, to) = counts.range(scene.tree, list);
        let near = (1..=2).filter_map(|step| from.checked_sub(step));
        let follows = near
            .filter(|at| keep.get(*at) == Some(&true))
            .filter_map(|at| scene.blocks.get(at))
            .any(|block| block.holder == holder || scene.tree.is_alike(block.holder, holder));
        let is_plain = |number: usize| {
            let block = scene.blocks.get(number).zip(scene.contexts.get(number));
            block.is_some_and(|(block, context)| {
                block.links == 0
                    && context.around & (around::LINK | around::HIDDEN | around::FORM) == 0
                    && !is_never_story(block, context)
                    && reason(scene, block, context).is_none()
            })
        };
        if follows && to - from >= ITEMS && (from..to).all(is_plain) {
            for slot in keep.get_mut(from..to).unwrap_or_default() {
                *slot = true;
            }
        }
        number = to.max(number + 1);
    }
}
