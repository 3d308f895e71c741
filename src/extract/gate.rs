//! The gate before the parser's tree: it holds the depth and the size of the tree down while it is built.
//!
//! html5ever looks through all open elements for many a tag, which is quadratic in the depth. So deeper
//! than browsers go (512), start tags are dropped and their text falls to the element above; and a tree
//! of too many nodes grows no further. It knows nothing of stories.

mod blanks;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use scraper::{Html, HtmlTreeSink};

use crate::extract::markup;

/// As deep as browsers nest.
const DEPTH: usize = 512;
/// More nodes than any page that a person reads.
const NODES: usize = 200_000;
/// More unclosed formatting elements of a name than any page means.
const FORMATTING: usize = 64;

/// The tree of a page, and whether parts of it were too deep or too many.
pub fn parse(html: &str) -> (Html, bool) {
    let sink = Sink {
        inner: HtmlTreeSink::new(Html::new_document()),
        made: Cell::new(0),
        last: RefCell::new(None),
    };
    let gate = Gate {
        builder: TreeBuilder::new(sink, TreeBuilderOpts::default()),
        suspected: Cell::new(0),
        measured: Cell::new(0),
        since: Cell::new(0),
        deep: Cell::new(false),
        refused: RefCell::new(Vec::new()),
        text: Cell::new(false),
        formatting: RefCell::new(Vec::new()),
        broken: Cell::new(false),
    };
    let gate = markup::read(gate, html);
    let broken = gate.broken.get();
    (gate.builder.sink.finish(), broken)
}

type Handle = <HtmlTreeSink as TreeSink>::Handle;

/// The tokens on their way to the tree.
struct Gate {
    builder: TreeBuilder<Handle, Sink>,
    /// Start tags less end tags: cheap, and too high where end tags are left out.
    suspected: Cell<usize>,
    /// The true depth when it was last looked at.
    measured: Cell<usize>,
    /// Start tags since then.
    since: Cell<usize>,
    /// At the limit, where nothing but an end tag leads away from.
    deep: Cell<bool>,
    /// The names of dropped start tags whose end tags must be dropped, too.
    refused: RefCell<Vec<LocalName>>,
    /// In an element whose content is text, whatever it looks like, up to its end tag.
    text: Cell<bool>,
    /// Open formatting elements by name: the parser opens them again in each paragraph.
    formatting: RefCell<Vec<(LocalName, usize)>>,
    broken: Cell<bool>,
}

impl TokenSink for Gate {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        match token {
            Token::ParseError(_) | Token::CommentToken(_) => TokenSinkResult::Continue,
            Token::TagToken(tag) if !self.lets_pass(&tag) => TokenSinkResult::Continue,
            token => {
                let result = self.builder.process_token(token, line_number);
                self.text
                    .set(matches!(result, TokenSinkResult::RawData(_)) || self.text.get());
                result
            }
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Gate {
    fn lets_pass(&self, tag: &Tag) -> bool {
        match tag.kind {
            TagKind::EndTag => self.lets_end(tag),
            TagKind::StartTag => self.lets_start(tag),
        }
    }

    fn lets_end(&self, tag: &Tag) -> bool {
        // What ends a text that holds no tags ends one that was let in, whatever was refused before it.
        if !self.text.take() {
            let mut refused = self.refused.borrow_mut();
            if refused.last() == Some(&tag.name) {
                refused.pop();
                return false;
            }
        }
        self.suspected.set(self.suspected.get().saturating_sub(1));
        self.deep.set(false);
        if is_formatting(&tag.name) {
            for (name, count) in self.formatting.borrow_mut().iter_mut() {
                if *name == tag.name {
                    *count = count.saturating_sub(1);
                }
            }
        }
        true
    }

    fn lets_start(&self, tag: &Tag) -> bool {
        if is_void(&tag.name) {
            return self.builder.sink.made.get() < NODES;
        }
        let fits = self.builder.sink.made.get() < NODES && !self.is_deep() && self.formats(tag);
        if fits {
            self.suspected.set(self.suspected.get() + 1);
            self.since.set(self.since.get() + 1);
        } else {
            self.broken.set(true);
            let mut refused = self.refused.borrow_mut();
            if refused.len() < NODES {
                refused.push(tag.name.clone());
            }
        }
        fits
    }

    /// Looks at the true depth only where it may have come near the limit.
    fn is_deep(&self) -> bool {
        if self.deep.get() || self.suspected.get() < DEPTH / 2 {
            return self.deep.get();
        }
        if self.since.get() >= 16 || self.measured.get() + self.since.get() >= DEPTH {
            self.measured.set(self.builder.sink.depth());
            self.since.set(0);
        }
        self.deep
            .set(self.measured.get() + self.since.get() >= DEPTH);
        self.deep.get()
    }

    fn formats(&self, tag: &Tag) -> bool {
        if !is_formatting(&tag.name) {
            return true;
        }
        let mut formatting = self.formatting.borrow_mut();
        match formatting.iter_mut().find(|(name, _)| *name == tag.name) {
            // A link cannot hold a link: the parser closes the open one itself.
            Some(_) if &*tag.name == "a" => true,
            Some((_, count)) if *count >= FORMATTING => false,
            Some((_, count)) => {
                *count += 1;
                true
            }
            None => {
                formatting.push((tag.name.clone(), 1));
                true
            }
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// scraper's own sink, counting.
struct Sink {
    inner: HtmlTreeSink,
    made: Cell<usize>,
    last: RefCell<Option<Handle>>,
}

impl Sink {
    fn depth(&self) -> usize {
        let html = self.inner.0.borrow();
        self.last
            .borrow()
            .and_then(|last| html.tree.get(last))
            .map_or(0, |node| node.ancestors().take(DEPTH + 1).count())
    }
}

/// Elements in which a style may show the lines of a text.
const LINED: [LocalName; 6] = [
    local_name!("div"),
    local_name!("td"),
    local_name!("article"),
    local_name!("section"),
    local_name!("span"),
    local_name!("body"),
];

impl Sink {
    /// Appends a text, its paragraphs each behind a break.
    fn append_long(&self, parent: Handle, text: StrTendril) {
        let is_lined = LINED.contains(self.inner.elem_name(&parent).local_name());
        let paragraphs = is_lined.then(|| blanks::paragraphs(&text)).flatten();
        let Some(paragraphs) = paragraphs else {
            return self.inner.append(&parent, NodeOrText::AppendText(text));
        };
        for paragraph in paragraphs {
            for _ in 0..2 {
                let name = QualName::new(None, ns!(html), local_name!("br"));
                let line = self.create_element(name, Vec::new(), ElementFlags::default());
                self.inner.append(&parent, NodeOrText::AppendNode(line));
            }
            let text = NodeOrText::AppendText(StrTendril::from_slice(paragraph));
            self.inner.append(&parent, text);
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Html;
    type ElemName<'a> = <HtmlTreeSink as TreeSink>::ElemName<'a>;

    fn finish(self) -> Html {
        self.inner.finish()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.inner.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Self::ElemName<'a> {
        self.inner.elem_name(target)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Handle {
        self.made.set(self.made.get() + 1);
        let element = self.inner.create_element(name, attributes, flags);
        *self.last.borrow_mut() = Some(element);
        element
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.inner.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.inner.create_pi(target, data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendText(text) if text.len() >= blanks::LONG => {
                self.append_long(*parent, text);
            }
            child => self.inner.append(parent, child),
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        self.inner
            .append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(
        &self,
        _name: StrTendril,
        _public: StrTendril,
        _system: StrTendril,
    ) {
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.inner.get_template_contents(target)
    }

    fn same_node(&self, left: &Handle, right: &Handle) -> bool {
        left == right
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &Handle, node: NodeOrText<Handle>) {
        self.inner.append_before_sibling(sibling, node);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.inner.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.inner.reparent_children(node, new_parent);
    }
}
