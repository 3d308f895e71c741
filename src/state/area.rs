//! Where things stand on the screen: plain rectangles, worked out from the size of the terminal.

use serde::{Deserialize, Serialize};

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// A rectangle.
    #[must_use]
    pub const fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Whether it holds no cell.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// Whether that cell is in it.
    #[must_use]
    pub const fn contains(self, column: u16, row: u16) -> bool {
        column >= self.x
            && row >= self.y
            && column - self.x < self.width
            && row - self.y < self.height
    }

    /// What is left inside a frame of one cell.
    #[must_use]
    pub const fn inside(self) -> Self {
        self.shrunk(1, 1)
    }

    /// What is left with that much taken from left and right, and from top and bottom.
    #[must_use]
    pub const fn shrunk(self, columns: u16, rows: u16) -> Self {
        Self {
            x: self.x.saturating_add(columns),
            y: self.y.saturating_add(rows),
            width: self.width.saturating_sub(columns.saturating_mul(2)),
            height: self.height.saturating_sub(rows.saturating_mul(2)),
        }
    }

    /// The top rows and the rest.
    #[must_use]
    pub fn split_top(self, rows: u16) -> (Self, Self) {
        let rows = rows.min(self.height);
        (
            Self {
                height: rows,
                ..self
            },
            Self {
                y: self.y + rows,
                height: self.height - rows,
                ..self
            },
        )
    }

    /// The rest and the bottom rows.
    #[must_use]
    pub fn split_bottom(self, rows: u16) -> (Self, Self) {
        let rows = rows.min(self.height);
        let (rest, bottom) = self.split_top(self.height - rows);
        (rest, bottom)
    }

    /// The left columns and the rest.
    #[must_use]
    pub fn split_left(self, columns: u16) -> (Self, Self) {
        let columns = columns.min(self.width);
        (
            Self {
                width: columns,
                ..self
            },
            Self {
                x: self.x + columns,
                width: self.width - columns,
                ..self
            },
        )
    }

    /// One of so many columns side by side, each with a cell to its right that divides it from the next.
    #[must_use]
    pub fn column(self, of: usize, number: usize) -> Self {
        let [of, number] = [of.max(1), number].map(|count| u16::try_from(count).unwrap_or(1));
        let width = (self.width + 1) / of;
        let x = self.x + width * number;
        let width = if number + 1 == of {
            (self.x + self.width).saturating_sub(x)
        } else {
            width - 1
        };
        Self { x, width, ..self }
    }

    /// A rectangle of at most that size in the middle of it.
    #[must_use]
    pub fn centred(self, width: u16, height: u16) -> Self {
        let width = width.min(self.width);
        let height = height.min(self.height);
        Self {
            x: self.x + (self.width - width) / 2,
            y: self.y + (self.height - height) / 2,
            width,
            height,
        }
    }
}

/// How much the terminal has room for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// Three panes: 120 columns and more.
    Wide,
    /// Feeds and stories, the article over both: 80 to 119 columns.
    Medium,
    /// One pane at a time.
    #[default]
    Narrow,
    /// One list without any frame: fewer than 30 columns or 8 rows.
    Tiny,
}

/// The reader's choice of panes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// As many as the terminal has room for.
    #[default]
    Auto,
    /// One.
    One,
    /// At most two: the stories, with the article beside them or, while the keys are there, the feeds.
    Two,
}

/// The ways to lay the panes, with their names and the words for them.
pub const LAYOUTS: [(Choice, &str, &str); 3] = [
    (Choice::Auto, "auto", "say.panes-all"),
    (Choice::Two, "two", "say.panes-two"),
    (Choice::One, "one", "say.panes-one"),
];

/// How wide the reader has made panes; as usual where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Divide {
    /// The feeds pane.
    #[serde(rename = "feeds_share")]
    pub feeds: Option<Share>,
    /// The stories pane, where the article stands beside it.
    #[serde(rename = "stories_share")]
    pub stories: Option<Share>,
}

/// How wide a pane is beside its usual width, in thousandths: on a larger screen it is larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share(u16);

impl Share {
    /// Of a pane of so many columns that usually has so many.
    #[must_use]
    pub fn of(columns: u16, usual: u16) -> Self {
        let usual = u32::from(usual.max(1));
        let share = (u32::from(columns) * 1_000 + usual / 2) / usual;
        Self(u16::try_from(share).unwrap_or(u16::MAX))
    }

    /// Its columns where it usually has so many.
    #[must_use]
    pub fn columns(self, usual: u16) -> u16 {
        let columns = (u32::from(self.0) * u32::from(usual) + 500) / 1_000;
        u16::try_from(columns).unwrap_or(u16::MAX)
    }
}

/// A line between two panes, which can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// At the right of the feeds pane.
    Feeds,
    /// At the right of the stories pane.
    Stories,
}

/// Which pane has the keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pane {
    /// Feeds and folders.
    Feeds,
    /// Headlines.
    #[default]
    Stories,
    /// The article.
    Reader,
}

/// Where everything stands. An empty area is not shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    /// How much there is room for.
    pub shape: Shape,
    /// The line on top.
    pub header: Area,
    /// The line that says what the sample edition is.
    pub banner: Area,
    /// The feeds pane with its frame.
    pub feeds: Area,
    /// The stories pane with its frame.
    pub stories: Area,
    /// The article with its frame.
    pub reader: Area,
    /// Columns that the feeds pane and the stories pane have where the reader has made neither wider.
    pub usual: (u16, u16),
    /// The first lines of the chosen story, under the list.
    pub preview: Area,
    /// The line for what was just done.
    pub notice: Area,
    /// The line of keys.
    pub footer: Area,
    /// The whole screen.
    pub screen: Area,
    /// Whether panes have frames.
    pub framed: bool,
}

impl Areas {
    /// The line between panes at that cell, if one is there.
    #[must_use]
    pub fn divider_at(&self, column: u16, row: u16) -> Option<Divider> {
        let edge = |pane: Area, next: Area| {
            let at = pane.x + pane.width;
            let is_there = !pane.is_empty() && !next.is_empty() && next.x == at;
            is_there
                && (column == at || column + 1 == at)
                && (pane.y..pane.y + pane.height).contains(&row)
        };
        if !self.framed {
            None
        } else if edge(self.feeds, self.stories) {
            Some(Divider::Feeds)
        } else if edge(self.stories, self.reader) {
            Some(Divider::Stories)
        } else {
            None
        }
    }

    /// Where the rows of the feeds pane stand.
    #[must_use]
    pub fn feeds_rows(&self) -> Area {
        self.rows(self.feeds)
    }

    /// Where the rows of the stories pane stand.
    #[must_use]
    pub fn stories_rows(&self) -> Area {
        let rows = self.rows(self.stories);
        if self.preview.is_empty() {
            rows
        } else {
            // One row divides the list from the preview.
            Area {
                height: rows.height.saturating_sub(self.preview.height + 1),
                ..rows
            }
        }
    }

    /// Where the rows of the article stand, and at most `measure` columns of it, in the middle.
    #[must_use]
    pub fn reader_rows(&self, measure: u16) -> Area {
        let rows = self.rows(self.reader);
        let side = if self.shape == Shape::Tiny || rows.width < 44 {
            0
        } else {
            2
        };
        let rows = rows.shrunk(side, 0);
        // A row of air above an article that has no frame, where there is room for it.
        let (_, rows) = rows.split_top(u16::from(!self.framed && rows.height > 12));
        let width = rows.width.min(measure);
        Area {
            x: rows.x + (rows.width - width) / 2,
            width,
            ..rows
        }
    }

    /// Where the preview's text stands.
    #[must_use]
    pub fn preview_rows(&self) -> Area {
        self.preview.shrunk(1, 0)
    }

    fn rows(&self, pane: Area) -> Area {
        if self.framed { pane.inside() } else { pane }
    }
}
