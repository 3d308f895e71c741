//! Where kabar keeps what: the platform's directories unless the reader names others.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::config::error::ConfigError;

/// Where kabar keeps what. None of them is made before something is written there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directories {
    /// The library.
    pub data: PathBuf,
    /// What the reader wrote: `config.toml`, `keymap.toml`.
    pub config: PathBuf,
    /// What can be fetched again.
    pub cache: PathBuf,
    /// Logs, and how the screen was left.
    pub state: PathBuf,
}

impl Directories {
    /// The platform's directories. A data directory that the reader named holds cache and state too, so that
    /// nothing is written beside it.
    pub fn find(data: Option<&Path>, config: Option<&Path>) -> Result<Self, ConfigError> {
        let usual = ProjectDirs::from("", "", "kabar");
        if let (Some(data), Some(config)) = (data, config) {
            return Ok(Self::below(data, config));
        }
        let usual = usual.ok_or(ConfigError::NoHome)?;
        let config = config.unwrap_or(usual.config_dir());
        if let Some(data) = data {
            return Ok(Self::below(data, config));
        }
        Ok(Self {
            data: usual.data_dir().to_owned(),
            config: config.to_owned(),
            cache: usual.cache_dir().to_owned(),
            state: usual
                .state_dir()
                .unwrap_or(usual.data_local_dir())
                .to_owned(),
        })
    }

    fn below(data: &Path, config: &Path) -> Self {
        Self {
            data: data.to_owned(),
            config: config.to_owned(),
            cache: data.join("cache"),
            state: data.join("state"),
        }
    }

    /// The file of the library.
    #[must_use]
    pub fn library(&self) -> PathBuf {
        self.data.join("library.db")
    }

    /// The reader's settings.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// How the screen was left.
    #[must_use]
    pub fn screen(&self) -> PathBuf {
        self.state.join("screen.json")
    }

    /// The reader's colour schemes.
    #[must_use]
    pub fn themes(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// The reader's keys.
    #[must_use]
    pub fn keymap(&self) -> PathBuf {
        self.config.join("keymap.toml")
    }
}
