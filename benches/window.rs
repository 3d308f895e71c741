//! The list window: a key pressed and the screen drawn, with ten and a hundred thousand stories in the list.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kabar::document::{Block, Document, Inline};
use kabar::model::article::{ArticleId, Facts, Headline, Position, TextSource};
use kabar::state::core::{Edition, Setup, State};
use kabar::state::effect::Effect;
use kabar::state::message::{Code, Key, Message};
use kabar::state::strings::Language;
use kabar::state::update::update;
use kabar::view::draw;
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
            _ => continue,
        };
        let more = update(state, message);
        answer(state, more, count, now);
    }
}

fn window(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("window");
    let theme = Theme::terminal();
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
                    .draw(|frame| draw(&state, &theme, frame))
                    .map(|_| ())
            });
        });
    }
    group.finish();
    frames(criterion);
}

/// Whole frames at 200×60: the lists, a long article in Indonesian and one in Arabic, the palette.
fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame of 200 by 60");
    let mut theme = Theme::terminal();
    theme.links = true;
    theme.bidi = Bidi::App;
    for (name, sentence, key) in [
        ("lists", "", None),
        ("indonesian article", INDONESIAN, None),
        ("arabic article", ARABIC, None),
        ("palette", "", Some(':')),
    ] {
        let mut state = desk(10_000);
        update(&mut state, Message::Resized(200, 60));
        if !sentence.is_empty() {
            open(&mut state, sentence);
        }
        if let Some(letter) = key {
            let key = Key {
                code: Code::Char(letter),
                ctrl: false,
                alt: false,
                shift: false,
            };
            update(&mut state, Message::Key(key));
        }
        let Ok(mut terminal) = Terminal::new(TestBackend::new(200, 60));
        group.bench_function(name, |bench| {
            bench.iter(|| {
                terminal
                    .draw(|frame| draw(&state, &theme, frame))
                    .map(|_| ())
            });
        });
    }
    group.finish();
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
