//! The screens of feeds: what went wrong and what to do, and how the reader wants one feed.

use insta::assert_snapshot;
use jiff::SignedDuration;
use kabar::feed::ParseError;
use kabar::fetch::error::{FetchError, NO_TLS, NO_WORD, Wait};
use kabar::model::feed::{FeedId, FolderId, Format, Health};
use kabar::model::record::Record;
use kabar::model::wishes::FullText;
use kabar::state::effect::Effect;
use kabar::state::message::{Candidate, Failure, Message, Progress};
use kabar::state::notices::Tone;
use kabar::state::overlay::Overlay;
use kabar::state::press::{Mouse, MouseKind};
use kabar::state::strings::{Language, Strings};

use crate::desk::Desk;
use crate::view::screen;

/// A desk whose third feed fails, whose second is slow, and which may use the network.
fn desk(size: (u16, u16)) -> Desk {
    speaking(Language::English, size)
}

fn speaking(language: Language, size: (u16, u16)) -> Desk {
    let mut desk = Desk::set_up(20, |setup| {
        setup.language = language;
        setup.size = size;
        setup.offline = false;
    });
    let now = desk.state.now;
    desk.library.feeds[1].took = Some(9_800);
    desk.library.feeds[2].health = Health::Failing {
        since: now - SignedDuration::from_hours(50),
        tries: 3,
        cause: "the server answered 403 (forbidden)".to_owned(),
        retry: Some(now + SignedDuration::from_mins(26)),
        wait: None,
    };
    desk.library.feeds[2].link = Some("https://lama.example/".to_owned());
    desk.send(Message::Changed);
    desk.take_asked();
    desk
}

/// The line under the panes.
fn notice(desk: &Desk) -> &str {
    let shown = desk.state.notices.shown();
    shown.map_or("", |notice| notice.text.as_str())
}

fn candidate(url: &str, known: bool) -> Candidate {
    Candidate {
        url: url.to_owned(),
        title: "Harian Lama".to_owned(),
        format: Some(Format::Rss),
        entries: 20,
        latest: None,
        preview: Vec::new(),
        known,
    }
}

fn set(feed: i64, key: &'static str, value: &str) -> Effect {
    Effect::SetFeed {
        feed: FeedId(feed),
        key,
        value: value.to_owned(),
    }
}

#[test]
fn each_key_of_a_feed_that_fails_does_what_it_says() {
    let agent = "Mozilla/5.0 (compatible; kabar; news reader)";
    let refresh = || Effect::Refresh(vec![FeedId(3)]);
    for (keys, first) in [
        ("r", refresh()),
        ("Enter", refresh()),
        ("R", Effect::Refresh(vec![FeedId(3), FeedId(2)])),
        ("d", Effect::Discover("https://lama.example/".to_owned())),
        ("U", set(3, "user_agent", agent)),
        ("m", set(3, "muted", "yes")),
        ("D", Effect::Unsubscribe(FeedId(3))),
        ("e", Effect::Record(FeedId(3))),
        (
            "o",
            Effect::Browse(vec!["https://lama.example/".to_owned()]),
        ),
        ("j r", Effect::Refresh(vec![FeedId(2)])),
    ] {
        let mut desk = desk((80, 24));
        desk.press("!");
        desk.take_asked();
        desk.press(keys);
        assert_eq!(desk.take_asked().first(), Some(&first), "{keys}");
    }
    // What may help is tried at once, when it is on the disk.
    let mut desk = desk((80, 24));
    desk.press("! U");
    assert_eq!(desk.take_asked().last(), Some(&refresh()));
    // Another name helps only where programs are refused.
    desk.press("Esc j ! j U");
    let asked = desk.take_asked();
    let is_set = |effect: &Effect| matches!(effect, Effect::SetFeed { .. });
    assert!(!asked.iter().any(is_set), "{asked:?}");
}

#[test]
fn help_lies_over_the_screen_and_leaves_it_where_it_was() {
    for key in ["?", "F1"] {
        let mut desk = desk((80, 24));
        desk.press("! j");
        let before = screen(&desk);
        desk.press(key);
        let text = screen(&desk);
        for words in [
            "Keys here",
            "On this screen",
            "discover again",
            "copy report",
        ] {
            assert!(text.contains(words), "{key}: {words}\n{text}");
        }
        desk.press("Esc");
        assert_eq!(screen(&desk), before);
        desk.press(key);
        desk.press("?");
        assert_eq!(screen(&desk), before);
    }
    let mut desk = desk((80, 24));
    desk.press("! e ?");
    assert!(screen(&desk).contains("On this screen"));
}

#[test]
fn a_feed_that_has_trouble_shows_how_often_it_publishes_and_where_it_was() {
    let mut desk = desk((100, 30));
    desk.press("!");
    let asked = desk.take_asked();
    assert_eq!(
        asked,
        [Effect::Record(FeedId(3)), Effect::Record(FeedId(2))]
    );
    let now = desk.state.now;
    for (per_week, words) in [(1, "1 story a week"), (12, "12 stories a week")] {
        let record = Record {
            per_week,
            latest: Some(now - SignedDuration::from_hours(24)),
            moved_from: Some("https://ani:rahasia@lama.example/rss".to_owned()),
            ..Record::default()
        };
        desk.send(Message::Record {
            feed: FeedId(3),
            record: Box::new(record),
        });
        let text = screen(&desk);
        let words =
            format!("{words} · the latest yesterday · moved here from https://lama.example/rss");
        assert!(text.contains(&words), "{text}");
    }
}

#[test]
fn what_failed_is_told_in_the_language_of_the_reader() {
    let mut desk = speaking(Language::Indonesian, (80, 24));
    let now = desk.state.now;
    let Health::Failing { since, .. } = &mut desk.library.feeds[2].health else {
        panic!("it fails");
    };
    *since = now - SignedDuration::from_hours(24);
    desk.send(Message::Changed);
    desk.press("!");
    let text = screen(&desk);
    assert!(text.contains("peladen menjawab 403 (dilarang)"), "{text}");
    assert!(text.contains("gagal sejak kemarin · 3 kali"), "{text}");
    desk.press("Esc");
    desk.send(Message::Failed(Failure {
        effect: None,
        words: "could not refresh Antara: no word from a.example for 20 s; next try in 5 min"
            .to_owned(),
    }));
    assert!(
        screen(&desk).contains("tidak dapat disegarkan: a.example diam selama 20 dt"),
        "{}",
        screen(&desk)
    );
}

/// What the rooms below say in English stands among the strings, and so in every language.
#[test]
fn every_cause_has_its_sentence() {
    let host = || "a.example".to_owned();
    let mut causes: Vec<String> = [
        400, 401, 402, 403, 404, 406, 407, 408, 410, 429, 451, 500, 502, 503, 504,
    ]
    .into_iter()
    .flat_map(|code| {
        [None, Some(60), Some(600), Some(7_300)]
            .map(|retry_after| FetchError::Status { code, retry_after })
    })
    .chain([
        FetchError::Dns { host: host() },
        FetchError::Proxy {
            host: host(),
            cause: "connection refused".to_owned(),
        },
        FetchError::Dns { host: host() }.by_proxy("p.example"),
        FetchError::Connect {
            host: host(),
            cause: "connection reset".to_owned(),
        },
        FetchError::Tls {
            host: host(),
            cause: NO_TLS.to_owned(),
        },
        FetchError::Tls {
            host: host(),
            cause: NO_WORD.to_owned(),
        },
        FetchError::Timeout(Wait::Connect {
            host: host(),
            seconds: 10,
        }),
        FetchError::Timeout(Wait::Silence {
            host: host(),
            seconds: 10,
        }),
        FetchError::Timeout(Wait::Whole { seconds: 10 }),
        FetchError::LeftAlone { seconds: 900 },
        FetchError::TooLarge { limit: 16 << 20 },
        FetchError::NotText("a zip archive"),
        FetchError::Short { received: 1 },
        FetchError::Short { received: 99 },
        FetchError::Cancelled,
    ])
    .map(|error| error.to_string())
    .collect();
    causes.extend(
        [
            ParseError::Empty,
            ParseError::Html,
            ParseError::Index(Vec::new()),
        ]
        .map(|error| error.to_string()),
    );
    for bytes in ["<opml/>", "<note/>", "%PDF-1", "some words", "{}"] {
        causes.push(
            kabar::feed::parse(bytes.as_bytes(), None, None)
                .unwrap_err()
                .to_string(),
        );
    }
    let strings = Strings::of(Language::Indonesian);
    for cause in &causes {
        let told = strings.failure(cause);
        assert_ne!(&told, cause, "no sentence in assets/strings");
        for english in ["the ", " not ", " it ", "connection", "found"] {
            assert!(!told.contains(english), "{cause}: {told}");
        }
        assert_eq!(&Strings::of(Language::English).failure(cause), cause);
    }
}

#[test]
fn one_feed_is_spoken_of_as_one() {
    for (feeds, offline, expected) in [
        (3, 13, "2 of 3 feeds are well. 13 stories kept offline."),
        (2, 1, "1 of 2 feeds is well. 1 story kept offline."),
        (1, 0, "0 of 1 feeds are well. 0 stories kept offline."),
    ] {
        let mut desk = desk((120, 40));
        let dropped = 3 - feeds;
        desk.library.feeds.drain(..dropped);
        desk.library.offline = offline;
        desk.send(Message::Changed);
        desk.press("!");
        assert!(screen(&desk).contains(expected), "{}", screen(&desk));
        if feeds == 1 {
            desk.library.feeds[0].health = Health::Well;
            desk.send(Message::Changed);
            assert!(
                screen(&desk).contains("The feed is well. 0 stories"),
                "{}",
                screen(&desk)
            );
        }
    }
}

#[test]
fn what_was_found_instead_is_used() {
    let mut desk = desk((80, 24));
    desk.press("! d");
    let asked = |found| Message::Discovered {
        address: "https://lama.example/".to_owned(),
        found,
    };
    desk.send(asked(Ok(vec![
        candidate("https://lama.example/old", true),
        candidate("https://ani:rahasia@lama.example/new", false),
    ])));
    let text = screen(&desk);
    assert!(
        text.contains("Found instead: https://lama.example/new"),
        "{text}"
    );
    assert!(!text.contains("rahasia"));
    desk.take_asked();
    desk.press("Enter");
    let address = set(3, "address", "https://ani:rahasia@lama.example/new");
    assert_eq!(desk.take_asked().first(), Some(&address));

    // The page that the feed names as its site may be gone as well: then the front page is looked at.
    let page = "https://lama.example/kota/".to_owned();
    desk.library.feeds[2].link = Some(page.clone());
    desk.send(Message::Changed);
    desk.press("d");
    desk.take_asked();
    desk.send(Message::Discovered {
        address: page,
        found: Err("the server answered 404 (not found)".to_owned()),
    });
    let front = Effect::Discover("https://lama.example/".to_owned());
    assert_eq!(desk.take_asked(), [front]);
    desk.send(asked(Err("lama.example offers no feed".to_owned())));
    assert!(screen(&desk).contains("lama.example offers no feed"));
}

#[test]
fn what_the_loader_found_instead_is_offered_unasked() {
    let mut desk = desk((80, 24));
    desk.library.feeds[2].instead = Some("https://ani:rahasia@lama.example/baru".to_owned());
    desk.send(Message::Changed);
    desk.press("!");
    desk.take_asked();
    let text = screen(&desk);
    assert!(
        text.contains("Found instead: https://lama.example/baru") && text.contains("⏎ use that"),
        "{text}"
    );
    desk.press("Enter");
    let address = set(3, "address", "https://ani:rahasia@lama.example/baru");
    assert_eq!(desk.take_asked().first(), Some(&address));
}

#[test]
fn a_site_that_asked_to_be_left_alone_is_named_as_the_reason_to_wait() {
    let mut desk = desk((80, 24));
    for (minutes, asked) in [(26, true), (-1, false)] {
        if let Health::Failing { wait, .. } = &mut desk.library.feeds[2].health {
            *wait = Some(desk.state.now + SignedDuration::from_mins(minutes));
        }
        desk.send(Message::Changed);
        desk.press("!");
        let text = screen(&desk);
        assert!(text.contains("(in 26m)"), "{text}");
        assert_eq!(text.contains("because the site asked"), asked, "{text}");
        desk.press("Esc");
    }
}

#[test]
fn offline_says_why_a_feed_is_not_tried() {
    let mut desk = desk((80, 24));
    desk.state.offline = true;
    desk.press("!");
    desk.take_asked();
    desk.press("r R d U");
    assert_eq!(desk.take_asked(), []);
    assert!(screen(&desk).contains("Offline"));
}

#[test]
fn the_screen_of_trouble_is_whole_at_every_size() {
    for (name, size) in [
        ("usual", (80, 24)),
        ("narrow", (50, 20)),
        ("large", (120, 40)),
    ] {
        let mut desk = desk(size);
        desk.press("!");
        assert_snapshot!(format!("trouble_{name}"), screen(&desk));
    }
    let mut desk = speaking(Language::Indonesian, (80, 24));
    desk.press("! j");
    assert_snapshot!("trouble_indonesian", screen(&desk));
    for width in 1..90 {
        for height in [1, 5, 8, 11, 30] {
            desk.send(Message::Resized(width, height));
            screen(&desk);
        }
    }
}

#[test]
fn a_feed_that_was_read_in_part_stays_told_until_it_comes_whole() {
    for (language, status, cause) in [
        (
            Language::English,
            "read in part",
            "the document ends in the middle",
        ),
        (
            Language::Indonesian,
            "terbaca sebagian",
            "dokumennya putus di tengah",
        ),
    ] {
        let mut desk = speaking(language, (80, 24));
        desk.library.feeds[1].took = None;
        desk.library.feeds[2].health = Health::Well;
        desk.library.feeds[2].damage = Some("the document ends in the middle".to_owned());
        desk.send(Message::Changed);
        desk.press("!");
        let text = screen(&desk);
        assert!(text.contains(status) && text.contains(cause), "{text}");
        desk.library.feeds[2].damage = None;
        desk.send(Message::Changed);
        assert!(!screen(&desk).contains(status));
    }
}

#[test]
fn a_feed_that_is_well_again_leaves_the_screen() {
    let mut desk = desk((80, 24));
    desk.press("! j");
    desk.library.feeds[2].health = Health::Well;
    desk.send(Message::Changed);
    let text = screen(&desk);
    assert!(
        !text.contains("forbidden") && text.contains("slow · 9.8 s"),
        "{text}"
    );
    desk.library.feeds[1].took = Some(80);
    desk.send(Message::Changed);
    assert!(screen(&desk).contains("All feeds are well"));
    desk.press("j k G g d D m Enter q");
    assert!(matches!(desk.state.overlay, Overlay::None));
}

#[test]
fn feeds_that_fail_are_seen_where_read_feeds_are_hidden() {
    let mut desk = desk((120, 30));
    for row in &mut desk.rows {
        row.read = true;
    }
    for feed in &mut desk.library.feeds {
        feed.unread = 0;
    }
    desk.send(Message::Changed);
    desk.press("1 L");
    let text = screen(&desk);
    assert!(
        text.contains("! Harian Lama") && !text.contains("  Kabar Kota  "),
        "{text}"
    );
    // A muted one is nobody's trouble.
    desk.library.feeds[2].muted = true;
    desk.send(Message::Changed);
    let text = screen(&desk);
    assert!(
        !text.contains("Harian Lama") && !text.contains("Errors"),
        "{text}"
    );
}

#[test]
fn muting_is_told_and_taken_back() {
    let mut desk = desk((120, 30));
    desk.press("1 G M");
    assert!(desk.library.feeds[2].muted);
    assert!(screen(&desk).contains("Muted Harian Lama"));
    desk.press("u");
    assert!(!desk.library.feeds[2].muted);
    desk.press("U");
    assert!(desk.library.feeds[2].muted);
    desk.press("M");
    assert!(!desk.library.feeds[2].muted);
}

#[test]
fn settings_are_changed_where_they_stand() {
    let mut desk = desk((80, 24));
    desk.press("1 G e");
    for (keys, typed, expected) in [
        ("j j j Enter", "90", set(3, "interval", "90")),
        ("j Enter", "", set(3, "full_text", "always")),
        ("Enter", "", set(3, "full_text", "short")),
        ("Enter", "", set(3, "full_text", "never")),
        ("j Enter", "30", set(3, "keep", "30")),
        ("j Space", "", set(3, "read_on_arrival", "yes")),
        ("Space", "", set(3, "read_on_arrival", "no")),
        (
            "j j j j j Enter",
            "Pembaca/1",
            set(3, "user_agent", "Pembaca/1"),
        ),
        ("x", "", set(3, "user_agent", "")),
        ("j j j Enter", "rahasia", set(3, "password", "rahasia")),
    ] {
        desk.take_asked();
        desk.press(keys);
        if !typed.is_empty() {
            desk.type_text(typed);
            desk.press("Enter");
        }
        assert_eq!(desk.take_asked().first(), Some(&expected), "{keys}");
    }
    let text = screen(&desk);
    assert!(text.contains("password               •••"), "{text}");
    // What was typed of a secret is not found in the line again, and no undo brings it back.
    desk.press("Enter");
    assert!(!screen(&desk).contains("rahasia"));
    desk.press("Esc u");
    assert_eq!(desk.take_asked(), []);
    desk.press("u");
    assert_eq!(
        desk.take_asked().first(),
        Some(&set(3, "user_agent", "Pembaca/1"))
    );
}

#[test]
fn a_feed_that_is_gone_or_doubled_says_so_with_what_helps() {
    let mut desk = desk((100, 24));
    let day = 86_400;
    let before = |days: i64| desk.state.now - jiff::SignedDuration::from_secs(days * day);
    let (since, last) = (before(2), before(3));
    desk.library.feeds[2].health = Health::Retired { since };
    desk.library.feeds[2].fetched = Some(last);
    desk.send(Message::Changed);
    desk.press("!");
    let record = Box::default();
    let feed = desk.library.feeds[2].id;
    desk.press("G g");
    desk.send(Message::Record { feed, record });
    let text = screen(&desk);
    assert!(text.contains("gone for good since "), "{text}");
    assert!(text.contains("It came last "), "{text}");
    let other = desk.library.feeds[0].url.clone();
    for feed in &mut desk.library.feeds {
        feed.health = Health::Well;
    }
    desk.library.feeds[2].instead = Some(other.clone());
    desk.send(Message::Changed);
    let text = screen(&desk);
    let words = format!("It has moved to an address that you read already: {other}");
    assert!(text.contains(&words), "{text}");
    let all = desk.library.feeds.len();
    let well = format!("{} of {all} feeds are well.", all - 1);
    assert!(text.contains(&well), "{text}");
    assert!(
        text.contains("D remove") && !text.contains("use that"),
        "{text}"
    );
}

#[test]
fn a_setting_that_cannot_be_is_told_where_it_stands() {
    let mut desk = desk((80, 24));
    desk.press("1 G e j j j Enter");
    desk.type_text("3");
    desk.press("Enter");
    let text = screen(&desk);
    assert!(
        text.contains("interval takes minutes, or a time like 4 h 30 min"),
        "{text}"
    );
    assert!(desk.state.notices.shown().is_none());
}

#[test]
fn a_setting_that_is_refused_stays_to_be_mended() {
    let mut desk = desk((80, 24));
    desk.press("1 G e j j j Enter Ctrl-u");
    desk.type_text("4 h -30");
    desk.press("Enter");
    let Overlay::Setup(setup) = &desk.state.overlay else {
        panic!("{}", screen(&desk));
    };
    assert!(setup.refused.is_some());
    assert_eq!(setup.input.as_ref().unwrap().value(), "4 h -30");
    desk.press("Ctrl-u");
    desk.type_text("4 h");
    desk.press("Enter");
    let Overlay::Setup(setup) = &desk.state.overlay else {
        panic!("{}", screen(&desk));
    };
    assert!(setup.refused.is_none() && setup.input.is_none());
}

#[test]
fn the_screen_of_settings_is_whole_at_every_size() {
    for (name, size) in [("usual", (80, 24)), ("narrow", (50, 20))] {
        let mut desk = desk(size);
        desk.press("1 G e j");
        assert_snapshot!(format!("setup_{name}"), screen(&desk));
    }
    let mut desk = speaking(Language::Indonesian, (100, 30));
    desk.press("1 G e");
    assert_snapshot!("setup_indonesian", screen(&desk));
    for width in 1..90 {
        for height in [1, 5, 8, 11, 30] {
            desk.send(Message::Resized(width, height));
            desk.press("j Enter Esc");
            desk.press("e");
            screen(&desk);
        }
    }
}

#[test]
fn the_texts_of_a_list_are_fetched_and_counted() {
    let mut desk = desk((80, 24));
    desk.press("g u");
    let query = desk.state.headlines.query().clone();
    desk.take_asked();
    desk.press("d");
    assert_eq!(desk.take_asked(), [Effect::Download(query)]);
    let progress = |bodies_done, running| {
        Message::Progress(Progress {
            bodies_done,
            bodies_failed: 3,
            bytes: 9_000_000,
            running,
            ..Progress::default()
        })
    };
    for (done, words) in [(15, "12 stories ready"), (4, "1 story ready")] {
        let mut desk = crate::trouble::desk((80, 24));
        desk.send(progress(1, true));
        desk.send(progress(done, false));
        let text = screen(&desk);
        assert!(text.contains(&format!("{words}, 9 MB, 3 failed")), "{text}");
    }
}

#[test]
fn what_could_not_be_fetched_is_named_with_its_cause() {
    let mut desk = desk((120, 24));
    let query = desk.state.headlines.query().clone();
    let ids: Vec<_> = desk.rows.iter().map(|row| row.id).collect();
    desk.press("d");
    assert!(desk.take_asked().contains(&Effect::Download(query)));
    let progress = |bodies_done, running| {
        Message::Progress(Progress {
            bodies_done,
            bodies_failed: 2,
            bytes: 9_000,
            running,
            ..Progress::default()
        })
    };
    desk.send(progress(1, true));
    for id in &ids[..2] {
        desk.send(Message::Loaded {
            id: *id,
            error: Some("the server answered 404 (not found)".to_owned()),
        });
    }
    desk.send(progress(3, false));
    let cause = |at: usize| {
        let title = &desk.rows[at].title;
        format!("{title}: the server answered 404 (not found)")
    };
    let said: Vec<_> = desk.state.notices.log().take(3).collect();
    assert_eq!(
        said[0].text,
        format!("1 story ready, 9 kB, 2 failed: {}", cause(0))
    );
    assert_eq!((&said[1].text, &said[2].text), (&cause(0), &cause(1)));
    assert!(said.iter().all(|notice| notice.tone == Tone::Bad));
    // What fails later, unasked, is not said of a download.
    desk.send(progress(1, true));
    desk.send(progress(2, false));
    let said = desk.state.notices.log().next().unwrap();
    assert!(!said.text.contains("404"), "{}", said.text);
    // With nothing had, nothing is ready.
    desk.press("d");
    desk.send(progress(1, true));
    desk.send(progress(2, false));
    assert_eq!(notice(&desk), "2 texts failed");
    desk.rows.clear();
    desk.press("g b d");
    assert_eq!(notice(&desk), "The list is empty");
}

/// What is asked for is the list on the screen: a story list, a feed, a folder, a view.
#[test]
fn texts_are_fetched_of_the_list_that_is_shown() {
    use kabar::model::query::{Filter, Query, Scope};
    for (keys, scope, filter) in [
        ("g l", Scope::All, Filter::All),
        ("g u", Scope::All, Filter::Unread),
        ("g o", Scope::All, Filter::Offline),
        ("1 G k k k", Scope::Folder(FolderId(1)), Filter::All),
        ("1 G k", Scope::Feed(FeedId(2)), Filter::All),
    ] {
        let mut desk = desk((120, 24));
        desk.press(keys);
        desk.take_asked();
        desk.press("d");
        let query = Query {
            scope,
            filter,
            ..Query::default()
        };
        assert_eq!(desk.take_asked(), [Effect::Download(query)], "{keys}");
    }
}

#[test]
fn a_refresh_tells_what_can_be_read_offline_now() {
    let mut desk = desk((80, 24));
    let progress = |running| {
        Message::Progress(Progress {
            feeds: 3,
            done: 3,
            new: 7,
            bodies_done: 12,
            bytes: 800_000,
            running,
            ..Progress::default()
        })
    };
    desk.send(progress(true));
    desk.send(progress(false));
    let text = screen(&desk);
    assert!(
        text.contains("Refreshed: 7 new · 12 stories ready, 800 kB"),
        "{text}"
    );
}

#[test]
fn stories_that_came_ready_with_their_feed_are_told_with_those_whose_pages_came() {
    for (ready, bodies_done, bytes, words) in [
        (12, 0, 0, "Refreshed: 7 new · 12 stories ready"),
        (1, 0, 0, "Refreshed: 7 new · 1 story ready"),
        (4, 8, 800_000, "Refreshed: 7 new · 12 stories ready, 800 kB"),
    ] {
        let mut desk = desk((80, 24));
        let progress = |running| {
            Message::Progress(Progress {
                feeds: 3,
                done: 3,
                new: 7,
                ready,
                bodies_done,
                bytes,
                running,
                ..Progress::default()
            })
        };
        desk.send(progress(true));
        desk.send(progress(false));
        let text = screen(&desk);
        assert!(
            text.contains(&format!("{words} ")) || text.contains(&format!("{words}\n")),
            "{text}"
        );
    }
}

#[test]
fn a_feed_that_is_found_says_how_much_and_how_fresh_it_is() {
    let mut desk = desk((80, 24));
    desk.press("a");
    desk.type_text("lama.example");
    desk.press("Enter");
    let found = Candidate {
        latest: Some(desk.state.now - SignedDuration::from_mins(4)),
        preview: vec!["Kapal baru berlayar".to_owned()],
        ..candidate("https://lama.example/rss", false)
    };
    desk.send(Message::Discovered {
        address: "lama.example".to_owned(),
        found: Ok(vec![found]),
    });
    let text = screen(&desk);
    assert!(text.contains("RSS · 20 stories · 4m"), "{text}");
    assert!(text.contains("Kapal baru berlayar"), "{text}");
}

#[test]
fn a_new_feed_goes_into_the_folder_that_was_chosen() {
    let found = |desk: &mut Desk| {
        desk.press("a");
        desk.press("x . y Enter");
        desk.send(Message::Discovered {
            address: "x.y".to_owned(),
            found: Ok(vec![candidate("https://x.y/feed", false)]),
        });
        desk.take_asked();
    };
    let subscribed = |desk: &mut Desk| {
        desk.take_asked()
            .into_iter()
            .find_map(|effect| match effect {
                Effect::Subscribe {
                    folder, full_text, ..
                } => Some((folder, full_text)),
                _ => None,
            })
    };
    for (keys, folder, full_text) in [
        ("", "", FullText::Auto),
        ("Tab Down", "Nasional", FullText::Auto),
        ("Tab Down Down", "", FullText::Auto),
        ("Tab n a Right", "Nasional", FullText::Auto),
        ("Tab N A S I O N A L", "Nasional", FullText::Auto),
        ("Tab N a s i", "Nasi", FullText::Auto),
        ("Tab K o t a / B", "Kota/B", FullText::Auto),
        ("Tab Tab Space", "", FullText::Always),
        ("Shift-Tab Left", "", FullText::Never),
        ("Tab Down Tab Right Right Tab", "Nasional", FullText::Short),
    ] {
        let mut desk = desk((80, 24));
        found(&mut desk);
        assert!(screen(&desk).contains("No folder"), "{}", screen(&desk));
        desk.press(keys);
        desk.press("Enter");
        let expected = Some((Some(folder.to_owned()), Some(full_text)));
        assert_eq!(subscribed(&mut desk), expected, "{keys}");
    }
    // Who looks at a folder means that one.
    let mut desk = desk((80, 24));
    desk.press("1");
    for _ in 0..6 {
        desk.press("j");
    }
    desk.press("Enter");
    found(&mut desk);
    assert!(
        screen(&desk).contains("Folder     Nasional"),
        "{}",
        screen(&desk)
    );
    // An empty line leads on to the catalogue.
    desk.press("Esc a Ctrl-e");
    assert!(screen(&desk).contains("Catalogue"), "{}", screen(&desk));
}

#[test]
fn the_chosen_feed_that_has_trouble_takes_no_more_rows_than_it_tells() {
    for size in [(120, 40), (80, 24)] {
        let mut desk = desk(size);
        desk.press("!");
        let text = screen(&desk);
        let lines: Vec<&str> = text.lines().collect();
        let row = |words: &str| lines.iter().position(|line| line.contains(words)).unwrap();
        let next = row("Warta Sains");
        assert_eq!(next, row("e settings") + 2, "{text}");
        // It is where it is seen that it is clicked on.
        desk.send(Message::Mouse(Mouse {
            kind: MouseKind::Press,
            column: 5,
            row: u16::try_from(next).unwrap(),
        }));
        let text = screen(&desk);
        assert!(text.contains("▌ Warta Sains"), "{text}");
    }
    let mut desk = speaking(Language::Indonesian, (40, 12));
    if let Health::Failing { since, .. } = &mut desk.library.feeds[2].health {
        *since = desk.state.now;
    }
    desk.send(Message::Changed);
    desk.press("!");
    let text = screen(&desk);
    assert!(text.contains("gagal sejak 07.44 "), "{text}");
    let mut desk = self::desk((40, 12));
    desk.press("!");
    let text = screen(&desk);
    for key in ["r retry now", "d discover again", "m mute"] {
        assert!(text.contains(key), "{text}");
    }
}

#[test]
fn settings_of_a_feed_that_another_process_changes_are_told_as_they_are() {
    let mut desk = desk((80, 24));
    desk.press("1 G e");
    assert!(screen(&desk).contains("auto · 30 min"), "{}", screen(&desk));
    let wishes = desk.wishes.entry(FeedId(3)).or_default();
    wishes.set("interval", "90").unwrap();
    desk.send(Message::Changed);
    assert!(screen(&desk).contains("1 h 30 min"), "{}", screen(&desk));
}
