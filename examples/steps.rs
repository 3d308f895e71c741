use kabar::*; use std::time::Instant; use jiff::tz::TimeZone;
fn main() {
    let t0 = Instant::now();
    let mut last = t0;
    let mut step = |name: &str| { let n = Instant::now(); println!("{name:20} {:>8.3} ms", (n - last).as_secs_f64() * 1e3); last = Instant::now(); };
    let s = config::load(&config::Overrides::default()).unwrap(); step("settings");
    let store = store::Store::open(&s.directories.library()).unwrap(); step("open");
    let c = store.counts().unwrap(); step("counts"); let _ = c;
    let zone = TimeZone::system(); step("zone");
    let (state, _e) = state::core::State::new(state::core::Setup { now: jiff::Timestamp::now(), zone, language: state::strings::Language::English, measure: 66, mark_read_on_open: true, edition: state::core::Edition::Own, size: (120, 40), offline: true, keymap: None }); step("State::new");
    let theme = view::theme::Theme::terminal(); step("theme");
    let ids = store.list(&Default::default(), Some(300)).unwrap(); step("list 300");
    let f = store.feeds().unwrap(); step("feeds"); let _ = f;
    let h = store.headlines(&ids[..90]).unwrap(); step("headlines 90"); let _ = h;
    let mut t = ratatui::Terminal::new(ratatui::backend::TestBackend::new(120, 40)).unwrap();
    t.draw(|f| view::draw(&state, &theme, f)).unwrap(); step("draw empty");
    let ids = store.list(&Default::default(), None).unwrap(); step("list all"); let _ = ids;
}
