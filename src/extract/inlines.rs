//! The words of a block with their stress, links and line breaks.

use url::Url;

use crate::document::Inline;
use crate::extract::addresses;
use crate::extract::blocks::Blocks;
use crate::extract::dom::Tree;
use crate::extract::dom::folding::fold_into;
use crate::extract::inlines::quotes::quoted;
use crate::extract::leftovers;
use crate::extract::notes;
use crate::extract::rules::rules;
use crate::extract::shape::is_wide;
use crate::extract::tag::Tag;
use crate::text::{self, raised};

mod quotes;

/// The inlines of a block's text nodes.
pub fn inlines(tree: &Tree, blocks: &Blocks, number: usize, base: Option<&Url>) -> Vec<Inline> {
    let Some(block) = blocks.list.get(number) else {
        return Vec::new();
    };
    let owned = |index: usize| blocks.owner(index) == Some(number);
    spans(
        tree,
        block.first,
        block.last + 1,
        block.element,
        base,
        &owned,
    )
}

/// The inlines of everything below an element, as one line; commas between the items of lists.
pub fn below(tree: &Tree, element: usize, base: Option<&Url>) -> Vec<Inline> {
    let end = tree.get(element).map_or(0, |node| node.end);
    spans(tree, element + 1, end, element, base, &|_| true)
}

/// Whether an element begins right where another of its kind and of another class ends: a caption and its credit, which a
/// style sets apart.
fn is_beside_another(tree: &Tree, index: usize) -> bool {
    let class = |index: usize| tree.get(index).and_then(|node| node.attribute("class"));
    let Some(node) = tree.get(index).filter(|node| node.tag == Tag::Span) else {
        return false;
    };
    let mut before = tree.ancestors(index.saturating_sub(1));
    let other = before.find(|(_, other)| other.parent == node.parent);
    let is_in_caption = || {
        let mut above = tree.ancestors(index).take(4);
        above.any(|(_, node)| node.tag == Tag::Figcaption)
    };
    other.is_some_and(|(at, other)| {
        let is_other = other.tag == Tag::Span && at < index && class(at) != class(index);
        is_other
            && (class(index).is_some_and(|class| rules().called.is_apart(class)) || is_in_caption())
    })
}

struct Frame {
    node: usize,
    end: usize,
    content: Vec<Inline>,
}

fn spans(
    tree: &Tree,
    from: usize,
    to: usize,
    stop: usize,
    base: Option<&Url>,
    owned: &dyn Fn(usize) -> bool,
) -> Vec<Inline> {
    let mut writer = Writer {
        tree,
        base,
        open: vec![Frame {
            node: stop,
            end: usize::MAX,
            content: Vec::new(),
        }],
        spaced: true,
        pending: false,
    };
    // Elements that open before the first text of the block, between it and the block's element.
    let mut outer: Vec<usize> = tree
        .ancestors(from)
        .map(|(index, _)| index)
        .skip(1)
        .take_while(|index| *index != stop)
        .collect();
    outer.reverse();
    for index in outer {
        writer.enter(index);
    }
    let mut skip = 0;
    for index in from..to {
        let Some(node) = tree.get(index) else { break };
        writer.leave(index);
        if index < skip {
            continue;
        }
        if node.tag.is_skipped() {
            skip = node.end;
        } else if node.tag == Tag::Text {
            if writer.is_empty() && notes::leads_back(tree, index) {
                writer.pending = false;
            } else if owned(index) {
                writer.text(node.text());
            } else if !node.text().is_empty() {
                writer.pending = true;
            }
        } else {
            writer.enter(index);
        }
    }
    writer.finish()
}

impl Frame {
    fn push(&mut self, inline: Inline) {
        if let (Some(Inline::Text { text: last }), Inline::Text { text }) =
            (self.content.last_mut(), &inline)
        {
            last.push_str(text);
            return;
        }
        self.content.push(inline);
    }
}

struct Writer<'t, 'a> {
    tree: &'t Tree<'a>,
    base: Option<&'t Url>,
    open: Vec<Frame>,
    /// Whether what is written so far ends with a space, or there is nothing.
    spaced: bool,
    /// A space is due before the next word.
    pending: bool,
}

impl Writer<'_, '_> {
    fn leave(&mut self, index: usize) {
        while self.open.len() > 1 && self.open.last().is_some_and(|frame| frame.end <= index) {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(frame) = self.open.pop() else { return };
        let Some(node) = self.tree.get(frame.node) else {
            return;
        };
        if frame.content.is_empty() {
            return;
        }
        let content = frame.content;
        let href = node.attribute("href");
        let wrapped = match node.tag {
            Tag::B | Tag::Strong => vec![Inline::Strong { content }],
            Tag::Em | Tag::I | Tag::Cite => vec![Inline::Emphasis { content }],
            Tag::Q => quoted(self.tree, frame.node, content),
            Tag::Del if !words(&content).trim().is_empty() => vec![Inline::Struck { content }],
            Tag::Code => vec![Inline::Code {
                text: words(&content),
            }],
            Tag::A
                if self.is_empty()
                    && notes::heads_item(self.tree, frame.node, &words(&content)) =>
            {
                self.mark(notes::Mark::Back)
            }
            Tag::A => match notes::mark(href, &words(&content)) {
                Some(mark) => self.mark(mark),
                None => match href.and_then(|href| addresses::link(href, self.base)) {
                    Some(url) => vec![Inline::Link { url, content }],
                    None => content,
                },
            },
            Tag::Sup | Tag::Sub if is_text(&content) => {
                let words = words(&content);
                let shifted = if node.tag == Tag::Sup {
                    raised::above(&words)
                } else {
                    raised::below(&words)
                };
                return self.push(Inline::Text { text: shifted });
            }
            _ => content,
        };
        if let Some(parent) = self.open.last_mut() {
            for inline in wrapped {
                parent.push(inline);
            }
        }
    }

    /// The mark of a note, close to what it is of, and set off from one just before it; nothing for a way back.
    fn mark(&mut self, mark: notes::Mark) -> Vec<Inline> {
        let written = self.open.iter_mut().rev();
        let before = written
            .map(|frame| &mut frame.content)
            .find(|content| !content.is_empty());
        let mut follows = false;
        if let Some(content) = before {
            if let Some(Inline::Text { text }) = content.last_mut() {
                text.truncate(text.trim_end_matches(' ').len());
                if text.is_empty() {
                    content.pop();
                }
            }
            follows = matches!(content.last(), Some(Inline::Note { .. }));
        }
        let notes::Mark::Note(number) = mark else {
            self.spaced |= self.is_empty();
            return Vec::new();
        };
        let note = Inline::Note { number };
        if follows {
            let between = Inline::Text { text: ",".into() };
            return vec![between, note];
        }
        vec![note]
    }

    fn enter(&mut self, index: usize) {
        let Some(node) = self.tree.get(index) else {
            return;
        };
        match node.tag {
            Tag::Br if !self.is_empty() => {
                self.push(Inline::Break);
                self.spaced = true;
                self.pending = false;
            }
            Tag::B
            | Tag::Strong
            | Tag::Em
            | Tag::I
            | Tag::Cite
            | Tag::Del
            | Tag::Q
            | Tag::Code
            | Tag::Sup
            | Tag::Sub
            | Tag::A => {
                self.open.push(Frame {
                    node: index,
                    end: node.end,
                    content: Vec::new(),
                });
            }
            Tag::Li => self.divide(index, node.parent),
            tag if tag.is_block() => self.pending = true,
            Tag::Span if is_beside_another(self.tree, index) => self.pending = true,
            _ => {}
        }
    }

    /// Puts a comma between items that are to stand on one line, unless the one before ends with a mark of its own.
    fn divide(&mut self, item: usize, list: usize) {
        self.pending |= !self.is_empty();
        let mut items = self
            .tree
            .below(list)
            .filter(|(_, node)| node.tag == Tag::Li);
        if items.next().is_none_or(|(first, _)| first == item) {
            return;
        }
        let written = self.open.iter().rev().map(|frame| words(&frame.content));
        let before = written.filter_map(|words| words.trim_end().chars().next_back());
        let comma = match before.take(1).next() {
            Some(last) if is_wide(last) => "、",
            Some('\u{600}'..='\u{6ff}') => "،",
            Some(last) if last.is_alphanumeric() || matches!(last, ')' | '%' | '”' | '»') => ",",
            _ => return,
        };
        self.pending = comma != "、";
        self.push(Inline::Text { text: comma.into() });
        self.spaced = false;
    }

    fn text(&mut self, raw: &str) {
        let mut folded = String::new();
        let is_code = |frame: &Frame| {
            let node = self.tree.get(frame.node);
            node.is_some_and(|node| node.tag == Tag::Code)
        };
        if self.open.iter().any(is_code) {
            fold_into(&mut folded, raw);
        } else {
            fold_into(&mut folded, &leftovers::without_links(raw));
        }
        let words = text::harmless(&folded);
        let leads = raw.starts_with(char::is_whitespace) || self.pending;
        if words.is_empty() {
            self.pending |= leads || !raw.is_empty();
            return;
        }
        if leads && !self.spaced {
            self.space();
        }
        self.pending = raw.ends_with(char::is_whitespace);
        self.spaced = false;
        self.push(Inline::Text { text: words });
    }

    /// Puts a space before the next word: outside of the links and stress that begin with it.
    fn space(&mut self) {
        let begun = self.open.iter().rev();
        let begun = begun.take_while(|frame| frame.content.is_empty()).count();
        let at = self.open.len().saturating_sub(begun + 1);
        if let Some(frame) = self.open.get_mut(at) {
            frame.push(Inline::Text { text: " ".into() });
        }
    }

    fn is_empty(&self) -> bool {
        self.open.iter().all(|frame| frame.content.is_empty())
    }

    fn push(&mut self, inline: Inline) {
        if let Some(frame) = self.open.last_mut() {
            frame.push(inline);
        }
    }

    fn finish(mut self) -> Vec<Inline> {
        while self.open.len() > 1 {
            self.close();
        }
        let mut content = self
            .open
            .pop()
            .map(|frame| frame.content)
            .unwrap_or_default();
        while content.last() == Some(&Inline::Break) {
            content.pop();
        }
        content
    }
}

/// Whether there are words alone, without links, marks and stress.
fn is_text(content: &[Inline]) -> bool {
    let is_text = |inline: &Inline| matches!(inline, Inline::Text { .. });
    content.iter().all(is_text)
}

/// The words of inlines, without their stress.
pub fn words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Struck { content }
            | Inline::Link { content, .. } => {
                out.push_str(&words(content));
            }
            Inline::Note { number } => out.push_str(&raised::number(*number)),
            Inline::Break => out.push(' '),
        }
    }
    out
}
