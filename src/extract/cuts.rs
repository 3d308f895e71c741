//! What was cut from a story: the blocks that are not kept, from the headline on, and a little behind the last that is.
//!
//! It decides nothing; the verdicts are made elsewhere.

use std::collections::HashSet;

use url::Url;

use crate::document::cuts::{Cut, Spot};
use crate::document::{Block, Inline, Numbering};
use crate::extract::blocks::Blocks;
use crate::extract::certain;
use crate::extract::context::{Context, around};
use crate::extract::convert::Converted;
use crate::extract::dom::Tree;
use crate::extract::followers;
use crate::extract::inlines;
use crate::extract::places;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rules::Reason;
use crate::extract::site::WANTED;
use crate::extract::tag::Tag;
use crate::text;

/// Blocks after the story that are still told: some pages have four lists of other stories there.
const TAIL: usize = 120;
/// Blocks between the headline and the story that are told.
const HEAD: usize = 40;
/// Why the headline is no part of the text.
const TITLE: &str = "title";
/// More elements of one cut are not named.
const SPOTS: usize = 6;

/// What was cut from the headline on, and the beginning of what follows the last kept block; of what stands before, what a
/// rule of the reader cut, so that it is found again. Neighbours with the same reason are together, and a list with its
/// heading. Of a page without a story all is told from its headline on. `converted` says for each block of the page how many
/// blocks of the document stand before it.
pub fn cuts(
    scene: &Scene,
    blocks: &Blocks,
    verdicts: &[Verdict],
    converted: &Converted,
    base: Option<&Url>,
) -> Vec<Cut> {
    let (begin, end) = told(verdicts);
    let (home, lists) = (article(scene, end), followers::lists(scene, verdicts));
    let of_story = signatures(scene, verdicts);
    let shown = captions(&converted.document.blocks);
    let mut cuts: Vec<Cut> = Vec::new();
    let mut previous = None;
    for number in 0..(end + TAIL).min(verdicts.len()) {
        let (Some(block), Some(context), Some(Verdict::Cut(reason))) = (
            blocks.list.get(number),
            scene.contexts.get(number),
            verdicts.get(number),
        ) else {
            previous = None;
            continue;
        };
        let is_foot = number >= end && *reason == "navigation";
        // What follows the numbers of the story's pages, or stands in its article, is not the page's foot.
        let is_last = || !scene.tree.holds(home, block.first) && !certain::is_pager(block, context);
        if is_foot && !cuts.is_empty() && is_last() {
            break;
        }
        let words = text::harmless(&block.text);
        let is_early = number < begin && *reason != WANTED;
        // A caption stands with its picture, and a cell in its table.
        let is_shown = *reason == TITLE
            || *reason == Reason::Caption.words() && shown.hold(&words)
            || in_table(scene.tree, &converted.tables, block.first);
        if is_foot || is_early || is_shown {
            previous = None;
            continue;
        }
        let behind = converted.document.blocks.len();
        let place = converted.places.get(number).filter(|_| number < end);
        let place = place.copied().unwrap_or(behind);
        let own = !of_story.contains(&context.signature);
        let element = text::harmless(&places::place(scene.tree, block));
        let spot = Spot { element, own };
        let content = content(scene.tree, blocks, number, base);
        let list = lists.get(number).copied().flatten();
        let (head, reason) = list.map_or((None, *reason), |(head, reason)| (Some(head), reason));
        let this = Some((head, reason, place));
        if let Some(cut) = cuts.last_mut().filter(|_| previous == this) {
            cut.text.push('\n');
            cut.text.push_str(&words);
            if cut.spots.len() < SPOTS && !cut.spots.contains(&spot) {
                cut.spots.push(spot);
            }
        } else {
            cuts.push(Cut {
                reason: reason.to_owned(),
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

/// Whether a text stands in one of the tables that are shown whole.
fn in_table(tree: &Tree, tables: &[usize], text: usize) -> bool {
    !tables.is_empty()
        && tree
            .ancestors(text)
            .any(|(index, _)| tables.contains(&index))
}

/// The `article` around the last block of the story: what is called navigation in it, such as a row of tags, is not the page's
/// foot.
fn article(scene: &Scene, end: usize) -> usize {
    let last = scene.blocks.get(end.saturating_sub(1));
    let article = last.and_then(|last| {
        let mut above = scene.tree.ancestors(last.first);
        above.find(|(_, node)| node.tag == Tag::Article)
    });
    article.map_or_else(|| scene.tree.len(), |(article, _)| article)
}

/// From where on cuts are told, and behind which block the story has ended. Between the headline and the story may stand its
/// beginning; without a headline near the story, cuts are told from the story on. Without a story, all is behind it.
fn told(verdicts: &[Verdict]) -> (usize, usize) {
    let kept = |verdict: &Verdict| *verdict == Verdict::Keep;
    let is_title = |verdict: &Verdict| *verdict == Verdict::Cut(TITLE);
    let Some(first) = verdicts.iter().position(kept) else {
        let title = verdicts.iter().position(is_title);
        let begin = title.map_or(0, |title| title + 1);
        return (begin, begin);
    };
    let from = first.saturating_sub(HEAD);
    let before = verdicts.get(from..first).unwrap_or_default();
    let title = before.iter().rposition(is_title);
    let last = verdicts.iter().rposition(kept).unwrap_or(first);
    (title.map_or(first, |title| from + title + 1), last + 1)
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
    let Some(block) = blocks.list.get(number) else {
        return Vec::new();
    };
    let plain = || Inline::Text {
        text: text::harmless(&block.text),
    };
    if block.links == 0 && block.stressed == 0 {
        return vec![plain()];
    }
    let content = inlines::inlines(tree, blocks, number, base);
    let reads = |content: &[Inline]| {
        let words = inlines::words(content);
        words.split_whitespace().eq(block.text.split_whitespace())
    };
    if content.is_empty() || reads(&content) {
        return content;
    }
    // What a style sets apart, such as the links of a bar, stands letter to letter in the markup.
    let space = || Inline::Text {
        text: " ".to_owned(),
    };
    let mut apart = Vec::new();
    for inline in content {
        apart.extend((!apart.is_empty()).then(space));
        apart.push(inline);
    }
    if reads(&apart) { apart } else { vec![plain()] }
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
            numbering: Numbering::default(),
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
