//! What a key does to a line of text.

use tui_input::InputRequest;

use crate::state::press::{Code, Key};

/// What a key does to a line of text.
#[must_use]
pub fn request(key: Key) -> Option<InputRequest> {
    use InputRequest as R;
    Some(match (key.code, key.ctrl, key.alt) {
        (Code::Char('a'), true, _) | (Code::Home, ..) => R::GoToStart,
        (Code::Char('e'), true, _) | (Code::End, ..) => R::GoToEnd,
        (Code::Char('u'), true, _) => R::DeleteLine,
        (Code::Char('w'), true, _) => R::DeletePrevWord,
        (Code::Char('k'), true, _) => R::DeleteTillEnd,
        (Code::Char('h'), true, _) | (Code::Backspace, ..) => R::DeletePrevChar,
        (Code::Delete, ..) => R::DeleteNextChar,
        (Code::Left, true, _) => R::GoToPrevWord,
        (Code::Right, true, _) => R::GoToNextWord,
        (Code::Left, ..) => R::GoToPrevChar,
        (Code::Right, ..) => R::GoToNextChar,
        (Code::Char(letter), false, false) => R::InsertChar(letter),
        _ => return None,
    })
}
