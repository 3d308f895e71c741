//! Tests of the room `document`.

use kabar::document::layout::{Header, Layout, Role, Row, layout};
use kabar::document::{Block, Document, Inline, html, markdown};
use kabar::text;
use proptest::prelude::*;

fn words(text: &str) -> Inline {
    Inline::Text {
        text: text.to_owned(),
    }
}

fn strong(text: &str) -> Inline {
    Inline::Strong {
        content: vec![words(text)],
    }
}

fn link(url: &str, text: &str) -> Inline {
    Inline::Link {
        url: url.to_owned(),
        content: vec![words(text)],
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        content: vec![words(text)],
    }
}

fn cells(row: &[&str]) -> Vec<Vec<Inline>> {
    row.iter().map(|cell| vec![words(cell)]).collect()
}

fn document(blocks: Vec<Block>) -> Document {
    Document { blocks }
}

fn sample() -> Document {
    let quote = Block::Quote {
        blocks: vec![
            paragraph("Warga diimbau tetap tenang dan menjauhi bangunan yang retak."),
            Block::Quote {
                blocks: vec![paragraph("Sudah disiarkan.")],
            },
        ],
    };
    let list = Block::List {
        start: None,
        items: vec![
            vec![paragraph("Kedalaman 10 km")],
            vec![
                paragraph("Pusat gempa 74 km barat laut Maluku Tengah"),
                Block::List {
                    start: Some(9),
                    items: vec![vec![paragraph("sembilan")], vec![paragraph("sepuluh")]],
                },
            ],
        ],
    };
    let table = Block::Table {
        head: cells(&["Kota", "Skala", "Jumlah korban dan pengungsi"]),
        rows: vec![
            cells(&["Ambon", "IV", "12"]),
            cells(&["Masohi", "III–IV", "1.204"]),
        ],
    };
    document(vec![
        Block::Paragraph {
            content: vec![
                strong("Jakarta"),
                words(
                    " — Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku pada Minggu pagi, menurut ",
                ),
                link(
                    "https://www.bmkg.go.id/gempabumi/",
                    "Badan Meteorologi, Klimatologi, dan Geofisika (BMKG)",
                ),
                words(". "),
                Inline::Emphasis {
                    content: vec![words("Tidak")],
                },
                words(" ada tsunami, kata "),
                link("https://www.bmkg.go.id/gempabumi/", "BMKG"),
                words("."),
            ],
        },
        Block::Heading {
            level: 2,
            content: vec![words("Imbauan")],
        },
        quote,
        list,
        table,
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

fn header() -> Header {
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
        standfirst: Some("Warga diimbau tetap tenang.".to_owned()),
    }
}

fn row_text(row: &Row) -> String {
    row.spans.iter().map(|span| span.text.as_str()).collect()
}

fn shown(layout: &Layout) -> String {
    let rows: Vec<String> = layout.rows.iter().map(row_text).collect();
    rows.join("\n")
}

/// Rows with the role of each span, for looking at the roles.
fn roles(document: &Document, columns: usize) -> String {
    let layout = layout(&Header::default(), document, columns);
    let mut out = String::new();
    for row in &layout.rows {
        for span in &row.spans {
            out.push_str(&format!("{:?}({})", span.role, span.text));
        }
        out.push('\n');
    }
    out
}

#[test]
fn a_story_at_66_columns() {
    insta::assert_snapshot!(shown(&layout(&header(), &sample(), 66)), @r#"
    Gempa M 5,2 guncang Maluku, tidak berpotensi tsunami
    ANTARA · Min 22 Nov 2026 07.41 WIB · Rina Putri · 2 mnt baca

    Warga diimbau tetap tenang.

    Jakarta — Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku
    pada Minggu pagi, menurut Badan Meteorologi, Klimatologi, dan
    Geofisika (BMKG)[1]. Tidak ada tsunami, kata BMKG[1].

    Imbauan

    │ Warga diimbau tetap tenang dan menjauhi bangunan yang retak.
    │
    │ │ Sudah disiarkan.

    • Kedalaman 10 km
    • Pusat gempa 74 km barat laut Maluku Tengah
       9. sembilan
      10. sepuluh

    Kota    Skala   Jumlah korban dan pengungsi
    ───────────────────────────────────────────
    Ambon   IV                               12
    Masohi  III–IV                        1.204

      fn main() {
          println!("gempa");
      }

    ╭ image ─────────────────────────────────────────────────────────╮
    │ Peta pusat gempa (ANTARA/HO-BMKG)                              │
    ╰────────────────────────────────────────────────────────────────╯

    ▸ Rekaman gempa · youtube.com[2]

    ──────────────────────────────────────────────────────────────────

    Satu
    dua

    [1] bmkg.go.id/gempabumi
    [2] youtube.com/watch?v=1
    "#);
}

#[test]
fn a_story_at_40_columns() {
    insta::assert_snapshot!(shown(&layout(&header(), &sample(), 40)), @r#"
    Gempa M 5,2 guncang Maluku, tidak
    berpotensi tsunami
    ANTARA · Min 22 Nov 2026 07.41 WIB
    Rina Putri · 2 mnt baca

    Warga diimbau tetap tenang.

    Jakarta — Gempa bumi bermagnitudo 5,2
    mengguncang wilayah Maluku pada Minggu
    pagi, menurut Badan Meteorologi,
    Klimatologi, dan Geofisika (BMKG)[1].
    Tidak ada tsunami, kata BMKG[1].

    Imbauan

    │ Warga diimbau tetap tenang dan
    │ menjauhi bangunan yang retak.
    │
    │ │ Sudah disiarkan.

    • Kedalaman 10 km
    • Pusat gempa 74 km barat laut Maluku
      Tengah
       9. sembilan
      10. sepuluh

    Kota: Ambon
    Skala: IV
    Jumlah korban dan pengungsi: 12

    Kota: Masohi
    Skala: III–IV
    Jumlah korban dan pengungsi: 1.204

      fn main() {
          println!("gempa");
      }

    ╭ image ───────────────────────────────╮
    │ Peta pusat gempa (ANTARA/HO-BMKG)    │
    ╰──────────────────────────────────────╯

    ▸ Rekaman gempa · youtube.com[2]

    ────────────────────────────────────────

    Satu
    dua

    [1] bmkg.go.id/gempabumi
    [2] youtube.com/watch?v=1
    "#);
}

#[test]
fn a_story_at_20_columns() {
    insta::assert_snapshot!(shown(&layout(&header(), &sample(), 20)), @r#"
    Gempa M 5,2 guncang
    Maluku, tidak
    berpotensi tsunami
    ANTARA
    Min 22 Nov 2026
    07.41 WIB
    Rina Putri
    2 mnt baca

    Warga diimbau tetap
    tenang.

    Jakarta — Gempa bumi
    bermagnitudo 5,2
    mengguncang wilayah
    Maluku pada Minggu
    pagi, menurut Badan
    Meteorologi,
    Klimatologi, dan
    Geofisika (BMKG)[1].
    Tidak ada tsunami,
    kata BMKG[1].

    Imbauan

    │ Warga diimbau
    │ tetap tenang dan
    │ menjauhi bangunan
    │ yang retak.
    │
    │ │ Sudah disiarkan.

    • Kedalaman 10 km
    • Pusat gempa 74 km
      barat laut Maluku
      Tengah
       9. sembilan
      10. sepuluh

    Kota: Ambon
    Skala: IV
    Jumlah korban dan
      pengungsi: 12

    Kota: Masohi
    Skala: III–IV
    Jumlah korban dan
      pengungsi: 1.204

      fn main() {
          println!("gemp
      a");
      }

    [image] Peta pusat
    gempa (ANTARA/HO-
    BMKG)

    ▸ Rekaman gempa ·
    youtube.com[2]

    ────────────────────

    Satu
    dua

    [1] bmkg.go.id/gemp…
    [2] youtube.com/wat…
    "#);
}

#[test]
fn spans_carry_roles() {
    insta::assert_snapshot!(roles(&sample(), 66), @r#"
    Dateline(Jakarta)Dateline( —)Text( Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku)
    Text(pada Minggu pagi, menurut )Link(Badan Meteorologi, Klimatologi, dan)
    Link(Geofisika (BMKG))LinkNumber([1])Text(. )Emphasis(Tidak)Text( ada tsunami, kata )Link(BMKG)LinkNumber([1])Text(.)

    Heading(Imbauan)

    QuoteBar(│ )Quote(Warga diimbau tetap tenang dan menjauhi bangunan yang retak.)
    QuoteBar(│)
    QuoteBar(│ )QuoteBar(│ )Quote(Sudah disiarkan.)

    Bullet(• )Text(Kedalaman 10 km)
    Bullet(• )Text(Pusat gempa 74 km barat laut Maluku Tengah)
    Text(  )Bullet( 9. )Text(sembilan)
    Text(  )Bullet(10. )Text(sepuluh)

    TableHead(Kota)Text(    )TableHead(Skala)Text(   )TableHead(Jumlah korban dan pengungsi)
    Rule(───────────────────────────────────────────)
    Text(Ambon)Text(   )Text(IV)Text(                               )Text(12)
    Text(Masohi)Text(  )Text(III–IV)Text(                        )Text(1.204)

    Text(  )Code(fn main() {)
    Text(  )Code(    println!("gempa");)
    Text(  )Code(})

    Frame(╭ image ─────────────────────────────────────────────────────────╮)
    Frame(│ )Caption(Peta pusat gempa (ANTARA/HO-BMKG))Frame(                              │)
    Frame(╰────────────────────────────────────────────────────────────────╯)

    Frame(▸ )Link(Rekaman gempa)Caption( · youtube.com)LinkNumber([2])

    Rule(──────────────────────────────────────────────────────────────────)

    Text(Satu)
    Text(dua)

    LinkNumber([1])Text( )Link(bmkg.go.id/gempabumi)
    LinkNumber([2])Text( )Link(youtube.com/watch?v=1)
    "#);
}

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
    let numbers: Vec<Option<u32>> = layout
        .rows
        .iter()
        .flat_map(|row| &row.spans)
        .filter(|span| span.role == Role::LinkNumber)
        .map(|span| span.link)
        .collect();
    assert_eq!(numbers, [Some(0), Some(0), Some(1), Some(0), Some(1)]);
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

#[test]
fn markdown_says_the_same() {
    insta::assert_snapshot!(markdown::markdown(&sample()), @r#"
    **Jakarta** — Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku pada Minggu pagi, menurut [Badan Meteorologi, Klimatologi, dan Geofisika (BMKG)](https://www.bmkg.go.id/gempabumi/). *Tidak* ada tsunami, kata [BMKG](https://www.bmkg.go.id/gempabumi/).

    ## Imbauan

    > Warga diimbau tetap tenang dan menjauhi bangunan yang retak.
    >
    > > Sudah disiarkan.

    - Kedalaman 10 km

    - Pusat gempa 74 km barat laut Maluku Tengah

      9. sembilan
      10. sepuluh

    | Kota | Skala | Jumlah korban dan pengungsi |
    | --- | --- | --- |
    | Ambon | IV | 12 |
    | Masohi | III–IV | 1.204 |

    ```
    fn main() {
    	println!("gempa");
    }
    ```

    ![Peta](https://img.example/peta.jpg)

    Peta pusat gempa (ANTARA/HO-BMKG)

    [Rekaman gempa](https://www.youtube.com/watch?v=1)

    ---

    Satu\
    dua
    "#);
}

#[test]
fn markdown_is_read_as_it_was_written() {
    for (text, expected) in [
        ("2 * 3 * 4", "2 \\* 3 \\* 4\n"),
        ("# bukan judul", "\\# bukan judul\n"),
        ("#tagar", "#tagar\n"),
        ("1. bukan daftar", "1\\. bukan daftar\n"),
        ("2026. Tahun", "2026\\. Tahun\n"),
        ("- bukan daftar", "\\- bukan daftar\n"),
        ("> bukan kutipan", "\\> bukan kutipan\n"),
        ("snake_case _x_", "snake_case \\_x\\_\n"),
        ("[x](y) <b> a < b", "\\[x\\](y) \\<b> a < b\n"),
        ("R&B &amp; AT&T", "R\\&B \\&amp; AT\\&T\n"),
    ] {
        assert_eq!(
            markdown::markdown(&document(vec![paragraph(text)])),
            expected
        );
    }
    let story = document(vec![Block::Paragraph {
        content: vec![
            Inline::Strong {
                content: vec![words(" Lihat ")],
            },
            Inline::Code {
                text: "a`b".to_owned(),
            },
            words("!"),
            link("https://x.example/a_(b)", "sini"),
        ],
    }]);
    assert_eq!(
        markdown::markdown(&story),
        "**Lihat** ``a`b``\\![sini](<https://x.example/a_(b)>)\n"
    );
}

#[test]
fn html_says_the_same_and_runs_nothing() {
    insta::assert_snapshot!(html::html(&sample()), @r#"
    <p><strong>Jakarta</strong> — Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku pada Minggu pagi, menurut <a href="https://www.bmkg.go.id/gempabumi/">Badan Meteorologi, Klimatologi, dan Geofisika (BMKG)</a>. <em>Tidak</em> ada tsunami, kata <a href="https://www.bmkg.go.id/gempabumi/">BMKG</a>.</p>
    <h2>Imbauan</h2>
    <blockquote>
    <p>Warga diimbau tetap tenang dan menjauhi bangunan yang retak.</p>
    <blockquote>
    <p>Sudah disiarkan.</p>
    </blockquote>
    </blockquote>
    <ul>
    <li>Kedalaman 10 km</li>
    <li><p>Pusat gempa 74 km barat laut Maluku Tengah</p>
    <ol start="9">
    <li>sembilan</li>
    <li>sepuluh</li>
    </ol>
    </li>
    </ul>
    <table>
    <thead><tr><th>Kota</th><th>Skala</th><th>Jumlah korban dan pengungsi</th></tr></thead>
    <tbody>
    <tr><td>Ambon</td><td>IV</td><td>12</td></tr>
    <tr><td>Masohi</td><td>III–IV</td><td>1.204</td></tr>
    </tbody>
    </table>
    <pre><code>fn main() {
    	println!(&quot;gempa&quot;);
    }
    </code></pre>
    <figure><img src="https://img.example/peta.jpg" alt="Peta"><figcaption>Peta pusat gempa (ANTARA/HO-BMKG)</figcaption></figure>
    <p><a href="https://www.youtube.com/watch?v=1">Rekaman gempa</a></p>
    <hr>
    <p>Satu<br>
    dua</p>
    "#);
    let evil = document(vec![
        Block::Paragraph {
            content: vec![link("javascript:alert(1)", "<script>x</script>")],
        },
        Block::Image {
            url: "data:text/html,x".to_owned(),
            alt: "a\"b".to_owned(),
            caption: vec![],
        },
        Block::Embed {
            url: "https://x.example/?a=1&b=\"".to_owned(),
            title: String::new(),
        },
    ]);
    insta::assert_snapshot!(html::html(&evil), @r#"
    <p>&lt;script&gt;x&lt;/script&gt;</p>
    <figure>a&quot;b</figure>
    <p><a href="https://x.example/?a=1&amp;b=&quot;">https://x.example/?a=1&amp;b=&quot;</a></p>
    "#);
}

fn rough_inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        6 => crate::text::rough_text().prop_map(|text| Inline::Text { text }),
        1 => crate::text::rough_text().prop_map(|text| Inline::Code { text }),
        1 => Just(Inline::Break),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let content = prop::collection::vec(inner, 0..3);
        prop_oneof![
            content
                .clone()
                .prop_map(|content| Inline::Strong { content }),
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
        1 => crate::text::rough_text().prop_map(|text| Block::Code { language: None, text }),
        1 => (row(), prop::collection::vec(row(), 0..3)).prop_map(|(head, rows)| Block::Table { head, rows }),
        1 => (crate::text::rough_text(), content())
            .prop_map(|(alt, caption)| Block::Image { url: "https://x".to_owned(), alt, caption }),
        1 => crate::text::rough_text().prop_map(|title| Block::Embed { url: title.clone(), title }),
        1 => Just(Block::Rule),
    ];
    leaf.prop_recursive(4, 12, 3, |inner| {
        let blocks = prop::collection::vec(inner, 0..3);
        prop_oneof![
            blocks.clone().prop_map(|blocks| Block::Quote { blocks }),
            (
                prop::option::of(any::<u32>()),
                prop::collection::vec(blocks, 0..3)
            )
                .prop_map(|(start, items)| Block::List { start, items }),
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
        title in crate::text::rough_text(),
        facts in prop::collection::vec(crate::text::rough_text(), 0..3),
        columns in 0_usize..50,
    ) {
        let header = Header { title, facts, standfirst: None };
        let layout = layout(&header, &story, columns);
        prop_assert!(columns > 0 || layout.rows.is_empty());
        for row in &layout.rows {
            let cells: usize = row.spans.iter().map(|span| text::width(&span.text)).sum();
            prop_assert!(cells <= columns, "{cells} cells of {columns}: {row:?}");
            for span in &row.spans {
                prop_assert!(!span.text.is_empty());
                prop_assert!(!span.text.contains(char::is_control), "{:?}", span);
                prop_assert!(span.link.is_none_or(|link| (link as usize) < layout.links.len()));
            }
        }
        prop_assert!(layout.rows.is_sorted_by_key(|row| (row.block, row.share)));
    }

    #[test]
    fn paragraphs_lose_no_letter(input in crate::text::rough_text(), columns in 4_usize..50) {
        let story = document(vec![Block::Paragraph { content: vec![words(&input)] }]);
        let layout = layout(&Header::default(), &story, columns);
        let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let rows: String = layout.rows.iter().map(row_text).collect();
        if !rows.contains('…') {
            prop_assert_eq!(dense(&rows), dense(&text::displayable(&input)));
        }
    }

    #[test]
    fn every_way_out_is_total(story in rough_document(), chars in 0_usize..400) {
        let _ = (markdown::markdown(&story), html::html(&story), story.plain_text(), story.minutes());
        prop_assert!(story.excerpt(chars).chars().count() <= chars);
    }
}
