//! The standfirst: what a story is about in a sentence or two, which its page sets apart between headline and text.
//!
//! It tells which of the kept blocks that is; nothing is kept or cut for it.

use std::ops::RangeInclusive;

use crate::document::layout::dateline;
use crate::extract::blocks::{Block, Blocks};
use crate::extract::dom::{Node, Tree};
use crate::extract::rules::rules;
use crate::extract::shape::Edge;
use crate::extract::tag::Tag;
use crate::extract::tokens::tokens;

/// Words of one: fewer are a label, more a paragraph.
const WORDS: RangeInclusive<u32> = 5..=90;
/// What a page says of its story to others.
const TOLD: [&str; 3] = ["og:description", "description", "twitter:description"];

/// The block that is the standfirst: the first that is kept, where the page calls it so or tells others the same of the
/// story, and where the text does not begin in it.
pub fn of(tree: &Tree, blocks: &Blocks, kept: &[bool]) -> Option<usize> {
    let kept = kept.iter().enumerate().filter(|(_, kept)| **kept);
    let mut kept = kept.filter_map(|(number, _)| Some((number, blocks.list.get(number)?)));
    let (number, block) = kept.next()?;
    let (_, next) = kept.next()?;
    let is_one = WORDS.contains(&block.shape.words)
        && block.link_share() < 0.5
        && dateline::length(&block.text, true).is_none()
        && !tree
            .ancestors(block.element)
            .any(|(_, node)| is_apart(node))
        && (is_called(tree, block, next) || is_told(tree, block) || is_heading(tree, block));
    is_one.then_some(number)
}

/// What stands in such an element is part of something else.
const fn is_apart(node: &Node) -> bool {
    matches!(
        node.tag,
        Tag::Blockquote | Tag::Li | Tag::Dl | Tag::Table | Tag::Figure | Tag::Pre | Tag::Details
    )
}

/// Whether an element that holds the block and not the next is called so.
fn is_called(tree: &Tree, block: &Block, next: &Block) -> bool {
    let above = tree.ancestors(block.element);
    let mut own = above.take_while(|(index, _)| !tree.holds(*index, next.first));
    own.any(|(_, node)| {
        let names = ["class", "id"].map(|key| node.attribute(key));
        let mut names = names.into_iter().flatten();
        names.any(|names| rules().called.is_lead(names))
            || node.attribute("itemprop") == Some("alternativeHeadline")
    })
}

/// Words of a heading that is a sentence.
const SENTENCE: u32 = 10;

/// Whether the block is a sentence that is set as a heading.
fn is_heading(tree: &Tree, block: &Block) -> bool {
    let own = tree.get(block.element).map(|node| node.tag);
    let is_heading = matches!(own, Some(Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6));
    is_heading && block.shape.words >= SENTENCE && block.shape.last == Edge::Stop
}

/// So many words of what a page tells may be cut off behind them.
const CUT_OFF: usize = 8;

/// Whether the page tells others the same of its story, or the beginning of it.
fn is_told(tree: &Tree, block: &Block) -> bool {
    let of_page = tree.iter().filter(|(_, node)| node.tag == Tag::Meta);
    let told = of_page.filter_map(|(_, node)| {
        let name = node.attribute("property").or(node.attribute("name"))?;
        let is_known = TOLD.iter().any(|known| known.eq_ignore_ascii_case(name));
        node.attribute("content").filter(|_| is_known)
    });
    let mut told = told.map(tokens);
    let words = tokens(&block.text);
    told.any(|told| told == words || told.len() >= CUT_OFF && begins_with(&words, &told))
}

/// Whether words begin with all of others but the last, which may be half a word.
fn begins_with(words: &[u64], told: &[u64]) -> bool {
    let whole = told.split_last().map(|(_, whole)| whole);
    whole.is_some_and(|whole| words.starts_with(whole))
}
