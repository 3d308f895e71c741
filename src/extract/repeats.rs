//! Whether a block stands in one of many elements of a kind side by side, as teasers, comments and entries do.
//!
//! It counts elements and decides nothing.

use crate::extract::blocks::Block;
use crate::extract::dom::{Node, Tree};
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;
use crate::extract::tokens::ByWord;

/// The most repeated element around a block.
#[derive(Debug, Clone, Copy, Default)]
pub struct Repeat {
    /// Elements of its kind with the same parent.
    pub count: u32,
    /// How far above the block it is.
    pub level: u8,
    /// The share of its letters that are links.
    pub linked: f32,
}

/// So many elements are a row of them.
const ROW: u32 = 3;
/// Elements above a block that are looked at.
const LEVELS: usize = 8;

/// By block.
pub fn repeats(tree: &Tree, blocks: &[Block], counts: &Surroundings) -> Vec<Repeat> {
    let mut rows: ByWord<u32> = ByWord::default();
    let kinds: Vec<Option<u64>> = tree.iter().map(|(_, node)| kind(node)).collect();
    for kind in kinds.iter().flatten() {
        *rows.entry(*kind).or_default() += 1;
    }
    let of = |block: &Block| {
        let above = tree.ancestors(block.element).skip(1).take(LEVELS);
        let mut best = Repeat::default();
        let mut element = None;
        for (level, (index, _)) in above.enumerate() {
            let kind = kinds.get(index).copied().flatten();
            let count = kind.and_then(|kind| rows.get(&kind)).copied();
            if let Some(count) = count.filter(|count| *count >= ROW && *count > best.count) {
                best.count = count;
                best.level = level as u8 + 1;
                element = Some(index);
            }
        }
        if let Some(element) = element {
            best.linked = counts.under(tree, element).link_share();
        }
        best
    };
    blocks.iter().map(of).collect()
}

/// A number for elements with the same parent, name and first class; none for those that are paragraphs or cells.
pub fn kind(node: &Node) -> Option<u64> {
    let holds = matches!(
        node.tag,
        Tag::Div | Tag::Li | Tag::Article | Tag::Section | Tag::Aside | Tag::A | Tag::Custom
    );
    if !holds {
        return None;
    }
    let class = node.attribute("class").unwrap_or_default();
    let first = class.split_ascii_whitespace().next().unwrap_or_default();
    let hash = first.bytes().fold(node.tag as u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Some(hash.rotate_left(20) ^ (node.parent as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
