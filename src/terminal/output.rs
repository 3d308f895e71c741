//! Bytes to the terminal, and its size: the only place that writes to standard output while panes are shown.
//!
//! It buffers nothing and knows no escape sequence. An error means that the terminal is gone.

use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

/// One piece at a time: the thread that reads keys asks the terminal things, too.
static TURN: Mutex<()> = Mutex::new(());

/// Writes all of `bytes`, for as long as it takes: a slow line is not an error.
pub fn write_all(bytes: &[u8]) -> io::Result<()> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    write_until(bytes, None)
}

/// Writes `bytes` unless the terminal takes none for that long; for the way out, which must not hang.
pub fn write_within(bytes: &[u8], patience: Duration) -> io::Result<()> {
    // Whoever has the turn may be waiting for a terminal that takes nothing.
    let _turn = TURN.try_lock();
    write_until(bytes, Some(Instant::now() + patience))
}

/// Columns and rows; the customary 80 × 24 where the terminal does not know.
#[must_use]
pub fn size() -> (u16, u16) {
    rustix::termios::tcgetwinsize(rustix::stdio::stdout())
        .map_or((80, 24), |size| (size.ws_col, size.ws_row))
}

/// Columns and rows of pixels in a cell, where the terminal tells.
#[must_use]
pub fn cell() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    let wide = size.ws_xpixel.checked_div(size.ws_col)?;
    let high = size.ws_ypixel.checked_div(size.ws_row)?;
    (wide > 1 && high > 1).then_some((wide, high))
}

fn write_until(mut bytes: &[u8], deadline: Option<Instant>) -> io::Result<()> {
    let stdout = rustix::stdio::stdout();
    while !bytes.is_empty() {
        wait_for_room(deadline)?;
        match rustix::io::write(stdout, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            // Another program may have left the terminal non-blocking; then the wait above is what blocks.
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn wait_for_room(deadline: Option<Instant>) -> io::Result<()> {
    let stdout = rustix::stdio::stdout();
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let timeout = left.and_then(|left| Timespec::try_from(left).ok());
        let mut fds = [PollFd::new(&stdout, PollFlags::OUT)];
        match poll(&mut fds, timeout.as_ref()) {
            Ok(0) => return Err(io::ErrorKind::TimedOut.into()),
            Ok(_) => return Ok(()),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
