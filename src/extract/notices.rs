//! Pages that hold no story: what a server says instead of one, a form to sign in, what a search found, a section's list.
//!
//! A page is only taken for one when it has little text, or none but that of its cards.

use std::collections::BTreeMap;

use crate::extract::boxes;
use crate::extract::candidates::is_prose;
use crate::extract::context::Context;
use crate::extract::profiles;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rules::{Place, Reason, rules};
use crate::extract::tag::Tag;
use crate::text;

/// A story under the title of a notice has more words.
const NOTICE: u32 = 150;
/// So many paragraphs in an article, with so many words, are a story whatever its headline begins with, where the headline
/// goes on for so many words.
const PARAGRAPHS: usize = 3;
const STORY: u32 = 35;
const MORE: usize = 2;
/// So many cards make a list.
const CARDS: usize = 4;
/// So many with nothing else are a section's list, however long.
const MANY: usize = 12;
/// A list with more words is a story in parts.
const LIST: u32 = 500;
/// A list with more words before it and between its cards is introduced as a story is.
const INTRODUCTION: u32 = 40;
/// Words of the longest text of a card.
const CARD: u32 = 60;
/// Words of the shortest.
const LINE: u32 = 5;
/// Blocks of an offer at most.
const BOX: usize = 12;
/// Words of an offer to pay with all that belongs to it.
const OFFER: u32 = 80;
/// Words of the longest note that the rest must be paid for.
const NOTE: u32 = 40;

/// Cuts all of a page without a story, and what is said about paying from one with a story.
pub fn cut(scene: &Scene, verdicts: &mut [Verdict]) {
    let is_none = is_notice(scene, verdicts)
        || is_list(scene, verdicts)
        || profiles::are_shown(scene, verdicts);
    if is_none {
        for verdict in verdicts
            .iter_mut()
            .filter(|verdict| **verdict == Verdict::Keep)
        {
            *verdict = Verdict::Cut("not the story");
        }
        return;
    }
    cut_offer(scene, verdicts);
}

fn kept<'s>(
    scene: &'s Scene,
    verdicts: &'s [Verdict],
) -> impl Iterator<Item = (usize, u32, u8)> + 's {
    let blocks = scene.blocks.iter().zip(scene.contexts).zip(verdicts);
    blocks
        .enumerate()
        .filter(|(_, (_, verdict))| **verdict == Verdict::Keep)
        .map(|(number, ((block, context), _))| (number, block.shape.words, context.heading))
}

/// Little text below a title that is a notice's; the page may offer other stories behind it.
fn is_notice(scene: &Scene, verdicts: &[Verdict]) -> bool {
    let is_list = |context: &Context| {
        let list = context.matches.get(Reason::RelatedList as usize);
        context.heading > 0 && list == Some(&Place::Whole)
    };
    let end = scene.contexts.iter().position(is_list);
    let own = kept(scene, verdicts).take_while(|(number, ..)| end.is_none_or(|end| *number < end));
    let words: u32 = own.map(|(_, words, _)| words).sum();
    words > 0
        && words < NOTICE
        && titles(scene).any(|title| names_notice(&title))
        && !is_told(scene, verdicts)
}

/// Whether a headline that begins as a notice does goes on, and an article has some paragraphs: "Error 404: a film".
fn is_told(scene: &Scene, verdicts: &[Verdict]) -> bool {
    let headline = scene
        .contexts
        .iter()
        .position(|context| context.heading == 1);
    let headline = headline.and_then(|at| scene.blocks.get(at));
    let goes_on = headline.is_some_and(|headline| {
        let folded = text::fold(&headline.text);
        let rest = |start: &String| folded.strip_prefix(start.as_str());
        let mut rests = rules().notices.start.iter().filter_map(rest);
        rests.any(|rest| {
            let end = folded.len() - rest.len();
            let is_apart = rest.trim_start().starts_with(':')
                || folded
                    .get(..end)
                    .is_some_and(|start| start.trim_end().ends_with(':'));
            let words = rest.split_whitespace();
            let is_word = |word: &&str| word.contains(char::is_alphabetic);
            is_apart && words.filter(is_word).count() >= MORE
        })
    });
    let mut paragraphs = BTreeMap::<usize, (usize, u32)>::new();
    for (number, ..) in kept(scene, verdicts).take_while(|_| goes_on) {
        let pair = scene.blocks.get(number).zip(scene.contexts.get(number));
        if let Some((block, context)) = pair.filter(|(block, context)| is_prose(block, context))
            && let Some(article) = context.article
        {
            let (count, words) = paragraphs.entry(article).or_default();
            *count += 1;
            *words += block.shape.words;
        }
    }
    let mut articles = paragraphs.values();
    articles.any(|(count, words)| *count >= PARAGRAPHS && *words >= STORY)
}

/// The page's title as it shows and as it states it, and its headings of the first level; of the second where the first is a number.
fn titles<'s>(scene: &'s Scene) -> impl Iterator<Item = String> + 's {
    let blocks = scene.blocks.iter().zip(scene.contexts);
    let first = blocks.clone().find(|(_, context)| context.heading == 1);
    let is_number = first.is_some_and(|(block, _)| !block.text.chars().any(char::is_alphabetic));
    let headings = blocks
        .filter(move |(_, context)| context.heading == 1 || is_number && context.heading == 2)
        .take(2)
        .map(|(block, _)| block.text.as_str());
    let mut nodes = scene.tree.iter();
    let stated = nodes.find(|(_, node)| node.tag == Tag::Title);
    let stated = stated.map(|(index, _)| scene.tree.words(index));
    let shown = scene.title.into_iter().chain(headings).map(text::fold);
    shown.chain(stated.map(|title| text::fold(&title)))
}

fn names_notice(title: &str) -> bool {
    let notices = &rules().notices;
    let is_whole = |part: &str| {
        let part = part.trim_matches(|letter: char| !letter.is_alphanumeric());
        notices.whole.iter().any(|whole| whole == part)
    };
    let front = [" - ", " | ", " – ", " — "]
        .into_iter()
        .filter_map(|divider| title.split_once(divider))
        .map(|(front, _)| front)
        .min_by_key(|front| front.len());
    is_whole(title)
        || front.is_some_and(is_whole)
        || notices
            .start
            .iter()
            .any(|start| title.starts_with(start.as_str()))
}

/// Nothing but the texts of cards, each below a heading that is a link.
fn is_list(scene: &Scene, verdicts: &[Verdict]) -> bool {
    let (mut cards, mut inside, mut outside) = (0, 0, 0);
    for (number, words, heading) in kept(scene, verdicts) {
        if heading > 0 || words < LINE {
            continue;
        }
        if words <= CARD && is_below_link(scene, number) {
            cards += 1;
            inside += words;
        } else {
            outside += words;
        }
    }
    let is_long = cards >= MANY && outside == 0;
    cards >= CARDS && (inside < LIST || is_long) && outside * 4 < inside && outside < INTRODUCTION
}

fn is_below_link(scene: &Scene, number: usize) -> bool {
    let before = number.saturating_sub(2)..number;
    let blocks = scene.blocks.get(before.clone()).unwrap_or_default();
    let contexts = scene.contexts.get(before).unwrap_or_default();
    let mut blocks = blocks.iter().zip(contexts);
    blocks.any(|(block, context)| {
        context.heading > 0 && block.link_share() > 0.8 && !boxes::jumps(scene, block.first)
    })
}

/// What a page says about paying stays out of the little that it shows for free.
fn cut_offer(scene: &Scene, verdicts: &mut [Verdict]) {
    let is_offer = |number: usize| {
        let block = scene.blocks.get(number);
        block.is_some_and(|block| {
            let folded = text::fold(&block.text);
            let mut offers = rules().notices.offers.iter();
            block.shape.words <= NOTE && offers.any(|offer| folded.starts_with(offer.as_str()))
        })
    };
    let all: Vec<(usize, u32)> = kept(scene, verdicts)
        .map(|(number, words, _)| (number, words))
        .collect();
    let Some((first, last)) = all.first().zip(all.last()) else {
        return;
    };
    let holder = |number: usize| scene.blocks.get(number).map(|block| block.holder);
    // Whatever stands behind an offer in its box belongs to it; the offer may be cut already.
    let is_last = |offer: &usize| {
        let (before, behind): (Vec<_>, Vec<_>) = all.iter().partition(|(number, _)| number < offer);
        let words: u32 = behind.iter().map(|(_, words)| words).sum();
        let goes_on = |number: &usize| {
            let mut story = before.iter();
            !is_offer(*number) && story.any(|(before, _)| holder(*before) == holder(*number))
        };
        words < OFFER && !behind.iter().any(|(number, _)| goes_on(number))
    };
    let near = (first.0 + 1).max(last.0.saturating_sub(BOX))..=last.0;
    let Some(offer) = near
        .filter(|number| is_offer(*number))
        .find(|offer| is_last(offer))
    else {
        return;
    };
    // At the end only: a story may tell of offers.
    for (number, _) in all.iter().filter(|(number, _)| *number >= offer) {
        if let Some(verdict) = verdicts.get_mut(*number) {
            *verdict = Verdict::Cut("paywall note");
        }
    }
}
