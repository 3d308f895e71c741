//! The text that a page keeps for those who run no programs: in `<noscript>`, and in shadow roots that stand in its markup.
//!
//! It opens both, so that what is in them is read like the rest of a page. Whether a page needs that is decided elsewhere.

use memchr::memmem;

use crate::extract::raw::{closing, starts_with_name};

/// Bytes of all such text below which it is no story, and of what one element adds to it.
const LEAST: usize = 240;
const PART: usize = 40;
/// Bytes up to which a text that names JavaScript is a notice that it is needed.
const NOTICE: usize = 1_200;

/// Elements whose content is shown to those only who run no programs.
const SPARE: &str = "noscript";
/// What is set up apart from the page around it.
const TEMPLATE: &str = "template";
/// How an element of this kind says that it is a shadow root: as it is, and as it was called first.
const ROOTS: [&[u8]; 2] = [b"shadowrootmode", b"shadowroot"];

/// The page with all this opened; none where it holds no text that may be a story.
pub fn opened(html: &str) -> Option<String> {
    let has = |mark: &[u8]| memmem::find(html.as_bytes(), mark).is_some();
    // Names of elements may be in capitals, but then programs wrote none of them.
    if !has(b"<noscript") && !has(b"<NOSCRIPT") && !has(b"shadowroot") {
        return None;
    }
    let mut out = String::with_capacity(html.len());
    let (mut rest, mut held) = (html, 0);
    // Of the open templates, which are shadow roots, and the bytes of a page that stand before each.
    let mut open: Vec<Option<usize>> = Vec::new();
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (text, tail) = rest.split_at_checked(at)?;
        out.push_str(text);
        let end = memchr::memchr(b'>', tail.as_bytes()).map_or(tail.len(), |end| end + 1);
        let (tag, after) = tail.split_at_checked(end)?;
        rest = after;
        if starts_with_name(tag, SPARE) {
            let (to, behind) = closing(after, SPARE);
            let body = after.get(..to).unwrap_or_default();
            if is_text(body) {
                held += prose(body);
                out.push_str("<div>");
                out.push_str(body);
                out.push_str("</div>");
                rest = after.get(behind..).unwrap_or_default();
                continue;
            }
        } else if starts_with_name(tag, TEMPLATE) {
            let is_root = ROOTS
                .iter()
                .any(|name| memmem::find(tag.as_bytes(), name).is_some());
            open.push(is_root.then_some(tail.len()));
            if is_root {
                out.push_str("<div>");
                continue;
            }
        } else if tag.starts_with("</")
            && starts_with_name(tag.get(1..).unwrap_or_default(), TEMPLATE)
            && let Some(Some(begin)) = open.pop()
        {
            let inner = html.get(html.len() - begin..html.len() - tail.len());
            held += prose(inner.unwrap_or_default());
            out.push_str("</div>");
            continue;
        }
        out.push_str(tag);
    }
    out.push_str(rest);
    (held >= LEAST).then_some(out)
}

/// Whether what an element keeps so may be a part of a story.
pub fn is_text(markup: &str) -> bool {
    prose(markup) >= PART
}

/// Bytes of the text of markup; none where it says only that a program is missing.
fn prose(markup: &str) -> usize {
    let mut length = 0;
    let mut names_program = false;
    for part in markup.split('<') {
        let text = part.split_once('>').map_or("", |(_, text)| text).trim();
        length += text.len();
        names_program |= text.to_ascii_lowercase().contains("javascript");
    }
    if names_program && length < NOTICE {
        0
    } else {
        length
    }
}

#[cfg(test)]
mod tests {
    use super::opened;

    const TEXT: &str =
        "Pemerintah kabupaten menunda penutupan pasar lama sampai akhir tahun ini, kata bupati.";

    #[test]
    fn only_what_may_be_a_story_is_opened() {
        let text = format!("<p>{TEXT}</p>").repeat(4);
        let check = |html: &str, wanted: Option<&str>| {
            assert_eq!(opened(html).as_deref(), wanted, "{html}");
        };
        check(
            &format!("<h1>A</h1><noscript class=b>{text}</noscript>c"),
            Some(&format!("<h1>A</h1><div>{text}</div>c")),
        );
        check(
            &format!(
                "<a-b><template shadowrootmode=open>{text}<template>x</template></template>d</a-b>"
            ),
            Some(&format!(
                "<a-b><div>{text}<template>x</template></div>d</a-b>"
            )),
        );
        check(&format!("<noscript><p>{TEXT}</p></noscript>"), None);
        check(&format!("<template>{text}</template>"), None);
        check(&text, None);
        check("<noscript><img src=a.gif></noscript>", None);
        let asks =
            format!("<noscript><p>Please enable JavaScript. {TEXT} {TEXT} {TEXT}</noscript>");
        check(&asks, None);
        check(&format!("{text}<noscript"), None);
        // What never ends is read to the end.
        check(
            &format!("<noscript>{text}"),
            Some(&format!("<div>{text}</div>")),
        );
    }
}
