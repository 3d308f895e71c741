//! Tests of the room `extract`: golden pages, and what they say of themselves. Pages that mean harm are in `hostile`.

mod bodies;
mod edges;
mod hostile;
mod nothing;
mod people;
mod shown;
mod standfirst;
mod told;
mod what;
mod who;
mod words;

use std::fs;
use std::path::Path;

use kabar::document::html::html as document_html;
use kabar::document::markdown::markdown;
use kabar::document::{Block, Inline, cuts};
use kabar::extract;
use url::Url;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/extract")
}

fn address() -> Url {
    Url::parse("https://example.com/news/story").unwrap()
}

fn read(name: &str) -> extract::Story {
    let html = fs::read_to_string(folder().join(name)).unwrap();
    extract::page(&html, Some(&address()))
}

#[test]
fn each_page_gives_its_story_whole_and_alone() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in pages("html") {
        count += 1;
        let html = fs::read_to_string(&path).unwrap();
        let wanted = fs::read_to_string(path.with_extension("txt")).unwrap();
        let found = extract::page(&html, Some(&address())).document.plain_text();
        if found.trim() != wanted.trim() {
            wrong.push(format!(
                "{}\n--- found\n{found}\n--- wanted\n{wanted}",
                path.display()
            ));
        }
    }
    assert!(count >= 44);
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn each_page_gives_its_markdown() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in pages("md") {
        count += 1;
        let html = fs::read_to_string(path.with_extension("html")).unwrap();
        let found = markdown(&extract::page(&html, Some(&address())).document);
        if found.trim() != fs::read_to_string(&path).unwrap().trim() {
            wrong.push(format!("{}\n--- found\n{found}", path.display()));
        }
    }
    assert!(count >= 25);
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_blank_stands_outside_of_the_link_code_and_stress_that_begin_with_it() {
    for (html, expected) in [
        (
            "<p>Lihat<a href='/x'> tautan</a> ini",
            "Lihat <a href=\"https://example.com/x\">tautan</a> ini",
        ),
        (
            "<p>a <em>b</em> <code>c</code> d",
            "a <em>b</em> <code>c</code> d",
        ),
        ("<p>a <b><i> b</i> c</b>", "a <strong><em>b</em> c</strong>"),
        (
            "<p>a <s>b</s> <del>c <b>d</b></del> e",
            "a <s>b</s> <s>c <strong>d</strong></s> e",
        ),
        ("<p><b>a </b><i>b</i>", "<strong>a</strong> <em>b</em>"),
        (
            "<p>a <a href='/x'>b <i>c</i></a>",
            "a <a href=\"https://example.com/x\">b <em>c</em></a>",
        ),
        (
            "<p>a <sup><a href='#fn1'>1</a></sup> <a href='#fn2'>[2]</a> b",
            "a<sup>1</sup>,<sup>2</sup> b",
        ),
        (
            "<p>H<sub>2</sub>O, 10<sup>-6</sup> <sup><a href='/f.xml#fn1'>1</a></sup>",
            "H₂O, 10⁻⁶<sup>1</sup>",
        ),
        ("<p>a <a href='#r'>↩</a>", "a"),
        (
            "<p>a <i><a href='#fn1'>1</a></i> b",
            "a<em><sup>1</sup></em> b",
        ),
    ] {
        let found = document_html(&extract::fragment(html, Some(&address())).document);
        assert_eq!(found.trim(), format!("<p>{expected}</p>"), "{html}");
    }
}

#[test]
fn captions_that_stand_with_their_pictures_are_no_cuts() {
    let words = "Air laut naik sampai ke jalan raya pada Senin malam dan warga mengungsi ke tempat yang lebih tinggi. ";
    let html = format!(
        "<article><h1>Air naik</h1><p>{}<figure><img src='/a.jpg' alt='Jalan'><figcaption>Jalan raya pada Senin \
         malam</figcaption></figure><p>{}<p>{}</article>",
        words.repeat(2),
        words.repeat(3),
        words.repeat(4),
    );
    let story = extract::page(&html, Some(&address()));
    let is_picture =
        |block: &Block| matches!(block, Block::Image { caption, .. } if !caption.is_empty());
    assert!(story.document.blocks.iter().any(is_picture));
    let reasons: Vec<&str> = story.cuts.iter().map(|cut| cut.reason.as_str()).collect();
    assert!(!reasons.contains(&"caption"), "{reasons:?}");
    // A caption of two paragraphs stands with its picture as one, and a raised number as such.
    let cuts = read("captions-in-two-paragraphs.html").cuts;
    let is_of_a_picture = |cut: &cuts::Cut| cut.text.contains("Foto");
    assert!(!cuts.iter().any(is_of_a_picture), "{cuts:#?}");
}

#[test]
fn captions_of_tables_and_rules_between_paragraphs_stay() {
    for (html, expected) in [
        ("<p>a<hr><p>b", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("<hr><p>a<hr><hr><p>b<hr>", "<p>a</p>\n<hr>\n<p>b</p>"),
        (
            "<p>a<table><caption>Curah hujan</caption><tr><th>Kota<th>mm<tr><td>Bogor<td>90</table>",
            "<p>a</p>\n<p><strong>Curah hujan</strong></p>\n<table>\n<thead><tr><th>Kota</th><th>mm</th></tr></thead>\n\
             <tbody>\n<tr><td>Bogor</td><td>90</td></tr>\n</tbody>\n</table>",
        ),
    ] {
        let found = document_html(&extract::fragment(html, Some(&address())).document);
        assert_eq!(found.trim(), expected, "{html}");
    }
}

#[test]
fn what_a_browser_writes_itself_is_written() {
    for (html, expected) in [
        ("<p>a <q>b</q> c", "a “b” c"),
        ("<p>a <q>b <q>c</q></q>, d", "a “b ‘c’”, d"),
        ("<p>a <q> b </q>c", "a “b” c"),
        ("<p>a <q>“b”</q>", "a “b”"),
        ("<p lang=de-AT>a <q>b</q>", "a „b“"),
        ("<p lang=fr>a <q>b</q>", "a «\u{a0}b\u{a0}»"),
        ("<div lang=ja><p>東京<q>駅</q>", "東京「駅」"),
        (
            "<p>a <math><mi>x</mi><mo>=</mo><mn>2</mn></math>.",
            "a x=2.",
        ),
        (
            "<p>a <math alttext='{\\displaystyle x^{2}}'><mi>x</mi></math> b",
            "a x^{2} b",
        ),
        (
            "<p>a <span class=katex><span class=katex-mathml><math><semantics><mi>x</mi><annotation \
             encoding='application/x-tex'>x_1</annotation></semantics></math></span><span class=katex-html \
             aria-hidden=true>x1</span></span>.",
            "a x_1.",
        ),
        (
            "<p>a <math><semantics><mi>x</mi><annotation-xml><ci>y</ci></annotation-xml></semantics></math>",
            "a x",
        ),
        ("<p><math display=block><mi>E</mi></math>", "E"),
    ] {
        let found = document_html(&extract::fragment(html, Some(&address())).document);
        assert_eq!(found.trim(), format!("<p>{expected}</p>"), "{html}");
    }
}

#[test]
fn lists_are_numbered_as_their_page_numbers_them() {
    for (list, attributes, markdown_of) in [
        ("<ol>", "", "1. a\n2. b"),
        ("<ol reversed>", " start=\"2\" reversed", "2. a\n1. b"),
        (
            "<ol start=9 reversed>",
            " start=\"9\" reversed",
            "9. a\n8. b",
        ),
        ("<ol type=a>", " type=\"a\"", "1. a\n2. b"),
        (
            "<ol type=I start=4>",
            " start=\"4\" type=\"I\"",
            "4. a\n5. b",
        ),
        ("<ol type=disc>", "", "1. a\n2. b"),
    ] {
        let html = format!("<p>Satu dua tiga.{list}<li>a<li>b</ol>");
        let document = extract::fragment(&html, Some(&address())).document;
        let expected =
            format!("<p>Satu dua tiga.</p>\n<ol{attributes}>\n<li>a</li>\n<li>b</li>\n</ol>");
        assert_eq!(document_html(&document).trim(), expected);
        assert_eq!(
            markdown(&document).trim(),
            format!("Satu dua tiga.\n\n{markdown_of}"),
            "{list}"
        );
        // What was kept before knows of no such numbers.
        let json = serde_json::to_string(&document).unwrap();
        assert_eq!(
            json.contains("numbering"),
            attributes.contains("type") || attributes.contains("reversed")
        );
        let read: kabar::document::Document = serde_json::from_str(&json).unwrap();
        assert_eq!(read, document);
    }
}

#[test]
fn the_part_that_an_address_names_is_found_again() {
    let html = "<p id=top>Satu dua tiga.<p>Empat <b id=inner>lima</b> enam.<h2 id=part>Bagian ini</h2><a name=old></a>\
                <p>Tujuh.<ul id=list><li>delapan<li id=nine>sembilan</ul><p id=empty></p>";
    let document = extract::fragment(html, Some(&address())).document;
    for (name, place) in [
        ("top", Some(0)),
        ("inner", Some(1)),
        ("part", Some(2)),
        ("old", Some(3)),
        ("list", Some(4)),
        ("nine", Some(4)),
        ("empty", None),
        ("none", None),
        ("", None),
    ] {
        assert_eq!(
            extract::anchors::place(html, name, &document),
            place,
            "{name}"
        );
    }
    for (url, part) in [
        ("https://example.com/a#b", Some("b")),
        ("https://example.com/a#b%20c=d&e", Some("b c=d&e")),
        ("https://example.com/a#:~:text=b", None),
        ("https://example.com/a#", None),
        ("https://example.com/a", None),
    ] {
        assert_eq!(kabar::model::address::part(url).as_deref(), part, "{url}");
    }
}

#[test]
fn items_of_a_list_in_a_cell_are_divided() {
    for (cell, expected) in [
        (
            "<ul><li>small<li>shy<li>buffalo</ul>",
            "small, shy, buffalo",
        ),
        ("Kinds: <ul><li>small.<li>shy</ul>", "Kinds: small. shy"),
        ("<ul><li><b>a</b> <li><a href=/x>b</a></ul>", "a, b"),
        ("<ul><li>東京<li>大阪</ul>", "東京、大阪"),
    ] {
        let html = format!("<p>x<table><tr><th>A<th>B<tr><td>{cell}<td>b<tr><td>c<td>d</table>");
        let document = extract::fragment(&html, Some(&address())).document;
        let text = document.plain_text();
        assert!(text.contains(&format!("\n{expected} | b\n")), "{text}");
    }
}

#[test]
fn values_of_a_table_stand_in_their_columns_whatever_reaches_over_them() {
    for (rows, expected) in [
        (
            "<tr><th>Grup<th>Nama<th>Poin<tr><td rowspan=2>A<td>Persib<td>9<tr><td>Persija<td>7<tr><td rowspan=2>B<td>PSM\
             <td>3<tr><td>Arema<td>1",
            "Grup|Nama|Poin/A|Persib|9/|Persija|7/B|PSM|3/|Arema|1",
        ),
        (
            "<thead><tr><th rowspan=2>Tim<th colspan=2>Gol<th rowspan=2>Poin<tr><th>Kandang<th>Tandang</thead><tr><td>PSM<td>1\
             <td>2<td>3",
            "Tim|Gol||Poin/|Kandang|Tandang/PSM|1|2|3",
        ),
        // In the middle, over both, to the end of the group, and over rows that are not there.
        (
            "<tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e<tr><td>f<td>g<td>h",
            "a|b|c/d||e/f|g|h",
        ),
        (
            "<tr><td colspan=2 rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f",
            "a||b/||c/d|e|f",
        ),
        (
            "<tbody><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</tbody><tbody><tr><td>e<td>f",
            "a|b/|c/|d/e|f",
        ),
        (
            "<tbody><tr><td rowspan=9>a<td>b</tbody><tbody><tr><td>c<td>d",
            "a|b/c|d",
        ),
        (
            "<tr><td rowspan=2>a<td>b<td>c<tr></tr><tr><td>d<td>e<td>f",
            "a|b|c/d|e|f",
        ),
        // A column in which nothing begins is none.
        (
            "<tr><td colspan=5>a<tr><td>b<td>c<tr><td>d<td>e",
            "a/b|c/d|e",
        ),
        (
            "<tr><td colspan=4294967296>a<td rowspan=4294967295>b<tr><td>c<td colspan=-1>d",
            "a|b/c||d",
        ),
    ] {
        let html = format!("<p>x<table>{rows}</table>");
        let document = extract::fragment(&html, Some(&address())).document;
        let Some(Block::Table { head, rows }) = document.blocks.last() else {
            panic!("{html}")
        };
        let head = Some(head).filter(|head| !head.is_empty());
        let cell = |cell: &Vec<Inline>| match cell.first() {
            Some(Inline::Text { text }) => text.clone(),
            _ => String::new(),
        };
        let lines = head.into_iter().chain(rows);
        let lines = lines.map(|line| line.iter().map(cell).collect::<Vec<_>>().join("|"));
        assert_eq!(lines.collect::<Vec<_>>().join("/"), expected, "{html}");
    }
}

/// The files of the golden pages with an extension, sorted.
fn pages(extension: &str) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(folder()).unwrap();
    let mut paths: Vec<_> = files
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|own| own == extension))
        .collect();
    paths.sort();
    paths
}

/// What is wrong with a page by the lines of its `.meta`: `title: …`, `byline: …`, `published: …`, `next: …` and so on,
/// `tags: one, two`, `paid: yes`, `cut: reason | some of its words`, `warning: some of its words`.
fn breaches(story: &extract::Story, meta: &str) -> Vec<String> {
    let holds = |line: &str| {
        let (field, wanted) = line.split_once(": ").unwrap();
        let is = |found: &Option<String>| found.as_deref() == Some(wanted);
        match field {
            "title" => is(&story.title),
            "byline" => is(&story.byline),
            "published" => is(&story.published.map(|moment| moment.to_string())),
            "editors" => story.editors.join(", ") == wanted,
            "modified" => is(&story.modified.map(|moment| moment.to_string())),
            "language" => is(&story.language),
            "site" => is(&story.site),
            "section" => is(&story.section),
            "tags" => story.tags.join(", ") == wanted,
            "canonical" => is(&story.canonical),
            "image" => is(&story.image),
            "caption" => is(&story.image_caption),
            "credit" => is(&story.image_credit),
            "paid" => story.is_paid == (wanted == "yes"),
            "live" => story.is_live == (wanted == "yes"),
            "next" => is(&story.next_page),
            "whole" => is(&story.whole_page),
            "cut" => {
                let (reason, words) = wanted.split_once(" | ").unwrap();
                let mut cuts = story.cuts.iter();
                cuts.any(|cut| cut.reason == reason && cut.text.contains(words))
            }
            "warning" => story.warnings.iter().any(|told| told.contains(wanted)),
            _ => false,
        }
    };
    let lines = meta.lines().filter(|line| !holds(line));
    lines.map(str::to_owned).collect()
}

#[test]
fn each_page_tells_what_its_meta_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in pages("meta") {
        count += 1;
        let html = fs::read_to_string(path.with_extension("html")).unwrap();
        let story = extract::page(&html, Some(&address()));
        let breaches = breaches(&story, &fs::read_to_string(&path).unwrap());
        if !breaches.is_empty() {
            wrong.push(format!("{}: {breaches:?} in {story:#?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 25);
}

#[test]
fn a_page_tells_who_wrote_it_and_when() {
    let story = read("read-also-and-lists.html");
    assert_eq!(
        story.title.as_deref(),
        Some("Pemda Tanjung Kencana Panggil Pengelola Pelabuhan soal Dermaga")
    );
    assert_eq!(story.byline.as_deref(), Some("Rani Saputra"));
    assert_eq!(story.published.unwrap().to_string(), "2024-10-21T10:06:00Z");
    assert_eq!(story.language.as_deref(), Some("id"));
    assert_eq!(story.site.as_deref(), Some("Warta Pagi"));
    let data = read("text-only-in-data.html");
    assert_eq!(data.byline.as_deref(), Some("Ada Quinn"));
    assert_eq!(data.published.unwrap().to_string(), "2024-05-14T20:40:00Z");
}

#[test]
fn cuts_are_told_with_their_reasons() {
    let cuts = read("read-also-and-lists.html").cuts;
    let told = |reason: &str, words: &str| {
        assert!(
            cuts.iter()
                .any(|cut| cut.reason == reason && cut.text.contains(words)),
            "{reason}: {words} in {cuts:#?}"
        );
    };
    told("read also", "Baca Juga: Dunia Akui");
    told("related list", "Berita Terkait");
    told("advertisement", "Scroll untuk melanjutkan");
}

#[test]
fn a_cut_is_put_back_in_its_place() {
    let story = read("read-also-and-lists.html");
    let cut = story
        .cuts
        .iter()
        .find(|cut| cut.text.contains("Baca Juga: Dunia Akui"))
        .unwrap();
    let html = fs::read_to_string(folder().join("read-also-and-lists.html")).unwrap();
    let restored = cuts::restored(&story.document, [cut]);
    let text = restored.plain_text();
    assert!(
        markdown(&restored).contains("[Dunia Akui"),
        "its link is back"
    );
    let lines: Vec<&str> = text.split("\n\n").collect();
    let at = lines
        .iter()
        .position(|line| line.contains("Baca Juga: Dunia Akui"))
        .unwrap();
    let before = html.find(lines[at - 1].split(',').next().unwrap()).unwrap();
    let after = html.find(lines[at + 1].split(',').next().unwrap()).unwrap();
    let own = html.find("Dunia Akui").unwrap();
    assert!(before < own && own < after, "{text}");
    let bare = story.document.plain_text();
    assert_eq!(lines.len(), bare.split("\n\n").count() + 1);
    let whole = cuts::restored(&story.document, &story.cuts).plain_text();
    for cut in &story.cuts {
        assert!(cut.text.lines().all(|line| whole.contains(line)), "{cut:?}");
        assert!(cut.place <= story.document.blocks.len());
    }
    assert!(
        story
            .cuts
            .windows(2)
            .all(|pair| pair[0].place <= pair[1].place)
    );
    assert_eq!(cuts::restored(&story.document, []), story.document);
}

#[test]
fn pages_without_a_story_say_so() {
    for name in ["a-section-page.html", "a-login-wall.html"] {
        let story = read(name);
        assert!(story.document.is_empty(), "{name}");
        assert!(
            story
                .warnings
                .iter()
                .any(|warning| warning.contains("no story")),
            "{name}"
        );
    }
}

#[test]
fn structure_comes_through() {
    let blocks = read("table-quote-list-headings.html").document.blocks;
    let kinds: String = blocks
        .iter()
        .map(|block| match block {
            Block::Heading { .. } => 'h',
            Block::Paragraph { .. } => 'p',
            Block::List { .. } => 'l',
            Block::Quote { .. } => 'q',
            Block::Table { .. } => 't',
            Block::Image { .. } => 'i',
            _ => '?',
        })
        .collect();
    assert_eq!(kinds, "phtpqhpl");
    let pictures = read("gallery-captions.html").document.blocks;
    let captions = pictures
        .iter()
        .filter(|block| matches!(block, Block::Image { url, caption, .. } if url.starts_with("https://example.com/f") && !caption.is_empty()))
        .count();
    assert_eq!(captions, 3);
}

#[test]
fn a_feeds_own_content_is_kept_but_for_its_furniture() {
    let html = "<p>Satu <a href='/b'>dua</a>.</p><script>x</script><img src='/c.jpg' alt='d'>\
                <p>Tiga.</p><p>Baca juga: <a href='/e'>Empat</a></p>";
    let story = extract::fragment(html, Some(&address()));
    assert_eq!(story.document.plain_text(), "Satu dua.\n\nTiga.");
    assert_eq!(story.document.links(), ["https://example.com/b"]);
    assert_eq!(
        extract::fragment("just words", None).document.plain_text(),
        "just words"
    );
}

#[test]
fn a_page_names_its_feeds() {
    let html = "<head><link rel=alternate type=application/rss+xml href=/rss title='Semua\u{1b}[31m'></head>";
    let feeds = extract::feedlinks::feed_links(html, &address());
    assert_eq!(feeds.len(), 1);
    assert_eq!(feeds[0].url, "https://example.com/rss");
    assert_eq!(feeds[0].title.as_deref(), Some("Semua"));
}

/// A model of one tree, which takes everything for story but what its page hides.
fn wary_of_what_is_hidden() -> Vec<u8> {
    // Behind the 22 numbers of a block's shape come 13 of its phrases and 14 of the elements around it.
    const HIDDEN: u8 = 22 + 13 + 14;
    const FEATURES: u8 = 233;
    let mut model = b"KBM1".to_vec();
    model.extend([FEATURES, 0, 1, 0]);
    for feature in 0..FEATURES {
        model.push(u8::from(feature == HIDDEN));
        if feature == HIDDEN {
            model.extend(0.5_f32.to_le_bytes());
        }
    }
    model.extend([1, HIDDEN, 0, 255, 254]);
    for leaf in [4_000_i16, -4_000] {
        model.extend(leaf.to_le_bytes());
    }
    model
}

#[test]
fn the_rest_of_a_story_that_its_page_hides_is_kept() {
    let rest = "Pedagang ikan meminta lantai yang lebih miring, supaya air tidak menggenang di depan kios.";
    let page = |hidden: &str| {
        let shown =
            "<p>Pemerintah kabupaten menunda penutupan pasar lama sampai akhir tahun ini.</p>";
        let html = format!(
            "<article><h1>Pasar</h1><div>{}{hidden}</div></article>",
            shown.repeat(3)
        );
        let story = extract::page_with_model(&html, None, &wary_of_what_is_hidden());
        story
            .expect("a model of as many features")
            .document
            .plain_text()
    };
    let of = |count: usize| {
        let paragraphs = format!("<p>{rest}</p>").repeat(count);
        page(&format!(
            "<section style='display:none'>{paragraphs}</section>"
        ))
    };
    assert!(of(3).ends_with(rest));
    // One hidden line is a note, and a form no story.
    assert!(!of(1).contains(rest));
    let form = format!("<form hidden>{}</form>", format!("<p>{rest}</p>").repeat(3));
    assert!(!page(&form).contains(rest));
}
