//! Which theme is shown, and which there are. What a theme looks like is the view's business.

use crate::state::area::Area;
use crate::state::overlay::{Overlay, Purpose};

/// The theme, and those to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The name of the theme in force.
    pub theme: String,
    /// Whether the environment gives it, for as long as this runs.
    pub held: bool,
    /// Those to choose from.
    pub themes: Vec<Offer>,
    /// Whether only ASCII may be drawn.
    pub ascii: bool,
}

/// A theme to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// Its name in the settings.
    pub name: String,
    /// What is to be said of it.
    pub note: Note,
}

/// What is to be said of a theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Note {
    /// Nothing.
    #[default]
    None,
    /// It is made for a dark ground, and whether it is the reader's own.
    Dark(bool),
    /// It is made for a light ground, and whether it is the reader's own.
    Light(bool),
    /// Why it cannot be taken.
    Broken(String),
}

/// Columns and rows of the list at most: what it changes is to be seen beside it.
const COLUMNS: u16 = 44;
/// And at least: the longest name and whether it is light.
const NARROWEST: u16 = 33;
const ROWS: u16 = 27;

/// Whether a theme is being chosen.
#[must_use]
pub const fn is_choosing(overlay: &Overlay) -> bool {
    matches!(overlay, Overlay::Picker(Purpose::Themes(_), _))
}

/// The name of the theme to show: the one tried, else the one in force.
#[must_use]
pub fn shown<'a>(look: &'a Look, overlay: &'a Overlay) -> &'a str {
    let tried = match overlay {
        Overlay::Picker(Purpose::Themes(names), picker) => {
            picker.chosen().and_then(|row| names.get(row))
        }
        _ => None,
    };
    tried.unwrap_or(&look.theme)
}

/// Where the list of themes stands.
#[must_use]
pub fn area(screen: Area) -> Area {
    let width = COLUMNS.min((screen.width * 3 / 5).max(NARROWEST));
    let height = ROWS.min(screen.height.saturating_sub(3));
    if screen.width < NARROWEST + 7 || height < 8 {
        return screen;
    }
    Area {
        x: screen.width - width,
        y: 1,
        width,
        height,
    }
}
