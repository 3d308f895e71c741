//! What stands above the body of an article; the same on the screen and on the command line.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::document::layout::Header;
use crate::model::article::{Facts, TextSource};
use crate::state::strings::Strings;
use crate::state::when;
use crate::text::emoji::Emoji;

/// Title, and the facts that are known: feed, time, names, minutes, and why there is no page.
#[must_use]
pub fn header(strings: &Strings, zone: &TimeZone, facts: &Facts) -> Header {
    let headline = &facts.headline;
    // A page without any time says none.
    let published = (headline.published != Timestamp::UNIX_EPOCH)
        .then(|| when::full(strings, zone, headline.published));
    let mut known = vec![headline.feed_title.clone(), published.unwrap_or_default()];
    known.extend(facts.authors.iter().cloned());
    if headline.minutes > 0 {
        known.push(strings.count("reader.minutes", headline.minutes));
    }
    known.extend(facts.tags.iter().map(|tag| format!("#{tag}")));
    let error = facts.body_error.as_deref();
    if let Some(error) = error.filter(|_| headline.source != TextSource::Page) {
        known.push(strings.with("reader.no-page", &strings.failure(error)));
    }
    known.retain(|fact| !fact.is_empty());
    Header {
        title: headline.title.clone(),
        facts: known,
        image: Some(strings.get("reader.image").to_owned()),
        emoji: Emoji::Simple,
    }
}
