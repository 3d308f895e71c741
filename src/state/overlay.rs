//! What lies over the panes: one thing at a time.

use std::path::PathBuf;

use tui_input::Input;

use crate::model::feed::FeedId;
use crate::state::action::Action;
use crate::state::ailing::Trouble;
use crate::state::form::Setup;
use crate::state::message::{Candidate, Key};
use crate::state::picker::Picker;

/// What lies over the panes.
#[derive(Debug, Clone, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// A list to choose from.
    Picker(Purpose, Picker),
    /// Feeds that fail, and what to do.
    Trouble(Trouble),
    /// How the reader wants one feed.
    Setup(Setup),
    /// The line in which the words of a search are typed; the stories follow as they are typed.
    Search(Input),
    /// The line in which words are typed that are looked for in the article.
    Find(Input),
    /// Links are lettered; what was typed of one.
    Links(String),
    /// The first keys of a sequence were pressed.
    Prefix(Vec<Key>),
    /// A question answered by yes or no.
    Confirm(Action),
}

/// What a list is for, and what its rows stand for.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// Keys of the present pane.
    Help(Vec<Option<Action>>),
    /// Everything by name.
    Palette(Vec<Target>),
    /// An address is typed, feeds are found.
    AddFeed(Finding),
    /// Feeds to subscribe to; each row's number in the catalogue.
    Catalogue(Vec<Option<usize>>),
    /// Subscription lists of other readers.
    Import(Vec<PathBuf>),
    /// What was said.
    Messages,
    /// Themes, by name.
    Themes(Vec<String>),
}

/// What a row of the palette leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// It does this.
    Does(Action),
    /// It shows this feed.
    Shows(FeedId),
    /// It opens this article.
    Opens(crate::model::article::ArticleId),
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
