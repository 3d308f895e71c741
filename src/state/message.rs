//! Messages: what happened, in the past or as a fact. The only way into the state.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::document::Document;
use crate::document::cuts::Cut;
use crate::model::article::{ArticleId, Facts, Headline, Mark, Position};
use crate::model::download::Download;
use crate::model::feed::{Feed, FeedId, Folder, Format};
use crate::model::picture::Pixels;
use crate::model::query::Query;
use crate::model::record::Record;
use crate::model::site::Rule;
use crate::model::snippet::Snippet;
use crate::model::tag::Tagged;
use crate::state::page::Page;
use crate::state::press::{Key, Mouse};
use crate::state::settings::{Setting, Wishes};
use crate::state::sheet::Behind;

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text was pasted.
    Pasted(String),
    /// The terminal has this many columns and rows; either may be 0.
    Resized(u16, u16),
    /// The terminal came to the front (true) or went to the back.
    Focused(bool),
    /// It is now this late. Sent when `State::wake_at` has come and with every batch of messages.
    Tick(Timestamp),
    /// The answer to `Effect::List`.
    Listed {
        /// The question.
        query: Query,
        /// In the order of the query, from the first; all of them when `complete`.
        ids: Vec<ArticleId>,
        /// Whether these are all.
        complete: bool,
    },
    /// The answer to `Effect::Headlines`; an id that is no longer kept is missing.
    Headlines(Vec<Headline>),
    /// The answer to `Effect::CountAlike`.
    Alike(Vec<(ArticleId, u32)>),
    /// The answer to `Effect::Feeds`, also sent when another process changed the library.
    Feeds(Library),
    /// The answer to `Effect::Open`.
    Opened {
        /// All but the body.
        facts: Box<Facts>,
        /// The body; empty when nothing is stored yet.
        document: Document,
        /// Where the reader left it: block number and share of the block, 0 to 999.
        position: Position,
    },
    /// The answer to `Effect::Mark` and `Effect::MarkAll`: it is on disk.
    Marked {
        /// Which articles really changed.
        ids: Vec<ArticleId>,
        /// How.
        mark: Mark,
    },
    /// The answer to `Effect::FindPictures`, in the order asked.
    PicturesFound(Vec<(String, Option<Pixels>)>),
    /// A picture was kept, or could not be had.
    Picture {
        /// Its address.
        url: String,
        /// How large it is, or why it could not be had, in words.
        kept: Result<Pixels, String>,
    },
    /// The answer to `Effect::FindPage`.
    PageFound {
        /// The question.
        url: String,
        /// The story of that page, when the library has one.
        id: Option<ArticleId>,
    },
    /// The answer to `Effect::FindPage` where the settings name another program for such pages.
    PageElsewhere(String),
    /// The answer to `Effect::Read`.
    PageRead {
        /// The question.
        url: String,
        /// The page, cleaned, or why it could not be had, in words.
        page: Result<Box<Page>, String>,
    },
    /// The answer to `Effect::Save`: it is on disk.
    PageKept {
        /// Its address.
        url: String,
        /// As which story.
        id: ArticleId,
    },
    /// The answer to `Effect::Behind`.
    Behind {
        /// Which article.
        id: ArticleId,
        /// What there is.
        behind: Box<Behind>,
    },
    /// The answer to `Effect::RestoreCut`: it is on disk.
    CutRestored {
        /// Which article.
        id: ArticleId,
        /// Which cut.
        cut: Box<Cut>,
        /// Back, or out.
        back: bool,
        /// Whether it is among what can be taken back already.
        known: bool,
    },
    /// The answer to `Effect::Teach` and `Effect::ChangeRules`: it is on disk, and the article is cleaned anew.
    Taught {
        /// Which article.
        id: ArticleId,
        /// Rules that came.
        added: Vec<Rule>,
        /// Rules that went.
        removed: Vec<Rule>,
        /// Whether it is among what can be taken back already.
        known: bool,
    },
    /// The answer to `Effect::FindDownloads`.
    DownloadsFound(Vec<Download>),
    /// The answer to `Effect::FindTags`.
    TagsFound {
        /// The question.
        ids: Vec<ArticleId>,
        /// The tags of each.
        each: Vec<Vec<String>>,
    },
    /// The answer to `Effect::Tag`: it is on disk.
    Tagged {
        /// Tags that came.
        added: Vec<Tagged>,
        /// Tags that went.
        removed: Vec<Tagged>,
        /// Whether it is among what can be taken back already.
        known: bool,
    },
    /// How many milliseconds the library took for the answer to a query with words.
    Searched(Query, u64),
    /// The answer to `Effect::FindTitles`, the best first.
    TitlesFound(Vec<Headline>),
    /// The answer to `Effect::Snippets`.
    Snippets {
        /// The question.
        words: String,
        /// Where each story has them; one that is no longer kept is missing.
        found: Vec<(ArticleId, Snippet)>,
    },
    /// Someone else (another process, a refresh) changed what is stored.
    Changed,
    /// News of the refresh that is under way.
    Progress(Progress),
    /// A feed was refreshed.
    Refreshed {
        /// Which.
        feed: FeedId,
        /// Its articles that are new.
        new: Vec<ArticleId>,
    },
    /// The full text of an article was stored, or could not be had.
    Loaded {
        /// Which.
        id: ArticleId,
        /// Why not, in words.
        error: Option<String>,
    },
    /// The answer to `Effect::Discover`.
    Discovered {
        /// The question.
        address: String,
        /// The feeds found, best first, or why there are none, in words.
        found: Result<Vec<Candidate>, String>,
    },
    /// A feed that was not there is in the library. Answers `Effect::Subscribe` before `Subscribed` does.
    Added(FeedId),
    /// A feed was added, and has been asked.
    Subscribed {
        /// Which.
        feed: FeedId,
        /// Its name.
        title: String,
        /// How many articles it brought.
        new: u32,
    },
    /// A feed that a person asked for could not be asked, or is read in part.
    Troubled {
        /// Which.
        feed: FeedId,
        /// As failures are told.
        words: String,
    },
    /// The answer to `Effect::Unsubscribe`.
    Unsubscribed {
        /// Which is gone.
        feed: FeedId,
        /// Its name.
        title: String,
    },
    /// The answer to `Effect::Record`.
    Record {
        /// The question.
        feed: FeedId,
        /// How it is doing.
        record: Box<Record>,
    },
    /// The answer to `Effect::SetFeed`: it is on disk.
    Set {
        /// Which feed.
        feed: FeedId,
        /// Which setting.
        key: &'static str,
        /// What it said before, as a reader writes it.
        was: String,
        /// What it says now.
        is: String,
    },
    /// The answer to `Effect::Import`.
    Imported {
        /// The feeds that were added.
        added: Vec<FeedId>,
        /// How many were there before.
        known: u32,
        /// What was refused, a line each, with its place in the file.
        refused: Vec<String>,
        /// What was said of feeds and is not taken over, likewise.
        left: Vec<String>,
    },
    /// The answer to `Effect::FindImports`: subscription lists of other readers found on this machine.
    ImportsFound(Vec<FeedList>),
    /// The answer to `Effect::FindFiles`.
    FilesFound(Directory),
    /// The answer to `Effect::ReadSettings`, and to `Effect::Set`.
    Settings(Vec<Setting>),
    /// The settings changed: what of them can be in force at once.
    Settled(Box<Wishes>),
    /// Something was done that deserves a word.
    Done(Done),
    /// Something failed.
    Failed(Failure),
    /// The terminal is about to be given back for good: save what must be saved.
    Closing,
}

/// Something done outside the state that deserves a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// The clipboard was asked to hold this.
    Copied(String),
    /// The browser was asked to open these.
    Browsed(Vec<String>),
    /// The theme of that name is in the reader's settings.
    Themed(String),
    /// A story was written to this file.
    Saved(PathBuf),
    /// A setting is in the reader's file.
    Set {
        /// Which.
        name: String,
        /// Whether it holds only when kabar starts again.
        later: bool,
    },
    /// The settings were changed outside, and read again.
    Settled,
    /// The list of feeds is about to be changed as the reader edited it.
    EditBegan,
    /// All that was edited in the list of feeds has been tried.
    Edited,
    /// Nothing failed, but there is something to know: a sentence as failures are told.
    Noted(String),
}

/// What failed, and the change that did not take effect because of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// The effect that failed, so that what was shown in advance can be taken back.
    pub effect: Option<crate::state::effect::Effect>,
    /// In words, lower case, with the next step where there is one.
    pub words: String,
}

/// Everything the feeds pane shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    /// All feeds, by name.
    pub feeds: Vec<Feed>,
    /// All folders, by name.
    pub folders: Vec<Folder>,
    /// All tags, each with how many stories have it, those of most stories first.
    pub tags: Vec<(String, u32)>,
    /// How many articles are unread.
    pub unread: u32,
    /// How many are bookmarked.
    pub bookmarked: u32,
    /// How many can be read in full without a network.
    pub offline: u32,
    /// How many are kept.
    pub total: u32,
}

/// Where a refresh stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Feeds asked in this refresh.
    pub feeds: u32,
    /// Feeds answered, well or not.
    pub done: u32,
    /// Feeds failed.
    pub failed: u32,
    /// Articles that are new.
    pub new: u32,
    /// How many of those came ready with their feed.
    pub ready: u32,
    /// Full texts still to fetch.
    pub bodies_left: u32,
    /// Full texts asked for, had or not.
    pub bodies_done: u32,
    /// Full texts that could not be had.
    pub bodies_failed: u32,
    /// Bytes of the pages that came.
    pub bytes: u64,
    /// Whether the refresh is still running.
    pub running: bool,
}

/// A list of feeds of another reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedList {
    /// Where it is.
    pub path: PathBuf,
    /// How many feeds it has; none when it cannot be read.
    pub feeds: Option<usize>,
}

/// A directory, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// As it is typed, with the stroke behind it; empty for the one that kabar was started in.
    pub path: String,
    /// The names of what is in it, with a stroke behind those of directories, these and lists of feeds first; none until
    /// they are known.
    pub names: Option<Vec<String>>,
}

/// A feed found at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The feed's address.
    pub url: String,
    /// Its name.
    pub title: String,
    /// Its format; not known of one that need not be asked, because it was just now.
    pub format: Option<Format>,
    /// How many entries it has.
    pub entries: u32,
    /// When the latest was published.
    pub latest: Option<Timestamp>,
    /// A few of its headlines.
    pub preview: Vec<String>,
    /// Whether it is subscribed already.
    pub known: bool,
}
