//! How things look: the measure, the panes.

use crate::state::area::{Choice, Divider, LAYOUTS, Pane, Shape, Share};
use crate::state::change::Change;
use crate::state::core::{MEASURES, State};
use crate::state::laying::Laying;
use crate::state::notices::Tone;

/// Changes how the text or the panes are laid, and remembers how they were.
pub fn change(state: &mut State, change: impl FnOnce(&mut State)) {
    let was = laying(state);
    change(state);
    remember(state, was);
}

/// Remembers how the text and the panes were laid, if that is another way now.
pub fn remember(state: &mut State, was: Laying) {
    let is = laying(state);
    if was != is {
        state.undo.push(state.now, Change::Laid { was, is });
    }
}

/// How the text and the panes are laid.
#[must_use]
pub const fn laying(state: &State) -> Laying {
    Laying {
        measure: state.measure,
        choice: state.choice,
        divide: state.divide,
    }
}

/// Lays the text and the panes in that way.
pub fn lay(state: &mut State, laying: Laying) {
    state.measure = laying.measure;
    state.choice = laying.choice;
    state.divide = laying.divide;
    state.arrange();
}

/// Columns of the article unless the reader wants other.
pub const DEFAULT_MEASURE: u16 = 66;

/// Makes the article so many columns wide, and tells what comes of it.
pub fn measure(state: &mut State, columns: u16) {
    state.measure = columns.clamp(*MEASURES.start(), *MEASURES.end());
    state.arrange();
    let room = room(state);
    let words = if room < state.measure {
        state.strings.count("say.measure-pane", room)
    } else {
        state.strings.count("say.measure", state.measure)
    };
    state.say(Tone::Plain, words);
}

/// Makes the article so many columns wider than it is seen; where its pane is what limits it, says so instead.
pub fn widen(state: &mut State, by: i16) {
    let room = room(state);
    let seen = state.measure.min(room);
    let wanted = seen.saturating_add_signed(by);
    let wanted = wanted.clamp(*MEASURES.start(), *MEASURES.end());
    if wanted > room && seen == room {
        let words = state.strings.count("say.measure-pane", room);
        state.say(Tone::Plain, words);
    } else {
        measure(state, wanted);
    }
}

/// The columns that the article's pane has for its text; no limit where it has no pane.
fn room(state: &State) -> u16 {
    match state.areas.reader_rows(u16::MAX).width {
        0 => u16::MAX,
        room => room,
    }
}

/// Moves the line at the right of the pane that has the keys, or at the left of the article.
pub fn resize_pane(state: &mut State, by: i16) {
    let areas = state.areas;
    let (feeds, stories) = (areas.feeds.width, areas.stories.width);
    let is_beside = !areas.stories.is_empty() && !areas.reader.is_empty();
    let (divider, columns, by) = match state.focus {
        Pane::Feeds if stories > 0 => (Divider::Feeds, feeds, by),
        Pane::Stories if is_beside => (Divider::Stories, stories, by),
        Pane::Stories if feeds > 0 => (Divider::Feeds, feeds, -by),
        Pane::Reader if is_beside => (Divider::Stories, stories, -by),
        _ => {
            state.say(Tone::Plain, state.strings.get("say.one-pane").to_owned());
            return;
        }
    };
    divide(state, divider, columns.saturating_add_signed(by));
    // No wider than it could be made.
    let areas = state.areas;
    divide(
        state,
        divider,
        match divider {
            Divider::Feeds => areas.feeds.width,
            Divider::Stories => areas.stories.width,
        },
    );
}

/// Makes the pane at the left of a line so many columns wide, as far as there is room.
pub fn divide(state: &mut State, divider: Divider, columns: u16) {
    let (feeds, stories) = state.areas.usual;
    match divider {
        Divider::Feeds => state.divide.feeds = Some(Share::of(columns, feeds)),
        Divider::Stories => state.divide.stories = Some(Share::of(columns, stories)),
    }
    state.arrange();
}

/// Shows one pane less, then all again, and says which; where there is room for one only, that.
pub fn layout(state: &mut State) {
    let is_small = matches!(state.areas.shape, Shape::Narrow | Shape::Tiny);
    if state.accessible || (is_small && state.choice == Choice::Auto) {
        state.say(Tone::Plain, state.strings.get("say.one-pane").to_owned());
        return;
    }
    let choice = match (state.choice, state.areas.shape) {
        (Choice::Auto, Shape::Wide) => Choice::Two,
        (Choice::Auto | Choice::Two, _) => Choice::One,
        (Choice::One, _) => Choice::Auto,
    };
    panes(state, choice);
}

/// Lays the panes in that way, and says which.
pub fn panes(state: &mut State, choice: Choice) {
    state.choice = choice;
    state.arrange();
    if let Some((.., words)) = LAYOUTS.iter().find(|(of, ..)| *of == choice) {
        state.say(Tone::Plain, state.strings.get(words).to_owned());
    }
}
