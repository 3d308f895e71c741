//! Where pages come from: the network as the settings want it. The shelf of the sample edition is `sample`.
//!
//! The command line takes its sources here too. Nothing is fetched here.

use std::sync::Arc;

use crate::assets;
use crate::config::Settings;
use crate::fetch::Source;
use crate::fetch::error::FetchError;
use crate::fetch::network::Network;
use crate::fetch::settings::NetworkSettings;
use crate::loader::LoaderSettings;
use crate::model::picture::Images;
use crate::store::{Store, StoreError};
use crate::terminal::clock;

/// The network.
pub fn network(settings: &Settings) -> Result<Source, FetchError> {
    let usual = NetworkSettings::default();
    let wanted = NetworkSettings {
        connect: settings.connect_timeout,
        whole: settings.feed_timeout,
        memory: settings.memory,
        per_host: settings.per_host,
        overall: settings.concurrency,
        user_agent: settings.user_agent.clone().unwrap_or(usual.user_agent),
        ..usual
    };
    Ok(Source::Network(Network::new(&wanted)?))
}

/// Subscribes to the feeds of the sample edition.
pub fn subscribe_to_sample(store: &mut Store) -> Result<(), StoreError> {
    for (url, title, folder) in assets::demo_feeds() {
        let folder = store.folder(&[folder])?;
        store.add_feed(&url, Some(&title), Some(folder), clock::now())?;
    }
    Ok(())
}

/// How the loader works: by the program's clock.
#[must_use]
pub fn loader_settings(settings: &Settings) -> LoaderSettings {
    LoaderSettings {
        keep_days: settings.keep_days,
        bytes_at_most: u64::from(settings.budget_mb) * 1_000_000,
        pages_at_most: settings.budget_stories,
        images: Images::named(&settings.images).unwrap_or_default(),
        commands: Arc::new(settings.commands.clone()),
        clock: clock::now,
        ..LoaderSettings::default()
    }
}
