//! Footnotes that a story's marks lead to: they are of the story, wherever they stand and whatever they are called.
//!
//! It keeps what was cut; how marks and notes are written is `inlines`'.

use std::collections::{BTreeSet, HashMap};

use crate::extract::context::around;
use crate::extract::notes::{self, Mark};
use crate::extract::prune::{Scene, Verdict};
use crate::extract::tag::Tag;

/// More notes of one story are not looked at.
const MOST: usize = 1_000;
/// Elements between the place that a mark leads to and its note, and between a list and what heads it.
const NEAR: usize = 4;
/// Words of a heading over notes.
const HEADING: u32 = 8;
/// Blocks of one note.
const BLOCKS: usize = 12;

/// Keeps the notes that marks in the kept text lead to, with the rest of their list and its heading.
pub fn keep(scene: &Scene, verdicts: &mut [Verdict]) {
    let marks = marks(scene, verdicts);
    if marks.is_empty() {
        return;
    }
    let mut notes = BTreeSet::new();
    for (place, node) in scene.tree.iter() {
        let names = [node.attribute("id"), node.attribute("name")];
        let mark = names.iter().flatten().find_map(|name| marks.get(name));
        if mark.is_some_and(|mark| *mark < place) {
            notes.extend(note(scene, place));
        }
    }
    let mut lists: HashMap<usize, usize> = HashMap::new();
    for (note, node) in notes
        .iter()
        .filter_map(|at| Some((*at, scene.tree.get(*at)?)))
    {
        if node.tag == Tag::Li {
            *lists.entry(node.parent).or_default() += 1;
        }
        keep_below(scene, verdicts, note);
    }
    for (list, known) in lists {
        keep_rest(scene, verdicts, list, known);
    }
    if let Some(first) = notes.first() {
        keep_heading(scene, verdicts, *first);
    }
}

/// By the place that a mark in the kept text leads to: the first such mark.
fn marks<'t>(scene: &Scene<'t, '_>, verdicts: &[Verdict]) -> HashMap<&'t str, usize> {
    let mut marks = HashMap::new();
    let links = scene.tree.iter().filter(|(_, node)| node.tag == Tag::A);
    for (link, node) in links {
        let Some((_, place)) = node.attribute("href").and_then(|href| href.split_once('#')) else {
            continue;
        };
        let is_mark = || {
            let words = scene.tree.words(link);
            matches!(
                notes::mark(node.attribute("href"), &words),
                Some(Mark::Note(_))
            )
        };
        let number = scene.blocks.partition_point(|block| block.last < link);
        let is_kept = verdicts.get(number) == Some(&Verdict::Keep)
            && scene
                .blocks
                .get(number)
                .is_some_and(|block| block.first < node.end);
        if is_kept && marks.len() < MOST && is_mark() {
            marks.entry(place).or_insert(link);
        }
    }
    marks
}

/// The element that is the note to which a mark leads: the item of a list, else a paragraph.
fn note(scene: &Scene, place: usize) -> Option<usize> {
    let near = || scene.tree.ancestors(place).take(NEAR);
    let item = near().find(|(_, node)| node.tag == Tag::Li);
    let note = item
        .or_else(|| near().find(|(_, node)| node.tag.is_block()))?
        .0;
    let blocks = range(scene, note);
    (1..=BLOCKS).contains(&blocks.len()).then_some(note)
}

/// The numbers of the blocks below an element.
fn range(scene: &Scene, element: usize) -> std::ops::Range<usize> {
    let end = scene.tree.get(element).map_or(0, |node| node.end);
    let at = |node: usize| scene.blocks.partition_point(|block| block.first < node);
    at(element)..at(end)
}

fn keep_below(scene: &Scene, verdicts: &mut [Verdict], element: usize) {
    for number in range(scene, element) {
        let context = scene.contexts.get(number);
        let is_own = context.is_some_and(|context| {
            let is_called = |name: &str| context.nearness(name) > 0;
            context.around & around::HIDDEN == 0 && !is_called("talk") && !is_called("others")
        });
        if let Some(verdict) = verdicts.get_mut(number).filter(|_| is_own) {
            *verdict = Verdict::Keep;
        }
    }
}

/// A list of which half is notes is notes as a whole: without the others its numbers would be wrong.
fn keep_rest(scene: &Scene, verdicts: &mut [Verdict], list: usize, known: usize) {
    let items = scene.tree.below(list);
    let items = items.filter(|(_, node)| node.tag == Tag::Li && node.parent == list);
    if items.count() <= 2 * known {
        keep_below(scene, verdicts, list);
    }
}

/// The heading right above the notes that stands in the same part of the page.
fn keep_heading(scene: &Scene, verdicts: &mut [Verdict], first: usize) {
    let Some(number) = range(scene, first).start.checked_sub(1) else {
        return;
    };
    let heading = scene.blocks.get(number).zip(scene.contexts.get(number));
    let is_over = heading.is_some_and(|(block, context)| {
        let mut outer = scene.tree.ancestors(first).skip(1).take(NEAR);
        context.heading > 1
            && context.around & around::HIDDEN == 0
            && block.shape.words < HEADING
            && outer.any(|(element, _)| element == block.holder)
    });
    if let Some(verdict) = verdicts.get_mut(number).filter(|_| is_over) {
        *verdict = Verdict::Keep;
    }
}
