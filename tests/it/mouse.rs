//! Tests of the mouse over what lies over the panes: a click does what it lands on, and never falls through.

use kabar::state::area::Pane;
use kabar::state::effect::Effect;
use kabar::state::lists;
use kabar::state::message::{FeedList, Message};
use kabar::state::overlay::{Overlay, Purpose};
use kabar::state::press::{Mouse, MouseKind};
use kabar::state::settings::{Allowed, Origin, Setting};
use kabar::state::sidebar::Entry;
use kabar::view::theme::Theme;

use crate::desk::Desk;
use crate::view::buffer;

/// The first place of the screen where these words begin.
fn place(desk: &Desk, words: &str) -> Option<(u16, u16)> {
    let buffer = buffer(desk, &Theme::terminal());
    let (columns, rows) = desk.state.size;
    let wanted: Vec<String> = words.chars().map(String::from).collect();
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    let mut found = cells.filter(|(column, row)| {
        let reads =
            |(x, letter): (u16, &String)| x < columns && buffer[(x, *row)].symbol() == letter;
        (*column..).zip(&wanted).all(reads)
    });
    found.next()
}

fn click_at(desk: &mut Desk, (column, row): (u16, u16)) {
    desk.send(Message::Mouse(Mouse {
        kind: MouseKind::Press,
        column,
        row,
    }));
}

fn click(desk: &mut Desk, words: &str) {
    let place = place(desk, words).unwrap_or_else(|| panic!("{words} is not on the screen"));
    click_at(desk, place);
}

fn is_open(desk: &Desk) -> bool {
    !matches!(desk.state.overlay, Overlay::None)
}

fn chosen(desk: &Desk) -> Option<String> {
    let Overlay::Picker(_, picker) = &desk.state.overlay else {
        return None;
    };
    Some(picker.row(picker.chosen()?)?.label.clone())
}

fn setting(name: &str, value: &str, allowed: Allowed) -> Setting {
    Setting {
        section: "look".to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
        usual: value.to_owned(),
        allowed,
        origin: Origin::Usual,
    }
}

#[test]
fn a_setting_is_chosen_by_a_click_and_turned_by_the_next() {
    let mut desk = Desk::new(9, (80, 24));
    desk.press(",");
    let switch = || Allowed::Switch;
    desk.send(Message::Settings(vec![
        setting("symbols", "false", switch()),
        setting("mouse", "true", switch()),
        setting("emoji", "simple", Allowed::Typed("a word".to_owned())),
    ]));
    desk.take_asked();
    click(&mut desk, "Mouse");
    assert_eq!(chosen(&desk).as_deref(), Some("Mouse"));
    assert!(desk.take_asked().is_empty());
    click(&mut desk, "Mouse");
    let set = Effect::Set {
        section: "look".to_owned(),
        name: "mouse".to_owned(),
        value: Some("false".to_owned()),
    };
    assert_eq!(desk.take_asked(), [set]);
    // A value that is being typed is left by a click on another row, and by nothing else inside.
    click(&mut desk, "Emoji");
    click(&mut desk, "Emoji");
    let typed = |desk: &Desk| match &desk.state.overlay {
        Overlay::Picker(Purpose::Settings(_, typed), _) => *typed,
        _ => panic!("the settings are closed"),
    };
    assert!(typed(&desk).is_some());
    click(&mut desk, "Emoji");
    assert!(typed(&desk).is_some());
    click(&mut desk, "Mouse");
    assert_eq!(
        (typed(&desk), chosen(&desk).as_deref()),
        (None, Some("Mouse"))
    );
    assert!(desk.take_asked().is_empty());
    // Outside closes, and does nothing else.
    click_at(&mut desk, (1, 2));
    assert!(!is_open(&desk) && desk.take_asked().is_empty());
}

#[test]
fn what_may_follow_a_key_is_run_by_a_click_and_closed_by_one_beside_it() {
    let hesitating = |size| {
        let mut desk = Desk::new(9, size);
        desk.press("g");
        desk.wait(1);
        desk.take_asked();
        desk
    };
    for (size, words) in [
        ((80, 24), "Show bookmarks"),
        ((120, 40), "Show bookmarks"),
        ((40, 12), "b  "),
    ] {
        let mut desk = hesitating(size);
        click(&mut desk, words);
        assert!(!is_open(&desk), "{size:?}");
        let filtered = desk.take_asked().into_iter().any(|effect| {
            matches!(effect, Effect::List { query, .. } if query.filter == kabar::model::query::Filter::Bookmarked)
        });
        assert!(filtered, "{size:?}");
    }
    let mut desk = hesitating((80, 24));
    click(&mut desk, "g …");
    assert!(is_open(&desk), "its frame is no key");
    let before = desk.state.headlines.chosen();
    let rows = desk.state.areas.stories_rows();
    click_at(&mut desk, (rows.x + 4, rows.y + 3));
    assert!(!is_open(&desk));
    assert_eq!(desk.state.headlines.chosen(), before);
    assert!(desk.take_asked().is_empty());
}

#[test]
fn keys_of_the_footer_are_pressed_where_they_stand_whatever_lies_over_the_panes() {
    let mut desk = Desk::new(9, (80, 24));
    desk.press("C");
    assert!(is_open(&desk));
    // A click elsewhere means no, and chooses no story.
    let rows = desk.state.areas.stories_rows();
    click_at(&mut desk, (rows.x + 4, rows.y + 3));
    assert!(!is_open(&desk));
    assert_eq!((desk.state.headlines.chosen(), desk.unread()), (0, 8));
    desk.press("C");
    click(&mut desk, "y yes");
    assert_eq!(desk.unread(), 0);
    for (keys, words) in [
        (":", "Esc close"),
        ("T", "Esc"),
        ("!", "Esc close"),
        ("g", "Esc cancel"),
    ] {
        desk.press(keys);
        assert!(is_open(&desk));
        click(&mut desk, words);
        assert!(!is_open(&desk), "{keys}");
    }
    // The line that is typed in stays.
    desk.press("F");
    let notice = desk.state.areas.notice;
    click_at(&mut desk, (notice.x + 5, notice.y));
    assert!(matches!(desk.state.overlay, Overlay::Filter(_)));
}

#[test]
fn lists_on_whose_choice_more_depends_are_clicked_twice() {
    let mut desk = Desk::new(9, (80, 24));
    desk.press("m o");
    click(&mut desk, "30 days");
    assert!(
        is_open(&desk)
            && desk
                .take_asked()
                .iter()
                .all(|effect| !matches!(effect, Effect::MarkAll { .. }))
    );
    click(&mut desk, "30 days");
    assert!(!is_open(&desk));
    desk.press(":");
    desk.type_text("import");
    desk.press("Enter");
    let lists = ["/a/one.opml", "/a/two.opml"].map(|path| FeedList {
        path: path.into(),
        feeds: Some(3),
    });
    desk.send(Message::ImportsFound(lists.to_vec()));
    desk.take_asked();
    click(&mut desk, "/a/two.opml");
    assert_eq!(
        (chosen(&desk).as_deref(), desk.take_asked().len()),
        (Some("/a/two.opml"), 0)
    );
    click(&mut desk, "/a/two.opml");
    assert_eq!(desk.take_asked(), [Effect::Import("/a/two.opml".into())]);
    // What was said is only read.
    desk.press("Esc Enter b q g m");
    let rows = kabar::state::mouse::picker_rows(&desk.state);
    click_at(&mut desk, (rows.x + 2, rows.y));
    assert!(is_open(&desk));
}

#[test]
fn a_click_outside_help_leads_back_to_what_lies_behind_it() {
    let mut desk = Desk::new(9, (120, 40));
    desk.press("! ?");
    click_at(&mut desk, (1, 38));
    assert!(matches!(desk.state.overlay, Overlay::Trouble(_)));
    assert_eq!(desk.state.focus, Pane::Stories);
}

/// Below what was found a click chooses a field, and takes its next choice when it was chosen before.
#[test]
fn the_fields_of_a_new_feed_are_clicked() {
    let mut desk = Desk::new(12, (80, 24));
    desk.press("a x");
    for (words, folder, full_text) in [
        ("Folder", "No folder", "unless it is whole"),
        ("Folder", "Nasional", "unless it is whole"),
        ("Full text", "Nasional", "unless it is whole"),
        ("Full text", "Nasional", "always"),
    ] {
        click(&mut desk, words);
        assert!(place(&desk, &format!("Folder     {folder}")).is_some());
        assert!(place(&desk, &format!("Full text  {full_text}")).is_some());
    }
    // What is typed is for the field that was clicked, and for the address after a click there.
    desk.press("y");
    click(&mut desk, "› x");
    desk.press("z");
    assert!(place(&desk, "› xz").is_some());
    click(&mut desk, "Folder");
    desk.type_text("/Kota");
    let folder = "Folder     Nasional/Kota";
    assert!(place(&desk, folder).is_some() && place(&desk, "new folder").is_some());
}

/// Each part of the top line leads to what it names.
#[test]
fn the_parts_of_the_top_line_are_clicked() {
    let name = |desk: &Desk| lists::name(&desk.state).join(" / ");
    let in_feed = |size: (u16, u16)| {
        let mut desk = Desk::new(12, size);
        let feed = desk.library.feeds[0].id;
        let effects = lists::go(&mut desk.state, Entry::Feed(feed, 0));
        desk.perform(effects);
        assert_eq!(name(&desk), "Nasional / Kabar Kota");
        desk
    };
    for size in [(80, 24), (132, 30)] {
        for (words, list) in [
            ("kabar", "All stories"),
            ("Nasional", "Nasional"),
            ("Kabar Kota", "Nasional / Kabar Kota"),
        ] {
            let mut desk = in_feed(size);
            desk.press("1");
            click(&mut desk, words);
            assert_eq!(name(&desk), list, "{size:?}");
            assert_eq!(desk.state.focus, Pane::Stories, "{size:?}");
        }
    }
    // Over an article they lead back, or to the list of the folder; in one pane to the feeds.
    for (size, keys, words, list, focus) in [
        (
            (80, 24),
            "Enter",
            "‹",
            "Nasional / Kabar Kota",
            Pane::Stories,
        ),
        (
            (80, 24),
            "Enter",
            "Kabar Kota",
            "Nasional / Kabar Kota",
            Pane::Stories,
        ),
        ((80, 24), "Enter", "Nasional", "Nasional", Pane::Stories),
        ((50, 20), "2", "‹", "Nasional / Kabar Kota", Pane::Feeds),
        ((50, 20), "2", "Nasional", "Nasional", Pane::Stories),
    ] {
        let mut desk = in_feed(size);
        desk.press(keys);
        click(&mut desk, words);
        assert_eq!(name(&desk), list, "{words}");
        assert_eq!(desk.state.focus, focus, "{words}");
    }
    let mut desk = in_feed((80, 24));
    click(&mut desk, "! 1");
    assert!(matches!(desk.state.overlay, Overlay::Trouble(_)));
}
