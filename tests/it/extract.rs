//! Tests of the room `extract`: golden pages, and what they say of themselves. Pages that mean harm are in `hostile`.

mod edges;
mod hostile;
mod nothing;
mod people;
mod shown;
mod words;

use std::fs;
use std::path::Path;

use kabar::document::html::html as document_html;
use kabar::document::markdown::markdown;
use kabar::document::{Block, cuts};
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
