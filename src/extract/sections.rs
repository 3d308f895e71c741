//! A story made of like sections, each a heading with its paragraphs: where all but a few are kept, these are, too.
//!
//! It goes by elements of the same name and classes in the same element, and knows nothing of what they are called.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::extract::candidates::is_prose;
use crate::extract::context::around;
use crate::extract::dom::Tree;
use crate::extract::furniture::is_never_story;
use crate::extract::prune::Scene;
use crate::extract::rules::Place;
use crate::extract::surroundings::Surroundings;

/// So many kept sections show what the story is made of.
const KEPT: usize = 3;
/// Elements above a paragraph in which its section may be.
const ABOVE: usize = 3;
/// Words of a section at least, and of its heading at most.
const WORDS: f32 = 15.0;
const HEADING: u32 = 20;
/// The share of links from which on a section is a teaser.
const LINKED: f32 = 0.35;
/// The chance of a paragraph below which nothing speaks for it.
const LEAST: f32 = 0.02;

/// The sections of one element that are alike: where each begins and ends, and whether it is kept.
type Row = Vec<(Range<usize>, bool)>;

/// Keeps the sections that were left out of a row of which at least three, and four of five, are kept.
pub fn even_out(scene: &Scene, counts: &Surroundings, chances: &[f32], keep: &mut [bool]) {
    for row in rows(scene, counts, keep) {
        let kept = row.iter().filter(|(_, is_kept)| *is_kept).count();
        if kept < KEPT || kept * 5 < row.len() * 4 {
            continue;
        }
        for (section, _) in row.into_iter().filter(|(_, is_kept)| !is_kept) {
            if is_story(scene, counts, chances, section.clone()) {
                fill(scene, section, keep);
            }
        }
    }
}

fn rows(scene: &Scene, counts: &Surroundings, keep: &[bool]) -> Vec<Row> {
    let mut seen: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut rows: Vec<Row> = Vec::new();
    let prose = (0..keep.len()).filter(|number| counts.prose.get(*number) == Some(&true));
    for number in prose {
        let Some(block) = scene.blocks.get(number) else {
            break;
        };
        for (element, node) in scene.tree.ancestors(block.first).skip(1).take(ABOVE) {
            // They come in the order of the page.
            let known = seen.entry(node.parent).or_default();
            if known.last() == Some(&element) {
                break;
            }
            known.push(element);
        }
    }
    for elements in seen.into_values().filter(|elements| elements.len() > KEPT) {
        let mut kinds: BTreeMap<_, Row> = BTreeMap::new();
        for element in elements {
            let own = section(scene.tree, counts, element);
            if let Some(kind) = scene.tree.kind(element)
                && has_heading(scene, own.clone())
            {
                let kept = is_kept(scene, counts, own.clone(), keep);
                kinds.entry(kind).or_default().push((own, kept));
            }
        }
        rows.extend(kinds.into_values());
    }
    rows
}

fn section(tree: &Tree, counts: &Surroundings, element: usize) -> Range<usize> {
    let (from, to) = counts.range(tree, element);
    from..to
}

fn has_heading(scene: &Scene, section: Range<usize>) -> bool {
    let first = scene.blocks.get(section.start);
    let first = first.zip(scene.contexts.get(section.start));
    section.len() > 1
        && first.is_some_and(|(block, context)| context.heading > 1 && block.shape.words <= HEADING)
}

/// Whether the heading of a section and most of its paragraphs are kept.
fn is_kept(scene: &Scene, counts: &Surroundings, section: Range<usize>, keep: &[bool]) -> bool {
    let is_kept = |number: usize| keep.get(number) == Some(&true);
    let is_headed = is_kept(section.start);
    let (mut all, mut kept) = (0, 0);
    for number in section.filter(|number| counts.prose.get(*number) == Some(&true)) {
        let words = scene
            .blocks
            .get(number)
            .map_or(0, |block| block.shape.words);
        all += words;
        kept += if is_kept(number) { words } else { 0 };
    }
    is_headed && kept * 2 > all
}

/// Whether a section that was left out has paragraphs, few links, and nothing that speaks of other things.
fn is_story(scene: &Scene, counts: &Surroundings, chances: &[f32], section: Range<usize>) -> bool {
    let sum = counts.between(section.start, section.end);
    let speaks = |number: usize| {
        let block = scene.blocks.get(number).zip(scene.contexts.get(number));
        block.is_none_or(|(block, context)| {
            is_never_story(block, context)
                || context.around & around::HIDDEN != 0
                || context.matches.iter().any(|place| *place >= Place::Start)
        })
    };
    let chance = |number: usize| chances.get(number).copied().unwrap_or_default();
    sum.prose >= WORDS
        && section.clone().any(|number| chance(number) >= LEAST)
        && sum
            .less(&counts.between(section.start, section.start + 1))
            .link_share()
            < LINKED
        && !section.into_iter().any(speaks)
}

fn fill(scene: &Scene, section: Range<usize>, keep: &mut [bool]) {
    for number in section {
        let block = scene.blocks.get(number).zip(scene.contexts.get(number));
        let is_text = block.is_some_and(|(block, context)| {
            context.heading > 1 || is_prose(block, context) || block.links == 0
        });
        if let Some(slot) = keep.get_mut(number).filter(|_| is_text) {
            *slot = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract;

    const ENTRIES: [(&str, &str); 5] = [
        (
            "Terry Hershey",
            "Terletak di pinggir kota, jalur ini membawa pesepeda sejauh sepuluh kilometer melewati hutan yang terawat. \
             Lintasannya teduh dan berbatu, jadi cocok bagi siapa saja yang mencari jeda dari panas siang hari.",
        ),
        (
            "Taman Ria",
            "Jalur ini membentang dari utara ke selatan di bawah pohon asam yang tua. Sepanjang enam kilometer, pesepeda melihat \
             sungai yang tenang dan rumah-rumah lama di tepinya.",
        ),
        (
            "Pasar Baru",
            "Pesepeda lama menyebutnya jalur pasar, sebab dahulu pedagang sayur mengayuh lewat sini menuju kota. Kini aspalnya \
             baru dan lampunya terang.",
        ),
        (
            "Kebun Teh",
            "Dibangun tiga tahun lalu, jalur ini naik turun di antara kebun teh dan kampung. Tanjakannya berat bagi pemula, tetapi \
             pemandangannya membayar semua lelah.",
        ),
        (
            "Danau Lama",
            "Jalur pendek ini mengelilingi danau dan ramai oleh keluarga pada hari Minggu. Anak-anak dapat belajar bersepeda di \
             sini karena tidak ada mobil yang lewat.",
        ),
    ];

    #[test]
    fn the_last_of_a_row_of_sections_is_kept() {
        let section = |kind: &str, heading: &str, text: &str| {
            format!(
                "<section class='entry'><header><h3 class='{kind}'><a href='https://maps.example/x'>{heading}</a></h3></header><main><p>{text}</p>\
                 </main></section>"
            )
        };
        let sections = ENTRIES
            .iter()
            .map(|(name, text)| {
                section(
                    "entry-title",
                    &format!("<strong>Jalur {name} yang Teduh</strong>"),
                    text,
                )
            })
            .collect::<Vec<_>>()
            .concat();
        let last = section(
            "teaser-link",
            "Jalur Tanjung Lama",
            "Jalur ini melewati <a href='/tag/kampung'>kampung nelayan yang lama</a> dan berhenti di pasar ikan. Ujungnya ada di \
             dermaga, sehingga orang dapat naik perahu ke seberang.",
        );
        let page = format!(
            "<html><body><article><h1>Lima jalur sepeda yang teduh</h1><p>Kota ini punya jalur sepeda yang panjang, dan lima di \
             antaranya teduh sepanjang hari, kata warga yang bersepeda setiap minggu bersama anak-anak mereka.</p><p>Kami \
             mencobanya satu demi satu selama sebulan, dengan sepeda tua dan bekal seadanya, lalu memilih yang paling \
             menyenangkan untuk dilewati.</p>{sections}{last}</article></body></html>"
        );
        let text = extract::page(&page, None).document.plain_text();
        assert!(text.contains("dermaga"), "{text}");
        assert!(text.contains("Tanjung Lama"), "{text}");
    }
}
