//! What looks like story and is another's: stories that follow the first on one page, words that stand there twice,
//! teasers and side columns; and the rest of a story that its page hides.
//!
//! It mends the choice that the model made block by block; why a block is cut is said elsewhere.

pub mod next;

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::ops::RangeInclusive;

use crate::extract::candidates::is_prose;
use crate::extract::context::around;
use crate::extract::dom::Node;
use crate::extract::groups::group;
use crate::extract::prune::{Scene, reason};
use crate::extract::rules::rules;
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;
use crate::extract::tokens::Same;

/// Words of a block that may be a copy of what was there before.
const COPY: u32 = 12;

/// A story that stands on its page twice, in elements of two kinds, is kept once. Words that are said again here and
/// there are meant.
pub fn drop_copies(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let mut said: HashMap<u64, u64, BuildHasherDefault<Same>> = HashMap::default();
    let mut copies = Vec::new();
    let (mut all, mut copied) = (0, 0);
    for number in (0..keep.len()).filter(|number| keep.get(*number) == Some(&true)) {
        let Some((block, context)) = scene.blocks.get(number).zip(scene.contexts.get(number))
        else {
            break;
        };
        let words = counts.words.get(number);
        let runs = || words.windows(4).map(run);
        let is_known = |run: &u64| said.get(run).is_some_and(|kind| *kind != context.signature);
        let known = runs().filter(is_known).count();
        all += block.shape.words;
        if block.shape.words >= COPY && known * 10 >= runs().count() * 9 {
            copied += block.shape.words;
            copies.push(number);
        } else {
            for run in runs() {
                said.entry(run).or_insert(context.signature);
            }
        }
    }
    if copied * 10 >= all * 3 {
        for number in copies {
            if let Some(slot) = keep.get_mut(number) {
                *slot = false;
            }
        }
    }
}

/// Words of a pull quote, and letters: the name below a quote is none.
const PULLED: RangeInclusive<usize> = 5..=60;
const LETTERS: u32 = 20;

/// A pull quote says again what stands in a paragraph; a quote that stands nowhere else is the story's.
pub fn drop_pull_quotes(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let is_quote = |number: usize| {
        let context = scene.contexts.get(number);
        context.is_some_and(|context| {
            context.around & around::BLOCKQUOTE != 0 || context.close & group("quote") != 0
        })
    };
    let kept = (0..keep.len()).filter(|number| keep.get(*number) == Some(&true));
    let (quotes, rest): (Vec<usize>, Vec<usize>) = kept.partition(|number| is_quote(*number));
    for quote in quotes {
        let said = counts.words.get(quote);
        let letters = scene
            .blocks
            .get(quote)
            .map_or(0, |block| block.shape.letters);
        let is_said = |number: &usize| {
            let words = counts.words.get(*number);
            words.len() > said.len() && words.windows(said.len()).any(|run| run == said)
        };
        if PULLED.contains(&said.len())
            && letters >= LETTERS
            && rest.iter().any(is_said)
            && let Some(slot) = keep.get_mut(quote)
        {
            *slot = false;
        }
    }
}

/// Blocks behind a standfirst among which the paragraph stands that says it again.
const SAID: usize = 3;
/// Words of a standfirst that may be a copy, and of a dateline.
const LEAD: usize = 10;
const DATELINE: usize = 8;

/// A standfirst that the first paragraph says again, be it behind a dateline, is left to it.
pub fn drop_said_lead(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let mut kept = (0..keep.len()).filter(|number| keep.get(*number) == Some(&true));
    let Some(lead) = kept.next() else { return };
    let said = counts.words.get(lead);
    let kind = |number: usize| scene.contexts.get(number).map(|context| context.signature);
    let is_said = |number: usize| {
        let words = counts.words.get(number);
        // At once only in another element than the paragraphs': some texts say a paragraph twice.
        let from = usize::from(kind(number) == kind(lead));
        counts.prose.get(number) == Some(&true)
            && (from..=DATELINE).any(|at| words.get(at..at + said.len()) == Some(said))
    };
    let is_quoted = scene
        .contexts
        .get(lead)
        .is_some_and(|context| context.around & around::BLOCKQUOTE != 0);
    if said.len() >= LEAD
        && !is_quoted
        && kept.take(SAID).any(is_said)
        && let Some(slot) = keep.get_mut(lead)
    {
        *slot = false;
    }
}

/// Some words in a row as one number.
fn run(words: &[u64]) -> u64 {
    words.iter().fold(0, |run, word| {
        (run ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// So many items with a linked heading and a few words are teasers of other stories.
const TEASERS: usize = 3;
/// Words of a teaser besides its link.
const TEASER: f32 = 60.0;

/// Lists of teasers: items that are a link and a few words about what is behind it.
pub fn drop_teasers(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let mut number = 0;
    while number < keep.len() {
        let is_kept = keep.get(number) == Some(&true);
        let list = scene.blocks.get(number).filter(|_| is_kept);
        let list = list.and_then(|block| {
            let above = scene.tree.ancestors(block.element).take(6);
            above
                .filter(|(_, node)| matches!(node.tag, Tag::Ul | Tag::Ol))
                .map(|(index, _)| index)
                .next()
        });
        let Some(list) = list else {
            number += 1;
            continue;
        };
        let (from, to) = counts.range(scene.tree, list);
        if are_teasers(scene, counts, list) {
            for slot in keep.get_mut(from..to).unwrap_or_default() {
                *slot = false;
            }
        }
        number = to.max(number + 1);
    }
}

fn are_teasers(scene: &Scene, counts: &Surroundings, list: usize) -> bool {
    let items = scene.tree.below(list);
    let items = items.filter(|(_, node)| node.tag == Tag::Li && node.parent == list);
    let (mut all, mut teasers) = (0, 0);
    for (item, _) in items {
        let (from, to) = counts.range(scene.tree, item);
        let blocks = scene.blocks.get(from..to).unwrap_or_default();
        let is_link = |share: f32, words: u32| share > 0.8 && words > 3;
        let is_headed = blocks
            .iter()
            .take(3)
            .any(|block| is_link(block.link_share(), block.shape.words));
        let sum = counts.between(from, to);
        all += usize::from(from < to);
        let is_teaser =
            is_headed && blocks.len() > 1 && sum.words * (1.0 - sum.link_share()) < TEASER;
        teasers += usize::from(is_teaser);
    }
    teasers >= TEASERS && teasers * 10 >= all * 7
}

/// Words of the rest from which on a side column has no story, and those from which on it has none behind them.
const ENOUGH: u32 = 100;
const FEW: u32 = 40;

/// What stands in a side column before or after all else that is kept goes, unless the headline stands there, too.
pub fn drop_side(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let headline = counts.headline.and_then(|at| scene.blocks.get(at));
    let is_aside = |number: usize| {
        let block = scene.blocks.get(number)?;
        let mut above = scene.tree.ancestors(block.element);
        let (index, _) = above.find(|(_, node)| is_aside(node))?;
        let holds_all = headline.is_some_and(|headline| scene.tree.holds(index, headline.first));
        (!holds_all).then_some(())
    };
    let kept = (0..keep.len()).filter(|number| keep.get(*number) == Some(&true));
    let (aside, rest): (Vec<usize>, Vec<usize>) = kept.partition(|at| is_aside(*at).is_some());
    let words = |number: &usize| {
        scene
            .blocks
            .get(*number)
            .map_or(0, |block| block.shape.words)
    };
    let told: u32 = rest.iter().map(words).sum();
    let first = rest.first().filter(|_| told >= ENOUGH);
    let last = rest.last().filter(|_| told >= FEW);
    let is_outside = |at: &usize| Some(at) > last && last.is_some() || Some(at) < first;
    for number in aside.iter().filter(|at| is_outside(at)) {
        if let Some(slot) = keep.get_mut(*number) {
            *slot = false;
        }
    }
}

fn is_aside(node: &Node) -> bool {
    let mut named = ["class", "id"]
        .into_iter()
        .filter_map(|key| node.attribute(key));
    node.tag == Tag::Aside || named.any(|names| rules().called.is_column(names))
}

/// Paragraphs that are the rest of a story.
const REST: usize = 3;

/// The rest of a story that its page hides until somebody pays or presses a button: prose in hidden elements that
/// stand beside what is kept, all of it in one or each paragraph in one of its own.
pub fn keep_hidden_rest(scene: &Scene, keep: &mut [bool]) {
    let holders = holders(scene, keep);
    let first = keep.iter().position(|keep| *keep).unwrap_or(keep.len());
    let mut rests: Rests = HashMap::new();
    for number in first..keep.len() {
        if let Some(kind) = hidden_rest(scene, &holders, number) {
            rests.entry(kind).or_default().push(number);
        } else if keep.get(number) == Some(&true) {
            // Where the story goes on between them, hidden boxes are not its rest.
            keep_rests(scene, &mut rests, keep);
        }
    }
    keep_rests(scene, &mut rests, keep);
}

/// Hidden blocks by what they are a part of; see `hidden_rest`.
type Rests<'a> = HashMap<(usize, &'a str), Vec<usize>>;

fn keep_rests(scene: &Scene, rests: &mut Rests, keep: &mut [bool]) {
    let is_sentence = |at: &&usize| {
        let block = scene.blocks.get(**at);
        block.is_some_and(|block| block.shape.words >= 10 && block.shape.stops > 0)
    };
    for (_, rest) in rests.drain() {
        if rest.iter().filter(is_sentence).count() < REST {
            continue;
        }
        for at in rest {
            if let Some(slot) = keep.get_mut(at) {
                *slot = true;
            }
        }
    }
}

/// The elements that hold the prose that is kept; where one holds a single block, the one around it, too.
fn holders(scene: &Scene, keep: &[bool]) -> HashSet<usize, BuildHasherDefault<Same>> {
    let mut holders = HashSet::default();
    let kept = scene
        .blocks
        .iter()
        .zip(scene.contexts)
        .zip(keep)
        .enumerate();
    for (number, ((block, context), keep)) in kept {
        if !*keep || !is_prose(block, context) {
            continue;
        }
        holders.insert(block.holder);
        let near = [number.checked_sub(1), Some(number + 1)];
        let mut near = near
            .into_iter()
            .flatten()
            .filter_map(|at| scene.blocks.get(at));
        let is_alone = !near.any(|near| scene.tree.holds(block.holder, near.first));
        if let Some(holder) = scene.tree.get(block.holder).filter(|_| is_alone) {
            holders.insert(holder.parent);
        }
    }
    holders
}

/// What a block is a part of, where it is hidden beside what is kept and nothing else speaks against it: the holder of
/// both, and the class of the hidden element.
fn hidden_rest<'a>(
    scene: &Scene<'_, 'a>,
    holders: &HashSet<usize, BuildHasherDefault<Same>>,
    number: usize,
) -> Option<(usize, &'a str)> {
    let (block, context) = scene.blocks.get(number).zip(scene.contexts.get(number))?;
    let mut above = scene.tree.ancestors(block.holder).take(2);
    let (_, node) = above.find(|(_, node)| holders.contains(&node.parent))?;
    let is_rest = context.around & around::HIDDEN != 0
        && context.around & (around::FORM | around::NAV | around::LIST_ITEM) == 0
        && block.link_share() < 0.5
        && reason(scene, block, context).is_none_or(|reason| reason == "hidden");
    is_rest.then(|| (node.parent, node.attribute("class").unwrap_or_default()))
}
