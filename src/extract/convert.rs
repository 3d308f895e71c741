//! The kept blocks of a page as a `Document`: lists in lists, quotes around paragraphs, tables whole, and
//! pictures where they stand.
//!
//! It is told what is kept and decides nothing about it.

use std::collections::HashSet;

use url::Url;

use crate::document::{Block, Definition, Document, Inline, Numbering};
use crate::extract::blocks::Blocks;
use crate::extract::captions::Captions;
use crate::extract::code;
use crate::extract::datelines;
use crate::extract::definitions;
use crate::extract::dom::Tree;
use crate::extract::frames::{self, Kind};
use crate::extract::gallery::Pictures;
use crate::extract::inlines;
use crate::extract::media;
use crate::extract::standfirst;
use crate::extract::tables;
use crate::extract::tag::Tag;

/// What is to be converted.
#[allow(
    clippy::struct_field_names,
    reason = "what is kept of the blocks is what the struct is about"
)]
pub struct Kept<'t, 'a> {
    pub tree: &'t Tree<'a>,
    pub blocks: &'t Blocks,
    /// By block.
    pub kept: &'t [bool],
    /// By node: pictures and embedded things that stand with what was cut.
    pub barred: &'t [bool],
    /// The element that holds the story.
    pub story: usize,
    /// By picture: the block that is its caption.
    pub captions: &'t Captions,
    pub base: Option<&'t Url>,
}

struct Frame {
    kind: Kind,
    node: usize,
    numbers: Option<(u32, Numbering)>,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    entries: Vec<Definition>,
}

impl Frame {
    fn new(kind: Kind, node: usize, numbers: Option<(u32, Numbering)>) -> Frame {
        Frame {
            kind,
            node,
            numbers,
            blocks: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
        }
    }
}

/// What is kept as a document, and where what was cut would stand in it.
pub struct Converted {
    pub document: Document,
    /// By block of the page: how many blocks of the document stand before it.
    pub places: Vec<usize>,
    /// The tables that are shown whole.
    pub tables: Vec<usize>,
}

/// The document of what is kept.
pub fn document(kept: &Kept) -> Converted {
    let mut builder = Builder {
        kept,
        open: vec![Frame::new(Kind::Root, 0, None)],
        seen: HashSet::new(),
        standfirst: standfirst::of(kept.tree, kept.blocks, kept.kept),
        places: vec![None; kept.blocks.list.len()],
        tables: Vec::new(),
        last: None,
        follows_kept: false,
        rule: None,
    };
    let (from, to) = range(kept);
    let mut skip = 0;
    for index in from..to {
        if index >= skip {
            skip = builder.node(index).unwrap_or(skip);
        }
    }
    let places = std::mem::take(&mut builder.places).into_iter();
    Converted {
        places: places
            .scan(0, |place, own| {
                *place = own.unwrap_or(*place);
                Some(*place)
            })
            .collect(),
        tables: std::mem::take(&mut builder.tables),
        document: builder.finish(),
    }
}

/// From the first to the last kept block, and a picture just before, where it stands with the story.
fn range(kept: &Kept) -> (usize, usize) {
    let pictures = Pictures {
        tree: kept.tree,
        blocks: kept.blocks,
        barred: kept.barred,
        captions: kept.captions,
    };
    let numbers = || {
        kept.kept
            .iter()
            .enumerate()
            .filter(|(_, kept)| **kept)
            .map(|(number, _)| number)
    };
    let first = numbers()
        .next()
        .and_then(|number| kept.blocks.list.get(number));
    let last = numbers()
        .next_back()
        .and_then(|number| kept.blocks.list.get(number));
    let (Some(first), Some(last)) = (first, last) else {
        return pictures.alone();
    };
    let end = kept.tree.get(kept.story).map_or(0, |story| story.end);
    let tail = kept
        .tree
        .get(last.element)
        .map_or(last.last + 1, |element| element.end.max(last.last + 1));
    let from = if kept.tree.holds(kept.story, first.first) {
        kept.story
    } else {
        first.first
    };
    (
        from,
        if end > last.last {
            pictures.end(kept.story, tail.min(end))
        } else {
            last.last + 1
        },
    )
}

fn is_kept(kept: &Kept, number: usize) -> bool {
    kept.kept.get(number).copied().unwrap_or_default()
}

fn is_barred(kept: &Kept, index: usize) -> bool {
    kept.barred.get(index).copied().unwrap_or_default()
}

fn holds_kept(kept: &Kept, element: usize) -> bool {
    kept.tree
        .below(element)
        .filter_map(|(index, _)| kept.blocks.owner(index))
        .any(|number| is_kept(kept, number))
}

struct Builder<'k, 't, 'a> {
    kept: &'k Kept<'t, 'a>,
    open: Vec<Frame>,
    /// Addresses of the pictures and embedded things so far.
    seen: HashSet<String>,
    /// The block that is the standfirst.
    standfirst: Option<usize>,
    /// By block of the page: how many blocks of the document stand before it.
    places: Vec<Option<usize>>,
    /// The tables that are shown whole.
    tables: Vec<usize>,
    /// The block of the last text.
    last: Option<usize>,
    /// Whether what came last belongs to the story.
    follows_kept: bool,
    /// A rule behind it.
    rule: Option<usize>,
}

impl Builder<'_, '_, '_> {
    /// Takes what a node gives; the end of its subtree when what is below it is done with.
    fn node(&mut self, index: usize) -> Option<usize> {
        let kept = self.kept;
        let node = kept.tree.get(index)?;
        match node.tag {
            Tag::Text => self.words(index),
            Tag::Table if tables::is_data(kept.tree, index) => {
                if holds_kept(kept, index) {
                    self.rule_before();
                    if let Some(caption) = tables::caption(kept.tree, index, kept.base) {
                        self.leaf(index, caption);
                    }
                    self.leaf(index, tables::table(kept.tree, index, kept.base));
                    self.tables.push(index);
                }
                return Some(node.end);
            }
            Tag::Img | Tag::Iframe | Tag::Video | Tag::Audio | Tag::Embed => {
                if !is_barred(kept, index)
                    && let Some(block) = media::block(kept.tree, index, kept.base)
                {
                    self.media(index, block);
                }
                return (node.tag != Tag::Img).then_some(node.end);
            }
            Tag::Hr if self.follows_kept => self.rule = Some(index),
            tag if tag.is_skipped() => return Some(node.end),
            _ => {}
        }
        None
    }

    /// Puts the rule that stood between what was kept before and what comes now.
    fn rule_before(&mut self) {
        if let Some(rule) = self.rule.take() {
            self.leaf(rule, Block::Rule);
        }
        self.follows_kept = true;
    }

    /// Takes the block of a text when it begins there.
    fn words(&mut self, index: usize) {
        let Some(number) = self.kept.blocks.owner(index) else {
            return;
        };
        if self.last == Some(number) {
            return;
        }
        self.last = Some(number);
        if is_kept(self.kept, number) {
            self.rule_before();
        } else {
            // What stands on the other side of what was cut is divided from it by that.
            self.rule = None;
            self.follows_kept = false;
        }
        let place = self.place();
        if let Some(slot) = self.places.get_mut(number) {
            *slot = Some(place);
        }
        if is_kept(self.kept, number) {
            self.text(number);
        }
    }

    /// How many blocks of the document stand before what comes next; a list or quote under way stands before it.
    fn place(&self) -> usize {
        let whole = self.open.first().map_or(0, |root| root.blocks.len());
        whole + usize::from(self.open.len() > 1)
    }

    fn text(&mut self, number: usize) {
        let Some(block) = self.kept.blocks.list.get(number) else {
            return;
        };
        let tree = self.kept.tree;
        let mut heading = 0;
        let mut code = None;
        for (index, node) in tree.ancestors(block.element) {
            if heading == 0 {
                heading = node.tag.heading();
            }
            if node.tag == Tag::Pre {
                code = Some(index);
            }
        }
        let new = if let Some(pre) = code {
            code::block(tree, self.kept.blocks, pre, number)
        } else {
            let content = inlines::inlines(tree, self.kept.blocks, number, self.kept.base);
            if content.is_empty() {
                return;
            }
            match heading {
                _ if self.standfirst == Some(number) => Block::Standfirst { content },
                0 => Block::Paragraph { content },
                level => Block::Heading {
                    level,
                    content: unstressed(content),
                },
            }
        };
        self.leaf(block.first, new);
    }

    fn media(&mut self, index: usize, mut new: Block) {
        if let Block::Image { caption, .. } = &mut new
            && caption.is_empty()
            && let Some(number) = self.kept.captions.get(&index)
            && !is_kept(self.kept, *number)
        {
            let kept = self.kept;
            *caption = inlines::inlines(kept.tree, kept.blocks, *number, kept.base);
        }
        let (Block::Image { url, .. } | Block::Embed { url, .. }) = &new else {
            return;
        };
        if !self.seen.insert(url.clone()) {
            return;
        }
        self.leaf(index, new);
    }

    /// Opens and closes what stands around a node, and puts a block there.
    fn leaf(&mut self, index: usize, new: Block) {
        let path = frames::path(self.kept.tree, index);
        let same = self
            .open
            .iter()
            .skip(1)
            .zip(&path)
            .take_while(|(frame, (_, node))| frame.node == *node)
            .count();
        while self.open.len() > same + 1 {
            self.close();
        }
        for (kind, node) in path.iter().skip(same) {
            let numbers = frames::numbers(self.kept.tree, *node);
            self.open.push(Frame::new(*kind, *node, numbers));
        }
        if let Some(frame) = self.open.last_mut() {
            datelines::push(&mut frame.blocks, new);
        }
    }

    fn close(&mut self) {
        let Some(frame) = self.open.pop() else { return };
        let Some(parent) = self.open.last_mut() else {
            return;
        };
        match frame.kind {
            Kind::Item => parent.items.push(frame.blocks),
            Kind::Quote => parent.blocks.push(Block::Quote {
                blocks: frame.blocks,
            }),
            Kind::Term => definitions::push_term(&mut parent.entries, frame.blocks),
            Kind::Meaning => definitions::push_meaning(&mut parent.entries, frame.blocks),
            Kind::Definitions => {
                parent.blocks.extend(definitions::blocks(frame.entries));
                parent.blocks.extend(frame.blocks);
            }
            Kind::List => {
                let loose = frame.blocks;
                if !frame.items.is_empty() {
                    parent.blocks.push(Block::List {
                        start: frame.numbers.map(|(start, _)| start),
                        numbering: frame.numbers.unwrap_or_default().1,
                        items: frame.items,
                    });
                }
                parent.blocks.extend(loose);
            }
            Kind::Root => {}
        }
    }

    fn finish(mut self) -> Document {
        while self.open.len() > 1 {
            self.close();
        }
        let root = self.open.pop();
        Document {
            blocks: root.map(|frame| frame.blocks).unwrap_or_default(),
        }
    }
}

/// A heading is strong as a whole.
fn unstressed(content: Vec<Inline>) -> Vec<Inline> {
    content
        .into_iter()
        .flat_map(|inline| match inline {
            Inline::Strong { content } => content,
            other => vec![other],
        })
        .collect()
}
