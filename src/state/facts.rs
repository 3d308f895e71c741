//! What is known of a story: where it comes from, when, and how its text was got.

use crate::model::address::without_secrets;
use crate::model::article::{Facts, TextSource};
use crate::state::core::State;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::picker::{Picker, Row};
use crate::state::when;

/// Opens the list of what is known of the story that the keys are about.
pub fn open(state: &mut State) {
    let id = state.subject();
    let shown = state.reader.facts();
    let rows = match shown
        .filter(|facts| Some(facts.headline.id) == id || Some(*facts) == state.passing())
    {
        Some(facts) => all(state, facts),
        None => Vec::new(),
    };
    state.overlay = Overlay::Picker(Purpose::Facts, Picker::new(rows));
    state.arrange();
}

fn all(state: &State, facts: &Facts) -> Vec<Row> {
    let strings = &state.strings;
    let headline = &facts.headline;
    let time = |time| when::full(strings, &state.zone, time);
    let source = strings.get(match headline.source {
        TextSource::Nothing => "facts.nothing",
        TextSource::Feed => "facts.from-feed",
        TextSource::Page => "facts.from-page",
    });
    let minutes = match headline.minutes {
        0 => String::new(),
        minutes => strings.count("reader.minutes", minutes),
    };
    let error = facts.body_error.as_deref().unwrap_or_default();
    let error = strings.failure(error);
    let mut rows = vec![
        ("title", headline.title.clone()),
        ("feed", headline.feed_title.clone()),
        ("feed-url", shown(facts.feed_url.as_deref())),
        ("url", shown(headline.url.as_deref())),
        ("published", time(headline.published)),
        ("fetched", time(facts.fetched)),
        ("authors", facts.authors.join(", ")),
        ("language", facts.language.clone().unwrap_or_default()),
        ("text", source.to_owned()),
        ("trouble", error.into_owned()),
        ("minutes", minutes),
        ("subjects", facts.categories.join(", ")),
        ("tags", facts.tags.join(", ")),
    ];
    for enclosure in &facts.enclosures {
        rows.push(("media", shown(Some(&enclosure.url))));
    }
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    rows.map(|(name, value)| Row {
        label: strings.get(&format!("facts.{name}")).to_owned(),
        detail: value,
        ..Row::default()
    })
    .collect()
}

fn shown(url: Option<&str>) -> String {
    without_secrets(url.unwrap_or_default()).into_owned()
}
