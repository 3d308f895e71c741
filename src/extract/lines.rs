//! Whether the lines of one run of text, divided by single line breaks, are paragraphs.
//!
//! Some editors write stories so, with nothing but `<br>` between paragraphs. Verses, addresses and lists of results
//! are divided so, too, and stay together.

use crate::extract::rules::{Place, Reason, rules};
use crate::extract::shape::{Edge, Shape};

/// Words that a paragraph has at least.
const WORDS: u32 = 12;
/// So many lines must be paragraphs.
const LEAST: usize = 3;

/// Whether at least three lines, with half of all words, are as long as a sentence and end like one.
pub fn are_paragraphs(lines: &[Shape]) -> bool {
    let paragraphs = || lines.iter().filter(|line| is_paragraph(line));
    let words: u32 = paragraphs().map(|line| line.words).sum();
    let all: u32 = lines.iter().map(|line| line.words).sum();
    paragraphs().count() >= LEAST && words * 2 >= all
}

/// Words of a line that is for reading something else, at most.
const ASIDE: usize = 30;

/// Whether a line is for reading something else.
pub fn is_aside(line: &str) -> bool {
    let inner = line.trim_start_matches(['(', '[', '【', '（']);
    let also = |line: &str| {
        rules()
            .matches(line)
            .get(Reason::ReadAlso as usize)
            .copied()
    };
    line.split_whitespace().nth(ASIDE).is_none() && also(inner) >= Some(Place::Start)
}

fn is_paragraph(line: &Shape) -> bool {
    line.words >= WORDS
        && matches!(
            line.last,
            Edge::Stop | Edge::Quote | Edge::Bracket | Edge::Ellipsis
        )
}

/// What points at a picture above.
pub const POINTS_UP: [char; 4] = ['▲', '△', '↑', '⬆'];

/// Of lines that are no paragraphs, those behind which something else begins, rising: the first where it tells of the picture
/// above it, and the one before two and more lines that sign.
pub fn set_off(lines: &[&str]) -> Vec<usize> {
    let mut found = Vec::new();
    let first = lines.first().copied().unwrap_or_default();
    let mut pictured = rules().people.pictured.iter();
    if first.starts_with(POINTS_UP) || pictured.any(|label| label == first) {
        found.push(0);
    }
    let mut pairs = lines.windows(2);
    let signed = pairs.position(|pair| pair.iter().all(|line| is_labelled(line)));
    found.extend(
        signed
            .and_then(|at| at.checked_sub(1))
            .filter(|at| *at > 0 || found.is_empty()),
    );
    found
}

/// Whether a line is the label of who did something, a mark and a name: "编辑|王小明", "摄影/王小明".
pub fn is_labelled(line: &str) -> bool {
    let signers = &rules().signers;
    let lists = [&signers.others, &signers.writers, &signers.labels];
    lists.into_iter().flatten().any(|label| {
        let rest = line.strip_prefix(label.as_str());
        let name = rest.and_then(|rest| rest.strip_prefix(['|', '｜', '丨', '/', '／', ':', '：']));
        name.is_some_and(|name| name.contains(char::is_alphabetic))
    })
}

/// Whether a text begins with two and more lines that sign a story, whatever stands behind them.
pub fn signs_off(text: &str) -> bool {
    let mut lines = text.split(' ');
    [lines.next(), lines.next()]
        .iter()
        .all(|line| line.is_some_and(is_labelled))
}

#[cfg(test)]
mod tests {
    use super::{set_off, signs_off};

    #[test]
    fn lines_that_sign_or_tell_of_a_picture_are_no_part_of_what_stands_beside_them() {
        let poem = ["风从西边来", "船回来了", "海暗了"];
        for (lines, wanted) in [
            (&poem[..], &[][..]),
            (&["▲港口的船", "风从西边来", "船回来了"], &[0]),
            (
                &[
                    "风从西边来",
                    "船回来了",
                    "编辑|王小明",
                    "校对|李华",
                    "扫描二维码",
                ],
                &[1],
            ),
            (&["风从西边来", "编辑|王小明"], &[]),
            (&["编辑|王小明", "校对|李华"], &[]),
        ] {
            assert_eq!(set_off(lines), wanted, "{lines:?}");
        }
        assert!(signs_off("编辑|王小明 校对|李华 扫描二维码"));
        assert!(!signs_off("编辑|王小明 扫描二维码"));
    }
}
