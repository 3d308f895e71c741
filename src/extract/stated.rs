//! A story's text where the page states it in its data and shows little or nothing of it: JSON-LD, or the state
//! that a page's own program starts from.
//!
//! It finds and reads such text; whether it is used is decided elsewhere.

use std::cmp::Reverse;

use serde_json::Value;

use crate::extract::dom::{self, Tree};

/// A stated text as markup: some pages escape their markup once or twice; in a text without any, each line is a
/// paragraph.
pub fn marked_up(body: &str) -> String {
    let mut text = body.to_owned();
    for _ in 0..2 {
        if text.contains("&lt;") || text.contains("&amp;") {
            text = unescaped(&text);
        }
    }
    let is_markup = ["</", "<br", "<!-- wp:", "<p>"]
        .iter()
        .any(|mark| text.contains(mark));
    if is_markup { text } else { paragraphs(&text) }
}

/// The lines of a text as paragraphs.
pub fn paragraphs(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let paragraph = |line: &str| {
        let line = line.replace('&', "&amp;").replace('<', "&lt;");
        format!("<p>{line}</p>")
    };
    lines.map(paragraph).collect::<Vec<_>>().join("\n")
}

/// A text with its entities as the letters that they stand for.
pub fn unescaped(text: &str) -> String {
    if !text.contains('&') || !text.contains(';') {
        return text.to_owned();
    }
    let page = dom::parse(&text.replace('<', "&lt;"));
    Tree::of(&page)
        .iter()
        .map(|(_, node)| node.text())
        .collect()
}

/// Words from which on a text found in a page's state may be its story.
const STORY: usize = 120;
/// Words of the longest paragraph; what is longer holds several.
const PARAGRAPH: usize = 400;

/// So many texts of a page's state are looked at.
const TEXTS: usize = 12;

/// The longest text of paragraphs in the JSON that a page's program starts from and that may be its story, as markup.
pub fn in_state(tree: &Tree, may_be: impl Fn(&str) -> bool) -> Option<String> {
    let mut found = Vec::new();
    for (index, node) in tree.iter() {
        if node.name() != "script" {
            continue;
        }
        let kind = node.attribute("type").unwrap_or_default();
        let is_state = !kind.contains("ld+json")
            && (kind.contains("json") || node.attribute("id") == Some("__NEXT_DATA__"));
        if !is_state {
            continue;
        }
        let script: String = tree.below(index).map(|(_, node)| node.text()).collect();
        if let Ok(value) = serde_json::from_str::<Value>(&script) {
            look(&value, &mut found);
        }
    }
    found.sort_by_key(|(words, _)| Reverse(*words));
    let texts = found.into_iter().map(|(_, text)| text).take(TEXTS);
    texts.into_iter().find(|text| may_be(text))
}

/// Looks through a value for lists of paragraphs, or markup of them, with their words.
fn look(value: &Value, found: &mut Vec<(usize, String)>) {
    let mut offer = |text: String| {
        let words = text.split_whitespace().count();
        if words > STORY {
            found.push((words, text));
        }
    };
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(items) => {
                offer(paragraphs_of(items));
                waiting.extend(items);
            }
            Value::Object(fields) => waiting.extend(fields.values()),
            Value::String(text) if is_body(text) => offer(text.clone()),
            _ => {}
        }
    }
}

/// Whether a text is markup of paragraphs and not of a whole page.
fn is_body(text: &str) -> bool {
    let has = |mark: &str| text.contains(mark);
    text.matches("<p").take(3).count() == 3
        && ![
            "<nav", "<header", "<body", "<script", "<style", "<form", "<button",
        ]
        .into_iter()
        .any(has)
}

/// The paragraphs of a list as markup; nothing when it has fewer than three.
fn paragraphs_of(items: &[Value]) -> String {
    let mut lines: Vec<String> = Vec::new();
    // A list of all that a program knows has texts between other things.
    let texts = items.iter().filter(|item| item.is_string()).count();
    let are_lines = texts * 10 >= items.len() * 9;
    for item in items {
        let is_paragraph = match item {
            Value::String(_) => are_lines,
            Value::Object(fields) => ["type", "kind", "tag", "name", "__typename"]
                .iter()
                .filter_map(|key| fields.get(*key)?.as_str())
                .any(is_kind_of_paragraph),
            _ => false,
        };
        if !is_paragraph {
            continue;
        }
        let mut line = String::new();
        gather(item, &mut line);
        let words = line.split_whitespace().count();
        let ends = line
            .trim_end()
            .ends_with(['.', '!', '?', '"', '”', '»', '。', '>']);
        if (6..=PARAGRAPH).contains(&words) && ends {
            let is_markup = line.contains("</") || line.contains("<br");
            lines.push(if is_markup {
                line
            } else {
                format!("<p>{}</p>", line.replace('&', "&amp;").replace('<', "&lt;"))
            });
        }
    }
    if lines.len() < 3 {
        return String::new();
    }
    lines.join("\n")
}

fn is_kind_of_paragraph(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    matches!(kind.as_str(), "p" | "text" | "html" | "raw_html") || kind.contains("paragraph")
}

/// The words of a value in order, without what only names or addresses something.
fn gather(value: &Value, line: &mut String) {
    match value {
        Value::String(text) => line.push_str(text),
        Value::Array(items) => items.iter().for_each(|item| gather(item, line)),
        Value::Object(fields) => {
            for key in ["text", "value", "content", "html", "children", "body"] {
                if let Some(inner) = fields.get(key) {
                    gather(inner, line);
                    return;
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{in_state, marked_up};
    use crate::extract::dom::{self, Tree};

    #[test]
    fn escaped_markup_is_read_as_markup() {
        let check = |body: &str, wanted: &str| assert_eq!(marked_up(body), wanted);
        check("&amp;lt;p&amp;gt;Satu.&amp;lt;/p&amp;gt;", "<p>Satu.</p>");
        check("<p>Satu &amp; dua.</p>", "<p>Satu & dua.</p>");
        check(
            "Satu &amp; dua,\n 3 < 4",
            "<p>Satu &amp; dua,</p>\n<p>3 &lt; 4</p>",
        );
    }

    #[test]
    fn paragraphs_are_found_in_a_programs_state() {
        let sentence = "Kapal itu kandas di luar pelabuhan pada malam yang tenang. ".repeat(8);
        let paragraph = format!(
            r#"{{"type":"paragraph","content":[{{"type":"text","value":"{sentence}"}},{{"type":"link","href":"/a","content":"selesai."}}]}}"#
        );
        let html = format!(
            r#"<script id="__NEXT_DATA__" type="application/json">{{"a":{{"body":[{paragraph},{paragraph},{{"type":"ad"}},{paragraph}]}},"related":["x","y"]}}</script>"#
        );
        let page = dom::parse(&html);
        let found = in_state(&Tree::of(&page), |_| true).unwrap();
        assert_eq!(found.lines().count(), 3);
        assert!(found.lines().all(|line| line.ends_with("selesai.</p>")));
        let page =
            dom::parse(r#"<script type="application/json">["Satu dua tiga.", "x"]</script>"#);
        assert!(in_state(&Tree::of(&page), |_| true).is_none());
    }
}
