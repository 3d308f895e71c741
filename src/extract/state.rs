//! The state that a page's own program starts from, as JSON: in scripts of data, in values given to known names, and in
//! the parts of a stream.
//!
//! What is found in it is judged elsewhere; a program is never run.

use serde_json::{Deserializer, Value};

use crate::extract::dom::Tree;
use crate::extract::programs::{self, FUNCTION, NAMES, PARSED, STREAM};

/// So many values of a program are read, and so many programs of a page.
const VALUES: usize = 8;
const PROGRAMS: usize = 400;

/// The attribute in which some servers hand a page's state to its program.
const HANDED: &str = "data-page";

/// All state of a page; that of programs on demand.
pub fn values(tree: &Tree, of_programs: bool) -> Vec<Value> {
    let mut values = Vec::new();
    let mut stream = String::new();
    let scripts = tree.iter().filter(|(_, node)| node.name() == "script");
    for (index, node) in scripts.take(PROGRAMS) {
        let kind = node.attribute("type").unwrap_or_default();
        if kind.contains("ld+json") {
            continue;
        }
        let script: String = tree.below(index).map(|(_, node)| node.text()).collect();
        if kind.contains("json") || node.attribute("id") == Some("__NEXT_DATA__") {
            values.extend(serde_json::from_str(&script));
        } else if of_programs {
            values.extend(NAMES.iter().filter_map(|name| given(&script, name)));
            streamed(&script, &mut stream);
        }
    }
    let handed = tree.iter().filter_map(|(_, node)| node.attribute(HANDED));
    let handed = handed.filter(|value| value.starts_with('{')).take(VALUES);
    values.extend(handed.filter_map(|value| serde_json::from_str::<Value>(value).ok()));
    let parts = stream.lines().filter_map(|line| line.split_once(':'));
    values.extend(parts.filter_map(|(_, part)| serde_json::from_str::<Value>(part).ok()));
    values
}

/// The value that a program gives to a name: `name = {…}`, `name = JSON.parse("…")`.
fn given(script: &str, name: &str) -> Option<Value> {
    let ends = script.match_indices(name).take(VALUES);
    let mut values =
        ends.filter_map(|(at, name)| first(programs::given(script.get(at + name.len()..)?)?));
    values.find(|value| value.is_object() || value.is_array())
}

fn first(text: &str) -> Option<Value> {
    if text.starts_with(FUNCTION) {
        return Some(texts(text));
    }
    let quoted = text.strip_prefix(PARSED);
    let value = next(quoted.unwrap_or(text))?;
    match value {
        Value::String(inner) if quoted.is_some() => serde_json::from_str(&inner).ok(),
        value => Some(value),
    }
}

fn next(text: &str) -> Option<Value> {
    let mut values = Deserializer::from_str(text).into_iter::<Value>();
    values.next()?.ok()
}

/// So many letters of a text of a program are worth reading, and so many of its texts are read.
const LONG: usize = 160;
const TEXTS: usize = 20;

/// The long texts in the words of a program, each in a list of its own.
fn texts(program: &str) -> Value {
    let mut texts = Vec::new();
    let mut rest = program;
    while let Some(at) = rest.find('"').filter(|_| texts.len() < TEXTS) {
        rest = rest.get(at..).unwrap_or_default();
        let mut values = Deserializer::from_str(rest).into_iter::<String>();
        let text = values.next().and_then(Result::ok);
        let end = text.as_ref().map_or(1, |_| values.byte_offset());
        // Each in a list of its own: one behind the other they are no paragraphs of one text.
        let text = text.filter(|text| text.len() > LONG);
        texts.extend(text.map(|text| Value::Array(vec![Value::String(text)])));
        rest = rest.get(end..).unwrap_or_default();
    }
    Value::Array(texts)
}

/// The texts that a program pushes, one behind the other.
fn streamed(script: &str, stream: &mut String) {
    for (at, push) in script.match_indices(STREAM).take(VALUES) {
        let pushed = script.get(at + push.len()..).and_then(next);
        let text = pushed.as_ref().and_then(|pushed| pushed.get(1)?.as_str());
        stream.push_str(text.unwrap_or_default());
    }
}
