//! The last word on each block: the model's chances, and what holds whatever the model says.
//!
//! kabar keeps quotes, tables of facts, sub-headings and the standfirst, and leaves out title, byline, captions and
//! read-also lines. Here these wishes meet the model; structure is made by `convert`.

use crate::document::{Block as Part, Document};
use crate::extract::blocks::Block;
use crate::extract::context::{Context, around};
use crate::extract::inlines;
use crate::extract::prune::{Scene, Verdict, drop_idle_headings, reason};
use crate::extract::rules::{Place, Reason, group};
use crate::extract::surroundings::Surroundings;
use crate::extract::tables;
use crate::extract::tag::Tag;

/// From this chance on a block is story.
const STORY: f32 = 0.45;

/// Verdicts by the model and the policy.
pub fn choose(scene: &Scene, counts: &Surroundings, chances: &[f32]) -> Vec<Verdict> {
    let mut keep: Vec<bool> = scene
        .blocks
        .iter()
        .zip(scene.contexts)
        .zip(chances)
        .map(|((block, context), chance)| *chance >= STORY && !is_never_story(block, context))
        .collect();
    if let Some((first, last)) = range(&keep) {
        keep_headings(scene, chances, &mut keep, first, last);
        keep_quotes(scene, chances, &mut keep, first, last);
        even_out_lists(scene, counts, chances, &mut keep, first, last);
        keep_tables(scene, counts, &mut keep, first, last);
    }
    drop_labelled_links(scene, &mut keep);
    let mut verdicts: Vec<Verdict> = scene
        .blocks
        .iter()
        .zip(scene.contexts)
        .zip(&keep)
        .map(|((block, context), keep)| {
            if *keep {
                Verdict::Keep
            } else {
                Verdict::Cut(reason(scene, block, context).unwrap_or_else(|| unnamed(block)))
            }
        })
        .collect();
    drop_idle_headings(scene, &mut verdicts);
    verdicts
}

/// The reason for a cut that no rule names.
fn unnamed(block: &Block) -> &'static str {
    if block.link_share() > 0.5 {
        "link list"
    } else {
        "not the story"
    }
}

/// The first and the last kept block.
fn range(keep: &[bool]) -> Option<(usize, usize)> {
    Some((
        keep.iter().position(|keep| *keep)?,
        keep.iter().rposition(|keep| *keep)?,
    ))
}

/// Read-also lines with their link, and words that are nothing but furniture.
fn is_never_story(block: &Block, context: &Context) -> bool {
    let place = |reason: Reason| {
        context
            .matches
            .get(reason as usize)
            .copied()
            .unwrap_or_default()
    };
    let words = block.shape.words;
    let is_line = block.link_share() > 0.3 || (words < 16 && block.shape.stops == 0);
    (place(Reason::ReadAlso) >= Place::Start && is_line)
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

/// Links right under "Read also" and its like go with it.
fn drop_labelled_links(scene: &Scene, keep: &mut [bool]) {
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

/// A sub-heading between kept blocks is kept when nothing speaks against it.
fn keep_headings(scene: &Scene, chances: &[f32], keep: &mut [bool], first: usize, last: usize) {
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
fn keep_quotes(scene: &Scene, chances: &[f32], keep: &mut [bool], first: usize, last: usize) {
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

/// A list is kept whole or not at all, as most of its words say.
fn even_out_lists(
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

/// Tables of facts between kept blocks, unless they are made of links.
fn keep_tables(scene: &Scene, counts: &Surroundings, keep: &mut [bool], first: usize, last: usize) {
    let mut number = first;
    while number <= last {
        let in_table = scene
            .contexts
            .get(number)
            .is_some_and(|context| context.around & around::TABLE != 0);
        let table = scene
            .blocks
            .get(number)
            .filter(|_| in_table)
            .and_then(|block| {
                scene
                    .tree
                    .ancestors(block.element)
                    .find(|(_, node)| node.tag == Tag::Table)
            });
        let Some((table, _)) = table else {
            number += 1;
            continue;
        };
        let (from, to) = counts.range(scene.tree, table);
        let within = from > first && to <= last && scene.tree.holds(scene.candidate.element, table);
        if within
            && tables::is_data(scene.tree, table)
            && counts.between(from, to).link_share() < 0.5
        {
            for slot in keep.get_mut(from..to).unwrap_or_default() {
                *slot = true;
            }
        }
        number = to.max(number + 1);
    }
}

/// The element that holds all that is kept, with its lead picture.
pub fn story(scene: &Scene, counts: &Surroundings, verdicts: &[Verdict]) -> usize {
    let kept = |verdict: &Verdict| *verdict == Verdict::Keep;
    let first = verdicts
        .iter()
        .position(kept)
        .and_then(|at| scene.blocks.get(at));
    let last = verdicts
        .iter()
        .rposition(kept)
        .and_then(|at| scene.blocks.get(at));
    let (Some(first), Some(last)) = (first, last) else {
        return 0;
    };
    let holds = |element: usize| {
        scene.tree.holds(element, first.first) && scene.tree.holds(element, last.first)
    };
    if let Some(article) = counts.article.filter(|article| holds(*article)) {
        return article;
    }
    if holds(scene.candidate.element) {
        return scene.candidate.element;
    }
    scene
        .tree
        .ancestors(first.element)
        .map(|(index, _)| index)
        .find(|index| holds(*index))
        .unwrap_or_default()
}

/// By node: pictures that stand with text that was cut, and not as a caption.
pub fn barred(scene: &Scene, counts: &Surroundings, verdicts: &[Verdict]) -> Vec<bool> {
    let mut barred = vec![false; scene.tree.len()];
    let story = story(scene, counts, verdicts);
    for (index, node) in scene.tree.below(story) {
        if !matches!(
            node.tag,
            Tag::Img | Tag::Iframe | Tag::Video | Tag::Audio | Tag::Embed
        ) {
            continue;
        }
        let mut alone = false;
        for (element, _) in scene
            .tree
            .ancestors(node.parent)
            .take(5)
            .take_while(|(element, _)| *element != story)
        {
            let (from, to) = counts.range(scene.tree, element);
            let near = verdicts.get(from..to.min(from + 200)).unwrap_or_default();
            if near.contains(&Verdict::Keep) {
                break;
            }
            alone |= near
                .iter()
                .any(|verdict| *verdict != Verdict::Cut(Reason::Caption.words()));
        }
        if let Some(slot) = barred.get_mut(index) {
            *slot = alone;
        }
    }
    barred
}

/// A document of text that the page states in its data.
pub fn stated(body: &str) -> Document {
    let plain = strip_tags(body);
    Document {
        blocks: plain
            .lines()
            .map(inlines::plain)
            .filter(|content| !content.is_empty())
            .map(|content| Part::Paragraph { content })
            .collect(),
    }
}

/// Text without the tags that some pages leave in their data.
fn strip_tags(text: &str) -> String {
    if !text.contains("</") && !text.contains("<br") {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for (number, part) in text.split('<').enumerate() {
        if number == 0 {
            plain.push_str(part);
            continue;
        }
        let (tag, rest) = part.split_once('>').unwrap_or(("", part));
        if ["/p", "br", "/h", "/li", "/div"]
            .iter()
            .any(|name| tag.starts_with(name))
        {
            plain.push('\n');
        }
        plain.push_str(rest);
    }
    plain
}
