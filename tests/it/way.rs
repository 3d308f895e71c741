//! Tests of finding one's way: what is looked for by its name, what a screen says of itself, what leads on from an empty
//! one.

use kabar::assets;
use kabar::state::core::Edition;
use kabar::state::effect::{Effect, Own};
use kabar::state::look::{Look, Offer};
use kabar::state::message::{Failure, Message};
use kabar::state::notices::Tone;
use kabar::state::overlay::Overlay;
use kabar::state::ownkeys::{beside, keymap};
use kabar::state::press::{Mouse, MouseKind};
use kabar::state::strings::Language;
use kabar::view::colour::Depth;
use kabar::view::theme::Theme;
use ratatui::style::Color;

use crate::desk::Desk;
use crate::view::screen;

/// What the line at the foot of the screen says.
fn footer(desk: &Desk) -> String {
    screen(desk).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_catalogue_is_found_by_country_and_subject_in_both_languages() {
    for (language, typed, heading, first) in [
        (Language::English, "germany", "Germany", "Deutsche"),
        (Language::English, "jerman", "Germany", "Deutsche"),
        (Language::English, "singapura", "Singapore", "Channel"),
        (Language::Indonesian, "singapore", "Singapura", "Channel"),
        (Language::Indonesian, "jepang", "Jepang", "NHK"),
        (Language::Indonesian, "football", "", ""),
    ] {
        let mut desk = Desk::speaking(language, 5, (80, 24));
        desk.press("g c");
        desk.type_text(typed);
        let text = screen(&desk);
        let Overlay::Picker(_, picker) = &desk.state.overlay else {
            panic!("{typed}");
        };
        let shown: Vec<_> = picker.window().map(|(_, row, _)| row.clone()).collect();
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
    assert!(
        footer(&desk).contains("⏎ subscribe & close  Space subscribe"),
        "{}",
        footer(&desk)
    );
    desk.press("Down");
    desk.take_asked();
    desk.press("Space");
    assert!(matches!(desk.take_asked()[..], [Effect::Subscribe { .. }]));
    assert!(
        screen(&desk).contains("[x]"),
        "it is ticked before it has come"
    );
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

#[test]
fn a_key_that_a_nearer_section_has_is_told_with_its_line() {
    for (own, wanted) in [
        (
            "[everywhere]\nzen = [\"b\"]",
            "everywhere.zen: \"b\" stays with story.toggle-bookmark, which goes first",
        ),
        (
            "[everywhere]\nsettings = [\"e\"]",
            "everywhere.settings: \"e\" stays with feeds.feed-settings, stories.feed-settings, reader.edit-text, which goes first",
        ),
        // Both are the reader's own, or what had it was taken away.
        ("[everywhere]\nzen = [\"b\"]\n[story]\nbrowse = [\"b\"]", ""),
        (
            "[everywhere]\nzen = [\"b\"]\n[story]\ntoggle-bookmark = [\";\"]",
            "",
        ),
        ("[feeds]\nzen = [\"b\"]", ""),
    ] {
        let (_, wrong) = keymap("kabar", Some(own));
        let told: Vec<_> = wrong
            .iter()
            .map(|wrong| (wrong.line, wrong.words.as_str()))
            .collect();
        let expected: Vec<_> = (!wanted.is_empty())
            .then_some((2, wanted))
            .into_iter()
            .collect();
        assert_eq!(told, expected, "{own}");
    }
    let note = |own| {
        beside("kabar", own)
            .into_iter()
            .map(|note| note.words)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        note("[stories]\ntoggle-bookmark = [\"; b\"]"),
        ["stories.toggle-bookmark: story gives it \"b\" too"]
    );
    assert!(note("[story]\ntoggle-bookmark = [\"; b\"]").is_empty());
}

#[test]
fn a_key_that_does_several_things_stands_in_the_list_of_keys_and_does_them_from_there() {
    let mut desk = Desk::set_up(20, |setup| {
        setup.keymap = Some("[stories]\n\"toggle-read next-story\" = [\"Ctrl-n\"]".to_owned());
    });
    desk.press("?");
    desk.type_text("Ctrl-n");
    let text = screen(&desk);
    assert!(
        text.contains("Read / unread + Next story") && text.contains("Ctrl-n"),
        "{text}"
    );
    let chosen = desk.state.headlines.chosen();
    desk.take_asked();
    desk.press("Enter");
    assert!(matches!(
        desk.take_asked().first(),
        Some(Effect::Mark { .. })
    ));
    assert_eq!(desk.state.headlines.chosen(), chosen + 1);
}

#[test]
fn the_files_of_the_reader_are_opened_by_name_and_the_manual_names_every_action() {
    for (typed, own) in [("keymap", Own::Keymap), ("config", Own::Config)] {
        let mut desk = Desk::new(20, (80, 24));
        desk.press(":");
        desk.type_text(typed);
        desk.take_asked();
        desk.press("Enter");
        assert_eq!(desk.take_asked(), [Effect::EditOwn(own)], "{typed}");
    }
    let mut desk = Desk::new(20, (80, 24));
    desk.press("g ?");
    let words = desk.state.reader.document().plain_text();
    assert!(words.contains("toggle-bookmark"), "{words}");
}

#[test]
fn a_theme_that_the_environment_gives_is_not_said_to_be_changed() {
    let mut desk = Desk::new(20, (80, 24));
    let offer = |name: &str| Offer {
        name: name.to_owned(),
        ..Offer::default()
    };
    desk.state.look = Look {
        theme: "dracula".to_owned(),
        held: true,
        themes: ["dracula", "nord"].map(offer).to_vec(),
        ascii: false,
    };
    desk.press("T Down");
    desk.take_asked();
    desk.press("Enter");
    assert_eq!(desk.take_asked(), []);
    assert_eq!(desk.state.look.theme, "dracula");
    let told = desk.state.notices.shown().unwrap();
    assert!(told.text.contains("KABAR_LOOK_THEME"), "{}", told.text);
    assert_eq!(told.tone, Tone::Plain);
}

#[test]
fn esc_leads_back_to_the_first_screen_and_a_command_does_so_later() {
    for way in ["2", "3", "4", "k k Enter"] {
        let mut desk = Desk::set_up(12, |setup| setup.edition = Edition::Sample);
        desk.press("j");
        desk.press(way);
        assert!(matches!(desk.state.overlay, Overlay::Picker(..)), "{way}");
        desk.press("Esc");
        assert!(matches!(desk.state.overlay, Overlay::Welcome(_)), "{way}");
        // One more leads to the panes; there no list leads back.
        desk.press("Esc");
        assert!(matches!(desk.state.overlay, Overlay::None), "{way}");
        desk.press("a Esc");
        assert!(matches!(desk.state.overlay, Overlay::None), "{way}");
        desk.press(":");
        desk.type_text("first screen");
        desk.press("Enter");
        assert!(matches!(desk.state.overlay, Overlay::Welcome(_)), "{way}");
    }
    let mut desk = Desk::new(12, (80, 24));
    desk.press(":");
    desk.type_text("welcome");
    desk.press("Enter");
    assert!(!matches!(desk.state.overlay, Overlay::Welcome(_)));
}

#[test]
fn without_a_feed_every_list_but_the_bookmarks_says_how_to_get_one() {
    let mut desk = Desk::new(0, (80, 24));
    desk.library.feeds.clear();
    desk.library.folders.clear();
    desk.send(Message::Feeds(desk.library.clone()));
    for keys in ["g l", "g u", "g o"] {
        desk.press(keys);
        assert!(
            screen(&desk).contains("g c  catalogue"),
            "{keys}: {}",
            screen(&desk)
        );
    }
    desk.press("g b");
    assert!(
        screen(&desk).contains("No bookmarks yet"),
        "{}",
        screen(&desk)
    );
}

#[test]
fn who_else_tells_a_story_is_counted_anew_when_a_feed_goes() {
    let mut desk = Desk::new(30, (80, 24));
    let row = desk.rows[1].id;
    desk.elsewhere = [(row, 3)].into_iter().collect();
    desk.send(Message::Changed);
    assert!(screen(&desk).contains("≈3"), "{}", screen(&desk));
    desk.elsewhere = [(row, 1)].into_iter().collect();
    let gone = desk.library.feeds.pop().unwrap();
    desk.send(Message::Unsubscribed {
        feed: gone.id,
        title: gone.title,
    });
    assert!(screen(&desk).contains("≈1"), "{}", screen(&desk));
}

#[test]
fn of_sixteen_colours_each_scheme_keeps_the_hue_of_what_tells_by_it() {
    let blue = [Color::Blue, Color::LightBlue];
    let star = [Color::LightYellow, Color::Magenta];
    let red = [Color::Red, Color::LightRed];
    for (name, _) in assets::SCHEMES {
        let theme = Theme::named(name, Depth::Sixteen).unwrap();
        for (role, hues) in [
            ("frame-focus", blue),
            ("unread-dot", blue),
            ("bookmark", star),
            ("error", red),
        ] {
            let colour = theme.style(role).fg.unwrap();
            assert!(hues.contains(&colour), "{name} {role}: {colour}");
            assert_eq!(theme.on_selection(colour), colour, "{name} {role}");
        }
        let ground = theme.style("screen").bg.unwrap();
        assert!(
            !blue.contains(&ground) && !red.contains(&ground),
            "{name}: {ground}"
        );
    }
}

#[test]
fn the_frame_of_a_long_list_tells_where_one_is() {
    let mut desk = Desk::new(60, (120, 40));
    assert!(screen(&desk).contains(" 1/60 ━"), "{}", screen(&desk));
    desk.press("j j G");
    assert!(screen(&desk).contains(" 60/60 ━"), "{}", screen(&desk));
    let desk = Desk::new(3, (120, 40));
    assert!(!screen(&desk).contains("1/3"), "{}", screen(&desk));
}

#[test]
fn a_list_over_the_panes_uses_the_height_there_is_and_home_and_end_go_to_its_ends() {
    let mut desk = Desk::new(60, (120, 110));
    desk.press("?");
    let Overlay::Picker(_, picker) = &desk.state.overlay else {
        panic!("no list of keys");
    };
    let whole = picker.len();
    assert!(
        picker.window().count() >= whole.min(80),
        "{}",
        picker.window().count()
    );
    let first = picker.chosen();
    desk.press("End");
    let chosen = |desk: &Desk| match &desk.state.overlay {
        Overlay::Picker(_, picker) => picker.chosen(),
        _ => None,
    };
    assert_eq!(chosen(&desk), Some(whole - 1));
    desk.press("Home");
    assert_eq!(chosen(&desk), first);
    // In a line that is typed in they are keys of the line.
    desk.press("Esc a");
    desk.type_text("bc");
    desk.press("Home");
    desk.type_text("a");
    assert!(screen(&desk).contains("abc"), "{}", screen(&desk));
}

#[test]
fn the_keys_of_the_banner_are_clicked_where_they_stand() {
    for (words, title) in [
        ("a add", "Add a feed"),
        ("c catalogue", "Catalogue"),
        ("i import", "Import"),
    ] {
        let mut desk = Desk::set_up(60, |setup| {
            setup.edition = Edition::Sample;
            setup.size = (120, 40);
        });
        desk.press("Esc 1");
        let text = screen(&desk);
        let (row, line) = text
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains("sample edition"))
            .unwrap();
        let column = line.find(words).unwrap();
        desk.send(Message::Mouse(Mouse {
            kind: MouseKind::Press,
            column: u16::try_from(column + 2).unwrap(),
            row: u16::try_from(row).unwrap(),
        }));
        assert!(screen(&desk).contains(title), "{words}: {}", screen(&desk));
    }
}

#[test]
fn what_was_said_stands_with_its_sign_and_the_time_of_the_clock() {
    let mut desk = Desk::new(6, (80, 24));
    desk.press("b");
    let effect = None;
    let words = "the library is full".to_owned();
    desk.send(Message::Failed(Failure { effect, words }));
    desk.press("g m");
    let text = screen(&desk);
    let line = |words: &str| {
        text.lines()
            .find(|line| line.contains(words))
            .unwrap_or_default()
    };
    assert!(line("library is full").contains("! "), "{text}");
    assert!(line("library is full").contains("07:44"), "{text}");
    assert!(line("Bookmarked").contains("✓ Bookmarked"), "{text}");
}

#[test]
fn in_indonesian_one_word_is_one_thing() {
    let of_bookmarks = ["bookmark", "save-page", "kept", "unsubscribed"];
    for line in assets::STRINGS_ID.lines() {
        let (name, words) = line.split_once(" = ").unwrap_or_default();
        let is_of_bookmarks = of_bookmarks.iter().any(|part| name.contains(part));
        let words = words.to_lowercase();
        assert!(is_of_bookmarks || !words.contains("simpan"), "{line}");
        assert!(!words.contains("penanda"), "{line}");
    }
}
