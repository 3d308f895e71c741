//! What readers say, by the names of the elements that it stands in: each of them is called after comments, and one is
//! called like the next.
//!
//! It marks blocks; whether they go is decided by what else is kept.

use std::collections::HashMap;

use crate::extract::prune::Scene;
use crate::extract::rules::rules;
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;

/// So many elements of a name are what readers say, one after the other.
const ROW: usize = 2;

/// Words of prose before what readers say that are a story: in a forum they say all there is.
const STORY: u32 = 40;

/// By block: whether it stands in such an element, behind a story.
pub fn said(scene: &Scene, counts: &Surroundings, keep: &[bool]) -> Vec<bool> {
    let mut rows: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let headline = counts.headline.and_then(|at| scene.blocks.get(at));
    for (index, node) in scene.tree.iter() {
        let Some(names) = node.attribute("class") else {
            continue;
        };
        let holds_page = matches!(node.tag, Tag::Body | Tag::Html | Tag::Main)
            || headline.is_some_and(|headline| scene.tree.holds(index, headline.first));
        if node.tag.is_block() && rules().called.is_said(names) && !holds_page {
            rows.entry((node.name(), names)).or_default().push(index);
        }
    }
    let mut said = vec![false; scene.blocks.len()];
    for row in rows.into_values().filter(|row| row.len() >= ROW) {
        for index in boxes(scene, counts, row) {
            let (from, to) = counts.range(scene.tree, index);
            said.get_mut(from..to).unwrap_or_default().fill(true);
        }
    }
    let mut kept = said.iter().zip(keep);
    let first = kept.position(|(said, keep)| *said && *keep);
    let first = first.unwrap_or(said.len());
    let before = scene.blocks.iter().zip(keep).zip(&counts.prose).take(first);
    let story = before.filter(|((_, keep), prose)| **keep && **prose);
    let words: u32 = story.map(|((block, _), _)| block.shape.words).sum();
    if words < STORY {
        said.fill(false);
    }
    said
}

/// Words that stand beside what is said: a name, a date, a number.
const BESIDE: f32 = 30.0;
/// Elements around what is said in which they may stand.
const AROUND: usize = 3;

/// The boxes of what is said, as long as each has one of its own with little else in it.
fn boxes(scene: &Scene, counts: &Surroundings, mut row: Vec<usize>) -> Vec<usize> {
    for _ in 0..AROUND {
        let outer: Vec<usize> = row
            .iter()
            .filter_map(|index| scene.tree.get(*index))
            .map(|node| node.parent)
            .collect();
        let words = |index: usize| counts.under(scene.tree, index).words;
        let is_box = |(own, outer): (&usize, &usize)| words(*outer) <= words(*own) + BESIDE;
        let is_apart = outer.windows(2).all(|pair| match pair {
            [one, next] => one < next && !scene.tree.holds(*one, *next),
            _ => true,
        });
        if !is_apart || !row.iter().zip(&outer).all(is_box) {
            break;
        }
        row = outer;
    }
    row
}

#[cfg(test)]
mod tests {
    use crate::extract;

    #[test]
    fn what_stands_in_boxes_called_after_comments_is_no_story() {
        let story = "<p>Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok tani \
                     setempat.</p><p>Bibit itu dibeli dari hasil penjualan ikan kering, dan akan dirawat bersama oleh para pemuda \
                     sampai musim hujan.</p>";
        let said = "Saya tinggal di dekat danau itu dan melihat sendiri betapa rajinnya mereka bekerja setiap pagi, luar biasa \
                    sekali.";
        let page = |name: &str, story: &str, many: usize| {
            let boxes = (0..many)
                .map(|at| {
                    format!("<div><p>Nama {at} - 15.08.2015 18:36:46</p><div class='{name}'><p>{said}</p></div></div>")
                })
                .collect::<Vec<_>>()
                .concat();
            let page = format!(
                "<html><body><div id='main'><h1>Warga menanam bakau</h1>{story}<div>{boxes}</div></div></body></html>"
            );
            extract::page(&page, None).document.plain_text()
        };
        for name in ["visitors_comment_block", "commentText", "x sf_comment_text"] {
            let text = page(name, &story.repeat(2), 3);
            assert!(text.contains("bibit bakau"), "{name}: {text}");
            assert!(!text.contains("betapa rajinnya"), "{name}: {text}");
            assert!(!text.contains("Nama 1"), "{name}: {text}");
        }
        let text = page("comment-item", "", 8);
        assert!(text.contains("betapa rajinnya"), "{text}");
    }
}
