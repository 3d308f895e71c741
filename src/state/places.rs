//! Where feeds and folders stand in the library, so that no frame and no key has to look through all of them.

use std::collections::{HashMap, HashSet};

use crate::model::feed::{Feed, FeedId, Folder, FolderId};
use crate::state::message::Library;

/// Where feeds and folders stand in a library of which the numbers of feeds and folders have not changed since.
#[derive(Debug, Clone, Default)]
pub struct Places {
    feeds: HashMap<FeedId, usize>,
    feeds_of: HashMap<Option<FolderId>, Vec<usize>>,
    folders_of: HashMap<Option<FolderId>, Vec<usize>>,
    filled: HashSet<FolderId>,
    failing: usize,
}

/// Folders that name each other in a circle are followed no deeper.
pub const DEEPEST: u16 = 16;

impl Places {
    /// Where they stand in that library.
    #[must_use]
    pub fn of(library: &Library) -> Self {
        let mut places = Self {
            failing: library.feeds.iter().filter(|feed| feed.is_broken()).count(),
            filled: filled(library),
            ..Self::default()
        };
        for (at, feed) in library.feeds.iter().enumerate() {
            places.feeds.insert(feed.id, at);
            places.feeds_of.entry(feed.folder).or_default().push(at);
        }
        for (at, folder) in library.folders.iter().enumerate() {
            if places.filled.contains(&folder.id) {
                places.folders_of.entry(folder.parent).or_default().push(at);
            }
        }
        places
    }

    /// How many feeds fail or are gone, but for those that are muted.
    #[must_use]
    pub const fn failing(&self) -> usize {
        self.failing
    }

    /// The feed of that number.
    #[must_use]
    pub fn feed<'library>(&self, library: &'library Library, id: FeedId) -> Option<&'library Feed> {
        library
            .feeds
            .get(*self.feeds.get(&id)?)
            .filter(|feed| feed.id == id)
    }

    /// The feeds that stand in a folder itself, in the order of the library.
    pub fn feeds_of<'all>(
        &'all self,
        library: &'all Library,
        folder: Option<FolderId>,
    ) -> impl Iterator<Item = &'all Feed> {
        let places = self.feeds_of.get(&folder).into_iter().flatten();
        places.filter_map(|at| library.feeds.get(*at))
    }

    /// Whether a folder holds a feed, or a folder that does.
    #[must_use]
    pub fn is_filled(&self, folder: FolderId) -> bool {
        self.filled.contains(&folder)
    }

    /// Whether a feed stands in a folder or in one that is in it.
    #[must_use]
    pub fn is_in(&self, library: &Library, feed: FeedId, folder: FolderId) -> bool {
        let mut at = self.feed(library, feed).and_then(|feed| feed.folder);
        for _ in 0..=DEEPEST {
            match at {
                Some(id) if id == folder => return true,
                Some(id) => {
                    let mut folders = library.folders.iter();
                    at = folders
                        .find(|each| each.id == id)
                        .and_then(|each| each.parent);
                }
                None => return false,
            }
        }
        false
    }

    /// The folders that stand in a folder itself, in the order of the library; none in which no feed is left.
    pub fn folders_of<'all>(
        &'all self,
        library: &'all Library,
        folder: Option<FolderId>,
    ) -> impl Iterator<Item = &'all Folder> {
        let places = self.folders_of.get(&folder).into_iter().flatten();
        places.filter_map(|at| library.folders.get(*at))
    }

    /// How many articles of a folder and the folders in it are unread.
    #[must_use]
    pub fn unread_in(&self, library: &Library, folder: FolderId) -> u32 {
        self.unread_below(library, folder, 0)
    }

    fn unread_below(&self, library: &Library, folder: FolderId, depth: u16) -> u32 {
        if depth > DEEPEST {
            return 0;
        }
        let own: u32 = self
            .feeds_of(library, Some(folder))
            .map(|feed| feed.unread)
            .sum();
        let below: u32 = self
            .folders_of(library, Some(folder))
            .map(|child| self.unread_below(library, child.id, depth + 1))
            .sum();
        own + below
    }
}

/// The folders that hold a feed, or a folder that does.
fn filled(library: &Library) -> HashSet<FolderId> {
    let around: HashMap<FolderId, Option<FolderId>> = library
        .folders
        .iter()
        .map(|folder| (folder.id, folder.parent))
        .collect();
    let mut filled = HashSet::new();
    for feed in &library.feeds {
        let mut next = feed.folder;
        while let Some(folder) = next.filter(|folder| filled.insert(*folder)) {
            next = around.get(&folder).copied().flatten();
        }
    }
    filled
}
