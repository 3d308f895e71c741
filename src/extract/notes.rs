//! Marks of footnotes: links to another place of the same page, which lead nowhere once the page is a story.

use crate::extract::dom::Tree;
use crate::extract::tag::Tag;

/// Signs that lead back from a note to the text.
const BACK: [char; 9] = ['↩', '↑', '⤴', '⏎', '↵', '^', '⬆', '\u{fe0e}', '\u{fe0f}'];

/// What addresses of notes and of their marks are called.
const NAMES: [&str; 5] = ["fn", "ftn", "note", "ref", "cite"];

/// What such a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The mark of a note.
    Note(u32),
    /// The way back from a note to its mark.
    Back,
}

/// What a link is by its address and words; none where it is a link like others. A feed may have made the address whole,
/// so that of those that lead to a place on a page, those are taken whose place is called like a note.
pub fn mark(href: Option<&str>, words: &str) -> Option<Mark> {
    let (page, place) = href?.trim().split_once('#')?;
    let place = place.to_ascii_lowercase();
    if !page.is_empty() && !NAMES.iter().any(|name| place.contains(name)) {
        return None;
    }
    let words = words.trim();
    if !words.is_empty() && words.chars().all(|letter| BACK.contains(&letter)) {
        return Some(Mark::Back);
    }
    // Where a wiki's note has several marks, the ways back to them are letters or numbers in two parts: "a", "1.0".
    let is_way = || words.len() == 1 && words.bytes().all(|byte| byte.is_ascii_lowercase());
    let parts = words.split_once(['.', ',']);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_part = || parts.is_some_and(|(note, mark)| is_digits(note) && is_digits(mark));
    if place.contains("ref") && !place.contains("note") && (is_way() || is_part()) {
        return Some(Mark::Back);
    }
    let number = words.trim_matches(['[', ']', '(', ')']);
    let is_number =
        (1..=3).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit());
    let number = number.parse().ok().filter(|_| is_number);
    number.map(Mark::Note)
}

/// Whether a link is the number of the item of a numbered list that it stands in, and leads back to the mark of it.
pub fn heads_item(tree: &Tree, link: usize, words: &str) -> bool {
    let href = tree.get(link).and_then(|node| node.attribute("href"));
    let number = words.trim().trim_end_matches('.');
    let leads_back = || href.is_some_and(|href| href.to_ascii_lowercase().contains("ref"));
    let mut above = tree
        .ancestors(link)
        .skip_while(|(_, node)| node.tag != Tag::Li);
    matches!(mark(href, number), Some(Mark::Note(_)))
        && leads_back()
        && above.nth(1).is_some_and(|(_, list)| list.tag == Tag::Ol)
}

/// Whether a text is an arrow at the beginning of an item, behind which ways back stand: "↑ a b" in a wiki's notes.
pub fn leads_back(tree: &Tree, text: usize) -> bool {
    let is_arrow = tree.get(text).is_some_and(|node| {
        let words = node.text().trim();
        !words.is_empty() && words.chars().all(|letter| BACK.contains(&letter))
    });
    if !is_arrow {
        return false;
    }
    let mut above = tree.ancestors(text).take(5);
    let Some((item, _)) = above.find(|(_, node)| node.tag == Tag::Li) else {
        return false;
    };
    let mut behind = tree.below(item).skip_while(|(at, _)| *at <= text);
    let link = behind.find(|(_, node)| node.tag == Tag::A);
    link.is_some_and(|(link, node)| {
        mark(node.attribute("href"), &tree.words(link)) == Some(Mark::Back)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_links_and_from_ways_back() {
        for (href, words, expected) in [
            (Some("#fn1"), "[1]", Some(Mark::Note(1))),
            (Some("#cite_note-12"), " 12 ", Some(Mark::Note(12))),
            (Some("#fnref1"), "↩\u{fe0e}", Some(Mark::Back)),
            (
                Some("https://a.example/feed.xml#fn1"),
                "1",
                Some(Mark::Note(1)),
            ),
            (
                Some("https://a.example/feed.xml#fnref1"),
                "↩",
                Some(Mark::Back),
            ),
            (Some("https://a.example/year#p12"), "2026", None),
            (Some("https://a.example/list#p1"), "1", None),
            (Some("#bab-2"), "Bab 2", None),
            (Some("#cite_ref-Seto_3-1"), "3.1", Some(Mark::Back)),
            (Some("#cite_ref-Seto_3-1"), "b", Some(Mark::Back)),
            (Some("#cite_note-Seto-3"), "b", None),
            (Some("#bab-a"), "a", None),
            (Some("#"), "2026", None),
            (Some("#fn1"), "+1", None),
            (Some("javascript:x()"), "1", None),
            (None, "1", None),
        ] {
            assert_eq!(mark(href, words), expected, "{href:?} {words}");
        }
    }
}
