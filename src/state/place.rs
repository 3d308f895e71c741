//! How far an article was read.

use crate::state::area::Pane;
use crate::state::core::State;
use crate::state::effect::Effect;

/// Remembers how far the story on the screen was read.
#[must_use]
pub fn keep(state: &State) -> Vec<Effect> {
    match state.reader.id() {
        Some(id) if state.focus == Pane::Reader || state.reader.position() != <_>::default() => {
            vec![Effect::Keep {
                id,
                position: state.reader.position(),
            }]
        }
        _ => Vec::new(),
    }
}
