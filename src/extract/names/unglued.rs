//! The words of an element that names somebody, without what stands in it besides the name.

use crate::extract::dom::{Node, Tree};
use crate::extract::groups::group;
use crate::extract::rules::rules;
use crate::extract::signatures::is_full_name;
use crate::extract::signers;
use crate::extract::tag::Tag;
use crate::text;

/// The element with the name inside an author's element, else its whole text.
pub fn name_of(tree: &Tree, index: usize) -> String {
    let inner = tree
        .below(index)
        .find(|(_, node)| node.attribute("itemprop") == Some("name"))
        .map(|(inner, node)| {
            node.attribute("content")
                .map_or_else(|| tree.words(inner), str::to_owned)
        });
    inner.unwrap_or_else(|| {
        let node = tree.get(index);
        let stated = node.and_then(|node| node.attribute("content"));
        stated.map_or_else(|| unglued(tree, index), str::to_owned)
    })
}

fn is_heard(node: &Node) -> bool {
    let class = node.attribute("class").unwrap_or_default();
    !class.is_empty() && rules().groups(class) & group("hidden") != 0
}

/// What stands between two names.
const BETWEEN: [char; 5] = ['、', '，', ',', ' ', '/'];

/// The name in the first line of an element that tells in the next what that person is: `Ana Lim<br>News Editor`.
fn above_role(tree: &Tree, index: usize) -> Option<String> {
    let (line, _) = tree.below(index).find(|(_, node)| node.tag == Tag::Br)?;
    let (above, below): (Vec<_>, Vec<_>) = tree.below(index).partition(|(at, _)| *at < line);
    let joined = |nodes: Vec<(usize, &Node)>| {
        let texts = nodes.iter().map(|(_, node)| node.text().trim());
        let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        texts.join(" ")
    };
    let (name, role) = (joined(above), joined(below));
    let people = &rules().people;
    let is_role = |word: &str| {
        let word = text::fold(word.trim_matches(','));
        people.roles.contains(&word) || people.posts.contains(&word)
    };
    (is_full_name(&name) && role.split_whitespace().any(is_role)).then_some(name)
}

/// The words of an element; of two elements that only their style sets apart, those of the first, where it is a name:
/// `<span>Ana Lim</span><span>Education</span>`.
fn unglued(tree: &Tree, index: usize) -> String {
    let whole = tree.words(index);
    // "Writing today:" stands above names and is none.
    if whole.trim_end().ends_with(':') {
        return String::new();
    }
    let first = tree
        .below(index)
        .find(|(_, node)| !node.text().trim().is_empty());
    let Some((_, first)) = first else {
        return whole;
    };
    let name = first.text();
    // What only those hear who have the page read to them: `<a>Ana Lim<span class="sr-only">archive page</span></a>`.
    let mut inside = tree.below(index);
    if inside.any(|(_, node)| is_heard(node)) && is_full_name(name) {
        return name.trim().to_owned();
    }
    if let Some(name) = above_role(tree, index) {
        return name;
    }
    let is_own = first.parent != index;
    // "<a>王小明</a><span>大学院长</span>"
    if is_own
        && signers::is_person(name.trim())
        && whole.trim() != name.trim()
        && !whole.contains(BETWEEN)
    {
        return name.trim().to_owned();
    }
    let is_glued = whole
        .strip_prefix(name)
        .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if is_own && is_glued && name.ends_with(char::is_lowercase) && is_full_name(name) {
        name.to_owned()
    } else {
        whole
    }
}
