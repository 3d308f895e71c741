//! Where pages come from: the network as the settings want it, or the shelf of the sample edition.
//!
//! The command line takes its sources here too.

use std::collections::HashMap;

use crate::assets;
use crate::config::Settings;
use crate::fetch::{FetchError, Network, NetworkSettings, Shelf, ShelfPage, Source};
use crate::loader::LoaderSettings;
use crate::store::{Store, StoreError};
use crate::terminal::clock;

/// The network.
pub fn network(_settings: &Settings) -> Result<Source, FetchError> {
    Ok(Source::Network(Network::new(&NetworkSettings::default())?))
}

/// The pages of the sample edition.
#[must_use]
pub fn sample() -> Source {
    let pages: HashMap<String, ShelfPage> = assets::demo()
        .into_iter()
        .map(|file| {
            (
                file.url,
                ShelfPage {
                    body: file.body,
                    content_type: Some(file.content_type),
                },
            )
        })
        .collect();
    Source::Shelf(Shelf::new(pages))
}

/// Subscribes to the feeds of the sample edition.
pub fn subscribe_to_sample(store: &mut Store) -> Result<(), StoreError> {
    for (url, title, folder) in assets::demo_feeds() {
        let folder = store.folder(&[folder.to_owned()])?;
        store.add_feed(url, Some(title), Some(folder), clock::now())?;
    }
    Ok(())
}

/// How the loader works.
#[must_use]
pub fn loader_settings(_settings: &Settings) -> LoaderSettings {
    LoaderSettings::default()
}
