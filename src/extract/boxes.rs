//! Boxes inside a story's element that are none of it: its table of contents, forms, and what a paper or an author says
//! of itself.
//!
//! It knows them by their labels, by where their links lead and by what they hold.

mod talk;

use crate::extract::blocks::Block;
use crate::extract::context::{Context, around};
use crate::extract::dom::Node;
use crate::extract::groups::group;
use crate::extract::lists::{HOME, homes, list_above};
use crate::extract::notes;
use crate::extract::prune::Scene;
use crate::extract::rules::rules;
use crate::extract::shape::Edge;
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;
use crate::extract::tokens::ByWord;

/// Words of a label, and of a line of a table of contents.
const LABEL: u32 = 6;
const LINE: u32 = 24;
/// So many jumps in a row are a table of contents.
const JUMPS: usize = 2;
/// Pictures of a photo story.
const PICTURES: usize = 3;
/// Words of a box about somebody.
const ABOUT: u32 = 150;

/// Words from which on the rest of a page is a story without what stands in named lists, and where all of them stand
/// behind it.
const ENOUGH: u32 = 100;
const FEW: u32 = 40;
/// The same where the story stands in an article below its headline and ends as sentences do.
const TOLD: u32 = 12;

/// What stands in elements that are named after comments, lists of other stories or the consent that a page asks for goes, unless it is nearly all there is.
/// A list without a link where the story's paragraphs stand is the story's, whatever it is called.
pub fn drop_named(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let homes = homes(scene, keep);
    let is_named = |block: &Block, context: &Context| {
        let near = |name: &str| context.nearness(name) > 0;
        let others = |names: &str| rules().groups(names) & group("others") != 0;
        let is_other = || near("others") && is_apart(scene, counts, block, others);
        let is_talk = || {
            near("comments")
                && is_apart(scene, counts, block, |names| rules().called.is_talk(names))
        };
        let is_consent = || {
            is_apart(scene, counts, block, |names| {
                rules().called.is_of_consent(names)
            })
        };
        (near("talk") || is_other() || is_talk() || is_consent())
            && !is_own_list(scene, counts, &homes, block)
    };
    let blocks = || scene.blocks.iter().zip(scene.contexts);
    let said = talk::said(scene, counts, keep);
    let named: Vec<bool> = blocks()
        .zip(keep.iter())
        .zip(said)
        .map(|(((block, context), keep), said)| *keep && (said || is_named(block, context)))
        .collect();
    let rest =
        |number: &usize| keep.get(*number) == Some(&true) && named.get(*number) == Some(&false);
    let words = (0..keep.len())
        .filter(rest)
        .filter_map(|number| scene.blocks.get(number));
    let words: u32 = words.map(|block| block.shape.words).sum();
    let is_behind = named.iter().position(|named| *named) > (0..keep.len()).rfind(rest);
    let least = match is_behind {
        true if is_told(scene, counts, (0..keep.len()).filter(rest)) => TOLD,
        true => FEW,
        false => ENOUGH,
    };
    if words > least {
        for (slot, named) in keep.iter_mut().zip(named) {
            *slot &= !named;
        }
    }
}

/// Whether some blocks are sentences of the element below the headline that is the story's.
fn is_told(scene: &Scene, counts: &Surroundings, blocks: impl Iterator<Item = usize>) -> bool {
    let headline = counts.headline.and_then(|at| scene.blocks.get(at));
    let Some(home) = headline.and_then(|headline| scene.tree.get(headline.element)) else {
        return false;
    };
    let blocks = blocks.filter_map(|at| scene.blocks.get(at));
    let sentences = blocks.filter(|block| {
        block.shape.last == Edge::Stop
            && block.links == 0
            && scene.tree.holds(home.parent, block.first)
    });
    sentences.take(2).count() == 2
}

/// Whether the nearest of such elements around a block stands apart from the headline. What holds the headline, too, is the
/// story's own, called after what it is one of ("post-item").
fn is_apart(
    scene: &Scene,
    counts: &Surroundings,
    block: &Block,
    is_named: fn(&str) -> bool,
) -> bool {
    let headline = counts.headline.and_then(|at| scene.blocks.get(at));
    let mut above = scene.tree.ancestors(block.element);
    let named = above.find(|(_, node)| {
        let names = ["class", "id"].into_iter();
        let mut names = names.filter_map(|key| node.attribute(key));
        !matches!(node.tag, Tag::Body | Tag::Html) && names.any(is_named)
    });
    let holds =
        |element: usize| headline.is_some_and(|headline| scene.tree.holds(element, headline.first));
    named.is_some_and(|(named, _)| !holds(named))
}

/// Whether a block stands in a list that has no link and stands where the story's paragraphs stand.
fn is_own_list(scene: &Scene, counts: &Surroundings, homes: &ByWord<u32>, block: &Block) -> bool {
    list_above(scene, block).is_some_and(|list| {
        let (from, to) = counts.range(scene.tree, list);
        let home = scene.tree.get(list).map(|node| node.parent as u64);
        home.and_then(|home| homes.get(&home)) >= Some(&HOME)
            && counts.between(from, to).links == 0.0
    })
}

/// Links to the parts of the same page, under their label.
pub fn drop_contents(scene: &Scene, keep: &mut [bool]) {
    let is_jump = |number: usize| {
        let block = scene.blocks.get(number);
        let block = block.zip(scene.contexts.get(number));
        block.is_some_and(|(block, context)| {
            context.heading == 0
                && block.shape.words < LINE
                && block.link_share() > 0.9
                && jumps(scene, block.first)
        })
    };
    let mut number = 0;
    while number < keep.len() {
        let end = number + (number..keep.len()).take_while(|at| is_jump(*at)).count();
        if end - number >= JUMPS {
            let is_labelled = number.checked_sub(1).is_some_and(|label| {
                let block = scene.blocks.get(label);
                block.is_some_and(|block| {
                    block.shape.words < LABEL && rules().labels.contents(&block.text)
                })
            });
            let from = number - usize::from(is_labelled);
            for slot in keep.get_mut(from..end).unwrap_or_default() {
                *slot = false;
            }
        }
        number = end.max(number + 1);
    }
}

/// Whether a text is a link to another place of its page, and no mark of a note.
pub fn jumps(scene: &Scene, text: usize) -> bool {
    let mut above = scene.tree.ancestors(text).take(6);
    let link = above.find(|(_, node)| node.tag == Tag::A);
    link.is_some_and(|(index, node)| {
        let href = node.attribute("href").unwrap_or_default().trim();
        href.len() > 1
            && href.starts_with('#')
            && notes::mark(Some(href), &scene.tree.words(index)).is_none()
    })
}

/// Words of a box with a form, and of the rest of a story.
const FORM: f32 = 70.0;
const REST: u32 = 100;

/// What stands in a small box with a form inside or beside a story: letters by mail, questions, searches.
pub fn drop_forms(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let tree = scene.tree;
    let forms = tree.iter().filter(|(_, node)| node.tag == Tag::Form);
    let headline = counts.headline.and_then(|at| scene.blocks.get(at));
    let boxes: Vec<(usize, usize)> = forms
        .filter_map(|(form, _)| {
            let is_box = |(index, node): &(usize, &Node)| {
                let is_whole = matches!(node.tag, Tag::Body | Tag::Main | Tag::Article | Tag::Html);
                let holds_all = headline.is_some_and(|headline| tree.holds(*index, headline.first));
                !is_whole && !holds_all && counts.under(tree, *index).words < FORM
            };
            let outer = tree.ancestors(form).take(4).take_while(is_box).last()?;
            Some(counts.range(tree, outer.0))
        })
        .collect();
    drop_boxes(scene, keep, &boxes);
}

/// Words of a box that asks for something.
const ASKING: f32 = 60.0;

/// Small boxes that are called after letters by mail, memberships and gifts, inside or beside a story.
pub fn drop_asking(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let headline = counts.headline.and_then(|at| scene.blocks.get(at));
    let is_asking = |(index, node): &(usize, &Node)| {
        let names = ["class", "id"].into_iter();
        let mut names = names.filter_map(|key| node.attribute(key));
        let is_whole = matches!(node.tag, Tag::Body | Tag::Main | Tag::Article | Tag::Html);
        !is_whole
            && names.any(|names| rules().called.is_asking(names))
            && counts.under(scene.tree, *index).words < ASKING
            && !headline.is_some_and(|headline| scene.tree.holds(*index, headline.first))
    };
    let boxes: Vec<(usize, usize)> = scene
        .tree
        .iter()
        .filter(is_asking)
        .map(|(index, _)| counts.range(scene.tree, index))
        .collect();
    drop_boxes(scene, keep, &boxes);
}

/// Drops boxes where enough is kept outside of them.
fn drop_boxes(scene: &Scene, keep: &mut [bool], boxes: &[(usize, usize)]) {
    let is_boxed = |number: usize| {
        boxes
            .iter()
            .any(|(from, to)| (*from..*to).contains(&number))
    };
    let kept = scene.blocks.iter().zip(keep.iter()).enumerate();
    let rest: u32 = kept
        .filter(|(number, (_, keep))| **keep && !is_boxed(*number))
        .map(|(_, (block, _))| block.shape.words)
        .sum();
    if rest < REST {
        return;
    }
    for (from, to) in boxes {
        for slot in keep.get_mut(*from..*to).unwrap_or_default() {
            *slot = false;
        }
    }
}

/// What stands under "About us", "About the author" and their like, to the end of its box.
pub fn drop_about(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let mut number = 0;
    while number < keep.len() {
        // A photo story has no words before it.
        let pictures = counts.pictures.get(number).copied().unwrap_or_default();
        let end = end_of_about(scene, keep, number)
            .filter(|_| {
                pictures >= PICTURES || keep.get(..number).is_some_and(|all| all.contains(&true))
            })
            .unwrap_or(number + 1);
        if end > number + 1 {
            for slot in keep.get_mut(number..end).unwrap_or_default() {
                *slot = false;
            }
        }
        number = end;
    }
}

/// What readers ask, with what is answered to them, in a box of its own behind a story.
pub fn drop_readers(scene: &Scene, keep: &mut [bool]) {
    for number in 1..keep.len() {
        let pair = scene.blocks.get(number).zip(scene.contexts.get(number));
        let label = pair.filter(|(block, context)| {
            block.shape.words < LABEL && context.heading != 1 && rules().labels.readers(&block.text)
        });
        let next = scene.blocks.get(number + 1);
        let Some(((label, _), next)) = label.zip(next) else {
            continue;
        };
        let mut above = scene.tree.ancestors(label.element);
        let section = above.find(|(index, _)| scene.tree.holds(*index, next.first));
        let Some((section, node)) = section else {
            continue;
        };
        // In the story's own element they are asked for the story's sake.
        let is_own = scene.blocks.partition_point(|block| block.first < section) == number;
        let behind = scene.blocks.partition_point(|block| block.first < node.end);
        let has_story = keep.get(..number).is_some_and(|all| all.contains(&true));
        if is_own && has_story {
            for slot in keep.get_mut(number..behind).unwrap_or_default() {
                *slot = false;
            }
        }
    }
}

/// The number of the block behind a box about somebody whose label a block is.
fn end_of_about(scene: &Scene, keep: &[bool], number: usize) -> Option<usize> {
    let (label, context) = scene.blocks.get(number).zip(scene.contexts.get(number))?;
    let is_label = label.shape.words < LABEL
        && label.links == 0
        && context.around & (around::BLOCKQUOTE | around::TABLE) == 0
        && context.heading != 1
        && rules().labels.about(&label.text);
    let next = scene.blocks.get(number + 1).filter(|_| is_label)?;
    let mut above = scene.tree.ancestors(label.element);
    let (section, node) = above.find(|(index, _)| scene.tree.holds(*index, next.first))?;
    let behind = scene.blocks.partition_point(|block| block.first < node.end);
    let is_heading = |at: &usize| {
        let context = scene.contexts.get(*at);
        context.is_some_and(|context| (1..=6).contains(&context.heading))
    };
    let end = (number + 1..behind).find(is_heading).unwrap_or(behind);
    let words = |from: usize, to: usize| -> u32 {
        let blocks = scene.blocks.get(from..to).unwrap_or_default().iter();
        let kept = blocks.zip(keep.get(from..to).unwrap_or_default());
        let kept = kept.filter(|(_, keep)| **keep);
        kept.map(|(block, _)| block.shape.words).sum()
    };
    // A box of its own, or the last thing of the story's element.
    let is_own = scene.blocks.partition_point(|block| block.first < section) == number;
    let is_last = words(end, keep.len()) == 0;
    ((is_own || is_last) && words(number, end) < ABOUT).then_some(end)
}
