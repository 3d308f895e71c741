//! Tests of the room `document`: a sample story, and ways to look at it.

use kabar::document::layout::{Header, Layout, Row, layout as lay_out};
use kabar::document::{Block, Document, Inline, Numbering};
use kabar::text::emoji::Emoji;

mod export;
mod layout;
mod properties;
mod stories;
mod words;

pub fn words(text: &str) -> Inline {
    Inline::Text {
        text: text.to_owned(),
    }
}

pub fn strong(text: &str) -> Inline {
    Inline::Strong {
        content: vec![words(text)],
    }
}

pub fn link(url: &str, text: &str) -> Inline {
    Inline::Link {
        url: url.to_owned(),
        content: vec![words(text)],
    }
}

pub fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        content: vec![words(text)],
    }
}

pub fn cells(row: &[&str]) -> Vec<Vec<Inline>> {
    row.iter().map(|cell| vec![words(cell)]).collect()
}

pub fn document(blocks: Vec<Block>) -> Document {
    Document { blocks }
}

pub fn sample() -> Document {
    document(vec![
        sample_opening(),
        Block::Heading {
            level: 2,
            content: vec![words("Imbauan")],
        },
        Block::Quote {
            blocks: vec![
                paragraph("Warga diimbau tetap tenang dan menjauhi bangunan yang retak."),
                Block::Quote {
                    blocks: vec![paragraph("Sudah disiarkan.")],
                },
            ],
        },
        sample_list(),
        Block::Table {
            head: cells(&["Kota", "Skala", "Jumlah korban dan pengungsi"]),
            rows: vec![
                cells(&["Ambon", "IV", "12"]),
                cells(&["Masohi", "III–IV", "1.204"]),
            ],
        },
        Block::Code {
            language: None,
            text: "fn main() {\n\tprintln!(\"gempa\");\n}\n".to_owned(),
        },
        Block::Image {
            url: "https://img.example/peta.jpg".to_owned(),
            alt: "Peta".to_owned(),
            caption: vec![words("Peta pusat gempa (ANTARA/HO-BMKG)")],
        },
        Block::Embed {
            url: "https://www.youtube.com/watch?v=1".to_owned(),
            title: "Rekaman gempa".to_owned(),
        },
        Block::Rule,
        Block::Paragraph {
            content: vec![words("Satu"), Inline::Break, words("dua")],
        },
    ])
}

fn sample_opening() -> Block {
    const ADDRESS: &str = "https://www.bmkg.go.id/gempabumi/";
    Block::Paragraph {
        content: vec![
            strong("Jakarta"),
            words(
                " — Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku pada Minggu pagi, menurut ",
            ),
            link(
                ADDRESS,
                "Badan Meteorologi, Klimatologi, dan Geofisika (BMKG)",
            ),
            words(". "),
            Inline::Emphasis {
                content: vec![words("Tidak")],
            },
            words(" ada tsunami, kata "),
            link(ADDRESS, "BMKG"),
            words("."),
        ],
    }
}

fn sample_list() -> Block {
    let inner = Block::List {
        start: Some(9),
        numbering: Numbering::default(),
        items: vec![vec![paragraph("sembilan")], vec![paragraph("sepuluh")]],
    };
    Block::List {
        start: None,
        numbering: Numbering::default(),
        items: vec![
            vec![paragraph("Kedalaman 10 km")],
            vec![
                paragraph("Pusat gempa 74 km barat laut Maluku Tengah"),
                inner,
            ],
        ],
    }
}

pub fn header() -> Header {
    Header {
        title: "Gempa M 5,2 guncang Maluku, tidak berpotensi tsunami".to_owned(),
        facts: [
            "ANTARA",
            "Min 22 Nov 2026 07.41 WIB",
            "Rina Putri",
            "2 mnt baca",
        ]
        .map(str::to_owned)
        .to_vec(),
        image: None,
        ..Header::default()
    }
}

pub fn row_text(row: &Row) -> String {
    row.spans.iter().map(|span| span.text.as_str()).collect()
}

pub fn shown(layout: &Layout) -> String {
    let rows: Vec<String> = layout.rows.iter().map(row_text).collect();
    rows.join("\n")
}

/// Rows with the role of each span, for looking at the roles.
pub fn roles(document: &Document, columns: usize) -> String {
    let layout = lay_out(&Header::default(), document, columns);
    let mut out = String::new();
    for row in &layout.rows {
        let spans = row.spans.iter();
        let spans: Vec<String> = spans
            .map(|span| format!("{:?}({})", span.role, span.text))
            .collect();
        out.extend([spans.concat().as_str(), "\n"]);
    }
    out
}

#[test]
fn emoji_are_left_out_of_titles_and_text_but_no_title_is_lost() {
    let document = Document {
        blocks: vec![Block::Paragraph {
            content: vec![
                words("Pagi 🎉"),
                Inline::Strong {
                    content: vec![words(" ☕ hangat")],
                },
            ],
        }],
    };
    for (title, emoji, expected) in [
        ("🚀 Naik", Emoji::None, "Naik\n\nPagi hangat"),
        ("🚀 Naik", Emoji::Simple, "🚀 Naik\n\nPagi 🎉 ☕ hangat"),
        ("🚀🚀", Emoji::None, "🚀🚀\n\nPagi hangat"),
    ] {
        let header = Header {
            title: title.to_owned(),
            emoji,
            ..Header::default()
        };
        assert_eq!(shown(&lay_out(&header, &document, 40)), expected);
    }
}

#[test]
fn a_picture_is_called_what_the_reader_calls_it() {
    let document = Document {
        blocks: vec![Block::Image {
            url: "https://a.example/peta.png".to_owned(),
            alt: "Peta pusat gempa".to_owned(),
            caption: Vec::new(),
        }],
    };
    for (word, columns, expected) in [
        (Some("gambar"), 40, "╭ gambar ─"),
        (None, 40, "╭ image ─"),
        (Some("gambar"), 24, "[gambar] Peta"),
    ] {
        let header = Header {
            image: word.map(str::to_owned),
            ..Header::default()
        };
        let rows = lay_out(&header, &document, columns).rows;
        let text: Vec<String> = rows
            .iter()
            .map(|row| row.spans.iter().map(|span| span.text.as_str()).collect())
            .collect();
        assert!(text.iter().any(|row| row.starts_with(expected)), "{text:?}");
        let widths = text.iter().map(|row| kabar::text::width(row));
        assert!(widths.max() <= Some(columns));
    }
}
