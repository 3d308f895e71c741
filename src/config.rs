//! Where kabar keeps things, and how the reader wants it: defaults, then the configuration file, then the
//! environment, then flags, as plain values.
//!
//! Nothing is done with the values: each room takes what it needs. Nothing is written but the one setting that [`keep`]
//! is asked to.

pub mod directories;
pub mod error;
pub mod file;
pub mod keep;
pub mod options;
mod own;
pub mod stated;
pub mod terminal;
pub mod themes;

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::time::Duration;

use crate::assets;
use crate::config::directories::Directories;
use crate::config::error::{ConfigError, Mistake};
use crate::config::options::{CHOICES, Value};
use crate::config::terminal::{Bidi, Graphics};
use crate::config::themes::SchemeFile;

/// How the reader wants it. `assets/config.toml` explains each.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "switches of the reader's, which have nothing to do with each other"
)]
pub struct Settings {
    /// Where things are kept.
    pub directories: Directories,
    /// Requests at the same time.
    pub concurrency: usize,
    /// Requests to one host at the same time.
    pub per_host: usize,
    /// Bytes that all answers together may take while they come in.
    pub memory: usize,
    /// Until there must be a connection.
    pub connect_timeout: Duration,
    /// Until a feed or page must be there.
    pub feed_timeout: Duration,
    /// What kabar calls itself, when the reader wants another name.
    pub user_agent: Option<String>,
    /// Whether feeds are fetched when kabar starts.
    pub refresh_on_start: bool,
    /// The time between refreshes by itself; none for never.
    pub refresh_every: Option<Duration>,
    /// Whether the pages of new stories are fetched after their feed.
    pub full_text: bool,
    /// Megabytes of pages that one refresh fetches at most.
    pub budget_mb: u32,
    /// Pages that one refresh fetches at most.
    pub budget_stories: u32,
    /// Days for which read stories are kept; none for ever.
    pub keep_days: Option<u32>,
    /// Columns of the text of a story.
    pub measure: u16,
    /// Whether a story is marked read when it is opened.
    pub mark_read_on_open: bool,
    /// When pictures are shown: `ask`, `always` or `never`.
    pub images: String,
    /// The directory in which stories are saved.
    pub save_to: String,
    /// The language of the interface: a tag or the name of a locale, `id` or `id_ID.UTF-8`.
    pub language: String,
    /// The name of a theme; `auto` for one of the next two.
    pub theme: String,
    /// The theme on a light ground.
    pub theme_light: String,
    /// The theme on a dark ground.
    pub theme_dark: String,
    /// Schemes of the reader's own.
    pub schemes: Vec<SchemeFile>,
    /// Whether colours may be used at all.
    pub colour: bool,
    /// How many the terminal shows: 16, 256 or 2²⁴.
    pub colours: u32,
    /// Whether the terminal's background is light, where it says so without being asked.
    pub light: Option<bool>,
    /// Whether only ASCII may be drawn.
    pub ascii: bool,
    /// Whether the terminal is given the addresses of links.
    pub links: bool,
    /// Who puts text from right to left in order.
    pub bidi: Bidi,
    /// How the terminal shows pictures.
    pub graphics: Graphics,
    /// What is done with emoji: `simple`, `full` or `none`.
    pub emoji: String,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether the screen is made for a screen reader.
    pub accessible: bool,
    /// The name of a set of keys.
    pub preset: String,
    /// The program that shows an address, and its arguments; empty for the desktop's own.
    pub browser: Vec<String>,
    /// Commands whose output is a feed, by name: `exec:NAME` is their address.
    pub commands: BTreeMap<String, Vec<String>>,
    /// Programs that open addresses of some patterns.
    pub openers: Vec<file::Opener>,
    /// The text of the reader's own `keymap.toml`.
    pub keymap: Option<String>,
}

/// What the command line states.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--config-dir`.
    pub config_dir: Option<PathBuf>,
    /// `--plain`.
    pub plain: bool,
}

/// Where variables of the environment are read.
pub type Environment<'a> = terminal::Environment<'a>;

/// The settings in force, or every mistake in them.
pub fn load(flags: &Overrides) -> Result<Settings, ConfigError> {
    load_with(flags, &|name| env::var_os(name))
}

/// [`load`] with an environment of one's own.
pub fn load_with(flags: &Overrides, environment: Environment<'_>) -> Result<Settings, ConfigError> {
    let named = |flag: &Option<PathBuf>, variable| {
        let stated = || {
            environment(variable)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        flag.clone().or_else(stated)
    };
    let data = named(&flags.data_dir, "KABAR_DATA_DIR");
    let config = named(&flags.config_dir, "KABAR_CONFIG_DIR");
    let directories = Directories::find(data.as_deref(), config.as_deref())?;
    let settings = load_from(directories, environment)?;
    Ok(Settings {
        accessible: settings.accessible || flags.plain,
        ..settings
    })
}

/// The settings in force now, of a reader whose directories are known.
pub fn load_again(directories: &Directories) -> Result<Settings, ConfigError> {
    load_from(directories.clone(), &|name| env::var_os(name))
}

fn load_from(
    directories: Directories,
    environment: Environment<'_>,
) -> Result<Settings, ConfigError> {
    let schemes = themes::own(&directories.themes());
    let mut values = built_in();
    let mut mistakes = Vec::new();
    let path = directories.settings();
    let mut openers = Vec::new();
    if let Some(text) = read(&path)? {
        openers = file::openers(&text);
        match file::parse_with(&path.display().to_string(), &text, &schemes) {
            Ok(given) => values.extend(given),
            Err(wrong) => mistakes.extend(wrong),
        }
    }
    for choice in CHOICES {
        let variable = choice.variable();
        let Some(text) = environment(&variable) else {
            continue;
        };
        match choice.parse(&text.to_string_lossy(), &schemes) {
            Ok(value) => values.push((choice, value)),
            Err(words) => mistakes.push(Mistake {
                place: variable,
                words,
            }),
        }
    }
    if !mistakes.is_empty() {
        return Err(ConfigError::Mistakes(mistakes));
    }
    let keymap = read(&directories.keymap())?;
    Ok(Settings {
        directories,
        schemes,
        openers,
        keymap,
        ..Settings::of(values, environment)
    })
}

/// What the embedded file gives; a test holds that it is right and whole.
fn built_in() -> Vec<file::Given> {
    file::parse("assets/config.toml", assets::CONFIG).unwrap_or_default()
}

/// The text of a file, if there is one.
fn read(path: &Path) -> Result<Option<String>, ConfigError> {
    let bytes = own::read(path).map_err(|error| ConfigError::Unreadable {
        path: path.to_owned(),
        cause: error.to_string(),
    })?;
    let text = bytes.map(String::from_utf8).transpose();
    text.map_err(|error| not_text(path, &error))
}

/// The mistake of a file that is in another encoding, with the line where that shows first.
fn not_text(path: &Path, error: &FromUtf8Error) -> ConfigError {
    let before = error.as_bytes().iter();
    let before = before.take(error.utf8_error().valid_up_to());
    let line = 1 + before.filter(|byte| **byte == b'\n').count();
    ConfigError::Mistakes(vec![Mistake {
        place: format!("{}:{line}", path.display()),
        words: "the file is not in UTF-8 here".to_owned(),
    }])
}

impl Default for Settings {
    /// Without a file and without an environment.
    fn default() -> Self {
        Self::of(built_in(), &|_| None)
    }
}

impl Settings {
    /// The values, later ones going before earlier ones.
    fn of(values: Vec<file::Given>, environment: Environment<'_>) -> Self {
        let mut settings = Self::blank();
        settings.colours = terminal::colours(environment);
        settings.light = terminal::light(environment);
        for (choice, value) in values {
            settings.set(choice.section, choice.name, value, environment);
        }
        settings
    }

    fn blank() -> Self {
        Self {
            directories: Directories::default(),
            concurrency: 0,
            per_host: 0,
            memory: 0,
            connect_timeout: Duration::ZERO,
            feed_timeout: Duration::ZERO,
            user_agent: None,
            refresh_on_start: false,
            refresh_every: None,
            full_text: false,
            budget_mb: 0,
            budget_stories: 0,
            keep_days: None,
            measure: 0,
            mark_read_on_open: false,
            images: String::new(),
            save_to: String::new(),
            language: String::new(),
            theme: String::new(),
            theme_light: String::new(),
            theme_dark: String::new(),
            schemes: Vec::new(),
            colour: false,
            colours: 16,
            light: None,
            ascii: false,
            links: false,
            bidi: Bidi::Off,
            graphics: Graphics::Blocks,
            emoji: String::new(),
            mouse: false,
            accessible: false,
            preset: String::new(),
            browser: Vec::new(),
            commands: BTreeMap::new(),
            openers: Vec::new(),
            keymap: None,
        }
    }

    fn set(&mut self, section: &str, name: &str, value: Value, environment: Environment<'_>) {
        match (section, name, value) {
            ("network", "concurrency", Value::Number(number)) => self.concurrency = number as usize,
            ("network", "per_host", Value::Number(number)) => self.per_host = number as usize,
            ("network", "memory_mib", Value::Number(number)) => {
                self.memory = (number as usize) << 20;
            }
            ("network", "connect_seconds", Value::Number(number)) => {
                self.connect_timeout = seconds(number);
            }
            ("network", "feed_seconds", Value::Number(number)) => {
                self.feed_timeout = seconds(number);
            }
            ("network", "user_agent", Value::Text(text)) => {
                self.user_agent = Some(text).filter(|text| !text.is_empty());
            }
            ("refresh", "on_start", Value::Switch(switch)) => self.refresh_on_start = switch,
            ("refresh", "minutes", Value::Number(number)) => {
                self.refresh_every = (number > 0).then(|| seconds(number * 60));
            }
            ("refresh", "full_text", Value::Switch(switch)) => self.full_text = switch,
            ("refresh", "budget_mb", Value::Number(number)) => self.budget_mb = number,
            ("refresh", "budget_stories", Value::Number(number)) => self.budget_stories = number,
            ("keep", "days", Value::Number(number)) => {
                self.keep_days = (number > 0).then_some(number);
            }
            ("reading", "measure", Value::Number(number)) => self.measure = number as u16,
            ("reading", "mark_read_on_open", Value::Switch(switch)) => {
                self.mark_read_on_open = switch;
            }
            ("reading", "images", Value::Text(text)) => self.images = text,
            ("reading", "save_to", Value::Text(text)) => self.save_to = text,
            ("reading", "language", Value::Text(text)) => {
                self.language = language(text, environment);
            }
            ("look", "theme", Value::Text(text)) => self.theme = text,
            ("look", "theme_light", Value::Text(text)) => self.theme_light = text,
            ("look", "theme_dark", Value::Text(text)) => self.theme_dark = text,
            ("look", "colour", Value::Text(text)) => {
                self.colour = terminal::has_colour(&text, environment);
            }
            ("look", "symbols", Value::Text(text)) => {
                self.ascii = terminal::is_ascii_only(&text, environment);
            }
            ("look", "links", Value::Text(text)) => {
                self.links = terminal::takes_links(&text, environment);
            }
            ("look", "bidi", Value::Text(text)) => self.bidi = terminal::bidi(&text, environment),
            ("look", "graphics", Value::Text(text)) => {
                self.graphics = terminal::graphics(&text, environment);
            }
            ("look", "emoji", Value::Text(text)) => self.emoji = text,
            ("look", "mouse", Value::Switch(switch)) => self.mouse = switch,
            ("look", "accessible", Value::Switch(switch)) => self.accessible = switch,
            ("keys", "preset", Value::Text(text)) => self.preset = text,
            ("browser", "command", Value::Command(words)) => self.browser = words,
            ("sources", "commands", Value::Commands(commands)) => self.commands = commands,
            _ => {}
        }
    }
}

fn seconds(number: u32) -> Duration {
    Duration::from_secs(u64::from(number))
}

fn language(text: String, environment: Environment<'_>) -> String {
    if text != "auto" {
        return text;
    }
    terminal::locale("LC_MESSAGES", environment).unwrap_or_else(|| "en".to_owned())
}
