//! Tests of the room `text`.

use kabar::text;
use kabar::text::decode::{Kind, decode};
use kabar::text::wrap;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

#[track_caller]
fn check(subject: fn(&str) -> String, cases: &[(&str, &str)]) {
    for (input, expected) in cases {
        assert_eq!(subject(input), *expected, "of {input:?}");
    }
}

#[test]
fn harmless_drops_what_a_terminal_obeys() {
    check(
        text::harmless,
        &[
            ("Harga naik", "Harga naik"),
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("a\u{1b}[38;5;1;48:2 qb", "ab"),
            ("\u{9b}2Jclean", "clean"),
            ("\u{1b}]0;title\u{7}words", "words"),
            (
                "\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\ end",
                "link end",
            ),
            ("\u{9d}52;c;aGk=\u{9c}clip", "clip"),
            ("\u{1b}Pq#0\u{1b}\\sixel", "sixel"),
            ("\u{90}q\u{9c}sixel", "sixel"),
            ("\u{1b}_Ga=T\u{1b}\\kitty", "kitty"),
            ("\u{1b}^private\u{1b}\\x", "x"),
            ("\u{1b}Xstart\u{1b}\\x", "x"),
            ("\u{1b}ccleared", "cleared"),
            ("\u{1b}(0line", "line"),
            ("\u{1b}#8test", "test"),
            ("\u{1b}]0;never ended", "0;never ended"),
            ("\u{1b}]0;cut by\u{1b}[31m another", " another".trim_start()),
            ("\u{1b}", ""),
            ("\u{1b}[", ""),
            ("\u{1b}[31", ""),
            (
                "bell\u{7} back\u{8} del\u{7f} nul\u{0} c1\u{84}",
                "bell back del nul c1",
            ),
            ("spoof \u{202e}gpj.exe\u{202c}", "spoof gpj.exe"),
            (
                "\u{2066}a\u{2067}b\u{2068}c\u{2069}\u{200e}\u{200f}\u{61c}",
                "abc",
            ),
            ("tag\u{e0041}\u{e007f}s", "tags"),
            ("\u{feff}mark", "mark"),
            ("soft\u{ad}hyphen", "softhyphen"),
        ],
    );
}

#[test]
fn harmless_folds_white_space_and_keeps_meaning() {
    check(
        text::harmless,
        &[
            ("  two \t\r\n words  ", "two words"),
            ("line\u{2028}and\u{2029}paragraph", "line and paragraph"),
            ("Rp\u{a0}10", "Rp\u{a0}10"),
            ("a \u{a0} b\u{a0}", "a b"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("क्\u{200d}ष", "क्\u{200d}ष"),
            ("👨\u{200d}👩", "👨\u{200d}👩"),
            ("\u{301}alone", "alone"),
            ("e\u{301}", "e\u{301}"),
            (
                "z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}!",
                "z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}!",
            ),
        ],
    );
}

#[test]
fn harmless_lines_keeps_lines() {
    check(
        text::harmless_lines,
        &[
            ("fn main() {\n\tx();\r\n}\r", "fn main() {\n    x();\n}\n"),
            ("  a  b\u{2028}c", "  a  b\nc"),
            ("\u{1b}[1mbold\u{1b}[0m\u{b}x", "bold x"),
        ],
    );
}

#[test]
fn displayable_has_the_width_that_terminals_agree_on() {
    // As measured in ratatui, tmux, xterm and kitty; text, what is shown, cells.
    for (input, shown, cells) in [
        ("Gempa 5,2", "Gempa 5,2", 9),
        ("日本語", "日本語", 6),
        ("한국어", "한국어", 6),
        ("ไทย", "ไทย", 3),
        ("لا", "لا", 2),
        ("❄\u{fe0f}", "❄", 1),
        ("1\u{fe0f}\u{20e3}", "1", 1),
        ("👨\u{200d}👩\u{200d}👧\u{200d}👦!", "👨!", 3),
        ("👍🏽", "👍", 2),
        ("👩🏽\u{200d}🚀 x", "👩 x", 4),
        ("🏳\u{fe0f}\u{200d}🌈", "🏳", 1),
        ("⌚\u{fe0e}", "⌚", 2),
        ("🇮🇩", "🇮🇩", 2),
        ("ｶﾞ", "ガ", 2),
        ("ﾊﾟｿｺﾝ｡", "パソコン。", 10),
        ("ﾞ", "゛", 2),
        ("\u{1112}\u{1161}\u{11ab}", "한", 2),
        ("e\u{301}", "é", 1),
        ("soft\u{ad}hyphen", "softhyphen", 10),
        ("a\u{200b}b", "ab", 2),
        ("ไทย\u{200b}คำ", "ไทย\u{200b}คำ", 5),
        ("—⸺⸻", "——————", 6),
        ("tab\there", "tab here", 8),
        ("می\u{200c}خواهم", "می\u{200c}خواهم", 7),
        ("क्षि", "क्षि", 3),
        ("😀\tx", "😀 x", 4),
    ] {
        assert_eq!(text::displayable(input), shown, "of {input:?}");
        assert_eq!(text::width(shown), cells, "of {shown:?}");
    }
}

#[test]
fn truncate_ends_with_an_ellipsis_inside_the_room() {
    for (input, columns, expected) in [
        ("kabar", 5, "kabar"),
        ("kabar", 4, "kab…"),
        ("kabar baik", 7, "kabar…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("日本語", 2, "…"),
        ("日", 1, "…"),
        ("x", 0, ""),
        ("", 3, ""),
    ] {
        assert_eq!(
            text::truncate(input, columns),
            expected,
            "{input} in {columns}"
        );
    }
}

#[test]
fn fold_makes_alike_what_a_person_types() {
    check(
        text::fold,
        &[
            ("JAKARTA", "jakarta"),
            ("Café Ñandú", "cafe nandu"),
            ("Łódź Ærø", "lodz æro"),
            ("İstanbul ısı", "istanbul isi"),
            ("Straße", "straße"),
            ("ＡＢＣ", "abc"),
            ("が", "が"),
            ("مُحَمَّد", "محمد"),
            ("Việt", "viet"),
            ("й", "и"),
        ],
    );
}

#[track_caller]
fn check_decoded(
    bytes: &[u8],
    content_type: Option<&str>,
    kind: Kind,
    expected: (&str, &str, usize),
) {
    let decoded = decode(bytes, content_type, kind);
    assert_eq!(
        (
            decoded.text.as_str(),
            decoded.encoding,
            decoded.warnings.len()
        ),
        expected,
        "warnings: {:?}",
        decoded.warnings
    );
}

fn utf_16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

#[test]
fn decode_weighs_the_evidence() {
    check_decoded(b"", None, Kind::Xml, ("", "UTF-8", 0));
    check_decoded("é".as_bytes(), None, Kind::Plain, ("é", "UTF-8", 0));
    check_decoded(
        b"\xef\xbb\xbfx\xc3\xa9",
        Some("text/xml; charset=latin1"),
        Kind::Xml,
        ("xé", "UTF-8", 0),
    );
    check_decoded(
        b"\xe9t\xe9",
        Some("text/xml;charset=\"ISO-8859-1\""),
        Kind::Xml,
        ("été", "windows-1252", 0),
    );
    let xml = b"<?xml version='1.0' encoding='koi8-r'?><a>\xee\xcf</a>";
    check_decoded(
        xml,
        None,
        Kind::Xml,
        (
            "<?xml version='1.0' encoding='koi8-r'?><a>Но</a>",
            "KOI8-R",
            0,
        ),
    );
    let html = b"<!-- <meta charset=big5> --><META http-equiv=x content='text/html; charset=Shift_JIS'>\x93\xfa";
    let text =
        "<!-- <meta charset=big5> --><META http-equiv=x content='text/html; charset=Shift_JIS'>日";
    check_decoded(html, None, Kind::Html, (text, "Shift_JIS", 0));
    check_decoded(
        b"{\"a\":\"\xc3\xa9\"}",
        Some("application/json"),
        Kind::Json,
        ("{\"a\":\"é\"}", "UTF-8", 0),
    );
}

#[test]
fn decode_knows_wide_text_with_and_without_a_mark() {
    let xml = "<?xml version=\"1.0\"?><rss><title>Naïve 日本</title></rss>";
    for big in [false, true] {
        let name = if big { "UTF-16BE" } else { "UTF-16LE" };
        check_decoded(&utf_16(xml, big), None, Kind::Xml, (xml, name, 0));
        check_decoded(
            &utf_16(&format!("\u{feff}{xml}"), big),
            None,
            Kind::Xml,
            (xml, name, 0),
        );
        check_decoded(
            &utf_16(xml, big),
            Some("text/xml; charset=utf-8"),
            Kind::Xml,
            (xml, name, 1),
        );
        check_decoded(
            &utf_16(xml, big),
            Some("text/xml; charset=utf-16"),
            Kind::Xml,
            (xml, name, 0),
        );
    }
    let lie = "<?xml version='1.0' encoding='utf-16'?><a>é</a>";
    check_decoded(lie.as_bytes(), None, Kind::Xml, (lie, "UTF-8", 0));
    check_decoded(
        b"plain",
        Some("text/xml; charset=utf-16"),
        Kind::Xml,
        ("plain", "UTF-8", 1),
    );
    check_decoded(
        b"\xff\xfe\0\0a\0\0\0",
        None,
        Kind::Plain,
        ("a", "UTF-32LE", 0),
    );
}

#[test]
fn decode_survives_lies() {
    let declared = Some("text/html; charset=utf-8");
    let mixed = "Höhe und Größe für alle, caf"
        .bytes()
        .chain(*b"\xe9")
        .chain("!".bytes())
        .collect::<Vec<_>>();
    check_decoded(
        &mixed,
        declared,
        Kind::Html,
        ("Höhe und Größe für alle, café!", "UTF-8", 1),
    );
    check_decoded(
        &mixed,
        None,
        Kind::Html,
        ("Höhe und Größe für alle, café!", "UTF-8", 1),
    );
    let latin = "Les élèves français étaient à la fête près de la forêt";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(latin);
    check_decoded(&bytes, declared, Kind::Html, (latin, "windows-1252", 1));
    check_decoded(
        latin.as_bytes(),
        Some("text/html; charset=iso-8859-1"),
        Kind::Html,
        (latin, "UTF-8", 1),
    );
    check_decoded(
        "naïve".as_bytes(),
        Some("text/html; charset=us-ascii"),
        Kind::Html,
        ("naïve", "UTF-8", 1),
    );
    check_decoded(
        "cut ö off ö".as_bytes().split_last().expect("bytes").1,
        declared,
        Kind::Html,
        ("cut ö off ", "UTF-8", 1),
    );
    check_decoded(
        "x é".as_bytes(),
        Some("text/html; charset=klingon"),
        Kind::Html,
        ("x é", "UTF-8", 1),
    );
}

#[test]
fn decode_reads_names_that_are_almost_right() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Привет, мир, как дела");
    for label in ["cp1251", "windows1251", "win-1251", "WINDOWS-1251"] {
        let header = format!("text/html; charset={label}");
        let decoded = decode(&bytes, Some(&header), Kind::Html);
        assert_eq!(decoded.text, "Привет, мир, как дела", "for {label}");
    }
}

#[test]
fn decode_detects_what_nobody_declared() {
    for (encoding, words) in [
        (
            encoding_rs::WINDOWS_1251,
            "Правительство объявило о новых мерах поддержки экономики страны",
        ),
        (
            encoding_rs::SHIFT_JIS,
            "東京の気象庁は、きょう未明に地震があったと発表しました",
        ),
        (
            encoding_rs::EUC_JP,
            "東京の気象庁は、きょう未明に地震があったと発表しました",
        ),
        (
            encoding_rs::ISO_2022_JP,
            "東京の気象庁は、きょう未明に地震があったと発表しました",
        ),
        (
            encoding_rs::GBK,
            "中国政府今天宣布了新的经济政策，支持中小企业的发展",
        ),
        (
            encoding_rs::BIG5,
            "政府今天宣布了新的經濟政策，支持中小企業的發展",
        ),
        (
            encoding_rs::EUC_KR,
            "정부는 오늘 새로운 경제 정책을 발표했다고 밝혔습니다",
        ),
        (
            encoding_rs::WINDOWS_874,
            "รัฐบาลประกาศนโยบายเศรษฐกิจใหม่เพื่อสนับสนุนธุรกิจขนาดเล็ก",
        ),
    ] {
        let (bytes, _, _) = encoding.encode(words);
        let decoded = decode(&bytes, None, Kind::Plain);
        assert_eq!(decoded.text, words, "as {}", decoded.encoding);
    }
}

#[track_caller]
fn check_lines(text: &str, columns: usize, expected: &[&str]) {
    let lines = wrap::wrap(text, columns);
    let lines: Vec<&str> = lines.into_iter().map(|line| &text[line]).collect();
    assert_eq!(lines, expected, "in {columns} columns");
}

#[test]
fn lines_break_where_a_reader_expects() {
    check_lines("", 10, &[]);
    check_lines("  ", 10, &[]);
    check_lines("word", 0, &[]);
    check_lines("Harga beras naik lagi", 12, &["Harga beras", "naik lagi"]);
    check_lines("Harga beras  naik ", 11, &["Harga beras", "naik"]);
    check_lines("negara-negara ASEAN", 8, &["negara-", "negara", "ASEAN"]);
    check_lines(
        "di Jl. Merdeka (Selatan)!",
        10,
        &["di Jl.", "Merdeka", "(Selatan)!"],
    );
    check_lines("abcdefghij kl", 4, &["abcd", "efgh", "ij", "kl"]);
    check_lines(
        "lihat https://kabar.example/arsip/2026-11",
        20,
        &["lihat https://", "kabar.example/", "arsip/2026-11"],
    );
    check_lines(
        "bait satu\nbait dua\n\nakhir",
        20,
        &["bait satu", "bait dua", "", "akhir"],
    );
    check_lines("Rp\u{a0}10.000 naik", 10, &["Rp\u{a0}10.000", "naik"]);
}

#[test]
fn lines_break_in_scripts_without_spaces() {
    // Neither 、 nor 。 begins a line, no bracket ends one.
    check_lines(
        "東京の気象庁は、地震が「あった」。",
        14,
        &["東京の気象庁", "は、地震が", "「あった」。"],
    );
    check_lines("รัฐบาลประกาศนโยบายใหม่", 12, &["รัฐบาลประกาศ", "นโยบายใหม่"]);
    check_lines("한국어 문장입니다", 8, &["한국어", "문장입니", "다"]);
    check_lines("日", 1, &["日"]);
}

#[test]
fn code_is_cut_at_the_edge() {
    assert_eq!(wrap::cut("  let x = 1;", 6), ["  let ", "x = 1;"]);
    assert_eq!(wrap::cut("日本語", 5), ["日本", "語"]);
    assert_eq!(wrap::cut("", 5), [""]);
}

/// As ratatui's `Buffer::set_stringn` gives cells.
fn painted(text: &str) -> usize {
    text.graphemes(true)
        .filter(|grapheme| !grapheme.contains(char::is_control))
        .map(|grapheme| {
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
            let line = &shown[line];
            let is_single = line.graphemes(true).filter(|part| part.width() > 0).count() == 1;
            prop_assert!(text::width(line) <= columns || is_single, "{line:?}");
            prop_assert_eq!(wrap::wrap(line, columns.max(text::width(line))).len(), usize::from(!line.trim().is_empty()));
            kept.push_str(line);
        }
        let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(dense(&kept), dense(&shown));
        let pieces = wrap::cut(&shown, columns);
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
