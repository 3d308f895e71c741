//! Tables of facts: those of a story are kept whole, between its paragraphs, right behind them, or as all there is.
//!
//! What a table of facts is, `tables` knows.

use crate::extract::blocks::Block;
use crate::extract::context::around;
use crate::extract::prune::Scene;
use crate::extract::surroundings::Surroundings;
use crate::extract::tables;
use crate::extract::tag::Tag;

/// Words of a story that is short, and of a line above a table.
const SHORT: u32 = 60;
const LABEL: u32 = 12;
/// Elements around a table that hold nothing else, at most.
const WRAPPED: usize = 4;
/// Rows of a table that is all there is.
const ROWS: usize = 4;

/// Tables of facts between kept blocks, unless they are made of links, and those right behind them.
pub fn keep(scene: &Scene, counts: &Surroundings, keep: &mut [bool], first: usize) {
    let last = keep.iter().rposition(|keep| *keep).unwrap_or(first);
    let mut number = first;
    while number <= last {
        let Some(table) = table_of(scene, number) else {
            number += 1;
            continue;
        };
        let (from, to) = counts.range(scene.tree, table);
        let within = from > first && to <= last && is_inside(scene, counts, table);
        if within
            && tables::is_data(scene.tree, table)
            && (counts.between(from, to).link_share() < 0.5 || names_few(scene, from, to))
        {
            set(keep, from, to);
        }
        number = to.max(number + 1);
    }
    keep_behind(scene, counts, keep);
}

/// A table that stands where the last paragraph stands, right behind it or below a line of its own.
fn keep_behind(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let is_prose = |number: usize| counts.prose.get(number) == Some(&true);
    let Some(last) = keep.iter().rposition(|keep| *keep) else {
        return;
    };
    let Some(home) = scene.blocks.get(last).filter(|_| is_prose(last)) else {
        return;
    };
    let mut next = last + 1;
    loop {
        let is_label = scene.blocks.get(next).is_some_and(|block| {
            block.holder == home.holder && block.links == 0 && block.shape.words <= LABEL
        });
        let label = next;
        let number = if table_of(scene, next).is_none() && is_label {
            next + 1
        } else {
            next
        };
        let Some(table) = table_of(scene, number) else {
            return;
        };
        let mut above = scene.tree.ancestors(table).take(WRAPPED);
        let (from, to) = counts.range(scene.tree, table);
        if from != number
            || !above.any(|(index, _)| index == home.holder)
            || !is_of_facts(scene, counts, table)
        {
            return;
        }
        set(keep, label, to);
        next = to;
    }
}

/// Where hardly anything is kept, a table below the headline is the story: standings, dates, results.
pub fn keep_alone(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let kept = scene
        .blocks
        .iter()
        .zip(keep.iter())
        .filter(|(_, keep)| **keep);
    if kept.map(|(block, _)| block.shape.words).sum::<u32>() >= SHORT {
        return;
    }
    let Some(headline) = counts.headline else {
        return;
    };
    let mut number = headline + 1;
    while number < keep.len() {
        let Some(table) = table_of(scene, number) else {
            number += 1;
            continue;
        };
        let (from, to) = counts.range(scene.tree, table);
        let rows = scene.tree.below(table);
        let rows = rows.filter(|(_, node)| node.tag == Tag::Tr).count();
        if rows >= ROWS && is_inside(scene, counts, table) && is_of_facts(scene, counts, table) {
            set(keep, from, to);
        }
        number = to.max(number + 1);
    }
}

fn set(keep: &mut [bool], from: usize, to: usize) {
    for slot in keep.get_mut(from..to).unwrap_or_default() {
        *slot = true;
    }
}

/// The table that a block stands in.
fn table_of(scene: &Scene, number: usize) -> Option<usize> {
    let context = scene.contexts.get(number)?;
    let block = scene.blocks.get(number);
    let block = block.filter(|_| context.around & around::TABLE != 0)?;
    let mut above = scene.tree.ancestors(block.element);
    let table = above.find(|(_, node)| node.tag == Tag::Table)?;
    Some(table.0)
}

fn is_inside(scene: &Scene, counts: &Surroundings, table: usize) -> bool {
    let holds = |element: usize| scene.tree.holds(element, table);
    holds(scene.candidate.element) || counts.article.is_some_and(holds) || {
        let mut above = scene.tree.ancestors(table);
        above.any(|(_, node)| matches!(node.tag, Tag::Article | Tag::Main))
    }
}

/// Whether a table holds facts, numbers among them, and is shown.
fn is_of_facts(scene: &Scene, counts: &Surroundings, table: usize) -> bool {
    let excluded = around::NAV | around::FOOTER | around::FORM | around::ASIDE | around::HIDDEN;
    let (from, to) = counts.range(scene.tree, table);
    let contexts = scene.contexts.get(from..to).unwrap_or_default();
    let blocks = scene.blocks.get(from..to).unwrap_or_default();
    let numbers = blocks.iter().filter(|block| block.shape.digits > 0).count();
    tables::is_data(scene.tree, table)
        && contexts
            .iter()
            .all(|context| context.around & excluded == 0)
        && numbers * 4 >= blocks.len()
        && (counts.between(from, to).link_share() < 0.3 || names_few(scene, from, to))
}

/// Words of a name in a table.
const NAME: u32 = 5;

/// Whether the links of a table are names beside its facts: no more than half of its cells, and short.
fn names_few(scene: &Scene, from: usize, to: usize) -> bool {
    let blocks = scene.blocks.get(from..to).unwrap_or_default();
    let is_link = |block: &&Block| block.links > 0;
    let links = blocks.iter().filter(is_link).count();
    links * 2 <= blocks.len()
        && blocks
            .iter()
            .filter(is_link)
            .all(|one| one.shape.words <= NAME)
}
