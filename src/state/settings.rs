//! Settings as they are shown and changed: plain data, told by whoever reads the reader's file.

use crate::model::picture::Images;
use crate::state::strings::{Language, Strings};
use crate::text::emoji::Emoji;

/// A setting of the reader's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The section it stands in.
    pub section: String,
    /// Its name there.
    pub name: String,
    /// What is in force, as it would be typed.
    pub value: String,
    /// What it is by default, as it would be typed.
    pub usual: String,
    /// What may stand there.
    pub allowed: Allowed,
    /// Who says what it is.
    pub origin: Origin,
}

/// What may stand in a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// Yes or no.
    Switch,
    /// One of these words.
    Words(Vec<String>),
    /// The name of a theme.
    Theme,
    /// What is typed; in words, what that may be.
    Typed(String),
}

/// Who says what a setting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: it is as usual.
    Usual,
    /// The reader's file.
    File,
    /// The environment, for this run.
    Environment,
}

/// What of the settings is in force at once when they change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// Columns of the article.
    pub measure: u16,
    /// Whether opening an article marks it read.
    pub mark_read_on_open: bool,
    /// The language of the interface.
    pub language: Language,
    /// The name of a set of keys.
    pub preset: String,
    /// A keymap file of the reader's own.
    pub keymap: Option<String>,
    /// Whether the screen is made for a screen reader.
    pub accessible: bool,
    /// When pictures are shown.
    pub images: Images,
    /// The directory in which stories are saved.
    pub save_to: String,
    /// What is done with emoji.
    pub emoji: Emoji,
}

impl Setting {
    /// Its name in the strings.
    #[must_use]
    pub fn key(&self) -> String {
        format!("setting.{}-{}", self.section, self.name)
    }

    /// What is typed to set it from the palette.
    #[must_use]
    pub fn command(&self) -> &str {
        match self.name.as_str() {
            "preset" => "keymap",
            name => name,
        }
    }

    /// What it may be, if that is one of a few words.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        let (switch, words) = match &self.allowed {
            Allowed::Switch => (["true", "false"].as_slice(), [].as_slice()),
            Allowed::Words(words) => ([].as_slice(), words.as_slice()),
            Allowed::Theme | Allowed::Typed(_) => <_>::default(),
        };
        let words = words.iter().map(String::as_str);
        switch.iter().copied().chain(words)
    }

    /// A value of it as the reader's language says it; what the reader typed or named is theirs.
    #[must_use]
    pub fn worded(&self, value: &str, strings: &Strings) -> String {
        let of = format!("{}-{}", self.section, self.name);
        match &self.allowed {
            _ if value.is_empty() => strings.get("settings.none"),
            Allowed::Switch if value == "true" => strings.get("hint.yes"),
            Allowed::Switch => strings.get("hint.no"),
            Allowed::Words(_) | Allowed::Theme => strings.value(&of, value),
            Allowed::Typed(_) => value,
        }
        .to_owned()
    }

    /// The next (1) or previous (-1) thing that it may be, if these are few.
    #[must_use]
    pub fn turned(&self, by: isize) -> Option<String> {
        match &self.allowed {
            Allowed::Switch => Some((self.value != "true").to_string()),
            Allowed::Words(words) => {
                let at = words.iter().position(|word| *word == self.value);
                let count = words.len().cast_signed();
                let next = (at.unwrap_or(0).cast_signed() + by).rem_euclid(count.max(1));
                words.get(next.unsigned_abs()).cloned()
            }
            Allowed::Theme | Allowed::Typed(_) => None,
        }
    }
}
