//! The marks of a short quotation (`q`), which a page leaves to the browser: those of its language.

use crate::document::Inline;
use crate::extract::dom::Tree;
use crate::extract::tag::Tag;

/// Marks around a quotation, and around one inside it.
type Marks = [(&'static str, &'static str); 2];

const COMMON: Marks = [("“", "”"), ("‘", "’")];
/// By language where they are others.
const MARKS: [(&[&str], Marks); 6] = [
    (&["fr"], [("«\u{a0}", "\u{a0}»"), ("“", "”")]),
    (
        &[
            "es", "it", "pt-PT", "ca", "gl", "ru", "uk", "be", "el", "no", "nb", "nn", "fa", "hy",
            "sq", "az",
        ],
        [("«", "»"), ("“", "”")],
    ),
    (
        &["de", "cs", "sk", "sl", "bg", "et", "lt", "is", "ka", "mk"],
        [("„", "“"), ("‚", "‘")],
    ),
    (
        &["pl", "hu", "ro", "hr", "sr", "bs"],
        [("„", "”"), ("‚", "’")],
    ),
    (&["sv", "fi"], [("”", "”"), ("’", "’")]),
    (
        &["ja", "zh-TW", "zh-HK", "zh-Hant"],
        [("「", "」"), ("『", "』")],
    ),
];

/// The quotation between its marks; as it is where it has its own.
pub fn quoted(tree: &Tree, quote: usize, content: Vec<Inline>) -> Vec<Inline> {
    let begins = |inline: &Inline| matches!(inline, Inline::Text { text } if text.starts_with(['“', '„', '«', '"', '”', '「', '‘', '‚', '『']));
    if content.first().is_some_and(begins) {
        return content;
    }
    let around = tree.ancestors(quote).skip(1);
    let depth = around.filter(|(_, node)| node.tag == Tag::Q).count();
    let [outer, inner] = marks(tree, quote);
    let (open, close) = if depth % 2 == 0 { outer } else { inner };
    let mark = |mark: &str| Inline::Text {
        text: mark.to_owned(),
    };
    let mut quoted = vec![mark(open)];
    quoted.extend(content);
    quoted.push(mark(close));
    quoted
}

fn marks(tree: &Tree, quote: usize) -> Marks {
    let mut stated = tree
        .ancestors(quote)
        .filter_map(|(_, node)| node.attribute("lang"));
    let language = stated.next().unwrap_or_default();
    let of = |known: &&str| {
        let start = language.get(..known.len()).unwrap_or_default();
        let rest = language.get(known.len()..).unwrap_or_default();
        start.eq_ignore_ascii_case(known) && (rest.is_empty() || rest.starts_with(['-', '_']))
    };
    let own = MARKS
        .iter()
        .find(|(languages, _)| languages.iter().any(&of));
    own.map_or(COMMON, |(_, marks)| *marks)
}
