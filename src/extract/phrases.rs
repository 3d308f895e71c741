//! Phrases of the vocabulary, ready to be found at the beginning of a text or anywhere in it.
//!
//! It finds folded phrases in folded texts; whether a word ends where a phrase does is asked elsewhere.

use std::collections::HashMap;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind, Span};

/// Bytes by which the phrases that texts begin with are told apart at once; few are shorter.
const FRONT: usize = 3;

/// Phrases that texts begin with. An automaton would find them no faster and takes as long to make as ten pages take to
/// be cleaned.
pub struct Starts<M> {
    /// By their first bytes.
    fronts: HashMap<[u8; FRONT], Vec<(String, M)>>,
    /// Shorter ones.
    short: Vec<(String, M)>,
}

impl<M: Copy> Starts<M> {
    /// Puts phrases in order, each with what it means.
    pub fn of(phrases: Vec<(String, M)>) -> Starts<M> {
        let mut starts = Starts {
            fronts: HashMap::new(),
            short: Vec::new(),
        };
        for (phrase, meaning) in phrases {
            match front(&phrase) {
                Some(front) => starts.fronts.entry(front).or_default(),
                None => &mut starts.short,
            }
            .push((phrase, meaning));
        }
        starts
    }

    /// The phrases that a folded text begins with: what each means, and where it ends.
    pub fn find(&self, text: &str, mut found: impl FnMut(M, usize)) {
        let known = front(text).and_then(|front| self.fronts.get(&front));
        for (phrase, meaning) in known.into_iter().flatten().chain(&self.short) {
            if text.starts_with(phrase.as_str()) {
                found(*meaning, phrase.len());
            }
        }
    }

    /// What its phrases mean.
    #[cfg(test)]
    pub fn meanings(&self) -> impl Iterator<Item = M> {
        let known = self.fronts.values().flatten().chain(&self.short);
        known.map(|(_, meaning)| *meaning)
    }
}

fn front(text: &str) -> Option<[u8; FRONT]> {
    text.as_bytes().first_chunk().copied()
}

/// Phrases that stand anywhere in a text.
pub struct Phrasebook<M> {
    phrases: Option<AhoCorasick>,
    /// By pattern.
    meaning: Vec<M>,
}

impl<M: Copy> Phrasebook<M> {
    /// Makes phrases ready, each with what it means.
    pub fn of(phrases: &[(String, M)]) -> Phrasebook<M> {
        let words = phrases.iter().map(|(word, _)| word);
        Phrasebook {
            // The builder fails only past two thousand million states.
            phrases: AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(words)
                .ok(),
            meaning: phrases.iter().map(|(_, meaning)| *meaning).collect(),
        }
    }

    /// The phrases in a folded text: what each means, and where it stands.
    pub fn find(&self, text: &str, mut found: impl FnMut(M, Span)) {
        let Some(phrases) = &self.phrases else { return };
        let input = Input::new(text);
        let mut state = OverlappingState::start();
        while phrases
            .try_find_overlapping(input.clone(), &mut state)
            .is_ok()
        {
            let Some(one) = state.get_match() else { return };
            if let Some(meaning) = self.meaning.get(one.pattern().as_usize()) {
                found(*meaning, one.span());
            }
        }
    }

    /// What its phrases mean.
    #[cfg(test)]
    pub fn meanings(&self) -> impl Iterator<Item = M> {
        self.meaning.iter().copied()
    }
}
