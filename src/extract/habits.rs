//! What pages of one site have in common: lines and places of links that come back in story after story are furniture.
//!
//! A page is remembered as a few numbers, of the latest pages of a site only. A line counts once two other stories had
//! it; one story at two addresses counts as one. Same pages in the same order, same habits.

use std::collections::HashSet;

use crate::extract::blocks::Block;
use crate::extract::context::{Context, around};
use crate::extract::prune::{Scene, Verdict};
use crate::text;

/// The reason of a cut that the habits of a site make.
pub const REPEATS: &str = "repeats on this site";

/// So many pages of a site are remembered.
const PAGES: usize = 6;
/// A line is furniture when so many other stories had it.
const OTHERS: usize = 2;
/// So many lines and places that were furniture once are remembered, the latest first.
const KNOWN: usize = 96;
/// Of a page: paragraphs by which a story is known again, lines, places of links.
const PROSE: usize = 12;
const LINES: usize = 120;
const LINKS: usize = 40;
/// Blocks beside the story that are looked at.
const BEFORE: usize = 10;
const BEHIND: usize = 40;
/// The first byte of habits as they are kept.
const VERSION: u8 = 1;

/// What a page of a site looked like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    story: u32,
    prose: Vec<u32>,
    lines: Vec<u32>,
    links: Vec<u32>,
}

/// What is known of the pages of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Habits {
    pages: Vec<Trace>,
    known: Vec<u32>,
}

impl Trace {
    /// What a page looks like; `story` tells its address from others.
    pub(crate) fn of(scene: &Scene, verdicts: &[Verdict], story: u32) -> Self {
        let kept = |verdict: &Verdict| *verdict == Verdict::Keep;
        let (Some(first), Some(last)) = (
            verdicts.iter().position(kept),
            verdicts.iter().rposition(kept),
        ) else {
            return Self::default();
        };
        let mut trace = Self {
            story,
            ..Self::default()
        };
        let range = first.saturating_sub(BEFORE)..last + 1 + BEHIND;
        for number in range {
            let (Some(block), Some(context)) =
                (scene.blocks.get(number), scene.contexts.get(number))
            else {
                break;
            };
            let is_kept = verdicts.get(number).is_some_and(kept);
            let is_prose = is_kept && block.shape.words >= 12 && trace.prose.len() < PROSE;
            let is_line = is_telling(block, context);
            if is_prose || is_line {
                let line = line(&block.text);
                note(&mut trace.prose, line, if is_prose { PROSE } else { 0 });
                note(&mut trace.lines, line, if is_line { LINES } else { 0 });
            }
            if is_link(block) {
                note(&mut trace.links, place(context), LINKS);
            }
        }
        trace
    }

    /// Whether nothing can be learned from it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.prose.is_empty() && self.lines.is_empty() && self.links.is_empty()
    }

    /// Whether it is a page of the same story: the same address, or most of the same paragraphs.
    fn is_of(&self, other: &Self) -> bool {
        let shared = self.prose.iter().filter(|key| other.prose.contains(key));
        let shared = shared.count();
        self.story == other.story || shared * 2 > self.prose.len().min(other.prose.len())
    }
}

fn note(keys: &mut Vec<u32>, key: u32, most: usize) {
    if keys.len() < most && !keys.contains(&key) {
        keys.push(key);
    }
}

/// Whether a block is a line that would tell something if it came back: not a heading, not a word or two, no cell of a
/// table.
fn is_telling(block: &Block, context: &Context) -> bool {
    let shape = &block.shape;
    let is_linked = block.linked > 0;
    let is_label = block.stressed as f32 > 0.8 * shape.letters as f32 && !is_linked;
    let words = if is_label {
        8
    } else if is_linked {
        2
    } else {
        4
    };
    context.heading == 0
        && context.around & (around::TABLE | around::PRE | around::DEFINITION) == 0
        && shape.words >= words
        && shape.words <= 80
        && shape.letters >= 8
}

/// Whether a block is nothing but a link, or links.
fn is_link(block: &Block) -> bool {
    block.link_share() > 0.8 && block.shape.words < 40
}

/// The number of a line: the same for the same words, whatever numbers they count.
fn line(words: &str) -> u32 {
    if !words.is_ascii() {
        return hash(plain(words).bytes());
    }
    // Most lines need no folding.
    let letters = words.bytes().filter(u8::is_ascii_alphabetic);
    hash(letters.map(|letter| letter.to_ascii_lowercase()))
}

/// The words of a line as they are compared.
#[must_use]
pub fn plain(words: &str) -> String {
    let is_word = |char: &char| char.is_alphabetic();
    text::fold(words).chars().filter(is_word).collect()
}

/// FNV-1a, folded to half its length.
pub(crate) fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    let whole = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    halved(whole)
}

const fn halved(whole: u64) -> u32 {
    (whole ^ (whole >> 32)) as u32
}

/// The number of a place; apart from those of lines.
fn place(context: &Context) -> u32 {
    halved(context.signature.rotate_left(17))
}

impl Habits {
    /// Whether nothing is known.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.known.is_empty()
    }

    /// Takes what is furniture of this site out of a story, unless that were more than a third of it.
    pub(crate) fn apply(&self, scene: &Scene, trace: &Trace, verdicts: &mut [Verdict]) {
        let furniture = self.furniture(trace);
        if furniture.is_empty() {
            return;
        }
        let (mut words, mut cut) = (0, 0);
        let mut going = Vec::new();
        let blocks = scene.blocks.iter().zip(scene.contexts).zip(&*verdicts);
        for (number, ((block, context), verdict)) in blocks.enumerate() {
            if *verdict != Verdict::Keep {
                continue;
            }
            words += block.shape.words;
            let is_line = is_telling(block, context) && furniture.contains(&line(&block.text));
            if is_line || is_link(block) && furniture.contains(&place(context)) {
                cut += block.shape.words;
                going.push(number);
            }
        }
        if cut * 3 > words {
            return;
        }
        for number in going {
            if let Some(verdict) = verdicts.get_mut(number) {
                *verdict = Verdict::Cut(REPEATS);
            }
        }
    }

    /// The lines and places that enough other stories had, and those that were furniture before.
    fn furniture(&self, trace: &Trace) -> HashSet<u32> {
        let others: Vec<&Trace> = self
            .pages
            .iter()
            .filter(|page| !page.is_of(trace))
            .collect();
        let keys = trace.lines.iter().chain(&trace.links);
        keys.filter(|key| {
            let stories = others
                .iter()
                .filter(|page| page.lines.contains(key) || page.links.contains(key));
            self.known.contains(key) || stories.count() >= OTHERS
        })
        .copied()
        .collect()
    }

    /// Learns a page. One of a story that is remembered takes its place.
    pub fn learn(&mut self, trace: Trace) {
        if trace.is_empty() {
            return;
        }
        let keys: HashSet<u32> = self.furniture(&trace);
        let mut known: Vec<u32> = trace.lines.iter().chain(&trace.links).copied().collect();
        known.retain(|key| keys.contains(key));
        let old = self.known.iter().filter(|key| !keys.contains(key));
        known.extend(old.copied().collect::<Vec<_>>());
        known.truncate(KNOWN);
        self.known = known;
        self.pages.retain(|page| !page.is_of(&trace));
        self.pages.insert(0, trace);
        self.pages.truncate(PAGES);
    }

    /// Whether few pages of the site are known yet.
    #[must_use]
    pub const fn are_new(&self) -> bool {
        self.pages.len() < PAGES
    }

    /// As bytes, to be kept.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        put(&mut bytes, &self.known);
        for page in &self.pages {
            put(&mut bytes, &[page.story]);
            for keys in [&page.prose, &page.lines, &page.links] {
                put(&mut bytes, keys);
            }
        }
        bytes
    }

    /// The habits of such bytes; none when they are not understood.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut habits = Self::default();
        let Some((&VERSION, mut rest)) = bytes.split_first() else {
            return habits;
        };
        habits.known = take(&mut rest).unwrap_or_default();
        while let Some(story) = take(&mut rest) {
            let (Some(prose), Some(lines), Some(links)) =
                (take(&mut rest), take(&mut rest), take(&mut rest))
            else {
                break;
            };
            habits.pages.push(Trace {
                story: story.first().copied().unwrap_or_default(),
                prose,
                lines,
                links,
            });
        }
        habits.known.truncate(KNOWN);
        habits.pages.truncate(PAGES);
        habits
    }
}

/// How many numbers there are, and the numbers.
fn put(bytes: &mut Vec<u8>, keys: &[u32]) {
    bytes.push(u8::try_from(keys.len()).unwrap_or(u8::MAX));
    for key in keys.iter().take(usize::from(u8::MAX)) {
        bytes.extend(key.to_le_bytes());
    }
}

fn take(bytes: &mut &[u8]) -> Option<Vec<u32>> {
    let (count, rest) = bytes.split_first()?;
    let (numbers, rest) = rest.split_at_checked(usize::from(*count) * 4)?;
    *bytes = rest;
    let numbers = numbers.chunks_exact(4);
    Some(
        numbers
            .filter_map(|number| number.try_into().ok().map(u32::from_le_bytes))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(story: u32, prose: &[u32], lines: &[u32]) -> Trace {
        Trace {
            story,
            prose: prose.to_vec(),
            lines: lines.to_vec(),
            links: Vec::new(),
        }
    }

    fn furniture(habits: &Habits, trace: &Trace) -> Vec<u32> {
        let mut keys: Vec<u32> = habits.furniture(trace).into_iter().collect();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn what_two_other_stories_had_is_furniture() {
        let mut habits = Habits::default();
        habits.learn(trace(1, &[1, 2, 3], &[1, 2, 3, 90]));
        // The same story at another address, and again at its own.
        habits.learn(trace(2, &[1, 2, 4], &[1, 2, 4, 90]));
        habits.learn(trace(2, &[], &[1, 2, 4, 90]));
        let third = trace(3, &[5, 6], &[5, 6, 90, 91]);
        assert_eq!(furniture(&habits, &third), [0_u32; 0]);
        habits.learn(third);
        assert_eq!(furniture(&habits, &trace(4, &[7], &[7, 90, 91])), [90]);
    }

    #[test]
    fn habits_stay_small_and_what_was_furniture_is_remembered() {
        let mut habits = Habits::default();
        for story in 1..=3 {
            habits.learn(trace(story, &[story], &[story, 90]));
        }
        for story in 100..1_000 {
            let keys: Vec<u32> = (story * 1_000..story * 1_000 + 120).collect();
            habits.learn(trace(story, &keys[..12], &keys));
        }
        assert_eq!(furniture(&habits, &trace(9, &[], &[90])), [90]);
        let bytes = habits.write();
        assert!(bytes.len() < 4_500, "{}", bytes.len());
        assert_eq!(Habits::read(&bytes), habits);
        for end in 0..bytes.len() {
            let _total = Habits::read(&bytes[..end]);
        }
        assert_eq!(Habits::read(b""), Habits::default());
        assert_eq!(Habits::read(b"\x02\x00"), Habits::default());
    }

    #[test]
    fn numbers_make_no_other_line() {
        assert_eq!(line("12 Komentar, 3 suka"), line("4 komentar 1.000 suka"));
        assert_ne!(line("Ikuti kami"), line("Ikuti mereka"));
        for words in ["Ikuti KAMI 12 kali!", "a", ""] {
            assert_eq!(line(words), hash(plain(words).bytes()));
        }
    }
}
