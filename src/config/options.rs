//! Every setting: its section, its name, what may stand there.

use std::collections::BTreeMap;

use crate::config::themes::{self, SchemeFile};
use crate::text::nearest::nearest;

/// A setting of the configuration file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The section it stands in.
    pub section: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// What may stand there.
    pub kind: Kind,
}

/// What may stand in a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Switch,
    /// A whole number between these two.
    Number(u32, u32),
    /// 0 for never, or a whole number between these two.
    NumberOrNever(u32, u32),
    /// One of these words.
    Word(&'static [&'static str]),
    /// The name of a theme.
    Theme,
    /// Any text.
    Text,
    /// A program and its arguments.
    Command,
    /// Programs and their arguments, each with a name; only in a file.
    Commands,
}

/// What stands in a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `true` or `false`.
    Switch(bool),
    /// A whole number.
    Number(u32),
    /// A word or any text.
    Text(String),
    /// A program and its arguments.
    Command(Vec<String>),
    /// Programs and their arguments, by name.
    Commands(BTreeMap<String, Vec<String>>),
}

const fn choice(section: &'static str, name: &'static str, kind: Kind) -> Choice {
    Choice {
        section,
        name,
        kind,
    }
}

/// Every setting there is, those that are changed most first; `assets/config.toml` says what each means and what it is by
/// default.
pub const CHOICES: &[Choice] = &[
    choice("reading", "measure", Kind::Number(40, 90)),
    choice("reading", "mark_read_on_open", Kind::Switch),
    choice("reading", "language", Kind::Word(&["auto", "en", "id"])),
    choice("reading", "images", Kind::Word(&["ask", "always", "never"])),
    choice("reading", "save_to", Kind::Text),
    choice("look", "theme", Kind::Theme),
    choice("look", "theme_light", Kind::Theme),
    choice("look", "theme_dark", Kind::Theme),
    choice("look", "colour", Kind::Word(&["auto", "always", "never"])),
    choice("look", "symbols", Kind::Word(&["auto", "unicode", "ascii"])),
    choice("look", "links", Kind::Word(&["auto", "always", "never"])),
    choice(
        "look",
        "bidi",
        Kind::Word(&["auto", "app", "terminal", "off"]),
    ),
    choice(
        "look",
        "graphics",
        Kind::Word(&["auto", "blocks", "kitty", "iterm", "sixel"]),
    ),
    choice("look", "emoji", Kind::Word(&["simple", "full", "none"])),
    choice("look", "mouse", Kind::Switch),
    choice("look", "accessible", Kind::Switch),
    choice(
        "keys",
        "preset",
        Kind::Word(&["kabar", "newsboat", "vim", "eilmeldung"]),
    ),
    choice("refresh", "on_start", Kind::Switch),
    choice("refresh", "minutes", Kind::NumberOrNever(5, 10_080)),
    choice("refresh", "full_text", Kind::Switch),
    choice("refresh", "budget_mb", Kind::Number(1, 100_000)),
    choice("refresh", "budget_stories", Kind::Number(1, 100_000)),
    choice("keep", "days", Kind::NumberOrNever(1, 36_500)),
    choice("browser", "command", Kind::Command),
    choice("network", "concurrency", Kind::Number(1, 1024)),
    choice("network", "per_host", Kind::Number(1, 64)),
    choice("network", "memory_mib", Kind::Number(32, 4096)),
    choice("network", "connect_seconds", Kind::Number(1, 120)),
    choice("network", "feed_seconds", Kind::Number(1, 600)),
    choice("network", "user_agent", Kind::Text),
    choice("sources", "commands", Kind::Commands),
];

/// Whether a name is one that an address can carry.
fn is_word(name: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    !name.is_empty() && name.chars().all(is_part)
}

/// The section whose names are patterns of addresses, each with the program that opens what it fits.
pub const OPENERS: &str = "openers";

/// Whether there is such a section; if not, the words say what there is.
pub fn find_section(section: &str) -> Result<(), String> {
    let mut sections: Vec<&str> = CHOICES.iter().map(|choice| choice.section).collect();
    sections.dedup();
    let at = sections.len().saturating_sub(1);
    sections.insert(at, OPENERS);
    if sections.contains(&section) {
        return Ok(());
    }
    let words = format!("unknown section [{section}]");
    Err(with_suggestion(&words, section, &sections))
}

/// The setting of that name in a section that there is, or what is wrong with the name.
pub fn find(section: &str, name: &str) -> Result<&'static Choice, String> {
    let known = CHOICES.iter().filter(|choice| choice.name == name);
    if let Some(choice) = known.clone().find(|choice| choice.section == section) {
        return Ok(choice);
    }
    if let Some(elsewhere) = known.clone().next() {
        return Err(format!("`{name}` belongs in [{}]", elsewhere.section));
    }
    let in_section = CHOICES.iter().filter(|choice| choice.section == section);
    let names: Vec<&str> = in_section.map(|choice| choice.name).collect();
    let words = format!("unknown setting `{name}` in [{section}]");
    Err(with_suggestion(&words, name, &names))
}

/// `…; did you mean …?`, or all there are.
fn with_suggestion(words: &str, name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("{words}; did you mean `{near}`?"),
        None => format!("{words}; there are {}", known.join(", ")),
    }
}

impl Choice {
    /// The variable of the environment that gives this setting for one run.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("KABAR_{}_{}", self.section, self.name).to_uppercase()
    }

    /// Holds a value against what may stand here, themes against these of the reader's own and those built in; the words
    /// say what is allowed.
    pub fn check(&self, value: Value, schemes: &[SchemeFile]) -> Result<Value, String> {
        if let (Kind::Theme, Value::Text(name)) = (self.kind, &value) {
            return themes::check(self.name, name, schemes).map(|()| value);
        }
        let allowed = match (self.kind, &value) {
            (Kind::Switch, Value::Switch(_))
            | (Kind::Text, Value::Text(_))
            | (Kind::Command, Value::Command(_)) => true,
            (Kind::Commands, Value::Commands(commands)) => commands
                .iter()
                .all(|(name, words)| is_word(name) && !words.is_empty()),
            (Kind::Number(least, most), Value::Number(number)) => (least..=most).contains(number),
            (Kind::NumberOrNever(least, most), Value::Number(number)) => {
                *number == 0 || (least..=most).contains(number)
            }
            (Kind::Word(words), Value::Text(text)) => words.contains(&text.as_str()),
            _ => false,
        };
        if allowed {
            Ok(value)
        } else {
            Err(self.refusal())
        }
    }

    /// A value from the environment.
    pub fn parse(&self, text: &str, schemes: &[SchemeFile]) -> Result<Value, String> {
        let value = match self.kind {
            Kind::Switch => text.parse().ok().map(Value::Switch),
            Kind::Number(..) | Kind::NumberOrNever(..) => text.parse().ok().map(Value::Number),
            Kind::Word(_) | Kind::Text | Kind::Theme => Some(Value::Text(text.to_owned())),
            Kind::Command => Some(Value::Command(
                text.split_whitespace().map(str::to_owned).collect(),
            )),
            Kind::Commands => None,
        };
        self.check(value.ok_or_else(|| self.refusal())?, schemes)
    }

    /// `measure` must be a whole number from 40 to 90.
    #[must_use]
    pub fn refusal(&self) -> String {
        let allowed = match self.kind {
            Kind::Switch => "true or false".to_owned(),
            Kind::Number(least, most) => format!("a whole number from {least} to {most}"),
            Kind::NumberOrNever(least, most) => {
                format!("0, or a whole number from {least} to {most}")
            }
            Kind::Word(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("one of {}", words.join(", "))
            }
            Kind::Theme => "the name of a theme, in quotes".to_owned(),
            Kind::Text => "text in quotes".to_owned(),
            Kind::Command => {
                "a list of texts, the program first: [\"firefox\", \"--new-tab\"]".to_owned()
            }
            Kind::Commands => {
                "commands by name in the file: { weather = [\"program\", \"argument\"] }".to_owned()
            }
        };
        format!("`{}` must be {allowed}", self.name)
    }
}
