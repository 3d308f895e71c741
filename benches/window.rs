//! The list window: a key pressed and the screen drawn, with ten and a hundred thousand stories in the list.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kabar::config::options;
use kabar::document::{Block, Document, Inline};
use kabar::model::article::{ArticleId, Facts, Headline, Position, TextSource};
use kabar::model::feed::{Feed, FeedId, Folder, FolderId, Health};
use kabar::model::snippet::Snippet;
use kabar::state::core::{Edition, Setup, State};
use kabar::state::effect::Effect;
use kabar::state::message::{Library, Message};
use kabar::state::press::{Code, Key};
use kabar::state::settings::{Allowed, Origin, Setting};
use kabar::state::strings::Language;
use kabar::state::update::update;
use kabar::view::draw;
use kabar::view::picture::Paintings;
use kabar::view::theme::{Bidi, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn headline(id: ArticleId, now: Timestamp) -> Headline {
    Headline {
        id,
        feed: None,
        feed_title: "Kabar Kota".to_owned(),
        title: format!(
            "Gempa guncang Maluku, tidak berpotensi tsunami, kata BMKG {}",
            id.0
        ),
        url: None,
        published: now - SignedDuration::from_mins(id.0),
        read: id.0 % 3 == 0,
        bookmarked: id.0 % 7 == 0,
        source: TextSource::Page,
        ready: true,
        minutes: 3,
        excerpt: String::new(),
    }
}

/// A state with that many stories; rows are answered as they are asked for.
fn desk(count: i64) -> State {
    let now: Timestamp = "2026-11-22T00:44:00Z".parse().unwrap_or_default();
    let (mut state, effects) = State::new(Setup {
        now,
        zone: TimeZone::UTC,
        language: Language::English,
        measure: 66,
        mark_read_on_open: true,
        edition: Edition::Own,
        size: (120, 40),
        offline: true,
        preset: String::new(),
        keymap: None,
        accessible: false,
        images: kabar::model::picture::Images::Ask,
        save_to: "~/Downloads".to_owned(),
        emoji: kabar::text::emoji::Emoji::Simple,
        memory: kabar::state::memory::Memory::default(),
    });
    answer(&mut state, effects, count, now);
    state
}

fn answer(state: &mut State, effects: Vec<Effect>, count: i64, now: Timestamp) {
    for effect in effects {
        let message = match effect {
            Effect::List { query, .. } => Message::Listed {
                query,
                ids: (0..count).map(ArticleId).collect(),
                complete: true,
            },
            Effect::Headlines(ids) => {
                Message::Headlines(ids.into_iter().map(|id| headline(id, now)).collect())
            }
            Effect::Snippets { ids, words } => {
                let text = INDONESIAN.trim().to_owned();
                let snippet = Snippet {
                    text,
                    hits: vec![0..4, 13..16],
                };
                Message::Snippets {
                    words,
                    found: ids.into_iter().map(|id| (id, snippet.clone())).collect(),
                }
            }
            Effect::ReadSettings => Message::Settings(settings()),
            _ => continue,
        };
        let more = update(state, message);
        answer(state, more, count, now);
    }
}

fn window(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("window");
    let (theme, paintings) = (Theme::terminal(), Paintings::default());
    let down = Message::Key(Key {
        code: Code::PageDown,
        ctrl: false,
        alt: false,
        shift: false,
    });
    for count in [10_000, 100_000] {
        let mut state = desk(count);
        let Ok(mut terminal) = Terminal::new(TestBackend::new(120, 40));
        let now = state.now;
        group.bench_function(BenchmarkId::new("page down and draw", count), |bench| {
            bench.iter(|| {
                let effects = update(&mut state, down.clone());
                answer(&mut state, effects, count, now);
                terminal
                    .draw(|frame| {
                        draw(&state, &theme, &paintings, frame.buffer_mut());
                    })
                    .map(|_| ())
            });
        });
    }
    group.finish();
    frames(criterion);
}

/// Whole frames at 200×60 of every screen that is open for long: the lists, a long article in Indonesian and one in
/// Arabic, and what lies over them.
fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame of 200 by 60");
    let (mut theme, paintings) = (Theme::terminal(), Paintings::default());
    theme.links = true;
    theme.bidi = Bidi::App;
    for (name, sentence, keys) in [
        ("lists", "", ""),
        ("indonesian article", INDONESIAN, ""),
        ("arabic article", ARABIC, ""),
        ("search", "", "/gempa"),
        ("palette", "", ":"),
        ("help", "", "?"),
        ("settings", "", ","),
        ("errors", "", "!"),
        ("catalogue", "", "gc"),
        ("themes", "", "T"),
    ] {
        let mut state = desk(10_000);
        let now = state.now;
        update(&mut state, Message::Feeds(library(now)));
        update(&mut state, Message::Resized(200, 60));
        if !sentence.is_empty() {
            open(&mut state, sentence);
        }
        for letter in keys.chars() {
            let key = Message::Key(Key {
                code: Code::Char(letter),
                ctrl: false,
                alt: false,
                shift: false,
            });
            let effects = update(&mut state, key);
            answer(&mut state, effects, 10_000, now);
        }
        let Ok(mut terminal) = Terminal::new(TestBackend::new(200, 60));
        group.bench_function(name, |bench| {
            bench.iter(|| {
                terminal
                    .draw(|frame| {
                        draw(&state, &theme, &paintings, frame.buffer_mut());
                    })
                    .map(|_| ())
            });
        });
    }
    group.finish();
}

/// Sixty feeds in six folders, every third of which fails.
fn library(now: Timestamp) -> Library {
    let feed = |number: i64| Feed {
        id: FeedId(number),
        url: format!("https://warta-{number}.example/rss.xml"),
        link: Some(format!("https://warta-{number}.example/")),
        title: format!("Warta Kota {number}"),
        folder: Some(FolderId(number % 6)),
        language: Some("id".to_owned()),
        unread: 12,
        total: 160,
        fetched: Some(now),
        latest: Some(now),
        health: if number % 3 == 0 {
            Health::Failing {
                since: now - SignedDuration::from_hours(50),
                tries: 3,
                cause: "the server answered 403 (forbidden)".to_owned(),
                retry: Some(now + SignedDuration::from_mins(26)),
                wait: None,
            }
        } else {
            Health::Well
        },
        muted: false,
        notify: false,
        images: None,
        took: Some(300),
        instead: None,
        damage: None,
    };
    let folder = |number: i64| Folder {
        id: FolderId(number),
        parent: None,
        name: format!("Berkas {number}"),
    };
    Library {
        feeds: (0..60).map(feed).collect(),
        folders: (0..6).map(folder).collect(),
        tags: Vec::new(),
        unread: 720,
        bookmarked: 17,
        offline: 9_000,
        total: 10_000,
    }
}

/// The settings of the built-in file, as they are told.
fn settings() -> Vec<Setting> {
    let setting = |choice: &options::Choice| Setting {
        section: choice.section.to_owned(),
        name: choice.name.to_owned(),
        value: "auto".to_owned(),
        usual: "auto".to_owned(),
        allowed: Allowed::Typed("40–90".to_owned()),
        origin: Origin::File,
    };
    options::CHOICES.iter().map(setting).collect()
}

/// Shows an article of a hundred paragraphs with a link each.
fn open(state: &mut State, sentence: &str) {
    let words = |text: &str| Inline::Text {
        text: text.to_owned(),
    };
    let paragraph = |number: i32| Block::Paragraph {
        content: vec![
            words(&sentence.repeat(3)),
            Inline::Link {
                url: format!("https://kabar.example/{number}"),
                content: vec![words(sentence.trim())],
            },
        ],
    };
    let facts = Facts {
        headline: headline(ArticleId(0), state.now),
        authors: Vec::new(),
        feed_url: None,
        fetched: state.now,
        language: None,
        tags: Vec::new(),
        categories: Vec::new(),
        enclosures: Vec::new(),
        body_error: None,
    };
    let document = Document {
        blocks: (0..100).map(paragraph).collect(),
    };
    update(
        state,
        Message::Opened {
            facts: Box::new(facts),
            document,
            position: Position::default(),
        },
    );
}

const INDONESIAN: &str =
    "Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku pada Minggu pagi, kata BMKG. ";
const ARABIC: &str =
    "أعلنت الحكومة اليوم عن سياسة اقتصادية جديدة لدعم الشركات الصغيرة والمتوسطة في البلاد. ";

criterion_group!(benches, window);
criterion_main!(benches);
