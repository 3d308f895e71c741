//! Signals, heard on a thread of their own: leave, stop, continue, and a new size of the terminal; and its end, which
//! another thread watches for, as the loop may be waiting for a terminal that takes no more bytes.
//!
//! It only tells the loop. But it makes sure that a program told to leave is gone within a second, even when the loop
//! waits for a terminal that takes no more bytes.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::Duration;

use nix::unistd::{Pid, getsid};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::flag;
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, exit};

use crate::state::message::Message;
use crate::terminal::inbox::Inbox;
use crate::terminal::news::News;
use crate::terminal::{guard, output};

/// How long the loop may take to leave of its own accord.
const GRACE: Duration = Duration::from_millis(750);

/// Set while we ourselves are stopping the whole process group: who waits to hear that the signal has arrived.
static OWN_STOP: Mutex<Option<Sender<()>>> = Mutex::new(None);

/// Set by every SIGCONT in the moment in which it comes.
static CONTINUED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// Set while another program has the terminal: what its keyboard sends to all is meant for that program.
static OTHERS: AtomicBool = AtomicBool::new(false);

/// From now on interrupts from the keyboard are another program's business, or ours again.
pub fn leave_to_others(others: bool) {
    OTHERS.store(others, Ordering::SeqCst);
}

/// Starts to listen.
pub fn watch(inbox: Inbox) -> io::Result<()> {
    flag::register(SIGCONT, Arc::clone(&CONTINUED))?;
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let listen = move || {
        for signal in signals.forever() {
            hear(signal, &inbox);
        }
    };
    thread::Builder::new()
        .name("signals".into())
        .spawn(listen)?;
    Ok(())
}

/// Watches for the end of the terminal, on a thread of its own.
pub fn watch_end(inbox: Inbox) -> io::Result<()> {
    let wait = move || {
        wait_for_end();
        if inbox.send(News::Gone).is_ok() {
            insist(128 + SIGHUP);
        }
    };
    thread::Builder::new().name("hang-up".into()).spawn(wait)?;
    Ok(())
}

/// Waits for the terminal to hang up, which is told without being asked for; input is not waited for.
fn wait_for_end() {
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
    while let Ok(0) | Err(Errno::INTR) = poll(&mut fds, None) {}
}

/// Waits for the loop to leave, then ends the program without it. For threads that know that it must end.
pub fn insist(code: i32) -> ! {
    thread::sleep(GRACE);
    guard::leave();
    exit(code)
}

/// Whether a shell is there that could continue a stopped program: whoever started it belongs to the same session. A
/// terminal that runs the program in place of a shell does not, and the terminal's driver stops no such program either
/// (POSIX: an orphaned process group).
#[must_use]
pub fn has_shell() -> bool {
    // In a container the parent, or the leader of either session, may be out of sight. All of these count as 0 there,
    // which `rustix` holds for impossible.
    let parent = Pid::parent();
    parent.as_raw() != 0 && getsid(Some(parent)) == getsid(None)
}

/// Stops this process and its group, as the terminal's driver would have done for Ctrl-Z: a shell waits for the whole
/// group. Returns once continued; answers whether the process could be stopped.
#[must_use]
pub fn stop_group() -> bool {
    let (arrived, arrival) = channel();
    CONTINUED.store(false, Ordering::SeqCst);
    expect_own_stop(Some(arrived));
    if kill_current_process_group(Signal::TSTP).is_ok() {
        // Our own handler hears it too; it must not be taken for a second wish to stop after the first has ended. On a
        // busy machine it may hear it only after that: it stays expected.
        let _ = arrival.recv_timeout(Duration::from_millis(100));
    } else {
        expect_own_stop(None);
    }
    // A shell that sees others of the group stop may have continued all of it by now. Who stopped then would wait for
    // ever.
    CONTINUED.load(Ordering::SeqCst) || stop_self()
}

/// Stops this process alone. Returns once continued; answers whether it could be stopped.
#[must_use]
pub fn stop_self() -> bool {
    emulate_default_handler(SIGTSTP).is_ok()
}

fn hear(signal: i32, inbox: &Inbox) {
    if OTHERS.load(Ordering::SeqCst) {
        match signal {
            SIGINT | SIGQUIT | SIGCONT => return,
            // The shell waits for all of the group to stop.
            SIGTSTP => {
                let _ = stop_self();
                return;
            }
            _ => {}
        }
    }
    let news = match signal {
        SIGWINCH => {
            let (columns, rows) = output::size();
            News::Message(Message::Resized(columns, rows))
        }
        SIGCONT => News::Continued,
        SIGTSTP => match own_stop() {
            Some(waiting) => {
                let _ = waiting.send(());
                return;
            }
            None => News::Stop,
        },
        _ => {
            let _ = inbox.send(News::Leave(signal));
            insist(128 + signal)
        }
    };
    let _ = inbox.send(news);
}

fn expect_own_stop(waiting: Option<Sender<()>>) {
    if let Ok(mut own_stop) = OWN_STOP.lock() {
        *own_stop = waiting;
    }
}

fn own_stop() -> Option<Sender<()>> {
    OWN_STOP.lock().ok()?.take()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_is_given_back_within_a_second() {
        assert!(GRACE + guard::PATIENCE < Duration::from_secs(1));
    }
}
