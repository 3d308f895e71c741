//! The words of the interface, in the reader's language.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use crate::assets;
use crate::state::action::{Action, Group};
use crate::state::failures::Failures;

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Bahasa Indonesia.
    Indonesian,
}

/// Every sentence of the interface in one language.
#[derive(Debug, Clone, Copy)]
pub struct Strings {
    /// Which language.
    pub language: Language,
    words: &'static HashMap<String, String>,
    failures: &'static Failures,
}

/// The sentences of a language, and those of failures; what fails says so in English of itself. They are read once, when
/// first wanted: whoever wants them soon asks for them in another thread.
static ENGLISH: LazyLock<(HashMap<String, String>, Failures)> =
    LazyLock::new(|| (table(assets::STRINGS_EN), Failures::default()));
static INDONESIAN: LazyLock<(HashMap<String, String>, Failures)> = LazyLock::new(|| {
    let mut words = ENGLISH.0.clone();
    words.extend(table(assets::STRINGS_ID));
    let failures = Failures::of(assets::FAILURES, Language::Indonesian.tag());
    (words, failures)
});

impl Strings {
    /// The sentences of that language, English where one is missing.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let (words, failures) = match language {
            Language::English => &*ENGLISH,
            Language::Indonesian => &*INDONESIAN,
        };
        Self {
            language,
            words,
            failures,
        }
    }

    /// Why something failed, as this language says it.
    #[must_use]
    pub fn failure<'a>(&self, words: &'a str) -> Cow<'a, str> {
        self.failures.said(words)
    }

    /// The sentence of that name; the name itself when there is none.
    #[must_use]
    pub fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.get(name).map_or(name, String::as_str)
    }

    /// The sentences whose names begin so, by the rest of their names, in the order of these.
    #[must_use]
    pub fn under(&self, beginning: &str) -> Vec<(&'static str, &'static str)> {
        let named = self.words.iter();
        let named = named.filter_map(|(name, words)| {
            let rest = name.strip_prefix(beginning)?.strip_prefix('.')?;
            Some((rest, words.as_str()))
        });
        let mut found: Vec<_> = named.collect();
        found.sort_unstable();
        found
    }

    /// The sentence of that name with `{n}` filled in.
    #[must_use]
    pub fn count(&self, name: &str, n: impl std::fmt::Display) -> String {
        let n = n.to_string();
        let one = format!("{name}-one");
        let words = match self.words.get(&one) {
            Some(one) if n == "1" => one,
            _ => self.get(name),
        };
        words.replace("{n}", &n)
    }

    /// The sentence of that name with `{name}` filled in.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> String {
        self.get(name).replace("{name}", value)
    }

    /// What an action does, in a few words.
    #[must_use]
    pub fn action(&self, action: Action) -> &str {
        let name = action.name();
        self.words
            .get(&format!("action.{name}"))
            .map_or(name, String::as_str)
    }

    /// What an action does, in a word, for the footer.
    #[must_use]
    pub fn hint(&self, action: Action) -> &str {
        match self.words.get(&format!("hint.{}", action.name())) {
            Some(hint) => hint,
            None => self.action(action),
        }
    }

    /// A value of that setting (`look-colour`) in words; the value itself where it is a name.
    #[must_use]
    pub fn value<'a>(&'a self, setting: &str, value: &'a str) -> &'a str {
        let own = self.words.get(&format!("value.{setting}-{value}"));
        let word = own.or_else(|| self.words.get(&format!("value.{value}")));
        word.map_or(value, String::as_str)
    }

    /// What an action does, in a word, for narrow screens; none where the usual words are as short.
    #[must_use]
    pub fn word(&self, action: Action) -> Option<&str> {
        let short = format!("hint.{}-short", action.name());
        self.words.get(&short).map(String::as_str)
    }

    /// The name of a country by its code; the code itself where it has none.
    #[must_use]
    pub fn country<'a>(&'a self, code: &'a str) -> &'a str {
        self.words
            .get(&format!("country.{code}"))
            .map_or(code, String::as_str)
    }

    /// What a feed of the catalogue is about; the word of the catalogue where there is none.
    #[must_use]
    pub fn topic<'a>(&'a self, word: &'a str) -> &'a str {
        self.words
            .get(&format!("topic.{word}"))
            .map_or(word, String::as_str)
    }

    /// The heading of a group of actions.
    #[must_use]
    pub fn group(&self, group: Group) -> &str {
        let name = group.name();
        self.words
            .get(&format!("group.{name}"))
            .map_or(name, String::as_str)
    }
}

impl Language {
    /// The language for a locale name such as `id_ID.UTF-8`.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let locale = locale.to_ascii_lowercase();
        if locale.starts_with("id") || locale.starts_with("ms") {
            Self::Indonesian
        } else {
            Self::English
        }
    }

    /// Its tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::English => Self::Indonesian,
            Self::Indonesian => Self::English,
        }
    }
}

/// The names and sentences of a strings file, `section.key` each.
#[must_use]
pub fn table(toml: &str) -> HashMap<String, String> {
    let sections: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(toml).unwrap_or_default();
    let named = |(section, lines): (String, BTreeMap<String, String>)| {
        let words = lines.into_iter();
        words.map(move |(key, sentence)| (format!("{section}.{key}"), sentence))
    };
    sections.into_iter().flat_map(named).collect()
}
