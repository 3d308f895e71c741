//! The source of a page as a document: code that a person can read.
//!
//! It understands no HTML; it only knows where a line may end.

use crate::document::{Block, Document, Inline};
use crate::text;

/// So many characters of a source are shown: more than anybody reads, less than takes long to lay out.
const SOURCE: usize = 150_000;

/// The source of a page, tidied so that it can be read: each element that makes lines begins one.
#[must_use]
pub fn source(html: &str) -> Document {
    const INLINE: [&str; 22] = [
        "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "img", "kbd", "label", "mark",
        "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
    ];
    let mut out = String::new();
    let mut rest = html.trim_start();
    while !rest.is_empty() && out.len() < SOURCE {
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest.get(first..).and_then(|tail| tail.find('<'));
        let (piece, tail) = rest
            .split_at_checked(end.map_or(rest.len(), |end| end + first))
            .unwrap_or((rest, ""));
        rest = tail;
        let name = piece.trim_start_matches(['<', '/']);
        let name: String = name
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let name = name.to_ascii_lowercase();
        let is_tag = piece.starts_with('<');
        if is_tag && !INLINE.contains(&name.as_str()) && !piece.starts_with("</") && !out.is_empty()
        {
            let end = out.trim_end().len();
            out.truncate(end);
            out.push('\n');
        }
        out.push_str(piece);
    }
    let end = out.floor_char_boundary(SOURCE);
    out.truncate(end);
    let mut blocks = vec![Block::Code {
        language: Some("html".to_owned()),
        text: text::harmless_lines(&out),
    }];
    if !rest.is_empty() {
        let text = "…".to_owned();
        let content = vec![Inline::Text { text }];
        blocks.push(Block::Paragraph { content });
    }
    Document { blocks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_tidied_and_bounded() {
        let page = source("<!doctype html><html><body><p>One <b>two</b></p><p>three</p>");
        assert_eq!(
            page.blocks,
            [Block::Code {
                language: Some("html".to_owned()),
                text: "<!doctype html>\n<html>\n<body>\n<p>One <b>two</b></p>\n<p>three</p>"
                    .to_owned(),
            }]
        );
        for long in [
            "<p>é".repeat(SOURCE),
            "é".repeat(SOURCE),
            "<".repeat(SOURCE * 2),
        ] {
            let page = source(&long);
            let Block::Code { text, .. } = &page.blocks[0] else {
                panic!("no code");
            };
            assert!(text.len() <= SOURCE, "{}", text.len());
        }
        assert!(source("").blocks.len() == 1);
    }
}
