//! Tests of documents as Markdown and HTML.

use kabar::document::{Block, Inline, html, markdown};

use crate::document::{document, link, paragraph, sample, strong, words};

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
    for (text, expected) in [
        ("1. Wedang", "## 1. Wedang\n"),
        ("- Wedang", "## - Wedang\n"),
        ("Wedang #", "## Wedang \\#\n"),
        ("C##", "## C##\n"),
        ("##", "## \\##\n"),
    ] {
        let heading = Block::Heading {
            level: 2,
            content: vec![words(text)],
        };
        assert_eq!(markdown::markdown(&document(vec![heading])), expected);
    }
    let story = document(vec![Block::Paragraph {
        content: vec![
            Inline::Strong {
                content: vec![words(" 1. Lihat ")],
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
        "**1. Lihat** ``a`b``\\![sini](<https://x.example/a_(b)>)\n"
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

#[test]
fn a_blank_stays_before_the_link_that_it_was_put_in() {
    let document = document(vec![Block::Paragraph {
        content: vec![
            words("Lihat"),
            link("https://example.com/", " tautan dalam teks "),
            strong(" "),
            strong("lalu tebal "),
            words("selesai."),
        ],
    }]);
    assert_eq!(
        html::html(&document),
        "<p>Lihat <a href=\"https://example.com/\">tautan dalam teks</a>  <strong>lalu tebal</strong> selesai.</p>\n"
    );
}
