//! The input thread: waits for the terminal, lets crossterm read, and tells the loop what was pressed.
//!
//! It waits itself, because crossterm 0.29 takes a read of nothing, which is all that a dead terminal gives, for a reason
//! to read again, for ever and on a full core. It does not know what keys mean.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::{Errno, ioctl_fionread};

use crate::terminal::inbox::{Inbox, News};
use crate::terminal::{events, signals};

/// What the shell shows when a program ends because its terminal hung up: 128 + SIGHUP.
const HUNG_UP: i32 = 129;
/// So often in a row may the terminal claim to have input and give none before it counts as dead.
const EMPTY_READS: u32 = 20;
/// How long crossterm looks for more once it has something; 0 would make it not look at all.
const LOOK: Duration = Duration::from_millis(1);

/// Starts to read.
pub fn watch(inbox: Inbox) -> io::Result<()> {
    let read = move || {
        if read_all(&inbox).is_err() && inbox.send(News::Gone).is_ok() {
            signals::insist(HUNG_UP);
        }
    };
    thread::Builder::new().name("input".into()).spawn(read)?;
    Ok(())
}

/// Reads until the loop has ended (`Ok`) or the terminal is gone.
fn read_all(inbox: &Inbox) -> io::Result<()> {
    let mut empty_reads = 0;
    loop {
        wait()?;
        empty_reads = if is_empty() { empty_reads + 1 } else { 0 };
        if empty_reads > EMPTY_READS {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        // Parsers meet everything in the end; one odd sequence must not cost the keyboard.
        let read = catch_unwind(AssertUnwindSafe(|| read_some(inbox)));
        if !read.unwrap_or(Ok(true))? {
            return Ok(());
        }
    }
}

/// Reads what is there; false when nobody listens any more.
fn read_some(inbox: &Inbox) -> io::Result<bool> {
    while crossterm::event::poll(LOOK)? {
        let Some(message) = events::message(crossterm::event::read()?) else {
            continue;
        };
        if inbox.send(News::Message(message)).is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether there is in truth nothing to read: the terminal has ended without saying so.
fn is_empty() -> bool {
    ioctl_fionread(rustix::stdio::stdin()).is_ok_and(|count| count == 0)
}

fn wait() -> io::Result<()> {
    let stdin = rustix::stdio::stdin();
    loop {
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut fds, None) {
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
        }
        let dead = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        let [fd] = fds;
        if fd.revents().intersects(dead) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        return Ok(());
    }
}
