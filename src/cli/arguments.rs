//! What can be written behind `kabar`, and the help for it.

pub mod cleaning;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::arguments::cleaning::{Extract, Rules, base_url};
use crate::cli::forms::Format;
use crate::model::article::Mark;

/// A news reader for the terminal: clean stories, kept on disk, readable offline.
///
/// Without a command the panes open. With nothing subscribed yet they offer a sample edition.
#[derive(Debug, Parser)]
#[command(name = "kabar", version, after_help = AFTER_HELP)]
pub struct Arguments {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; the panes without one.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const AFTER_HELP: &str = "FEED is a feed's number, its address, or a part of its name that no other has. ID is a story's number.\n\
    Exit status: 0 done; 1 some feeds failed or nothing matched; 2 wrong usage or configuration.\n\
    Start: kabar add https://news.example && kabar. More: kabar man | man -l -";

const SET: &str = "Change how you want it: title, folder, address, interval (as 45 or 4h30m, or auto), full_text (auto: \
    unless the feed carries the whole text; always, short or never), keep (days, or auto), read_on_arrival, edits_unread, muted and notify (yes or no), images (ask, \
    always or never), user_agent, header \
    (\"Name: value\"; \"Name:\" takes it away, nothing all), login, password, password_cmd (a program whose first line is the password), proxy, ca (a file)";
const DATA_DIR: &str = "Where the library is kept [environment: KABAR_DATA_DIR]";
const CONFIG_DIR: &str = "Where config.toml and keymap.toml are [environment: KABAR_CONFIG_DIR]";

/// What holds for every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Where the library is kept
    #[arg(long, global = true, value_name = "DIR", help = DATA_DIR)]
    pub data_dir: Option<PathBuf>,
    /// A plain screen, for screen readers: as `accessible = true`
    #[arg(long, global = true)]
    pub plain: bool,
    /// Where the settings and the keys are
    #[arg(long, global = true, value_name = "DIR", help = CONFIG_DIR)]
    pub config_dir: Option<PathBuf>,
    /// Leave the network alone
    #[arg(long, global = true)]
    pub offline: bool,
    /// Write what kabar does to this file
    #[arg(long, global = true, value_name = "FILE")]
    pub log: Option<PathBuf>,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the sample edition: no network, nothing kept
    Demo,
    /// Subscribe to feeds, or to sites that name their feeds; each is fetched at once
    Add(Add),
    /// List the feeds, how they are, and how much of each is unread
    Feeds(Json),
    /// Tell how a feed is doing, and how you want it
    Feed(Feed),
    /// Unsubscribe; bookmarked stories stay
    Remove(Remove),
    /// Subscribe to the feeds of an OPML file or of newsboat's `urls`
    Import(Import),
    /// Print the subscriptions as OPML
    Export(Json),
    /// Fetch feeds and the full text of new stories, once
    Refresh(Refresh),
    /// Fetch the full text of stories now, whatever their feeds are set to
    Download(Download),
    /// List headlines, the newest first
    List(List),
    /// Print stories
    Show(Show),
    /// Search titles and texts
    Search(Search),
    /// Mark stories; when this ends, it is on disk
    Mark(MarkStories),
    /// File stories under tags, or take them away; without a word all tags
    Tag(TagStories),
    /// Keep any page as a bookmarked story
    Save(Save),
    /// List what is never cut from the stories of a site and what always is, and change it
    Rules(Rules),
    /// Read feed documents; one line of JSON for each
    Parse(Parse),
    /// Clean pages down to their stories
    Extract(Extract),
    /// Look after directories, library, terminal and feeds
    Doctor(Json),
    /// Check the settings, and tell where things are
    Config(Config),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// A command that can print JSON.
#[derive(Debug, Clone, Copy, Args)]
pub struct Json {
    /// One JSON object per line
    #[arg(long)]
    pub json: bool,
}

/// `kabar add`
#[derive(Debug, Args)]
pub struct Add {
    /// Addresses of feeds or sites, or paths of files with a feed
    #[arg(required = true, value_name = "URL")]
    pub urls: Vec<String>,
    /// Put them into this folder; `A/B` for B in A
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<String>,
    /// Fetch the pages of their stories: auto for all but those whose text the feed carries whole
    #[arg(long, value_name = "WHEN", value_parser = ["auto", "always", "short", "never"])]
    pub full_text: Option<String>,
    /// Take the headlines of the page from where this selector says: names, .classes, #ids, spaces, > and commas
    #[arg(long, value_name = "SELECTOR")]
    pub select: Option<String>,
    /// Call it so; for one URL
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
}

/// `kabar feed`
#[derive(Debug, Args)]
pub struct Feed {
    /// Which feed
    #[arg(value_name = "FEED")]
    pub feed: String,
    /// Change how you want it
    #[arg(long = "set", value_name = "KEY=VALUE", help = SET)]
    pub set: Vec<String>,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
}

/// `kabar remove`
#[derive(Debug, Args)]
pub struct Remove {
    /// Which feeds
    #[arg(required = true, value_name = "FEED")]
    pub feeds: Vec<String>,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
}

/// `kabar import`
#[derive(Debug, Args)]
pub struct Import {
    /// An OPML file, or newsboat's `urls`; `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
}

/// `kabar refresh`
#[derive(Debug, Args)]
pub struct Refresh {
    /// Which feeds; without one all that were not asked within the last five minutes
    #[arg(value_name = "FEED")]
    pub feeds: Vec<String>,
    /// Ask only feeds whose time has come; for timers
    #[arg(long)]
    pub due: bool,
    /// Fetch no pages of stories
    #[arg(long)]
    pub feeds_only: bool,
    /// Fetch so many megabytes of pages at most; the newest stories first, the rest the next time
    #[arg(long, value_name = "MB", conflicts_with = "feeds_only")]
    pub budget: Option<u32>,
    /// Fetch only pages of stories since then: 12h, 7d, 2w, 2026-11-01
    #[arg(long, value_name = "WHEN", conflicts_with = "feeds_only")]
    pub since: Option<String>,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
}

/// `kabar download`
#[derive(Debug, Args)]
pub struct Download {
    /// At most so many megabytes of pages
    #[arg(long, value_name = "MB")]
    pub budget: Option<u32>,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
    /// Which: feed:NAME, since:7d, is:unread, words; all without any
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
}

/// `kabar list`
#[derive(Debug, Args)]
pub struct List {
    /// Only stories not read
    #[arg(long)]
    pub unread: bool,
    /// Only bookmarked stories; with --unread those that are both
    #[arg(long)]
    pub bookmarked: bool,
    /// Only stories of this feed
    #[arg(long, value_name = "FEED")]
    pub feed: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", value_parser = limit)]
    pub limit: Option<usize>,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
    /// Words to find, and is:unread, is:read, is:bookmarked, is:offline, feed:NAME, tag:NAME, since:7d
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
}

/// `kabar search`
#[derive(Debug, Args)]
pub struct Search {
    /// At most so many
    #[arg(long, value_name = "N", value_parser = limit)]
    pub limit: Option<usize>,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
    /// Words; "two words" in quotes for a phrase; also is:unread and the like, as for `list`
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
}

/// `kabar show`
#[derive(Debug, Args)]
pub struct Show {
    /// Which stories
    #[arg(required = true, value_name = "ID", value_parser = story)]
    pub ids: Vec<i64>,
    /// As what
    #[command(flatten)]
    pub format: Format,
    /// Columns of the text
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
    /// With what was cut, in its place and with the reason
    #[arg(long)]
    pub cuts: bool,
}

/// `kabar mark`
#[derive(Debug, Args)]
pub struct MarkStories {
    /// How
    #[arg(value_enum, value_name = "MARK")]
    pub mark: Marking,
    /// Which stories
    #[arg(
        value_name = "ID",
        value_parser = story,
        required_unless_present = "query",
        conflicts_with = "query"
    )]
    pub ids: Vec<i64>,
    /// All stories of this query: words, is:unread, feed:NAME, since:7d …
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
}

/// What can be done to stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Marking {
    /// They have been read
    Read,
    /// They are to be read again
    Unread,
    /// They are to be kept
    Bookmark,
    /// They need not be kept any more
    Unbookmark,
}

impl Marking {
    /// The mark it stands for.
    #[must_use]
    pub const fn mark(self) -> Mark {
        match self {
            Self::Read => Mark::Read,
            Self::Unread => Mark::Unread,
            Self::Bookmark => Mark::Bookmark,
            Self::Unbookmark => Mark::Unbookmark,
        }
    }
}

/// `kabar tag`
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct TagStories {
    /// Numbers of stories, tags that come (+NAME) and tags that go (-NAME)
    #[arg(value_name = "ID|+TAG|-TAG", allow_hyphen_values = true)]
    pub words: Vec<String>,
    /// All stories of this query: words, is:unread, feed:NAME, tag:NAME …
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
    /// Print help; there is no -h, which would be a tag to take away
    #[arg(long, action = clap::ArgAction::Help)]
    pub help: Option<bool>,
}

/// `kabar save`
#[derive(Debug, Args)]
pub struct Save {
    /// The page's address
    #[arg(value_name = "URL")]
    pub url: String,
    /// As JSON
    #[command(flatten)]
    pub json: Json,
}

/// `kabar parse`
#[derive(Debug, Args)]
pub struct Parse {
    /// The address the documents came from, for relative links in them
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// The Content-Type the documents came with
    #[arg(long, value_name = "TYPE")]
    pub content_type: Option<String>,
    /// JSON is what it prints in any case
    #[arg(long, hide = true)]
    pub json: bool,
    /// Files; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
}

/// `kabar config`
#[derive(Debug, Args)]
pub struct Config {
    /// Print the default configuration, which is the manual of all settings
    #[arg(long)]
    pub default: bool,
    /// Print every action by its name in keymap.toml, with the keys that it has now
    #[arg(long, conflicts_with = "default")]
    pub keys: bool,
    /// As JSON; not the default configuration, which is TOML
    #[arg(long, conflicts_with = "default")]
    pub json: bool,
}

/// `kabar completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// For which shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// How many stories at most.
fn limit(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("a number from 1 on is needed".to_owned()),
        Ok(limit) => Ok(limit),
    }
}

/// The number of a story.
fn story(text: &str) -> Result<i64, String> {
    let words = "stories have numbers; `kabar list` tells them";
    text.parse().map_err(|_| words.to_owned())
}
