//! Slides of a show inside a story: where one is kept, or nothing else is, all are.
//!
//! It knows slides by what their elements are called; teasers in slides are links, and stay out.

use std::iter;
use std::ops::Range;

use crate::extract::context::around;
use crate::extract::furniture::is_never_story;
use crate::extract::prune::Scene;
use crate::extract::rules::rules;
use crate::extract::scraps;
use crate::extract::shape::Edge;
use crate::extract::surroundings::Surroundings;

/// The blocks of each slide of a show.
pub type Show = Vec<Range<usize>>;

/// So many slides are a show.
const SLIDES: usize = 2;
/// Words of a story that is short, and of a sentence.
const SHORT: u32 = 60;
const SENTENCE: u32 = 5;

/// Keeps the headings and sentences of all slides of the shows of a page.
pub fn even_out(scene: &Scene, counts: &Surroundings, shows: &[Show], keep: &mut [bool]) {
    let kept = scene
        .blocks
        .iter()
        .zip(keep.iter())
        .filter(|(_, keep)| **keep);
    let is_short = kept.map(|(block, _)| block.shape.words).sum::<u32>() < SHORT;
    let headline = counts.headline.unwrap_or_default();
    for show in shows {
        let all: Range<usize> =
            show.first().map_or(0, |one| one.start)..show.last().map_or(0, |one| one.end);
        let is_story = keep.get(all.clone()).is_some_and(|all| all.contains(&true));
        let is_below = all.start > headline && counts.headline.is_some();
        if show.len() < SLIDES
            || !(is_story || is_short && is_below)
            || counts.between(all.start, all.end).link_share() > 0.2
            || !show.iter().all(|slide| has_sentence(scene, slide.clone()))
        {
            continue;
        }
        for number in all {
            if is_text(scene, number)
                && let Some(slot) = keep.get_mut(number)
            {
                *slot = true;
            }
        }
    }
}

/// Drops the numbers of slides: "2/3".
pub fn drop_numbers(scene: &Scene, shows: &[Show], keep: &mut [bool]) {
    for slide in shows.iter().flatten() {
        for number in slide.clone() {
            let block = scene.blocks.get(number);
            if block.is_some_and(|block| !block.text.contains(char::is_alphabetic))
                && let Some(slot) = keep.get_mut(number)
            {
                *slot = false;
            }
        }
    }
}

/// The slides of each show: the blocks of elements that are called so and stand in the same element.
#[must_use]
pub fn shows(scene: &Scene, counts: &Surroundings) -> Vec<Show> {
    let mut shows: Vec<(usize, Show)> = Vec::new();
    for (index, node) in scene.tree.iter() {
        let names = node.attribute("class");
        if !names.is_some_and(|names| rules().called.is_slide(names)) {
            continue;
        }
        let (from, to) = counts.range(scene.tree, index);
        if from == to {
            continue;
        }
        match shows.last_mut() {
            Some((parent, slides)) if *parent == node.parent => slides.push(from..to),
            _ => shows.push((node.parent, iter::once(from..to).collect())),
        }
    }
    shows.into_iter().map(|(_, slides)| slides).collect()
}

fn has_sentence(scene: &Scene, slide: Range<usize>) -> bool {
    let mut blocks = scene.blocks.get(slide).unwrap_or_default().iter();
    blocks.any(|block| block.shape.words >= SENTENCE && block.shape.last == Edge::Stop)
}

fn is_text(scene: &Scene, number: usize) -> bool {
    let excluded = around::NAV | around::FORM | around::FIGCAPTION | around::LINK;
    let block = scene.blocks.get(number).zip(scene.contexts.get(number));
    block.is_some_and(|(block, context)| {
        let is_sentence = block.shape.words >= SENTENCE && block.shape.last == Edge::Stop;
        context.around & excluded == 0
            && (context.heading > 1 || is_sentence)
            && !scraps::is_counter(&block.text)
            && !is_never_story(block, context)
    })
}
