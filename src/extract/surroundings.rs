//! Sums over a page's blocks that features ask for again and again, made once.
//!
//! It counts; `features` puts the counts in rows.

use std::collections::HashMap;

use crate::extract::blocks::Block;
use crate::extract::candidates::is_prose;
use crate::extract::context::{Context, around};
use crate::extract::dom::Tree;
use crate::extract::metadata::Metadata;
use crate::extract::rules::{Place, Reason};
use crate::extract::tag::Tag;

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
    pub by_signature: HashMap<u64, Sum>,
    pub by_holder: HashMap<usize, Sum>,
    /// How often each text stands on the page.
    pub copies: Vec<f32>,
    /// By block: the last heading before it, none before the first.
    pub headings: Vec<Option<usize>>,
    /// By block: blocks since one that begins a list of other stories or comments.
    pub since_end: Vec<Option<usize>>,
    /// The block of the headline.
    pub headline: Option<usize>,
    /// Pictures before each node, by block.
    pub pictures: Vec<usize>,
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
        let mut counts = Surroundings {
            before: vec![Sum::default()],
            firsts: blocks.iter().map(|block| block.first).collect(),
            by_signature: HashMap::new(),
            by_holder: HashMap::new(),
            copies: copies(blocks),
            headings: Vec::new(),
            since_end: Vec::new(),
            headline: headline(blocks, contexts, &title),
            pictures: pictures(tree, blocks),
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
                .entry(block.holder)
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
fn headline(blocks: &[Block], contexts: &[Context], title: &[u64]) -> Option<usize> {
    let like = |(block, context): (&Block, &Context)| {
        context.heading > 0 && block.shape.words < 60 && overlap(title, &tokens(&block.text)) > 0.7
    };
    blocks
        .iter()
        .zip(contexts)
        .position(like)
        .or_else(|| contexts.iter().position(|context| context.heading == 1))
        .or_else(|| {
            blocks.iter().position(|block| {
                !title.is_empty()
                    && block.shape.words < 60
                    && overlap(title, &tokens(&block.text)) > 0.7
            })
        })
}

fn copies(blocks: &[Block]) -> Vec<f32> {
    let mut counts: HashMap<&str, f32> = HashMap::new();
    for block in blocks {
        *counts.entry(&block.text).or_default() += 1.0;
    }
    blocks
        .iter()
        .map(|block| counts.get(block.text.as_str()).copied().unwrap_or(1.0))
        .collect()
}

/// Pictures that stand before each block.
fn pictures(tree: &Tree, blocks: &[Block]) -> Vec<usize> {
    let mut counts = Vec::with_capacity(blocks.len() + 1);
    let mut seen = 0;
    let mut nodes = tree.iter().peekable();
    for block in blocks {
        while let Some((_, node)) = nodes.next_if(|(index, _)| *index < block.first) {
            seen += usize::from(node.tag == Tag::Img);
        }
        counts.push(seen);
    }
    counts.push(seen);
    counts
}

/// A text's runs of four words, to find it again in another.
pub struct Shingles {
    runs: std::collections::HashSet<u64>,
    pub length: usize,
}

impl Shingles {
    /// The runs of a text.
    pub fn of(text: &str) -> Shingles {
        let tokens = tokens(text);
        let mut runs: std::collections::HashSet<u64> =
            std::collections::HashSet::with_capacity(tokens.len() * 2);
        for size in [2, 4] {
            runs.extend(tokens.windows(size).map(mixed));
        }
        runs.extend(tokens.first().filter(|_| tokens.len() == 1));
        Shingles {
            runs,
            length: tokens.len(),
        }
    }

    /// The share of a text's runs that are found here.
    pub fn share(&self, tokens: &[u64]) -> f32 {
        let size = if tokens.len() >= 4 { 4 } else { tokens.len() };
        let windows = || tokens.windows(size.max(1));
        if tokens.is_empty() || size == 3 && windows().count() == 0 {
            return 0.0;
        }
        if size == 3 {
            return tokens
                .windows(2)
                .filter(|run| self.runs.contains(&mixed(run)))
                .count() as f32
                / 2.0;
        }
        let found = windows()
            .filter(|run| self.runs.contains(&mixed(run)))
            .count();
        found as f32 / windows().count() as f32
    }
}

fn mixed(run: &[u64]) -> u64 {
    if let [one] = run {
        return *one;
    }
    run.iter().fold(0x9e37_79b9_7f4a_7c15, |mix: u64, token| {
        (mix.rotate_left(13) ^ token).wrapping_mul(0xff51_afd7_ed55_8ccd)
    })
}

/// Hashes of the words of a text; each letter of a script without spaces is one.
pub fn tokens(text: &str) -> Vec<u64> {
    let mut tokens = Vec::new();
    let mut hash = 0_u64;
    let mut open = false;
    for letter in text.chars() {
        let wide = crate::extract::shape::is_wide(letter);
        if open && (wide || !letter.is_alphanumeric()) {
            tokens.push(hash);
            open = false;
        }
        if wide {
            tokens.push(u64::from(u32::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        } else if letter.is_alphanumeric() {
            if !open {
                hash = 0xcbf2_9ce4_8422_2325;
                open = true;
            }
            for small in letter.to_lowercase() {
                hash = (hash ^ u64::from(u32::from(small))).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    if open {
        tokens.push(hash);
    }
    tokens
}

/// The share of two lists of words that is in both.
pub fn overlap(left: &[u64], right: &[u64]) -> f32 {
    if left.is_empty() || right.is_empty() || left.len() > 200 || right.len() > 200 {
        return 0.0;
    }
    let common = left.iter().filter(|word| right.contains(word)).count();
    common as f32 / left.len().max(right.len()) as f32
}

/// Whether two blocks stand in elements of the same kind.
pub fn is_alike(left: &Context, right: &Context) -> bool {
    left.signature == right.signature
        && left.around & !around::HIDDEN == right.around & !around::HIDDEN
}
