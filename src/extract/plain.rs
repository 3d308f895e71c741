//! What is no page and is read like one: a text without any markup, each of whose lines is a paragraph, and a feed, in which
//! there is no story.
//!
//! It cleans nothing.

use std::borrow::Cow;

use crate::extract::stated;

/// The elements that feeds are.
const FEEDS: [&str; 3] = ["<rss", "<feed", "<rdf:RDF"];

/// A page as it is, or a text with its lines as paragraphs; nothing of a feed.
pub fn marked_up(text: &str) -> Cow<'_, str> {
    if is_feed(text) {
        return Cow::Borrowed("");
    }
    let has_markup = text.split('<').skip(1).any(|after| {
        let first = after.trim_start_matches('/').chars().next();
        first.is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '!')
    });
    if has_markup || !text.trim().contains('\n') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(stated::paragraphs(text))
}

/// Whether a text is a feed: behind what stands before its first element, that is one of theirs.
fn is_feed(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    for (open, close) in [("<?", "?>"), ("<!--", "-->"), ("<?", "?>"), ("<!--", "-->")] {
        let behind = rest.strip_prefix(open);
        let behind = behind.and_then(|behind| behind.split_once(close));
        rest = behind.map_or(rest, |(_, behind)| behind.trim_start());
    }
    let name = FEEDS.iter().find_map(|name| rest.strip_prefix(name));
    name.is_some_and(|behind| behind.starts_with([' ', '>', '\n', '\r', '\t']))
}

#[cfg(test)]
mod tests {
    use super::marked_up;

    #[test]
    fn a_feed_is_no_page() {
        let check = |text: &str, wanted: bool| assert_eq!(marked_up(text).is_empty(), wanted);
        check(
            "<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'><channel><item>Hujan</item></channel></rss>",
            true,
        );
        check("<feed xmlns='http://www.w3.org/2005/Atom'></feed>", true);
        check("<?xml version='1.0'?><!DOCTYPE html><html>x</html>", false);
        check("<feedback>x</feedback>", false);
    }

    #[test]
    fn only_a_text_without_markup_is_cut_into_paragraphs() {
        let check = |text: &str, wanted: &str| assert_eq!(marked_up(text), wanted);
        check("satu\n\n dua < 3\n", "<p>satu</p>\n<p>dua &lt; 3</p>");
        check("satu\n<b>dua</b>", "satu\n<b>dua</b>");
        check("satu\n</p>", "satu\n</p>");
        check("satu dua\n", "satu dua\n");
    }
}
