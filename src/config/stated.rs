//! Every setting with what is in force, what it would be otherwise, and who said so.

use std::env;

use crate::assets;
use crate::config::directories::Directories;
use crate::config::file;
use crate::config::options::{CHOICES, Choice, Value};
use crate::config::own;
use crate::config::themes;

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

/// A setting as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Which.
    pub choice: &'static Choice,
    /// What is in force.
    pub value: Value,
    /// What it is by default.
    pub usual: Value,
    /// Who says so.
    pub origin: Origin,
}

/// The reader's file as it stands; empty where it cannot be read.
#[must_use]
pub fn text(directories: &Directories) -> String {
    own::text(&directories.settings()).unwrap_or_default()
}

/// All settings in their order, with a file that says `text`. While there is a mistake in the file, what it said before is
/// in force; whoever loads it knows that.
#[must_use]
pub fn stated(directories: &Directories, text: &str) -> Vec<Stated> {
    let schemes = themes::own(&directories.themes());
    let usual = file::parse("assets/config.toml", assets::CONFIG).unwrap_or_default();
    let own = file::parse_with("config.toml", text, &schemes).unwrap_or_default();
    let of = |given: &[file::Given], choice: &Choice| {
        let found = given.iter().rev().find(|(other, _)| *other == choice);
        found.map(|(_, value)| value.clone())
    };
    let stated = CHOICES.iter().filter_map(|choice| {
        let usual = of(&usual, choice)?;
        let text = env::var(choice.variable()).ok();
        let environment = text.and_then(|text| choice.parse(&text, &schemes).ok());
        let (value, origin) = match (environment, of(&own, choice)) {
            (Some(value), _) => (value, Origin::Environment),
            (None, Some(value)) => (value, Origin::File),
            (None, None) => (usual.clone(), Origin::Usual),
        };
        Some(Stated {
            choice,
            value,
            usual,
            origin,
        })
    });
    stated.collect()
}
