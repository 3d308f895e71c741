//! The top line: where one is on the left, how it goes and what time it is on the right; where each of these words stands,
//! and where a click on it leads.

use crate::model::feed::FolderId;
use crate::model::query::Scope;
use crate::state::area::{Area, Pane, Shape};
use crate::state::core::{Edition, State};
use crate::state::lists;
use crate::state::sidebar;
use crate::state::signs::Sign;
use crate::state::when;
use crate::text;

/// Words of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Their first column.
    pub x: u16,
    /// The columns they take.
    pub width: u16,
    /// The words.
    pub words: String,
    /// The style they are drawn in.
    pub style: &'static str,
    /// Where a click on them leads.
    pub goal: Option<Goal>,
}

/// Where a click on the line leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// To all stories.
    All,
    /// To the stories of this folder.
    Folder(FolderId),
    /// To the list that is shown.
    List,
    /// To where one came from.
    Back,
    /// To the feeds that fail.
    Errors,
}

/// Columns that are left to the name of the place in any case.
const PLACE: usize = 16;
/// Screens of fewer columns have no room for the time.
const CLOCK: u16 = 80;
/// Columns that have no room for the minutes that are left.
const FEW: u16 = 50;

/// The words of the line, where they stand.
#[must_use]
pub fn pieces(state: &State) -> Vec<Piece> {
    let area = state.areas.header;
    if area.is_empty() {
        return Vec::new();
    }
    let mut line = Line::of(area.shrunk(1, 0));
    line.put_right(right_side(
        state,
        usize::from(line.width()).saturating_sub(PLACE),
    ));
    if state.areas.reader.is_empty() || state.areas.shape == Shape::Wide {
        path(state, &mut line);
    } else {
        reading(state, &mut line);
    }
    line.pieces
}

/// Where a click on that cell leads.
#[must_use]
pub fn at(state: &State, column: u16, row: u16) -> Option<Goal> {
    if !state.areas.header.contains(column, row) {
        return None;
    }
    let mut pieces = pieces(state).into_iter();
    let piece = pieces.find(|piece| (piece.x..piece.x + piece.width).contains(&column))?;
    piece.goal
}

/// Pieces put one after the other into what is left of the line.
struct Line {
    x: u16,
    end: u16,
    pieces: Vec<Piece>,
}

impl Line {
    const fn of(area: Area) -> Self {
        Self {
            x: area.x,
            end: area.x + area.width,
            pieces: Vec::new(),
        }
    }

    const fn width(&self) -> u16 {
        self.end.saturating_sub(self.x)
    }

    /// Puts words behind those there are, cut to so many columns and to what is left.
    fn put_in(&mut self, room: usize, words: &str, style: &'static str, goal: Option<Goal>) {
        let words = text::truncate(words, room.min(usize::from(self.width()))).into_owned();
        let width = columns(&words);
        self.pieces.push(Piece {
            x: self.x,
            width,
            words,
            style,
            goal,
        });
        self.x += width;
    }

    fn put(&mut self, words: &str, style: &'static str, goal: Option<Goal>) {
        self.put_in(usize::MAX, words, style, goal);
    }

    /// Puts pieces at the right end; what is left ends a column before them.
    fn put_right(&mut self, pieces: Vec<(String, &'static str, Option<Goal>)>) {
        let (x, end) = (self.x, self.end);
        let wanted: u16 = pieces.iter().map(|(words, ..)| columns(words)).sum();
        self.x = end.saturating_sub(wanted).max(x);
        let start = self.x;
        for (words, style, goal) in pieces {
            self.put(&words, style, goal);
        }
        self.x = x;
        self.end = start.saturating_sub(1).max(x);
    }
}

/// `kabar ▸ Nasional ▸ ANTARA`, or where one pane is shown `‹ Nasional ▸ ANTARA · unread`.
fn path(state: &State, line: &mut Line) {
    let is_alone = state.areas.shape == Shape::Narrow && state.focus == Pane::Stories;
    // Where no frame says it.
    let beside = beside(state).filter(|_| !state.areas.framed);
    if let Some((words, style)) = beside.filter(|_| !state.areas.stories.is_empty()) {
        line.put_right(vec![(words, style, None)]);
    }
    if is_alone {
        line.put(sign(state, Sign::Back), "dim", Some(Goal::Back));
        line.put(" ", "dim", Some(Goal::Back));
    } else {
        line.put("kabar", "brand", Some(Goal::All));
    }
    let divider = format!(" {} ", sign(state, Sign::Path));
    for (depth, (part, goal)) in parts(state).iter().enumerate() {
        if depth > 0 || !is_alone {
            line.put(&divider, "dim", None);
        }
        line.put(part, "path", Some(*goal));
    }
    // Beside others the pane has a title that says it.
    if let Some(part) = lists::part(state).filter(|_| is_alone) {
        let part = format!(" {} {}", sign(state, Sign::Dot), shown(state, &part));
        line.put(&part, "dim", None);
    }
}

/// The name of the list, a part for each of its path.
fn parts(state: &State) -> Vec<(String, Goal)> {
    let names = lists::name(state);
    let last = names.len().saturating_sub(1);
    let folder = match state.headlines.query().scope {
        Scope::Feed(id) => sidebar::feed(&state.library, id).and_then(|feed| feed.folder),
        _ => None,
    };
    let goal = |depth: usize| folder.filter(|_| depth < last).map(Goal::Folder);
    let names = names.iter().enumerate();
    names
        .map(|(depth, name)| (shown(state, name), goal(depth).unwrap_or(Goal::List)))
        .collect()
}

/// `‹ ANTARA  2 of 19`, or the story that one came from.
fn reading(state: &State, line: &mut Line) {
    if let Some(before) = before(state) {
        return line.put(&before, "path", Some(Goal::Back));
    }
    line.put(sign(state, Sign::Back), "dim", Some(Goal::Back));
    line.put(" ", "dim", Some(Goal::Back));
    let parts = parts(state);
    let count = state.headlines.ids().len();
    let position = state
        .strings
        .count("reader.position", state.headlines.chosen() + 1);
    let known = if state.headlines.is_complete() {
        count.to_string()
    } else {
        format!("{count}+")
    };
    // A page that a link led to, or the manual, has no place in the list.
    let position = match state.passing() {
        Some(_) => String::new(),
        None => format!("  {}", position.replace("{of}", &known)),
    };
    let divider = " / ";
    let widths = parts.iter().map(|(part, _)| text::width(part));
    let list = widths.sum::<usize>() + divider.len() * parts.len().saturating_sub(1);
    let whole = usize::from(line.width());
    // A place in a list whose name cannot be read helps nobody.
    let (position, mut left) = match whole.checked_sub(text::width(&position)) {
        Some(left) if left >= list.min(8) => (position, left),
        _ => (String::new(), whole),
    };
    for (depth, (part, goal)) in parts.iter().enumerate() {
        let before = line.width();
        if depth > 0 {
            line.put_in(left, divider, "path", None);
        }
        let taken = usize::from(before - line.width());
        line.put_in(left.saturating_sub(taken), part, "path", Some(*goal));
        left = left.saturating_sub(usize::from(before - line.width()));
    }
    line.put(&position, "dim", None);
}

/// The facts of the right side that fit, whole; the last are left out first.
fn right_side(state: &State, room: usize) -> Vec<(String, &'static str, Option<Goal>)> {
    let mut facts = facts(state);
    let divider = format!(" {} ", sign(state, Sign::Dot));
    let width = |facts: &[(String, Option<Goal>)]| {
        let words = facts.iter().map(|(words, _)| text::width(words));
        words.sum::<usize>() + text::width(&divider) * facts.len().saturating_sub(1)
    };
    while facts.len() > 1 && width(&facts) > room {
        facts.pop();
    }
    let style = if state.progress.failed > 0 {
        "error"
    } else {
        "dim"
    };
    let mut pieces = Vec::new();
    for (words, goal) in facts {
        if !pieces.is_empty() {
            pieces.push((divider.clone(), style, None));
        }
        pieces.push((words, style, goal));
    }
    pieces
}

fn facts(state: &State) -> Vec<(String, Option<Goal>)> {
    let mut facts: Vec<(String, Option<Goal>)> = Vec::new();
    let progress = &state.progress;
    if state.focus == Pane::Reader && state.areas.shape != Shape::Wide {
        let of_reader = of_reader(state).into_iter();
        facts.extend(of_reader.map(|words| (words, None)));
    }
    if progress.running {
        let done = if progress.done < progress.feeds {
            let sync = sign(state, Sign::Sync);
            format!("{sync} {}/{}", progress.done, progress.feeds)
        } else {
            let all = progress.bodies_done + progress.bodies_left;
            let offline = sign(state, Sign::Offline);
            format!("{offline} {}/{all}", progress.bodies_done)
        };
        facts.push((done, None));
        if progress.failed > 0 {
            let failed = state.strings.count("header.failed", progress.failed);
            facts.push((failed, Some(Goal::Errors)));
        }
    } else {
        let failing = state.sidebar.places().failing();
        if failing > 0 {
            let failing = state.strings.count("header.failing", failing);
            facts.push((failing, Some(Goal::Errors)));
        }
    }
    if state.offline && state.edition == Edition::Own {
        facts.push((state.strings.get("header.offline").to_owned(), None));
    }
    // One pane may be the reader's choice, on a screen with room for more.
    if state.areas.screen.width >= CLOCK {
        let clock = when::clock_of(&state.strings, &state.zone, state.now);
        facts.push((clock, None));
    }
    facts
}

fn of_reader(state: &State) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(state.reader.sheet.title().map(str::to_owned));
    if let Some(known) = state.reader.facts() {
        if known.headline.bookmarked {
            facts.push(sign(state, Sign::Bookmark).to_owned());
        }
        if known.headline.ready {
            facts.push(sign(state, Sign::Offline).to_owned());
        }
    }
    facts.extend(coming(state).map(str::to_owned));
    // Where columns are few, the place in the list goes before the minutes.
    let room = if state.areas.screen.width < FEW { 1 } else { 2 };
    facts.extend(far(state).into_iter().take(room));
    facts
}

/// What is being fetched for the article: the page of a link, or its own text.
#[must_use]
pub fn coming(state: &State) -> Option<&str> {
    let name = if state.trail.is_opening() {
        "reader.opening"
    } else if state.reader.fetching {
        "reader.fetching"
    } else {
        return None;
    };
    Some(state.strings.get(name))
}

/// The story that a link was followed from, which the way back leads to.
#[must_use]
pub fn before(state: &State) -> Option<String> {
    let before = state.trail.before()?;
    let sign = if state.look.ascii { "<-" } else { "←" };
    Some(format!("{sign} {}", shown(state, before)))
}

/// How far the reader is, and what is left: the same words in a frame, in the line on top and under the bare text.
#[must_use]
pub fn far(state: &State) -> Vec<String> {
    let Some(percent) = state.reader.percent() else {
        return Vec::new();
    };
    let left = state.reader.minutes_left();
    let left = left.map(|left| state.strings.count("reader.left", left));
    [Some(format!("{percent} %")), left]
        .into_iter()
        .flatten()
        .collect()
}

/// What is to be known of the list beside its name: how many stories are selected, else how many are new and how they are
/// shown; and the style of these words where they stand alone.
#[must_use]
pub fn beside(state: &State) -> Option<(String, &'static str)> {
    let selected = state.headlines.count_selected();
    if selected > 0 {
        let words = state.strings.count("pane.selected", selected);
        return Some((words, "bookmark"));
    }
    let fresh = state.headlines.fresh.count();
    (fresh > 0).then(|| (state.strings.count("pane.fresh", fresh), "unread"))
}

/// A sign, or its plain form where only ASCII may be drawn.
const fn sign(state: &State, sign: Sign) -> &'static str {
    let (sign, plain) = sign.forms();
    if state.look.ascii { plain } else { sign }
}

/// A publisher's words in characters that every terminal shows alike.
fn shown(state: &State, words: &str) -> String {
    let shown = text::displayable_with(words, state.emoji);
    if shown.trim().is_empty() {
        return text::displayable(words).into_owned();
    }
    let cut = if state.look.ascii { "..." } else { "…" };
    shown.replace('…', cut)
}

fn columns(words: &str) -> u16 {
    u16::try_from(text::width(words)).unwrap_or(u16::MAX)
}
