//! Headlines in other elements than headings of the first two levels, and those to which another text is glued.
//!
//! A page's own statements tell them: the window's title, up to a divider, and the title that it states for other sites.

use crate::extract::dom::{Node, Tree};
use crate::extract::shape::is_wide;
use crate::extract::tag::Tag;

/// What a page states as its title: that of its window, with all that stands there, and those for other sites.
#[derive(Clone, Copy)]
pub struct Stated<'t> {
    pub window: Option<&'t str>,
    pub titles: [Option<&'t str>; 2],
}

/// The element whose whole text is the title as it is stated, and the text: a heading of a lower level first, then one that is
/// called a title.
pub fn headline(tree: &Tree, stated: Stated) -> Option<(usize, String)> {
    let mut best: Option<(u8, usize, String)> = None;
    for (index, node) in tree.iter() {
        let Some(text) = title_in(node, stated) else {
            continue;
        };
        let Some((kind, outer)) = element(tree, index, text) else {
            continue;
        };
        if best.as_ref().is_none_or(|(known, ..)| kind > *known) {
            best = Some((kind, outer, text.to_owned()));
        }
    }
    best.map(|(_, index, text)| (index, text))
}

/// The title in a heading to which something else is glued: `<h1><span>Boats wait</span><a>The Post</a></h1>`.
pub fn unglued(tree: &Tree, index: usize, words: &str, stated: Stated) -> Option<String> {
    let mut texts = tree.below(index);
    texts.find_map(|(_, node)| {
        let text = title_in(node, stated)?;
        let begins = |rest: &str| rest.starts_with(char::is_alphanumeric);
        let ends = |rest: &str| rest.ends_with(char::is_alphanumeric);
        let is_first = words.strip_prefix(text).is_some_and(begins) && ends(text);
        let is_last = words.strip_suffix(text).is_some_and(ends) && begins(text);
        (is_first || is_last).then(|| text.to_owned())
    })
}

/// The text of a node that is the title.
fn title_in<'a>(node: &Node<'a>, stated: Stated) -> Option<&'a str> {
    let text = node.text().trim();
    // Few texts are the title; how long one is takes longer to tell.
    (node.tag == Tag::Text && is_title(text, stated) && is_long(text)).then_some(text)
}

/// Letters of a title in wide letters, and words of one in others.
const WIDE: usize = 8;
const WORDS: usize = 4;
const MOST: usize = 600;

/// Whether a text is as long as titles are.
pub fn is_long(text: &str) -> bool {
    (WIDE..MOST).contains(&text.len())
        && (text.split_whitespace().count() >= WORDS
            || text.chars().filter(|letter| is_wide(*letter)).count() >= WIDE)
}

fn is_title(text: &str, stated: Stated) -> bool {
    stated
        .titles
        .into_iter()
        .flatten()
        .any(|title| title == text)
        || stated.window.is_some_and(|window| is_part(window, text))
}

/// Whether a text is all of a window's title, or its better part up to a divider.
fn is_part(window: &str, text: &str) -> bool {
    if let Some(behind) = window.strip_prefix(text) {
        let trimmed = behind.trim_start();
        let is_spaced = trimmed.len() < behind.len();
        return behind.is_empty()
            || 3 * text.len() >= window.len() && is_divider(trimmed, is_spaced, text);
    }
    window.strip_suffix(text).is_some_and(|front| {
        let trimmed = front.trim_end();
        let is_spaced = trimmed.len() < front.len();
        let turned: String = trimmed.chars().rev().take(2).collect();
        2 * text.len() >= window.len() && is_divider(&turned, is_spaced, text)
    })
}

/// Whether what stands beside a title begins with a divider. Between wide letters, a space and a hyphen are some, too.
fn is_divider(beside: &str, is_spaced: bool, title: &str) -> bool {
    let is_wide = title.chars().any(is_wide);
    beside.starts_with(['|', '_', '»', '«', '•', '·', '–', '—'])
        || beside.starts_with("--")
        || beside.starts_with(['-', ':']) && (is_spaced || is_wide)
        || is_spaced && is_wide
}

/// The outermost element around a text that holds nothing else, and how much it is like a headline; none in a link.
fn element(tree: &Tree, index: usize, text: &str) -> Option<(u8, usize)> {
    let mut best: Option<(u8, usize)> = None;
    for (outer, node) in tree
        .ancestors(index)
        .filter(|(outer, _)| *outer != index)
        .take(4)
    {
        if node.tag == Tag::A || node.tag.is_skipped() || node.tag == Tag::Head {
            return None;
        }
        if matches!(node.tag, Tag::Body | Tag::Html) || tree.words(outer) != text {
            break;
        }
        let named = ["class", "id"].into_iter();
        let mut named = named.filter_map(|key| node.attribute(key));
        let is_called = named.any(|name| {
            let name = name.to_ascii_lowercase();
            name.contains("title") || name.contains("headline")
        });
        let kind = match node.tag.heading() {
            1.. => 3,
            0 if is_called => 2,
            0 => 1,
        };
        best = Some((best.map_or(kind, |(known, _)| known.max(kind)), outer));
    }
    best
}

/// The only entry of a page, as the microformat of blogs marks its title.
pub fn entry(tree: &Tree) -> Option<String> {
    let is_entry = |node: &Node| {
        let class = node.attribute("class").unwrap_or_default();
        class
            .split_ascii_whitespace()
            .any(|name| name == "entry-title")
    };
    let mut entries = tree.iter().filter(|(_, node)| is_entry(node));
    let (index, _) = entries.next()?;
    let words = tree.words(index);
    (entries.next().is_none() && is_long(&words)).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::{Stated, headline, is_part, unglued};
    use crate::extract::dom::{self, Tree};
    use crate::extract::tag::Tag;

    #[test]
    fn a_window_has_a_title_and_more() {
        for (window, text, wanted) in [
            (
                "Boats wait at the quay - The Post",
                "Boats wait at the quay",
                true,
            ),
            (
                "Boats wait at the quay-side market",
                "Boats wait at the quay",
                false,
            ),
            (
                "Boats wait at the quay market",
                "Boats wait at the quay",
                false,
            ),
            (
                "Local | Boats wait at the quay",
                "Boats wait at the quay",
                true,
            ),
            ("旧市场推迟到年底关闭-新闻网", "旧市场推迟到年底关闭", true),
            (
                "旧市场推迟到年底关闭 海门新闻网",
                "旧市场推迟到年底关闭",
                true,
            ),
            (
                "海门新闻--旧市场推迟到年底关闭",
                "旧市场推迟到年底关闭",
                true,
            ),
            ("旧市场推迟到年底关闭了", "旧市场推迟到年底关闭", false),
        ] {
            assert_eq!(is_part(window, text), wanted, "{window}");
        }
    }

    #[test]
    fn a_headline_is_found_in_any_element() {
        let check = |html: &str, wanted: Option<&str>| {
            let page = dom::parse(&format!("<body>{html}</body>"));
            let stated = Stated {
                window: Some("Boats wait at the quay - The Post"),
                titles: [None, None],
            };
            let found = headline(&Tree::of(&page), stated).map(|(_, text)| text);
            assert_eq!(found.as_deref(), wanted, "{html}");
        };
        let title = Some("Boats wait at the quay");
        check("<h4>Boats wait at the quay</h4><p>Rain fell.", title);
        check(
            "<div class=title><b>Boats wait at the quay</b></div>",
            title,
        );
        check("<td><font>Boats wait at the quay</font></td>", title);
        check("<li><a href=/a>Boats wait at the quay</a></li>", None);
        check("<p>Boats wait at the quay <b>again</b></p>", None);
    }

    #[test]
    fn what_is_glued_to_a_headline_is_no_part_of_it() {
        let page = dom::parse("<h1><span>Boats wait at the quay</span><a href=/>The Post</a></h1>");
        let tree = Tree::of(&page);
        let index = tree.iter().find(|(_, node)| node.tag == Tag::H1).unwrap().0;
        let stated = Stated {
            window: Some("Boats wait at the quay » News » The Post"),
            titles: [None, None],
        };
        let found = unglued(&tree, index, &tree.words(index), stated);
        assert_eq!(found.as_deref(), Some("Boats wait at the quay"));
    }
}
