//! The words of pages that hold no story, of dates, and of signatures.
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

/// The words of lines with which a story is signed where names have no capitals.
#[derive(Deserialize, Default)]
pub struct Signers {
    /// Before the names of those who report, and behind them.
    pub before: Vec<String>,
    pub behind: Vec<String>,
    /// Before the names of those who wrote, with a mark between.
    pub writers: Vec<String>,
    /// Behind the name of a paper and before a name.
    pub reporters: Vec<String>,
    /// Before the names of those who wrote, in brackets behind a story.
    pub ahead: Vec<String>,
    /// Before the names of those who edit or did something else.
    pub others: Vec<String>,
    /// Of these, behind which no page has more of its story.
    pub closers: Vec<String>,
    /// What else stands with a mark behind it in the lines that sign a story.
    pub labels: Vec<String>,
    /// What ends a story and names nobody.
    pub ends: Vec<String>,
    /// Behind a name in Korean.
    pub roles: Vec<String>,
    /// What the desks of Japanese papers end with.
    pub desks: Vec<String>,
    /// In Japanese, what stands in brackets and is no name.
    pub notes: Vec<String>,
    /// What the names of papers and stations in Chinese end with.
    pub papers: Vec<String>,
    /// Names of families.
    pub han: Vec<String>,
    pub japanese: Vec<String>,
    pub vietnamese: Vec<String>,
    /// In Vietnamese, places that are called like people.
    pub places: Vec<String>,
    /// Before the names of the papers that a story is taken from, in Vietnamese.
    pub by: Vec<String>,
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
    /// Beside hours that are counted from noon: before it, after it, around it, and at night.
    pub forenoon: Vec<String>,
    pub afternoon: Vec<String>,
    pub noon: Vec<String>,
    pub night: Vec<String>,
    /// Days of the week.
    pub days: Vec<String>,
    /// What the elements around stories call it in their data.
    pub keys: Vec<String>,
}
