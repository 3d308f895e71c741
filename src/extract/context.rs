//! Where a block stands: the elements around it, what their names say, and which other blocks stand alike.
//!
//! Facts only; `candidates`, `features` and `prune` draw conclusions.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::extract::blocks::{Block, Blocks};
use crate::extract::dom::{Node, Tree};
use crate::extract::groups::{GROUPS, group, number};
use crate::extract::rules::{Matches, Rules, rules};
use crate::extract::tag::Tag;
use crate::extract::tokens::Same;

/// What an element says of itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Marks {
    /// Bits of the groups of its class and id.
    pub groups: u32,
    /// Not shown.
    pub hidden: bool,
    /// The page itself names it the body of the article.
    pub body: bool,
    /// It has a heading, where it is what stands below a picture: a slide with its text, no caption.
    pub headed: bool,
}

/// Elements around a block, as bits.
pub mod around {
    pub const LIST_ITEM: u32 = 1;
    pub const TABLE: u32 = 1 << 1;
    pub const BLOCKQUOTE: u32 = 1 << 2;
    pub const FIGURE: u32 = 1 << 3;
    pub const FIGCAPTION: u32 = 1 << 4;
    pub const HEADER: u32 = 1 << 5;
    pub const FOOTER: u32 = 1 << 6;
    pub const NAV: u32 = 1 << 7;
    pub const ASIDE: u32 = 1 << 8;
    pub const FORM: u32 = 1 << 9;
    pub const ARTICLE: u32 = 1 << 10;
    pub const MAIN: u32 = 1 << 11;
    pub const PRE: u32 = 1 << 12;
    pub const DEFINITION: u32 = 1 << 13;
    pub const HIDDEN: u32 = 1 << 14;
    pub const BODY: u32 = 1 << 15;
    pub const LINK: u32 = 1 << 16;
    pub const ADDRESS: u32 = 1 << 17;
    pub const DETAILS: u32 = 1 << 18;
    pub const CUSTOM: u32 = 1 << 19;
    /// How many there are.
    pub const COUNT: usize = 20;
}

/// What surrounds a block.
#[derive(Debug, Clone)]
pub struct Context {
    /// Bits of `around`.
    pub around: u32,
    /// For each group: how near the nearest element of that name is, 15 for the block's own, 0 for none.
    pub near: [u8; GROUPS],
    /// Bits of the groups of the three innermost elements.
    pub close: u32,
    /// Level of the heading it is, else 0.
    pub heading: u8,
    /// Elements above.
    pub depth: usize,
    /// Which phrases it matches.
    pub matches: Matches,
    /// Equal for blocks with the same elements and classes around them.
    pub signature: u64,
    /// The nearest `article` element, else none.
    pub article: Option<usize>,
}

impl Context {
    /// How near the nearest element of a group of names is: 15 for the block's own, 0 for none.
    #[inline]
    pub fn nearness(&self, group: &str) -> u8 {
        number(group)
            .and_then(|at| self.near.get(at))
            .copied()
            .unwrap_or_default()
    }
}

/// Class names and ids that were looked up, with the bits of their groups and whether one of them is `hidden`.
type Known<'a> = HashMap<&'a str, (u32, bool), BuildHasherDefault<Same>>;

/// Marks of all elements.
pub fn marks(tree: &Tree) -> Vec<Marks> {
    let rules = rules();
    let mut known = Known::default();
    tree.iter()
        .map(|(index, node)| match node.tag {
            Tag::Text => Marks::default(),
            Tag::Figcaption => Marks {
                headed: tree.below(index).any(|(_, below)| below.tag.heading() > 0),
                ..mark(node, names_text(tree, node), rules, &mut known)
            },
            _ => mark(node, names_text(tree, node), rules, &mut known),
        })
        .collect()
}

/// Whether an element's id is made of its text, as those of headings are, for links to them.
fn names_text(tree: &Tree, node: &Node) -> bool {
    let parent = || tree.get(node.parent).map_or(0, |node| node.tag.heading());
    node.tag.heading() > 0 || parent() > 0
}

fn mark<'a>(node: &Node<'a>, names_text: bool, rules: &Rules, known: &mut Known<'a>) -> Marks {
    let mut marks = Marks::default();
    let is_whole = matches!(node.tag, Tag::Body | Tag::Html);
    for (key, value) in node.attributes() {
        match key {
            "id" if names_text => {}
            "class" | "id" | "data-component" | "data-testid" | "role" => {
                let (groups, is_hidden) = *known.entry(value).or_insert_with(|| {
                    let is_hidden = value.split(' ').any(|class| class == "hidden");
                    (rules.groups(value), is_hidden)
                });
                marks.hidden |= key == "class" && is_hidden;
                marks.groups |= if is_whole { 0 } else { groups };
            }
            "hidden" => marks.hidden = true,
            "aria-hidden" => marks.hidden |= value == "true",
            "style" => marks.hidden |= hides(value),
            "itemprop" => marks.body |= value.contains("articleBody"),
            _ => {}
        }
    }
    // Some pages hide the whole story until a program has asked for consent.
    marks.hidden &= !marks.body && marks.groups & group("story") == 0;
    marks
}

fn hides(style: &str) -> bool {
    if !style.contains("none") && !style.contains("hidden") {
        return false;
    }
    let style: String = style
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The context of each block.
pub fn contexts(tree: &Tree, marks: &[Marks], blocks: &Blocks) -> Vec<Context> {
    blocks
        .list
        .iter()
        .map(|block| context(tree, marks, block))
        .collect()
}

fn context(tree: &Tree, marks: &[Marks], block: &Block) -> Context {
    let mut context = Context {
        around: 0,
        near: [0; GROUPS],
        close: 0,
        heading: 0,
        depth: 0,
        matches: rules().matches(&block.text),
        signature: 0xcbf2_9ce4_8422_2325,
        article: None,
    };
    // A block that is one inline element only, such as a link with a class, is named by it.
    let inline = tree
        .get(block.first)
        .map_or(block.element, |node| node.parent);
    let whole = tree
        .get(inline)
        .is_some_and(|node| node.end > block.last && node.tag != Tag::Text);
    let start = if whole { inline } else { block.element };
    let mut distance = 0_u8;
    for (index, node) in tree.ancestors(start) {
        let holds_page = node.tag == Tag::Form && (node.end - index) * 2 > tree.len();
        if !holds_page {
            context.around |= bits(node, marks.get(index));
        }
        if context.heading == 0 {
            context.heading = node.tag.heading();
        }
        if node.tag == Tag::Article && context.article.is_none() {
            context.article = Some(index);
        }
        context.depth = context.depth.max(node.depth);
        let mark = marks.get(index).copied().unwrap_or_default();
        if distance < 3 {
            context.close |= mark.groups;
        }
        if distance < 4 {
            sign(&mut context.signature, node);
        }
        note(&mut context.near, mark.groups, distance);
        distance = distance.saturating_add(u8::from(node.tag.is_block() || distance == 0));
    }
    context
}

fn note(near: &mut [u8; GROUPS], groups: u32, distance: u8) {
    let mut left = groups;
    let value = 15_u8.saturating_sub(distance).max(1);
    while left != 0 {
        if let Some(slot) = near.get_mut(left.trailing_zeros() as usize) {
            *slot = (*slot).max(value);
        }
        left &= left - 1;
    }
}

/// Mixes an element's name and class into a signature (FNV-1a; digits, which often number things, left out).
fn sign(signature: &mut u64, node: &Node) {
    let class = node.attribute("class").unwrap_or_default();
    for byte in node.name().bytes().chain(class.bytes()) {
        if !byte.is_ascii_digit() {
            *signature = (*signature ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    *signature = (*signature ^ 0xff).wrapping_mul(0x0100_0000_01b3);
}

fn bits(node: &Node, marks: Option<&Marks>) -> u32 {
    let own = match node.tag {
        Tag::Li => around::LIST_ITEM,
        Tag::Table => around::TABLE,
        Tag::Blockquote | Tag::Q => around::BLOCKQUOTE,
        Tag::Figure | Tag::Picture => around::FIGURE,
        Tag::Figcaption if marks.is_some_and(|marks| marks.headed) => 0,
        Tag::Figcaption => around::FIGCAPTION,
        Tag::Header => around::HEADER,
        Tag::Footer => around::FOOTER,
        Tag::Nav | Tag::Menu => around::NAV,
        Tag::Aside => around::ASIDE,
        Tag::Form => around::FORM,
        Tag::Article => around::ARTICLE,
        Tag::Main => around::MAIN,
        Tag::Pre => around::PRE,
        Tag::Dl | Tag::Dt | Tag::Dd => around::DEFINITION,
        Tag::A => around::LINK,
        Tag::Address => around::ADDRESS,
        Tag::Details | Tag::Summary | Tag::Dialog => around::DETAILS,
        Tag::Custom => around::CUSTOM,
        _ => 0,
    };
    let hidden = marks.is_some_and(|marks| marks.hidden);
    let body = marks.is_some_and(|marks| marks.body);
    own | if hidden { around::HIDDEN } else { 0 } | if body { around::BODY } else { 0 }
}
