//! Reads what stands where on an HTML page.
//!
//! The work is linear in the page. What is broken is read as browsers roughly would; nobody reads a story from it.

use url::Url;

use crate::feed::draft::harmless_line;
use crate::feed::outline::{Element, Heading, Link, Outline};
use crate::feed::tags::{Attributes, next_markup};
use crate::feed::{date, entities, further, html, labels, link, said};

/// Deeper elements are read as if their tags were not there.
const DEPTH: usize = 512;
/// More links or elements than this are not read.
const LINKS: usize = 5_000;
const ELEMENTS: usize = 100_000;
/// A text is cut here, in bytes.
const LONG: usize = 600;

/// Reads a page.
#[must_use]
pub fn outline(text: &str, base: &Url) -> Outline {
    let mut reading = Reading {
        base: base.clone(),
        outline: Outline::default(),
        open: Vec::new(),
        link: None,
        heading: None,
        label: None,
        title: None,
    };
    let mut at = 0;
    while let Some(markup) = next_markup(text, at) {
        reading.text(text.get(at..markup.start).unwrap_or_default());
        let tag = text.get(markup.clone()).unwrap_or_default();
        at = markup.end;
        if let Some(name) = tag.strip_prefix("</") {
            reading.end(&html::element_name(name).to_ascii_lowercase());
        } else if let Some(rest) = tag.strip_prefix('<')
            && rest.starts_with(|char: char| char.is_ascii_alphabetic())
        {
            let name = html::element_name(rest).to_ascii_lowercase();
            if html::is_hidden(&name) {
                let rest = text.get(at..).unwrap_or_default();
                at = text.len() - html::after_end_tag(rest, &name).len();
            } else {
                reading.start(&name, tag);
            }
        }
    }
    reading.text(text.get(at..).unwrap_or_default());
    reading.finish_link();
    further::name(&mut reading.outline);
    reading.outline
}

struct Reading {
    base: Url,
    outline: Outline,
    open: Vec<usize>,
    link: Option<OpenLink>,
    /// The text of the heading that is open outside of a link.
    heading: Option<String>,
    /// The text that stands directly in an element, so far.
    label: Option<(usize, String)>,
    title: Option<String>,
}

struct OpenLink {
    element: usize,
    fragment: String,
    is_paid: bool,
    url: String,
    text: String,
    label: String,
    /// The text of its first heading, and whether that is still open.
    heading: Option<(String, bool)>,
    /// The element of that heading.
    within: Option<usize>,
    picture: Option<String>,
}

impl Reading {
    fn start(&mut self, name: &str, tag: &str) {
        self.close_before(name);
        let attribute = |wanted: &str| {
            let mut all = Attributes::of(tag);
            all.find(|attribute| attribute.name.eq_ignore_ascii_case(wanted))
                .map(|attribute| entities::decode(attribute.value.trim()).into_owned())
        };
        if self.outline.elements.len() >= ELEMENTS {
            return;
        }
        if !matches!(name, "i" | "svg" | "path" | "use" | "img" | "br") {
            self.finish_label();
        }
        let number = self.outline.elements.len();
        self.outline.elements.push(Element {
            id: attribute("id").unwrap_or_default(),
            classes: attribute("class")
                .unwrap_or_default()
                .split_ascii_whitespace()
                .map(str::to_owned)
                .collect(),
            parent: self.open.last().copied(),
            before: self.outline.headings.len(),
            name: name.to_owned(),
        });
        match name {
            "base" => {
                let href = attribute("href").and_then(|href| link::base(&href, Some(&self.base)));
                self.base = href.unwrap_or_else(|| self.base.clone());
            }
            "a" => self.start_link(number, attribute("href"), &attribute),
            "img" => self.picture(&attribute),
            "time" => {
                let time = attribute("datetime").and_then(|text| date::parse(&text));
                self.outline.times.extend(time.map(|time| (number, time)));
            }
            "title" if self.outline.title.is_none() => self.title = Some(String::new()),
            _ if is_heading(name) => match &mut self.link {
                Some(link) if link.heading.is_none() => {
                    link.heading = Some((String::new(), true));
                    link.within = Some(number);
                }
                Some(_) => {}
                None => self.heading = Some(String::new()),
            },
            _ => {}
        }
        if !html::is_void(name) && self.open.len() < DEPTH {
            self.open.push(number);
            if may_be_a_label(name) {
                self.label = Some((number, String::new()));
            }
        }
    }

    /// The text of an element ends: what names a box is kept as a heading.
    fn finish_label(&mut self) {
        let Some((element, text)) = self.label.take() else {
            return;
        };
        if self.heading.is_none() && labels::is_label(&text) {
            self.push_heading(element, 7, &text);
        } else if labels::is_paid(&text) {
            self.outline.paid.push(element);
        } else if let Some(said) = said::said(&text) {
            self.outline.said.push((element, said));
        }
    }

    fn start_link(
        &mut self,
        element: usize,
        href: Option<String>,
        attribute: &dyn Fn(&str) -> Option<String>,
    ) {
        let url = href.and_then(|href| link::resolve(&href, Some(&self.base)));
        let Some(mut url) = url.and_then(|url| Url::parse(&url).ok()) else {
            return;
        };
        if !matches!(url.scheme(), "http" | "https") || self.outline.links.len() >= LINKS {
            return;
        }
        let fragment = url.fragment().unwrap_or_default().to_owned();
        url.set_fragment(None);
        let rel = attribute("rel").unwrap_or_default();
        let mut rel = rel.split_ascii_whitespace();
        self.link = Some(OpenLink {
            element,
            fragment,
            is_paid: rel.any(|word| word.eq_ignore_ascii_case("sponsored")),
            url: url.into(),
            text: String::new(),
            label: attribute("title")
                .or_else(|| attribute("aria-label"))
                .unwrap_or_default(),
            heading: None,
            within: None,
            picture: None,
        });
    }

    fn picture(&mut self, attribute: &dyn Fn(&str) -> Option<String>) {
        let Some(link) = &mut self.link else { return };
        let source = attribute("data-src").or_else(|| attribute("src"));
        if link.picture.is_none() {
            link.picture = source
                .and_then(|source| link::resolve(&source, Some(&self.base)))
                .filter(|url| url.starts_with("http"));
        }
        if link.label.is_empty() {
            link.label = attribute("alt").unwrap_or_default();
        }
    }

    fn text(&mut self, text: &str) {
        let into = match (&mut self.link, &mut self.title) {
            (Some(link), _) => {
                if let Some((heading, true)) = &mut link.heading {
                    add(heading, text);
                }
                Some(&mut link.text)
            }
            (None, Some(title)) => Some(title),
            (None, None) => None,
        };
        if let Some(into) = into {
            add(into, text);
        }
        if let Some(heading) = &mut self.heading {
            add(heading, text);
        }
        if let Some((_, label)) = &mut self.label {
            add(label, text);
        }
    }

    fn end(&mut self, name: &str) {
        let Some(place) = self
            .open
            .iter()
            .rposition(|number| self.name_of(*number) == Some(name))
        else {
            return;
        };
        while self.open.len() > place {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(number) = self.open.pop() else {
            return;
        };
        if self
            .link
            .as_ref()
            .is_some_and(|link| link.element == number)
        {
            self.finish_link();
        }
        if self
            .label
            .as_ref()
            .is_some_and(|(element, _)| *element == number)
        {
            self.finish_label();
        }
        let name = self.name_of(number).unwrap_or_default().to_owned();
        if self.label.is_none() {
            // What stands behind a child is text of its parent.
            let parent = self.open.last().copied();
            let parent = parent.filter(|parent| self.name_of(*parent).is_some_and(may_be_a_label));
            self.label = parent.map(|parent| (parent, String::new()));
        }
        if name == "title" {
            let title = self.title.take().map(|title| harmless_line(&title));
            self.outline.title = title.filter(|title| !title.is_empty());
        }
        if is_heading(&name) {
            if let Some((_, is_open)) = self.link.as_mut().and_then(|link| link.heading.as_mut()) {
                *is_open = false;
            }
            if let Some(heading) = self.heading.take() {
                let level = name.bytes().last().unwrap_or(b'6') - b'0';
                self.push_heading(number, level, &heading);
            }
        }
    }

    /// Elements that end where another begins.
    fn close_before(&mut self, name: &str) {
        let Some((ended, within)) = html::ended_by(name) else {
            return;
        };
        let mut found = None;
        for (place, number) in self.open.iter().enumerate().rev() {
            let open = self.name_of(*number).unwrap_or_default();
            if within.contains(&open) {
                break;
            }
            if ended.contains(&open) {
                found = Some(place);
            }
        }
        while found.is_some_and(|place| self.open.len() > place) {
            self.pop();
        }
    }

    fn finish_link(&mut self) {
        let Some(link) = self.link.take() else { return };
        let heading = link.heading.map(|(text, _)| harmless_line(&text));
        let label = harmless_line(&link.label);
        let text = [heading.unwrap_or_default(), harmless_line(&link.text)]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_else(|| label.clone());
        self.outline.links.push(Link {
            element: link.element,
            url: link.url,
            fragment: link.fragment,
            text,
            label,
            heading: link.within,
            is_paid: link.is_paid,
            picture: link.picture,
        });
    }

    fn push_heading(&mut self, element: usize, level: u8, text: &str) {
        let parent = self
            .outline
            .elements
            .get(element)
            .and_then(|own| own.parent);
        self.outline.headings.push(Heading {
            element,
            parent: parent.unwrap_or(element),
            level,
            text: harmless_line(text),
        });
    }

    fn name_of(&self, number: usize) -> Option<&str> {
        self.outline
            .elements
            .get(number)
            .map(|element| element.name.as_str())
    }
}

/// Whether an element may hold the label of a box, and nothing else.
fn may_be_a_label(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "strong"
            | "span"
            | "b"
            | "p"
            | "a"
            | "em"
            | "dt"
            | "legend"
            | "caption"
            | "th"
            | "small"
            | "li"
            | "label"
            | "figcaption"
            | "mark"
            | "time"
            | "td"
            | "dd"
            | "abbr"
            | "i"
    )
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Adds text up to a limit, with a space where markup stood between words.
fn add(into: &mut String, text: &str) {
    if into.len() < LONG {
        into.push_str(&entities::decode(html::start(text, LONG)));
    }
}
