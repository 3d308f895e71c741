//! A paragraph as one text with roles on its parts.
//!
//! Lines are broken over the whole text, not part by part, so that a link in the middle of a word
//! breaks nothing.

use crate::document::row::{Joint, Lead, Line, Role, Span};
use crate::text;
use crate::text::bidi;
use crate::text::emoji::Emoji;
use crate::text::wrap;

/// Text with roles, growing at its end.
#[derive(Debug, Default)]
pub struct Flow {
    text: String,
    runs: Vec<Run>,
    /// Where a line must not end although it could: before the number of a link.
    glue: Vec<usize>,
    emoji: Emoji,
}

/// A part in one role; it starts where the one before ends.
#[derive(Debug)]
struct Run {
    end: usize,
    role: Role,
    lead: Option<Lead>,
}

/// What stands between two facts.
pub const DOT: &str = " · ";

impl Flow {
    /// No text yet; what comes has emoji as wanted.
    pub fn new(emoji: Emoji) -> Self {
        Self {
            emoji,
            ..Self::default()
        }
    }

    /// Text in one role.
    pub fn of(text: &str, role: Role, emoji: Emoji) -> Self {
        let mut flow = Self::new(emoji);
        flow.push(text, role, None);
        flow
    }

    /// Adds words; white space at a seam is not doubled.
    pub fn push(&mut self, text: &str, role: Role, lead: Option<Lead>) {
        let shown = text::displayable_with(text, self.emoji);
        let seam = self.text.is_empty() || self.text.ends_with([' ', '\n']);
        let words = if seam {
            shown.trim_start_matches(' ')
        } else {
            &shown
        };
        if words.is_empty() {
            return;
        }
        self.text.push_str(words);
        self.end_run(role, lead);
    }

    /// The same behind a label.
    pub fn behind(mut self, label: &str, role: Role) -> Self {
        let mut flow = Self::of(label, role, self.emoji);
        let length = flow.text.len();
        flow.text.push_str(self.text.trim_start());
        let cut = self.text.len() - self.text.trim_start().len();
        self.runs.retain(|run| run.end > cut);
        flow.runs.extend(self.runs.iter().map(|run| Run {
            end: run.end - cut + length,
            ..*run
        }));
        flow.glue
            .extend(self.glue.iter().map(|at| at.saturating_sub(cut) + length));
        flow
    }

    /// Adds a line break, unless nothing stands before it.
    pub fn push_break(&mut self) {
        if self.text.is_empty() {
            return;
        }
        self.text.push('\n');
        self.end_run(Role::Text, None);
    }

    /// Adds the number of a link, next to its last word.
    pub fn push_number(&mut self, index: u32) {
        let number = format!("[{}]", index + 1);
        self.push_close(&number, Role::LinkNumber, Some(Lead::Link(index)));
    }

    /// Adds the mark of a note, next to what it is a note of.
    pub fn push_mark(&mut self, mark: &str, lead: Option<Lead>) {
        self.push_close(mark, Role::NoteMark, lead);
    }

    fn push_close(&mut self, sign: &str, role: Role, lead: Option<Lead>) {
        let words = self.text.trim_end_matches([' ', '\n']).len();
        let behind = self.text.split_off(words);
        self.truncate(words);
        self.glue.push(words);
        self.text.push_str(sign);
        self.end_run(role, lead);
        if !behind.is_empty() {
            self.text.push_str(&behind);
            self.end_run(Role::Text, None);
        }
    }

    fn end_run(&mut self, role: Role, lead: Option<Lead>) {
        let end = self.text.len();
        match self.runs.last_mut() {
            Some(last) if last.role == role && last.lead == lead => last.end = end,
            _ => self.runs.push(Run { end, role, lead }),
        }
    }

    fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        while let Some(last) = self.runs.pop() {
            if self.runs.last().map_or(0, |run| run.end) < length {
                let end = last.end.min(length);
                self.runs.push(Run { end, ..last });
                return;
            }
        }
    }

    /// The words, for those who look for a pattern in them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is anything to see.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Gives the first bytes another role; links stay links.
    pub fn repaint_start(&mut self, length: usize, role: Role) {
        let whole = self.runs.iter().take_while(|run| run.end <= length).count();
        let start = whole
            .checked_sub(1)
            .and_then(|last| self.runs.get(last))
            .map_or(0, |run| run.end);
        if start < length
            && let Some(run) = self.runs.get(whole)
        {
            let split = Run {
                end: length,
                role: run.role,
                lead: run.lead,
            };
            self.runs.insert(whole, split);
        }
        for run in self.runs.iter_mut().take_while(|run| run.end <= length) {
            if run.lead.is_none() {
                run.role = role;
            }
        }
    }

    /// The width on one line; line breaks count as a space.
    pub fn width(&self) -> usize {
        let words = self.text.trim();
        text::width(words) + words.matches('\n').count()
    }

    /// All on one line.
    pub fn one_line(mut self) -> Vec<Span> {
        self.text = self.text.trim_end().replace('\n', " ");
        let end = self.text.len();
        for run in &mut self.runs {
            run.end = run.end.min(end);
        }
        self.keep_graphemes_whole();
        let mut cutter = Cutter::new(&self.runs);
        cutter.cut(&self.text, 0..end)
    }

    /// Lines no wider than that; a grapheme that is wider turns into `…`.
    pub fn lines(mut self, columns: usize) -> Vec<Line> {
        let end = self.text.trim_end().len();
        self.truncate(end);
        self.keep_graphemes_whole();
        let may_overflow = columns < 2 || !text::is_plain(&self.text);
        let mut breaks = wrap::breaks(&self.text);
        if !self.glue.is_empty() {
            breaks.retain(|at| self.glue.binary_search(at).is_err());
        }
        let is_facts = self.runs.iter().all(|run| run.role == Role::Fact);
        let levels = if is_facts {
            bidi::Levels::of_facts(&self.text, DOT)
        } else {
            bidi::Levels::of(&self.text)
        };
        let mut cutter = Cutter::new(&self.runs);
        let lines = wrap::fill(&self.text, &breaks, columns).into_iter();
        let mut above = None;
        lines
            .map(|range| {
                let joint = joint(&self.text, above.replace(range.end), range.start);
                let is_too_wide = may_overflow
                    && text::width(self.text.get(range.clone()).unwrap_or_default()) > columns;
                let rtl = levels
                    .as_ref()
                    .is_some_and(|levels| levels.is_rtl(range.start));
                let in_line = |levels: &bidi::Levels| levels.of_line(&self.text, range.clone());
                let mut levels = levels.as_ref().map(in_line).unwrap_or_default();
                let mut spans = cutter.cut(&self.text, range);
                if is_too_wide {
                    spans.truncate(1);
                    levels.truncate(1);
                    for span in &mut spans {
                        "…".clone_into(&mut span.text);
                    }
                }
                Line {
                    spans,
                    rtl,
                    levels,
                    joint,
                }
            })
            .collect()
    }

    /// Moves the ends of runs to the ends of graphemes, so that parts are as wide as the whole.
    fn keep_graphemes_whole(&mut self) {
        let is_clear = |run: &Run| text::surely_ends(&self.text, run.end);
        if self.runs.iter().all(is_clear) {
            return;
        }
        let mut ends = text::grapheme_ends(&self.text).peekable();
        for run in &mut self.runs {
            while ends.next_if(|end| *end < run.end).is_some() {}
            run.end = ends.peek().copied().unwrap_or(run.end);
        }
    }
}

/// How a line that starts there goes on from one that ends above.
fn joint(text: &str, above: Option<usize>, start: usize) -> Joint {
    match above.and_then(|end| text.get(end..start)) {
        None => Joint::Apart,
        Some("") => Joint::Close,
        Some(_) => Joint::Spaced,
    }
}

/// Cuts lines out of a text whose runs it walks along.
struct Cutter<'a> {
    runs: std::iter::Peekable<std::slice::Iter<'a, Run>>,
}

impl<'a> Cutter<'a> {
    fn new(runs: &'a [Run]) -> Self {
        Self {
            runs: runs.iter().peekable(),
        }
    }

    fn cut(&mut self, text: &str, line: std::ops::Range<usize>) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut start = line.start;
        while start < line.end {
            while self.runs.next_if(|run| run.end <= start).is_some() {}
            let Some(run) = self.runs.peek() else { break };
            let end = run.end.min(line.end);
            spans.push(Span {
                text: text.get(start..end).unwrap_or_default().to_owned(),
                role: run.role,
                lead: run.lead,
            });
            start = end;
        }
        spans
    }
}
