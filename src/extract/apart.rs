//! What belongs to a story and stands apart from its paragraphs: the standfirst in a box of its own, code, the quotes and posts
//! that it ends with.
//!
//! Chances say little of them: they are short, or in another tongue than the story. It goes by place and by names.

use std::ops::RangeInclusive;

use crate::extract::blocks::Block;
use crate::extract::candidates::is_prose;
use crate::extract::context::{Context, around};
use crate::extract::furniture::{is_beside, is_never_story};
use crate::extract::groups::group;
use crate::extract::prune::{Scene, reason_at_home};
use crate::extract::rules::rules;
use crate::extract::shape::Edge;
use crate::extract::surroundings::Surroundings;
use crate::extract::tag::Tag;
use crate::extract::tokens::overlap;

/// Blocks between the headline and the story: bylines, dates, what to share it with.
const NEAR: usize = 12;
/// The same where other things stand between them.
const RIGHT: usize = 3;
/// Words of a standfirst.
const STANDFIRST: RangeInclusive<u32> = 5..=70;
/// The share of a page's own summary that says that a block is it.
const SAID: f32 = 0.8;
/// From this chance on a quote is one of the story's.
const QUOTE: f32 = 0.04;

/// Keeps the standfirst between the headline and the story, which often stands in a box of its own: a line that is called so,
/// that is the page's own summary, or a sentence right below the headline in its box.
pub fn keep_standfirst(scene: &Scene, counts: &Surroundings, keep: &mut [bool]) {
    let first = keep.iter().position(|keep| *keep);
    let Some((headline, first)) = counts.headline.zip(first) else {
        return;
    };
    let near = if first > headline + NEAR { RIGHT } else { NEAR };
    let below = headline + 1..first.min(headline + 1 + near);
    let found = |by_name: bool| {
        let mut below = below.clone();
        below.find(|number| is_standfirst(scene, counts, headline, *number, by_name))
    };
    let Some(number) = found(false).or_else(|| found(true)) else {
        return;
    };
    let own = counts.words.get(number);
    let is_said = |other: usize| overlap(own, counts.words.get(other)) > SAID;
    let mut story = (first..keep.len()).filter(|at| keep.get(*at) == Some(&true));
    if story.by_ref().take(3).any(is_said) {
        return;
    }
    if let Some(slot) = keep.get_mut(number) {
        *slot = true;
    }
}

/// Whether a block is one; by its own name also in a box that is called after shares or days.
fn is_standfirst(
    scene: &Scene,
    counts: &Surroundings,
    headline: usize,
    number: usize,
    by_name: bool,
) -> bool {
    let block = scene.blocks.get(number).zip(scene.contexts.get(number));
    let Some((block, context)) = block else {
        return false;
    };
    let excluded = around::NAV
        | around::FORM
        | around::ASIDE
        | around::HIDDEN
        | around::LINK
        | around::FIGURE
        | around::FIGCAPTION
        | around::LIST_ITEM
        | around::ADDRESS;
    let is_below = is_heading_below(scene, headline, number);
    let named = group("date") | group("tags") | group("share");
    let is_summary = counts.description.as_ref().is_some_and(|description| {
        let words = counts.words.get(number);
        words.len() * 10 >= description.length * 6 && description.share(words) >= SAID
    });
    let is_named = by_name && number <= headline + RIGHT && is_called_lead(scene, block);
    let is_sentence = block.shape.last == Edge::Stop && block.shape.words > 2;
    let is_short = is_named && (is_sentence || is_summary && block.shape.words > 1);
    let is_below = is_below || is_named;
    if context.around & excluded != 0
        || context.heading == 1 && !is_below
        || !STANDFIRST.contains(&block.shape.words) && !is_short
        || block.link_share() > 0.2
        || is_beside(context)
        || is_never_story(block, context)
        || context.close & named != 0 && !is_below
        || reason_at_home(scene, block, context).is_some()
    {
        return false;
    }
    let is_called = context.close & group("lead") != 0;
    is_called || is_summary || is_below || is_beside_headline(scene, headline, number)
}

/// Whether an element right around a block is called by a name that standfirsts have.
fn is_called_lead(scene: &Scene, block: &Block) -> bool {
    let around = scene.tree.ancestors(block.element).take(2);
    let mut names = around.filter_map(|(_, node)| node.attribute("class"));
    names.any(|names| rules().called.is_lead(names))
}

/// Words of a heading that is a standfirst, and elements between it and the one that holds the headline.
const HEADING: u32 = 6;
const OUTER: usize = 3;

/// Whether a block is a heading of its own right below the headline, in the element of the headline.
fn is_heading_below(scene: &Scene, headline: usize, number: usize) -> bool {
    let (above, block) = (scene.blocks.get(headline), scene.blocks.get(number));
    let level = |at: usize| scene.contexts.get(at).map_or(0, |context| context.heading);
    above.zip(block).is_some_and(|(above, block)| {
        let home = scene.tree.get(above.element).map(|node| node.parent);
        let mut around = scene.tree.ancestors(block.element).take(OUTER);
        let is_home = around.any(|(_, node)| Some(node.parent) == home);
        number == headline + 1
            && level(headline) > 0
            && (1..=3).contains(&level(number))
            && level(number) != level(headline)
            && block.links == 0
            && block.shape.words >= HEADING
            && is_home
    })
}

/// Whether a block is a sentence that follows the headline in the same element.
fn is_beside_headline(scene: &Scene, headline: usize, number: usize) -> bool {
    let (above, block) = (scene.blocks.get(headline), scene.blocks.get(number));
    above.zip(block).is_some_and(|(above, block)| {
        let parent = |element: usize| scene.tree.get(element).map(|node| node.parent);
        number == headline + 1
            && block.shape.words >= 6
            && block.shape.last == Edge::Stop
            && parent(above.element) == parent(block.element)
    })
}

/// Keeps code inside a story and right behind it, and the quotes and posts right behind it.
pub fn keep_pieces(scene: &Scene, chances: &[f32], keep: &mut [bool], first: usize, last: usize) {
    let Some(home) = scene.blocks.get(last).map(|block| block.holder) else {
        return;
    };
    let excluded = around::NAV | around::FORM | around::ASIDE | around::HIDDEN;
    let piece = |number: usize| {
        let (block, context) = scene.blocks.get(number).zip(scene.contexts.get(number))?;
        let is_own = context.around & excluded == 0
            && !is_never_story(block, context)
            && scene.tree.holds(scene.candidate.element, block.first);
        is_own.then_some((block, context))
    };
    let is_code =
        |number: usize| piece(number).is_some_and(|(_, context)| context.around & around::PRE != 0);
    let is_cited = |number: usize| {
        let is_quoted = piece(number).is_some_and(|(block, context)| {
            context.around & around::BLOCKQUOTE != 0 && names_speaker(scene, block)
        });
        is_quoted && keep.get(number.wrapping_sub(1)) == Some(&true)
    };
    let inside = (first..last).filter(|number| is_code(*number) || is_cited(*number));
    let mut chosen: Vec<usize> = inside.collect();
    let is_quote = |number: usize| {
        let chance = chances.get(number).copied().unwrap_or_default();
        piece(number).is_some_and(|(block, context)| {
            scene.tree.holds(home, block.first)
                && context.around & around::BLOCKQUOTE != 0
                && (chance >= QUOTE && block.shape.words > 3 || names_speaker(scene, block))
        })
    };
    let behind = last + 1..keep.len();
    chosen.extend(behind.take_while(|number| is_code(*number) || is_quote(*number)));
    for number in chosen {
        if let Some(slot) = keep.get_mut(number) {
            *slot = true;
        }
    }
}

/// Elements around a text that tell whose it is.
const SPEAKER: usize = 3;

/// Whether a block tells who said what is quoted.
fn names_speaker(scene: &Scene, block: &Block) -> bool {
    let mut above = scene.tree.ancestors(block.first).take(SPEAKER);
    above.any(|(_, node)| matches!(node.tag, Tag::Cite | Tag::Footer))
}

/// Keeps what an element that opens at a touch is called, where its text is kept.
pub fn keep_summaries(scene: &Scene, keep: &mut [bool]) {
    let is_summary = |context: &Context, element: usize| {
        context.around & around::DETAILS != 0
            && scene
                .tree
                .ancestors(element)
                .take(3)
                .any(|(_, node)| node.tag == Tag::Summary)
    };
    for number in 0..keep.len().saturating_sub(1) {
        let block = scene.blocks.get(number).zip(scene.contexts.get(number));
        let next = scene
            .blocks
            .get(number + 1)
            .zip(scene.contexts.get(number + 1));
        let Some(((block, context), (next, behind))) = block.zip(next) else {
            break;
        };
        if keep.get(number + 1) == Some(&true)
            && is_summary(context, block.element)
            && behind.around & around::DETAILS != 0
            && is_prose(next, behind)
            && !is_never_story(block, context)
            && let Some(slot) = keep.get_mut(number)
        {
            *slot = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract;

    const TEXT: &str = "<p>Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok tani \
                        setempat.</p><p>Bibit itu dibeli dari hasil penjualan ikan kering, dan akan dirawat bersama oleh para pemuda \
                        sampai musim hujan.</p><p>Pemerintah daerah berjanji mengirim pupuk, tetapi warga tidak mau menunggu lama \
                        karena air sudah naik.</p>";

    fn text(head: &str, body: &str) -> String {
        let page = format!(
            "<html><head><title>Warga menanam bakau</title></head><body><nav><a href='/a'>Berita</a></nav><article>{head}\
             <div class='body'>{body}</div></article></body></html>"
        );
        extract::page(&page, None).document.plain_text()
    }

    #[test]
    fn a_standfirst_in_a_box_of_its_own_is_kept() {
        let head = "<header><h1>Warga menanam bakau</h1><p class='dek'>Mereka tidak menunggu bantuan siapa pun.</p><div \
                    class='byline'>Oleh Ana Lim</div></header>";
        let text = text(head, TEXT);
        assert!(text.starts_with("Mereka tidak menunggu"), "{text}");
        assert!(!text.contains("Ana Lim"), "{text}");
    }

    #[test]
    fn a_heading_right_below_the_headline_is_a_standfirst() {
        let lead = "Mereka tidak menunggu bantuan siapa pun di kampung itu";
        for head in [
            format!("<div><h2>Warga menanam bakau</h2><h1 class='sub_header'>{lead}</h1></div>"),
            format!("<div><h1>Warga menanam bakau</h1><h2 class='topic__right'>{lead}</h2></div>"),
            format!("<div><h1>Warga menanam bakau</h1><div id='x'><h2>{lead}</h2></div></div>"),
        ] {
            let text = text(&head, TEXT);
            assert!(text.starts_with(lead), "{head}: {text}");
        }
    }

    #[test]
    fn a_standfirst_that_the_story_begins_with_is_not_said_twice() {
        let first = "Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok tani \
                     setempat.";
        let head =
            format!("<header><h1>Warga menanam bakau</h1><p class='dek'>{first}</p></header>");
        let text = text(&head, TEXT);
        assert_eq!(text.matches("Warga tiga kampung").count(), 1, "{text}");
    }

    #[test]
    fn code_and_the_quote_at_the_end_are_kept() {
        let body = format!(
            "{TEXT}<figure class='highlight'><pre><code>docker history --no-trunc kebun/web | head</code></pre></figure>{TEXT}\
             <blockquote><p>We will plant again next year, if the lake lets us.</p><cite>Omar Byrne, owner</cite></blockquote>"
        );
        let text = text("<h1>Warga menanam bakau</h1>", &body);
        assert!(text.contains("docker history"), "{text}");
        assert!(text.contains("if the lake lets us"), "{text}");
    }
}
