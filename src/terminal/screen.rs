//! The screen as ratatui draws on it: a frame is gathered, and written in one piece inside a synchronized update.
//!
//! It is told the terminal's size instead of asking, and where the cursor is instead of asking; a frame that changes
//! nothing writes nothing. What a frame shows is the view's.

use std::io;
use std::mem;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use crate::terminal::output;

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
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.paint(|backend| backend.draw(content))
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
