//! A list to choose from with a line to type in: help, palette, catalogue, errors and the rest.

use tui_input::{Input, InputRequest};

use crate::state::matching;
use crate::state::offer::{Kind, Row};
use crate::state::sight::Sight;
use crate::state::ways::Welcome;
use crate::text;

/// A list to choose from with a line to type in.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    /// What is typed.
    pub input: Input,
    /// The first screen of all, when it was left for this list: closed, it leads back there.
    pub first: Option<Welcome>,
    rows: Vec<Row>,
    shown: Vec<usize>,
    /// Which of those shown are headings.
    headings: Vec<bool>,
    chosen: usize,
    sight: Sight,
    only: Option<Kind>,
    free: bool,
    grouped: bool,
    led: Lead,
}

/// Rows that what is typed makes, which stand before all others by their numbers, and are not filtered.
#[derive(Debug, Clone, Copy, Default)]
struct Lead {
    rows: usize,
    follows: bool,
}

impl Picker {
    /// A list of these rows, with room for that many at once.
    #[must_use]
    pub fn new(rows: Vec<Row>) -> Self {
        let mut picker = Self {
            rows,
            ..Self::default()
        };
        picker.filter();
        picker
    }

    /// The same list, in which what is found by what is typed stands below its heading.
    #[must_use]
    pub const fn grouped(mut self) -> Self {
        self.grouped = true;
        self
    }

    /// How many rows there are, whatever is typed.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "nobody asks")]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// The columns of the widest label.
    #[must_use]
    pub fn label_width(&self) -> usize {
        let labels = self.rows.iter().map(|row| text::width(&row.label));
        labels.max().unwrap_or_default()
    }

    /// Changes the rows, keeping what is typed and chosen as far as possible.
    pub fn set_rows(&mut self, rows: Vec<Row>) {
        let (chosen, sight) = (self.chosen, self.sight);
        self.rows = rows;
        self.led = Lead::default();
        self.filter();
        self.chosen = chosen.min(self.shown.len().saturating_sub(1));
        self.sight = sight;
        self.settle(1);
    }

    /// Every row, whatever is typed.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The same rows in other words: what is typed stays, and the choice by its number.
    pub fn restate(&mut self, rows: Vec<Row>) {
        let chosen = self.chosen();
        self.set_rows(rows);
        if let Some(chosen) = chosen {
            self.choose(chosen);
        }
    }

    /// The same rows in another language: the choice stays by its number, and what is typed unless it would hide that.
    pub fn translate(&mut self, rows: Vec<Row>) {
        let chosen = self.chosen();
        self.restate(rows);
        if let Some(chosen) = chosen.filter(|chosen| self.chosen() != Some(*chosen)) {
            self.input = Input::default();
            self.filter();
            self.choose(chosen);
        }
    }

    /// Adds rows behind those there are, keeping what is typed and chosen.
    pub fn add_rows(&mut self, rows: Vec<Row>) {
        if rows.is_empty() {
            return;
        }
        let chosen = self.chosen();
        self.rows.extend(rows);
        self.filter();
        if let Some(chosen) = chosen {
            self.choose(chosen);
        }
    }

    /// Rows that what is typed makes take the place, and the numbers from 0 on, of those it made before. They are seen
    /// first, or, when they follow, behind the commands that are called so; those that cannot be chosen last.
    pub fn lead(&mut self, rows: Vec<Row>, follows: bool) {
        let led = Lead {
            rows: rows.len(),
            follows,
        };
        if led.rows == 0 && self.led.rows == 0 {
            return;
        }
        self.rows.splice(..self.led.rows, rows);
        self.led = led;
        self.filter();
    }

    /// How many rows what is typed has made.
    #[must_use]
    pub const fn led(&self) -> usize {
        self.led.rows
    }

    /// Tells how many rows are seen at once, and in how many columns.
    pub fn set_height(&mut self, height: usize, columns: usize) {
        self.sight.resize(height, columns);
        self.settle(1);
    }

    /// In how many columns they are seen.
    #[must_use]
    pub const fn columns(&self) -> usize {
        self.sight.columns()
    }

    /// The number of the chosen row, as given to `new`.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        let index = *self.shown.get(self.chosen)?;
        self.rows
            .get(index)
            .filter(|row| !row.heading)
            .map(|_| index)
    }

    /// The row of that number, as given to `new`.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<&Row> {
        self.rows.get(index)
    }

    /// The rows to show: in which column and how far down, row, whether it is the chosen one.
    pub fn window(&self) -> impl Iterator<Item = ((usize, usize), &Row, bool)> {
        let columns = self.sight.seen(&self.headings).into_iter().enumerate();
        let places = columns.flat_map(|(column, seen)| {
            let rows = seen.enumerate();
            rows.map(move |(down, at)| ((column, down), at))
        });
        places.filter_map(|(place, at)| {
            let index = self.shown.get(at)?;
            Some((place, self.rows.get(*index)?, at == self.chosen))
        })
    }

    /// How many rows are left by what is typed, headings aside.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shown
            .iter()
            .filter(|index| self.rows.get(**index).is_some_and(|row| !row.heading))
            .count()
    }

    /// How many rows stand above and below the window.
    #[must_use]
    pub fn beyond(&self) -> (usize, usize) {
        let is_row = |index: &&usize| self.rows.get(**index).is_some_and(|row| !row.heading);
        let rows = |shown: Option<&[usize]>| {
            let shown = shown.unwrap_or_default().iter();
            shown.filter(is_row).count()
        };
        let seen = self.sight.seen(&self.headings);
        let start = seen.first().map_or(0, |first| first.start);
        let end = seen.last().map_or(0, |last| last.end);
        let above = rows(self.shown.get(..start));
        (above, rows(self.shown.get(end..)))
    }

    /// Chooses the row of that number, as given to `new`, if it is shown.
    pub fn choose(&mut self, index: usize) {
        if let Some(at) = self.shown.iter().position(|shown| *shown == index) {
            self.chosen = at;
            self.settle(1);
        }
    }

    /// Moves the choice by that many rows.
    pub fn step(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        self.settle(by.signum());
    }

    /// Moves the choice by that many windows.
    pub fn page(&mut self, by: isize) {
        let height = isize::try_from(self.sight.height()).unwrap_or(1);
        self.step(by * height);
    }

    /// Moves the choice by that many columns; false where there is one only.
    pub fn step_beside(&mut self, by: isize) -> bool {
        let beside = self.sight.beside(self.chosen, by, &self.headings);
        self.chosen = beside.unwrap_or(self.chosen);
        self.settle(1);
        beside.is_some()
    }

    /// Chooses the row that stands in that column of the window, so many rows down; false when none does.
    pub fn choose_at(&mut self, column: usize, down: usize) -> bool {
        let mut seen = self.sight.seen(&self.headings).into_iter();
        let at = seen.nth(column).and_then(|mut seen| seen.nth(down));
        self.chosen = at.unwrap_or(self.chosen);
        at.is_some() && self.chosen().is_some()
    }

    /// From now on what is typed, from this text on, filters nothing; or it filters again, from nothing on. The choice
    /// stays.
    pub fn type_freely(&mut self, text: Option<&str>) {
        let chosen = self.chosen();
        self.free = text.is_some();
        self.input = text.unwrap_or_default().into();
        self.filter();
        if let Some(chosen) = chosen {
            self.choose(chosen);
        }
    }

    /// What is typed, completed to what stands beside the chosen row (`: theme nord`), or the first that was made of it.
    #[must_use]
    pub fn completion(&self) -> Option<String> {
        let typed = self.input.value().trim_start();
        if self.led.rows > 0 {
            let chosen = self.chosen().filter(|row| *row < self.led.rows);
            let rows = chosen.into_iter().chain(0..self.led.rows);
            let rows = rows.filter_map(|row| self.row(row)?.detail.strip_prefix(": "));
            return rows
                .into_iter()
                .find(|whole| *whole != typed)
                .map(str::to_owned);
        }
        let whole = self.row(self.chosen()?)?.detail.strip_prefix(": ")?;
        let (command, _) = whole.split_once(' ')?;
        let is_begun = typed.strip_prefix(command)?.starts_with(' ');
        (is_begun && typed != whole).then(|| whole.to_owned())
    }

    /// Something else is typed, as if by hand; the cursor stands behind it.
    pub fn retype(&mut self, text: String) {
        self.input = text.into();
        self.filter();
    }

    /// Shows rows of the next kind only, after the last kind all again.
    pub fn next_kind(&mut self) {
        self.only = match self.only {
            None => Some(Kind::Story),
            Some(Kind::Story) => Some(Kind::Feed),
            Some(Kind::Feed) => Some(Kind::Command),
            Some(Kind::Command) => None,
        };
        self.filter();
    }

    /// The only kind that is shown; none for all.
    #[must_use]
    pub const fn only(&self) -> Option<Kind> {
        self.only
    }

    /// Edits what is typed, and answers whether that is something else now; the rows follow.
    pub fn edit(&mut self, request: InputRequest) -> bool {
        let change = self.input.handle(request);
        let is_other = change.is_some_and(|change| change.value);
        if is_other && !self.free {
            self.filter();
        }
        is_other
    }

    /// Adds pasted text to what is typed.
    pub fn paste(&mut self, text: &str) {
        for letter in text.chars() {
            self.input.handle(InputRequest::InsertChar(letter));
        }
        if !self.free {
            self.filter();
        }
    }

    /// Best match first; without words all rows as they came.
    fn filter(&mut self) {
        let words = self.input.value();
        self.shown = if words.trim().is_empty() || self.free {
            (0..self.rows.len()).collect()
        } else {
            self.below_headings(self.matches(words))
        };
        if let Some(only) = self.only {
            let rows = &self.rows;
            self.shown
                .retain(|index| rows.get(*index).is_some_and(|row| row.kind == only));
        }
        let is_heading = |index: &usize| self.rows.get(*index).is_some_and(|row| row.heading);
        self.headings = self.shown.iter().map(is_heading).collect();
        self.chosen = 0;
        self.sight.reset();
        self.settle(1);
    }

    /// The numbers of the rows that match, best first, with those that lead.
    fn matches(&self, words: &str) -> Vec<usize> {
        let led = self.rows.get(..self.led.rows).unwrap_or_default();
        // What was done lately is not offered twice.
        let is_new = |row: &Row| !row.heading && (row.kind != Kind::Command || !led.contains(row));
        let rows = self.rows.iter().enumerate().skip(self.led.rows);
        let named = rows.filter(|(_, row)| is_new(row)).map(|(index, row)| {
            let names = [row.label.clone(), row.alias.clone()];
            (index, names, row.detail.clone())
        });
        let found = if self.led.rows == 0 {
            matching::best(words, named)
        } else {
            matching::called(words, named)
        };
        let is = |index: &usize, is: fn(&Row) -> bool| self.rows.get(*index).is_some_and(is);
        let (first, others): (Vec<usize>, Vec<usize>) = found
            .into_iter()
            .partition(|index| self.led.follows && is(index, |row| row.kind == Kind::Command));
        let (off, on): (Vec<usize>, Vec<usize>) =
            (0..self.led.rows).partition(|index| is(index, |row| row.off));
        [first, on, others, off].concat()
    }

    /// Rows that were found, below their headings where the list is by groups.
    fn below_headings(&self, found: Vec<usize>) -> Vec<usize> {
        let is_heading = |at: usize| self.rows.get(at).filter(|row| row.heading);
        let heading = |at: usize| is_heading(at).map(|row| row.label.as_str());
        if self.grouped {
            matching::below_headings(&found, heading)
        } else {
            found
        }
    }

    /// Keeps the choice off headings and inside the window.
    fn settle(&mut self, direction: isize) {
        let heading = |at: usize| self.headings.get(at) == Some(&true);
        let mut at = self.chosen;
        while heading(at) {
            let next = at.saturating_add_signed(if direction < 0 { -1 } else { 1 });
            if next == at || next >= self.shown.len() {
                break;
            }
            at = next;
        }
        if heading(at) {
            // Nothing to choose in that direction: the nearest one the other way.
            at = (0..self.shown.len()).find(|at| !heading(*at)).unwrap_or(0);
        }
        self.sight.follow(at, &self.headings);
        self.chosen = at;
    }
}
