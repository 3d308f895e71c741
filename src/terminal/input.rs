//! The keyboard and the mouse, read by the loop itself. What keys mean is not known here.

use std::io;
use std::panic::catch_unwind;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyModifiers};

use crate::terminal::news::News;
use crate::terminal::{background, events};

/// So much is told in one go at most.
const MOST_AT_ONCE: usize = 256;
/// Long enough for crossterm to look at what there is (for no time at all it looks at nothing), and too short to be
/// noticed.
const A_GLANCE: Duration = Duration::from_micros(10);

/// Crossterm looks at nothing either when a busy machine let the glance pass before it came to look, though it may have
/// read more than it told. So there are looks afterwards, of this length, and so many that find nothing are believed.
const A_LOOK: Duration = Duration::from_micros(50);
const LOOKS: u8 = 3;

/// What is pressed, as crossterm reads it.
#[derive(Debug, Default)]
pub struct Keyboard {
    asker: Asker,
    late: LateAnswer,
    more: bool,
    looks: u8,
}

impl Keyboard {
    /// All that was pressed so far, in order; as the terminal comes to the front also whether it is light, if that
    /// matters. It waits for nothing else.
    pub fn read(&mut self) -> Vec<News> {
        self.looks = LOOKS;
        self.read_for(A_GLANCE)
    }

    /// Whether something that crossterm has read may have been overlooked: the terminal tells of it no more.
    #[must_use]
    pub const fn is_unsure(&self) -> bool {
        self.looks > 0
    }

    /// All that was overlooked, if anything was.
    pub fn look_again(&mut self) -> Vec<News> {
        let pressed = self.read_for(A_LOOK);
        self.looks = if pressed.is_empty() {
            self.looks.saturating_sub(1)
        } else {
            LOOKS
        };
        pressed
    }

    fn read_for(&mut self, patience: Duration) -> Vec<News> {
        let mut pressed = Vec::new();
        self.more = true;
        while pressed.len() < MOST_AT_ONCE {
            match next(patience) {
                Ok(Some(event)) => {
                    if self.asker.asked && self.late.is_part(&event) {
                        let light = self.late.told();
                        // It knows the question, only not in time.
                        self.asker.told |= light.is_some();
                        pressed.extend(light.map(News::Light));
                        continue;
                    }
                    let asks = self.asker.is_due(&event);
                    pressed.extend(events::message(event).map(News::Message));
                    if asks {
                        self.ask(&mut pressed);
                    }
                }
                Ok(None) => {
                    self.more = false;
                    break;
                }
                Err(_) => {
                    self.more = false;
                    pressed.push(News::Gone);
                    break;
                }
            }
        }
        pressed
    }

    /// Whether there was more than is told at once. It has been taken from the terminal, which tells of it no more.
    #[must_use]
    pub const fn has_more(&self) -> bool {
        self.more
    }

    /// Asks whether the terminal is light, if that matters.
    pub fn ask_if_wanted(&mut self) -> Vec<News> {
        let mut answers = Vec::new();
        if background::is_wanted() {
            self.ask(&mut answers);
        }
        answers
    }

    fn ask(&mut self, answers: &mut Vec<News>) {
        let answer = self.asker.ask();
        answers.extend(answer.light.map(News::Light));
        // What was typed meanwhile is not lost.
        for letter in answer.typed.chars() {
            let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            answers.extend(events::message(Event::Key(key)).map(News::Message));
        }
    }
}

/// The next event, if it is here already.
///
/// Parsers meet everything in the end; one odd sequence must not cost the keyboard.
fn next(patience: Duration) -> io::Result<Option<Event>> {
    let read = || event::poll(patience)?.then(event::read).transpose();
    loop {
        if let Ok(read) = catch_unwind(read) {
            return read;
        }
    }
}

/// Asks whether the terminal is light.
#[derive(Debug, Default)]
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

    fn ask(&mut self) -> background::Answer {
        let answer = background::ask().unwrap_or_default();
        self.asked = true;
        self.told = answer.light.is_some();
        answer
    }
}

/// An answer that comes after nobody waits for it any more, which crossterm takes for Alt-] and letters. It presses no
/// keys, and is better late than never.
#[derive(Debug, Default)]
struct LateAnswer {
    inside: bool,
    letters: String,
    light: Option<bool>,
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
        // BEL, the other end of an answer, is read as Ctrl-g.
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        match (self.inside, alt, letter) {
            (false, true, ']') => {
                self.inside = true;
                self.letters.clear();
            }
            (true, true, '\\') => self.end(),
            (true, false, 'g') if ctrl => self.end(),
            (true, false, '0'..='9' | 'a'..='g' | 'r' | ':' | ';' | '/') if !ctrl => {
                self.letters.push(letter);
            }
            _ => {
                self.inside = false;
                return false;
            }
        }
        true
    }

    fn end(&mut self) {
        self.inside = false;
        self.light = background::light_told(&self.letters);
    }

    /// Whether the terminal is light, once for each answer that has come whole.
    const fn told(&mut self) -> Option<bool> {
        self.light.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_answer_presses_no_keys_and_is_heard_all_the_same() {
        let key = |letter, modifiers| Event::Key(KeyEvent::new(KeyCode::Char(letter), modifiers));
        let (none, alt, ctrl) = (KeyModifiers::NONE, KeyModifiers::ALT, KeyModifiers::CONTROL);
        for end in [key('\\', alt), key('g', ctrl)] {
            let mut late = LateAnswer::default();
            assert!(!late.is_part(&key('r', none)), "a key before it");
            assert!(late.is_part(&key(']', alt)));
            for letter in "11;rgb:1e1e/1e1e/2e2e".chars() {
                assert!(late.is_part(&key(letter, none)), "{letter}");
            }
            assert_eq!(late.told(), None, "not whole");
            assert!(late.is_part(&end));
            assert!(!late.is_part(&key('r', none)), "a key after it");
            assert_eq!((late.told(), late.told()), (Some(false), None));
        }
    }
}
