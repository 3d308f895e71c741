//! The list window: a key pressed and the screen drawn, with ten and a hundred thousand stories in the list.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kabar::model::article::{ArticleId, Headline, TextSource};
use kabar::state::core::{Edition, Setup, State};
use kabar::state::effect::Effect;
use kabar::state::message::{Code, Key, Message};
use kabar::state::strings::Language;
use kabar::state::update::update;
use kabar::view::draw;
use kabar::view::theme::Theme;
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
        keymap: None,
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
}

criterion_group!(benches, window);
criterion_main!(benches);
