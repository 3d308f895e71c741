//! Tests of what is typed behind a command in the palette: what is offered, completed, done, refused and remembered.

use jiff::SignedDuration;
use kabar::model::article::{ArticleId, Mark};
use kabar::model::feed::FeedId;
use kabar::state::action::Action;
use kabar::state::core::Edition;
use kabar::state::effect::Effect;
use kabar::state::message::{Directory, Message};
use kabar::state::offer::Row;
use kabar::state::overlay::{Overlay, Purpose};
use kabar::state::picker::Picker;
use kabar::state::settings::{Allowed, Origin, Setting};
use kabar::state::strings::{Language, Strings};

use crate::desk::Desk;
use crate::view::screen;

fn online() -> Desk {
    let mut desk = Desk::set_up(60, |setup| setup.offline = false);
    desk.take_asked();
    desk
}

fn picker(desk: &Desk) -> &Picker {
    match &desk.state.overlay {
        Overlay::Picker(Purpose::Palette(..), picker) => picker,
        other => panic!("the palette is closed: {other:?}"),
    }
}

/// Opens the palette anew and types.
fn ask(desk: &mut Desk, typed: &str) {
    desk.press("Esc Esc :");
    desk.type_text(typed);
}

fn labels(desk: &Desk) -> Vec<String> {
    let rows = picker(desk).window();
    rows.map(|(_, row, _)| row.label.clone()).collect()
}

fn chosen(desk: &Desk) -> &Row {
    let picker = picker(desk);
    picker.row(picker.chosen().expect("a row")).unwrap()
}

fn typed(desk: &Desk) -> &str {
    picker(desk).input.value()
}

fn notice(desk: &Desk) -> &str {
    desk.state.notices.shown().map_or("", |notice| &notice.text)
}

fn setting(section: &str, name: &str, value: &str, allowed: Allowed) -> Setting {
    Setting {
        section: section.to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
        usual: value.to_owned(),
        allowed,
        origin: Origin::Usual,
    }
}

fn settings() -> Message {
    let words = |words: &[&str]| Allowed::Words(words.iter().map(|&word| word.into()).collect());
    Message::Settings(vec![
        setting(
            "reading",
            "images",
            "ask",
            words(&["ask", "always", "never"]),
        ),
        setting("reading", "language", "auto", words(&["auto", "en", "id"])),
        setting("look", "mouse", "true", Allowed::Switch),
        setting(
            "look",
            "emoji",
            "simple",
            words(&["simple", "full", "none"]),
        ),
        setting("keys", "preset", "", words(&["", "newsboat"])),
        setting(
            "refresh",
            "minutes",
            "30",
            Allowed::Typed("0, 5–1440".to_owned()),
        ),
    ])
}

/// Why the only row cannot be taken; Enter leaves what was typed as it is.
fn refusal(desk: &mut Desk, words: &str) -> String {
    ask(desk, words);
    let row = chosen(desk).clone();
    assert!(row.off, "{words}: {row:?}");
    desk.take_asked();
    desk.press("Enter");
    assert_eq!(typed(desk), words);
    assert_eq!(desk.take_asked(), []);
    assert_eq!(notice(desk), row.detail);
    row.detail
}

#[test]
fn an_address_behind_add_is_asked_for_feeds() {
    let mut desk = Desk::new(60, (80, 24));
    ask(&mut desk, "add ");
    assert_eq!(
        labels(&desk)[0],
        "Add a feed or a site",
        "{:?}",
        labels(&desk)
    );
    desk.send(Message::Pasted("https://warta.example/a b".to_owned()));
    assert!(chosen(&desk).off);
    desk.press("Backspace Backspace");
    assert_eq!(
        labels(&desk),
        ["Add a feed or a site: https://warta.example/a"]
    );
    desk.take_asked();
    desk.press("Enter");
    assert_eq!(
        desk.take_asked(),
        [Effect::Discover("https://warta.example/a".into())]
    );
    let asking = screen(&desk);
    assert!(
        asking.contains("Looking for feeds at https://warta.example/a"),
        "{asking}"
    );
    // Words that are no address still find the command.
    ask(&mut desk, "add feed");
    assert_eq!(chosen(&desk).label, "Add a feed or a site");
    assert_eq!(
        refusal(&mut desk, "add https://1.example/feed"),
        "You read Kabar Kota already"
    );
    assert_eq!(
        refusal(&mut desk, "add qqq"),
        "no address: as example.org, or https://…"
    );
    let mut demo = Desk::set_up(6, |setup| setup.edition = Edition::Demo);
    assert_eq!(
        refusal(&mut demo, "add a.example"),
        "The demo adds no feeds; kabar by itself does"
    );
}

#[test]
fn files_behind_import_are_completed_as_in_a_shell() {
    let mut desk = Desk::new(60, (120, 40));
    let told = |path: &str, names: &[&str]| {
        Message::FilesFound(Directory {
            path: path.to_owned(),
            names: Some(names.iter().map(|&name| name.into()).collect()),
        })
    };
    let asked = |desk: &mut Desk| -> Vec<String> {
        let asked = desk.take_asked().into_iter();
        let files = asked.filter_map(|effect| match effect {
            Effect::FindFiles(path) => Some(path),
            _ => None,
        });
        files.collect()
    };
    ask(&mut desk, "import ~/Do");
    assert_eq!(asked(&mut desk), ["", "~/"]);
    // Of a directory that is not typed any more nothing is shown.
    desk.send(told("", &["Dokumen.opml"]));
    assert!(!screen(&desk).contains("Dokumen.opml"));
    desk.send(told("~/", &["Downloads/", "dock.opml", ".config/", "urls"]));
    assert_eq!(labels(&desk), ["~/Downloads/", "~/dock.opml"]);
    assert!(screen(&desk).contains("Tab complete"), "{}", screen(&desk));
    desk.press("Tab");
    assert_eq!(typed(&desk), "import ~/Downloads/");
    assert_eq!(asked(&mut desk), ["~/Downloads/"]);
    desk.send(told("~/Downloads/", &["old/", "my feeds.opml", "urls"]));
    desk.press("Down Tab Tab");
    assert_eq!(typed(&desk), "import ~/Downloads/my feeds.opml");
    assert_eq!(picker(&desk).only(), None);
    desk.press("Enter");
    let asked_for = desk.take_asked();
    assert!(asked_for.contains(&Effect::Import("~/Downloads/my feeds.opml".into())));
    let Overlay::Picker(Purpose::Import(_), import) = &desk.state.overlay else {
        panic!("what was typed is lost");
    };
    assert_eq!(import.input.value(), "~/Downloads/my feeds.opml");
    // Enter looks into a directory. What begins with a point is shown when that is typed.
    ask(&mut desk, "import ~");
    desk.send(told("~/", &["Downloads/", ".config/"]));
    assert!(!screen(&desk).contains(".config"));
    desk.press("Tab");
    assert_eq!(typed(&desk), "import ~/Downloads/");
    ask(&mut desk, "import ~/.");
    desk.send(told("~/", &["Downloads/", ".config/"]));
    desk.press("Enter");
    assert_eq!(typed(&desk), "import ~/.config/");
    ask(&mut desk, "import /q");
    desk.send(told("/", &[]));
    assert_eq!(chosen(&desk).detail, "there is no such file");
}

#[test]
fn an_age_behind_mark_older_is_what_mo_takes() {
    for (language, line, ages) in [
        (
            Language::English,
            "mark older 5",
            ["5 hours", "5 days", "35 days"],
        ),
        (
            Language::Indonesian,
            "mark older 5",
            ["5 jam", "5 hari", "35 hari"],
        ),
    ] {
        let mut desk = Desk::speaking(language, 60, (120, 40));
        ask(&mut desk, line);
        let found = labels(&desk);
        for (label, age) in found.iter().zip(ages) {
            assert!(label.contains(age), "{label}");
        }
        desk.press("Down Tab");
        let day = Strings::of(language).get("older.units").chars().nth(1);
        assert_eq!(typed(&desk), format!("mark older 5{}", day.unwrap()));
        desk.take_asked();
        desk.press("Enter");
        let until = desk.state.now - SignedDuration::from_hours(5 * 24);
        let marked = |effect: &Effect| matches!(effect, Effect::MarkAll { query, mark: Mark::Read } if query.until == Some(until));
        assert!(desk.take_asked().iter().any(marked));
    }
    let mut desk = Desk::new(60, (120, 40));
    ask(&mut desk, "mark older ");
    assert_eq!(labels(&desk)[0], "Mark read what is older than…");
    assert_eq!(
        labels(&desk)[1],
        "Mark read · Older than a day · All stories"
    );
    assert!(refusal(&mut desk, "mark older 5q").starts_with("No such age."));
}

#[test]
fn settings_with_few_values_are_commands() {
    let mut desk = Desk::new(60, (120, 40));
    desk.press(":");
    assert!(desk.take_asked().contains(&Effect::ReadSettings));
    desk.send(settings());
    desk.type_text("images off");
    assert_eq!(chosen(&desk).label, "Pictures of stories: never");
    desk.press("Tab");
    assert_eq!(typed(&desk), "images never");
    desk.press("Enter");
    let set = |section: &str, name: &str, value: &str| Effect::Set {
        section: section.to_owned(),
        name: name.to_owned(),
        value: Some(value.to_owned()),
    };
    assert!(
        desk.take_asked()
            .contains(&set("reading", "images", "never"))
    );
    for (line, section, name, value) in [
        ("emoji none", "look", "emoji", "none"),
        ("mouse off", "look", "mouse", "false"),
        ("keymap newsboat", "keys", "preset", "newsboat"),
        ("gambar selalu", "reading", "images", "always"),
    ] {
        ask(&mut desk, line);
        desk.press("Enter");
        let asked = desk.take_asked();
        assert!(
            asked.contains(&set(section, name, value)),
            "{line}: {asked:?}"
        );
    }
    assert_eq!(refusal(&mut desk, "mouse true"), "it is so now");
    // What it may be is said where something else is typed.
    assert_eq!(refusal(&mut desk, "emoji plenty"), "none, simple, full");
    assert_eq!(refusal(&mut desk, "layout nine"), "auto, two, one");
    ask(&mut desk, "minutes");
    assert!(
        !labels(&desk)
            .iter()
            .any(|label| label.contains("refreshes"))
    );
    let mut demo = Desk::set_up(6, |setup| setup.edition = Edition::Demo);
    demo.press(":");
    demo.send(settings());
    assert_eq!(
        refusal(&mut demo, "mouse false"),
        "kabar demo keeps no settings"
    );
}

#[test]
fn a_width_that_is_not_offered_can_be_typed() {
    let mut desk = Desk::new(60, (120, 40));
    ask(&mut desk, "measure 61");
    desk.press("Enter");
    assert_eq!(desk.state.measure, 61);
    ask(&mut desk, "measure 72");
    assert_eq!(labels(&desk).len(), 1);
    assert_eq!(refusal(&mut desk, "measure 300"), "40 to 90 columns");
}

#[test]
fn feeds_and_folders_behind_refresh_are_found_by_name() {
    let mut desk = online();
    for (line, feeds) in [
        ("refresh war", vec![2]),
        ("refresh Harian Lama", vec![3]),
        ("refresh nas", vec![1, 2, 3]),
        ("refresh all", vec![]),
    ] {
        ask(&mut desk, line);
        desk.take_asked();
        desk.press("Enter");
        let feeds: Vec<FeedId> = feeds.into_iter().map(FeedId).collect();
        assert_eq!(desk.take_asked(), [Effect::Refresh(feeds)], "{line}");
    }
    ask(&mut desk, "refresh ");
    assert_eq!(
        labels(&desk)[..3],
        [
            "Refresh all feeds",
            "Refresh this feed",
            "Refresh: Nasional"
        ]
    );
    ask(&mut desk, "refresh kabar");
    desk.press("Tab");
    assert_eq!(typed(&desk), "refresh Kabar Kota");
    assert_eq!(
        refusal(&mut desk, "refresh qqq"),
        "no feed and no folder is called that"
    );
    let mut offline = Desk::new(60, (80, 24));
    ask(&mut offline, "refresh ");
    assert_eq!(labels(&offline), ["Refresh this feed", "Refresh all feeds"]);
    assert!(refusal(&mut offline, "refresh war").starts_with("Offline"));
}

#[test]
fn tags_behind_tag_are_known_ones_and_new_ones() {
    let mut desk = Desk::new(60, (120, 40));
    ask(&mut desk, "tag Politik");
    assert_eq!(labels(&desk)[0], "Tags: #politik · new");
    desk.press("Enter");
    let id = ArticleId(1000);
    assert!(desk.tags.contains(&("politik".to_owned(), id)));
    assert!(
        notice(&desk).starts_with("Tagged #politik"),
        "{}",
        notice(&desk)
    );
    ask(&mut desk, "tag kota pol");
    assert_eq!(
        labels(&desk)[..2],
        ["Tags: #kota #pol · new", "Tags: #kota #politik · new"]
    );
    desk.press("Tab");
    assert_eq!(typed(&desk), "tag kota politik");
    desk.press("Enter");
    assert!(desk.tags.contains(&("kota".to_owned(), id)));
    assert!(!desk.tags.iter().any(|(name, _)| name == "pol"));
    // What was done lately stands there once.
    ask(&mut desk, "tag politik");
    let once = |label: &&String| *label == "Tags: #politik";
    assert_eq!(labels(&desk).iter().filter(once).count(), 1);
    desk.press("Enter");
    assert_eq!(notice(&desk), "Tagged so already");
    // Those selected get it together.
    desk.press("V j j");
    ask_in_place(&mut desk, "tag gempa");
    desk.press("Enter");
    let tagged = desk.tags.iter().filter(|(name, _)| name == "gempa");
    assert_eq!(tagged.count(), 3);
    desk.press("u");
    assert!(!desk.tags.iter().any(|(name, _)| name == "gempa"));
    let mut empty = Desk::new(0, (80, 24));
    assert_eq!(refusal(&mut empty, "tag gempa"), "No story is chosen");
}

/// The same without leaving what is selected.
fn ask_in_place(desk: &mut Desk, typed: &str) {
    desk.press(":");
    desk.type_text(typed);
}

#[test]
fn what_was_done_with_an_argument_is_offered_first_also_after_a_restart() {
    let mut desk = online();
    for line in [
        "tag a b",
        "mark older 12h",
        "refresh war",
        "layout one",
        "add x.example",
    ] {
        ask(&mut desk, line);
        desk.press("Enter");
    }
    let lately = [
        "One pane",
        "Refresh: Warta Sains",
        "Mark read · Older than 12 hours · All stories",
        "Tags: #a #b",
    ];
    ask(&mut desk, "");
    assert_eq!(labels(&desk)[..4], lately);
    let memory = desk.state.memory();
    assert_eq!(
        memory.recent,
        [
            "layout one",
            "refresh Warta Sains",
            "mark older 12h",
            "tag a b"
        ]
    );
    let mut next = Desk::set_up(60, |setup| {
        setup.memory = memory;
        setup.language = Language::Indonesian;
        setup.offline = false;
        // In Indonesian h stands for days.
    });
    next.library.tags = desk.library.tags.clone();
    next.press(":");
    let shown = labels(&next);
    assert!(shown[2].contains("12 jam"), "{shown:?}");
    next.press("Down Down Enter :");
    assert!(labels(&next)[0].contains("12 jam"));
    // A setting too, and a command alone.
    next.send(settings());
    next.type_text("emoji none");
    next.press("Enter");
    next.press(":");
    assert_eq!(labels(&next)[0], "Emoji: tidak ada");
    assert_eq!(next.state.memory().recent[0], "emoji none");
    // A feed that is gone is not offered any more.
    next.library
        .feeds
        .retain(|feed| feed.title != "Warta Sains");
    next.press("Esc");
    next.send(Message::Changed);
    next.press(":");
    assert!(
        !labels(&next)
            .iter()
            .any(|label| label.contains("Segarkan: Warta"))
    );
}

#[test]
fn what_is_typed_behind_a_command_may_still_be_a_title() {
    let mut desk = Desk::new(60, (120, 40));
    desk.rows[3].title = "Import beras turun".to_owned();
    desk.send(Message::Changed);
    ask(&mut desk, "import beras");
    desk.send(Message::FilesFound(Directory {
        path: String::new(),
        names: Some(vec!["feeds.opml".to_owned()]),
    }));
    assert_eq!(chosen(&desk).label, "Import beras turun");
    desk.press("Enter");
    assert!(desk.state.reader.shows(ArticleId(1003)));
    let name = Action::Import.name();
    ask(&mut desk, name);
    assert_eq!(chosen(&desk).label, "Import OPML or newsboat urls");
}

/// A language that changes while something is typed leaves it there, and its rows are in the new one.
#[test]
fn what_is_typed_behind_a_command_is_worded_anew_in_another_language() {
    let mut desk = Desk::new(60, (120, 40));
    ask(&mut desk, "mark older 5d");
    kabar::state::language::speak(&mut desk.state, Language::Indonesian);
    assert_eq!(typed(&desk), "mark older 5d");
    assert!(chosen(&desk).off);
    kabar::state::language::speak(&mut desk.state, Language::English);
    assert_eq!(
        labels(&desk),
        ["Mark read · Older than 5 days · All stories"]
    );
}
