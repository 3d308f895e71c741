//! Pictures of stories: how large one is, and when the reader wants to see them.

use serde::{Deserialize, Serialize};

/// How large a picture is, in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pixels {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// When pictures are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Images {
    /// When the reader asks for those of a story.
    #[default]
    Ask,
    /// With every story that is opened.
    Always,
    /// Not at all.
    Never,
}

impl Images {
    /// Every one.
    const ALL: [Self; 3] = [Self::Ask, Self::Always, Self::Never];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// What that word stands for.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|images| images.name() == name)
    }
}
