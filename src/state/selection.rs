//! Stories that are selected: a run from where it began to the chosen one, and others one by one.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use crate::model::article::ArticleId;
use crate::state::roll::Roll;

/// Which stories of a list are selected.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Where a run began that ends at the chosen story, wherever that is.
    anchor: Option<ArticleId>,
    /// Those that stay selected when the choice moves on.
    picked: HashSet<ArticleId>,
}

impl Selection {
    /// Begins a run at the chosen story, or ends the one there is.
    pub fn turn(&mut self, roll: &Roll) {
        self.anchor = self.anchor.map_or_else(|| roll.chosen_id(), |_| None);
    }

    /// Selects the chosen story with the run that ends at it, or takes it out where it stands alone.
    pub fn pick(&mut self, roll: &Roll) {
        let Some(chosen) = roll.chosen_id() else {
            return;
        };
        let run = self.run(roll);
        self.anchor = None;
        if self.picked.remove(&chosen) {
            return;
        }
        let run = run.and_then(|run| roll.ids.get(run)).unwrap_or_default();
        self.picked.extend(run);
        self.picked.insert(chosen);
    }

    /// Ends it; answers whether there was one.
    pub fn end(&mut self) -> bool {
        let was = std::mem::take(self);
        was.anchor.is_some() || !was.picked.is_empty()
    }

    /// Forgets those that the list has no more.
    pub fn retain(&mut self, ids: &[ArticleId]) {
        if !self.picked.is_empty() {
            let known: HashSet<&ArticleId> = ids.iter().collect();
            self.picked.retain(|id| known.contains(id));
        }
    }

    /// Those that are selected, in the order of the list.
    #[must_use]
    pub fn of(&self, roll: &Roll) -> Vec<ArticleId> {
        let run = self.run(roll);
        let ids = roll.ids.iter().enumerate();
        let selected = ids.filter(|(at, id)| self.has(run.as_ref(), *at, **id));
        selected.map(|(_, id)| *id).collect()
    }

    /// How many are selected.
    #[must_use]
    pub fn count(&self, roll: &Roll) -> usize {
        let run = self.run(roll).and_then(|run| roll.ids.get(run));
        let run = run.unwrap_or_default();
        let more = if self.picked.is_empty() {
            run.len()
        } else {
            run.iter().filter(|id| !self.picked.contains(id)).count()
        };
        self.picked.len() + more
    }

    /// Whether the story at each place is selected, place by place as it is asked.
    pub fn places<'a>(&'a self, roll: &'a Roll) -> impl Fn(usize) -> bool + 'a {
        let run = self.run(roll);
        move |at| {
            let id = roll.ids.get(at);
            id.is_some_and(|id| self.has(run.as_ref(), at, *id))
        }
    }

    fn has(&self, run: Option<&RangeInclusive<usize>>, at: usize, id: ArticleId) -> bool {
        run.is_some_and(|run| run.contains(&at)) || self.picked.contains(&id)
    }

    fn run(&self, roll: &Roll) -> Option<RangeInclusive<usize>> {
        let anchor = self.anchor?;
        let at = roll.ids.iter().position(|id| *id == anchor)?;
        Some(at.min(roll.chosen)..=at.max(roll.chosen))
    }
}
