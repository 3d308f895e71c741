//! The feeds pane: the fixed lists on top, then folders and feeds as a tree.

use std::collections::HashSet;

use crate::model::feed::{Feed, FeedId, Folder, FolderId};
use crate::model::query::{Filter, Query, Scope};
use crate::state::message::Library;
use crate::state::order::{self, By};
use crate::state::places::{self, Places};
use crate::state::sight;
use crate::text;

/// A row of the feeds pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entry {
    /// Every story.
    All,
    /// Every story not read.
    Unread,
    /// Every bookmarked story.
    Bookmarks,
    /// Every story that can be read in full without a network.
    Offline,
    /// Feeds that fail; opens the list of errors.
    Errors,
    /// An empty row.
    Gap,
    /// A folder, so deep in others.
    Folder(FolderId, u16),
    /// A feed, so deep in folders.
    Feed(FeedId, u16),
}

/// The feeds pane.
#[derive(Debug, Clone, Default)]
pub struct Sidebar {
    rows: Vec<Entry>,
    chosen: usize,
    offset: usize,
    height: usize,
    folded: HashSet<FolderId>,
    hide_read: bool,
    by: By,
    filter: String,
    places: Places,
    /// A feed that is chosen as soon as it has a row.
    awaited: Option<FeedId>,
}

impl Sidebar {
    /// Chooses that feed as soon as it is there.
    pub const fn await_feed(&mut self, id: FeedId) {
        self.awaited = Some(id);
    }

    /// Makes the rows anew; the chosen row stays chosen while it exists. Answers whether a feed that was awaited is there
    /// now, and chosen.
    pub fn rebuild(&mut self, library: &Library) -> bool {
        let is_awaited = |feed: &Feed| Some(feed.id) == self.awaited;
        let came = library.feeds.iter().find(|feed| is_awaited(feed));
        let came = came.map(|feed| Entry::Feed(feed.id, 0));
        if came.is_some() {
            self.awaited = None;
        }
        let chosen = came.or(self.chosen());
        self.places = Places::of(library);
        if !self.filter.is_empty() {
            let named = order::named(library, &self.filter);
            let named = order::sorted(self.by, named);
            self.rows = named.iter().map(|feed| Entry::Feed(feed.id, 0)).collect();
            self.chosen = chosen.and_then(|chosen| self.place(chosen)).unwrap_or(0);
            self.step(0);
            return came.is_some();
        }
        let mut rows = vec![Entry::All, Entry::Unread, Entry::Bookmarks, Entry::Offline];
        if self.places.failing() > 0 {
            rows.push(Entry::Errors);
        }
        if !library.feeds.is_empty() {
            rows.push(Entry::Gap);
        }
        self.branch(library, None, 0, &mut rows);
        self.rows = rows;
        if let Some(at) = chosen.and_then(|chosen| self.place(chosen)) {
            self.chosen = at;
        }
        self.step(0);
        came.is_some()
    }

    fn branch(
        &self,
        library: &Library,
        folder: Option<FolderId>,
        depth: u16,
        rows: &mut Vec<Entry>,
    ) {
        if depth > places::DEEPEST {
            return;
        }
        for child in self.places.folders_of(library, folder) {
            rows.push(Entry::Folder(child.id, depth));
            if !self.folded.contains(&child.id) {
                self.branch(library, Some(child.id), depth + 1, rows);
            }
        }
        let feeds = self.places.feeds_of(library, folder);
        let shown = feeds.filter(|feed| !self.hide_read || feed.unread > 0 || feed.is_broken());
        for feed in order::sorted(self.by, shown) {
            rows.push(Entry::Feed(feed.id, depth));
        }
    }

    /// Where feeds and folders stand in the library that the rows were made of.
    #[must_use]
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// Puts the feeds in that order.
    pub fn sort(&mut self, by: By, library: &Library) {
        self.by = by;
        self.rebuild(library);
    }

    /// The words that feeds are filtered by, folded.
    #[must_use]
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Shows only feeds whose names hold these words; all without words.
    pub fn narrow(&mut self, words: &str, library: &Library) {
        self.filter = text::fold(words.trim());
        self.rebuild(library);
    }

    /// The feed after (1) or before (-1) a row; of a row that is no feed the first that stands below or above it.
    #[must_use]
    pub fn neighbour(&self, here: Entry, by: isize) -> Option<FeedId> {
        let mut at = self.place(here).unwrap_or(0);
        loop {
            at = at.checked_add_signed(by)?;
            if let Entry::Feed(id, _) = self.rows.get(at)? {
                return Some(*id);
            }
        }
    }

    /// Chooses the folder below (1) or above (-1); false when there is none.
    pub fn step_folder(&mut self, by: isize) -> bool {
        let mut at = self.chosen;
        loop {
            let next = at.checked_add_signed(by).filter(|at| *at < self.rows.len());
            let Some(next) = next else {
                return false;
            };
            at = next;
            if let Some(Entry::Folder(..)) = self.rows.get(at) {
                self.chosen = at;
                self.step(0);
                return true;
            }
        }
    }

    fn place(&self, entry: Entry) -> Option<usize> {
        self.rows.iter().position(|row| match (row, entry) {
            (Entry::Folder(a, _), Entry::Folder(b, _)) => *a == b,
            (Entry::Feed(a, _), Entry::Feed(b, _)) => *a == b,
            (row, entry) => *row == entry,
        })
    }

    /// Tells how many rows are seen at once.
    pub fn set_height(&mut self, height: usize) {
        self.height = height;
        self.step(0);
    }

    /// The chosen row.
    #[must_use]
    pub fn chosen(&self) -> Option<Entry> {
        self.rows.get(self.chosen).copied()
    }

    /// How many feeds have a row.
    #[must_use]
    pub fn count_feeds(&self) -> usize {
        let rows = self.rows.iter();
        rows.filter(|row| matches!(row, Entry::Feed(..))).count()
    }

    /// The rows to show, each with whether it is the chosen one.
    pub fn window(&self) -> impl Iterator<Item = (Entry, bool)> {
        self.rows
            .iter()
            .enumerate()
            .skip(self.offset)
            .take(self.height)
            .map(|(at, row)| (*row, at == self.chosen))
    }

    /// Moves the choice by that many rows, over the empty one.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        if self.chosen() == Some(Entry::Gap) {
            self.chosen = if by < 0 {
                self.chosen.saturating_sub(1)
            } else {
                (self.chosen + 1).min(last)
            };
        }
        // A pane that has not been seen yet has no window.
        if self.height > 0 {
            let count = self.rows.len();
            self.offset = sight::window(self.offset, self.chosen, self.height, count);
        }
    }

    /// Moves the choice by that many windows.
    pub fn page(&mut self, by: isize) {
        self.step(by * isize::try_from(self.height.max(1)).unwrap_or(1));
    }

    /// Chooses that row if it exists.
    pub fn choose(&mut self, entry: Entry) {
        if let Some(at) = self.place(entry) {
            self.chosen = at;
            self.step(0);
        }
    }

    /// Chooses the row that stands so many rows below the top of the window; false when none does.
    pub fn choose_at(&mut self, row: usize) -> bool {
        let at = self.offset + row;
        let exists =
            row < self.height && at < self.rows.len() && self.rows.get(at) != Some(&Entry::Gap);
        if exists {
            self.chosen = at;
        }
        exists
    }

    /// Hides what was hidden when the screen was left.
    pub fn recall(&mut self, folded: Vec<FolderId>, hide_read: bool, by: By) {
        self.folded = folded.into_iter().collect();
        self.hide_read = hide_read;
        self.by = by;
    }

    /// Which folders are folded, by number, whether read feeds are hidden, and in what order feeds stand.
    #[must_use]
    pub fn memory(&self) -> (Vec<FolderId>, bool, By) {
        let mut folded: Vec<FolderId> = self.folded.iter().copied().collect();
        folded.sort_unstable();
        (folded, self.hide_read, self.by)
    }

    /// Folds or unfolds the chosen folder, or the one that the chosen feed stands in.
    pub fn fold(&mut self, library: &Library) {
        let folder = match self.chosen() {
            Some(Entry::Folder(id, _)) => Some(id),
            Some(Entry::Feed(id, _)) => library
                .feeds
                .iter()
                .find(|feed| feed.id == id)
                .and_then(|feed| feed.folder),
            _ => None,
        };
        let Some(folder) = folder else {
            return;
        };
        if !self.folded.remove(&folder) {
            self.folded.insert(folder);
            self.choose(Entry::Folder(folder, 0));
        }
        self.rebuild(library);
    }

    /// Whether that folder's feeds are hidden.
    #[must_use]
    pub fn is_folded(&self, folder: FolderId) -> bool {
        self.folded.contains(&folder)
    }

    /// Shows or hides feeds without anything unread; answers whether they are hidden now.
    pub fn toggle_read(&mut self, library: &Library) -> bool {
        self.hide_read = !self.hide_read;
        self.rebuild(library);
        self.hide_read
    }

    /// The next row with something unread after those stories, in the order of the pane: a feed, or a folder whose feeds
    /// are folded away.
    #[must_use]
    pub fn next_unread(&self, library: &Library, after: Scope) -> Option<Entry> {
        let start = match after {
            Scope::All => 0,
            Scope::Folder(id) => self.place(Entry::Folder(id, 0)).map_or(0, |at| at + 1),
            Scope::Feed(id) => match self.place(Entry::Feed(id, 0)) {
                Some(at) => at + 1,
                // Other feeds of a folder that is folded may have something.
                None => self.place_around(library, id).unwrap_or(0),
            },
        };
        let (before, behind) = self.rows.split_at_checked(start)?;
        let rows = behind.iter().chain(before).copied();
        let mut unread = rows.filter(|row| match row {
            Entry::Feed(id, _) => Scope::Feed(*id) != after && self.has_unread(library, *id),
            Entry::Folder(id, _) => {
                Scope::Folder(*id) != after
                    && self.is_folded(*id)
                    && self.places.unread_in(library, *id) > 0
            }
            _ => false,
        });
        unread.next()
    }

    fn has_unread(&self, library: &Library, id: FeedId) -> bool {
        let feed = self.places.feed(library, id);
        feed.is_some_and(|feed| feed.unread > 0)
    }

    /// The row of the nearest folder around a feed that has no row itself.
    fn place_around(&self, library: &Library, id: FeedId) -> Option<usize> {
        let mut around = self.places.feed(library, id)?.folder;
        for _ in 0..=places::DEEPEST {
            if let Some(at) = self.place(Entry::Folder(around?, 0)) {
                return Some(at);
            }
            around = folder(library, around?)?.parent;
        }
        None
    }

    /// Unfolds the folders around a feed, so that it has a row.
    pub fn reveal(&mut self, id: FeedId, library: &Library) {
        let mut around = self.places.feed(library, id).and_then(|feed| feed.folder);
        let mut was_folded = false;
        for _ in 0..=places::DEEPEST {
            let Some(parent) = around else {
                break;
            };
            was_folded |= self.folded.remove(&parent);
            around = folder(library, parent).and_then(|folder| folder.parent);
        }
        if was_folded {
            self.rebuild(library);
        }
    }
}

/// The stories that a row stands for.
#[must_use]
pub fn query(entry: Entry) -> Option<Query> {
    let (scope, filter) = match entry {
        Entry::All => (Scope::All, Filter::All),
        Entry::Unread => (Scope::All, Filter::Unread),
        Entry::Bookmarks => (Scope::All, Filter::Bookmarked),
        Entry::Offline => (Scope::All, Filter::Offline),
        Entry::Folder(id, _) => (Scope::Folder(id), Filter::All),
        Entry::Feed(id, _) => (Scope::Feed(id), Filter::All),
        Entry::Errors | Entry::Gap => return None,
    };
    Some(Query {
        scope,
        filter,
        ..Query::default()
    })
}

/// The row that stands for these stories.
#[must_use]
pub const fn entry(query: &Query) -> Entry {
    match (query.scope, query.filter) {
        (Scope::Feed(id), _) => Entry::Feed(id, 0),
        (Scope::Folder(id), _) => Entry::Folder(id, 0),
        (Scope::All, Filter::Unread) => Entry::Unread,
        (Scope::All, Filter::Bookmarked) => Entry::Bookmarks,
        (Scope::All, Filter::Offline) => Entry::Offline,
        (Scope::All, _) => Entry::All,
    }
}

/// The feed of that number.
#[must_use]
pub fn feed(library: &Library, id: FeedId) -> Option<&Feed> {
    library.feeds.iter().find(|feed| feed.id == id)
}

/// The folder of that number.
#[must_use]
pub fn folder(library: &Library, id: FolderId) -> Option<&Folder> {
    library.folders.iter().find(|folder| folder.id == id)
}
