//! What can be read is so in every theme: the contrast of each letter with what it stands on (WCAG 2.2, level AA).

use std::collections::BTreeMap;

use kabar::assets;
use kabar::model::feed::Health;
use kabar::state::message::Message;
use kabar::view::colour::{Depth, Rgb};
use kabar::view::theme::Theme;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::desk::Desk;
use crate::view::buffer;

/// What letters must have.
const READABLE: f32 = 4.5;
/// What signs must have.
const SEEN: f32 = 3.0;

fn rgb(colour: Color) -> Rgb {
    match colour {
        Color::Rgb(red, green, blue) => Rgb(red, green, blue),
        other => panic!("{other} is no fixed colour"),
    }
}

fn contrast(cell: &Cell) -> f32 {
    rgb(cell.fg).contrast(rgb(cell.bg))
}

/// Everything that is framed, listed, chosen, matched, told and refused, at three sizes.
fn screens() -> Vec<(String, Desk)> {
    let mut screens = Vec::new();
    for size in [(132, 40), (80, 24), (50, 20)] {
        for keys in [
            "",
            "j j",
            "Enter",
            "Enter v",
            "/ g e m p a",
            "/ g e m p a Tab",
            ":",
            ": g e m p a",
            "?",
            "g",
            "!",
            ",",
            "T",
            "g c",
            "g h",
            "g m",
            "t",
            "i",
            "s",
            "|",
            "a",
            "1",
            "1 e",
            "V j",
            "b",
            "Enter / g e m p a Enter",
            "F g e m",
        ] {
            let mut desk = Desk::new(60, size);
            desk.library.feeds[0].health = Health::Failing {
                since: desk.state.now,
                tries: 2,
                cause: "the server answered 403 (forbidden)".to_owned(),
                retry: None,
                wait: None,
            };
            for row in &mut desk.rows {
                row.ready = true;
            }
            desk.elsewhere = desk.rows.iter().map(|row| (row.id, 3)).collect();
            desk.send(Message::Changed);
            desk.press(keys);
            screens.push((format!("{keys} {size:?}"), desk));
        }
    }
    screens
}

#[test]
fn every_letter_can_be_read_in_every_theme() {
    let screens = screens();
    let mut wrong = BTreeMap::new();
    for (name, _) in assets::SCHEMES {
        let theme = Theme::named(name, Depth::True).unwrap();
        for (screen, desk) in &screens {
            for cell in buffer(desk, &theme).content() {
                let least = match cell.symbol().chars().next() {
                    Some(sign) if sign.is_alphanumeric() => READABLE,
                    Some('●' | '○' | '★' | '⇣' | '!' | '≈' | '▌') => SEEN,
                    _ => continue,
                };
                if cell.modifier.contains(Modifier::HIDDEN) || contrast(cell) >= least {
                    continue;
                }
                let pair = (name, cell.fg.to_string(), cell.bg.to_string());
                wrong.entry(pair).or_insert((
                    screen.clone(),
                    cell.symbol().to_owned(),
                    contrast(cell),
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
