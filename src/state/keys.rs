//! Keys: what is pressed becomes an action, or a letter in a field.

use crate::state::action::Action;
use crate::state::adding;
use crate::state::browse;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::filing;
use crate::state::filter;
use crate::state::finding;
use crate::state::keymap::Meaning;
use crate::state::leave;
use crate::state::lettered;
use crate::state::manual;
use crate::state::marks;
use crate::state::misplaced;
use crate::state::navigate::{self, By};
use crate::state::older;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::palette;
use crate::state::peek;
use crate::state::popups;
use crate::state::possible;
use crate::state::preferences;
use crate::state::press::{Code, Key};
use crate::state::run;
use crate::state::search;
use crate::state::setup;
use crate::state::tags;
use crate::state::trouble;
use crate::state::typing;
use crate::state::ways::Way;
use crate::state::welcome;

/// A key was pressed.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    if key
        == (Key {
            code: Code::Char('c'),
            ctrl: true,
            alt: false,
            shift: false,
        })
    {
        return leave::quit(state);
    }
    // In a field too the program can be put aside: no letter has Ctrl.
    let means = || state.keymap.meaning(state.place(), &[key]);
    if key.ctrl && matches!(means(), Meaning::Does(Action::Suspend)) {
        return run::run(state, Action::Suspend);
    }
    match &mut state.overlay {
        Overlay::None => in_panes(state, vec![key]),
        Overlay::Prefix(keys, _) => {
            let mut keys = std::mem::take(keys);
            state.overlay = Overlay::None;
            if key.code == Code::Escape {
                return Vec::new();
            }
            keys.push(key);
            in_panes(state, keys)
        }
        Overlay::Welcome(_) => match welcome::press(state, key) {
            Ok(way) => begin(state, way),
            Err(key) => in_panes(state, vec![key]),
        },
        Overlay::Confirm(_) => confirm(state, key),
        Overlay::Search(_) => search::press(state, key),
        Overlay::Filter(_) => filter(state, key),
        Overlay::Links(..) => lettered::press(state, key),
        Overlay::Find(_) => find(state, key),
        Overlay::Picker(..) => pick(state, key),
        Overlay::Trouble(_) => trouble::press(state, key),
        Overlay::Setup(_) => setup::press(state, key),
    }
}

/// Begins a way of the first screen.
pub fn begin(state: &mut State, way: Option<Way>) -> Vec<Effect> {
    let first = match &state.overlay {
        Overlay::Welcome(welcome) => Some(welcome.clone()),
        _ => None,
    };
    let action = way.and_then(|way| welcome::begin(state, way));
    let effects = action.map_or_else(Vec::new, |action| run::run(state, action));
    if let Overlay::Picker(_, picker) = &mut state.overlay {
        picker.first = first;
    }
    effects
}

/// Does what these keys mean in the pane that has them.
pub fn in_panes(state: &mut State, keys: Vec<Key>) -> Vec<Effect> {
    match state.keymap.meaning(state.place(), &keys) {
        Meaning::Does(action) => run::run(state, action),
        Meaning::DoesAll(actions) => {
            let actions = actions.to_vec();
            let run = |action| run::run(state, action);
            actions.into_iter().flat_map(run).collect()
        }
        Meaning::Begins => {
            state.overlay = Overlay::Prefix(keys, state.now);
            Vec::new()
        }
        Meaning::Nothing => {
            misplaced::tell(state, &keys);
            Vec::new()
        }
    }
}

fn confirm(state: &mut State, key: Key) -> Vec<Effect> {
    let Overlay::Confirm(action) = std::mem::take(&mut state.overlay) else {
        return Vec::new();
    };
    match (key.code, action) {
        // y in English, i and y in Indonesian (ya, iya).
        (Code::Char('y' | 'Y' | 'i' | 'I') | Code::Enter, Action::MarkEverythingRead) => {
            marks::mark_everything(state)
        }
        (Code::Char('y' | 'Y' | 'i' | 'I') | Code::Enter, _) => browse::selected(state, action),
        _ => Vec::new(),
    }
}

fn filter(state: &mut State, key: Key) -> Vec<Effect> {
    let Overlay::Filter(input) = &mut state.overlay else {
        return Vec::new();
    };
    match key.code {
        Code::Escape => {
            state.overlay = Overlay::None;
            filter::clear(state).unwrap_or_default()
        }
        Code::Enter => {
            state.overlay = Overlay::None;
            Vec::new()
        }
        // The list can be walked through while it is filtered.
        Code::Down => navigate::step(state, By::Rows(1)),
        Code::Up => navigate::step(state, By::Rows(-1)),
        _ => {
            let changed = typing::request(key).and_then(|request| input.handle(request));
            let words = input.value().to_owned();
            if changed.is_some_and(|change| change.value) {
                filter::typed(state, &words)
            } else {
                Vec::new()
            }
        }
    }
}

fn find(state: &mut State, key: Key) -> Vec<Effect> {
    let Overlay::Find(input) = &mut state.overlay else {
        return Vec::new();
    };
    match key.code {
        Code::Escape => {
            state.overlay = Overlay::None;
            finding::look_for(&mut state.reader, "");
        }
        Code::Enter => {
            state.overlay = Overlay::None;
            state.notices.clear();
        }
        _ => {
            if let Some(request) = typing::request(key) {
                input.handle(request);
            }
            let words = input.value().to_owned();
            finding::look_for(&mut state.reader, &words);
        }
    }
    Vec::new()
}

fn pick(state: &mut State, key: Key) -> Vec<Effect> {
    let special = preferences::press(state, key)
        .or_else(|| tags::press(state, key))
        .or_else(|| filing::press(state, key))
        .or_else(|| end_help(state, key))
        .or_else(|| pick_by_purpose(state, key));
    if let Some(effects) = special {
        return effects;
    }
    let Overlay::Picker(purpose, picker) = &mut state.overlay else {
        return Vec::new();
    };
    match (key.code, key.ctrl) {
        (Code::Escape, _) => popups::close(state),
        (Code::Char('q'), false)
            if matches!(
                purpose,
                Purpose::Messages | Purpose::Facts(_) | Purpose::Older
            ) =>
        {
            state.overlay = Overlay::None;
        }
        // An age may be typed with these letters behind its number.
        (Code::Char(letter @ ('j' | 'k')), false)
            if matches!(purpose, Purpose::Messages | Purpose::Facts(_))
                || matches!(purpose, Purpose::Older) && picker.input.value().is_empty() =>
        {
            picker.step(if letter == 'j' { 1 } else { -1 });
        }
        (Code::Tab, _) if matches!(purpose, Purpose::Palette(..)) => {
            match picker.completion() {
                Some(whole) => picker.retype(whole),
                None if picker.led() > 0 => {}
                None => picker.next_kind(),
            }
            return palette::typed(state);
        }
        (Code::Down | Code::Tab, _) | (Code::Char('n' | 'j'), true) if !key.shift => {
            picker.step(1);
        }
        (Code::Up | Code::Tab, _) | (Code::Char('p' | 'k'), true) => picker.step(-1),
        (Code::Left, false) if picker.step_beside(-1) => {}
        (Code::Right, false) if picker.step_beside(1) => {}
        // In a line that is typed in they are keys of the line.
        (Code::Home | Code::End, _) if !purpose.is_field() || picker.input.value().is_empty() => {
            let by = isize::try_from(picker.len()).unwrap_or(isize::MAX);
            picker.step(if key.code == Code::Home { -by } else { by });
        }
        (Code::PageDown, _) => picker.page(1),
        (Code::PageUp, _) => picker.page(-1),
        _ => {
            if typing::request(key).is_some_and(|request| picker.edit(request)) {
                adding::edited(state);
                older::typed(state);
                return palette::typed(state);
            }
        }
    }
    Vec::new()
}

/// The keys of help close it too, or lead on to the manual.
fn end_help(state: &mut State, key: Key) -> Option<Vec<Effect>> {
    let is_shown = matches!(state.overlay, Overlay::Picker(Purpose::Help(..), _));
    match key.code {
        Code::Char('?') if is_shown && !key.ctrl => {
            popups::close(state);
            Some(Vec::new())
        }
        Code::Function(1) if is_shown => {
            state.overlay = Overlay::None;
            Some(manual::open(state))
        }
        _ => None,
    }
}

/// What a key does by what the list is for; nothing when it does the same in every list.
fn pick_by_purpose(state: &mut State, key: Key) -> Option<Vec<Effect>> {
    match (key.code, key.ctrl, key.shift) {
        (Code::Enter, ..) => Some(enter(state)),
        (Code::Char(' '), ..) if adding::tick(state) => Some(Vec::new()),
        // Rows with boxes are ticked by Space, here as everywhere.
        (Code::Char(' '), ..) => popups::tick(state),
        (Code::Tab, _, false) => peek::ask(state),
        // In an empty line there is no end to go to.
        (Code::Char('e'), true, _)
            if matches!(&state.overlay, Overlay::Picker(Purpose::AddFeed(_), picker)
                if picker.input.value().is_empty()) =>
        {
            popups::open_catalogue(state);
            Some(Vec::new())
        }
        _ => None,
    }
}

/// Takes the chosen row of the list that lies over the panes.
pub fn enter(state: &mut State) -> Vec<Effect> {
    if let Some(effects) = palette::stay(state) {
        return effects;
    }
    let by_name = matches!(state.overlay, Overlay::Picker(Purpose::Palette(..), _));
    let (target, mut effects) = popups::enter(state);
    if let Some(target) = target {
        effects.extend(if by_name {
            run::reach_by_name(state, target)
        } else {
            run::reach(state, target)
        });
    }
    effects
}

/// Text was pasted: into the field that is open, else an address opens the field for one.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let line = crate::text::harmless(text);
    if filing::paste(state, &line) {
        return Vec::new();
    }
    match &mut state.overlay {
        Overlay::Picker(_, picker) => {
            picker.paste(&line);
            adding::edited(state);
            older::typed(state);
            return palette::typed(state);
        }
        Overlay::Setup(setup) => {
            if let Some(input) = &mut setup.input {
                for letter in line.chars() {
                    input.handle(tui_input::InputRequest::InsertChar(letter));
                }
            }
        }
        Overlay::Search(_) => return search::paste(state, &line),
        Overlay::Find(input) | Overlay::Filter(input) => {
            for letter in line.chars() {
                input.handle(tui_input::InputRequest::InsertChar(letter));
            }
            let words = input.value().to_owned();
            if matches!(state.overlay, Overlay::Filter(_)) {
                return filter::typed(state, &words);
            }
            finding::look_for(&mut state.reader, &words);
        }
        _ if line.starts_with("http://") || line.starts_with("https://") => {
            state.overlay = Overlay::None;
            if possible::impossible(state, crate::state::action::Action::AddFeed).is_none() {
                adding::open(state, &line);
            }
        }
        _ => {}
    }
    Vec::new()
}
