//! What every command stands on: the settings, the library, and how it ended.

use std::io;

use crate::cli::output;
use crate::config::Settings;
use crate::config::error::ConfigError;
use crate::store::Store;

/// How a command ended that did not fail as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All was done.
    Done,
    /// Some of it failed, or nothing matched; what, was told.
    Partly,
}

impl Ending {
    /// `Partly` as soon as anything failed.
    #[must_use]
    pub const fn of(all_done: bool) -> Self {
        if all_done { Self::Done } else { Self::Partly }
    }
}

/// The arguments do not make sense together, or not in this library.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// What every command stands on.
#[derive(Debug)]
pub struct Context {
    /// The reader's wishes.
    pub settings: Settings,
    /// Whether the network is to be left alone.
    pub offline: bool,
    /// Whether a plain screen was asked for.
    pub plain: bool,
}

impl Context {
    /// The library, made when there is none.
    pub fn store(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.settings.directories.library())?)
    }

    /// The library for a look at it. Looking makes none.
    pub fn store_to_read(&self) -> anyhow::Result<Store> {
        let path = self.settings.directories.library();
        // A directory that cannot be looked into is not an empty one: opening tells what is wrong with it.
        if let Ok(false) = path.try_exists() {
            return Ok(Store::in_memory()?);
        }
        let (store, unseen) = Store::open_to_read(&path)?;
        if let Some(unseen) = unseen {
            output::tell(&format!("{}: {unseen}", path.display()));
        }
        Ok(store)
    }

    /// Refuses what needs the network when it is to be left alone.
    pub fn require_network(&self) -> Result<(), Usage> {
        if self.offline {
            return Err(Usage("this needs the network; leave out --offline".into()));
        }
        Ok(())
    }
}

/// The exit status of a command that failed.
#[must_use]
pub fn status(error: &anyhow::Error) -> u8 {
    if error.is::<Usage>() || error.is::<ConfigError>() {
        2
    } else {
        1
    }
}

/// Whether it failed because nobody reads standard output any more: `kabar list | head`.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
