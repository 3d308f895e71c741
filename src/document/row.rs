//! What a laid out body is made of: rows of spans with roles.
//!
//! Roles are not styles: a theme gives them colours, so that another theme lays nothing out again.

use crate::text::bidi;

/// A row of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Number of the block it belongs to, from 0; the header belongs to block 0, the list of links
    /// to one after the last. The blank row behind a block belongs to that block.
    pub block: u32,
    /// Thousandths of the block's text that stand above this row, 0 to 999; 0 for its first row.
    pub share: u16,
    /// From left to right; none for a blank row. Their widths add up to the columns at most.
    pub spans: Vec<Span>,
    /// Whether it belongs to a paragraph that runs from right to left.
    pub rtl: bool,
    /// The level of each grapheme (UAX 9), in the order of the text; none where all runs from left to right.
    pub levels: Vec<u8>,
    /// How it goes on from the row above it.
    pub joint: Joint,
}

/// How a row goes on from the row above it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Joint {
    /// Not at all: another text begins.
    #[default]
    Apart,
    /// Behind a blank, which no row shows.
    Spaced,
    /// With nothing between: in the middle of a long word, or in a script without blanks.
    Close,
}

impl Row {
    /// The bars, frames and blanks before what is read in it, and that, without those behind.
    #[must_use]
    pub fn parts(&self) -> (&[Span], &[Span]) {
        let is_bar = |span: &Span| matches!(span.role, Role::QuoteBar | Role::CutBar | Role::Frame);
        let is_read = |span: &Span| !is_bar(span) && !span.text.trim().is_empty();
        let end = self.spans.iter().rposition(|span| !is_bar(span));
        let end = end.map_or(0, |last| last + 1);
        let start = self.spans.iter().position(is_read).unwrap_or(end);
        let (until, _) = self.spans.split_at(end);
        until.split_at(start)
    }
}

/// What is to become a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// See `Row::spans`.
    pub spans: Vec<Span>,
    /// See `Row::rtl`.
    pub rtl: bool,
    /// See `Row::levels`.
    pub levels: Vec<u8>,
    /// See `Row::joint`.
    pub joint: Joint,
}

impl Line {
    /// A line of cells that each begin at the left.
    #[must_use]
    pub fn of(spans: Vec<Span>) -> Self {
        let text = words(&spans);
        let all = bidi::Levels::within_line(&text);
        let levels = all.map(|all| levels(&spans, &text, &all));
        Self {
            levels: levels.unwrap_or_default(),
            spans,
            ..Self::default()
        }
    }

    /// A line that runs from right to left, of cells that are each read by themselves.
    #[must_use]
    pub fn of_rtl_cells(cells: Vec<Vec<Span>>) -> Self {
        let of_cell = |cell: &Vec<Span>| {
            let text = words(cell);
            levels(cell, &text, &bidi::Levels::within_rtl_line(&text))
        };
        Self {
            levels: cells.iter().flat_map(of_cell).collect(),
            rtl: true,
            spans: cells.into_iter().flatten().collect(),
            ..Self::default()
        }
    }
}

fn words(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// The level of each grapheme. A mark at the start of a span does not join the span before it.
fn levels(spans: &[Span], text: &str, all: &bidi::Levels) -> Vec<u8> {
    let mut start = 0;
    let of_span = |span: &Span| {
        let line = start..start + span.text.len();
        start = line.end;
        all.of_line(text, line)
    };
    spans.iter().flat_map(of_span).collect()
}

/// A run of text in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Displayable, without line breaks.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Where it leads.
    pub lead: Option<Lead>,
}

/// Where a span leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// To an address: its index in `Layout::links`; the number shown is one more.
    Link(u32),
    /// To the note of that number; from the note to its mark in the text.
    Note(u32),
}

impl Lead {
    /// The index of the address it leads to.
    #[must_use]
    pub fn link(self) -> Option<usize> {
        match self {
            Self::Link(link) => usize::try_from(link).ok(),
            Self::Note(_) => None,
        }
    }
}

impl Span {
    /// A span that leads nowhere.
    #[must_use]
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            lead: None,
        }
    }
}

/// What a span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The story's title.
    Title,
    /// Source, date, names, length.
    Fact,
    /// The lines between title and text.
    Standfirst,
    /// Running text, and the spaces of indents.
    Text,
    /// Stressed.
    Emphasis,
    /// Stressed strongly.
    Strong,
    /// Struck out.
    Struck,
    /// Code, in a line or on lines of its own.
    Code,
    /// A word that the language of the code reserves.
    CodeWord,
    /// A text within code.
    CodeText,
    /// A number within code.
    CodeNumber,
    /// A comment within code.
    CodeNote,
    /// A sub-heading.
    Heading,
    /// What is quoted.
    Quote,
    /// The bar before a quotation.
    QuoteBar,
    /// Bullet or number of a list item.
    Bullet,
    /// The words of a link, and its address in the list of links.
    Link,
    /// The link's number in brackets.
    LinkNumber,
    /// The mark of a note.
    NoteMark,
    /// What a picture shows; the host of an embedded thing.
    Caption,
    /// The frame around a caption.
    Frame,
    /// The head of a table, or the label of a value.
    TableHead,
    /// A line between subjects or under a table's head.
    Rule,
    /// Place and agency before the first sentence.
    Dateline,
    /// What was cut from a story.
    Cut,
    /// Why it was cut.
    CutReason,
    /// The bar before what was cut.
    CutBar,
}
