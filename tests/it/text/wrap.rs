//! Tests of where lines end.

use kabar::text::wrap;

#[track_caller]
fn check_lines(text: &str, columns: usize, expected: &[&str]) {
    let lines = wrap::wrap(text, columns);
    let lines: Vec<&str> = lines
        .into_iter()
        .filter_map(|line| text.get(line))
        .collect();
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
    for (line, first, rest, expected) in [
        ("  let x = 1;", 6, 6, &["  let ", "x = 1;"][..]),
        ("日本語", 5, 5, &["日本", "語"]),
        ("", 5, 5, &[""]),
        // A blank goes before a mark, and a mark before the edge; only in the second half.
        ("call(first, second)", 14, 12, &["call(first, ", "second)"]),
        ("path/to/a/file", 9, 9, &["path/to/", "a/file"]),
        ("a bcdefghijkl", 8, 8, &["a bcdefg", "hijkl"]),
        ("abcdefghij", 4, 3, &["abcd", "efg", "hij"]),
    ] {
        assert_eq!(wrap::cut(line, first, rest), expected, "{line}");
    }
}
