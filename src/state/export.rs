//! A story taken out of kabar: written to a file, piped to a program, opened in an editor.

use std::path::PathBuf;

use crate::document::export::{Form, export};
use crate::document::layout::Header;
use crate::model::article::Facts;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::notices::Tone;
use crate::state::offer::Row;
use crate::state::overlay::{Overlay, Purpose};
use crate::state::picker::Picker;
use crate::text::{self, arguments::arguments};

/// The story that the keys are about, when its text is here.
fn story(state: &State) -> Option<(&Facts, Header)> {
    let facts = state.reader.facts()?;
    let is_subject = state.passing().is_some() || state.subject() == Some(facts.headline.id);
    let is_here = is_subject && !state.reader.document().is_empty();
    is_here.then(|| (facts, state.header(facts)))
}

fn text_of(state: &State, form: Form) -> Option<String> {
    let (_, header) = story(state)?;
    let document = state.reader.document();
    Some(export(form, &header, document, state.measure))
}

/// Whether there is a text to take out.
#[must_use]
pub fn is_possible(state: &State) -> bool {
    story(state).is_some()
}

/// Opens the list of forms and files.
pub fn save(state: &mut State) {
    let Some((facts, _)) = story(state) else {
        return;
    };
    let name = slug(&facts.headline.title);
    let folder = state.save_to.trim_end_matches('/');
    let files = Form::ALL.map(|form| format!("{folder}/{name}.{}", form.ending()));
    let rows = Form::ALL.iter().zip(&files).map(|(form, file)| Row {
        label: state
            .strings
            .get(&format!("form.{}", form.ending()))
            .to_owned(),
        detail: file.clone(),
        ..Row::default()
    });
    let mut picker = Picker::new(rows.collect());
    picker.type_freely(Some(""));
    state.overlay = Overlay::Picker(Purpose::SaveAs(files.to_vec()), picker);
    state.arrange();
}

/// Writes the story: to the file that is typed, in the form its name tells, else to the chosen one.
#[must_use]
pub fn written(state: &State, typed: &str, chosen: Option<&String>) -> Vec<Effect> {
    let name = match (typed, chosen) {
        ("", None) => return Vec::new(),
        ("", Some(chosen)) => chosen.as_str(),
        (typed, _) => typed,
    };
    let text = text_of(state, Form::of_name(name));
    let write = text.map(|text| Effect::Write {
        path: PathBuf::from(name),
        text,
    });
    write.into_iter().collect()
}

/// Opens the line for a program.
pub fn pipe(state: &mut State) {
    let rows = state.piped.iter().map(|line| Row {
        label: line.clone(),
        ..Row::default()
    });
    let picker = Picker::new(rows.collect());
    state.overlay = Overlay::Picker(Purpose::Pipe(state.piped.clone()), picker);
    state.arrange();
}

/// So many programs are remembered.
const PIPED: usize = 10;

/// Hands the story to the program of that line.
pub fn piped(state: &mut State, line: &str) -> Vec<Effect> {
    let program = arguments(line).filter(|program| !program.is_empty());
    let (Some(program), Some(text)) = (program, text_of(state, Form::Text)) else {
        let words = state.strings.get("say.no-program").to_owned();
        state.say(Tone::Bad, words);
        return Vec::new();
    };
    state.piped.retain(|known| known != line);
    state.piped.insert(0, line.to_owned());
    state.piped.truncate(PIPED);
    vec![Effect::Pipe { program, text }]
}

/// Opens the story in the reader's editor or pager.
#[must_use]
pub fn edit(state: &State) -> Vec<Effect> {
    let name = story(state).map(|(facts, _)| slug(&facts.headline.title));
    let view = name.zip(text_of(state, Form::Markdown));
    let view = view.map(|(name, text)| Effect::View {
        name: format!("{name}.md"),
        text,
    });
    view.into_iter().collect()
}

/// A title as the name of a file.
fn slug(title: &str) -> String {
    let folded = text::fold(title);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if slug.chars().count() + word.chars().count() > 60 && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(60));
    }
    if slug.is_empty() {
        slug.push_str("kabar");
    }
    slug
}
