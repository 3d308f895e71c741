//! Two languages: every setting and each of its values has a word in both, and a change of the language leaves nothing in
//! the other one.

use kabar::assets;
use kabar::config::options::{CHOICES, Kind};
use kabar::model::picture::Images;
use kabar::state::core::Edition;
use kabar::state::effect::Effect;
use kabar::state::look::{Look, Note, Offer};
use kabar::state::message::{Done, Failure, FeedList, Message};
use kabar::state::settings::{Allowed, Origin, Setting, Wishes};
use kabar::state::strings::{Language, table};
use kabar::text::emoji::Emoji;

use crate::desk::Desk;
use crate::view::screen;

/// Names that are the same in every language.
const NAMES: [&str; 4] = ["kabar", "newsboat", "vim", "eilmeldung"];

#[test]
fn every_setting_and_each_of_its_values_has_a_word() {
    for (language, strings) in [("en", assets::STRINGS_EN), ("id", assets::STRINGS_ID)] {
        let words = table(strings);
        for choice in CHOICES {
            let of = format!("{}-{}", choice.section, choice.name);
            if !matches!(choice.kind, Kind::Commands) {
                let name = format!("setting.{of}");
                assert!(words.contains_key(&name), "{language}: {name}");
            }
            let Kind::Word(values) = choice.kind else {
                continue;
            };
            for value in values.iter().filter(|value| !NAMES.contains(value)) {
                let own = words.contains_key(&format!("value.{of}-{value}"));
                let any = words.contains_key(&format!("value.{value}"));
                assert!(own || any, "{language}: {of} {value}");
            }
        }
    }
}

fn setting(section: &str, name: &str, value: &str, values: &[&str]) -> Setting {
    Setting {
        section: section.to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
        usual: value.to_owned(),
        allowed: match values {
            [] => Allowed::Theme,
            ["false", "true"] => Allowed::Switch,
            values => Allowed::Words(values.iter().map(|&word| word.to_owned()).collect()),
        },
        origin: Origin::Usual,
    }
}

fn settings() -> Message {
    Message::Settings(vec![
        setting("reading", "language", "auto", &["auto", "en", "id"]),
        setting("reading", "images", "ask", &["ask", "always", "never"]),
        setting("look", "theme", "auto", &[]),
        setting("look", "emoji", "simple", &["simple", "full", "none"]),
        setting("look", "mouse", "true", &["false", "true"]),
    ])
}

fn settled(language: Language) -> Message {
    Message::Settled(Box::new(Wishes {
        measure: 66,
        mark_read_on_open: true,
        language,
        preset: "kabar".to_owned(),
        keymap: None,
        accessible: false,
        images: Images::Ask,
        save_to: "~/Downloads".to_owned(),
        emoji: Emoji::Simple,
    }))
}

#[test]
fn the_values_of_settings_are_words_of_the_language() {
    for (language, expected) in [
        (
            Language::English,
            [
                "as the system's",
                "when asked for (I)",
                "follows light and dark",
                "simple ones only",
                "yes",
            ],
        ),
        (
            Language::Indonesian,
            [
                "seperti bahasa sistem",
                "bila diminta (I)",
                "ikut terang dan gelap",
                "yang sederhana saja",
                "ya",
            ],
        ),
    ] {
        let mut desk = Desk::speaking(language, 6, (80, 24));
        desk.press(",");
        desk.send(settings());
        let text = screen(&desk);
        for word in expected {
            assert!(text.contains(&format!("{word} ┃")), "{word}\n{text}");
        }
        // What is usual is said in the same words.
        let usual = format!(": {}", expected[0]);
        assert!(text.contains(&usual), "{text}");
        desk.type_text("zzz");
        let nothing = desk.state.strings.get("empty.settings").to_owned();
        assert!(screen(&desk).contains(&nothing), "{}", screen(&desk));
    }
}

/// On a small screen a list covers the place of the line for the reader.
#[test]
fn what_is_refused_is_said_on_every_screen_and_stays_to_be_mended() {
    for size in [(40, 12), (50, 20), (80, 24), (120, 40)] {
        let mut desk = Desk::speaking(Language::English, 6, size);
        desk.press(",");
        let mut measure = setting("reading", "measure", "66", &[]);
        measure.allowed = Allowed::Typed("40–90".to_owned());
        desk.send(Message::Settings(vec![measure.clone()]));
        desk.press("Enter");
        desk.type_text("x");
        desk.press("Enter");
        desk.send(Message::Failed(Failure {
            effect: Some(Effect::Set {
                section: "reading".to_owned(),
                name: "measure".to_owned(),
                value: Some("66x".to_owned()),
            }),
            words: "`measure` must be a whole number from 40 to 90".to_owned(),
        }));
        desk.send(Message::Settings(vec![measure]));
        let text = screen(&desk);
        assert!(text.contains("› 66x"), "{text}");
        assert!(
            text.contains("from 40 to 90") || text.contains("to 90"),
            "{text}"
        );
        if size.0 == 40 {
            insta::assert_snapshot!("refused_40x12", text);
        }
        // Once it is mended, it is asked for again.
        desk.take_asked();
        desk.press("Backspace Enter");
        assert!(
            matches!(desk.take_asked().last(), Some(Effect::Set { value: Some(value), .. }) if value == "66")
        );
    }
}

#[test]
fn a_change_of_the_language_leaves_nothing_in_the_other_one() {
    let screens = [
        "", "Enter", "Enter v", "i", ":", "?", ", ?", "T", "g c", "g h", "g i", "g m", "m o", "t",
        "1 e", "!", "Enter s", "Enter |", "a", "g b", "S f", "/", "V j", "L", "g ?", "? F1", "g d",
    ];
    for (number, keys) in screens.into_iter().enumerate() {
        for size in [(120, 40), (80, 24), (50, 20)] {
            let shown = |from: Language, to: Language| {
                let mut desk = Desk::speaking(from, 60, size);
                desk.state.look = Look {
                    theme: "auto".to_owned(),
                    held: false,
                    themes: ["auto", "terminal"].map(offer).to_vec(),
                    ascii: false,
                };
                desk.press(keys);
                if keys.starts_with(',') {
                    desk.send(settings());
                }
                desk.state.usual.language = from;
                if from == to {
                    desk.state.notices.clear();
                }
                desk.send(settled(to));
                screen(&desk)
            };
            let english = shown(Language::English, Language::English);
            let indonesian = shown(Language::Indonesian, Language::Indonesian);
            assert_ne!(english, indonesian);
            let turned = shown(Language::English, Language::Indonesian);
            assert_eq!(turned, indonesian, "{number} {keys} {size:?}");
            let back = shown(Language::Indonesian, Language::English);
            assert_eq!(back, english, "{number} {keys} {size:?}");
        }
    }
}

fn offer(name: &str) -> Offer {
    Offer {
        name: name.to_owned(),
        note: Note::None,
    }
}

#[test]
fn a_setting_that_was_looked_for_in_another_language_stays_chosen() {
    let mut desk = Desk::speaking(Language::English, 20, (80, 24));
    desk.press(",");
    desk.send(settings());
    desk.type_text("lang");
    desk.take_asked();
    for _ in 0..2 {
        desk.press("Enter");
        let asked = desk.take_asked();
        let is_language =
            |effect: &Effect| matches!(effect, Effect::Set { name, .. } if name == "language");
        assert!(asked.iter().any(is_language), "{asked:?}");
        desk.send(settled(Language::Indonesian));
        desk.send(settings());
    }
}

#[test]
fn a_language_that_is_set_goes_before_one_that_was_turned_to() {
    let mut desk = Desk::set_up(60, |setup| setup.edition = Edition::Sample);
    // On the first screen the other language is turned to.
    desk.press("Up Up Enter Esc ,");
    assert_eq!(desk.state.strings.language, Language::Indonesian);
    desk.send(settings());
    assert!(screen(&desk).contains("Setelan"), "{}", screen(&desk));
    desk.send(settled(Language::English));
    desk.send(Message::Done(Done::Set {
        name: "reading.language".to_owned(),
        later: false,
    }));
    assert_eq!(desk.state.strings.language, Language::English);
    let text = screen(&desk);
    assert!(text.contains("Kept: Language"), "{text}");
    assert!(text.contains("Pictures of stories"), "{text}");
}

#[test]
fn the_first_screen_tells_its_values_at_every_size() {
    for (size, language) in [
        ((40, 12), Language::English),
        ((40, 12), Language::Indonesian),
        ((50, 20), Language::English),
        ((50, 20), Language::Indonesian),
        ((80, 24), Language::English),
        ((30, 8), Language::English),
    ] {
        let mut desk = Desk::set_up(60, |setup| {
            setup.edition = Edition::Sample;
            setup.language = language;
            setup.size = size;
        });
        desk.state.look.theme = "terminal".to_owned();
        desk.send(Message::ImportsFound(vec![FeedList {
            path: "~/.newsboat/urls".into(),
            feeds: Some(12),
        }]));
        let word = |name: &str| desk.state.strings.get(name).to_owned();
        let values = [
            word("welcome.language-detail"),
            word("value.look-theme-terminal"),
        ];
        let names =
            ["sample", "catalogue", "import", "add"].map(|name| word(&format!("welcome.{name}")));
        let found = desk
            .state
            .strings
            .with("welcome.import-found", "~/.newsboat/urls");
        let add = word("welcome.add-detail");
        let promise = word("welcome.promise");
        let promise = promise.split_whitespace().last().unwrap();
        let text = screen(&desk);
        for expected in values.iter().chain(&names) {
            let start: String = expected.chars().take(12).collect();
            assert!(text.contains(&start), "{size:?} {expected}\n{text}");
        }
        if size.1 < 12 {
            continue;
        }
        assert!(text.contains(promise), "{size:?}\n{text}");
        // What stands beside a way, or of the chosen one below.
        desk.press("Down Down");
        assert!(screen(&desk).contains(&found), "{}", screen(&desk));
        desk.press("Down");
        assert!(screen(&desk).contains(&add), "{}", screen(&desk));
        insta::assert_snapshot!(
            format!("first_{}_{}x{}", language.tag(), size.0, size.1),
            screen(&desk)
        );
    }
}

#[test]
fn titles_and_prompts_are_read_whole_on_the_smallest_screen() {
    for language in [Language::English, Language::Indonesian] {
        for keys in ["a", "g i", "t", "g c", "!", "g d", "g m", "T", ","] {
            let mut desk = Desk::speaking(language, 6, (40, 12));
            desk.press(keys);
            let text = screen(&desk);
            let above: Vec<&str> = text.lines().take(2).collect();
            assert!(!above.concat().contains('…'), "{keys}\n{text}");
        }
        for (keys, is_field) in [("a", true), ("g i", true), ("T", false)] {
            let mut desk = Desk::speaking(language, 6, (80, 24));
            desk.press(keys);
            desk.press("z z z");
            let text = screen(&desk);
            let told = text.lines().last().unwrap_or_default();
            assert_eq!(told.contains("⏎"), is_field, "{text}");
            assert!(!told.contains("↑↓"), "{text}");
        }
    }
    let mut desk = Desk::speaking(Language::English, 6, (40, 12));
    desk.press("a");
    assert!(screen(&desk).contains("Type or paste an address"));
    // Where there is room for more than the chosen feed, all feeds are told of.
    let mut desk = Desk::speaking(Language::English, 6, (40, 20));
    desk.press("!");
    let text = screen(&desk);
    assert!(text.contains("Last refresh 07:44."), "{text}");
}
