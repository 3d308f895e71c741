//! What becomes of the verdicts: the document of what is kept, and what was cut.
//!
//! It decides nothing about blocks.

use url::Url;

use crate::document::Document;
use crate::document::cuts::Cut;
use crate::extract::blocks::Blocks;
use crate::extract::captions::Captions;
use crate::extract::convert;
use crate::extract::cuts;
use crate::extract::policy;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rules::Reason;
use crate::extract::signers;
use crate::extract::surroundings::Surroundings;

/// The document and the cuts of a page, of which the sums are given, or of a feed's own content.
pub fn of(
    scene: &Scene,
    blocks: &Blocks,
    verdicts: &[Verdict],
    captions: &Captions,
    page: Option<&Surroundings>,
    base: Option<&Url>,
) -> (Document, Vec<Cut>) {
    let nowhere = || vec![false; scene.tree.len()];
    let kept: Vec<bool> = verdicts.iter().map(|one| *one == Verdict::Keep).collect();
    let converted = convert::document(&convert::Kept {
        tree: scene.tree,
        blocks,
        kept: &kept,
        barred: &page.map_or_else(nowhere, |counts| policy::barred(scene, counts, verdicts)),
        story: page.map_or(0, |counts| policy::story(scene, counts, verdicts)),
        captions,
        base,
    });
    let cuts = cuts::cuts(scene, blocks, verdicts, &converted, base);
    (converted.document, cuts)
}

/// Lines behind a story among which it is signed.
const NEAR: usize = 8;

/// Who signed a story behind its end.
pub fn signers(blocks: &Blocks, verdicts: &[Verdict]) -> Vec<String> {
    let last = verdicts
        .iter()
        .rposition(|verdict| *verdict == Verdict::Keep);
    let Some(last) = last else {
        return Vec::new();
    };
    let behind = blocks.list.iter().zip(verdicts).skip(last + 1).take(NEAR);
    let signed = behind.filter(|(_, verdict)| **verdict == Verdict::Cut(Reason::Byline.words()));
    let mut names = signed.filter_map(|(block, _)| signers::names(&block.text));
    names.find(|names| !names.is_empty()).unwrap_or_default()
}
