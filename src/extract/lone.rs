//! A paragraph that is nothing but a link to another story of its site, between two paragraphs of prose.
//!
//! It asks what the paragraph is and where it leads; lists of links and of documents are judged elsewhere.

use url::Url;

use crate::extract::addresses;
use crate::extract::blocks::Block;
use crate::extract::context::{Context, around};
use crate::extract::lists::is_document;
use crate::extract::prune::Scene;
use crate::extract::shape::Edge;
use crate::extract::tag::Tag;

/// Words of a headline.
const LEAST: u32 = 4;
const MOST: u32 = 20;
/// Words of a paragraph of prose.
const PROSE: u32 = 15;

/// Whether a block is such a link.
pub fn is_lone(scene: &Scene, number: usize) -> bool {
    let Some((block, context)) = scene.blocks.get(number).zip(scene.contexts.get(number)) else {
        return false;
    };
    let is_prose = |at: Option<usize>| {
        let beside = at.and_then(|at| scene.blocks.get(at));
        beside.is_some_and(|beside| {
            beside.holder == block.holder
                && beside.shape.words >= PROSE
                && beside.shape.last == Edge::Stop
                && beside.link_share() < 0.5
        })
    };
    is_headline(block, context)
        && is_prose(number.checked_sub(1))
        && is_prose(Some(number + 1))
        && leads_home(scene, block)
}

fn is_headline(block: &Block, context: &Context) -> bool {
    let beside = around::LIST_ITEM | around::TABLE | around::BLOCKQUOTE | around::FIGURE;
    block.links == 1
        && block.link_share() > 0.95
        && (LEAST..=MOST).contains(&block.shape.words)
        && context.heading == 0
        && context.around & beside == 0
        && !block.text.ends_with(['.', ':', '…'])
}

/// Whether the link of a block leads to a page of the same site.
pub fn leads_home(scene: &Scene, block: &Block) -> bool {
    let mut above = scene.tree.ancestors(block.first);
    let link = above.find(|(_, node)| node.tag == Tag::A);
    let Some(href) = link.and_then(|(_, node)| node.attribute("href")) else {
        return false;
    };
    if is_document(href) {
        return false;
    }
    if href.starts_with('/') && !href.starts_with("//") {
        return true;
    }
    let host = |address: &str| Url::parse(address).ok()?.host_str().map(str::to_owned);
    let own = addresses::canonical(scene.tree).and_then(host);
    let part = |whole: &str, part: &str| {
        let front = whole.strip_suffix(part);
        front.is_some_and(|front| front.is_empty() || front.ends_with('.'))
    };
    own.zip(host(href))
        .is_some_and(|(own, other)| part(&own, &other) || part(&other, &own))
}
