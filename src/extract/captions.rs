//! Captions that stand below their picture without a `figcaption`: paragraphs with a credit, small print, boxes of a
//! picture and a line.
//!
//! It finds which block is whose caption; pictures are `media`'s, figures with captions need none of this.

mod looks;

use std::collections::HashMap;

use crate::extract::blocks::Block;
use crate::extract::captions::looks::Looks;
use crate::extract::context::around;
use crate::extract::dom::Node;
use crate::extract::lead::credits;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rules::{Reason, rules};
use crate::extract::scraps;
use crate::extract::tag::Tag;
use crate::text;

/// Words of a caption, of one that names its source only, and of one that nothing but its place tells.
const CAPTION: u32 = 70;
const SOURCE: u32 = 25;
const LINE: u32 = 40;
/// Elements between a picture and the element that holds its caption, too.
const NEAR: usize = 4;
/// So many boxes of a picture and a line are a gallery.
const BOXES: usize = 3;

/// Words of a line behind a picture, so many of which are captions, and words of the paragraph that follows.
const SHORT: u32 = 10;
const LINES: usize = 3;
const PROSE: u32 = 15;

/// By picture: the block that is its caption.
pub type Captions = HashMap<usize, usize>;

/// A picture and the block right behind it.
struct Pair {
    picture: usize,
    block: usize,
    /// The smallest element around both.
    holder: usize,
    /// Nothing else stands in it.
    is_box: bool,
}

/// Finds captions, and cuts them from the text.
pub fn settle(scene: &Scene, verdicts: &mut [Verdict]) -> Captions {
    let pairs = pairs(scene);
    let mut boxes: HashMap<u64, usize> = HashMap::new();
    for pair in pairs.iter().filter(|pair| pair.is_box) {
        if let Some(context) = scene.contexts.get(pair.block) {
            *boxes.entry(context.signature).or_default() += 1;
        }
    }
    let looks = Looks::of(scene, verdicts);
    let lines = lines(scene, &pairs, verdicts);
    let mut captions = Captions::new();
    for pair in &pairs {
        let Some((block, context)) = scene
            .blocks
            .get(pair.block)
            .zip(scene.contexts.get(pair.block))
        else {
            continue;
        };
        let verdict = verdicts.get(pair.block).copied();
        let is_kept = verdict == Some(Verdict::Keep);
        let is_gallery = pair.is_box && boxes.get(&context.signature) >= Some(&BOXES);
        let is_cut = verdict == Some(Verdict::Cut(Reason::Caption.words()));
        let is_told = || {
            lines.contains(&pair.block)
                || looks.tell(scene.tree, block, context, pair.picture, pair.holder)
        };
        // Below a film, only what is set as captions are and the story is not.
        let picture = scene.tree.get(pair.picture);
        if picture.is_some_and(is_embed) && !is_stressed(block) {
            continue;
        }
        if is_cut || is_gallery && !is_kept || is_caption(block, pair) || is_kept && is_told() {
            captions.insert(pair.picture, pair.block);
            if let Some(verdict) = verdicts.get_mut(pair.block) {
                *verdict = Verdict::Cut(Reason::Caption.words());
            }
        }
    }
    // A picture that is only loaded where it is looked at leaves its caption alone.
    for (block, verdict) in scene.blocks.iter().zip(verdicts.iter_mut()) {
        let is_line = scene
            .tree
            .get(block.element)
            .is_some_and(|node| node.tag == Tag::Div);
        if *verdict == Verdict::Keep && is_line && names_maker(block) {
            *verdict = Verdict::Cut(Reason::Caption.words());
        }
    }
    cut_credits(scene, verdicts);
    captions
}

/// A caption that stands with the one picture of its figure is no text beside it.
pub fn drop_of_figures(scene: &Scene, keep: &mut [bool]) {
    let blocks = scene.blocks.iter().zip(scene.contexts);
    for ((block, context), slot) in blocks.zip(keep.iter_mut()) {
        if !*slot || context.around & around::FIGCAPTION == 0 {
            continue;
        }
        let mut above = scene.tree.ancestors(block.first);
        let figure = above.find(|(_, node)| node.tag == Tag::Figure);
        *slot = figure.is_none_or(|(figure, _)| {
            let below = scene.tree.below(figure);
            below.filter(|(_, node)| node.tag == Tag::Img).count() != 1
        });
    }
}

/// Cuts lines right behind a figure with its own caption that are nothing but who made the picture, and for whom.
fn cut_credits(scene: &Scene, verdicts: &mut [Verdict]) {
    let behind = scene.blocks.iter().zip(verdicts).skip(1);
    for ((block, verdict), before) in behind.zip(scene.contexts) {
        let is_behind = before.around & around::FIGCAPTION != 0;
        if is_behind && *verdict == Verdict::Keep && credits::names_both(&block.text) {
            *verdict = Verdict::Cut(Reason::Caption.words());
        }
    }
}

/// Short lines behind most of the pictures of a story, each before a paragraph and with a stop, which no sub-heading has: one
/// that stands alone may be anything. In letters with spaces between words a short sentence is as short.
fn lines(scene: &Scene, pairs: &[Pair], verdicts: &[Verdict]) -> Vec<usize> {
    let is_kept = |pair: &&Pair| verdicts.get(pair.block) == Some(&Verdict::Keep);
    let is_line = |pair: &&Pair| {
        let block = scene.blocks.get(pair.block);
        let next = scene.blocks.get(pair.block + 1);
        block.zip(next).is_some_and(|(block, next)| {
            block.shape.words <= SHORT
                && block.shape.wide > 0
                && block.stressed == 0
                && block.links == 0
                && block.text.ends_with('。')
                && next.shape.words >= PROSE
        })
    };
    let kept = pairs.iter().filter(is_kept);
    let count = kept.clone().count();
    let lines: Vec<usize> = kept.filter(is_line).map(|pair| pair.block).collect();
    let are_captions = lines.len() >= LINES && lines.len() * 2 > count;
    if are_captions { lines } else { Vec::new() }
}

/// Pictures with the block right behind each, where no other picture stands between.
fn pairs(scene: &Scene) -> Vec<Pair> {
    let tree = scene.tree;
    let pictures: Vec<usize> = tree
        .iter()
        .filter(|(_, node)| node.tag == Tag::Img || is_embed(node))
        .map(|(index, _)| index)
        .collect();
    let mut pairs = Vec::new();
    for (at, picture) in pictures.iter().enumerate() {
        let number = scene.blocks.partition_point(|block| block.first < *picture);
        // The counter of a gallery stands between a picture and its caption.
        let number = number + usize::from(scene.blocks.get(number).is_some_and(is_counter));
        let Some((block, context)) = scene.blocks.get(number).zip(scene.contexts.get(number))
        else {
            break;
        };
        let is_next = pictures.get(at + 1).is_none_or(|next| *next > block.first);
        let excluded = around::HIDDEN
            | around::NAV
            | around::FOOTER
            | around::FORM
            | around::FIGCAPTION
            | around::LINK;
        let holder = tree
            .ancestors(*picture)
            .skip(1)
            .filter(|(_, node)| node.tag != Tag::Span)
            .take(NEAR)
            .take_while(|(_, node)| node.tag != Tag::A && node.tag != Tag::Body)
            .find(|(index, _)| tree.holds(*index, block.first));
        let Some((holder, node)) = holder.filter(|_| {
            is_next
                && context.around & excluded == 0
                && context.heading == 0
                && block.link_share() < 0.5
                && block.shape.words < CAPTION
        }) else {
            continue;
        };
        // The block lies as near to what holds both.
        let is_near = tree
            .ancestors(block.element)
            .take(NEAR)
            .any(|(index, _)| index == holder);
        let is_box = scene.blocks.partition_point(|block| block.first < holder) == number
            && scene
                .blocks
                .get(number + 1)
                .is_none_or(|next| next.first >= node.end);
        if is_near {
            pairs.push(Pair {
                picture: *picture,
                block: number,
                holder,
                is_box,
            });
        }
    }
    pairs
}

/// Whether something of another page is shown here, below which a line may tell what it is.
fn is_embed(node: &Node) -> bool {
    matches!(node.tag, Tag::Iframe | Tag::Video | Tag::Embed)
}

fn is_counter(block: &Block) -> bool {
    block.shape.digits > 0 && block.shape.words <= 4 && scraps::is_counter(&block.text)
}

/// Whether a block right behind a picture says who made it, or is set as captions are.
fn is_caption(block: &Block, pair: &Pair) -> bool {
    let words = block.shape.words;
    if words >= CAPTION {
        return false;
    }
    if pair.is_box && block.element == pair.holder && is_stressed(block) && words < LINE {
        return true;
    }
    let is_given =
        || last_brackets(&block.text).is_some_and(|inner| credits::given(inner).is_some());
    if credits::names_both(&block.text) || words < LINE && is_given() {
        return true;
    }
    let credit = credit(&block.text);
    match credit {
        Some(Credit::Maker) => true,
        Some(Credit::Source) => words < SOURCE,
        None => false,
    }
}

fn is_stressed(block: &Block) -> bool {
    block.stressed as f32 > 0.9 * block.shape.letters as f32
}

/// Whether a block ends with who made a picture, as a caption does.
pub fn names_maker(block: &Block) -> bool {
    block.shape.words < CAPTION && matches!(credit(&block.text), Some(Credit::Maker))
}

/// What a caption ends with.
enum Credit {
    /// Who made the picture.
    Maker,
    /// Where it, or what is told, is from.
    Source,
}

/// The credit at the end of a text: "Foto: Ana Lim", "(ANTARA FOTO/Ana)", "© Ana Lim".
fn credit(text: &str) -> Option<Credit> {
    if let Some(inner) = last_brackets(text) {
        let folded = text::fold(inner);
        let mut words = folded.split(|letter: char| !letter.is_alphabetic());
        let people = &rules().people;
        let is_maker = |word: &&str| {
            let is = |list: &[String]| list.iter().any(|known| known == word);
            is(&people.credits) && !is(&people.sources)
        };
        if words.any(|word| is_maker(&word)) {
            return Some(Credit::Maker);
        }
    }
    let (caption, credit) = credits::divided(text);
    let credit = credit?;
    let tail = text.get(caption.unwrap_or_default().len()..)?;
    let tail = text::fold(tail);
    let mut sources = rules().people.sources.iter();
    let is_source = sources.any(|word| tail.contains(word.as_str()));
    let is_name = credit.split_whitespace().count() <= 6;
    match (is_name, is_source) {
        (false, _) => None,
        (true, true) => Some(Credit::Source),
        (true, false) => Some(Credit::Maker),
    }
}

/// What stands in brackets at the end of a text.
fn last_brackets(text: &str) -> Option<&str> {
    let front = text.trim_end_matches('.').strip_suffix([')', ']'])?;
    let at = front.rfind(['(', '['])?;
    front.get(at + 1..)
}
