//! The pictures of the article: shown and hidden, looked for on the disk, then fetched. What they show is no matter of
//! the state; how much room they take is.

use std::ops::Range;

use crate::document::layout::room::{Fate, Place, Room};
use crate::model::article::ArticleId;
use crate::model::picture::{Images, Pixels};
use crate::state::area::Pane;
use crate::state::core::{Edition, State};
use crate::state::cuts;
use crate::state::effect::Effect;
use crate::state::sheet::View;
use crate::state::sidebar;
use crate::state::strings::Strings;

/// Why pictures cannot be shown: the name of a sentence.
#[must_use]
pub fn impossible(state: &State) -> Option<&'static str> {
    match () {
        () if state.reader.facts().is_none() => Some("say.no-story"),
        () if state.accessible => Some("say.no-pictures-here"),
        () if wish(state) == Images::Never => Some("say.pictures-never"),
        () if state.reader.document().pictures().is_empty() => Some("say.no-pictures"),
        () => None,
    }
}

/// When pictures of the article are to be shown: as its feed has it, else as all.
fn wish(state: &State) -> Images {
    let feed = state.reader.facts().and_then(|facts| facts.headline.feed);
    let feed = feed.and_then(|id| sidebar::feed(&state.library, id));
    feed.and_then(|feed| feed.images).unwrap_or(state.images)
}

/// Shows the pictures of the article, or hides them.
pub fn toggle(state: &mut State) -> Vec<Effect> {
    if state.reader.pictures.are_shown() {
        state.reader.pictures.shown = Some(false);
        // Whoever shows them again wants those that could not be had to be tried again.
        let rooms = &mut state.reader.pictures.rooms;
        rooms.retain(|_, room| room.fate == Fate::Open);
        state.reader.lay_anew();
        state.fit_reader();
        return Vec::new();
    }
    if state.reader.sheet.view() != View::Text {
        cuts::turn_to(state, View::Text);
    }
    show(state)
}

/// Shows the pictures of an article that has the keys, where that is wished for every one.
pub fn follow(state: &mut State) -> Vec<Effect> {
    let is_wished = wish(state) == Images::Always || state.reader.pictures.are_shown();
    let is_refused = state.reader.pictures.shown == Some(false) || state.accessible;
    if state.focus != Pane::Reader || !is_wished || is_refused {
        return Vec::new();
    }
    show(state)
}

/// Asks for those that have no room yet.
fn show(state: &mut State) -> Vec<Effect> {
    let pictures = &mut state.reader.pictures;
    pictures.shown = Some(true);
    let mut urls = state.reader.document().pictures();
    urls.retain(|url| !state.reader.pictures.rooms.contains_key(url));
    state.reader.lay_anew();
    state.fit_reader();
    if urls.is_empty() {
        return Vec::new();
    }
    vec![Effect::FindPictures(urls)]
}

/// It is known which pictures are on the disk: they get the room that they need, the others room of the usual shape and
/// are fetched.
pub fn found(state: &mut State, found: Vec<(String, Option<Pixels>)>) -> Vec<Effect> {
    let wanted = state.reader.document().pictures();
    let note = state.strings.get(if state.offline {
        "reader.picture-offline"
    } else {
        "reader.picture-coming"
    });
    let pictures = &mut state.reader.pictures;
    let mut missing = Vec::new();
    for (url, pixels) in found {
        if !wanted.contains(&url) || pictures.rooms.contains_key(&url) {
            continue;
        }
        let room = if let Some(pixels) = pixels {
            pictures.here.insert(url.clone());
            of(pixels)
        } else {
            missing.push(url.clone());
            Room {
                note: note.to_owned(),
                ..Room::default()
            }
        };
        pictures.rooms.insert(url, room);
    }
    state.reader.lay_anew();
    state.fit_reader();
    if missing.is_empty() || state.offline {
        return Vec::new();
    }
    let id = state.reader.id().unwrap_or(ArticleId::PASSING);
    vec![Effect::FetchPictures { id, urls: missing }]
}

/// Says in the language of now what was said of pictures in the one before.
pub fn dress(state: &mut State, before: &Strings) {
    for name in ["reader.picture-offline", "reader.picture-coming"] {
        let rooms = state.reader.pictures.rooms.values_mut();
        for room in rooms.filter(|room| room.note == before.get(name)) {
            state.strings.get(name).clone_into(&mut room.note);
        }
    }
}

fn of(pixels: Pixels) -> Room {
    Room {
        pixels: Some((pixels.width, pixels.height)),
        ..Room::default()
    }
}

/// A picture came, or did not. Room that is seen stays as it is, so that nothing jumps before the reader's eyes.
pub fn came(state: &mut State, url: &str, kept: Result<Pixels, String>) {
    let is_seen = seen(state).any(|(place, _)| place.url == url);
    let pictures = &mut state.reader.pictures;
    let Some(room) = pictures.rooms.get_mut(url) else {
        return;
    };
    match kept {
        Ok(pixels) => {
            pictures.here.insert(url.to_owned());
            room.note = String::new();
            if is_seen {
                room.due = Some((pixels.width, pixels.height));
            } else {
                *room = of(pixels);
            }
        }
        Err(words) => {
            let strings = &state.strings;
            room.note = if state.edition == Edition::Own {
                let why = strings.failure(&words);
                strings.get("reader.picture-refused").replace("{why}", &why)
            } else {
                strings.get("reader.picture-sample").to_owned()
            };
            room.fate = Fate::Refused;
        }
    }
    state.reader.lay_anew();
    state.fit_reader();
    settle(state, false);
}

/// Takes the room of pictures that will not come, as soon as no text is moved by it: at once where none is in sight above
/// the picture, or none below. Else with the next thing that the reader does, when the screen changes anyhow; those that
/// came before the reader's eyes get the room that they need then.
pub fn settle(state: &mut State, has_acted: bool) {
    while let Some((url, below_stays)) = settled(state, has_acted) {
        if let Some(room) = state.reader.pictures.rooms.get_mut(&url) {
            match room.due.take() {
                Some(pixels) => room.pixels = Some(pixels),
                None => room.fate = Fate::Gone,
            }
        }
        let (top, rows) = (state.reader.top(), state.reader.layout().rows.len());
        state.reader.lay_anew();
        state.fit_reader();
        let more = state.reader.layout().rows.len().cast_signed() - rows.cast_signed();
        state.reader.go(if below_stays {
            top.saturating_add_signed(more)
        } else {
            top
        });
    }
}

/// A picture whose room can be changed, and whether what stands below it is to stay where it is.
fn settled(state: &State, has_acted: bool) -> Option<(String, bool)> {
    let rooms = &state.reader.pictures.rooms;
    let window = state.reader.window();
    let mut places = state.reader.layout().places.iter();
    places.find_map(|place| {
        let room = rooms.get(&place.url)?;
        let begins_above = place.rows.start < window.start;
        let ends_below = place.rows.end >= window.end;
        let is_refused = room.fate == Fate::Refused;
        let is_clear = has_acted || is_refused && (begins_above || ends_below);
        let below_stays = begins_above || !ends_below && window.start >= place.rows.len();
        let is_settled = is_clear && (is_refused || room.due.is_some());
        is_settled.then(|| (place.url.clone(), below_stays))
    })
}

/// The pictures of which something is in the window, each with the row of the window at which it begins.
pub fn seen(state: &State) -> impl Iterator<Item = (&Place, isize)> {
    let height = usize::from(state.reader_area().height);
    let window = state.reader.top()..state.reader.top() + height;
    let places = state.reader.layout().places.iter();
    places
        .filter(move |place| overlap(&place.rows, &window))
        .map(|place| {
            let start = place.rows.start.cast_signed() - state.reader.top().cast_signed();
            (place, start)
        })
}

const fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
