//! A configuration file as settings, or all mistakes in it with their lines.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::config::error::Mistake;
use crate::config::options::{self, Choice, Value};
use crate::config::themes::SchemeFile;

/// A setting and what the file gives for it.
pub type Given = (&'static Choice, Value);

/// A pattern of addresses, and the program that opens them.
pub type Opener = (String, Vec<String>);

/// The openers of a file that was read without mistakes, in their order there.
#[must_use]
pub fn openers(text: &str) -> Vec<Opener> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut reading = Reading::default();
    let section = table.get_ref().get(options::OPENERS);
    if let Some(section) = section.and_then(|section| section.get_ref().as_table()) {
        reading.openers(section);
    }
    reading.openers
}

/// Reads the text of a file; `name` is what mistakes call it.
pub fn parse(name: &str, text: &str) -> Result<Vec<Given>, Vec<Mistake>> {
    parse_with(name, text, &[])
}

/// As `parse`, for a reader who has these schemes.
pub fn parse_with(
    name: &str,
    text: &str,
    schemes: &[SchemeFile],
) -> Result<Vec<Given>, Vec<Mistake>> {
    let mut reading = Reading {
        schemes,
        ..Reading::default()
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or_default();
        reading
            .mistakes
            .push((span.start, error.message().to_owned()));
    }
    if reading.mistakes.is_empty() {
        reading.sections(table.get_ref());
    }
    if reading.mistakes.is_empty() {
        return Ok(reading.given);
    }
    reading.mistakes.sort_by_key(|(at, _)| *at);
    let mistakes = reading.mistakes.into_iter();
    Err(mistakes
        .map(|(at, words)| Mistake {
            place: format!("{name}:{}", line(text, at)),
            words,
        })
        .collect())
}

/// The number of the line in which that byte stands.
fn line(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    1 + before.matches('\n').count()
}

/// What was read so far. A mistake stands with the byte at which it begins.
#[derive(Default)]
struct Reading<'a> {
    schemes: &'a [SchemeFile],
    given: Vec<Given>,
    openers: Vec<Opener>,
    mistakes: Vec<(usize, String)>,
}

impl Reading<'_> {
    fn sections(&mut self, sections: &DeTable<'_>) {
        for (name, value) in sections {
            let at = name.span().start;
            let (name, section) = (name.get_ref(), value.get_ref().as_table());
            match (section, options::find_section(name)) {
                (None, _) => self.mistakes.push((at, without_section(name))),
                (Some(_), Err(words)) => self.mistakes.push((at, words)),
                (Some(section), Ok(())) if name == options::OPENERS => self.openers(section),
                (Some(section), Ok(())) => self.settings(name, section),
            }
        }
    }

    fn openers(&mut self, section: &DeTable<'_>) {
        for (pattern, value) in section {
            match plain(value.get_ref()) {
                Some(Value::Command(program)) if !program.is_empty() => {
                    self.openers.push((pattern.get_ref().to_string(), program));
                }
                _ => {
                    let words = format!(
                        "\"{}\" must be a list of texts, the program first: [\"mpv\"]",
                        pattern.get_ref()
                    );
                    self.mistakes.push((value.span().start, words));
                }
            }
        }
    }

    fn settings(&mut self, section: &str, settings: &DeTable<'_>) {
        for (name, value) in settings {
            match options::find(section, name.get_ref()) {
                Ok(choice) => self.setting(choice, value.get_ref(), &value.span()),
                Err(words) => self.mistakes.push((name.span().start, words)),
            }
        }
    }

    fn setting(&mut self, choice: &'static Choice, value: &DeValue<'_>, span: &Range<usize>) {
        let value = plain(value).ok_or_else(|| choice.refusal());
        match value.and_then(|value| choice.check(value, self.schemes)) {
            Ok(value) => self.given.push((choice, value)),
            Err(words) => self.mistakes.push((span.start, words)),
        }
    }
}

fn without_section(name: &str) -> String {
    match options::CHOICES.iter().find(|choice| choice.name == name) {
        Some(choice) => format!("`{name}` belongs below a line [{}]", choice.section),
        None => format!(
            "`{name}` stands in no section; there must be a line such as [reading] above it"
        ),
    }
}

/// The value without its place; none for what no setting may be.
fn plain(value: &DeValue<'_>) -> Option<Value> {
    match value {
        DeValue::Boolean(switch) => Some(Value::Switch(*switch)),
        DeValue::Integer(number) => {
            let number = u32::from_str_radix(number.as_str(), number.radix());
            number.ok().map(Value::Number)
        }
        DeValue::String(text) => Some(Value::Text(text.to_string())),
        DeValue::Array(words) => words
            .iter()
            .map(|word| word.get_ref().as_str().map(str::to_owned))
            .collect::<Option<Vec<String>>>()
            .map(Value::Command),
        _ => None,
    }
}
