//! Rows of cards without a label: several elements of a kind side by side, each with a title that is a link and a few words
//! about what it leads to.
//!
//! Sections of a story have linked headings, too; so a row goes only where nothing of the story stands beside it.

use std::ops::Range;

use crate::extract::lone;
use crate::extract::prune::Scene;
use crate::extract::repeats;
use crate::extract::surroundings::Surroundings;

/// So many cards are a row, and so many are a page that is nothing else.
const ROW: usize = 3;
const PAGE: usize = 8;
/// Words of a card besides its links, and of one of a page that is nothing else.
const CARD: f32 = 60.0;
const POST: f32 = 200.0;
/// Blocks of a card among which its title stands, and words of a title.
const HEAD: usize = 3;
const TITLE: u32 = 3;
/// Words from which on the rest of a page is a story.
const ENOUGH: u32 = 60;
/// Elements above a block in which its card may be.
const ABOVE: usize = 6;

/// Drops rows of cards behind a story, and those that are all that is kept.
pub fn drop(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let (rows, rest) = rows(scene, counts, keep, CARD);
    let words = |number: &usize| {
        scene
            .blocks
            .get(*number)
            .map_or(0, |block| block.shape.words)
    };
    let story: u32 = rest.iter().map(words).sum();
    let last = rest.last().copied();
    for (row, _) in rows {
        if story >= ENOUGH && last < Some(row.start) {
            keep.get_mut(row).unwrap_or_default().fill(false);
        }
    }
    let (rows, rest) = self::rows(scene, counts, keep, POST);
    if rest.is_empty() && rows.iter().all(|(_, cards)| *cards >= PAGE) {
        keep.fill(false);
    }
}

/// The rows that kept blocks stand in, with how many cards each has, and the kept blocks that stand in none.
fn rows(
    scene: &Scene,
    counts: &Surroundings,
    keep: &[bool],
    most: f32,
) -> (Vec<(Range<usize>, usize)>, Vec<usize>) {
    let (mut rows, mut rest) = (Vec::new(), Vec::new());
    let mut number = 0;
    while number < keep.len() {
        if keep.get(number) != Some(&true) {
            number += 1;
        } else if let Some((row, cards)) = row(scene, counts, keep, number, most) {
            number = row.end.max(number + 1);
            rows.push((row, cards));
        } else {
            rest.push(number);
            number += 1;
        }
    }
    (rows, rest)
}

/// The blocks of the row that a kept block stands in a card of, and how many cards it has.
fn row(
    scene: &Scene,
    counts: &Surroundings,
    keep: &[bool],
    number: usize,
    most: f32,
) -> Option<(Range<usize>, usize)> {
    let block = scene.blocks.get(number)?;
    let mut above = scene.tree.ancestors(block.element).take(ABOVE);
    above.find_map(|(index, node)| {
        let kind = repeats::kind(node)?;
        if !is_card(scene, counts, keep, index, most) {
            return None;
        }
        let (mut cards, mut others) = (0, 0);
        let mut own: Option<Range<usize>> = None;
        let mut at = node.parent + 1;
        let end = scene.tree.get(node.parent).map_or(0, |parent| parent.end);
        while let Some(next) = scene.tree.get(at).filter(|_| at < end) {
            if repeats::kind(next) == Some(kind) && is_card(scene, counts, keep, at, most) {
                let (from, to) = counts.range(scene.tree, at);
                let start = own.as_ref().map_or(from, |own| own.start);
                own = Some(start..to);
                cards += 1;
            } else {
                let (from, to) = counts.range(scene.tree, at);
                others += usize::from(keep.get(from..to).is_some_and(|own| own.contains(&true)));
            }
            at = next.end;
        }
        own.filter(|_| cards >= ROW && others * 4 <= cards)
            .map(|own| (own, cards))
    })
}

/// Whether an element is a card: its title is a link to another page of the site, and was not taken for the story's.
fn is_card(scene: &Scene, counts: &Surroundings, keep: &[bool], element: usize, most: f32) -> bool {
    let (from, to) = counts.range(scene.tree, element);
    let is_title = |at: usize| {
        let block = scene.blocks.get(at);
        block.is_some_and(|block| {
            block.link_share() > 0.8
                && block.shape.words > TITLE
                && keep.get(at) == Some(&false)
                && lone::leads_home(scene, block)
        })
    };
    let sum = counts.between(from, to);
    to > from + 1
        && sum.words * (1.0 - sum.link_share()) < most
        && (from..to.min(from + HEAD)).any(is_title)
}

#[cfg(test)]
mod tests {
    use super::drop;
    use crate::extract::blocks::{Block, Blocks};
    use crate::extract::dom::{self, Tree};
    use crate::extract::metadata;
    use crate::extract::prune::Scene;
    use crate::extract::sight::Sight;

    fn cards(many: usize, of: &str) -> String {
        (0..many)
            .map(|at| {
                format!(
                    "<div class='item box item-{at}'><img src='/{at}.jpg'><a href='/kabar/{at}'>Warga kampung {at} memperbaiki jalan \
                     bersama lagi</a><ul class='data'><li>{at} jam lalu</li></ul><p>{of} {at} dan selesai dalam waktu tiga hari, \
                     kata ketua kampung itu kepada wartawan.</p></div>"
                )
            })
            .collect::<Vec<_>>()
            .concat()
    }

    /// What is left of a page of which all is kept but its links and dates.
    fn left(html: &str) -> String {
        let page = dom::parse(html);
        let tree = Tree::of(&page);
        let metadata = metadata::metadata(&tree, None);
        let blocks = Blocks::of(&tree);
        let sight = Sight::of(&tree, &blocks, &metadata);
        let scene = Scene {
            tree: &tree,
            blocks: &blocks.list,
            contexts: &sight.contexts,
            candidate: sight.candidate,
            title: None,
            signed: metadata.signed(),
        };
        let is_text = |block: &Block| block.links == 0 && block.shape.words > 8;
        let mut keep: Vec<bool> = blocks.list.iter().map(is_text).collect();
        drop(&scene, &sight.counts, &mut keep);
        let kept = blocks.list.iter().zip(keep).filter(|(_, keep)| *keep);
        kept.map(|(block, _)| block.text.as_str()).collect()
    }

    const STORY: &str = "<p>Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok tani \
                         setempat.</p><p>Bibit itu dibeli dari hasil penjualan ikan kering, dan akan dirawat bersama oleh para pemuda \
                         sampai musim hujan.</p><p>Pemerintah daerah berjanji mengirim pupuk, tetapi warga tidak mau menunggu lama \
                         karena air sudah naik dan hujan turun setiap hari di danau itu, kata seorang petani tua.</p>";

    #[test]
    fn a_row_of_cards_behind_a_story_is_no_part_of_it() {
        let row = cards(9, "Pekerjaan itu dimulai pada hari");
        let text = left(&format!(
            "<body><div id='main'><div class='single'><h1>Warga menanam bakau</h1>{STORY}</div>{row}</div></body>"
        ));
        assert!(text.contains("mengirim pupuk"), "{text}");
        assert!(!text.contains("Pekerjaan itu"), "{text}");
    }

    #[test]
    fn cards_between_paragraphs_are_sections_of_the_story() {
        let row = cards(9, "Pekerjaan itu dimulai pada hari");
        let text = left(&format!(
            "<body><div id='main'>{STORY}{row}<p>Dan begitulah cara warga menjaga danau mereka bersama sepanjang tahun ini, kata \
             ketua.</p></div></body>"
        ));
        assert!(text.contains("Pekerjaan itu"), "{text}");
    }

    #[test]
    fn a_page_of_cards_and_nothing_else_holds_no_story() {
        let row = cards(12, "Pekerjaan itu dimulai pada hari");
        let text = left(&format!("<body><div id='main'>{row}</div></body>"));
        assert!(text.is_empty(), "{text}");
    }
}
