//! The terminal's cursor on what is chosen, which screen readers follow.

use ratatui::layout::Position;

use crate::state::area::{Area, Pane};
use crate::state::core::State;
use crate::state::mouse::picker_rows;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::rows::Line;
use crate::state::ways;

/// Where what is chosen stands.
#[must_use]
pub fn chosen(state: &State) -> Option<Position> {
    match &state.overlay {
        // What is typed is followed there.
        Overlay::Picker(
            Purpose::AddFeed(_)
            | Purpose::Import(_)
            | Purpose::SaveAs(_)
            | Purpose::Pipe(_)
            | Purpose::Settings(_, Some(_)),
            _,
        )
        | Overlay::Search(_)
        | Overlay::Find(_)
        | Overlay::Filter(_) => None,
        Overlay::Picker(_, picker) => {
            let ((column, row), ..) = picker.window().find(|(.., chosen)| *chosen)?;
            at(picker_rows(state).column(picker.columns(), column), row)
        }
        Overlay::Welcome(welcome) => {
            let screen = state.areas.screen;
            let (y, _) = *ways::rows(screen).get(welcome.chosen)?;
            let x = ways::left(screen);
            Some(Position { x, y })
        }
        _ => in_pane(state),
    }
}

fn in_pane(state: &State) -> Option<Position> {
    match state.focus {
        Pane::Feeds => {
            let row = state.sidebar.window().position(|(_, chosen)| chosen)?;
            at(state.areas.feeds_rows(), row)
        }
        Pane::Stories => {
            let lines = state.headlines.lines(&state.zone);
            let chosen = Line::Title(state.headlines.chosen());
            let row = lines.iter().position(|line| *line == chosen)?;
            at(state.areas.stories_rows(), row)
        }
        Pane::Reader => at(state.reader_area(), 0),
    }
}

fn at(area: Area, row: usize) -> Option<Position> {
    let row = u16::try_from(row).ok().filter(|row| *row < area.height)?;
    Some(Position {
        x: area.x,
        y: area.y + row,
    })
}
