//! Recipes: the lists under "Ingredients", "Method" and their like, which are the story however short their lines are.
//!
//! It knows them by their labels; other lists are `lists`'.

use crate::extract::context::{Context, around};
use crate::extract::furniture::is_never_story;
use crate::extract::lists::list_above;
use crate::extract::prune::Scene;
use crate::extract::rules::rules;
use crate::extract::surroundings::Surroundings;

/// Words of a label, and of a line between two lists ("For the sauce").
const LABEL: u32 = 8;
/// Items of a list at least.
const ITEMS: usize = 2;

/// Keeps such labels with their lists below the headline, inside a story or beside it in its element.
pub fn keep(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let mut number = counts.headline.map_or(0, |headline| headline + 1);
    while number < keep.len() {
        let end = if is_label(scene, counts, number) {
            end_of_lists(scene, counts, number).max(end_of_lines(scene, counts, number))
        } else {
            number
        };
        if end > number + ITEMS {
            for at in number..end {
                // How many eat of it is asked in a form.
                let is_asked = |context: &Context| context.around & around::FORM != 0;
                let is_own = !scene.contexts.get(at).is_some_and(is_asked);
                if let Some(slot) = keep.get_mut(at) {
                    *slot |= is_own;
                }
            }
        }
        number = end.max(number + 1);
    }
}

fn is_label(scene: &Scene, counts: &Surroundings, number: usize) -> bool {
    scene.blocks.get(number).is_some_and(|block| {
        let holds = |element: usize| scene.tree.holds(element, block.first);
        block.shape.words < LABEL
            && block.links == 0
            && rules().labels.recipe(&block.text)
            && (holds(scene.candidate.element) || counts.article.is_some_and(holds))
    })
}

/// The number of the block behind the lists under a label; that of the block behind the label where there are none.
fn end_of_lists(scene: &Scene, counts: &Surroundings, label: usize) -> usize {
    let mut end = label + 1;
    let mut at = end;
    while at < scene.blocks.len() {
        if let Some(list) = list_of(scene, at) {
            let (from, to) = counts.range(scene.tree, list);
            if from < at || to <= at || !(from..to).all(|at| is_item(scene, at)) {
                break;
            }
            end = to;
            at = to;
        } else if at == end && is_between(scene, label, at) && list_of(scene, at + 1).is_some() {
            at += 1;
        } else {
            break;
        }
    }
    end
}

/// Short lines below a label are a list, whatever they are made of.
const LINES: usize = 4;
const LINE: u32 = 14;

/// The number of the block behind the short lines that fill the rest of a label's box ("2", "pounds zucchini"); that of the block
/// behind the label where something else is in it.
fn end_of_lines(scene: &Scene, counts: &Surroundings, label: usize) -> usize {
    let parent = scene.blocks.get(label).and_then(|block| {
        let node = scene.tree.get(block.element)?;
        scene.tree.get(node.parent).map(|_| node.parent)
    });
    let (from, to) = parent.map_or((0, 0), |parent| counts.range(scene.tree, parent));
    let is_line = |at: usize| {
        let block = scene.blocks.get(at).zip(scene.contexts.get(at));
        block.is_some_and(|(block, context)| {
            block.shape.words <= LINE
                && block.links == 0
                && context.heading == 0
                && is_item(scene, at)
        })
    };
    if from == label && to > label + LINES && (label + 1..to).all(is_line) {
        to
    } else {
        label + 1
    }
}

/// The list that a block is an item of, or a paragraph of one.
fn list_of(scene: &Scene, number: usize) -> Option<usize> {
    list_above(scene, scene.blocks.get(number)?)
}

fn is_item(scene: &Scene, number: usize) -> bool {
    let block = scene.blocks.get(number).zip(scene.contexts.get(number));
    block.is_some_and(|(block, context)| {
        block.link_share() < 0.5
            && context.around & (around::HIDDEN | around::FORM | around::NAV) == 0
            && !is_never_story(block, context)
    })
}

/// Whether a line may stand between two lists of a recipe: it heads no more than a part of it.
fn is_between(scene: &Scene, label: usize, number: usize) -> bool {
    let level = |at: usize| scene.contexts.get(at).map_or(0, |context| context.heading);
    let block = scene.blocks.get(number).zip(scene.contexts.get(number));
    block.is_some_and(|(block, context)| {
        block.shape.words < LABEL
            && block.links == 0
            && context.around & (around::HIDDEN | around::NAV) == 0
            && (level(number) == 0 || level(number) > level(label))
    })
}

#[cfg(test)]
mod tests {
    use crate::extract;

    #[test]
    fn ingredients_beside_a_form_that_asks_how_many_eat_are_kept() {
        let steps = "Aduk tepung, gula dan telur sampai rata, lalu tuang santan sedikit demi sedikit sambil terus diaduk di atas api \
                     kecil sampai adonan mengental dan tidak lengket lagi di sendok.";
        let page = format!(
            "<html><body><article><h1>Kue lumpur yang lembut</h1><p>Kue ini mudah dibuat di rumah dan disukai semua orang, kata \
             juru masak yang membuatnya setiap hari Jumat.</p><h2>Bahan</h2><section class='bahan'><form>Untuk <input value='4'> \
             orang</form><ul><li>250 g tepung</li><li>3 butir telur</li><li>santan</li></ul></section><h2>Cara membuat</h2>\
             <ol><li>{steps}</li><li>{steps} Panggang.</li></ol><p>{steps} Sajikan hangat.</p><p>{steps} Simpan dingin.</p>\
             </article></body></html>"
        );
        let text = extract::page(&page, None).document.plain_text();
        assert!(text.contains("3 butir telur"), "{text}");
        assert!(!text.contains("orang\n"), "{text}");
    }

    #[test]
    fn amounts_and_what_they_are_of_may_stand_in_elements_of_their_own() {
        let steps = "Parut labu, taburi garam, lalu diamkan di saringan selama tiga puluh menit sebelum diperas sampai kering betul.";
        let lines = [
            ("2", "buah labu"),
            ("1/2", "ikat daun bawang"),
            ("3", "butir telur"),
        ]
        .iter()
        .map(|(amount, what)| format!("<div><p>{amount}</p><div>{what}</div></div>"))
        .collect::<Vec<_>>()
        .concat();
        let page = format!(
            "<html><body><article><h1>Dadar labu</h1><p>Dadar ini renyah di luar dan lembut di dalam, dan cocok untuk sarapan \
             bersama sambal.</p><div><h2>Bahan</h2>{lines}</div><div><h2>Cara membuat</h2><p>{steps}</p><p>{steps} Goreng.</p></div>\
             </article></body></html>"
        );
        let text = extract::page(&page, None).document.plain_text();
        assert!(text.contains("ikat daun bawang"), "{text}");
    }
}
