//! Laws that hold for any document.

use kabar::document::layout::{Header, Lead, layout};
use kabar::document::{Block, Definition, Document, Figures, Inline, Numbering, html, markdown};
use kabar::text;
use proptest::prelude::*;

use crate::document::{document, row_text, words};
use crate::text::properties::rough_text;

fn rough_inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        6 => rough_text().prop_map(|text| Inline::Text { text }),
        1 => rough_text().prop_map(|text| Inline::Code { text }),
        1 => Just(Inline::Break),
        1 => (0..4u32).prop_map(|number| Inline::Note { number }),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let content = prop::collection::vec(inner, 0..3);
        prop_oneof![
            content
                .clone()
                .prop_map(|content| Inline::Strong { content }),
            content
                .clone()
                .prop_map(|content| Inline::Struck { content }),
            content
                .clone()
                .prop_map(|content| Inline::Emphasis { content }),
            ("[a-c]{1,3}", content).prop_map(|(url, content)| Inline::Link {
                url: format!("https://{url}/"),
                content
            }),
        ]
    })
}

fn rough_block() -> impl Strategy<Value = Block> {
    let content = || prop::collection::vec(rough_inline(), 0..4);
    let row = || prop::collection::vec(content(), 0..4);
    let leaf = prop_oneof![
        4 => content().prop_map(|content| Block::Paragraph { content }),
        1 => content().prop_map(|content| Block::Heading { level: 2, content }),
        1 => content().prop_map(|content| Block::Standfirst { content }),
        1 => (prop::sample::select(&["rust", "sh", "sql", "xml", "lisp", "?"][..]), rough_text())
            .prop_map(|(language, text)| Block::Code { language: Some(language.to_owned()), text }),
        1 => (row(), prop::collection::vec(row(), 0..3)).prop_map(|(head, rows)| Block::Table { head, rows }),
        1 => (rough_text(), content())
            .prop_map(|(alt, caption)| Block::Image { url: "https://x".to_owned(), alt, caption }),
        1 => rough_text().prop_map(|title| Block::Embed { url: title.clone(), title }),
        1 => Just(Block::Rule),
    ];
    leaf.prop_recursive(4, 12, 3, |inner| {
        let blocks = prop::collection::vec(inner, 0..3);
        prop_oneof![
            blocks.clone().prop_map(|blocks| Block::Quote { blocks }),
            prop::collection::vec(
                (prop::collection::vec(rough_inline(), 0..3), blocks.clone()),
                0..3
            )
            .prop_map(|entries| Block::Definitions {
                entries: entries
                    .into_iter()
                    .map(|(term, meaning)| Definition { term, meaning })
                    .collect()
            }),
            (
                prop::option::of(any::<u32>()),
                (any::<bool>(), "[1aAiI]"),
                prop::collection::vec(blocks, 0..3)
            )
                .prop_map(|(start, (is_reversed, name), items)| Block::List {
                    start,
                    numbering: Numbering {
                        figures: Figures::of(&name),
                        is_reversed
                    },
                    items
                }),
        ]
    })
}

fn rough_document() -> impl Strategy<Value = Document> {
    prop::collection::vec(rough_block(), 0..5).prop_map(document)
}

proptest! {
    #[test]
    fn no_row_is_wider_than_asked(
        story in rough_document(),
        title in rough_text(),
        facts in prop::collection::vec(rough_text(), 0..3),
        columns in 0_usize..50,
    ) {
        let header = Header { title, facts, image: None, ..Header::default() };
        let layout = layout(&header, &story, columns);
        prop_assert!(columns > 0 || layout.rows.is_empty());
        for row in &layout.rows {
            let cells: usize = row.spans.iter().map(|span| text::width(&span.text)).sum();
            prop_assert!(cells <= columns, "{cells} cells of {columns}: {row:?}");
            let graphemes: usize = row.spans.iter().map(|span| text::grapheme_ends(&span.text).count()).sum();
            prop_assert!(row.levels.is_empty() || row.levels.len() == graphemes, "{row:?}");
            for span in &row.spans {
                prop_assert!(!span.text.is_empty());
                prop_assert!(!span.text.contains(char::is_control), "{:?}", span);
                let link = span.lead.and_then(Lead::link);
                prop_assert!(link.is_none_or(|link| link < layout.links.len()));
            }
        }
        prop_assert!(layout.rows.is_sorted_by_key(|row| (row.block, row.share)));
    }

    #[test]
    fn paragraphs_lose_no_letter(input in rough_text(), columns in 4_usize..50) {
        let story = document(vec![Block::Paragraph { content: vec![words(&input)] }]);
        let layout = layout(&Header::default(), &story, columns);
        let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let rows: String = layout.rows.iter().map(row_text).collect();
        if !rows.contains('…') {
            prop_assert_eq!(dense(&rows), dense(&text::displayable(&input)));
        }
    }

    #[test]
    fn code_loses_no_letter(
        language in prop::sample::select(&["rust", "sh", "sql", "xml", "lisp", "?"][..]),
        input in "([a-z\"'#/*<>! \\\\é世-]|-- |<!--|\n){0,60}",
        columns in 12_usize..50,
    ) {
        let language = Some(language.to_owned());
        let story = document(vec![Block::Code { language, text: input.clone() }]);
        let layout = layout(&Header::default(), &story, columns);
        let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let rows: String = layout.rows.iter().map(row_text).collect();
        prop_assert_eq!(dense(&rows).replace('↪', ""), dense(&text::displayable(&input)));
    }

    #[test]
    fn every_way_out_is_total(story in rough_document(), chars in 0_usize..400) {
        let _ = (markdown::markdown(&story), html::html(&story), story.plain_text(), story.minutes());
        prop_assert!(story.excerpt(chars).chars().count() <= chars);
    }
}
