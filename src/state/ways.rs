//! The ways to begin that the first screen offers, and where each stands.

use std::path::PathBuf;

use crate::assets;
use crate::state::area::Area;

/// Where the first screen stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Welcome {
    /// The chosen way, from 0.
    pub chosen: usize,
    /// Subscription lists of other readers that were found.
    pub found: Vec<PathBuf>,
    /// How many feeds the catalogue has of Indonesia, and of the rest of the world.
    pub catalogue: (usize, usize),
}

/// A way to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Read the sample edition.
    Sample,
    /// Choose feeds from the catalogue.
    Catalogue,
    /// Take over the feeds of another reader.
    Import,
    /// Add an address.
    Add,
    /// Speak the other language.
    Language,
    /// Choose a theme.
    Theme,
}

/// The ways in the order of their numbers; those behind the gap have none.
pub const WAYS: [Way; 6] = [
    Way::Sample,
    Way::Catalogue,
    Way::Import,
    Way::Add,
    Way::Language,
    Way::Theme,
];

/// So many of the ways have a number.
pub const NUMBERED: usize = 4;

impl Way {
    /// Its name in the strings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sample => "sample",
            Self::Catalogue => "catalogue",
            Self::Import => "import",
            Self::Add => "add",
            Self::Language => "language",
            Self::Theme => "theme",
        }
    }
}

impl Welcome {
    /// The first screen, with the first way chosen.
    #[must_use]
    pub fn new() -> Self {
        let all = assets::CATALOGUE.matches("\ncountry = ").count();
        let home = assets::CATALOGUE.matches("\ncountry = \"ID\"").count();
        Self {
            catalogue: (home, all - home),
            ..Self::default()
        }
    }
}

/// Where each way stands: the row of its line, from the top of the screen.
#[must_use]
pub fn rows(screen: Area) -> Vec<(u16, Way)> {
    let top = top(screen) + lines_above(screen);
    let numbered = NUMBERED as u16;
    let line = |(place, way): (usize, &Way)| {
        let place = place as u16;
        let row = match place.checked_sub(numbered) {
            None => place * lines_each(screen),
            Some(after) => numbered * lines_each(screen) + gap_rows(screen) + after,
        };
        (top + row, *way)
    };
    WAYS.iter().enumerate().map(line).collect()
}

/// The way that stands in that row.
#[must_use]
pub fn at(screen: Area, row: u16) -> Option<Way> {
    let mut lines = rows(screen).into_iter().enumerate();
    let is_at = |(place, (first, _)): &(usize, (u16, Way))| {
        let lines = if *place < NUMBERED {
            lines_each(screen)
        } else {
            1
        };
        (*first..first + lines).contains(&row)
    };
    lines.find(is_at).map(|(_, (_, way))| way)
}

/// The row between the ways with a number and those without, if there is one: it tells more of the chosen way where there
/// is no room beside its name.
#[must_use]
pub fn gap(screen: Area) -> Option<u16> {
    let row = top(screen) + lines_above(screen) + NUMBERED as u16;
    (gap_rows(screen) > 0 && lines_each(screen) == 1).then_some(row)
}

/// Lines of a way with a number: what is to be known of it stands below its name where there is room for that and none
/// beside it.
#[must_use]
pub const fn lines_each(screen: Area) -> u16 {
    if screen.height >= TALL && !is_wide(screen) {
        2
    } else {
        1
    }
}

/// Whether there is room for air between the lines.
#[must_use]
pub const fn is_roomy(screen: Area) -> bool {
    screen.height >= ROOMY
}

/// Whether what is to be known of a way stands beside its name.
#[must_use]
pub const fn is_wide(screen: Area) -> bool {
    screen.width >= COLUMNS
}

const fn gap_rows(screen: Area) -> u16 {
    if screen.height >= SNUG { 1 } else { 0 }
}

/// Lines above the first way: the name, what it is, the invitation, with air below each; in little room one with the name
/// and the invitation, or none.
#[must_use]
pub const fn lines_above(screen: Area) -> u16 {
    if lines_each(screen) > 1 {
        4
    } else if is_roomy(screen) {
        5
    } else if screen.height > LOWEST {
        1
    } else {
        0
    }
}

/// The rows of a screen on which all lines stand without air: one above, the ways and a gap, two of the promise, and the
/// two lowest lines.
const SNUG: u16 = 1 + WAYS.len() as u16 + 1 + 2 + 2;
/// On a screen of so many rows the ways stand alone above the two lowest lines.
const LOWEST: u16 = WAYS.len() as u16 + 2;
/// The rows of a screen on which all lines stand with air between them: those above, the ways and a gap, the promise and
/// a gap, and the two lowest lines.
const ROOMY: u16 = 5 + WAYS.len() as u16 + 1 + 2 + 2;
/// The rows of a narrow screen on which each way with a number has two lines: as above, without the line of air below the
/// invitation, and with one more of the promise.
const TALL: u16 = ROOMY + NUMBERED as u16;
/// Columns and rows around the block that show something worth a look.
const AROUND: (u16, u16) = (40, 12);
/// Columns of the whole.
pub const COLUMNS: u16 = 64;

/// The first row.
#[must_use]
pub const fn top(screen: Area) -> u16 {
    let all = if lines_each(screen) > 1 { TALL } else { ROOMY };
    screen.height.saturating_sub(all) / 3
}

/// The first column.
#[must_use]
pub fn left(screen: Area) -> u16 {
    (screen.width.saturating_sub(COLUMNS) / 2).max(1)
}

/// What the first screen covers: a block with the sample edition around it; all where only ends of lines would be left
/// of that.
#[must_use]
pub fn block(screen: Area) -> Area {
    if screen.height < ROOMY + AROUND.1 || screen.width < COLUMNS + AROUND.0 {
        return screen;
    }
    Area {
        x: left(screen) - 3,
        y: top(screen).saturating_sub(2),
        width: COLUMNS + 5,
        height: ROOMY + 1,
    }
}
