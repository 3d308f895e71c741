//! Downloads: the pages of stories that wait, that could not be had, and that came.

use jiff::Timestamp;

use crate::model::article::Headline;

/// The page of a story on its way to the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// The story.
    pub headline: Headline,
    /// How far it is.
    pub stage: Stage,
}

/// How far a page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It is still to be fetched.
    Waiting,
    /// It could not be had.
    Failed {
        /// Why, in words.
        cause: String,
        /// When it is tried again; not at all without a time.
        retry: Option<Timestamp>,
    },
    /// It is here.
    Came {
        /// What its text takes on the disk.
        bytes: u64,
    },
}
