//! The screen as ratatui draws on it: a frame is gathered, and written in one piece inside a synchronized update.
//!
//! It is told the terminal's size instead of asking, and where the cursor is instead of asking; a frame that changes
//! nothing writes nothing. What a frame shows is the view's.

use std::collections::HashMap;
use std::io;
use std::mem;

use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::Color;

use crate::terminal::output;
use crate::view::links;

/// A ratatui backend for standard output.
#[derive(Debug)]
pub struct Screen {
    size: Size,
    /// The frame so far. Empty between frames.
    frame: Vec<u8>,
    /// Where the cursor is shown; none while it is hidden.
    shown: Option<Position>,
    /// Where the view wants it in this frame.
    wanted: Option<Position>,
    /// Addresses that cells may lead to, as they came, and by their numbers.
    links: (Vec<String>, HashMap<u32, String>),
}

impl Screen {
    /// An empty screen of this size, with its cursor hidden.
    #[must_use]
    pub fn new(columns: u16, rows: u16) -> Self {
        Self {
            size: Size::new(columns, rows),
            frame: Vec::new(),
            shown: None,
            wanted: None,
            links: Default::default(),
        }
    }

    /// From now on the terminal has this size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = Size::new(columns, rows);
    }

    /// The terminal was cleared and its cursor hidden by someone else.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// These are the addresses that cells may lead to.
    pub fn set_links(&mut self, urls: &[String]) {
        if self.links.0 != urls {
            let targets = urls.iter().filter_map(|url| links::target(url));
            let numbered = targets.map(|target| (links::number(&target), target));
            self.links = (urls.to_vec(), numbered.collect());
        }
    }

    /// Where a cell leads: its number, if that is of an address.
    fn link(&self, cell: &Cell) -> Option<u32> {
        let number = links::marked(cell.underline_color)?;
        self.links.1.contains_key(&number).then_some(number)
    }

    /// Cells of one link, between its start and its end (OSC 8). Rows with the same `id` are one link to the terminal.
    fn draw_link(&mut self, number: u32, cells: &[(u16, u16, &Cell)]) -> io::Result<()> {
        let target = self.links.1.get(&number).map_or("", String::as_str);
        queue!(
            self.frame,
            Print(format_args!("\x1b]8;id=k{number:06x};{target}\x1b\\"))
        )?;
        let plain: Vec<(u16, u16, Cell)> = cells
            .iter()
            .map(|(x, y, cell)| {
                let mut cell = (*cell).clone();
                cell.underline_color = Color::Reset;
                (*x, *y, cell)
            })
            .collect();
        self.paint(|backend| backend.draw(plain.iter().map(|(x, y, cell)| (*x, *y, cell))))?;
        queue!(self.frame, Print("\x1b]8;;\x1b\\"))
    }

    fn paint(
        &mut self,
        paint: impl FnOnce(&mut CrosstermBackend<&mut Vec<u8>>) -> io::Result<()>,
    ) -> io::Result<()> {
        paint(&mut CrosstermBackend::new(&mut self.frame))
    }
}

impl Backend for Screen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let content: Vec<_> = content.map(|at| (self.link(at.2), at)).collect();
        for run in content.chunk_by(|one, next| one.0 == next.0) {
            let link = run.first().and_then(|(link, _)| *link);
            let run: Vec<_> = run.iter().map(|(_, at)| *at).collect();
            match link {
                Some(number) => self.draw_link(number, &run)?,
                None => self.paint(|backend| backend.draw(run.into_iter()))?,
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.wanted = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.wanted = self.wanted.or(Some(Position::ORIGIN));
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.wanted.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.wanted = self.wanted.map(|_| position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.paint(|backend| backend.clear_region(clear_type))
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    /// Writes the frame. ratatui calls it once, at the end of each.
    fn flush(&mut self) -> io::Result<()> {
        let frame = mem::take(&mut self.frame);
        if frame.is_empty() && self.shown == self.wanted {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(frame.len() + 64);
        queue!(bytes, BeginSynchronizedUpdate)?;
        // A cursor that runs over the screen while it is painted is seen where there is no synchronized update.
        let mut cursor = CrosstermBackend::new(&mut bytes);
        if self.shown.is_some() {
            cursor.hide_cursor()?;
        }
        io::Write::write_all(&mut cursor, &frame)?;
        if let Some(position) = self.wanted {
            cursor.set_cursor_position(position)?;
            cursor.show_cursor()?;
        }
        queue!(bytes, EndSynchronizedUpdate)?;
        self.shown = self.wanted;
        output::write_all(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let cells = [
            (0, 0, &plain),
            (9, 0, &linked),
            (0, 1, &linked),
            (1, 1, &foreign),
        ];
        screen.draw(cells.into_iter()).unwrap();
        let bytes = String::from_utf8(screen.frame).unwrap();
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
}
