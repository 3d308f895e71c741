//! The sides of the article turned, and what was cut from it put back, for once or for its site.

use crate::document::cuts::Cut;
use crate::model::article::{ArticleId, TextSource};
use crate::model::site::{Deed, Rule};
use crate::state::action::Action;
use crate::state::change::Change;
use crate::state::core::State;
use crate::state::effect::{Effect, Lesson};
use crate::state::notices::Tone;
use crate::state::page::Page;
use crate::state::sheet::{Behind, Part, View};

/// Does what concerns the sides of the article; nothing for any other action.
pub fn run(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::View => turn(state),
        Action::NextCut => step(state, 1),
        Action::PreviousCut => step(state, -1),
        Action::RestoreCut => restore(state),
        Action::NeverCut => never(state),
        Action::AlwaysCut => always(state),
        _ => return None,
    })
}

/// Turns to the next side of the article; what is behind it is asked for when it is turned for the first time.
fn turn(state: &mut State) -> Vec<Effect> {
    if state.reader.sheet.behind().is_none() {
        let Some(id) = state.reader.id() else {
            return Vec::new();
        };
        // Whoever turns faster than the library answers gets as far.
        state.reader.sheet.turns += 1;
        return vec![Effect::Behind(id)];
    }
    shown(state);
    Vec::new()
}

/// Turns back to the text; answers whether another side was shown.
pub fn turn_back(state: &mut State) -> bool {
    if state.reader.sheet.view() == View::Text {
        return false;
    }
    turn_to(state, View::Text);
    state.fit_reader();
    true
}

/// Turns to that side, under a header of its own.
pub fn turn_to(state: &mut State, view: View) {
    state.reader.turn_to(view, &state.strings);
    if let Some(header) = state.reader.facts().map(|facts| state.header(facts)) {
        state.reader.set_header(header);
    }
}

/// Shows the next side and says which it is.
fn shown(state: &mut State) {
    let view = state.reader.sheet.next();
    turn_to(state, view);
    let has_others = View::ALL
        .iter()
        .any(|other| *other != View::Text && state.reader.sheet.has(*other));
    let name = match (has_others, is_page_gone(state)) {
        (true, false) => view.name(),
        (true, true) => "say.page-gone",
        (false, false) => "say.no-sides",
        (false, true) => "say.no-sides-page-gone",
    };
    let title = state.reader.sheet.title().map(str::to_owned);
    let words = title.unwrap_or_else(|| state.strings.get(name).to_owned());
    state.say(Tone::Plain, words);
    state.fit_reader();
}

/// Whether the text is that of a page whose source is not kept any more.
fn is_page_gone(state: &State) -> bool {
    let facts = state.reader.facts();
    let is_of_page = facts.is_some_and(|facts| {
        facts.headline.source == TextSource::Page && !Page::is_of_kabar(facts)
    });
    is_of_page && !state.reader.sheet.has(View::Page)
}

/// What is behind an article came.
pub fn behind(state: &mut State, id: ArticleId, behind: Behind) -> Vec<Effect> {
    if !state.reader.shows(id) {
        return Vec::new();
    }
    let sheet = &mut state.reader.sheet;
    sheet.take(behind, &state.strings);
    let turns = std::mem::take(&mut sheet.turns);
    if turns == 0 {
        state.reader.lay_anew();
        state.fit_reader();
    }
    for _ in 0..turns {
        shown(state);
    }
    Vec::new()
}

/// Chooses the next (1) or previous (-1) cut.
fn step(state: &mut State, by: isize) -> Vec<Effect> {
    state.reader.step_part(by, true);
    Vec::new()
}

/// The article and the cut that is chosen; the first in the window is chosen when none is.
fn chosen(state: &mut State) -> Option<(ArticleId, Part)> {
    let id = state.reader.id()?;
    if state.reader.sheet.chosen().is_none() {
        state.reader.step_part(1, true);
        let words = state.strings.get("say.choose-cut").to_owned();
        state.say(Tone::Plain, words);
        return None;
    }
    Some((id, state.reader.sheet.chosen()?))
}

/// Puts the chosen cut back into the text, or takes it out again.
fn restore(state: &mut State) -> Vec<Effect> {
    let Some((id, _)) = chosen(state) else {
        return Vec::new();
    };
    let Some(cut) = state.reader.sheet.chosen_cut().cloned() else {
        return kept_already(state);
    };
    vec![Effect::RestoreCut {
        id,
        back: !cut.restored,
        cut: Box::new(cut),
        known: false,
    }]
}

/// A row of the article was clicked: what stands there is chosen, and what was cut put back when it was chosen before.
pub fn click(state: &mut State, row: usize) -> Vec<Effect> {
    let before = state.reader.sheet.chosen();
    state.reader.choose_part_at(row);
    match state.reader.sheet.chosen() {
        Some(Part::Cut(_)) if before == state.reader.sheet.chosen() => restore(state),
        _ => Vec::new(),
    }
}

fn kept_already(state: &mut State) -> Vec<Effect> {
    let words = state.strings.get("say.kept-already").to_owned();
    state.say(Tone::Plain, words);
    Vec::new()
}

/// Has something like the chosen cut never cut again on its site.
fn never(state: &mut State) -> Vec<Effect> {
    let Some((id, _)) = chosen(state) else {
        return Vec::new();
    };
    match state.reader.sheet.chosen_cut().cloned() {
        Some(cut) => vec![Effect::Teach {
            id,
            lesson: Lesson::Cut(Box::new(cut), Deed::Keep),
        }],
        None => kept_already(state),
    }
}

/// Has something like the chosen cut, or block of the text, always cut on its site.
fn always(state: &mut State) -> Vec<Effect> {
    let Some((id, _)) = chosen(state) else {
        return Vec::new();
    };
    let sheet = &state.reader.sheet;
    let Some(cut) = sheet.chosen_cut().cloned() else {
        let lesson = Lesson::Lines(sheet.chosen_lines(state.reader.document()));
        return vec![Effect::Teach { id, lesson }];
    };
    let cut = Box::new(cut);
    // What was put back here is meant as well.
    let out = cut.restored.then(|| Effect::RestoreCut {
        id,
        cut: cut.clone(),
        back: false,
        known: true,
    });
    let lesson = Lesson::Cut(cut, Deed::Cut);
    out.into_iter()
        .chain([Effect::Teach { id, lesson }])
        .collect()
}

/// A cut is put back, or out again; who took that back or made it again was told then.
pub fn restored(
    state: &mut State,
    id: ArticleId,
    cut: Box<Cut>,
    back: bool,
    known: bool,
) -> Vec<Effect> {
    if !known {
        let words = restored_words(state, back);
        state.say(Tone::Good, words);
        state
            .undo
            .push(state.now, Change::Restored { id, cut, back });
    }
    again(state, id)
}

/// That a cut was put back, or out again.
#[must_use]
pub fn restored_words(state: &State, back: bool) -> String {
    let words = if back {
        "say.cut-restored"
    } else {
        "say.cut-again"
    };
    state.strings.get(words).to_owned()
}

/// Rules came and went, and the article was cleaned anew.
pub fn taught(
    state: &mut State,
    id: ArticleId,
    added: Vec<Rule>,
    removed: Vec<Rule>,
    known: bool,
) -> Vec<Effect> {
    if !known {
        let words = taught_words(state, &added, &removed);
        state.say(Tone::Good, words);
    }
    let is_nothing = added.is_empty() && removed.is_empty();
    if !known && !is_nothing {
        state
            .undo
            .push(state.now, Change::Taught { id, added, removed });
    }
    again(state, id)
}

/// Which rules came or went.
#[must_use]
pub fn taught_words(state: &State, added: &[Rule], removed: &[Rule]) -> String {
    match (added.first(), removed.first()) {
        (Some(rule), _) => {
            let words = match rule.deed {
                Deed::Keep => "say.never-cut",
                Deed::Cut => "say.always-cut",
            };
            let words = state.strings.get(words).replace("{site}", &rule.site);
            words.replace("{what}", &rule.matches())
        }
        (None, Some(rule)) => state.strings.with("say.rule-gone", &rule.site),
        (None, None) => state.strings.get("say.rule-known").to_owned(),
    }
}

/// Shows the article as it is now, unless the reader is on the way to another.
fn again(state: &State, id: ArticleId) -> Vec<Effect> {
    if state.reader.wanted() == Some(id) {
        vec![Effect::Open(id), Effect::Behind(id)]
    } else {
        Vec::new()
    }
}
