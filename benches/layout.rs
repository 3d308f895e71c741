//! How long a story of 50 KB takes to lay out, and the steps before that.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use kabar::document::layout::{Header, layout};
use kabar::document::{Block, Document, Inline};
use kabar::text;

const KILOBYTES: usize = 50 * 1024;

const INDONESIAN: &str = "Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku pada Minggu pagi, menurut \
    Badan Meteorologi, Klimatologi, dan Geofisika. “Gempa tidak berpotensi tsunami,” kata Kepala Pusat Gempa \
    di Jakarta — warga diimbau tetap tenang dan menjauhi bangunan yang retak. ";
const JAPANESE: &str =
    "東京の気象庁は、きょう未明にマルク諸島で地震があったと発表しました。津波の心配はありません。";
const THAI: &str = "รัฐบาลประกาศนโยบายเศรษฐกิจใหม่เพื่อสนับสนุนธุรกิจขนาดเล็กและขนาดกลาง ";
const ARABIC: &str =
    "أعلنت الحكومة اليوم عن سياسة اقتصادية جديدة لدعم الشركات الصغيرة والمتوسطة في البلاد. ";

/// Paragraphs of six sentences with a link and a stressed word each, 50 KB in all.
fn story(sentence: &str) -> Document {
    let words = |text: &str| Inline::Text {
        text: text.to_owned(),
    };
    let mut blocks = Vec::new();
    let mut length = 0;
    while length < KILOBYTES {
        let number = blocks.len() % 20;
        blocks.push(Block::Paragraph {
            content: vec![
                words(&sentence.repeat(2)),
                Inline::Link {
                    url: format!("https://kabar.example/{number}"),
                    content: vec![words(sentence.trim())],
                },
                words(&sentence.repeat(2)),
                Inline::Strong {
                    content: vec![words(sentence)],
                },
            ],
        });
        length += sentence.len() * 6;
    }
    Document { blocks }
}

/// Paragraphs with links and stress, of so many words in all and a few more.
fn words(count: usize) -> Document {
    let mut document = story(INDONESIAN);
    let paragraphs = document.blocks.clone();
    let mut more = paragraphs.iter().cycle().cloned();
    while document.plain_text().split_whitespace().count() < count {
        document.blocks.extend(more.next());
    }
    document
}

fn benches(criterion: &mut Criterion) {
    let header = Header {
        title: "Gempa M 5,2 guncang Maluku, tidak berpotensi tsunami".to_owned(),
        facts: vec!["ANTARA".to_owned(), "Min 22 Nov 2026 07.41 WIB".to_owned()],
        image: None,
        ..Header::default()
    };
    for (name, sentence) in [
        ("indonesian", INDONESIAN),
        ("japanese", JAPANESE),
        ("thai", THAI),
        ("arabic", ARABIC),
    ] {
        let document = story(sentence);
        criterion.bench_function(&format!("layout of 50 KB, {name}"), |bencher| {
            bencher.iter(|| layout(black_box(&header), black_box(&document), 66));
        });
    }
    let document = words(10_000);
    for columns in [40, 66, 90] {
        criterion.bench_function(
            &format!("layout of 10,000 words at {columns} columns"),
            |bencher| {
                bencher.iter(|| layout(black_box(&header), black_box(&document), columns));
            },
        );
    }
    let raw = INDONESIAN.repeat(KILOBYTES / INDONESIAN.len());
    criterion.bench_function("breaks of 50 KB", |bencher| {
        bencher.iter(|| text::wrap::breaks(black_box(&raw)));
    });
    criterion.bench_function("harmless of 50 KB", |bencher| {
        bencher.iter(|| text::harmless(black_box(&raw)));
    });
    criterion.bench_function("displayable of 50 KB", |bencher| {
        bencher.iter(|| text::displayable(black_box(&raw)).len());
    });
    criterion.bench_function("fold of 50 KB", |bencher| {
        bencher.iter(|| text::fold(black_box(&raw)));
    });
    criterion.bench_function("decode of 50 KB", |bencher| {
        bencher.iter(|| {
            text::decode::decode(black_box(raw.as_bytes()), None, text::decode::Kind::Html)
        });
    });
}

criterion_group!(layouts, benches);
criterion_main!(layouts);
