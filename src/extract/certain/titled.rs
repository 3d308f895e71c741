//! The headline once more as a line above the story, which is no heading: in a bar that stays in sight, or in a box of its own.
//!
//! Headings are the rules' and the policy's.

use crate::extract::context::around;
use crate::extract::prune::{Scene, Verdict};

/// Kept blocks among which it stands, its words, and words of the rest.
const FIRST: usize = 2;
const LINE: u32 = 40;
const REST: u32 = 40;
/// Letters of a headline that is no chance.
const LETTERS: usize = 8;
/// What divides a page's title from its site's and its section's.
const DIVIDERS: [char; 6] = ['-', '–', '—', '_', '|', '»'];

/// Cuts it.
pub fn cut(scene: &Scene, verdicts: &mut [Verdict]) {
    let Some(title) = scene.title else { return };
    let kept: Vec<usize> = (0..verdicts.len())
        .filter(|at| verdicts.get(*at) == Some(&Verdict::Keep))
        .collect();
    let block = |at: &usize| scene.blocks.get(*at);
    let words: u32 = kept
        .iter()
        .filter_map(block)
        .map(|block| block.shape.words)
        .sum();
    for at in kept.iter().take(FIRST) {
        let is_quoted = scene
            .contexts
            .get(*at)
            .is_some_and(|context| context.around & around::BLOCKQUOTE != 0);
        let is_title = block(at).is_some_and(|block| {
            block.shape.words < LINE
                && words >= block.shape.words + REST
                && repeats(&block.text, title)
        });
        if let Some(verdict) = verdicts.get_mut(*at).filter(|_| is_title && !is_quoted) {
            *verdict = Verdict::Cut("title");
        }
    }
}

/// Whether a line is a title or all of it on one side of a mark that divides it.
fn repeats(line: &str, title: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let own = letters(line);
    let is_part = || {
        let behind = title.strip_prefix(line).map(str::trim_start);
        let before = title.strip_suffix(line).map(str::trim_end);
        behind.is_some_and(|rest| rest.starts_with(DIVIDERS))
            || before.is_some_and(|rest| rest.ends_with(DIVIDERS))
            || is_without_kind(line, title)
    };
    own.chars().count() >= LETTERS && (own == letters(title) || is_part())
}

/// Words of a headline before a word that says what is beside it.
const MANY: usize = 5;

/// Whether a line is a title without its last word, which is in capitals, and a stop: "Boats come home early. PHOTOS".
fn is_without_kind(line: &str, title: &str) -> bool {
    let Some((front, kind)) = title.trim_end().rsplit_once(' ') else {
        return false;
    };
    let is_loud = kind.chars().count() > 2
        && !kind.contains(char::is_lowercase)
        && kind.chars().all(char::is_alphabetic);
    is_loud
        && front.split(' ').count() >= MANY
        && front.trim_end_matches(['.', ' ', '|', '–', '-']) == line.trim_end_matches(['.', ' '])
}

#[cfg(test)]
mod tests {
    use super::repeats;
    use crate::extract;

    #[test]
    fn a_headline_is_known_again() {
        for (line, title, wanted) in [
            ("Boats come home early", "Boats Come Home Early", true),
            (
                "渔船提前三天回到港口",
                "港口新闻--渔船提前三天回到港口",
                true,
            ),
            (
                "渔船提前三天回到港口",
                "渔船提前三天回到港口_港口新闻",
                true,
            ),
            ("渔船提前三天回到", "渔船提前三天回到港口", false),
            ("渔船", "渔船", false),
            (
                "Perahu nelayan pulang lebih awal.",
                "Perahu nelayan pulang lebih awal. FOTO",
                true,
            ),
            (
                "Perahu nelayan pulang lebih",
                "Perahu nelayan pulang lebih awal",
                false,
            ),
        ] {
            assert_eq!(repeats(line, title), wanted, "{line}");
        }
    }

    #[test]
    fn a_headline_in_a_box_above_the_story_is_no_text() {
        let long = "港口的渔民说，今年的风比往年来得早，船队只好提前三天回到岸边，等待天气转好。";
        let page = format!(
            "<html><head><title>港口新闻--渔船提前三天回到港口</title></head><body><div class=\"page\"><div><div class=\"text\">渔船提前三天回到港口</div></div>\
             <div><p>{long}</p><p>{long}因此</p><p>{long}后来</p><p>{long}于是</p></div></div></body></html>"
        );
        let text = extract::page(&page, None).document.plain_text();
        assert!(
            text.starts_with("港口的渔民") && text.contains("于是"),
            "{text}"
        );
    }
}
