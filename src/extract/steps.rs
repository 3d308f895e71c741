//! The steps of a page that tells how to do something, where it states them in JSON-LD and shows none of them.
//!
//! It reads statements of what is done (`HowTo`, `Recipe`); what a page shows is read elsewhere.

use serde_json::{Map, Value};

use crate::extract::blocks::Blocks;
use crate::extract::dom::Tree;
use crate::extract::json_ld::{first_text, parse_leniently, strings};
use crate::extract::shown::{BEGINNING, Shown};
use crate::extract::titles::likeness;

/// Values of a page's data that are looked at, and how deep steps stand in sections.
const VALUES: usize = 2_000;
const DEPTH: u8 = 8;
/// Letters by which a step is known again.
const KNOWN: usize = 30;
/// From this share of the steps on the page has them itself.
const SHARE: f32 = 0.3;

/// The steps as markup, where the page is about them and shows next to none.
pub fn unseen(tree: &Tree, blocks: &Blocks, shown: &Shown, title: Option<&str>) -> Option<String> {
    if shown.length >= BEGINNING {
        return None;
    }
    let scripts = tree
        .iter()
        .filter(|(_, node)| node.name() == "script")
        .filter(|(_, node)| {
            let kind = node.attribute("type").unwrap_or_default();
            kind.to_ascii_lowercase().contains("ld+json")
        });
    let mut texts = scripts.map(|(index, _)| -> String {
        let texts = tree.below(index).map(|(_, node)| node.text());
        texts.collect()
    });
    let lines = texts.find_map(|script| {
        let is_named = script.contains("HowTo") || script.contains("recipeInstructions");
        let value = is_named.then(|| parse_leniently(&script)).flatten()?;
        Some(stated(&value, title)).filter(|lines| !lines.is_empty())
    })?;
    let steps: Vec<String> = lines.iter().filter_map(Line::mark).collect();
    let page: String = blocks
        .list
        .iter()
        .map(|block| letters(&block.text))
        .collect();
    let seen = steps.iter().filter(|step| page.contains(*step)).count();
    let is_unseen = steps.len() > 1 && (seen as f32) < SHARE * steps.len() as f32;
    is_unseen.then(|| markup(&lines))
}

/// What is done, in order.
enum Line {
    /// What a section is called.
    Heading(String),
    /// What is needed.
    Thing(String),
    /// What is done next.
    Step(String),
}

impl Line {
    /// What a step is known by.
    fn mark(&self) -> Option<String> {
        let Line::Step(text) = self else { return None };
        let text = text
            .rsplit_once('\n')
            .map_or(text.as_str(), |(_, text)| text);
        Some(letters(text).chars().take(KNOWN).collect()).filter(|mark: &String| !mark.is_empty())
    }
}

/// What the first thing of these kinds says is done that is what the page is about.
fn stated(value: &Value, title: Option<&str>) -> Vec<Line> {
    let mut waiting = vec![value];
    for _ in 0..VALUES {
        let Some(value) = waiting.pop() else { break };
        match value {
            Value::Array(list) => waiting.extend(list.iter().rev()),
            Value::Object(fields) => {
                let lines = of_thing(fields, title);
                if !lines.is_empty() {
                    return lines;
                }
                waiting.extend(fields.values().filter(|value| !value.is_string()));
            }
            _ => {}
        }
    }
    Vec::new()
}

fn of_thing(fields: &Map<String, Value>, title: Option<&str>) -> Vec<Line> {
    let kinds = strings(fields.get("@type"));
    let is = |kind: &str| kinds.iter().any(|own| own == kind);
    let key = if is("HowTo") {
        "step"
    } else if is("Recipe") {
        "recipeInstructions"
    } else {
        return Vec::new();
    };
    let named = |key: &&str| fields.get(*key).and_then(first_text);
    let name = ["headline", "name"].iter().find_map(named);
    let is_other = name
        .zip(title)
        .is_some_and(|(name, title)| likeness(&name, title) < 0.4);
    let mut lines = Vec::new();
    if is_other {
        return lines;
    }
    let things = fields.get("recipeIngredient").and_then(Value::as_array);
    let things = things.into_iter().flatten().filter_map(Value::as_str);
    lines.extend(things.map(|thing| Line::Thing(thing.to_owned())));
    if let Some(steps) = fields.get(key) {
        gather(steps, DEPTH, &mut lines);
    }
    lines
}

/// The steps of a value: a text, a list, a section, a step with directions.
fn gather(value: &Value, depth: u8, lines: &mut Vec<Line>) {
    match value {
        Value::String(text) => {
            let texts = text.lines().map(str::trim).filter(|text| !text.is_empty());
            lines.extend(texts.map(|text| Line::Step(text.to_owned())));
        }
        Value::Array(list) if depth > 0 => {
            for value in list {
                gather(value, depth - 1, lines);
            }
        }
        Value::Object(fields) if depth > 0 => {
            let text = |key: &str| {
                let text = fields.get(key).and_then(Value::as_str).map(str::trim);
                text.filter(|text| !text.is_empty())
            };
            let inner = ["itemListElement", "steps", "step"];
            let inner = inner.iter().find_map(|key| fields.get(*key));
            let is_step = strings(fields.get("@type"))
                .iter()
                .any(|kind| kind == "HowToStep");
            match (
                text("name"),
                text("text").or_else(|| text("description")),
                inner,
            ) {
                (Some(name), Some(text), _) if !text.starts_with(name.trim_end_matches('…')) => {
                    lines.push(Line::Step(format!("{name}\n{text}")));
                }
                (_, Some(text), _) => lines.push(Line::Step(text.to_owned())),
                (name, None, Some(inner)) => {
                    let heading = name.filter(|_| !is_step).map(str::to_owned);
                    lines.extend(heading.map(Line::Heading));
                    gather(inner, depth - 1, lines);
                }
                (Some(name), None, None) => lines.push(Line::Step(name.to_owned())),
                (None, None, None) => {}
            }
        }
        _ => {}
    }
}

/// The lines as lists, with numbers before the steps.
fn markup(lines: &[Line]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut open = "";
    for line in lines {
        let (list, text) = match line {
            Line::Heading(text) => ("", text),
            Line::Thing(text) => ("ul", text),
            Line::Step(text) => ("ol", text),
        };
        if list != open && !open.is_empty() {
            parts.push(format!("</{open}>"));
        }
        if list != open && !list.is_empty() {
            parts.push(format!("<{list}>"));
        }
        open = list;
        let text = escaped(text);
        parts.push(match (list, text.split_once('\n')) {
            ("", _) => format!("<h2>{text}</h2>"),
            (_, Some((name, text))) => {
                format!("<li><p><strong>{name}</strong></p><p>{text}</p></li>")
            }
            (_, None) => format!("<li>{text}</li>"),
        });
    }
    if !open.is_empty() {
        parts.push(format!("</{open}>"));
    }
    parts.concat()
}

/// Some write their steps as markup.
fn escaped(text: &str) -> String {
    if text.contains("</") || text.contains("<br") {
        text.to_owned()
    } else {
        text.replace('<', "&lt;")
    }
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
