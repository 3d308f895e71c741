//! Poems: short lines below the headline, where hardly anything else is kept.
//!
//! A verse is a paragraph whose lines are broken, or each line stands in an element of its own.

use std::ops::Range;

use crate::extract::blocks::Block;
use crate::extract::context::around;
use crate::extract::furniture::is_never_story;
use crate::extract::prune::Scene;
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;

/// Words of a story that is short.
const SHORT: u32 = 60;

/// So many verses of at least so many lines are a poem.
const VERSES: usize = 2;
const LINES_OF_VERSE: u32 = 2;
/// Words of a line of verse.
const VERSE: u32 = 10;

/// So many short lines in elements of their own are a poem.
const LINES_ALONE: usize = 6;

/// The lines of a poem each of which stands in an element of its own, all in the same one.
fn lines_of_verse(scene: &Scene, inside: Range<usize>, headline: &Block) -> Vec<usize> {
    let holder = |number: &usize| scene.blocks.get(*number).map(|block| block.holder);
    let is_line = |number: &usize| {
        let block = scene.blocks.get(*number).zip(scene.contexts.get(*number));
        block.is_some_and(|(block, context)| {
            let node = scene.tree.get(block.element);
            node.is_some_and(|node| matches!(node.tag, Tag::Div | Tag::P))
                && block.first > headline.first
                && block.shape.words <= VERSE
                && block.links == 0
                && context.heading == 0
                && context.around & !(around::ARTICLE | around::MAIN | around::BODY) == 0
                && !is_never_story(block, context)
        })
    };
    let lines: Vec<usize> = inside.filter(is_line).collect();
    let mut rows = lines.chunk_by(|one, next| holder(one) == holder(next));
    let row = rows.find(|row| row.len() >= LINES_ALONE);
    row.map(<[usize]>::to_vec).unwrap_or_default()
}

/// The verses of a poem below the headline, where hardly anything else is kept: paragraphs of short lines.
pub fn keep(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let headline = counts.headline.and_then(|at| scene.blocks.get(at));
    let kept = scene.blocks.iter().zip(keep.iter());
    let kept = kept.filter(|(_, keep)| **keep);
    let words: u32 = kept.map(|(block, _)| block.shape.words).sum();
    let Some(headline) = headline.filter(|_| words < SHORT) else {
        return;
    };
    let mut above = scene.tree.ancestors(headline.element);
    let Some((article, _)) = above.find(|(_, node)| node.tag == Tag::Article) else {
        return;
    };
    let excluded =
        around::NAV | around::FOOTER | around::FORM | around::ASIDE | around::HIDDEN | around::LINK;
    let (from, to) = counts.range(scene.tree, article);
    let is_own = |number: usize| {
        let block = scene.blocks.get(number).zip(scene.contexts.get(number));
        block.is_some_and(|(block, context)| {
            let node = scene.tree.get(block.element);
            node.is_some_and(|node| node.tag == Tag::P)
                && block.first > headline.first
                && block.links == 0
                && context.around & excluded == 0
                && !is_never_story(block, context)
        })
    };
    let is_verse = |number: &&usize| {
        scene.blocks.get(**number).is_some_and(|block| {
            let below = scene.tree.below(block.element);
            let breaks = below.filter(|(_, node)| node.tag == Tag::Br).count();
            let lines = u32::try_from(breaks + 1).unwrap_or(u32::MAX);
            lines >= LINES_OF_VERSE && block.shape.words / lines <= VERSE
        })
    };
    let mut own: Vec<usize> = (from..to).filter(|number| is_own(*number)).collect();
    if own.iter().filter(is_verse).count() < VERSES {
        own = lines_of_verse(scene, from..to, headline);
    }
    if !own.is_empty() {
        // What was kept beside it are other stories.
        for (number, slot) in keep.iter_mut().enumerate() {
            *slot &= (from..to).contains(&number);
        }
        for number in own {
            if let Some(slot) = keep.get_mut(number) {
                *slot = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract;

    #[test]
    fn lines_in_elements_of_their_own_are_a_poem() {
        let lines = [
            "Ombak membawa surat",
            "tanpa alamat dan nama",
            "ke pantai yang tidur",
            "Ibu memungutnya pagi",
            "lalu menyimpannya",
            "di bawah bantal",
            "sampai kertas itu",
            "menjadi garam",
        ];
        let poem = lines
            .iter()
            .map(|line| format!("<div style='text-indent:-1em'>{line}<br></div>"))
            .collect::<Vec<_>>()
            .concat();
        let page = format!(
            "<html><body><article><h1>Surat dari laut</h1><div class='poem'>{poem}</div></article><aside><h3>Berita lain</h3><p>Tim \
             kota menang dua gol tanpa balas dalam laga persahabatan yang ditonton ribuan orang kemarin sore.</p></aside></body></html>"
        );
        let text = extract::page(&page, None).document.plain_text();
        assert!(text.contains("menjadi garam"), "{text}");
        assert!(!text.contains("dua gol"), "{text}");
    }
}
