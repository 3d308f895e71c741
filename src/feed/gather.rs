//! One walk over a feed in XML: elements become the properties of the feed and of its entries.

use std::borrow::Cow;

use url::Url;

use crate::feed::draft::{Draft, ENTRIES, Gathered, names};
use crate::feed::event::{Event, Tag};
use crate::feed::kind::Kind;
use crate::feed::names::Space;
use crate::feed::role::{Field, Place, Role};
use crate::feed::value::{Person, Value};
use crate::feed::xml::Reader;
use crate::feed::{atom, attributes, html, link, modules, rss, tags};
use crate::model::feed::{Entry, Format};

/// Reads a feed. Without one: the name of the outermost element, if there is any.
pub fn gather(text: &str, base: Option<&Url>) -> Result<Gathered, Option<String>> {
    let mut reader = Reader::new(text);
    let mut first = None;
    for _ in 0..200 {
        let Some(event) = reader.next() else { break };
        let Event::Start(tag) = event else { continue };
        let is_first = first.is_none();
        if let Some(format) = format(&tag, is_first) {
            return Ok(Walk::new(format, base).run(reader, &tag));
        }
        if is_first {
            first = Some(tag.name.into_owned());
        }
    }
    Err(first)
}

/// The format that an outermost element announces.
fn format(tag: &Tag<'_>, is_first: bool) -> Option<Format> {
    match &*tag.name {
        "rss" => Some(Format::Rss),
        "rdf" => Some(Format::Rdf),
        "feed" => Some(Format::Atom),
        "channel" | "item" if is_first => Some(Format::Rss),
        "entry" if is_first => Some(Format::Atom),
        _ => None,
    }
}

/// What is done with the content of an open element.
#[derive(Debug)]
enum What<'a> {
    /// Its children are properties.
    Through,
    /// An entry: ready when it ends.
    Entry,
    /// Its text is a value.
    Value(Value),
    /// Markup inside a value, written out again; `false` drops the tags and keeps the text.
    Markup(Cow<'a, str>, bool),
    /// Nothing.
    Ignored,
}

#[derive(Debug)]
struct Frame<'a> {
    what: What<'a>,
    place: Place,
    /// Which of `Walk::bases` is in force.
    base: usize,
}

struct Walk<'a> {
    format: Format,
    frames: Vec<Frame<'a>>,
    /// The first is the document's own address.
    bases: Vec<Option<Url>>,
    /// Which of them is in force in the value that was opened last.
    value_base: usize,
    /// The text of the values that are open.
    buffer: String,
    channel: Draft,
    entry: Option<Draft>,
    person: Person,
    entries: Vec<Entry>,
}

impl<'a> Walk<'a> {
    fn new(format: Format, base: Option<&Url>) -> Self {
        Self {
            format,
            frames: Vec::new(),
            bases: vec![base.cloned()],
            value_base: 0,
            buffer: String::new(),
            channel: Draft::default(),
            entry: None,
            person: Person::default(),
            entries: Vec::new(),
        }
    }

    fn run(mut self, mut reader: Reader<'a>, root: &Tag<'a>) -> Gathered {
        let what = if matches!(&*root.name, "item" | "entry") {
            self.entry = Some(Draft::of_entry());
            What::Entry
        } else {
            What::Through
        };
        let place = if self.entry.is_some() {
            Place::Entry
        } else {
            Place::Channel
        };
        let base = self.base(root, 0);
        self.language(root);
        self.frames.push(Frame { what, place, base });
        while self.entries.len() < ENTRIES {
            match reader.next() {
                Some(Event::Start(tag)) => self.start(tag),
                Some(Event::Text(text)) => self.text(&text),
                Some(Event::End) => self.end(),
                None => break,
            }
        }
        if self.format == Format::Atom {
            self.share_authors();
        }
        let mut warnings = reader.warnings;
        if self.entries.len() == ENTRIES {
            warnings.push("more than 10,000 entries: the rest was not read");
        }
        Gathered {
            format: self.format,
            channel: self.channel.channel(),
            entries: self.entries,
            warnings,
        }
    }

    /// Entries without authors are by the feed's (RFC 4287, section 4.1.1).
    fn share_authors(&mut self) {
        let authors = names(&self.channel.authors);
        for entry in self
            .entries
            .iter_mut()
            .filter(|entry| entry.authors.is_empty())
        {
            entry.authors.clone_from(&authors);
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        let Some(Frame { what, place, base }) = self.frames.last() else {
            return self.frames.push(Frame {
                what: What::Ignored,
                place: Place::Channel,
                base: 0,
            });
        };
        let (place, base) = (*place, *base);
        match what {
            What::Ignored => return self.push(What::Ignored, place, base),
            What::Markup(_, is_written) => {
                let is_written = *is_written;
                return self.markup(tag, place, base, is_written);
            }
            What::Value(value) if !value.nests() => {
                let is_written = value.holds_html();
                return self.markup(tag, place, base, is_written);
            }
            _ => {}
        }
        let base = self.base(&tag, base);
        match self.role(&tag, place) {
            Role::Ignored => self.push(What::Ignored, place, base),
            Role::Through => self.push(What::Through, place, base),
            Role::Source => self.push(What::Through, Place::Source, base),
            Role::Channel => {
                self.language(&tag);
                self.push(What::Through, Place::Channel, base);
            }
            Role::Entry => {
                let mut draft = Draft::of_entry();
                attributes::entry(&tag, &mut draft, self.url(base));
                self.entry = Some(draft);
                self.push(What::Entry, Place::Entry, base);
            }
            Role::Picture => self.value(
                &tag,
                Value::picture(self.buffer.len()),
                Place::Picture,
                base,
            ),
            Role::Value(field, rank, form) => {
                // What stands beside a media group counts more than what stands in it.
                let is_inside = place != Place::Channel && self.is_in_media();
                let rank = rank.saturating_sub(u8::from(is_inside));
                let value = Value::new(field, rank, Kind::of(&tag, form), &tag, self.buffer.len());
                let inner = if field == Field::Author {
                    Place::Person
                } else {
                    place
                };
                self.value(&tag, value, inner, base);
            }
        }
    }

    /// Whether the innermost element holds media, one or a group.
    fn is_in_media(&self) -> bool {
        match self.frames.last().map(|frame| &frame.what) {
            Some(What::Through) => self.entry.is_some(),
            Some(What::Value(value)) => value.field == Field::Enclosure,
            _ => false,
        }
    }

    fn role(&self, tag: &Tag<'_>, place: Place) -> Role {
        let name = &*tag.name;
        match tag.space {
            Space::Rss | Space::Rdf => rss::role(place, name),
            Space::Atom => atom::role(place, name),
            // A feed of one format with elements of the other: people do that.
            Space::Core if self.format == Format::Atom => match atom::role(place, name) {
                Role::Ignored => rss::role(place, name),
                role => role,
            },
            Space::Core => match rss::role(place, name) {
                Role::Ignored => atom::role(place, name),
                role => role,
            },
            space => modules::role(space, place, name),
        }
    }

    fn push(&mut self, what: What<'a>, place: Place, base: usize) {
        self.frames.push(Frame { what, place, base });
    }

    fn value(&mut self, tag: &Tag<'_>, value: Value, place: Place, base: usize) {
        if value.field == Field::Author {
            self.person = Person::default();
        }
        let url = self.bases.get(base).and_then(Option::as_ref);
        let draft = self.entry.as_mut().unwrap_or(&mut self.channel);
        attributes::read(tag, &value, draft, url);
        self.settle_base(value.field);
        self.value_base = base;
        self.push(What::Value(value), place, base);
    }

    /// A tag inside a value: part of the value when it is HTML.
    fn markup(&mut self, tag: Tag<'a>, place: Place, base: usize, is_written: bool) {
        if let Some(Frame {
            what: What::Value(value),
            ..
        }) = self.frames.last_mut()
        {
            value.turn_to_markup(&tag, &mut self.buffer);
        }
        let base = self.base(&tag, base);
        if is_written {
            // A base inside the value holds for what stands in it and for nothing else.
            let own = self.bases.get(base).filter(|_| base != self.value_base);
            let own = own.and_then(Option::as_ref);
            self.buffer.push('<');
            self.buffer.push_str(&tag.name);
            for attribute in &tag.attributes {
                self.buffer.push(' ');
                self.buffer.push_str(attribute.name);
                self.buffer.push_str("=\"");
                let moved =
                    own.and_then(|base| tags::moved(attribute.name, &attribute.value, base));
                let value = moved.as_deref().unwrap_or(&attribute.value);
                html::push_escaped(&mut self.buffer, value);
                self.buffer.push('"');
            }
            self.buffer.push('>');
        }
        self.push(What::Markup(tag.name, is_written), place, base);
    }

    fn text(&mut self, text: &str) {
        let is_markup = self
            .frames
            .iter()
            .rev()
            .find_map(|frame| match &frame.what {
                What::Value(value) => Some(value.kind == Kind::Markup),
                What::Markup(..) => None,
                _ => Some(false),
            });
        match self.frames.last().map(|frame| &frame.what) {
            Some(What::Value(_) | What::Markup(..)) if is_markup == Some(true) => {
                self.buffer.push_str(&html::escape(text));
            }
            Some(What::Value(_) | What::Markup(..)) => self.buffer.push_str(text),
            _ => {}
        }
    }

    fn end(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        match frame.what {
            What::Markup(name, true) if !html::is_void(&name) => {
                self.buffer.push_str("</");
                self.buffer.push_str(&name);
                self.buffer.push('>');
            }
            What::Value(value) => {
                let text = self.buffer.split_off(value.start.min(self.buffer.len()));
                let url = self.bases.get(frame.base).and_then(Option::as_ref);
                let draft = self.entry.as_mut().unwrap_or(&mut self.channel);
                value.finish(text, draft, &mut self.person, url);
                self.settle_base(value.field);
            }
            What::Entry => {
                if let Some(draft) = self.entry.take() {
                    self.entries.push(draft.entry());
                }
            }
            _ => {}
        }
        if self
            .frames
            .last()
            .is_some_and(|outer| outer.base < frame.base)
        {
            self.bases.truncate(frame.base);
        }
    }

    /// Without an address of its own the document stands where the feed's site is.
    fn settle_base(&mut self, field: Field) {
        if field == Field::Link
            && self.entry.is_none()
            && let Some(base @ None) = self.bases.first_mut()
            && let Some(link) = self.channel.link.get()
        {
            *base = Url::parse(link).ok().filter(link::is_page);
        }
    }

    fn url(&self, base: usize) -> Option<&Url> {
        self.bases.get(base).and_then(Option::as_ref)
    }

    /// The base inside an element: its own or that around it.
    fn base(&mut self, tag: &Tag<'_>, outer: usize) -> usize {
        let Some(value) = tag.get("base") else {
            return outer;
        };
        let Some(url) = link::base(value, self.url(outer)) else {
            return outer;
        };
        self.bases.push(Some(url));
        self.bases.len() - 1
    }

    fn language(&mut self, tag: &Tag<'_>) {
        if let Some(language) = tag.get("lang") {
            self.channel.line(Field::Language, 3, language);
        }
    }
}
