//! The stories pane: the numbers of all its articles, and the rows of those near the window.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use crate::model::article::{ArticleId, Headline, Mark};
use crate::model::query::{Order, Query};
use crate::state::dated::Dated;
use crate::state::effect::Effect;
use crate::state::elsewhere::Elsewhere;
use crate::state::fresh::Fresh;
use crate::state::part::Part;
use crate::state::roll::{Roll, Taken};
use crate::state::rows::{self, Line, Titles};
use crate::state::selection::Selection;

/// The stories pane.
#[derive(Debug, Clone, Default)]
pub struct Headlines {
    query: Query,
    roll: Roll,
    rows: HashMap<ArticleId, Headline>,
    /// What changed its date since the list was made.
    pub dated: Dated,
    asked: Option<(usize, usize)>,
    /// Whether an article has a second line of facts.
    pub roomy: bool,
    /// Whether titles go on in a second line.
    pub titles: Titles,
    /// What came since the list was made.
    pub fresh: Fresh,
    /// How often the stories are told elsewhere.
    pub elsewhere: Elsewhere,
    selection: Selection,
    /// Which part of each feed and folder is shown.
    pub part: Part,
}

/// Rows kept around the window; beyond twice as many the far ones are forgotten.
const AROUND: usize = 150;

impl Headlines {
    /// Which articles are shown.
    #[must_use]
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// The numbers known so far, in order.
    #[must_use]
    pub fn ids(&self) -> &[ArticleId] {
        &self.roll.ids
    }

    /// Whether the numbers of all articles are known.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.roll.complete
    }

    /// Whether the question has been answered at all.
    #[must_use]
    pub const fn is_answered(&self) -> bool {
        self.roll.answered
    }

    /// Shows other articles from now on; until the answer comes the list is empty.
    pub fn ask(&mut self, query: Query) {
        self.query = query;
        self.roll.clear();
        self.dated.renew(&mut self.rows);
        self.asked = None;
        self.fresh = Fresh::default();
        self.selection.end();
    }

    /// Shows these articles, that one chosen if it is among them, with so many above it.
    pub fn resume(&mut self, query: Query, chosen: Option<ArticleId>, above: Option<usize>) {
        self.ask(query);
        self.roll.wanted = chosen;
        self.roll.above = above;
    }

    /// Makes the same list anew when its answer comes; until then it stays.
    pub fn ask_again(&mut self, to_top: bool) {
        self.fresh.clear();
        self.roll.wanted = if to_top { None } else { self.chosen_id() };
        self.roll.complete = false;
        if to_top {
            self.roll.chosen = 0;
            self.roll.offset = 0;
        }
    }

    /// Takes the numbers that answer `query`; those for another question are dropped. The chosen article stays chosen
    /// and in its row of the window. A list that takes the place of another waits until its rows are known, so that no
    /// row is seen empty.
    pub fn listed(&mut self, query: &Query, ids: Vec<ArticleId>, complete: bool) -> bool {
        if *query != self.query {
            return false;
        }
        match self.roll.hold(ids, complete) {
            Taken::Dropped => return false,
            Taken::TooFew => return true,
            Taken::Held => self.asked = None,
        }
        if self.knows_window() {
            self.show_held();
        }
        true
    }

    fn show_held(&mut self) {
        self.roll.show_held();
        self.dated.renew(&mut self.rows);
        self.fresh.shown(&self.roll.ids);
        self.selection.retain(&self.roll.ids);
    }

    /// These articles came, and belong to the list.
    pub fn came(&mut self, new: &[ArticleId]) {
        self.fresh.came(new, &self.roll.ids);
    }

    fn knows_window(&self) -> bool {
        let window = self.roll.window();
        window.iter().all(|id| self.rows.contains_key(id))
    }

    /// Takes rows that were asked for, or that changed; answers whether a list that waited for them is shown now.
    pub fn take_rows(&mut self, rows: Vec<Headline>) -> bool {
        // Those of the list that waits, not what was asked for before. One missing even among them was removed meanwhile.
        let window = self.roll.window();
        let is_awaited = |row: &Headline| window.contains(&row.id) && self.row_of(row.id).is_none();
        let is_shown = self.roll.is_holding() && rows.iter().any(is_awaited);
        for row in rows {
            let row = self.dated.as_shown(self.rows.get(&row.id), row);
            self.rows.insert(row.id, row);
        }
        self.asked = None;
        if is_shown {
            self.show_held();
        }
        is_shown
    }

    /// Knows how long the text of an article is, once it was opened.
    pub fn take_minutes(&mut self, id: ArticleId, minutes: u16) {
        if let Some(row) = self.rows.get_mut(&id) {
            row.minutes = minutes;
        }
    }

    /// Begins a run of selected articles at the chosen one, or ends the one there is.
    pub fn select(&mut self) {
        self.selection.turn(&self.roll);
    }

    /// Selects the chosen article whatever is chosen next, or takes it out.
    pub fn pick(&mut self) {
        self.selection.pick(&self.roll);
    }

    /// Ends the selection; answers whether there was one.
    pub fn unselect(&mut self) -> bool {
        self.selection.end()
    }

    /// The selected articles, in order; none where nothing is selected.
    #[must_use]
    pub fn selected(&self) -> Option<Vec<ArticleId>> {
        (self.count_selected() > 0).then(|| self.selection.of(&self.roll))
    }

    /// How many are selected.
    #[must_use]
    pub fn count_selected(&self) -> usize {
        self.selection.count(&self.roll)
    }

    /// Whether the article at a place is selected.
    pub fn is_selected(&self) -> impl Fn(usize) -> bool {
        self.selection.places(&self.roll)
    }

    /// Forgets all rows but those in and near the window; answers which these are, for they may be others now.
    pub fn forget_far(&mut self) -> Vec<ArticleId> {
        let near = self.ids_near();
        self.rows.retain(|id, _| near.contains(id));
        near
    }

    /// Tells how many lines are seen at once.
    pub fn set_height(&mut self, height: usize, zone: &TimeZone) {
        self.roll.height = height;
        self.settle(zone);
    }

    /// The article at that place.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&Headline> {
        self.roll.ids.get(at).and_then(|id| self.rows.get(id))
    }

    /// The row of that article, when it is near the window.
    #[must_use]
    pub fn row_of(&self, id: ArticleId) -> Option<&Headline> {
        self.rows.get(&id)
    }

    /// The place of the chosen article.
    #[must_use]
    pub const fn chosen(&self) -> usize {
        self.roll.chosen
    }

    /// How many articles are seen above the chosen one.
    #[must_use]
    pub const fn above(&self) -> usize {
        self.roll.chosen.saturating_sub(self.roll.offset)
    }

    /// The number of the chosen article.
    #[must_use]
    pub fn chosen_id(&self) -> Option<ArticleId> {
        self.roll.chosen_id()
    }

    /// The row of the chosen article.
    #[must_use]
    pub fn chosen_row(&self) -> Option<&Headline> {
        self.row(self.roll.chosen)
    }

    /// The articles in and near the window.
    #[must_use]
    pub fn ids_near(&self) -> Vec<ArticleId> {
        let from = self.roll.offset.saturating_sub(AROUND / 3);
        let to = (self.roll.offset + self.roll.height + AROUND / 3).min(self.roll.ids.len());
        self.roll.ids.get(from..to).unwrap_or_default().to_vec()
    }

    /// Whether the first article is chosen and seen.
    #[must_use]
    pub const fn is_at_top(&self) -> bool {
        self.roll.chosen == 0 && self.roll.offset == 0
    }

    /// Chooses the article at that place.
    pub fn choose(&mut self, at: usize, zone: &TimeZone) {
        self.roll.choose(at);
        self.settle(zone);
    }

    /// Moves the choice by that many articles.
    pub fn step(&mut self, by: isize, zone: &TimeZone) {
        self.choose(self.roll.chosen.saturating_add_signed(by), zone);
    }

    /// How many articles fill the window, whatever their titles take.
    #[must_use]
    pub fn page(&self) -> isize {
        let lines = 1 + usize::from(self.roomy) + usize::from(self.titles.columns.is_some());
        isize::try_from((self.roll.height / lines).max(1)).unwrap_or(1)
    }

    /// The place of the next article after the chosen one (or before, with `by` -1) that satisfies `wanted`.
    pub fn find(&self, by: isize, wanted: impl Fn(&Headline) -> bool) -> Option<usize> {
        let mut at = self.roll.chosen;
        loop {
            let next = at
                .checked_add_signed(by)
                .filter(|next| *next < self.roll.ids.len())?;
            // A row that is not loaded cannot be judged; the search ends there.
            if wanted(self.row(next)?) {
                return Some(next);
            }
            at = next;
        }
    }

    /// Changes what the rows show of a mark; answers which articles really changed, as far as they are known.
    pub fn mark(&mut self, ids: &[ArticleId], mark: Mark) -> Vec<ArticleId> {
        let takes = |id: &&ArticleId| self.rows.get_mut(id).is_some_and(|row| row.take(mark));
        ids.iter().filter(takes).copied().collect()
    }

    /// The lines of the window.
    #[must_use]
    pub fn lines(&self, zone: &TimeZone) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.roll.height);
        let is_divided = match self.query.order {
            Order::Newest | Order::Oldest => self.query.words.is_empty(),
            Order::Feed => true,
            Order::Best | Order::Length => false,
        };
        let mut at = self.roll.offset;
        while lines.len() < self.roll.height && at < self.roll.ids.len() {
            if is_divided && at > self.roll.offset && self.begins(at, zone) {
                lines.push(Line::Day(at));
            }
            lines.push(Line::Title(at));
            if self.row(at).is_some_and(|row| self.titles.go_on(row)) {
                lines.push(Line::Rest(at));
            }
            if self.roomy {
                lines.push(Line::Facts(at));
            }
            at += 1;
        }
        lines.truncate(self.roll.height);
        lines
    }

    fn begins(&self, at: usize, zone: &TimeZone) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.row(before));
        rows::begins(self.query.order, before, self.row(at), zone)
    }

    /// The stories in the window that are to be counted elsewhere, when all their rows are there; none in a list that
    /// shows one story as many feeds tell it.
    fn wanted_elsewhere(&mut self) -> Vec<ArticleId> {
        if self.roll.is_holding() || self.query.like.is_some() || !self.knows_window() {
            return Vec::new();
        }
        self.elsewhere.wanted(self.roll.window())
    }

    /// Moves the window as little as needed for the chosen article to be seen whole, and for the list to fill it.
    fn settle(&mut self, zone: &TimeZone) {
        let lines = if self.roomy { 2 } else { 1 };
        self.roll.settle(lines);
        if self.roll.height >= lines {
            while self.roll.offset < self.roll.chosen && !self.sees(self.roll.chosen, zone) {
                self.roll.offset += 1;
            }
        }
        let count = self.roll.ids.len();
        let ends = |offset: usize| offset > 0 && offset + self.roll.height > count;
        while self.is_complete() && ends(self.roll.offset) {
            self.roll.offset -= 1;
            if !self.sees(count.saturating_sub(1), zone) {
                self.roll.offset += 1;
                break;
            }
        }
    }

    /// Whether the last line of the article at a place is in the window.
    fn sees(&self, at: usize, zone: &TimeZone) -> bool {
        let wanted = if self.roomy { Line::Facts } else { Line::Title };
        self.lines(zone).contains(&wanted(at))
    }

    /// What to ask for now: the rows that the window needs and that are not known; when all are there, how often they are
    /// told elsewhere.
    pub fn ask_rows(&mut self) -> Option<Effect> {
        let wanted = self.wanted_rows();
        if !wanted.is_empty() {
            return Some(Effect::Headlines(wanted));
        }
        Some(self.wanted_elsewhere())
            .filter(|ids| !ids.is_empty())
            .map(Effect::CountAlike)
    }

    /// Which rows to ask for now: those in and near the window that are not known, nothing while an answer is awaited.
    fn wanted_rows(&mut self) -> Vec<ArticleId> {
        let (ids, start) = self.roll.newest();
        let height = self.roll.height;
        let end = (start + height.max(1) + AROUND / 3).min(ids.len());
        let known = |id: &ArticleId| self.rows.contains_key(id);
        let near = ids
            .get(start.saturating_sub(AROUND / 3)..end)
            .unwrap_or_default();
        if near.iter().all(known) {
            return Vec::new();
        }
        if self
            .asked
            .is_some_and(|(from, to)| from <= start && start + height <= to)
        {
            return Vec::new();
        }
        let from = start.saturating_sub(AROUND);
        let to = (end + AROUND).min(ids.len());
        let around = ids.get(from..to).unwrap_or_default();
        let wanted: Vec<ArticleId> = around.iter().filter(|id| !known(id)).copied().collect();
        if self.rows.len() > 16 * AROUND {
            let keep: std::collections::HashSet<ArticleId> = around.iter().copied().collect();
            self.rows.retain(|id, _| keep.contains(id));
        }
        self.asked = Some((from, to));
        wanted
    }
}
