//! Where a page goes on behind a story: what stands below a label of comments or of other stories.
//!
//! Such a label ends the story wherever the story's own paragraphs do not go on behind it.

use std::ops::Range;

use crate::extract::candidates::is_prose;
use crate::extract::prune::Scene;
use crate::extract::rules::{Place, Reason, rules};
use crate::extract::surroundings::Surroundings;
use crate::extract::tokens::ByWord;
use crate::text;

/// Words of a story that may have ended.
const STORY: u32 = 60;
/// The same before a label that counts what readers say.
const COUNTED: u32 = 12;
/// Words of a label.
const LABEL: u32 = 8;

/// Drops what is kept below such a label, to the end of its box or to where the story goes on.
pub fn drop_below_labels(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let mut story = Before::default();
    let mut number = 0;
    while number < keep.len() {
        if keep.get(number) == Some(&true) {
            story.add(scene, number);
        }
        if story.words < COUNTED || !is_label(scene, number, story.words) {
            number += 1;
            continue;
        }
        let below = story.below(scene, counts, keep, number);
        number = below.end.max(number + 1);
        for slot in keep.get_mut(below).unwrap_or_default() {
            *slot = false;
        }
    }
}

/// The kept paragraphs before a label: their words, where they stand, and the last of them.
#[derive(Default)]
struct Before {
    words: u32,
    holders: ByWord<u32>,
    kinds: ByWord<u32>,
    last: Option<usize>,
}

impl Before {
    fn add(&mut self, scene: &Scene, number: usize) {
        let block = scene.blocks.get(number).zip(scene.contexts.get(number));
        let Some((block, context)) = block.filter(|(block, context)| is_prose(block, context))
        else {
            return;
        };
        let words = block.shape.words;
        self.words += words;
        *self.holders.entry(block.holder as u64).or_default() += words;
        *self.kinds.entry(context.signature).or_default() += words;
        self.last = Some(number);
    }

    /// Whether most of the story stands where a block stands, or as it stands.
    fn is_like(&self, scene: &Scene, number: usize) -> bool {
        let most = |words: Option<&u32>| words.is_some_and(|words| words * 4 > self.words);
        let block = scene.blocks.get(number).zip(scene.contexts.get(number));
        block.is_some_and(|(block, context)| {
            is_prose(block, context)
                && (most(self.holders.get(&(block.holder as u64)))
                    || most(self.kinds.get(&context.signature)))
        })
    }

    /// The blocks from a label to the end of the outermost box that does not hold the story before it; in the story's own
    /// box to its end. Nothing where the story goes on behind the label.
    fn below(
        &self,
        scene: &Scene,
        counts: &Surroundings,
        keep: &[bool],
        label: usize,
    ) -> Range<usize> {
        let last = self.last.and_then(|last| scene.blocks.get(last));
        let none = label..label;
        let Some((last, block)) = last.zip(scene.blocks.get(label)) else {
            return none;
        };
        let above = scene.tree.ancestors(block.element);
        let own = above.take_while(|(index, _)| !scene.tree.holds(*index, last.first));
        let Some((own, node)) = own.last() else {
            return none;
        };
        let is_kept = |at: &usize| keep.get(*at) == Some(&true);
        let goes_on = |from: usize| {
            (from..keep.len())
                .filter(is_kept)
                .any(|at| self.is_like(scene, at))
        };
        let (_, to) = counts.range(scene.tree, own);
        if to > label + 1 {
            return if goes_on(to) || goes_on(label) {
                none
            } else {
                label..to
            };
        }
        let level = |at: usize| scene.contexts.get(at).map_or(0, |context| context.heading);
        let (_, to) = counts.range(scene.tree, node.parent);
        let is_next = |at: &usize| (1..=level(label)).contains(&level(*at));
        let to = (label + 1..to).find(is_next).unwrap_or(to);
        if level(label) > 1 && !goes_on(label) {
            label..to
        } else {
            none
        }
    }
}

/// Whether a block is the label of comments ("60 Comments") or of a list of other stories, as a heading or a line of its own.
fn is_label(scene: &Scene, number: usize, words: u32) -> bool {
    let block = scene.blocks.get(number).zip(scene.contexts.get(number));
    block.is_some_and(|(block, context)| {
        let is_whole =
            |reason: Reason| context.matches.get(reason as usize).copied() == Some(Place::Whole);
        block.shape.words <= LABEL
            && block.links == 0
            && (words >= STORY
                && (context.heading > 1 && is_whole(Reason::RelatedList)
                    || is_whole(Reason::Comments))
                || counts_talk(&block.text))
    })
}

/// "60 Comments", "Komentar (12)".
fn counts_talk(label: &str) -> bool {
    let has_number = label.contains(|letter: char| letter.is_ascii_digit());
    let folded = text::fold(label);
    let mut words = folded.split(|letter: char| !letter.is_alphabetic());
    let word = words.by_ref().find(|word| !word.is_empty());
    has_number
        && words.all(str::is_empty)
        && word.is_some_and(|word| rules().scraps.counted.iter().any(|known| known == word))
}

#[cfg(test)]
mod tests {
    use crate::extract;
    use crate::extract::endings::counts_talk;

    fn text(behind: &str) -> String {
        let story = "<p>Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok tani \
                     setempat.</p><p>Bibit itu dibeli dari hasil penjualan ikan kering, dan akan dirawat bersama oleh para pemuda \
                     sampai musim hujan.</p>";
        let page = format!(
            "<html><body><article><h1>Warga menanam bakau</h1>{story}{story}</article>{behind}</body></html>"
        );
        extract::page(&page, None).document.plain_text()
    }

    #[test]
    fn what_readers_say_below_its_number_is_no_story() {
        let said = "Saya tinggal di dekat danau itu dan melihat sendiri betapa rajinnya mereka bekerja setiap pagi, luar biasa sekali.";
        let comments = (0..12)
            .map(|number| format!("<div class='fb'><b>Ana {number}</b><div>{said}</div></div>"))
            .collect::<Vec<_>>()
            .concat();
        let text = text(&format!(
            "<section><h2>12 Comments</h2>{comments}</section>"
        ));
        assert!(text.contains("bibit bakau"), "{text}");
        assert!(!text.contains("betapa rajinnya"), "{text}");
    }

    #[test]
    fn a_label_counts_comments_only_with_a_number_and_nothing_else() {
        for (label, wanted) in [
            ("60 Comments", true),
            ("Komentar (12)", true),
            ("Comments", false),
            ("Three comments that matter", false),
        ] {
            assert_eq!(counts_talk(label), wanted, "{label}");
        }
    }

    #[test]
    fn what_readers_say_behind_a_very_short_story_is_no_story() {
        let said = "I have used this bus for twenty years and I think that it is a disgrace that nobody asked us what we thought.";
        let posts = (0..5)
            .map(|number| {
                format!("<div class=post><b>ana{number}</b><p>Number {number}: {said}</p></div>")
            })
            .collect::<Vec<_>>()
            .concat();
        let story = "<h1>Bus 9 cut</h1><p>The number 9 will not run after eight from Monday, the operator told the council.</p><p>It \
                     blames a shortage of drivers and the price of diesel.</p>";
        for (head, foot) in [
            ("<section id=comments class=comments>", "</section>"),
            ("<div id=opinie><h3>Opinie (5)</h3>", "</div>"),
        ] {
            let page = format!(
                "<html><head><title>Bus 9 cut</title></head><body><article>{story}</article>{head}{posts}{foot}</body></html>"
            );
            let text = extract::page(&page, None).document.plain_text();
            assert!(text.contains("shortage of drivers"), "{text}");
            assert!(!text.contains("disgrace"), "{head} {text}");
        }
    }
}
