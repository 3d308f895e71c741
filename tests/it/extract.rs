//! Tests of the room `extract`: golden pages, what they say of themselves, and pages that mean harm.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use kabar::document::{Block, Document};
use kabar::extract;
use proptest::prelude::*;
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
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
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
    assert!(count >= 16);
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
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
    let feeds = extract::feed_links(html, &address());
    assert_eq!(feeds.len(), 1);
    assert_eq!(feeds[0].url, "https://example.com/rss");
    assert_eq!(feeds[0].title.as_deref(), Some("Semua"));
}

/// Pages that are slow elsewhere.
fn hostile() -> Vec<(&'static str, String)> {
    let attributes: String = (0..64_000).map(|number| format!(" a{number}=b")).collect();
    let bold: String = (0..60_000)
        .map(|number| format!("<p><b id={number}>"))
        .collect();
    vec![
        ("lists", "<ul><li>".repeat(64_000)),
        ("divisions", "<div>".repeat(200_000)),
        ("attributes", format!("<p{attributes}>text")),
        ("bold", bold),
        ("tables", "<table><tr><td>".repeat(40_000)),
        (
            "tables of rows",
            format!("<table>{}", "<tr><td>a<td>b".repeat(60_000)),
        ),
        ("links", "<a href=x>".repeat(100_000)),
        ("drawings", "<svg>".repeat(200_000)),
        ("scripts", "<script>".repeat(200_000)),
        ("comments", "<!--".repeat(200_000)),
        (
            "pictures",
            format!("<figure>{}", "<img src=a>".repeat(80_000)),
        ),
        ("quotes", "<blockquote>a".repeat(50_000)),
        ("words", "a b ".repeat(400_000)),
        ("paragraphs", "<p>Satu dua, tiga empat.".repeat(60_000)),
        ("breaks", "a<br><br>".repeat(100_000)),
        ("code", format!("<pre>{}", "a<br>".repeat(100_000))),
        ("templates", "<template>".repeat(60_000)),
        ("formatting", "<p><i><b><u><s>".repeat(50_000)),
        ("forms", "<form><select><option>".repeat(40_000)),
        ("entities", "&amp;&lt;".repeat(200_000)),
        (
            "items",
            format!(
                "<article><ul>{}",
                "<li>Satu dua tiga, empat lima.</li>".repeat(50_000)
            ),
        ),
    ]
}

#[test]
fn no_page_takes_long_or_ends_the_program() {
    // A second on an idle machine with optimised code; the tests run neither.
    let limit = Duration::from_secs(20);
    for (name, html) in hostile() {
        let start = Instant::now();
        let story = extract::page(&html, Some(&address()));
        extract::fragment(&html, None);
        assert!(start.elapsed() < limit, "{name} took {:?}", start.elapsed());
        assert!(story.document.blocks.len() <= 200_000, "{name}");
    }
}

fn is_plain(document: &Document) -> bool {
    document
        .plain_text()
        .chars()
        .all(|letter| letter == '\n' || !letter.is_control())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_page(html in "\\PC{0,300}") {
        extract::page(&html, None);
        extract::fragment(&html, None);
    }

    #[test]
    fn any_soup_of_tags_is_a_page(parts in prop::collection::vec(soup(), 0..120)) {
        let html: String = parts.concat();
        let story = extract::page(&html, Some(&address()));
        prop_assert!(is_plain(&story.document));
        prop_assert!(is_plain(&extract::fragment(&html, None).document));
        prop_assert_eq!(story, extract::page(&html, Some(&address())));
    }
}

/// Pieces of pages, whole and broken.
fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "<p>",
        "</p>",
        "<div class='article-body'>",
        "</div>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<b>",
        "</b>",
        "<a href='x'>",
        "</a>",
        "<br>",
        "<br><br>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<img src=a.jpg>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<svg>",
        "</svg>",
        "<template>",
        "<select><option>",
        "<math>",
        "<iframe src=b title=c>",
        "<title>",
        "</title>",
        "<",
        ">",
        "\"",
        "='",
        "&nbsp;",
        "&#27;[31m",
        "\u{202e}",
        "\u{0}",
        "Baca Juga: ",
        "Berita Terkait",
        "<article>",
        "</article>",
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"articleBody\":\"",
        "\"}</script>",
        "<form>",
        "</form>",
    ];
    prop_oneof![
        prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        "[a-zA-Z ,.]{1,80}".prop_map(|words| words),
        "\\PC{0,6}".prop_map(|words| words),
    ]
}
