//! The last word on each block: the model's chances, and what holds whatever the model says.
//!
//! kabar keeps quotes, tables of facts, sub-headings and the standfirst, and leaves out title, byline, captions and
//! read-also lines. Here these wishes meet the model; structure is made by `convert`.

use crate::extract::blocks::Block;
use crate::extract::boxes;
use crate::extract::candidates::is_prose;
use crate::extract::cards::drop_labelled_cards;
use crate::extract::certain;
use crate::extract::furniture::{
    drop_labelled_lines, drop_labelled_links, drop_named, is_beside, is_never_story,
};
use crate::extract::lists;
use crate::extract::notices;
use crate::extract::prune::{Scene, Verdict, drop_idle_headings, is_title, reason};
use crate::extract::rules::Reason;
use crate::extract::signatures::is_signature;
use crate::extract::strangers;
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;
use crate::extract::wholes;

/// From this chance on a block is story.
const STORY: f32 = 0.45;
/// From this chance on it is, where elements and names say that it is a caption or a byline.
const SURE: f32 = 0.85;
/// From this chance on when nothing else is story.
const UNUSUAL: f32 = 0.06;
/// Fewer words are hardly anything.
const SHORT: u32 = 60;

/// Verdicts by the model and the policy.
pub fn choose(scene: &Scene, counts: &Surroundings, chances: &[f32]) -> Vec<Verdict> {
    let mut keep: Vec<bool> = scene
        .blocks
        .iter()
        .zip(scene.contexts)
        .zip(chances)
        .map(|((block, context), chance)| {
            let least = if is_beside(context) { SURE } else { STORY };
            *chance >= least && !is_never_story(block, context) && !is_title(scene, block, context)
        })
        .collect();
    drop_named(scene, &mut keep);
    if words_of(scene, &keep) < SHORT || !has_text(scene, &keep) {
        lower(scene, chances, &mut keep);
    }
    strangers::drop_next_stories(scene, counts, &mut keep);
    strangers::drop_side(scene, counts, &mut keep);
    strangers::keep_hidden_rest(scene, &mut keep);
    if let Some((first, last)) = range(&keep) {
        wholes::keep_headings(scene, chances, &mut keep, first, last);
        wholes::keep_quotes(scene, chances, &mut keep, first, last);
        lists::even_out_lists(scene, counts, chances, &mut keep, first, last);
        wholes::keep_tables(scene, counts, &mut keep, first, last);
        wholes::settle_times(scene, &mut keep, first, last);
        wholes::keep_lines(scene, &mut keep, last);
        lists::keep_plain_lists(scene, counts, &mut keep);
        wholes::keep_kin(scene, chances, &mut keep, first, last);
        wholes::keep_sentences(scene, &mut keep);
        wholes::keep_corrections(scene, &mut keep, last);
        lists::keep_summary(scene, counts, &mut keep);
        lists::keep_documents(scene, counts, &mut keep, last);
        lists::even_out_points(scene, &mut keep);
    }
    drop_named(scene, &mut keep);
    drop_labelled_links(scene, &mut keep);
    drop_labelled_lines(scene, &mut keep);
    drop_labelled_cards(scene, &mut keep);
    boxes::drop_contents(scene, &mut keep);
    boxes::drop_forms(scene, counts, &mut keep);
    boxes::drop_about(scene, counts, &mut keep);
    strangers::drop_teasers(scene, counts, &mut keep);
    strangers::drop_copies(scene, counts, &mut keep);
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
    certain::settle(scene, &mut verdicts);
    drop_idle_headings(scene, &mut verdicts);
    notices::cut(scene, &mut verdicts);
    verdicts
}

fn words_of(scene: &Scene, keep: &[bool]) -> u32 {
    let kept = scene.blocks.iter().zip(keep).filter(|(_, keep)| **keep);
    kept.map(|(block, _)| block.shape.words).sum()
}

/// Whether anything is kept but captions and bylines.
fn has_text(scene: &Scene, keep: &[bool]) -> bool {
    let mut kept = scene.contexts.iter().zip(keep).filter(|(_, keep)| **keep);
    kept.any(|(context, _)| !is_beside(context))
}

/// A page with hardly anything kept, whose candidate is full of prose, holds a story of an unusual make: there a
/// small chance will do.
fn lower(scene: &Scene, chances: &[f32], keep: &mut [bool]) {
    let inside = scene.candidate.first..scene.candidate.end;
    let mut own = vec![false; keep.len()];
    for (number, (block, context)) in scene.blocks.iter().zip(scene.contexts).enumerate() {
        let chance = chances.get(number).copied().unwrap_or_default();
        if let Some(slot) = own.get_mut(number) {
            *slot = inside.contains(&number)
                && chance >= UNUSUAL
                && is_prose(block, context)
                && reason(scene, block, context).is_none();
        }
    }
    let paragraphs = own.iter().filter(|own| **own).count();
    if paragraphs >= 3 && words_of(scene, &own) > 2 * SHORT {
        for (keep, own) in keep.iter_mut().zip(own) {
            *keep |= own;
        }
    }
}

/// The reason for a cut that no rule names.
fn unnamed(block: &Block) -> &'static str {
    if is_signature(&block.text) {
        Reason::Byline.words()
    } else if block.link_share() > 0.5 {
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
    if !verdicts.contains(&Verdict::Keep) {
        // Below a headline there may be nothing but pictures.
        return vec![counts.headline.is_none(); scene.tree.len()];
    }
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
