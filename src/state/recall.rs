//! The screen as it was left: told to the next session, and taken up from the last.

use crate::model::query::Order;
use crate::state::area::{Choice, Divide, Share};
use crate::state::core::{Edition, MEASURES, State};
use crate::state::lists;
use crate::state::memory::{Left, Memory, Wished};
use crate::state::part::Part;
use crate::state::strings::{Language, Strings};

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
        let (folded, read_feeds_hidden, order) = self.sidebar.memory();
        // What was done to the sample edition means nothing in another library.
        let is_own = self.edition == Edition::Own;
        let (undo, redo) = if is_own {
            self.undo.memory(self.now)
        } else {
            <_>::default()
        };
        Memory {
            measure: Wished::of(self.measure, self.usual.measure),
            language: Wished::of(tag(self.strings.language), tag(self.usual.language)),
            panes: panes.map(str::to_owned),
            divide: self.divide,
            feeds: None,
            stories: None,
            folded,
            read_feeds_hidden,
            order,
            history: if is_own {
                self.history.clone()
            } else {
                <_>::default()
            },
            recent: self.named.recent.clone(),
            piped: self.piped.clone(),
            left: self
                .left()
                .filter(|left| is_own && *left != Left::default()),
            undo,
            redo,
        }
    }

    /// Which stories are shown, and where among them the reader is. Of a search it is what was shown before.
    fn left(&self) -> Option<Left> {
        let headlines = &self.headlines;
        let query = match (self.before_search, &self.unfiltered) {
            (Some(entry), _) => lists::part_of(self, entry)?,
            (None, Some(query)) => query.clone(),
            (None, None) => headlines.query().clone(),
        };
        let order = match query.order {
            Order::Best => Order::default(),
            order => order,
        };
        let is_listed = self.before_search.is_none() && headlines.chosen() > 0;
        let story = headlines.chosen_id().filter(|_| is_listed);
        Some(Left {
            scope: query.scope,
            filter: query.filter,
            order,
            story,
            at: story.map_or(0, |_| headlines.chosen()),
            above: story.map(|_| headlines.above()),
        })
    }

    /// Puts the screen as it was left.
    pub fn recall(&mut self, memory: Memory) {
        let usual = self.usual.clone();
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
        let shares = |columns: Option<u16>, usual| columns.map(|columns| Share::of(columns, usual));
        self.divide = Divide {
            feeds: memory.divide.feeds.or(shares(memory.feeds, 24)),
            stories: memory.divide.stories.or(shares(memory.stories, 40)),
        };
        self.sidebar
            .recall(memory.folded, memory.read_feeds_hidden, memory.order);
        self.named.recent = memory.recent;
        self.piped = memory.piped;
        if self.edition == Edition::Own {
            self.history = memory.history;
            if let Some(left) = memory.left {
                let query = left.query();
                self.headlines.part = Part::of(&query).unwrap_or_default();
                self.headlines.resume(query, left.story, left.above);
            }
            self.undo.recall(&memory.undo, &memory.redo, self.now);
        }
    }
}
