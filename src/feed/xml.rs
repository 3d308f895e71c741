//! A forgiving reader of XML: any text in, a tidy sequence of starts, texts and ends out.
//!
//! quick-xml reads one piece of markup at a time; what stands between the pieces, and what to do
//! when a piece is broken, is decided here. Every start gets its end, in order; stray `<` and `&`
//! are text; nothing a document declares is ever expanded. The work is linear in the text.

use std::borrow::Cow;

use quick_xml::events::Event as Markup;
use quick_xml::events::attributes::Attributes;

use crate::feed::entities;
use crate::feed::names::Space;
use crate::feed::open::{Open, Stack};

/// Deeper elements are read as if their tags were not there.
const DEPTH: usize = 512;
/// Of one element; more are not read.
const ATTRIBUTES: usize = 64;

/// What a document says next.
#[derive(Debug)]
pub enum Event<'a> {
    /// An element starts.
    Start(Tag<'a>),
    /// Text, its references replaced.
    Text(Cow<'a, str>),
    /// The innermost open element ends.
    End,
}

/// The start of an element.
#[derive(Debug)]
pub struct Tag<'a> {
    /// Its vocabulary.
    pub space: Space,
    /// Its name without prefix, in lower case.
    pub name: Cow<'a, str>,
    /// Its attributes without declarations of namespaces.
    pub attributes: Vec<Attribute<'a>>,
}

impl Tag<'_> {
    /// The trimmed value of an attribute that is not empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.eq_ignore_ascii_case(name))
            .map(|attribute| attribute.value.trim())
            .filter(|value| !value.is_empty())
    }
}

/// An attribute.
#[derive(Debug)]
pub struct Attribute<'a> {
    /// Its name without prefix.
    pub name: &'a str,
    /// Its value, references replaced.
    pub value: Cow<'a, str>,
}

/// Kinds of markup that run to a mark of their own.
#[derive(Debug, Clone, Copy)]
enum Section {
    Comment,
    Data,
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
    /// Sections known not to end any more in the rest of the text.
    endless: [bool; 4],
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
            endless: [false; 4],
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
        match bytes.next() {
            Some(b'!') if rest.starts_with("<!--") => self.section(Section::Comment, rest),
            Some(b'!') if rest.starts_with("<![CDATA[") => self.section(Section::Data, rest),
            Some(b'!') => self.section(Section::Doctype, rest),
            Some(b'?') => self.section(Section::Instruction, rest),
            Some(b'/') => self.end(rest),
            Some(byte) if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => {
                self.start(rest)
            }
            _ => Some(self.stray(rest)),
        }
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

    fn section(&mut self, section: Section, rest: &'a str) -> Option<Event<'a>> {
        let is_endless = self
            .endless
            .get(section as usize)
            .is_some_and(|known| *known);
        let found = if is_endless { None } else { self.piece(rest) };
        if let Some((markup, length)) = found {
            self.at += length;
            return match markup {
                Markup::CData(data) => match data.into_inner() {
                    Cow::Borrowed(data) => Some(Event::Text(Cow::Borrowed(data))),
                    Cow::Owned(data) => Some(Event::Text(Cow::Owned(data))),
                },
                _ => None,
            };
        }
        if let Some(known) = self.endless.get_mut(section as usize) {
            *known = true;
        }
        self.warn("a comment, instruction or CDATA section has no end");
        let lost = match section {
            Section::Data => "<![CDATA[".len(),
            Section::Comment => "<!--".len(),
            // Up to the next `>`: what it says is of no use.
            Section::Instruction | Section::Doctype => {
                rest.find('>').map_or(rest.len(), |end| end + 1)
            }
        };
        self.at += lost;
        None
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
