//! Tests of bytes turned into text.

use kabar::text::decode::{Kind, decode};

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

/// What is spoilt in a text of ASCII is no reason to take it for Turkish, and is told.
#[test]
fn some_stray_bytes_in_plain_text_are_no_alphabet_of_their_own() {
    let told = |bytes: &[u8], content_type| decode(bytes, content_type, Kind::Xml).warnings;
    for (bytes, expected, warning) in [
        (
            &b"<a>A bad \xff\xfe byte</a>"[..],
            "<a>A bad \u{ff}\u{fe} byte</a>",
            "2 bytes are not UTF-8 and were read as windows-1252",
        ),
        (
            b"<a>Caf\xe9 na\xefve b\xfd</a>",
            "<a>Caf\u{e9} na\u{ef}ve b\u{fd}</a>",
            "3 bytes are not UTF-8 and were read as windows-1252",
        ),
        (
            b"<a>\xcd\xee\xe2\xee\xf1\xf2\xe8 \xe4\xed\xff</a>",
            "<a>\u{41d}\u{43e}\u{432}\u{43e}\u{441}\u{442}\u{438} \u{434}\u{43d}\u{44f}</a>",
            "no encoding is declared, and it is not UTF-8: read as windows-1251",
        ),
    ] {
        let decoded = decode(bytes, None, Kind::Xml);
        assert_eq!(decoded.text, expected);
        assert_eq!(decoded.warnings, [warning]);
    }
    let declared = Some("text/xml; charset=utf-8");
    assert_eq!(
        told(b"<a>A bad \xff\xfe byte</a>", declared),
        ["2 bytes are not UTF-8 and were read as windows-1252"]
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
    // One character of UTF-8 is seldom an accident: one bad byte beside it is.
    check_decoded(
        b"a\xffb, caf\xc3\xa9",
        declared,
        Kind::Html,
        ("aÿb, café", "UTF-8", 1),
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
