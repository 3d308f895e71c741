//! The settings screen: Enter turns what has few values and opens a field for the rest, Del takes what is usual again.

use crate::state::change::Change;
use crate::state::core::{Edition, State};
use crate::state::effect::Effect;
use crate::state::notices::Tone;
use crate::state::offer::Row;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::picker::Picker;
use crate::state::press::{Code, Key};
use crate::state::settings::{Allowed, Origin, Setting};
use crate::state::strings::Strings;
use crate::state::themes;
use crate::state::undo::Replay;
use crate::text;

/// Opens the settings; what they are is told later.
pub fn open(state: &mut State) -> Vec<Effect> {
    lay(state, Vec::new(), None, Picker::new(Vec::new()));
    vec![Effect::ReadSettings]
}

fn lay(state: &mut State, settings: Vec<Setting>, typed: Option<usize>, picker: Picker) {
    state.overlay = Overlay::Picker(Purpose::Settings(settings, typed), picker);
    state.arrange();
}

/// The settings were read; the list of them is made anew with the choice where it was.
pub fn told(state: &mut State, settings: Vec<Setting>) {
    let rows = rows(&state.strings, &settings);
    if let Overlay::Picker(Purpose::Settings(known, _), picker) = &mut state.overlay {
        let first = known.is_empty();
        *known = settings;
        picker.translate(rows);
        if first {
            picker.step(0);
        }
        // The screen is as high as they are many.
        state.arrange();
    }
}

/// The settings as rows, a heading for each section.
#[must_use]
pub fn rows(strings: &Strings, settings: &[Setting]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut section = "";
    for setting in settings {
        if section != setting.section {
            section = &setting.section;
            let label = strings.get(&format!("settings.{section}")).to_owned();
            rows.push(Row {
                label,
                heading: true,
                ..Row::default()
            });
        }
        let value = setting.worded(&setting.value, strings);
        let mark = match setting.origin {
            Origin::Usual => "",
            Origin::File => " *",
            Origin::Environment => " $",
        };
        rows.push(Row {
            label: strings.get(&setting.key()).to_owned(),
            detail: format!("{value}{mark}"),
            ..Row::default()
        });
    }
    rows
}

/// The setting of a row; headings have none.
#[must_use]
pub fn at_row(settings: &[Setting], row: usize) -> Option<&Setting> {
    let mut at = 0;
    let mut section = "";
    for setting in settings {
        if section != setting.section {
            section = &setting.section;
            at += 1;
        }
        if at == row {
            return Some(setting);
        }
        at += 1;
    }
    None
}

/// So few columns have no room for what a setting is called beside its value.
const FEW: usize = 50;

/// What is to be known of the chosen setting, in so many columns: its name in the file, what may stand there, what is usual, who says so.
#[must_use]
pub fn explained(strings: &Strings, setting: &Setting, columns: usize) -> Vec<String> {
    let allowed = match &setting.allowed {
        Allowed::Switch => "true, false".to_owned(),
        Allowed::Words(words) => words.join(", "),
        Allowed::Theme => strings.get("settings.theme").to_owned(),
        Allowed::Typed(words) => words.clone(),
    };
    let usual = setting.worded(&setting.usual, strings);
    let usual = strings.with("settings.usual", &usual);
    let named = format!("[{}] {} = …   {allowed}", setting.section, setting.name);
    if columns < FEW {
        let is_typed = matches!(setting.allowed, Allowed::Typed(_));
        let rest = if is_typed {
            [named, usual]
        } else {
            [usual, named]
        };
        let cut = cut_label(strings, setting, columns);
        return cut.into_iter().chain(rest).collect();
    }
    let mut lines = vec![named, usual];
    let origin = match setting.origin {
        Origin::Usual => return lines,
        Origin::File => "settings.file",
        Origin::Environment => "settings.environment",
    };
    lines.push(strings.get(origin).to_owned());
    lines
}

/// What a setting is called, if its row has no room for that.
fn cut_label(strings: &Strings, setting: &Setting, columns: usize) -> Option<String> {
    let label = strings.get(&setting.key()).to_owned();
    let value = text::width(&setting.worded(&setting.value, strings));
    let room = columns.saturating_sub(5 + value.min(columns / 3));
    (text::width(&label) > room).then_some(label)
}

/// A key was pressed among the settings; nothing when it is no key of theirs.
pub fn press(state: &mut State, key: Key) -> Option<Vec<Effect>> {
    let Overlay::Picker(Purpose::Settings(settings, typed), picker) = &mut state.overlay else {
        return None;
    };
    let row = typed.or_else(|| picker.chosen());
    let setting = row.and_then(|row| at_row(settings, row)).cloned();
    match (key.code, *typed) {
        (Code::Escape, Some(_)) => {
            *typed = None;
            picker.type_freely(None);
            Some(Vec::new())
        }
        (Code::Enter, Some(_)) => {
            let value = picker.input.value().trim().to_owned();
            *typed = None;
            picker.type_freely(None);
            Some(setting.map_or_else(Vec::new, |setting| set(state, &setting, Some(value))))
        }
        (Code::Enter | Code::Right, None) => Some(change(state, &setting?, row?)),
        (Code::Left, None) => {
            let setting = setting?;
            let value = setting.turned(-1)?;
            Some(set(state, &setting, Some(value)))
        }
        (Code::Delete, None) => Some(set(state, &setting?, None)),
        _ => None,
    }
}

/// A setting was clicked: chosen at first, and turned or opened when it was chosen before. What is being typed for another
/// is left.
pub fn click(state: &mut State, is_first: bool) -> Vec<Effect> {
    let Overlay::Picker(Purpose::Settings(settings, typed), picker) = &mut state.overlay else {
        return Vec::new();
    };
    let chosen = picker.chosen();
    if typed.is_some() && typed.take_if(|typed| Some(*typed) != chosen).is_some() {
        picker.type_freely(None);
        return Vec::new();
    }
    let setting = chosen.and_then(|row| at_row(settings, row)).cloned();
    match setting.zip(chosen) {
        Some((setting, row)) if !is_first && typed.is_none() => change(state, &setting, row),
        _ => Vec::new(),
    }
}

/// A setting was refused: what was typed is there again, to be mended.
pub fn refused(state: &mut State, section: &str, name: &str, value: Option<&str>) {
    if !state
        .undo
        .was_replayed(&Replay::Configured(format!("{section}.{name}")))
    {
        let is_it = |change: &Change| matches!(change, Change::Configured { section: of, name: called, is, .. } if of == section && called == name && is.as_deref() == value);
        state.undo.forget_last(is_it);
    }
    let Overlay::Picker(Purpose::Settings(settings, typed), picker) = &mut state.overlay else {
        return;
    };
    let is_it = |row: &usize| {
        let setting = at_row(settings, *row);
        setting.is_some_and(|setting| setting.section == section && setting.name == name)
    };
    let row = (0..picker.len()).find(is_it);
    if let (Some(row), Some(value)) = (row, value) {
        picker.type_freely(Some(value));
        picker.choose(row);
        *typed = Some(row);
    }
}

/// Turns a setting to its next value, or opens what it is chosen or typed in.
fn change(state: &mut State, setting: &Setting, row: usize) -> Vec<Effect> {
    if refuses(state) {
        return Vec::new();
    }
    if let Some(value) = setting.turned(1) {
        return set(state, setting, Some(value));
    }
    if setting.allowed == Allowed::Theme && setting.name == "theme" {
        themes::choose(state);
        return Vec::new();
    }
    if let Overlay::Picker(Purpose::Settings(_, typed), picker) = &mut state.overlay {
        *typed = Some(row);
        picker.type_freely(Some(&setting.value));
    }
    Vec::new()
}

/// Whether nothing is changed until a mistake in the file is mended, which is said then.
fn refuses(state: &mut State) -> bool {
    let Some(mistake) = &state.usual.mistake else {
        return false;
    };
    let mistake = state.strings.failure(mistake);
    let words = state.strings.with("settings.mend-first", &mistake);
    state.say(Tone::Bad, words);
    true
}

/// Sets a setting to a value, or, without one, to what is usual.
pub fn set(state: &mut State, setting: &Setting, value: Option<String>) -> Vec<Effect> {
    if state.edition == Edition::Demo {
        let words = state.strings.get("say.demo-settings").to_owned();
        state.say(Tone::Plain, words);
        return Vec::new();
    }
    if refuses(state) {
        return Vec::new();
    }
    if setting.origin == Origin::Environment {
        let words = state.strings.get("settings.environment").to_owned();
        state.say(Tone::Plain, words);
        return Vec::new();
    }
    let was = (setting.origin == Origin::File).then(|| setting.value.clone());
    if was != value {
        let change = Change::Configured {
            section: setting.section.clone(),
            name: setting.name.clone(),
            was,
            is: value.clone(),
        };
        state.undo.push(state.now, change);
    }
    vec![Effect::Set {
        section: setting.section.clone(),
        name: setting.name.clone(),
        value,
    }]
}
