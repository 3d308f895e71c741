//! The numbers of a list: the chosen one, the window that is seen of them, and the same list made anew until it is shown.

use crate::model::article::ArticleId;

/// The numbers of a list.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    /// The numbers known so far, in order.
    pub ids: Vec<ArticleId>,
    /// Whether the numbers of all articles are known.
    pub complete: bool,
    /// Whether the question has been answered at all.
    pub answered: bool,
    /// The place of the chosen article.
    pub chosen: usize,
    /// The place of the first article that is seen.
    pub offset: usize,
    /// How many lines are seen at once.
    pub height: usize,
    /// The article that is to be chosen when the list is made anew.
    pub wanted: Option<ArticleId>,
    /// How many articles are to be seen above it, when nothing was seen yet.
    pub above: Option<usize>,
    /// The list made anew, and whether it is complete.
    held: Option<(Vec<ArticleId>, bool)>,
}

/// What becomes of numbers that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// They tell less than is known.
    Dropped,
    /// They do not reach to where the reader is: the whole list is awaited.
    TooFew,
    /// They wait to be shown.
    Held,
}

impl Roll {
    /// Begins another list; until its answer comes it is empty.
    pub fn clear(&mut self) {
        let height = self.height;
        // The room of the numbers is kept for those that come.
        let mut ids = std::mem::take(&mut self.ids);
        ids.clear();
        *self = Self {
            ids,
            height,
            ..Self::default()
        };
    }

    /// The number of the chosen article.
    #[must_use]
    pub fn chosen_id(&self) -> Option<ArticleId> {
        self.ids.get(self.chosen).copied()
    }

    /// Chooses the article at that place, or the last one.
    pub fn choose(&mut self, at: usize) {
        self.chosen = at.min(self.ids.len().saturating_sub(1));
        if self.wanted.is_some() {
            self.wanted = self.chosen_id();
        }
    }

    /// Moves the window as little as needed for the chosen article to be in it, if each takes so many lines.
    pub fn settle(&mut self, lines: usize) {
        self.chosen = self.chosen.min(self.ids.len().saturating_sub(1));
        let furthest = (self.chosen + 1).saturating_sub((self.height / lines).max(1));
        self.offset = self.offset.min(self.chosen).max(furthest);
    }

    /// Takes the list made anew, which waits to be shown.
    pub fn hold(&mut self, ids: Vec<ArticleId>, complete: bool) -> Taken {
        let is_complete = self.complete || matches!(self.held, Some((_, true)));
        if is_complete && !complete {
            return Taken::Dropped;
        }
        let kept = self.kept_id();
        if !complete && kept.is_some_and(|id| !ids.contains(&id)) {
            self.wanted = kept;
            return Taken::TooFew;
        }
        self.held = Some((ids, complete));
        Taken::Held
    }

    /// Shows the list that waits. The chosen article stays chosen and in its row of the window.
    pub fn show_held(&mut self) {
        if let Some((ids, complete)) = self.held.take() {
            (self.chosen, self.offset) = self.place_in(&ids);
            self.wanted = None;
            self.above = None;
            self.ids = ids;
            self.complete = complete;
            self.answered = true;
        }
    }

    /// Whether a list waits to be shown.
    #[must_use]
    pub const fn is_holding(&self) -> bool {
        self.held.is_some()
    }

    /// The list that waits, or else the one that is shown, and where its window begins.
    #[must_use]
    pub fn newest(&self) -> (&[ArticleId], usize) {
        match &self.held {
            Some((ids, _)) => (ids, self.place_in(ids).1),
            None => (&self.ids, self.offset),
        }
    }

    /// The articles that are seen of the list that waits, or else of the one that is shown.
    #[must_use]
    pub fn window(&self) -> &[ArticleId] {
        let (ids, offset) = self.newest();
        let end = (offset + self.height).min(ids.len());
        ids.get(offset..end).unwrap_or_default()
    }

    /// The article that stays chosen when the list is made anew; none at the top of it.
    fn kept_id(&self) -> Option<ArticleId> {
        let chosen = || self.chosen_id().filter(|_| self.chosen > 0);
        self.wanted.or_else(chosen)
    }

    /// Where the chosen article and the first of the window would be in that list.
    fn place_in(&self, ids: &[ArticleId]) -> (usize, usize) {
        let row = if self.ids.is_empty() {
            // Nothing was seen yet: what stands above it is seen, too.
            self.above.unwrap_or(self.height / 4)
        } else {
            self.chosen - self.offset.min(self.chosen)
        };
        let kept = self.kept_id();
        let place = kept.and_then(|kept| ids.iter().position(|id| *id == kept));
        let last = ids.len().saturating_sub(1);
        let chosen = place.unwrap_or(self.chosen).min(last);
        (chosen, chosen.saturating_sub(row))
    }
}
