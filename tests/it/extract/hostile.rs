//! Pages that mean harm, pages torn to pieces, and the same page twice.

use std::fs;

use kabar::document::Document;
use kabar::extract;
use proptest::prelude::*;

use crate::extract::{address, folder};

fn golden_pages() -> Vec<String> {
    let mut paths: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        })
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

/// Pages that are slow elsewhere, in that part of their full size.
fn hostile(part: usize) -> Vec<(&'static str, String)> {
    let attributes: String = (0..64_000 / part)
        .map(|number| format!(" a{number}=b"))
        .collect();
    let bold: String = (0..60_000 / part)
        .map(|number| format!("<p><b id={number}>"))
        .collect();
    vec![
        ("lists", "<ul><li>".repeat(64_000 / part)),
        ("divisions", "<div>".repeat(200_000 / part)),
        ("attributes", format!("<p{attributes}>text")),
        ("bold", bold),
        ("tables", "<table><tr><td>".repeat(40_000 / part)),
        (
            "tables of rows",
            format!("<table>{}", "<tr><td>a<td>b".repeat(60_000 / part)),
        ),
        (
            "tables of cells that reach over others",
            format!(
                "<table><tr>{}{}",
                "<td rowspan=0 colspan=1000>a".repeat(60_000 / part),
                "<tr><td>a".repeat(40_000 / part)
            ),
        ),
        ("links", "<a href=x>".repeat(100_000 / part)),
        ("drawings", "<svg>".repeat(200_000 / part)),
        ("scripts", "<script>".repeat(200_000 / part)),
        ("comments", "<!--".repeat(200_000 / part)),
        (
            "pictures",
            format!("<figure>{}", "<img src=a>".repeat(80_000 / part)),
        ),
        ("quotes", "<blockquote>a".repeat(50_000 / part)),
        ("words", "a b ".repeat(400_000 / part)),
        ("paragraphs", "<p>Satu dua, tiga empat.".repeat(60_000 / part)),
        ("breaks", "a<br><br>".repeat(100_000 / part)),
        ("code", format!("<pre>{}", "a<br>".repeat(100_000 / part))),
        ("templates", "<template>".repeat(60_000 / part)),
        ("formatting", "<p><i><b><u><s>".repeat(50_000 / part)),
        ("forms", "<form><select><option>".repeat(40_000 / part)),
        ("entities", "&amp;&lt;".repeat(200_000 / part)),
        ("elements of their own", "<x-a>".repeat(200_000 / part)),
        ("deep", format!("{}{}", "<div>".repeat(500), "<p>Satu dua, tiga.</p>".repeat(20_000 / part))),
        (
            "other pictures",
            (0..20_000 / part).map(|number| format!("<p>Satu dua, tiga.<img src=/{number}.jpg>")).collect(),
        ),
        ("one word", "a".repeat(1_900_000 / part)),
        ("wide", "日本語の記事。".repeat(80_000 / part)),
        (
            "state",
            format!("<script type='application/json'>{}\"Satu dua tiga empat lima enam.\"", "[".repeat(4_000 / part)),
        ),
        (
            "linked data",
            "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"a\"}</script>".repeat(15_000 / part),
        ),
        (
            "items",
            format!(
                "<article><ul>{}",
                "<li>Satu dua tiga, empat lima.</li>".repeat(50_000 / part)
            ),
        ),
    ]
}

/// Pages that are full of one thing that the cleaner reads, in that part of their full size.
fn laden(part: usize) -> Vec<(&'static str, String)> {
    let many = |count: usize, piece: &dyn Fn(usize) -> String| -> String {
        (0..count / part).map(piece).collect()
    };
    let times = |count: usize, piece: &str| piece.repeat(count / part);
    let sentence = "Satu dua, tiga empat lima enam tujuh delapan.";
    vec![
        (
            "linked story",
            format!(
                "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{}\"}}</script>",
                times(40_000, sentence)
            ),
        ),
        (
            "linked and nested",
            format!(
                "<script type='application/ld+json'>{}",
                times(400_000, "{\"a\":")
            ),
        ),
        (
            "state of paragraphs",
            format!(
                "<script id='__NEXT_DATA__' type='application/json'>[{}1]</script>",
                many(20_000, &|number| format!(
                    "{{\"type\":\"p\",\"text\":\"Perahu {number} kandas di luar pelabuhan malam.\"}},"
                ))
            ),
        ),
        (
            "state in quotes",
            format!(
                "<script>window.__INITIAL_STATE__ = JSON.parse(\"{}\")</script>",
                times(500_000, "\\\\\\\"")
            ),
        ),
        (
            "state in many programs",
            times(
                25_000,
                "<script>__INITIAL_STATE__={\"a\":[\"b\"]};__APOLLO_STATE__=[</script>",
            ),
        ),
        (
            "names of state",
            format!("<script>{}</script>", times(100_000, "__INITIAL_STATE__=[")),
        ),
        (
            "streams",
            many(20_000, &|number| {
                format!("<script>self.__next_f.push([1,\"{number}:[\\\"a\\\"]\\n\"])</script>")
            }),
        ),
        ("empty divisions", times(180_000, "<div></div>")),
        (
            "one row",
            format!("<table><tr>{}", times(250_000, "<td>a b")),
        ),
        (
            "names of classes",
            many(170, &|number| {
                format!(
                    "<p class='{} {number}'>a b",
                    "article-body ad- comment ".repeat(500)
                )
            }),
        ),
        (
            "many attributes that are read",
            times(30_000, "<p class=a id=b style=c title=d role=e lang=f>g"),
        ),
        (
            "other entities",
            times(60_000, "<p title='&hellip;&copy'>&hellip;&notit;"),
        ),
        ("letters written twice", times(200_000, "<b>Ã©")),
        ("marks", format!("<p>a{}", times(900_000, "\u{301}"))),
        (
            "read also",
            format!(
                "<p>{}",
                times(40_000, "a<br><b>Baca juga: <a href=x>b</a></b>")
            ),
        ),
        (
            "turns",
            format!("<p>{}", times(100_000, "a <b>b</b> <i>c</i> ")),
        ),
        (
            "headings",
            many(80_000, &|number| format!("<h2>Satu dua tiga {number}</h2>")),
        ),
        (
            "bylines",
            format!(
                "<h1>Satu dua tiga</h1>{}",
                many(30_000, &|number| format!(
                    "<p class=byline>By Ana Lim, Budi Seto and Cici {number}</p>"
                ))
            ),
        ),
        (
            "one byline",
            format!("<p class=author>{}", times(100_000, "Ana Lim Editor: By ")),
        ),
        (
            "dates",
            format!(
                "<h1>Satu dua tiga</h1>{}",
                many(40_000, &|number| format!(
                    "<span class=date>Updated: x{number}</span>"
                ))
            ),
        ),
        (
            "entries",
            times(
                25_000,
                &format!("<div class=entry><time>10.30</time><p>{sentence}</div>"),
            ),
        ),
        (
            "copies",
            format!("<article>{}", times(30_000, &format!("<p>{sentence}</p>"))),
        ),
        (
            "hidden",
            format!(
                "<article>{}",
                times(25_000, &format!("<p style='display: none'>{sentence}"))
            ),
        ),
        (
            "numbers of pages",
            many(60_000, &|number| {
                format!("<a href='?page={number}'>{number}</a> ")
            }),
        ),
        (
            "sources",
            format!("<article><img srcset='{}'>", times(300_000, "a 1x, ")),
        ),
        (
            "footnotes",
            many(40_000, &|number| {
                format!("a<sup><a href=#fn{number}>{number}</a></sup> ")
            }),
        ),
        ("lines", times(90_000, "Satu dua tiga empat.\n")),
        ("names in a line", times(100_000, "<b>By Al Bo</b> ")),
        (
            "days in an article",
            format!("<article>{}", times(130_000, "<time>x</time>")),
        ),
        (
            "days by name in an article",
            format!("<article>{}", times(80_000, "<i class=date>2024</i>")),
        ),
        (
            "names in a row of their own",
            times(60_000, "<span>Oleh Ana Lim</span> "),
        ),
        (
            "times in each other",
            format!(
                "<h1>Kapal</h1>{}{}",
                "<time>".repeat(500),
                times(40_000, sentence)
            ),
        ),
        (
            "captions in each other",
            format!(
                "<h1>Kapal</h1>{}{}",
                "<figcaption>".repeat(500),
                times(40_000, sentence)
            ),
        ),
        (
            "paragraphs that all differ",
            format!(
                "<article><h1>Kapal</h1>{}",
                many(17_000, &|number| format!(
                    "<p>Pada hari ke-{number} kapal itu tidak berangkat dari dermaga {}, kata seorang nelayan.</p>",
                    number * 7 % 1_000
                ))
            ),
        ),
        (
            "a caption of credits",
            format!(
                "<meta property=og:image content=/pasar-1234567-a.jpg><figure><img src=/pasar-1234567-b.jpg><figcaption>{}",
                times(60_000, "<span class=credit>Foto: </span>")
            ),
        ),
        (
            "pictures beside a long name",
            format!(
                "<meta property=og:image content='/{}.jpg'>{}",
                times(500_000, "-1x1"),
                times(40_000, "<img src=/pasar-1x1.jpg>")
            ),
        ),
        (
            "hours in all zones",
            format!(
                "<h1>Kapal</h1><meta property=article:published_time content='2026-01-01 {}'>",
                times(200_000, "10:10 ET- ")
            ),
        ),
        (
            "linked and broken",
            format!(
                "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",{}",
                times(100_000, "\"headline\":\" \" ")
            ),
        ),
        (
            "films with lines",
            format!(
                "<h1>Kapal</h1>{}",
                times(
                    30_000,
                    "<iframe src=/x></iframe><p><em>Kapal (Video by x)</em>"
                )
            ),
        ),
        ("letters behind ampersands", times(1_000_000, "&a")),
        (
            "a title that never ends",
            format!("<title>{}", times(250_000, "a</titl>")),
        ),
        ("ends", times(400_000, "</p>")),
        (
            "a title below the depth",
            format!(
                "<header><a href=x><nav>{}</header><h1><title></html>x<title></title><meta>",
                "<ul><li>".repeat(260)
            ),
        ),
    ]
}

/// How long each may take is for an idle machine to say, not for a test.
#[test]
fn no_page_ends_the_program_or_keeps_it_for_ever() {
    for (name, html) in hostile(8).into_iter().chain(laden(32)) {
        let story = extract::page(&html, Some(&address()));
        extract::fragment(&html, None);
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
        "<style>",
        "</style>",
        "<textarea>",
    ];
    prop_oneof![
        20 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => Just("<div>".repeat(260)),
        1 => Just("<ul><li>".repeat(260)),
        20 => "[a-zA-Z ,.]{1,80}".prop_map(|words| words),
        20 => "\\PC{0,6}".prop_map(|words| words),
    ]
}

/// A small generator of numbers (xorshift), the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}

/// A piece of a golden page, now and then all of one, torn and patched.
fn mutated(dice: &mut Dice, pages: &[Vec<char>]) -> String {
    let page = &pages[dice.below(pages.len())];
    let is_whole = dice.below(WHOLE) == 0;
    let start = if is_whole { 0 } else { dice.below(page.len()) };
    let end = (start + 20 + dice.below(MUTATED)).min(page.len());
    let end = if is_whole { page.len() } else { end };
    let mut html = page[start..end].to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(html.len());
        let other = &pages[dice.below(pages.len())];
        let from = dice.below(other.len());
        let piece = &other[from..(from + dice.below(40)).min(other.len())];
        match dice.below(50) {
            0..10 => drop(html.splice(at..at, piece.iter().copied())),
            10..20 => drop(html.drain(at..(at + dice.below(30)).min(html.len()))),
            20..30 => {
                html[at] = MARKS[dice.below(MARKS.len())];
            }
            30..39 => html.truncate(at.max(1)),
            // Deeper than the tree may be.
            39 => drop(html.splice(at..at, "<ul><li>".repeat(260).chars())),
            _ => {
                let again = html[at..(at + dice.below(30)).min(html.len())].to_vec();
                html.splice(at..at, again.repeat(1 + dice.below(6)));
            }
        }
        if html.is_empty() {
            html.push('<');
        }
    }
    html.into_iter().collect()
}

/// What a letter may turn into.
const MARKS: [char; 10] = ['<', '>', '"', '\'', '&', '\u{0}', '/', ' ', '=', '\u{202e}'];

/// Letters of a torn piece at most, more or less.
const MUTATED: usize = 260;
/// One in so many is a whole page.
const WHOLE: usize = 20;
/// So many are torn here, where nothing is optimised, and ten times as many for the build that is shipped.
const MUTATIONS: usize = 10_000;
const BATCH: usize = 1_000;

fn torn(number: usize, pages: &[Vec<char>]) -> String {
    let seed = 0x9e37_79b9_7f4a_7c15 ^ (number as u64 + 1).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mutated(&mut Dice(seed), pages)
}

fn pages_of_letters() -> Vec<Vec<char>> {
    let pages = golden_pages();
    pages.iter().map(|html| html.chars().collect()).collect()
}

#[test]
fn no_mutation_of_a_page_ends_the_program_or_is_read_differently_twice() {
    let pages = pages_of_letters();
    let read = |range: std::ops::Range<usize>| {
        for number in range {
            let html = torn(number, &pages);
            let story = std::panic::catch_unwind(|| extract::page(&html, None))
                .unwrap_or_else(|_| panic!("mutation {number}: {html}"));
            assert!(is_plain(&story.document), "mutation {number}: {html}");
            if number % 50 == 0 {
                assert_eq!(
                    story,
                    extract::page(&html, None),
                    "mutation {number}: {html}"
                );
                extract::fragment(&html, None);
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| read(0..MUTATIONS / 2));
        read(MUTATIONS / 2..MUTATIONS);
    });
}

/// What a build of the program makes of pages: a line for each, and the same lines the second time.
fn cleaned(program: &str, pages: &[String]) {
    let directory = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..pages.len()).map(|at| format!("{at}.html")).collect();
    for (name, html) in names.iter().zip(pages) {
        fs::write(directory.path().join(name), html).unwrap();
    }
    let read = || {
        let mut command = std::process::Command::new(program);
        command.current_dir(&directory).args(["extract", "--json"]);
        command.args(&names).output().unwrap()
    };
    let (first, second) = (read(), read());
    let lines = String::from_utf8(first.stdout.clone()).unwrap();
    let told = String::from_utf8_lossy(&first.stderr);
    let done = lines.lines().count();
    assert!(
        first.status.success() && done == pages.len(),
        "{told}: {:?}",
        pages
            .get(done)
            .map(|html| html.chars().take(4_000).collect::<String>())
    );
    for (line, html) in lines.lines().zip(pages) {
        let story: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = story["text"].as_str().unwrap();
        let is_plain = |letter: char| letter == '\n' || !letter.is_control();
        assert!(text.chars().all(is_plain), "{html}");
    }
    assert!(first.stdout == second.stdout, "not the same twice");
}

/// The gate names the build that is shipped (`KABAR_RELEASE`), which reads ten times as many torn pages and those that
/// are slow elsewhere in their full size; anywhere else it is the one under test, and a glance.
#[test]
fn the_program_that_is_shipped_reads_torn_and_hostile_pages() {
    let shipped = std::env::var("KABAR_RELEASE").ok();
    let (program, batches, part) = match &shipped {
        Some(program) => (program.as_str(), 100, 1),
        None => (env!("CARGO_BIN_EXE_kabar"), 1, 64),
    };
    let hostile = hostile(part).into_iter().chain(laden(part));
    let hostile: Vec<String> = hostile.map(|(_, html)| html).collect();
    cleaned(program, &hostile);
    let pages = pages_of_letters();
    let read = |range: std::ops::Range<usize>| {
        for batch in range {
            let numbers = batch * BATCH..(batch + 1) * BATCH;
            let torn: Vec<String> = numbers.map(|number| torn(number, &pages)).collect();
            cleaned(program, &torn);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| read(0..batches / 2));
        read(batches / 2..batches);
    });
}

/// A hash of bytes (FNV-1a) that is the same everywhere.
fn sum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn a_page_gives_the_same_bytes_at_any_time_in_any_thread() {
    let pages = golden_pages();
    let read = || -> Vec<u64> {
        let story = |html: &String| extract::page(html, None);
        pages
            .iter()
            .map(|html| sum(&format!("{:?}", story(html))))
            .collect()
    };
    let first = read();
    let others: Vec<Vec<u64>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(read)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(others.iter().all(|other| *other == first));
}
