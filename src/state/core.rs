//! The state: everything that is on the screen or decides what will be.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::assets;
use crate::document::layout::Header;
use crate::model::article::{ArticleId, Facts};
use crate::state::area::{self, Areas, Choice, Divide, Divider, Pane, Wish};
use crate::state::effect::Effect;
use crate::state::header;
use crate::state::headlines::Headlines;
use crate::state::keymap::{Keymap, Place};
use crate::state::look::{self, Look};
use crate::state::memory::{Memory, Usual, Wished};
use crate::state::message::{Library, Progress};
use crate::state::notices::{Notices, Tone};
use crate::state::overlay::Overlay;
use crate::state::reader::Reader;
use crate::state::sheet::View;
use crate::state::sidebar::{Entry, Sidebar};
use crate::state::strings::{Language, Strings};
use crate::state::trail::Trail;
use crate::state::undo::Undo;

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
    /// A keymap file of the reader's own, laid over the built-in one.
    pub keymap: Option<String>,
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
    /// The line between panes that the mouse holds.
    pub dragged: Option<Divider>,
    /// Text only.
    pub zen: bool,
    /// Where everything stands.
    pub areas: Areas,
    /// Feeds, folders, counts.
    pub library: Library,
    /// Whether the library has been told at all.
    pub library_known: bool,
    /// The feeds pane.
    pub sidebar: Sidebar,
    /// The stories pane.
    pub headlines: Headlines,
    /// The row whose stories were shown before a search, to return to.
    pub before_search: Option<Entry>,
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
    /// What the reader is told.
    pub notices: Notices,
    /// The refresh under way.
    pub progress: Progress,
    /// Whether the network is left alone.
    pub offline: bool,
    /// Whether the first unread story of the list is to be opened once its rows are known.
    pub open_unread: bool,
    /// Whether the chosen story of the list is to be opened once it is known which that is.
    pub open_chosen: bool,
}

/// The measure a reader may choose.
pub const MEASURES: std::ops::RangeInclusive<u16> = 40..=90;

impl State {
    /// The first screen, and what to ask for it.
    #[must_use]
    pub fn new(setup: Setup) -> (Self, Vec<Effect>) {
        let (keymap, mut wrong) = Keymap::parse(assets::KEYMAP);
        let keymap = match setup.keymap.as_deref() {
            Some(own) => {
                let (own, more) = Keymap::parse(own);
                wrong.extend(more);
                keymap.overlaid(own)
            }
            None => keymap,
        };
        let mut state = Self {
            now: setup.now,
            zone: setup.zone,
            strings: Strings::of(setup.language),
            keymap,
            measure: setup.measure.clamp(*MEASURES.start(), *MEASURES.end()),
            usual: Usual {
                measure: setup.measure,
                language: setup.language,
            },
            mark_read_on_open: setup.mark_read_on_open,
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
            sidebar: Sidebar::default(),
            headlines: Headlines::default(),
            before_search: None,
            reader: Reader::default(),
            trail: Trail::default(),
            look: Look::default(),
            overlay: Overlay::None,
            undo: Undo::default(),
            notices: Notices::default(),
            progress: Progress::default(),
            offline: setup.offline,
            open_unread: false,
            open_chosen: false,
        };
        if let Some(first) = wrong.into_iter().next() {
            state.say(Tone::Bad, first.words);
        }
        state.recall(setup.memory);
        state.sidebar.rebuild(&Library::default());
        state.arrange();
        let query = state.headlines.query().clone();
        let effects = vec![
            Effect::List {
                query,
                limit: Some(FIRST_IDS),
            },
            Effect::Feeds,
        ];
        (state, effects)
    }

    /// Works out where everything stands, and fits the panes to it.
    pub fn arrange(&mut self) {
        self.areas = area::arrange(Wish {
            size: self.size,
            focus: self.focus,
            choice: self.choice,
            zen: self.zen,
            banner: self.edition != Edition::Own,
            divide: self.divide,
        });
        let stories = self.areas.stories_rows();
        self.headlines.roomy = stories.height >= 12 && self.areas.shape != area::Shape::Medium;
        // A pane that is not shown keeps its window.
        if !stories.is_empty() {
            self.headlines
                .set_height(usize::from(stories.height), &self.zone);
        }
        if !self.areas.feeds.is_empty() {
            self.sidebar
                .set_height(usize::from(self.areas.feeds_rows().height));
        }
        self.fit_reader();
        let height = usize::from(self.overlay_area().height.saturating_sub(OVERLAY_FRAME));
        if let Overlay::Picker(_, picker) = &mut self.overlay {
            picker.set_height(height);
        }
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

    /// Where a list that lies over the panes stands, with its frame.
    #[must_use]
    pub fn overlay_area(&self) -> area::Area {
        let screen = self.areas.screen;
        if look::is_choosing(&self.overlay) {
            return look::area(screen);
        }
        if screen.width < 64 || screen.height < 16 {
            screen
        } else {
            screen.centred(
                (screen.width * 3 / 4).clamp(62, 88),
                (screen.height * 4 / 5).min(30),
            )
        }
    }

    /// Moves the keys to that pane.
    pub fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
        self.arrange();
    }

    /// Where keys are pressed.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self.focus {
            Pane::Reader if matches!(self.reader.sheet.view(), View::Cuts) => Place::Cuts,
            Pane::Feeds => Place::Feeds,
            Pane::Stories => Place::Stories,
            Pane::Reader => Place::Reader,
        }
    }

    /// Tells the reader something.
    pub fn say(&mut self, tone: Tone, text: String) {
        self.notices.say(self.now, tone, text);
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

    /// The rows that the window needs and that are not known.
    pub fn ask_rows(&mut self) -> Vec<Effect> {
        let wanted = self.headlines.wanted_rows();
        if wanted.is_empty() {
            Vec::new()
        } else {
            vec![Effect::Headlines(wanted)]
        }
    }

    /// When the next `Tick` is needed: a notice ends, or the clock shows another minute.
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        let minute = SignedDuration::from_secs(60 - self.now.as_second().rem_euclid(60));
        let minute = self.now.checked_add(minute).ok();
        match (self.notices.ends(), minute) {
            (Some(end), Some(minute)) => Some(end.min(minute)),
            (end, minute) => end.or(minute),
        }
    }

    /// What stands above an article's body.
    #[must_use]
    pub fn header(&self, facts: &Facts) -> Header {
        header::header(&self.strings, &self.zone, facts)
    }
}

impl State {
    /// How the screen is left, for the next session.
    #[must_use]
    pub fn memory(&self) -> Memory {
        let tag = |language: Language| language.tag().to_owned();
        let panes = match self.choice {
            Choice::Auto => None,
            Choice::One => Some("one"),
            Choice::Two => Some("two"),
        };
        let (folded, read_feeds_hidden) = self.sidebar.memory();
        Memory {
            measure: Wished::of(self.measure, self.usual.measure),
            language: Wished::of(tag(self.strings.language), tag(self.usual.language)),
            panes: panes.map(str::to_owned),
            feeds: self.divide.feeds,
            stories: self.divide.stories,
            folded,
            read_feeds_hidden,
        }
    }

    /// Puts the screen as it was left.
    fn recall(&mut self, memory: Memory) {
        let usual = self.usual;
        if let Some(measure) = memory.measure.and_then(|wish| wish.now(&usual.measure)) {
            self.measure = measure.clamp(*MEASURES.start(), *MEASURES.end());
        }
        let usual = usual.language.tag().to_owned();
        if let Some(language) = memory.language.and_then(|wish| wish.now(&usual)) {
            self.strings = Strings::of(Language::of_locale(&language));
        }
        self.choice = match memory.panes.as_deref() {
            Some("one") => Choice::One,
            Some("two") => Choice::Two,
            _ => Choice::Auto,
        };
        self.divide = Divide {
            feeds: memory.feeds,
            stories: memory.stories,
        };
        self.sidebar.recall(memory.folded, memory.read_feeds_hidden);
    }
}

/// How many articles a list asks for before it asks for all: more than any window shows.
pub const FIRST_IDS: usize = 300;

/// Rows of a list over the panes that are not its own: two of frame, the input and its divider, one of hints.
pub const OVERLAY_FRAME: u16 = 5;
