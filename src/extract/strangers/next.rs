//! Stories that follow the first on one page, or stand before it: each has a headline of its own.

use crate::extract::prune::Scene;
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;
use crate::extract::titles::likeness;

/// Words after which another headline begins another story; fewer where the first headline is the page's title.
const STORY: u32 = 60;
const TITLED: u32 = 25;

/// A page that goes on with its next stories, or begins with another one: from the second headline on nothing is kept, and
/// nothing of other articles that have headlines of their own. A headline is one of the first level that stands in the same
/// elements as the story's own.
pub fn drop(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let Some(own) = counts.headline else { return };
    let Some((title, headline)) = scene.blocks.get(own).zip(scene.contexts.get(own)) else {
        return;
    };
    if headline.heading != 1 {
        return;
    }
    let is_titled = scene
        .title
        .is_some_and(|stated| likeness(stated, &title.text) > 0.8);
    let least = if is_titled { TITLED } else { STORY };
    drop_other_articles(scene, counts, keep, own, least);
    let next = (own + 1..scene.blocks.len()).find(|number| {
        let block = scene.blocks.get(*number).zip(scene.contexts.get(*number));
        block.is_some_and(|(block, context)| {
            context.heading == 1
                && context.signature == headline.signature
                && likeness(&title.text, &block.text) < 0.5
        })
    });
    let Some(next) = next else { return };
    if words_kept(scene, keep, 0, next) > least {
        for slot in keep.get_mut(next..).unwrap_or_default() {
            *slot = false;
        }
    }
}

fn words_kept(scene: &Scene, keep: &[bool], from: usize, to: usize) -> u32 {
    let blocks = scene.blocks.get(from..to).unwrap_or_default().iter();
    let kept = blocks.zip(keep.get(from..to).unwrap_or_default());
    let kept = kept.filter(|(_, keep)| **keep);
    kept.map(|(block, _)| block.shape.words).sum()
}

/// Blocks of an article among which its headline stands.
const HEAD: usize = 4;

/// Articles beside the one with the headline that begin with a headline of their own are other stories. The entries of a live
/// blog are not.
fn drop_other_articles(
    scene: &Scene,
    counts: &Surroundings,
    keep: &mut [bool],
    own: usize,
    least: u32,
) {
    let Some(headline) = scene.blocks.get(own) else {
        return;
    };
    let mut above = scene.tree.ancestors(headline.element);
    let Some((article, _)) = above.find(|(_, node)| node.tag == Tag::Article) else {
        return;
    };
    let (from, to) = counts.range(scene.tree, article);
    let words = words_kept(scene, keep, from, to);
    if words <= least {
        return;
    }
    let levels = if words > STORY { 1..=2 } else { 1..=1 };
    let is_other = |number: usize| {
        let block = scene.blocks.get(number).zip(scene.contexts.get(number));
        block.is_some_and(|(block, context)| {
            levels.contains(&context.heading) && likeness(&headline.text, &block.text) < 0.5
        })
    };
    let is_live = |number: usize| {
        let context = scene.contexts.get(number);
        context.is_some_and(|context| context.nearness("live") > 0)
    };
    for (other, _) in scene
        .tree
        .iter()
        .filter(|(_, node)| node.tag == Tag::Article)
    {
        if scene.tree.holds(article, other) || scene.tree.holds(other, article) {
            continue;
        }
        let (from, to) = counts.range(scene.tree, other);
        let head = from..to.min(from + HEAD);
        if head.clone().any(is_other) && !head.clone().any(is_live) {
            for slot in keep.get_mut(from..to).unwrap_or_default() {
                *slot = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract;

    #[test]
    fn the_next_article_of_a_page_that_goes_on_is_no_part_of_a_short_story() {
        let page = "<html><head><title>Pasar ikan dibuka lagi</title></head><body><div class=infinite><article data-url='/pasar'>\
                    <h1>Pasar ikan dibuka lagi</h1><p>Pasar ikan di tepi danau dibuka lagi pada hari Jumat setelah dua tahun \
                    diperbaiki.</p><p>Ada dua ratus empat puluh lapak, lebih sedikit dari dulu, tetapi jalannya lebih lebar.</p>\
                    <p>Masuk tidak dipungut biaya.</p></article><article data-url='/jembatan'><h1>Jembatan lama ditutup untuk \
                    umum</h1><p>Jembatan ditutup mulai Senin untuk penggantian sambungan dan baru dibuka pada akhir Juli, kata \
                    perusahaan.</p><p>Pengemudi harus memutar sejauh tiga puluh kilometer lewat kota.</p></article></div></body></html>";
        let text = extract::page(page, None).document.plain_text();
        assert!(text.contains("Pasar ikan di tepi danau"), "{text}");
        assert!(!text.contains("Jembatan"), "{text}");
    }
}
