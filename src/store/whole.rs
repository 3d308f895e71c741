//! Whether a feed carries its stories whole, so that their pages need not be fetched.
//!
//! It is told by the text alone: long, of several paragraphs, and without a word at its end that there is more elsewhere.
//! Whoever doubts fetches the page.

use std::sync::LazyLock;

use memchr::{memchr_iter, memmem};

use crate::assets;
use crate::model::wishes::FullText;
use crate::store::pack::Content;
use crate::store::strip;

/// Below so many characters a text is short: some three paragraphs.
const SHORT: usize = 1_200;
/// From so many bytes on a text may be whole: some three hundred words, or seven hundred Chinese signs.
const LONG: usize = 2_000;
/// And so many paragraphs.
const PARAGRAPHS: usize = 3;
/// So much of the end is looked at, in bytes of HTML.
const END: usize = 2_000;
/// So much of the end of the text may say that there is more, in characters.
const LAST: usize = 160;

static TEASERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = assets::TEASERS.lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// Whether the page of a story is wanted whose feed carries this HTML.
#[must_use]
pub fn wants_page(full_text: FullText, html: Option<&str>) -> bool {
    let Some(html) = html else {
        return full_text != FullText::Never;
    };
    match full_text {
        FullText::Auto => !is_whole(html),
        FullText::Always => true,
        // No text has to be read further to be called long.
        FullText::Short => strip::text(html, SHORT * 6).chars().count() < SHORT,
        FullText::Never => false,
    }
}

/// The minutes that a story takes for which its feed's HTML is all there is to read; none as long as its page is to come.
#[must_use]
pub fn minutes(html: Option<&str>, wants_page: bool) -> u16 {
    html.filter(|_| !wants_page).map_or(0, strip::minutes)
}

/// The minutes that a kept text takes.
#[must_use]
pub fn minutes_of(kept: &Content) -> u16 {
    match kept {
        Content::Html(html) => strip::minutes(html),
        Content::Document(document) => document.minutes(),
    }
}

/// Whether the page of a story is wanted whose feed's text is kept, as HTML or cleaned.
#[must_use]
pub fn still_wants_page(full_text: FullText, kept: &Content) -> bool {
    match kept {
        Content::Html(html) => wants_page(full_text, Some(html)),
        Content::Document(document) => {
            let text = document.plain_text();
            match full_text {
                FullText::Auto => {
                    let paragraphs = text.split("\n\n").count();
                    text.len() < LONG || paragraphs < PARAGRAPHS || has_more(&text)
                }
                FullText::Always => true,
                FullText::Short => text.chars().count() < SHORT,
                FullText::Never => false,
            }
        }
    }
}

/// Whether some HTML is plainly a whole story.
fn is_whole(html: &str) -> bool {
    if html.len() < LONG || strip::text(html, LONG * 2).len() < LONG {
        return false;
    }
    let start = html.len() - END;
    let end = (start..=html.len()).find_map(|start| html.get(start..));
    paragraphs(html) >= PARAGRAPHS && !has_more(&strip::text(end.unwrap_or_default(), END))
}

/// How many paragraphs there are, by the tags or the empty lines between them.
fn paragraphs(html: &str) -> usize {
    let bytes = html.as_bytes();
    let (mut tags, mut breaks) = (0, 0);
    for at in memchr_iter(b'<', bytes) {
        match bytes.get(at + 1..at + 3).unwrap_or_default() {
            [b'p' | b'P', b'>' | b' '] => tags += 1,
            [b'b' | b'B', b'r' | b'R'] => breaks += 1,
            _ => {}
        }
    }
    let lines = memmem::find_iter(bytes, "\n\n").count() + 1;
    // Two of them part what one of the others parts.
    lines.max(1 + breaks / 2).max(tags)
}

/// Whether the end of a text says that there is more.
fn has_more(text: &str) -> bool {
    let text = text.trim_end();
    if text.ends_with('…') || text.ends_with("...") {
        return true;
    }
    let start = text.char_indices().rev().nth(LAST);
    let last = start.and_then(|(at, _)| text.get(at..)).unwrap_or(text);
    let last = last.to_lowercase();
    TEASERS.iter().any(|teaser| last.contains(teaser))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_whole_when_nothing_speaks_against_it() {
        let paragraph = format!("<p>{}</p>", "Sungai naik lagi malam ini. ".repeat(30));
        let long = paragraph.repeat(4);
        let broken = long.replace("<p>", "").replace("</p>", "<br/><br/>");
        let one = long.replace("<p>", "").replace("</p>", " ");
        let post =
            "<p>The post <a href='/x'>Sungai</a> appeared first on <a href='/'>Koran</a>.</p>";
        for (html, is_whole) in [
            (long.clone(), true),
            (broken, true),
            (format!("{long}{post}"), true),
            (
                format!("<p>{}</p>", "河水又涨了。".repeat(60)).repeat(3),
                true,
            ),
            (one, false),
            (paragraph, false),
            ("<p>Ringkasan.</p>".repeat(60), false),
            (String::new(), false),
            (format!("{long}<p>Lalu ia pergi&hellip;</p>"), false),
            (format!("{long}<p>Lalu ia [&#8230;]</p>{post}"), false),
            (format!("{long}<p>Lalu ...</p>"), false),
            (
                format!("{long}<p><a href='/x'>Baca selengkapnya</a></p>"),
                false,
            ),
            (format!("{long}<a href='/x'>Read more »</a>"), false),
            (format!("<a href='/x'>Read more</a>{long}"), true),
        ] {
            let wanted = wants_page(FullText::Auto, Some(&html));
            assert_eq!(wanted, !is_whole, "{html}");
        }
        assert!(wants_page(FullText::Auto, None));
    }
}
