//! Which key: what may follow the first keys of a sequence, told to whoever hesitates.

use crate::state::core::State;
use crate::state::overlay::Overlay;
use crate::state::press::Key;
use crate::state::spelling::spelled;

/// The keys pressed so far, when they are the first of a sequence; and whether what may follow is shown by now.
#[must_use]
pub fn pressed(state: &State) -> Option<(&[Key], bool)> {
    match &state.overlay {
        Overlay::Prefix(keys, _) => {
            let is_due = state.overlay.due().is_none_or(|due| due <= state.now);
            Some((keys, is_due))
        }
        _ => None,
    }
}

/// What may follow these keys where they were pressed: the rest of the sequence, and what it does; in a word where there
/// is little room.
#[must_use]
pub fn followers<'a>(state: &'a State, keys: &[Key], in_a_word: bool) -> Vec<(String, &'a str)> {
    let mut followers: Vec<(String, &str)> = Vec::new();
    for (sequence, action) in state.keymap.bindings(state.place()) {
        let Some(rest) = sequence.strip_prefix(keys).filter(|rest| !rest.is_empty()) else {
            continue;
        };
        let rest = spelled(rest);
        if !followers.iter().any(|(known, _)| *known == rest) {
            let words = state.strings.action(action);
            let word = in_a_word.then(|| state.strings.word(action)).flatten();
            followers.push((rest, word.unwrap_or(words)));
        }
    }
    followers
}

/// What all of them begin with before a colon, which need be said only once, and the rest of each.
#[must_use]
pub fn said_once<'a>(followers: &[(String, &'a str)]) -> Option<(&'a str, Vec<&'a str>)> {
    const COLON: &str = ": ";
    let (_, first) = followers.first().filter(|_| followers.len() > 1)?;
    let (shared, _) = first.split_once(COLON)?;
    let rest = |words: &'a str| words.strip_prefix(shared)?.strip_prefix(COLON);
    let rests: Option<Vec<&str>> = followers.iter().map(|(_, words)| rest(words)).collect();
    Some((shared, rests?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_begin_with_is_said_once() {
        let told = |words: &[&'static str]| {
            let followers: Vec<_> = words.iter().map(|words| ("a".to_owned(), *words)).collect();
            said_once(&followers)
        };
        let all = told(&["Of this list: all", "Of this list: unread"]);
        assert_eq!(all, Some(("Of this list", vec!["all", "unread"])));
        assert_eq!(told(&["Of this list: all", "Of this listing: all"]), None);
        assert_eq!(told(&["Of this list: all", "First"]), None);
        assert_eq!(told(&["Of this list: all"]), None);
        assert_eq!(told(&[]), None);
    }
}
