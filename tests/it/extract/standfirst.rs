//! The standfirst, set apart between headline and text.

use kabar::document::{Block, Document};
use kabar::extract;

const STANDFIRST: &str =
    "Kapal kandas semalam, dan enam puluh penumpang turun ke darat dengan perahu kecil.";
const TEXT: &str = "<p>Jakarta — Sebuah kapal kandas di luar pelabuhan pada Senin malam setelah kemudinya rusak, kata penjaga \
    pantai dalam keterangannya.</p><p>Penumpang diturunkan dengan perahu kecil dan dibawa ke balai kota, tempat \
    mereka diberi selimut dan teh panas.</p><p>Kapal akan ditarik begitu air pasang, dan pelabuhan dibuka lagi \
    pada Rabu pagi bila cuaca baik.</p>";

fn document(head: &str, front: &str) -> Document {
    let html = format!(
        "<html lang=id><head><title>Kapal kandas</title>{head}</head><body><article><header><h1>Kapal kandas</h1>{front}\
         </header>{TEXT}</article></body></html>"
    );
    extract::page(&html, None).document
}

fn standfirsts(document: &Document) -> usize {
    let is_one = |block: &&Block| matches!(block, Block::Standfirst { .. });
    document.blocks.iter().filter(is_one).count()
}

#[test]
fn a_standfirst_is_known_by_what_it_is_called_or_by_what_the_page_says_of_itself() {
    let told = |name: &str| format!("<meta {name} content='{STANDFIRST}'>");
    for (head, front) in [
        (
            String::new(),
            format!("<p class=standfirst>{STANDFIRST}</p>"),
        ),
        (
            String::new(),
            format!("<div class='article-deck'><p>{STANDFIRST}</p></div>"),
        ),
        (
            String::new(),
            format!("<h2 class='c-subtitle big'>{STANDFIRST}</h2>"),
        ),
        (
            String::new(),
            format!("<p itemprop=alternativeHeadline>{STANDFIRST}</p>"),
        ),
        (
            told("property='og:description'"),
            format!("<p>{STANDFIRST}</p>"),
        ),
        (told("name=Description"), format!("<h2>{STANDFIRST}</h2>")),
        // Told in part, and a sentence that is set as a heading.
        (
            "<meta name=description content='Kapal kandas semalam, dan enam puluh penumpang turun ke darat deng'>".into(),
            format!("<h2>{STANDFIRST}</h2>"),
        ),
        (String::new(), format!("<h3>{STANDFIRST}</h3>")),
        // A style for paper around both is no share bar.
        (
            String::new(),
            format!(
                "<div class='hero-print styles_articleDek__Y1 styles_withImage__th'>{STANDFIRST}</div>"
            ),
        ),
    ] {
        let document = document(&head, &front);
        let first = document.blocks.first();
        assert!(
            matches!(first, Some(Block::Standfirst { .. })),
            "{front}: {document:#?}"
        );
        assert_eq!(standfirsts(&document), 1);
        let text = document.plain_text();
        assert_eq!(text.matches(STANDFIRST).count(), 1, "{text}");
        assert!(
            text.starts_with(&format!("{STANDFIRST}\n\nJakarta — Sebuah")),
            "{text}"
        );
    }
}

#[test]
fn where_the_text_begins_is_no_standfirst() {
    let opening = "Jakarta — Kapal kandas semalam, dan enam puluh penumpang turun ke darat.";
    for (head, front) in [
        (String::new(), format!("<p>{STANDFIRST}</p>")),
        (String::new(), format!("<p class=lead>{opening}</p>")),
        (
            format!("<meta name=description content='{opening}'>"),
            format!("<p>{opening}</p>"),
        ),
        (
            String::new(),
            "<h2 class=subtitle>Latar belakang</h2>".to_owned(),
        ),
        (
            String::new(),
            format!("<blockquote class=lead><p>{STANDFIRST}</p></blockquote>"),
        ),
    ] {
        assert_eq!(standfirsts(&document(&head, &front)), 0, "{front}");
    }
    // What holds the text, too, is called so for another reason.
    let html = format!("<article><h1>Kapal kandas</h1><div class=intro>{TEXT}</div></article>");
    assert_eq!(standfirsts(&extract::page(&html, None).document), 0);
}

#[test]
fn documents_are_read_with_a_standfirst_and_without() {
    let new = document("", &format!("<p class=standfirst>{STANDFIRST}</p>"));
    let json = serde_json::to_string(&new).unwrap();
    assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), new);
    let old = json.replace("\"standfirst\"", "\"paragraph\"");
    let old: Document = serde_json::from_str(&old).unwrap();
    assert_eq!(standfirsts(&old), 0);
    assert_eq!(old.plain_text(), new.plain_text());
    assert_eq!(old.excerpt(200), new.excerpt(200));
}

#[test]
fn a_short_standfirst_is_one_by_its_name() {
    let short = "Juga perahu kecil.";
    let named = document(
        "",
        &format!("<div class='hero-print'><p class='dek'>{short}</p></div>"),
    );
    assert!(named.plain_text().starts_with(short), "{named:#?}");
    let unnamed = document(
        "",
        &format!("<div class='hero-print'><p class='x'>{short}</p></div>"),
    );
    assert!(!unnamed.plain_text().contains(short), "{unnamed:#?}");
}
