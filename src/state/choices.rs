//! Commands that take one of a few values: each with each of its values is a row of the palette, which filters them.

use crate::state::action::Action;
use crate::state::area::LAYOUTS;
use crate::state::core::{Edition, State};
use crate::state::offer::Row;
use crate::state::overlay::Target;
use crate::state::settings::{Origin, Setting};
use crate::state::strings::{Language, Strings};

/// Widths of the text that are offered.
pub const MEASURES: [u16; 6] = [50, 58, 66, 72, 80, 90];

/// Themes, layouts, languages, widths, settings.
#[must_use]
pub fn all(state: &State) -> Vec<(Row, Target)> {
    let others = Strings::of(state.strings.language.other());
    let mut all = looks(state, &others);
    // The language has its own command.
    let settings = state.named.settings.iter();
    for setting in settings.filter(|setting| setting.name != "language") {
        let values = setting.values();
        all.extend(values.map(|value| set(state, &others, setting, value)));
    }
    all
}

fn looks(state: &State, others: &Strings) -> Vec<(Row, Target)> {
    let strings = &state.strings;
    let [theme, other] =
        [strings, others].map(|strings| strings.action(Action::Theme).trim_end_matches('…'));
    let themes = state.look.themes.iter().map(|offer| {
        let label = format!("{theme}: {}", offer.name);
        row(label, other, Target::Theme(offer.name.clone()))
    });
    let layouts = LAYOUTS.map(|(choice, _, words)| {
        let [label, other] = [strings, others].map(|strings| strings.get(words).to_owned());
        row(label, &other, Target::Panes(choice))
    });
    let languages = [Language::English, Language::Indonesian].map(|language| {
        let named = Strings::of(language);
        let own = named.get("welcome.language-detail");
        let label = format!("{}: {own}", strings.get("welcome.language"));
        let other = others.get("welcome.language");
        row(label, other, Target::Speaks(language))
    });
    let measures = MEASURES.map(|columns| {
        let [label, other] = [strings, others].map(|strings| strings.count("say.measure", columns));
        row(label, &other, Target::Measure(columns))
    });
    themes
        .chain(layouts)
        .chain(languages)
        .chain(measures)
        .collect()
}

/// A command with a value, also found by the words of the other language.
fn row(label: String, other: &str, target: Target) -> (Row, Target) {
    let line = target.line().unwrap_or_default();
    let row = Row {
        label,
        detail: format!(": {line}"),
        alias: format!("{line} {other}"),
        ..Row::default()
    };
    (row, target)
}

/// A setting with a value, or why it cannot be set so.
fn set(state: &State, others: &Strings, setting: &Setting, value: &str) -> (Row, Target) {
    let [label, other] = [&state.strings, others].map(|strings| {
        let value = setting.worded(value, strings);
        format!("{}: {value}", strings.get(&setting.key()))
    });
    let target = Target::Sets(Box::new(setting.clone()), value.to_owned());
    let (mut row, target) = row(label, &other, target);
    row.alias.push_str(match value {
        "true" | "always" => " on",
        "false" | "never" => " off",
        _ => "",
    });
    let why = match setting.origin {
        _ if state.edition == Edition::Demo => "say.demo-settings",
        Origin::Environment => "settings.environment",
        _ if setting.value == value => "palette.is-so",
        _ => return (row, target),
    };
    row.off = true;
    state.strings.get(why).clone_into(&mut row.detail);
    (row, target)
}
