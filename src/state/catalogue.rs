//! The catalogue: feeds to choose from, by country and subject.

use serde::Deserialize;

use crate::assets;
use crate::state::message::Library;
use crate::state::picker::Row;
use crate::state::strings::{Language, Strings};

/// A feed of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Listing {
    /// Its name.
    pub title: String,
    /// Where it is fetched from.
    pub url: String,
    /// Language tag.
    pub language: String,
    /// Country code, or a dash.
    pub country: String,
    /// What it is about.
    pub topic: String,
}

#[derive(Deserialize)]
struct Catalogue {
    feed: Vec<Listing>,
}

/// The feeds of the built-in catalogue, those in the reader's own language first.
#[must_use]
pub fn listings(language: Language) -> Vec<Listing> {
    let catalogue: Result<Catalogue, _> = toml::from_str(assets::CATALOGUE);
    let mut feeds = catalogue
        .map(|catalogue| catalogue.feed)
        .unwrap_or_default();
    let home = |listing: &Listing| listing.language.starts_with(language.tag());
    // Stable: within a country the order of the file, which is by outlet.
    feeds.sort_by_key(|listing| !home(listing));
    feeds
}

/// The rows of the catalogue with a heading for each country, and each row's number in `listings`.
#[must_use]
pub fn rows(
    strings: &Strings,
    listings: &[Listing],
    library: &Library,
) -> (Vec<Row>, Vec<Option<usize>>) {
    let mut rows = Vec::new();
    let mut numbers = Vec::new();
    let mut country = None;
    for (number, listing) in listings.iter().enumerate() {
        if country != Some(listing.country.as_str()) {
            country = Some(listing.country.as_str());
            rows.push(Row {
                label: strings.country(&listing.country).to_owned(),
                heading: true,
                ..Row::default()
            });
            numbers.push(None);
        }
        rows.push(Row {
            label: listing.title.clone(),
            detail: format!("{} · {}", listing.topic, listing.language),
            ticked: Some(library.feeds.iter().any(|feed| feed.url == listing.url)),
            ..Row::default()
        });
        numbers.push(Some(number));
    }
    (rows, numbers)
}
