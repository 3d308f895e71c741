//! The words of a feed's HTML, cheaply: for excerpts and for the search index, not for reading.
//!
//! Tags go, the commonest entities are decoded, white space is folded. The reading view is `extract`'s work.

use memchr::memchr2;

use crate::document::minutes::Count;

/// A piece of HTML, as far as its words go.
enum Piece<'a> {
    /// Words, with their white space as it came.
    Words(&'a str),
    /// A character that was written otherwise.
    Char(char),
    /// What parts the words on either side.
    Gap,
}

/// The text of some HTML, at most about `limit` bytes of it.
#[must_use]
pub fn text(html: &str, limit: usize) -> String {
    let mut text = String::with_capacity(html.len().min(limit) + 16);
    each(html, |piece| {
        match piece {
            Piece::Words(more) => words(&mut text, more, limit),
            Piece::Char(char) => push(&mut text, char),
            Piece::Gap => push(&mut text, ' '),
        }
        text.len() < limit
    });
    while text.ends_with(' ') {
        text.pop();
    }
    text
}

/// The minutes that the text of some HTML takes to read.
#[must_use]
pub fn minutes(html: &str) -> u16 {
    let mut count = Count::default();
    each(html, |piece| {
        match piece {
            Piece::Words(words) => count.take(words),
            Piece::Char(char) => count.push(char),
            Piece::Gap => count.push(' '),
        }
        true
    });
    count.minutes()
}

/// Takes HTML apart, as long as the pieces are wanted.
fn each(html: &str, mut take: impl FnMut(Piece) -> bool) {
    let mut rest = html;
    loop {
        let at = memchr2(b'<', b'&', rest.as_bytes());
        let (before, from) = rest
            .split_at_checked(at.unwrap_or(rest.len()))
            .unwrap_or((rest, ""));
        if !before.is_empty() && !take(Piece::Words(before)) || from.is_empty() {
            return;
        }
        let (piece, after) = if from.starts_with('<') {
            tag(from)
        } else {
            entity(from)
        };
        if piece.is_some_and(|piece| !take(piece)) {
            return;
        }
        rest = after;
    }
}

/// Adds words with their white space folded, up to the limit.
fn words(text: &mut String, more: &str, limit: usize) {
    let mut rest = more;
    while let Some(first) = rest.chars().next() {
        let Some(room) = limit.checked_sub(text.len()).filter(|room| *room > 0) else {
            return;
        };
        // Most are plain letters, which go in together.
        let plain = rest.bytes().take(room).take_while(u8::is_ascii_graphic);
        let plain = plain.count();
        let (letters, after) = rest.split_at_checked(plain).unwrap_or_default();
        text.push_str(letters);
        rest = after;
        if plain == 0 {
            push(text, first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
}

fn push(text: &mut String, char: char) {
    if char.is_whitespace() || char.is_control() {
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    } else {
        text.push(char);
    }
}

/// A tag, a comment, or a script with all that is in it: whether it parts words, and what follows.
fn tag(from: &str) -> (Option<Piece<'_>>, &str) {
    let inner = from.get(1..).unwrap_or_default();
    if let Some(comment) = inner.strip_prefix("!--") {
        return (
            None,
            comment.split_once("-->").map_or("", |(_, after)| after),
        );
    }
    if !inner.starts_with(|char: char| char.is_ascii_alphabetic() || "/!?".contains(char)) {
        return (Some(Piece::Char('<')), inner);
    }
    let Some((tag, after)) = inner.split_once('>') else {
        return (None, "");
    };
    let name: &str = tag
        .split(|char: char| !char.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    for raw in ["script", "style", "svg", "head"] {
        if name.eq_ignore_ascii_case(raw) {
            return (None, after_end(after, raw));
        }
    }
    // Words in inline tags may go on; all other tags part them.
    let name = tag.trim_start_matches('/');
    let name = name
        .split(|char: char| !char.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_inline = INLINE.iter().any(|known| name.eq_ignore_ascii_case(known));
    ((!is_inline).then_some(Piece::Gap), after)
}

const INLINE: &[&str] = &[
    "a", "b", "i", "em", "strong", "span", "font", "u", "s", "sub", "sup", "abbr", "mark", "small",
    "wbr", "code", "ruby", "bdi", "bdo",
];

fn after_end<'a>(html: &'a str, name: &str) -> &'a str {
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("</") {
        if after
            .get(..name.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(name))
        {
            return after.split_once('>').map_or("", |(_, after)| after);
        }
        rest = after;
    }
    ""
}

/// An entity, or the sign as it is, and what follows.
fn entity(from: &str) -> (Option<Piece<'_>>, &str) {
    let inner = from.get(1..).unwrap_or_default();
    // No name is longer, and the end is not looked for in all that follows.
    let end = inner.bytes().take(9).position(|byte| byte == b';');
    if let Some((name, after)) = end.and_then(|end| inner.split_at_checked(end))
        && let Some(char) = decoded(name)
    {
        return (Some(Piece::Char(char)), after.get(1..).unwrap_or_default());
    }
    (Some(Piece::Char('&')), inner)
}

fn decoded(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    ENTITIES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, char)| *char)
}

const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("rdquo", '”'),
    ("ldquo", '“'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("aacute", 'á'),
    ("agrave", 'à'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("oacute", 'ó'),
    ("iacute", 'í'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("ccedil", 'ç'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay_apart() {
        let table = [
            ("plain  words\n here ", "plain words here"),
            ("<p>One</p><p>two <b>thr</b>ee</p>", "One two three"),
            (
                "a &amp; b &#8212; c&nbsp;d &unknown; &",
                "a & b — c d &unknown; &",
            ),
            ("x<script>var a = '<p>';</script>y", "xy"),
            ("1 < 2 and <i>3", "1 < 2 and 3"),
            ("<!-- no --><br/>yes<img src='x", "yes"),
            ("&#x1b;[31m red", "[31m red"),
            ("", ""),
        ];
        for (html, expected) in table {
            assert_eq!(text(html, 1000), expected, "{html}");
        }
        assert_eq!(text("日本語の文", 7), "日本語");
        assert_eq!(text("satu  dua tiga", 8), "satu dua");
    }

    #[test]
    fn minutes_are_those_of_the_words_alone() {
        let words = "sungai ".repeat(400);
        for (html, expected) in [
            (String::new(), 0),
            ("<p>&nbsp;<br></p><script>one two</script>".to_owned(), 0),
            ("<p>Satu</p>".to_owned(), 1),
            (format!("<p>{words}</p>"), 2),
            (words.replace(' ', "<br>"), 2),
            (words.replace(' ', "&nbsp;"), 2),
            (
                words.replace("gai", "g<b>a</b>i").replace('n', "&eacute;"),
                2,
            ),
            (
                words.replace("sungai", "<img alt='a b c' src='d e'>ya &amp;"),
                2,
            ),
            ("河水又涨了。".repeat(240), 3),
        ] {
            assert_eq!(minutes(&html), expected, "{html}");
        }
    }
}
