//! A story's text where the page states it in its data and shows little or nothing of it: JSON-LD, or the state
//! that a page's own program starts from.
//!
//! It finds and reads such text; whether it is used is decided elsewhere.

use std::cmp::Reverse;

use serde_json::Value;

use crate::extract::dom::{self, Tree};
use crate::extract::shape::is_wide;
use crate::extract::state;

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

/// Words of the longest paragraph; what is longer holds several.
const PARAGRAPH: usize = 400;

/// So many texts of a page's state are looked at.
const TEXTS: usize = 12;

/// The longest text of paragraphs in the state that a page's program starts from and that may be its story, as markup; it
/// has more than so many words.
pub fn in_state(tree: &Tree, least: usize, may_be: impl Fn(&str) -> bool) -> Option<String> {
    let mut found = Vec::new();
    // What a program is given is sure only where the page itself shows nothing.
    for value in state::values(tree, least < 120) {
        look(&value, least, &mut found);
    }
    found.sort_by_key(|(words, _)| Reverse(*words));
    let texts = found.into_iter().map(|(_, text)| text).take(TEXTS);
    texts.into_iter().find(|text| may_be(text))
}

/// Words of a text; two letters of a script without spaces count as one.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count() + text.chars().filter(|letter| is_wide(*letter)).count() / 2
}

/// Letters of a value within a text that may hold a story.
const NESTED: usize = 100;

/// The answer of a server, as it came, in a text.
fn answered(text: &str) -> Option<Value> {
    let may_be = text.len() >= NESTED && text.starts_with(['{', '[']);
    may_be.then(|| serde_json::from_str(text).ok()).flatten()
}

/// Looks through a value for lists of paragraphs, or markup of them, with their words.
fn look(value: &Value, least: usize, found: &mut Vec<(usize, String)>) {
    let offer = |text: String, found: &mut Vec<(usize, String)>| {
        let words = words(&text);
        if words > least {
            found.push((words, text));
        }
    };
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(items) => {
                offer(paragraphs_of(items), found);
                waiting.extend(items);
            }
            Value::Object(fields) => waiting.extend(fields.values()),
            Value::String(text) => match answered(text) {
                Some(inner) => look(&inner, least, found),
                None if is_body(text) => offer(text.clone(), found),
                None => {}
            },
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

/// What a paragraph ends with: the end of a sentence, or what closes behind one: "(Reuters)".
const ENDS: [char; 20] = [
    '.', '!', '?', '…', '"', '”', '’', '»', '›', ')', ']', '>', '。', '！', '？', '」', '』', '）',
    '؟', '।',
];

/// The paragraphs of a list as markup; nothing when it has fewer than three.
fn paragraphs_of(items: &[Value]) -> String {
    let mut lines: Vec<String> = Vec::new();
    // A list of all that a program knows has texts between other things.
    let texts = items.iter().filter(|item| item.is_string()).count();
    let are_lines = texts * 10 >= items.len() * 9;
    for item in items {
        let is_paragraph = match item {
            Value::String(_) => are_lines,
            // Nothing but its words.
            Value::Object(fields) if fields.len() == 1 => fields.contains_key("text"),
            Value::Object(fields) => {
                let keys = [
                    "type",
                    "kind",
                    "tag",
                    "name",
                    "__typename",
                    "nodeType",
                    "_type",
                ];
                let mut kinds = keys.iter().filter_map(|key| fields.get(*key)?.as_str());
                kinds.any(is_kind_of_paragraph)
            }
            Value::Array(parts) => element(parts).is_some_and(|(name, _)| name == "p"),
            _ => false,
        };
        if !is_paragraph {
            continue;
        }
        let mut line = String::new();
        gather(item, &mut line);
        let words = words(&line);
        let ends = line.trim_end().ends_with(ENDS);
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

/// The name and the attributes of an element of a streamed page: `["$", "p", null, {"children": …}]`.
fn element(parts: &[Value]) -> Option<(&str, &Value)> {
    match parts {
        [Value::String(mark), Value::String(name), _, attributes] if mark == "$" => {
            Some((name, attributes))
        }
        _ => None,
    }
}

fn is_kind_of_paragraph(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    matches!(kind.as_str(), "p" | "text" | "html" | "raw_html" | "block")
        || kind.contains("paragraph")
}

/// The words of a value in order, without what only names or addresses something.
fn gather(value: &Value, line: &mut String) {
    match value {
        Value::String(text) => line.push_str(text),
        Value::Array(items) => match element(items) {
            Some((_, attributes)) => gather(attributes, line),
            None => items.iter().for_each(|item| gather(item, line)),
        },
        Value::Object(fields) => {
            for key in [
                "text", "value", "content", "html", "children", "body", "data",
            ] {
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
    fn a_story_is_found_in_what_a_server_answered_or_handed_over() {
        let text = "<p>Kapal itu kandas di luar pelabuhan.</p><p>Awaknya selamat, kata kapten.</p><p>Muatannya beras dan \
                    garam dari seberang, dan semuanya kering sampai ke dermaga lama.</p>";
        let body =
            serde_json::to_string(&serde_json::json!({ "story": { "html": text } })).unwrap();
        let answer = serde_json::to_string(&serde_json::json!({ "status": 200, "body": body }));
        let answer = answer.unwrap().replace("</", "<\\/");
        let attribute = body
            .replace('&', "&amp;")
            .replace('"', "&quot;")
            .replace('<', "&lt;");
        for page in [
            format!("<script type='application/json' data-fetched>{answer}</script>"),
            format!("<div id=app data-page=\"{attribute}\"></div>"),
            format!(
                "<script>window.__remixContext = {};</script>",
                body.replace("</", "<\\/")
            ),
            format!(
                "<script>window.__APOLLO_STATE__={};</script>",
                body.replace("</", "<\\/")
            ),
        ] {
            let parsed = dom::parse(&page);
            let found = in_state(&Tree::of(&parsed), 15, |_| true);
            assert_eq!(found.as_deref(), Some(text), "{page}");
        }
        // In a script without spaces, too.
        let page = r#"<script type="application/json">{"body":[{"type":"text","content":"港の近くで古い船が座礁したと漁師が話した。"},
            {"type":"text","content":"乗組員は全員無事で、朝までに岸へ戻ったという。"},{"type":"text","content":"積み荷の米と塩はすべて乾いたまま残っていた。"}]}</script>"#;
        let parsed = dom::parse(page);
        let found = in_state(&Tree::of(&parsed), 15, |_| true).unwrap();
        assert_eq!(found.lines().count(), 3);
    }

    #[test]
    fn paragraphs_that_end_in_brackets_are_paragraphs() {
        let sentence = "Kapal itu kandas di luar pelabuhan pada malam yang tenang";
        let paragraph = |end: &str| format!(r#"{{"type":"paragraph","text":"{sentence}{end}"}}"#);
        let list = [" (Antara)", ".", "…", "."].map(paragraph).join(",");
        let page = format!(r#"<script type="application/json">{{"body":[{list}]}}</script>"#);
        let page = dom::parse(&page);
        let found = in_state(&Tree::of(&page), 20, |_| true).unwrap();
        assert_eq!(found.lines().count(), 4);
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
        let found = in_state(&Tree::of(&page), 120, |_| true).unwrap();
        assert_eq!(found.lines().count(), 3);
        assert!(found.lines().all(|line| line.ends_with("selesai.</p>")));
        let page =
            dom::parse(r#"<script type="application/json">["Satu dua tiga.", "x"]</script>"#);
        assert!(in_state(&Tree::of(&page), 120, |_| true).is_none());
    }
}
