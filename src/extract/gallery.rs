//! The pictures behind the text of a photo story.
//!
//! It knows figures with captions only; which pictures stand with what was cut, it is told.

use crate::extract::blocks::Blocks;
use crate::extract::captions::Captions;
use crate::extract::dom::Tree;
use crate::extract::lead;
use crate::extract::rules::rules;
use crate::extract::tag::Tag;

/// So many pictures with captions are a gallery.
const PICTURES: usize = 2;
/// So many are a story without any other text.
const STORY: usize = 3;

/// The pictures of a page and their captions.
pub struct Pictures<'t, 'a> {
    pub tree: &'t Tree<'a>,
    pub blocks: &'t Blocks,
    /// By node: pictures that stand with what was cut.
    pub barred: &'t [bool],
    /// Captions that stand in no figure.
    pub captions: &'t Captions,
}

impl Pictures<'_, '_> {
    /// Where the gallery ends that follows the last text of a story in its element; `tail` where there is none.
    pub fn end(&self, story: usize, tail: usize) -> usize {
        let pictures = self.captioned(story);
        let behind = pictures.iter().filter(|(from, _)| *from >= tail);
        let ends: Vec<usize> = behind.map(|(_, end)| *end).collect();
        match ends.last() {
            Some(end) if ends.len() >= PICTURES => *end,
            _ => tail,
        }
    }

    /// From the first to the last of the pictures of a page that has nothing but them.
    pub fn alone(&self) -> (usize, usize) {
        let pictures = self.captioned(0);
        match (pictures.first(), pictures.last()) {
            (Some((from, _)), Some((_, end))) if pictures.len() >= STORY => (*from, *end),
            _ => self.own(&pictures).unwrap_or_default(),
        }
    }

    /// The picture that is all of a page's story, such as an infographic: the one that the page names as its own, with a
    /// caption or under a headline that says what it is.
    fn own(&self, captioned: &[(usize, usize)]) -> Option<(usize, usize)> {
        let own = lead::stated(self.tree)?;
        let shows = |from: usize| {
            let below = self.tree.below(from).chain(self.tree.at(from));
            let mut pictures = below.filter(|(_, node)| node.tag == Tag::Img);
            pictures.any(|(_, node)| lead::is_of(node, own))
        };
        let captioned = captioned.iter().filter(|(from, _)| shows(*from));
        if let Some(picture) = captioned.copied().next() {
            return Some(picture);
        }
        let is_told = self.blocks.list.iter().any(|block| {
            let mut above = self.tree.ancestors(block.element).take(3);
            above.any(|(_, node)| node.tag == Tag::H1) && rules().labels.drawn(&block.text)
        });
        let mut pictures = self.tree.iter().filter(|(index, node)| {
            node.tag == Tag::Img && lead::is_of(node, own) && self.is_shown(*index)
        });
        let (picture, _) = pictures.next().filter(|_| is_told)?;
        Some((picture, picture + 1))
    }

    /// Whether a picture stands with the story and leads to no other page.
    fn is_shown(&self, index: usize) -> bool {
        let mut above = self.tree.ancestors(index).take(6);
        self.barred.get(index) == Some(&false) && !above.any(|(_, node)| node.tag == Tag::A)
    }

    /// Where each picture with a caption below an element begins, and where its caption ends. Pictures that lead to
    /// another page are teasers.
    fn captioned(&self, element: usize) -> Vec<(usize, usize)> {
        let is_shown = |index: usize| self.is_shown(index);
        let holds = |index: usize, tag: Tag, is: &dyn Fn(usize) -> bool| {
            let mut below = self.tree.below(index);
            below.any(|(at, node)| node.tag == tag && is(at))
        };
        let below = self.tree.below(element);
        let found = below.filter_map(|(index, node)| match node.tag {
            Tag::Figure => (holds(index, Tag::Img, &is_shown)
                && holds(index, Tag::Figcaption, &|_| true))
            .then_some((index, node.end)),
            Tag::Img => {
                let caption = self.captions.get(&index).filter(|_| is_shown(index))?;
                let block = self.blocks.list.get(*caption)?;
                Some((index, block.last + 1))
            }
            _ => None,
        });
        found.collect()
    }
}
