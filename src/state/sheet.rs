//! The sides of an article: its text, what was cut from it, what its feed carried, and the source of its page.
//!
//! On the side with the cuts one of its parts is chosen: a cut, or a block of the text.

use std::ops::Range;

use crate::document::Document;
use crate::document::cuts::{self, Cut};
use crate::document::layout::aside::Aside;
use crate::document::layout::room::Rooms;
use crate::document::layout::{Header, Layout, Role, With, layout, layout_with};
use crate::model::article::Position;
use crate::model::fetched::FetchedPage;
use crate::state::strings::Strings;

/// What stands behind the text of an article, as far as it is kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Behind {
    /// What was cut, in order.
    pub cuts: Vec<Cut>,
    /// What the feed carried, whole.
    pub feed: Option<Document>,
    /// The source of the page.
    pub page: Option<Document>,
    /// The pages it was cleaned from, while they are kept nowhere else.
    pub parts: Vec<FetchedPage>,
}

/// A side of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// Its text.
    #[default]
    Text,
    /// Its text, with what was cut in its place.
    Cuts,
    /// What its feed carried.
    Feed,
    /// The source of its page.
    Page,
}

impl View {
    /// All, in the order in which they are turned to.
    pub const ALL: [Self; 4] = [Self::Text, Self::Cuts, Self::Feed, Self::Page];

    /// Its name in strings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "view.text",
            Self::Cuts => "view.cuts",
            Self::Feed => "view.feed",
            Self::Page => "view.page",
        }
    }
}

/// A part of the side with the cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// That cut.
    Cut(usize),
    /// That block of the cleaned text.
    Block(usize),
}

/// Which side of an article is shown, and what there is to show.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    view: View,
    behind: Option<Box<Behind>>,
    /// The cuts as they are shown.
    asides: Vec<Aside>,
    /// What the side is called, on the page itself.
    title: String,
    chosen: Option<Part>,
    /// Where the text was left, while a side is shown that has other words.
    pub left: Option<Position>,
    /// How often the reader turned the page before it was known what is behind it.
    pub turns: usize,
}

impl Sheet {
    /// Which side is shown.
    #[must_use]
    pub const fn view(&self) -> View {
        self.view
    }

    /// What there is to show, if that is known.
    #[must_use]
    pub fn behind(&self) -> Option<&Behind> {
        self.behind.as_deref()
    }

    /// The chosen part of the side with the cuts.
    #[must_use]
    pub fn chosen(&self) -> Option<Part> {
        self.chosen.filter(|_| self.view == View::Cuts)
    }

    /// Takes in what there is to show; what was chosen stays chosen if it is still there.
    pub fn take(&mut self, behind: Behind, strings: &Strings) {
        let before = self.chosen_cut().cloned();
        let at = before.and_then(|before| behind.cuts.iter().position(|cut| cut.is(&before)));
        if matches!(self.chosen, Some(Part::Cut(_))) {
            let last = behind.cuts.len().checked_sub(1);
            let near = self.chosen.and_then(|part| match part {
                Part::Cut(number) => Some(number.min(last?)),
                Part::Block(_) => None,
            });
            self.chosen = at.or(near).map(Part::Cut);
        }
        self.behind = Some(Box::new(behind));
        if !self.has(self.view) {
            self.view = View::Text;
        }
        self.dress(strings);
    }

    /// Words everything in that language.
    pub fn dress(&mut self, strings: &Strings) {
        let cuts = self.behind.as_ref().map(|behind| &behind.cuts);
        self.asides = cuts.map_or_else(Vec::new, |cuts| {
            cuts.iter().map(|cut| aside(cut, strings)).collect()
        });
        let count = cuts.map_or(0, Vec::len);
        self.title = strings.count(self.view.name(), count);
    }

    /// Whether there is that side.
    #[must_use]
    pub fn has(&self, view: View) -> bool {
        let behind = self.behind.as_deref();
        match view {
            View::Text => true,
            View::Cuts => behind.is_some_and(|behind| !behind.cuts.is_empty()),
            View::Feed => behind.is_some_and(|behind| behind.feed.is_some()),
            View::Page => behind.is_some_and(|behind| behind.page.is_some()),
        }
    }

    /// Whether one of the cuts was put back.
    #[must_use]
    pub fn has_restored(&self) -> bool {
        let cuts = self.behind().map(|behind| &behind.cuts);
        cuts.is_some_and(|cuts| cuts.iter().any(|cut| cut.restored))
    }

    /// The next side that there is.
    #[must_use]
    pub fn next(&self) -> View {
        let at = View::ALL.iter().position(|view| *view == self.view);
        let next = View::ALL.iter().cycle().skip(at.unwrap_or(0) + 1).take(4);
        let next = next.copied().find(|view| self.has(*view));
        next.unwrap_or_default()
    }

    /// How long the side takes to read, where it has other words than the text; nobody reads a source for its length.
    #[must_use]
    pub fn minutes(&self) -> Option<u16> {
        match self.view {
            View::Text | View::Cuts => None,
            View::Feed => self.behind()?.feed.as_ref().map(Document::minutes),
            View::Page => Some(0),
        }
    }

    /// Shows that side.
    pub fn show(&mut self, view: View, strings: &Strings) {
        self.view = view;
        self.chosen = None;
        self.dress(strings);
    }

    /// What the side is called, where it is not the text.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        (self.view != View::Text).then_some(self.title.as_str())
    }

    /// The cut that is chosen.
    #[must_use]
    pub fn chosen_cut(&self) -> Option<&Cut> {
        match self.chosen()? {
            Part::Cut(number) => self.behind()?.cuts.get(number),
            Part::Block(_) => None,
        }
    }

    /// The words of the block that is chosen, a line each.
    #[must_use]
    pub fn chosen_lines(&self, document: &Document) -> Vec<String> {
        let Some((Part::Block(number), behind)) = self.chosen().zip(self.behind()) else {
            return Vec::new();
        };
        let cleaned = cuts::cleaned(document, &behind.cuts);
        let block = cleaned.blocks.get(number).cloned();
        let text = Document {
            blocks: block.into_iter().collect(),
        };
        let text = text.plain_text();
        text.lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect()
    }

    /// The side that is shown, laid out.
    #[must_use]
    pub fn lay(
        &self,
        header: &Header,
        document: &Document,
        rooms: &Rooms,
        columns: usize,
    ) -> Layout {
        let shown = match (self.view, self.behind()) {
            (View::Text, _) | (_, None) => {
                let with = With { asides: &[], rooms };
                return layout_with(header, document, with, columns);
            }
            (View::Cuts, Some(behind)) => {
                let cleaned = cuts::cleaned(document, &behind.cuts);
                let with = With {
                    asides: &self.asides,
                    rooms,
                };
                return layout_with(&self.titled(header), &cleaned, with, columns);
            }
            (View::Feed, Some(behind)) => &behind.feed,
            (View::Page, Some(behind)) => &behind.page,
        };
        let nothing = Document::default();
        let shown = shown.as_ref().unwrap_or(&nothing);
        layout(&self.titled(header), shown, columns)
    }

    /// The header says which side it is.
    fn titled(&self, header: &Header) -> Header {
        let mut header = header.clone();
        header.facts.insert(0, self.title.clone());
        header
    }

    /// Chooses the next (1) or previous (-1) part, of cuts only if asked; `seen` are the rows of the window. Answers its
    /// rows.
    pub fn step(
        &mut self,
        laid: &Layout,
        by: isize,
        cuts_only: bool,
        seen: Range<usize>,
    ) -> Option<Range<usize>> {
        if self.view != View::Cuts {
            return None;
        }
        let mut parts = parts(laid);
        parts.retain(|(part, _)| !cuts_only || matches!(part, Part::Cut(_)));
        let here = self
            .chosen
            .and_then(|chosen| rows_of(laid, chosen))
            .filter(|rows| rows.start < seen.end && rows.end > seen.start);
        let next = match (here, by > 0) {
            (Some(here), true) => parts.iter().find(|(_, rows)| rows.start > here.start),
            (Some(here), false) => parts.iter().rfind(|(_, rows)| rows.start < here.start),
            (None, true) => parts.iter().find(|(_, rows)| rows.start >= seen.start),
            (None, false) => parts.iter().rfind(|(_, rows)| rows.start < seen.end),
        };
        let next = next.or(if by > 0 { parts.first() } else { parts.last() });
        let (part, rows) = next?.clone();
        self.chosen = Some(part);
        Some(rows)
    }

    /// Chooses the part that has that row, if one does.
    pub fn choose_at(&mut self, laid: &Layout, row: usize) {
        if self.view == View::Cuts {
            let parts = parts(laid).into_iter();
            let part = parts.rev().find(|(_, rows)| rows.contains(&row));
            self.chosen = part.map(|(part, _)| part);
        }
    }

    /// The rows of the part that is chosen.
    #[must_use]
    pub fn chosen_rows(&self, laid: &Layout) -> Option<Range<usize>> {
        rows_of(laid, self.chosen()?)
    }
}

/// So many lines of a cut are shown; the others come back with it all the same.
const LINES: usize = 8;

fn aside(cut: &Cut, strings: &Strings) -> Aside {
    let name = format!("reason.{}", cut.reason);
    let reason = Some(strings.get(&name)).filter(|words| *words != name);
    let mut label = reason.unwrap_or(&cut.reason).to_owned();
    if cut.restored {
        label = strings.with("view.restored", &label);
    }
    let lines: Vec<String> = cut.text.lines().map(str::to_owned).collect();
    let more = lines.len().saturating_sub(LINES + 1);
    let mut shown = lines;
    if more > 0 {
        shown.truncate(LINES);
        shown.push(strings.count("view.more", more + 1));
    }
    Aside {
        place: cut.place,
        label,
        lines: shown,
        is_text: cut.restored,
    }
}

/// The parts with their rows, from top to bottom.
fn parts(laid: &Layout) -> Vec<(Part, Range<usize>)> {
    let mut parts: Vec<(Part, Range<usize>)> = Vec::new();
    for (number, rows) in laid.asides.iter().enumerate() {
        parts.push((Part::Cut(number), rows.clone()));
    }
    let last = laid.rows.last().map_or(0, |row| row.block);
    let mut start = 0;
    for rows in laid.rows.chunk_by(|one, next| one.block == next.block) {
        let range = start..start + rows.len();
        start = range.end;
        let block = rows.first().map_or(0, |row| row.block);
        // The list of links is no part of the text.
        let is_list = block == last && block > 0 && !laid.links.is_empty();
        if let Some(rows) = text_of(laid, range).filter(|_| !is_list)
            && let Ok(number) = usize::try_from(block)
        {
            parts.push((Part::Block(number), rows));
        }
    }
    parts.sort_by_key(|(_, rows)| rows.start);
    parts
}

fn rows_of(laid: &Layout, wanted: Part) -> Option<Range<usize>> {
    match wanted {
        Part::Cut(number) => laid.asides.get(number).cloned(),
        Part::Block(_) => parts(laid)
            .into_iter()
            .find(|(part, _)| *part == wanted)
            .map(|(_, rows)| rows),
    }
}

/// The rows among these that are the block's own: no header, no asides, no blank rows at the ends.
fn text_of(laid: &Layout, range: Range<usize>) -> Option<Range<usize>> {
    let is_own = |at: &usize| {
        let aside = laid.asides.iter().any(|rows| rows.contains(at));
        let row = laid.rows.get(*at);
        let of_header = row
            .and_then(|row| row.spans.first())
            .is_some_and(|span| matches!(span.role, Role::Title | Role::Fact));
        !aside && !of_header && row.is_some_and(|row| !row.spans.is_empty())
    };
    let first = range.clone().find(is_own)?;
    let end = (first..range.end)
        .find(|at| laid.asides.iter().any(|rows| rows.contains(at)))
        .unwrap_or(range.end);
    let last = (first..end).rev().find(is_own)?;
    Some(first..last + 1)
}
