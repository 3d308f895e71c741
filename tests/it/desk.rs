//! A state with a made-up library behind it, for tests of `state` and `view`: effects are answered at once.

use std::collections::{BTreeSet, HashMap, VecDeque};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use kabar::document::{Block, Document, Inline, Numbering};
use kabar::model::article::{ArticleId, Facts, Headline, Mark, Position, TextSource};
use kabar::model::feed::{Feed, FeedId, Folder, FolderId, Health};
use kabar::model::picture::{Images, Pixels};
use kabar::model::query::{Filter, Query, Scope};
use kabar::model::record::Record;
use kabar::model::snippet::Snippet;
use kabar::model::wishes::Wishes;
use kabar::state::core::{Edition, Setup, State};
use kabar::state::effect::Effect;
use kabar::state::memory::Memory;
use kabar::state::message::{Failure, Library, Message};
use kabar::state::press::{Code, Key};
use kabar::state::strings::Language;
use kabar::state::update::update;

/// The time at which every test takes place: a Sunday morning in Jakarta.
pub const NOW: &str = "2026-11-22T00:44:00Z";

/// A state, the library it is shown, and what it asked for.
pub struct Desk {
    pub state: State,
    pub library: Library,
    pub rows: Vec<Headline>,
    pub asked: Vec<Effect>,
    /// How the reader wants feeds.
    pub wishes: HashMap<FeedId, Wishes>,
    /// Pictures on the disk.
    pub pictures: HashMap<String, Pixels>,
    /// How many stories of other feeds tell the same as a story.
    pub elsewhere: HashMap<ArticleId, u32>,
    /// The body of every article.
    pub body: Document,
    /// Tags and the stories that have them.
    pub tags: BTreeSet<(String, ArticleId)>,
}

const TITLES: [&str; 6] = [
    "Presiden: anggaran pangan naik 12 persen tahun depan",
    "Gempa M 5,2 guncang Maluku, tidak berpotensi tsunami",
    "Rupiah menguat terhadap dolar pada penutupan perdagangan",
    "Mengenal arsip kolonial yang dibuka untuk umum",
    "Jadwal kereta tambahan akhir tahun diumumkan",
    "Timnas U-23 tahan imbang tamunya",
];

impl Desk {
    /// A library of `count` stories in two feeds on a terminal of that size.
    pub fn new(count: i64, size: (u16, u16)) -> Self {
        Self::speaking(Language::English, count, size)
    }

    /// The same in another language.
    pub fn speaking(language: Language, count: i64, size: (u16, u16)) -> Self {
        Self::set_up(count, |setup| {
            setup.language = language;
            setup.size = size;
        })
    }

    /// The same with another setup.
    pub fn set_up(count: i64, change: impl FnOnce(&mut Setup)) -> Self {
        let now: Timestamp = NOW.parse().unwrap();
        let rows: Vec<Headline> = (0..count).map(|n| headline(n, now)).collect();
        let mut setup = Setup {
            now,
            zone: TimeZone::fixed(jiff::tz::offset(7)),
            language: Language::English,
            measure: 66,
            mark_read_on_open: true,
            edition: Edition::Own,
            size: (80, 24),
            offline: true,
            preset: String::new(),
            keymap: None,
            accessible: false,
            images: Images::Ask,
            save_to: "~/Downloads".to_owned(),
            emoji: kabar::text::emoji::Emoji::Simple,
            memory: Memory::default(),
        };
        change(&mut setup);
        let (state, effects) = State::new(setup);
        let library = library(&rows, now);
        let mut desk = Self {
            state,
            library,
            rows,
            asked: Vec::new(),
            wishes: HashMap::new(),
            pictures: HashMap::new(),
            elsewhere: HashMap::new(),
            body: body(),
            tags: BTreeSet::new(),
        };
        desk.perform(effects);
        desk
    }

    /// Presses keys: `j`, `Enter`, `Ctrl-d`, divided by blanks.
    pub fn press(&mut self, keys: &str) {
        for name in keys.split_whitespace() {
            self.send(Message::Key(key(name)));
        }
    }

    /// Types a text, letter by letter.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.send(Message::Key(plain(Code::Char(letter))));
        }
    }

    /// Sends a message and performs what it leads to.
    pub fn send(&mut self, message: Message) {
        let effects = update(&mut self.state, message);
        self.perform(effects);
    }

    /// Lets time pass.
    pub fn wait(&mut self, seconds: i64) {
        let now = self.state.now + SignedDuration::from_secs(seconds);
        self.send(Message::Tick(now));
    }

    pub fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting: VecDeque<Effect> = effects.into();
        while let Some(effect) = waiting.pop_front() {
            self.asked.push(effect.clone());
            for answer in self.answer(effect) {
                waiting.extend(update(&mut self.state, answer));
            }
        }
    }

    fn answer(&mut self, effect: Effect) -> Vec<Message> {
        match effect {
            Effect::List { query, limit } => {
                let all = self.list(&query);
                let ids: Vec<ArticleId> = all
                    .iter()
                    .copied()
                    .take(limit.unwrap_or(usize::MAX))
                    .collect();
                let complete = ids.len() == all.len();
                let searched = Message::Searched(query.clone(), 9);
                let has_words = !query.words.is_empty();
                let listed = Message::Listed {
                    query,
                    ids,
                    complete,
                };
                let searched = has_words.then_some(searched);
                [listed].into_iter().chain(searched).collect()
            }
            Effect::Headlines(ids) => {
                let row = |id: &ArticleId| self.rows.iter().find(|row| row.id == *id).cloned();
                vec![Message::Headlines(ids.iter().filter_map(row).collect())]
            }
            Effect::Feeds => vec![Message::Feeds(self.library.clone())],
            Effect::Open(id) => vec![self.open(id)],
            Effect::Mark { ids, mark } => vec![self.mark(&ids, mark)],
            Effect::MarkAll { query, mark } => {
                let ids = self.list(&query);
                vec![self.mark(&ids, mark)]
            }
            Effect::Record(feed) => vec![Message::Record {
                feed,
                record: Box::new(Record {
                    per_week: 120,
                    pace: Some(1_800),
                    wishes: self.wishes.get(&feed).cloned().unwrap_or_default(),
                    ..Record::default()
                }),
            }],
            Effect::SetFeed { feed, key, value } => vec![self.set(feed, key, value)],
            Effect::Snippets { ids, words } => {
                let text = self.rows[0].excerpt.clone();
                let at = text.find(&words);
                let hits: Vec<_> = at.map(|at| at..at + words.len()).into_iter().collect();
                let snippet = Snippet { text, hits };
                let found = ids.into_iter().map(|id| (id, snippet.clone())).collect();
                vec![Message::Snippets { words, found }]
            }
            Effect::FindTitles(words) => {
                let words = words.to_lowercase();
                let rows = self.rows.iter();
                let rows = rows.filter(|row| row.title.to_lowercase().contains(&words));
                vec![Message::TitlesFound(rows.take(20).cloned().collect())]
            }
            Effect::FindTags(ids) => {
                let each = ids.iter().map(|id| self.tags_of(*id)).collect();
                vec![Message::TagsFound { ids, each }]
            }
            Effect::Tag { add, remove, known } => {
                let added = add.into_iter();
                let added = added
                    .filter(|(id, name)| self.tags.insert((name.clone(), *id)))
                    .collect();
                let removed = remove.into_iter();
                let removed = removed
                    .filter(|(id, name)| self.tags.remove(&(name.clone(), *id)))
                    .collect();
                self.library.tags = self.all_tags();
                vec![Message::Tagged {
                    added,
                    removed,
                    known,
                }]
            }
            Effect::FindPictures(urls) => {
                let found = |url: String| {
                    let pixels = self.pictures.get(&url).copied();
                    (url, pixels)
                };
                vec![Message::PicturesFound(
                    urls.into_iter().map(found).collect(),
                )]
            }
            Effect::CountAlike(ids) => {
                let count =
                    |id: ArticleId| (id, self.elsewhere.get(&id).copied().unwrap_or_default());
                vec![Message::Alike(ids.into_iter().map(count).collect())]
            }
            _ => Vec::new(),
        }
    }

    /// As the library does, for what is among the wishes.
    fn set(&mut self, feed: FeedId, key: &'static str, value: String) -> Message {
        if key == "title" {
            let known = self.library.feeds.iter_mut().find(|known| known.id == feed);
            let was = std::mem::replace(&mut known.unwrap().title, value.clone());
            return Message::Set {
                feed,
                key,
                was,
                is: value,
            };
        }
        let wishes = self.wishes.entry(feed).or_default();
        let was = wishes.shown(key);
        if let Err(words) = wishes.set(key, &value) {
            return Message::Failed(Failure {
                effect: Some(Effect::SetFeed { feed, key, value }),
                words,
            });
        }
        let is = wishes.shown(key);
        let muted = wishes.muted;
        let known = self.library.feeds.iter_mut().find(|known| known.id == feed);
        known.unwrap().muted = muted;
        Message::Set { feed, key, was, is }
    }

    fn list(&self, query: &Query) -> Vec<ArticleId> {
        let keeps = |row: &&Headline| {
            let scope = match query.scope {
                Scope::All => true,
                Scope::Feed(id) => row.feed == Some(id),
                Scope::Folder(id) => self
                    .library
                    .feeds
                    .iter()
                    .any(|feed| Some(feed.id) == row.feed && feed.folder == Some(id)),
            };
            let filter = match query.filter {
                Filter::All => true,
                Filter::Unread => !row.read,
                Filter::Read => row.read,
                Filter::Bookmarked => row.bookmarked,
                Filter::Offline => row.ready,
            };
            let tagged = query
                .tags
                .iter()
                .all(|tag| self.tags.contains(&(tag.clone(), row.id)));
            let alike = query
                .like
                .is_none_or(|id| (row.id.0 - id.0) % TITLES.len() as i64 == 0);
            scope
                && alike
                && tagged
                && filter
                && row
                    .title
                    .to_lowercase()
                    .contains(&query.words.to_lowercase())
        };
        self.rows.iter().filter(keeps).map(|row| row.id).collect()
    }

    fn mark(&mut self, ids: &[ArticleId], mark: Mark) -> Message {
        let mut changed = Vec::new();
        for row in self.rows.iter_mut().filter(|row| ids.contains(&row.id)) {
            let (flag, value) = match mark {
                Mark::Read => (&mut row.read, true),
                Mark::Unread => (&mut row.read, false),
                Mark::Bookmark => (&mut row.bookmarked, true),
                Mark::Unbookmark => (&mut row.bookmarked, false),
            };
            if *flag != value {
                *flag = value;
                changed.push(row.id);
            }
        }
        self.library = library(&self.rows, self.state.now);
        Message::Marked { ids: changed, mark }
    }

    fn open(&self, id: ArticleId) -> Message {
        let headline = self.rows.iter().find(|row| row.id == id).unwrap().clone();
        let facts = Facts {
            fetched: headline.published,
            headline,
            feed_url: None,
            authors: vec!["Rina Putri".to_owned()],
            language: None,
            tags: self.tags_of(id),
            categories: Vec::new(),
            enclosures: Vec::new(),
            body_error: None,
        };
        Message::Opened {
            facts: Box::new(facts),
            document: self.body.clone(),
            position: Position::default(),
        }
    }

    fn tags_of(&self, id: ArticleId) -> Vec<String> {
        let tags = self.tags.iter().filter(|(_, of)| *of == id);
        tags.map(|(name, _)| name.clone()).collect()
    }

    fn all_tags(&self) -> Vec<(String, u32)> {
        let mut all: Vec<(String, u32)> = Vec::new();
        for (name, _) in &self.tags {
            match all.last_mut().filter(|(last, _)| last == name) {
                Some((_, count)) => *count += 1,
                None => all.push((name.clone(), 1)),
            }
        }
        all
    }

    /// The effects asked for since the last call.
    pub fn take_asked(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.asked)
    }

    /// The numbers of the unread rows.
    pub fn unread(&self) -> usize {
        self.rows.iter().filter(|row| !row.read).count()
    }
}

/// A key by its name in keymaps.
pub fn key(name: &str) -> Key {
    let (ctrl, name) = name
        .strip_prefix("Ctrl-")
        .map_or((false, name), |rest| (true, rest));
    let (shift, name) = name
        .strip_prefix("Shift-")
        .map_or((false, name), |rest| (true, rest));
    let code = match name {
        "Enter" => Code::Enter,
        "Esc" => Code::Escape,
        "Tab" => Code::Tab,
        "Space" => Code::Char(' '),
        "Backspace" => Code::Backspace,
        "Up" => Code::Up,
        "Down" => Code::Down,
        "PgDn" => Code::PageDown,
        "PgUp" => Code::PageUp,
        "Home" => Code::Home,
        "Right" => Code::Right,
        "End" => Code::End,
        "Left" => Code::Left,
        "Del" => Code::Delete,
        "F1" => Code::Function(1),
        letter => Code::Char(letter.chars().next().unwrap()),
    };
    Key {
        code,
        ctrl,
        alt: false,
        shift,
    }
}

fn plain(code: Code) -> Key {
    Key {
        code,
        ctrl: false,
        alt: false,
        shift: false,
    }
}

fn headline(n: i64, now: Timestamp) -> Headline {
    let title = TITLES[usize::try_from(n).unwrap() % TITLES.len()];
    let feed = FeedId(1 + n % 2);
    Headline {
        id: ArticleId(1000 + n),
        feed: Some(feed),
        feed_title: if feed == FeedId(1) {
            "Kabar Kota".to_owned()
        } else {
            "Warta Sains".to_owned()
        },
        title: format!("{title} {n}"),
        url: Some(format!("https://kabar-kota.example/{n}")),
        published: now - SignedDuration::from_mins(7 + n * 95),
        read: n % 5 == 4,
        bookmarked: n % 7 == 3,
        source: if n % 3 == 0 {
            TextSource::Feed
        } else {
            TextSource::Page
        },
        ready: n % 3 != 0,
        minutes: 2 + u16::try_from(n % 7).unwrap(),
        excerpt: "Gempa bumi mengguncang wilayah Maluku pada Minggu pagi.".to_owned(),
    }
}

fn library(rows: &[Headline], now: Timestamp) -> Library {
    let count = |keeps: &dyn Fn(&&Headline) -> bool| {
        u32::try_from(rows.iter().filter(|row| keeps(row)).count()).unwrap()
    };
    let feed = |id, title: &str, health| Feed {
        id: FeedId(id),
        url: format!("https://{id}.example/feed"),
        link: None,
        title: title.to_owned(),
        folder: Some(FolderId(1)),
        language: Some("id".to_owned()),
        unread: count(&|row| row.feed == Some(FeedId(id)) && !row.read),
        total: count(&|row| row.feed == Some(FeedId(id))),
        fetched: Some(now),
        latest: Some(now - SignedDuration::from_mins(id * 7)),
        health,
        muted: false,
        images: None,
        notify: false,
        took: None,
        instead: None,
        damage: None,
    };
    let failing = Health::Failing {
        since: now - SignedDuration::from_hours(50),
        tries: 3,
        cause: "404 not found".to_owned(),
        retry: None,
        wait: None,
    };
    Library {
        feeds: vec![
            feed(1, "Kabar Kota", Health::Well),
            feed(2, "Warta Sains", Health::Well),
            feed(3, "Harian Lama", failing),
        ],
        folders: vec![Folder {
            id: FolderId(1),
            parent: None,
            name: "Nasional".to_owned(),
        }],
        unread: count(&|row| !row.read),
        bookmarked: count(&|row| row.bookmarked),
        offline: count(&|row| row.ready),
        tags: Vec::new(),
        total: count(&|_| true),
    }
}

fn body() -> Document {
    let words = |text: &str| {
        vec![Inline::Text {
            text: text.to_owned(),
        }]
    };
    let mut blocks = vec![
        Block::Paragraph {
            content: words(
                "Jakarta — Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku pada Minggu pagi, menurut Badan Meteorologi, Klimatologi, dan Geofisika.",
            ),
        },
        Block::Heading {
            level: 2,
            content: words("Tidak berpotensi tsunami"),
        },
        Block::Quote {
            blocks: vec![Block::Paragraph {
                content: words("Warga diimbau tetap tenang dan menjauhi bangunan yang retak."),
            }],
        },
        Block::List {
            start: None,
            numbering: Numbering::default(),
            items: vec![
                vec![Block::Paragraph {
                    content: words("Kedalaman 10 km"),
                }],
                vec![Block::Paragraph {
                    content: words("Pusat 74 km barat laut Maluku Tengah"),
                }],
            ],
        },
    ];
    for n in 0..20 {
        blocks.push(Block::Paragraph { content: words(&format!("Paragraf {n}. Petugas mencatat empat belas gempa susulan hingga pukul enam pagi, semuanya lebih lemah daripada gempa pertama.")) });
    }
    Document { blocks }
}
