//! The lines of the stories pane: what each is of, where a day begins, and titles that go on in a second line.

use std::ops::Range;

use jiff::tz::TimeZone;

use crate::model::article::Headline;
use crate::model::query::Order;
use crate::text;
use crate::text::emoji::Emoji;

/// Columns before a title: of what is chosen, of the star, which every row keeps a place for, of what is read, and a blank.
pub const MARGIN: u16 = 4;

/// A line of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A new day, or in a list by feeds a new feed, begins with that article.
    Day(usize),
    /// The title of that article.
    Title(usize),
    /// What the first line has no room for of the title of that article.
    Rest(usize),
    /// What else is known of that article.
    Facts(usize),
}

/// Titles that go on in a second line where the first has too little room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Titles {
    /// Columns of a title; any number where it has one line only.
    pub columns: Option<usize>,
    /// What is done with emoji.
    pub emoji: Emoji,
}

impl Titles {
    /// Whether the title of a story goes on in a second line.
    #[must_use]
    pub fn go_on(self, row: &Headline) -> bool {
        self.rest(&text::displayable_with(name(row), self.emoji))
            .is_some()
    }

    /// Where the first line of a title ends, and where what it has no room for begins.
    #[must_use]
    pub fn rest(self, title: &str) -> Option<(usize, usize)> {
        let columns = self.columns.filter(|columns| *columns > 0)?;
        if text::width(title) <= columns {
            return None;
        }
        let lines = text::wrap::wrap(title, columns);
        let [Range { end, .. }, Range { start, .. }, ..] = lines[..] else {
            return None;
        };
        Some((end, start))
    }
}

/// What a story is called: the beginning of its text where it has no title.
#[must_use]
pub fn name(row: &Headline) -> &str {
    if row.title.is_empty() {
        &row.excerpt
    } else {
        &row.title
    }
}

/// Whether another day, or in a list by feeds another feed, begins with this story.
#[must_use]
pub fn begins(
    order: Order,
    before: Option<&Headline>,
    this: Option<&Headline>,
    zone: &TimeZone,
) -> bool {
    let Some((before, this)) = before.zip(this) else {
        return false;
    };
    if order == Order::Feed {
        return before.feed_title != this.feed_title;
    }
    let day = |row: &Headline| row.published.to_zoned(zone.clone()).date();
    day(before) != day(this)
}
