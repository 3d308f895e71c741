//! What crossterm reports, in the words of the state.
//!
//! Total and without memory: an event that means nothing to the state is nothing.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::state::message::Message;
use crate::state::press::{Code, Key, Mouse, MouseKind};
use crate::text;

/// More than this is not pasted: a field holds an address or a few words, and a list of feeds is imported from a file.
const PASTE_LIMIT: usize = 64 * 1024;

/// The message of an event. Sizes are not taken from events: `signals` measures the terminal itself.
#[must_use]
pub fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) => key_of(key).map(Message::Key),
        Event::Mouse(mouse) => mouse_of(mouse).map(Message::Mouse),
        Event::Paste(pasted) => Some(Message::Pasted(pasted_text(&pasted))),
        Event::FocusGained => Some(Message::Focused(true)),
        Event::FocusLost => Some(Message::Focused(false)),
        Event::Resize(..) => None,
    }
}

fn key_of(event: KeyEvent) -> Option<Key> {
    // Keys held with Super, Hyper or Meta belong to the desktop.
    let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
    if event.kind == KeyEventKind::Release || event.modifiers.intersects(foreign) {
        return None;
    }
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = code_of(event.code, shift)?;
    let is_character = matches!(code, Code::Char(_));
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift: !is_character && (shift || event.code == KeyCode::BackTab),
    })
}

fn code_of(code: KeyCode, shift: bool) -> Option<Code> {
    Some(match code {
        KeyCode::Char(character) => Code::Char(if shift { upper(character) } else { character }),
        KeyCode::F(number) => Code::Function(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Escape,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        _ => return None,
    })
}

/// The upper case of a character when it is one character, as for Ctrl-Shift-A in the kitty protocol, which reports `a`.
fn upper(character: char) -> char {
    let mut upper = character.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => character,
    }
}

fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        kind,
        column: event.column,
        row: event.row,
    })
}

/// What is pasted comes from anywhere, so it passes `text` like everything else from outside.
fn pasted_text(pasted: &str) -> String {
    let end = pasted.floor_char_boundary(PASTE_LIMIT);
    text::harmless_lines(pasted.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(
        clippy::unnecessary_wraps,
        reason = "the table below compares it as it is answered"
    )]
    fn key(code: Code, ctrl: bool, alt: bool, shift: bool) -> Option<Message> {
        Some(Message::Key(Key {
            code,
            ctrl,
            alt,
            shift,
        }))
    }

    #[test]
    fn keys_are_what_was_typed() {
        let none = KeyModifiers::NONE;
        let (ctrl, shift, alt) = (
            KeyModifiers::CONTROL,
            KeyModifiers::SHIFT,
            KeyModifiers::ALT,
        );
        let cases = [
            (
                KeyCode::Char('j'),
                none,
                key(Code::Char('j'), false, false, false),
            ),
            (
                KeyCode::Char('G'),
                shift,
                key(Code::Char('G'), false, false, false),
            ),
            (
                KeyCode::Char('a'),
                ctrl | shift,
                key(Code::Char('A'), true, false, false),
            ),
            (
                KeyCode::Char('ß'),
                shift,
                key(Code::Char('ß'), false, false, false),
            ),
            (
                KeyCode::Char('d'),
                ctrl,
                key(Code::Char('d'), true, false, false),
            ),
            (
                KeyCode::Char('x'),
                alt,
                key(Code::Char('x'), false, true, false),
            ),
            (KeyCode::Tab, none, key(Code::Tab, false, false, false)),
            (KeyCode::BackTab, shift, key(Code::Tab, false, false, true)),
            (KeyCode::Up, shift, key(Code::Up, false, false, true)),
            (
                KeyCode::F(1),
                none,
                key(Code::Function(1), false, false, false),
            ),
            (KeyCode::Char('q'), KeyModifiers::SUPER, None),
            (KeyCode::Insert, none, None),
        ];
        for (code, modifiers, expected) in cases {
            let event = Event::Key(KeyEvent::new(code, modifiers));
            assert_eq!(message(event), expected, "{code:?} {modifiers:?}");
        }
    }

    #[test]
    fn a_key_let_go_is_nothing() {
        let event = KeyEvent::new_with_kind(
            KeyCode::Char('q'),
            KeyModifiers::NONE,
            KeyEventKind::Release,
        );
        assert_eq!(message(Event::Key(event)), None);
    }

    #[test]
    fn only_the_left_button_and_the_wheel_count() {
        let cases = [
            (
                MouseEventKind::Down(MouseButton::Left),
                Some(MouseKind::Press),
            ),
            (
                MouseEventKind::Up(MouseButton::Left),
                Some(MouseKind::Release),
            ),
            (
                MouseEventKind::Drag(MouseButton::Left),
                Some(MouseKind::Drag),
            ),
            (MouseEventKind::ScrollUp, Some(MouseKind::WheelUp)),
            (MouseEventKind::ScrollDown, Some(MouseKind::WheelDown)),
            (MouseEventKind::Down(MouseButton::Right), None),
            (MouseEventKind::Moved, None),
        ];
        for (kind, expected) in cases {
            let event = MouseEvent {
                kind,
                column: 3,
                row: 4,
                modifiers: KeyModifiers::NONE,
            };
            let expected = expected.map(|kind| {
                Message::Mouse(Mouse {
                    kind,
                    column: 3,
                    row: 4,
                })
            });
            assert_eq!(message(Event::Mouse(event)), expected, "{kind:?}");
        }
    }

    #[test]
    fn a_paste_is_harmless_and_bounded() {
        assert_eq!(pasted_text("a\x1b[31mb\x07\n"), "ab\n");
        assert!(pasted_text(&"é".repeat(PASTE_LIMIT)).len() <= PASTE_LIMIT);
    }
}
