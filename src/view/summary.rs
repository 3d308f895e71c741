//! Summaries beside the titles of a list that is wide enough: cut at blanks, a part in each of a story's two rows.

use ratatui::buffer::Buffer;

use crate::model::article::Headline;
use crate::state::area::Area;
use crate::state::core::State;
use crate::text;
use crate::view::paint::{self, put};
use crate::view::theme::Theme;

/// Columns of the pane from which on it has room for summaries beside the titles, and of the titles then: these have most
/// of the room, up to what nearly all of them need.
const WITH_SUMMARIES: u16 = 84;
const TITLES: std::ops::RangeInclusive<u16> = 48..=100;

/// Where titles and facts stand, and where summaries do; the second is empty where there is little room.
#[must_use]
pub fn columns(state: &State, area: Area) -> (Area, Area) {
    if !state.headlines.roomy || area.width < WITH_SUMMARIES {
        return (area, Area { width: 0, ..area });
    }
    let titles = (area.width * 3 / 5).clamp(*TITLES.start(), *TITLES.end());
    let (titles, beside) = area.split_left(titles);
    (titles, beside.shrunk(1, 0))
}

/// The first words of a story: as many as go into a row, or those that follow in the next.
pub fn draw(theme: &Theme, buffer: &mut Buffer, area: Area, y: u16, row: &Headline, part: usize) {
    if area.is_empty() {
        return;
    }
    let room = usize::from(area.width);
    let excerpt = theme.shown(&row.excerpt);
    let first = room_for(&excerpt, room);
    let words = match part {
        0 => excerpt.get(..first),
        _ => excerpt.get(first..),
    };
    let words = text::truncate(words.unwrap_or_default().trim(), room);
    let (words, at_right) = theme.line(&words);
    let blank = room.saturating_sub(text::width(&words));
    let blank = if at_right { paint::cells(blank) } else { 0 };
    put(buffer, area, area.x + blank, y, &words, theme.style("age"));
}

/// How many bytes of a text go into so many columns, up to a blank; all where it has none there. No line is broken by
/// the rules: that would cost each frame what the article's layout costs once.
fn room_for(text: &str, columns: usize) -> usize {
    let mut end = 0;
    let mut wide = 0;
    for word in text.split_inclusive(' ') {
        wide += text::width(word);
        if wide > columns + 1 {
            break;
        }
        end += word.len();
    }
    if end == 0 { text.len() } else { end }
}
