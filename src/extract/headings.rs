//! Sub-headings of one kind that each stand over a part of the story: names of products, steps, days, places.
//!
//! One alone may be of another box; many alike, with kept text below each, are the story's own, even where they are links.

use crate::extract::boxes;
use crate::extract::candidates::is_prose;
use crate::extract::context::around;
use crate::extract::furniture::is_never_story;
use crate::extract::prune::{Scene, is_title};
use crate::extract::tokens::ByWord;

/// So many headings of a kind over kept text make all of their kind the story's.
const FAMILY: u32 = 2;
/// Blocks below a heading among which its text begins: a picture with its credit and a button may stand between.
const BELOW: usize = 5;

/// Headings of one kind between the first and the last kept block of which most stand over kept text.
pub fn keep_families(scene: &Scene, keep: &mut [bool], first: usize, last: usize) {
    let mut kinds: ByWord<(u32, u32)> = ByWord::default();
    let own: Vec<(usize, u64, bool)> = (first + 1..last)
        .filter_map(|number| Some((number, kind(scene, number)?, leads(scene, keep, number))))
        .collect();
    for (_, kind, leads) in &own {
        let (all, leading) = kinds.entry(*kind).or_default();
        *all += 1;
        *leading += u32::from(*leads);
    }
    for (number, kind, leads) in own {
        let is_family = kinds
            .get(&kind)
            .is_some_and(|(all, leading)| *leading >= FAMILY && leading * 3 >= all * 2);
        if leads
            && is_family
            && let Some(slot) = keep.get_mut(number)
        {
            *slot = true;
        }
    }
}

/// A number for sub-headings that look alike and stand alike; none for what is no sub-heading of the story.
fn kind(scene: &Scene, number: usize) -> Option<u64> {
    let excluded = around::NAV | around::FOOTER | around::FORM | around::ASIDE | around::HIDDEN;
    let (block, context) = scene.blocks.get(number).zip(scene.contexts.get(number))?;
    let is_own = context.heading > 1
        && context.around & excluded == 0
        && (block.link_share() < 0.5
            || is_numbered(&block.text)
            || boxes::jumps(scene, block.first))
        && scene.tree.holds(scene.candidate.element, block.first)
        && !is_never_story(block, context)
        && !is_title(scene, block, context);
    is_own.then(|| context.signature ^ u64::from(context.heading))
}

/// Whether a heading is one of a count, as links to other stories are not: "#7: Warung Bu Ani", "3. Semarang".
fn is_numbered(text: &str) -> bool {
    let text = text.trim_start_matches(['#', ' ']);
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    (1..=3).contains(&(text.len() - rest.len())) && rest.starts_with(['.', ':', ')'])
}

/// Whether kept text stands below a heading, before the next one that is no smaller.
fn leads(scene: &Scene, keep: &[bool], number: usize) -> bool {
    let level = scene
        .contexts
        .get(number)
        .map_or(0, |context| context.heading);
    let blocks = scene.blocks.iter().zip(scene.contexts).zip(keep);
    let mut below = blocks
        .skip(number + 1)
        .take(BELOW)
        .take_while(|((_, context), _)| context.heading == 0 || context.heading > level);
    below.any(|((block, context), keep)| *keep && is_prose(block, context))
}
