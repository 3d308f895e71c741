//! Rows being put below each other, behind the indents of lists and quotations.

use std::collections::{BTreeMap, HashMap};

use crate::document::layout::flow::Flow;
use crate::document::layout::room::{Place, Rooms};
use crate::document::notes::Notes;
use crate::document::row::{Line, Role, Row, Span};
use crate::text::emoji::Emoji;

/// An indent must leave so many columns, else it is left out.
const ROOM: usize = 8;

/// Rows so far, and what stands before the next one.
pub struct Page {
    rows: Vec<Row>,
    columns: usize,
    indents: Vec<Indent>,
    /// A blank row is due before the next row, behind so many of the indents.
    gap: Option<usize>,
    block: u32,
    links: Vec<String>,
    numbers: HashMap<String, u32>,
    /// What pictures are called.
    image: String,
    emoji: Emoji,
    /// Those that are shown.
    rooms: Rooms,
    /// And where they stand.
    pub places: Vec<Place>,
    /// Which notes there are.
    pub notes: Notes,
    /// The rows at which they begin.
    note_rows: BTreeMap<u32, usize>,
    /// How many lists with numbers there were.
    lists: usize,
}

/// What was put.
pub struct Put {
    pub rows: Vec<Row>,
    /// Addresses in the order of their numbers.
    pub links: Vec<String>,
    pub places: Vec<Place>,
    /// The rows at which notes begin, by their numbers.
    pub note_rows: BTreeMap<u32, usize>,
}

/// What stands before the rows of an item or a quotation.
struct Indent {
    /// Before its first row, until that has come.
    first: Option<Span>,
    /// Before the others.
    rest: Span,
    cells: usize,
}

impl Page {
    pub fn new(columns: usize, image: String, rooms: Rooms, notes: Notes, emoji: Emoji) -> Self {
        Self {
            rows: Vec::new(),
            columns,
            indents: Vec::new(),
            gap: None,
            block: 0,
            links: Vec::new(),
            numbers: HashMap::new(),
            image,
            emoji,
            rooms,
            places: Vec::new(),
            notes,
            note_rows: BTreeMap::new(),
            lists: 0,
        }
    }

    /// What pictures are called.
    pub fn image(&self) -> &str {
        &self.image
    }

    /// No text yet, for this page.
    pub fn blank(&self) -> Flow {
        Flow::new(self.emoji)
    }

    /// Text in one role, for this page.
    pub fn flow(&self, text: &str, role: Role) -> Flow {
        Flow::of(text, role, self.emoji)
    }

    pub fn finish(self) -> Put {
        Put {
            rows: self.rows,
            links: self.links,
            places: self.places,
            note_rows: self.note_rows,
        }
    }

    /// A list with numbers begins; answers whether its items are notes.
    pub fn next_list(&mut self) -> bool {
        self.lists += 1;
        self.notes.is_list(self.lists - 1)
    }

    /// A note begins at the next row.
    pub fn put_note(&mut self, number: u32) {
        let row = self.rows_with_gap();
        self.note_rows.insert(number, row);
    }

    /// The pictures that are shown.
    pub const fn rooms(&self) -> &Rooms {
        &self.rooms
    }

    /// How many rows there are.
    pub const fn rows_so_far(&self) -> usize {
        self.rows.len()
    }

    /// How many rows there will be before the next one.
    pub fn rows_with_gap(&self) -> usize {
        self.rows.len() + usize::from(self.gap.is_some())
    }

    /// Columns between the indents and the right edge.
    pub fn columns(&self) -> usize {
        self.columns.saturating_sub(self.indent())
    }

    /// Columns before which nothing but the indents stands.
    pub fn indent(&self) -> usize {
        self.indents.iter().map(|indent| indent.cells).sum()
    }

    /// Addresses so far, in the order of their numbers.
    pub fn links(&self) -> &[String] {
        &self.links
    }

    /// The number of an address, the same for the same.
    pub fn link(&mut self, url: &str) -> u32 {
        if let Some(number) = self.numbers.get(url) {
            return *number;
        }
        let number = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
        self.links.push(url.to_owned());
        self.numbers.insert(url.to_owned(), number);
        number
    }

    /// What comes now belongs to the next block.
    pub fn next_block(&mut self) {
        self.block += 1;
    }

    /// Asks for a blank row before the next row, if there are rows above.
    pub fn gap(&mut self) {
        if !self.rows.is_empty() {
            let depth = self.indents.len();
            self.gap = Some(self.gap.map_or(depth, |before| before.min(depth)));
        }
    }

    /// Puts something behind an indent: `first` before its first row, `rest`, as wide, before the
    /// others. Where columns are few it is put without.
    pub fn indented(
        &mut self,
        first: Option<Span>,
        rest: Span,
        cells: usize,
        put: impl FnOnce(&mut Self),
    ) {
        if self.columns() < cells + ROOM {
            return put(self);
        }
        self.indents.push(Indent { first, rest, cells });
        put(self);
        self.indents.pop();
    }

    /// Puts something whose first row starts so many columns further left than the others.
    pub fn hanging(&mut self, cells: usize, put: impl FnOnce(&mut Self)) {
        let none = Span::new("", Role::Text);
        let rest = Span::new(" ".repeat(cells), Role::Text);
        self.indented(Some(none), rest, cells, put);
    }

    /// Puts a paragraph.
    pub fn put(&mut self, flow: Flow) {
        for line in flow.lines(self.columns()) {
            self.push_line(line);
        }
    }

    /// Puts a row, which is no wider than `columns`.
    pub fn push(&mut self, spans: Vec<Span>) {
        self.push_line(Line::of(spans));
    }

    /// Puts a line, which is no wider than `columns`.
    pub fn push_line(&mut self, mut line: Line) {
        self.push_gap();
        if self.indents.is_empty() {
            line.spans.retain(|span| !span.text.is_empty());
            return self.push_row(line, self.block);
        }
        let mut spans = Vec::with_capacity(self.indents.len() + line.spans.len());
        for indent in &mut self.indents {
            spans.push(indent.first.take().unwrap_or_else(|| indent.rest.clone()));
        }
        if !line.levels.is_empty() {
            line.levels.splice(0..0, indent_levels(&spans, line.rtl));
        }
        spans.append(&mut line.spans);
        spans.retain(|span| !span.text.is_empty());
        self.push_row(Line { spans, ..line }, self.block);
    }

    /// The blank row belongs to the block above it; the bars of quotations run through it.
    fn push_gap(&mut self) {
        let Some(depth) = self.gap.take() else { return };
        let rests = self
            .indents
            .iter()
            .take(depth)
            .map(|indent| indent.rest.clone());
        let mut spans: Vec<Span> = rests.collect();
        while spans.pop_if(|span| span.role != Role::QuoteBar).is_some() {}
        if let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        let block = self.rows.last().map_or(self.block, |row| row.block);
        let rtl = self.rows.last().is_some_and(|row| row.rtl) && !spans.is_empty();
        let levels = if rtl {
            indent_levels(&spans, rtl)
        } else {
            Vec::new()
        };
        let line = Line {
            spans,
            rtl,
            levels,
            ..Line::default()
        };
        self.push_row(line, block);
    }

    fn push_row(&mut self, line: Line, block: u32) {
        self.rows.push(Row {
            block,
            share: 0,
            spans: line.spans,
            rtl: line.rtl,
            levels: line.levels,
            joint: line.joint,
        });
    }
}

/// Bars, bullets and numbers stand at the side where reading begins; the digits of a number stay in order.
fn indent_levels(spans: &[Span], rtl: bool) -> Vec<u8> {
    let letters = spans.iter().flat_map(|span| span.text.chars());
    let level = |letter: char| match (rtl, letter.is_ascii_digit()) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => 2,
    };
    letters.map(level).collect()
}
