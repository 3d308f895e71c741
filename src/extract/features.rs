//! A block as a row of numbers, from which the model tells whether it is story.
//!
//! The order of the numbers is the model's: whoever changes it trains the model again (assets/training).

use crate::extract::blocks::Block;
use crate::extract::candidates::Candidate;
use crate::extract::context::{Context, around};
use crate::extract::dom::Tree;
use crate::extract::groups::GROUP_NAMES;
use crate::extract::repeats::Repeat;
use crate::extract::rules::{Place, REASONS};
use crate::extract::shape::Edge;
use crate::extract::surroundings::{Sum, Surroundings, is_alike, ratio};
use crate::extract::tag::Tag;
use crate::extract::tokens::overlap;

/// What the rows are made from.
pub struct Ground<'t, 'a> {
    pub tree: &'t Tree<'a>,
    pub blocks: &'t [Block],
    pub contexts: &'t [Context],
    pub counts: &'t Surroundings,
    pub repeats: &'t [Repeat],
    pub candidate: Candidate,
}

/// Rows of equal width, one after another.
pub struct Rows {
    pub values: Vec<f32>,
    pub width: usize,
}

impl Rows {
    /// The row of a block.
    pub fn row(&self, number: usize) -> &[f32] {
        self.values
            .get(number * self.width..(number + 1) * self.width)
            .unwrap_or_default()
    }
}

/// The rows of all blocks.
pub fn rows(ground: &Ground) -> Rows {
    let mut values = Vec::new();
    let mut width = 0;
    for number in 0..ground.blocks.len() {
        let start = values.len();
        row(ground, number, &mut values);
        width = values.len() - start;
    }
    Rows { values, width }
}

fn row(ground: &Ground, number: usize, out: &mut Vec<f32>) {
    let (Some(block), Some(context)) = (ground.blocks.get(number), ground.contexts.get(number))
    else {
        return;
    };
    shape(block, out);
    place(ground, block, context, out);
    let words = ground.counts.words.get(number);
    likeness(ground, words, out);
    position(ground, number, block, context, out);
    kin(ground, number, block, context, out);
    candidate(ground, number, block, out);
    for offset in [-3_isize, -2, -1, 1, 2, 3] {
        neighbour(ground, number, offset, context, out);
    }
    around_it(ground, number, out);
    page(ground, out);
    story(ground, number, out);
    let repeat = ground.repeats.get(number).copied().unwrap_or_default();
    out.extend([
        (repeat.count as f32).min(40.0),
        f32::from(repeat.level),
        repeat.linked,
    ]);
}

/// Whether it speaks of what the story speaks of, and how many other beginnings stand between the headline and it.
fn story(ground: &Ground, number: usize, out: &mut Vec<f32>) {
    let counts = ground.counts;
    let is_prose = counts.prose.get(number).copied().unwrap_or_default();
    out.extend(
        counts
            .cohesion
            .shares(number, counts.words.get(number), is_prose),
    );
    for list in [&counts.times, &counts.tops] {
        let at = |number: usize| list.get(number).copied().unwrap_or_default() as f32;
        out.push(match counts.headline {
            Some(headline) => (at(number) - at(headline)).clamp(-10.0, 20.0),
            None => -20.0,
        });
    }
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

fn shape(block: &Block, out: &mut Vec<f32>) {
    let shape = &block.shape;
    let letters = shape.letters as f32;
    let words = shape.words as f32;
    out.extend([
        words.min(400.0),
        letters.min(2000.0),
        ratio(letters, words),
        block.link_share(),
        (block.links as f32).min(50.0),
        ratio(block.stressed as f32, letters).min(1.0),
        ratio(shape.commas as f32, words),
        (shape.commas as f32).min(20.0),
        (shape.stops as f32).min(30.0),
        ratio(shape.stops as f32, words),
        (shape.quotes as f32).min(20.0),
        (shape.dividers as f32).min(20.0),
        ratio(shape.digits as f32, letters),
        ratio(shape.capitals as f32, letters),
        ratio(shape.capitalised as f32, words),
        (shape.times as f32).min(5.0),
        (shape.years as f32).min(5.0),
        ratio(shape.wide as f32, letters),
        edge(shape.first),
        edge(shape.last),
        flag(shape.last == Edge::Stop),
        words * (1.0 - block.link_share()),
    ]);
}

fn edge(edge: Edge) -> f32 {
    f32::from(edge as u8)
}

/// The elements and names around it, and the phrases in it.
fn place(ground: &Ground, block: &Block, context: &Context, out: &mut Vec<f32>) {
    for reason in 0..REASONS {
        let place = context.matches.get(reason).copied().unwrap_or_default();
        out.push(match place {
            Place::None => 0.0,
            Place::Within => 1.0,
            Place::Start => 2.0,
            Place::Whole => 3.0,
        });
    }
    out.push(flag(
        context.matches.iter().any(|place| *place >= Place::Start),
    ));
    for bit in 0..around::COUNT {
        out.push(flag(context.around & (1 << bit) != 0));
    }
    for group in 0..GROUP_NAMES.len() {
        out.push(f32::from(
            context.near.get(group).copied().unwrap_or_default(),
        ));
    }
    out.push(context.close.count_ones() as f32);
    out.push(f32::from(context.heading));
    out.push(context.depth.min(60) as f32);
    let kind = |index: usize| ground.tree.get(index).map_or(0.0, |node| kind(node.tag));
    out.push(kind(block.element));
    out.push(kind(block.holder));
    let parent = ground.tree.get(block.first).map_or(0, |node| node.parent);
    out.push(flag(parent == block.element));
    out.push(kind(parent));
}

fn kind(tag: Tag) -> f32 {
    match tag {
        Tag::P => 1.0,
        Tag::Div => 2.0,
        Tag::Li => 3.0,
        Tag::Td | Tag::Th => 4.0,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => 5.0,
        Tag::Blockquote => 6.0,
        Tag::Figcaption | Tag::Figure => 7.0,
        Tag::Section => 8.0,
        Tag::Article => 9.0,
        Tag::Ul | Tag::Ol => 10.0,
        Tag::Span => 11.0,
        Tag::A => 12.0,
        Tag::Header | Tag::Footer | Tag::Nav | Tag::Aside => 13.0,
        Tag::Body | Tag::Html => 14.0,
        Tag::Main => 15.0,
        Tag::B | Tag::Strong | Tag::Em | Tag::I => 16.0,
        Tag::Custom => 17.0,
        _ => 0.0,
    }
}

fn likeness(ground: &Ground, tokens: &[u64], out: &mut Vec<f32>) {
    let counts = ground.counts;
    out.push(counts.body.as_ref().map_or(-1.0, |body| body.share(tokens)));
    out.push(
        counts
            .description
            .as_ref()
            .map_or(-1.0, |description| description.share(tokens)),
    );
    out.push(if counts.title.is_empty() {
        -1.0
    } else {
        overlap(&counts.title, tokens)
    });
}

/// Where it stands on the page.
fn position(ground: &Ground, number: usize, block: &Block, context: &Context, out: &mut Vec<f32>) {
    let counts = ground.counts;
    let all = counts.all();
    let before = counts.between(0, number);
    out.push(ratio(number as f32, ground.blocks.len() as f32));
    out.push(ratio(before.words, all.words));
    out.push(ratio(before.prose, all.prose));
    out.push((all.prose - before.prose).clamp(-1.0, 2000.0));
    match counts.headline {
        Some(headline) => {
            out.push((number as f32 - headline as f32).clamp(-100.0, 300.0));
            let (from, to) = (headline.min(number), headline.max(number));
            out.push(counts.between(from, to).words.min(2000.0));
        }
        None => out.extend([-200.0, -1.0]),
    }
    let heading = counts.headings.get(number).copied().flatten();
    let heading_context = heading.and_then(|heading| ground.contexts.get(heading));
    out.push(heading.map_or(200.0, |heading| (number - heading).min(200) as f32));
    out.push(heading_context.map_or(0.0, |context| f32::from(context.heading)));
    out.push(heading_context.map_or(0.0, |context| {
        flag(context.matches.iter().any(|place| *place >= Place::Start))
    }));
    let since = counts.since_end.get(number).copied().flatten();
    out.push(since.map_or(200.0, |since| since.min(200) as f32));
    out.push(counts.copies.get(number).copied().unwrap_or(1.0).min(10.0));
    let pictures = |at: usize| counts.pictures.get(at).copied().unwrap_or_default();
    out.push((pictures(number).saturating_sub(pictures(number.saturating_sub(2)))).min(5) as f32);
    out.push((pictures(number + 1).saturating_sub(pictures(number))).min(5) as f32);
    out.push(match (counts.article, context.article) {
        (None, _) => -1.0,
        (Some(_), None) => 0.0,
        (Some(best), Some(own)) if best == own => 3.0,
        (Some(best), Some(_)) if ground.tree.holds(best, block.first) => 2.0,
        _ => 1.0,
    });
}

/// Those that stand in the same or the same kind of element.
fn kin(ground: &Ground, number: usize, block: &Block, context: &Context, out: &mut Vec<f32>) {
    let counts = ground.counts;
    let all = counts.all();
    let alike = counts
        .by_signature
        .get(&context.signature)
        .copied()
        .unwrap_or_default();
    sum(&alike, &all, out);
    let beside = counts
        .by_holder
        .get(&(block.holder as u64))
        .copied()
        .unwrap_or_default();
    sum(&beside, &all, out);
    let mut last = usize::MAX;
    let mut level = 0;
    for (index, _) in ground.tree.ancestors(block.holder) {
        if level == 4 {
            break;
        }
        let (from, to) = counts.range(ground.tree, index);
        if to - from == last {
            continue;
        }
        last = to - from;
        level += 1;
        sum(&counts.between(from, to), &all, out);
        if level == 1 {
            out.push(ratio((number - from.min(number)) as f32, last as f32));
            out.push((to.saturating_sub(number + 1)).min(100) as f32);
        }
    }
    for missing in level..4 {
        sum(&all, &all, out);
        if missing == 0 {
            out.extend([0.0, 0.0]);
        }
    }
}

fn sum(part: &Sum, all: &Sum, out: &mut Vec<f32>) {
    out.extend([
        part.blocks.min(500.0),
        ratio(part.words, all.words),
        ratio(part.words, part.blocks),
        part.link_share(),
        ratio(part.prose, part.words),
        ratio(part.prose, all.prose),
    ]);
}

fn candidate(ground: &Ground, number: usize, block: &Block, out: &mut Vec<f32>) {
    let candidate = &ground.candidate;
    let inside = ground.tree.holds(candidate.element, block.first);
    let levels = if inside {
        ground
            .tree
            .ancestors(block.holder)
            .take(20)
            .take_while(|(index, _)| *index != candidate.element)
            .count() as f32
    } else {
        -1.0
    };
    let counts = ground.counts;
    out.push(levels);
    out.push(candidate.share);
    let number = number as f32;
    let (first, end) = (candidate.first as f32, candidate.end as f32);
    out.push((number - first).clamp(-100.0, 200.0));
    out.push((end - number).clamp(-100.0, 200.0));
    out.push(ratio(number - first, end - first).clamp(-2.0, 3.0));
    out.push(flag(block.holder == candidate.element));
    let own = counts.between(candidate.first, candidate.end);
    out.push(own.words.min(3000.0));
    out.push(own.link_share());
    // Prose of the candidate that is still to come.
    let at = number as usize;
    out.push(ratio(
        counts
            .between(at.max(candidate.first), candidate.end.max(at))
            .prose,
        own.prose,
    ));
}

fn neighbour(ground: &Ground, number: usize, offset: isize, own: &Context, out: &mut Vec<f32>) {
    let at = number.checked_add_signed(offset);
    let found = at.and_then(|at| Some((ground.blocks.get(at)?, ground.contexts.get(at)?)));
    let Some((block, context)) = found else {
        out.extend([-1.0; 8]);
        return;
    };
    out.extend([
        (block.shape.words as f32).min(200.0),
        block.link_share(),
        f32::from(context.heading),
        flag(context.matches.iter().any(|place| *place >= Place::Start)),
        flag(is_alike(own, context)),
        edge(block.shape.last),
        flag(
            ground
                .blocks
                .get(number)
                .is_some_and(|own| own.holder == block.holder),
        ),
        flag(context.around & around::LIST_ITEM != 0),
    ]);
}

/// Prose and links within five and fifteen blocks, and how far the next prose is.
fn around_it(ground: &Ground, number: usize, out: &mut Vec<f32>) {
    let counts = ground.counts;
    for size in [5, 15] {
        let before = counts.between(number.saturating_sub(size), number);
        let after = counts.between(number + 1, number + 1 + size);
        out.extend([
            before.prose.min(500.0),
            before.link_share(),
            ratio(before.words, before.blocks),
            after.prose.min(500.0),
            after.link_share(),
            ratio(after.words, after.blocks),
        ]);
    }
    let is_prose = |at: usize| counts.prose.get(at).copied().unwrap_or_default();
    let back = (1..=50).find(|step| number.checked_sub(*step).is_some_and(is_prose));
    let ahead = (1..=50).find(|step| is_prose(number + step));
    out.push(back.unwrap_or(60) as f32);
    out.push(ahead.unwrap_or(60) as f32);
    out.push(flag(is_prose(number)));
}

fn page(ground: &Ground, out: &mut Vec<f32>) {
    let all = ground.counts.all();
    out.extend([
        all.blocks.min(2000.0),
        all.words.min(10_000.0),
        all.link_share(),
        ratio(all.prose, all.words),
        ground.counts.articles.min(50) as f32,
        flag(ground.counts.body.is_some()),
    ]);
}
