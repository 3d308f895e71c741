//! Where what lies over the panes stands, and how much of it is seen.

use crate::state::ailing;
use crate::state::area::Area;
use crate::state::core::State;
use crate::state::form;
use crate::state::look;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::searching::{self, Places};

/// Rows of a list over the panes that are not its own: two of frame, the input and its divider, one of hints.
pub const OVERLAY_FRAME: u16 = 5;
/// No list is lower, so that there is room to say why it is empty.
const LEAST: u16 = 9;

impl State {
    /// Fits what lies over the panes to the screen.
    pub fn fit_overlay(&mut self) {
        let (height, explained) = (self.overlay_area().height, self.explanation_rows());
        let rows = |frame: u16| usize::from(height.saturating_sub(frame));
        match &mut self.overlay {
            Overlay::Picker(_, picker) => picker.set_height(rows(OVERLAY_FRAME + explained)),
            Overlay::Trouble(feeds) => feeds.set_height(rows(ailing::frame_rows(height))),
            Overlay::Setup(settings) => settings.set_height(rows(form::frame(height))),
            _ => {}
        }
    }

    /// Where the screen of a search stands, if one is shown.
    #[must_use]
    pub fn search_places(&self) -> Option<Places> {
        let Overlay::Search(_) = self.overlay else {
            return None;
        };
        let bottom = self.areas.footer.height + self.areas.notice.height;
        Some(searching::places(self.areas.screen, bottom))
    }

    /// Rows below a list over the panes in which its chosen row is explained.
    #[must_use]
    pub fn explanation_rows(&self) -> u16 {
        match &self.overlay {
            Overlay::Picker(Purpose::Settings(..) | Purpose::Facts | Purpose::Downloads(_), _) => {
                match self.areas.screen.height {
                    14.. => 3,
                    11.. => 2,
                    9.. => 1,
                    _ => 0,
                }
            }
            Overlay::Picker(Purpose::Catalogue(_, peek), _) if !peek.url.is_empty() => {
                if self.areas.screen.height >= 14 { 3 } else { 2 }
            }
            _ => 0,
        }
    }

    /// Where a list that lies over the panes stands, with its frame.
    #[must_use]
    pub fn overlay_area(&self) -> Area {
        let screen = self.areas.screen;
        if look::is_choosing(&self.overlay) && !self.accessible {
            return look::area(screen);
        }
        if matches!(self.overlay, Overlay::Trouble(_) | Overlay::Setup(_)) {
            // Between the header and the two lowest lines, which tell what was done and which keys there are.
            let frame = if screen.height > 10 { 3 } else { 0 };
            Area {
                y: frame / 3,
                height: screen.height - frame,
                ..screen
            }
        } else if screen.width < 64 || screen.height < 16 || self.accessible {
            // The keys stay in sight where there is room for a line.
            let keys = if screen.height > 10 && !self.accessible {
                self.areas.footer.height
            } else {
                0
            };
            Area {
                height: screen.height - keys.min(screen.height),
                ..screen
            }
        } else {
            let most = (screen.height * 4 / 5).min(30);
            let height = self.fixed_rows().map_or(most, |rows| {
                let rows = rows.saturating_add(OVERLAY_FRAME + self.explanation_rows());
                rows.max(LEAST).min(most)
            });
            screen.centred((screen.width * 3 / 4).clamp(62, 88), height)
        }
    }

    /// How many rows a list has that does not grow while it is shown; what is typed changes nothing of its frame.
    fn fixed_rows(&self) -> Option<u16> {
        let Overlay::Picker(purpose, picker) = &self.overlay else {
            return None;
        };
        let is_fixed = matches!(
            purpose,
            Purpose::SaveAs(_)
                | Purpose::Pipe(_)
                | Purpose::Tags(_)
                | Purpose::Facts
                | Purpose::Older
                | Purpose::Messages
                | Purpose::History(_)
                | Purpose::Import(_)
        );
        is_fixed.then(|| u16::try_from(picker.len()).unwrap_or(u16::MAX))
    }
}
