//! The list of downloads: what waits, what could not be had and why, what came.

use kabar::model::download::{Download, Stage};
use kabar::state::area::Pane;
use kabar::state::effect::Effect;
use kabar::state::message::Message;
use kabar::state::overlay::Overlay;

use crate::desk::Desk;
use crate::view::screen;

fn download(desk: &Desk, row: usize, stage: Stage) -> Download {
    Download {
        headline: desk.rows[row].clone(),
        stage,
    }
}

fn all(desk: &Desk) -> Vec<Download> {
    let failed = Stage::Failed {
        cause: "timed out after 20 s".to_owned(),
        retry: Some(desk.state.now + jiff::SignedDuration::from_mins(40)),
    };
    let given_up = Stage::Failed {
        cause: "404 not found".to_owned(),
        retry: None,
    };
    vec![
        download(desk, 0, Stage::Waiting),
        download(desk, 1, failed),
        download(desk, 2, given_up),
        download(desk, 3, Stage::Came { bytes: 4_321 }),
    ]
}

#[test]
fn downloads_are_told_with_their_causes_and_lead_to_the_story() {
    let mut desk = Desk::new(6, (80, 24));
    desk.take_asked();
    desk.press("g d");
    assert!(desk.take_asked().contains(&Effect::FindDownloads));
    desk.send(Message::DownloadsFound(all(&desk)));
    insta::assert_snapshot!("downloads", screen(&desk));
    desk.press("Down");
    assert!(
        screen(&desk).contains("timed out after 20 s"),
        "{}",
        screen(&desk)
    );
    assert!(
        screen(&desk).contains("Tried again at 08:24"),
        "{}",
        screen(&desk)
    );
    desk.press("Down");
    assert!(
        screen(&desk).contains("Given up after three tries"),
        "{}",
        screen(&desk)
    );
    // A text that came is told at once, and the chosen story stays chosen.
    desk.send(Message::Loaded {
        id: desk.rows[0].id,
        error: None,
    });
    assert!(desk.take_asked().contains(&Effect::FindDownloads));
    let mut later = all(&desk);
    later.remove(0);
    desk.send(Message::DownloadsFound(later));
    assert!(
        screen(&desk).contains("Given up after three tries"),
        "{}",
        screen(&desk)
    );
    desk.press("Enter");
    assert!(matches!(desk.state.overlay, Overlay::None));
    assert_eq!(desk.state.focus, Pane::Reader);
    assert_eq!(desk.state.reader.id(), Some(desk.rows[2].id));
    // An answer that comes too late opens nothing.
    desk.send(Message::DownloadsFound(all(&desk)));
    assert!(matches!(desk.state.overlay, Overlay::None));
}
