//! The last word on each block: the model's chances, and what holds whatever the model says.
//!
//! kabar keeps quotes, tables of facts, sub-headings and the standfirst, and leaves out title, byline, captions and
//! read-also lines. Here these wishes meet the model; structure is made by `convert`.

use std::ops::Range;

use crate::extract::apart;
use crate::extract::blocks::Block;
use crate::extract::boxes;
use crate::extract::candidates::is_prose;
use crate::extract::captions;
use crate::extract::cards::{self, rows};
use crate::extract::certain;
use crate::extract::context::{Context, around};
use crate::extract::dates;
use crate::extract::endings;
use crate::extract::furniture::{
    drop_agreements, drop_labelled_lines, drop_labelled_links, drop_repeated, is_beside,
    is_never_story,
};
use crate::extract::groups::group;
use crate::extract::headings;
use crate::extract::lists;
use crate::extract::live;
use crate::extract::model::STORY;
use crate::extract::notices;
use crate::extract::prune::{Scene, Verdict, drop_idle_headings, is_title, reason};
use crate::extract::recipes;
use crate::extract::results;
use crate::extract::rules::{Reason, rules};
use crate::extract::sections;
use crate::extract::signatures::is_signature;
use crate::extract::slides;
use crate::extract::strangers;
use crate::extract::sureties;
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;
use crate::extract::verses;
use crate::extract::wholes;

/// From this chance on it is, where elements and names say that it is a caption or a byline.
const SURE: f32 = 0.85;
/// From this chance on when nothing else is story.
const UNUSUAL: f32 = 0.06;
/// Words of a date.
const DATE: u32 = 10;
/// Fewer words are hardly anything.
const SHORT: u32 = 60;

/// A text of so many paragraphs with so many times the words of what is kept is the story instead.
const PARAGRAPHS: usize = 6;
const MANY: u32 = 5;

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
    let shows = slides::shows(scene, counts);
    complete(scene, counts, chances, &shows, &mut keep);
    clear(scene, counts, &mut keep);
    captions::drop_of_figures(scene, &mut keep);
    slides::drop_numbers(scene, &shows, &mut keep);
    let story = range(&keep).map_or(0, |(first, _)| first);
    let mut verdicts: Vec<Verdict> = scene
        .blocks
        .iter()
        .zip(scene.contexts)
        .zip(&keep)
        .enumerate()
        .map(|(number, ((block, context), keep))| {
            if *keep {
                Verdict::Keep
            } else {
                Verdict::Cut(
                    reason(scene, block, context)
                        .unwrap_or_else(|| unnamed(scene, block, context, number < story)),
                )
            }
        })
        .collect();
    certain::settle(scene, &mut verdicts);
    drop_idle_headings(scene, &mut verdicts);
    notices::cut(scene, &mut verdicts);
    verdicts
}

/// Keeps what belongs to the story and was not chosen, and drops other stories before that.
fn complete(
    scene: &Scene,
    counts: &Surroundings,
    chances: &[f32],
    shows: &[slides::Show],
    keep: &mut [bool],
) {
    boxes::drop_named(scene, counts, keep);
    lower(scene, counts, chances, keep);
    strangers::next::drop(scene, counts, keep);
    strangers::drop_side(scene, counts, keep);
    results::keep_alone(scene, counts, keep);
    slides::even_out(scene, counts, shows, keep);
    verses::keep(scene, counts, keep);
    strangers::keep_hidden_rest(scene, keep);
    if let Some((first, last)) = range(keep) {
        wholes::keep_headings(scene, chances, keep, first, last);
        wholes::keep_quotes(scene, chances, keep, first, last);
        lists::even_out_lists(scene, counts, chances, keep, first, last);
        wholes::settle_times(scene, keep, first, last);
        live::keep_entries(scene, keep);
        wholes::keep_lines(scene, keep, last);
        lists::keep_plain_lists(scene, counts, keep);
        wholes::keep_kin(scene, chances, keep, first, last);
        wholes::keep_neighbours(scene, chances, keep, first);
        wholes::keep_sentences(scene, keep);
        wholes::keep_corrections(scene, keep, last);
        lists::keep_summary(scene, counts, keep);
        lists::keep_documents(scene, counts, keep, last);
        lists::even_out_points(scene, keep);
        recipes::keep(scene, counts, keep);
        headings::keep_families(scene, keep, first, last);
        sections::even_out(scene, counts, chances, keep);
        apart::keep_pieces(scene, chances, keep, first, last);
        apart::keep_summaries(scene, keep);
        results::keep(scene, counts, keep, first);
    }
    strangers::next::drop(scene, counts, keep);
    apart::keep_standfirst(scene, counts, keep);
}

/// Drops the boxes, lists and copies that stand in the story or beside it.
fn clear(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    endings::drop_below_labels(scene, counts, keep);
    boxes::drop_named(scene, counts, keep);
    drop_labelled_links(scene, keep);
    drop_labelled_lines(scene, keep);
    drop_agreements(scene, keep);
    drop_repeated(scene, keep);
    cards::drop_labelled_cards(scene, keep);
    cards::drop_inserted(scene, counts, keep);
    rows::drop(scene, counts, keep);
    cards::drop_boxed_links(scene, keep);
    boxes::drop_contents(scene, keep);
    boxes::drop_forms(scene, counts, keep);
    boxes::drop_asking(scene, counts, keep);
    boxes::drop_about(scene, counts, keep);
    boxes::drop_readers(scene, keep);
    strangers::drop_teasers(scene, counts, keep);
    strangers::drop_copies(scene, counts, keep);
    strangers::drop_pull_quotes(scene, counts, keep);
    strangers::drop_said_lead(scene, counts, keep);
    // The ingredients often stand in a box with a form that asks how many eat.
    if keep.contains(&true) {
        recipes::keep(scene, counts, keep);
    }
}

fn words_of(scene: &Scene, keep: &[bool]) -> u32 {
    let kept = scene.blocks.iter().zip(keep).filter(|(_, keep)| **keep);
    kept.map(|(block, _)| block.shape.words).sum()
}

/// Whether anything is kept but captions and bylines.
fn has_text(scene: &Scene, keep: &[bool]) -> bool {
    let blocks = scene.blocks.iter().zip(scene.contexts).zip(keep);
    let mut kept = blocks.filter(|(_, keep)| **keep).map(|(pair, _)| pair);
    kept.any(|(block, context)| !is_beside(context) && !captions::names_maker(block))
}

/// A page with hardly anything kept, whose candidate is full of prose, holds a story of an unusual make: there a
/// small chance will do. Where that is not enough, what the page hides until somebody pays counts, too, in the candidate
/// and in the article: a caption may stand alone in the candidate then.
fn lower(scene: &Scene, counts: &Surroundings, chances: &[f32], keep: &mut [bool]) {
    let kept = words_of(scene, keep);
    let has_some = kept >= SHORT && has_text(scene, keep);
    let (least, words) = if has_some {
        (PARAGRAPHS, MANY * kept)
    } else {
        (3, 2 * SHORT)
    };
    let candidate = scene.candidate.first..scene.candidate.end;
    let article = counts
        .article
        .map(|article| counts.range(scene.tree, article));
    let article = article.map(|(from, to)| (from..to, around::HIDDEN));
    let own = [(candidate.clone(), 0), (candidate, around::HIDDEN)]
        .into_iter()
        .chain(article)
        .map(|(inside, hidden)| unusual(scene, chances, &inside, hidden))
        .find(|own| {
            let paragraphs = own.iter().filter(|own| **own).count();
            paragraphs >= least && words_of(scene, own) > words
        });
    let Some(own) = own else { return };
    for ((slot, own), block) in keep.iter_mut().zip(own).zip(scene.blocks) {
        *slot = own || *slot && !captions::names_maker(block);
    }
}

/// The prose of a range with a small chance, whether some bits of `around` are set or not.
fn unusual(scene: &Scene, chances: &[f32], inside: &Range<usize>, besides: u32) -> Vec<bool> {
    let blocks = scene.blocks.iter().zip(scene.contexts).enumerate();
    let is_own = |(number, (block, context)): (usize, (&Block, &Context))| {
        let chance = chances.get(number).copied().unwrap_or_default();
        if !inside.contains(&number) || chance < UNUSUAL {
            return false;
        }
        let context = Context {
            around: context.around & !besides,
            ..context.clone()
        };
        is_prose(block, &context)
            && !captions::names_maker(block)
            && reason(scene, block, &context).is_none()
    };
    blocks.map(is_own).collect()
}

/// The reason for a cut that no rule names.
fn unnamed(scene: &Scene, block: &Block, context: &Context, is_before: bool) -> &'static str {
    let called = &rules().called;
    let is_date = || block.shape.words < DATE && dates::parse(&block.text).is_some();
    let is_lead = is_before && context.close & group("lead") != 0;
    if is_signature(&block.text) || is_date() {
        Reason::Byline.words()
    } else if sureties::is_in(scene.tree, block, |name| called.is_talk(name)) {
        Reason::Comments.words()
    } else if sureties::is_in(scene.tree, block, |name| called.is_pulled(name)) {
        "pull quote"
    } else if is_lead && block.link_share() < 0.5 {
        "standfirst"
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

/// Blocks in which what stands beside a picture is looked for.
const BESIDE: usize = 200;

/// By node: pictures that stand with text that was cut, and not as a caption.
pub fn barred(scene: &Scene, counts: &Surroundings, verdicts: &[Verdict]) -> Vec<bool> {
    let mut barred = vec![false; scene.tree.len()];
    if !verdicts.contains(&Verdict::Keep) {
        // Below a headline there may be nothing but pictures.
        return vec![counts.headline.is_none(); scene.tree.len()];
    }
    let caption = Verdict::Cut(Reason::Caption.words());
    let story = story(scene, counts, verdicts);
    for (index, node) in scene.tree.below(story) {
        if !matches!(
            node.tag,
            Tag::Img | Tag::Iframe | Tag::Video | Tag::Audio | Tag::Embed
        ) {
            continue;
        }
        let mut alone = false;
        let mut own = 0..0;
        for (element, around) in scene
            .tree
            .ancestors(node.parent)
            .take(5)
            .take_while(|(element, _)| *element != story)
        {
            let (from, to) = counts.range(scene.tree, element);
            let near = verdicts
                .get(from..to.min(from + BESIDE))
                .unwrap_or_default();
            if near.contains(&Verdict::Keep) {
                break;
            }
            // Beside its caption stand labels, for those who see no pictures.
            if around.tag == Tag::Figure && near.contains(&caption) {
                alone = false;
                own = from..to;
            }
            let mut others = near.iter().zip(from..).filter(|(_, at)| !own.contains(at));
            alone |= others.any(|(verdict, _)| *verdict != caption);
        }
        if let Some(slot) = barred.get_mut(index) {
            *slot = alone;
        }
    }
    barred
}

#[cfg(test)]
mod tests;
