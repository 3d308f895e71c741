//! How much room pictures take among the rows.

use std::collections::BTreeMap;
use std::ops::Range;

/// Pictures that are shown, by their addresses.
pub type Rooms = BTreeMap<String, Room>;

/// What a picture gets room for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Room {
    /// Its width and height in pixels; room of the usual shape is kept for one that is not known.
    pub pixels: Option<(u32, u32)>,
    /// What is said as long as it is not there, or why it never will be.
    pub note: String,
    /// Whether it may still come.
    pub fate: Fate,
    /// Its real size, where it came before the reader's eyes: it gets room for that as soon as the reader does something.
    pub due: Option<(u32, u32)>,
    /// The rows of the window, which are to hold it with its words; none where nobody knows.
    pub window: Option<usize>,
}

impl Room {
    /// Columns and rows that it takes where there are so many columns, and so many rows of words below it.
    #[must_use]
    pub fn size(&self, columns: usize, words: usize) -> (usize, usize) {
        let left = self.window.map(|window| window.saturating_sub(words));
        let most = left.map_or(MOST_ROWS, |left| left.clamp(FEWEST_ROWS, MOST_ROWS));
        fit(self.pixels.unwrap_or(USUAL), columns, most)
    }
}

/// Whether a picture may still come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fate {
    /// It is here, or may come.
    #[default]
    Open,
    /// It will not come, and keeps its room for now.
    Refused,
    /// It will not come, and has no more room than its words.
    Gone,
}

/// Where a picture stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its address.
    pub url: String,
    /// Its rows.
    pub rows: Range<usize>,
    /// Its first column.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
}

/// The shape of most pictures in the news.
const USUAL: (u32, u32) = (1_600, 900);
/// No picture takes more rows: there is to be text beside it on a screen.
const MOST_ROWS: usize = 20;
/// And none fewer for want of rows: else it shows nothing.
const FEWEST_ROWS: usize = 4;
/// A small picture is not blown up: so many of its pixels at least go into a cell's width.
const PIXELS: usize = 8;
/// A cell is twice as high as wide.
const HEIGHT: usize = 2;

/// Columns and rows that a picture of so many pixels takes of those that there are.
#[must_use]
pub fn fit((width, height): (u32, u32), columns: usize, most: usize) -> (usize, usize) {
    let (width, height) = (width.max(1) as usize, height.max(1) as usize);
    let wide = columns.min(width.div_ceil(PIXELS)).max(1);
    let rows = (wide * height).div_ceil(width * HEIGHT).max(1);
    if rows <= most {
        return (wide, rows);
    }
    let wide = (most * HEIGHT * width / height).clamp(1, wide);
    (wide, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_their_shape_and_are_not_blown_up() {
        for (pixels, columns, expected) in [
            (None, 66, (66, 19)),
            (None, 50, (50, 15)),
            (Some((1_024, 576)), 66, (66, 19)),
            (Some((600, 1_200)), 66, (20, 20)),
            (Some((80, 80)), 66, (10, 5)),
            (Some((4_000, 100)), 66, (66, 1)),
            (Some((1, 1)), 66, (1, 1)),
            (Some((0, 0)), 0, (1, 1)),
        ] {
            let room = Room {
                pixels,
                ..Room::default()
            };
            assert_eq!(room.size(columns, 1), expected, "{pixels:?} {columns}");
        }
    }

    #[test]
    fn a_picture_is_seen_whole_in_the_window_with_its_words() {
        for (window, words, expected) in [
            (20, 1, (66, 19)),
            (20, 3, (60, 17)),
            (16, 2, (49, 14)),
            (5, 3, (14, 4)),
            (60, 1, (66, 19)),
        ] {
            let room = Room {
                window: Some(window),
                ..Room::default()
            };
            assert_eq!(room.size(66, words), expected, "{window} {words}");
        }
    }
}
