//! What cleaning a page costs beside parsing it: scraper alone, and parse and clean, on the same pages.
//!
//! The golden pages of `tests/data/extract` are small; `newsroom` is one of them with the weight that pages have in
//! the wild: scripts, styles, attributes, menus and teasers, about 220 kB.
#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "criterion's macros make functions without docs; a broken bench shall end"
)]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// The golden pages by name, sorted.
fn golden() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/extract");
    let mut pages: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the golden pages")
        .filter_map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_stem()?.to_str()?.to_owned();
            let is_page = path.extension()? == "html";
            is_page.then(|| (name, fs::read_to_string(&path).expect("a page")))
        })
        .collect();
    pages.sort();
    pages
}

/// A golden page with the weight of a real one around its story.
fn newsroom(story: &str) -> String {
    let mut head = String::new();
    for number in 0..40 {
        let _ = write!(
            head,
            "<script>window.q=window.q||[];q.push(function(){{var a={number};document.title+='<p>'+a;{}}});</script>\
             <style>.c{number}{{margin:0 auto;padding:{number}px}}{}</style>",
            "a=a*31+7;".repeat(120),
            ".d>.e{color:#123}".repeat(40)
        );
    }
    let mut teasers = String::new();
    for number in 0..220 {
        let _ = write!(
            teasers,
            "<div class=\"card card--{number} u-mt-2 u-flex\" data-tracking='{{\"pos\":{number},\"box\":\"latest\"}}' data-id=\"{number}\">\
             <a class=\"card__link\" href=\"/berita/{number}/judul-panjang-sekali\" onclick=\"track({number})\"><img class=\"lazy\" \
             src=\"data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==\" data-src=\"/thumb/{number}.jpg\" alt=\"\">\
             <svg viewBox=\"0 0 24 24\"><path d=\"M12 2 2 22h20z\"/></svg><h3 class=\"card__title\">Warga kampung nomor {number} \
             membersihkan sungai bersama-sama</h3></a><span class=\"card__date\">{} menit lalu</span></div>",
            number % 60
        );
    }
    story
        .replacen("</head>", &format!("{head}</head>"), 1)
        .replacen(
            "</body>",
            &format!("<section>{teasers}</section></body>"),
            1,
        )
}

fn extract(criterion: &mut Criterion) {
    let mut pages = golden();
    let story = pages
        .iter()
        .find(|(name, _)| name == "read-also-and-lists")
        .map(|(_, html)| newsroom(html))
        .expect("the page to enlarge");
    pages.push(("newsroom".to_owned(), story));
    let mut group = criterion.benchmark_group("extract");
    for (name, html) in &pages {
        group.throughput(Throughput::Bytes(html.len() as u64));
        group.bench_with_input(BenchmarkId::new("parse", name), html, |bencher, html| {
            bencher.iter(|| {
                let html = scraper::Html::parse_document(black_box(html));
                html.tree.nodes().len()
            });
        });
        group.bench_with_input(BenchmarkId::new("clean", name), html, |bencher, html| {
            bencher.iter(|| {
                let story = kabar::extract::page(black_box(html), None);
                story.document.blocks.len()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, extract);
criterion_main!(benches);
