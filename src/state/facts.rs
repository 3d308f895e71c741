//! What is known of a story: where it comes from, when, and how its text was got.

use crate::model::address::without_secrets;
use crate::model::article::{ArticleId, Facts, Headline, TextSource};
use crate::state::core::State;
use crate::state::offer::Row;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::picker::Picker;
use crate::state::when;

/// Opens the list of what is known of the story that the keys are about.
pub fn open(state: &mut State) {
    // A page that is read without being kept has no number of its own.
    let id = state.subject().unwrap_or(ArticleId::PASSING);
    lay(state, id);
}

/// Opens the list of what is known of that story.
pub fn lay(state: &mut State, id: ArticleId) {
    state.overlay = Overlay::Picker(Purpose::Facts(id), Picker::new(known(state, id)));
    state.arrange();
}

/// The story may be another now, as after a refresh: the list that is open tells it as it is, and the same of it is chosen.
/// What was known of a story that is gone stays.
pub fn refreshed(state: &mut State) {
    let Overlay::Picker(Purpose::Facts(id), picker) = &state.overlay else {
        return;
    };
    let rows = known(state, *id);
    if rows.is_empty() || rows == picker.rows() {
        return;
    }
    let chosen = picker.chosen().and_then(|row| picker.row(row));
    let chosen = rows
        .iter()
        .position(|row| chosen.is_some_and(|chosen| chosen.label == row.label));
    if let Overlay::Picker(_, picker) = &mut state.overlay {
        picker.set_rows(rows);
        if let Some(chosen) = chosen {
            picker.choose(chosen);
        }
    }
    state.arrange();
}

fn known(state: &State, id: ArticleId) -> Vec<Row> {
    let shown = state.reader.facts();
    match shown.filter(|facts| facts.headline.id == id) {
        Some(facts) => all(state, facts),
        // In one pane nothing is opened before it is read; its row tells what it knows.
        None => state
            .headlines
            .row_of(id)
            .map_or_else(Vec::new, |headline| rows(state, of(state, headline))),
    }
}

fn all(state: &State, facts: &Facts) -> Vec<Row> {
    let strings = &state.strings;
    let error = facts.body_error.as_deref().unwrap_or_default();
    let seen = when::full(strings, &state.zone, facts.fetched);
    // Its row is told anew with every refresh.
    let row = state.headlines.row_of(facts.headline.id);
    let mut known = of(state, row.unwrap_or(&facts.headline));
    known.extend([
        ("feed-url", shown(facts.feed_url.as_deref())),
        ("fetched", seen),
        ("authors", facts.authors.join(", ")),
        ("language", facts.language.clone().unwrap_or_default()),
        ("trouble", strings.failure(error).into_owned()),
        ("subjects", facts.categories.join(", ")),
        ("tags", facts.tags.join(", ")),
    ]);
    for enclosure in &facts.enclosures {
        known.push(("media", shown(Some(&enclosure.url))));
    }
    rows(state, known)
}

/// What the row of a story knows.
fn of(state: &State, headline: &Headline) -> Vec<(&'static str, String)> {
    let strings = &state.strings;
    let source = strings.get(match headline.source {
        TextSource::Nothing => "facts.nothing",
        TextSource::Feed => "facts.from-feed",
        TextSource::Page => "facts.from-page",
    });
    let minutes = match headline.minutes {
        0 => String::new(),
        minutes => strings.count("reader.minutes", minutes),
    };
    vec![
        ("title", headline.title.clone()),
        ("feed", headline.feed_title.clone()),
        ("url", shown(headline.url.as_deref())),
        (
            "published",
            when::full(strings, &state.zone, headline.published),
        ),
        ("text", source.to_owned()),
        ("minutes", minutes),
    ]
}

/// The order in which facts stand.
const ORDER: [&str; 14] = [
    "title",
    "feed",
    "feed-url",
    "url",
    "published",
    "fetched",
    "authors",
    "language",
    "text",
    "trouble",
    "minutes",
    "subjects",
    "tags",
    "media",
];

fn rows(state: &State, mut known: Vec<(&'static str, String)>) -> Vec<Row> {
    known.retain(|(_, value)| !value.is_empty());
    known.sort_by_key(|(name, _)| ORDER.iter().position(|known| known == name));
    let row = |(name, value): (&str, String)| Row {
        label: state.strings.get(&format!("facts.{name}")).to_owned(),
        detail: value,
        ..Row::default()
    };
    known.into_iter().map(row).collect()
}

fn shown(url: Option<&str>) -> String {
    without_secrets(url.unwrap_or_default()).into_owned()
}
