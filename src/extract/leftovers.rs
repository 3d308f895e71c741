//! What a site's software left unread in its texts: the shortcodes of its editor, and the markup of links as words.
//!
//! It takes such things out of a text, and looks at nothing around.

use std::borrow::Cow;

/// Letters of a shortcode, and of the markup of a link, at most.
const LONG: usize = 2000;

/// A text without shortcodes: `[related id="7" title="Rain"]`, `[/caption]`.
pub fn without_shortcodes(text: &str) -> Cow<'_, str> {
    without(text, '[', ']', |inner| {
        let name = inner.trim_start_matches('/');
        let end =
            name.find(|letter: char| !(letter.is_ascii_alphanumeric() || "_-".contains(letter)));
        let (name, rest) = name.split_at(end.unwrap_or(name.len()));
        let is_set = rest.starts_with(' ') && rest.contains("=\"");
        let is_name =
            name.len() > 2 && name.starts_with(|letter: char| letter.is_ascii_lowercase());
        is_name && (is_set || inner.starts_with('/') && rest.is_empty())
    })
}

/// A text without the tags of links that were escaped once too often: `<a href="x">Rain</a>` as words.
pub fn without_links(text: &str) -> Cow<'_, str> {
    if !text.contains("</a>") || !text.contains("<a href=") {
        return Cow::Borrowed(text);
    }
    without(text, '<', '>', |inner| {
        inner.starts_with("a href=") || inner == "/a"
    })
}

/// A text without what stands between two signs, and them, where it is so and so.
fn without(text: &str, open: char, close: char, is: impl Fn(&str) -> bool) -> Cow<'_, str> {
    let mut kept = String::new();
    let (mut rest, mut any) = (text, false);
    while let Some((front, behind)) = rest.split_once(open) {
        let inner = behind
            .split_once(close)
            .filter(|(inner, _)| inner.len() < LONG && is(inner));
        kept.push_str(front);
        if let Some((_, behind)) = inner {
            any = true;
            rest = behind;
        } else {
            kept.push(open);
            rest = behind;
        }
    }
    if !any {
        return Cow::Borrowed(text);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::{without_links, without_shortcodes};

    #[test]
    fn shortcodes_go_and_words_in_brackets_stay() {
        let check = |text: &str, wanted: &str| assert_eq!(without_shortcodes(text), wanted);
        check(
            "Hujan.\n[ami-related id=\"7\" title=\"Banjir\"]\nReda.",
            "Hujan.\n\nReda.",
        );
        check("[caption width=\"9\"]Dermaga[/caption]", "Dermaga");
        check(
            "Ia [Lim] pulang [lihat juga].",
            "Ia [Lim] pulang [lihat juga].",
        );
        check("[hujan", "[hujan");
    }

    #[test]
    fn links_that_were_escaped_twice_are_their_words() {
        let check = |text: &str, wanted: &str| assert_eq!(without_links(text), wanted);
        check(
            "<a href=\"https://example.com/x?a=1&b\">#Arung</a> hujan.",
            "#Arung hujan.",
        );
        check(
            "Tulis <a href=\"x\"> di sini.",
            "Tulis <a href=\"x\"> di sini.",
        );
        check("1 < 2 </a>", "1 < 2 </a>");
    }
}
