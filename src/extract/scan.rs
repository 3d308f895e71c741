//! The page's bytes before they are parsed: what never holds a story is left out, so that the parser
//! has a fifth to do, and what makes a parser slow is capped.
//!
//! It knows where tags, comments and raw text begin and end, and nothing of trees.

use memchr::{memchr, memmem};

use crate::extract::programs;
use crate::extract::raw::{closing, starts_with_name};
use crate::extract::spare;

/// A tag keeps this many attributes: a parser compares each with all before it.
const ATTRIBUTES: usize = 128;

/// A page without comments, styles, drawings and scripts (those with JSON stay), cut at `limit` bytes,
/// and whether it was cut.
pub fn reduce(html: &str, limit: usize) -> (String, bool) {
    copied(html, limit, Seen::default())
}

/// The same with the text for those who run no programs, which is read where the page has no other.
pub fn lean(html: &str, limit: usize) -> String {
    let seen = Seen {
        keeps_spare: true,
        ..Seen::default()
    };
    copied(html, limit, seen).0
}

/// How a page is copied.
#[derive(Default)]
struct Seen {
    /// A drawing has no end, so that nobody looks for one again.
    open_drawing: bool,
    /// Text in `<noscript>` stays.
    keeps_spare: bool,
}

fn copied(html: &str, limit: usize, mut seen: Seen) -> (String, bool) {
    let mut out = String::with_capacity((html.len() / 2).min(limit));
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (text, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(text);
        rest = markup(tail, &mut out, &mut seen);
        if out.len() > limit {
            return (truncated(out, limit), true);
        }
    }
    out.push_str(rest);
    let cut = out.len() > limit;
    (if cut { truncated(out, limit) } else { out }, cut)
}

fn truncated(mut out: String, limit: usize) -> String {
    let mut end = limit.min(out.len());
    while !out.is_char_boundary(end) {
        end -= 1;
    }
    out.truncate(end);
    out
}

/// Copies or drops the markup at the start of `tail` and returns what follows it.
fn markup<'a>(tail: &'a str, out: &mut String, seen: &mut Seen) -> &'a str {
    if let Some(body) = tail.strip_prefix("<!--") {
        let body = body
            .strip_prefix("->")
            .or_else(|| body.strip_prefix('>'))
            .map_or(Some(body), |_| None);
        return match body {
            None => after(tail, b'>'),
            Some(body) => memmem::find(body.as_bytes(), b"-->")
                .and_then(|at| body.get(at + 3..))
                .unwrap_or_default(),
        };
    }
    let Some(first) = tail.as_bytes().get(1).copied() else {
        out.push_str(tail);
        return "";
    };
    if !first.is_ascii_alphabetic() {
        out.push('<');
        return tail.get(1..).unwrap_or_default();
    }
    let end = tag_end(tail, out);
    let (tag, rest) = tail.split_at_checked(end.length).unwrap_or((tail, ""));
    let is_raw = matches!(first | 0x20, b's' | b'n' | b't' | b'i');
    let mut raw = RAW.iter().filter(|_| is_raw);
    let raw = raw.find(|(name, _)| starts_with_name(tag, name));
    let Some((name, kept)) = raw else { return rest };
    let body = || rest.get(..closing(rest, name).0).unwrap_or_default();
    let keep = match kept {
        Kept::Always => true,
        Kept::Json => {
            tag.contains("json") || tag.contains("__NEXT_DATA__") || programs::is_in(body())
        }
        Kept::Spare => seen.keeps_spare && spare::is_text(body()),
        Kept::Never => false,
    };
    let closed = tag.trim_end_matches('>').ends_with('/') && *name == "svg";
    if keep {
        let length = if closed { 0 } else { closing(rest, name).0 };
        let (body, rest) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(body);
        return rest;
    }
    out.truncate(end.start);
    if closed {
        return rest;
    }
    if *name == "svg" && seen.open_drawing {
        return rest;
    }
    let end = closing(rest, name);
    if *name == "svg" && end.0 == rest.len() {
        seen.open_drawing = true;
        return rest;
    }
    rest.get(end.1..).unwrap_or_default()
}

#[derive(Clone, Copy)]
enum Kept {
    Always,
    Json,
    Spare,
    Never,
}

/// Elements whose content is not markup, or is not wanted.
const RAW: [(&str, Kept); 7] = [
    ("script", Kept::Json),
    ("style", Kept::Never),
    ("svg", Kept::Never),
    ("noscript", Kept::Spare),
    ("textarea", Kept::Never),
    ("title", Kept::Always),
    ("iframe", Kept::Always),
];

fn after(text: &str, byte: u8) -> &str {
    memchr(byte, text.as_bytes())
        .and_then(|at| text.get(at + 1..))
        .unwrap_or_default()
}

struct TagEnd {
    /// Where the tag stands in the output.
    start: usize,
    /// Its length in the input.
    length: usize,
}

/// Finds the end of a start tag, minding quotes, and copies it with the attributes that the cleaner reads.
fn tag_end(tail: &str, out: &mut String) -> TagEnd {
    let start = out.len();
    let bytes = tail.as_bytes();
    let is_end = |byte: u8| byte == b'>' || byte == b'/' || byte.is_ascii_whitespace();
    let mut at = seek(bytes, 1, is_end);
    out.push_str(tail.get(..at).unwrap_or_default());
    let mut kept = 0;
    while let Some(byte) = bytes.get(at).copied() {
        if byte == b'>' {
            let closed = bytes.get(at - 1) == Some(&b'/') && !out.ends_with('/');
            out.push_str(if closed { "/>" } else { ">" });
            return TagEnd {
                start,
                length: at + 1,
            };
        }
        if byte == b'/' || byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let name_end = seek(bytes, at + 1, |byte| byte == b'=' || is_end(byte));
        let end = value_end(bytes, name_end);
        let name = bytes.get(at..name_end).unwrap_or_default();
        if kept < ATTRIBUTES && is_read(name) {
            kept += 1;
            out.push(' ');
            out.push_str(tail.get(at..end).unwrap_or_default());
        }
        at = end;
    }
    // A tag that never ends: the parser drops it, and so do we.
    out.truncate(start);
    TagEnd {
        start,
        length: tail.len(),
    }
}

fn seek(bytes: &[u8], from: usize, is_wanted: impl Fn(u8) -> bool) -> usize {
    bytes
        .get(from..)
        .and_then(|tail| tail.iter().position(|byte| is_wanted(*byte)))
        .map_or(bytes.len(), |at| from + at)
}

/// Where an attribute ends whose name ends here.
fn value_end(bytes: &[u8], name_end: usize) -> usize {
    let equals = seek(bytes, name_end, |byte| !byte.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') {
        return name_end;
    }
    let value = seek(bytes, equals + 1, |byte| !byte.is_ascii_whitespace());
    match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) => bytes
            .get(value + 1..)
            .and_then(|tail| memchr(*quote, tail))
            .map_or(bytes.len(), |at| value + at + 2),
        _ => seek(bytes, value, |byte| {
            byte == b'>' || byte.is_ascii_whitespace()
        }),
    }
}

/// Whether one of the rooms' files asks for an attribute: most bytes of a page stand in those that none does.
fn is_read(name: &[u8]) -> bool {
    let mut lower = [0_u8; 18];
    let Some(slot) = lower.get_mut(..name.len()) else {
        return false;
    };
    slot.copy_from_slice(name);
    slot.make_ascii_lowercase();
    matches!(
        &*slot,
        b"media"
            | b"class"
            | b"id"
            | b"href"
            | b"src"
            | b"style"
            | b"rel"
            | b"type"
            | b"name"
            | b"property"
            | b"content"
            | b"itemprop"
            | b"alt"
            | b"title"
            | b"width"
            | b"height"
            | b"srcset"
            | b"data-src"
            | b"data-srcset"
            | b"data-original"
            | b"data-lazy-src"
            | b"data-lazy"
            | b"data-url"
            | b"data-page"
            | b"data-img-src"
            | b"data-image"
            | b"data-lazy-srcset"
            | b"aria-label"
            | b"hidden"
            | b"aria-hidden"
            | b"role"
            | b"data-component"
            | b"data-testid"
            | b"lang"
            | b"xml:lang"
            | b"start"
            | b"http-equiv"
            | b"allowfullscreen"
            | b"charset"
            | b"color"
            | b"align"
            | b"size"
            | b"face"
            | b"encoding"
            | b"colspan"
            | b"shadowrootmode"
            | b"shadowroot"
            | b"rowspan"
            | b"reversed"
            | b"alttext"
    ) || is_dated(slot)
}

/// Whether an attribute, in small letters, says when something was published, or what it is.
fn is_dated(name: &[u8]) -> bool {
    matches!(
        name,
        b"data-ptime"
            | b"data-pubtime"
            | b"data-pubdate"
            | b"data-publish-time"
            | b"data-publish-date"
            | b"data-published"
            | b"data-published-at"
            | b"datetime"
            | b"pubdate"
            | b"itemtype"
    )
}

#[cfg(test)]
mod tests {
    use super::reduce;

    fn check(html: &str, wanted: &str) {
        assert_eq!(reduce(html, 1000).0, wanted, "{html}");
    }

    #[test]
    fn what_never_holds_a_story_is_left_out() {
        check("a<!-- b --><p>c</p>", "a<p>c</p>");
        check("a<!--><p>c</p>", "a<p>c</p>");
        check("<script>var a = '<p>';</script>b", "b");
        check("<SCRIPT src='>'>a</SCRIPT >b", "b");
        check("<style>p{}</style><svg a='/'><g/></svg>c", "c");
        check("<svg/>c", "c");
        check("a < b <3 </p>", "a < b <3 </p>");
        check(
            "<p onclick='>' title = \"a > b\">c",
            "<p title = \"a > b\">c",
        );
        check("<P data-x CLASS=a/>b", "<P CLASS=a/>b");
        check(
            "<time dateTime=2026-03-03 x=y>b</time>",
            "<time dateTime=2026-03-03>b</time>",
        );
        check("<br/>b<img src=a/b.jpg/>", "<br/>b<img src=a/b.jpg/>");
        check("<p a='unclosed>b", "");
        check("<a href=b'c>d</a>", "<a href=b'c>d</a>");
        check("<title><b></title>x", "<title><b></title>x");
    }

    #[test]
    fn scripts_with_data_stay() {
        let json = "<script type=\"application/ld+json\">{\"a\": \"<p>\"}</script>b";
        check(json, json);
        let given = "<script>window.__INITIAL_STATE__ = {}</script>b";
        check(given, given);
    }

    #[test]
    fn a_flood_of_attributes_is_cut() {
        let mut html = String::from("<p");
        for number in 0..64_000 {
            html.push_str(" a");
            html.push_str(&number.to_string());
            html.push_str("=\"1\"");
        }
        html.push_str(">text");
        let (reduced, _) = reduce(&html, 1 << 20);
        assert!(reduced.len() < 2_000);
        assert!(reduced.ends_with(">text"));
    }

    #[test]
    fn the_limit_holds_at_a_letters_edge() {
        assert_eq!(reduce("aé<b>", 2), ("a".to_owned(), true));
    }
}
