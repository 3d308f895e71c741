//! The async feed loader: fetches, parses, cleans and keeps, in the background, and tells what happened.
//!
//! It decides nothing about the screen and asks nobody anything: commands go in, events come out. Fetching is
//! asynchronous; parsing and cleaning run on a crew of threads beside it; one thread, the keeper, writes to the library.
//!
//! ```text
//! Command ─► start ─┬─ refresh ── fetch ── crew: parse ── keeper: merge ─┐
//!                   ├─ stories ── fetch ── crew: clean ── keeper: keep  ─┼─► Event
//!                   └─ discover, subscribe, save ────────────────────────┘
//! ```

pub mod address;
pub mod alone;
pub mod anew;
mod arrivals;
mod ask;
pub mod body;
mod claims;
mod crew;
mod desk;
mod discover;
mod instead;
mod keeper;
mod known;
mod lead;
mod local;
mod manners;
mod memory;
mod page;
mod parts;
mod patience;
mod picture;
pub mod program;
mod reading;
mod refresh;
mod report;
mod schedule;
mod sites;
mod start;
mod stories;
mod subscribe;
mod subscribed;
pub mod teach;
pub mod trouble;
mod wanted;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread::JoinHandle;

use jiff::Timestamp;
use tokio::sync::mpsc;

use crate::model::article::ArticleId;
use crate::model::feed::{FeedId, Format};
use crate::model::picture::{Images, Pixels};
use crate::model::query::Query;
use crate::model::wishes::FullText;
use crate::store::saved::NewPage;

/// The loader. When it is dropped, it stops, and what was fetched is kept.
#[derive(Debug)]
pub struct Loader {
    commands: mpsc::UnboundedSender<Command>,
    thread: Option<JoinHandle<()>>,
}

/// Commands of the reader's settings, by name: a program and its arguments.
pub type Commands = BTreeMap<String, Vec<String>>;

/// How the loader works.
#[derive(Debug, Clone)]
pub struct LoaderSettings {
    /// How many pages of stories are fetched at the same time.
    pub pages_at_once: usize,
    /// How many pages of stories one refresh fetches at most.
    pub pages_at_most: u32,
    /// How many bytes of pages one refresh fetches at most, decompressed; what is under way is still taken.
    pub bytes_at_most: u64,
    /// Only the pages of stories published from then on.
    pub since: Option<Timestamp>,
    /// Days for which read stories are kept; what is older is removed after a refresh. None for ever.
    pub keep_days: Option<u32>,
    /// When pictures are shown. Where always, the lead picture of a story comes with its page.
    pub images: Images,
    /// Commands of the reader's settings whose output is a feed, by name.
    pub commands: Arc<Commands>,
    /// What time it is.
    pub clock: fn() -> Timestamp,
}

impl Default for LoaderSettings {
    fn default() -> Self {
        Self {
            pages_at_once: 24,
            pages_at_most: 2_000,
            bytes_at_most: 200_000_000,
            since: None,
            keep_days: None,
            images: Images::Ask,
            commands: Arc::default(),
            clock: Timestamp::now,
        }
    }
}

/// What the loader can be asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Refresh feeds. Answered by `Refreshed` or `FeedFailed` for each feed that was asked, then `Loaded` for each story,
    /// then `Finished`.
    Refresh {
        /// Which; all when empty.
        feeds: Vec<FeedId>,
        /// Whether to fetch the full text of stories afterwards.
        bodies: bool,
        /// Which of them to ask.
        haste: Haste,
    },
    /// Fetch and clean the page of a story. Answered by `Loaded`.
    Fetch {
        /// Which.
        id: ArticleId,
        /// Also when the story is ready.
        again: bool,
    },
    /// Fetch and clean the pages of all stories of a query that are not ready. Answered by `Loaded` for each, then
    /// `Finished`.
    Download(Query),
    /// Fetch and keep pictures of a story. Answered by `Picture` for each.
    Pictures {
        /// Which story.
        id: ArticleId,
        /// Their addresses.
        urls: Vec<String>,
    },
    /// Look for feeds at an address. Answered by `Discovered`.
    Discover(String),
    /// Subscribe to a feed and refresh it. Answered by `Subscribed`, or by `FeedFailed` when it is subscribed but cannot
    /// be refreshed, or by `Failed` when it cannot be subscribed.
    Subscribe {
        /// Its address.
        url: String,
        /// A name of the reader's own.
        title: Option<String>,
        /// The path of the folder to put it into, empty for none; where it is without one.
        folder: Option<String>,
        /// Whether the pages of its stories are fetched, where that is said.
        full_text: Option<FullText>,
    },
    /// Fetch and clean a page without keeping it. Answered by `Read`.
    Read {
        /// Its address.
        url: String,
        /// The page whose link leads there.
        from: Option<String>,
    },
    /// Keep a page as a bookmarked story. Answered by `Saved` or `Failed`.
    Save(String),
    /// Drop what is under way. What was stored stays.
    Cancel,
    /// End.
    Stop,
}

/// How much a refresh is wanted. Nothing overrides a server's `Retry-After`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Haste {
    /// Nobody asked for it: feeds whose time has come.
    Due,
    /// Everything was asked for: feeds that were not asked within the last five minutes, also those not due.
    Stale,
    /// The reader insists: all but those that are retired, and those too when they are named.
    Now,
}

/// What a feed was asked for with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Others, or because its time had come.
    Among,
    /// Nothing else: a person wants this one.
    Alone,
    /// Nothing else, as it is new.
    New,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Where the work stands; about twenty times a second while there is any.
    Progress(Progress),
    /// A feed was asked and answered.
    Refreshed {
        /// Which.
        feed: FeedId,
        /// Its stories that are new.
        new: Vec<ArticleId>,
        /// How many of those are ready: the feed carries all there is to read.
        ready: u32,
    },
    /// A feed was refreshed, after `Refreshed`, though its document is damaged: what could be read of it is stored.
    Damaged {
        /// Which.
        feed: FeedId,
        /// Its name.
        title: String,
        /// What is wrong with it, in words.
        damage: String,
        /// How it was asked.
        asked: Asked,
    },
    /// A feed could not be refreshed.
    FeedFailed {
        /// Which.
        feed: FeedId,
        /// Its name.
        title: String,
        /// Why, in words that read well after a colon.
        cause: String,
        /// How it was asked.
        asked: Asked,
    },
    /// The full text of a story was stored, or could not be had.
    Loaded {
        /// Which.
        id: ArticleId,
        /// Why not, in words.
        error: Option<String>,
    },
    /// A picture was kept, or could not be had.
    Picture {
        /// Its address.
        url: String,
        /// How large it is, or why it could not be had, in words.
        kept: Result<Pixels, String>,
    },
    /// The answer to `Discover`.
    Discovered {
        /// The question.
        address: String,
        /// The feeds found, best first, or why there are none.
        found: Result<Vec<Candidate>, String>,
    },
    /// A feed that was not there is in the library.
    Added(FeedId),
    /// A feed was added and refreshed.
    Subscribed {
        /// Which.
        feed: FeedId,
        /// Its name.
        title: String,
        /// How many stories it brought.
        new: u32,
    },
    /// The answer to `Command::Read`.
    Read {
        /// The question.
        url: String,
        /// The page, or why it could not be had.
        page: Result<Box<NewPage>, String>,
        /// The block of it that the address names; 0 where it names none.
        place: usize,
    },
    /// A page was kept.
    Saved {
        /// As which story.
        id: ArticleId,
    },
    /// Something else failed: the library cannot be written, an address cannot be added or saved.
    Failed(String),
    /// Something the reader should know, once.
    Notice(String),
    /// A refresh is done, or was cancelled; everything it brought is stored.
    Finished,
}

/// Where the work stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Feeds asked.
    pub feeds: u32,
    /// Feeds answered, well or not.
    pub done: u32,
    /// Feeds failed.
    pub failed: u32,
    /// Stories that are new.
    pub new: u32,
    /// How many of those came ready with their feed.
    pub ready: u32,
    /// Full texts still to fetch.
    pub bodies_left: u32,
    /// Full texts asked for, had or not.
    pub bodies_done: u32,
    /// Full texts that could not be had.
    pub bodies_failed: u32,
    /// Bytes of the pages of stories, decompressed.
    pub bytes: u64,
    /// Whether there is still work.
    pub running: bool,
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
    /// Whether the page that was asked about names no feed, and this is one of its site.
    pub elsewhere: bool,
}
