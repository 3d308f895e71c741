//! Pages about a person who writes, or around one video: a few words about what they are for, above links to stories.
//!
//! It judges pages of which very little is kept.

use crate::extract::blocks::Block;
use crate::extract::context::{Context, around};
use crate::extract::prune::{Scene, Verdict};
use crate::extract::signatures::is_full_name;
use crate::extract::tag::Tag;
use crate::text;

/// Words of what such a page says of a person, and of a video, at most.
const PERSON: u32 = 160;
const VIDEO: u32 = 32;
/// Stories that it leads to, and the words of the shortest headline.
const STORIES: usize = 4;
const HEADLINE: u32 = 3;
/// Words of what stands above a person's stories: "Stories by Ana Lim".
const LABEL: u32 = 8;

/// Whether what is kept is told of a person or a video, and the page is there for more than that.
pub fn are_shown(scene: &Scene, verdicts: &[Verdict]) -> bool {
    let kept = |verdict: &Verdict| *verdict == Verdict::Keep;
    let blocks = scene.blocks.iter().zip(verdicts);
    let told = blocks.filter(|(_, verdict)| kept(verdict));
    let words: u32 = told.map(|(block, _)| block.shape.words).sum();
    if words == 0 || words > PERSON {
        return false;
    }
    let kind = stated_kind(scene);
    if kind.starts_with("video") && words <= VIDEO {
        return true;
    }
    let Some(first) = verdicts.iter().position(kept) else {
        return false;
    };
    let behind = scene.blocks.iter().zip(scene.contexts).skip(first);
    let stories = behind.filter(|(block, context)| is_headline(block, context));
    stories.take(STORIES).count() == STORIES && (kind == "profile" || is_of_person(scene, first))
}

/// What a page says it is of.
pub fn stated_kind<'a>(scene: &Scene<'_, 'a>) -> &'a str {
    let mut metas = scene.tree.iter().filter(|(_, node)| node.tag == Tag::Meta);
    let kind = metas.find(|(_, node)| node.attribute("property") == Some("og:type"));
    let kind = kind.and_then(|(_, node)| node.attribute("content"));
    kind.unwrap_or_default().trim()
}

/// Whether a line is the headline of another story.
fn is_headline(block: &Block, context: &Context) -> bool {
    block.link_share() > 0.5
        && block.shape.words >= HEADLINE
        && context.around & (around::NAV | around::FOOTER) == 0
}

/// Whether the title is the name of who is told of in the first line, and stands above her stories once more.
fn is_of_person(scene: &Scene, first: usize) -> bool {
    let Some((title, told)) = scene.title.zip(scene.blocks.get(first)) else {
        return false;
    };
    let name = title.split(',').next().unwrap_or_default().trim();
    let (begins, told) = (name.split(' ').next().unwrap_or_default(), told.text.trim());
    let folded = text::fold(name);
    let behind = scene.blocks.iter().skip(first + 1);
    let mut labels = behind.filter(|block| block.shape.words <= LABEL);
    is_full_name(name)
        && told.starts_with(begins)
        && labels.any(|label| {
            let label = text::fold(&label.text);
            label.len() > folded.len() && label.contains(&folded)
        })
}
