//! Where lines end.
//!
//! Break opportunities are those of UAX 14, with dictionaries for Thai, Lao, Khmer and Burmese: their
//! neural model makes the same breaks at fifty times the cost. Lines are filled greedily by cells.
//! Text is expected to be displayable; `\n` in it ends a line.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::cells::{grapheme_width, surely_ends, width};

static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// Byte offsets where a line may end, the end of the text included; never inside a grapheme.
#[must_use]
pub fn breaks(text: &str) -> Vec<usize> {
    let mut breaks = Vec::with_capacity(text.len() / 6 + 1);
    breaks.extend(SEGMENTER.segment_str(text).filter(|at| *at > 0));
    if !breaks.iter().all(|at| surely_ends(text, *at)) {
        keep_graphemes_whole(text, &mut breaks);
    }
    breaks
}

/// UAX 14 breaks between a space and a mark on it, where UAX 29 does not.
fn keep_graphemes_whole(text: &str, breaks: &mut Vec<usize>) {
    let mut boundaries = text
        .grapheme_indices(true)
        .map(|(at, _)| at)
        .chain([text.len()])
        .peekable();
    breaks.retain(|at| {
        while boundaries.next_if(|boundary| boundary < at).is_some() {}
        boundaries.peek() == Some(at)
    });
}

/// The lines of a text, without the white space at their ends, none wider than asked but for a
/// single grapheme that is. No columns, no lines.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    fill(text, &breaks(text), columns)
}

/// As `wrap`, with breaks that are known already, or fewer than `breaks` finds.
#[must_use]
pub fn fill(text: &str, breaks: &[usize], columns: usize) -> Vec<Range<usize>> {
    if columns == 0 || text.trim().is_empty() {
        return Vec::new();
    }
    let mut filler = Filler {
        text,
        columns,
        lines: Vec::with_capacity(text.len() / columns + 1),
        line: 0..0,
        cells: 0,
        space: 0,
    };
    let mut start = 0;
    for &end in breaks {
        filler.add(start..end);
        start = end;
    }
    if !filler.line.is_empty() {
        filler.end_line(start);
    }
    filler.lines
}

/// The pieces of a line of code, the first no wider than `first`, the others than `rest`: cut behind a blank or a mark
/// where one stands in the second half, else at the edge, between graphemes. White space is kept. An empty line is one
/// empty piece.
#[must_use]
pub fn cut(line: &str, first: usize, rest: usize) -> Vec<&str> {
    let mut pieces = Vec::with_capacity(1);
    let (mut start, mut cells, mut columns) = (0, 0, first);
    let mut best = Best::default();
    for (at, grapheme) in line.grapheme_indices(true) {
        let wide = grapheme_width(grapheme);
        if cells + wide > columns && at > start {
            let (end, behind) = best
                .end
                .map_or((at, 0), |(end, before)| (end, cells - before));
            pieces.push(line.get(start..end).unwrap_or_default());
            (start, cells, columns) = (end, behind, rest);
            best = Best::default();
        }
        cells += wide;
        if cells * 2 > columns {
            best.take(grapheme, at + grapheme.len(), cells);
        }
    }
    pieces.push(line.get(start..).unwrap_or_default());
    pieces
}

/// The best place so far to cut a line of code: its offset, and the cells before it.
#[derive(Default)]
struct Best {
    end: Option<(usize, usize)>,
    is_blank: bool,
}

impl Best {
    fn take(&mut self, grapheme: &str, end: usize, cells: usize) {
        let is_blank = grapheme == " ";
        let is_mark = matches!(
            grapheme,
            "," | ";" | "(" | ")" | "{" | "}" | "[" | "]" | "|" | "&" | "=" | "/" | "." | ":"
        );
        if is_blank || is_mark && !self.is_blank {
            self.end = Some((end, cells));
            self.is_blank = is_blank;
        }
    }
}

/// Lines being filled.
struct Filler<'a> {
    text: &'a str,
    columns: usize,
    lines: Vec<Range<usize>>,
    /// The line so far, without the white space at its end.
    line: Range<usize>,
    /// Its width.
    cells: usize,
    /// The width of the white space behind it.
    space: usize,
}

impl Filler<'_> {
    /// Adds what stands between two break opportunities.
    fn add(&mut self, segment: Range<usize>) {
        let whole = self.text.get(segment.clone()).unwrap_or_default();
        let mut words = whole.trim_end();
        let behind = whole.get(words.len()..).unwrap_or_default();
        let mut start = segment.start;
        if self.line.is_empty() {
            words = words.trim_start();
            start = segment.end - behind.len() - words.len();
        }
        let end = start + words.len();
        let wide = width(words);
        if !words.is_empty() {
            if !self.line.is_empty() && self.cells + self.space + wide > self.columns {
                self.end_line(segment.start);
                start = end - words.trim_start().len();
            }
            if self.line.is_empty() {
                self.begin_line(start);
            }
            self.put(start..end, wide);
        }
        self.space += if behind == " " { 1 } else { width(behind) };
        if behind.contains(is_line_end) {
            self.end_line(segment.end);
        }
    }

    /// Puts words on the line, which is empty if they do not fit.
    fn put(&mut self, words: Range<usize>, wide: usize) {
        if self.cells + self.space + wide <= self.columns {
            self.cells += self.space + wide;
            self.line.end = words.end;
        } else {
            self.cut(words);
        }
        self.space = 0;
    }

    /// Fills lines with words that are wider than a line, grapheme by grapheme.
    fn cut(&mut self, words: Range<usize>) {
        let text = self.text.get(words.clone()).unwrap_or_default();
        for (at, grapheme) in text.grapheme_indices(true) {
            let wide = grapheme_width(grapheme);
            let start = words.start + at;
            if self.cells + wide > self.columns && !self.line.is_empty() {
                self.end_line(start);
            }
            self.cells += wide;
            self.line.end = start + grapheme.len();
        }
    }

    fn begin_line(&mut self, start: usize) {
        self.line = start..start;
        self.cells = 0;
        self.space = 0;
    }

    fn end_line(&mut self, next: usize) {
        self.lines.push(self.line.clone());
        self.begin_line(next);
    }
}

const fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
