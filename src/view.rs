//! The state as cells. Draws, and changes nothing: where things stand, what is scrolled and how wide lines are is state.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use crate::state::area::Shape;
use crate::state::core::State;
use crate::view::picture::Paintings;
use crate::view::theme::Theme;

pub mod article;
pub mod colour;
pub mod cursor;
pub mod empty;
pub mod feeds;
pub mod filing;
pub mod footer;
pub mod header;
pub mod headline;
pub mod line;
pub mod links;
pub mod paint;
pub mod picture;
pub mod popups;
pub mod prefix;
pub mod row;
pub mod scheme;
pub mod search;
pub mod setup;
pub mod stories;
pub mod summary;
pub mod theme;
pub mod trouble;
pub mod welcome;

/// Draws the whole screen, with these pictures in the article, into an empty buffer; answers where the cursor stands, if
/// anywhere.
///
/// ```text
/// header   kabar ▸ folder ▸ feed                ⟳ 37/42 · 07:44
/// banner   what the sample edition is
/// panes    feeds │ stories │ article, as many as there is room for
/// notice   what was just done
/// footer   keys that matter now
/// ```
pub fn draw(
    state: &State,
    theme: &Theme,
    paintings: &Paintings,
    buffer: &mut Buffer,
) -> Option<Position> {
    let area = buffer.area;
    if area.is_empty() || paint::rect(state.areas.screen) != area {
        // The terminal was resized after the last message; the message about it is on its way.
        return None;
    }
    let ground = theme.style("screen");
    if ground != Style::default() {
        buffer.set_style(area, ground);
    }
    header::draw(state, theme, buffer);
    feeds::draw(state, theme, buffer);
    stories::draw(state, theme, buffer);
    article::draw(state, theme, paintings, buffer);
    if let Some(welcome) = welcome::shown(state) {
        welcome::draw(state, theme, buffer, welcome);
    }
    footer::draw(state, theme, buffer);
    let popup = popups::draw(state, theme, buffer);
    footer::draw_over(state, theme, buffer);
    if theme.ascii {
        paint::spell_signs(buffer);
    }
    if state.areas.shape == Shape::Tiny {
        return None;
    }
    let chosen = if state.accessible {
        cursor::chosen(state)
    } else {
        None
    };
    chosen.or(popup).or_else(|| footer::cursor(state))
}
