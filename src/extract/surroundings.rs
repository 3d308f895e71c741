//! Sums over a page's blocks that features ask for again and again, made once.
//!
//! It counts; `features` puts the counts in rows.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::extract::blocks::Block;
use crate::extract::candidates::is_prose;
use crate::extract::cohesion::Cohesion;
use crate::extract::context::{Context, around};
use crate::extract::dom::Tree;
use crate::extract::metadata::Metadata;
use crate::extract::rules::{Place, Reason};
use crate::extract::tag::Tag;
use crate::extract::tokens::{ByWord, Same, Shingles, Words, overlap, tokens};

/// Sums over some blocks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    pub blocks: f32,
    pub words: f32,
    pub letters: f32,
    pub linked: f32,
    /// Words of blocks that look like paragraphs.
    pub prose: f32,
    /// Blocks that are nothing but a link.
    pub links: f32,
}

impl Sum {
    fn add(&mut self, block: &Block, is_prose: bool) {
        self.blocks += 1.0;
        self.words += block.shape.words as f32;
        self.letters += block.shape.letters as f32;
        self.linked += (block.linked as f32).min(block.shape.letters as f32);
        self.prose += if is_prose {
            block.shape.words as f32
        } else {
            0.0
        };
        self.links += f32::from(u8::from(block.link_share() > 0.8));
    }

    /// The sum without another that is part of it.
    pub fn less(&self, part: &Sum) -> Sum {
        Sum {
            blocks: self.blocks - part.blocks,
            words: self.words - part.words,
            letters: self.letters - part.letters,
            linked: self.linked - part.linked,
            prose: self.prose - part.prose,
            links: self.links - part.links,
        }
    }

    /// The share of letters that are links.
    pub fn link_share(&self) -> f32 {
        ratio(self.linked, self.letters)
    }
}

/// A share; nothing of nothing is nothing.
pub fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// The counts of a page.
pub struct Surroundings {
    /// By block: whether it looks like a paragraph.
    pub prose: Vec<bool>,
    /// Sums before each block; one more than blocks.
    before: Vec<Sum>,
    /// First text nodes of the blocks, for searching.
    firsts: Vec<usize>,
    pub by_signature: ByWord<Sum>,
    pub by_holder: ByWord<Sum>,
    /// The words of each block.
    pub words: Words,
    pub cohesion: Cohesion,
    /// How often each text stands on the page.
    pub copies: Vec<f32>,
    /// By block: the last heading before it, none before the first.
    pub headings: Vec<Option<usize>>,
    /// By block: blocks since one that begins a list of other stories or comments.
    pub since_end: Vec<Option<usize>>,
    /// The block of the headline.
    pub headline: Option<usize>,
    /// Pictures before each block.
    pub pictures: Vec<usize>,
    /// `time` elements before each block.
    pub times: Vec<usize>,
    /// Headings of the first level before each block.
    pub tops: Vec<usize>,
    /// The `article` with most prose.
    pub article: Option<usize>,
    pub articles: usize,
    pub body: Option<Shingles>,
    pub description: Option<Shingles>,
    pub title: Vec<u64>,
}

impl Surroundings {
    /// Counts a page.
    pub fn of(
        tree: &Tree,
        blocks: &[Block],
        contexts: &[Context],
        metadata: &Metadata,
    ) -> Surroundings {
        let prose: Vec<bool> = blocks
            .iter()
            .zip(contexts)
            .map(|(block, context)| is_prose(block, context))
            .collect();
        let title = metadata.title.as_deref().map(tokens).unwrap_or_default();
        let words = Words::of(blocks.iter().map(|block| block.text.as_str()));
        let headline = headline(blocks, contexts, &words, &title);
        let about: Vec<u64> = metadata
            .description
            .as_deref()
            .map(tokens)
            .unwrap_or_default();
        let about = [title.clone(), about].concat();
        let mut counts = Surroundings {
            before: vec![Sum::default()],
            firsts: blocks.iter().map(|block| block.first).collect(),
            by_signature: ByWord::default(),
            by_holder: ByWord::default(),
            cohesion: Cohesion::of(&words, &prose, headline.unwrap_or_default(), &about),
            words,
            copies: copies(blocks),
            headings: Vec::new(),
            since_end: Vec::new(),
            headline,
            pictures: before_each(tree, blocks, |tag| tag == Tag::Img),
            times: before_each(tree, blocks, |tag| tag == Tag::Time),
            tops: before_each(tree, blocks, |tag| tag == Tag::H1),
            article: None,
            articles: tree
                .iter()
                .filter(|(_, node)| node.tag == Tag::Article)
                .count(),
            body: metadata
                .body
                .as_deref()
                .map(Shingles::of)
                .filter(|body| body.length > 20),
            description: metadata.description.as_deref().map(Shingles::of),
            title,
            prose,
        };
        counts.sum(blocks, contexts);
        counts.walk(contexts);
        counts.article = counts.best_article(tree);
        counts
    }

    fn sum(&mut self, blocks: &[Block], contexts: &[Context]) {
        let mut running = Sum::default();
        for ((block, context), is_prose) in blocks.iter().zip(contexts).zip(&self.prose) {
            running.add(block, *is_prose);
            self.before.push(running);
            self.by_signature
                .entry(context.signature)
                .or_default()
                .add(block, *is_prose);
            self.by_holder
                .entry(block.holder as u64)
                .or_default()
                .add(block, *is_prose);
        }
    }

    fn walk(&mut self, contexts: &[Context]) {
        let mut heading = None;
        let mut end = None;
        for (number, context) in contexts.iter().enumerate() {
            self.headings.push(heading);
            self.since_end.push(end.map(|end: usize| number - end));
            if context.heading > 0 {
                heading = Some(number);
            }
            let whole = |reason: Reason| {
                context.matches.get(reason as usize).copied() == Some(Place::Whole)
            };
            if whole(Reason::RelatedList) || whole(Reason::Comments) {
                end = Some(number);
            }
        }
    }

    fn best_article(&self, tree: &Tree) -> Option<usize> {
        let mut best = None;
        let mut most = 0.0;
        for (index, _) in tree.iter().filter(|(_, node)| node.tag == Tag::Article) {
            let words = self.under(tree, index).prose;
            if words > most {
                most = words;
                best = Some(index);
            }
        }
        best
    }

    /// Sums over the blocks from one to before another.
    pub fn between(&self, from: usize, to: usize) -> Sum {
        let last = self.before.len() - 1;
        let at = |number: usize| {
            self.before
                .get(number.min(last))
                .copied()
                .unwrap_or_default()
        };
        at(to.max(from)).less(&at(from))
    }

    /// Sums over the blocks below an element.
    pub fn under(&self, tree: &Tree, element: usize) -> Sum {
        let (from, to) = self.range(tree, element);
        self.between(from, to)
    }

    /// The blocks below an element: the first, and one past the last.
    pub fn range(&self, tree: &Tree, element: usize) -> (usize, usize) {
        let end = tree.get(element).map_or(0, |node| node.end);
        let from = self.firsts.partition_point(|first| *first < element);
        let to = self.firsts.partition_point(|first| *first < end);
        (from, to)
    }

    /// Sums over the whole page.
    pub fn all(&self) -> Sum {
        self.before.last().copied().unwrap_or_default()
    }
}

/// The heading that is the title, else the first `h1`.
fn headline(blocks: &[Block], contexts: &[Context], words: &Words, title: &[u64]) -> Option<usize> {
    let is_title = |number: usize| {
        let is_short = blocks
            .get(number)
            .is_some_and(|block| block.shape.words < 60);
        is_short && overlap(title, words.get(number)) > 0.7
    };
    let is_heading = |number: &usize| {
        contexts
            .get(*number)
            .is_some_and(|context| context.heading > 0)
    };
    let mut numbers = 0..blocks.len();
    numbers
        .clone()
        .filter(is_heading)
        .find(|number| is_title(*number))
        .or_else(|| contexts.iter().position(|context| context.heading == 1))
        .or_else(|| numbers.find(|number| is_title(*number)))
}

fn copies(blocks: &[Block]) -> Vec<f32> {
    let mut counts: HashMap<&str, f32, BuildHasherDefault<Same>> = HashMap::default();
    for block in blocks {
        *counts.entry(&block.text).or_default() += 1.0;
    }
    blocks
        .iter()
        .map(|block| counts.get(block.text.as_str()).copied().unwrap_or(1.0))
        .collect()
}

/// How many elements of a kind stand before each block, and before the end.
fn before_each(tree: &Tree, blocks: &[Block], is_wanted: impl Fn(Tag) -> bool) -> Vec<usize> {
    let mut counts = Vec::with_capacity(blocks.len() + 1);
    let mut seen = 0;
    let mut nodes = tree.iter().peekable();
    for block in blocks {
        while let Some((_, node)) = nodes.next_if(|(index, _)| *index < block.first) {
            seen += usize::from(is_wanted(node.tag));
        }
        counts.push(seen);
    }
    counts.push(seen);
    counts
}

/// Whether two blocks stand in elements of the same kind.
pub fn is_alike(left: &Context, right: &Context) -> bool {
    left.signature == right.signature
        && left.around & !around::HIDDEN == right.around & !around::HIDDEN
}
