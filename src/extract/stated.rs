//! A story's text where the page states it in its data and shows little or nothing of it: JSON-LD, or the state
//! that a page's own program starts from.
//!
//! It finds and reads such text; whether it is used is decided elsewhere.

use serde_json::Value;

use crate::document::{Block, Document};
use crate::extract::dom::{self, Tree};
use crate::extract::inlines;

/// A text as it is stated.
pub enum Stated {
    /// Lines, a paragraph each.
    Plain(String),
    /// Markup.
    Html(String),
}

impl Stated {
    /// How a stated text is to be read: some pages escape their markup once or twice.
    pub fn of(body: &str) -> Stated {
        let mut text = body.to_owned();
        for _ in 0..2 {
            if text.contains("&lt;") || text.contains("&amp;") {
                text = unescaped(&text);
            }
        }
        let is_markup = ["</", "<br", "<!-- wp:", "<p>"]
            .iter()
            .any(|mark| text.contains(mark));
        if is_markup {
            Stated::Html(text)
        } else {
            Stated::Plain(text)
        }
    }
}

/// Plain text as paragraphs.
pub fn paragraphs(text: &str) -> Document {
    Document {
        blocks: text
            .lines()
            .map(inlines::plain)
            .filter(|content| !content.is_empty())
            .map(|content| Block::Paragraph { content })
            .collect(),
    }
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

/// The longest text of paragraphs in the JSON that a page's program starts from, as markup.
pub fn in_state(tree: &Tree) -> Option<String> {
    let mut best = (STORY, None);
    for (index, node) in tree.iter() {
        let kind = node.attribute("type").unwrap_or_default();
        let is_state = node.name() == "script"
            && !kind.contains("ld+json")
            && (kind.contains("json") || node.attribute("id") == Some("__NEXT_DATA__"));
        if !is_state {
            continue;
        }
        let script: String = tree.below(index).map(|(_, node)| node.text()).collect();
        if let Ok(value) = serde_json::from_str::<Value>(&script) {
            look(&value, &mut best);
        }
    }
    best.1
}

/// Looks through a value for a list of paragraphs, or markup of them, that is longer than the best.
fn look(value: &Value, best: &mut (usize, Option<String>)) {
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(items) => {
                offer(paragraphs_of(items), best);
                waiting.extend(items);
            }
            Value::Object(fields) => waiting.extend(fields.values()),
            Value::String(text) if is_body(text) => offer(text.clone(), best),
            _ => {}
        }
    }
}

/// Whether a text is markup of paragraphs and not of a whole page.
fn is_body(text: &str) -> bool {
    let has = |mark: &str| text.contains(mark);
    text.matches("<p").take(3).count() == 3
        && !["<nav", "<header", "<body", "<script", "<form", "<button"]
            .into_iter()
            .any(has)
}

fn offer(text: String, best: &mut (usize, Option<String>)) {
    let words = text.split_whitespace().count();
    if words > best.0 {
        *best = (words, Some(text));
    }
}

/// The paragraphs of a list as markup; nothing when it has fewer than three.
fn paragraphs_of(items: &[Value]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        let is_paragraph = match item {
            Value::String(_) => true,
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
    use super::{Stated, in_state};
    use crate::extract::dom::{self, Tree};

    #[test]
    fn escaped_markup_is_read_as_markup() {
        let check = |body: &str, wanted: &str| match Stated::of(body) {
            Stated::Html(html) => assert_eq!(html, wanted),
            Stated::Plain(text) => assert_eq!(format!("plain: {text}"), wanted),
        };
        check("&amp;lt;p&amp;gt;Satu.&amp;lt;/p&amp;gt;", "<p>Satu.</p>");
        check("<p>Satu &amp; dua.</p>", "<p>Satu & dua.</p>");
        check("Satu &amp; dua, 3 < 4", "plain: Satu & dua, 3 < 4");
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
        let found = in_state(&Tree::of(&page)).unwrap();
        assert_eq!(found.lines().count(), 3);
        assert!(found.lines().all(|line| line.ends_with("selesai.</p>")));
        let page =
            dom::parse(r#"<script type="application/json">["Satu dua tiga.", "x"]</script>"#);
        assert!(in_state(&Tree::of(&page)).is_none());
    }
}
