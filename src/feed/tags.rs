//! Rewriting the tags of HTML without a tree: addresses made absolute, what could act taken out.

use std::ops::Range;

use url::Url;

use crate::feed::{entities, html, link};

/// The same HTML with absolute addresses.
#[must_use]
pub fn absolute(html: String, base: Option<&Url>) -> String {
    let Some(base) = base else { return html };
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(tag) = next_tag(&html, at) {
        let text = html.get(tag.clone()).unwrap_or_default();
        if text.contains('=') {
            for attribute in Attributes::of(text) {
                let Some(url) = relative(&attribute, base) else {
                    continue;
                };
                let start = tag.start + attribute.place.start;
                out.push_str(html.get(copied..start).unwrap_or_default());
                let quote = if attribute.is_quoted { "" } else { "\"" };
                out.push_str(quote);
                html::push_escaped(&mut out, &url);
                out.push_str(quote);
                copied = tag.start + attribute.place.end;
            }
        }
        at = tag.end;
    }
    if copied == 0 {
        return html;
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    out
}

/// The absolute form of an attribute that holds a relative address.
fn relative(attribute: &Attribute<'_>, base: &Url) -> Option<String> {
    moved(attribute.name, &entities::decode(attribute.value), base)
}

/// The absolute form of an attribute's value that is a relative address.
#[must_use]
pub fn moved(name: &str, value: &str, base: &Url) -> Option<String> {
    let value = value.trim_start();
    let is_whole = value.starts_with("http") || value.starts_with('#') && !base.has_authority();
    if !is_address(name) || is_whole {
        return None;
    }
    match Url::parse(value.trim()) {
        Err(url::ParseError::RelativeUrlWithoutBase) => {
            base.join(value.trim()).ok().map(String::from)
        }
        _ => None,
    }
}

/// The same HTML without anything that a browser would run, load as a frame or style with.
#[must_use]
pub fn safe(html: &str) -> String {
    // After the last `>` no tag ends any more: what is left is text.
    let (html, text) = html
        .split_at_checked(html.rfind('>').map_or(0, |end| end + 1))
        .unwrap_or((html, ""));
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    while let Some(place) = find(html, at, '<') {
        out.push_str(html.get(at..place).unwrap_or_default());
        let rest = html.get(place..).unwrap_or_default();
        at = place + safe_tag(rest, &mut out).max(1);
    }
    out.push_str(html.get(at..).unwrap_or_default());
    out.push_str(&text.replace('<', "&lt;"));
    out
}

/// Writes the markup at the start of `rest` as far as it is harmless; answers its length.
fn safe_tag(rest: &str, out: &mut String) -> usize {
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(rest.len(), |end| end + 3);
    }
    let is_declaration =
        html::start(rest, 9).eq_ignore_ascii_case("<!doctype") || rest.starts_with("<![");
    if is_declaration || rest.starts_with("<?") {
        return rest.find('>').map_or(rest.len(), |end| end + 1);
    }
    let after = rest.get(1..).unwrap_or_default();
    let is_end = after.starts_with('/');
    let body = after.trim_start_matches('/');
    let name = html::element_name(body);
    if name.is_empty() {
        out.push_str("&lt;");
        return 1;
    }
    let length = html::tag_end(rest).unwrap_or(rest.len());
    if !is_end && html::is_hidden(name) {
        let inner = rest.get(length..).unwrap_or_default();
        return rest.len() - html::after_end_tag(inner, name).len();
    }
    if is_dropped(name) {
        return length;
    }
    out.push_str(if is_end { "</" } else { "<" });
    out.push_str(&name.to_ascii_lowercase());
    if !is_end {
        for attribute in Attributes::of(rest.get(..length).unwrap_or_default()) {
            push_safe(out, &attribute);
        }
    }
    out.push('>');
    length
}

fn push_safe(out: &mut String, attribute: &Attribute<'_>) {
    let is_kept = KEPT
        .iter()
        .any(|kept| attribute.name.eq_ignore_ascii_case(kept));
    let value = entities::decode(attribute.value);
    if !is_kept || (is_address(attribute.name) && link::resolve(&value, None).is_none()) {
        return;
    }
    out.push(' ');
    out.push_str(&attribute.name.to_ascii_lowercase());
    out.push_str("=\"");
    html::push_escaped(out, &value);
    out.push('"');
}

const KEPT: [&str; 18] = [
    "href", "src", "alt", "title", "poster", "cite", "colspan", "rowspan", "datetime", "lang",
    "dir", "start", "type", "width", "height", "class", "srcset", "abbr",
];

fn is_address(name: &str) -> bool {
    [
        "href",
        "src",
        "poster",
        "cite",
        "longdesc",
        "action",
        "background",
        "data",
    ]
    .iter()
    .any(|address| name.eq_ignore_ascii_case(address))
}

fn is_dropped(name: &str) -> bool {
    let dropped = [
        "object", "embed", "applet", "frame", "frameset", "meta", "link", "style", "script",
        "form", "base", "iframe", "template", "noembed", "html", "head", "body", "input", "button",
        "select", "textarea", "param",
    ];
    dropped.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// An attribute of a tag in HTML.
pub struct Attribute<'a> {
    /// As written.
    pub name: &'a str,
    /// As written, references in place.
    pub value: &'a str,
    /// Where the value stands in the tag, without quotes.
    place: Range<usize>,
    is_quoted: bool,
}

/// Reads the attributes of a tag one by one.
pub struct Attributes<'a> {
    tag: &'a str,
    at: usize,
}

impl<'a> Attributes<'a> {
    /// Those of a whole tag, from `<` to `>`.
    #[must_use]
    pub fn of(tag: &'a str) -> Self {
        let tag = tag.strip_suffix('>').unwrap_or(tag);
        let name = html::element_name(tag.trim_start_matches(['<', '/']));
        Self {
            tag,
            at: 1 + name.len(),
        }
    }

    /// Moves over the bytes that `is_wanted` accepts; answers them.
    fn take(&mut self, is_wanted: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.tag.get(self.at..).unwrap_or_default();
        let end = rest
            .bytes()
            .position(|byte| !is_wanted(byte))
            .unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        self.take(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'' | b'='));
        let name = self.take(|byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'/' | b'"' | b'\'')
        });
        if name.is_empty() {
            return None;
        }
        let spaces = self.take(|byte| byte.is_ascii_whitespace()).len();
        if self.take(|byte| byte == b'=').is_empty() {
            self.at -= spaces;
            return Some(Attribute {
                name,
                value: "",
                place: self.at..self.at,
                is_quoted: false,
            });
        }
        self.take(|byte| byte.is_ascii_whitespace());
        let quote = self
            .tag
            .as_bytes()
            .get(self.at)
            .copied()
            .filter(|byte| matches!(byte, b'"' | b'\''));
        self.at += usize::from(quote.is_some());
        let start = self.at;
        let value = match quote {
            Some(quote) => self.take(|byte| byte != quote),
            None => self.take(|byte| !byte.is_ascii_whitespace()),
        };
        let place = start..self.at;
        self.at += usize::from(quote.is_some());
        Some(Attribute {
            name,
            value,
            place,
            is_quoted: quote.is_some(),
        })
    }
}

/// Where the next start tag stands at or after a place.
fn next_tag(html: &str, mut at: usize) -> Option<Range<usize>> {
    while let Some(start) = find(html, at, '<') {
        let tag = html.get(start..).unwrap_or_default();
        if tag.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
            return Some(start..start + html::tag_end(tag)?);
        }
        at = start + 1;
    }
    None
}

/// Where the next tag, comment or declaration stands at or after a place; none when it does not end.
#[must_use]
pub fn next_markup(html: &str, mut at: usize) -> Option<Range<usize>> {
    while let Some(start) = find(html, at, '<') {
        let rest = html.get(start..).unwrap_or_default();
        let length = match rest.as_bytes().get(1) {
            _ if rest.starts_with("<!--") => rest.find("-->").map(|end| end + 3),
            Some(b'!' | b'?') => rest.find('>').map(|end| end + 1),
            Some(b'/') => rest.find('>').map(|end| end + 1),
            Some(byte) if byte.is_ascii_alphabetic() => html::tag_end(rest),
            _ => Some(0),
        };
        match length {
            Some(0) => at = start + 1,
            length => return Some(start..start + length?),
        }
    }
    None
}

fn find(html: &str, at: usize, wanted: char) -> Option<usize> {
    Some(at + html.get(at..)?.find(wanted)?)
}

/// The address of the first picture, unless it only counts readers.
#[must_use]
pub fn first_picture(html: &str) -> Option<&str> {
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        let text = html.get(tag.clone()).unwrap_or_default();
        at = tag.end;
        if !html::element_name(text.trim_start_matches('<')).eq_ignore_ascii_case("img") {
            continue;
        }
        let is_pixel = Attributes::of(text).any(|attribute| {
            matches!(attribute.name, "width" | "height") && matches!(attribute.value, "0" | "1")
        });
        let mut addresses =
            Attributes::of(text).filter(|attribute| attribute.name.eq_ignore_ascii_case("src"));
        if let Some(address) = addresses.next().map(|attribute| attribute.value.trim())
            && !is_pixel
            && address.starts_with("http")
        {
            return Some(address);
        }
    }
    None
}

/// HTML without the `div` that Atom wraps around XHTML (RFC 4287, section 3.1.1.3).
#[must_use]
pub fn unwrapped(html: String) -> String {
    let inner = html
        .trim()
        .strip_prefix("<div>")
        .and_then(|rest| rest.strip_suffix("</div>"));
    match inner {
        Some(inner) if !inner.contains("<div") => inner.to_owned(),
        _ => html,
    }
}
