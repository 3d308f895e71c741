//! Which entries of a feed document are stories that are known already.
//!
//! First by identity. What is left, with a new guid, by its link or by title and body, but only against stories that
//! this document does not also serve under their old guid: two entries of one document are two stories.

use std::collections::{HashMap, HashSet};

use crate::store::identity::Keys;

/// A story that a feed has served before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub article: i64,
    /// Its fingerprints when it was last written.
    pub keys: Keys,
    /// When it was last served, if retention has removed it.
    pub gone: Option<i64>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A new story.
    New,
    /// The story at this place of the known ones.
    Known(usize),
    /// The same story as an entry before it in this document.
    Again,
}

/// Finds what each entry of a document is.
#[must_use]
pub fn find(known: &[Known], entries: &[Keys]) -> Vec<Found> {
    let mut search = Search::new(known);
    let mut found: Vec<Found> = search.by_identity(entries);
    if !known.is_empty() {
        search.by_other(entries, &mut found, |keys| keys.link);
        search.by_other(entries, &mut found, |keys| keys.text);
    }
    // The same text at the same address under two guids is one story, told twice.
    let place = |keys: &Keys| Some((keys.link?, keys.text?));
    let known = found.iter().zip(entries);
    let mut told: HashSet<(i64, i64)> = known
        .filter(|(found, _)| matches!(found, Found::Known(_)))
        .filter_map(|(_, keys)| place(keys))
        .collect();
    for (found, keys) in found.iter_mut().zip(entries) {
        if *found == Found::New
            && let Some(place) = place(keys)
            && !told.insert(place)
        {
            *found = Found::Again;
        }
    }
    found
}

struct Search<'a> {
    known: &'a [Known],
    claimed: HashSet<usize>,
}

impl<'a> Search<'a> {
    fn new(known: &'a [Known]) -> Self {
        Self {
            known,
            claimed: HashSet::new(),
        }
    }

    fn by_identity(&mut self, entries: &[Keys]) -> Vec<Found> {
        let places: HashMap<i64, usize> = self
            .known
            .iter()
            .enumerate()
            .map(|(place, known)| (known.keys.identity, place))
            .collect();
        let mut told = HashSet::with_capacity(entries.len());
        let mut one = |keys: &Keys| {
            if !told.insert(keys.identity) {
                return Found::Again;
            }
            match places.get(&keys.identity) {
                Some(&place) => {
                    self.claimed.insert(place);
                    Found::Known(place)
                }
                None => Found::New,
            }
        };
        entries.iter().map(&mut one).collect()
    }

    /// A key counts when one entry of the document and one story of the feed have it, not more.
    fn by_other(
        &mut self,
        entries: &[Keys],
        found: &mut [Found],
        key: impl Fn(&Keys) -> Option<i64>,
    ) {
        if !found.contains(&Found::New) {
            return;
        }
        let mut times: HashMap<i64, u32> = HashMap::new();
        for key in entries.iter().filter_map(&key) {
            *times.entry(key).or_default() += 1;
        }
        let mut places: HashMap<i64, Option<usize>> = HashMap::new();
        for (place, known) in self.known.iter().enumerate() {
            if let Some(key) = key(&known.keys) {
                places
                    .entry(key)
                    .and_modify(|place| *place = None)
                    .or_insert(Some(place));
            }
        }
        for (found, keys) in found.iter_mut().zip(entries) {
            let Some(key) = key(keys).filter(|_| *found == Found::New) else {
                continue;
            };
            if let (Some(1), Some(Some(place))) = (times.get(&key), places.get(&key))
                && self.claimed.insert(*place)
            {
                *found = Found::Known(*place);
            }
        }
    }
}
