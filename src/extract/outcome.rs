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
use crate::extract::shape;
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

/// Lines around a story among which it is signed.
const NEAR: usize = 8;

/// Who wrote a story, of which its page states somebody: who signed it behind its end or above it, where nobody is stated, or
/// nobody who is called as people are where the story is signed in Chinese.
pub fn signers(blocks: &Blocks, verdicts: &[Verdict], stated: Vec<String>) -> Vec<String> {
    let is_kept = |verdict: &Verdict| *verdict == Verdict::Keep;
    let first = verdicts.iter().position(is_kept);
    let Some((first, last)) = first.zip(verdicts.iter().rposition(is_kept)) else {
        return stated;
    };
    let is_paper = |name: &String| name.contains(shape::is_wide) && !signers::is_chinese_name(name);
    if !stated.iter().all(is_paper) {
        return stated;
    }
    let lines = || blocks.list.iter().zip(verdicts);
    let is_byline = |verdict: &Verdict| *verdict == Verdict::Cut(Reason::Byline.words());
    let behind = lines().skip(last + 1).take(NEAR);
    let above = lines().take(first).skip(first.saturating_sub(NEAR));
    let behind = behind.filter(|(_, verdict)| is_byline(verdict));
    let mut behind = behind.filter_map(|(block, _)| {
        let names = || signers::names(&block.text).filter(|_| stated.is_empty());
        signers::reporters(&block.text).or_else(names)
    });
    let above = above.filter(|(_, verdict)| is_byline(verdict));
    let mut above = above.filter_map(|(block, _)| signers::reporters(&block.text));
    let signed = behind.find(|names| !names.is_empty());
    signed.or_else(|| above.next()).unwrap_or(stated)
}

#[cfg(test)]
mod tests {
    use crate::extract;

    #[test]
    fn who_signs_a_story_wrote_it_where_its_page_states_a_paper_only() {
        let long = "港口的渔民说，今年的风比往年来得早，船队只好提前三天回到岸边，等待天气转好。";
        let story = format!("<p>{long}</p><p>{long}因此</p><p>{long}后来</p><p>{long}于是</p>");
        for (stated, above, behind, wanted) in [
            ("城市网", "", "城市日报记者 王小明", "王小明"),
            ("", "执笔/灯塔叔&胡小明", "", "灯塔叔, 胡小明"),
            ("李华", "", "城市日报记者 王小明", "李华"),
            ("Ana Lim", "", "城市日报记者 王小明", "Ana Lim"),
        ] {
            let page = format!(
                "<html><head><meta name=\"author\" content=\"{stated}\"></head><body><article><h1>渔船回港</h1><p>{above}</p>{story}<p>{behind}</p></article></body></html>"
            );
            let story = extract::page(&page, None);
            assert_eq!(story.byline.as_deref(), Some(wanted), "{above} {behind}");
            let text = story.document.plain_text();
            assert!(text.starts_with("港口") && text.ends_with("于是"), "{text}");
        }
    }
}
