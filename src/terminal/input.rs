//! The input threads: one reads what is pressed, the other watches for the end of the terminal.
//!
//! The second is there because crossterm 0.29 takes a read of nothing, which is all that a dead terminal gives, for a
//! reason to read again, for ever and on a full core. What keys mean is not known here.

use std::io;
use std::panic::catch_unwind;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyModifiers};

use crate::terminal::gate::Gate;
use crate::terminal::inbox::{Inbox, News};
use crate::terminal::{background, events, signals};

/// What the shell shows when a program ends because its terminal hung up: 128 + SIGHUP.
const HUNG_UP: i32 = 129;

/// Starts to read and to watch. If the light of the terminal matters, it is asked for before, and answered; and again
/// whenever the terminal comes to the front, which is told as news.
pub fn watch(inbox: &Inbox, gate: Gate) -> io::Result<Option<bool>> {
    let mut asker = Asker::default();
    let light = if background::is_wanted() {
        asker.ask(inbox)
    } else {
        None
    };
    let (reading, watching) = (inbox.clone(), inbox.clone());
    let read = move || {
        if read_all(&reading, asker, gate).is_err() {
            end(&reading);
        }
    };
    let wait = move || {
        wait_for_end();
        end(&watching);
    };
    thread::Builder::new().name("input".into()).spawn(read)?;
    thread::Builder::new().name("hang-up".into()).spawn(wait)?;
    Ok(light)
}

/// Reads until the loop has ended (`Ok`) or the terminal cannot be read.
fn read_all(inbox: &Inbox, mut asker: Asker, mut gate: Gate) -> io::Result<()> {
    let mut late = LateAnswer::default();
    loop {
        gate.pass()?;
        let (mut pressed, mut asks) = (Vec::new(), false);
        while let Some(event) = next(!pressed.is_empty() || asks)? {
            if asker.asked && late.is_part(&event) {
                continue;
            }
            asks |= asker.is_due(&event);
            pressed.extend(events::message(event));
            if asks || pressed.len() == MOST_AT_ONCE {
                break;
            }
        }
        if inbox.send(News::Pressed(pressed)).is_err() {
            return Ok(());
        }
        if asks && let Some(light) = asker.ask(inbox) {
            let _ = inbox.send(News::Light(light));
        }
    }
}

/// So much is told in one go at most.
const MOST_AT_ONCE: usize = 256;
/// Long enough for crossterm to look at what it has read already (for no time at all it looks at nothing), and too short
/// to be noticed.
const A_GLANCE: Duration = Duration::from_micros(10);

/// The next event; if it is `here_already`, else none.
///
/// Parsers meet everything in the end; one odd sequence must not cost the keyboard. The read waits without a timeout:
/// with one, crossterm spins for the last millisecond of it.
fn next(here_already: bool) -> io::Result<Option<Event>> {
    if here_already && !matches!(catch_unwind(|| event::poll(A_GLANCE)), Ok(Ok(true))) {
        return Ok(None);
    }
    loop {
        if let Ok(read) = catch_unwind(event::read) {
            return read.map(Some);
        }
    }
}

/// Asks whether the terminal is light.
#[derive(Default)]
struct Asker {
    asked: bool,
    told: bool,
}

impl Asker {
    /// When it begins to matter, and when the terminal comes to the front; a terminal that did not tell once is not
    /// asked again.
    fn is_due(&self, event: &Event) -> bool {
        let again = self.told && *event == Event::FocusGained;
        background::is_wanted() && (again || !self.asked)
    }

    /// What was typed meanwhile is not lost.
    fn ask(&mut self, inbox: &Inbox) -> Option<bool> {
        let answer = background::ask().unwrap_or_default();
        self.asked = true;
        self.told = answer.light.is_some();
        for letter in answer.typed.chars() {
            let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            if let Some(message) = events::message(Event::Key(key)) {
                let _ = inbox.send(News::Message(message));
            }
        }
        answer.light
    }
}

/// An answer that comes after nobody waits for it any more, which crossterm takes for Alt-] and letters.
#[derive(Default)]
struct LateAnswer {
    inside: bool,
}

impl LateAnswer {
    fn is_part(&mut self, event: &Event) -> bool {
        let Event::Key(key) = event else {
            return false;
        };
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let KeyCode::Char(letter) = key.code else {
            self.inside = false;
            return false;
        };
        match (self.inside, alt, letter) {
            (false, true, ']') => self.inside = true,
            (true, true, '\\') => self.inside = false,
            (true, false, '0'..='9' | 'a'..='g' | 'r' | ':' | ';' | '/') => {
                // BEL, the other end of an answer, is read as Ctrl-g.
                self.inside = !key.modifiers.contains(KeyModifiers::CONTROL);
            }
            _ => {
                self.inside = false;
                return false;
            }
        }
        true
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_answer_presses_no_keys() {
        let key = |letter, modifiers| Event::Key(KeyEvent::new(KeyCode::Char(letter), modifiers));
        let (none, alt, ctrl) = (KeyModifiers::NONE, KeyModifiers::ALT, KeyModifiers::CONTROL);
        for end in [key('\\', alt), key('g', ctrl)] {
            let mut late = LateAnswer::default();
            assert!(!late.is_part(&key('r', none)), "a key before it");
            assert!(late.is_part(&key(']', alt)));
            for letter in "11;rgb:1e1e/1e1e/2e2e".chars() {
                assert!(late.is_part(&key(letter, none)), "{letter}");
            }
            assert!(late.is_part(&end));
            assert!(!late.is_part(&key('r', none)), "a key after it");
        }
    }
}
