//! The words of a feed's HTML, cheaply: for excerpts and for the search index, not for reading.
//!
//! Tags go, the commonest entities are decoded, white space is folded. The reading view is `extract`'s work.

/// The text of some HTML, at most about `limit` bytes of it.
#[must_use]
pub fn text(html: &str, limit: usize) -> String {
    let mut text = String::with_capacity(html.len().min(limit) + 16);
    let mut rest = html;
    while text.len() < limit {
        let Some(at) = rest.find(['<', '&']) else {
            words(&mut text, rest, limit);
            break;
        };
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        words(&mut text, before, limit);
        rest = if from.starts_with('<') {
            tag(&mut text, from)
        } else {
            entity(&mut text, from)
        };
    }
    while text.ends_with(' ') {
        text.pop();
    }
    text
}

/// Adds words with their white space folded, up to the limit.
fn words(text: &mut String, more: &str, limit: usize) {
    for char in more.chars() {
        if text.len() >= limit {
            return;
        }
        push(text, char);
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

/// Skips a tag, a comment, or a script with all that is in it. Answers what follows.
fn tag<'a>(text: &mut String, from: &'a str) -> &'a str {
    let inner = from.get(1..).unwrap_or_default();
    if let Some(comment) = inner.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, after)| after);
    }
    if !inner.starts_with(|char: char| char.is_ascii_alphabetic() || "/!?".contains(char)) {
        text.push('<');
        return inner;
    }
    let Some((tag, after)) = inner.split_once('>') else {
        return "";
    };
    let name: &str = tag
        .split(|char: char| !char.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    for raw in ["script", "style", "svg", "head"] {
        if name.eq_ignore_ascii_case(raw) {
            return after_end(after, raw);
        }
    }
    // Words in inline tags may go on; all other tags part them.
    let name = tag.trim_start_matches('/');
    let name = name
        .split(|char: char| !char.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    if !INLINE.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        push(text, ' ');
    }
    after
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

/// Decodes an entity, or takes the sign as it is. Answers what follows.
fn entity<'a>(text: &mut String, from: &'a str) -> &'a str {
    let inner = from.get(1..).unwrap_or_default();
    if let Some((name, after)) = inner.split_once(';')
        && name.len() <= 8
        && let Some(char) = decoded(name)
    {
        push(text, char);
        return after;
    }
    text.push('&');
    inner
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
    }
}
