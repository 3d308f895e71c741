//! The list of downloads: which texts wait, which could not be had and why, which came last.

use crate::model::download::{Download, Stage};
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::offer::Row;
use crate::state::overlay::{Overlay, Purpose, Target};
use crate::state::picker::Picker;
use crate::state::strings::Strings;
use crate::state::when;
use crate::text::size::size;

/// Opens the list; what stands in it is told later.
pub fn open(state: &mut State) -> Vec<Effect> {
    state.overlay = Overlay::Picker(Purpose::Downloads(None), Picker::new(Vec::new()));
    state.arrange();
    vec![Effect::FindDownloads]
}

/// Asks anew while the list is open: a text came, or a refresh is over.
#[must_use]
pub fn ask(state: &State) -> Option<Effect> {
    let is_open = matches!(state.overlay, Overlay::Picker(Purpose::Downloads(_), _));
    is_open.then_some(Effect::FindDownloads)
}

/// It is known what stands in the list; the chosen story stays chosen.
pub fn found(state: &mut State, all: Vec<Download>) {
    let State {
        overlay, strings, ..
    } = state;
    let Overlay::Picker(Purpose::Downloads(known), picker) = overlay else {
        return;
    };
    let before = known.as_deref().zip(picker.chosen());
    let before = before.and_then(|(known, row)| Some(at_row(known, row)?.headline.id));
    picker.set_rows(rows(strings, &all));
    let row = (0..picker.len())
        .find(|row| before.is_some() && at_row(&all, *row).map(|one| one.headline.id) == before);
    if let Some(row) = row {
        picker.choose(row);
    }
    *known = Some(all);
    state.arrange();
}

/// The downloads as rows, a heading for each stage.
#[must_use]
pub fn rows(strings: &Strings, all: &[Download]) -> Vec<Row> {
    let mut rows = Vec::new();
    for part in all.chunk_by(is_alike) {
        let Some(first) = part.first() else {
            continue;
        };
        let label = strings.count(&format!("downloads.{}", name(&first.stage)), part.len());
        rows.push(Row {
            label,
            heading: true,
            ..Row::default()
        });
        rows.extend(part.iter().map(|download| {
            let feed = &download.headline.feed_title;
            Row {
                label: download.headline.title.clone(),
                detail: match &download.stage {
                    Stage::Came { bytes } => format!("{} · {feed}", size(*bytes)),
                    _ => feed.clone(),
                },
                ..Row::default()
            }
        }));
    }
    rows
}

/// The download of a row; headings have none.
#[must_use]
pub fn at_row(all: &[Download], row: usize) -> Option<&Download> {
    let mut at = 0;
    for part in all.chunk_by(is_alike) {
        // The heading stands above.
        if row > at && row <= at + part.len() {
            return part.get(row - at - 1);
        }
        at += part.len() + 1;
    }
    None
}

/// The story that a row leads to.
#[must_use]
pub fn story(all: Option<&[Download]>, row: Option<usize>) -> Option<Target> {
    let download = at_row(all?, row?)?;
    Some(Target::Opens(download.headline.id))
}

/// Why the text of the chosen story is not here, and when it is tried again.
#[must_use]
pub fn explained(state: &State, download: &Download) -> Vec<String> {
    let strings = &state.strings;
    match &download.stage {
        Stage::Waiting => vec![strings.get("downloads.waiting-next").to_owned()],
        Stage::Failed { cause, retry } => {
            let next = match retry.filter(|retry| *retry > state.now) {
                Some(retry) => {
                    let time = when::clock_of(strings, &state.zone, retry);
                    strings.with("downloads.retry", &time)
                }
                None if retry.is_some() => strings.get("downloads.retry-soon").to_owned(),
                None => strings.get("downloads.given-up").to_owned(),
            };
            vec![strings.failure(cause).into_owned(), next]
        }
        Stage::Came { .. } => vec![download.headline.excerpt.clone()],
    }
}

fn is_alike(one: &Download, next: &Download) -> bool {
    name(&one.stage) == name(&next.stage)
}

const fn name(stage: &Stage) -> &'static str {
    match stage {
        Stage::Waiting => "waiting",
        Stage::Failed { .. } => "failed",
        Stage::Came { .. } => "came",
    }
}
