//! Tags: ticked, typed and completed over the panes, taken back, and kept.

use kabar::model::article::ArticleId;
use kabar::model::tag::Tagged;
use kabar::state::effect::Effect;
use kabar::state::overlay::Overlay;

use crate::desk::Desk;
use crate::view::screen;

fn desk() -> Desk {
    let mut desk = Desk::new(6, (80, 24));
    for (name, story) in [("pasar", 2), ("pasar", 3), ("politik", 3)] {
        desk.tags.insert((name.to_owned(), id(story)));
    }
    desk.perform(vec![Effect::Tag {
        add: vec![(id(4), "pasar".to_owned())],
        remove: Vec::new(),
        known: true,
    }]);
    desk.take_asked();
    desk
}

fn id(story: i64) -> ArticleId {
    ArticleId(1000 + story)
}

fn pairs(pairs: &[(i64, &str)]) -> Vec<Tagged> {
    let pair = |(story, name): &(i64, &str)| (id(*story), (*name).to_owned());
    pairs.iter().map(pair).collect()
}

/// What was asked to come and go.
fn changes(desk: &mut Desk) -> (Vec<Tagged>, Vec<Tagged>) {
    let asked = desk.take_asked().into_iter();
    let mut change = asked.filter_map(|effect| match effect {
        Effect::Tag { add, remove, .. } => Some((add, remove)),
        _ => None,
    });
    change.next_back().unwrap_or_default()
}

fn notice(desk: &Desk) -> &str {
    desk.state.notices.shown().map_or("", |notice| &notice.text)
}

#[test]
fn tags_are_typed_completed_and_ticked_several_at_once() {
    for (keys, typed, more, added, removed) in [
        // What is typed is taken as it is.
        ("t", "Laut", "Enter", vec![(0, "laut")], vec![]),
        // Tab completes it to a known one.
        ("t", "pol", "Tab Enter", vec![(0, "politik")], vec![]),
        // Several, each ended by a blank, or all ticked in the list.
        (
            "t",
            "laut pasar ",
            "Enter",
            vec![(0, "laut"), (0, "pasar")],
            vec![],
        ),
        (
            "t",
            "",
            "Space Down Space Enter",
            vec![(0, "pasar"), (0, "politik")],
            vec![],
        ),
        // A tick that goes takes the tag away.
        ("j j t", "", "Space Enter", vec![], vec![(2, "pasar")]),
        ("j j t", "", "Space Esc", vec![], vec![]),
        ("j j t", "", "Enter", vec![], vec![]),
        // Of several stories, those that lack it.
        ("j V j j t", "pasar", "Enter", vec![(1, "pasar")], vec![]),
    ] {
        let mut desk = desk();
        desk.press(keys);
        desk.type_text(typed);
        desk.press(more);
        assert_eq!(
            changes(&mut desk),
            (pairs(&added), pairs(&removed)),
            "{keys} {typed:?} {more}"
        );
        assert!(matches!(desk.state.overlay, Overlay::None));
    }
}

#[test]
fn tags_stand_among_the_facts_and_are_taken_back_and_made_again() {
    let mut desk = desk();
    desk.press("Enter t");
    desk.type_text("laut ombak ");
    desk.press("Enter");
    assert_eq!(notice(&desk), "Tagged #laut #ombak — u to undo");
    assert!(
        screen(&desk).contains("#laut · #ombak"),
        "{}",
        screen(&desk)
    );
    desk.press("i");
    assert!(screen(&desk).contains("laut, ombak"), "{}", screen(&desk));
    desk.press("Esc u");
    assert_eq!(
        changes(&mut desk),
        (vec![], pairs(&[(0, "laut"), (0, "ombak")]))
    );
    assert_eq!(
        notice(&desk),
        "Undone: no longer tagged #laut #ombak — U to redo"
    );
    assert!(!screen(&desk).contains("#laut · #ombak"));
    desk.press("U");
    assert_eq!(notice(&desk), "Tagged #laut #ombak — u to undo");
    assert!(screen(&desk).contains("#laut · #ombak"));
    // What was done in the last hour is taken back by the next session too.
    let memory = desk.state.memory();
    let mut next = Desk::set_up(6, |setup| setup.memory = memory);
    next.press("u");
    assert_eq!(
        changes(&mut next),
        (vec![], pairs(&[(0, "laut"), (0, "ombak")]))
    );
}

#[test]
fn what_is_told_of_tags_says_which_came_and_which_went_and_of_how_many_stories() {
    for (keys, typed, told, undone) in [
        (
            "j j t",
            " ",
            "No longer tagged #pasar — u to undo",
            "Undone: tagged #pasar again — U to redo",
        ),
        (
            "j j t",
            " laut ",
            "Tags changed: +#laut -#pasar — u to undo",
            "Undone: its tags are as they were — U to redo",
        ),
        (
            "V j t",
            "laut ",
            "2 stories tagged #laut — u to undo",
            "Undone: 2 stories are no longer tagged #laut — U to redo",
        ),
        (
            "j j V j t",
            " ",
            "2 stories no longer tagged #pasar — u to undo",
            "Undone: 2 stories are tagged #pasar again — U to redo",
        ),
    ] {
        let mut desk = desk();
        desk.press(keys);
        for letter in typed.chars() {
            match letter {
                ' ' => desk.press("Space"),
                letter => desk.type_text(&letter.to_string()),
            }
        }
        desk.press("Enter");
        assert_eq!(notice(&desk), told);
        desk.press("u");
        assert_eq!(notice(&desk), undone);
        desk.press("U");
        assert_eq!(notice(&desk), told);
    }
}

#[test]
fn the_stories_of_a_tag_are_a_list() {
    let mut desk = desk();
    desk.press(":");
    desk.type_text("pasar");
    desk.press("Enter");
    assert_eq!(desk.state.headlines.query().tags, ["pasar"]);
    assert_eq!(desk.state.headlines.ids(), [id(2), id(3), id(4)]);
    // One that loses the tag leaves the list when it is made anew.
    desk.press("t Space Enter");
    assert_eq!(desk.state.headlines.ids(), [id(3), id(4)]);
    desk.press("Esc");
    assert_eq!(desk.state.headlines.ids().len(), 6);
}

#[test]
fn the_list_of_tags_looks_like_this() {
    let mut desk = desk();
    desk.press("j j j t");
    insta::assert_snapshot!("tags", screen(&desk));
    desk.type_text("pas");
    insta::assert_snapshot!("tags_typed", screen(&desk));
}

#[test]
fn what_other_feeds_tell_of_the_same_is_a_list_and_escape_leads_back() {
    for back in ["Esc", "q"] {
        let mut desk = Desk::new(14, (80, 24));
        desk.press("j c");
        assert_eq!(desk.state.headlines.query().like, Some(id(1)));
        assert_eq!(desk.state.headlines.ids(), [id(1), id(7), id(13)]);
        let text = screen(&desk);
        assert!(text.contains("The same: Gempa M 5,2"), "{text}");
        desk.press(back);
        assert_eq!(desk.state.headlines.ids().len(), 14, "{back}");
    }
    let mut desk = Desk::new(6, (80, 24));
    desk.press("c");
    assert!(
        notice(&desk).starts_with("No other feed tells"),
        "{}",
        notice(&desk)
    );
}
