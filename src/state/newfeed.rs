//! A feed that is to be added: what was found at its address, where it is put, whether the pages of its stories are
//! fetched, and which of these fields has the keys.

use tui_input::Input;

use crate::model::wishes::FullText;
use crate::state::message::Candidate;

/// A feed that is to be added.
#[derive(Debug, Clone, Default)]
pub struct NewFeed {
    /// Where the search for feeds at the address stands.
    pub finding: Finding,
    /// Which field has the keys.
    pub field: Field,
    /// The path of its folder, as it is typed.
    pub folder: Input,
    /// Whether the pages of its stories are fetched.
    pub full_text: FullText,
    /// Whether it has been asked for, and is not in the library yet.
    pub is_asked: bool,
}

/// A field that keys are for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Field {
    /// The address, and the feeds that were found there.
    #[default]
    Address,
    /// The folder.
    Folder,
    /// Whether the pages of stories are fetched.
    FullText,
}

impl Field {
    /// The fields below the list, from top to bottom.
    pub const BELOW: [Self; 2] = [Self::Folder, Self::FullText];

    /// The next one, or the one before; after the last the first.
    #[must_use]
    pub const fn turned(self, forward: bool) -> Self {
        match (self, forward) {
            (Self::Address, true) | (Self::FullText, false) => Self::Folder,
            (Self::Folder, true) | (Self::Address, false) => Self::FullText,
            (Self::FullText, true) | (Self::Folder, false) => Self::Address,
        }
    }
}

/// Where the search for feeds at an address stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Finding {
    /// An address is being typed.
    #[default]
    Typing,
    /// It is being asked.
    Asking(String),
    /// These feeds were found; those ticked will be added.
    Found(Vec<(Candidate, bool)>),
    /// Nothing was found, and why.
    Nothing(String),
}
