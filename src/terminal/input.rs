//! The input threads: one reads what is pressed, the other watches for the end of the terminal.
//!
//! The second is there because crossterm 0.29 takes a read of nothing, which is all that a dead terminal gives, for a
//! reason to read again, for ever and on a full core. What keys mean is not known here.

use std::io;
use std::panic::catch_unwind;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crate::terminal::inbox::{Inbox, News};
use crate::terminal::{events, signals};

/// What the shell shows when a program ends because its terminal hung up: 128 + SIGHUP.
const HUNG_UP: i32 = 129;

/// Starts to read and to watch.
pub fn watch(inbox: &Inbox) -> io::Result<()> {
    let (reading, watching) = (inbox.clone(), inbox.clone());
    let read = move || {
        if read_all(&reading).is_err() {
            end(&reading);
        }
    };
    let wait = move || {
        wait_for_end();
        end(&watching);
    };
    thread::Builder::new().name("input".into()).spawn(read)?;
    thread::Builder::new().name("hang-up".into()).spawn(wait)?;
    Ok(())
}

/// Reads until the loop has ended (`Ok`) or the terminal cannot be read.
fn read_all(inbox: &Inbox) -> io::Result<()> {
    loop {
        // Parsers meet everything in the end; one odd sequence must not cost the keyboard. A read waits without a
        // timeout: with one, crossterm spins for the last millisecond of it.
        let Ok(read) = catch_unwind(crossterm::event::read) else {
            continue;
        };
        let Some(message) = events::message(read?) else {
            continue;
        };
        if inbox.send(News::Message(message)).is_err() {
            return Ok(());
        }
    }
}

/// Waits for the terminal to hang up, which is told without being asked for; input is not waited for.
fn wait_for_end() {
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
    while let Ok(0) | Err(Errno::INTR) = poll(&mut fds, None) {}
}

fn end(inbox: &Inbox) {
    if inbox.send(News::Gone).is_ok() {
        signals::insist(HUNG_UP);
    }
}
