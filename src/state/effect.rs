//! Effects: what the state wants done. Plain data, performed elsewhere, in order.

use std::path::PathBuf;

use crate::document::cuts::Cut;
use crate::model::article::{ArticleId, Mark, Position};
use crate::model::feed::FeedId;
use crate::model::query::Query;
use crate::model::site::{Deed, Rule};
use crate::model::tag::Tagged;
use crate::model::wishes::FullText;
use crate::state::page::Page;

/// What rules are made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Lesson {
    /// Something like this is never cut again, or always.
    Cut(Box<Cut>, Deed),
    /// Lines like these are always cut.
    Lines(Vec<String>),
}

/// What the state wants done. Those above the line are answered by the store, those below by the loader, the last by
/// the terminal or the desktop.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Which articles a query shows: at most `limit` of them, all without a limit. Answered by `Listed`.
    List {
        /// The question.
        query: Query,
        /// How many at most.
        limit: Option<usize>,
    },
    /// How many stories of other feeds tell the same as each of these. Answered by `Alike`, some time.
    CountAlike(Vec<ArticleId>),
    /// The rows of these articles. Answered by `Headlines`.
    Headlines(Vec<ArticleId>),
    /// Where these articles have these words. Answered by `Snippets`.
    Snippets {
        /// Which.
        ids: Vec<ArticleId>,
        /// The words.
        words: String,
    },
    /// Which stories have these words in their titles. Answered by `TitlesFound`.
    FindTitles(String),
    /// Feeds, folders, counts. Answered by `Feeds`.
    Feeds,
    /// Facts, body and position of an article. Answered by `Opened`.
    Open(ArticleId),
    /// Mark these articles. Answered by `Marked` once it is on disk.
    Mark {
        /// Which.
        ids: Vec<ArticleId>,
        /// How.
        mark: Mark,
    },
    /// Mark all articles of a query. Answered by `Marked` with those that changed.
    MarkAll {
        /// Which.
        query: Query,
        /// How.
        mark: Mark,
    },
    /// Which of these pictures are on the disk, and how large they are. Answered by `PicturesFound`.
    FindPictures(Vec<String>),
    /// Which texts wait, failed and came. Answered by `DownloadsFound`.
    FindDownloads,
    /// Which tags these articles have. Answered by `TagsFound`.
    FindTags(Vec<ArticleId>),
    /// File articles under tags, and take tags away. Answered by `Tagged` once it is on disk.
    Tag {
        /// They come.
        add: Vec<Tagged>,
        /// They go.
        remove: Vec<Tagged>,
        /// Whether it is among what can be taken back already.
        known: bool,
    },
    /// Remember where the reader left an article. Not answered.
    Keep {
        /// Which.
        id: ArticleId,
        /// Where.
        position: Position,
    },
    /// Whether a page of the web is a story that is kept. Answered by `PageFound`.
    FindPage(String),
    /// Keep a page that was read as a bookmarked story. Answered by `PageKept`.
    Save(Box<Page>),
    /// Take a page that was kept out of the library, or put it back. Answered by `Changed`.
    ShowPage {
        /// Which story it is.
        id: ArticleId,
        /// Back, or out.
        shown: bool,
    },
    /// What stands behind the text of an article: cuts, the feed's own text, the source. Answered by `Behind`.
    Behind(ArticleId),
    /// Put a cut back into an article, or take it out again. Answered by `CutRestored`.
    RestoreCut {
        /// Which article.
        id: ArticleId,
        /// Which cut.
        cut: Box<Cut>,
        /// Back, or out.
        back: bool,
        /// Whether it is among what can be taken back already.
        known: bool,
    },
    /// Make rules for the site of an article. Answered by `Taught`.
    Teach {
        /// Which article.
        id: ArticleId,
        /// About what.
        lesson: Lesson,
    },
    /// Take rules away and make others. Answered by `Taught`.
    ChangeRules {
        /// The article they were made for.
        id: ArticleId,
        /// Which go.
        remove: Vec<Rule>,
        /// Which come.
        add: Vec<Rule>,
    },
    /// Remove a feed; bookmarked articles stay. Answered by `Unsubscribed`.
    Unsubscribe(FeedId),
    /// How a feed is doing, and how the reader wants it. Answered by `Record`.
    Record(FeedId),
    /// Change a setting of a feed. Answered by `Set`, or by `Failed` when it cannot be what is written.
    SetFeed {
        /// Which feed.
        feed: FeedId,
        /// Which setting.
        key: &'static str,
        /// As a reader writes it.
        value: String,
    },
    /// Take the last removal of these feeds back. Answered by `Feeds`.
    Resubscribe(Vec<FeedId>),
    /// Remove these feeds, as was once done or as if they had not been added. Answered by `Feeds`.
    Withdraw(Vec<FeedId>),
    /// Read an OPML file or a newsboat list and subscribe to its feeds. Answered by `Imported`.
    Import(PathBuf),
    /// Look for subscription lists of other readers in their usual places. Answered by `ImportsFound`.
    FindImports,
    /// Which files are in a directory, as it is typed. Answered by `FilesFound`.
    FindFiles(String),

    /// Refresh feeds, all when the list is empty. Answered by `Progress`, `Refreshed`, `Loaded`.
    Refresh(Vec<FeedId>),
    /// Fetch and clean the page of an article. Answered by `Loaded`.
    Fetch {
        /// Which.
        id: ArticleId,
        /// Also when it is there.
        again: bool,
    },
    /// Fetch and keep pictures of an article. Answered by `Picture` for each.
    FetchPictures {
        /// Of which article.
        id: ArticleId,
        /// Their addresses.
        urls: Vec<String>,
    },
    /// Fetch and clean the pages of all articles of a query that have none. Answered by `Progress` and `Loaded`.
    Download(Query),
    /// Fetch and clean a page that is not kept. Answered by `PageRead`.
    Read {
        /// Its address.
        url: String,
        /// The page whose link leads there.
        from: Option<String>,
    },
    /// Look for feeds at an address. Answered by `Discovered`.
    Discover(String),
    /// Subscribe to a feed and refresh it. Answered by `Subscribed`.
    Subscribe {
        /// The feed's address.
        url: String,
        /// A name of the reader's own.
        title: Option<String>,
        /// The path of the folder to put it into, empty for none; where it is without one.
        folder: Option<String>,
        /// Whether the pages of its stories are fetched, where that is said.
        full_text: Option<FullText>,
    },
    /// Stop refreshing and fetching.
    Cancel,

    /// Show addresses outside, one after the other: http, https, mailto and gemini only.
    Browse(Vec<String>),
    /// Put text on the clipboard (OSC 52).
    Copy(String),
    /// Keep the theme of that name in the reader's settings. Answered by `Done` or `Failed`.
    KeepTheme(String),
    /// Writes it there again, as it was in force before.
    PutTheme(String),
    /// Write a text to a new file. Answered by `Done` or `Failed`.
    Write {
        /// Where; `~` is the home directory.
        path: PathBuf,
        /// What.
        text: String,
    },
    /// Pipe a text to a program that has the terminal meanwhile.
    Pipe {
        /// The program and its arguments.
        program: Vec<String>,
        /// What.
        text: String,
    },
    /// Show a text in the reader's editor or pager.
    View {
        /// The name of the file that it is shown in.
        name: String,
        /// What.
        text: String,
    },
    /// Have the list of feeds edited.
    EditFeeds,
    /// Have one of the reader's own files edited, which is made where there is none.
    EditOwn(Own),
    /// After all that comes of such an edit: answered by `Done::Edited`.
    EndEdit,
    /// Read the settings. Answered by `Settings`.
    ReadSettings,
    /// Put a setting into the reader's file, or take it out when there is no value. Answered by `Settings` once what
    /// changed is in force, or by `Failed`.
    Set {
        /// The section.
        section: String,
        /// The name.
        name: String,
        /// As it is typed.
        value: Option<String>,
    },
    /// Have the desktop tell this.
    Notify(String),
    /// Set the terminal's title.
    Title(String),
    /// Forget what is on the terminal and draw everything anew.
    Redraw,
    /// Stop the process until it is continued (Ctrl-Z).
    Suspend,
    /// End.
    Quit,
}

/// A file that the reader writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// `config.toml`.
    Config,
    /// `keymap.toml`.
    Keymap,
}
