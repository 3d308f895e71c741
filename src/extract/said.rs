//! The words of pages that hold no story, and of dates.
//!
//! Lists only; pages and dates are read elsewhere.

use serde::Deserialize;

use crate::text;

/// The titles of pages without a story, and what is said of paying, folded.
#[derive(Deserialize, Default)]
pub struct Notices {
    /// All of a title, or its first part.
    pub whole: Vec<String>,
    /// What a title begins with.
    pub start: Vec<String>,
    /// What a note behind the free part of a story begins with.
    pub offers: Vec<String>,
    /// All of a line that says that this story is sold, and what such a line begins with.
    pub locked: Vec<String>,
    pub locks: Vec<String>,
    /// What the title of a story begins with that goes on while it is told.
    pub live: Vec<String>,
}

impl Notices {
    /// The same, folded as titles are before they are compared.
    pub fn folded(self) -> Notices {
        let folded = |list: Vec<String>| list.iter().map(|word| text::fold(word)).collect();
        Notices {
            whole: folded(self.whole),
            start: folded(self.start),
            offers: folded(self.offers),
            locked: folded(self.locked),
            locks: folded(self.locks),
            live: folded(self.live),
        }
    }
}

/// What stands before dates, small.
#[derive(Deserialize, Default)]
pub struct DateWords {
    /// Before the day on which a story came out.
    pub published: Vec<String>,
    /// Before the day on which it was last changed.
    pub changed: Vec<String>,
    /// Days of the week.
    pub days: Vec<String>,
}
