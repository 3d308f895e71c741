//! Ages: what of the list is older than the chosen one is marked read. Those of the list are usual; any other is typed.

use jiff::SignedDuration;

use crate::model::query::Query;
use crate::state::core::State;
use crate::state::lists;
use crate::state::offer::Row;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::picker::Picker;
use crate::state::strings::Strings;

/// Ages to choose from, in days.
pub const AGES: [i64; 5] = [1, 3, 7, 14, 30];
/// Nobody means an age of more hours: ten years.
const MOST: i64 = 24 * 3_660;

/// Opens the list of ages.
pub fn open(state: &mut State) {
    let picker = Picker::new(rows(state, ""));
    state.overlay = Overlay::Picker(Purpose::Older, picker);
    state.arrange();
}

/// Something else is typed: an age is the only row, else the usual ones are looked through.
pub fn typed(state: &mut State) {
    let Overlay::Picker(Purpose::Older, picker) = &state.overlay else {
        return;
    };
    let typed = picker.input.value().to_owned();
    let rows = rows(state, &typed);
    if let Overlay::Picker(_, picker) = &mut state.overlay {
        picker.set_rows(rows);
    }
}

fn rows(state: &State, typed: &str) -> Vec<Row> {
    let name = lists::name(state).pop().unwrap_or_default();
    let row = |hours: i64, alias: &str| Row {
        label: label(&state.strings, hours),
        detail: name.clone(),
        alias: alias.to_owned(),
        ..Row::default()
    };
    match hours(&state.strings, typed) {
        Some(hours) => vec![row(hours, typed)],
        None => AGES.iter().map(|days| row(days * 24, "")).collect(),
    }
}

/// An age in words.
#[must_use]
pub fn label(strings: &Strings, hours: i64) -> String {
    match (hours / 24, hours % 24) {
        (0, 1) => strings.get("older.hour").to_owned(),
        (1, 0) => strings.get("older.day").to_owned(),
        (days, 0) => strings.count("older.days", days),
        _ => strings.count("older.hours", hours),
    }
}

/// An age as it is typed, in the largest unit that gives a whole number.
#[must_use]
pub fn spelled(strings: &Strings, hours: i64) -> String {
    let letters = strings.get("older.units").chars();
    let units = letters.zip([1, 24, 7 * 24]);
    let spelled = units.filter(|(_, unit)| hours % unit == 0).last();
    spelled.map_or_else(String::new, |(letter, unit)| {
        format!("{}{letter}", hours / unit)
    })
}

/// The hours of an age as it is typed: a number, and the first letter of hours, days or weeks in the language of the
/// interface.
#[must_use]
pub fn hours(strings: &Strings, typed: &str) -> Option<i64> {
    let typed = typed.trim().to_lowercase();
    let unit = typed.chars().next_back()?;
    let number = typed.strip_suffix(unit)?.trim();
    let mut units = strings.get("older.units").chars().zip([1, 24, 7 * 24]);
    let (_, hours) = units.find(|(letter, _)| *letter == unit)?;
    let hours = number.parse::<i64>().ok()?.checked_mul(hours)?;
    (1..=MOST).contains(&hours).then_some(hours)
}

/// The stories of the list that are older than the age of that row of the list.
#[must_use]
pub fn older_than(state: &State, picker: &Picker) -> Option<Query> {
    let typed = hours(&state.strings, picker.input.value());
    let hours = match typed {
        Some(hours) => hours,
        None => AGES.get(picker.chosen()?)? * 24,
    };
    Some(than(state, hours))
}

/// The stories of the list that are older than so many hours.
#[must_use]
pub fn than(state: &State, hours: i64) -> Query {
    let age = SignedDuration::from_hours(hours);
    Query {
        until: state.now.checked_sub(age).ok(),
        ..state.headlines.query().clone()
    }
}
