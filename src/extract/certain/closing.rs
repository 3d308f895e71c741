//! Where a story has ended in its own words: with the lines that say who edited it, behind which pages in Chinese have
//! promotion and other stories.
//!
//! It looks at what is kept only; lines that sign a story with nothing behind them are judged elsewhere.

use crate::extract::lines;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rules::{Reason, rules};

/// Words of such a line.
const LINE: u32 = 12;
/// Words of a story that may have ended.
const STORY: u32 = 60;

/// Cuts such lines and what is kept behind them, where three fifths of what is kept stand before.
pub fn cut(scene: &Scene, verdicts: &mut [Verdict]) {
    let words = |(number, verdict): (usize, &Verdict)| {
        let block = scene.blocks.get(number);
        let block = block.filter(|_| *verdict == Verdict::Keep);
        block.map_or(0, |block| block.shape.words)
    };
    let all: u32 = verdicts.iter().enumerate().map(words).sum();
    let mut before = 0;
    let mut end = None;
    for (number, (block, verdict)) in scene.blocks.iter().zip(verdicts.iter()).enumerate() {
        let has_told = before >= STORY && before * 5 >= all * 3;
        if has_told && (is_close(&block.text, block.shape.words) || lines::signs_off(&block.text)) {
            end = Some(number);
            break;
        }
        before += words((number, verdict));
    }
    let Some(end) = end else { return };
    let behind = verdicts.get_mut(end..).unwrap_or_default();
    for (number, verdict) in behind.iter_mut().enumerate() {
        if *verdict == Verdict::Keep {
            *verdict = Verdict::Cut(if number == 0 {
                Reason::Byline.words()
            } else {
                "after the story"
            });
        }
    }
}

/// Whether a line says who edited, or would.
fn is_close(line: &str, words: u32) -> bool {
    let line = line.trim_start_matches(['（', '(', '【', '[']);
    let mut closers = rules().signers.closers.iter();
    words <= LINE
        && closers.any(|closer| {
            let rest = line.strip_prefix(closer.as_str());
            rest.is_some_and(|rest| rest.starts_with([':', '：', '|', '｜', '丨', '/', '／', ' ']))
        })
}

#[cfg(test)]
mod tests {
    use crate::extract;

    #[test]
    fn nothing_is_story_behind_who_edited_it() {
        let long = "港口的渔民说，今年的风比往年来得早，船队只好提前三天回到岸边，等待天气转好。";
        let story = format!("<p>{long}</p><p>{long}因此</p><p>{long}后来</p><p>{long}于是</p>");
        for close in [
            "<p>责任编辑：<span></span></p>",
            "<p>（责编：李华）</p>",
            "<p>编辑|李华<br>校对|王小明<br>扫描下方二维码</p>",
        ] {
            let page = format!(
                "<html><body><article><h1>渔船回港</h1>{story}{close}<blockquote><p>{long}别处</p></blockquote></article></body></html>"
            );
            let text = extract::page(&page, None).document.plain_text();
            assert!(text.contains("于是"), "{text}");
            assert!(!text.contains("别处") && !text.contains("李华"), "{text}");
        }
        let page = format!(
            "<html><body><article><h1>渔船回港</h1><p>责任编辑：李华</p>{story}</article></body></html>"
        );
        assert!(
            extract::page(&page, None)
                .document
                .plain_text()
                .contains("于是")
        );
    }
}
