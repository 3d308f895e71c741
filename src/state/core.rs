//! The state: everything that is on the screen or decides what will be.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::borrow::Cow;

use crate::document::layout::Header;
use crate::model::article::{ArticleId, Facts};
use crate::model::feed::FeedId;
use crate::model::picture::Images;
use crate::model::query::Query;
use crate::state::area::{self, Areas, Choice, Divide, Divider, Pane};
use crate::state::effect::Effect;
use crate::state::header;
use crate::state::headlines::Headlines;
use crate::state::history::History;
use crate::state::keymap::Keymap;
use crate::state::laying::Laying;
use crate::state::look::Look;
use crate::state::memory::{Memory, Usual};
use crate::state::message::{Library, Progress};
use crate::state::named::Named;
use crate::state::notices::{Notices, Tone};
use crate::state::overlay::Overlay;
use crate::state::ownkeys;
use crate::state::panes::{self, Wish};
use crate::state::reader::Reader;
use crate::state::sidebar::{Entry, Sidebar};
use crate::state::strings::{Language, Strings};
use crate::state::trail::Trail;
use crate::state::undo::Undo;
use crate::state::wanted::{AskedFor, Wanted};
use crate::state::ways::Welcome;
use crate::text::emoji::Emoji;

/// What the program was started with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The time.
    pub now: Timestamp,
    /// The reader's time zone.
    pub zone: TimeZone,
    /// The language of the interface.
    pub language: Language,
    /// Columns of the article at most.
    pub measure: u16,
    /// Whether opening an article marks it read.
    pub mark_read_on_open: bool,
    /// Whether the sample edition is shown.
    pub edition: Edition,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Whether the network is left alone.
    pub offline: bool,
    /// The name of a set of keys.
    pub preset: String,
    /// A keymap file of the reader's own, laid over the built-in one.
    pub keymap: Option<String>,
    /// Whether the screen is made for a screen reader.
    pub accessible: bool,
    /// When pictures are shown.
    pub images: Images,
    /// The directory in which stories are saved.
    pub save_to: String,
    /// What is done with emoji.
    pub emoji: Emoji,
    /// How the screen was left the last time.
    pub memory: Memory,
}

/// Whose stories are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edition {
    /// The reader's own library.
    #[default]
    Own,
    /// The sample edition, because the library is empty.
    Sample,
    /// The sample edition, because it was asked for.
    Demo,
}

/// Everything that is on the screen or decides what will be.
#[derive(Debug, Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, none excludes another"
)]
pub struct State {
    /// The time, by the last message that told it.
    pub now: Timestamp,
    /// The reader's time zone.
    pub zone: TimeZone,
    /// The words of the interface.
    pub strings: Strings,
    /// Which keys do what.
    pub keymap: Keymap,
    /// Columns of the article at most.
    pub measure: u16,
    /// What the settings say of what can be chosen here too.
    pub usual: Usual,
    /// Whether opening an article marks it read.
    pub mark_read_on_open: bool,
    /// Whether the screen is made for a screen reader.
    pub accessible: bool,
    /// When pictures are shown.
    pub images: Images,
    /// The directory in which stories are saved.
    pub save_to: String,
    /// What is done with emoji.
    pub emoji: Emoji,
    /// Programs that stories were piped to, the last first.
    pub piped: Vec<String>,
    /// Whose stories are shown.
    pub edition: Edition,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Which pane has the keys.
    pub focus: Pane,
    /// The reader's choice of panes.
    pub choice: Choice,
    /// How wide panes are.
    pub divide: Divide,
    /// The line between panes that the mouse holds, and how all was laid when it took hold of it.
    pub dragged: Option<(Divider, Laying)>,
    /// Text only.
    pub zen: bool,
    /// Where everything stands.
    pub areas: Areas,
    /// Feeds, folders, counts.
    pub library: Library,
    /// Whether the library has been told at all.
    pub library_known: bool,
    /// Whether another process changed the library since it was last told.
    pub changed_elsewhere: bool,
    /// The feeds pane.
    pub sidebar: Sidebar,
    /// The stories pane.
    pub headlines: Headlines,
    /// The row whose stories were shown before a search, to return to.
    pub before_search: Option<Entry>,
    /// The list as it was before it was filtered.
    pub unfiltered: Option<Query>,
    /// The article.
    pub reader: Reader,
    /// The way back from links that were followed.
    pub trail: Trail,
    /// The theme, and those to choose from.
    pub look: Look,
    /// What lies over the panes.
    pub overlay: Overlay,
    /// What can be taken back.
    pub undo: Undo,
    /// Stories opened lately.
    pub history: History,
    /// What is done by name.
    pub named: Named,
    /// The number that the terminal's title tells.
    pub titled: Option<u32>,
    /// What the reader is told.
    pub notices: Notices,
    /// Whether the terminal is in front, as far as it told.
    pub in_front: Option<bool>,
    /// New stories of the refresh under way that the desktop is to be told of, feed by feed.
    pub news: Vec<(FeedId, u32)>,
    /// The refresh under way.
    pub progress: Progress,
    /// The texts that were asked for with a key, while they come.
    pub download: Option<Wanted>,
    /// Those of single stories.
    pub asked_for: AskedFor,
    /// Whether the network is left alone.
    pub offline: bool,
    /// Whether the first unread story of the list is to be opened once its rows are known.
    pub open_unread: bool,
    /// Whether the chosen story of the list is to be opened once it is known which that is.
    pub open_chosen: bool,
    /// Whether the story of the sample edition that greets is to be opened as soon as it is there.
    pub greeting: bool,
}

/// The measure a reader may choose.
pub const MEASURES: std::ops::RangeInclusive<u16> = 40..=90;

impl State {
    /// The first screen, and what to ask for it.
    #[must_use]
    pub fn new(setup: Setup) -> (Self, Vec<Effect>) {
        let mut state = Self {
            now: setup.now,
            zone: setup.zone,
            strings: Strings::of(setup.language),
            keymap: Keymap::default(),
            measure: setup.measure.clamp(*MEASURES.start(), *MEASURES.end()),
            usual: Usual::of(setup.measure, setup.language),
            mark_read_on_open: setup.mark_read_on_open,
            accessible: setup.accessible,
            images: setup.images,
            save_to: setup.save_to,
            emoji: setup.emoji,
            piped: Vec::new(),
            edition: setup.edition,
            size: setup.size,
            focus: Pane::Stories,
            choice: Choice::Auto,
            divide: Divide::default(),
            dragged: None,
            zen: false,
            areas: Areas::default(),
            library: Library::default(),
            library_known: false,
            changed_elsewhere: false,
            sidebar: Sidebar::default(),
            headlines: Headlines::default(),
            before_search: None,
            unfiltered: None,
            reader: Reader::default(),
            trail: Trail::default(),
            look: Look::default(),
            overlay: Overlay::None,
            undo: Undo::default(),
            history: History::default(),
            named: Named::default(),
            titled: None,
            notices: Notices::default(),
            in_front: None,
            news: Vec::new(),
            progress: Progress::default(),
            download: None,
            asked_for: AskedFor::default(),
            offline: setup.offline,
            open_unread: false,
            open_chosen: false,
            greeting: false,
        };
        state.bind(&setup.preset, setup.keymap.as_deref());
        let left = setup.memory.left.as_ref().map_or(0, |left| left.at);
        state.recall(setup.memory);
        state.sidebar.rebuild(&Library::default());
        state.arrange();
        let effects = state.begin((left + FIRST_IDS).min(MOST_FIRST_IDS));
        (state, effects)
    }

    /// What the first screen asks for, so many numbers at first.
    fn begin(&mut self, limit: usize) -> Vec<Effect> {
        let mut effects = vec![
            Effect::List {
                query: self.headlines.query().clone(),
                limit: Some(limit),
            },
            Effect::Feeds,
        ];
        if self.edition == Edition::Sample {
            self.overlay = Overlay::Welcome(Welcome::new());
            effects.push(Effect::FindImports);
        }
        effects
    }

    /// Takes the keys of that set, with those of the reader's own file before them. What is wrong in the file is told.
    pub fn bind(&mut self, preset: &str, own: Option<&str>) {
        let (keymap, wrong) = ownkeys::keymap(preset, own);
        self.keymap = keymap;
        for mistake in wrong.iter().rev() {
            let words = self.strings.failure(&mistake.words);
            let words = format!("keymap.toml:{}: {words}", mistake.line);
            self.say(Tone::Bad, words);
        }
    }

    /// Works out where everything stands, and fits the panes to it.
    pub fn arrange(&mut self) {
        self.areas = panes::arrange(Wish {
            size: self.size,
            focus: self.focus,
            choice: if self.accessible {
                Choice::One
            } else {
                self.choice
            },
            zen: self.zen,
            banner: self.edition != Edition::Own,
            divide: self.divide,
        });
        self.fit_stories();
        if !self.areas.feeds.is_empty() {
            self.sidebar
                .set_height(usize::from(self.areas.feeds_rows().height));
        }
        self.fit_reader();
        self.fit_overlay();
    }

    /// Lays the article out where it is shown: in its pane, else in the preview.
    pub fn fit_reader(&mut self) {
        let area = self.reader_area();
        self.reader
            .fit(usize::from(area.width), usize::from(area.height));
    }

    /// Where the article's rows stand now.
    #[must_use]
    pub fn reader_area(&self) -> area::Area {
        if self.areas.reader.is_empty() {
            self.areas.preview_rows()
        } else {
            self.areas.reader_rows(self.measure)
        }
    }

    /// Moves the keys to that pane.
    pub fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
        self.arrange();
    }

    /// Tells the reader something.
    pub fn say(&mut self, tone: Tone, text: String) {
        self.notices.say(self.now, tone, text);
    }

    /// Tells the reader something that they did not ask for just now.
    pub fn add(&mut self, tone: Tone, text: String) {
        self.notices.add(self.now, tone, text);
    }

    /// The article that story keys are about: the one read, else the one chosen; none when what is read is not kept.
    #[must_use]
    pub fn subject(&self) -> Option<ArticleId> {
        if self.passing().is_some() {
            None
        } else if self.focus == Pane::Reader {
            self.reader.id().or_else(|| self.headlines.chosen_id())
        } else {
            self.headlines.chosen_id()
        }
    }

    /// The page that story keys are about, when one is read that is not kept.
    #[must_use]
    pub fn passing(&self) -> Option<&Facts> {
        self.reader.passing().filter(|_| self.focus == Pane::Reader)
    }

    /// Remembers that the story on the screen was opened, if it has the keys.
    pub fn note_visit(&mut self) {
        if let Some(facts) = self.reader.facts().filter(|_| self.focus == Pane::Reader) {
            self.history.note(&facts.headline, self.now);
        }
    }

    /// The rows that the window needs and that are not known; when all are there, how often they are told elsewhere.
    pub fn ask_rows(&mut self) -> Vec<Effect> {
        self.headlines.ask_rows().into_iter().collect()
    }

    /// When the next `Tick` is needed: a notice ends, the clock shows another minute, or somebody hesitates.
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        let minute = SignedDuration::from_secs(60 - self.now.as_second().rem_euclid(60));
        let minute = self.now.checked_add(minute).ok();
        let hesitation = self.overlay.due().filter(|due| *due > self.now);
        [self.notices.ends(), minute, hesitation]
            .into_iter()
            .flatten()
            .min()
    }

    /// What stands above an article's body.
    #[must_use]
    pub fn header(&self, facts: &Facts) -> Header {
        let is_shown =
            self.reader.facts().map(|shown| shown.headline.id) == Some(facts.headline.id);
        let mut facts = Cow::Borrowed(facts);
        if let Some(minutes) = self.reader.sheet.minutes().filter(|_| is_shown) {
            facts.to_mut().headline.minutes = minutes;
        }
        Header {
            emoji: self.emoji,
            ..header::header(&self.strings, &self.zone, &facts)
        }
    }
}

/// How many articles a list asks for before it asks for all: more than any window shows.
pub const FIRST_IDS: usize = 300;
/// Whoever was further down in the list is shown it when all of it is known; that many take a millisecond or two.
const MOST_FIRST_IDS: usize = 20_000;
