//! Where a new feed is put and how it is wanted: the fields below the feeds that were found, and the keys that are theirs.

use tui_input::InputRequest;

use crate::state::core::{Edition, State};
use crate::state::effect::Effect;
use crate::state::folders;
use crate::state::newfeed::{Field, NewFeed};
use crate::state::overlay::{Overlay, Purpose};
use crate::state::press::{Code, Key};
use crate::state::typing;

/// The paths of the folders to choose from. Those of the sample edition go with it, and an empty one is seen nowhere.
#[must_use]
pub fn paths(state: &State) -> Vec<String> {
    let all = state.library.folders.iter();
    let is_seen = |id| state.edition == Edition::Own && state.sidebar.places().is_filled(id);
    let seen = all.filter(|folder| is_seen(folder.id));
    let mut paths: Vec<String> = seen
        .map(|folder| folders::path(&state.library, Some(folder.id)))
        .collect();
    paths.sort();
    paths
}

/// The field that has the keys; only the address where there is no room for others.
#[must_use]
pub fn field(state: &State, new: &NewFeed) -> Field {
    if state.explanation().is_empty() {
        Field::Address
    } else {
        new.field
    }
}

/// What is missing of the folder that is being typed, if that may be one there is.
#[must_use]
pub fn rest(state: &State, new: &NewFeed) -> Option<String> {
    let (paths, typed) = (paths(state), new.folder.value());
    let is_at_end = new.folder.cursor() == typed.chars().count();
    let is_here = is_at_end && field(state, new) == Field::Folder;
    let whole = folders::completed(&paths, typed).filter(|_| is_here)?;
    Some(whole.chars().skip(typed.chars().count()).collect())
}

/// Whether the folder that is typed would be a new one.
#[must_use]
pub fn is_new(state: &State, new: &NewFeed) -> bool {
    let paths = paths(state);
    let path = folders::meant(&paths, new.folder.value());
    !path.is_empty() && !paths.contains(&path)
}

/// A key was pressed while a feed is added; nothing when it is no key of these fields.
pub fn press(state: &mut State, key: Key) -> Option<Vec<Effect>> {
    let paths = paths(state);
    let has_fields = !state.explanation().is_empty();
    let Overlay::Picker(Purpose::AddFeed(new), _) = &mut state.overlay else {
        return None;
    };
    match (new.field, key.code) {
        _ if !has_fields => return None,
        (field, Code::Tab) => new.field = field.turned(!key.shift),
        (Field::Address, _) | (_, Code::Enter | Code::Escape) => return None,
        (Field::Folder, _) => type_folder(new, &paths, key),
        (Field::FullText, Code::Char(' ') | Code::Right | Code::Down) => step(new, &paths, true),
        (Field::FullText, Code::Left | Code::Up) => step(new, &paths, false),
        (Field::FullText, _) => {}
    }
    Some(Vec::new())
}

fn type_folder(new: &mut NewFeed, paths: &[String], key: Key) {
    let request = match key.code {
        Code::Down | Code::Up => return step(new, paths, key.code == Code::Down),
        _ => typing::request(key),
    };
    let is_at_end = new.folder.cursor() == new.folder.value().chars().count();
    let goes_on = matches!(
        request,
        Some(InputRequest::GoToNextChar | InputRequest::GoToNextWord | InputRequest::GoToEnd)
    );
    if is_at_end
        && goes_on
        && let Some(whole) = folders::completed(paths, new.folder.value())
    {
        new.folder = whole.into();
    } else if let Some(request) = request {
        new.folder.handle(request);
    }
}

/// The next choice of the field that has the keys, or the one before.
fn step(new: &mut NewFeed, paths: &[String], forward: bool) {
    match new.field {
        Field::Address => {}
        Field::Folder => {
            let by = if forward { 1 } else { -1 };
            new.folder = folders::stepped(paths, new.folder.value(), by).into();
        }
        Field::FullText => new.full_text = new.full_text.turned(forward),
    }
}

/// Text was pasted: false when it is not for the folder.
pub fn paste(state: &mut State, text: &str) -> bool {
    match &mut state.overlay {
        Overlay::Picker(Purpose::AddFeed(new), _) if new.field == Field::Folder => {
            for letter in text.chars() {
                new.folder.handle(InputRequest::InsertChar(letter));
            }
            true
        }
        _ => false,
    }
}

/// A press on one of these fields chooses it, and takes its next choice when it was chosen before; elsewhere the address
/// and what was found there are chosen.
pub fn click(state: &mut State, column: u16, row: u16) {
    let (paths, area) = (paths(state), state.explanation());
    let Overlay::Picker(Purpose::AddFeed(new), _) = &mut state.overlay else {
        return;
    };
    let below = area.contains(column, row).then(|| row - area.y);
    let field = below.and_then(|row| Field::BELOW.get(usize::from(row)).copied());
    let field = field.unwrap_or_default();
    if new.field == field {
        step(new, &paths, true);
    }
    new.field = field;
}
