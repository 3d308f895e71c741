//! The top line: where one is on the left, how the refresh goes and what time it is on the right; and the banner.

use ratatui::buffer::Buffer;

use crate::state::core::{Edition, State};
use crate::state::topline;
use crate::text;
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
    let area = state.areas.banner;
    if area.is_empty() {
        return;
    }
    let words = match state.edition {
        Edition::Own => return,
        Edition::Sample => state.strings.get("banner.sample"),
        Edition::Demo => state.strings.get("banner.demo"),
    };
    let inner = area.shrunk(1, 0);
    let mut line = words.to_owned();
    // A sentence that does not fit is left out, not cut.
    while text::width(&line) > usize::from(inner.width)
        && let Some((first, _)) = line.trim_end_matches('.').rsplit_once(". ")
    {
        line = format!("{first}.");
    }
    if state.edition == Edition::Sample {
        use crate::state::action::Action;
        for action in [Action::AddFeed, Action::Catalogue, Action::Import] {
            let key = state.keymap.keys(state.place(), action).unwrap_or_default();
            let more = format!("  {key} {}", state.strings.hint(action));
            if text::width(&line) + text::width(&more) <= usize::from(inner.width) {
                line.push_str(&more);
            }
        }
    }
    let line = text::truncate(&line, usize::from(inner.width)).into_owned();
    paint::put(
        buffer,
        inner,
        inner.x,
        inner.y,
        &line,
        theme.style("banner"),
    );
}
