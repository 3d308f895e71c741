//! The screen of a search: filters, what is found, and how it looks.

use insta::assert_snapshot;
use kabar::model::feed::FeedId;
use kabar::model::query::{Filter, Scope};
use kabar::state::area::Pane;
use kabar::state::effect::Effect;
use kabar::state::message::{Message, Progress};
use kabar::state::overlay::Overlay;
use kabar::state::press::{Mouse, MouseKind};
use kabar::state::strings::Language;

use crate::desk::Desk;
use crate::view::screen;

fn searching(size: (u16, u16), words: &str) -> Desk {
    let mut desk = Desk::new(60, size);
    desk.press("/");
    desk.type_text(words);
    desk
}

#[test]
fn what_is_found_is_shown_with_its_place_at_every_size() {
    for (name, size) in [
        ("small", (40, 12)),
        ("usual", (80, 24)),
        ("large", (120, 40)),
    ] {
        assert_snapshot!(format!("search_{name}"), screen(&searching(size, "Gempa")));
    }
    let mut empty = searching((80, 24), "nirwana");
    let text = screen(&empty);
    assert!(text.contains("No story holds these words") && !text.contains("is:unread"));
    empty = searching((80, 24), "nirwana is:foo");
    let text = screen(&empty);
    assert!(
        text.contains("No story holds these words") && text.contains("is:unread, since:7d"),
        "{text}"
    );
    empty.press("Ctrl-u");
    assert!(
        screen(&empty).contains("order:newest"),
        "{}",
        screen(&empty)
    );
}

#[test]
fn all_filters_are_seen_at_every_width() {
    for language in [Language::English, Language::Indonesian] {
        for width in [40, 46, 50, 60, 80] {
            let mut desk = Desk::speaking(language, 60, (width, 16));
            desk.press("/");
            desk.type_text("Gempa");
            for filter in 0..4 {
                let text = screen(&desk);
                let line = text.lines().nth(1).unwrap().trim_end();
                let last = desk.state.strings.get("part.all");
                assert!(line.ends_with(last), "{width}, filter {filter}: {line}");
                desk.press("Tab");
            }
        }
    }
}

#[test]
fn each_place_is_asked_for_once_and_only_of_what_is_seen() {
    let mut desk = searching((80, 24), "Gempa");
    let asked = |desk: &mut Desk| -> Vec<usize> {
        let asked = desk.take_asked().into_iter();
        let counts = asked.filter_map(|effect| match effect {
            Effect::Snippets { ids, .. } => Some(ids.len()),
            _ => None,
        });
        counts.collect()
    };
    assert!(asked(&mut desk).iter().all(|count| *count <= 12));
    desk.press("Down Up");
    assert_eq!(asked(&mut desk), Vec::<usize>::new());
    desk.press("PgDn");
    assert!(asked(&mut desk).len() <= 1);
}

#[test]
fn filters_are_reached_by_tab_and_give_way_to_what_is_typed() {
    for (keys, filter, scope, days) in [
        ("Tab Tab Tab Space", Filter::Unread, Scope::All, None),
        ("Shift-Tab Left", Filter::Offline, Scope::All, None),
        ("Tab Tab Space Space", Filter::All, Scope::All, Some(7)),
        ("Tab Space", Filter::All, Scope::Feed(FeedId(1)), None),
        ("Tab Space Space", Filter::All, Scope::All, None),
    ] {
        let mut desk = Desk::new(60, (80, 24));
        desk.press("1 G k k Enter /");
        desk.type_text("g");
        desk.press(keys);
        let query = desk.state.headlines.query();
        assert_eq!((query.filter, query.scope), (filter, scope), "{keys}");
        let since = query
            .since
            .map(|since| desk.state.now.duration_since(since).as_hours() / 24);
        assert_eq!(since, days, "{keys}");
    }
    let mut desk = searching((80, 24), "is:read g");
    desk.press("Tab Tab Tab Space");
    assert_eq!(desk.state.headlines.query().filter, Filter::Read);
    // A letter goes to the line again.
    desk.type_text("e");
    assert_eq!(desk.state.headlines.query().words, "ge");
}

#[test]
fn a_click_and_enter_open_what_is_found_and_escape_leads_back() {
    let mut desk = searching((80, 24), "Rupiah");
    desk.press("Down");
    let chosen = desk.state.headlines.chosen_id();
    desk.press("Enter");
    assert_eq!(desk.state.focus, Pane::Reader);
    assert_eq!(desk.state.reader.id(), chosen);
    let mut desk = searching((80, 24), "Rupiah");
    let second = desk.state.headlines.ids()[1];
    desk.send(Message::Mouse(Mouse {
        kind: MouseKind::Press,
        column: 10,
        row: 5,
    }));
    assert_eq!(desk.state.reader.id(), Some(second));
    desk.press("Esc / Esc");
    assert!(matches!(desk.state.overlay, Overlay::None));
    assert_eq!(desk.state.headlines.ids().len(), 60);
}

#[test]
fn the_palette_finds_stories_of_the_whole_library() {
    let mut desk = Desk::new(2_000, (80, 24));
    desk.press(":");
    desk.type_text("timnas");
    desk.press("Tab");
    desk.type_text(" u-23 tahan imbang tamunya 1997");
    let text = screen(&desk);
    assert!(
        text.contains("Timnas U-23 tahan imbang tamunya 1997"),
        "{text}"
    );
    desk.press("Enter");
    assert_eq!(desk.state.reader.id().map(|id| id.0), Some(2_997));
    // Few letters ask for nothing.
    let mut desk = Desk::new(20, (80, 24));
    desk.press(":");
    desk.take_asked();
    desk.type_text("ti");
    assert_eq!(desk.take_asked(), []);
}

#[test]
fn the_desktop_is_told_once_of_feeds_that_are_to_be_told_of() {
    let refreshed = |feed, new| Message::Refreshed {
        feed: FeedId(feed),
        new: (0..new).map(kabar::model::article::ArticleId).collect(),
    };
    let progress = |running| {
        Message::Progress(Progress {
            feeds: 2,
            running,
            ..Progress::default()
        })
    };
    let told = |in_front: Option<bool>, of: &[i64]| -> Vec<String> {
        let mut desk = Desk::new(6, (80, 24));
        let feeds = desk.state.library.feeds.iter_mut();
        feeds.for_each(|feed| feed.notify = of.contains(&feed.id.0));
        if let Some(in_front) = in_front {
            desk.send(Message::Focused(in_front));
        }
        desk.send(progress(true));
        desk.send(refreshed(1, 2));
        desk.send(refreshed(2, 3));
        desk.send(progress(false));
        let asked = desk.take_asked().into_iter();
        let told = asked.filter_map(|effect| match effect {
            Effect::Notify(words) => Some(words),
            _ => None,
        });
        told.collect()
    };
    assert_eq!(
        told(None, &[1, 2]),
        ["5 new stories: Kabar Kota, Warta Sains"]
    );
    assert_eq!(told(Some(false), &[2]), ["3 new stories: Warta Sains"]);
    assert_eq!(told(Some(true), &[1, 2]), Vec::<String>::new());
    assert_eq!(told(None, &[]), Vec::<String>::new());
}

#[test]
fn past_the_last_unread_story_found_the_next_feed_with_something_unread_is_shown() {
    for words in ["Rupiah", "feed:\"Kabar Kota\" Rupiah"] {
        let mut desk = searching((80, 24), words);
        let found = desk.state.headlines.ids().len();
        desk.press("Enter");
        desk.press(&"n ".repeat(found));
        assert_eq!(desk.state.headlines.query().words, "");
        let told = desk.state.notices.log().any(|notice| {
            notice
                .text
                .starts_with("No more unread in this search — on to ")
        });
        assert!(told, "{words}");
        assert_eq!(desk.state.focus, Pane::Reader);
        assert!(
            desk.state
                .reader
                .shows(desk.state.headlines.chosen_id().unwrap())
        );
    }
}

#[test]
fn the_words_of_the_last_search_give_way_to_what_is_typed_and_stay_for_whoever_changes_them() {
    for (keys, expected) in [
        ("x y", "xy"),
        ("Backspace x", "x"),
        ("Left x", "Rupiaxh"),
        ("Ctrl-e x Backspace", "Rupiah"),
        ("Down Tab Tab", "Rupiah"),
    ] {
        let mut desk = searching((80, 24), "Rupiah");
        desk.press("Enter q /");
        desk.press(keys);
        let Overlay::Search(searching) = &desk.state.overlay else {
            panic!("{keys}");
        };
        assert_eq!(searching.input.value(), expected, "{keys}");
    }
    let mut desk = searching((80, 24), "Rupiah");
    desk.press("Enter q /");
    desk.send(Message::Pasted("Gempa".to_owned()));
    assert_eq!(desk.state.headlines.query().words, "Gempa");
}

#[test]
fn an_empty_list_offers_nothing_to_open() {
    for (keys, offered) in [("/ G e m p a", true), ("/ z z z", false)] {
        let mut desk = Desk::new(60, (80, 24));
        desk.press(keys);
        let keys = |desk: &Desk| -> Vec<String> {
            let hints = kabar::state::hints::hints(&desk.state);
            hints.into_iter().map(|hint| hint.key).collect()
        };
        assert_eq!(keys(&desk).contains(&"⏎".to_owned()), offered);
        desk.press("Enter");
        desk.press(if offered { "q" } else { "" });
        assert_eq!(
            keys(&desk).contains(&"⏎".to_owned()),
            offered,
            "{:?}",
            keys(&desk)
        );
    }
}

#[test]
fn before_there_are_words_no_answer_is_offered_to_be_chosen() {
    let mut desk = Desk::new(10, (80, 24));
    desk.press("/");
    let told = |desk: &Desk| screen(desk).lines().last().unwrap_or_default().to_owned();
    assert!(!told(&desk).contains("⏎"), "{}", told(&desk));
    desk.press("g e m p a");
    assert!(told(&desk).contains("⏎ read"), "{}", told(&desk));
}
