//! The screen: a frame is drawn into a buffer, and what differs from the frame before is written in one piece inside a
//! synchronized update.
//!
//! ratatui's `Terminal` does the same over a backend, but looks at the width of each letter of the whole screen; here that
//! is done only for frames that change a row with wide ones. A frame that changes nothing writes nothing. What a frame
//! shows is the view's.

use std::collections::HashMap;
use std::io;
use std::mem;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;

use crate::terminal::output;
use crate::text;
use crate::view::links;

/// What standard output shows.
#[derive(Debug)]
pub struct Screen {
    /// The frame that is shown, and the one that is drawn next.
    frames: (Buffer, Buffer),
    /// Whether the terminal is to be emptied before the next frame.
    clear: bool,
    /// Where the cursor is shown; none while it is hidden.
    cursor: Option<Position>,
    /// Addresses that cells may lead to, as they came, and by their numbers.
    links: (Vec<String>, HashMap<u32, String>),
}

impl Screen {
    /// An empty screen of this size, with its cursor hidden.
    #[must_use]
    pub fn new(columns: u16, rows: u16) -> Self {
        let empty = Buffer::empty(Rect::new(0, 0, columns, rows));
        Self {
            frames: (empty.clone(), empty),
            clear: false,
            cursor: None,
            links: Default::default(),
        }
    }

    /// From now on the terminal has this size. What it shows is not known any more.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let area = Rect::new(0, 0, columns, rows);
        if area != self.frames.0.area {
            self.frames.1.resize(area);
            self.clear();
        }
    }

    /// Empties the terminal with the next frame, which is then written whole.
    pub fn clear(&mut self) {
        self.frames.0 = Buffer::empty(self.frames.1.area);
        self.clear = true;
    }

    /// The cursor was hidden by someone else.
    pub fn forget_cursor(&mut self) {
        self.cursor = None;
    }

    /// These are the addresses that cells may lead to.
    pub fn set_links(&mut self, urls: &[String]) {
        if self.links.0 != urls {
            let targets = urls.iter().filter_map(|url| links::target(url));
            let numbered = targets.map(|target| (links::number(&target), target));
            self.links = (urls.to_vec(), numbered.collect());
        }
    }

    /// Shows what is drawn into an empty buffer; the answer of `draw` is where the cursor stands, none hides it.
    pub fn show(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        self.frames.1.reset();
        let cursor = draw(&mut self.frames.1);
        let mut bytes = Vec::new();
        if mem::take(&mut self.clear) {
            queue!(bytes, Clear(ClearType::All))?;
        }
        self.write_changes(&mut bytes)?;
        mem::swap(&mut self.frames.0, &mut self.frames.1);
        self.write(&bytes, cursor)
    }

    /// What differs between the two frames.
    fn write_changes(&self, bytes: &mut Vec<u8>) -> io::Result<()> {
        let (shown, next) = &self.frames;
        let changes = narrow_changes(shown, next).unwrap_or_else(|| wide_changes(shown, next));
        let cells: Vec<_> = changes
            .into_iter()
            .map(|at| (self.link(at.2), at))
            .collect();
        for run in cells.chunk_by(|one, next| one.0 == next.0) {
            let link = run.first().and_then(|(link, _)| *link);
            let run = run.iter().map(|(_, at)| *at);
            match link {
                Some(number) => self.write_link(bytes, number, run)?,
                None => CrosstermBackend::new(&mut *bytes).draw(run)?,
            }
        }
        Ok(())
    }

    /// Where a cell leads: its number, if that is of an address.
    fn link(&self, cell: &Cell) -> Option<u32> {
        let number = links::marked(cell.underline_color)?;
        self.links.1.contains_key(&number).then_some(number)
    }

    /// Cells of one link, between its start and its end (OSC 8). Rows with the same `id` are one link to the terminal.
    fn write_link<'a>(
        &self,
        bytes: &mut Vec<u8>,
        number: u32,
        cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
    ) -> io::Result<()> {
        let target = self.links.1.get(&number).map_or("", String::as_str);
        queue!(
            bytes,
            Print(format_args!("\x1b]8;id=k{number:06x};{target}\x1b\\"))
        )?;
        let plain: Vec<(u16, u16, Cell)> = cells
            .map(|(x, y, cell)| {
                let mut cell = cell.clone();
                cell.underline_color = Color::Reset;
                (x, y, cell)
            })
            .collect();
        CrosstermBackend::new(&mut *bytes).draw(plain.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
        queue!(bytes, Print("\x1b]8;;\x1b\\"))
    }

    /// Writes a frame's changes, and puts the cursor where the frame wants it.
    fn write(&mut self, changes: &[u8], cursor: Option<Position>) -> io::Result<()> {
        if changes.is_empty() && self.cursor == cursor {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(changes.len() + 64);
        queue!(bytes, BeginSynchronizedUpdate)?;
        // A cursor that runs over the screen while it is painted is seen where there is no synchronized update.
        if self.cursor.is_some() {
            queue!(bytes, Hide)?;
        }
        bytes.extend_from_slice(changes);
        if let Some(Position { x, y }) = cursor {
            queue!(bytes, MoveTo(x, y), Show)?;
        }
        queue!(bytes, EndSynchronizedUpdate)?;
        self.cursor = cursor;
        output::write_all(&bytes)
    }
}

/// The cells that are not as they were; nothing when a row that changes has one that is not exactly a column wide, which
/// takes ratatui's rules for what stands behind it.
fn narrow_changes<'a>(before: &Buffer, after: &'a Buffer) -> Option<Vec<(u16, u16, &'a Cell)>> {
    let mut changes = Vec::new();
    let area = after.area;
    let columns = usize::from(area.width).max(1);
    let rows = before
        .content
        .chunks(columns)
        .zip(after.content.chunks(columns));
    for ((before, after), y) in rows.zip(area.y..) {
        let known = changes.len();
        let cells = before.iter().zip(after).zip(area.x..);
        changes.extend(
            cells.filter_map(|((before, after), x)| {
                (!is_same(before, after)).then_some((x, y, after))
            }),
        );
        if changes.len() > known && !before.iter().chain(after).all(is_narrow) {
            return None;
        }
    }
    Some(changes)
}

/// What differs, by ratatui's rules; but a row that has clusters, or had, is written whole: how many cells each takes is
/// the terminal's own affair, and what does not fit ours has been written over what stands behind it. The cells of a
/// cluster are emptied before it is written, and the cursor is set anew after it, for then no cell is next to the last.
fn wide_changes<'a>(before: &Buffer, after: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let mut changes = before.diff(after);
    let area = after.area;
    let columns = usize::from(area.width).max(1);
    let (before, after) = (&before.content, &after.content);
    let rows = before.chunks(columns).zip(after.chunks(columns));
    for ((before, after), y) in rows.zip(area.y..) {
        let is_changed = before
            .iter()
            .zip(after)
            .any(|(one, other)| !is_same(one, other));
        if is_changed && before.iter().chain(after).any(is_cluster) {
            changes.retain(|change| change.1 != y);
            let mut cells = (area.x..).zip(after);
            while let Some((x, cell)) = cells.next() {
                let hidden = text::width(cell.symbol()).saturating_sub(1);
                let hidden = cells.by_ref().take(hidden);
                if is_cluster(cell) {
                    changes.extend(hidden.map(|(x, cell)| (x, y, cell)));
                } else {
                    hidden.for_each(drop);
                }
                changes.push((x, y, cell));
            }
        }
    }
    changes
}

fn is_cluster(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() > 3 && text::is_cluster(symbol)
}

/// Whether two cells look the same, as they themselves say. Most are of one letter, which is compared as such: there are
/// thousands of them in each frame.
#[inline]
fn is_same(one: &Cell, other: &Cell) -> bool {
    let same = match (one.symbol().as_bytes(), other.symbol().as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    };
    same && one.fg == other.fg
        && one.bg == other.bg
        && one.modifier == other.modifier
        && one.underline_color == other.underline_color
        && one.diff_option == other.diff_option
}

fn is_narrow(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() == 1 || text::width(symbol) == 1
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;
    use crate::state::area::Area;
    use crate::view::paint;

    #[test]
    fn a_link_that_is_broken_over_rows_is_one_link() {
        let urls = ["https://example.com/é".to_owned(), "file:///x".to_owned()];
        let mut screen = Screen::new(10, 3);
        screen.set_links(&urls);
        let number = links::number("https://example.com/%C3%A9");
        let mut linked = Cell::new("a");
        linked.underline_color = links::mark(number);
        let plain = Cell::new("b");
        let mut foreign = Cell::new("c");
        foreign.underline_color = links::mark(links::number("file:///x"));
        let next = &mut screen.frames.1;
        for (x, y, cell) in [
            (0, 0, plain),
            (9, 0, linked.clone()),
            (0, 1, linked),
            (1, 1, foreign),
        ] {
            next[(x, y)] = cell;
        }
        let mut bytes = Vec::new();
        screen.write_changes(&mut bytes).unwrap();
        let bytes = String::from_utf8(bytes).unwrap();
        let start = format!("\x1b]8;id=k{number:06x};https://example.com/%C3%A9\x1b\\");
        assert_eq!(bytes.matches(&start).count(), 1, "{bytes:?}");
        assert_eq!(bytes.matches("\x1b]8;;\x1b\\").count(), 1);
        assert!(!bytes.contains("file:"));
        let inside = bytes.split(&start).nth(1).unwrap();
        let inside = inside.split("\x1b]8;;").next().unwrap();
        assert_eq!(inside.matches('a').count(), 2, "{inside:?}");
        assert!(
            !inside.contains("58;2") && !inside.contains("58:2"),
            "{inside:?}"
        );
    }

    #[test]
    fn a_row_with_clusters_is_written_whole_and_by_places() {
        let titles = [
            "ការជួសជុលផ្លូវជាតិលេខ៥",
            "Story 1",
            "រដ្ឋមន្ត្រីជួប",
            "हिन्दी में समाचार",
            "",
            "နိုင်ငံတော် သတင်း",
            "বাংলাদেশে না",
            "நாடு முழுவதும்",
        ];
        let mut screen = Screen::new(40, 2);
        let mut terminal = vt100::Parser::new(2.try_into().unwrap(), 40.try_into().unwrap(), 0);
        for title in titles.iter().chain(titles.iter().rev().skip(1)) {
            let next = &mut screen.frames.1;
            next.reset();
            for (y, row) in [*title, "Story 2"].into_iter().enumerate() {
                let y = y as u16;
                let area = Area::new(0, 0, 40, 2);
                paint::put(next, area, 0, y, row, Style::new());
                paint::put(next, area, 39, y, "┃", Style::new());
            }
            let mut bytes = Vec::new();
            screen.write_changes(&mut bytes).unwrap();
            terminal.process(&bytes);
            let row = terminal.screen().contents();
            let row = row.lines().next().unwrap().replace('\u{a0}', " ");
            let blank = " ".repeat(39 - text::width(title));
            if title.contains(['\u{9be}', '\u{bbe}']) {
                // This terminal gives such a sign no cell; then one stays empty, and all else stands where it should.
                let letters = |row: &str| row.replace(' ', "");
                assert_eq!(letters(&row), letters(&format!("{title}┃")));
                assert_eq!(terminal.screen().cell(0, 39).unwrap().contents(), "┃");
            } else {
                assert_eq!(row, format!("{title}{blank}┃"));
            }
            let bytes = String::from_utf8(bytes).unwrap();
            for end in text::grapheme_ends(title) {
                let before = title.get(..end).unwrap();
                let cluster = text::grapheme_ends(before).collect::<Vec<_>>();
                let start = cluster.iter().rev().nth(1).copied().unwrap_or_default();
                let cluster = title.get(start..end).unwrap();
                if text::is_cluster(cluster) {
                    let alone = format!("{cluster}\x1b[");
                    assert!(bytes.contains(&alone), "{cluster} in {bytes:?}");
                }
            }
            mem::swap(&mut screen.frames.0, &mut screen.frames.1);
        }
    }

    #[test]
    fn narrow_cells_change_by_the_rules_for_wide_ones() {
        let words = ["berita", "東京の", "नमस्ते", "👨‍👩‍👧", "ข่าว", " ", "│●…⇣▌★", "❤️"];
        let colours = [Color::Reset, Color::Red, Color::Indexed(7)];
        let mut random = 7_u32;
        let mut next = move |below: usize| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            usize::try_from(random >> 16).unwrap() % below
        };
        let mut before = Buffer::empty(Rect::new(0, 0, 17, 6));
        let mut narrow = 0;
        for round in 0..4_000 {
            let mut after = if round % 3 == 0 {
                Buffer::empty(before.area)
            } else {
                before.clone()
            };
            for _ in 0..next(5) {
                let (x, y) = (next(17) as u16, next(6) as u16);
                let style = Style::new().fg(colours[next(3)]);
                after.set_stringn(x, y, words[next(words.len())], 17, style);
            }
            if let Some(changes) = narrow_changes(&before, &after) {
                assert_eq!(changes, before.diff(&after), "round {round}");
                narrow += 1;
            }
            before = after;
        }
        assert!(narrow > 400, "{narrow}");
    }
}
