//! Where a block stands, in words: `div.story > p.more`, the innermost element last. Rules of the reader name it so.
//!
//! It goes as far up as `context` does for a block's signature, so that blocks of one signature stand in one place.

use crate::extract::blocks::Block;
use crate::extract::dom::{Node, Tree};
use crate::extract::tag::Tag;

/// Elements of a place, the innermost counted.
const DEEP: u8 = 4;
/// No more of a place is told, in bytes.
const LONG: usize = 240;

/// The place of a block.
pub(crate) fn place(tree: &Tree, block: &Block) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut distance = 0_u8;
    for (_, node) in tree.ancestors(innermost(tree, block)) {
        if distance >= DEEP || matches!(node.tag, Tag::Body | Tag::Html) {
            break;
        }
        parts.push(named(node));
        distance += u8::from(node.tag.is_block() || distance == 0);
    }
    parts.reverse();
    let mut place = parts.join(" > ");
    let start = place.len().saturating_sub(LONG);
    let start = (start..=place.len()).find(|at| place.is_char_boundary(*at));
    place.drain(..start.unwrap_or_default());
    place
}

/// The innermost element that names a block: a link that is all of it, else the element that makes its lines.
fn innermost(tree: &Tree, block: &Block) -> usize {
    let inline = tree
        .get(block.first)
        .map_or(block.element, |node| node.parent);
    let is_whole = tree
        .get(inline)
        .is_some_and(|node| node.end > block.last && node.tag != Tag::Text);
    if is_whole { inline } else { block.element }
}

/// An element's name and classes; without digits, which number things.
fn named(node: &Node) -> String {
    let mut name = node.name().to_owned();
    let class = node.attribute("class").unwrap_or_default();
    for word in class.split_ascii_whitespace() {
        let word: String = word.chars().filter(|char| is_of_a_name(*char)).collect();
        if !word.is_empty() {
            name.push('.');
            name.push_str(&word);
        }
    }
    name
}

fn is_of_a_name(char: char) -> bool {
    char.is_alphabetic() || matches!(char, '-' | '_' | ':')
}

/// Whether a block at this place is in the element that a rule names: each of its parts, from the innermost up, has the
/// name and the classes that the rule asks for.
#[must_use]
pub fn is_in(place: &str, element: &str) -> bool {
    let mut parts = place.rsplit(" > ");
    element.split('>').rev().all(|wanted| {
        let found = parts.next();
        found.is_some_and(|found| has(found, wanted.trim()))
    })
}

/// Whether a block is anywhere in the one element that a rule names by a class, however deep.
pub(crate) fn is_inside(tree: &Tree, block: &Block, element: &str) -> bool {
    let wanted = element.trim();
    let mut above = tree.ancestors(block.element);
    wanted.contains('.')
        && !wanted.contains('>')
        && above.any(|(_, node)| has(&named(node), wanted))
}

/// Whether the innermost element of a place has a class, which tells it from others of its name.
#[must_use]
pub fn is_classed(place: &str) -> bool {
    place
        .rsplit(" > ")
        .next()
        .is_some_and(|part| part.contains('.'))
}

fn has(found: &str, wanted: &str) -> bool {
    let mut found = found.split('.');
    let mut wanted = wanted.split('.');
    let name = found.next().unwrap_or_default();
    let classes: Vec<&str> = found.collect();
    let is_named = wanted
        .next()
        .is_some_and(|wanted| wanted.is_empty() || wanted == "*" || wanted == name);
    is_named
        && wanted.all(|class| {
            let class: String = class.chars().filter(|char| is_of_a_name(*char)).collect();
            classes.contains(&class.as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::{is_in, is_inside, place};
    use crate::extract::blocks::Blocks;
    use crate::extract::dom::{Tree, parse};

    #[test]
    fn a_block_stands_in_named_elements() {
        let html = "<body><div class='page'><div class='Story 2x'><div><section class='in'><p class='more more-17'>\
                    <a class=l href=x>a</a></p><p>b <b>c</b></p></section></div></div></div></body>";
        let page = parse(html);
        let tree = Tree::of(&page);
        let places: Vec<String> = Blocks::of(&tree)
            .list
            .iter()
            .map(|block| place(&tree, block))
            .collect();
        assert_eq!(
            places,
            [
                "div > section.in > p.more.more- > a.l",
                "div.Story.x > div > section.in > p"
            ]
        );
    }

    #[test]
    fn a_box_named_by_a_class_holds_what_is_deep_in_it() {
        let html = "<body><div class='facts'><div><ul><li><div><section><p>a <b>b</b></p></section></div></li></ul>\
                    </div></div><p>c</p></body>";
        let page = parse(html);
        let tree = Tree::of(&page);
        let blocks = Blocks::of(&tree).list;
        let inside = |element: &str| -> Vec<bool> {
            blocks
                .iter()
                .map(|block| is_inside(&tree, block, element))
                .collect()
        };
        assert_eq!(inside("div.facts"), [true, false]);
        assert_eq!(inside(".facts"), [true, false]);
        assert_eq!(inside("div"), [false, false]);
        assert_eq!(inside("div.facts > p"), [false, false]);
    }

    #[test]
    fn a_rule_names_as_much_of_a_place_as_it_likes() {
        let place = "div.page > div.story.wide > p.more.more-";
        for (element, expected) in [
            ("p", true),
            ("p.more", true),
            (".more", true),
            ("p.more-17", true),
            ("*.more", true),
            ("div.story > p.more", true),
            ("div.page>div>p", true),
            (place, true),
            ("main > div.page > div > p", false),
            ("p.other", false),
            ("div.page > p", false),
            ("div", false),
        ] {
            assert_eq!(is_in(place, element), expected, "{element}");
        }
    }
}
