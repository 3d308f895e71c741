//! Which key: what may follow the first keys of a sequence, told to whoever hesitates.

use crate::state::area::Area;
use crate::state::core::State;
use crate::state::overlay::Overlay;
use crate::state::press::Key;
use crate::state::spelling::spelled;
use crate::text;

/// The keys pressed so far, when they are the first of a sequence; and whether what may follow is shown by now.
#[must_use]
pub fn pressed(state: &State) -> Option<(&[Key], bool)> {
    match &state.overlay {
        Overlay::Prefix(keys, _) => {
            let is_due = state.overlay.due().is_none_or(|due| due <= state.now);
            Some((keys, is_due))
        }
        _ => None,
    }
}

/// One of the keys that may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower<'a> {
    /// The rest of the sequence.
    pub keys: &'a [Key],
    /// The same as text.
    pub name: String,
    /// What it does.
    pub words: &'a str,
}

/// What may follow these keys where they were pressed, in a word where there is little room.
#[must_use]
pub fn followers<'a>(state: &'a State, keys: &[Key], in_a_word: bool) -> Vec<Follower<'a>> {
    let mut followers: Vec<Follower> = Vec::new();
    for (sequence, action) in state.keymap.bindings(state.place()) {
        let Some(rest) = sequence.strip_prefix(keys).filter(|rest| !rest.is_empty()) else {
            continue;
        };
        if !followers.iter().any(|known| known.keys == rest) {
            let words = state.strings.action(action);
            let word = in_a_word.then(|| state.strings.word(action)).flatten();
            followers.push(Follower {
                keys: rest,
                name: spelled(rest),
                words: word.unwrap_or(words),
            });
        }
    }
    followers
}

/// Columns below which a word must do.
const NARROW: u16 = 60;

/// What may follow, laid out at the right, above the two lowest lines; where these rows are too few, above the lowest.
#[derive(Debug, Clone)]
pub struct Chart<'a> {
    /// Where it stands, with its frame.
    pub area: Area,
    /// What stands in the frame.
    pub title: String,
    /// What may follow.
    pub followers: Vec<Follower<'a>>,
    /// Columns of the keys.
    pub key: usize,
    /// Columns of a key with its words.
    pub column: usize,
    /// How many stand below each other.
    pub rows: usize,
    /// How many do not fit.
    pub hidden: usize,
}

impl<'a> Chart<'a> {
    /// What may follow these keys; nothing where there is no room to say it.
    #[must_use]
    pub fn of(state: &'a State, keys: &[Key]) -> Option<Self> {
        let screen = state.areas.screen;
        let mut followers = followers(state, keys, screen.width < NARROW);
        let mut title = format!("{} …", spelled(keys));
        if let Some((shared, rests)) = said_once(&followers) {
            title = format!("{title}  {shared}");
            for (follower, rest) in followers.iter_mut().zip(rests) {
                follower.words = rest;
            }
        }
        let widths = followers.iter();
        let widths = widths.map(|one| (text::width(&one.name), text::width(one.words)));
        let (key, words) = widths.fold((0, 0), |most, one| (most.0.max(one.0), most.1.max(one.1)));
        let room = usize::from(screen.width).saturating_sub(5);
        let column = key + 2 + words;
        // What was just said stays in sight where the rows above it are enough.
        let said = state.areas.notice;
        let lowest = screen.height.saturating_sub(1);
        let above = if said.is_empty() { lowest } else { said.y };
        let all = columns(followers.len(), column, room, usize::MAX);
        let is_enough = followers.len().div_ceil(all) + 2 <= usize::from(above);
        let bottom = if is_enough { above } else { lowest };
        let most = usize::from(bottom).saturating_sub(2).max(1);
        let columns = columns(followers.len(), column, room, most);
        let column = column.min((room + 3) / columns - 3);
        let rows = followers.len().div_ceil(columns);
        let width = (columns * (column + 3) + 1).max(text::width(&title) + 6);
        let width = u16::try_from(width).unwrap_or(screen.width);
        let height = u16::try_from(rows + 2).unwrap_or(screen.height).min(bottom);
        let area = Area {
            x: screen.width.saturating_sub(width + 1),
            y: bottom - height,
            width: width.min(screen.width),
            height,
        };
        let shown = usize::from(area.height.checked_sub(2).filter(|rows| *rows > 0)?);
        Some(Self {
            area,
            title,
            followers,
            key,
            column,
            rows,
            hidden: rows.saturating_sub(shown) * columns,
        })
    }

    /// Whether it lies over that row of the screen.
    #[must_use]
    pub const fn covers(&self, row: u16) -> bool {
        self.area.y <= row && row < self.area.y + self.area.height
    }

    /// Where that follower stands; nothing where it does not fit.
    #[must_use]
    pub fn place(&self, follower: usize) -> Option<Area> {
        let inside = self.area.inside().shrunk(1, 0);
        let rows = self.rows.max(1);
        let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let y = inside.y.saturating_add(cells(follower % rows));
        let x = inside
            .x
            .saturating_add(cells(follower / rows * (self.column + 3)));
        (y < inside.y + inside.height).then(|| Area::new(x, y, cells(self.column), 1))
    }
}

/// How many columns that many keys stand in: two where they fit side by side, more where the rows are too few for that,
/// as long as something is left of each.
fn columns(count: usize, wide: usize, room: usize, rows: usize) -> usize {
    const LEAST: usize = 10;
    let side_by_side = if count > 4 && 2 * wide + 3 <= room {
        2
    } else {
        1
    };
    let needed = count.div_ceil(rows).max(side_by_side);
    needed.min((room + 3) / (LEAST + 3)).max(1)
}

/// What may follow, as it is shown by now.
#[must_use]
pub fn shown(state: &State) -> Option<Chart<'_>> {
    let (keys, is_due) = pressed(state)?;
    is_due.then(|| Chart::of(state, keys)).flatten()
}

/// The keys of the whole sequence that a cell of the screen names.
#[must_use]
pub fn at(state: &State, column: u16, row: u16) -> Option<Vec<Key>> {
    let chart = shown(state)?;
    let (keys, _) = pressed(state)?;
    let stands = |follower: &usize| {
        let place = chart.place(*follower);
        place.is_some_and(|place| place.contains(column, row))
    };
    let found = (0..chart.followers.len()).find(stands)?;
    let rest = chart.followers.get(found)?.keys;
    Some([keys, rest].concat())
}

/// What all of them begin with before a colon, which need be said only once, and the rest of each.
#[must_use]
pub fn said_once<'a>(followers: &[Follower<'a>]) -> Option<(&'a str, Vec<&'a str>)> {
    const COLON: &str = ": ";
    let first = followers.first().filter(|_| followers.len() > 1)?;
    let (shared, _) = first.words.split_once(COLON)?;
    let rest = |words: &'a str| words.strip_prefix(shared)?.strip_prefix(COLON);
    let rests: Option<Vec<&str>> = followers.iter().map(|one| rest(one.words)).collect();
    Some((shared, rests?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_begin_with_is_said_once() {
        let told = |words: &[&'static str]| {
            let named = |words: &&'static str| Follower {
                keys: &[],
                name: "a".to_owned(),
                words,
            };
            let followers: Vec<_> = words.iter().map(named).collect();
            said_once(&followers)
        };
        let all = told(&["Of this list: all", "Of this list: unread"]);
        assert_eq!(all, Some(("Of this list", vec!["all", "unread"])));
        assert_eq!(told(&["Of this list: all", "Of this listing: all"]), None);
        assert_eq!(told(&["Of this list: all", "First"]), None);
        assert_eq!(told(&["Of this list: all"]), None);
        assert_eq!(told(&[]), None);
    }
}
