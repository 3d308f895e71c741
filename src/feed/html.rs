//! HTML as far as a feed needs it: its plain text for titles, and escaping.
//!
//! It builds no tree; bodies are cleaned in another room.

use std::borrow::Cow;

use crate::feed::entities;

/// The plain text of a title or a name that may hold HTML: tags dropped, references replaced.
///
/// Only what is an element of HTML is a tag: `List<String>` keeps its type.
#[must_use]
pub fn plain(html: &str) -> Cow<'_, str> {
    if is_html(html) {
        text(html)
    } else {
        // By the book RSS titles are plain text, and `The &amp;amp; entity` may mean what it says.
        entities::decode_typography(html)
    }
}

/// The plain text of a title or a name that is HTML, as it is stated.
#[must_use]
pub fn text(html: &str) -> Cow<'_, str> {
    if !html.contains('<') {
        return entities::decode(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(place) = rest.find('<') {
        let (before, tag) = rest.split_at(place);
        out.push_str(&entities::decode(before));
        let Some((replacement, after)) = strip(tag) else {
            rest = tag;
            break;
        };
        out.push_str(replacement);
        rest = after;
    }
    out.push_str(&entities::decode(rest));
    Cow::Owned(out)
}

/// What replaces the markup at the start of `tag`, and what follows it; nothing when no tag ends
/// in the rest of the text.
fn strip(tag: &str) -> Option<(&'static str, &str)> {
    let skip = |count: usize| tag.get(count..).unwrap_or_default();
    if tag.starts_with("<!--") {
        return Some(("", tag.find("-->").map_or("", |end| skip(end + 3))));
    }
    if start(tag, 9).eq_ignore_ascii_case("<!doctype") {
        return Some(("", skip(tag.find('>')? + 1)));
    }
    let after = skip(1);
    let is_end = after.starts_with('/');
    let name = element_name(after.trim_start_matches('/'));
    if !is_element(name) {
        return Some(("<", after));
    }
    let rest = skip(tag_end(tag)?);
    if !is_end && is_hidden(name) {
        return Some(("", after_end_tag(rest, name)));
    }
    Some((if is_line(name) { " " } else { "" }, rest))
}

/// The name at the start of a tag after its `<`.
#[must_use]
pub fn element_name(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Where the tag at the start of `tag` ends, its `>` included; quotes are respected.
#[must_use]
pub fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (place, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(place + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.find('>').map(|place| place + 1)
}

/// What follows the end tag of an element whose content is no text.
#[must_use]
pub fn after_end_tag<'a>(html: &'a str, name: &str) -> &'a str {
    let mut rest = html;
    while let Some(place) = rest.find("</") {
        rest = rest.get(place + 2..).unwrap_or_default();
        if element_name(rest).eq_ignore_ascii_case(name) {
            return rest
                .find('>')
                .and_then(|end| rest.get(end + 1..))
                .unwrap_or_default();
        }
    }
    ""
}

/// Whether an element's content is code, not text.
#[must_use]
pub fn is_hidden(name: &str) -> bool {
    ["script", "style", "noembed", "template", "iframe"]
        .iter()
        .any(|hidden| name.eq_ignore_ascii_case(hidden))
}

/// Whether an element stands on lines of its own.
fn is_line(name: &str) -> bool {
    [
        "p",
        "br",
        "div",
        "li",
        "hr",
        "tr",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "blockquote",
    ]
    .iter()
    .any(|line| name.eq_ignore_ascii_case(line))
}

/// Whether HTML has an element of this name.
#[must_use]
pub fn is_element(name: &str) -> bool {
    if name.len() > 10 || name.is_empty() {
        return false;
    }
    ELEMENTS
        .split(' ')
        .any(|element| name.eq_ignore_ascii_case(element))
}

const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base bdi bdo big blink \
    blockquote body br button canvas caption center cite code col colgroup data dd del details dfn dir \
    div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head \
    header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee math \
    menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture \
    pre progress q rp rt ruby s samp script section select small source span strike strong style sub \
    summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var \
    video wbr";

/// Whether a text whose form nobody states has the tags of HTML.
#[must_use]
pub fn is_html(text: &str) -> bool {
    text.match_indices('<').take(20).any(|(place, _)| {
        let tag = text.get(place + 1..).unwrap_or_default();
        is_element(element_name(tag.trim_start_matches('/'))) && tag.contains('>')
            || tag.starts_with("!--")
    })
}

/// Plain text as HTML.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| reference(byte).is_none() || byte == b'"')
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 64);
    push(&mut out, text, |byte| {
        reference(byte).filter(|_| byte != b'"')
    });
    Cow::Owned(out)
}

/// Writes the value of an attribute, escaped.
pub fn push_escaped(out: &mut String, value: &str) {
    push(out, value, reference);
}

/// Appends the text, some of its letters as references.
fn push(out: &mut String, text: &str, reference: impl Fn(u8) -> Option<&'static str>) {
    let mut copied = 0;
    for (place, byte) in text.bytes().enumerate() {
        if let Some(reference) = reference(byte) {
            out.push_str(text.get(copied..place).unwrap_or_default());
            out.push_str(reference);
            copied = place + 1;
        }
    }
    out.push_str(text.get(copied..).unwrap_or_default());
}

/// What stands in HTML for a letter that means something there.
const fn reference(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    }
}

/// Elements that never have content, and so no end tag.
#[must_use]
pub fn is_void(name: &str) -> bool {
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

/// At most so many bytes of a text.
#[must_use]
pub fn start(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

/// Where a text stands that starts with `first`: by its first letter, which is rare.
#[must_use]
pub fn find(text: &str, first: char, others: &str) -> Option<usize> {
    let mut places = text.match_indices(first).map(|(place, _)| place);
    places.find(|place| {
        text.get(place + 1..)
            .is_some_and(|rest| rest.starts_with(others))
    })
}

/// The elements that end where one of this name begins, as far as they stand within none of the others.
#[must_use]
pub fn ended_by(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "a" => (&["a"], &[]),
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "tr" => (&["tr", "td", "th"], &["table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "p" | "div" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "article" | "section" => {
            (&["p"], &["div", "section", "article", "li", "td"])
        }
        _ => return None,
    })
}
