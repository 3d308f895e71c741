//! What was cut from a story: the blocks that are not kept, from the first that is on, and a little behind the last.
//!
//! It decides nothing; the verdicts are made elsewhere.

use std::collections::HashSet;

use url::Url;

use crate::document::cuts::{Cut, Spot};
use crate::document::{Block, Inline};
use crate::extract::blocks::Blocks;
use crate::extract::context::{Context, around};
use crate::extract::convert::Converted;
use crate::extract::dom::Tree;
use crate::extract::inlines;
use crate::extract::places;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rules::Reason;
use crate::extract::site::WANTED;
use crate::text;

/// Blocks after the story that are still told.
const TAIL: usize = 40;
/// More elements of one cut are not named.
const SPOTS: usize = 6;

/// What was cut from the first kept block on, and the beginning of what follows the last; of what stands before, what a
/// rule of the reader cut, so that it is found again. Neighbours with the same reason are together. `converted` says for each block of the page how many blocks of the document stand before it.
pub fn cuts(
    scene: &Scene,
    blocks: &Blocks,
    verdicts: &[Verdict],
    converted: &Converted,
    base: Option<&Url>,
) -> Vec<Cut> {
    let kept = |verdict: &Verdict| *verdict == Verdict::Keep;
    let first = verdicts.iter().position(kept).unwrap_or(verdicts.len());
    let last = verdicts.iter().rposition(kept).unwrap_or(verdicts.len());
    let of_story = signatures(scene, verdicts);
    let shown = captions(&converted.document.blocks);
    let mut cuts: Vec<Cut> = Vec::new();
    let mut previous = None;
    for number in 0..(last + 1 + TAIL).min(verdicts.len()) {
        let (Some(block), Some(context), Some(Verdict::Cut(reason))) = (
            blocks.list.get(number),
            scene.contexts.get(number),
            verdicts.get(number),
        ) else {
            previous = None;
            continue;
        };
        if number < first && *reason != WANTED {
            previous = None;
            continue;
        }
        if number > last && *reason == "navigation" {
            break;
        }
        let words = text::harmless(&block.text);
        if *reason == Reason::Caption.words() && shown.hold(&words) {
            // A caption stands with its picture.
            previous = None;
            continue;
        }
        let place = if number > last {
            converted.document.blocks.len()
        } else {
            converted.places.get(number).copied().unwrap_or_default()
        };
        let spot = Spot {
            element: text::harmless(&places::place(scene.tree, block)),
            own: !of_story.contains(&context.signature),
        };
        let content = content(scene.tree, blocks, number, base);
        let this = Some((*reason, place));
        if let Some(cut) = cuts.last_mut().filter(|_| previous == this) {
            cut.text.push('\n');
            cut.text.push_str(&words);
            if cut.spots.len() < SPOTS && !cut.spots.contains(&spot) {
                cut.spots.push(spot);
            }
        } else {
            cuts.push(Cut {
                reason: (*reason).to_owned(),
                text: words,
                place,
                spots: vec![spot],
                ..Cut::default()
            });
        }
        if let Some(cut) = cuts.last_mut() {
            add(&mut cut.blocks, content, context);
        }
        previous = this;
    }
    without_plain(cuts)
}

/// Blocks that are no more than the words of the cut are left out.
fn without_plain(mut cuts: Vec<Cut>) -> Vec<Cut> {
    for cut in &mut cuts {
        if cut.blocks.iter().all(is_plain) {
            cut.blocks.clear();
        }
    }
    cuts
}

/// The letters of the captions that stand with their pictures: of a caption's blocks, each is a part of one.
struct Shown(Vec<String>);

impl Shown {
    fn hold(&self, words: &str) -> bool {
        let letters = letters(words);
        !letters.is_empty() && self.0.iter().any(|caption| caption.contains(&letters))
    }
}

/// The letters of a text, which are the same however it is set.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphabetic())
        .collect()
}

fn captions(blocks: &[Block]) -> Shown {
    let mut found = Vec::new();
    let mut waiting: Vec<&Block> = blocks.iter().collect();
    while let Some(block) = waiting.pop() {
        match block {
            Block::Image { caption, .. } if !caption.is_empty() => {
                found.push(letters(&inlines::words(caption)));
            }
            Block::Quote { blocks } => waiting.extend(blocks),
            Block::List { items, .. } => waiting.extend(items.iter().flatten()),
            _ => {}
        }
    }
    Shown(found)
}

/// The signatures of the blocks that are kept.
fn signatures(scene: &Scene, verdicts: &[Verdict]) -> HashSet<u64> {
    let all = scene.contexts.iter().zip(verdicts);
    all.filter(|(_, verdict)| **verdict == Verdict::Keep)
        .map(|(context, _)| context.signature)
        .collect()
}

/// The words of a block with their links; most have none.
fn content(tree: &Tree, blocks: &Blocks, number: usize, base: Option<&Url>) -> Vec<Inline> {
    match blocks.list.get(number) {
        Some(block) if block.links == 0 && block.stressed == 0 => vec![Inline::Text {
            text: text::harmless(&block.text),
        }],
        _ => inlines::inlines(tree, blocks, number, base),
    }
}

/// Adds what a block is: a heading, another item of a list, a paragraph.
fn add(blocks: &mut Vec<Block>, content: Vec<Inline>, context: &Context) {
    if content.is_empty() {
        return;
    }
    if context.heading > 0 {
        let level = context.heading;
        blocks.push(Block::Heading { level, content });
        return;
    }
    let paragraph = Block::Paragraph { content };
    let is_item = context.around & around::LIST_ITEM != 0;
    match blocks.last_mut() {
        Some(Block::List { items, .. }) if is_item => items.push(vec![paragraph]),
        _ if is_item => blocks.push(Block::List {
            start: None,
            items: vec![vec![paragraph]],
        }),
        _ => blocks.push(paragraph),
    }
}

/// Whether a block is no more than its words.
fn is_plain(block: &Block) -> bool {
    let Block::Paragraph { content } = block else {
        return false;
    };
    content
        .iter()
        .all(|inline| matches!(inline, Inline::Text { .. }))
}
