//! The banner of the sample edition: what it is, and the keys that lead on to news of one's own.

use crate::state::action::Action;
use crate::state::core::{Edition, State};
use crate::state::keyline::Hint;
use crate::text;

/// Keys that lead out of the sample edition.
const KEYS: [Action; 3] = [Action::AddFeed, Action::Catalogue, Action::Import];

/// What is said, and the keys behind it with where each stands; nothing where there is no banner.
#[must_use]
pub fn banner(state: &State) -> Option<(String, Vec<Hint>)> {
    let area = state.areas.banner;
    let words = match state.edition {
        _ if area.is_empty() => return None,
        Edition::Own => return None,
        Edition::Sample => state.strings.get("banner.sample"),
        Edition::Demo => state.strings.get("banner.demo"),
    };
    let inner = area.shrunk(1, 0);
    let room = usize::from(inner.width);
    let mut line = words.to_owned();
    // A sentence that does not fit is left out, not cut.
    while text::width(&line) > room
        && let Some((first, _)) = line.trim_end_matches('.').rsplit_once(". ")
    {
        line = format!("{first}.");
    }
    let line = text::truncate(&line, room).into_owned();
    let keys = KEYS.iter().filter(|_| state.edition == Edition::Sample);
    let mut hints = Vec::new();
    let mut used = text::width(&line);
    for action in keys {
        let key = state
            .keymap
            .keys(state.place(), *action)
            .unwrap_or_default();
        let label = state.strings.hint(*action).to_owned();
        let width = text::width(&key) + 1 + text::width(&label);
        if used + 2 + width > room {
            continue;
        }
        hints.push(Hint {
            key,
            label,
            action: Some(*action),
            x: inner.x + u16::try_from(used + 2).unwrap_or_default(),
            width: u16::try_from(width).unwrap_or_default(),
        });
        used += 2 + width;
    }
    Some((line, hints))
}
