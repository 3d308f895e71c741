//! A page as a flat tree: its nodes in reading order, each with its parent and the end of its subtree.
//!
//! It is bounded in size and depth whatever the page sends, and is walked by counting up, never by
//! recursion. It does not judge what is story and what is not.

pub mod folding;
mod kinds;
mod questions;

use ego_tree::NodeRef;
use scraper::{Html, Node as HtmlNode};

use crate::extract::asides;
use crate::extract::dom::folding::fold_start;
use crate::extract::gate;
use crate::extract::scan;
use crate::extract::tag::Tag;
use crate::text::twice;

/// As much of a page as is parsed, once scripts and styles are out.
pub const PAGE: usize = 2 * 1024 * 1024;

/// A parsed page, which the tree borrows from.
pub struct Page {
    html: Html,
    /// What had to be left out, in words.
    pub warnings: Vec<String>,
}

/// Parses a page within its limits.
pub fn parse(html: &str) -> Page {
    let mut warnings = Vec::new();
    let (reduced, long) = scan::reduce(html, PAGE);
    let (html, deep) = gate::parse(&twice::undone(&reduced));
    if long {
        warnings.push("the page is longer than 2 MiB; the rest was left out".to_owned());
    }
    if deep {
        warnings.push(
            "the page nests deeper than 512 elements or has too many of them; it was flattened"
                .to_owned(),
        );
    }
    Page { html, warnings }
}

/// Bytes of the longest text that is asked for names, titles and dates.
const LONGEST: usize = 2_000;
/// Classes of what software sets beside words: a formula again, in pieces that only their places make one, and the link
/// beside a heading by which its section is changed.
const UNREAD: [&str; 3] = ["katex-html", "mw-editsection", "editsection"];
/// Letters of a large one that a story begins with: it may have a quotation mark.
const INITIAL: usize = 2;
/// Values of `display` of elements that make lines of their own.
const BLOCKS: [&str; 5] = ["block", "flex", "grid", "table", "list-item"];

/// An element or a text.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    /// What kind of element, or text.
    pub tag: Tag,
    /// Index of the parent; the root is its own.
    pub parent: usize,
    /// Index of the first node after this one's subtree.
    pub end: usize,
    /// Elements above.
    pub depth: usize,
    /// Of a text: it ends its line, and is a read-also line that no element divides from what stands before.
    pub is_aside: bool,
    element: Option<&'a scraper::node::Element>,
    text: &'a str,
    /// Of all attributes, the one that is asked for again and again.
    class: Option<&'a str>,
}

impl<'a> Node<'a> {
    /// The text of a text node.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The value of an attribute.
    #[inline]
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        if name == "class" {
            return self.class;
        }
        self.element?.attrs.first()?;
        self.found(name)
    }

    fn found(&self, name: &str) -> Option<&'a str> {
        let mut attributes = self.element?.attrs.iter();
        let found = attributes.find(|(key, _)| &*key.local == name);
        found.map(|(_, value)| &**value)
    }

    /// All attributes.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.element
            .into_iter()
            .flat_map(scraper::node::Element::attrs)
    }

    /// Whether its style says that it is shown as a block, whatever kind of element it is.
    fn is_shown_as_block(&self) -> bool {
        self.attribute("style").is_some_and(|style| {
            let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
            rules.any(|(name, value)| {
                let is = |word: &&str| value.trim().eq_ignore_ascii_case(word);
                name.trim().eq_ignore_ascii_case("display") && BLOCKS.iter().any(is)
            })
        })
    }

    /// The element's name in lower case; empty for text.
    pub fn name(&self) -> &'a str {
        self.element.map_or("", scraper::node::Element::name)
    }
}

/// The nodes of a page in reading order.
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
}

impl<'a> Tree<'a> {
    /// The flat tree of a parsed page.
    pub fn of(page: &'a Page) -> Tree<'a> {
        let mut nodes: Vec<Node<'a>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for edge in page.html.tree.root().traverse() {
            match edge {
                ego_tree::iter::Edge::Open(node) => {
                    let Some(mut new) = flat(node.value(), open.last().copied(), open.len()) else {
                        continue;
                    };
                    if folding::is_drawn(new.text) {
                        continue;
                    }
                    let parent = nodes.get(new.parent).map(|parent| parent.tag);
                    if new.name() == "button" {
                        // What is asked in a heading that opens and closes its answer, or as one.
                        if parent.is_some_and(|tag| tag.heading() > 1) {
                            new.tag = Tag::Span;
                        } else if questions::is_over_answer(node) {
                            new.tag = Tag::H3;
                        }
                    }
                    if new.tag != Tag::Text {
                        open.push(nodes.len());
                    }
                    let is_read = nodes
                        .get(new.parent)
                        .is_some_and(|parent| new.tag == Tag::Text && !parent.tag.is_skipped());
                    let aside = is_read.then(|| asides::plain(new.text)).flatten();
                    let aside = aside.filter(|_| kinds::ends_line(node));
                    let Some(at) = aside else {
                        nodes.push(new);
                        continue;
                    };
                    let (text, tail) = new.text.split_at_checked(at).unwrap_or_default();
                    nodes.push(Node { text, ..new });
                    nodes.push(Node {
                        text: tail,
                        is_aside: true,
                        ..new
                    });
                }
                ego_tree::iter::Edge::Close(node) => {
                    if node.value().is_element() {
                        let Some(index) = open.pop() else { continue };
                        close(&mut nodes, index, node);
                    }
                }
            }
        }
        for (index, node) in nodes.iter_mut().enumerate() {
            if node.tag == Tag::Text {
                node.end = index + 1;
            }
        }
        Tree { nodes }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node at an index.
    pub fn get(&self, index: usize) -> Option<&Node<'a>> {
        self.nodes.get(index)
    }

    /// A node with its index.
    pub fn at(&self, index: usize) -> impl Iterator<Item = (usize, &Node<'a>)> {
        self.get(index).map(|node| (index, node)).into_iter()
    }

    /// All nodes with their indices, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Node<'a>)> {
        self.nodes.iter().enumerate()
    }

    /// The nodes below one, in reading order.
    pub fn below(&self, index: usize) -> impl Iterator<Item = (usize, &Node<'a>)> {
        let end = self.get(index).map_or(0, |node| node.end);
        self.nodes
            .get(index + 1..end)
            .unwrap_or_default()
            .iter()
            .enumerate()
            .map(move |(offset, node)| (index + 1 + offset, node))
    }

    /// An element and the elements around it, innermost first.
    pub fn ancestors(&self, index: usize) -> Ancestors<'_, 'a> {
        Ancestors {
            tree: self,
            next: Some(index),
        }
    }

    /// Whether `inner` is `outer` or below it.
    pub fn holds(&self, outer: usize, inner: usize) -> bool {
        self.get(outer)
            .is_some_and(|node| inner >= outer && inner < node.end)
    }

    /// Whether two elements have the same name and the same classes, and any class at all.
    pub fn is_alike(&self, left: usize, right: usize) -> bool {
        let kind = self.kind(left);
        kind.is_some() && kind == self.kind(right)
    }

    /// An element's name and classes; none without a class.
    pub fn kind(&self, index: usize) -> Option<(&str, &str)> {
        let node = self.get(index)?;
        Some((node.name(), node.attribute("class")?))
    }

    /// Whether the style of an element without lines of its own makes it lines; not that of the large letter that a story
    /// begins with.
    pub fn has_lines(&self, index: usize, node: &Node) -> bool {
        let floats = || {
            node.attribute("style")
                .is_some_and(|style| style.contains("float"))
        };
        matches!(node.tag, Tag::Span | Tag::Other)
            && node.is_shown_as_block()
            && !(floats() && self.words(index).chars().count() <= INITIAL)
    }

    /// The text below a node, white space folded; nothing of scripts. Of more than 2,000 letters only the beginning: what
    /// asks for names, titles and dates has no use for more, and elements stand in each other by the hundred.
    pub fn words(&self, index: usize) -> String {
        self.words_up_to(index, LONGEST)
    }

    /// The same, until so many bytes are there or twice as many nodes were looked at.
    pub fn words_up_to(&self, index: usize, most: usize) -> String {
        let mut words = String::new();
        if let Some(node) = self.get(index) {
            fold_start(&mut words, node.text(), most);
        }
        let mut skip = 0;
        let mut ends: Vec<usize> = Vec::new();
        for (at, node) in self.below(index).take(2 * most) {
            if words.len() > most {
                break;
            }
            if at < skip {
                continue;
            }
            let mut divided =
                (node.tag.is_block() || node.tag == Tag::Br) && !node.tag.is_skipped();
            while ends.last().is_some_and(|end| *end <= at) {
                ends.pop();
                divided = true;
            }
            if divided && !words.ends_with(' ') && !words.is_empty() {
                words.push(' ');
            }
            if node.tag.is_skipped() {
                skip = node.end;
            } else if node.tag == Tag::Text {
                fold_start(&mut words, node.text(), most);
            } else if node.tag.is_block() {
                ends.push(node.end);
            }
        }
        let end = words.trim_end().len();
        words.truncate(end);
        words
    }
}

/// Sets what is known of an element once all of it has been seen.
fn close(nodes: &mut Vec<Node>, index: usize, element: NodeRef<HtmlNode>) {
    let end = nodes.len();
    let Some(node) = nodes.get_mut(index) else {
        return;
    };
    node.end = end;
    if node.tag == Tag::Custom && kinds::is_word(element) {
        node.tag = Tag::Other;
    }
    if end > index && node.name() == "math" {
        write_out(nodes, index);
        return;
    }
    let parent = node.parent;
    let outer = nodes.get_mut(parent);
    if let Some(outer) = outer.filter(|outer| matches!(outer.tag, Tag::Div | Tag::Section))
        && kinds::is_address(element)
        && element.parent().is_some_and(kinds::is_data)
    {
        outer.tag = Tag::Skip;
    }
}

/// A formula as text: its alternative text, else its source in TeX, else the letters that it is set in.
fn write_out(nodes: &mut Vec<Node>, index: usize) {
    let Some((math, below)) = nodes.get_mut(index..).and_then(<[Node]>::split_first_mut) else {
        return;
    };
    let source = below.windows(2).find_map(|pair| match pair {
        [note, text] => {
            let encoding = note.attribute("encoding").unwrap_or_default();
            let is_source = note.name() == "annotation" && encoding.ends_with("tex");
            is_source.then_some(text.text)
        }
        _ => None,
    });
    let stated = [math.attribute("alttext"), source].into_iter().flatten();
    let stated = stated.map(str::trim).find(|stated| !stated.is_empty());
    if let Some(stated) = stated {
        let shown = stated
            .strip_prefix("{\\displaystyle")
            .and_then(|rest| rest.strip_suffix('}'));
        *math = Node {
            tag: Tag::Text,
            element: None,
            class: None,
            text: shown.unwrap_or(stated),
            ..*math
        };
        nodes.truncate(index + 1);
        return;
    }
    math.tag = Tag::Other;
    for node in below
        .iter_mut()
        .filter(|node| node.name().starts_with("annotation"))
    {
        node.tag = Tag::Skip;
    }
}

/// See [`Tree::ancestors`].
pub struct Ancestors<'t, 'a> {
    tree: &'t Tree<'a>,
    next: Option<usize>,
}

impl<'t, 'a> Iterator for Ancestors<'t, 'a> {
    type Item = (usize, &'t Node<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let index = self.next?;
        let node = self.tree.get(index)?;
        self.next = (node.parent != index).then_some(node.parent);
        Some((index, node))
    }
}

fn flat(value: &HtmlNode, parent: Option<usize>, depth: usize) -> Option<Node<'_>> {
    let (tag, element, text) = match value {
        HtmlNode::Element(element) => (Tag::of(element.name()), Some(element), ""),
        HtmlNode::Text(text) => (Tag::Text, None, &**text),
        _ => return None,
    };
    let mut node = Node {
        tag,
        parent: parent.unwrap_or_default(),
        end: 0,
        depth,
        is_aside: false,
        element,
        text,
        class: None,
    };
    node.class = node.found("class");
    if node.class.is_some_and(|class| UNREAD.contains(&class)) {
        node.tag = Tag::Skip;
    }
    Some(node)
}

#[cfg(test)]
mod tests {
    use super::{Tree, parse};

    #[test]
    fn a_node_knows_its_parent_and_where_its_subtree_ends() {
        let page = parse("<body><div><p>a <b>b</b></p><p>c</p></div>d</body>");
        let tree = Tree::of(&page);
        let div = tree
            .iter()
            .find(|(_, node)| node.name() == "div")
            .unwrap()
            .0;
        assert_eq!(tree.words(div), "a b c");
        assert_eq!(tree.words(0), "a b c d");
        assert!(tree.below(div).all(|(index, _)| tree.holds(div, index)));
    }

    #[test]
    fn a_tower_of_elements_is_flattened_and_its_text_kept() {
        for piece in [
            "<div>",
            "<ul><li>",
            "<b>",
            "<p><b>",
            "<table><tr><td>",
            "<p><b i=1><i>",
            "<font color=a>",
            "<a><div>",
        ] {
            let html = format!("{}end", piece.repeat(20_000));
            let page = parse(&html);
            let tree = Tree::of(&page);
            assert!(tree.iter().all(|(_, node)| node.depth <= 530), "{piece}");
            let texts: Vec<&str> = tree.iter().map(|(_, node)| node.text()).collect();
            assert!(texts.iter().any(|text| text.ends_with("end")), "{piece}");
        }
    }

    #[test]
    fn signs_of_a_pages_own_font_are_no_text() {
        let page = parse("<p><i>\u{e60c}</i> Hujan turun <b>\u{f8ff}</b></p>");
        let tree = Tree::of(&page);
        assert_eq!(tree.words(0), "Hujan turun");
    }
}
