//! Texts as hashes of their words, to compare them cheaply.
//!
//! It knows no blocks and no pages.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::extract::shape::is_wide;

/// A map by hashes of words, which need no more hashing.
pub type ByWord<V> = HashMap<u64, V, BuildHasherDefault<Same>>;

/// Hashes that are their own hash, but for the end that a table looks at.
#[derive(Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 ^= number;
    }

    fn write_usize(&mut self, number: usize) {
        self.0 ^= number as u64;
    }
}

/// Letters from which on a word says what a text is about.
const LONG: u32 = 5;

/// Hashes of the words of a text, odd for long words; each letter of a script without spaces is a word.
pub fn tokens(text: &str) -> Vec<u64> {
    let mut tokens = Vec::new();
    tokens_into(text, &mut tokens);
    tokens
}

/// The same, appended.
pub fn tokens_into(text: &str, tokens: &mut Vec<u64>) {
    let mut hash = 0_u64;
    let mut letters = 0;
    for letter in text.chars() {
        let plain = letter.is_ascii_alphanumeric();
        let wide = !plain && !letter.is_ascii() && is_wide(letter);
        let part = plain || !letter.is_ascii() && !wide && letter.is_alphanumeric();
        if letters > 0 && !part {
            tokens.push(hash << 1 | u64::from(letters >= LONG));
            letters = 0;
        }
        if wide {
            tokens.push(u64::from(u32::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15) << 1);
        } else if part {
            if letters == 0 {
                hash = 0xcbf2_9ce4_8422_2325;
            }
            letters += 1;
            if plain {
                hash = (hash ^ u64::from(letter.to_ascii_lowercase() as u8))
                    .wrapping_mul(0x0100_0000_01b3);
                continue;
            }
            for small in letter.to_lowercase() {
                hash = (hash ^ u64::from(u32::from(small))).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    if letters > 0 {
        tokens.push(hash << 1 | u64::from(letters >= LONG));
    }
}

/// Whether a word says what a text is about.
pub fn is_long(token: u64) -> bool {
    token & 1 == 1
}

/// The words of a page's blocks, one list after another.
#[derive(Default)]
pub struct Words {
    all: Vec<u64>,
    ends: Vec<usize>,
}

impl Words {
    /// The words of some texts.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Words {
        let mut words = Words::default();
        for text in texts {
            tokens_into(text, &mut words.all);
            words.ends.push(words.all.len());
        }
        words
    }

    /// The words of a text by its number.
    pub fn get(&self, number: usize) -> &[u64] {
        let end = self.ends.get(number).copied().unwrap_or_default();
        let start = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or_default();
        self.all.get(start..end).unwrap_or_default()
    }
}

/// The share of two lists of words that is in both.
pub fn overlap(left: &[u64], right: &[u64]) -> f32 {
    if left.is_empty() || right.is_empty() || left.len() > 200 || right.len() > 200 {
        return 0.0;
    }
    let common = left.iter().filter(|word| right.contains(word)).count();
    common as f32 / left.len().max(right.len()) as f32
}

/// A text's runs of four words, to find it again in another.
pub struct Shingles {
    runs: HashSet<u64, BuildHasherDefault<Same>>,
    pub length: usize,
}

impl Shingles {
    /// The runs of a text.
    pub fn of(text: &str) -> Shingles {
        let tokens = tokens(text);
        let mut runs = HashSet::with_capacity_and_hasher(
            tokens.len() * 2,
            BuildHasherDefault::<Same>::default(),
        );
        for size in [2, 4] {
            runs.extend(tokens.windows(size).map(mixed));
        }
        runs.extend(tokens.first().filter(|_| tokens.len() == 1));
        Shingles {
            runs,
            length: tokens.len(),
        }
    }

    /// The share of a text's runs that are found here.
    pub fn share(&self, tokens: &[u64]) -> f32 {
        let size = match tokens.len() {
            0 => return 0.0,
            1 => 1,
            2 | 3 => 2,
            _ => 4,
        };
        let found = tokens
            .windows(size)
            .filter(|run| self.runs.contains(&mixed(run)))
            .count();
        found as f32 / (tokens.len() + 1 - size) as f32
    }
}

fn mixed(run: &[u64]) -> u64 {
    if let [one] = run {
        return *one;
    }
    run.iter().fold(0x9e37_79b9_7f4a_7c15, |mix: u64, token| {
        (mix.rotate_left(13) ^ token).wrapping_mul(0xff51_afd7_ed55_8ccd)
    })
}

#[cfg(test)]
mod tests {
    use super::{Shingles, Words, is_long, overlap, tokens};

    #[test]
    fn words_are_the_same_in_capitals_and_long_ones_are_marked() {
        assert_eq!(tokens("Pelabuhan, di Arung"), tokens("PELABUHAN di arung!"));
        let marks: Vec<bool> = tokens("Pelabuhan di 日本")
            .into_iter()
            .map(is_long)
            .collect();
        assert_eq!(marks, [true, false, false, false]);
        let words = Words::of(["a b", "", "c"].into_iter());
        assert_eq!(words.get(0).len(), 2);
        assert_eq!(words.get(1).len(), 0);
        assert_eq!(words.get(2), tokens("c"));
    }

    #[test]
    fn a_text_is_found_again_in_a_longer_one() {
        let whole = Shingles::of("satu dua tiga empat lima enam");
        let share = |text: &str| whole.share(&tokens(text));
        assert!((share("Dua tiga empat lima.") - 1.0).abs() < 0.01);
        assert!(share("lima empat tiga dua") < 0.01);
        assert!((share("tiga empat lima") - 1.0).abs() < 0.01);
        assert!((overlap(&tokens("a b"), &tokens("b c")) - 0.5).abs() < 0.01);
    }
}
