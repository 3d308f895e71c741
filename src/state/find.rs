//! What is looked for in the article, and where it stands: in a paragraph as it is read, whatever rows it is broken into.

use std::ops::Range;

use crate::document::layout::{Row, Span};
use crate::document::row::Joint;
use crate::text;

/// What is looked for in the article.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// The words as they were typed; empty when nothing is looked for.
    pub typed: String,
    /// The words, folded.
    pub words: String,
    /// The row on top when one began to look.
    pub from: usize,
    /// The pieces of all places, in the order of the rows.
    pieces: Vec<Piece>,
    count: usize,
    at: usize,
}

/// A place that holds the words, as far as it stands in one row.
#[derive(Debug, Clone)]
struct Piece {
    /// Which place.
    hit: usize,
    row: usize,
    /// Bytes of the folded row.
    bytes: Range<usize>,
}

impl Find {
    /// Looks for other words, the first from that row on.
    pub fn look_for(&mut self, words: &str, rows: &[Row], from: usize) {
        words.trim().clone_into(&mut self.typed);
        self.words = text::fold(&self.typed);
        self.look(rows);
        let first = self.begins().find(|piece| piece.row >= from);
        self.at = first.map_or(0, |piece| piece.hit);
    }

    /// Looks for the same words in other rows.
    pub fn look(&mut self, rows: &[Row]) {
        self.pieces.clear();
        self.count = 0;
        if self.words.is_empty() {
            return;
        }
        let mut paragraph = Paragraph::default();
        for (number, row) in rows.iter().enumerate() {
            if row.joint == Joint::Apart {
                self.look_in(&paragraph);
                paragraph.begin();
            }
            paragraph.add(number, row);
        }
        self.look_in(&paragraph);
        self.at = self.at.min(self.count.saturating_sub(1));
    }

    fn look_in(&mut self, paragraph: &Paragraph) {
        for (start, words) in paragraph.folded.match_indices(&self.words) {
            let hit = self.count;
            self.count += 1;
            let pieces = paragraph.pieces(start..start + words.len());
            self.pieces
                .extend(pieces.map(|(row, bytes)| Piece { hit, row, bytes }));
        }
    }

    /// The first piece of each place.
    fn begins(&self) -> impl Iterator<Item = &Piece> {
        let hits = self.pieces.chunk_by(|one, next| one.hit == next.hit);
        hits.filter_map(<[Piece]>::first)
    }

    /// Goes to the next (1) or previous (-1) place; answers whether that was round at an end.
    pub fn step(&mut self, by: isize) -> bool {
        let next = self.at.checked_add_signed(by);
        let next = next.filter(|next| *next < self.count);
        let end = if by > 0 { 0 } else { self.count };
        self.at = next.unwrap_or_else(|| end.saturating_sub(usize::from(by < 0)));
        next.is_none()
    }

    /// The row at which the place begins that one is at.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        let first = self.pieces.partition_point(|piece| piece.hit < self.at);
        self.pieces.get(first).map(|piece| piece.row)
    }

    /// What a row has of the places: cells of its text, and whether one is at that place.
    #[must_use]
    pub fn cells(&self, number: usize, row: &Row) -> Vec<(Range<usize>, bool)> {
        let first = self.pieces.partition_point(|piece| piece.row < number);
        let pieces = self.pieces.get(first..).unwrap_or_default().iter();
        let mut pieces = pieces.take_while(|piece| piece.row == number).peekable();
        if pieces.peek().is_none() {
            return Vec::new();
        }
        let folded = Folded::of(row);
        pieces
            .map(|piece| (folded.cells(&piece.bytes), piece.hit == self.at))
            .collect()
    }

    /// How many places hold the words.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// `2/7`, when any place holds the words.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        (self.count > 0).then(|| format!("{}/{}", self.at + 1, self.count))
    }
}

/// A text over its rows, folded.
#[derive(Default)]
struct Paragraph {
    folded: String,
    /// Each row, and the bytes it has of it.
    rows: Vec<(usize, Range<usize>)>,
    line: String,
}

impl Paragraph {
    fn begin(&mut self) {
        self.folded.clear();
        self.rows.clear();
    }

    fn add(&mut self, number: usize, row: &Row) {
        if row.joint == Joint::Spaced {
            self.folded.push(' ');
        }
        self.line.clear();
        for span in row.parts().1 {
            self.line.push_str(&span.text);
        }
        let start = self.folded.len();
        self.folded.push_str(&text::fold(&self.line));
        self.rows.push((number, start..self.folded.len()));
    }

    /// What each row has of some bytes, as bytes of its own.
    fn pieces(&self, bytes: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
        let first = self.rows.partition_point(|(_, row)| row.end <= bytes.start);
        let rows = self.rows.iter().skip(first);
        rows.take_while(move |(_, row)| row.start < bytes.end)
            .map(move |(number, row)| {
                let start = bytes.start.max(row.start) - row.start;
                (*number, start..bytes.end.min(row.end) - row.start)
            })
    }
}

/// The graphemes of what is read in a row: where each ends, folded, and in cells of the row.
struct Folded {
    before: usize,
    ends: Vec<(usize, usize)>,
}

impl Folded {
    fn of(row: &Row) -> Self {
        let (bars, read) = row.parts();
        let before = bars.iter().map(|span| text::width(&span.text)).sum();
        let (mut bytes, mut cells) = (0, before);
        let mut ends = Vec::new();
        for Span { text, .. } in read {
            let mut start = 0;
            for end in text::grapheme_ends(text) {
                let grapheme = text.get(start..end).unwrap_or_default();
                bytes += text::fold(grapheme).len();
                cells += text::width(grapheme);
                ends.push((bytes, cells));
                start = end;
            }
        }
        Self { before, ends }
    }

    /// The cells of all graphemes that have any of these bytes.
    fn cells(&self, bytes: &Range<usize>) -> Range<usize> {
        let first = self.ends.partition_point(|(end, _)| *end <= bytes.start);
        let last = self.ends.partition_point(|(end, _)| *end < bytes.end);
        let end = |at: usize| self.ends.get(at).map(|(_, cells)| *cells);
        let start = first.checked_sub(1).and_then(end).unwrap_or(self.before);
        start
            ..end(last)
                .or_else(|| self.ends.last().map(|(_, cells)| *cells))
                .unwrap_or(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::{Header, layout};
    use crate::document::{Block, Document, Inline};

    fn document() -> Document {
        let paragraph = |text: &str| Block::Paragraph {
            content: vec![Inline::Text {
                text: text.to_owned(),
            }],
        };
        let told = "The harbour master wrote that the ship lost three containers, “all full of tea”, at sea.";
        Document {
            blocks: vec![
                paragraph(told),
                paragraph("新华社北京十一月三十日电国务院总理今天在北京会见外宾国务院总理说明情况"),
                paragraph("วันนี้ที่กรุงเทพมหานครมีฝนตกหนักมากตั้งแต่เช้า"),
                Block::List {
                    start: Some(9),
                    numbering: crate::document::Numbering::default(),
                    items: vec![vec![paragraph("one")], vec![paragraph(told)]],
                },
                Block::Quote {
                    blocks: vec![paragraph(told)],
                },
                Block::Code {
                    language: Some("rust".to_owned()),
                    text: "let name = settings.get(\"name\").cloned().unwrap_or_default();"
                        .to_owned(),
                },
                Block::Image {
                    url: "https://a.example/b.jpg".to_owned(),
                    alt: told.to_owned(),
                    caption: Vec::new(),
                },
            ],
        }
    }

    #[test]
    fn words_are_found_whatever_rows_they_are_broken_into() {
        for (words, count) in [
            ("ship lost three", 4),
            ("full of tea”, at", 4),
            ("国务院总理", 2),
            ("กรุงเทพมหานคร", 1),
            ("cloned().unwrap_or_default", 1),
            ("let name = settings", 1),
            ("tea”, at sea. let name", 0),
            ("o", 23),
        ] {
            for columns in 20..90 {
                let rows = layout(&Header::default(), &document(), columns).rows;
                let mut find = Find::default();
                find.look_for(words, &rows, 0);
                assert_eq!(find.count(), count, "{words} at {columns}");
                let mut lit = String::new();
                for (number, row) in rows.iter().enumerate() {
                    let text: String = row.spans.iter().map(|span| span.text.as_str()).collect();
                    let cells: Vec<&str> = text::grapheme_ends(&text)
                        .scan(0, |start, end| Some((std::mem::replace(start, end), end)))
                        .filter_map(|(start, end)| text.get(start..end))
                        .flat_map(|grapheme| {
                            let more = text::width(grapheme).saturating_sub(1);
                            std::iter::once(grapheme).chain(std::iter::repeat_n("", more))
                        })
                        .collect();
                    for (range, _) in find.cells(number, row) {
                        lit.extend(cells.get(range).unwrap_or_default().iter().copied());
                    }
                }
                let dense = |text: &str| text.split_whitespace().collect::<String>();
                assert_eq!(dense(&lit), dense(&words.repeat(count)), "at {columns}");
            }
        }
    }

    #[test]
    fn one_goes_to_the_row_where_the_words_begin() {
        let rows = layout(&Header::default(), &document(), 30).rows;
        let mut find = Find::default();
        find.look_for("that the ship", &rows, 0);
        let row = find.row().and_then(|row| rows.get(row));
        let text: String = row
            .into_iter()
            .flat_map(|row| &row.spans)
            .map(|span| span.text.as_str())
            .collect();
        assert!(
            text.ends_with("that the") || text.ends_with("that"),
            "{text}"
        );
        assert!(find.step(-1) && !find.step(-1));
    }

    #[test]
    fn signs_that_fold_to_several_letters_move_no_light() {
        let rows = layout(
            &Header {
                title: "Ÿ… ½ ﬁsh, ships".to_owned(),
                ..Header::default()
            },
            &Document::default(),
            40,
        )
        .rows;
        let mut find = Find::default();
        find.look_for("ships", &rows, 0);
        assert_eq!(find.cells(0, &rows[0]), [(10..15, true)]);
    }
}
