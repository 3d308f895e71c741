//! What is wrong with a configuration, in words.

use std::fmt;
use std::path::PathBuf;

/// Why there is no configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The system names no home directory.
    #[error("there is no home directory; name the directories by --data-dir and --config-dir")]
    NoHome,
    /// The file is there, but cannot be read.
    #[error("{}: could not be read: {cause}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why not.
        cause: String,
    },
    /// The file or the environment says what kabar does not understand; a line for each mistake, in order.
    #[error("{}", lines(.0))]
    Mistakes(Vec<Mistake>),
}

/// One mistake: `config.toml:12: unknown setting …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// File and line, or the environment variable.
    pub place: String,
    /// What is wrong, and what is allowed.
    pub words: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.words)
    }
}

fn lines(mistakes: &[Mistake]) -> String {
    let lines: Vec<String> = mistakes.iter().map(Mistake::to_string).collect();
    lines.join("\n")
}
