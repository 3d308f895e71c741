//! Short texts with numbers around a headline, among which its date stands.

use crate::extract::datewords::tells_both;
use crate::extract::dom::{Node, Tree};
use crate::extract::elsewhere::has_hour;
use crate::extract::rules::rules;
use crate::extract::tag::Tag;

/// Nodes before the headline in which its date stands.
pub const BEFORE: usize = 60;
/// Texts after the headline that are looked through for a date.
const NEAR: usize = 80;

/// Short texts with a number in them right before the headline and soon after it.
pub fn beside<'a>(tree: &Tree<'a>, headline: Option<usize>) -> impl Iterator<Item = &'a str> {
    let first = headline.map(|headline| headline.saturating_sub(BEFORE));
    near(tree, first).map(|(_, text)| text)
}

/// Letters and words of a text that is a date and little else.
const ROW: usize = 80;
const WORDS: usize = 12;

/// Whether a text is short enough to be a date and little else.
pub fn is_row(text: &str) -> bool {
    length(text) < ROW && text.split_whitespace().count() <= WORDS
}

/// Letters of a text, of whose white space only one counts.
fn length(text: &str) -> usize {
    text.split_whitespace().map(|word| word.len() + 1).sum()
}

/// Short texts with a number in them soon after the headline, with their nodes.
pub fn near<'a>(
    tree: &Tree<'a>,
    headline: Option<usize>,
) -> impl Iterator<Item = (usize, &'a str)> {
    tree.iter()
        .skip(headline.unwrap_or(usize::MAX))
        .map(|(index, node)| (index, node.text().trim()))
        .filter(|(_, text)| !text.is_empty())
        .take(NEAR)
        .filter(|(_, text)| text.chars().any(char::is_numeric))
        .filter(|(_, text)| is_row(text) || length(text) < 2 * ROW && tells_both(text))
        .filter(|(index, _)| !is_caption(tree, *index))
}

/// Elements around a text that may be named a caption or be the picture's.
const AROUND: usize = 6;

/// Whether a text is of a picture's caption, whose day is that of the picture. Names for the size of letters say caption, too.
fn is_caption(tree: &Tree, index: usize) -> bool {
    let around = || tree.ancestors(index).take(AROUND).map(|(_, node)| node);
    let is_called = |node: &Node| {
        let class = node.attribute("class").unwrap_or_default();
        rules().called.is_caption(class)
    };
    let is_in = |tag: Tag| around().any(|node| node.tag == tag);
    (is_in(Tag::Figcaption) || is_in(Tag::Figure) && around().any(is_called))
        && !around().any(has_hour)
}
