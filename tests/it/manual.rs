//! The manual in kabar itself: reached from the keys, read and searched as a story is, left by the same keys.

use kabar::model::article::ArticleId;
use kabar::state::area::Pane;
use kabar::state::effect::Effect;
use kabar::state::strings::Language;

use crate::desk::Desk;
use crate::view::screen;

#[test]
fn the_manual_is_opened_from_the_keys_and_left_to_where_one_was() {
    for keys in ["F1 F1", "? F1", "g ?"] {
        let mut desk = Desk::new(6, (120, 40));
        desk.press(keys);
        assert_eq!(desk.state.focus, Pane::Reader);
        let text = screen(&desk);
        assert!(text.contains("How to use kabar"), "{keys}\n{text}");
        let keys_told = text.lines().last().unwrap_or_default();
        assert!(keys_told.contains("/ search"), "{text}");
        assert!(!keys_told.contains("J next"), "it is no story\n{text}");
        desk.press("G");
        let text = screen(&desk);
        assert!(text.contains("The manual"), "{keys}\n{text}");
        desk.press("q q");
        assert_eq!(desk.state.focus, Pane::Stories);
        assert!(!screen(&desk).contains("How to use kabar"));
    }
}

#[test]
fn the_manual_has_the_readers_own_keys_and_is_no_story() {
    let mut desk = Desk::set_up(6, |setup| {
        setup.keymap = Some("[everywhere]\nzen = [\"Z\"]\n[reader]\nimages = []".to_owned());
        setup.size = (80, 24);
        setup.language = Language::Indonesian;
    });
    desk.press("g ?");
    let words = desk.state.reader.document().plain_text();
    assert!(words.contains("Teks saja"), "{words}");
    let line = |label: &str| {
        words
            .lines()
            .find(|line| line.contains(label))
            .map(str::to_owned)
    };
    assert!(line("Teks saja").unwrap().contains('Z'), "{words}");
    assert!(words.contains("Z menyisakan teks saja"), "{words}");
    assert_eq!(line("Tampilkan atau sembunyikan gambar"), None, "{words}");
    assert!(!screen(&desk).contains("dari 6"), "{}", screen(&desk));
    desk.take_asked();
    // It is found in, and marks are no use.
    desk.press("b B o y N");
    let asked = desk.take_asked();
    let is_of_story = |effect: &&Effect| {
        matches!(
            effect,
            Effect::Mark { .. } | Effect::Save(_) | Effect::Browse(_) | Effect::Copy(_)
        )
    };
    assert_eq!(asked.iter().find(is_of_story), None);
    assert!(
        screen(&desk).contains("Ini buku petunjuk"),
        "{}",
        screen(&desk)
    );
    desk.press("/");
    desk.type_text("tetikus");
    desk.press("Enter");
    assert!(desk.state.reader.find.count() > 0);
    assert!(
        desk.state
            .history
            .visits()
            .all(|visit| visit.id != ArticleId::PASSING)
    );
}
