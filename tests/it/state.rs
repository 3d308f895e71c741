//! Tests of the room `state`: keys pressed, effects and rows compared.

use std::collections::HashSet;

use jiff::Timestamp;
use kabar::assets;
use kabar::model::article::{ArticleId, Mark, Position};
use kabar::model::feed::{FeedId, FolderId, Format};
use kabar::model::query::{Filter, Query, Scope};
use kabar::model::site::{Deed, Rule};
use kabar::model::wishes::FullText;
use kabar::state::action::{Action, TABLE};
use kabar::state::area::{Pane, Shape};
use kabar::state::change::Change;
use kabar::state::core::Edition;
use kabar::state::effect::Effect;
use kabar::state::keymap::{Keymap, Meaning, Place};
use kabar::state::message::{Candidate, Done, Failure, Message, Progress};
use kabar::state::mouse::picker_rows;
use kabar::state::notices::Tone;
use kabar::state::overlay::{Overlay, Purpose};
use kabar::state::ownkeys::keymap;
use kabar::state::press::{Mouse, MouseKind};
use kabar::state::rows::Line;
use kabar::state::sidebar::{self, Entry};
use kabar::state::strings::{Language, Strings, table};
use kabar::state::themes;
use kabar::state::update::update;
use proptest::prelude::*;

use crate::desk::{Desk, key};
use crate::view::screen;

fn desk() -> Desk {
    let mut desk = Desk::new(60, (80, 24));
    desk.take_asked();
    desk
}

fn id(n: i64) -> ArticleId {
    ArticleId(1000 + n)
}

fn chosen(desk: &Desk) -> i64 {
    desk.state.headlines.chosen_id().unwrap().0 - 1000
}

fn notice(desk: &Desk) -> &str {
    desk.state.notices.shown().map_or("", |notice| &notice.text)
}

#[test]
fn keys_move_the_choice() {
    for (keys, expected) in [
        ("j", 1),
        ("j j k", 1),
        ("Down Down Up", 1),
        ("k", 0),
        ("G", 59),
        ("G g g", 0),
        ("G j", 59),
        ("J J K", 1),
        ("l h j", 1),
    ] {
        let mut desk = desk();
        desk.press(keys);
        assert_eq!(chosen(&desk), expected, "{keys}");
    }
}

#[test]
fn pages_move_by_what_is_seen() {
    let mut desk = desk();
    let page = desk.state.headlines.page() as i64;
    desk.press("PgDn");
    assert_eq!(chosen(&desk), page);
    desk.press("Ctrl-u");
    assert_eq!(chosen(&desk), page - page / 2);
    desk.press("PgUp PgUp");
    assert_eq!(chosen(&desk), 0);
}

#[test]
fn opening_a_story_marks_it_read_and_moves_the_keys_to_it() {
    let mut desk = desk();
    desk.press("Enter");
    assert_eq!(desk.state.focus, Pane::Reader);
    assert!(desk.state.reader.shows(id(0)));
    assert!(desk.take_asked().contains(&Effect::Mark {
        ids: vec![id(0)],
        mark: Mark::Read
    }));
    assert!(desk.rows[0].read);
    desk.press("q");
    assert_eq!(desk.state.focus, Pane::Stories);
}

#[test]
fn a_mark_shows_at_once_and_u_takes_it_back() {
    let mut desk = desk();
    let unread = desk.unread();
    desk.press("N");
    assert!(desk.state.headlines.chosen_row().unwrap().read);
    assert_eq!(desk.state.library.unread as usize, unread - 1);
    assert_eq!(notice(&desk), "Marked read — u to undo");
    desk.press("u");
    assert_eq!(desk.unread(), unread);
    assert_eq!(desk.state.library.unread as usize, unread);
    desk.press("U");
    assert_eq!(desk.unread(), unread - 1);
    desk.press("j b u u");
    assert_eq!(desk.unread(), unread);
    assert!(!desk.rows[1].bookmarked);
}

#[test]
fn a_mark_that_could_not_be_kept_is_not_shown_any_more() {
    let mut desk = desk();
    let effect = Effect::Mark {
        ids: vec![id(1)],
        mark: Mark::Bookmark,
    };
    let unmarked = desk.state.headlines.row_of(id(1)).unwrap().bookmarked;
    desk.state.headlines.mark(&[id(1)], Mark::Bookmark);
    desk.send(Message::Failed(Failure {
        effect: Some(effect),
        words: "the disk is full".to_owned(),
    }));
    assert_eq!(
        desk.state.headlines.row_of(id(1)).unwrap().bookmarked,
        unmarked
    );
    assert_eq!(notice(&desk), "the disk is full");
    assert_eq!(desk.state.notices.shown().unwrap().tone, Tone::Bad);
}

#[test]
fn a_feed_is_marked_read_as_a_whole_and_taken_back_as_a_whole() {
    let mut desk = desk();
    desk.press("1 Down Down Down Down Down Down Enter");
    assert_eq!(desk.state.headlines.query().scope, Scope::Feed(FeedId(1)));
    let before = desk.rows.clone();
    desk.press("A");
    assert!(
        desk.rows
            .iter()
            .filter(|row| row.feed == Some(FeedId(1)))
            .all(|row| row.read)
    );
    assert!(desk.rows.iter().any(|row| !row.read));
    assert!(
        notice(&desk).contains("24 stories marked read"),
        "{}",
        notice(&desk)
    );
    desk.press("u");
    assert_eq!(desk.rows, before);
}

#[test]
fn everything_is_marked_read_only_after_a_yes() {
    let mut desk = desk();
    let unread = desk.unread();
    desk.press("A");
    assert!(matches!(desk.state.overlay, Overlay::Confirm(_)));
    desk.press("n");
    assert_eq!(desk.unread(), unread);
    desk.press("C y");
    assert_eq!(desk.unread(), 0);
    desk.press("u");
    assert_eq!(desk.unread(), unread);
}

#[test]
fn marks_above_and_below_are_undone_at_once() {
    let mut desk = desk();
    let before = desk.rows.clone();
    desk.press("j j m a");
    assert!(desk.rows[..=2].iter().all(|row| row.read));
    assert!(!desk.rows[3].read);
    desk.press("u m b");
    assert_eq!(desk.rows[..2], before[..2]);
    assert!(desk.rows[2..].iter().all(|row| row.read));
}

#[test]
fn unread_list_keeps_its_place_when_an_article_turns_read() {
    let mut desk = desk();
    desk.press("g u");
    assert_eq!(desk.state.headlines.query().filter, Filter::Unread);
    let ids = desk.state.headlines.ids().to_vec();
    desk.press("Enter q j Enter q");
    assert_eq!(desk.state.headlines.ids(), ids);
    assert_eq!(desk.state.headlines.chosen(), 1);
}

#[test]
fn n_goes_to_the_next_unread_story_and_says_so_at_the_end() {
    let mut desk = desk();
    desk.press("j j j n");
    assert_eq!(chosen(&desk), 5, "story 4 is read");
    desk.press("p");
    assert_eq!(chosen(&desk), 3);
    desk.press("C y n");
    assert!(notice(&desk).contains("Everything is read"));
}

#[test]
fn n_crosses_to_the_next_feed_with_something_unread() {
    let mut desk = desk();
    desk.press("1 Down Down Down Down Down Down Enter");
    assert_eq!(desk.state.headlines.query().scope, Scope::Feed(FeedId(1)));
    desk.press("A n");
    assert_eq!(desk.state.headlines.query().scope, Scope::Feed(FeedId(2)));
    assert!(!desk.state.headlines.chosen_row().unwrap().read);
}

#[test]
fn space_pages_through_the_story_and_on_to_the_next_unread() {
    let mut desk = desk();
    desk.press("Enter Space");
    assert!(desk.state.reader.top() > 0);
    for _ in 0..40 {
        if !desk.state.reader.shows(id(0)) {
            break;
        }
        desk.press("Space");
    }
    assert!(desk.state.reader.shows(id(1)));
    assert_eq!(desk.state.reader.top(), 0);
    assert!(desk.rows[1].read);
}

#[test]
fn a_refresh_moves_neither_choice_nor_scroll() {
    let mut desk = desk();
    desk.press("j j j");
    let mut new = desk.rows[0].clone();
    new.id = ArticleId(1);
    desk.rows.insert(0, new);
    desk.send(Message::Refreshed {
        feed: FeedId(1),
        new: vec![ArticleId(1)],
    });
    desk.send(Message::Changed);
    assert_eq!(chosen(&desk), 3);
    assert_eq!(desk.state.headlines.fresh.count(), 1);
    desk.press(".");
    assert_eq!(desk.state.headlines.chosen_id(), Some(ArticleId(1)));
    assert_eq!(desk.state.headlines.fresh.count(), 0);
}

#[test]
fn a_story_whose_date_changes_keeps_its_day_until_the_list_is_made_anew() {
    let mut desk = desk();
    desk.press("j j j");
    let before = screen(&desk);
    let newest = desk.rows[0].published;
    let mut dated = desk.rows.clone();
    for row in dated.iter_mut().skip(1).step_by(2) {
        row.published = newest;
    }
    desk.rows = dated.clone();
    desk.send(Message::Headlines(dated));
    assert_eq!(screen(&desk), before);
    desk.press(".");
    assert_ne!(screen(&desk), before);
    let shown = desk.state.headlines.row_of(desk.rows[1].id).unwrap();
    assert_eq!(shown.published, newest);
}

#[test]
fn a_story_that_the_list_shows_already_is_not_told_as_new() {
    let refreshed = |new: &[i64]| Message::Refreshed {
        feed: FeedId(1),
        new: new.iter().copied().map(ArticleId).collect(),
    };
    let listed = |desk: &Desk| Message::Listed {
        query: desk.state.headlines.query().clone(),
        ids: desk.rows.iter().map(|row| row.id).collect(),
        complete: true,
    };
    // The list was read after the stories were kept, and came before the word of it; or just after.
    for is_before in [true, false] {
        let mut desk = desk();
        desk.press("j j j");
        let mut new = desk.rows[0].clone();
        new.id = ArticleId(9_001);
        desk.rows.insert(0, new);
        let answer = listed(&desk);
        if is_before {
            desk.send(answer);
            desk.send(refreshed(&[9_001]));
            assert_eq!(desk.state.headlines.fresh.count(), 0);
        } else {
            desk.send(refreshed(&[9_001]));
            assert_eq!(desk.state.headlines.fresh.count(), 1);
            desk.send(answer);
        }
        assert!(!screen(&desk).contains("press ."), "{}", screen(&desk));
        // What is not in it is told, once.
        desk.send(refreshed(&[9_001, 9_002]));
        desk.send(refreshed(&[9_002]));
        assert!(
            screen(&desk).contains("1 new — press . to show"),
            "{}",
            screen(&desk)
        );
    }
}

#[test]
fn a_folder_tells_only_what_its_own_feeds_bring() {
    let mut desk = desk();
    let mut library = desk.state.library.clone();
    let folder = library.feeds[0].folder.unwrap();
    library.feeds[1].folder = None;
    let [within, outside] = [0, 1].map(|at: usize| library.feeds[at].id);
    desk.send(Message::Feeds(library));
    let query = Query {
        scope: Scope::Folder(folder),
        ..Query::default()
    };
    desk.state.headlines.ask(query);
    for (feed, fresh) in [(outside, 0), (within, 2)] {
        desk.send(Message::Refreshed {
            feed,
            new: vec![ArticleId(9_001), ArticleId(9_002)],
        });
        assert_eq!(desk.state.headlines.fresh.count(), fresh);
    }
}

#[test]
fn new_stories_are_told_in_one_pane_too_and_where_there_are_none_the_list_stays() {
    for (size, keys) in [((50, 20), "j"), ((80, 24), "j w"), ((120, 40), "j w w")] {
        let mut desk = Desk::new(60, size);
        desk.press(keys);
        desk.press(".");
        assert_eq!(notice(&desk), "Nothing new in this list — R to refresh");
        assert_eq!(chosen(&desk), 1, "{size:?}");
        desk.send(Message::Refreshed {
            feed: FeedId(1),
            new: (9_001..9_004).map(ArticleId).collect(),
        });
        let text = screen(&desk);
        assert!(text.contains("3 new — press . to show"), "{text}");
        desk.press(".");
        assert!(!screen(&desk).contains("press ."), "{size:?}");
        assert_eq!(chosen(&desk), 0, "{size:?}");
    }
    // Nobody counts what is new among bookmarks.
    let mut desk = desk();
    desk.press("j b g b .");
    assert_eq!(notice(&desk), "The list was made anew");
}

#[test]
fn a_list_made_anew_is_shown_when_its_rows_are_known() {
    for (keys, chosen) in [("", 5_001), ("j j j", 1_003)] {
        let mut desk = desk();
        desk.press(keys);
        let before = desk.state.headlines.ids().to_vec();
        let new = (5_001..5_041).map(|id| {
            let mut row = desk.rows[0].clone();
            row.id = ArticleId(id);
            row
        });
        desk.rows = new.chain(desk.rows.clone()).collect();
        let listed = Message::Listed {
            query: desk.state.headlines.query().clone(),
            ids: desk.rows.iter().map(|row| row.id).collect(),
            complete: true,
        };
        let effects = update(&mut desk.state, listed);
        // What was asked for before comes first.
        let changed = Message::Headlines(desk.rows[45..50].to_vec());
        update(&mut desk.state, changed);
        // Around the fourth story all rows are known; of the new ones none may be seen empty.
        let waits = desk.state.headlines.ids() == before;
        assert_eq!(waits, keys.is_empty(), "{keys:?}");
        desk.perform(effects);
        let headlines = &desk.state.headlines;
        assert_eq!(headlines.ids().len(), 100);
        assert_eq!(headlines.chosen_id(), Some(ArticleId(chosen)), "{keys:?}");
        assert!(headlines.chosen_row().is_some());
    }
}

#[test]
fn rows_show_what_others_marked_near_the_window_and_far_from_it() {
    for keys in ["", "j j j"] {
        let mut desk = Desk::new(400, (80, 24));
        desk.press("G");
        desk.press("g g");
        desk.press(keys);
        for at in [1, 399] {
            desk.rows[at].read = true;
            desk.rows[at].bookmarked = true;
        }
        desk.send(Message::Changed);
        let marked = |desk: &Desk, at: usize| {
            let row = desk.state.headlines.row(at).unwrap();
            (row.read, row.bookmarked)
        };
        assert_eq!(marked(&desk, 1), (true, true), "{keys:?}");
        desk.press("G");
        assert_eq!(marked(&desk, 399), (true, true), "{keys:?}");
    }
}

#[test]
fn it_can_be_put_aside_in_every_field_and_list() {
    for keys in ["", "/", ":", "?", "a", "F", "m", ",", "!", "t"] {
        let mut desk = desk();
        desk.press(keys);
        let overlay = |desk: &Desk| std::mem::discriminant(&desk.state.overlay);
        let before = overlay(&desk);
        desk.press("Ctrl-z");
        assert!(desk.take_asked().contains(&Effect::Suspend), "{keys:?}");
        assert!(overlay(&desk) == before || keys == "m", "{keys:?}");
    }
}

#[test]
fn what_is_shown_of_a_feed_that_is_gone_goes_with_it() {
    let mut desk = desk();
    desk.press("1");
    desk.state.sidebar.choose(Entry::Feed(FeedId(1), 0));
    desk.press("Enter 1 e");
    assert_eq!(desk.state.headlines.query().scope, Scope::Feed(FeedId(1)));
    assert!(matches!(desk.state.overlay, Overlay::Setup(_)));
    desk.library.feeds.retain(|feed| feed.id != FeedId(1));
    desk.send(Message::Changed);
    assert!(matches!(desk.state.overlay, Overlay::None));
    assert_eq!(desk.state.headlines.query().scope, Scope::All);
    assert_eq!(desk.state.sidebar.chosen(), Some(Entry::All));
}

#[test]
fn a_feed_that_is_back_is_shown() {
    let mut desk = desk();
    desk.press("1");
    desk.state.sidebar.await_feed(FeedId(2));
    desk.send(Message::Changed);
    let chosen = desk.state.sidebar.chosen();
    assert!(matches!(chosen, Some(Entry::Feed(FeedId(2), _))));
    assert_eq!(desk.state.headlines.query().scope, Scope::Feed(FeedId(2)));
}

#[test]
fn keys_for_an_address_say_when_there_is_none() {
    let mut desk = desk();
    desk.rows[0].url = None;
    desk.send(Message::Changed);
    for key in ["o", "x", "y"] {
        desk.take_asked();
        desk.press(key);
        assert!(desk.take_asked().is_empty(), "{key}");
        let said = desk.state.notices.shown().unwrap();
        assert_eq!(said.text, "This story has no address", "{key}");
        desk.press("Esc");
    }
}

#[test]
fn stale_answers_are_dropped() {
    let mut desk = desk();
    let ids = desk.state.headlines.ids().to_vec();
    let query = Query {
        words: "gone".to_owned(),
        ..Query::default()
    };
    desk.send(Message::Listed {
        query,
        ids: vec![ArticleId(7)],
        complete: true,
    });
    assert_eq!(desk.state.headlines.ids(), ids);
}

#[test]
fn search_follows_what_is_typed_and_escape_returns() {
    let mut desk = desk();
    desk.press("/");
    desk.type_text("gempa");
    assert!(desk.state.headlines.ids().len() < 60);
    assert!(
        desk.state
            .headlines
            .chosen_row()
            .unwrap()
            .title
            .contains("Gempa")
    );
    desk.press("Enter");
    assert!(matches!(desk.state.overlay, Overlay::None));
    assert_eq!(desk.state.focus, Pane::Reader);
    // Back among the stories found, and then where it began.
    desk.press("Esc");
    assert!(desk.state.headlines.ids().len() < 60);
    desk.press("Esc");
    assert_eq!(desk.state.headlines.ids().len(), 60);
}

#[test]
fn find_in_the_story_goes_to_the_words() {
    let mut desk = desk();
    desk.press("Enter /");
    desk.type_text("paragraf 15");
    assert!(desk.state.reader.top() > 0);
    desk.press("Enter Esc");
    assert_eq!(
        desk.state.focus,
        Pane::Reader,
        "the first Esc takes the words away"
    );
    desk.press("Esc");
    assert_eq!(desk.state.focus, Pane::Stories);
}

#[test]
fn copy_and_browse_give_the_story_s_address() {
    let mut desk = desk();
    desk.press("j");
    desk.take_asked();
    desk.press("y o Y");
    assert_eq!(
        desk.take_asked(),
        [
            Effect::Copy("https://kabar-kota.example/1".to_owned()),
            Effect::Browse(vec!["https://kabar-kota.example/1".to_owned()]),
            Effect::Copy(format!(
                "[{}](https://kabar-kota.example/1)",
                desk.rows[1].title
            )),
        ]
    );
}

fn candidate(name: &str, known: bool) -> Candidate {
    Candidate {
        url: format!("https://kabar.example/{name}"),
        title: format!("Kabar {name}"),
        format: Some(Format::Rss),
        entries: 30,
        latest: None,
        preview: vec!["Satu".to_owned()],
        known,
    }
}

fn discovered(found: Result<Vec<Candidate>, String>) -> Message {
    Message::Discovered {
        address: "kabar.example".to_owned(),
        found,
    }
}

#[test]
fn the_address_stays_in_its_line_while_feeds_are_chosen() {
    let found = || discovered(Ok(vec![candidate("old", true), candidate("new", false)]));
    let line = |desk: &Desk| match &desk.state.overlay {
        Overlay::Picker(_, picker) => (picker.input.value().to_owned(), picker.len()),
        _ => (String::new(), 0),
    };
    let subscribe = Effect::Subscribe {
        url: "https://kabar.example/new".to_owned(),
        title: None,
        folder: Some(String::new()),
        full_text: Some(FullText::Auto),
    };
    let asked = |keys: &str| {
        let mut desk = desk();
        desk.press("a");
        desk.type_text("kabar.example");
        desk.press("Enter");
        desk.send(found());
        assert_eq!(line(&desk), ("kabar.example".to_owned(), 3), "a heading");
        desk.take_asked();
        desk.press(keys);
        desk
    };
    assert_eq!(
        asked("Enter").take_asked(),
        std::slice::from_ref(&subscribe)
    );
    // Unticked, the chosen one is meant; one that is read already is named as such.
    let mut desk = asked("Down Space Enter");
    assert_eq!(desk.take_asked(), [subscribe]);
    desk = asked("Down Space Up Enter");
    assert_eq!(notice(&desk), "You read Kabar old already");
    assert!(desk.take_asked().is_empty() && line(&desk).1 == 3);
    // A click ticks or unticks, and adds nothing.
    desk = asked("");
    let rows = picker_rows(&desk.state);
    desk.send(Message::Mouse(Mouse {
        kind: MouseKind::Press,
        column: rows.x + 3,
        row: rows.y + 2,
    }));
    assert!(desk.take_asked().is_empty());
    desk.press("Up Enter");
    assert!(desk.take_asked().is_empty(), "it is still ticked");
    // Moving in the line changes nothing; another address has not been asked yet.
    assert_eq!(line(&asked("Left Home")).1, 3);
    desk = asked("Backspace");
    assert_eq!(line(&desk), ("kabar.exampl".to_owned(), 0));
    desk.press("Enter");
    let again = Effect::Discover("kabar.exampl".to_owned());
    assert_eq!(desk.take_asked(), [again]);
    desk = asked("");
    desk.send(Message::Pasted("/news".to_owned()));
    assert_eq!(line(&desk), ("kabar.example/news".to_owned(), 0));
}

#[test]
fn add_looks_for_feeds_shows_them_and_subscribes() {
    let mut desk = desk();
    desk.press("a");
    desk.type_text("kabar.example");
    desk.press("Enter");
    assert_eq!(
        desk.take_asked(),
        [Effect::Discover("kabar.example".to_owned())]
    );
    let found = Ok(vec![candidate("rss", false)]);
    desk.send(discovered(found));
    desk.press("Enter");
    assert_eq!(
        desk.take_asked(),
        [Effect::Subscribe {
            url: "https://kabar.example/rss".to_owned(),
            title: None,
            folder: Some(String::new()),
            full_text: Some(FullText::Auto),
        }]
    );
    // All that was typed stays until it is in the library, also if that fails.
    let is_open = |desk: &Desk| matches!(desk.state.overlay, Overlay::Picker(..));
    desk.press("Enter");
    assert!(is_open(&desk) && desk.take_asked().is_empty(), "once");
    desk.send(Message::Failed(Failure {
        effect: None,
        words: "the disk is full".to_owned(),
    }));
    assert!(is_open(&desk) && notice(&desk) == "the disk is full");
    desk.press("Enter");
    assert_eq!(desk.take_asked().len(), 1);
    desk.send(Message::Added(FeedId(9)));
    assert!(matches!(desk.state.overlay, Overlay::None));
    desk.send(Message::Subscribed {
        feed: FeedId(9),
        title: "Kabar".to_owned(),
        new: 30,
    });
    assert_eq!(notice(&desk), "Added Kabar: 30 stories — u to undo");
}

#[test]
fn an_import_tells_what_it_did_not_take_over() {
    let mut desk = desk();
    let line = "line 3: https://kabar.example/rss: not taken over: the tag \"penting\"";
    let lines = |count| vec![line.to_owned(); count];
    for (added, known, refused, left, words) in [
        (2, 0, 0, 0, "Imported 2 feeds — u to undo"),
        (1, 3, 0, 0, "Imported 1 feed · 3 known already — u to undo"),
        (2, 0, 0, 1, "Imported 2 feeds · 1 in part — g m: why"),
        (
            128,
            12,
            2,
            10,
            "Imported 128 feeds · 12 known already · 10 in part · 2 refused — g m: why",
        ),
    ] {
        desk.send(Message::Imported {
            added: (0..added).map(FeedId).collect(),
            known,
            refused: lines(refused),
            left: lines(left),
        });
        assert_eq!(notice(&desk), words);
        let first = desk.state.notices.log().nth(1);
        assert_eq!(
            first.is_some_and(|said| said.text == line),
            refused + left > 0
        );
    }
}

#[test]
fn a_pasted_address_opens_the_field_for_one() {
    let mut desk = desk();
    desk.send(Message::Pasted(
        "https://kabar.example/\x1b[31m\n".to_owned(),
    ));
    let Overlay::Picker(_, picker) = &desk.state.overlay else {
        panic!("no field");
    };
    assert_eq!(picker.input.value(), "https://kabar.example/");
}

#[test]
fn removing_a_feed_is_undone_by_u() {
    let mut desk = desk();
    desk.press("1 Down Down Down Down Down Down D");
    assert!(desk.take_asked().contains(&Effect::Unsubscribe(FeedId(1))));
    desk.send(Message::Unsubscribed {
        feed: FeedId(1),
        title: "Kabar Kota".to_owned(),
    });
    desk.press("u");
    assert!(
        desk.take_asked()
            .contains(&Effect::Resubscribe(vec![FeedId(1)]))
    );
}

/// What is done with the library, the theme and the settings is taken back before what was done earlier, and made again,
/// also in the next session.
#[test]
fn what_is_added_taken_or_set_is_undone_before_what_is_older() {
    let removes =
        |effect: &Effect| matches!(effect, Effect::Withdraw(feeds) if *feeds == [FeedId(2)]);
    let restores =
        |effect: &Effect| matches!(effect, Effect::Resubscribe(feeds) if *feeds == [FeedId(2)]);
    let mut desk = desk();
    desk.press("b");
    desk.send(Message::Added(FeedId(2)));
    desk.send(Message::Subscribed {
        feed: FeedId(2),
        title: "Harian Niaga".to_owned(),
        new: 30,
    });
    desk.press("u");
    let title = desk
        .state
        .library
        .feeds
        .iter()
        .find(|feed| feed.id == FeedId(2));
    let title = title.unwrap().title.clone();
    assert_eq!(
        notice(&desk),
        format!("Undone: {title} is removed again — U to redo")
    );
    assert!(desk.take_asked().iter().any(removes));
    let text = serde_json::to_string(&desk.state.memory()).unwrap();
    let mut next = Desk::set_up(60, |setup| {
        setup.memory = serde_json::from_str(&text).unwrap();
    });
    next.press("U");
    assert_eq!(notice(&next), "The feed is back — u to undo");
    assert!(next.take_asked().iter().any(restores));

    // A page that was kept, a list that was imported, a theme.
    desk.send(Message::PageKept {
        url: "https://jauh.example/".to_owned(),
        id: id(77),
    });
    assert_eq!(notice(&desk), "Kept as a bookmark — u to undo");
    desk.take_asked();
    desk.press("u");
    let show = |shown| Effect::ShowPage { id: id(77), shown };
    assert!(desk.take_asked().contains(&show(false)));
    desk.press("U");
    assert_eq!(notice(&desk), "Kept as a bookmark — u to undo");
    assert!(desk.take_asked().contains(&show(true)));
    desk.press("u");
    desk.send(Message::Imported {
        added: vec![FeedId(8), FeedId(9)],
        known: 0,
        refused: Vec::new(),
        left: Vec::new(),
    });
    desk.press("u");
    assert_eq!(
        notice(&desk),
        "Undone: 2 feeds are removed again — U to redo"
    );
    let was = desk.state.look.theme.clone();
    desk.take_asked();
    let effects = themes::take(&mut desk.state, "nord".to_owned());
    desk.perform(effects);
    desk.send(Message::Done(Done::Themed("nord".to_owned())));
    assert_eq!(notice(&desk), "Theme: nord — u to undo");
    desk.press("u");
    desk.send(Message::Done(Done::Themed(was.clone())));
    assert_eq!(
        notice(&desk),
        format!("Undone: the theme is {was} again — U to redo")
    );
    let keep = |name: &str| Effect::KeepTheme(name.to_owned());
    let put = Effect::PutTheme(was);
    assert_eq!(desk.take_asked(), [keep("nord"), put]);
    // The bookmark at the beginning is what is left.
    desk.press("u");
    assert_eq!(notice(&desk), "Undone: no bookmark any more — U to redo");
}

#[test]
fn what_cannot_be_undone_is_said_and_nothing_older_is_undone() {
    let mut desk = desk();
    desk.press("b");
    desk.send(Message::Set {
        feed: FeedId(1),
        key: "password",
        was: String::new(),
        is: "•••".to_owned(),
    });
    desk.press("u");
    assert_eq!(
        notice(&desk),
        "What password was before is not kept, so it cannot be undone"
    );
    desk.press("U");
    assert_eq!(notice(&desk), "Nothing to redo");
    desk.press("u");
    assert_eq!(notice(&desk), "Undone: no bookmark any more — U to redo");
}

/// What is removed, brought back and removed again was removed once.
#[test]
fn a_feed_that_is_removed_again_comes_back_with_one_u() {
    let mut desk = desk();
    desk.press("b");
    desk.send(Message::Unsubscribed {
        feed: FeedId(1),
        title: "Kabar Kota".to_owned(),
    });
    desk.press("u U");
    assert!(
        desk.take_asked()
            .contains(&Effect::Withdraw(vec![FeedId(1)]))
    );
    desk.press("u u");
    assert_eq!(notice(&desk), "Undone: no bookmark any more — U to redo");
}

#[test]
fn panes_follow_the_size() {
    for (size, shape, feeds, stories, reader) in [
        ((132, 34), Shape::Wide, true, true, true),
        ((100, 30), Shape::Medium, true, true, false),
        ((79, 24), Shape::Narrow, false, true, false),
        ((29, 24), Shape::Tiny, false, true, false),
        ((80, 7), Shape::Tiny, false, true, false),
    ] {
        let desk = Desk::new(60, size);
        let areas = desk.state.areas;
        assert_eq!(areas.shape, shape, "{size:?}");
        let shown = (
            !areas.feeds.is_empty(),
            !areas.stories.is_empty(),
            !areas.reader.is_empty(),
        );
        assert_eq!(shown, (feeds, stories, reader), "{size:?}");
    }
}

#[test]
fn a_resize_keeps_the_story_and_the_place_in_it() {
    let mut desk = desk();
    desk.press("j Enter Space Space");
    let top = desk.state.reader.layout().rows[desk.state.reader.top()].block;
    for size in [
        (132, 40),
        (50, 20),
        (20, 5),
        (1, 1),
        (0, 0),
        (200, 50),
        (80, 24),
    ] {
        desk.send(Message::Resized(size.0, size.1));
        assert!(desk.state.reader.shows(id(1)), "{size:?}");
    }
    assert_eq!(
        desk.state.reader.layout().rows[desk.state.reader.top()].block,
        top
    );
    desk.press("q");
    assert_eq!(chosen(&desk), 1);
}

#[test]
fn leaving_a_story_remembers_the_place() {
    let mut desk = desk();
    desk.press("Enter Space");
    desk.take_asked();
    desk.press("q");
    let kept = desk.take_asked();
    assert!(
        matches!(kept.as_slice(), [Effect::Keep { id: kept, position }] if *kept == id(0) && *position > Position::default())
    );
}

#[test]
fn a_notice_goes_away_by_itself() {
    let mut desk = desk();
    desk.press("N");
    assert!(desk.state.wake_at().unwrap() <= desk.state.now + jiff::SignedDuration::from_secs(5));
    desk.wait(6);
    assert_eq!(notice(&desk), "");
    assert_eq!(desk.state.notices.log().count(), 1);
}

/// Who refreshes again fetches the texts that are missing, and is not told that nothing is new.
#[test]
fn where_no_feed_was_asked_only_texts_are_told_of() {
    for (failed, words) in [
        (0, "3 stories ready, 2 MB"),
        (1, "2 stories ready, 2 MB, 1 failed"),
        (3, "3 texts failed"),
    ] {
        let mut desk = desk();
        let running = Progress {
            bodies_left: 3,
            running: true,
            ..Progress::default()
        };
        desk.send(Message::Progress(running));
        desk.send(Message::Progress(Progress {
            bodies_left: 0,
            bodies_done: 3,
            bodies_failed: failed,
            bytes: 2_000_000,
            ..Progress::default()
        }));
        assert_eq!(notice(&desk), words);
    }
}

#[test]
fn the_end_of_a_refresh_is_told_once() {
    let mut desk = desk();
    let running = Progress {
        feeds: 3,
        done: 1,
        running: true,
        ..Progress::default()
    };
    desk.send(Message::Progress(running));
    desk.send(Message::Progress(Progress {
        done: 3,
        failed: 1,
        new: 4,
        running: false,
        ..running
    }));
    assert_eq!(notice(&desk), "Refreshed: 4 new · 1 failed — ! to see why");
    assert_eq!(desk.state.notices.log().count(), 1);
}

#[test]
fn clicks_choose_and_open_and_the_wheel_turns() {
    let mut desk = desk();
    let rows = desk.state.areas.stories_rows();
    let at = |desk: &mut Desk, kind, row| {
        desk.send(Message::Mouse(Mouse {
            kind,
            column: rows.x + 4,
            row: rows.y + row,
        }));
    };
    at(&mut desk, MouseKind::Press, 2);
    assert_eq!(chosen(&desk), 2);
    at(&mut desk, MouseKind::Press, 2);
    assert_eq!(desk.state.focus, Pane::Reader);
    at(&mut desk, MouseKind::WheelDown, 3);
    assert_eq!(desk.state.reader.top(), 3);
    desk.press("q");
    at(&mut desk, MouseKind::WheelDown, 3);
    assert_eq!(chosen(&desk), 5);
}

#[test]
fn every_action_has_words_in_every_language_and_the_languages_have_the_same_names() {
    let english = table(assets::STRINGS_EN);
    let indonesian = table(assets::STRINGS_ID);
    for (_, name, _) in TABLE {
        assert!(english.contains_key(&format!("action.{name}")), "{name}");
    }
    for (name, words) in &english {
        let other = indonesian
            .get(name)
            .unwrap_or_else(|| panic!("{name} is missing in Indonesian"));
        for hole in [
            "{n}", "{name}", "{of}", "{failed}", "{known}", "{first}", "{cause}", "{since}",
            "{site}", "{what}",
        ] {
            assert_eq!(words.contains(hole), other.contains(hole), "{name}: {hole}");
        }
    }
    assert_eq!(english.len(), indonesian.len());
}

#[test]
fn the_keymap_parses_and_leaves_no_action_unbound_by_accident() {
    let (keymap, wrong) = Keymap::parse(assets::KEYMAP);
    assert_eq!(wrong, []);
    // In the palette only.
    let free = ["language", "edit-config", "edit-keymap", "welcome"];
    for (action, name, _) in TABLE.iter().filter(|(_, name, _)| !free.contains(name)) {
        let bound = [Place::Feeds, Place::Stories, Place::Reader, Place::Cuts]
            .iter()
            .any(|place| keymap.keys(*place, *action).is_some());
        assert!(bound, "{name}");
    }
}

#[test]
fn a_wrong_keymap_is_told_in_words() {
    let source = "# mine\n[stories]\nfly = [\"f\"]\nopen = [\"Entr\"]\nundo = [\"u\"]\n\n[reader]\nundo = [\"j\", \"j\"]\n\
        quit = [\"j\"]\n[desk]\nundo = [\"u\"]\n";
    let (_, wrong) = Keymap::parse(source);
    let wrong: Vec<(usize, &str)> = wrong
        .iter()
        .map(|wrong| (wrong.line, wrong.words.as_str()))
        .collect();
    assert_eq!(
        wrong,
        [
            (3, "stories.fly is not an action"),
            (4, "stories.open: \"Entr\" is not a key"),
            (9, "reader.quit: \"j\" is the key of undo too"),
            (
                10,
                "desk is not a section; sections are everywhere, feeds, stories, reader, cuts, story, sample"
            ),
        ]
    );
    for (name, near) in [
        ("opne", "; did you mean open?"),
        ("page_down", "; did you mean page-down?"),
        (
            "\"next-unread toggle-bokmark\"",
            "; did you mean toggle-bookmark?",
        ),
        ("fly", ""),
    ] {
        let (_, wrong) = Keymap::parse(&format!("[stories]\n{name} = [\"o\"]\n"));
        let name = name.trim_matches('"');
        assert_eq!(
            wrong[0].words,
            format!("stories.{name} is not an action{near}")
        );
    }
    let (_, wrong) =
        Keymap::parse("zen = []\n\nfly = 3\neverywhere.opne = \"o\"\n[ story ]\n'read' = []\n");
    let wrong: Vec<(usize, &str)> = wrong
        .iter()
        .map(|wrong| (wrong.line, wrong.words.as_str()))
        .collect();
    let above = "stands in no section; there must be a line such as [everywhere] above it";
    assert_eq!(
        wrong,
        [
            (1, format!("`zen` {above}").as_str()),
            (3, format!("`fly` {above}").as_str()),
            (4, "everywhere.opne is not an action; did you mean open?"),
            (6, "story.read is not an action; did you mean redo?"),
        ]
    );
    let (_, wrong) = Keymap::parse("[everywhere]\nundo = [\n");
    assert_eq!(wrong.first().map(|wrong| wrong.line), Some(2));
}

#[test]
fn the_language_can_be_changed_and_all_screens_speak_it() {
    for (language, word) in [
        (Language::English, "image"),
        (Language::Indonesian, "gambar"),
    ] {
        let desk = Desk::speaking(language, 3, (130, 40));
        let facts = desk.state.reader.facts().unwrap();
        assert_eq!(desk.state.header(facts).image.as_deref(), Some(word));
    }
    let mut desk = Desk::speaking(Language::Indonesian, 10, (80, 24));
    desk.press("N");
    assert_eq!(notice(&desk), "Ditandai dibaca — u untuk mengurungkan");
}

fn any_message() -> impl Strategy<Value = Message> {
    let keys = "j k h l G N b n p J K u U A C y z w q . / ? : ! a c i r R x X L S D 1 2 3 + - = { } [ ] g m e f Enter Esc Tab Space Backspace PgDn PgUp Up Down Ctrl-d Ctrl-u";
    let keys: Vec<&'static str> = keys.split(' ').collect();
    prop_oneof![
        8 => proptest::sample::select(keys).prop_map(|name| Message::Key(crate::desk::key(name))),
        1 => (0u16..220, 0u16..70).prop_map(|(columns, rows)| Message::Resized(columns, rows)),
        1 => (0u16..100, 0u16..40).prop_map(|(column, row)| Message::Mouse(Mouse { kind: MouseKind::Press, column, row })),
        1 => Just(Message::Changed),
        1 => (0i64..5).prop_map(|new| Message::Refreshed { feed: FeedId(1), new: (0..new).map(ArticleId).collect() }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn whatever_happens_the_choice_is_in_the_list_and_the_screen_can_be_drawn(messages in proptest::collection::vec(any_message(), 0..80)) {
        let mut desk = Desk::new(40, (80, 24));
        for message in messages {
            desk.send(message);
            let count = desk.state.headlines.ids().len();
            prop_assert!(desk.state.headlines.chosen() < count.max(1));
            let rows = desk.state.reader.layout().rows.len();
            prop_assert!(desk.state.reader.top() <= rows);
            crate::view::screen(&desk);
        }
    }
}

#[test]
fn the_clock_wakes_the_screen_once_a_minute() {
    let mut desk = desk();
    let now: Timestamp = "2026-11-22T00:44:30Z".parse().unwrap();
    desk.send(Message::Tick(now));
    assert_eq!(
        desk.state.wake_at(),
        Some("2026-11-22T00:45:00Z".parse().unwrap())
    );
}

#[test]
fn enter_before_the_list_has_come_opens_its_first_story_then() {
    let mut desk = desk();
    let mut late = Vec::new();
    for keys in ["g", "u", "Enter"] {
        late.extend(update(
            &mut desk.state,
            Message::Key(crate::desk::key(keys)),
        ));
    }
    assert_eq!(desk.state.focus, Pane::Reader);
    desk.perform(late);
    assert_eq!(desk.state.focus, Pane::Reader);
    assert_eq!(desk.state.reader.id(), Some(id(0)));
    assert!(desk.rows[0].read);
}

#[test]
fn several_stories_are_selected_and_marked_alike() {
    for (keys, expected, mark) in [
        ("V j j N", 0..=2, Mark::Read),
        ("j j V k N", 1..=2, Mark::Read),
        ("V j j j b", 0..=3, Mark::Bookmark),
        ("V G N", 0..=59, Mark::Read),
        ("V j Space Space N", 0..=2, Mark::Read),
        ("V j Space G Space k k V g g Esc V j N", 0..=1, Mark::Read),
    ] {
        let mut desk = desk();
        desk.press(keys);
        let marked = Effect::Mark {
            ids: expected.map(id).collect(),
            mark,
        };
        assert!(desk.take_asked().contains(&marked), "{keys}");
        assert_eq!(desk.state.headlines.selected(), None, "{keys}");
        desk.press("u");
        let undone = desk.take_asked();
        let back = |effect: &Effect| matches!(effect, Effect::Mark { mark: back, .. } if *back == mark.inverse());
        assert!(undone.iter().any(back), "{keys}: {undone:?}");
    }
    let mut desk = desk();
    desk.press("V j y");
    let copied = "https://kabar-kota.example/0\nhttps://kabar-kota.example/1";
    assert!(desk.take_asked().contains(&Effect::Copy(copied.to_owned())));
    for way_out in ["V", "Esc", "q"] {
        desk.press("V j");
        assert!(desk.state.headlines.selected().is_some());
        desk.press(way_out);
        assert_eq!(desk.state.headlines.selected(), None, "{way_out}");
        assert!(!desk.take_asked().contains(&Effect::Quit));
    }
}

#[test]
fn single_stories_are_selected_and_taken_out_again() {
    for (keys, expected) in [
        ("V Space j Space b", vec![0, 2]),
        ("V j j Space k k Space b", vec![0, 2]),
        ("j V j Space j j V j b", vec![1, 2, 5, 6]),
        ("V j Space j j V j V b", vec![0, 1]),
        ("V Space k Space V j b", vec![1, 2]),
    ] {
        let mut desk = desk();
        desk.press(keys.strip_suffix('b').unwrap());
        let text = screen(&desk);
        let told = format!("{} selected", expected.len());
        assert!(text.contains(&told), "{keys}: {text}");
        assert_eq!(text.matches('✓').count(), expected.len(), "{keys}: {text}");
        desk.take_asked();
        desk.press("b");
        let marked = Effect::Mark {
            ids: expected.into_iter().map(id).collect(),
            mark: Mark::Bookmark,
        };
        assert!(desk.take_asked().contains(&marked), "{keys}");
        assert!(!screen(&desk).contains(" selected"));
    }
    let mut desk = desk();
    desk.press("V Space k Space");
    assert_eq!(desk.state.headlines.selected(), None, "none is left");
}

#[test]
fn panes_keep_their_shares_on_screens_of_other_sizes() {
    let widths = |desk: &Desk| {
        let areas = desk.state.areas;
        (areas.feeds.width, areas.stories.width)
    };
    let usual = |size| widths(&Desk::new(60, size));
    let mut desk = Desk::new(60, (120, 40));
    desk.press("2 > > 1 <");
    let (feeds, stories) = usual((120, 40));
    assert_eq!(widths(&desk), (feeds - 2, stories + 4));
    desk.send(Message::Resized(200, 60));
    let (feeds, stories) = usual((200, 60));
    assert!(
        desk.state.areas.stories.width > stories,
        "{:?}",
        widths(&desk)
    );
    assert!(desk.state.areas.feeds.width < feeds, "{:?}", widths(&desk));
    desk.send(Message::Resized(120, 40));
    let (feeds, stories) = usual((120, 40));
    assert_eq!(widths(&desk), (feeds - 2, stories + 4));
    // What was remembered in columns is one of a screen of 120.
    let memory = r#"{"feeds":22,"stories":44}"#;
    let mut desk = Desk::set_up(60, |setup| {
        setup.size = (120, 40);
        setup.memory = serde_json::from_str(memory).unwrap();
    });
    assert_eq!(widths(&desk), (22, 44));
    desk.send(Message::Resized(200, 60));
    assert!(desk.state.areas.stories.width > 90, "{:?}", widths(&desk));
}

#[test]
fn the_feeds_pane_shows_what_stands_above_the_feed_one_begins_with() {
    let mut left = Desk::new(60, (60, 30));
    left.press("1 G Enter");
    let memory = left.state.memory();
    let mut found = Desk::set_up(60, |setup| {
        setup.size = (60, 30);
        setup.memory = memory;
    });
    found.press("1");
    let text = screen(&found);
    assert!(text.contains("All stories"), "{text}");
    assert_eq!(found.state.sidebar.chosen(), left.state.sidebar.chosen());
    // And again when a small window has become large.
    found.send(Message::Resized(60, 10));
    found.press("G");
    found.send(Message::Resized(60, 30));
    assert!(screen(&found).contains("All stories"));
}

#[test]
fn a_window_that_grows_is_filled_by_its_list() {
    // Twelve stories at the end of a small window are all seen in a large one.
    let mut desk = Desk::new(12, (120, 12));
    desk.press("2 G");
    let ids = desk.state.headlines.ids().to_vec();
    desk.send(Message::Resized(120, 40));
    let first = desk.state.headlines.lines(&desk.state.zone);
    assert_eq!(first.first(), Some(&Line::Title(0)), "{}", screen(&desk));
    assert_eq!(desk.state.headlines.chosen(), ids.len() - 1);
    // Of more the window is full, down to the last.
    let mut desk = Desk::new(60, (120, 12));
    desk.press("2 G");
    desk.send(Message::Resized(120, 40));
    let lines = desk.state.headlines.lines(&desk.state.zone);
    let height = usize::from(desk.state.areas.stories_rows().height);
    assert!(lines.len() + 2 >= height, "{}", screen(&desk));
    assert_eq!(lines.last(), Some(&Line::Facts(59)), "{}", screen(&desk));
    // And what lies over the panes.
    let rows = |desk: &Desk| {
        screen(desk)
            .lines()
            .filter(|line| line.contains("  "))
            .count()
    };
    let mut fresh = Desk::new(12, (60, 40));
    fresh.press("? End");
    let mut desk = Desk::new(12, (60, 16));
    desk.press("? End");
    desk.send(Message::Resized(60, 40));
    assert_eq!(rows(&desk), rows(&fresh), "{}", screen(&desk));
}

#[test]
fn what_is_shown_of_a_feed_is_shown_of_the_next_until_all_is() {
    let shown = |desk: &Desk| {
        let query = desk.state.headlines.query();
        (query.scope, query.filter, query.since.is_some())
    };
    let mut desk = desk();
    desk.press("g s ] f u");
    assert!(notice(&desk).ends_with("unread"), "{}", notice(&desk));
    desk.press("]");
    let second = Scope::Feed(FeedId(2));
    assert_eq!(shown(&desk), (second, Filter::Unread, false));
    assert_eq!(notice(&desk), "", "that was said of the other feed");
    // A fixed list is called by what it shows.
    desk.press("g b");
    assert_eq!(shown(&desk), (Scope::All, Filter::Bookmarked, false));
    desk.press("1 G Enter");
    assert_eq!(shown(&desk).1, Filter::Unread);
    let memory = desk.state.memory();
    let mut next = Desk::set_up(60, |setup| setup.memory = memory);
    next.press("[");
    assert_eq!(shown(&next).1, Filter::Unread);
    let scope = shown(&desk).0;
    desk.press("f t [");
    assert_ne!(shown(&desk).0, scope);
    assert_eq!((shown(&desk).1, shown(&desk).2), (Filter::All, true));
    desk.press("f a ]");
    assert_eq!(shown(&desk), (scope, Filter::All, false));
    desk.press("L [");
    assert_eq!(shown(&desk).1, Filter::Unread);
    // A filter by words ends with its list, and leaves the rest.
    desk.press("F");
    desk.type_text("gempa");
    desk.press("Enter f a Esc");
    assert_eq!(shown(&desk).1, Filter::All);
}

#[test]
fn the_screen_is_found_as_it_was_left() {
    let mut desk = Desk::new(60, (130, 40));
    let usual = desk.state.areas;
    desk.press("1 > > G Space L g l < 3 - g s");
    let left = desk.state.areas;
    assert_eq!(left.feeds.width, usual.feeds.width + 4);
    assert_eq!(left.stories.width, usual.stories.width - 2);
    let memory = desk.state.memory();
    let text = serde_json::to_string(&memory).unwrap();

    let again = |measure| {
        let memory = serde_json::from_str(&text).unwrap();
        Desk::set_up(60, |setup| {
            setup.size = (130, 40);
            setup.memory = memory;
            setup.measure = measure;
        })
    };
    let mut found = again(66);
    assert_eq!(found.state.areas.feeds, left.feeds);
    assert_eq!(found.state.areas.stories, left.stories);
    assert!(found.state.measure < 66);
    assert_eq!(found.state.measure, desk.state.measure);
    assert_eq!(found.state.memory(), memory);
    assert!(!memory.folded.is_empty() && memory.read_feeds_hidden);
    // Settings that say something new are obeyed.
    assert_eq!(again(80).state.measure, 80);
    // A terminal that has become small has room for all panes all the same.
    found.send(Message::Resized(80, 24));
    assert!(found.state.areas.stories.width >= 40);
}

#[test]
fn the_list_is_found_where_it_was_left() {
    let next = |desk: &Desk, change: &dyn Fn(&mut Desk)| {
        let text = serde_json::to_string(&desk.state.memory()).unwrap();
        let mut next = Desk::set_up(900, |setup| {
            setup.memory = serde_json::from_str(&text).unwrap();
        });
        change(&mut next);
        next
    };
    for (keys, entry) in [
        ("j j j", Entry::All),
        ("G k", Entry::All),
        ("Ctrl-d Ctrl-d k k", Entry::All),
        ("g u Ctrl-d", Entry::Unread),
        ("g s ] Ctrl-d Ctrl-d", Entry::Feed(FeedId(1), 0)),
        ("g s ] j S o j", Entry::Feed(FeedId(1), 0)),
    ] {
        let mut left = Desk::new(900, (80, 24));
        left.press(keys);
        let found = next(&left, &|_| {});
        let (was, is) = (&left.state.headlines, &found.state.headlines);
        assert_eq!(is.query(), was.query(), "{keys}");
        assert_eq!(is.chosen_id(), was.chosen_id(), "{keys}");
        assert_eq!(
            is.lines(&found.state.zone),
            was.lines(&left.state.zone),
            "{keys}"
        );
        let lines = is.lines(&found.state.zone);
        assert!(lines.contains(&Line::Title(is.chosen())), "{keys}");
        let row = found.state.sidebar.chosen();
        assert_eq!(
            row.and_then(sidebar::query),
            sidebar::query(entry),
            "{keys}"
        );
    }
    // The first screen asks for no more than it must.
    let mut left = Desk::new(900, (80, 24));
    left.press("G");
    let found = next(&left, &|_| {});
    let first = found.asked.first();
    assert!(
        matches!(
            first,
            Some(Effect::List {
                limit: Some(1199),
                ..
            })
        ),
        "{first:?}"
    );
    // Of a search what was shown before it is found, of a feed that is gone all stories.
    let mut left = Desk::new(900, (80, 24));
    left.press("g u /");
    left.type_text("gempa");
    left.press("Enter h");
    let found = next(&left, &|_| {});
    assert_eq!(found.state.headlines.query().filter, Filter::Unread);
    let mut memory = left.state.memory();
    memory.left.as_mut().unwrap().scope = Scope::Feed(FeedId(99));
    let found = Desk::set_up(60, |setup| setup.memory = memory);
    assert_eq!(found.state.headlines.query().scope, Scope::All);
    assert_eq!(found.state.headlines.ids().len(), 60);
}

#[test]
fn the_line_between_panes_is_dragged() {
    let mut desk = Desk::new(60, (130, 40));
    let mouse = |kind, column| {
        Message::Mouse(Mouse {
            kind,
            column,
            row: 9,
        })
    };
    let edge = desk.state.areas.stories.x;
    desk.send(mouse(MouseKind::Press, edge));
    desk.send(mouse(MouseKind::Drag, edge + 7));
    desk.send(mouse(MouseKind::Drag, edge + 4));
    desk.send(mouse(MouseKind::Release, edge + 4));
    assert_eq!(desk.state.areas.stories.x, edge + 5);
    desk.send(mouse(MouseKind::Drag, edge + 20));
    assert_eq!(desk.state.areas.stories.x, edge + 5);
    for column in [0, 129] {
        let edge = desk.state.areas.stories.x;
        desk.send(mouse(MouseKind::Press, edge));
        desk.send(mouse(MouseKind::Drag, column));
        desk.send(mouse(MouseKind::Release, column));
        let areas = desk.state.areas;
        assert!(areas.feeds.width >= 16 && areas.stories.width >= 16 && areas.reader.width >= 16);
    }
}

#[test]
fn a_search_understands_what_the_command_line_understands() {
    let mut desk = desk();
    desk.press("/");
    desk.type_text("is:unread feed:sains");
    let query = desk.state.headlines.query().clone();
    assert_eq!(query.filter, Filter::Unread);
    assert_eq!(query.scope, Scope::Feed(FeedId(2)));
    desk.press("Enter Esc");
    assert!(matches!(desk.state.overlay, Overlay::None));
    desk.press("/");
    let Overlay::Search(searching) = &desk.state.overlay else {
        panic!()
    };
    assert_eq!(searching.input.value(), "feed:\"Warta Sains\" is:unread");
    desk.press("Ctrl-u");
    desk.type_text("is:foo");
    desk.press("Enter");
    assert!(matches!(desk.state.overlay, Overlay::Search(_)));
    assert!(
        notice(&desk).contains("is:foo is not known"),
        "{}",
        notice(&desk)
    );
    desk.press("Esc");
    assert_eq!(desk.state.headlines.query(), &Query::default());
}

#[test]
fn a_mark_is_told_when_it_is_on_the_disk_and_not_before() {
    let mut desk = desk();
    let key = |name| Message::Key(crate::desk::key(name));
    let effects = update(&mut desk.state, key("b"));
    assert_eq!(notice(&desk), "");
    desk.perform(effects);
    assert!(notice(&desk).starts_with("Bookmarked"));
    let effects = update(&mut desk.state, key("u"));
    assert!(notice(&desk).starts_with("Bookmarked"));
    desk.perform(effects);
    assert!(!notice(&desk).starts_with("Bookmarked"));
}

#[test]
fn a_feed_taken_back_brings_its_stories_back_to_the_list() {
    let mut desk = desk();
    desk.send(Message::Unsubscribed {
        feed: FeedId(1),
        title: "Kabar Kota".to_owned(),
    });
    desk.take_asked();
    desk.press("u");
    let asked = desk.take_asked();
    assert_eq!(asked.first(), Some(&Effect::Resubscribe(vec![FeedId(1)])));
    assert!(
        asked
            .iter()
            .any(|effect| matches!(effect, Effect::List { .. }))
    );
}

#[test]
fn feeds_that_fail_are_listed_while_the_others_are_still_asked() {
    let mut desk = desk();
    let progress = |failed| {
        Message::Progress(Progress {
            feeds: 9,
            failed,
            running: true,
            ..Progress::default()
        })
    };
    desk.send(progress(0));
    desk.take_asked();
    desk.send(progress(2));
    assert_eq!(desk.take_asked(), [Effect::Feeds]);
    desk.send(progress(2));
    assert_eq!(desk.take_asked(), []);
}

#[test]
fn the_list_of_keys_names_no_key_that_does_something_else_here() {
    for edition in [Edition::Own, Edition::Sample] {
        let mut desk = Desk::set_up(20, |setup| setup.edition = edition);
        for pane in ["1", "2", "2 Enter"] {
            desk.press("Esc");
            desk.press(pane);
            desk.press("?");
            let Overlay::Picker(Purpose::Help(actions, _), picker) = &desk.state.overlay else {
                panic!("no list of keys");
            };
            let rows = actions
                .iter()
                .enumerate()
                .filter(|(_, action)| action.is_some());
            let told = rows.flat_map(|(at, _)| picker.row(at).unwrap().detail.split("   "));
            let mut seen = HashSet::new();
            for keys in told {
                assert!(seen.insert(keys), "{keys} stands twice in pane {pane}");
            }
        }
    }
}

#[test]
fn what_is_taken_back_and_made_again_is_told_with_its_number() {
    let cases = [
        (
            "N",
            "Marked read — u to undo",
            "Undone: unread again — U to redo",
            "Diurungkan: kembali belum dibaca — U untuk mengulangi",
        ),
        (
            "N N",
            "Marked unread — u to undo",
            "Undone: read again — U to redo",
            "Diurungkan: kembali terbaca — U untuk mengulangi",
        ),
        (
            "m b",
            "48 stories marked read — u to undo",
            "Undone: 48 stories are unread again — U to redo",
            "Diurungkan: 48 berita kembali belum dibaca — U untuk mengulangi",
        ),
        (
            "V j b",
            "2 stories bookmarked — u to undo",
            "Undone: 2 stories are no bookmarks any more — U to redo",
            "Diurungkan: 2 berita tidak lagi disimpan — U untuk mengulangi",
        ),
        (
            "b b",
            "Bookmark removed — u to undo",
            "Undone: bookmarked again — U to redo",
            "Diurungkan: kembali disimpan — U untuk mengulangi",
        ),
        (
            "1 Down Down Down Down Down Down M",
            "Muted Kabar Kota: left alone until you listen again — u to undo",
            "Undone: muted is as it was — U to redo",
            "Diurungkan: dibisukan kembali seperti semula — U untuk mengulangi",
        ),
    ];
    for (keys, done, undone, indonesian) in cases {
        let mut desk = desk();
        desk.press(keys);
        assert_eq!(notice(&desk), done, "{keys}");
        desk.press("u");
        assert_eq!(notice(&desk), undone, "{keys}");
        desk.press("U");
        if !keys.ends_with('M') {
            assert_eq!(notice(&desk), done, "{keys}");
        }
        let mut desk = Desk::speaking(Language::Indonesian, 60, (80, 24));
        desk.press(keys);
        desk.press("u");
        assert_eq!(notice(&desk), indonesian, "{keys}");
    }
}

#[test]
fn a_story_that_is_opened_before_its_row_has_come_is_marked_read_all_the_same() {
    for was_read in [false, true] {
        let mut desk = Desk::new(4000, (80, 24));
        desk.rows[3999].read = was_read;
        let unread = desk.state.library.unread;
        // Faster than the library answers.
        let mut asked = update(&mut desk.state, Message::Key(key("G")));
        assert!(desk.state.headlines.chosen_row().is_none());
        asked.extend(update(&mut desk.state, Message::Key(key("Enter"))));
        let mark = Effect::Mark {
            ids: vec![id(3999)],
            mark: Mark::Read,
        };
        assert!(asked.contains(&mark), "{asked:?}");
        desk.perform(asked);
        assert!(desk.state.headlines.chosen_row().unwrap().read);
        let left = unread - u32::from(!was_read);
        assert_eq!(desk.state.library.unread, left);
        assert_eq!(notice(&desk), "");
        desk.press("u");
        let told = if was_read {
            "Nothing to undo"
        } else {
            "Undone: unread again — U to redo"
        };
        assert_eq!(notice(&desk), told);
    }
}

#[test]
fn of_two_keys_pressed_at_once_the_answer_to_the_second_stays() {
    let mut desk = desk();
    let rule = Rule {
        site: "a.example".to_owned(),
        deed: Deed::Keep,
        reason: Some("read also".to_owned()),
        element: None,
        text: None,
    };
    let taught = Change::Taught {
        id: id(0),
        added: vec![rule],
        removed: Vec::new(),
    };
    desk.state.undo.push(desk.state.now, taught);
    desk.press("N");
    let mut asked = update(&mut desk.state, Message::Key(key("u")));
    asked.extend(update(&mut desk.state, Message::Key(key("u"))));
    let told = "Undone: the rule for a.example is gone — U to redo";
    assert_eq!(notice(&desk), told);
    // The library keeps the first only now, and that is told in the list of all.
    desk.perform(asked);
    assert_eq!(notice(&desk), told);
    let latest = desk.state.notices.log().next().unwrap();
    assert_eq!(latest.text, "Undone: unread again — U to redo");
}

#[test]
fn the_next_unread_story_is_looked_for_in_folded_folders_too() {
    let mut desk = desk();
    // All of the first feed is read, and the folder of all feeds is folded.
    desk.press("1 Down Down Down Down Down Down Enter A");
    desk.press("1 Space");
    assert!(desk.state.sidebar.is_folded(FolderId(1)));
    desk.press("2 n");
    assert_eq!(
        desk.state.headlines.query().scope,
        Scope::Folder(FolderId(1))
    );
    assert!(!desk.state.headlines.chosen_row().unwrap().read);
    // A feed that is gone to by its name is seen in the pane.
    desk.press(":");
    desk.type_text("Warta Sains");
    desk.press("Enter");
    assert!(!desk.state.sidebar.is_folded(FolderId(1)));
    assert_eq!(desk.state.sidebar.chosen(), Some(Entry::Feed(FeedId(2), 1)));
}

fn has_row(desk: &Desk, entry: Entry) -> bool {
    desk.state.sidebar.window().any(|(row, _)| row == entry)
}

#[test]
fn a_folder_without_a_feed_has_no_row() {
    let mut desk = desk();
    desk.press("1 Down Down Down Down Down");
    let folder = Entry::Folder(FolderId(1), 0);
    assert_eq!(desk.state.sidebar.chosen(), Some(folder));
    let all = desk.library.clone();
    let mut moved = all.clone();
    for feed in &mut moved.feeds {
        feed.folder = None;
    }
    desk.library = moved.clone();
    desk.send(Message::Feeds(moved));
    assert!(!has_row(&desk, folder));
    assert_eq!(desk.state.headlines.query().scope, Scope::All);
    desk.library = all.clone();
    desk.send(Message::Feeds(all));
    assert!(has_row(&desk, folder));
}

#[test]
fn a_feed_that_is_brought_back_is_chosen_again() {
    let mut desk = desk();
    let all = desk.library.clone();
    desk.press("1 Down Down Down Down Down Down Down");
    let chosen = desk.state.sidebar.chosen();
    assert_eq!(chosen, Some(Entry::Feed(FeedId(2), 1)));
    desk.press("D");
    let mut less = all.clone();
    less.feeds.retain(|feed| feed.id != FeedId(2));
    desk.library = less.clone();
    desk.send(Message::Unsubscribed {
        feed: FeedId(2),
        title: "Warta Sains".to_owned(),
    });
    desk.send(Message::Feeds(less));
    assert_ne!(desk.state.sidebar.chosen(), chosen);
    desk.press("u");
    desk.library = all.clone();
    desk.send(Message::Feeds(all));
    assert_eq!(desk.state.sidebar.chosen(), chosen);
    assert_eq!(notice(&desk), "Undone: Warta Sains is back — U to redo");
}

#[test]
fn an_action_without_keys_in_a_keymap_has_none() {
    let own = "[everywhere]\nzen = []\n[stories]\nselect = \"v\"\n\"toggle-read down\" = [\"D\"]";
    let (keys, wrong) = keymap("kabar", Some(own));
    assert_eq!(wrong, []);
    assert_eq!(keys.keys(Place::Stories, Action::Zen), None);
    assert_eq!(
        keys.keys(Place::Stories, Action::Select).as_deref(),
        Some("v")
    );
    // A set of several actions loses its keys too, and what is taken away stands in no help.
    let (_, wrong) = keymap("kabar", Some("[everywhere]\nzen = 3"));
    assert_eq!(wrong.first().map(|wrong| wrong.line), Some(2));
    let base = Keymap::parse("[stories]\n\"toggle-read down\" = [\"D\"]").0;
    let none = Keymap::parse("[stories]\n\"toggle-read down\" = []").0;
    let press = key("D");
    assert!(matches!(
        base.clone().meaning(Place::Stories, &[press]),
        Meaning::DoesAll(_)
    ));
    assert_eq!(
        base.overlaid(none).meaning(Place::Stories, &[press]),
        Meaning::Nothing
    );
    let mut desk = Desk::set_up(60, |setup| setup.keymap = Some(own.to_owned()));
    desk.press("z");
    assert!(!desk.state.zen);
    desk.press("?");
    let Overlay::Picker(Purpose::Help(..), picker) = &desk.state.overlay else {
        panic!("no help");
    };
    let strings = desk.state.strings;
    let named = |action| {
        let mut rows = picker.rows().iter();
        rows.any(|row| row.label == strings.action(action))
    };
    assert!(named(Action::Select) && !named(Action::Zen));
}

#[test]
fn a_story_that_is_opened_before_its_row_is_known_has_its_page_fetched_when_it_comes() {
    for (ready, fetched) in [(false, true), (true, false)] {
        let mut desk = Desk::set_up(900, |setup| setup.offline = false);
        let id = desk.rows[899].id;
        desk.rows[899].source = kabar::model::article::TextSource::Feed;
        desk.rows[899].ready = ready;
        let _before = desk.take_asked();
        // Both keys come before the library has answered the first.
        let mut effects = update(&mut desk.state, Message::Key(key("G")));
        effects.extend(update(&mut desk.state, Message::Key(key("Enter"))));
        assert_eq!(desk.state.headlines.chosen_id(), Some(id));
        assert!(desk.state.headlines.chosen_row().is_none());
        desk.perform(effects);
        let asked = desk.take_asked();
        let fetches = asked
            .iter()
            .filter(|asked| matches!(asked, Effect::Fetch { .. }));
        let wanted = fetched.then_some(Effect::Fetch { id, again: false });
        assert!(fetches.eq(&wanted), "{asked:?}");
        // Once and no more.
        desk.press("h Enter");
        assert_eq!(desk.state.reader.fetching, fetched);
    }
}

#[test]
fn no_page_is_fetched_for_a_story_that_is_ready_unless_it_is_asked_for() {
    for (ready, fetched) in [(false, true), (true, false)] {
        let mut desk = Desk::set_up(9, |setup| setup.offline = false);
        desk.rows[0].source = kabar::model::article::TextSource::Feed;
        desk.rows[0].ready = ready;
        let id = desk.rows[0].id;
        desk.send(Message::Changed);
        desk.press("Enter");
        let fetch = |again| Effect::Fetch { id, again };
        let asked = desk.take_asked();
        assert_eq!(asked.contains(&fetch(false)), fetched, "{asked:?}");
        desk.press("x");
        let asked = desk.take_asked();
        assert!(asked.contains(&fetch(true)), "{asked:?}");
    }
}

#[test]
fn a_text_that_is_asked_for_is_told_before_and_after_it_came() {
    let loaded = |n: i64, error: Option<&str>| Message::Loaded {
        id: id(n),
        error: error.map(str::to_owned),
    };
    let title = desk().rows[0].title.clone();
    let elsewhere = format!("{title}: The full text is here");
    let elsewhere = [(loaded(0, None), elsewhere.as_str())];
    let one = [(loaded(0, None), "The full text is here")];
    let failed = [(
        loaded(0, Some("404 not found")),
        "Could not fetch the full text: 404 not found",
    )];
    let asks = "Fetching the page of this story — X to stop";
    for (keys, asked, [(answer, told)]) in [
        ("x", asks, one),
        ("x h j", asks, elsewhere),
        ("x", asks, failed),
    ] {
        let mut desk = Desk::set_up(9, |setup| setup.offline = false);
        desk.press("Enter");
        desk.press(keys.split(' ').next().unwrap());
        assert_eq!(notice(&desk), asked, "{keys}");
        desk.press(keys.strip_prefix("x").unwrap());
        desk.send(answer);
        assert_eq!(notice(&desk), told, "{keys}");
    }
    // What is said of one story is not said of the next; of what came by itself the story's own header tells.
    let mut desk = Desk::set_up(9, |setup| setup.offline = false);
    desk.press("Enter x");
    desk.send(loaded(0, Some("404 not found")));
    desk.press("j");
    assert!(notice(&desk).contains("404"));
    desk.press("J");
    assert_eq!(notice(&desk), "");
    desk.state.reader.fetching = true;
    desk.send(loaded(1, Some("404 not found")));
    assert_eq!(notice(&desk), "");
    let mut desk = Desk::set_up(9, |setup| setup.offline = false);
    desk.press("V j j x");
    assert_eq!(notice(&desk), "Fetching the pages of 3 stories — X to stop");
    desk.send(loaded(2, None));
    desk.send(loaded(0, Some("404 not found")));
    // Nobody asked for this one.
    desk.send(loaded(5, None));
    desk.send(loaded(1, None));
    assert_eq!(notice(&desk), "2 full texts are here, 1 failed");
    desk.press("X");
    assert_eq!(notice(&desk), "Nothing is running");
    desk.press("x X");
    assert_eq!(notice(&desk), "Stopped: the text is not fetched");
    desk.state.progress.running = true;
    desk.press("X");
    assert_eq!(notice(&desk), "Stopped");
}

#[test]
fn keys_of_the_article_that_lead_nowhere_say_so() {
    for (keys, words) in [
        (
            "Enter Enter",
            "The story is open: Space goes on, f follows a link",
        ),
        (
            "Enter l",
            "The story is open: Space goes on, f follows a link",
        ),
        ("Enter ]", ""),
        ("Enter ] ]", "No other heading to go to"),
        ("Enter [", "No other heading to go to"),
    ] {
        let mut desk = desk();
        desk.press(keys);
        assert_eq!(notice(&desk), words, "{keys}");
    }
}

#[test]
fn two_panes_are_the_stories_and_the_article_or_the_feeds() {
    for size in [(120, 40), (200, 60)] {
        let mut desk = Desk::new(60, size);
        desk.press("w");
        let shown = |desk: &Desk| {
            let areas = &desk.state.areas;
            [areas.feeds, areas.stories, areas.reader].map(|area| !area.is_empty())
        };
        let beside = [false, true, true];
        assert_eq!(shown(&desk), beside, "{size:?}");
        let before = desk.state.areas;
        desk.press("Enter");
        assert_eq!((shown(&desk), desk.state.focus), (beside, Pane::Reader));
        assert_eq!(desk.state.areas, before, "nothing jumps");
        // A page down is one of the article that stands beside the list.
        desk.press("q Space");
        assert_eq!(desk.state.focus, Pane::Stories);
        assert!(desk.state.reader.top() > 0);
        desk.press("1");
        assert_eq!(shown(&desk), [true, true, false]);
        assert!(desk.state.headlines.roomy, "the stories keep their lines");
        desk.press("l l");
        assert_eq!((shown(&desk), desk.state.focus), (beside, Pane::Reader));
    }
}

#[test]
fn another_choice_of_panes_is_told() {
    for (size, keys, words) in [
        ((120, 40), "w", "Two panes at most"),
        ((120, 40), "w w", "One pane"),
        ((80, 24), "Enter w", "One pane"),
        ((80, 24), "w w", "As many panes as there is room for"),
        ((50, 20), "w", "There is one pane only"),
    ] {
        let mut desk = Desk::new(9, size);
        desk.press(keys);
        assert_eq!(notice(&desk), words, "{size:?} {keys}");
    }
}

#[test]
fn all_that_are_selected_are_opened_in_the_browser_after_a_question_where_they_are_many() {
    let browse = |places: std::ops::RangeInclusive<i64>| {
        let url = |n| format!("https://kabar-kota.example/{n}");
        Effect::Browse(places.map(url).collect())
    };
    let question = "Open 10 stories in the browser?";
    for (keys, is_asked, expected) in [
        ("V j j o", false, Some(browse(0..=2))),
        ("j j V k k O", false, Some(browse(0..=2))),
        ("V j j j j j j j j j o", true, None),
        ("V j j j j j j j j j o n", false, None),
        ("V j j j j j j j j j o y", false, Some(browse(0..=9))),
        ("V j j j j j j j j j O Enter", false, Some(browse(0..=9))),
        ("V G o", false, None),
    ] {
        let mut desk = desk();
        desk.press(keys);
        assert_eq!(screen(&desk).contains(question), is_asked, "{keys}");
        let asked = desk.take_asked();
        let shown = asked
            .iter()
            .find(|effect| matches!(effect, Effect::Browse(_)));
        assert_eq!(shown, expected.as_ref(), "{keys}");
        // What was not done can be done otherwise.
        let is_over = desk.state.headlines.selected().is_none();
        assert_eq!(is_over, expected.is_some(), "{keys}");
        assert_eq!(desk.rows[0].read, keys.contains('O'), "{keys}");
    }
    let mut desk = desk();
    desk.press("V G o");
    let words = "60 stories are too many to open at once; the most is 30";
    assert_eq!(notice(&desk), words);
    desk.send(Message::Done(Done::Browsed(vec![String::new(); 3])));
    assert_eq!(notice(&desk), "Opened 3 stories in the browser");
}

#[test]
fn a_key_that_does_nothing_here_says_where_it_does_something() {
    for (keys, words) in [
        ("2 I", "I is a key of the article — Show or hide pictures"),
        ("1 I", "I is a key of the article — Show or hide pictures"),
        ("2 D", "D is a key of the feeds — Remove the feed"),
        (
            "Enter V",
            "V is a key of the list of stories — Select several stories",
        ),
        (
            "Enter S",
            "S is a key of the feeds and of the list of stories",
        ),
        (
            "1 b",
            "b is a key of the list of stories and of the article",
        ),
        ("2 Ctrl-y", "Ctrl-y does nothing here — ? tells the keys"),
        ("N Ctrl-y", "Ctrl-y does nothing here — ? tells the keys"),
    ] {
        let mut desk = desk();
        desk.press(keys);
        assert_eq!(notice(&desk), words, "{keys}");
    }
    let mut desk = Desk::new(60, (40, 12));
    desk.press("I");
    assert_eq!(notice(&desk), "I is a key of the article");
}

#[test]
fn what_a_command_takes_is_completed_by_tab_and_done_by_enter() {
    let mut desk = Desk::new(60, (120, 40));
    desk.press(":");
    desk.type_text("the");
    let Overlay::Picker(_, picker) = &desk.state.overlay else {
        panic!("the palette is closed");
    };
    let first = picker.row(picker.chosen().unwrap()).unwrap();
    assert_eq!(first.detail, "T");
    desk.press("Esc :");
    desk.type_text("layout t");
    assert!(screen(&desk).contains("Tab complete"), "{}", screen(&desk));
    desk.press("Tab");
    let Overlay::Picker(_, picker) = &desk.state.overlay else {
        panic!("the palette is closed");
    };
    assert_eq!(picker.input.value(), "layout two");
    assert_eq!(picker.only(), None);
    assert!(!screen(&desk).contains("Tab complete"));
    desk.press("Enter");
    assert_eq!(desk.state.choice, kabar::state::area::Choice::Two);
    assert_eq!(notice(&desk), "Two panes at most");
    desk.press("u");
    assert_eq!(desk.state.choice, kabar::state::area::Choice::Auto);
    desk.press(":");
    desk.type_text("language i");
    desk.press("Enter");
    assert_eq!(desk.state.strings.language, Language::Indonesian);
}

/// Also what takes a value is found by the words of either language.
#[test]
fn the_palette_finds_a_measure_by_its_name_in_either_language() {
    for (language, typed) in [
        (Language::English, "teks 72"),
        (Language::Indonesian, "text 72"),
    ] {
        let mut desk = Desk::speaking(language, 60, (120, 40));
        desk.press(":");
        desk.send(Message::Pasted(typed.to_owned()));
        let Overlay::Picker(_, picker) = &desk.state.overlay else {
            panic!("no palette");
        };
        let shown: Vec<&str> = picker
            .window()
            .map(|(_, row, _)| row.label.as_str())
            .collect();
        assert_eq!(shown, [Strings::of(language).count("say.measure", 72)]);
    }
}

/// A command is found by the beginnings of its words, in either language; lines over which the same letters are strewn are
/// not shown beside it.
#[test]
fn the_palette_finds_a_command_by_its_name_in_either_language() {
    for language in [Language::English, Language::Indonesian] {
        let strings = Strings::of(language);
        for (typed, action) in [
            ("tema", Action::Theme),
            ("theme", Action::Theme),
            ("zen", Action::Zen),
            ("segarkan semua", Action::RefreshAll),
        ] {
            let mut desk = Desk::speaking(language, 60, (120, 40));
            desk.press(":");
            for letter in typed.chars() {
                desk.send(Message::Pasted(letter.to_string()));
            }
            let Overlay::Picker(_, picker) = &desk.state.overlay else {
                panic!("no palette");
            };
            let shown: Vec<&str> = picker
                .window()
                .map(|(_, row, _)| row.label.as_str())
                .collect();
            let first = shown.first().copied().unwrap_or_default();
            assert!(
                first.starts_with(strings.action(action).trim_end_matches('…')),
                "{typed}: {shown:?}"
            );
        }
    }
}

/// What is said to be undone is what was done last, the width of the text and the panes with it; a story that is not the
/// one at hand is named.
#[test]
fn how_all_is_laid_is_undone_before_older_marks_and_the_story_of_a_mark_is_named() {
    let mut desk = Desk::new(60, (200, 60));
    desk.press("j 3 2 k b j 3 + 2");
    let laid = |desk: &Desk| {
        (
            desk.state.measure,
            desk.state.choice,
            desk.state.areas.stories.width,
        )
    };
    let before = laid(&desk);
    desk.press("w");
    let at = desk.state.areas.reader.x;
    for (kind, column) in [
        (MouseKind::Press, at),
        (MouseKind::Drag, at + 4),
        (MouseKind::Release, at + 4),
    ] {
        let row = 10;
        desk.send(Message::Mouse(Mouse { kind, column, row }));
    }
    let after = laid(&desk);
    let panes = "Undone: the panes are as they were — U to redo";
    desk.press("u");
    assert_eq!(notice(&desk), panes);
    desk.press("u");
    assert_eq!((notice(&desk), laid(&desk)), (panes, before));
    desk.press("U U");
    assert_eq!(laid(&desk), after);
    desk.press("u u u");
    let measure = "Undone: text at most 66 columns wide again — U to redo";
    assert_eq!((notice(&desk), desk.state.measure), (measure, 66));
    let title = desk.state.headlines.row(0).unwrap().title.clone();
    desk.press("u");
    let said = notice(&desk);
    let (words, named) = said.split_once(" · ").unwrap();
    assert_eq!(words, "Undone: no bookmark any more — U to redo");
    assert!(title.starts_with(named.trim_end_matches('…')), "{said}");
}

#[test]
fn what_was_said_before_a_screen_opens_does_not_stand_below_it() {
    for key in ["T", "/", ":", "!", "e"] {
        let mut desk = Desk::new(60, (120, 40));
        desk.press("b");
        assert_eq!(notice(&desk), "Bookmarked — u to undo");
        desk.state.add(Tone::Plain, "12 new stories".to_owned());
        if key == "e" {
            desk.press("1 j j j j j j");
        }
        desk.press(key);
        assert_eq!(
            notice(&desk),
            "12 new stories",
            "{key}: what nobody has read yet stays"
        );
    }
}

#[test]
fn what_came_of_an_edit_of_the_list_of_feeds_is_told_and_taken_back_at_once() {
    let mut desk = desk();
    let edit = |desk: &mut Desk, refused: bool| {
        desk.send(Message::Done(Done::EditBegan));
        desk.press("b");
        desk.send(Message::Unsubscribed {
            feed: FeedId(3),
            title: "Harian Lama".to_owned(),
        });
        desk.send(Message::Set {
            feed: FeedId(1),
            key: "title",
            was: "Kabar Kota".to_owned(),
            is: "Kota".to_owned(),
        });
        desk.send(Message::Imported {
            added: vec![FeedId(7), FeedId(8)],
            known: 2,
            refused: Vec::new(),
            left: Vec::new(),
        });
        if refused {
            desk.send(Message::Failed(Failure {
                effect: None,
                words: "disk full".to_owned(),
            }));
        }
        desk.send(Message::Done(Done::Edited));
    };
    edit(&mut desk, false);
    let tally = "2 added, 1 removed, 1 renamed";
    assert_eq!(notice(&desk), format!("{tally} — u to undo"));
    desk.take_asked();
    desk.press("u");
    assert_eq!(notice(&desk), format!("Undone: {tally} — U to redo"));
    let asked = desk.take_asked();
    for wanted in [
        Effect::Resubscribe(vec![FeedId(3)]),
        Effect::Withdraw(vec![FeedId(7), FeedId(8)]),
    ] {
        assert!(asked.contains(&wanted), "{asked:?}");
    }
    let set = |asked: &[Effect], wanted: &str| {
        let is_it = |effect: &Effect| matches!(effect, Effect::SetFeed { key: "title", value, .. } if value == wanted);
        asked.iter().any(is_it)
    };
    assert!(set(&asked, "Kabar Kota"), "{asked:?}");
    desk.press("U");
    assert_eq!(notice(&desk), format!("{tally} — u to undo"));
    let asked = desk.take_asked();
    assert!(asked.contains(&Effect::Resubscribe(vec![FeedId(7), FeedId(8)])));
    assert!(set(&asked, "Kota"), "{asked:?}");
    // A mark that was set meanwhile is no part of it; a failure is read first.
    desk.press("u u");
    assert!(
        notice(&desk).starts_with("Undone: no bookmark"),
        "{}",
        notice(&desk)
    );
    edit(&mut desk, true);
    assert!(notice(&desk).contains("disk full"), "{}", notice(&desk));
    assert!(
        desk.state
            .notices
            .log()
            .any(|told| told.text.starts_with(tally))
    );
    // Nothing came of it: nothing is told.
    desk.press("b");
    let before = notice(&desk).to_owned();
    desk.send(Message::Done(Done::EditBegan));
    desk.send(Message::Done(Done::Edited));
    assert_eq!(notice(&desk), before);
}

#[test]
fn what_stays_done_is_told_before_anything_older_is_taken_back() {
    for (keys, words) in [
        ("x x", "A text that was fetched stays"),
        ("1 d", "What was downloaded stays"),
        ("", "The file that was saved stays"),
    ] {
        let mut desk = desk();
        desk.state.offline = false;
        desk.press("b b u");
        desk.press(keys);
        if keys.is_empty() {
            desk.send(Message::Done(Done::Saved("/tmp/berita.txt".into())));
        }
        desk.press("u");
        assert!(
            notice(&desk).starts_with(words),
            "{keys}: {}",
            notice(&desk)
        );
        assert!(desk.state.headlines.row(0).unwrap().bookmarked);
        // What was taken back before can still be made again, and older things be taken back.
        desk.press("U");
        assert!(
            !desk.state.headlines.row(0).unwrap().bookmarked,
            "{}",
            notice(&desk)
        );
        desk.press("u u");
        assert!(
            !desk.state.headlines.row(0).unwrap().bookmarked,
            "{}",
            notice(&desk)
        );
    }
}

#[test]
fn of_a_feed_that_was_taken_back_while_it_was_asked_nothing_is_told() {
    let mut desk = desk();
    let subscribed = || Message::Subscribed {
        feed: FeedId(2),
        title: "Harian Niaga".to_owned(),
        new: 30,
    };
    desk.send(Message::Added(FeedId(2)));
    desk.press("u b");
    desk.send(subscribed());
    let troubled = |words: &str| Message::Troubled {
        feed: FeedId(2),
        words: words.to_owned(),
    };
    desk.send(troubled("could not refresh Harian Niaga: timed out"));
    assert_eq!(notice(&desk), "Bookmarked — u to undo");
    desk.send(Message::Added(FeedId(2)));
    desk.press("u U");
    desk.send(subscribed());
    assert!(
        notice(&desk).starts_with("Added Harian Niaga"),
        "{}",
        notice(&desk)
    );
    desk.send(troubled("could not refresh Harian Niaga: timed out"));
    assert!(notice(&desk).contains("timed out"), "{}", notice(&desk));
}
