//! What was cut from a story: the blocks that are not kept, from the first that is on, and a little behind the last.
//!
//! It decides nothing; the verdicts are made elsewhere.

use std::collections::HashSet;

use crate::document::cuts::{Cut, Spot};
use crate::extract::blocks::Blocks;
use crate::extract::convert::Converted;
use crate::extract::places;
use crate::extract::prune::{Scene, Verdict};
use crate::text;

/// Blocks after the story that are still told.
const TAIL: usize = 40;
/// More elements of one cut are not named.
const SPOTS: usize = 6;

/// What was cut from the first kept block on, and the beginning of what follows the last; neighbours with the same
/// reason together. `converted` says for each block of the page how many blocks of the document stand before it.
pub fn cuts(
    scene: &Scene,
    blocks: &Blocks,
    verdicts: &[Verdict],
    converted: &Converted,
) -> Vec<Cut> {
    let kept = |verdict: &Verdict| *verdict == Verdict::Keep;
    let (Some(first), Some(last)) = (
        verdicts.iter().position(kept),
        verdicts.iter().rposition(kept),
    ) else {
        return Vec::new();
    };
    let of_story: HashSet<u64> = scene
        .contexts
        .iter()
        .zip(verdicts)
        .filter(|(_, verdict)| kept(verdict))
        .map(|(context, _)| context.signature)
        .collect();
    let mut cuts: Vec<Cut> = Vec::new();
    let mut previous = None;
    for number in first..(last + 1 + TAIL).min(verdicts.len()) {
        let (Some(block), Some(context), Some(Verdict::Cut(reason))) = (
            blocks.list.get(number),
            scene.contexts.get(number),
            verdicts.get(number),
        ) else {
            previous = None;
            continue;
        };
        if number > last && *reason == "navigation" {
            break;
        }
        let words = text::harmless(&block.text);
        let place = if number > last {
            converted.document.blocks.len()
        } else {
            converted.places.get(number).copied().unwrap_or_default()
        };
        let spot = Spot {
            element: text::harmless(&places::place(scene.tree, block)),
            own: !of_story.contains(&context.signature),
        };
        let this = Some((*reason, place));
        match cuts.last_mut().filter(|_| previous == this) {
            Some(cut) => {
                cut.text.push('\n');
                cut.text.push_str(&words);
                if cut.spots.len() < SPOTS && !cut.spots.contains(&spot) {
                    cut.spots.push(spot);
                }
            }
            None => cuts.push(Cut {
                reason: (*reason).to_owned(),
                text: words,
                place,
                spots: vec![spot],
                restored: false,
            }),
        }
        previous = this;
    }
    cuts
}
