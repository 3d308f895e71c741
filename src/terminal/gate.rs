//! The gate before the keyboard: shut while another program has the terminal, so that no key meant for it is read here.

use std::io::{self, PipeReader, PipeWriter, Read, Write, pipe};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

/// How long whoever shuts the gate waits for the reader to have left the keyboard.
const PATIENCE: Duration = Duration::from_millis(300);
/// How long the keyboard is asked for what was read and not told yet. Nothing at all would be answered by nothing.
const GLANCE: Duration = Duration::from_micros(50);

#[derive(Debug, Default)]
struct Bar {
    shut: bool,
    waiting: bool,
}

type Shared = Arc<(Mutex<Bar>, Condvar)>;

/// The side of the loop.
#[derive(Debug)]
pub struct Keeper {
    bar: Shared,
    wake: PipeWriter,
}

/// The side of the thread that reads.
#[derive(Debug)]
pub struct Gate {
    bar: Shared,
    woken: PipeReader,
}

/// An open gate.
pub fn gate() -> io::Result<(Keeper, Gate)> {
    let (woken, wake) = pipe()?;
    let bar = Shared::default();
    let keeper = Keeper {
        bar: Arc::clone(&bar),
        wake,
    };
    Ok((keeper, Gate { bar, woken }))
}

impl Keeper {
    /// Nothing is read until the gate is open again.
    pub fn shut(&mut self) {
        let (bar, changed) = &*self.bar;
        let mut held = bar.lock().unwrap_or_else(PoisonError::into_inner);
        held.shut = true;
        let _ = self.wake.write_all(&[0]);
        let _ = changed.wait_timeout_while(held, PATIENCE, |bar| !bar.waiting);
    }

    /// Reading goes on.
    pub fn open(&mut self) {
        let (bar, changed) = &*self.bar;
        bar.lock().unwrap_or_else(PoisonError::into_inner).shut = false;
        changed.notify_all();
    }
}

impl Gate {
    /// Waits until there is something to read and the gate is open.
    pub fn pass(&mut self) -> io::Result<()> {
        loop {
            self.wait_open();
            if crossterm::event::poll(GLANCE)? {
                return Ok(());
            }
            let stdin = rustix::stdio::stdin();
            let mut fds = [
                PollFd::new(&stdin, PollFlags::IN),
                PollFd::new(&self.woken, PollFlags::IN),
            ];
            match poll(&mut fds, None) {
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            let [keys, woken] = fds.map(|fd| !fd.revents().is_empty());
            if woken {
                self.woken.read_exact(&mut [0])?;
            } else if keys {
                return Ok(());
            }
        }
    }

    fn wait_open(&self) {
        let (bar, changed) = &*self.bar;
        let mut held = bar.lock().unwrap_or_else(PoisonError::into_inner);
        if held.shut {
            held.waiting = true;
            changed.notify_all();
            let waited = changed.wait_while(held, |bar| bar.shut);
            held = waited.unwrap_or_else(PoisonError::into_inner);
            held.waiting = false;
        }
    }
}
