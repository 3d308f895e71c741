//! What a list over the panes offers, row by row.

/// A row to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What stands on the left.
    pub label: String,
    /// What stands on the right, dimmed.
    pub detail: String,
    /// Whether it is a heading, which cannot be chosen.
    pub heading: bool,
    /// Whether it is ticked, for lists in which rows can be.
    pub ticked: Option<bool>,
    /// Other names that it is found by.
    pub alias: String,
    /// Whether it can be chosen only to be told why it cannot be done.
    pub off: bool,
    /// Among what it is shown when not all is wanted.
    pub kind: Kind,
}

/// What a row stands for, in a list of several kinds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// Something that can be done.
    #[default]
    Command,
    /// A feed or a folder.
    Feed,
    /// A story.
    Story,
}
