//! The signs that stand for what a story, a feed or a row is, each with a plain form for where only ASCII may be drawn.

/// What a sign says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Not read.
    Unread,
    /// Read.
    Read,
    /// Bookmarked.
    Bookmark,
    /// Readable in full offline.
    Offline,
    /// A feed whose stories are not counted.
    Muted,
    /// A feed that fails.
    Error,
    /// A row that is selected.
    Selected,
    /// The chosen row.
    Cursor,
    /// An unfolded folder.
    Open,
    /// A folded folder.
    Closed,
    /// Divides a path.
    Path,
    /// Told by other feeds too.
    Alike,
    /// Divides facts.
    Dot,
    /// A refresh runs.
    Sync,
    /// There is a way back.
    Back,
}

impl Sign {
    /// A sign and its plain form; no two have the same, for in a list they stand beside each other.
    #[must_use]
    pub const fn forms(self) -> (&'static str, &'static str) {
        match self {
            Self::Unread => ("●", "*"),
            Self::Read => ("○", "-"),
            Self::Bookmark => ("★", "B"),
            Self::Offline => ("⇣", "o"),
            Self::Muted => ("-", "x"),
            Self::Error => ("!", "!"),
            Self::Alike => ("≈", "="),
            Self::Cursor => ("▌", ">"),
            Self::Selected => ("✓", "#"),
            Self::Open => ("▾", "v"),
            Self::Closed => ("▸", "+"),
            Self::Path => ("▸", "/"),
            Self::Dot => ("·", "|"),
            Self::Sync => ("⟳", "@"),
            Self::Back => ("‹", "<"),
        }
    }
}
