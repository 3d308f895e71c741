//! Where in a story the part of its page stands that an address names (`page.html#part`).
//!
//! A document keeps no names of elements: the part is known again by its first letters.

use crate::document::{Block, Document};
use crate::extract::blocks::Blocks;
use crate::extract::dom::{self, Tree};
use crate::extract::tag::Tag;

/// Letters by which a block is known again.
const LETTERS: usize = 80;

/// The block of a document made from that page which begins with the named element, or holds its beginning.
#[must_use]
pub fn place(html: &str, name: &str, document: &Document) -> Option<usize> {
    let page = dom::parse(html);
    let tree = Tree::of(&page);
    let is_it = |node: &dom::Node| {
        node.attribute("id") == Some(name)
            || node.tag == Tag::A && node.attribute("name") == Some(name)
    };
    let (index, _) = tree.iter().find(|(_, node)| is_it(node))?;
    let blocks = Blocks::of(&tree).list;
    let behind = blocks.iter().skip_while(|block| block.last < index);
    let texts = behind.take(3).map(|block| letters(&block.text));
    let kept: Vec<String> = document.blocks.iter().map(text).collect();
    let mut texts = texts.filter(|text| !text.is_empty());
    texts.find_map(|text| {
        let begins = kept.iter().position(|kept| kept.starts_with(&text));
        begins.or_else(|| kept.iter().position(|kept| kept.contains(&text)))
    })
}

fn text(block: &Block) -> String {
    let blocks = vec![block.clone()];
    let text = Document { blocks }.plain_text();
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.take(LETTERS).collect()
}
