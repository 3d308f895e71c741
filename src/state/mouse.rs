//! The mouse: a click chooses, a second opens, the wheel turns what is under it.

use crate::state::action::Action;
use crate::state::adding;
use crate::state::area::{Area, Divider, Pane};
use crate::state::banner;
use crate::state::core::State;
use crate::state::cuts;
use crate::state::effect::Effect;
use crate::state::filing;
use crate::state::follow;
use crate::state::form;
use crate::state::hints;
use crate::state::keys;
use crate::state::links;
use crate::state::lists;
use crate::state::looks;
use crate::state::navigate::{self, By};
use crate::state::overlay::{Overlay, Purpose};
use crate::state::popups;
use crate::state::preferences;
use crate::state::press::{Mouse, MouseKind};
use crate::state::rows::Line;
use crate::state::run;
use crate::state::search;
use crate::state::setup;
use crate::state::sidebar::Entry;
use crate::state::spelling::sequence;
use crate::state::topline::{self, Goal};
use crate::state::trouble;
use crate::state::ways;
use crate::state::which;

/// Rows that a turn of the wheel moves.
const WHEEL: isize = 3;

/// Something was done with the mouse.
pub fn act(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    match mouse.kind {
        MouseKind::Press => press(state, mouse),
        MouseKind::WheelUp => wheel(state, mouse, -1),
        MouseKind::WheelDown => wheel(state, mouse, 1),
        MouseKind::Drag => {
            drag(state, mouse.column);
            Vec::new()
        }
        MouseKind::Release => {
            if let Some((_, was)) = state.dragged.take() {
                looks::remember(state, was);
            }
            Vec::new()
        }
    }
}

/// Where the rows of the list that lies over the panes stand.
#[must_use]
pub fn picker_rows(state: &State) -> Area {
    let inside = state.overlay_area().inside();
    let (_, rows) = inside.split_top(2);
    rows.split_bottom(1 + state.explanation_rows()).0
}

fn press(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    let (column, row) = (mouse.column, mouse.row);
    if let Some(effects) = press_footer(state, column, row) {
        return effects;
    }
    if let Some(effects) =
        press_banner(state, column, row).or_else(|| press_over(state, column, row))
    {
        return effects;
    }
    state.overlay = Overlay::None;
    if let Some(goal) = topline::at(state, column, row) {
        return go(state, goal);
    }
    let divider = state.areas.divider_at(column, row);
    state.dragged = divider.map(|divider| (divider, looks::laying(state)));
    if state.dragged.is_some() {
        return Vec::new();
    }
    let feeds = state.areas.feeds_rows();
    if feeds.contains(column, row) {
        return press_feeds(state, usize::from(row - feeds.y));
    }
    let stories = state.areas.stories_rows();
    if stories.contains(column, row) {
        return press_stories(state, usize::from(row - stories.y));
    }
    if state.areas.reader.contains(column, row) && state.focus != Pane::Reader {
        return navigate::open_story(state);
    }
    if state.focus == Pane::Reader {
        return press_reader(state, column, row);
    }
    Vec::new()
}

/// A key of the footer is pressed where it stands; nothing where none does.
fn press_footer(state: &mut State, column: u16, row: u16) -> Option<Vec<Effect>> {
    let is_covered =
        matches!(state.overlay, Overlay::Picker(..)) && state.overlay_area().contains(column, row);
    if is_covered || !state.areas.footer.contains(column, row) {
        return None;
    }
    let mut hints = hints::hints(state).into_iter();
    let hint = hints.find(|hint| column >= hint.x && column < hint.x + hint.width)?;
    if let Some(action) = hint.action {
        return Some(run::run(state, action));
    }
    // Of several keys at once none is meant.
    let keys = sequence(&hints::spelt(&hint.key)).unwrap_or_default();
    Some(match keys.as_slice() {
        [key] => keys::press(state, *key),
        _ => Vec::new(),
    })
}

/// Goes where a part of the top line leads.
fn go(state: &mut State, goal: Goal) -> Vec<Effect> {
    match goal {
        Goal::All => lists::go(state, Entry::All),
        Goal::Folder(folder) => lists::go(state, Entry::Folder(folder, 0)),
        Goal::List => leave(state, Pane::Stories),
        // From a list to the feeds, and never out of the program.
        Goal::Back if state.focus == Pane::Stories && state.before_search.is_none() => {
            run::run(state, Action::Left)
        }
        Goal::Back => run::run(state, Action::Back),
        Goal::Errors => run::run(state, Action::Errors),
    }
}

/// A key of the banner is pressed where it stands; nothing where none does, or where something lies over it.
fn press_banner(state: &mut State, column: u16, row: u16) -> Option<Vec<Effect>> {
    if !matches!(state.overlay, Overlay::None) || !state.areas.banner.contains(column, row) {
        return None;
    }
    let (_, hints) = banner::banner(state)?;
    let mut hints = hints.into_iter();
    let hint = hints.find(|hint| column >= hint.x && column < hint.x + hint.width)?;
    Some(run::run(state, hint.action?))
}

/// A press while something lies over the panes; nothing when it is meant for what lies below.
fn press_over(state: &mut State, column: u16, row: u16) -> Option<Vec<Effect>> {
    Some(match &state.overlay {
        Overlay::Picker(..) => press_picker(state, column, row),
        Overlay::Trouble(_) | Overlay::Setup(_) => press_screen(state, column, row),
        Overlay::Welcome(_) => {
            let way = ways::at(state.areas.screen, row);
            keys::begin(state, way)
        }
        Overlay::Search(_) => search::click(state, column, row),
        Overlay::Prefix(..) => {
            let (area, keys) = (which::shown(state)?.area, which::at(state, column, row));
            if keys.is_some() || !area.contains(column, row) {
                state.overlay = Overlay::None;
            }
            keys.map_or_else(Vec::new, |keys| keys::in_panes(state, keys))
        }
        // Whoever was asked answers first: elsewhere means no.
        Overlay::Confirm(_) => {
            state.overlay = Overlay::None;
            Vec::new()
        }
        Overlay::Find(_) | Overlay::Filter(_) if state.areas.notice.contains(column, row) => {
            Vec::new()
        }
        Overlay::Find(_) | Overlay::Filter(_) | Overlay::Links(..) | Overlay::None => return None,
    })
}

/// A press on the article: a link is followed, what was cut is chosen, and put back when it was chosen before.
fn press_reader(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    if let Some((lead, at)) = links::at(state, column, row) {
        return follow::take(state, lead, at, false);
    }
    let area = state.reader_area();
    if area.contains(column, row) {
        return cuts::click(state, usize::from(row - area.y) + state.reader.top());
    }
    Vec::new()
}

/// Moves the line between panes that the mouse holds.
fn drag(state: &mut State, column: u16) {
    if let Some((divider, _)) = state.dragged {
        let pane = match divider {
            Divider::Feeds => state.areas.feeds,
            Divider::Stories => state.areas.stories,
        };
        looks::divide(state, divider, column.saturating_sub(pane.x) + 1);
    }
}

/// A press on a row: what is a choice among many is taken at once, as what is ticked; where more depends on it the row is
/// chosen first, and taken when it was chosen before.
fn press_picker(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    if !state.overlay_area().contains(column, row) {
        popups::close(state);
        return Vec::new();
    }
    filing::click(state, column, row);
    let rows = picker_rows(state);
    let Overlay::Picker(purpose, picker) = &mut state.overlay else {
        return Vec::new();
    };
    let before = picker.chosen();
    let columns = picker.columns();
    let mut places = (0..columns).map(|number| rows.column(columns, number));
    let is_chosen = places
        .position(|place| place.contains(column, row))
        .is_some_and(|number| picker.choose_at(number, usize::from(row - rows.y)));
    if !is_chosen {
        return Vec::new();
    }
    let is_first = picker.chosen() != before;
    let is_careful = matches!(
        purpose,
        Purpose::Import(_)
            | Purpose::Themes(_)
            | Purpose::Facts(_)
            | Purpose::Older
            | Purpose::SaveAs(_)
            | Purpose::Pipe(_)
    );
    match purpose {
        Purpose::Messages => return Vec::new(),
        Purpose::Settings(..) => return preferences::click(state, is_first),
        _ if is_first && is_careful => return Vec::new(),
        _ => {}
    }
    // What is ticked is not added by a click.
    if adding::tick(state) {
        return Vec::new();
    }
    popups::tick(state).unwrap_or_else(|| keys::enter(state))
}

/// A press on a feed that fails, or on a setting: chosen first, done when it was chosen before.
fn press_screen(state: &mut State, column: u16, row: u16) -> Vec<Effect> {
    let area = state.overlay_area();
    if !area.contains(column, row) {
        state.overlay = Overlay::None;
        return Vec::new();
    }
    match &mut state.overlay {
        Overlay::Trouble(feeds) => {
            let (before, top) = (feeds.chosen(), area.y + 1);
            if row >= top && feeds.choose_at(usize::from(row - top)) && feeds.chosen() == before {
                return trouble::enter(state);
            }
        }
        Overlay::Setup(form) if form.input.is_none() => {
            let top = area.y + 1 + form::head(area.height);
            let before = form.chosen();
            if row >= top && form.choose_at(usize::from(row - top)) && form.chosen() == before {
                return setup::change(state);
            }
        }
        _ => {}
    }
    Vec::new()
}

fn press_feeds(state: &mut State, row: usize) -> Vec<Effect> {
    let before = state.sidebar.chosen();
    let mut effects = leave(state, Pane::Feeds);
    if !state.sidebar.choose_at(row) {
        return effects;
    }
    if before == state.sidebar.chosen() {
        effects.extend(navigate::open_entry(state));
    } else if !state.areas.stories.is_empty() {
        effects.extend(lists::follow_sidebar(state));
    }
    effects
}

fn press_stories(state: &mut State, row: usize) -> Vec<Effect> {
    let lines = state.headlines.lines(&state.zone);
    let at = match lines.get(row) {
        Some(Line::Title(at) | Line::Rest(at) | Line::Facts(at)) => *at,
        _ => return Vec::new(),
    };
    let again = state.focus == Pane::Stories && state.headlines.chosen() == at;
    let mut effects = leave(state, Pane::Stories);
    effects.extend(navigate::choose(state, at));
    if again {
        effects.extend(navigate::open_story(state));
    }
    effects
}

fn leave(state: &mut State, pane: Pane) -> Vec<Effect> {
    if state.focus == pane {
        Vec::new()
    } else {
        navigate::focus(state, pane)
    }
}

fn wheel(state: &mut State, mouse: Mouse, by: isize) -> Vec<Effect> {
    match &mut state.overlay {
        Overlay::Picker(_, picker) => {
            picker.step(by * WHEEL);
            return Vec::new();
        }
        Overlay::Trouble(feeds) => {
            feeds.step(by);
            return trouble::ask(state);
        }
        Overlay::Setup(form) => {
            form.step(by);
            return Vec::new();
        }
        Overlay::Search(_) => {
            let mut effects = navigate::step(state, By::Rows(by));
            effects.extend(search::follow(state));
            return effects;
        }
        _ => {}
    }
    let (column, row) = (mouse.column, mouse.row);
    if state.areas.feeds.contains(column, row) {
        state.sidebar.step(by * WHEEL);
        return lists::follow_sidebar(state);
    }
    if state.areas.reader.contains(column, row) || state.areas.preview.contains(column, row) {
        state.reader.scroll(by * WHEEL);
        return Vec::new();
    }
    if state.areas.stories.contains(column, row) {
        let at = state.headlines.chosen().saturating_add_signed(by * WHEEL);
        return navigate::choose(state, at);
    }
    navigate::step(state, By::Rows(by * WHEEL))
}
