//! A key that does nothing where it was pressed, but something in another pane: the reader is told where, and what.

use crate::state::area::Pane;
use crate::state::core::State;
use crate::state::keymap::Meaning;
use crate::state::notices::Tone;
use crate::state::press::Key;
use crate::state::spelling::spelled;
use crate::text;

/// Tells where these keys do something, or that they do nothing anywhere.
pub fn tell(state: &mut State, keys: &[Key]) {
    let panes = [
        (Pane::Reader, "say.key-of-reader"),
        (Pane::Stories, "say.key-of-stories"),
        (Pane::Feeds, "say.key-of-feeds"),
    ];
    let room = usize::from(state.areas.notice.width.saturating_sub(2));
    let mut others = panes.iter().filter(|(pane, _)| *pane != state.focus);
    let told = others.find_map(|(pane, name)| {
        let action = match state.keymap.meaning(state.place_in(*pane), keys) {
            Meaning::Does(action) => Some(action),
            Meaning::DoesAll(actions) => actions.first().copied(),
            Meaning::Begins => None,
            Meaning::Nothing => return None,
        };
        let words = state.strings.with(name, &spelled(keys));
        let action = action.map(|action| state.strings.action(action));
        let whole = action.map(|action| format!("{words} — {action}"));
        // Where a line has no room for what it does, where it does it is enough.
        Some(
            whole
                .filter(|whole| text::width(whole) <= room)
                .unwrap_or(words),
        )
    });
    let words = told.unwrap_or_else(|| state.strings.with("say.no-key", &spelled(keys)));
    state.say(Tone::Plain, words);
}
