//! Everything by name: the keys of the present pane, what can be done, feeds, stories.

use jiff::Timestamp;

use crate::model::article::Headline;
use crate::state::action::{Action, Group, TABLE};
use crate::state::arguments;
use crate::state::choices;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::hints;
use crate::state::keymap::{Meaning, names};
use crate::state::message::Directory;
use crate::state::notices::Tone;
use crate::state::offer::{Kind, Row};
use crate::state::overlay::{Overlay, Purpose, Target};
use crate::state::picker::Picker;
use crate::state::possible;
use crate::state::press::Key;
use crate::state::settings::Setting;
use crate::state::spelling::spelled;
use crate::state::strings::Strings;
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

/// Opens everything by name: what can be done, what was done last first; what a command takes; feeds; stories opened
/// lately and those near the window.
pub fn palette(state: &mut State) {
    let (mut rows, mut targets): (Vec<Row>, Vec<Target>) = commands(state).into_iter().unzip();
    places(state, &mut rows, &mut targets);
    stories(state, &mut rows, &mut targets);
    lay(state, Purpose::Palette(targets, None), rows);
}

/// What can be done, alone and with what it takes.
fn commands(state: &State) -> Vec<(Row, Target)> {
    // Whoever looks for a command by name does not look for the arrow keys.
    let of = |moves: bool| {
        let table = TABLE
            .iter()
            .filter(move |(.., group)| (*group == Group::Move) == moves);
        table.map(|(action, ..)| (command(state, *action), Target::Does(*action)))
    };
    let mut all: Vec<(Row, Target)> = of(false).chain(of(true)).collect();
    all.extend(choices::all(state));
    let recent = state.named.recent.iter();
    let lately = recent.filter_map(|line| {
        let is_it = |(_, target): &(Row, Target)| target.line().as_deref() == Some(line);
        match all.iter().position(is_it) {
            Some(at) => Some(all.remove(at)),
            None => arguments::recalled(state, line),
        }
    });
    let lately: Vec<(Row, Target)> = lately.collect();
    lately.into_iter().chain(all).collect()
}

/// Feeds, folders, tags.
fn places(state: &State, rows: &mut Vec<Row>, targets: &mut Vec<Target>) {
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
}

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

/// Something else is typed in the palette: it is looked for in the titles of the whole library, too, beside what is at hand.
#[must_use]
pub fn typed(state: &mut State) -> Vec<Effect> {
    let mut effects = lead(state);
    let Overlay::Picker(Purpose::Palette(..), picker) = &state.overlay else {
        return effects;
    };
    let words = picker.input.value().trim();
    if words.chars().count() >= LETTERS {
        effects.push(Effect::FindTitles(words.to_owned()));
    }
    effects
}

/// Makes the rows of the command that is typed with what it takes; the files that may be meant are asked for.
fn lead(state: &mut State) -> Vec<Effect> {
    let Overlay::Picker(Purpose::Palette(_, files), picker) = &state.overlay else {
        return Vec::new();
    };
    let typed = picker.input.value().to_owned();
    let wanted = arguments::directory(&typed);
    let is_new = wanted.is_some() && files.as_ref().map(|files| files.path.as_str()) != wanted;
    let asked = wanted.filter(|_| is_new).map(str::to_owned);
    let mut offers = arguments::rows(state, &typed, files.as_ref());
    let Overlay::Picker(Purpose::Palette(targets, files), picker) = &mut state.overlay else {
        return Vec::new();
    };
    if offers.is_empty() {
        let others = picker.rows().iter().zip(&*targets).skip(picker.led());
        offers.extend(arguments::values(&typed, others));
    }
    let (rows, led): (Vec<Row>, Vec<Target>) = offers.into_iter().unzip();
    targets.splice(..picker.led(), led);
    picker.lead(rows, arguments::is_bare(&typed));
    if let Some(path) = &asked {
        *files = Some(Directory {
            path: path.clone(),
            names: None,
        });
    }
    asked.map(Effect::FindFiles).into_iter().collect()
}

/// The files of a directory are known.
pub fn files_found(state: &mut State, directory: Directory) {
    if let Overlay::Picker(Purpose::Palette(_, Some(files)), _) = &mut state.overlay
        && files.path == directory.path
    {
        *files = directory;
        lead(state);
    }
}

/// The settings are known: what they may be is offered.
pub fn settled(state: &mut State, settings: Vec<Setting>) -> Vec<Effect> {
    let is_known = state.named.settings == settings;
    state.named.settings = settings;
    if is_known || !matches!(state.overlay, Overlay::Picker(Purpose::Palette(..), _)) {
        return Vec::new();
    }
    restate(state)
}

/// Makes the rows anew; what is typed and chosen stays.
pub fn restate(state: &mut State) -> Vec<Effect> {
    let Overlay::Picker(_, mut picker) = std::mem::take(&mut state.overlay) else {
        return Vec::new();
    };
    palette(state);
    if let Overlay::Picker(_, anew) = &mut state.overlay {
        picker.restate(anew.rows().to_vec());
        *anew = picker;
    }
    state.arrange();
    typed(state)
}

/// Takes a row that leads nowhere else, so that nothing is lost of what is typed: it is completed, or it is said why it
/// will not do. Nothing for any other row.
pub fn stay(state: &mut State) -> Option<Vec<Effect>> {
    let Overlay::Picker(Purpose::Palette(targets, _), picker) = &mut state.overlay else {
        return None;
    };
    let chosen = picker.chosen();
    match chosen.and_then(|row| Some((picker.row(row)?, targets.get(row)?))) {
        None => Some(Vec::new()),
        Some((row, _)) if row.off => {
            let why = row.detail.clone();
            state.say(Tone::Plain, why);
            Some(Vec::new())
        }
        Some((_, Target::Types(line))) => {
            let line = line.clone();
            picker.retype(line);
            Some(typed(state))
        }
        Some(_) => None,
    }
}

/// Stories with what was typed in their titles came: they stand behind what is at hand.
pub fn found(state: &mut State, headlines: Vec<Headline>) {
    let Overlay::Picker(Purpose::Palette(targets, _), picker) = &mut state.overlay else {
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
