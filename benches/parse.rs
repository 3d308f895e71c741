//! How long a feed takes to parse, beside feed-rs on the same bytes.
#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "criterion's macros make functions without docs; a broken bench shall end"
)]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const STORY: &str =
    "Pemerintah menyiapkan jalur alternatif bagi pemudik yang melintasi pantai utara Jawa. ";

/// The body of a story in HTML, about 1.6 kB.
fn body() -> String {
    let mut html = String::new();
    for number in 0..4 {
        let link =
            format!("<a href=\"https://example.org/topik/{number}?utm=a&amp;b=c\">baca juga</a>");
        let _ = write!(
            html,
            "<p class=\"x\">{STORY}{STORY}<strong>{STORY}</strong>{link}&nbsp;&ldquo;ok&rdquo;</p>\n"
        );
    }
    html
}

/// RSS 2.0 as WordPress writes it: bodies in CDATA.
fn rss_cdata(items: usize) -> String {
    rss(items, &format!("<![CDATA[{}]]>", body()))
}

/// RSS 2.0 with escaped bodies.
fn rss_escaped(items: usize) -> String {
    rss(
        items,
        &body()
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;"),
    )
}

fn rss(items: usize, body: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>Kabar</title>\
         <link>https://example.org/</link><description>Berita</description>",
    );
    for number in 0..items {
        let _ = write!(
            xml,
            "<item><title>Jalur {number} dibuka &amp; ramai</title><link>https://example.org/{number}</link>\
             <guid isPermaLink=\"false\">https://example.org/?p={number}</guid><dc:creator><![CDATA[Sari]]></dc:creator>\
             <pubDate>Sat, 21 Nov 2026 07:{:02}:00 +0700</pubDate><category>Nasional</category><category>Mudik</category>\
             <media:thumbnail url=\"https://example.org/{number}.jpg\"/><description>{STORY}</description>\
             <content:encoded>{body}</content:encoded></item>\n",
            number % 60
        );
    }
    xml.push_str("</channel></rss>");
    xml
}

/// Atom 1.0 with bodies in XHTML.
fn atom_xhtml(items: usize) -> String {
    let body = body()
        .replace("&nbsp;", "&#160;")
        .replace("&ldquo;", "“")
        .replace("&rdquo;", "”");
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Kabar</title>\
         <id>urn:kabar</id><updated>2026-11-21T07:00:00Z</updated><link href=\"https://example.org/\"/>",
    );
    for number in 0..items {
        let _ = write!(
            xml,
            "<entry><title>Jalur {number} dibuka</title><id>urn:kabar:{number}</id>\
             <link href=\"https://example.org/{number}\"/><updated>2026-11-21T07:{:02}:00+07:00</updated>\
             <author><name>Sari</name></author><content type=\"xhtml\">\
             <div xmlns=\"http://www.w3.org/1999/xhtml\">{body}</div></content></entry>\n",
            number % 60
        );
    }
    xml.push_str("</feed>");
    xml
}

fn parse(criterion: &mut Criterion) {
    let feeds = [
        ("rss-cdata", rss_cdata(50)),
        ("rss-escaped", rss_escaped(50)),
        ("atom-xhtml", atom_xhtml(50)),
    ];
    let mut group = criterion.benchmark_group("parse");
    for (name, xml) in &feeds {
        let bytes = xml.as_bytes();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::new("kabar", name), bytes, |bencher, bytes| {
            bencher.iter(|| {
                kabar::feed::parse(black_box(bytes), None, None)
                    .expect("a feed")
                    .entries
                    .len()
            });
        });
        group.bench_with_input(
            BenchmarkId::new("feed-rs", name),
            bytes,
            |bencher, bytes| {
                bencher.iter(|| {
                    feed_rs::parser::parse(black_box(bytes))
                        .expect("a feed")
                        .entries
                        .len()
                });
            },
        );
    }
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
