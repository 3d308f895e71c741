//! What is furniture whatever the model says: read-also lines, share bars, and blocks of which words and names agree.
//!
//! It judges single blocks and the links below a label, not the story.

use std::collections::BTreeSet;

use crate::extract::blocks::Block;
use crate::extract::context::{Context, around};
use crate::extract::groups::group;
use crate::extract::prune::Scene;
use crate::extract::rules::{Place, Reason, rules};
use crate::extract::shape::Edge;
use crate::extract::signatures::is_signature;

/// Read-also lines with their link, and words that are nothing but furniture.
pub fn is_never_story(block: &Block, context: &Context) -> bool {
    let place = |reason: Reason| {
        context
            .matches
            .get(reason as usize)
            .copied()
            .unwrap_or_default()
    };
    let words = block.shape.words;
    let is_short = words < 16;
    let is_line =
        block.link_share() > 0.3 || is_short && (block.shape.stops == 0 || block.links > 0);
    let is_stressed = block.stressed as f32 > 0.8 * block.shape.letters as f32;
    let capitals = block.shape.capitals as f32 > 0.8 * block.shape.letters as f32;
    (place(Reason::ReadAlso) >= Place::Start && is_line)
        || (place(Reason::RelatedList) >= Place::Start
            && block.links > 1
            && block.link_share() > 0.6)
        || (capitals && words > 3 && block.link_share() > 0.9)
        || is_called_so(context, words)
        || is_tags(block, context)
        || (place(Reason::Promo) >= Place::Start && is_stressed && words < 40)
        || is_signature(&block.text)
        || (place(Reason::Cookies) >= Place::Within && context.close & group("notice") != 0)
        || [
            Reason::Advertisement,
            Reason::Share,
            Reason::RelatedList,
            Reason::Comments,
        ]
        .into_iter()
        .any(|reason| place(reason) == Place::Whole)
}

/// Whether words and names agree about a piece of furniture.
fn is_called_so(context: &Context, words: u32) -> bool {
    let says =
        |reason: Reason, least: Place| context.matches.get(reason as usize).copied() >= Some(least);
    let is_called = |name: &str| context.close & group(name) != 0;
    let calls = ["promo", "share", "paywall"].into_iter().any(is_called);
    words < 60
        && (says(Reason::Promo, Place::Within) && is_called("promo")
            || [Reason::Promo, Reason::Paywall, Reason::Share]
                .into_iter()
                .any(|reason| says(reason, Place::Start) && calls)
            || says(Reason::RelatedList, Place::Start) && is_called("related")
            || says(Reason::Comments, Place::Start) && is_called("comments")
            || says(Reason::Tags, Place::Start) && is_called("tags"))
}

/// Whether it is nothing but short links in an element that is called after tags.
fn is_tags(block: &Block, context: &Context) -> bool {
    let is_called = context.close & group("tags") != 0;
    let is_sentence = block.shape.last == Edge::Stop;
    is_called
        && block.links > 1
        && block.link_share() > 0.95
        && block.shape.words < 20
        && !is_sentence
}

/// Words from which on the rest of a page is a story.
const ENOUGH: u32 = 100;

/// Whether a block stands in an element for captions or bylines, nearer than one named after stories.
pub fn is_beside(context: &Context) -> bool {
    let least = context.nearness("story").max(12);
    context.around & around::FIGCAPTION != 0
        || context.nearness("caption") >= least
        || context.nearness("byline") >= least
}

/// So many lines under a label are a list of other stories.
const LINES: usize = 3;

/// Words of what asks to agree to terms, and of a link to them.
const AGREEMENT: u32 = 90;
const TERMS: usize = 6;

/// Drops short paragraphs two links of which lead to what one agrees to: how to comment, what a newsletter may do.
pub fn drop_agreements(scene: &Scene, keep: &mut [bool]) {
    for (block, slot) in scene.blocks.iter().zip(keep).filter(|(_, keep)| **keep) {
        if block.links < 2 || block.shape.words > AGREEMENT {
            continue;
        }
        let nodes = block.first.saturating_sub(1)..=block.last;
        let links = nodes.filter_map(|at| Some((at, scene.tree.get(at)?.attribute("href")?)));
        let terms: BTreeSet<&str> = links
            .filter(|(_, address)| rules().called.is_of_terms(address))
            .filter(|(at, _)| scene.tree.words(*at).split(' ').count() <= TERMS)
            .map(|(_, address)| address)
            .collect();
        *slot = terms.len() < 2;
    }
}

/// As often in a row a line says nothing of the story: the title of a show on each of its pictures.
const AGAIN: usize = 3;

/// Drops lines that are kept again and again with nothing kept between them.
pub fn drop_repeated(scene: &Scene, keep: &mut [bool]) {
    let kept: Vec<usize> = (0..keep.len())
        .filter(|at| keep.get(*at) == Some(&true))
        .collect();
    let text = |at: &usize| scene.blocks.get(*at).map(|block| block.text.as_str());
    let is_line = |at: &usize| {
        scene
            .blocks
            .get(*at)
            .is_some_and(|block| block.shape.words <= 12)
    };
    let groups = kept.chunk_by(|one, next| text(one) == text(next) && is_line(one));
    for again in groups.filter(|group| group.len() >= AGAIN) {
        for slot in again.iter().copied() {
            if let Some(slot) = keep.get_mut(slot) {
                *slot = false;
            }
        }
    }
}

/// Headlines without links under "Most read" and its like go with it: short lines that are no sentences, behind a story.
pub fn drop_labelled_lines(scene: &Scene, keep: &mut [bool]) {
    let is_label = |number: usize| {
        let context = scene.contexts.get(number);
        let place = context.and_then(|context| context.matches.get(Reason::RelatedList as usize));
        place == Some(&Place::Whole)
    };
    let is_line = |number: usize| {
        let block = scene.blocks.get(number);
        block.is_some_and(|block| {
            let is_sentence = matches!(block.shape.last, Edge::Stop | Edge::Colon);
            block.shape.words < 25 && (!is_sentence || block.text.ends_with(['!', '?']))
        })
    };
    let is_prose = |number: &usize| {
        let block = scene.blocks.get(*number);
        keep.get(*number) == Some(&true)
            && block.is_some_and(|block| block.shape.words >= 15 && block.shape.last == Edge::Stop)
            && !is_line(*number)
    };
    let Some(last) = (0..keep.len()).rfind(is_prose) else {
        return;
    };
    let mut words = 0;
    let mut number = 0;
    while number < keep.len() {
        let is_kept = keep.get(number) == Some(&true);
        words += scene
            .blocks
            .get(number)
            .filter(|_| is_kept)
            .map_or(0, |block| block.shape.words);
        let from = number + 1;
        if words < ENOUGH || number < last || is_kept || !is_label(number) {
            number = from;
            continue;
        }
        let lines = (from..keep.len()).take_while(|at| is_line(*at) && !is_label(*at));
        let end = lines.last().map_or(from, |last| last + 1);
        if end - from >= LINES {
            for slot in keep.get_mut(from..end).unwrap_or_default() {
                *slot = false;
            }
        }
        number = end;
    }
}

/// Links right under "Read also" and its like go with it.
pub fn drop_labelled_links(scene: &Scene, keep: &mut [bool]) {
    let mut labelled = false;
    for ((block, context), slot) in scene.blocks.iter().zip(scene.contexts).zip(keep) {
        let is_link = block.link_share() > 0.8;
        if labelled && is_link {
            *slot = false;
        }
        let place = |reason: Reason| {
            context
                .matches
                .get(reason as usize)
                .copied()
                .unwrap_or_default()
        };
        let is_label = place(Reason::ReadAlso).max(place(Reason::RelatedList)) >= Place::Start
            && block.shape.words < 12;
        labelled = is_label && !*slot || labelled && is_link;
    }
}
