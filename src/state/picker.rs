//! A list to choose from with a line to type in: help, palette, catalogue, errors and the rest.

use tui_input::{Input, InputRequest};

use crate::state::matching;
use crate::state::ways::Welcome;
use crate::text;

/// A row to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What stands on the left.
    pub label: String,
    /// What stands on the right, dimmed.
    pub detail: String,
    /// Whether it is a heading, which cannot be chosen.
    pub heading: bool,
    /// Whether it is ticked, for lists in which rows can be.
    pub ticked: Option<bool>,
    /// Other names that it is found by.
    pub alias: String,
    /// Whether it can be chosen only to be told why it cannot be done.
    pub off: bool,
    /// Among what it is shown when not all is wanted.
    pub kind: Kind,
}

/// What a row stands for, in a list of several kinds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// Something that can be done.
    #[default]
    Command,
    /// A feed or a folder.
    Feed,
    /// A story.
    Story,
}

/// A list to choose from with a line to type in.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    /// What is typed.
    pub input: Input,
    /// The first screen of all, when it was left for this list: closed, it leads back there.
    pub first: Option<Welcome>,
    rows: Vec<Row>,
    shown: Vec<usize>,
    chosen: usize,
    offset: usize,
    height: usize,
    only: Option<Kind>,
    free: bool,
    grouped: bool,
}

impl Picker {
    /// A list of these rows, with room for that many at once.
    #[must_use]
    pub fn new(rows: Vec<Row>) -> Self {
        let mut picker = Self {
            rows,
            height: 10,
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
        let (chosen, offset) = (self.chosen, self.offset);
        self.rows = rows;
        self.filter();
        self.chosen = chosen.min(self.shown.len().saturating_sub(1));
        self.offset = offset;
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

    /// Tells how many rows are seen at once.
    pub fn set_height(&mut self, height: usize) {
        self.height = height.max(1);
        self.settle(1);
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

    /// The rows to show: number as given to `new`, row, whether it is the chosen one.
    pub fn window(&self) -> impl Iterator<Item = (usize, &Row, bool)> {
        self.shown
            .iter()
            .enumerate()
            .skip(self.offset)
            .take(self.height)
            .filter_map(|(at, index)| Some((*index, self.rows.get(*index)?, at == self.chosen)))
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
        let above = rows(self.shown.get(..self.offset));
        (above, rows(self.shown.get(self.offset + self.height..)))
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
        let height = isize::try_from(self.height).unwrap_or(1);
        self.step(by * height);
    }

    /// Chooses the row that stands so many rows below the top of the window; false when none does.
    pub fn choose_at(&mut self, row: usize) -> bool {
        let at = self.offset + row;
        let exists = row < self.height && at < self.shown.len();
        if exists {
            self.chosen = at;
        }
        exists && self.chosen().is_some()
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

    /// What is typed, completed to what stands beside the chosen row (`: theme nord`), while what a command takes is being
    /// typed.
    #[must_use]
    pub fn completion(&self) -> Option<String> {
        let typed = self.input.value().trim_start();
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
            let found = matches(words, &self.rows);
            if self.grouped {
                below_headings(&found, &self.rows)
            } else {
                found
            }
        };
        if let Some(only) = self.only {
            let rows = &self.rows;
            self.shown
                .retain(|index| rows.get(*index).is_some_and(|row| row.kind == only));
        }
        self.chosen = 0;
        self.offset = 0;
        self.settle(1);
    }

    /// Keeps the choice off headings and inside the window.
    fn settle(&mut self, direction: isize) {
        let heading = |at: usize| {
            self.shown
                .get(at)
                .and_then(|index| self.rows.get(*index))
                .is_some_and(|row| row.heading)
        };
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
        let top = if at > 0 && heading(at - 1) {
            at - 1
        } else {
            at
        };
        self.offset = self
            .offset
            .min(top)
            .max((at + 1).saturating_sub(self.height));
        self.chosen = at;
    }
}

/// Rows that were found, each below its heading; that of the best first.
fn below_headings(found: &[usize], rows: &[Row]) -> Vec<usize> {
    let is_heading = |at: &usize| rows.get(*at).is_some_and(|row| row.heading);
    // A heading may stand twice in the whole list.
    let words = |at: Option<usize>| at.and_then(|at| rows.get(at)).map(|row| &row.label);
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for index in found {
        let heading = (0..*index).rev().find(is_heading);
        match groups
            .iter_mut()
            .find(|(known, _)| words(*known) == words(heading))
        {
            Some((_, rows)) => rows.push(*index),
            None => groups.push((heading, vec![*index])),
        }
    }
    let groups = groups.into_iter();
    groups
        .flat_map(|(heading, rows)| heading.into_iter().chain(rows))
        .collect()
}

/// The numbers of the rows that match, best first.
fn matches(words: &str, rows: &[Row]) -> Vec<usize> {
    let rows = rows.iter().enumerate().filter(|(_, row)| !row.heading);
    let named = rows.map(|(index, row)| {
        let names = [row.label.clone(), row.alias.clone()];
        (index, names, row.detail.clone())
    });
    matching::best(words, named)
}
