//! Elements that hold a caption, a credit or both.
//!
//! It goes by what elements are called and by their places; words alone are read by `credits`.

use crate::extract::dom::{Node, Tree};
use crate::extract::lead::credits::{Divided, bare, is_label, some, told};
use crate::extract::rules::rules;
use crate::extract::tag::Tag;

/// Elements around a caption in which its figure is.
const AROUND: usize = 3;
/// Words of a credit in an element of its own.
const CREDIT: usize = 12;

/// The caption and the credit in an element of a page of `site`, whose data may name the credit, too.
pub fn divided_element(
    tree: &Tree,
    caption: usize,
    site: Option<&str>,
    stated: Option<&str>,
) -> Divided {
    let words = tree.words(caption);
    if let Some(credit) = own_credit(tree, caption, &words) {
        return (None, some(bare(&credit)));
    }
    let marked = || {
        let marked = tree.below(caption).filter(|(_, node)| is_credit(node));
        marked.map(|(index, _)| tree.words(index))
    };
    // What the credit is labelled with may stand in an element of its own.
    let credit = marked()
        .find(|words| !words.is_empty() && !is_label(words))
        .or_else(|| last(tree, caption));
    match credit {
        Some(credit) => {
            let mut rest = words.replacen(&credit, "", 1);
            if let Some(label) = marked().next().filter(|words| is_label(words)) {
                rest = rest.replacen(&label, "", 1);
            }
            let marks = ['(', '[', ' ', '|', '/', '-', '–', '—'];
            (
                told(rest.trim().trim_end_matches(marks), site).0,
                some(bare(&credit)),
            )
        }
        None => by_words(tree, caption, &words, site, stated),
    }
}

/// The same where nothing but words tells them apart.
fn by_words(
    tree: &Tree,
    caption: usize,
    words: &str,
    site: Option<&str>,
    stated: Option<&str>,
) -> Divided {
    let found = lines(tree, caption).unwrap_or_else(|| told(words, site));
    let known = stated.filter(|_| found.1.is_none());
    match known.and_then(|known| Some((words.strip_suffix(known)?, known))) {
        Some((rest, known)) => (some(rest), some(known)),
        None => found,
    }
}

/// Whether an element is called a credit.
pub fn is_credit(node: &Node) -> bool {
    let class = node.attribute("class");
    class.is_some_and(|class| rules().called.is_credit(class))
}

/// All that stands in an element that is named a credit and no caption: names one behind another, with a stroke between.
fn own_credit(tree: &Tree, index: usize, words: &str) -> Option<String> {
    let node = tree.get(index)?;
    let class = node.attribute("class").unwrap_or_default();
    let is_own = is_credit(node) && !class.to_ascii_lowercase().contains("caption");
    let is_short = words.split(' ').count() <= CREDIT;
    if !is_own || !is_short || told(words, None).0.as_deref() != Some(words) && !words.contains(':')
    {
        return None;
    }
    let parts = tree.below(index).filter(|(_, node)| node.parent == index);
    let parts: Vec<String> = parts
        .map(|(part, _)| tree.words(part))
        .filter(|part| !part.is_empty())
        .collect();
    let are_elements = tree
        .below(index)
        .filter(|(_, node)| node.parent == index && node.tag == Tag::Text)
        .all(|(_, node)| node.text().trim().is_empty());
    let are_names = are_elements && parts.iter().all(|part| !part.ends_with(':'));
    Some(if are_names {
        parts.join("/")
    } else {
        words.to_owned()
    })
}

/// The words of the last element of a caption, behind a whole sentence: "Pasar lama. <span>Ana Lim</span>".
fn last(tree: &Tree, caption: usize) -> Option<String> {
    let (index, text) = tree
        .below(caption)
        .filter(|(_, node)| !node.text().trim().is_empty())
        .last()?;
    let holder = tree.get(text.parent).filter(|_| text.parent != caption)?;
    let words = text.text().trim();
    let before = tree.below(caption).filter(|(at, _)| *at < index);
    let before = before.map(|(_, node)| node.text().trim());
    let is_behind = before
        .filter(|text| !text.is_empty())
        .last()
        .is_some_and(|text| text.ends_with(['.', '。']));
    let is_name =
        words.split_whitespace().count() <= 5 && !words.ends_with(['.', ':', '!', '?', '…', ')']);
    let is_name = is_name && holder.name() == "span" && rules().furniture(words).is_none();
    (is_behind && is_name).then(|| words.to_owned())
}

/// The credit that stands in an element of its own around a caption: in the same figure, or in the same box.
pub fn beside(tree: &Tree, caption: usize) -> Option<String> {
    let mut around = tree.ancestors(caption).skip(1).take(AROUND);
    let (figure, _) = around.find(|(_, node)| node.tag == Tag::Figure)?;
    let mut credits = tree.below(figure).filter(|(index, node)| {
        node.tag != Tag::Text
            && node.tag != Tag::Img
            && is_credit(node)
            && !tree.holds(*index, caption)
    });
    let words = tree.words(credits.next()?.0);
    let is_short = words.split(' ').count() <= CREDIT;
    some(bare(&words)).filter(|_| is_short)
}

/// A credit in a line of its own above the caption: "Dok. Warta/Ana Lim".
fn lines(tree: &Tree, caption: usize) -> Option<Divided> {
    let mut below = tree.below(caption);
    let (_, first) = below.find(|(_, node)| !node.text().trim().is_empty())?;
    let (index, second) = below.next()?;
    let credit = first.text().trim();
    let is_credit = second.name() == "br" && credit.contains('/') && credit.split(' ').count() <= 5;
    let rest: String = tree
        .below(caption)
        .filter(|(at, node)| *at > index && node.tag == Tag::Text)
        .map(|(_, node)| node.text())
        .collect();
    (is_credit && !rest.trim().is_empty()).then(|| (some(&rest), some(bare(credit))))
}
