//! How the screen was left, so that the next session begins with it.
//!
//! A wish that stands in the settings too is remembered together with what the settings said then: once they say
//! something else, they are obeyed again.

use serde::{Deserialize, Serialize};

use crate::model::article::ArticleId;
use crate::model::feed::FolderId;
use crate::model::query::{Filter, Order, Query, Scope};
use crate::state::area::Divide;
use crate::state::history::History;
use crate::state::order::By;
use crate::state::strings::Language;
use crate::state::undo::Past;

/// How the screen was left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Memory {
    /// Columns of the article.
    pub measure: Option<Wished<u16>>,
    /// The language of the interface, `en` or `id`.
    pub language: Option<Wished<String>>,
    /// How many panes, `one` or `two`; as many as fit when missing.
    pub panes: Option<String>,
    /// How wide panes are.
    pub divide: Divide,
    /// Columns of the feeds pane, as they were remembered before screens of other sizes were thought of.
    #[serde(skip_serializing)]
    pub feeds: Option<u16>,
    /// Columns of the stories pane, likewise.
    #[serde(skip_serializing)]
    pub stories: Option<u16>,
    /// Folders that are folded.
    pub folded: Vec<FolderId>,
    /// Whether feeds without unread stories are hidden.
    pub read_feeds_hidden: bool,
    /// In what order feeds stand.
    pub order: By,
    /// Stories opened lately.
    pub history: History,
    /// What was done from the palette lately, as it is typed.
    pub recent: Vec<String>,
    /// Programs that stories were piped to.
    pub piped: Vec<String>,
    /// Which stories were shown, when that is not all of them from the top.
    pub left: Option<Left>,
    /// What was done in the last hour and can be taken back, the oldest first.
    pub undo: Vec<Past>,
    /// What was taken back in the last hour and can be made again, the last one taken back at the end.
    pub redo: Vec<Past>,
}

impl Memory {
    /// What is to be kept of what was done and taken back: what this session knows, and what others have written since it
    /// wrote `known`; but not what they took back or made again of it.
    #[must_use]
    pub fn merged(self, known: &Self, written: &Self) -> Self {
        Self {
            undo: merged(self.undo, &known.undo, &written.undo),
            redo: merged(self.redo, &known.redo, &written.redo),
            ..self
        }
    }
}

fn merged(mut own: Vec<Past>, known: &[Past], written: &[Past]) -> Vec<Past> {
    own.retain(|past| written.contains(past) || !known.contains(past));
    let others = written.iter().filter(|past| !known.contains(past));
    own.extend(others.cloned());
    own.sort_by_key(|past| past.at);
    own
}

/// Which stories were shown, and where among them the reader was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Where they stand.
    pub scope: Scope,
    /// Which of them.
    pub filter: Filter,
    /// In what order.
    pub order: Order,
    /// The one that was chosen, unless it was the first.
    pub story: Option<ArticleId>,
    /// Its place then.
    pub at: usize,
    /// How many stories stood above it on the screen.
    #[serde(default)]
    pub above: Option<usize>,
}

impl Left {
    /// The stories.
    #[must_use]
    pub fn query(&self) -> Query {
        Query {
            scope: self.scope,
            filter: self.filter,
            order: self.order,
            ..Query::default()
        }
    }
}

/// What was chosen instead of what the settings say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wished<T> {
    /// What was chosen.
    pub chosen: T,
    /// What the settings said.
    pub instead_of: T,
}

impl<T: PartialEq> Wished<T> {
    /// None when it is what the settings say.
    pub fn of(chosen: T, usual: T) -> Option<Self> {
        (chosen != usual).then_some(Self {
            chosen,
            instead_of: usual,
        })
    }

    /// What was chosen, if the settings still say the same.
    pub fn now(self, usual: &T) -> Option<T> {
        (self.instead_of == *usual).then_some(self.chosen)
    }
}

/// What the settings say of what can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usual {
    /// Columns of the article.
    pub measure: u16,
    /// The language of the interface.
    pub language: Language,
    /// Why the file of settings is not read as it stands now: where the mistake is, and which.
    pub mistake: Option<String>,
}

impl Usual {
    /// As it is said without a mistake.
    #[must_use]
    pub const fn of(measure: u16, language: Language) -> Self {
        Self {
            measure,
            language,
            mistake: None,
        }
    }
}
