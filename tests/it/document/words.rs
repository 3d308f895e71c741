//! Tests of documents as words.

use kabar::document::Block;

use crate::document::{document, paragraph, sample, words};

#[test]
fn plain_text_is_the_story_without_captions() {
    insta::assert_snapshot!(sample().plain_text(), @r#"
    Jakarta — Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku pada Minggu pagi, menurut Badan Meteorologi, Klimatologi, dan Geofisika (BMKG). Tidak ada tsunami, kata BMKG.

    Imbauan

    Warga diimbau tetap tenang dan menjauhi bangunan yang retak.

    Sudah disiarkan.

    Kedalaman 10 km

    Pusat gempa 74 km barat laut Maluku Tengah

    sembilan

    sepuluh

    Kota | Skala | Jumlah korban dan pengungsi
    Ambon | IV | 12
    Masohi | III–IV | 1.204

    fn main() {
    	println!("gempa");
    }

    Satu
    dua
    "#);
}

#[test]
fn excerpts_end_at_a_word() {
    let story = document(vec![
        Block::Heading {
            level: 1,
            content: vec![words("Judul")],
        },
        paragraph("Gempa bumi mengguncang, Maluku  pada"),
        paragraph("Minggu pagi."),
    ]);
    for (chars, expected) in [
        (100, "Gempa bumi mengguncang, Maluku pada Minggu pagi."),
        (48, "Gempa bumi mengguncang, Maluku pada Minggu pagi."),
        (30, "Gempa bumi mengguncang…"),
        (7, "Gempa…"),
        (3, "Ge…"),
        (1, "…"),
        (0, ""),
    ] {
        assert_eq!(story.excerpt(chars), expected, "of {chars}");
    }
    assert_eq!(
        document(vec![paragraph("東京の気象庁は地震があった")]).excerpt(5),
        "東京の気…"
    );
}

#[test]
fn minutes_count_words_and_ideographs() {
    for (text, minutes) in [
        (String::new(), 0),
        ("kata".to_owned(), 1),
        ("kata ".repeat(600), 3),
        ("字".repeat(1200), 3),
        ("字 word".repeat(400), 3),
        ("ก".repeat(2000), 2),
    ] {
        assert_eq!(
            document(vec![paragraph(&text)]).minutes(),
            minutes,
            "of {} bytes",
            text.len()
        );
    }
}

#[test]
fn links_are_listed_once_in_order() {
    assert_eq!(
        sample().links(),
        [
            "https://www.bmkg.go.id/gempabumi/",
            "https://www.youtube.com/watch?v=1"
        ]
    );
}
