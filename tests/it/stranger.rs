//! What somebody meets who does not know kabar yet: words that are whole, keys that do something, numbers that are right.

use jiff::SignedDuration;
use kabar::model::feed::{FeedId, Health};
use kabar::model::query::Filter;
use kabar::state::core::Edition;
use kabar::state::effect::Effect;
use kabar::state::message::{Done, Library, Message, Progress};
use kabar::state::notices::Tone;
use kabar::state::overlay::Overlay;
use kabar::state::sidebar::Entry;
use kabar::state::strings::Language;

use crate::desk::Desk;
use crate::view::screen;

const SIZES: [(u16, u16); 5] = [(200, 60), (120, 40), (80, 24), (50, 20), (40, 12)];

/// A desk that may use the network.
fn online(size: (u16, u16)) -> Desk {
    Desk::set_up(20, |setup| {
        setup.size = size;
        setup.offline = false;
    })
}

fn notice(desk: &Desk) -> &str {
    let shown = desk.state.notices.shown();
    shown.map_or("", |notice| notice.text.as_str())
}

fn footer(desk: &Desk) -> String {
    screen(desk).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_first_screen_stands_alone_where_only_ends_of_lines_would_be_left_around_it() {
    for size in SIZES {
        let desk = Desk::set_up(60, |setup| {
            setup.edition = Edition::Sample;
            setup.size = size;
        });
        let text = screen(&desk);
        let has_panes = text.contains("1 Feeds");
        assert_eq!(has_panes, size.0 >= 120, "{size:?}\n{text}");
        let has_lines = text.contains(['│', '╭', '━']);
        assert_eq!(has_lines, has_panes, "{size:?}\n{text}");
    }
}

#[test]
fn the_name_of_a_feed_goes_before_the_minutes_of_its_stories() {
    for language in [Language::English, Language::Indonesian] {
        for size in [(120, 40), (160, 50), (200, 60), (50, 20)] {
            let mut desk = Desk::speaking(language, 60, size);
            for row in &mut desk.rows {
                row.feed_title = "The Harbour Ledger".to_owned();
                row.ready = true;
            }
            let ids = desk.rows.iter().map(|row| row.id).collect::<Vec<_>>();
            desk.send(Message::Headlines(desk.rows.clone()));
            desk.elsewhere = ids.iter().map(|id| (*id, 1)).collect();
            desk.press("G g g");
            let text = screen(&desk);
            assert!(text.contains("The Harbour"), "{size:?}\n{text}");
            for cut in ["T…", "Th…", "The…", "The H…", "The Ha…", "The Har…"] {
                assert!(!text.contains(cut), "{size:?}\n{text}");
            }
        }
    }
}

#[test]
fn the_footer_tells_of_feeds_what_can_be_done_to_the_chosen_row() {
    let mut desk = online((120, 40));
    desk.press("1");
    let all = footer(&desk);
    assert!(
        all.contains("A all read") && !all.contains("settings"),
        "{all}"
    );
    desk.state.sidebar.choose(Entry::Feed(FeedId(1), 0));
    let feed = footer(&desk);
    assert!(feed.contains("e settings"), "{feed}");
    desk.press("g g A y 1");
    let read = footer(&desk);
    assert!(!read.contains("all read"), "{read}");
    desk.press("A");
    assert_eq!(notice(&desk), "They were all read already");
    desk.press("C");
    assert_eq!(notice(&desk), "They were all read already");
}

#[test]
fn what_is_told_to_stand_below_a_list_is_no_more_than_the_list_has() {
    for size in SIZES {
        for keys in ["?", "g c", ":"] {
            let mut desk = online(size);
            desk.press(keys);
            let text = screen(&desk);
            let lines: Vec<&str> = text.lines().collect();
            let number = |line: &str| -> usize {
                let digits: String = line.chars().filter(char::is_ascii_digit).collect();
                digits.parse().unwrap()
            };
            let at = lines.iter().position(|line| line.contains('›')).unwrap();
            let count = lines[at].split('›').nth(1).unwrap();
            let count = count.split('┃').next().unwrap();
            let mut frames = lines.iter().filter(|line| line.contains("━━"));
            let Some((_, below)) = frames.find_map(|line| line.split_once('↓')) else {
                let Overlay::Picker(_, picker) = &desk.state.overlay else {
                    panic!("no list");
                };
                assert_eq!(picker.beyond(), (0, 0), "{keys} {size:?}\n{text}");
                continue;
            };
            let below = below.split('━').next().unwrap();
            assert!(number(below) < number(count), "{keys} {size:?}\n{text}");
        }
    }
}

#[test]
fn each_next_step_of_an_empty_list_is_whole() {
    for size in SIZES {
        let mut desk = Desk::new(0, size);
        desk.library.feeds.clear();
        desk.library.folders.clear();
        desk.send(Message::Feeds(desk.library.clone()));
        let text = screen(&desk);
        if size.0 >= 80 || text.contains("No feeds yet") {
            for step in ["add a feed or a site", "catalogue", "import"] {
                assert!(
                    text.lines().any(|line| line.contains(step)),
                    "{step} {size:?}\n{text}"
                );
            }
            let keys = text.lines().find(|line| line.contains("catalogue"));
            assert!(keys.unwrap().contains("g c"), "{size:?}\n{text}");
        }
    }
    // Feeds without a story: the key is that for all of them.
    let mut desk = online((80, 24));
    desk.rows.clear();
    desk.press("R");
    desk.send(Message::Changed);
    let text = screen(&desk);
    assert!(
        text.contains("R  refresh") && !text.contains("this feed"),
        "{text}"
    );
}

#[test]
fn the_footer_tells_no_key_that_does_nothing_now() {
    for size in SIZES {
        let mut desk = online(size);
        desk.rows.clear();
        desk.library = Library::default();
        desk.send(Message::Feeds(Library::default()));
        desk.send(Message::Changed);
        for pane in ["1", "2"] {
            desk.press(pane);
            let text = screen(&desk);
            assert!(!text.contains("⏎"), "{text}");
            assert!(footer(&desk).starts_with(" a add"), "{text}");
        }
        desk.press("R");
        assert!(notice(&desk).starts_with("No feeds yet"), "{size:?}");
        desk.press("a");
        desk.type_text("kabar.example");
        assert!(screen(&desk).contains("⏎ look for feeds"));
        desk.press("Enter");
        let text = screen(&desk);
        assert!(text.contains("Esc cancel") && !text.contains("⏎"), "{text}");
    }
}

fn failing(size: (u16, u16)) -> Desk {
    let mut desk = online(size);
    let now = desk.state.now;
    let feed = &mut desk.library.feeds[2];
    feed.url = "https://news.example/a/long/way/to/the/feed/of/the/whole/world.xml".into();
    feed.health = Health::Failing {
        since: now - SignedDuration::from_hours(1),
        tries: 3,
        cause: "the server answered 429 (too many requests); it asks to wait 60 min".to_owned(),
        retry: Some(now + SignedDuration::from_mins(60)),
        wait: Some(now + SignedDuration::from_mins(60)),
    };
    desk.send(Message::Changed);
    desk.press("!");
    desk
}

#[test]
fn why_a_feed_fails_is_read_whole_at_every_size() {
    for size in SIZES {
        let desk = failing(size);
        let text = screen(&desk);
        let words = text.replace(['┃', '\n'], " ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        for expected in [
            "(too many requests); it asks to wait 60 min",
            "because the site asked.",
            "r retry now",
            "fails since today 06:44",
        ] {
            assert!(words.contains(expected), "{expected} {size:?}\n{text}");
        }
        assert!(!text.contains("↑ 0") && !text.contains("↓ 0"), "{text}");
        if size.0 >= 80 {
            assert!(text.contains("the/whole/world.xml"), "{size:?}\n{text}");
        }
        // What is not whole says so.
        let mut desk = failing(size);
        let feed = &mut desk.library.feeds[2];
        feed.url = "https://news.example/".into();
        if let Health::Failing { cause, wait, .. } = &mut feed.health {
            "the server answered 403 (forbidden)".clone_into(cause);
            *wait = None;
        }
        let latest = desk.state.now - SignedDuration::from_hours(2);
        desk.send(Message::Changed);
        desk.send(Message::Record {
            feed: FeedId(3),
            record: Box::new(kabar::model::record::Record {
                per_week: 120,
                latest: Some(latest),
                ..Default::default()
            }),
        });
        let text = screen(&desk);
        let habits = text.lines().find(|line| line.contains("a week"));
        let is_whole = text.contains("the latest today 05:44");
        // On the smallest screen the keys that help go before how often it publishes.
        let is_told = habits.map_or(size == (40, 12), |habits| habits.contains('…'));
        assert!(is_whole || is_told, "{size:?}\n{text}");
        assert!(text.contains("m mute"), "{size:?}\n{text}");
        let first = text.lines().find(|line| line.contains('▌')).unwrap();
        let end = first
            .find("3 tries")
            .map_or(0, |at| first[..at].chars().count());
        assert!(end < 110, "what belongs together stands together\n{text}");
    }
}

#[test]
fn a_report_is_told_by_its_lines() {
    let mut desk = failing((80, 24));
    desk.take_asked();
    desk.press("y");
    let Some(Effect::Copy(report)) = desk.take_asked().pop() else {
        panic!("nothing was copied");
    };
    let lines = report.trim_end().lines().count();
    desk.send(Message::Done(Done::Copied(report)));
    assert_eq!(notice(&desk), format!("Copied: {lines} lines"));
    desk.send(Message::Done(Done::Copied("https://a.example/\n".into())));
    assert_eq!(notice(&desk), "Copied https://a.example/");
}

#[test]
fn feeds_that_are_filtered_are_counted_as_feeds() {
    for (language, words) in [
        (Language::English, ["1 feed", "3 feeds"]),
        (Language::Indonesian, ["1 sumber", "3 sumber"]),
    ] {
        let mut desk = Desk::speaking(language, 20, (80, 24));
        desk.press("1 F");
        desk.type_text("kabar");
        let text = screen(&desk);
        assert!(text.contains(words[0]), "{text}");
        desk.press("Backspace Backspace Backspace Backspace Backspace");
        desk.type_text("ar");
        let text = screen(&desk);
        assert!(text.contains(words[1]), "{text}");
    }
}

#[test]
fn the_tags_of_several_stories_are_called_so() {
    let mut desk = online((80, 24));
    desk.press("t");
    assert!(screen(&desk).contains("Tags of this story"));
    desk.press("Esc V j j t");
    assert!(
        screen(&desk).contains("Tags of 3 stories"),
        "{}",
        screen(&desk)
    );
}

#[test]
fn a_part_of_all_stories_that_has_a_row_is_that_row() {
    let mut desk = online((80, 24));
    for (keys, entry, words) in [
        ("f b", Entry::Bookmarks, "Bookmarks"),
        ("f u", Entry::Unread, "Unread"),
        ("f t", Entry::All, "All stories · today"),
        ("f a", Entry::All, "All stories"),
        ("L", Entry::Unread, "Read stories are hidden"),
        ("L", Entry::All, "Read stories are shown"),
    ] {
        desk.press(keys);
        assert_eq!(desk.state.sidebar.chosen(), Some(entry), "{keys}");
        assert_eq!(notice(&desk), words, "{keys}");
    }
}

#[test]
fn the_list_beside_the_feeds_is_that_of_the_chosen_row_after_it_was_folded_away() {
    let mut desk = online((80, 24));
    desk.press("1");
    desk.state.sidebar.choose(Entry::Feed(FeedId(1), 0));
    desk.press("j k Space");
    let chosen = desk.state.sidebar.chosen();
    assert!(matches!(chosen, Some(Entry::Folder(..))), "{chosen:?}");
    let shown = kabar::state::sidebar::entry(desk.state.headlines.query());
    assert!(matches!(shown, Entry::Folder(..)), "{shown:?}");
    assert_eq!(desk.state.headlines.query().filter, Filter::All);
}

#[test]
fn what_is_only_to_be_known_is_no_failure() {
    let said = "nothing to ask: every feed was asked within the last five minutes";
    for (language, words) in [
        (Language::English, "Nothing to ask: every feed"),
        (Language::Indonesian, "Tidak ada yang diminta: semua sumber"),
    ] {
        let mut desk = Desk::speaking(language, 6, (80, 24));
        desk.send(Message::Done(Done::Noted(said.to_owned())));
        assert!(notice(&desk).starts_with(words), "{}", notice(&desk));
        assert!(
            notice(&desk).contains(" — r di daftar")
                || notice(&desk).contains(" — r in the list of"),
            "{}",
            notice(&desk)
        );
        let shown = desk.state.notices.shown().unwrap();
        assert_eq!(shown.tone, Tone::Plain);
        assert!(!screen(&desk).contains("! N"));
        // Said again, it stands once among the messages.
        desk.send(Message::Done(Done::Noted(said.to_owned())));
        let same = desk.state.notices.log();
        assert_eq!(same.filter(|said| said.text.starts_with(words)).count(), 1);
    }
}

#[test]
fn a_story_whose_page_was_not_to_be_had_tells_the_key_that_asks_again() {
    let mut desk = online((80, 24));
    desk.press("Enter");
    assert!(!footer(&desk).contains("x text"));
    let mut facts = desk.state.reader.facts().unwrap().clone();
    facts.body_error = Some("timed out after 20 s".to_owned());
    facts.headline.source = kabar::model::article::TextSource::Feed;
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document: desk.body.clone(),
        position: kabar::model::article::Position::default(),
    });
    assert!(footer(&desk).contains("x text"), "{}", footer(&desk));
}

#[test]
fn the_end_of_a_refresh_is_read_whole_where_feeds_and_texts_failed() {
    for language in [Language::English, Language::Indonesian] {
        for (bodies_done, bodies_failed) in [(46, 46), (412, 3), (0, 0)] {
            let mut desk = Desk::set_up(20, |setup| {
                setup.language = language;
                setup.offline = false;
            });
            let progress = |running| {
                Message::Progress(Progress {
                    feeds: 42,
                    done: 42,
                    failed: 5,
                    new: 120,
                    bodies_done,
                    bodies_failed,
                    bytes: 9_000_000,
                    running,
                    ..Progress::default()
                })
            };
            desk.send(progress(true));
            desk.send(progress(false));
            let line = screen(&desk).lines().rev().nth(1).unwrap().to_owned();
            let [feeds, texts] = match language {
                Language::English => ["120 new · 5 failed", "46 texts failed"],
                Language::Indonesian => ["120 baru · 5 gagal", "46 teks gagal"],
            };
            assert!(line.contains(feeds), "{line}");
            match bodies_failed {
                46 => assert!(line.contains(texts), "{line}"),
                3 => assert!(line.contains("9 MB, 3"), "{line}"),
                _ => assert!(line.contains(" — ! "), "{line}"),
            }
        }
    }
}

#[test]
fn the_settings_of_a_feed_are_a_list_on_the_smallest_screen_too() {
    for size in SIZES {
        let mut desk = online(size);
        desk.press("1");
        desk.state.sidebar.choose(Entry::Feed(FeedId(1), 0));
        desk.press("e");
        let text = screen(&desk);
        for name in ["120 a week", "title", "folder", "address"] {
            assert!(text.contains(name), "{name} {size:?}\n{text}");
        }
        assert!(text.contains("interval") || size.1 <= 12, "{text}");
    }
}

#[test]
fn what_may_be_written_in_a_search_stands_in_columns_in_the_manual() {
    for (language, words) in [
        (Language::English, "of the last seven days"),
        (Language::Indonesian, "dari tujuh hari terakhir"),
    ] {
        for size in [(120, 40), (80, 24), (50, 20)] {
            let mut desk = Desk::speaking(language, 6, size);
            desk.press("g ?");
            let pages = (0..150).map(|_| {
                desk.press("j");
                screen(&desk)
            });
            let pages: Vec<String> = pages.collect();
            let rows = pages.iter().flat_map(|page| page.lines());
            let row = rows.into_iter().find(|line| line.contains(words));
            assert!(row.unwrap().contains("since:7d   "), "{row:?}");
        }
    }
}
