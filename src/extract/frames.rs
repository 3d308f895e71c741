//! The elements of a page that make structure around its blocks: quotes, lists, terms and what they mean.
use crate::document::{Figures, Numbering};

use crate::extract::dom::{Node, Tree};
use crate::extract::tag::Tag;

/// An element that makes structure around blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Root,
    Quote,
    List,
    Item,
    Definitions,
    Term,
    Meaning,
}

/// What of that kind stands around a node, outermost first.
pub fn path(tree: &Tree, index: usize) -> Vec<(Kind, usize)> {
    let mut path: Vec<(Kind, usize)> = Vec::new();
    for (index, node) in tree.ancestors(index) {
        let inner = path.last().map(|(kind, _)| *kind);
        let kind = match node.tag {
            Tag::Blockquote => Kind::Quote,
            Tag::Li if is_in(tree, node, is_list) && !is_post(tree, index) => Kind::Item,
            Tag::Dt if is_in(tree, node, is_definitions) => Kind::Term,
            Tag::Dd if is_in(tree, node, is_definitions) => Kind::Meaning,
            tag if is_list(tag) && inner == Some(Kind::Item) => Kind::List,
            Tag::Dl if matches!(inner, Some(Kind::Term | Kind::Meaning)) => Kind::Definitions,
            _ => continue,
        };
        path.push((kind, index));
    }
    path.reverse();
    path
}

/// Nodes in an item before the article that it is.
const WRAPS: usize = 3;

/// Whether an item of a list is an article of its own, such as the entries of a story that goes on: no list of points.
fn is_post(tree: &Tree, item: usize) -> bool {
    let mut first = tree.below(item).take(WRAPS);
    first.any(|(_, node)| node.tag == Tag::Article)
}

const fn is_list(tag: Tag) -> bool {
    matches!(tag, Tag::Ul | Tag::Ol | Tag::Menu)
}

/// The first number of a numbered list, and how the others follow.
pub fn numbers(tree: &Tree, list: usize) -> Option<(u32, Numbering)> {
    let node = tree.get(list).filter(|node| node.tag == Tag::Ol)?;
    let numbering = Numbering {
        figures: Figures::of(node.attribute("type").unwrap_or_default().trim()),
        is_reversed: node.attribute("reversed").is_some(),
    };
    let items = || {
        tree.below(list)
            .filter(|(_, item)| item.tag == Tag::Li && item.parent == list)
    };
    let first = if numbering.is_reversed {
        u32::try_from(items().count()).unwrap_or(u32::MAX)
    } else {
        1
    };
    let stated = node
        .attribute("start")
        .and_then(|start| start.trim().parse().ok());
    Some((stated.unwrap_or(first), numbering))
}

/// A `div` may stand around a term and its meaning.
const fn is_definitions(tag: Tag) -> bool {
    matches!(tag, Tag::Dl | Tag::Div)
}

fn is_in(tree: &Tree, node: &Node, wanted: fn(Tag) -> bool) -> bool {
    let Some(parent) = tree.get(node.parent) else {
        return false;
    };
    let is_wrapped = parent.tag == Tag::Div;
    wanted(parent.tag)
        && (!is_wrapped
            || tree
                .get(parent.parent)
                .is_some_and(|outer| outer.tag == Tag::Dl))
}
