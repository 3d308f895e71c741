//! The top line: where one is on the left, how the refresh goes and what time it is on the right; and the banner.

use ratatui::buffer::Buffer;

use crate::state::banner;
use crate::state::core::State;
use crate::state::topline;
use crate::view::paint::{self, put};
use crate::view::theme::Theme;

/// Draws header and banner.
pub fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let area = state.areas.header;
    if area.is_empty() {
        return;
    }
    for piece in topline::pieces(state) {
        let words = theme.piece(&piece.words);
        put(
            buffer,
            area,
            piece.x,
            area.y,
            &words,
            theme.style(piece.style),
        );
    }
    banner(state, theme, buffer);
}

fn banner(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let Some((words, hints)) = banner::banner(state) else {
        return;
    };
    let inner = state.areas.banner.shrunk(1, 0);
    let style = theme.style("banner");
    paint::put(buffer, inner, inner.x, inner.y, &words, style);
    for hint in hints {
        let line = format!("{} {}", hint.key, hint.label);
        paint::put(buffer, inner, hint.x, inner.y, &line, style);
    }
}
