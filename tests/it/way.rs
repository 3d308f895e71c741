//! Tests of finding one's way: what is looked for by its name, what a screen says of itself, what leads on from an empty
//! one.

use kabar::state::effect::Effect;
use kabar::state::overlay::Overlay;
use kabar::state::strings::Language;

use crate::desk::Desk;
use crate::view::screen;

/// What the line at the foot of the screen says.
fn footer(desk: &Desk) -> String {
    screen(desk).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_catalogue_is_found_by_country_and_subject_in_both_languages() {
    for (language, typed, heading, first) in [
        (Language::English, "germany", "Germany", "DW"),
        (Language::English, "jerman", "Germany", "DW"),
        (Language::English, "singapura", "Singapore", "CNA"),
        (Language::Indonesian, "singapore", "Singapura", "CNA"),
        (Language::Indonesian, "jepang", "Jepang", "NHK"),
        (Language::Indonesian, "football", "Britania", ""),
    ] {
        let mut desk = Desk::speaking(language, 5, (80, 24));
        desk.press("g c");
        desk.type_text(typed);
        let text = screen(&desk);
        let Overlay::Picker(_, picker) = &desk.state.overlay else {
            panic!("{typed}");
        };
        let shown: Vec<_> = picker.window().map(|(_, row, _)| row.clone()).collect();
        println!("{typed}: {:?}", shown.iter().map(|row| &row.label).collect::<Vec<_>>());
        assert!(shown[0].heading, "{typed}: {text}");
        if !first.is_empty() {
            assert_eq!(shown[0].label, heading, "{typed}");
            assert!(shown[1].label.starts_with(first), "{typed}: {text}");
        }
        assert!(picker.chosen().is_some() && picker.count() > 0, "{typed}");
    }
}

#[test]
fn enter_takes_a_feed_of_the_catalogue_and_leaves_it_space_takes_and_stays() {
    let mut desk = Desk::set_up(5, |setup| setup.offline = false);
    desk.press("g c");
    assert!(footer(&desk).contains("⏎ subscribe & close  Space subscribe"), "{}", footer(&desk));
    desk.press("Down");
    desk.take_asked();
    desk.press("Space");
    assert!(matches!(desk.take_asked()[..], [Effect::Subscribe { .. }]));
    assert!(screen(&desk).contains("[x]"), "it is ticked before it has come");
    // Enter behind it ends the choosing, and takes nothing back.
    desk.press("Enter");
    assert_eq!(desk.take_asked(), []);
    assert!(matches!(desk.state.overlay, Overlay::None));
    desk.press("g c Down Down");
    desk.take_asked();
    desk.press("Enter");
    assert!(matches!(desk.take_asked()[..], [Effect::Subscribe { .. }]));
    assert!(matches!(desk.state.overlay, Overlay::None));
}
