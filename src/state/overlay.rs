//! What lies over the panes: one thing at a time.

use jiff::{SignedDuration, Timestamp};
use tui_input::Input;

use crate::document::row::Lead;
use crate::model::article::ArticleId;
use crate::model::download::Download;
use crate::model::feed::{FeedId, FolderId};
use crate::state::action::Action;
use crate::state::ailing::Trouble;
use crate::state::area::{Choice, LAYOUTS};
use crate::state::catalogue::Peek;
use crate::state::form::Setup;
use crate::state::message::{Directory, FeedList};
use crate::state::newfeed::NewFeed;
use crate::state::picker::Picker;
use crate::state::press::Key;
use crate::state::searching::Searching;
use crate::state::settings::Setting;
use crate::state::strings::Language;
use crate::state::tagging::Tagging;
use crate::state::ways::Welcome;

/// What lies over the panes.
#[derive(Debug, Clone, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The first screen of all.
    Welcome(Welcome),
    /// A list to choose from.
    Picker(Purpose, Picker),
    /// Feeds that fail, and what to do.
    Trouble(Trouble),
    /// How the reader wants one feed.
    Setup(Setup),
    /// The screen of a search: the stories follow what is typed.
    Search(Box<Searching>),
    /// The line in which words are typed that are looked for in the article.
    Find(Input),
    /// The line in which words are typed that narrow the list of the pane.
    Filter(Input),
    /// Links are lettered; what was typed of one, and the one that is lit.
    Links(String, Option<Lead>),
    /// The first keys of a sequence were pressed, the last of them then.
    Prefix(Vec<Key>, Timestamp),
    /// A question answered by yes or no.
    Confirm(Action),
}

/// Who knows the sequence has pressed its next key by then.
const HESITATION: SignedDuration = SignedDuration::from_millis(400);

impl Purpose {
    /// Whether its line is a field for what is typed, not a filter of its rows.
    #[must_use]
    pub const fn is_field(&self) -> bool {
        matches!(
            self,
            Self::AddFeed(_)
                | Self::Import(_)
                | Self::SaveAs(_)
                | Self::Pipe(_)
                | Self::Tags(_)
                | Self::Settings(_, Some(_))
        )
    }
}

impl Overlay {
    /// When it is to show more than it did at first.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        match self {
            Self::Prefix(_, since) => since.checked_add(HESITATION).ok(),
            _ => None,
        }
    }
}

/// What a list is for, and what its rows stand for.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// Keys of the present pane, and the screen that lies behind them.
    Help(Vec<Option<Target>>, Box<Overlay>),
    /// Everything by name, and the files of the directory that is typed.
    Palette(Vec<Target>, Option<Directory>),
    /// An address is typed, feeds are found.
    AddFeed(Box<NewFeed>),
    /// Feeds to subscribe to; each row's number in the catalogue, and the headlines that were asked for.
    Catalogue(Vec<Option<usize>>, Peek),
    /// Subscription lists of other readers.
    Import(Vec<FeedList>),
    /// What was said.
    Messages,
    /// Themes, by name.
    Themes(Vec<String>),
    /// Stories opened lately.
    History(Vec<Target>),
    /// The settings, and the row whose value is being typed.
    Settings(Vec<Setting>, Option<usize>),
    /// Files that the story may be written to.
    SaveAs(Vec<String>),
    /// Programs that a story was piped to lately.
    Pipe(Vec<String>),
    /// Tags to file stories under.
    Tags(Box<Tagging>),
    /// Texts that wait, failed and came, once they are told.
    Downloads(Option<Vec<Download>>),
    /// What is known of that story.
    Facts(ArticleId),
    /// Ages: what is older is marked read.
    Older,
}

/// What a row of the palette leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// It does this.
    Does(Action),
    /// It does these, one after the other.
    DoesAll(Vec<Action>),
    /// It shows this feed.
    Shows(FeedId),
    /// It shows this folder.
    ShowsFolder(FolderId),
    /// It takes the theme of this name.
    Theme(String),
    /// It makes the text so many columns wide.
    Measure(u16),
    /// It shows so many panes.
    Panes(Choice),
    /// It speaks this language.
    Speaks(Language),
    /// It shows the stories of this tag.
    Tagged(String),
    /// It opens this article.
    Opens(ArticleId),
    /// It looks for feeds at this address, to add them.
    Adds(String),
    /// It imports this file.
    Imports(String),
    /// It marks read what of the list is so many hours old.
    Older(i64),
    /// It refreshes these feeds, which are called so.
    Refreshes(String, Vec<FeedId>),
    /// It files the story, or those selected, under these tags.
    Tags(Vec<String>),
    /// It sets this setting to this value.
    Sets(Box<Setting>, String),
    /// It types this.
    Types(String),
    /// It does nothing: what is typed will not do.
    Refused,
}

impl Target {
    /// What is typed to have it done, in any language; none for what is not done by typing. An address is not done twice,
    /// and may hold secrets.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        Some(match self {
            Self::Does(action) => action.name().to_owned(),
            Self::Theme(name) => format!("theme {name}"),
            Self::Measure(columns) => format!("measure {columns}"),
            Self::Panes(choice) => {
                let mut layouts = LAYOUTS.iter();
                let (_, name, _) = layouts.find(|(of, ..)| of == choice)?;
                format!("layout {name}")
            }
            Self::Speaks(language) => format!("language {}", language.tag()),
            Self::Imports(path) => format!("import {path}"),
            Self::Older(hours) => format!("mark older {hours}h"),
            Self::Refreshes(name, _) => format!("refresh {name}"),
            Self::Tags(names) => format!("tag {}", names.join(" ")),
            Self::Sets(setting, value) => format!("{} {value}", setting.command()),
            Self::Shows(_)
            | Self::ShowsFolder(_)
            | Self::Tagged(_)
            | Self::Opens(_)
            | Self::Adds(_)
            | Self::Types(_)
            | Self::DoesAll(_)
            | Self::Refused => return None,
        })
    }
}
