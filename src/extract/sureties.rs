//! What the names of the elements around a block say for sure, where the groups of names only guess.
//!
//! It asks about reasons that are told to readers; what is cut is decided elsewhere.

use crate::extract::blocks::Block;
use crate::extract::called::Called;
use crate::extract::dom::Tree;
use crate::extract::rules::{Reason, rules};
use crate::extract::tag::Tag;

/// Elements around a block whose names are asked.
const AROUND: usize = 8;

/// Whether an element near a block is called so.
pub fn is_in(tree: &Tree, block: &Block, is: impl Fn(&str) -> bool) -> bool {
    let start = tree
        .get(block.first)
        .map_or(block.element, |node| node.parent);
    let mut around = tree.ancestors(start).take(AROUND);
    around.any(|(_, node)| {
        let mut names = node.attributes().filter(|(key, _)| {
            matches!(
                *key,
                "class" | "id" | "role" | "data-component" | "data-testid"
            )
        });
        !matches!(node.tag, Tag::Body | Tag::Html) && names.any(|(_, name)| is(name))
    })
}

/// A reason that groups of names give, as far as the names themselves say so. The groups are what the model knows, and see
/// an advertisement in `lead-text` and cookies in whatever opens above a page.
pub fn sure(tree: &Tree, block: &Block, reason: &'static str) -> Option<&'static str> {
    let called = &rules().called;
    let is_in = |is: fn(&Called, &str) -> bool| is_in(tree, block, |name| is(called, name));
    let is_paid = [Reason::Advertisement, Reason::Promo].map(Reason::words);
    if is_paid.contains(&reason) && is_in(Called::is_offer) {
        return Some(Reason::RelatedList.words());
    }
    if reason == Reason::Advertisement.words() {
        return is_in(Called::is_ad).then_some(reason);
    }
    if reason == Reason::Cookies.words() {
        let says = called.is_of_cookies(&block.text) || is_in(Called::is_of_cookies);
        return Some(if says { reason } else { NOTICE });
    }
    Some(reason)
}

/// What stands above a page and is told of something else than cookies.
const NOTICE: &str = "notice";
