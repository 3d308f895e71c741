//! The text of an element while it is collected, and what becomes of it.

use std::borrow::Cow;

use url::Url;

use crate::feed::draft::Draft;
use crate::feed::names::Space;
use crate::feed::role::{Field, Form};
use crate::feed::xml::Tag;
use crate::feed::{base64, date, entities, html, link, tags};
use crate::model::feed::Enclosure;

/// The rank of an RSS description.
const DESCRIPTION: u8 = 9;

/// How the collected text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// As it stands.
    Plain,
    /// As HTML.
    Html,
    /// As HTML that was elements of the document: its text is escaped already.
    Markup,
}

impl Kind {
    /// The kind that an element states (RFC 4287, section 3.1.1; Atom 0.3, section 3.1).
    #[must_use]
    pub fn of(tag: &Tag<'_>, form: Form) -> Self {
        match form {
            Form::Html => return Self::Html,
            Form::Markup => return Self::Markup,
            Form::Stated => {}
        }
        let stated = tag.get("type").unwrap_or("text").to_ascii_lowercase();
        let stated = stated.split(';').next().unwrap_or_default().trim();
        let is_xml = tag
            .get("mode")
            .is_some_and(|mode| mode.eq_ignore_ascii_case("xml"));
        match stated {
            "html" | "text/html" if is_xml => Self::Markup,
            "html" | "text/html" | "application/octet-stream" => Self::Html,
            "xhtml" | "application/xhtml+xml" if is_escaped(tag) => Self::Html,
            "xhtml" | "application/xhtml+xml" => Self::Markup,
            _ if stated.ends_with("+xml") || stated.ends_with("/xml") => Self::Markup,
            _ => Self::Plain,
        }
    }
}

fn is_escaped(tag: &Tag<'_>) -> bool {
    tag.get("mode")
        .is_some_and(|mode| mode.eq_ignore_ascii_case("escaped"))
}

/// Whether the text is base64: stated by Atom 0.3, implied by the media types of Atom 1.0
/// (RFC 4287, section 4.1.3.3).
fn is_base64(tag: &Tag<'_>) -> bool {
    if tag
        .get("mode")
        .is_some_and(|mode| mode.eq_ignore_ascii_case("base64"))
    {
        return true;
    }
    let kind = tag.get("type").unwrap_or_default().to_ascii_lowercase();
    tag.space == Space::Atom
        && kind.contains('/')
        && !kind.starts_with("text/")
        && !kind.contains("xml")
        && !kind.contains("json")
}

/// What was read of a person.
#[derive(Debug, Default)]
pub struct Person {
    name: String,
    email: String,
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
    /// Of an identifier: it is an address too.
    is_permalink: bool,
    /// Of an identifier: it is an address by its format's rules.
    is_address: bool,
    /// What it is when its text names none, as Media RSS allows.
    is_stated: bool,
}

impl Value {
    /// The value that an element holds.
    #[must_use]
    pub fn new(field: Field, rank: u8, kind: Kind, tag: &Tag<'_>, start: usize) -> Self {
        let is_permalink = field == Field::Id
            && tag.name == "guid"
            && !tag
                .get("isPermaLink")
                .is_some_and(|value| value.eq_ignore_ascii_case("false"));
        let is_stated = tag.get("type").is_some() || tag.get("mode").is_some();
        Self {
            field,
            rank,
            kind,
            start,
            is_base64: is_base64(tag),
            is_permalink,
            is_address: field == Field::Id && tag.space == Space::Atom,
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
            is_permalink: false,
            is_address: false,
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
        if text.as_bytes().contains(&0xC2) {
            text = meant(text);
        }
        match self.field {
            Field::Summary | Field::Content if draft.is_entry => self.body(text, draft, base),
            Field::Content => {}
            Field::Title
            | Field::Summary
            | Field::Category
            | Field::Keywords
            | Field::Rights
            | Field::Language => {
                draft.line(self.field, self.rank, &self.plain(&text));
            }
            Field::Link => {
                if let Some(url) = link::resolve(&text, base) {
                    draft.link.offer(self.rank, url);
                }
            }
            Field::Id => self.id(&text, draft, base),
            Field::Comments => {
                if let Some(url) = link::resolve(&text, base) {
                    draft.comments.offer(self.rank, url);
                }
            }
            Field::Image => {
                if let Some(url) = link::resolve(&text, base) {
                    draft.image.offer(self.rank, url);
                }
            }
            Field::Enclosure => {
                if let Some(url) = link::resolve(&text, base).filter(|url| url.starts_with("http"))
                {
                    draft.enclosure(
                        self.rank,
                        Enclosure {
                            url,
                            ..Enclosure::default()
                        },
                    );
                }
            }
            Field::EnclosureAddress => {
                if let (Some(url), Some((_, first))) =
                    (link::resolve(&text, base), draft.enclosures.first_mut())
                {
                    first.url = url;
                }
            }
            Field::Published | Field::Updated => self.date(&text, draft),
            Field::Name => person.name = self.plain(&text).trim().to_owned(),
            Field::Email => text.trim().clone_into(&mut person.email),
            Field::Author => self.author(&text, draft, person),
            Field::Ttl | Field::Hour | Field::Day | Field::Period | Field::Frequency => {
                self.schedule(&text, draft)
            }
        }
    }

    fn plain<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.kind {
            Kind::Plain => Cow::Borrowed(text),
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
        let id = text.trim();
        if id.is_empty() {
            return;
        }
        let is_address = id.starts_with("http://") || id.starts_with("https://");
        if self.is_permalink
            && is_address
            && let Some(url) = link::resolve(id, base)
        {
            draft.link.offer(5, url);
        }
        // Those of Atom are addresses, which may be relative.
        let is_relative =
            id.starts_with('/') || (self.is_address && id.contains('/') && !id.contains(':'));
        let absolute = if is_relative {
            link::resolve(id, base)
        } else {
            None
        };
        let id = absolute.unwrap_or_else(|| id.to_owned());
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

    fn schedule(&self, text: &str, draft: &mut Draft) {
        let text = text.trim();
        let number = text.parse::<u32>().ok();
        match self.field {
            Field::Ttl => draft.ttl = number.filter(|minutes| *minutes > 0).or(draft.ttl),
            Field::Frequency => draft.frequency = number.or(draft.frequency),
            Field::Period => draft.period = period(text).or(draft.period),
            Field::Hour => draft
                .hours
                .extend(number.filter(|hour| *hour < 24).map(|hour| hour as u8)),
            Field::Day => draft.days.extend(date::weekday(text)),
            _ => {}
        }
    }
}

/// Text in which windows-1252 was taken for controls.
fn meant(text: String) -> String {
    if !text.contains(|letter: char| ('\u{80}'..='\u{9f}').contains(&letter)) {
        return text;
    }
    text.chars()
        .map(|letter| entities::windows_1252(letter).unwrap_or(letter))
        .collect()
}

fn period(unit: &str) -> Option<u32> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "hourly" => 60,
        "daily" => 24 * 60,
        "weekly" => 7 * 24 * 60,
        "monthly" => 30 * 24 * 60,
        "yearly" => 365 * 24 * 60,
        _ => return None,
    })
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
