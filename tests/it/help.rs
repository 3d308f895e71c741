//! Tests of the keys that `?` shows: in two columns where there is room, which are moved in, filtered, clicked and run.

use insta::assert_snapshot;
use kabar::state::action::Action;
use kabar::state::area::Pane;
use kabar::state::mouse::picker_rows;
use kabar::state::offer::Row;
use kabar::state::overlay::{Overlay, Purpose};
use kabar::state::picker::Picker;
use kabar::state::press::{Mouse, MouseKind};

use kabar::state::message::Message;

use crate::desk::Desk;
use crate::view::screen;

fn help(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(60, size);
    desk.press("?");
    desk
}

fn picker(desk: &Desk) -> &Picker {
    match &desk.state.overlay {
        Overlay::Picker(Purpose::Help(..), picker) => picker,
        other => panic!("the help is closed: {other:?}"),
    }
}

fn chosen(desk: &Desk) -> ((usize, usize), &Row) {
    let mut rows = picker(desk).window();
    let (place, row, _) = rows.find(|(.., chosen)| *chosen).expect("a row");
    (place, row)
}

fn click(desk: &mut Desk, (column, row): (u16, u16), kind: MouseKind) {
    desk.send(Message::Mouse(Mouse { column, row, kind }));
}

#[test]
fn keys_are_shown_at_every_size() {
    for (columns, rows) in [(200, 60), (120, 40), (80, 24), (50, 20)] {
        assert_snapshot!(
            format!("keys_{columns}x{rows}"),
            screen(&help((columns, rows)))
        );
    }
}

#[test]
fn a_large_screen_has_all_keys_at_once_and_a_heading_has_its_rows_below_it() {
    let desk = help((200, 60));
    assert_eq!(picker(&desk).beyond(), (0, 0));
    for rows in 16..60 {
        let mut desk = help((120, rows));
        for _ in 0..5 {
            let places: Vec<_> = picker(&desk).window().collect();
            for pair in places.windows(2) {
                let [((column, down), row, _), ((next, top), ..)] = pair else {
                    panic!("no pair");
                };
                assert!((column, down) < (next, top), "read down, then to the right");
                assert!(!row.heading || column == next, "{} stands alone", row.label);
            }
            desk.press("PgDn");
        }
    }
}

#[test]
fn the_choice_moves_down_one_column_then_down_the_next_and_beside() {
    let mut desk = help((120, 40));
    let ((column, first), row) = chosen(&desk);
    assert_eq!((column, row.label.as_str()), (0, "Down"));
    let in_first = picker(&desk)
        .window()
        .filter(|((column, _), ..)| *column == 0);
    let last = in_first.last().unwrap().1.label.clone();
    while chosen(&desk).1.label != last {
        assert_eq!(chosen(&desk).0.0, 0);
        desk.press("Down");
    }
    desk.press("Down");
    assert_eq!(chosen(&desk).0.0, 1);
    desk.press("Up Home PgUp PgUp");
    assert_eq!(chosen(&desk).1.label, "Down");
    desk.press("Right");
    let ((column, down), row) = chosen(&desk);
    assert_eq!((column, down), (1, first));
    let beside = row.label.clone();
    // The next columns come as they are gone to, and the choice stays as far down.
    desk.press("Right");
    assert_ne!(chosen(&desk).1.label, beside);
    assert_eq!(chosen(&desk).0.0, 1);
    desk.press("Left");
    assert_eq!(chosen(&desk).1.label, beside);
    desk.press("Left Left");
    assert_eq!(chosen(&desk).1.label, "Down");
}

#[test]
fn what_is_chosen_in_either_column_is_run_also_when_the_keys_are_filtered() {
    let mut desk = help((120, 40));
    let wanted = desk.state.strings.action(Action::ToggleBookmark).to_owned();
    while chosen(&desk).1.label != wanted {
        desk.press("Down");
    }
    desk.press("Enter");
    assert!(desk.rows[0].bookmarked);
    desk.press("?");
    desk.type_text("bookmark");
    let columns: Vec<usize> = picker(&desk)
        .window()
        .map(|((column, _), ..)| column)
        .collect();
    assert!(columns.iter().all(|column| *column == 0));
    // With one column of rows the arrows are those of the line.
    desk.press("Left Backspace");
    assert_eq!(picker(&desk).input.value(), "bookmak");
    desk.press("Esc");
    let mut small = help((80, 24));
    small.type_text("zn");
    small.press("Left");
    small.type_text("e");
    assert_eq!(picker(&small).input.value(), "zen");
}

#[test]
fn a_click_and_the_wheel_mean_the_row_under_them_in_either_column() {
    let desk = help((120, 40));
    let rows = picker_rows(&desk.state);
    let shown: Vec<((usize, usize), String, bool)> = picker(&desk)
        .window()
        .map(|(place, row, _)| (place, row.label.clone(), row.heading))
        .collect();
    let text = screen(&desk);
    for ((column, down), label, heading) in shown {
        let mut desk = help((120, 40));
        let place = rows.column(2, column);
        let y = rows.y + u16::try_from(down).unwrap();
        let line: String = text
            .lines()
            .nth(usize::from(y))
            .unwrap()
            .chars()
            .skip(usize::from(place.x))
            .collect();
        assert!(
            line.trim_start_matches('▌')
                .trim_start()
                .starts_with(&label),
            "{label}: {line}"
        );
        if heading || label == desk.state.strings.action(Action::FocusFeeds) {
            click(&mut desk, (place.x + 3, y), MouseKind::Press);
        }
        let is_open = matches!(desk.state.overlay, Overlay::Picker(..));
        assert_eq!(
            is_open,
            label != desk.state.strings.action(Action::FocusFeeds)
        );
        assert!(is_open || desk.state.focus == Pane::Feeds);
    }
    let mut desk = help((120, 40));
    let divider = rows.column(2, 1).x - 1;
    click(&mut desk, (divider, rows.y + 3), MouseKind::Press);
    assert_eq!(chosen(&desk).1.label, "Down");
    click(&mut desk, (divider + 5, rows.y + 3), MouseKind::WheelDown);
    assert_eq!(chosen(&desk).0, (0, 4));
    click(&mut desk, (2, 2), MouseKind::WheelUp);
    assert_eq!(chosen(&desk).1.label, "Down");
}
