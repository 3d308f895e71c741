//! Tests of documents as rows.

use kabar::document::layout::{Header, Lead, Note, Role, Row, layout};
use kabar::document::{Block, Definition, Document, Figures, Inline, Numbering, html, markdown};
use kabar::text::bidi;
use kabar::view::theme::Theme;
use ratatui::style::Modifier;

use crate::document::{
    cells, document, header, link, paragraph, roles, row_text, sample, shown, words,
};

#[test]
fn same_address_same_number() {
    let layout = layout(&header(), &sample(), 66);
    assert_eq!(
        layout.links,
        [
            "https://www.bmkg.go.id/gempabumi/",
            "https://www.youtube.com/watch?v=1"
        ]
    );
    let numbers: Vec<Option<usize>> = layout
        .rows
        .iter()
        .flat_map(|row| &row.spans)
        .filter(|span| span.role == Role::LinkNumber)
        .map(|span| span.lead.and_then(Lead::link))
        .collect();
    assert_eq!(numbers, [Some(0), Some(0), Some(1), Some(0), Some(1)]);
}

#[test]
fn figures_stand_closer_before_a_table_is_taken_apart() {
    let cell = |text: &str| vec![words(text)];
    let row = |name: &str, figure: &str| vec![cell(name), cell(figure), cell(figure), cell(figure)];
    let story = |figure: &str| {
        document(vec![Block::Table {
            head: row("Kota", "mm"),
            rows: vec![row("Bogor", figure)],
        }])
    };
    let first = |figure: &str, columns| {
        let layout = layout(&Header::default(), &story(figure), columns);
        row_text(&layout.rows[0])
    };
    assert_eq!(first("1,20", 23), "Kota     mm    mm    mm");
    assert_eq!(first("1,20", 20), "Kota    mm   mm   mm");
    assert_eq!(first("1,20", 19), "Kota: Bogor");
    // Words need the room between them.
    assert_eq!(first("abcd", 20), "Kota: Bogor");
}

#[test]
fn notes_and_their_marks_lead_to_each_other() {
    let marked = |number| Block::Paragraph {
        content: vec![words("Satu"), Inline::Note { number }, words(" dua.")],
    };
    let text = |row: &Row| row_text(row);
    let notes = Block::List {
        start: Some(1),
        numbering: Numbering::default(),
        items: vec![vec![paragraph("Arsip kota")], vec![paragraph("Laporan")]],
    };
    let listed = layout(
        &Header::default(),
        &document(vec![marked(1), marked(2), notes]),
        66,
    );
    let rows: Vec<String> = listed.rows.iter().map(text).collect();
    assert_eq!(
        rows,
        [
            "Satu¹ dua.",
            "",
            "Satu² dua.",
            "",
            "1. Arsip kota",
            "2. Laporan"
        ]
    );
    let place = |number, mark, row| Note { number, mark, row };
    assert_eq!(listed.notes, [place(1, 0, 4), place(2, 2, 5)]);
    assert!(listed.links.is_empty());

    let note = Block::Paragraph {
        content: vec![Inline::Note { number: 1 }, words(" Arsip kota")],
    };
    let told = layout(&Header::default(), &document(vec![marked(1), note]), 66);
    assert_eq!(told.notes, [place(1, 0, 2)]);

    // A mark whose note is not there leads nowhere.
    let alone = layout(&Header::default(), &document(vec![marked(1)]), 66);
    assert!(alone.notes.is_empty());
    let mut spans = alone.rows.iter().flat_map(|row| &row.spans);
    assert!(spans.all(|span| span.lead.is_none()));
}

#[test]
fn a_number_never_parts_from_its_word() {
    let story = document(vec![Block::Paragraph {
        content: vec![
            words("地震が"),
            link("https://x.example", "発表した"),
            words("という"),
        ],
    }]);
    for columns in 5..30 {
        let layout = layout(&Header::default(), &story, columns);
        let body = layout.rows.iter().filter(|row| row.block == 0);
        assert!(
            body.map(row_text).all(|row| !row.starts_with("[1]")),
            "in {columns} columns"
        );
    }
}

#[test]
fn datelines_are_told_from_sentences() {
    for (start, dateline) in [
        ("Jakarta — Gempa bumi", "Jakarta —"),
        ("Suara.com - Gempa bumi", "Suara.com -"),
        ("JAKARTA, KOMPAS.com — Gempa", "JAKARTA, KOMPAS.com —"),
        ("JAKARTA, KOMPAS.com – Gempa", "JAKARTA, KOMPAS.com –"),
        ("LONDON (AP) — A storm", "LONDON (AP) —"),
        (
            "WASHINGTON, Nov 22 (Reuters) - The",
            "WASHINGTON, Nov 22 (Reuters) -",
        ),
        (
            "Jakarta, CNN Indonesia -- Gempa",
            "Jakarta, CNN Indonesia --",
        ),
        ("Jakarta (ANTARA) - Gempa", "Jakarta (ANTARA) -"),
        ("TEMPO.CO, Jakarta - Gempa", "TEMPO.CO, Jakarta -"),
        ("Ambon—“Tenang,” katanya", "Ambon—"),
        ("東京 — 気象庁は", "東京 —"),
        ("Harga naik - katanya", ""),
        ("Presiden Joko Widodo — yang hadir", ""),
        ("Menurut dia harga beras — Rp12.000", ""),
        ("Covid-19 menyebar", ""),
        ("Skor 2-1 untuk Persib", ""),
        ("“Ya” — Dia", ""),
        ("Tanpa garis", ""),
        (
            "Ho Chi Minh City, Vietnam — Banjir",
            "Ho Chi Minh City, Vietnam —",
        ),
        ("Bandung: Banjir surut", "Bandung:"),
        ("Bandung, Jawa Barat: Banjir surut", "Bandung, Jawa Barat:"),
        ("WASHINGTON: The", "WASHINGTON:"),
        ("KOTA MARUDU: Seorang", "KOTA MARUDU:"),
        ("नई दिल्ली: सरकार ने", "नई दिल्ली:"),
        ("القاهرة: قال", "القاهرة:"),
        (
            "北京11月22日电（记者王小明）今天",
            "北京11月22日电（记者王小明）",
        ),
        ("新华社北京11月22日电 今天", "新华社北京11月22日电"),
        ("本报讯（记者 王小明）昨天", "本报讯（记者 王小明）"),
        ("（东京讯）今天", "（东京讯）"),
        (
            "（中央社記者王小明台北22日電）今天",
            "（中央社記者王小明台北22日電）",
        ),
        ("【東京＝山田太郎】気象庁は", "【東京＝山田太郎】"),
        ("【ワシントン共同】米国の", "【ワシントン共同】"),
        (
            "［東京 22日 ロイター］ - 気象庁は",
            "［東京 22日 ロイター］ -",
        ),
        (
            "(서울=연합뉴스) 김하늘 기자 = 정부는",
            "(서울=연합뉴스) 김하늘 기자 =",
        ),
        ("[서울=뉴시스] 정부는 a = b", "[서울=뉴시스]"),
        ("Catatan: Harga naik", ""),
        ("CATATAN: Harga naik", ""),
        ("VIDEO: Harga naik", ""),
        ("BMKG: Tidak ada", ""),
        ("Bandung: 3 orang dan katanya", "Bandung:"),
        ("Jakarta: kota besar", ""),
        ("Kata dia: Harga naik", ""),
        ("नोट: सरकार ने", ""),
        ("（東京）気象庁は", ""),
        ("【速報】気象庁は", ""),
        ("【独自】気象庁は＝", ""),
        ("(a=b) Rumus", ""),
        ("11月22日，北京", ""),
        ("昨日の電話", ""),
        ("12月1日电影节开幕", ""),
        ("北京12月1日电影节开幕", ""),
    ] {
        let layout = layout(&Header::default(), &document(vec![paragraph(start)]), 80);
        let found: String = layout.rows[0]
            .spans
            .iter()
            .filter(|span| span.role == Role::Dateline)
            .map(|span| span.text.as_str())
            .collect();
        assert_eq!(found, dateline, "of {start:?}");
    }
}

#[test]
fn a_place_is_a_dateline_only_in_the_opening() {
    let story = document(vec![
        paragraph("Awal cerita."),
        paragraph("Jakarta — Gempa"),
        paragraph("BOGOR (AP) — Hujan"),
    ]);
    insta::assert_snapshot!(roles(&story, 40), @r#"
    Text(Awal cerita.)

    Text(Jakarta — Gempa)

    Dateline(BOGOR (AP) —)Text( Hujan)
    "#);
}

#[test]
fn what_is_struck_out_is_struck_out_wherever_it_stands() {
    let struck = |text: &str| Inline::Struck {
        content: vec![Inline::Strong {
            content: vec![Inline::Text {
                text: text.to_owned(),
            }],
        }],
    };
    let heading = Block::Heading {
        level: 2,
        content: vec![struck("Lama")],
    };
    let text = Block::Paragraph {
        content: vec![
            struck("Rp10.000"),
            Inline::Text {
                text: " Rp9.000".to_owned(),
            },
        ],
    };
    let story = document(vec![text, heading]);
    insta::assert_snapshot!(roles(&story, 40), @r#"
    Struck(Rp10.000)Text( Rp9.000)

    Struck(Lama)
    "#);
    assert_eq!(
        markdown::markdown(&story),
        "~~**Rp10.000**~~ Rp9.000\n\n## ~~**Lama**~~\n"
    );
    for theme in [Theme::terminal(), Theme::terminal_light(), Theme::mono()] {
        let style = theme.span(Role::Struck);
        assert!(style.add_modifier.contains(Modifier::CROSSED_OUT));
    }
}

#[test]
fn a_place_behind_a_standfirst_is_a_dateline() {
    let standfirst = Block::Paragraph {
        content: vec![Inline::Strong {
            content: vec![Inline::Text {
                text: "Gempa terasa di tiga kota.".to_owned(),
            }],
        }],
    };
    let story = document(vec![standfirst, paragraph("Jakarta — Gempa")]);
    insta::assert_snapshot!(roles(&story, 40), @r#"
    Strong(Gempa terasa di tiga kota.)

    Dateline(Jakarta —)Text( Gempa)
    "#);
}

#[test]
fn a_standfirst_is_set_apart_and_behind_it_the_story_begins() {
    let standfirst = Block::Standfirst {
        content: vec![words("Gempa terasa di tiga kota.")],
    };
    let story = document(vec![standfirst, paragraph("Jakarta — Gempa")]);
    insta::assert_snapshot!(roles(&story, 40), @r#"
    Standfirst(Gempa terasa di tiga kota.)

    Dateline(Jakarta —)Text( Gempa)
    "#);
    let text = "Gempa terasa di tiga kota.\n\nJakarta — Gempa";
    assert_eq!(story.plain_text(), text);
    assert_eq!(markdown::markdown(&story).trim(), text);
    assert_eq!(
        story.excerpt(80),
        "Gempa terasa di tiga kota. Jakarta — Gempa"
    );
}

#[test]
fn lists_have_the_numbers_that_are_theirs() {
    let list = |start, name: &str, is_reversed, items: usize| Block::List {
        start: Some(start),
        numbering: Numbering {
            figures: Figures::of(name),
            is_reversed,
        },
        items: vec![vec![paragraph("x")]; items],
    };
    let story = document(vec![
        list(10, "1", true, 3),
        list(1, "I", false, 3),
        list(1, "a", false, 2),
    ]);
    insta::assert_snapshot!(shown(&layout(&Header::default(), &story, 30)), @r#"
    10. x
     9. x
     8. x

      I. x
     II. x
    III. x

    a. x
    b. x
    "#);
}

#[test]
fn a_table_that_runs_from_right_to_left_stands_at_the_right() {
    let table = |head: &[&str], rows: &[&[&str]]| {
        let table = Block::Table {
            head: cells(head),
            rows: rows.iter().map(|row| cells(row)).collect(),
        };
        layout(&Header::default(), &document(vec![table]), 30).rows
    };
    let ordered = |row: &Row| -> String {
        let letters: Vec<char> = row_text(row).chars().collect();
        let order = bidi::order(&row.levels);
        assert_eq!(order.len(), letters.len());
        order.into_iter().map(|at| letters[at]).collect()
    };
    let rows = table(
        &["אבג", "דה", "ו"],
        &[&["זח", "1.5", "USA"], &["ט", "12", "x 3"]],
    );
    let shown: Vec<String> = rows.iter().map(ordered).collect();
    // The first column at the right, figures flush right in theirs, what runs from left to right in its own order.
    assert_eq!(
        shown,
        [
            "ו   הד  גבא",
            "─────────────",
            "USA  1.5   חז",
            "x 3   12    ט"
        ]
    );
    assert!(rows.iter().all(|row| row.rtl));
    let rows = table(&["Kota", "אבג"], &[&["Bogor", "1"]]);
    assert!(rows.iter().all(|row| !row.rtl));
}

#[test]
fn terms_of_one_meaning_stand_together() {
    let entry = |term: &str, meaning: &[&str]| Definition {
        term: vec![words(term)],
        meaning: meaning.iter().map(|text| paragraph(text)).collect(),
    };
    let story = document(vec![Block::Definitions {
        entries: vec![
            entry("Kaisan", &[]),
            entry("Kaesan", &["satu", "dua"]),
            entry("Garam", &["tiga"]),
        ],
    }]);
    insta::assert_snapshot!(shown(&layout(&Header::default(), &story, 30)), @r#"
    Kaisan
    Kaesan
        satu

        dua

    Garam
        tiga
    "#);
    assert!(markdown::markdown(&story).starts_with("- **Kaisan**\n- **Kaesan**\n"));
}

#[test]
fn tables_without_a_head_are_pairs_or_records() {
    let wide = "nilai yang panjang sekali sehingga tidak muat";
    let pairs = Block::Table {
        head: vec![],
        rows: vec![cells(&["Nama", wide]), cells(&["Usia", "40"])],
    };
    let triples = Block::Table {
        head: vec![],
        rows: vec![cells(&["a", wide, "c"]), cells(&["d", "", "f"])],
    };
    let story = document(vec![pairs, triples]);
    insta::assert_snapshot!(shown(&layout(&Header::default(), &story, 30)), @r#"
    Nama: nilai yang panjang
      sekali sehingga tidak muat
    Usia: 40

    a
    nilai yang panjang sekali
      sehingga tidak muat
    c

    d
    f
    "#);
}

#[test]
fn terms_stand_above_what_they_mean_at_every_width() {
    let entry = |term: &str, meaning: &[&str]| Definition {
        term: vec![words(term)],
        meaning: meaning.iter().map(|text| paragraph(text)).collect(),
    };
    let tight = document(vec![Block::Definitions {
        entries: vec![
            entry("Kaisan", &["menarik garam ke tepi petak"]),
            entry("Air tua", &[]),
            entry("Air pekat", &["air yang lama dijemur"]),
        ],
    }]);
    assert_eq!(
        roles(&tight, 24),
        "Strong(Kaisan)\nText(    )Text(menarik garam ke)\nText(    )Text(tepi petak)\n\
         Strong(Air tua)\nStrong(Air pekat)\nText(    )Text(air yang lama)\nText(    )Text(dijemur)\n"
    );
    // Where columns are few nothing is set in.
    assert!(roles(&tight, 10).starts_with("Strong(Kaisan)\nText(menarik"));
    let loose = document(vec![Block::Definitions {
        entries: vec![entry("Satu", &["a", "b"]), entry("Dua", &["c"])],
    }]);
    assert_eq!(
        shown(&layout(&Header::default(), &loose, 24)),
        "Satu\n    a\n\n    b\n\nDua\n    c"
    );
    assert_eq!(tight.plain_text().matches("\n\n").count(), 4);
    assert_eq!(
        markdown::markdown(&loose),
        "- **Satu**\n\n  a\n\n  b\n\n- **Dua**\n\n  c\n"
    );
    assert_eq!(
        html::html(&tight),
        "<dl>\n<dt>Kaisan</dt>\n<dd>menarik garam ke tepi petak</dd>\n<dt>Air tua</dt>\n<dt>Air pekat</dt>\n\
         <dd>air yang lama dijemur</dd>\n</dl>\n"
    );
}

#[test]
fn bodies_kept_before_there_were_definitions_are_read() {
    let kept = r#"{"blocks":[{"kind":"paragraph","content":[{"kind":"text","text":"a"}]},{"kind":"rule"}]}"#;
    let story = document(vec![paragraph("a"), Block::Rule]);
    assert_eq!(serde_json::from_str::<Document>(kept).unwrap(), story);
    let terms = r#"{"blocks":[{"kind":"definitions","entries":[{"term":[],"meaning":[{"kind":"rule"}]}]}]}"#;
    let read: Document = serde_json::from_str(terms).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), terms);
}

#[test]
fn an_image_without_words_shows_where_it_is() {
    let image = |alt: &str, caption: &str| Block::Image {
        url: "https://www.img.example/a.jpg".to_owned(),
        alt: alt.to_owned(),
        caption: if caption.is_empty() {
            vec![]
        } else {
            vec![words(caption)]
        },
    };
    let story = document(vec![
        image("", ""),
        image("A map", ""),
        image("A map", "Foto: Rina"),
        image("Foto", "Foto: Rina"),
    ]);
    insta::assert_snapshot!(shown(&layout(&Header::default(), &story, 32)), @r#"
    ╭ image ───────────────────────╮
    │ img.example                  │
    ╰──────────────────────────────╯

    ╭ image ───────────────────────╮
    │ A map                        │
    ╰──────────────────────────────╯

    ╭ image ───────────────────────╮
    │ A map                        │
    │ Foto: Rina                   │
    ╰──────────────────────────────╯

    ╭ image ───────────────────────╮
    │ Foto: Rina                   │
    ╰──────────────────────────────╯
    "#);
}

#[test]
fn blocks_and_shares_grow_from_top_to_bottom() {
    for columns in [20, 40, 66] {
        let layout = layout(&header(), &sample(), columns);
        assert!(layout.rows.is_sorted_by_key(|row| (row.block, row.share)));
        assert!(layout.rows.iter().all(|row| row.share < 1000));
        let last = u32::try_from(sample().blocks.len()).expect("few blocks");
        for block in 0..=last {
            let first = layout
                .rows
                .iter()
                .find(|row| row.block == block)
                .expect("every block shows");
            assert_eq!(first.share, 0);
            assert!(!first.spans.is_empty());
        }
    }
}

#[test]
fn a_share_means_the_same_place_at_any_width() {
    let long: Vec<String> = (0..200).map(|number| format!("kata{number}")).collect();
    let story = document(vec![paragraph(&long.join(" "))]);
    let place = |columns: usize| {
        let layout = layout(&Header::default(), &story, columns);
        let row = layout
            .rows
            .iter()
            .rfind(|row| row.share <= 500)
            .expect("rows")
            .clone();
        let first = row_text(&row)
            .split(' ')
            .next()
            .expect("a word")
            .replace("kata", "");
        first.parse::<i32>().expect("a number")
    };
    assert!(
        (place(40) - place(80)).abs() <= 10,
        "{} and {}",
        place(40),
        place(80)
    );
}

#[test]
fn no_columns_no_rows() {
    assert!(layout(&header(), &sample(), 0).rows.is_empty());
    assert!(
        layout(&Header::default(), &Document::default(), 40)
            .rows
            .is_empty()
    );
}

#[test]
fn deep_nesting_is_survived() {
    let mut story = paragraph("dalam");
    let mut inline = words("sekali");
    for _ in 0..512 {
        story = Block::Quote {
            blocks: vec![story],
        };
        story = Block::List {
            start: Some(u32::MAX),
            numbering: Numbering::default(),
            items: vec![vec![story]],
        };
        inline = Inline::Emphasis {
            content: vec![inline],
        };
    }
    let story = document(vec![
        story,
        Block::Paragraph {
            content: vec![inline],
        },
    ]);
    for columns in [1, 20, 400] {
        let layout = layout(&Header::default(), &story, columns);
        let rows: String = layout.rows.iter().map(row_text).collect();
        assert!(rows.contains("dalam") || columns == 1);
    }
    assert!(story.plain_text().ends_with("sekali"));
    let _ = (markdown::markdown(&story), html::html(&story));
}

/// The kinds of the parts of code: a letter a byte.
fn kinds(language: &str, code: &str, columns: usize) -> Vec<String> {
    let story = document(vec![Block::Code {
        language: Some(language.to_owned()),
        text: code.to_owned(),
    }]);
    let layout = layout(&Header::default(), &story, columns);
    let letter = |role| match role {
        Role::CodeWord => 'w',
        Role::CodeText => 't',
        Role::CodeNumber => '1',
        Role::CodeNote => '#',
        _ => '.',
    };
    let row = |row: &Row| -> String {
        let spans = row.spans.iter().filter(|span| span.role != Role::Text);
        spans
            .flat_map(|span| span.text.chars().map(move |_| letter(span.role)))
            .collect()
    };
    layout.rows.iter().map(row).collect()
}

#[test]
fn code_shows_its_kinds() {
    for (language, code, wanted) in [
        (
            "rust",
            "let x = 12; // \"no\"\nfn it<'a>() { \"a\\\"b\" }",
            vec!["www.....11..#######", "ww............tttttt.."],
        ),
        (
            "language-sh",
            "echo a#b # note\nif 'x'",
            vec![".........######", "ww.ttt"],
        ),
        (
            "sql",
            "SELECT a FROM b -- note",
            vec!["wwwwww...wwww...#######"],
        ),
        (
            "html",
            "<p class=\"x\"><!-- a\nb --></p>",
            vec![".w.......ttt.######", "#####..w."],
        ),
        ("brainfuck", "if 1", vec!["...."]),
    ] {
        assert_eq!(kinds(language, code, 60), wanted, "{language}");
    }
    // A line too long goes on in its kind.
    assert_eq!(
        kinds("js", "\"0123456789\" + 1", 10),
        ["tttttttt", "tttt...1"]
    );
}
