//! The stories pane: the numbers of all its articles, and the rows of those near the window.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use jiff::tz::TimeZone;

use crate::model::article::{ArticleId, Headline, Mark};
use crate::model::query::{Order, Query};
use crate::state::effect::Effect;
use crate::state::elsewhere::Elsewhere;

/// A line of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A new day, or in a list by feeds a new feed, begins with that article.
    Day(usize),
    /// The title of that article.
    Title(usize),
    /// What else is known of that article.
    Facts(usize),
}

/// The stories pane.
#[derive(Debug, Clone, Default)]
pub struct Headlines {
    query: Query,
    ids: Vec<ArticleId>,
    complete: bool,
    answered: bool,
    chosen: usize,
    offset: usize,
    rows: HashMap<ArticleId, Headline>,
    asked: Option<(usize, usize)>,
    height: usize,
    /// Whether an article has a second line of facts.
    pub roomy: bool,
    /// How many articles came since the list was made, for "12 new".
    pub fresh: u32,
    /// How often the stories are told elsewhere.
    pub elsewhere: Elsewhere,
    wanted: Option<ArticleId>,
    /// Where a selection began; it ends at the chosen article.
    anchor: Option<ArticleId>,
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
        &self.ids
    }

    /// Whether the numbers of all articles are known.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether the question has been answered at all.
    #[must_use]
    pub const fn is_answered(&self) -> bool {
        self.answered
    }

    /// Shows other articles from now on; until the answer comes the list is empty.
    pub fn ask(&mut self, query: Query) {
        self.query = query;
        self.ids.clear();
        self.complete = false;
        self.answered = false;
        self.chosen = 0;
        self.offset = 0;
        self.asked = None;
        self.fresh = 0;
        self.wanted = None;
        self.anchor = None;
    }

    /// Makes the same list anew when its answer comes; until then it stays.
    pub fn ask_again(&mut self, to_top: bool) {
        self.fresh = 0;
        self.wanted = if to_top { None } else { self.chosen_id() };
        self.complete = false;
        if to_top {
            self.chosen = 0;
            self.offset = 0;
        }
    }

    /// Takes the numbers that answer `query`; those for another question are dropped. The chosen article stays chosen
    /// and in its row of the window.
    pub fn listed(&mut self, query: &Query, ids: Vec<ArticleId>, complete: bool) -> bool {
        if *query != self.query || (self.complete && !complete) {
            return false;
        }
        let id = self.wanted.take().or_else(|| {
            if self.chosen > 0 {
                self.chosen_id()
            } else {
                None
            }
        });
        if !complete && id.is_some_and(|id| !ids.contains(&id)) {
            // The first part does not reach to where the reader is: the whole list is awaited.
            self.wanted = id;
            return true;
        }
        let row = self.chosen - self.offset.min(self.chosen);
        self.ids = ids;
        self.complete = complete;
        self.answered = true;
        self.asked = None;
        let place = id.and_then(|id| self.ids.iter().position(|other| *other == id));
        self.chosen = place
            .unwrap_or(self.chosen)
            .min(self.ids.len().saturating_sub(1));
        self.offset = self.chosen.saturating_sub(row);
        true
    }

    /// Takes rows that were asked for, or that changed.
    pub fn take_rows(&mut self, rows: Vec<Headline>) {
        for row in rows {
            self.rows.insert(row.id, row);
        }
        self.asked = None;
    }

    /// Knows how long the text of an article is, once it was opened.
    pub fn take_minutes(&mut self, id: ArticleId, minutes: u16) {
        if let Some(row) = self.rows.get_mut(&id) {
            row.minutes = minutes;
        }
    }

    /// Begins a selection at the chosen article, or ends the one there is.
    pub fn select(&mut self) {
        self.anchor = if self.anchor.is_some() {
            None
        } else {
            self.chosen_id()
        };
    }

    /// Ends the selection; answers whether there was one.
    pub fn unselect(&mut self) -> bool {
        self.anchor.take().is_some()
    }

    /// The places from the first to the last selected article.
    #[must_use]
    pub fn selected(&self) -> Option<RangeInclusive<usize>> {
        let anchor = self.anchor?;
        let at = self.ids.iter().position(|id| *id == anchor)?;
        Some(at.min(self.chosen)..=at.max(self.chosen))
    }

    /// Forgets all rows but those in and near the window; answers which these are, for they may be others now.
    pub fn forget_far(&mut self) -> Vec<ArticleId> {
        let near = self.ids_near();
        self.rows.retain(|id, _| near.contains(id));
        near
    }

    /// Tells how many lines are seen at once.
    pub fn set_height(&mut self, height: usize, zone: &TimeZone) {
        self.height = height;
        self.settle(zone);
    }

    /// The article at that place.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&Headline> {
        self.ids.get(at).and_then(|id| self.rows.get(id))
    }

    /// The row of that article, when it is near the window.
    #[must_use]
    pub fn row_of(&self, id: ArticleId) -> Option<&Headline> {
        self.rows.get(&id)
    }

    /// The place of the chosen article.
    #[must_use]
    pub const fn chosen(&self) -> usize {
        self.chosen
    }

    /// The number of the chosen article.
    #[must_use]
    pub fn chosen_id(&self) -> Option<ArticleId> {
        self.ids.get(self.chosen).copied()
    }

    /// The row of the chosen article.
    #[must_use]
    pub fn chosen_row(&self) -> Option<&Headline> {
        self.row(self.chosen)
    }

    /// The articles in and near the window.
    #[must_use]
    pub fn ids_near(&self) -> Vec<ArticleId> {
        let from = self.offset.saturating_sub(AROUND / 3);
        let to = (self.offset + self.height + AROUND / 3).min(self.ids.len());
        self.ids.get(from..to).unwrap_or_default().to_vec()
    }

    /// Whether the first article is chosen and seen.
    #[must_use]
    pub const fn is_at_top(&self) -> bool {
        self.chosen == 0 && self.offset == 0
    }

    /// Chooses the article at that place.
    pub fn choose(&mut self, at: usize, zone: &TimeZone) {
        self.chosen = at.min(self.ids.len().saturating_sub(1));
        self.settle(zone);
    }

    /// Moves the choice by that many articles.
    pub fn step(&mut self, by: isize, zone: &TimeZone) {
        self.choose(self.chosen.saturating_add_signed(by), zone);
    }

    /// How many articles fill the window.
    #[must_use]
    pub fn page(&self) -> isize {
        let lines = if self.roomy { 2 } else { 1 };
        isize::try_from((self.height / lines).max(1)).unwrap_or(1)
    }

    /// The place of the next article after the chosen one (or before, with `by` -1) that satisfies `wanted`.
    pub fn find(&self, by: isize, wanted: impl Fn(&Headline) -> bool) -> Option<usize> {
        let mut at = self.chosen;
        loop {
            let next = at
                .checked_add_signed(by)
                .filter(|next| *next < self.ids.len())?;
            // A row that is not loaded cannot be judged; the search ends there.
            if wanted(self.row(next)?) {
                return Some(next);
            }
            at = next;
        }
    }

    /// Changes what the rows show of a mark; answers which articles really changed, as far as they are known.
    pub fn mark(&mut self, ids: &[ArticleId], mark: Mark) -> Vec<ArticleId> {
        let mut changed = Vec::new();
        for id in ids {
            let Some(row) = self.rows.get_mut(id) else {
                continue;
            };
            let (flag, value) = match mark {
                Mark::Read => (&mut row.read, true),
                Mark::Unread => (&mut row.read, false),
                Mark::Bookmark => (&mut row.bookmarked, true),
                Mark::Unbookmark => (&mut row.bookmarked, false),
            };
            if *flag != value {
                *flag = value;
                changed.push(*id);
            }
        }
        changed
    }

    /// The lines of the window.
    #[must_use]
    pub fn lines(&self, zone: &TimeZone) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.height);
        let is_divided = match self.query.order {
            Order::Newest | Order::Oldest => self.query.words.is_empty(),
            Order::Feed => true,
            Order::Best | Order::Length => false,
        };
        let mut at = self.offset;
        while lines.len() < self.height && at < self.ids.len() {
            if is_divided && at > self.offset && self.begins(at, zone) {
                lines.push(Line::Day(at));
            }
            lines.push(Line::Title(at));
            if self.roomy {
                lines.push(Line::Facts(at));
            }
            at += 1;
        }
        lines.truncate(self.height);
        lines
    }

    fn begins(&self, at: usize, zone: &TimeZone) -> bool {
        if self.query.order == Order::Feed {
            let feed = |at: usize| self.row(at).map(|row| &row.feed_title);
            let before = at.checked_sub(1).and_then(feed);
            return before.is_some() && feed(at).is_some() && before != feed(at);
        }
        let day = |at: usize| Some(self.row(at)?.published.to_zoned(zone.clone()).date());
        match (at.checked_sub(1).and_then(day), day(at)) {
            (Some(before), Some(this)) => before != this,
            _ => false,
        }
    }

    /// The stories in the window that are to be counted elsewhere, when all their rows are there; none in a list that
    /// shows one story as many feeds tell it.
    fn wanted_elsewhere(&mut self) -> Vec<ArticleId> {
        let end = (self.offset + self.height).min(self.ids.len());
        let seen = self.ids.get(self.offset..end).unwrap_or_default();
        if self.query.like.is_some() || !seen.iter().all(|id| self.rows.contains_key(id)) {
            return Vec::new();
        }
        self.elsewhere.wanted(seen)
    }

    /// Moves the window as little as needed for the chosen article to be seen whole.
    fn settle(&mut self, zone: &TimeZone) {
        let lines = if self.roomy { 2 } else { 1 };
        let last = self.ids.len().saturating_sub(1);
        self.chosen = self.chosen.min(last);
        self.offset = self.offset.min(self.chosen);
        let furthest = (self.chosen + 1).saturating_sub((self.height / lines).max(1));
        self.offset = self.offset.max(furthest);
        if self.height >= lines {
            while self.offset < self.chosen && !self.sees_chosen(zone) {
                self.offset += 1;
            }
        }
    }

    fn sees_chosen(&self, zone: &TimeZone) -> bool {
        let wanted = if self.roomy {
            Line::Facts(self.chosen)
        } else {
            Line::Title(self.chosen)
        };
        self.lines(zone).contains(&wanted)
    }

    /// What to ask for now: the rows that the window needs and that are not known; when all are there, how often they are
    /// told elsewhere.
    pub fn ask_rows(&mut self) -> Option<Effect> {
        let wanted = self.wanted_rows();
        if !wanted.is_empty() {
            return Some(Effect::Headlines(wanted));
        }
        let elsewhere = self.wanted_elsewhere();
        (!elsewhere.is_empty()).then_some(Effect::CountAlike(elsewhere))
    }

    /// Which rows to ask for now: those in and near the window that are not known, nothing while an answer is awaited.
    fn wanted_rows(&mut self) -> Vec<ArticleId> {
        let start = self.offset;
        let end = (start + self.height.max(1) + AROUND / 3).min(self.ids.len());
        let known = |id: &ArticleId| self.rows.contains_key(id);
        let near = self
            .ids
            .get(start.saturating_sub(AROUND / 3)..end)
            .unwrap_or_default();
        if near.iter().all(known) {
            return Vec::new();
        }
        if self
            .asked
            .is_some_and(|(from, to)| from <= start && start + self.height <= to)
        {
            return Vec::new();
        }
        let from = start.saturating_sub(AROUND);
        let to = (end + AROUND).min(self.ids.len());
        let around = self.ids.get(from..to).unwrap_or_default();
        let wanted: Vec<ArticleId> = around.iter().filter(|id| !known(id)).copied().collect();
        if self.rows.len() > 16 * AROUND {
            let keep: std::collections::HashSet<ArticleId> = around.iter().copied().collect();
            self.rows.retain(|id, _| keep.contains(id));
        }
        self.asked = Some((from, to));
        wanted
    }
}
