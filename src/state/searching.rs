//! The screen of a search: the line that is typed, the filters beside it, and what is found of each story.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use tui_input::{Input, InputRequest};

use crate::model::article::ArticleId;
use crate::model::query::{Filter, Query, Scope};
use crate::model::snippet::Snippet;
use crate::state::area::Area;

/// The screen of a search.
#[derive(Debug, Clone, Default)]
pub struct Searching {
    /// What is typed.
    pub input: Input,
    /// Whether the line stands as it was left: what is typed takes its place.
    pub is_old: bool,
    /// The filter that has the keys; none while words are typed.
    pub field: Option<Field>,
    /// Which stories are looked through.
    pub only: Filter,
    /// For so many days back; none for ever.
    pub days: Option<i64>,
    /// Whether only the list is looked through from which the search began.
    pub here: bool,
    /// That list.
    pub scope: Scope,
    /// How long the library took for the last answer, in milliseconds.
    pub took: Option<u64>,
    snippets: HashMap<ArticleId, Snippet>,
    asked: HashSet<ArticleId>,
    words: String,
}

/// A filter of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Where to look.
    Scope,
    /// How far back.
    Since,
    /// Which of them.
    Only,
}

/// What `Searching::days` may be, in turn.
const DAYS: [Option<i64>; 5] = [None, Some(1), Some(7), Some(30), Some(365)];
/// What `Searching::only` may be, in turn.
const ONLY: [Filter; 4] = [
    Filter::All,
    Filter::Unread,
    Filter::Bookmarked,
    Filter::Offline,
];

impl Field {
    /// All, from left to right.
    pub const ALL: [Self; 3] = [Self::Scope, Self::Since, Self::Only];
}

impl Searching {
    /// The line with these words in it, begun from that list.
    #[must_use]
    pub fn new(words: String, scope: Scope) -> Self {
        Self {
            is_old: !words.is_empty(),
            input: words.into(),
            scope,
            ..Self::default()
        }
    }

    /// Changes the line; the first letter takes the place of one that stands as it was left. Answers whether it says
    /// something else now.
    pub fn edit(&mut self, request: InputRequest) -> bool {
        let was_old = std::mem::take(&mut self.is_old);
        let replaces = matches!(
            request,
            InputRequest::InsertChar(_)
                | InputRequest::DeletePrevChar
                | InputRequest::DeleteNextChar
        );
        if was_old && replaces {
            self.input.reset();
        }
        let changed = self.input.handle(request);
        was_old && replaces || changed.is_some_and(|change| change.value)
    }

    /// Gives the keys to the next (1) or previous (-1) filter, and round over the line.
    pub fn step(&mut self, by: isize) {
        let fields = [
            None,
            Some(Field::Scope),
            Some(Field::Since),
            Some(Field::Only),
        ];
        self.field = turned(&fields, self.field, by);
    }

    /// Turns the filter that has the keys to its next (1) or previous (-1) value; answers whether one has them.
    pub fn turn(&mut self, by: isize) -> bool {
        match self.field {
            None => return false,
            Some(Field::Scope) => self.here = !self.here && self.scope != Scope::All,
            Some(Field::Since) => self.days = turned(&DAYS, self.days, by),
            Some(Field::Only) => self.only = turned(&ONLY, self.only, by),
        }
        true
    }

    /// The query with the filters, where it says nothing else.
    #[must_use]
    pub fn filtered(&self, query: Query, now: Timestamp) -> Query {
        let since = || {
            let hours = self.days?.checked_mul(24)?;
            now.checked_sub(SignedDuration::from_hours(hours)).ok()
        };
        Query {
            scope: if self.here && query.scope == Scope::All {
                self.scope
            } else {
                query.scope
            },
            since: query.since.or_else(since),
            filter: if query.filter == Filter::All {
                self.only
            } else {
                query.filter
            },
            ..query
        }
    }

    /// The library took so long for the list that is shown.
    pub fn took(&mut self, milliseconds: u64) {
        self.took = Some(milliseconds);
    }

    /// Which of these stories are to be asked where they have those words; they count as asked for from now on.
    pub fn wanted(&mut self, words: &str, ids: &[ArticleId]) -> Vec<ArticleId> {
        if self.words != words {
            words.clone_into(&mut self.words);
            self.snippets.clear();
            self.asked.clear();
        }
        let wanted = ids.iter().copied();
        wanted.filter(|id| self.asked.insert(*id)).collect()
    }

    /// It is known where stories have the words.
    pub fn found(&mut self, words: &str, found: Vec<(ArticleId, Snippet)>) {
        if self.words == words {
            self.snippets.extend(found);
        }
    }

    /// Where that story has the words.
    #[must_use]
    pub fn snippet(&self, id: ArticleId) -> Option<&Snippet> {
        self.snippets.get(&id)
    }
}

fn turned<T: Copy + PartialEq + Default>(all: &[T], now: T, by: isize) -> T {
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    let count = all.len().cast_signed().max(1);
    let next = (at.cast_signed() + by).rem_euclid(count).unsigned_abs();
    all.get(next).copied().unwrap_or_default()
}

/// Where the screen of a search stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// The line that is typed.
    pub line: Area,
    /// The filters; empty where there is little room.
    pub filters: Area,
    /// The line below them; empty where there is little room.
    pub rule: Area,
    /// The stories found.
    pub rows: Area,
}

/// Where the screen of a search stands, above these lines at the bottom.
#[must_use]
pub fn places(screen: Area, bottom: u16) -> Places {
    let (body, _) = screen.split_bottom(bottom);
    let more = u16::from(body.height >= 8);
    let (line, rest) = body.split_top(1);
    let (filters, rest) = rest.split_top(more);
    let (rule, rows) = rest.split_top(more);
    Places {
        line,
        filters,
        rule,
        rows,
    }
}
