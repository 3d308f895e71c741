//! Which blocks are the story, and why the others are not.
//!
//! The rules that stand without the model:
//! over a block's words, its shape, the names around it and its place beside the candidate.

use crate::extract::blocks::Block;
use crate::extract::candidates::{Candidate, is_prose};
use crate::extract::context::{Context, around};
use crate::extract::dom::Tree;
use crate::extract::groups::group;
use crate::extract::rules::{Place, Reason};
use crate::extract::signatures::Signed;
use crate::extract::sureties;
use crate::extract::titles::likeness;

/// What becomes of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Keep,
    /// Cut, with the reason as the reader is told.
    Cut(&'static str),
}

/// All that the rules look at.
pub struct Scene<'t, 'a> {
    pub tree: &'t Tree<'a>,
    pub blocks: &'t [Block],
    pub contexts: &'t [Context],
    pub candidate: Candidate,
    pub title: Option<&'t str>,
    pub signed: Signed<'t>,
}

/// Verdicts by the rules alone.
pub fn by_rules(scene: &Scene) -> Vec<Verdict> {
    let mut ended = false;
    let mut verdicts: Vec<Verdict> = Vec::with_capacity(scene.blocks.len());
    for (number, (block, context)) in scene.blocks.iter().zip(scene.contexts).enumerate() {
        let inside = (scene.candidate.first..scene.candidate.end).contains(&number);
        let verdict = if !inside {
            Verdict::Cut(reason(scene, block, context).unwrap_or("outside the story"))
        } else if ended && !is_prose(block, context) {
            Verdict::Cut(reason(scene, block, context).unwrap_or("after the story"))
        } else {
            match reason(scene, block, context) {
                Some(reason) => Verdict::Cut(reason),
                None => Verdict::Keep,
            }
        };
        ended |= inside && ends(context) && number > scene.candidate.first + 3;
        verdicts.push(verdict);
    }
    drop_idle_headings(scene, &mut verdicts);
    verdicts
}

/// A heading that begins a list of other stories, or comments.
fn ends(context: &Context) -> bool {
    let whole =
        |reason: Reason| context.matches.get(reason as usize).copied() == Some(Place::Whole);
    whole(Reason::RelatedList) || whole(Reason::Comments)
}

/// Levels of headings, and 0 for what is none.
const LEVELS: usize = 7;

/// A heading stays when something is kept before the next heading of its level or above that stays, and goes with the
/// box that it heads.
pub fn drop_idle_headings(scene: &Scene, verdicts: &mut [Verdict]) {
    // By level: whether the section of a heading that stood here had anything.
    let mut filled = [false; LEVELS];
    for number in (0..verdicts.len()).rev() {
        if verdicts.get(number) != Some(&Verdict::Keep) {
            continue;
        }
        let level = scene
            .contexts
            .get(number)
            .map_or(0, |context| usize::from(context.heading));
        if level == 0 {
            filled = [true; LEVELS];
            continue;
        }
        let is_idle = filled.get(level) != Some(&true) && !heads_pictures(scene, verdicts, number);
        if is_idle || heads_a_box(scene, verdicts, number) {
            if let Some(verdict) = verdicts.get_mut(number) {
                *verdict = Verdict::Cut("heading of what was cut");
            }
            continue;
        }
        for (above, slot) in filled.iter_mut().enumerate() {
            *slot = above < level;
        }
    }
}

/// Whether nothing but captions was cut between a heading and the next one, which stays.
fn heads_pictures(scene: &Scene, verdicts: &[Verdict], number: usize) -> bool {
    let caption = Verdict::Cut(Reason::Caption.words());
    let mut behind =
        (number + 1..verdicts.len()).skip_while(|at| verdicts.get(*at) == Some(&caption));
    let next = behind.next();
    let is_heading = |at: usize| {
        scene
            .contexts
            .get(at)
            .is_some_and(|context| context.heading > 0)
    };
    next.is_some_and(|at| is_heading(at) && verdicts.get(at) == Some(&Verdict::Keep))
}

/// Whether what follows a heading in its element was cut, while the kept text before stands elsewhere.
fn heads_a_box(scene: &Scene, verdicts: &[Verdict], number: usize) -> bool {
    let holder = |at: usize| scene.blocks.get(at).map(|block| block.holder);
    let is_kept = |at: usize| verdicts.get(at) == Some(&Verdict::Keep);
    let before = (0..number).rev().find(|at| is_kept(*at));
    let level = |at: usize| scene.contexts.get(at).map_or(0, |context| context.heading);
    // What is cut may be no more than a line between the heading and its text.
    let mut below = (number + 1..verdicts.len()).take_while(|at| level(*at) == 0);
    let heads_text = below
        .find(|at| is_kept(*at))
        .and_then(|at| scene.blocks.get(at).zip(holder(number)))
        .is_some_and(|(block, holder)| scene.tree.holds(holder, block.first));
    !heads_text
        && !is_kept(number + 1)
        && holder(number + 1) == holder(number)
        && before.is_some_and(|at| holder(at) != holder(number))
}

/// Whether a block is the headline, which stands above the story and not in it.
pub fn is_title(scene: &Scene, block: &Block, context: &Context) -> bool {
    (1..=2).contains(&context.heading)
        && scene
            .title
            .is_some_and(|title| likeness(title, &block.text) > 0.8)
}

/// Why a block is probably no part of the story, if there is a reason.
pub fn reason(scene: &Scene, block: &Block, context: &Context) -> Option<&'static str> {
    reason_of_words(scene, block, context)
        .or_else(|| by_names(scene, block, context))
        .or_else(|| by_links(block, context))
}

/// The same for a block that stands where the story's paragraphs stand: the names around it are theirs, too.
pub fn reason_at_home(scene: &Scene, block: &Block, context: &Context) -> Option<&'static str> {
    reason_of_words(scene, block, context).or_else(|| by_links(block, context))
}

fn reason_of_words(scene: &Scene, block: &Block, context: &Context) -> Option<&'static str> {
    if context.around & around::HIDDEN != 0 {
        return Some("hidden");
    }
    if let Some(reason) = by_phrases(block, context) {
        return Some(reason.words());
    }
    if is_title(scene, block, context) {
        return Some("title");
    }
    let words = block.shape.words;
    if context.around & (around::NAV | around::FOOTER | around::FORM) != 0 && words < 60 {
        return Some("navigation");
    }
    let is_caption = context.around & around::FIGCAPTION != 0;
    is_caption.then_some(Reason::Caption.words())
}

fn by_links(block: &Block, context: &Context) -> Option<&'static str> {
    let words = block.shape.words;
    let linked = block.link_share();
    let is_list = context.around & around::LIST_ITEM != 0;
    if linked > 0.8 && (words < 30 || is_list) && context.around & around::BLOCKQUOTE == 0 {
        return Some("link list");
    }
    None
}

fn by_phrases(block: &Block, context: &Context) -> Option<Reason> {
    let words = block.shape.words;
    let ends = block.shape.stops > 0;
    let place = |reason: &Reason| {
        context
            .matches
            .get(*reason as usize)
            .copied()
            .unwrap_or_default()
    };
    if let Some(whole) = Reason::ALL
        .into_iter()
        .find(|reason| place(reason) == Place::Whole)
    {
        return Some(whole);
    }
    Reason::ALL.into_iter().find(|reason| {
        let place = context
            .matches
            .get(*reason as usize)
            .copied()
            .unwrap_or_default();
        match (reason, place) {
            (_, Place::None | Place::Whole) => false,
            (Reason::Promo, Place::Start) => words < 25 && block.link_share() > 0.2,
            (Reason::Byline, Place::Start) => words < 12 && !ends,
            (Reason::Caption, Place::Start) => {
                // Whose a page is stands at its foot in the words of a credit.
                let is_foot = context.around & around::FOOTER != 0 || context.nearness("foot") > 0;
                !is_foot && words < 30 && (!ends || context.around & around::FIGURE != 0)
            }
            (Reason::Tags, Place::Start) => words < 20 && block.link_share() > 0.3,
            (Reason::Share | Reason::Legal | Reason::Comments | Reason::Paywall, Place::Start) => {
                words < 25
            }
            (Reason::ReadAlso, Place::Start) => words < 30,
            (_, Place::Start) | (Reason::Cookies, Place::Within) => words < 40,
            (_, Place::Within) => words < 25 && block.link_share() > 0.1,
        }
    })
}

/// The reason that the names of the elements around a block give.
fn by_names(scene: &Scene, block: &Block, context: &Context) -> Option<&'static str> {
    let names: [(&str, &str, u32); 12] = [
        ("comments", "comments", 400),
        ("share", "share bar", 25),
        ("related", "related list", 30),
        ("ranking", "related list", 25),
        ("promo", "promo", 40),
        ("ad", Reason::Advertisement.words(), 30),
        ("notice", Reason::Cookies.words(), 40),
        ("tags", "tags", 15),
        ("byline", "byline", 30),
        ("caption", "caption", 40),
        ("nav", "navigation", 20),
        ("date", "byline", 10),
    ];
    let near = |name: &str| context.nearness(name);
    if near("talk") > 0 {
        return Some(Reason::Comments.words());
    }
    if near("others") > 0 {
        return Some(Reason::RelatedList.words());
    }
    let story = near("story");
    let is_named = |name: &str, limit: u32| {
        let nearest = near(name);
        nearest > story
            && nearest > 10
            && block.shape.words < limit
            && (context.close & group(name) != 0 || block.link_share() > 0.3)
    };
    names
        .iter()
        .filter(|(name, _, limit)| is_named(name, *limit))
        .find_map(|(_, reason, _)| sureties::sure(scene.tree, block, reason))
}

/// Verdicts for a feed's own content: phrases and empty gestures go, the rest is meant.
pub fn of_fragment(scene: &Scene) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = scene
        .blocks
        .iter()
        .zip(scene.contexts)
        .map(|(block, context)| {
            if context.around & around::FIGCAPTION != 0 {
                return Verdict::Cut(Reason::Caption.words());
            }
            match by_phrases(block, context) {
                Some(Reason::Byline | Reason::Legal | Reason::Caption) | None => Verdict::Keep,
                Some(reason) => Verdict::Cut(reason.words()),
            }
        })
        .collect();
    drop_idle_headings(scene, &mut verdicts);
    verdicts
}
