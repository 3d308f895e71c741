//! Tags while they are chosen: of which stories, which are ticked, which fit what is typed.

use std::collections::BTreeSet;

use crate::model::article::ArticleId;
use crate::model::tag::{self, Tagged};

/// Tags while they are chosen.
#[derive(Debug, Clone, Default)]
pub struct Tagging {
    /// Of these stories.
    pub ids: Vec<ArticleId>,
    /// Those that are ticked.
    pub ticked: BTreeSet<String>,
    /// Those to be seen, in order.
    pub rows: Vec<String>,
    known: Vec<(String, u32)>,
    each: Vec<Vec<String>>,
    before: BTreeSet<String>,
    /// Those that were typed and ticked.
    new: Vec<String>,
}

impl Tagging {
    /// Nothing is ticked yet; these tags are known, each with the number of its stories.
    #[must_use]
    pub fn new(ids: Vec<ArticleId>, known: &[(String, u32)]) -> Self {
        Self {
            ids,
            known: known.to_vec(),
            ..Self::default()
        }
    }

    /// Takes in which tags each story has: those of all are ticked, but for what was changed already.
    pub fn take(&mut self, each: Vec<Vec<String>>) {
        let mut all = each.iter().map(|tags| tags.iter().cloned().collect());
        let first: BTreeSet<String> = all.next().unwrap_or_default();
        let common = all.fold(first, |common, tags: BTreeSet<String>| {
            common.intersection(&tags).cloned().collect()
        });
        self.ticked.extend(common.iter().cloned());
        self.before = common;
        self.each = each;
    }

    /// How many stories have a tag; none when it is new.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<u32> {
        let known = self.known.iter().find(|(known, _)| known == name);
        known.map(|(_, count)| *count)
    }

    /// Sees to the rows: what is typed first, then what begins with it, then what holds it; ticked ones first when
    /// nothing is typed.
    pub fn look_for(&mut self, typed: &str) {
        let typed = tag::tag(typed).unwrap_or_default();
        let names = self.known.iter().map(|(name, _)| name);
        let names = self.new.iter().chain(names);
        let mut rows: Vec<String> = names
            .filter(|name| name.contains(&typed))
            .cloned()
            .collect();
        let is_first = |name: &String| {
            if typed.is_empty() {
                self.before.contains(name) || self.new.contains(name)
            } else {
                name.starts_with(&typed)
            }
        };
        rows.sort_by_key(|name| !is_first(name));
        rows.retain(|name| *name != typed);
        if !typed.is_empty() {
            rows.insert(0, typed);
        }
        self.rows = rows;
    }

    /// Ticks a tag, or takes its tick away.
    pub fn toggle(&mut self, name: String) {
        if self.count(&name).is_none() && !self.new.contains(&name) {
            self.new.push(name.clone());
        }
        if !self.ticked.remove(&name) {
            self.ticked.insert(name);
        }
    }

    /// What comes and what goes, story by story.
    #[must_use]
    pub fn changes(&self) -> (Vec<Tagged>, Vec<Tagged>) {
        let (mut add, mut remove) = (Vec::new(), Vec::new());
        for (at, id) in self.ids.iter().enumerate() {
            let has = |name: &String| self.each.get(at).is_some_and(|tags| tags.contains(name));
            let missing = self.ticked.iter().filter(|name| !has(name));
            add.extend(missing.map(|name| (*id, name.clone())));
            let gone = self.before.difference(&self.ticked);
            remove.extend(gone.map(|name| (*id, name.clone())));
        }
        (add, remove)
    }
}
