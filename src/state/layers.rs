//! Where what lies over the panes stands, and how much of it is seen.

use crate::state::ailing;
use crate::state::area::{Area, Shape};
use crate::state::core::State;
use crate::state::form;
use crate::state::look;
use crate::state::newfeed::Finding;
use crate::state::offer::Row;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::picker::Picker;
use crate::state::rows::{MARGIN, Titles};
use crate::state::searching::{self, Places};
use crate::text;

/// Rows of a list over the panes that are not its own: two of frame, the input and its divider, one of hints.
pub const OVERLAY_FRAME: u16 = 5;
/// From so many columns of the screen on a list that is long has two: a hundred inside its frame.
const TWO_COLUMNS: u16 = 106;
/// No list is wider: from a name to its key the eye must find the way.
const WIDEST: u16 = 144;
/// So high is the list of feeds found at most addresses, with the headlines of one.
const USUAL: u16 = 19;
/// So many columns have room for nearly all titles in one line.
const SMALL: u16 = 80;
/// No list is lower, so that there is room to say why it is empty.
const LEAST: u16 = 9;
/// So many rows of the headlines of a feed that was found are seen in any case, with their title and a row of air.
const GLIMPSE: usize = 4;
/// Of many feeds found so many are seen in any case, with the line that says where.
const LEAST_FEEDS: usize = 4;

impl State {
    /// Fits the list of stories to its pane, or to the screen of a search.
    pub fn fit_stories(&mut self) {
        let found = self.search_places().map(|places| places.rows);
        let stories = found.unwrap_or(self.areas.stories_rows());
        let is_roomy = stories.height >= 12 && self.areas.shape != Shape::Medium;
        self.headlines.roomy = found.is_some() || is_roomy;
        // Where the list is alone on a small screen, nothing beside it tells the whole title.
        let is_narrow = self.areas.shape == Shape::Narrow && stories.width < SMALL;
        let is_alone = is_roomy && found.is_none() && is_narrow;
        let columns = stories.width.saturating_sub(MARGIN);
        self.headlines.titles = Titles {
            columns: is_alone.then_some(usize::from(columns)),
            emoji: self.emoji,
        };
        // A pane that is not shown keeps its window.
        if !stories.is_empty() {
            self.headlines
                .set_height(usize::from(stories.height), &self.zone);
        }
    }

    /// Fits what lies over the panes to the screen.
    pub fn fit_overlay(&mut self) {
        let (height, explained) = (self.overlay_area().height, self.explanation_rows());
        let columns = self.overlay_columns();
        let rows = |frame: u16| usize::from(height.saturating_sub(frame));
        match &mut self.overlay {
            Overlay::Picker(Purpose::AddFeed(new), picker) => {
                let rows = rows(OVERLAY_FRAME + explained);
                let headlines = rows_of_headlines(&new.finding).min(GLIMPSE);
                let least = LEAST_FEEDS.min(picker.len());
                picker.set_height(rows.saturating_sub(headlines).max(least).min(rows), columns);
            }
            Overlay::Picker(_, picker) => {
                picker.set_height(rows(OVERLAY_FRAME + explained), columns);
            }
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

    /// Rows below a list over the panes in which its chosen row is explained, or a new feed has its fields.
    #[must_use]
    pub fn explanation_rows(&self) -> u16 {
        match &self.overlay {
            Overlay::Picker(Purpose::Facts(_), picker) => self.rows_of_fact(picker),
            Overlay::Picker(Purpose::Settings(..) | Purpose::Downloads(_), _) => {
                match self.areas.screen.height {
                    14.. => 3,
                    11.. => 2,
                    9.. => 1,
                    _ => 0,
                }
            }
            Overlay::Picker(Purpose::AddFeed(_), _) if self.areas.screen.height >= 8 => 2,
            Overlay::Picker(Purpose::Catalogue(_, peek), _) if !peek.url.is_empty() => {
                if self.areas.screen.height >= 14 { 3 } else { 2 }
            }
            _ => 0,
        }
    }

    /// Where what is to be known of the chosen row stands, or the fields of a new feed; empty where nothing does.
    #[must_use]
    pub fn explanation(&self) -> Area {
        let inside = self.overlay_area().inside();
        inside.split_bottom(self.explanation_rows()).1
    }

    /// As many as the longest fact needs, whichever is chosen, so that nothing moves; of the list two rows are left in any
    /// case.
    fn rows_of_fact(&self, picker: &Picker) -> u16 {
        let columns = usize::from(self.overlay_width().saturating_sub(6)).max(1);
        let rows = |row: &Row| text::wrap::wrap(&row.detail, columns).len();
        let wanted = picker.rows().iter().map(rows).max().unwrap_or_default();
        let wanted = u16::try_from(wanted).unwrap_or(u16::MAX);
        let most = self.most_overlay_rows().saturating_sub(OVERLAY_FRAME + 2);
        wanted.min(most)
    }

    /// Whether a list over the panes takes the whole screen.
    const fn overlay_is_whole(&self) -> bool {
        let screen = self.areas.screen;
        screen.width < 64 || screen.height < 16 || self.accessible
    }

    /// Columns of a list over the panes: help has two where there is room for them, so that more of it is seen.
    fn overlay_columns(&self) -> usize {
        let is_help = matches!(self.overlay, Overlay::Picker(Purpose::Help(..), _));
        let is_wide = self.areas.screen.width >= TWO_COLUMNS && !self.overlay_is_whole();
        if is_help && is_wide { 2 } else { 1 }
    }

    fn overlay_width(&self) -> u16 {
        let screen = self.areas.screen;
        if self.overlay_is_whole() {
            screen.width
        } else if self.overlay_columns() > 1 {
            (screen.width - 4).min(WIDEST)
        } else {
            (screen.width * 3 / 4).clamp(62, 88)
        }
    }

    /// Rows that a list over the panes has at most, with its frame.
    fn most_overlay_rows(&self) -> u16 {
        let screen = self.areas.screen;
        if self.overlay_columns() > 1 {
            return screen.height - 4;
        }
        if !self.overlay_is_whole() {
            return screen.height * 4 / 5;
        }
        // The keys stay in sight where there is room for a line.
        let keys = if screen.height > 10 && !self.accessible {
            self.areas.footer.height
        } else {
            0
        };
        screen.height - keys.min(screen.height)
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
        } else if self.overlay_is_whole() {
            Area {
                height: self.most_overlay_rows(),
                ..screen
            }
        } else {
            let most = self.most_overlay_rows();
            let height = self.fixed_rows().map_or(most, |rows| {
                let rows = rows.saturating_add(OVERLAY_FRAME + self.explanation_rows());
                rows.max(LEAST).min(most)
            });
            let area = screen.centred(self.overlay_width(), height);
            match &self.overlay {
                // It grows with what is found: the line that is typed in stays where it is.
                Overlay::Picker(Purpose::AddFeed(_), _) => Area {
                    y: area.y.min(screen.centred(area.width, USUAL.min(most)).y),
                    ..area
                },
                _ => area,
            }
        }
    }

    /// How many rows a list has that does not grow while it is shown; what is typed changes nothing of its frame.
    fn fixed_rows(&self) -> Option<u16> {
        let Overlay::Picker(purpose, picker) = &self.overlay else {
            return None;
        };
        if let Purpose::AddFeed(new) = purpose {
            return Some(self.rows_of_finding(&new.finding, picker));
        }
        if self.overlay_columns() > 1 {
            // A heading that goes over to the second column leaves a row behind.
            let rows = picker.len().div_ceil(2) + 1;
            return Some(u16::try_from(rows).unwrap_or(u16::MAX));
        }
        let is_fixed = matches!(
            purpose,
            Purpose::SaveAs(_)
                | Purpose::Pipe(_)
                | Purpose::Tags(_)
                | Purpose::Facts(_)
                | Purpose::Older
                | Purpose::Messages
                | Purpose::History(_)
                | Purpose::Import(_)
                | Purpose::Help(..)
                | Purpose::Settings(..)
        );
        is_fixed.then(|| u16::try_from(picker.len()).unwrap_or(u16::MAX))
    }

    /// As many as the feeds found need with the most headlines of any of them, whichever is chosen; or the words that tell
    /// why there are none.
    fn rows_of_finding(&self, finding: &Finding, picker: &Picker) -> u16 {
        let rows = match finding {
            Finding::Typing | Finding::Asking(_) => 0,
            Finding::Nothing(words) => {
                let words = self.strings.with("popup.nothing", words);
                let columns = usize::from(self.overlay_width().saturating_sub(6)).max(1);
                text::wrap::wrap(&words, columns).len() + 2
            }
            Finding::Found(_) => picker.len() + rows_of_headlines(finding),
        };
        u16::try_from(rows).unwrap_or(u16::MAX)
    }
}

/// As many as the headlines of any feed found need, with their title and a row of air above.
fn rows_of_headlines(finding: &Finding) -> usize {
    let Finding::Found(found) = finding else {
        return 0;
    };
    let headlines = found.iter().map(|(feed, _)| feed.preview.len()).max();
    let headlines = headlines.filter(|count| *count > 0);
    headlines.map_or(0, |count| count + 2)
}
