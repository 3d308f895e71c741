//! The keys of a list over the panes, as the footer tells them; which of them are drawn is not its business.

use crate::state::core::State;
use crate::state::filing;
use crate::state::newfeed::{Field, Finding, NewFeed};
use crate::state::overlay::Purpose;
use crate::state::picker::Picker;

/// Each key with the name of what it does; of a list without rows those only that do something there.
#[must_use]
pub fn told(
    state: &State,
    purpose: &Purpose,
    picker: &Picker,
) -> Vec<(&'static str, &'static str)> {
    let is_empty = picker.input.value().is_empty();
    let mut keys = in_list(state, purpose, is_empty);
    if matches!(purpose, Purpose::Palette(..))
        && picker.completion().is_some()
        && let Some(tab) = keys.iter_mut().find(|(key, _)| *key == "Tab")
    {
        tab.1 = "hint.complete";
    }
    let is_awaited =
        picker.len() == 0 && matches!(purpose, Purpose::Settings(..) | Purpose::Downloads(None));
    // Of a new feed the fields are told, whatever was found.
    let has_fields = matches!(purpose, Purpose::AddFeed(_));
    if picker.count() == 0 && !is_awaited && !has_fields {
        keys.retain(|(key, _)| !needs_row(purpose, key));
    }
    keys
}

/// Whether the key does nothing in a list without rows.
fn needs_row(purpose: &Purpose, key: &str) -> bool {
    match key {
        "⏎" => !purpose.is_field(),
        "Tab" => !matches!(purpose, Purpose::Palette(..)),
        _ => matches!(key, "↑↓" | "←" | "Del" | "Space"),
    }
}

/// Of a list over the panes, nothing typed in its line or something: what Enter does, and what else there is.
fn in_list(state: &State, purpose: &Purpose, is_empty: bool) -> Vec<(&'static str, &'static str)> {
    let close = ("Esc", "hint.close");
    let choose = ("↑↓", "hint.choose");
    let enter = match purpose {
        Purpose::Catalogue(..) => {
            let keys = [
                ("⏎", "hint.take"),
                ("Space", "hint.toggle"),
                ("Tab", "catalogue.peek"),
            ];
            return [keys.to_vec(), vec![choose, close]].concat();
        }
        Purpose::AddFeed(new) => return while_adding(state, new, is_empty),
        Purpose::Settings(_, Some(_)) => {
            return vec![("⏎", "hint.keep-setting"), ("Esc", "hint.cancel")];
        }
        Purpose::Settings(_, None) => {
            let keys = [
                ("⏎", "hint.change"),
                ("←", "hint.turn-back"),
                ("Del", "hint.usual"),
            ];
            return [keys.to_vec(), vec![choose, close]].concat();
        }
        Purpose::Palette(..) => {
            return vec![("⏎", "hint.run"), ("Tab", "hint.kind"), choose, close];
        }
        Purpose::Tags(_) => {
            let keys = [
                ("⏎", "hint.keep"),
                ("Space", "hint.tick"),
                ("Tab", "hint.complete"),
            ];
            return [keys.to_vec(), vec![choose, close]].concat();
        }
        Purpose::Messages => return vec![choose, close],
        Purpose::Pipe(lines) if lines.is_empty() => return vec![("⏎", "hint.run"), close],
        Purpose::Help(..) => {
            return vec![
                ("⏎", "hint.run"),
                ("F1", "hint.manual-short"),
                choose,
                close,
            ];
        }
        Purpose::Import(_) => "hint.import",
        Purpose::Themes(_) => "hint.keep",
        Purpose::SaveAs(_) => "hint.save",
        Purpose::Pipe(_) => "hint.run",
        Purpose::Facts(_) => "hint.copy",
        Purpose::Older => "hint.mark",
        Purpose::History(_) | Purpose::Downloads(_) => "hint.open",
    };
    vec![("⏎", enter), choose, close]
}

/// Where an address is typed, feeds that were found there are chosen, and their folder is typed.
fn while_adding(state: &State, new: &NewFeed, is_empty: bool) -> Vec<(&'static str, &'static str)> {
    let close = ("Esc", "hint.close");
    let enter = match &new.finding {
        Finding::Asking(_) => return vec![("Esc", "hint.cancel")],
        Finding::Typing | Finding::Nothing(_) => "hint.look",
        Finding::Found(found) if found.iter().any(|(_, ticked)| *ticked) => "hint.add",
        Finding::Found(_) => "hint.add-this",
    };
    let is_found = matches!(new.finding, Finding::Found(_));
    let field = (!state.explanation().is_empty()).then_some(("Tab", "hint.field"));
    let choose = Some(("↑↓", "hint.choose"));
    // Those that go first where there is little room stand last.
    let own = match filing::field(state, new) {
        Field::Address => [
            is_found.then_some(("Space", "hint.tick")),
            field,
            choose.filter(|_| is_found),
            is_empty.then_some(("Ctrl-e", "hint.catalogue")),
        ],
        Field::Folder => {
            let complete = filing::rest(state, new).map(|_| ("→", "hint.complete"));
            [complete, field, choose, None]
        }
        Field::FullText => [Some(("Space", "hint.change")), field, None, None],
    };
    let own = own.into_iter().flatten();
    [("⏎", enter)]
        .into_iter()
        .chain(own)
        .chain([close])
        .collect()
}
