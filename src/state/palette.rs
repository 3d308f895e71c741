//! Everything by name: the keys of the present pane, what can be done, feeds, stories.

use jiff::Timestamp;

use crate::model::article::Headline;
use crate::state::action::{Action, Group, TABLE};
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::hints;
use crate::state::keymap::{Meaning, names};
use crate::state::looks;
use crate::state::overlay::{Overlay, Purpose, Target};
use crate::state::picker::{Kind, Picker, Row};
use crate::state::possible;
use crate::state::press::Key;
use crate::state::spelling::spelled;
use crate::state::strings::{Language, Strings};
use crate::state::when;

fn lay(state: &mut State, purpose: Purpose, rows: Vec<Row>) {
    state.overlay = Overlay::Picker(purpose, Picker::new(rows));
    state.arrange();
}

/// Opens the keys of the present pane.
pub fn help(state: &mut State) {
    let (rows, actions) = keys(state);
    lay(state, Purpose::Help(actions, Box::default()), rows);
}

/// Opens the keys of a screen over the panes and below them those of the pane; closed, that screen is there again.
pub fn help_over(state: &mut State) {
    let over = hints::over(state).into_iter().map(|(key, label)| Row {
        label,
        detail: key,
        ..Row::default()
    });
    let mut rows = vec![Row {
        label: state.strings.get("popup.this-screen").to_owned(),
        heading: true,
        ..Row::default()
    }];
    rows.extend(over);
    let mut actions = vec![None; rows.len()];
    let (all, of_all) = keys(state);
    rows.extend(all);
    actions.extend(of_all);
    let behind = Box::new(std::mem::take(&mut state.overlay));
    lay(state, Purpose::Help(actions, behind), rows);
}

/// The keys of the present pane by groups, and what each row does.
fn keys(state: &State) -> (Vec<Row>, Vec<Option<Target>>) {
    let place = state.place();
    let mut rows = Vec::new();
    let mut actions = Vec::new();
    for group in Group::ALL {
        let first = rows.len();
        for (action, _, _) in TABLE.iter().filter(|(.., of)| *of == group) {
            // A nearer section may have taken one of its keys.
            let does = |keys: &[Key]| state.keymap.meaning(place, keys) == Meaning::Does(*action);
            let bound = state.keymap.bindings(place);
            let mut keys: Vec<String> = Vec::new();
            for (sequence, _) in bound.filter(|(keys, bound)| bound == action && does(keys)) {
                let spelled = spelled(sequence);
                if !keys.contains(&spelled) {
                    keys.push(spelled);
                }
            }
            if keys.is_empty() {
                continue;
            }
            rows.push(Row {
                detail: keys.join("   "),
                ..command(state, *action)
            });
            actions.push(Some(Target::Does(*action)));
        }
        for (row, target) in chains(state, group) {
            rows.push(row);
            actions.push(Some(target));
        }
        if rows.len() > first {
            let label = state.strings.group(group).to_owned();
            let heading = Row {
                label,
                heading: true,
                ..Row::default()
            };
            rows.insert(first, heading);
            actions.insert(first, None);
        }
    }
    (rows, actions)
}

/// Keys of the present pane that do several things, the first of which stands in that group; each with all it does.
fn chains(state: &State, group: Group) -> Vec<(Row, Target)> {
    let place = state.place();
    let chains = state.keymap.chains(place).filter(|(keys, actions)| {
        // A nearer section may have taken it.
        let does = state.keymap.meaning(place, keys) == Meaning::DoesAll(actions);
        does && actions.first().is_some_and(|first| first.group() == group)
    });
    let row = |(keys, actions): (&[Key], &[Action])| {
        let labels = actions.iter().map(|action| state.strings.action(*action));
        let labels: Vec<&str> = labels.collect();
        let row = Row {
            label: labels.join(" + "),
            detail: spelled(keys),
            alias: names(actions),
            ..Row::default()
        };
        (row, Target::DoesAll(actions.to_vec()))
    };
    chains.map(row).collect()
}

/// What can be done, with its key, or why it cannot be done now.
fn command(state: &State, action: Action) -> Row {
    let why = possible::impossible(state, action);
    let detail = match why {
        Some(why) => state.strings.get(why).to_owned(),
        None => state
            .keymap
            .keys(state.place(), action)
            .unwrap_or_else(|| format!(": {}", action.name())),
    };
    // Whoever knows it by its name in the other language finds it too.
    let other = Strings::of(state.strings.language.other());
    Row {
        label: state.strings.action(action).to_owned(),
        detail,
        alias: format!("{} {}", action.name(), other.action(action)),
        off: why.is_some(),
        ..Row::default()
    }
}

/// Opens everything by name: what can be done, what was done last first; feeds; themes; stories opened lately and those
/// near the window.
pub fn palette(state: &mut State) {
    let mut rows = Vec::new();
    let mut targets = Vec::new();
    let lately = state.recent.iter().copied();
    // Whoever looks for a command by name does not look for the arrow keys.
    let of = |moves: bool| {
        let table = TABLE
            .iter()
            .filter(move |(.., group)| (*group == Group::Move) == moves);
        table.map(|(action, ..)| *action)
    };
    let others = of(false)
        .chain(of(true))
        .filter(|action| !state.recent.contains(action));
    for action in lately.chain(others) {
        rows.push(command(state, action));
        targets.push(Target::Does(action));
    }
    arguments(state, &mut rows, &mut targets);
    let feed_word = state.strings.get("palette.feed").to_owned();
    for feed in &state.library.feeds {
        rows.push(Row {
            label: feed.title.clone(),
            detail: feed_word.clone(),
            kind: Kind::Feed,
            ..Row::default()
        });
        targets.push(Target::Shows(feed.id));
    }
    let folder_word = state.strings.get("palette.folder");
    for folder in &state.library.folders {
        rows.push(Row {
            label: folder.name.clone(),
            detail: folder_word.to_owned(),
            kind: Kind::Feed,
            ..Row::default()
        });
        targets.push(Target::ShowsFolder(folder.id));
    }
    for (name, count) in &state.library.tags {
        rows.push(Row {
            label: format!("#{name}"),
            detail: match count {
                1 => state.strings.get("pane.count-one").to_owned(),
                count => state.strings.count("pane.count", count),
            },
            kind: Kind::Feed,
            ..Row::default()
        });
        targets.push(Target::Tagged(name.clone()));
    }
    stories(state, &mut rows, &mut targets);
    lay(state, Purpose::Palette(targets), rows);
}

/// Commands with what they take, a row each.
fn arguments(state: &State, rows: &mut Vec<Row>, targets: &mut Vec<Target>) {
    let others = Strings::of(state.strings.language.other());
    let [theme, other] = [&state.strings, &others]
        .map(|strings| strings.action(Action::Theme).trim_end_matches('…'));
    for offer in &state.look.themes {
        rows.push(Row {
            label: format!("{theme}: {}", offer.name),
            detail: format!(": theme {}", offer.name),
            alias: format!("theme {} {other}", offer.name),
            ..Row::default()
        });
        targets.push(Target::Theme(offer.name.clone()));
    }
    for (choice, name, words) in looks::LAYOUTS {
        rows.push(Row {
            label: state.strings.get(words).to_owned(),
            detail: format!(": layout {name}"),
            alias: format!("layout {name} {}", others.get(words)),
            ..Row::default()
        });
        targets.push(Target::Panes(choice));
    }
    for language in [Language::English, Language::Indonesian] {
        let named = Strings::of(language);
        rows.push(Row {
            label: format!(
                "{}: {}",
                state.strings.get("welcome.language"),
                named.get("welcome.language-detail")
            ),
            detail: format!(": language {}", language.tag()),
            alias: format!(
                "language {} {}",
                language.tag(),
                others.get("welcome.language")
            ),
            ..Row::default()
        });
        targets.push(Target::Speaks(language));
    }
    for columns in MEASURES {
        rows.push(Row {
            label: state.strings.count("say.measure", columns),
            detail: format!(": measure {columns}"),
            alias: format!("measure {columns} {}", others.count("say.measure", columns)),
            ..Row::default()
        });
        targets.push(Target::Measure(columns));
    }
}

/// Widths of the text that are offered.
const MEASURES: [u16; 6] = [50, 58, 66, 72, 80, 90];

fn stories(state: &State, rows: &mut Vec<Row>, targets: &mut Vec<Target>) {
    for visit in state.history.visits() {
        rows.push(Row {
            label: visit.title.clone(),
            detail: visit.feed.clone(),
            kind: Kind::Story,
            ..Row::default()
        });
        targets.push(Target::Opens(visit.id));
    }
    let near = state.headlines.ids_near();
    for row in near.iter().filter_map(|id| state.headlines.row_of(*id)) {
        let target = Target::Opens(row.id);
        if targets.contains(&target) {
            continue;
        }
        rows.push(Row {
            label: row.title.clone(),
            detail: row.feed_title.clone(),
            kind: Kind::Story,
            ..Row::default()
        });
        targets.push(target);
    }
}

/// Fewer letters begin too many titles.
const LETTERS: usize = 3;
/// A palette has no more rows.
const MOST: usize = 20_000;

/// What is typed in the palette is looked for in the titles of the whole library, beside what is at hand.
#[must_use]
pub fn typed(state: &State) -> Vec<Effect> {
    let Overlay::Picker(Purpose::Palette(_), picker) = &state.overlay else {
        return Vec::new();
    };
    let words = picker.input.value().trim();
    if words.chars().count() < LETTERS {
        return Vec::new();
    }
    vec![Effect::FindTitles(words.to_owned())]
}

/// Stories with what was typed in their titles came: they stand behind what is at hand.
pub fn found(state: &mut State, headlines: Vec<Headline>) {
    let Overlay::Picker(Purpose::Palette(targets), picker) = &mut state.overlay else {
        return;
    };
    let mut rows = Vec::new();
    for headline in headlines {
        let target = Target::Opens(headline.id);
        if targets.contains(&target) || targets.len() >= MOST {
            continue;
        }
        rows.push(Row {
            label: headline.title,
            detail: headline.feed_title,
            kind: Kind::Story,
            ..Row::default()
        });
        targets.push(target);
    }
    picker.add_rows(rows);
}

/// Opens the stories opened lately.
pub fn history(state: &mut State) {
    let mut rows = Vec::new();
    let mut targets = Vec::new();
    for visit in state.history.visits() {
        let at = Timestamp::from_second(visit.at).unwrap_or(state.now);
        let age = when::age(&state.strings, &state.zone, state.now, at);
        rows.push(Row {
            label: visit.title.clone(),
            detail: format!("{} · {age}", visit.feed),
            ..Row::default()
        });
        targets.push(Target::Opens(visit.id));
    }
    lay(state, Purpose::History(targets), rows);
}
