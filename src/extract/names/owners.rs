//! Whose a page is: names that sign it and are those of its publisher, and links that are not to those who wrote.

use crate::extract::bylines::after;
use crate::extract::dom::Tree;
use crate::extract::persons::is_capitalised;
use crate::extract::rules::rules;
use crate::extract::shape::is_wide;
use crate::extract::signatures::is_full_name;
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;
use crate::extract::titles::plain;

/// Names of who publishes a page, in plain letters: as it says who has its rights, where that is no person, and, in wide letters,
/// behind its window's title.
pub fn names(sources: &Sources, title: Option<&str>) -> Vec<String> {
    let stated = sources.all(&["copyright", "publisher", "dc.publisher"]);
    let stated = stated.filter(|name| name.len() < 60 && !is_full_name(name));
    let mut names: Vec<String> = stated.map(plain).collect();
    let window = sources.tree.iter().find(|(_, node)| node.tag == Tag::Title);
    let window = window.map(|(index, _)| {
        let texts = sources.tree.below(index).map(|(_, node)| node.text());
        texts.collect::<String>()
    });
    let behind = window.as_deref().and_then(|window| {
        let (_, behind) = window.split_once(title?.trim())?;
        Some(behind.chars().any(is_wide).then_some(behind)?.to_owned())
    });
    let parts = behind
        .iter()
        .flat_map(|behind| behind.split(['_', '-', '|', '—', ' ']));
    names.extend(parts.map(plain));
    names.retain(|name| name.len() > 3);
    names
}

/// Names without the site's address, unless it is the only one: a paper may sign with its name, no address does.
pub fn without_hosts(names: Vec<String>, sites: &[String]) -> Vec<String> {
    let is_host = |name: &String| name.contains('.') && sites.contains(&plain(name));
    if names.iter().all(is_host) {
        return names;
    }
    // Beside a person, the paper's own name says where she works.
    let bare = |name: &str| plain(name).trim_start_matches("the").to_owned();
    let is_paper = |name: &String| sites.iter().any(|site| bare(site) == bare(name));
    let has_people = names
        .iter()
        .any(|name| name.contains(' ') && !is_paper(name));
    names
        .into_iter()
        .filter(|name| !(is_host(name) || has_people && is_paper(name)))
        .collect()
}

/// Whether a link stands in the line that says who made a picture.
pub fn is_of_picture(tree: &Tree, index: usize) -> bool {
    let mut around = tree.ancestors(index).take(3);
    around.any(|(_, node)| {
        let class = node.attribute("class").unwrap_or_default();
        let mut names = class.split_ascii_whitespace();
        names.any(|name| name == "credit") || rules().called.is_of_picture(class)
    })
}

/// Letters of a line that names who wrote.
const LINE: usize = 80;

/// Whether an element is a line that begins with words that stand before names.
pub fn is_told(tree: &Tree, index: usize) -> bool {
    let words = tree.words(index);
    words.len() < LINE && after(&words, &rules().people.before).is_some_and(is_capitalised)
}

/// Whether a link stands in an item of a list beside one to a story, whose author it names.
pub fn is_of_list(tree: &Tree, index: usize) -> bool {
    let mut around = tree.ancestors(index).take(4);
    let item = around.find(|(_, node)| node.tag == Tag::Li);
    let links = item.into_iter().flat_map(|(item, _)| tree.below(item));
    let mut links = links.filter(|(link, node)| *link != index && node.tag == Tag::A);
    links.any(|(link, _)| is_long(&tree.words(link)))
}

/// Whether a text is as long as headlines are.
fn is_long(text: &str) -> bool {
    text.split_whitespace().count() > 4
        || text.chars().filter(|letter| is_wide(*letter)).count() > 8
}

/// Whether a link says to those who hear the page that it leads to all that the one wrote whom it names.
pub fn is_all_of(tree: &Tree, index: usize) -> bool {
    let Some(label) = tree
        .get(index)
        .and_then(|node| node.attribute("aria-label"))
    else {
        return false;
    };
    // A menu may say "Read more about" before each of its parts.
    let in_menu = || tree.ancestors(index).any(|(_, node)| node.tag == Tag::Nav);
    let named = after(label, &rules().people.before);
    named.is_some_and(|name| !name.is_empty() && name == tree.words(index)) && !in_menu()
}
