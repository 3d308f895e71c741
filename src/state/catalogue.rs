//! The catalogue: feeds to choose from, by country and subject.

use serde::Deserialize;

use crate::assets;
use crate::state::message::Library;
use crate::state::offer::Row;
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

/// The headlines of a feed before it is subscribed to, as they were asked for last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Peek {
    /// The feed's address; empty when nothing was asked for.
    pub url: String,
    /// Its row in the list.
    pub row: usize,
    /// What came of it: how much there is and the first headlines, or why there are none; nothing yet.
    pub lines: Vec<String>,
}

/// The feeds of the built-in catalogue, those in the reader's own language first, those of a country by what they are
/// about.
#[must_use]
pub fn listings(language: Language) -> Vec<Listing> {
    let catalogue: Result<Catalogue, _> = toml::from_str(assets::CATALOGUE);
    let mut feeds = catalogue
        .map(|catalogue| catalogue.feed)
        .unwrap_or_default();
    let (mut countries, mut topics) = (Vec::new(), Vec::new());
    let mut keyed: Vec<_> = feeds
        .drain(..)
        .map(|listing| {
            let home = listing.language.starts_with(language.tag());
            let country = rank(&mut countries, &listing.country);
            let topic = rank(&mut topics, &listing.topic);
            ((!home, country, topic), listing)
        })
        .collect();
    // Stable: of one subject in the order of the file, which is by outlet.
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, listing)| listing).collect()
}

/// When a word came first, among those so far.
fn rank(known: &mut Vec<String>, word: &str) -> usize {
    let at = known.iter().position(|known| known == word);
    at.unwrap_or_else(|| {
        known.push(word.to_owned());
        known.len() - 1
    })
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
    // Whoever knows a country or a subject by its name in the other language finds it too.
    let others = Strings::of(strings.language.other());
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
            detail: format!("{} · {}", strings.topic(&listing.topic), listing.language),
            ticked: Some(library.feeds.iter().any(|feed| feed.url == listing.url)),
            alias: alias(listing, strings, &others),
            ..Row::default()
        });
        numbers.push(Some(number));
    }
    (rows, numbers)
}

/// What a feed is found by, beside its name: its country and what it is about, in both languages.
fn alias(listing: &Listing, strings: &Strings, others: &Strings) -> String {
    let country = &listing.country;
    let topic = &listing.topic;
    format!(
        "{} {} {} {}",
        strings.country(country),
        others.country(country),
        strings.topic(topic),
        others.topic(topic)
    )
}
