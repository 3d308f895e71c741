//! A forgiving reader of XML: any text in, a tidy sequence of starts, texts and ends out.
//!
//! quick-xml reads one piece of markup at a time; what stands between the pieces, and what to do
//! when a piece is broken, is decided here. Every start gets its end, in order; stray `<` and `&`
//! are text; nothing a document declares is ever expanded. The work is linear in the text.

use std::borrow::Cow;

use quick_xml::events::Event as Markup;
use quick_xml::events::attributes::Attributes;

use crate::feed::entities;
use crate::feed::event::{Attribute, Event, Tag};
use crate::feed::open::{Open, Stack};

/// Deeper elements are read as if their tags were not there.
const DEPTH: usize = 512;
const CDATA: &str = "<![CDATA[";
/// Of one element; more are not read.
const ATTRIBUTES: usize = 64;

/// Kinds of markup that run to a mark of their own.
#[derive(Debug, Clone, Copy)]
enum Section {
    Comment,
    Instruction,
    Doctype,
}

/// Reads a document.
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    pieces: quick_xml::Reader<&'a [u8]>,
    open: Stack<'a>,
    /// How many elements to end before anything else.
    closing: usize,
    /// A start that waits until those have ended.
    waiting: Option<(Open<'a>, Tag<'a>, bool)>,
    /// Nothing in the rest of the text ends a comment, or a declaration can be trusted: what was
    /// looked for once in vain is not looked for again.
    no_comment_ends: bool,
    no_doctype_ends: bool,
    /// Where the next `]]>` stands, as far as it was looked for.
    data_end: usize,
    /// The line of `counted`, from 1.
    line: u32,
    /// Up to where lines were counted.
    counted: usize,
    /// Where the last tag starts.
    tag_at: usize,
    /// What was broken, in words, each thing once.
    pub warnings: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a document.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            pieces: pieces(),
            open: Stack::default(),
            closing: 0,
            waiting: None,
            no_comment_ends: false,
            no_doctype_ends: false,
            data_end: 0,
            line: 1,
            counted: 0,
            tag_at: 0,
            warnings: Vec::new(),
        }
    }

    /// What comes next; nothing at the end, when every element has ended.
    pub fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if self.closing > 0 {
                self.closing -= 1;
                if self.open.pop() {
                    return Some(Event::End);
                }
                continue;
            }
            if let Some((open, tag, is_empty)) = self.waiting.take() {
                self.open.push(open);
                self.closing = usize::from(is_empty);
                return Some(Event::Start(tag));
            }
            let rest = self.rest();
            if rest.is_empty() {
                if self.open.depth() == 0 {
                    return None;
                }
                self.warn("the document ends in the middle");
                self.closing = self.open.depth();
                continue;
            }
            if let Some(event) = self.read(rest) {
                return Some(event);
            }
        }
    }

    /// The line in which the last tag starts, from 1.
    pub fn line(&mut self) -> u32 {
        let passed = self
            .text
            .as_bytes()
            .get(self.counted..self.tag_at)
            .unwrap_or_default();
        self.line += passed.split(|byte| *byte == b'\n').count() as u32 - 1;
        self.counted = self.counted.max(self.tag_at);
        self.line
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn warn(&mut self, warning: &'static str) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// Reads text up to the next markup, or one piece of markup.
    fn read(&mut self, rest: &'a str) -> Option<Event<'a>> {
        let mut bytes = rest.bytes();
        if bytes.next() != Some(b'<') {
            return Some(self.text_up_to(rest.find('<').unwrap_or(rest.len()), rest));
        }
        let section = match bytes.next() {
            Some(b'!') if rest.starts_with(CDATA) => return Some(self.data(rest)),
            Some(b'!') if rest.starts_with("<!--") => Section::Comment,
            Some(b'!') => Section::Doctype,
            Some(b'?') => Section::Instruction,
            Some(b'/') => return self.end(rest),
            Some(byte) if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => {
                return self.start(rest);
            }
            _ => return Some(self.stray(rest)),
        };
        self.section(section, rest);
        None
    }

    fn text_up_to(&mut self, end: usize, rest: &'a str) -> Event<'a> {
        let (text, _) = rest.split_at_checked(end).unwrap_or((rest, ""));
        self.at += text.len();
        Event::Text(entities::decode(text))
    }

    /// A `<` that starts no markup is text, as is what follows it.
    fn stray(&mut self, rest: &'a str) -> Event<'a> {
        self.warn("a stray < was read as text");
        let end = rest
            .bytes()
            .skip(1)
            .position(|byte| byte == b'<')
            .map_or(rest.len(), |place| place + 1);
        self.text_up_to(end, rest)
    }

    /// Lets quick-xml read one piece at the start of `piece`; answers it and its length.
    fn piece(&mut self, piece: &'a str) -> Option<(Markup<'a>, usize)> {
        *self.pieces.get_mut() = piece.as_bytes();
        match self.pieces.read_event() {
            Ok(Markup::Eof) | Err(_) => {
                self.pieces = pieces();
                None
            }
            Ok(markup) => {
                let length = piece.len() - self.pieces.get_mut().len();
                Some((markup, length))
            }
        }
    }

    /// Markup that says nothing here: comments, instructions, declarations.
    fn section(&mut self, section: Section, rest: &'a str) {
        let bound = rest
            .bytes()
            .skip(1)
            .position(|byte| byte == b'<')
            .map_or(rest.len(), |place| place + 1);
        let found = match section {
            Section::Comment if self.no_comment_ends => None,
            // An instruction without its `?>` shall not swallow what follows.
            Section::Instruction => self.piece(rest.get(..bound).unwrap_or(rest)),
            Section::Doctype if self.no_doctype_ends => None,
            _ => self.piece(rest),
        };
        if let Some((_, length)) = found {
            let text = rest.get(..length).unwrap_or_default();
            let is_whole =
                !matches!(section, Section::Doctype) || length <= bound || text.contains('[');
            if is_whole {
                self.at += length;
                return;
            }
        }
        self.warn("a comment, instruction or declaration has no end");
        match section {
            Section::Comment => self.no_comment_ends = true,
            Section::Doctype => self.no_doctype_ends = true,
            Section::Instruction => {}
        }
        let start = rest.get(..bound).unwrap_or(rest);
        self.at += match section {
            Section::Comment => "<!--".len(),
            _ => start.find('>').map_or(bound, |end| end + 1),
        };
    }

    /// The text of a CDATA section. One whose end is missing ends with its element.
    fn data(&mut self, rest: &'a str) -> Event<'a> {
        let inside = rest.get(CDATA.len()..).unwrap_or_default();
        let start = self.at + CDATA.len();
        if self.data_end < start {
            self.data_end = inside.find("]]>").map_or(usize::MAX, |end| start + end);
        }
        let end = Some(self.data_end)
            .filter(|end| *end < usize::MAX)
            .map(|end| end - start);
        let data = inside.get(..end.unwrap_or(inside.len())).unwrap_or(inside);
        if end.is_none() || data.contains(CDATA) {
            self.warn("a CDATA section has no end");
            let names = [self.open.innermost(), "item", "entry"];
            let lost = names
                .iter()
                .find_map(|name| data.find(&format!("</{name}")));
            if let Some(lost) = lost {
                self.at += CDATA.len() + lost;
                return Event::Text(Cow::Borrowed(data.get(..lost).unwrap_or(data)));
            }
        }
        self.at += CDATA.len() + data.len() + end.map_or(0, |_| "]]>".len());
        Event::Text(Cow::Borrowed(data))
    }

    fn end(&mut self, rest: &'a str) -> Option<Event<'a>> {
        let body = rest.get(2..).unwrap_or_default();
        let length = body.find(['>', '<']).unwrap_or(body.len());
        let name = body.get(..length).unwrap_or_default().trim();
        let is_closed = body.as_bytes().get(length) == Some(&b'>');
        if !is_closed {
            self.warn("an end tag is not closed");
            if !name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b":_-.".contains(&byte))
            {
                return Some(self.stray(rest));
            }
        }
        self.at += 2 + length + usize::from(is_closed);
        match self.open.ended_by(name) {
            Some(count) => {
                if count > 1 {
                    self.warn("an element is not closed");
                }
                self.closing = count;
            }
            None => self.warn("an end tag has no start"),
        }
        None
    }

    fn start(&mut self, rest: &'a str) -> Option<Event<'a>> {
        let after = rest.get(1..).unwrap_or_default();
        let bound = after.find('<').map_or(rest.len(), |place| place + 1);
        if bound == rest.len() && !rest.contains('>') {
            self.at = self.text.len();
            return None;
        }
        let Some((content, is_empty, length)) = self.tag_text(rest, bound) else {
            return Some(self.stray(rest));
        };
        self.tag_at = self.at;
        self.at += length;
        if self.open.depth() >= DEPTH {
            self.warn("elements are nested too deep");
            return None;
        }
        let name_end = content
            .find(|letter: char| letter.is_ascii_whitespace() || letter == '/')
            .unwrap_or(content.len());
        let attributes = self.attributes(content, name_end);
        let open = self
            .open
            .element(content.get(..name_end).unwrap_or(content));
        let tag = Tag {
            space: open.space,
            name: open.local.clone(),
            attributes,
        };
        let before = self.open.ended_before(&open);
        if before > 0 {
            self.warn("an element is not closed");
            self.closing = before;
            self.waiting = Some((open, tag, is_empty));
            return None;
        }
        self.open.push(open);
        self.closing = usize::from(is_empty);
        Some(Event::Start(tag))
    }

    /// What stands between `<` and `>`, whether the tag ends itself, and the length of the whole.
    ///
    /// `bound` is where the next `<` stands. An attribute may hold one, but a lost quote is as
    /// likely: so the short reading comes first.
    fn tag_text(&mut self, rest: &'a str, bound: usize) -> Option<(&'a str, bool, usize)> {
        let short = rest.get(..bound).unwrap_or(rest);
        if let Some((markup, length)) = self.piece(short) {
            let is_empty = matches!(markup, Markup::Empty(_));
            let content = rest.get(1..length - if is_empty { 2 } else { 1 })?;
            return Some((content, is_empty, length));
        }
        self.warn("a tag is broken");
        if let Some(end) = short.find('>') {
            // A quote is missing: end at the first `>`.
            let content = short.get(1..end)?;
            let is_empty = content.ends_with('/');
            return Some((content.trim_end_matches('/'), is_empty, end + 1));
        }
        let within = rest
            .get(..rest.floor_char_boundary(bound + 1024))
            .unwrap_or(rest);
        if let Some((markup, length)) = self.piece(within) {
            let is_empty = matches!(markup, Markup::Empty(_));
            let content = rest.get(1..length - if is_empty { 2 } else { 1 })?;
            if content.matches('=').count() > 0 && !content.contains("</") {
                return Some((content, is_empty, length));
            }
        }
        // `<title<link>`: a name and nothing else may have lost its `>`.
        let content = short.get(1..)?.trim_end();
        let is_name = content
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b':');
        (is_name || content.contains('=')).then_some((content, false, bound))
    }

    /// Reads attributes; puts declared namespaces in force.
    fn attributes(&mut self, content: &'a str, name_end: usize) -> Vec<Attribute<'a>> {
        let mut attributes = Vec::new();
        if name_end == content.len() {
            return attributes;
        }
        let level = self
            .open
            .element(content.get(..name_end).unwrap_or_default())
            .level;
        let mut all = Attributes::html(content, name_end);
        for attribute in all.with_checks(false).flatten().take(ATTRIBUTES) {
            let Cow::Borrowed(raw) = attribute.value else {
                continue;
            };
            let value = entities::decode(raw);
            let key = attribute.key.0;
            match key.split_once(':') {
                None if key == "xmlns" => self.open.bind("", &value, level),
                Some(("xmlns", prefix)) => self.open.bind(prefix, &value, level),
                split => attributes.push(Attribute {
                    name: split.map_or(key, |(_, local)| local),
                    value,
                }),
            }
        }
        attributes
    }
}

fn pieces<'a>() -> quick_xml::Reader<&'a [u8]> {
    let mut reader = quick_xml::Reader::from_str("");
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}
