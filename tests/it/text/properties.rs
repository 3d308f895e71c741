//! Laws that hold for any string.

use kabar::text;
use kabar::text::decode::{Kind, decode};
use kabar::text::emoji::Emoji;
use kabar::text::wrap;
use proptest::prelude::*;
use unicode_normalization::is_nfc;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// As ratatui's `Buffer::set_stringn` gives cells, but for clusters.
fn painted(text: &str) -> usize {
    text.graphemes(true)
        .filter(|grapheme| !grapheme.contains(char::is_control))
        .map(|grapheme| {
            if text::is_cluster(grapheme) {
                // What terminals report of these stands in a test of its own.
                let letters: usize = grapheme.chars().filter_map(UnicodeWidthChar::width).sum();
                return letters.max(text::width(grapheme));
            }
            let marks = grapheme.matches(['\u{ff9e}', '\u{ff9f}']).count();
            grapheme.width() + marks
        })
        .sum()
}

fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(c, '\u{e0000}'..='\u{e007f}' | '\u{feff}')
}

#[test]
fn every_character_has_the_width_that_is_painted() {
    for c in '\u{0}'..='\u{1ffff}' {
        for text in [format!("{c}"), format!("a{c}b"), format!("日{c}{c}")] {
            assert_eq!(text::width(&text), painted(&text), "of {text:?}");
        }
    }
}

#[test]
fn a_cluster_takes_as_many_cells_as_terminals_give_its_letters() {
    // As tmux 3.3 and xterm 379 report where the cursor is after them.
    for (cluster, cells) in [
        ("ជា", 2),
        ("ជួ", 1),
        ("ផ្លូ", 2),
        ("តិ", 1),
        ("ស្ត្រ", 3),
        ("នៅ", 2),
        ("កោ", 2),
        ("ꦗꦮ", 2),
        ("न्म", 2),
        ("की", 2),
        ("க்ஷி", 3),
        ("কি", 2),
        ("မြ", 2),
        ("ກໍ", 1),
        ("นำ", 2),
        ("ന്ദ്രം", 4),
        // Signs that stand beside their letter.
        ("না", 2),
        ("কো", 2),
        ("ক্ষা", 3),
        ("ମା", 2),
        ("னா", 2),
        ("கௌ", 2),
        ("ಕೂ", 2),
        ("ಕ್ಕೂ", 3),
        ("ക്കാ", 3),
        ("මා", 2),
        ("ᬓᬵ", 2),
        ("ꦏ꧀", 2),
        ("-\u{9be}", 2),
    ] {
        assert_eq!(text::width(cluster), cells, "{cluster}");
        let is_cluster = text::is_cluster(cluster) || cluster == "นำ";
        assert_eq!(is_cluster, cells > 1, "{cluster}");
    }
    assert_eq!(text::width("বাংলাদেশে আজ"), 12);
    assert_eq!(text::width("தமிழ்நாடு"), 8);
}

#[test]
fn marks_add_the_width_that_is_painted() {
    for mark in ('\u{300}'..='\u{36f}')
        .chain('\u{591}'..='\u{670}')
        .chain('\u{e2f}'..='\u{e4f}')
    {
        for base in ['a', '=', '<', ' ', '日', 'ل', 'ا', 'ש', 'ก', '—', '€'] {
            let text = format!("{base}{mark}{base}{mark}{mark}ا");
            assert_eq!(text::width(&text), painted(&text), "of {text:?}");
        }
    }
}

#[test]
fn every_displayable_character_is_composed() {
    for c in '\u{0}'..='\u{1ffff}' {
        let shown = text::displayable(c.encode_utf8(&mut [0; 4])).into_owned();
        assert!(is_nfc(&shown), "of U+{:04X}", c as u32);
    }
}

#[test]
fn every_displayable_character_stays_within_two_cells() {
    for c in '\u{0}'..='\u{1ffff}' {
        let shown = text::displayable(c.encode_utf8(&mut [0; 4])).into_owned();
        let cells = text::width(&shown);
        assert!(
            cells <= 2 * shown.chars().count(),
            "{shown:?} takes {cells}"
        );
        assert_eq!(text::displayable(&shown), shown, "of U+{:04X}", c as u32);
    }
}

/// Strings of what hurts: escapes, marks, joiners, emoji, wide and narrow letters.
pub fn rough_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z,. ]{1,8}",
        1 => "[\\x00-\\x20\\x7f-\\x9f]",
        1 => Just("\u{1b}[3".to_owned()),
        1 => Just("\u{1b}]0;".to_owned()),
        1 => "[\u{300}-\u{310}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{fe0f}\u{feff}\u{ad}\u{20e3}]",
        1 => "[👨👩🏽❄🏳🌈🇮🇩1#]",
        1 => "[日本語、。「」한국\u{1100}\u{1161}\u{11a8}ｶﾞﾟ]{1,4}",
        1 => "[กขคแเ้ำ]{1,6}",
        1 => "[কাোெநாழ்ಕೂക്ാ]{1,6}",
        1 => "[कषि्\u{200d}\u{200c}]{1,4}",
        1 => "[لاب\u{64e}שׁ]{1,4}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn harmless_is_idempotent_and_lets_nothing_out(input in rough_text()) {
        let line = text::harmless(&input);
        prop_assert!(!line.contains(is_control), "{line:?}");
        prop_assert_eq!(text::harmless(&line), line.clone());
        prop_assert!(!line.contains("  ") && line.trim() == line);
        let lines = text::harmless_lines(&input);
        prop_assert!(!lines.replace('\n', "").contains(is_control));
        prop_assert_eq!(text::harmless_lines(&lines), lines);
    }

    #[test]
    fn displayable_is_idempotent_and_safe(input in rough_text()) {
        let shown = text::displayable(&input).into_owned();
        prop_assert!(!shown.contains(is_control), "{shown:?}");
        prop_assert_eq!(text::displayable(&shown), shown.clone());
        prop_assert_eq!(text::width(&shown), painted(&shown));
        for wanted in [Emoji::Full, Emoji::None] {
            let shown = text::displayable_with(&input, wanted).into_owned();
            prop_assert!(!shown.contains(is_control), "{shown:?}");
            prop_assert_eq!(text::displayable_with(&shown, wanted), shown.clone());
            prop_assert_eq!(text::width(&shown), painted(&shown));
        }
    }

    #[test]
    fn truncated_text_fits(input in rough_text(), columns in 0_usize..30) {
        let shown = text::displayable(&input);
        prop_assert!(text::width(&text::truncate(&shown, columns)) <= columns);
    }

    #[test]
    fn wrapping_loses_and_moves_nothing(input in rough_text(), columns in 1_usize..30) {
        let shown = text::displayable(&input).into_owned();
        let lines = wrap::wrap(&shown, columns);
        let mut kept = String::new();
        let mut end = 0;
        for line in lines {
            prop_assert!(line.start >= end);
            end = line.end;
            let line = shown.get(line).expect("a line of the text");
            let is_single = line.graphemes(true).filter(|part| text::width(part) > 0).count() == 1;
            prop_assert!(text::width(line) <= columns || is_single, "{line:?}");
            prop_assert_eq!(wrap::wrap(line, columns.max(text::width(line))).len(), usize::from(!line.trim().is_empty()));
            kept.push_str(line);
        }
        let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(dense(&kept), dense(&shown));
        let pieces = wrap::cut(&shown, columns, columns);
        prop_assert_eq!(pieces.concat(), shown);
    }

    #[test]
    fn lines_end_only_between_graphemes(input in rough_text()) {
        let boundaries: Vec<usize> = input.grapheme_indices(true).map(|(at, _)| at).chain([input.len()]).collect();
        let breaks = wrap::breaks(&input);
        prop_assert!(breaks.is_sorted());
        prop_assert!(breaks.iter().all(|at| boundaries.contains(at)));
        prop_assert_eq!(breaks.last().copied().unwrap_or(0), input.len());
    }

    #[test]
    fn fold_is_idempotent(input in rough_text()) {
        let folded = text::fold(&input);
        prop_assert_eq!(text::fold(&folded), folded);
    }

    #[test]
    fn decode_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200), label in "[a-z0-9-]{0,12}") {
        for kind in [Kind::Xml, Kind::Html, Kind::Json, Kind::Plain] {
            let _ = decode(&bytes, None, kind);
            let _ = decode(&bytes, Some(&format!("text/html; charset={label}")), kind);
        }
    }
}
