//! The text of an element while it is collected, and what becomes of it.

use std::borrow::Cow;

use url::Url;

use crate::feed::draft::Draft;
use crate::feed::event::Tag;
use crate::feed::kind::{self, Kind};
use crate::feed::names::Space;
use crate::feed::role::Field;
use crate::feed::{base64, date, entities, html, link, schedule, tags};
use crate::model::feed::Enclosure;
use crate::text;

/// The rank of an RSS description.
const DESCRIPTION: u8 = 9;

/// What was read of a person.
#[derive(Debug, Default)]
pub struct Person {
    name: String,
    email: String,
}

/// What an identifier is besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Identifier {
    /// Nothing.
    Opaque,
    /// The entry's page.
    Permalink,
    /// An address by the rules of its format, which may be relative.
    Address,
}

/// A value being collected.
#[derive(Debug)]
pub struct Value {
    /// The property it is for.
    pub field: Field,
    /// The rank of its claim.
    pub rank: u8,
    /// How its text is to be read.
    pub kind: Kind,
    /// Where its text starts in the buffer.
    pub start: usize,
    is_base64: bool,
    id: Identifier,
    /// What it is when its text names none, as Media RSS allows.
    is_stated: bool,
}

impl Value {
    /// The value that an element holds.
    #[must_use]
    pub fn new(field: Field, rank: u8, kind: Kind, tag: &Tag<'_>, start: usize) -> Self {
        let is_opaque = tag
            .get("isPermaLink")
            .is_some_and(|value| value.eq_ignore_ascii_case("false"));
        let id = match tag.space {
            Space::Atom => Identifier::Address,
            _ if tag.name == "guid" && !is_opaque => Identifier::Permalink,
            _ => Identifier::Opaque,
        };
        let is_stated = tag.get("type").is_some() || tag.get("mode").is_some();
        Self {
            field,
            rank,
            kind,
            start,
            is_base64: kind::is_base64(tag),
            id,
            is_stated,
        }
    }

    /// A picture whose address is in an element inside, or is the text itself.
    #[must_use]
    pub fn picture(start: usize) -> Self {
        Self {
            field: Field::Image,
            rank: 4,
            kind: Kind::Html,
            start,
            is_base64: false,
            id: Identifier::Opaque,
            is_stated: false,
        }
    }

    /// Whether elements inside are properties, not parts of the text.
    #[must_use]
    pub fn nests(&self) -> bool {
        matches!(self.field, Field::Author | Field::Image | Field::Enclosure)
            || self.field == Field::Category
    }

    /// Whether elements inside belong to the text.
    #[must_use]
    pub fn holds_html(&self) -> bool {
        matches!(
            self.field,
            Field::Title | Field::Summary | Field::Content | Field::Rights
        )
    }

    /// Plain text with elements in it is HTML after all: people forget to say so.
    pub fn turn_to_markup(&mut self, tag: &Tag<'_>, buffer: &mut String) {
        if self.kind == Kind::Plain && self.holds_html() && html::is_element(&tag.name) {
            let text = buffer.split_off(self.start.min(buffer.len()));
            buffer.push_str(&html::escape(&text));
            self.kind = Kind::Markup;
        }
    }

    /// Gives the collected text to the draft.
    pub fn finish(
        &self,
        mut text: String,
        draft: &mut Draft,
        person: &mut Person,
        base: Option<&Url>,
    ) {
        if self.is_base64
            && let Some(decoded) = base64::decode(&text)
        {
            text = decoded;
        }
        // Whole, before the controls that end them go by themselves.
        if text.contains('\u{1b}') {
            text = text::without_sequences(&text);
        }
        if text.bytes().any(is_control) || has_second_controls(&text) {
            text = meant(&text);
        }
        match self.field {
            Field::Summary | Field::Content if draft.is_entry => self.body(text, draft, base),
            Field::Title
            | Field::Summary
            | Field::Category
            | Field::Keywords
            | Field::Rights
            | Field::Language => draft.line(self.field, self.rank, &self.plain(&text)),
            Field::Link
            | Field::Comments
            | Field::Image
            | Field::Enclosure
            | Field::EnclosureAddress => {
                if let Some(url) = link::resolve(&text, base) {
                    self.address(url, draft);
                }
            }
            Field::Id => self.id(&text, draft, base),
            Field::Published | Field::Updated => self.date(&text, draft),
            Field::Name => self.plain(&text).trim().clone_into(&mut person.name),
            Field::Email => text.trim().clone_into(&mut person.email),
            Field::Author => self.author(&text, draft, person),
            Field::Ttl | Field::Hour | Field::Day | Field::Period | Field::Frequency => {
                schedule::read(self.field, &text, draft);
            }
            Field::Content => {}
        }
    }

    fn address(&self, url: String, draft: &mut Draft) {
        match self.field {
            Field::Link => draft.link.offer(self.rank, url),
            Field::Comments => draft.comments.offer(self.rank, url),
            Field::Image => draft.image.offer(self.rank, url),
            Field::Enclosure if url.starts_with("http") => {
                draft.enclosure(
                    self.rank,
                    Enclosure {
                        url,
                        ..Enclosure::default()
                    },
                );
            }
            Field::EnclosureAddress => {
                if let Some((_, first)) = draft.enclosures.first_mut() {
                    first.url = url;
                }
            }
            _ => {}
        }
    }

    fn plain<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.kind {
            Kind::Plain => Cow::Borrowed(text),
            Kind::Html if self.is_stated => html::text(html::start(text, 16 * 1024)),
            Kind::Html | Kind::Markup => html::plain(html::start(text, 16 * 1024)),
        }
    }

    fn body(&self, text: String, draft: &mut Draft, base: Option<&Url>) {
        if text.trim().is_empty() {
            return;
        }
        let html = match self.kind {
            Kind::Html => text,
            // Who says nothing of the form and writes tags means tags.
            Kind::Plain if !self.is_stated && html::is_html(&text) => text,
            Kind::Plain => html::escape(&text).into_owned(),
            // By the book XHTML is in a `div`; without any element it is HTML that was escaped as a whole.
            Kind::Markup if !text.contains('<') && html::is_html(&entities::decode(&text)) => {
                entities::decode(&text).into_owned()
            }
            Kind::Markup => tags::unwrapped(text),
        };
        let html = tags::absolute(html, base);
        match self.field {
            // RSS with a summary beside its description: the description is the body.
            Field::Summary if self.rank == DESCRIPTION && draft.summary.rank() > DESCRIPTION => {
                draft.content.offer(2, html);
            }
            Field::Summary => {
                if self.rank > DESCRIPTION && draft.summary.rank() == DESCRIPTION {
                    let description = std::mem::take(&mut draft.summary);
                    description
                        .get()
                        .into_iter()
                        .for_each(|html| draft.content.offer(2, html.clone()));
                }
                draft.summary.offer(self.rank, html);
            }
            _ => draft.content.offer(self.rank, html),
        }
    }

    fn id(&self, text: &str, draft: &mut Draft, base: Option<&Url>) {
        let id: String = html::start(text.trim(), 2000)
            .chars()
            .filter(|letter| !letter.is_control())
            .collect();
        if id.is_empty() {
            return;
        }
        let is_address = ["http://", "https://"]
            .iter()
            .any(|scheme| id.starts_with(scheme))
            || id.starts_with('/') && base.is_some();
        if self.id == Identifier::Permalink
            && is_address
            && let Some(url) = link::resolve(&id, base)
        {
            draft.link.offer(5, url);
        }
        // Those of Atom are addresses, which may be relative.
        let is_relative = id.starts_with('/')
            || (self.id == Identifier::Address && id.contains('/') && !id.contains(':'));
        let absolute = if is_relative {
            link::resolve(&id, base)
        } else {
            None
        };
        let id = absolute.unwrap_or(id);
        draft.id.offer(self.rank, id);
    }

    fn date(&self, text: &str, draft: &mut Draft) {
        let Some(date) = date::parse(text) else {
            return;
        };
        match self.field {
            Field::Updated => draft.updated.offer(self.rank, date),
            _ => draft.published.offer(self.rank, date),
        }
    }

    fn author(&self, text: &str, draft: &mut Draft, person: &mut Person) {
        let person = std::mem::take(person);
        if !person.name.is_empty() {
            draft.author(self.rank, &person.name);
        } else if !person.email.is_empty() {
            draft.author(self.rank, &person.email);
        } else {
            draft.author(self.rank, name_of(&self.plain(text)));
        }
    }
}

/// The text without controls, those read as windows-1252 that were meant so.
fn meant(text: &str) -> String {
    let is_kept = |letter: &char| !u8::try_from(*letter).is_ok_and(is_control);
    text.chars()
        .filter(is_kept)
        .map(|letter| entities::windows_1252(letter).unwrap_or(letter))
        .collect()
}

/// Whether a byte is a control character that no text needs.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Whether there are control characters of the second set, U+0080 to U+009F.
fn has_second_controls(text: &str) -> bool {
    let is_second = |pair: &[u8]| matches!(pair, [0xC2, 0x80..0xA0]);
    !text.is_ascii() && text.as_bytes().windows(2).any(is_second)
}

/// The name in `ann@example.org (Ann)` and `Ann <ann@example.org>`; without one, what there is.
#[must_use]
pub fn name_of(text: &str) -> &str {
    let text = text.trim();
    let is_email = |part: &str| part.contains('@') && !part.contains(' ');
    if let Some((before, rest)) = text.split_once('(')
        && let Some((inside, _)) = rest.rsplit_once(')')
    {
        let inside = inside.trim();
        if is_email(before.trim()) && !inside.is_empty() {
            return inside;
        }
        if is_email(inside) && !before.trim().is_empty() {
            return before.trim();
        }
    }
    if let Some((before, rest)) = text.split_once('<')
        && is_email(rest.trim_end_matches('>'))
    {
        let name = before.trim().trim_matches('"');
        return if name.is_empty() {
            rest.trim_end_matches('>')
        } else {
            name
        };
    }
    text
}
