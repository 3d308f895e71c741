//! What is furniture whatever the model says: read-also lines, share bars, and blocks of which words and names agree.
//!
//! It judges single blocks and the links below a label, not the story.

use crate::extract::blocks::Block;
use crate::extract::context::Context;
use crate::extract::prune::Scene;
use crate::extract::rules::{Place, Reason, group};

/// Read-also lines with their link, and words that are nothing but furniture.
pub fn is_never_story(block: &Block, context: &Context) -> bool {
    let place = |reason: Reason| {
        context
            .matches
            .get(reason as usize)
            .copied()
            .unwrap_or_default()
    };
    let words = block.shape.words;
    let is_line = block.link_share() > 0.3 || (words < 16 && block.shape.stops == 0);
    let capitals = block.shape.capitals as f32 > 0.8 * block.shape.letters as f32;
    (place(Reason::ReadAlso) >= Place::Start && is_line)
        || (capitals && words > 3 && block.link_share() > 0.9)
        || is_called_so(context, words)
        || (place(Reason::Cookies) >= Place::Within && context.close & group("notice") != 0)
        || [
            Reason::Advertisement,
            Reason::Share,
            Reason::RelatedList,
            Reason::Comments,
        ]
        .into_iter()
        .any(|reason| place(reason) == Place::Whole)
}

/// Whether words and names agree about a piece of furniture.
fn is_called_so(context: &Context, words: u32) -> bool {
    let agree = |reason: Reason, name: &str| {
        let place = context.matches.get(reason as usize).copied();
        place >= Some(Place::Start) && context.close & group(name) != 0
    };
    words < 60
        && (agree(Reason::Promo, "promo")
            || agree(Reason::Paywall, "paywall")
            || agree(Reason::Share, "share")
            || agree(Reason::RelatedList, "related")
            || agree(Reason::Comments, "comments")
            || agree(Reason::Tags, "tags"))
}

/// Links right under "Read also" and its like go with it.
pub fn drop_labelled_links(scene: &Scene, keep: &mut [bool]) {
    let mut labelled = false;
    for ((block, context), slot) in scene.blocks.iter().zip(scene.contexts).zip(keep) {
        let is_link = block.link_share() > 0.8;
        if labelled && is_link {
            *slot = false;
        }
        let place = |reason: Reason| {
            context
                .matches
                .get(reason as usize)
                .copied()
                .unwrap_or_default()
        };
        let is_label = place(Reason::ReadAlso).max(place(Reason::RelatedList)) >= Place::Start
            && block.shape.words < 12;
        labelled = is_label && !*slot || labelled && is_link;
    }
}
