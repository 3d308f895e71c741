//! The pictures of the article on the screen: whether they are shown, how much room each gets, which are on the disk.

use std::collections::BTreeSet;

use crate::document::layout::room::Rooms;

/// The pictures of the article on the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures {
    /// Whether they are shown; none as long as nobody said.
    pub shown: Option<bool>,
    /// The room of each, shown or not.
    pub rooms: Rooms,
    /// Those that are on the disk.
    pub here: BTreeSet<String>,
    none: Rooms,
}

impl Pictures {
    /// Whether they are shown.
    #[must_use]
    pub fn are_shown(&self) -> bool {
        self.shown == Some(true)
    }

    /// Tells how many rows are seen at once; answers whether those that are shown did not know.
    pub fn fit(&mut self, window: usize) -> bool {
        let mut is_new = false;
        for room in self.rooms.values_mut() {
            is_new |= room.window.replace(window) != Some(window);
        }
        is_new && self.are_shown()
    }

    /// Those that get room in the layout.
    #[must_use]
    pub fn laid(&self) -> &Rooms {
        if self.are_shown() {
            &self.rooms
        } else {
            &self.none
        }
    }
}
