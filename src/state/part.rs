//! Which part of a feed or a folder is shown: once chosen it holds from feed to feed, until another is.

use jiff::Timestamp;

use crate::model::query::{Filter, Query, Scope};

/// Which stories of each feed and folder are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    filter: Filter,
    since: Option<Timestamp>,
}

impl Part {
    /// What a list shows of its feed or folder; nothing of a fixed list, which is called by what it shows.
    #[must_use]
    pub fn of(query: &Query) -> Option<Self> {
        (query.scope != Scope::All).then_some(Self {
            filter: query.filter,
            since: query.since,
        })
    }

    /// The same of other stories; fixed lists stay as they are.
    #[must_use]
    pub fn within(self, query: Query) -> Query {
        if query.scope == Scope::All {
            return query;
        }
        Query {
            filter: self.filter,
            since: self.since,
            ..query
        }
    }

    /// Whether every unread story is in it.
    #[must_use]
    pub const fn has_unread(self) -> bool {
        matches!(self.filter, Filter::All | Filter::Unread) && self.since.is_none()
    }
}
