//! A line of a list as it was found, before anyone judged its address.

/// What a list says of one feed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// As written.
    pub address: String,
    /// As written.
    pub title: Option<String>,
    /// From the outermost folder to the innermost.
    pub folder: Vec<String>,
    /// What else is said of it, each in words.
    pub left: Vec<String>,
    /// Where it stands, from 1.
    pub line: u32,
}
