//! The terminal, borrowed and given back: raw mode, alternate screen, mouse, paste, focus, keys, title, cursor.
//!
//! [`leave`] may be called at any time, from any thread, any number of times, on a terminal that is no more: it never
//! panics and never waits long. It does not decide when to leave.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::mem;
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
    KeyboardEnhancementFlags, PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::queue;
use crossterm::style::{Print, ResetColor};
use crossterm::terminal::{
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};

use crate::terminal::output;

/// Presses, releases, the wheel, and motion while a button is down, with coordinates of any size. Not every motion: a
/// hand on the mouse must not wake the program.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// The terminal's own stack of titles (xterm, and most since).
const TITLE_SAVE: &str = "\x1b[22;2t";
const TITLE_RESTORE: &str = "\x1b[23;2t";
/// Lines are written as they are to look (BDSM, ECMA-48 7.2.1), and the terminal leaves them so; and back.
const ORDER_OURS: &str = "\x1b[8l";
const ORDER_THEIRS: &str = "\x1b[8h";
/// Ends a string (title, link, clipboard) that was cut off half-way; nothing otherwise.
const END_OF_STRING: &str = "\x1b\\";

/// How long the way out waits for a terminal that takes no bytes.
pub const PATIENCE: Duration = Duration::from_millis(150);

/// Whether the terminal is ours now. Held while it is given back, and at no other time while anything is written.
static ENTERED: Mutex<bool> = Mutex::new(false);
/// Whether the mouse is wanted.
static MOUSE: AtomicBool = AtomicBool::new(true);

/// Whether lines are written as they are to look.
static ORDERED: AtomicBool = AtomicBool::new(false);

/// The numbers of the pictures that the terminal keeps for us.
static PICTURES: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// The terminal will keep a picture of that number until it is told to let go of it.
pub fn has_picture(number: u32) {
    let mut pictures = PICTURES.lock().unwrap_or_else(PoisonError::into_inner);
    pictures.push(number);
}

/// What tells the terminal to let go of all pictures that it keeps for us (kitty's protocol, `a=d`); nothing where it keeps
/// none.
#[must_use]
pub fn without_pictures() -> Vec<u8> {
    let numbers = mem::take(&mut *PICTURES.lock().unwrap_or_else(PoisonError::into_inner));
    let each = numbers.iter();
    each.flat_map(|number| format!("\x1b_Ga=d,d=I,i={number},q=2\x1b\\").into_bytes())
        .collect()
}

/// Holds the terminal; dropping gives it back.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal; `ordered` says that lines will be written as they are to look.
    pub fn new(mouse: bool, ordered: bool) -> io::Result<Self> {
        MOUSE.store(mouse, Ordering::SeqCst);
        ORDERED.store(ordered, Ordering::SeqCst);
        enter()?;
        Ok(Self(()))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Takes the terminal, also after a stop, when the shell may have changed its modes.
pub fn enter() -> io::Result<()> {
    // What crossterm remembers of an earlier raw mode would make it believe that nothing is to be done.
    disable_raw_mode()?;
    enable_raw_mode()?;
    *ENTERED.lock().unwrap_or_else(PoisonError::into_inner) = true;
    let mut bytes = entering(MOUSE.load(Ordering::SeqCst))?;
    if ORDERED.load(Ordering::SeqCst) {
        bytes.extend(ORDER_OURS.bytes());
    }
    output::write_all(&bytes)
}

/// Listens to the mouse from now on, or leaves it to the terminal.
pub fn set_mouse(mouse: bool) -> io::Result<()> {
    let changed = MOUSE.swap(mouse, Ordering::SeqCst) != mouse;
    let entered = *ENTERED.lock().unwrap_or_else(PoisonError::into_inner);
    if changed && entered {
        let bytes = if mouse { MOUSE_ON } else { MOUSE_OFF };
        output::write_all(bytes.as_bytes())?;
    }
    Ok(())
}

/// Gives the terminal back.
pub fn leave() {
    end_once(&ENTERED, || {
        // Nobody is left to be told of an error here.
        let _ = leaving(MOUSE.load(Ordering::SeqCst)).and_then(|leaving| {
            // What was cut off half-way is ended first.
            let end = END_OF_STRING.as_bytes().to_vec();
            let mut bytes = [end, without_pictures(), leaving].concat();
            if ORDERED.load(Ordering::SeqCst) {
                bytes.extend(ORDER_THEIRS.bytes());
            }
            output::write_within(&bytes, PATIENCE)
        });
        let _ = disable_raw_mode();
    });
}

/// Ends what has begun, once. Whoever comes second waits until it has ended: the thread that sees to it that the program
/// is gone in time must not end it in the middle of that.
fn end_once(begun: &Mutex<bool>, end: impl FnOnce()) {
    let mut begun = begun.lock().unwrap_or_else(PoisonError::into_inner);
    if mem::take(&mut *begun) {
        end();
    }
}

/// From now on a panic of this thread gives the terminal back before its words are written. Other threads catch their
/// panics themselves: those are only logged.
pub fn restore_on_panic() {
    let owner = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == owner {
            leave();
            write_last_words(info);
        } else {
            tracing::error!("{info}");
        }
    }));
}

/// `KABAR_TEST_PANIC=1` proves that a panic gives the terminal back.
#[allow(clippy::panic, reason = "the only one that is wanted")]
pub fn panic_if_asked() {
    if std::env::var_os("KABAR_TEST_PANIC").is_some_and(|value| value == "1") {
        std::panic::panic_any("KABAR_TEST_PANIC is set");
    }
}

fn entering(mouse: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(
        bytes,
        Print(TITLE_SAVE),
        EnterAlternateScreen,
        Clear(ClearType::All),
        Hide,
        EnableBracketedPaste,
        EnableFocusChange,
        PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES)
    )?;
    if mouse {
        queue!(bytes, Print(MOUSE_ON))?;
    }
    Ok(bytes)
}

fn leaving(mouse: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(
        bytes,
        Print(END_OF_STRING),
        EndSynchronizedUpdate,
        ResetColor,
        Print("\x1b[0m"),
        Print(if mouse { MOUSE_OFF } else { "" }),
        PopKeyboardEnhancementFlags,
        DisableFocusChange,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Print(TITLE_RESTORE),
        Show
    )?;
    Ok(bytes)
}

/// Writes to standard error without `eprintln!`, which itself panics when nobody listens.
fn write_last_words(info: &PanicHookInfo<'_>) {
    let backtrace = Backtrace::capture();
    let mut words = format!("kabar stopped because of a mistake of its own\n{info}\n");
    if backtrace.status() == BacktraceStatus::Captured {
        words.push_str(&backtrace.to_string());
    }
    let _ = io::stderr().write_all(words.as_bytes());
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn whatever_is_switched_on_is_switched_off() {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let (on, off) = (text(entering(true).unwrap()), text(leaving(true).unwrap()));
        for mode in ["1049", "2004", "1004", "1000", "1002", "1006"] {
            assert!(
                on.contains(&format!("\x1b[?{mode}h")),
                "{mode} is not switched on"
            );
            assert!(
                off.contains(&format!("\x1b[?{mode}l")),
                "{mode} is not switched off"
            );
        }
        assert!(on.contains("\x1b[?25l") && off.ends_with("\x1b[?25h"));
        assert!(on.contains("\x1b[>1u") && off.contains("\x1b[<1u"));
        assert!(on.contains(TITLE_SAVE) && off.contains(TITLE_RESTORE));
    }

    #[test]
    fn a_mouse_that_is_not_wanted_stays_with_the_terminal() {
        let bytes = [entering(false).unwrap(), leaving(false).unwrap()].concat();
        let text = String::from_utf8(bytes).unwrap();
        for mode in ["1000", "1002", "1006"] {
            assert!(!text.contains(mode), "{mode}");
        }
    }

    #[test]
    fn whoever_leaves_second_waits_for_the_first() {
        let (begun, is_over) = (&Mutex::new(true), &AtomicBool::new(false));
        let ((started, start), (go, gone)) = (channel(), channel());
        thread::scope(|scope| {
            let first = scope.spawn(move || {
                end_once(begun, || {
                    started.send(()).unwrap();
                    gone.recv().unwrap();
                    is_over.store(true, Ordering::SeqCst);
                });
            });
            start.recv().unwrap();
            let second = scope.spawn(|| {
                end_once(begun, || panic!("ended twice"));
                is_over.load(Ordering::SeqCst)
            });
            // Time enough for who does not wait.
            (0..1_000).for_each(|_| thread::yield_now());
            go.send(()).unwrap();
            assert!(second.join().unwrap(), "it has not ended yet");
            first.join().unwrap();
        });
    }

    #[test]
    fn leaving_what_was_never_entered_does_nothing() {
        leave();
        leave();
    }
}
