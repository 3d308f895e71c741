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
        (Pane::Reader, "reader"),
        (Pane::Stories, "stories"),
        (Pane::Feeds, "feeds"),
    ];
    let room = usize::from(state.areas.notice.width.saturating_sub(2));
    let meaning = |pane| state.keymap.meaning(state.place_in(pane), keys);
    let others = panes.iter().filter(|(pane, _)| *pane != state.focus);
    let others = others.filter(|(pane, _)| meaning(*pane) != Meaning::Nothing);
    let others: Vec<&(Pane, &str)> = others.collect();
    let told = others.first().map(|(pane, _)| {
        let action = |pane| match meaning(pane) {
            Meaning::Does(action) => Some(action),
            Meaning::DoesAll(actions) => actions.first().copied(),
            Meaning::Begins | Meaning::Nothing => None,
        };
        let names: Vec<&str> = others.iter().map(|(_, name)| *name).collect();
        let name = format!("say.key-of-{}", names.join("-"));
        let words = state.strings.with(&name, &spelled(keys));
        // What it does is told where it does the same in each.
        let first = action(*pane);
        let is_one = others.iter().all(|(pane, _)| action(*pane) == first);
        let action = first.filter(|_| is_one);
        let action = action.map(|action| state.strings.action(action));
        let whole = action.map(|action| format!("{words} — {action}"));
        // Where a line has no room for what it does, where it does it is enough.
        whole
            .filter(|whole| text::width(whole) <= room)
            .unwrap_or(words)
    });
    let words = told.unwrap_or_else(|| state.strings.with("say.no-key", &spelled(keys)));
    state.say(Tone::Plain, words);
}
