//! What a page shows of its story being sold: a label beside the headline, a note where the free part ends.
//!
//! Such words are about this one story; that one may subscribe is said everywhere, and says nothing.

use crate::document::cuts::Cut;
use crate::extract::dom::Tree;
use crate::extract::elsewhere::is_anothers;
use crate::extract::rules::{Reason, rules};
use crate::text;

/// Nodes before and after the headline in which its label stands.
const BEFORE: usize = 12;
const AFTER: usize = 40;
/// Letters of a label, and of a note.
const LABEL: usize = 60;
const NOTE: usize = 300;

/// Whether a label beside the headline says that the story is for those who pay.
pub fn is_labelled(tree: &Tree, headline: Option<usize>) -> bool {
    let Some(headline) = headline else {
        return false;
    };
    let near = tree.iter().skip(headline.saturating_sub(BEFORE));
    near.take(BEFORE + AFTER).any(|(index, node)| {
        let label = node.text().trim();
        !label.is_empty()
            && label.len() <= LABEL
            && rules().notices.locked.contains(&text::fold(label))
            && !is_anothers(tree, index, Some(headline))
    })
}

/// Whether a note among the cuts says so.
pub fn is_told(cuts: &[Cut]) -> bool {
    let lists = [
        "related list",
        "link list",
        "comments",
        "cookie notice",
        "notice",
    ];
    let notes = cuts
        .iter()
        .filter(|cut| !lists.contains(&cut.reason.as_str()));
    let mut lines = notes.flat_map(|cut| cut.text.lines());
    lines.any(|line| {
        if line.len() > NOTE {
            return false;
        }
        let folded = text::fold(line);
        let mut locks = rules().notices.locks.iter();
        rules().note(line) == Some(Reason::Paywall)
            || locks.any(|lock| folded.starts_with(lock.as_str()))
    })
}
