//! The article on the screen: its rows for the present width, and how far it is read.

use std::ops::Range;

use crate::document::Document;
use crate::document::layout::{Header, Layout, Lead, Role};
use crate::model::article::{ArticleId, Facts, Position};
use crate::state::find::Find;
use crate::state::noted::Noted;
use crate::state::rooms::Pictures;
use crate::state::sheet::{Sheet, View};
use crate::state::strings::Strings;

/// The article on the screen.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    facts: Option<Box<Facts>>,
    document: Document,
    header: Header,
    layout: Layout,
    laid: Option<usize>,
    top: usize,
    height: usize,
    anchor: Position,
    /// How many rows of the story were ahead when another side was turned to that is not laid out yet.
    turned: Option<usize>,
    awaited: Option<ArticleId>,
    /// Whether the text of the page is being fetched.
    pub fetching: bool,
    /// Whether its page is fetched when the article comes: it was opened before its row was known.
    pub fetch_when_shown: bool,
    /// What is looked for in it.
    pub find: Find,
    /// Which side of the article is shown.
    pub sheet: Sheet,
    /// Its pictures.
    pub pictures: Pictures,
    noted: Option<Noted>,
    // Where the reader was when a link was gone to that was not in sight.
    left_for_link: Option<Position>,
}

impl Reader {
    /// Awaits that article; what is shown stays until it comes.
    pub fn await_article(&mut self, id: ArticleId) {
        self.awaited = Some(id);
        self.fetching = false;
        self.fetch_when_shown = false;
    }

    /// The article that is awaited.
    #[must_use]
    pub const fn awaited(&self) -> Option<ArticleId> {
        self.awaited
    }

    /// The article that is to be read: what is awaited, else what is shown.
    #[must_use]
    pub fn wanted(&self) -> Option<ArticleId> {
        self.awaited.or(self.id())
    }

    /// Awaits that article no more; what is shown stays.
    pub fn give_up(&mut self, id: ArticleId) {
        self.awaited.take_if(|awaited| *awaited == id);
    }

    /// Whether that article is shown.
    #[must_use]
    pub fn shows(&self, id: ArticleId) -> bool {
        self.id() == Some(id)
    }

    /// The article shown; none for a page that is not kept.
    #[must_use]
    pub fn id(&self) -> Option<ArticleId> {
        let id = self.facts.as_ref().map(|facts| facts.headline.id);
        id.filter(|id| *id != ArticleId::PASSING)
    }

    /// All that is known of the page shown, when it is not kept.
    #[must_use]
    pub fn passing(&self) -> Option<&Facts> {
        self.facts()
            .filter(|facts| facts.headline.id == ArticleId::PASSING)
    }

    /// All that is known of the article shown but its body.
    #[must_use]
    pub fn facts(&self) -> Option<&Facts> {
        self.facts.as_deref()
    }

    /// All that is known of the article shown, to be changed with a mark.
    pub fn facts_mut(&mut self) -> Option<&mut Facts> {
        self.facts.as_deref_mut()
    }

    /// The body shown.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// Shows an article from where the reader left it; the same article again keeps its place. Another that is awaited
    /// is so still.
    pub fn show(
        &mut self,
        facts: Box<Facts>,
        document: Document,
        header: Header,
        position: Position,
    ) {
        if self.id() != Some(facts.headline.id) {
            self.anchor = position;
            self.find = Find::default();
            self.fetching = false;
            self.sheet = Sheet::default();
            self.pictures = Pictures::default();
            self.noted = None;
        }
        self.give_up(facts.headline.id);
        self.facts = Some(facts);
        self.document = document;
        self.header = header;
        self.laid = None;
    }

    /// Shows the same body under another header (another language).
    pub fn set_header(&mut self, header: Header) {
        self.header = header;
        self.laid = None;
    }

    /// Has it laid out anew for whatever space there is now.
    pub const fn lay_anew(&mut self) {
        self.laid = None;
    }

    /// Shows nothing.
    pub fn clear(&mut self) {
        let height = self.height;
        *self = Self {
            height,
            ..Self::default()
        };
    }

    /// Lays the article out for that width, once; the paragraph on top stays on top.
    pub fn fit(&mut self, columns: usize, height: usize) {
        let anew = self.pictures.fit(height) || self.laid != Some(columns);
        if anew {
            self.layout = if self.facts.is_some() {
                self.sheet
                    .lay(&self.header, &self.document, self.pictures.laid(), columns)
            } else {
                Layout::default()
            };
            self.laid = Some(columns);
            self.find.look(&self.layout.rows);
        }
        if anew || self.height != height {
            self.height = height;
            let row = match self.turned.take() {
                Some(ahead) => self.row_with_ahead(ahead),
                None => self.row_of(self.anchor),
            };
            self.top = row.min(self.last_top());
        }
    }

    /// How many rows of the story itself begin with the one on top; none at the top of all.
    fn rows_ahead(&self) -> Option<usize> {
        let set_in = self.layout.set_in();
        let ahead = set_in.get(self.top..).unwrap_or_default();
        (self.top > 0).then(|| ahead.iter().filter(|is_aside| !**is_aside).count())
    }

    /// The row with which so many rows of the story itself begin. The blank row between two blocks is that below what is
    /// set in between them: who was at the second one stays there.
    fn row_with_ahead(&self, ahead: usize) -> usize {
        let rows = &self.layout.rows;
        let set_in = self.layout.set_in();
        let own = set_in.iter().enumerate().rev();
        let mut own = own.filter(|(_, is_aside)| !**is_aside);
        let row = own.nth(ahead.saturating_sub(1)).map_or(0, |(at, _)| at);
        let is_blank = |at: &usize| rows.get(*at).is_some_and(|row| row.spans.is_empty());
        if !is_blank(&row) {
            return row;
        }
        let is_aside = |at: usize| set_in.get(at).is_some_and(|is_aside| *is_aside);
        let next = (row + 1..rows.len()).find(|at| !is_blank(at) && !is_aside(*at));
        next.map_or(row, |next| next - 1)
    }

    fn row_of(&self, position: Position) -> usize {
        if position == Position::default() {
            return 0;
        }
        let before = self
            .layout
            .rows
            .partition_point(|row| (row.block, row.share) <= (position.block, position.share));
        before.saturating_sub(1)
    }

    fn last_top(&self) -> usize {
        self.layout.rows.len().saturating_sub(self.height)
    }

    /// The rows of the article.
    #[must_use]
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The number of the row on top.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// Where the reader is, for another width or another day.
    #[must_use]
    pub fn position(&self) -> Position {
        self.sheet.left.unwrap_or(self.anchor)
    }

    /// How much is read, in hundredths; none when all fits the window.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        let last = self.last_top();
        (last > 0).then(|| self.top * 100 / last)
    }

    /// How many minutes the rest takes to read, by what the whole takes: all of it at the top, whatever the window shows
    /// of it, and at least one before the end. None at the end, and for what nobody knows the length of.
    #[must_use]
    pub fn minutes_left(&self) -> Option<usize> {
        let minutes = usize::from(self.facts()?.headline.minutes);
        if !matches!(self.sheet.view(), View::Text | View::Cuts) {
            return None;
        }
        let rows = &self.layout.rows;
        // The list of addresses is not read.
        let links = rows.last().filter(|_| !self.layout.links.is_empty());
        let end = links.map_or(rows.len(), |last| {
            rows.partition_point(|row| row.block < last.block)
        });
        let ahead = end.saturating_sub(self.top);
        let left = (minutes * ahead + end / 2) / end.max(1);
        (minutes > 0 && !self.is_at_end()).then_some(left.max(1))
    }

    /// Whether the end is seen.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    /// Scrolls by that many rows.
    pub fn scroll(&mut self, by: isize) {
        self.go(self.top.saturating_add_signed(by));
    }

    /// Scrolls by that many windows, less two rows to hold on to.
    pub fn page(&mut self, by: isize) {
        let rows = isize::try_from(self.height.saturating_sub(2).max(1)).unwrap_or(1);
        self.scroll(by * rows);
    }

    /// Scrolls by half a window.
    pub fn half_page(&mut self, by: isize) {
        self.scroll(by * isize::try_from((self.height / 2).max(1)).unwrap_or(1));
    }

    /// Shows that row on top, or the last window.
    pub fn go(&mut self, row: usize) {
        self.top = row.min(self.last_top());
        self.anchor = match (self.top, self.layout.rows.get(self.top)) {
            (1.., Some(row)) => Position {
                block: row.block,
                share: row.share,
            },
            _ => Position::default(),
        };
    }

    /// The rows of the window.
    #[must_use]
    pub fn window(&self) -> Range<usize> {
        self.top..self.top + self.height.max(1)
    }

    /// Goes from the mark in that row to its note, or from the note to its mark.
    pub fn follow_note(&mut self, number: u32, row: usize) {
        self.noted = Noted::from(&self.layout, number, row, self.anchor);
        if let Some(row) = self.noted_row().filter(|row| !self.window().contains(row)) {
            self.go(row.saturating_sub(self.height / 4));
        }
    }

    /// The note, or its mark, that the reader went to, and its row.
    #[must_use]
    pub fn noted(&self) -> Option<(Lead, usize)> {
        let noted = self.noted?;
        Some((Lead::Note(noted.number), noted.row(&self.layout)?))
    }

    fn noted_row(&self) -> Option<usize> {
        self.noted().map(|(_, row)| row)
    }

    /// Goes back to where the reader came from to the note, as long as that is in the window; answers whether it is.
    pub fn leave_note(&mut self) -> bool {
        let is_seen = self
            .noted_row()
            .is_some_and(|row| self.window().contains(&row));
        let Some(noted) = self.noted.take().filter(|_| is_seen) else {
            return false;
        };
        self.go(self.row_of(noted.from));
        true
    }

    /// Goes to a link that is not in sight, from here.
    pub fn leave_for_link(&mut self) {
        self.left_for_link = Some(self.anchor);
    }

    /// Goes back to where a link out of sight was gone to from; nothing where none was.
    pub fn return_from_link(&mut self) {
        if let Some(from) = self.left_for_link.take() {
            self.go(self.row_of(from));
        }
    }

    /// The link that was gone to is what the reader wants to see.
    pub const fn stay_at_link(&mut self) {
        self.left_for_link = None;
    }

    /// Shows another side: the text and its cuts at the same place, the others from their beginning.
    pub fn turn_to(&mut self, view: View, strings: &Strings) {
        let has_text = |view: View| matches!(view, View::Text | View::Cuts);
        self.turned = None;
        match (has_text(self.sheet.view()), has_text(view)) {
            (true, false) => self.sheet.left = Some(std::mem::take(&mut self.anchor)),
            (false, true) => self.anchor = self.sheet.left.take().unwrap_or_default(),
            (false, false) => self.anchor = Position::default(),
            // What was put back is the story's own in its text only: then its words are as far as they are told apart.
            (true, true) if self.sheet.has_restored() => {}
            (true, true) => self.turned = self.rows_ahead(),
        }
        self.noted = None;
        self.sheet.show(view, strings);
        self.laid = None;
    }

    /// Chooses the next (1) or previous (-1) part of the side with the cuts, and shows it.
    pub fn step_part(&mut self, by: isize, cuts_only: bool) {
        let seen = self.window();
        let rows = self.sheet.step(&self.layout, by, cuts_only, seen.clone());
        if let Some(rows) = rows.filter(|rows| rows.start < seen.start || rows.end > seen.end) {
            self.go(rows.start.saturating_sub(self.height / 4));
        }
    }

    /// Chooses the part of the article that has that row, where what was cut is shown.
    pub fn choose_part_at(&mut self, row: usize) {
        self.sheet.choose_at(&self.layout, row);
    }

    /// Goes to the next (1) or previous (-1) block, of headings only if asked.
    pub fn step_block(&mut self, by: isize, headings: bool) {
        let rows = &self.layout.rows;
        let begins = |at: usize| {
            let Some(row) = rows.get(at) else {
                return false;
            };
            let first = at.checked_sub(1).and_then(|before| rows.get(before));
            let begins =
                first.is_none_or(|before| before.block != row.block) && !row.spans.is_empty();
            begins && (!headings || row.spans.iter().any(|span| span.role == Role::Heading))
        };
        let target = if by > 0 {
            (self.top + 1..rows.len()).find(|at| begins(*at))
        } else {
            (0..self.top).rev().find(|at| begins(*at)).or(Some(0))
        };
        if let Some(target) = target {
            self.go(target);
        }
    }
}
