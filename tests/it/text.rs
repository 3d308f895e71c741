//! Tests of the room `text`.

use kabar::text;
use kabar::text::emoji::Emoji;

mod bidi;
mod decode;
pub mod properties;
mod wrap;

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
            ("\u{1b}]0;not on its\nline\u{7}", "0;not on its line"),
            ("\u{1b}]0;another\u{9d}begins\u{7}", "0;another"),
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
fn emoji_are_reduced_kept_or_left_out_as_wanted() {
    for (input, simple, full, none) in [
        (
            "👨\u{200d}👩\u{200d}👧!",
            "👨!",
            "👨\u{200d}👩\u{200d}👧!",
            "!",
        ),
        ("👍🏽 baik", "👍 baik", "👍🏽 baik", "baik"),
        (
            "1\u{fe0f}\u{20e3} satu",
            "1 satu",
            "1\u{fe0f}\u{20e3} satu",
            "satu",
        ),
        ("ke 🇮🇩 pulang", "ke 🇮🇩 pulang", "ke 🇮🇩 pulang", "ke pulang"),
        ("cinta ❤\u{fe0f}", "cinta ❤", "cinta ❤\u{fe0f}", "cinta "),
        ("👨\u{200d} sendiri", "👨 sendiri", "👨 sendiri", "sendiri"),
        // What is a sign or a letter stays in any case.
        (
            "© ★★☆ → ㊗ 5️ #1",
            "© ★★☆ → ㊗ 5 #1",
            "© ★★☆ → ㊗ 5 #1",
            "© ★★☆ → ㊗ 5 #1",
        ),
        (
            "a\u{202e}\u{200d}b🏽",
            "a\u{200d}b",
            "a\u{200d}b",
            "a\u{200d}b",
        ),
    ] {
        for (wanted, shown) in [
            (Emoji::Simple, simple),
            (Emoji::Full, full),
            (Emoji::None, none),
        ] {
            assert_eq!(text::displayable_with(input, wanted), shown, "{wanted:?}");
        }
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
fn truncating_inside_keeps_what_a_path_ends_with() {
    for (input, columns, expected) in [
        ("~/Downloads/a.md", 16, "~/Downloads/a.md"),
        (
            "~/Downloads/welcome-to-kabar-a-newspaper.html",
            40,
            "~/Downloads/welcome-to-kabar-a-…per.html",
        ),
        (
            "~/Downloads/日本語日本語日本語日本語.md",
            34,
            "~/Downloads/日本語日本語日…本語.md",
        ),
        (
            "~/Downloads/welcome-to-kabar.md",
            20,
            "~/Downloads/welcome…",
        ),
    ] {
        let short = text::truncate_inside(input, columns);
        assert_eq!(short, expected, "{input} in {columns}");
        assert!(text::width(&short) <= columns);
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
