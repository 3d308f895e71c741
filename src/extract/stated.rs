//! A story's text where the page states it in its data and shows little or nothing of it: JSON-LD, or the state
//! that a page's own program starts from.
//!
//! It finds and reads such text; whether it is used is decided elsewhere.

use std::cmp::Reverse;
use std::collections::HashSet;

use serde_json::Value;

use crate::extract::dom::{self, Tree};
use crate::extract::shape::is_wide;
use crate::extract::state;
use crate::extract::tokens::{is_long, tokens};

/// A stated text as markup: some pages escape their markup once or twice; in a text without any, each line is a
/// paragraph.
pub fn marked_up(body: &str) -> String {
    let mut text = body.to_owned();
    for _ in 0..2 {
        if text.contains("&lt;") || text.contains("&amp;") {
            text = unescaped(&text);
        }
    }
    text = closed(text);
    let is_markup = ["</", "<br", "<!-- wp:", "<p>"]
        .iter()
        .any(|mark| text.contains(mark));
    if is_markup { text } else { paragraphs(&text) }
}

/// Elements that some servers end with `{/p}` in their data.
const CLOSED: [&str; 12] = [
    "p",
    "a",
    "b",
    "i",
    "em",
    "strong",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "blockquote",
];

/// A text with such ends as markup has them.
fn closed(mut text: String) -> String {
    if text.contains("{/p}") {
        for name in CLOSED {
            text = text.replace(&format!("{{/{name}}}"), &format!("</{name}>"));
        }
    }
    text
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

/// The text of paragraphs in the state that a page's program starts from and that may be its story, as markup; it has more
/// than so many words. Of several it is the longest of those that say what the page says of its story, and else the
/// longest.
pub fn in_state(
    tree: &Tree,
    least: usize,
    told: &Told,
    may_be: impl Fn(&str) -> bool,
) -> Option<String> {
    let mut found = Vec::new();
    // What a program is given is sure only where the page itself shows nothing.
    for value in state::values(tree, least < 120) {
        look(&value, least, &mut found);
    }
    found.sort_by_key(|(words, _)| Reverse(*words));
    let texts = found.into_iter().take(TEXTS);
    let mut texts: Vec<(f32, String)> = texts.map(|(_, text)| (told.share(&text), text)).collect();
    texts.sort_by_key(|(share, _)| *share < MOST);
    let mut texts = texts.into_iter();
    let found = texts.find(|(share, text)| *share > 0.0 && may_be(text));
    found.map(|(_, text)| text)
}

/// The share of what is told of a story that the story itself says, at least.
const MOST: f32 = 0.5;
/// So many long words tell what a story is about.
const ENOUGH: usize = 6;

/// What a page says of its story beside it: the long words of its headline and of its summary.
pub struct Told(Vec<u64>);

impl Told {
    /// Reads them.
    pub fn of(texts: [Option<&str>; 2]) -> Told {
        let mut long: Vec<u64> = texts.into_iter().flatten().flat_map(tokens).collect();
        long.retain(|token| is_long(*token));
        long.sort_unstable();
        long.dedup();
        Told(long)
    }

    /// Which share of it a text says; all where too little is told.
    fn share(&self, text: &str) -> f32 {
        if self.0.len() < ENOUGH {
            return 1.0;
        }
        let words: HashSet<u64> = tokens(text).into_iter().collect();
        let said = self.0.iter().filter(|token| words.contains(token));
        said.count() as f32 / self.0.len() as f32
    }
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
                None if is_body(text) => offer(closed(text.clone()), found),
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
    use super::{Told, in_state, marked_up};
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
            let found = in_state(&Tree::of(&parsed), 15, &Told::of([None; 2]), |_| true);
            assert_eq!(found.as_deref(), Some(text), "{page}");
        }
        // In a script without spaces, too.
        let page = r#"<script type="application/json">{"body":[{"type":"text","content":"港の近くで古い船が座礁したと漁師が話した。"},
            {"type":"text","content":"乗組員は全員無事で、朝までに岸へ戻ったという。"},{"type":"text","content":"積み荷の米と塩はすべて乾いたまま残っていた。"}]}</script>"#;
        let parsed = dom::parse(page);
        let found = in_state(&Tree::of(&parsed), 15, &Told::of([None; 2]), |_| true).unwrap();
        assert_eq!(found.lines().count(), 3);
    }

    #[test]
    fn paragraphs_that_end_in_brackets_are_paragraphs() {
        let sentence = "Kapal itu kandas di luar pelabuhan pada malam yang tenang";
        let paragraph = |end: &str| format!(r#"{{"type":"paragraph","text":"{sentence}{end}"}}"#);
        let list = [" (Antara)", ".", "…", "."].map(paragraph).join(",");
        let page = format!(r#"<script type="application/json">{{"body":[{list}]}}</script>"#);
        let page = dom::parse(&page);
        let found = in_state(&Tree::of(&page), 20, &Told::of([None; 2]), |_| true).unwrap();
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
        let found = in_state(&Tree::of(&page), 120, &Told::of([None; 2]), |_| true).unwrap();
        assert_eq!(found.lines().count(), 3);
        assert!(found.lines().all(|line| line.ends_with("selesai.</p>")));
        let page =
            dom::parse(r#"<script type="application/json">["Satu dua tiga.", "x"]</script>"#);
        assert!(in_state(&Tree::of(&page), 120, &Told::of([None; 2]), |_| true).is_none());
    }

    #[test]
    fn of_several_texts_the_story_is_the_one_that_says_what_is_told_of_it() {
        let body = |first: &str, more: &str| {
            let rest = "<p>Sentence that says a few words more of it all, and ends.{/p}".repeat(3);
            format!("<p>{first}{{/p}}{rest}{more}")
        };
        let story = body(
            "The council put off the closing of the old market until winter.",
            "",
        );
        let other = body(
            "Gusty winds are expected over the valleys through Friday.",
            &"<p>It will rain.{/p}".repeat(9),
        );
        let list = serde_json::json!({ "a": { "text": other }, "b": { "text": story } });
        let page = format!("<script type=\"application/json\">{list}</script>");
        let parsed = dom::parse(&page);
        let told = [
            Some("Council puts off closing of old market"),
            Some("The market stays open until winter, council decides."),
        ];
        let found = in_state(&Tree::of(&parsed), 20, &Told::of(told), |_| true).unwrap();
        assert!(
            found.starts_with("<p>The council") && !found.contains("{/p}"),
            "{found}"
        );
        let found = in_state(&Tree::of(&parsed), 20, &Told::of([None; 2]), |_| true).unwrap();
        assert!(found.starts_with("<p>Gusty"), "{found}");
        let none = Told::of([
            Some("Perahu nelayan Kampung Danau pulang membawa tongkol"),
            None,
        ]);
        assert!(in_state(&Tree::of(&parsed), 20, &none, |_| true).is_none());
    }

    #[test]
    fn long_texts_of_a_program_are_no_paragraphs_of_one() {
        let lead = |number: usize| {
            let words = "Sebuah kapal kandas di luar pelabuhan, dan penumpangnya turun dengan perahu kecil. ";
            format!("lead:\"Cerita {number}. {}\"", words.repeat(3))
        };
        let leads: Vec<String> = (0..12).map(lead).collect();
        let page = format!(
            "<script>window.__NUXT__=(function(a,b){{return {{{}}}}}(1,2));</script>",
            leads.join(",")
        );
        let parsed = dom::parse(&page);
        assert!(in_state(&Tree::of(&parsed), 18, &Told::of([None; 2]), |_| true).is_none());
    }
}
