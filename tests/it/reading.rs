//! Tests of the reading flow in `state` and `view`: prefixes, filters, orders, the palette, the first screen, settings,
//! what outlives a session.

use std::path::Path;

use jiff::SignedDuration;
use kabar::assets;
use kabar::document::{Block, Document, Inline};
use kabar::model::article::{ArticleId, Facts, Headline, Mark, Position};
use kabar::model::feed::FeedId;
use kabar::model::picture::Images;
use kabar::model::query::{Filter, Order, Scope};
use kabar::state::action::{Action, TABLE};
use kabar::state::area::Pane;
use kabar::state::core::Edition;
use kabar::state::effect::Effect;
use kabar::state::keymap::{Keymap, Place};
use kabar::state::message::{Done, Failure, FeedList, Message, Progress};
use kabar::state::notices::Tone;
use kabar::state::overlay::Overlay;
use kabar::state::ownkeys::keymap;
use kabar::state::press::{Mouse, MouseKind};
use kabar::state::settings::{Allowed, Origin, Setting, Wishes};
use kabar::state::strings::{Language, Strings};
use kabar::terminal::recall::{self, Recall};
use kabar::text::emoji::Emoji;
use kabar::view::picture::Paintings;
use kabar::view::theme::Theme;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use ratatui::style::Modifier;

use crate::desk::Desk;
use crate::view::{screen, terminal};

fn desk() -> Desk {
    let mut desk = Desk::new(60, (80, 24));
    desk.take_asked();
    desk
}

fn notice(desk: &Desk) -> &str {
    desk.state.notices.shown().map_or("", |notice| &notice.text)
}

#[test]
fn whoever_hesitates_after_a_prefix_is_told_what_may_follow() {
    let mut desk = desk();
    desk.press("g");
    assert!(!screen(&desk).contains("╭─ g …"), "{}", screen(&desk));
    assert!(screen(&desk).contains(" g …"), "{}", screen(&desk));
    let due = desk.state.wake_at().unwrap();
    assert_eq!(
        due.duration_since(desk.state.now),
        SignedDuration::from_millis(400)
    );
    desk.send(Message::Tick(due));
    let text = screen(&desk);
    assert!(
        text.contains("g …") && text.contains("Stories opened lately"),
        "{text}"
    );
    assert!(desk.state.wake_at().unwrap() > due, "it wakes for nothing");
    desk.press("Esc");
    assert!(matches!(desk.state.overlay, Overlay::None));
}

#[test]
fn part_of_a_list_is_shown_and_its_title_says_which() {
    for (keys, filter, words) in [
        ("f u", Filter::Unread, "unread"),
        ("f b", Filter::Bookmarked, "bookmarks"),
        ("f o", Filter::Offline, "full text kept"),
        ("f t", Filter::All, "today"),
        ("f u f a", Filter::All, "Kabar Kota"),
    ] {
        let mut desk = desk();
        desk.press("1 G k k Enter");
        assert_eq!(desk.state.headlines.query().scope, Scope::Feed(FeedId(1)));
        desk.press(keys);
        let query = desk.state.headlines.query();
        assert_eq!(
            (query.scope, query.filter),
            (Scope::Feed(FeedId(1)), filter),
            "{keys}"
        );
        assert_eq!(query.since.is_some(), keys == "f t");
        assert!(screen(&desk).contains(words), "{keys}\n{}", screen(&desk));
    }
}

#[test]
fn a_list_of_today_is_called_so_until_midnight() {
    let mut desk = desk();
    desk.press("1 G k k Enter f t");
    let ids = desk.state.headlines.ids().to_vec();
    assert!(screen(&desk).contains("today"), "{}", screen(&desk));
    desk.wait(86_400);
    // What is listed stays; only the name tells since when.
    assert_eq!(desk.state.headlines.ids(), ids);
    let text = screen(&desk);
    assert!(text.contains("since yesterday"), "{text}");
    desk.press("f t");
    assert!(!screen(&desk).contains("since yesterday"));
}

#[test]
fn the_minutes_left_begin_with_all_and_do_not_hang_on_the_window() {
    let left = |size: (u16, u16), keys: &str| {
        let mut desk = Desk::new(9, size);
        desk.press("Enter");
        let words = "kata ".repeat(200);
        let paragraph = Block::Paragraph {
            content: vec![Inline::Text { text: words }],
        };
        let mut facts = desk.state.reader.facts().unwrap().clone();
        facts.headline.minutes = 8;
        desk.send(Message::Opened {
            facts: Box::new(facts),
            document: Document {
                blocks: vec![paragraph; 8],
            },
            position: Position::default(),
        });
        desk.press(keys);
        desk.state.reader.minutes_left()
    };
    for size in [(40, 12), (50, 20), (80, 24), (120, 40)] {
        assert_eq!(left(size, "Home"), Some(8), "{size:?}");
        assert_eq!(left(size, "} } } }"), Some(4), "{size:?}");
        assert_eq!(left(size, "G"), None, "{size:?}");
    }
    // The list tells what the article says of itself.
    let mut desk = desk();
    desk.press("Enter");
    let mut facts = desk.state.reader.facts().unwrap().clone();
    facts.headline.minutes = 37;
    let id = facts.headline.id;
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document: Document::default(),
        position: Position::default(),
    });
    assert_eq!(desk.state.headlines.row_of(id).unwrap().minutes, 37);
}

#[test]
fn lists_are_put_in_order_and_say_so() {
    for (keys, order, words) in [
        ("S o", Order::Oldest, "Oldest first"),
        ("S f", Order::Feed, "By feed"),
        ("S l", Order::Length, "Longest first"),
        ("S o S n", Order::Newest, "Newest first"),
    ] {
        let mut desk = desk();
        desk.press(keys);
        assert_eq!(desk.state.headlines.query().order, order);
        assert_eq!(notice(&desk), words);
    }
    let mut desk = desk();
    desk.press("S b");
    assert_eq!(desk.state.headlines.query().order, Order::Newest);
    assert!(notice(&desk).contains("needs words"));
}

#[test]
fn feeds_are_put_in_order_and_stay_so_in_the_next_session() {
    let mut desk = desk();
    desk.press("1 S u");
    let memory = desk.state.memory();
    let next = Desk::set_up(60, |setup| setup.memory = memory);
    let order =
        |desk: &Desk| -> Vec<_> { desk.state.sidebar.window().map(|(row, _)| row).collect() };
    assert_eq!(order(&next), order(&desk));
}

#[test]
fn a_list_is_filtered_as_one_types_and_whole_again_after_escape() {
    let mut desk = desk();
    let all = desk.state.headlines.ids().to_vec();
    desk.press("F");
    desk.type_text("gempa");
    assert_eq!(desk.state.headlines.query().words, "gempa");
    assert!(desk.state.headlines.ids().len() < all.len());
    assert!(screen(&desk).contains("“gempa”"), "{}", screen(&desk));
    desk.press("Enter j Esc");
    assert_eq!(desk.state.headlines.ids(), all);
    desk.press("F");
    desk.type_text("zzz");
    assert!(desk.state.headlines.ids().is_empty());
    desk.press("Esc");
    assert_eq!(desk.state.headlines.ids(), all);
}

#[test]
fn feeds_are_filtered_by_their_names() {
    let mut desk = desk();
    desk.press("1 F");
    desk.type_text("sains");
    let rows = |desk: &Desk| desk.state.sidebar.window().count();
    assert_eq!(rows(&desk), 1);
    assert_eq!(desk.state.headlines.query().scope, Scope::Feed(FeedId(2)));
    desk.press("Enter Esc");
    assert!(rows(&desk) > 4);
}

#[test]
fn brackets_go_from_feed_to_feed_and_from_folder_to_folder() {
    let mut desk = desk();
    desk.press("1 G k k Enter ]");
    assert_eq!(desk.state.headlines.query().scope, Scope::Feed(FeedId(2)));
    desk.press("[");
    assert_eq!(desk.state.headlines.query().scope, Scope::Feed(FeedId(1)));
    desk.press("] ] ]");
    assert_eq!(notice(&desk), "This is the last feed");
    desk.press("1 [");
    assert!(matches!(
        desk.state.headlines.query().scope,
        Scope::Folder(_)
    ));
}

#[test]
fn what_is_older_is_marked_read_after_the_age_is_chosen() {
    let mut desk = desk();
    desk.press("m o j Enter");
    let asked = desk.take_asked();
    let until = asked.iter().find_map(|effect| match effect {
        Effect::MarkAll {
            query,
            mark: Mark::Read,
        } => query.until,
        _ => None,
    });
    assert_eq!(until, Some(desk.state.now - SignedDuration::from_hours(72)));
}

#[test]
fn the_feed_of_a_story_is_marked_read_from_any_list() {
    let mut desk = desk();
    desk.press("m f");
    let own = |row: &&kabar::model::article::Headline| row.feed == Some(FeedId(1));
    assert!(desk.rows.iter().filter(own).all(|row| row.read));
    assert!(desk.rows.iter().any(|row| !row.read));
}

#[test]
fn what_is_known_of_a_story_is_told_and_copied() {
    let mut desk = desk();
    desk.press("Enter i");
    let text = screen(&desk);
    for words in ["Kabar Kota", "Rina Putri", "2 min read", "the feed's own"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    desk.take_asked();
    desk.press("j j Enter");
    let url = "https://kabar-kota.example/0".to_owned();
    assert_eq!(desk.take_asked(), [Effect::Copy(url)]);
}

#[test]
fn stories_opened_lately_are_found_again_also_in_the_next_session() {
    let mut desk = desk();
    desk.press("Enter q j j Enter q");
    let memory = desk.state.memory();
    let mut next = Desk::set_up(60, |setup| setup.memory = memory);
    next.press("g h");
    let text = screen(&next);
    assert!(
        text.contains("Presiden") && text.contains("Rupiah"),
        "{text}"
    );
    next.press("Down Enter");
    assert_eq!(next.state.focus, Pane::Reader);
    assert!(next.state.reader.shows(ArticleId(1000)));
}

#[test]
fn the_palette_has_what_was_done_lately_first_and_says_why_something_cannot_be() {
    let mut desk = desk();
    desk.press(":");
    desk.type_text("zen");
    desk.press("Enter q");
    desk.press(":");
    assert!(screen(&desk).contains("▌ Text only"), "{}", screen(&desk));
    desk.type_text("redo");
    assert!(
        screen(&desk).contains("Nothing to redo"),
        "{}",
        screen(&desk)
    );
}

#[test]
fn the_palette_shows_one_kind_and_takes_arguments() {
    let mut desk = Desk::speaking(Language::Indonesian, 60, (80, 24));
    desk.press(": Tab");
    assert!(screen(&desk).contains("berita · "), "{}", screen(&desk));
    desk.press("Tab Tab Tab");
    // Commands are found by their English name in every language, as in keymaps.
    desk.type_text("measure 80");
    desk.press("Enter");
    assert_eq!(desk.state.measure, 80);
}

fn newcomer() -> Desk {
    Desk::set_up(12, |setup| setup.edition = Edition::Sample)
}

#[test]
fn the_first_screen_offers_ways_to_begin() {
    let mut desk = newcomer();
    assert!(desk.take_asked().contains(&Effect::FindImports));
    desk.send(Message::ImportsFound(vec![FeedList {
        path: "~/.config/newsboat/urls".into(),
        feeds: Some(12),
    }]));
    let text = screen(&desk);
    for words in [
        "▌ 1  Try the sample edition         no network needed",
        "2  Pick from the catalogue        Indonesia",
        "3  Import OPML or newsboat urls   ~/…/newsboat/urls found",
        "Nothing is sent anywhere but to the feeds you add.",
        "? help  q quit",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    for (keys, expected) in [
        ("Enter", "None"),
        ("Esc", "None"),
        ("2", "Catalogue"),
        ("j j Enter", "Import"),
        ("4", "AddFeed"),
        ("a", "AddFeed"),
        ("k Enter", "Themes"),
        (":", "Palette"),
    ] {
        let mut desk = newcomer();
        desk.press(keys);
        let overlay = format!("{:?}", desk.state.overlay);
        assert!(overlay.contains(expected), "{keys}: {overlay}");
    }
    desk.press("Up Up Enter");
    assert!(screen(&desk).contains("Mulai dengan salah satu ini:"));
    desk.press("Home Enter");
    assert_eq!(desk.state.focus, Pane::Reader);
}

#[test]
fn the_first_screen_keeps_inside_its_frame_in_both_languages() {
    for language in [Language::English, Language::Indonesian] {
        for size in [(120, 40), (200, 60)] {
            let mut desk = Desk::set_up(60, |setup| {
                setup.edition = Edition::Sample;
                setup.language = language;
                setup.size = size;
            });
            desk.send(Message::ImportsFound(Vec::new()));
            let text = screen(&desk);
            assert!(text.contains(&format!("╰{}╯", "─".repeat(67))), "{text}");
        }
        let mut desk = Desk::set_up(60, |setup| {
            setup.edition = Edition::Sample;
            setup.language = language;
            setup.size = (50, 20);
        });
        desk.send(Message::ImportsFound(Vec::new()));
        let name = desk.state.strings.get("welcome.language-detail").to_owned();
        assert!(screen(&desk).contains(&name), "{}", screen(&desk));
    }
}

#[test]
fn what_is_to_be_known_of_a_way_stands_below_its_name_in_a_narrow_window() {
    for language in [Language::English, Language::Indonesian] {
        let mut desk = Desk::set_up(60, |setup| {
            setup.edition = Edition::Sample;
            setup.language = language;
            setup.size = (50, 20);
        });
        desk.state.look.theme = "terminal".to_owned();
        desk.send(Message::ImportsFound(Vec::new()));
        let text = screen(&desk);
        let is = |line: &str, words: &str| line.trim_end().ends_with(&format!("  {words}"));
        let row = |words: &str| text.lines().position(|line| is(line, words)).unwrap();
        let word = |name: &str| desk.state.strings.get(name).to_owned();
        for way in ["sample", "import", "add"] {
            let name = row(&word(&format!("welcome.{way}")));
            let detail = row(&word(&format!("welcome.{way}-detail")));
            assert_eq!(detail, name + 1, "{text}");
        }
        let promise = word("welcome.promise");
        assert!(text.contains(promise.split_whitespace().last().unwrap()));
        // A click on either line takes the way, and one on the last row the last.
        let rows =
            ["welcome.import-detail", "value.look-theme-terminal"].map(|name| row(&word(name)));
        for (row, is_theme) in rows.into_iter().zip([false, true]) {
            let mut desk = Desk::set_up(60, |setup| {
                setup.edition = Edition::Sample;
                setup.size = (50, 20);
            });
            desk.send(Message::Mouse(Mouse {
                kind: MouseKind::Press,
                column: 8,
                row: row as u16,
            }));
            assert!(!matches!(desk.state.overlay, Overlay::Welcome(_)), "{row}");
            let is_theme_open = screen(&desk).contains("━ Theme ━");
            assert_eq!(is_theme_open, is_theme, "{}", screen(&desk));
        }
    }
    // In a low one it has the number of its way.
    let mut desk = Desk::set_up(60, |setup| {
        setup.edition = Edition::Sample;
        setup.size = (50, 16);
    });
    desk.press("Down");
    let number = desk.state.strings.get("welcome.add-detail").to_owned();
    desk.press("Down Down");
    assert!(
        screen(&desk).contains(&format!("4 · {number}")),
        "{}",
        screen(&desk)
    );
}

#[test]
fn the_sample_edition_begins_with_a_story_in_the_readers_language() {
    for (language, expected) in [(Language::English, 2), (Language::Indonesian, 3)] {
        let mut desk = Desk::set_up(60, |setup| {
            setup.edition = Edition::Sample;
            setup.language = language;
        });
        let greeting = desk.state.strings.get("welcome.story").to_owned();
        let url = assets::demo().into_iter().find(|file| file.url == greeting);
        assert!(url.is_some(), "{greeting} is in the sample edition");
        desk.rows[expected].url = Some(greeting);
        let rows = desk.rows.clone();
        desk.send(Message::Headlines(rows));
        desk.press("1");
        let shown = desk.state.reader.facts().map(|facts| facts.headline.id);
        assert_eq!(shown, Some(desk.rows[expected].id));
    }
}

#[test]
fn the_keys_that_the_banner_tells_do_what_it_says_wherever_it_stands() {
    let banner = "This is the sample edition, no network needed.  a add  c catalogue  i import";
    for pane in ["1", "2", "2 Enter"] {
        let shown = |keys: &str| {
            let mut desk = Desk::set_up(60, |setup| {
                setup.edition = Edition::Sample;
                setup.size = (120, 40);
            });
            desk.press("Esc");
            desk.press(pane);
            assert!(screen(&desk).contains(banner), "{pane}: {}", screen(&desk));
            desk.press(keys);
            screen(&desk)
        };
        for (key, title) in [("a", "Add a feed"), ("c", "Catalogue"), ("i", "Import")] {
            let shown = shown(key);
            assert!(shown.contains(title), "{pane} {key}: {shown}");
        }
    }
    // Among sources of one's own the keys are those of stories.
    let mut desk = Desk::new(60, (120, 40));
    desk.press("i");
    assert!(screen(&desk).contains("First seen"), "{}", screen(&desk));
}

#[test]
fn who_is_quicker_than_the_sample_edition_has_all_of_it_all_the_same() {
    let mut desk = Desk::set_up(60, |setup| {
        setup.edition = Edition::Sample;
        setup.size = (120, 40);
    });
    let all = desk.rows.clone();
    desk.rows.truncate(10);
    desk.send(Message::Changed);
    desk.press("Esc j j");
    let chosen = desk.state.headlines.chosen_id();
    desk.rows = all;
    desk.send(Message::Refreshed {
        feed: FeedId(1),
        new: (10..60).map(|at| desk.rows[at].id).collect(),
    });
    desk.send(Message::Changed);
    assert_eq!(desk.state.headlines.ids().len(), 60);
    assert_eq!(desk.state.headlines.chosen_id(), chosen);
    assert!(!screen(&desk).contains(" new"), "{}", screen(&desk));
}

/// The screens of the reading flow at four sizes, one snapshot a size.
#[test]
fn screens_are_whole_at_every_size() {
    for (columns, rows) in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        let size = (columns, rows);
        let mut screens = Vec::new();
        let mut shoot = |name: &str, desk: &Desk| {
            let text = screen(desk);
            let widest = text.lines().map(kabar::text::width).max();
            assert!(widest <= Some(usize::from(columns)), "{name} {size:?}");
            screens.push(format!(
                "{name}\n{}\n{text}",
                "=".repeat(usize::from(columns))
            ));
        };
        let mut desk = Desk::new(60, size);
        desk.press("S f");
        shoot("list by feed", &desk);
        desk.press("F");
        desk.type_text("gem");
        shoot("filter", &desk);
        desk.press("Esc g");
        desk.wait(1);
        shoot("which key", &desk);
        desk.press("Esc Enter");
        shoot("reader", &desk);
        desk.press("i");
        shoot("facts", &desk);
        desk.press("Esc :");
        shoot("palette", &desk);
        desk.press("Esc ,");
        let words = ["auto", "en", "id"].map(str::to_owned).to_vec();
        desk.send(Message::Settings(vec![
            setting("measure", "66", Allowed::Typed("40–90".to_owned())),
            setting("mark_read_on_open", "true", Allowed::Switch),
            setting("language", "auto", Allowed::Words(words)),
        ]));
        shoot("settings", &desk);
        insta::assert_snapshot!(format!("at_{columns}x{rows}"), screens.join("\n"));
    }
}

#[test]
fn a_screen_for_screen_readers_has_no_lines_and_its_cursor_on_the_chosen_row() {
    let mut desk = Desk::set_up(30, |setup| {
        setup.accessible = true;
        setup.size = (120, 40);
    });
    let mut theme = Theme::terminal();
    theme.plain = true;
    let mut rows = Vec::new();
    for keys in ["", "j j", "Enter", "i", "Esc q 1", ":", "Esc ?"] {
        desk.press(keys);
        let mut terminal = terminal(&desk, &theme, &Paintings::default());
        let text = terminal.backend().to_string();
        let drawn = text
            .matches(['│', '─', '┃', '━', '╭', '╮', '╰', '╯'])
            .count();
        // The quotation's bar and the caret of an image belong to the story.
        assert!(drawn < 4, "{keys}\n{text}");
        rows.push(terminal.get_cursor_position().unwrap().y);
    }
    assert_eq!(
        rows[..2],
        [1, 5],
        "the list, then two stories of two rows below"
    );
}

fn setting(name: &str, value: &str, allowed: Allowed) -> Setting {
    Setting {
        section: "reading".to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
        usual: value.to_owned(),
        allowed,
        origin: Origin::Usual,
    }
}

#[test]
fn settings_are_turned_typed_and_taken_back() {
    let mut desk = desk();
    desk.press(",");
    assert_eq!(desk.take_asked(), [Effect::ReadSettings]);
    let words = ["auto", "en", "id"].map(str::to_owned).to_vec();
    desk.send(Message::Settings(vec![
        setting("measure", "66", Allowed::Typed("40–90".to_owned())),
        setting("mark_read_on_open", "true", Allowed::Switch),
        setting("language", "auto", Allowed::Words(words)),
    ]));
    let text = screen(&desk);
    assert!(text.contains("▌ Columns of the text of a story"), "{text}");
    assert!(text.contains("[reading] measure = …   40–90"), "{text}");
    let set = |name: &str, value: Option<&str>| Effect::Set {
        section: "reading".to_owned(),
        name: name.to_owned(),
        value: value.map(str::to_owned),
    };
    desk.press("Enter Backspace");
    desk.type_text("0");
    desk.press("Enter");
    assert_eq!(desk.take_asked(), [set("measure", Some("60"))]);
    desk.press("Enter Esc Down Enter Down Enter Left");
    assert_eq!(
        desk.take_asked(),
        [
            set("mark_read_on_open", Some("false")),
            set("language", Some("en")),
            set("language", Some("id")),
        ]
    );
    desk.send(Message::Done(Done::Set {
        name: "reading.measure".to_owned(),
        later: false,
    }));
    assert_eq!(
        notice(&desk),
        "Kept: Columns of the text of a story — u to undo"
    );
}

#[test]
fn settings_in_a_file_with_a_mistake_are_not_written() {
    let mut desk = desk();
    desk.press(",");
    desk.take_asked();
    desk.state.usual.mistake = Some("config.toml:14: unknown setting `lok`".to_owned());
    desk.send(Message::Settings(vec![setting(
        "mark_read_on_open",
        "true",
        Allowed::Switch,
    )]));
    let text = screen(&desk);
    assert!(text.contains("Settings — ! config.toml:14: "), "{text}");
    desk.press("Enter Left Del");
    assert_eq!(desk.take_asked(), []);
    assert!(
        notice(&desk).starts_with("config.toml:14: unknown setting `lok` — nothing is written"),
        "{}",
        notice(&desk)
    );
    desk.state.usual.mistake = None;
    desk.press("Enter");
    assert_eq!(desk.take_asked().len(), 1);
}

#[test]
fn settings_that_changed_hold_at_once() {
    let mut desk = desk();
    desk.press("Enter +");
    desk.send(Message::Settled(Box::new(Wishes {
        measure: 50,
        mark_read_on_open: false,
        language: Language::Indonesian,
        preset: "vim".to_owned(),
        keymap: Some("[reader]\nzen = [\"Ctrl-x\"]\nnothing = [\"x\"]".to_owned()),
        accessible: false,
        images: Images::Never,
        save_to: "/srv/news".to_owned(),
        emoji: Emoji::None,
    })));
    assert_eq!(desk.state.measure, 50);
    assert!(screen(&desk).contains("bantuan"), "{}", screen(&desk));
    // That they were read again does not cover what is wrong in them.
    desk.send(Message::Done(Done::Settled));
    assert_eq!(
        notice(&desk),
        "keymap.toml:3: reader.nothing bukan tindakan"
    );
    let keys = |action| desk.state.keymap.keys(Place::Reader, action);
    assert_eq!(keys(Action::Zen).as_deref(), Some("Ctrl-x"));
    assert_eq!(keys(Action::Redo).as_deref(), Some("Ctrl-r"));
}

#[test]
fn an_article_loses_its_emoji_when_the_settings_say_so() {
    let mut desk = desk();
    desk.press("Enter");
    let facts = Facts {
        headline: Headline {
            title: "Pasar 🎉 malam".to_owned(),
            ..desk.state.reader.facts().unwrap().headline.clone()
        },
        ..desk.state.reader.facts().unwrap().clone()
    };
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document: Document::default(),
        position: Position::default(),
    });
    assert!(screen(&desk).contains("Pasar 🎉"), "{}", screen(&desk));
    desk.send(Message::Settled(Box::new(Wishes {
        measure: 66,
        mark_read_on_open: true,
        language: Language::English,
        preset: "kabar".to_owned(),
        keymap: None,
        accessible: false,
        images: Images::Ask,
        save_to: String::new(),
        emoji: Emoji::None,
    })));
    assert!(screen(&desk).contains("Pasar malam"), "{}", screen(&desk));
}

#[test]
fn what_was_done_is_undone_in_the_next_session_for_an_hour() {
    for (minutes, expected) in [(30, true), (70, false)] {
        let mut desk = desk();
        desk.press("m b");
        let memory = desk.state.memory();
        let text = serde_json::to_string(&memory).unwrap();
        let mut next = Desk::set_up(60, |setup| {
            setup.memory = serde_json::from_str(&text).unwrap();
            setup.now += SignedDuration::from_mins(minutes);
        });
        next.take_asked();
        next.press("u");
        let unmarks = |effect: &Effect| matches!(effect, Effect::Mark { mark: Mark::Unread, ids } if ids.len() == 48);
        assert_eq!(next.take_asked().iter().any(unmarks), expected, "{minutes}");
    }
}

#[test]
fn what_was_taken_back_is_done_again_in_the_next_session_for_an_hour() {
    for (minutes, expected) in [(30, true), (70, false)] {
        let mut desk = desk();
        desk.press("m b");
        desk.wait(50 * 60);
        desk.press("u");
        let text = serde_json::to_string(&desk.state.memory()).unwrap();
        let left = desk.state.now;
        let mut next = Desk::set_up(60, |setup| {
            setup.memory = serde_json::from_str(&text).unwrap();
            setup.now = left + SignedDuration::from_mins(minutes);
        });
        next.take_asked();
        next.press("U");
        let marks = |effect: &Effect| matches!(effect, Effect::Mark { mark: Mark::Read, ids } if ids.len() == 48);
        assert_eq!(next.take_asked().iter().any(marks), expected, "{minutes}");
    }
}

#[test]
fn other_sets_of_keys_are_right_and_leave_no_action_without_a_key() {
    let places = [Place::Feeds, Place::Stories, Place::Reader];
    for (name, text) in assets::KEYMAPS {
        assert_eq!(Keymap::parse(text).1, [], "{name}");
        let (usual, _) = keymap("kabar", None);
        let (other, _) = keymap(name, None);
        for (action, known, _) in TABLE {
            let bound = |keymap: &Keymap| {
                places.iter().any(|place| {
                    let mut bindings = keymap.bindings(*place);
                    bindings.any(|(_, bound)| bound == *action)
                })
            };
            assert!(!bound(&usual) || bound(&other), "{name}: {known}");
        }
    }
}

#[test]
fn a_key_does_several_things_one_after_the_other() {
    let mut desk = Desk::set_up(60, |setup| {
        setup.keymap = Some("[stories]\n\"toggle-read down\" = [\"D\"]".to_owned());
    });
    desk.press("D D");
    assert_eq!(desk.state.headlines.chosen(), 2);
    assert!(desk.rows[0].read && desk.rows[1].read && !desk.rows[2].read);
    let wrong = Keymap::parse("[stories]\nselect = [\"D\"]\n\"toggle-read down\" = [\"D\"]").1;
    let words: Vec<_> = wrong
        .iter()
        .map(|wrong| (wrong.line, wrong.words.as_str()))
        .collect();
    assert_eq!(
        words,
        [(2, "stories.select: \"D\" has several actions too")]
    );
}

#[test]
fn the_terminal_is_called_by_what_is_unread() {
    let mut desk = Desk::new(12, (80, 24));
    let unread = desk.unread();
    let titles = |asked: Vec<Effect>| -> Vec<String> {
        let title = |effect| match effect {
            Effect::Title(title) => Some(title),
            _ => None,
        };
        asked.into_iter().filter_map(title).collect()
    };
    assert_eq!(
        titles(desk.take_asked()),
        [format!("kabar · {unread} unread")]
    );
    desk.press("j k N");
    assert_eq!(
        titles(desk.take_asked()),
        [format!("kabar · {} unread", unread - 1)]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(5), ..ProptestConfig::with_cases(4) })]
    #[test]
    fn a_storm_of_sizes_ends_with_the_same_story_and_paragraph(
        sizes in proptest::collection::vec((1u16..=500, 1u16..=200), 300),
        pages in 0usize..6,
    ) {
        let mut desk = desk();
        desk.press("j j Enter");
        for _ in 0..pages {
            desk.press("PgDn");
        }
        let position = desk.state.reader.position();
        let on_top = |desk: &Desk| desk.state.reader.layout().rows[desk.state.reader.top()].block;
        let paragraph = on_top(&desk);
        for (n, (columns, rows)) in sizes.into_iter().enumerate() {
            desk.send(Message::Resized(columns, rows));
            // Each is laid out; drawing is what takes long.
            if n % 15 == 0 {
                prop_assert!(screen(&desk).lines().count() == usize::from(rows));
            }
        }
        desk.send(Message::Resized(80, 24));
        prop_assert!(desk.state.reader.shows(ArticleId(1002)));
        prop_assert_eq!(desk.state.reader.position(), position);
        prop_assert_eq!(on_top(&desk), paragraph);
        desk.press("q");
        prop_assert_eq!(desk.state.headlines.chosen_id(), Some(ArticleId(1002)));
    }
}

#[test]
fn what_is_not_found_keeps_the_place_and_the_story() {
    let mut desk = desk();
    desk.press("Enter Ctrl-d Ctrl-d");
    let (top, story) = (desk.state.reader.top(), desk.state.reader.id());
    assert!(top > 0);
    desk.press("/");
    // What is above is shown while it fits what is typed, and no longer.
    desk.type_text("paragraf 1 nirwana");
    assert_eq!(desk.state.reader.top(), top);
    desk.press("Enter");
    let text = screen(&desk);
    assert!(
        text.contains("/ paragraf 1 nirwana  not in this story"),
        "{text}"
    );
    for key in ["n", "N"] {
        desk.press(key);
        assert_eq!(notice(&desk), "“paragraf 1 nirwana” is not in this story");
        assert_eq!(
            (desk.state.reader.top(), desk.state.reader.id()),
            (top, story),
            "{key}"
        );
    }
    // Esc gives n back to the stories.
    desk.press("Esc n");
    assert_ne!(desk.state.reader.id(), story);

    // Escape while one types leads back too.
    desk.press("Ctrl-d /");
    let top = desk.state.reader.top();
    desk.type_text("paragraf 15");
    assert_ne!(desk.state.reader.top(), top);
    desk.press("Esc");
    assert_eq!(desk.state.reader.top(), top);
}

#[test]
fn what_is_found_in_a_story_is_counted_and_the_place_one_is_at_looks_different() {
    let mut desk = desk();
    desk.press("Enter /");
    desk.type_text("nirwana");
    assert!(screen(&desk).contains("not in this story"));
    desk.press("Enter Esc /");
    desk.type_text("gempa");
    desk.press("Enter");
    let count = desk.state.reader.find.count();
    assert!(count > 1);
    let text = screen(&desk);
    let footer = text.lines().last().unwrap_or_default().to_owned();
    assert!(
        footer.starts_with(" n next place  N previous place  Esc find nothing"),
        "{footer}"
    );
    let lit = |desk: &Desk| {
        let cells = crate::view::buffer(desk, &Theme::terminal())
            .content()
            .to_vec();
        let is_lit = |cell: &&ratatui::buffer::Cell| {
            cell.modifier
                .contains(Modifier::REVERSED | Modifier::UNDERLINED)
        };
        cells.iter().filter(is_lit).count()
    };
    for at in 1..=count {
        assert!(
            screen(&desk).contains(&format!("/ gempa  {at}/{count}")),
            "{}",
            screen(&desk)
        );
        assert_eq!(lit(&desk), "gempa".len());
        desk.press("n");
    }
    assert_eq!(notice(&desk), format!("1/{count} — from the top again"));
    desk.press("N");
    assert_eq!(
        notice(&desk),
        format!("{count}/{count} — from the end again")
    );
}

#[test]
fn how_many_are_selected_is_told_in_one_pane_too() {
    for size in [(120, 40), (80, 24), (50, 20), (40, 12)] {
        let mut desk = Desk::new(60, size);
        desk.press("V j j");
        assert!(screen(&desk).contains("3 selected"), "{}", screen(&desk));
        desk.press("Esc");
        assert!(!screen(&desk).contains("selected"), "{}", screen(&desk));
    }
}

#[test]
fn the_footer_tells_what_can_be_done_with_what_is_selected() {
    for (size, keys) in [
        (
            (120, 40),
            "N read/unread  Space this one too  b bookmark  o browser  t tags",
        ),
        ((80, 24), "N read/unread  Space this one too  b bookmark"),
        ((40, 12), "N un/read"),
    ] {
        let mut desk = Desk::new(60, size);
        desk.press("V j");
        let text = screen(&desk);
        let footer = text.lines().last().unwrap_or_default();
        assert!(footer.contains(keys), "{footer}");
        assert!(footer.contains("Esc select none"), "{footer}");
        desk.press("Esc");
        assert!(!screen(&desk).contains("select none"));
    }
}

#[test]
fn a_list_of_another_reader_tells_how_many_feeds_it_has() {
    let mut desk = Desk::new(60, (80, 24));
    desk.press("g i");
    let list = |path: &str, feeds| FeedList {
        path: path.into(),
        feeds,
    };
    desk.send(Message::ImportsFound(vec![
        list("~/.newsboat/urls", Some(12)),
        list("~/one.opml", Some(1)),
        list("~/broken.opml", None),
    ]));
    let text = screen(&desk);
    let row = |name: &str| {
        let row = text.lines().find(|line| line.contains(name));
        row.unwrap_or_default().to_owned()
    };
    assert!(row("/urls").contains(" 12 feeds "), "{text}");
    assert!(row("one.opml").contains(" 1 feed "), "{text}");
    assert!(!row("broken.opml").contains("feed"), "{text}");
    desk.press("Enter");
    let asked = desk.take_asked();
    assert!(
        asked.contains(&Effect::Import("~/.newsboat/urls".into())),
        "{asked:?}"
    );
}

#[test]
fn a_line_that_is_too_long_for_its_place_tells_where_it_stands_whole() {
    let long = "could not add https://a.example/feed: ".repeat(4);
    for (size, is_cut) in [((200, 60), false), ((80, 24), true), ((40, 12), true)] {
        let mut desk = Desk::new(60, size);
        desk.state.say(Tone::Bad, long.clone());
        let text = screen(&desk);
        assert_eq!(text.contains("… [g m in full]"), is_cut, "{text}");
    }
}

#[test]
fn the_time_stands_on_every_screen_with_room_for_it() {
    for (columns, is_there) in [(200, true), (120, true), (80, true), (79, false)] {
        for layout in ["", "w", "w w"] {
            for keys in ["", "Enter", "1"] {
                let mut desk = Desk::new(60, (columns, 40));
                desk.press(layout);
                desk.press(keys);
                let text = screen(&desk);
                let top = text.lines().next().unwrap_or_default().trim_end();
                let has_time = top.split_once(':').is_some_and(|(hour, minute)| {
                    hour.ends_with(|letter: char| letter.is_ascii_digit()) && minute.len() == 2
                });
                assert_eq!(has_time, is_there, "{columns} {layout:?} {keys:?}: {top}");
            }
        }
    }
}

#[test]
fn small_screens_explain_the_chosen_setting_and_show_some_of_a_feed_s() {
    let mut desk = Desk::new(60, (40, 12));
    desk.press("1 G e");
    let feed = match desk.state.overlay {
        Overlay::Setup(ref setup) => setup.feed,
        _ => None,
    };
    assert!(feed.is_some());
    let text = screen(&desk);
    for words in ["title", "folder", "address", "A name of your own"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    desk.press("Esc ,");
    let words = ["auto", "en", "id"].map(str::to_owned).to_vec();
    desk.send(Message::Settings(vec![
        setting("mark_read_on_open", "true", Allowed::Switch),
        setting("language", "auto", Allowed::Words(words)),
    ]));
    for (keys, words) in [
        ("", "Mark a story read when it is "),
        ("Down", "as usual: as the system's"),
    ] {
        desk.press(keys);
        let text = screen(&desk);
        let below = text.lines().skip(8).collect::<String>();
        assert!(below.contains(words), "{text}");
    }
}

#[test]
fn keys_that_cannot_be_pressed_to_the_end_are_told_with_their_line() {
    for (own, expected) in [
        (
            "[stories]\nfilter = [\"x\"]\ntoggle-bookmark = [\"x x\"]",
            vec![(
                3,
                "stories.toggle-bookmark: \"x x\" begins with \"x\", the key of filter",
            )],
        ),
        (
            "[everywhere]\nundo = [\"q u\", \"g U\"]",
            vec![(
                2,
                "everywhere.undo: \"q u\" begins with \"q\", the key of back",
            )],
        ),
        (
            "[stories]\n\"toggle-read down\" = [\"D\"]\nselect = [\"D D\"]",
            vec![(
                3,
                "stories.select: \"D D\" begins with \"D\", the key of toggle-read down",
            )],
        ),
        (
            "[feeds]\nundo = [\"Z\"]\n[stories]\nundo = [\"Z Z\"]",
            vec![],
        ),
    ] {
        let (_, wrong) = keymap("kabar", Some(own));
        let wrong: Vec<_> = wrong
            .iter()
            .map(|wrong| (wrong.line, wrong.words.as_str()))
            .collect();
        assert_eq!(wrong, expected, "{own}");
    }
}

#[test]
fn a_key_that_hides_longer_ones_is_told_with_its_line_and_with_those() {
    let own = "[everywhere]\nzen = [\"g\"]";
    let (_, wrong) = keymap("kabar", Some(own));
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(wrong[0].line, 2);
    let words = &wrong[0].words;
    let start = "everywhere.zen: \"g\" hides the longer keys g g (first), ";
    assert!(words.starts_with(start) && words.contains(", +"), "{words}");
    let other = Strings::of(Language::Indonesian);
    let start = "everywhere.zen: \"g\" menutupi tombol yang lebih panjang: g g (first), ";
    assert!(other.failure(words).starts_with(start), "{words}");
    // In one pane they are hidden there; what has keys of its own, or is to have none, is not hidden.
    for (own, expected) in [
        (
            "[stories]\nzen = [\"f\"]",
            Some("stories.zen: \"f\" hides the longer keys f a (only-all), "),
        ),
        ("[feeds]\nzen = [\"f\"]", None),
        (
            "[stories]\nzen = [\"f\"]\nonly-all = []\nonly-unread = []\nonly-bookmarks = []\nonly-today = []\nonly-offline = [\"Z\"]",
            None,
        ),
    ] {
        let (_, wrong) = keymap("kabar", Some(own));
        let words = wrong.first().map(|wrong| wrong.words.as_str());
        let is_so = match (words, expected) {
            (Some(words), Some(expected)) => words.starts_with(expected),
            (words, expected) => words == expected,
        };
        assert!(is_so, "{own}: {words:?}");
    }
}

#[test]
fn an_age_is_typed_in_hours_days_or_weeks() {
    for (language, typed, row, hours) in [
        (Language::English, "12h", "Older than 12 hours", 12),
        (Language::English, "5d", "Older than 5 days", 120),
        (Language::English, "2w", "Older than 14 days", 336),
        (Language::English, "1h", "Older than an hour", 1),
        (Language::Indonesian, "12j", "Lebih lama dari 12 jam", 12),
        (Language::Indonesian, "5h", "Lebih lama dari 5 hari", 120),
        (Language::Indonesian, "2m", "Lebih lama dari 14 hari", 336),
    ] {
        let mut desk = Desk::speaking(language, 60, (80, 24));
        desk.press("m o");
        desk.type_text(typed);
        assert!(screen(&desk).contains(row), "{typed}");
        desk.press("Enter");
        let asked = desk.take_asked();
        let until = asked.iter().find_map(|effect| match effect {
            Effect::MarkAll { query, .. } => query.until,
            _ => None,
        });
        let age = SignedDuration::from_hours(hours);
        assert_eq!(until, Some(desk.state.now - age), "{typed}");
    }
    let mut desk = desk();
    desk.press("m o");
    for letter in ["5", "x", "Backspace", "0", "0", "0", "0", "w"] {
        desk.press(letter);
    }
    let text = screen(&desk);
    assert!(
        text.contains("No such age. Type a number with h, d or w"),
        "{text}"
    );
}

#[test]
fn what_was_said_is_shown_whole() {
    for size in [(120, 40), (80, 24), (50, 20), (40, 16)] {
        let mut desk = Desk::new(60, size);
        let words = "could not keep the settings: no room is left on the disk that holds them, and nothing else can be done about it here";
        desk.state.say(Tone::Bad, words.to_owned());
        desk.press(":");
        desk.type_text("messages");
        desk.press("Enter");
        let text = screen(&desk);
        for word in words.split_whitespace() {
            assert!(text.contains(word), "{word}\n{text}");
        }
    }
}

#[test]
fn a_plain_screen_has_no_lines_and_no_rests_of_other_lines() {
    let mut theme = Theme::terminal();
    theme.plain = true;
    for keys in ["", "Enter", "Enter v", "g", "T", ",", "!", ":", "i", "1 e"] {
        let mut desk = Desk::set_up(60, |setup| {
            setup.size = (80, 24);
            setup.accessible = true;
        });
        desk.press(keys);
        desk.wait(1);
        let cells = crate::view::buffer(&desk, &theme);
        let text: String = cells
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        let drawn = text.find(|letter| ('─'..='▟').contains(&letter));
        assert_eq!(
            drawn,
            None,
            "{keys}: {:?}",
            drawn.and_then(|at| text.get(at..))
        );
        if !matches!(keys, "" | "Enter" | "Enter v" | "g") {
            assert!(!text.contains("Kabar Kota ·"), "{keys}: {text}");
        }
    }
    let mut desk = Desk::new(60, (80, 24));
    desk.press("g");
    desk.wait(1);
    let buffer = crate::view::buffer(&desk, &theme);
    let rows = buffer.content().chunks(80).map(|row| {
        row.iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect::<String>()
    });
    let first = rows.into_iter().find(|row| row.contains("First")).unwrap();
    assert!(first.trim_start().starts_with("g "), "{first}");
}

#[test]
fn zen_tells_how_far_one_is() {
    for size in [(120, 40), (80, 24), (50, 20)] {
        let mut desk = Desk::new(60, size);
        desk.press("Enter z");
        assert!(screen(&desk).contains("0 %"), "{}", screen(&desk));
    }
}

#[test]
fn one_story_is_no_stories_and_nothing_done_is_not_told() {
    let mut desk = desk();
    assert_eq!(desk.state.strings.count("pane.count", 1), "1 story");
    assert_eq!(desk.state.strings.count("pane.count", 2), "2 stories");
    for (feeds, told) in [(0, ""), (2, "Refreshed: 0 new")] {
        let running = Progress {
            running: true,
            feeds,
            ..Progress::default()
        };
        desk.send(Message::Progress(running));
        desk.send(Message::Progress(Progress {
            running: false,
            ..running
        }));
        assert_eq!(notice(&desk), told);
    }
}

#[test]
fn what_is_known_of_a_story_is_read_whole_on_every_screen() {
    let address = format!("https://kabar-kota.example/{}end", "jalan/".repeat(12));
    for size in [(120, 40), (80, 24), (50, 20), (40, 12)] {
        let mut desk = Desk::new(60, size);
        desk.rows[0].url = Some(address.clone());
        desk.send(Message::Headlines(vec![desk.rows[0].clone()]));
        desk.press("i");
        let is_chosen = |desk: &Desk| screen(desk).contains("▌ Address");
        for _ in 0..9 {
            if !is_chosen(&desk) {
                desk.press("Down");
            }
        }
        let text = screen(&desk);
        assert!(is_chosen(&desk), "{text}");
        // Its row is cut where there is no room; below the rows it stands whole.
        let mut below = text.lines().filter(|line| !line.contains("▌ Address"));
        assert!(below.any(|line| line.contains("jalan/end")), "{text}");
        desk.rows[0].url = Some(address.repeat(60));
        desk.send(Message::Headlines(vec![desk.rows[0].clone()]));
        let text = screen(&desk);
        let below = text.lines().rev().take(size.1.into());
        let last = below.clone().find(|line| line.contains("jalan/"));
        assert!(last.is_some_and(|line| line.contains('…')), "{text}");
    }
}

#[test]
fn what_is_known_of_a_story_follows_a_refresh_and_stays_that_of_this_story() {
    for size in [(120, 40), (40, 12)] {
        let mut desk = Desk::new(60, size);
        let id = desk.state.headlines.chosen_id();
        desk.press("i Down Down");
        desk.rows[0].title = "Gempa susulan".to_owned();
        desk.send(Message::Headlines(vec![desk.rows[0].clone()]));
        desk.send(Message::Loaded {
            id: desk.rows[0].id,
            error: None,
        });
        assert!(screen(&desk).contains("Gempa susulan"), "{}", screen(&desk));
        assert!(screen(&desk).contains("▌ Address"), "{}", screen(&desk));
        // A story that comes takes its place on top of the list, and not in what is known.
        let first = Headline {
            id: ArticleId(1),
            title: "Lebih baru".to_owned(),
            ..desk.rows[0].clone()
        };
        desk.rows.insert(0, first);
        desk.send(Message::Changed);
        assert_ne!(desk.state.headlines.chosen_id(), id);
        assert!(screen(&desk).contains("Gempa susulan"), "{}", screen(&desk));
    }
}

#[test]
fn what_is_known_of_a_story_has_a_key_in_the_sample_edition_too() {
    for keys in ["2 g k", "Enter g k"] {
        let mut desk = Desk::set_up(60, |setup| setup.edition = Edition::Sample);
        desk.press("Esc");
        desk.press(keys);
        assert!(screen(&desk).contains("What is known"), "{}", screen(&desk));
    }
}

#[test]
fn a_list_that_has_the_screen_to_itself_gives_titles_most_of_it() {
    for (columns, is_whole) in [(84, false), (120, true), (200, true)] {
        let mut desk = Desk::new(60, (columns, 40));
        desk.press(if columns < 120 { "w" } else { "w w" });
        let text = screen(&desk);
        let title = &desk.rows[0].title;
        assert_eq!(text.contains(title), is_whole, "{columns}: {text}");
        assert!(text.contains("Gempa bumi mengguncang"), "{columns}: {text}");
    }
}

#[test]
fn a_list_that_is_not_there_leaves_what_was_typed_to_be_mended() {
    for size in [(120, 40), (40, 12)] {
        let mut desk = Desk::speaking(Language::Indonesian, 60, size);
        desk.press("g i Enter");
        assert!(matches!(desk.state.overlay, Overlay::Picker(..)));
        desk.type_text("/a.opml");
        desk.take_asked();
        desk.press("Enter");
        let effect = Effect::Import("/a.opml".into());
        assert_eq!(desk.take_asked(), std::slice::from_ref(&effect));
        desk.send(Message::Failed(Failure {
            effect: Some(effect),
            words: "could not import: there is no file /a.opml".to_owned(),
        }));
        let text = screen(&desk);
        assert!(text.contains("› /a.opml"), "{text}");
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(words.join(" ").contains("tidak ada berkas"), "{text}");
        desk.send(Message::Imported {
            added: vec![FeedId(8), FeedId(9)],
            known: 0,
            refused: Vec::new(),
            left: Vec::new(),
        });
        assert!(matches!(desk.state.overlay, Overlay::None));
    }
}

#[test]
fn who_begins_before_the_sample_edition_is_there_is_greeted_all_the_same() {
    for (keys, is_greeted) in [("Enter", true), ("1", true), ("Enter j", false)] {
        let mut desk = Desk::set_up(0, |setup| setup.edition = Edition::Sample);
        let mut all = Desk::new(12, (80, 24)).rows;
        all[3].url = Some(desk.state.strings.get("welcome.story").to_owned());
        desk.press(keys);
        assert!(screen(&desk).contains("Looking…"), "{}", screen(&desk));
        let running = |running| {
            Message::Progress(Progress {
                running,
                feeds: 2,
                ..Progress::default()
            })
        };
        desk.send(running(true));
        desk.rows = all[5..].to_vec();
        let refreshed = |feed| Message::Refreshed {
            feed: FeedId(feed),
            new: all[..5].iter().map(|row| row.id).collect(),
        };
        desk.send(refreshed(1));
        assert_eq!(desk.state.focus, Pane::Stories, "not just any story");
        desk.rows = all.clone();
        desk.send(refreshed(2));
        desk.send(Message::Changed);
        desk.send(running(false));
        let read = desk
            .state
            .reader
            .id()
            .filter(|_| desk.state.focus == Pane::Reader);
        assert_eq!(read, is_greeted.then_some(all[3].id), "{keys}");
    }
}

#[test]
fn the_measure_tells_when_the_pane_is_what_limits_it() {
    let mut desk = Desk::new(6, (54, 20));
    desk.press("Enter");
    let at_limit = "The text has all 50 columns of its pane";
    for (key, measure, said) in [
        ("+", 66, at_limit),
        ("-", 46, "Text at most 46 columns wide"),
        ("+", 50, "Text at most 50 columns wide"),
        ("+", 50, at_limit),
        ("=", 66, at_limit),
    ] {
        desk.press(key);
        let notice = desk
            .state
            .notices
            .shown()
            .map(|notice| notice.text.as_str());
        assert_eq!((desk.state.measure, notice), (measure, Some(said)), "{key}");
    }
}

/// The session that a kabar begins with that file, in a library with those bookmarks, and what it keeps there.
fn session(file: &Path, bookmarks: &[usize]) -> (Desk, Recall) {
    let memory = recall::read(file);
    let mut desk = Desk::set_up(60, |setup| setup.memory = memory.clone());
    bookmark(&mut desk, bookmarks, true);
    desk.take_asked();
    let recall = Recall::new(file.to_owned(), memory, &desk.state);
    (desk, recall)
}

/// As another kabar does it.
fn bookmark(desk: &mut Desk, places: &[usize], bookmarked: bool) {
    for at in places {
        desk.rows[*at].bookmarked = bookmarked;
    }
    desk.send(Message::Changed);
}

/// The stories that `u` asks to be no bookmarks any more.
fn undone(desk: &mut Desk) -> Vec<ArticleId> {
    desk.take_asked();
    desk.press("u");
    let marks = desk.take_asked().into_iter().map(|effect| match effect {
        Effect::Mark {
            ids,
            mark: Mark::Unbookmark,
        } => ids,
        _ => Vec::new(),
    });
    marks.flatten().collect()
}

#[test]
fn what_was_done_while_another_kabar_writes_is_kept_the_next_time() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("state/screen.json");
    std::fs::create_dir(file.parent().unwrap()).unwrap();
    let (mut one, mut kept) = session(&file, &[]);
    one.press("b");
    let other = std::fs::File::open(file.parent().unwrap()).unwrap();
    other.lock().unwrap();
    kept.keep_done(&one.state);
    assert_eq!(recall::read(&file).undo.len(), 0);
    other.unlock().unwrap();
    kept.keep_done(&one.state);
    assert_eq!(recall::read(&file).undo.len(), 1);
}

#[test]
fn two_sessions_keep_what_each_has_done() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("state/screen.json");
    let (mut one, mut kept_by_one) = session(&file, &[]);
    let (mut other, mut kept_by_other) = session(&file, &[]);
    let ids: Vec<ArticleId> = one.rows.iter().map(|row| row.id).collect();
    one.press("b");
    kept_by_one.keep_done(&one.state);
    // It is on the disk at once: who is killed has lost nothing.
    assert_eq!(undone(&mut session(&file, &[0]).0), [ids[0]]);
    other.wait(1);
    other.press("j b");
    kept_by_other.keep_done(&other.state);
    one.wait(2);
    one.press("j j b");
    kept_by_one.keep_done(&one.state);
    kept_by_other.keep(other.state.memory());
    kept_by_one.keep(one.state.memory());
    let (mut next, mut kept_by_next) = session(&file, &[0, 1, 2]);
    assert_eq!(undone(&mut next), [ids[2]]);
    kept_by_next.keep_done(&next.state);
    // Whoever has not heard of that does not bring it back.
    kept_by_one.keep(one.state.memory());
    kept_by_other.keep(other.state.memory());
    let (mut last, _) = session(&file, &[0, 1]);
    assert_eq!(undone(&mut last), [ids[1]]);
    assert_eq!(undone(&mut last), [ids[0]]);
    assert!(undone(&mut last).is_empty());
    assert_eq!(notice(&last), "Nothing to undo");
}

#[test]
fn what_was_undone_by_another_kabar_is_not_said_to_be_undone_now() {
    let mut desk = desk();
    let ids: Vec<ArticleId> = desk.rows.iter().map(|row| row.id).collect();
    desk.press("b j b");
    bookmark(&mut desk, &[1], false);
    assert_eq!(undone(&mut desk), [ids[1], ids[0]]);
    assert!(notice(&desk).starts_with("Undone: no bookmark any more"));
    assert!(!desk.state.undo.can_undo());
    desk.press(":");
    desk.type_text("messages");
    desk.press("Enter");
    let text = screen(&desk);
    assert!(text.contains("That was undone already"), "{text}");
    desk.press("Esc");
    desk.take_asked();
    desk.press("U");
    let mark = |at: usize| Effect::Mark {
        ids: vec![ids[at]],
        mark: Mark::Bookmark,
    };
    assert_eq!(desk.take_asked(), [mark(0)]);
    assert!(!desk.state.undo.can_redo());
    bookmark(&mut desk, &[0], false);
    assert_eq!(undone(&mut desk), [ids[0]]);
    assert_eq!(notice(&desk), "That was undone already");
}
