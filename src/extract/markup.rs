//! A page's markup as tokens for the parser: the plain markup that nearly all of a page is.
//!
//! html5ever's tokenizer goes letter by letter and puts each name and value together anew; here tags and texts are cut out
//! whole. What is not plain it reads itself: a piece with entities by the piece, and all that follows the first oddity, such
//! as a tag that never ends. The tokens are the same. It knows nothing of trees.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use memchr::{memchr, memmem};

/// Gives all tokens of a page to a sink.
pub fn read<S: TokenSink>(sink: S, html: &str) -> S {
    let html = StrTendril::from_slice(&with_plain_lines(html));
    let is_odd = html.starts_with('\u{feff}') || memchr(0, html.as_bytes()).is_some();
    let rest = if is_odd {
        Rest::default()
    } else {
        Reader {
            html: &html,
            sink: &sink,
        }
        .plain()
    };
    let options = TokenizerOpts {
        discard_bom: rest.at == 0,
        initial_state: rest.state,
        last_start_tag_name: rest.name.map(|name| name.to_string()),
        ..TokenizerOpts::default()
    };
    let length = html.len() - rest.at.min(html.len());
    tokenized(sink, part(&html, rest.at, length), options)
}

/// The tokens of a text as html5ever finds them.
fn tokenized<S: TokenSink>(sink: S, html: StrTendril, options: TokenizerOpts) -> S {
    let tokenizer = Tokenizer::new(sink, options);
    let input = BufferQueue::default();
    input.push_back(html);
    // Scripts and encodings ask for a pause; there is nothing to wait for.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink
}

/// A page whose lines all end as HTML has them.
fn with_plain_lines(html: &str) -> Cow<'_, str> {
    if memchr(b'\r', html.as_bytes()).is_none() {
        return Cow::Borrowed(html);
    }
    Cow::Owned(html.replace("\r\n", "\n").replace('\r', "\n"))
}

fn part(html: &StrTendril, at: usize, length: usize) -> StrTendril {
    let at = u32::try_from(at).ok().zip(u32::try_from(length).ok());
    at.and_then(|(at, length)| html.try_subtendril(at, length).ok())
        .unwrap_or_default()
}

/// What html5ever reads by itself: from where on, and what it stands in there.
#[derive(Default)]
struct Rest {
    at: usize,
    state: Option<State>,
    name: Option<LocalName>,
}

struct Reader<'r, S> {
    html: &'r StrTendril,
    sink: &'r S,
}

impl<S: TokenSink> Reader<'_, S> {
    /// Reads as far as all is plain.
    fn plain(&self) -> Rest {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = find(b'<', bytes, at);
            if start > at {
                self.text(at, start);
            }
            let Some((token, end)) = self.tag(start) else {
                return Rest {
                    at: start,
                    ..Rest::default()
                };
            };
            let opened = match &token {
                Token::TagToken(tag) if tag.kind == TagKind::StartTag => Some(tag.name.clone()),
                _ => None,
            };
            at = match (self.sink.process_token(token, 1), opened) {
                (TokenSinkResult::RawData(kind), Some(name)) => {
                    let Some(close) = self.raw(end, kind, &name) else {
                        return Rest {
                            at: end,
                            state: Some(State::RawData(kind)),
                            name: Some(name),
                        };
                    };
                    close
                }
                (TokenSinkResult::Plaintext, name) => {
                    return Rest {
                        at: end,
                        state: Some(State::Plaintext),
                        name,
                    };
                }
                _ => end,
            };
        }
        Rest {
            at,
            ..Rest::default()
        }
    }

    fn text(&self, start: usize, end: usize) {
        let text = part(self.html, start, end - start);
        match decoded(text) {
            Ok(text) => drop(self.sink.process_token(Token::CharacterTokens(text), 1)),
            Err(text) => {
                for token in tokens(text) {
                    let _ = self.sink.process_token(token, 1);
                }
            }
        }
    }

    /// The text of an element whose content is no markup, and where its end tag begins; none when it has none that is plain.
    fn raw(&self, start: usize, kind: RawKind, name: &str) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut from = start;
        let close = loop {
            let at = from + memmem::find(bytes.get(from..)?, b"</")?;
            let found = bytes.get(at + 2..at + 2 + name.len())?;
            let after = bytes.get(at + 2 + name.len())?;
            if found.eq_ignore_ascii_case(name.as_bytes())
                && (is_space(*after) || matches!(after, b'/' | b'>'))
            {
                break at;
            }
            from = at + 2;
        };
        let body = bytes.get(start..close)?;
        let is_plain = match kind {
            RawKind::Rcdata => memchr(b'&', body).is_none(),
            RawKind::Rawtext => true,
            _ => memmem::find(body, b"<!--").is_none(),
        };
        if !is_plain {
            return None;
        }
        if close > start {
            let text = part(self.html, start, close - start);
            let _ = self.sink.process_token(Token::CharacterTokens(text), 1);
        }
        Some(close)
    }

    /// The tag or the document type that begins here, and where it ends; none when it is not plain.
    fn tag(&self, start: usize) -> Option<(Token, usize)> {
        let bytes = self.html.as_bytes();
        let (kind, from) = match bytes.get(start + 1)? {
            b'/' => (TagKind::EndTag, start + 2),
            b'!' => return self.document_type(start),
            _ => (TagKind::StartTag, start + 1),
        };
        if !bytes.get(from)?.is_ascii_alphabetic() {
            return None;
        }
        let end = seek(bytes, from, |byte| {
            is_space(byte) || matches!(byte, b'/' | b'>')
        })?;
        let mut tag = Tag {
            kind,
            name: name(self.html.get(from..end)?)?,
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        let mut has_entities = false;
        let mut at = end;
        loop {
            match bytes.get(at)? {
                b'>' => break,
                b'/' => {
                    at += 1;
                    tag.self_closing = bytes.get(at)? == &b'>';
                }
                byte if is_space(*byte) => at += 1,
                _ => {
                    let (name, value, next) = self.attribute(at)?;
                    at = next;
                    if tag.attrs.iter().any(|known| known.name.local == name) {
                        tag.had_duplicate_attributes = true;
                        continue;
                    }
                    let value = decoded(value).unwrap_or_else(|value| {
                        has_entities = true;
                        value
                    });
                    let name = QualName::new(None, ns!(), name);
                    tag.attrs.push(Attribute { name, value });
                }
            }
        }
        let end = at + 1;
        if has_entities {
            let token = tokens(part(self.html, start, end - start))
                .into_iter()
                .next()?;
            return Some((token, end));
        }
        Some((Token::TagToken(tag), end))
    }

    /// An attribute with its value, and where it ends.
    fn attribute(&self, start: usize) -> Option<(LocalName, StrTendril, usize)> {
        let bytes = self.html.as_bytes();
        let end = seek(bytes, start, |byte| {
            is_space(byte) || matches!(byte, b'/' | b'>' | b'=')
        })?;
        let name = name(self.html.get(start..end)?)?;
        let equals = seek(bytes, end, |byte| !is_space(byte))?;
        if bytes.get(equals)? != &b'=' {
            return Some((name, StrTendril::new(), end));
        }
        let value = seek(bytes, equals + 1, |byte| !is_space(byte))?;
        match bytes.get(value)? {
            b'>' => None,
            quote @ (b'"' | b'\'') => {
                let length = memchr(*quote, bytes.get(value + 1..)?)?;
                let text = part(self.html, value + 1, length);
                Some((name, text, value + length + 2))
            }
            _ => {
                let end = seek(bytes, value, |byte| is_space(byte) || byte == b'>')?;
                Some((name, part(self.html, value, end - value), end))
            }
        }
    }

    fn document_type(&self, start: usize) -> Option<(Token, usize)> {
        let bytes = self.html.as_bytes();
        let name = bytes.get(start + 2..start + 9)?;
        if !name.eq_ignore_ascii_case(b"doctype") {
            return None;
        }
        let end = start + memchr(b'>', bytes.get(start..)?)? + 1;
        let token = tokens(part(self.html, start, end - start))
            .into_iter()
            .next()?;
        Some((token, end))
    }
}

/// A name in small letters; none when it has other marks than names have.
fn name(text: &str) -> Option<LocalName> {
    // The most frequent ones need not be looked up.
    let known = match text {
        "a" => local_name!("a"),
        "class" => local_name!("class"),
        "content" => local_name!("content"),
        "div" => local_name!("div"),
        "href" => local_name!("href"),
        "id" => local_name!("id"),
        "li" => local_name!("li"),
        "p" => local_name!("p"),
        "rel" => local_name!("rel"),
        "span" => local_name!("span"),
        "src" => local_name!("src"),
        "title" => local_name!("title"),
        "ul" => local_name!("ul"),
        _ => return other_name(text),
    };
    Some(known)
}

fn other_name(text: &str) -> Option<LocalName> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
    if text.is_empty() || !text.bytes().all(is_plain) {
        return None;
    }
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some(LocalName::from(text.to_ascii_lowercase()));
    }
    Some(LocalName::from(text))
}

/// A text with its frequent entities as the letters that they stand for; the same text when it has others.
fn decoded(text: StrTendril) -> Result<StrTendril, StrTendril> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Ok(text);
    }
    let mut parts = text.split('&');
    let mut out = StrTendril::from_slice(parts.next().unwrap_or_default());
    for after in parts {
        let end = memchr(b';', after.as_bytes().get(..8).unwrap_or(after.as_bytes()));
        let name = end.and_then(|end| after.split_at_checked(end));
        if let Some((letter, rest)) = name.and_then(|(name, rest)| Some((letter(name)?, rest))) {
            out.push_char(letter);
            out.push_slice(rest.get(1..).unwrap_or_default());
        } else if after.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '#')
        {
            return Err(text);
        } else {
            out.push_char('&');
            out.push_slice(after);
        }
    }
    Ok(out)
}

/// The letter that an entity stands for, where it is one of the frequent ones.
fn letter(name: &str) -> Option<char> {
    let letter = match name {
        "amp" => '&',
        "apos" => '\'',
        "gt" => '>',
        "laquo" => '«',
        "ldquo" => '“',
        "lt" => '<',
        "mdash" => '—',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "quot" => '"',
        "raquo" => '»',
        "rdquo" => '”',
        "rsquo" => '’',
        _ => {
            let number = name.strip_prefix('#')?;
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            let number: u32 = number.parse().ok().filter(|_| is_number)?;
            // Others are letters of other sets, or none.
            return char::from_u32(number)
                .filter(|_| matches!(number, 0x20..=0x7e | 0xa0..=0xd7ff));
        }
    };
    Some(letter)
}

/// The tokens of a piece.
fn tokens(piece: StrTendril) -> Vec<Token> {
    let options = TokenizerOpts {
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    tokenized(Collector::default(), piece, options)
        .tokens
        .into_inner()
}

#[derive(Default)]
struct Collector {
    tokens: RefCell<Vec<Token>>,
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        match (tokens.last_mut(), token) {
            (_, Token::EOFToken | Token::ParseError(_)) => {}
            (Some(Token::CharacterTokens(text)), Token::CharacterTokens(more)) => {
                text.push_tendril(&more);
            }
            (_, token) => tokens.push(token),
        }
        TokenSinkResult::Continue
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\x0c')
}

/// Where a byte stands next; the end when nowhere.
fn find(byte: u8, bytes: &[u8], from: usize) -> usize {
    let tail = bytes.get(from..).unwrap_or_default();
    memchr(byte, tail).map_or(bytes.len(), |at| from + at)
}

fn seek(bytes: &[u8], from: usize, is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let tail = bytes.get(from..)?;
    let at = tail.iter().position(|byte| is_wanted(*byte))?;
    Some(from + at)
}

#[cfg(test)]
mod tests {
    use html5ever::interface::TreeSink;
    use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
    use scraper::{Html, HtmlTreeSink};

    use super::read;

    fn check(html: &str) {
        let sink = HtmlTreeSink::new(Html::new_document());
        let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
        let tree = read(builder, html).sink.finish();
        assert_eq!(tree.html(), Html::parse_document(html).html(), "{html:?}");
    }

    const PAGE: &str = "<!DOCTYPE html><HTML lang=id><title>a &amp; b</title ><meta charset=utf-8>\r\n<p Class='x y' id=\"1\" id=2 hidden/>\
        a &lt; b &amp;&nbsp;c &copy= &#65;<a href=\"?a=1&amp;b=2&copy=3\" rel = next data-x=a/b>d</a><br/><pre>\n\n e</pre>\
        <script type=\"application/ld+json\">{\"a\": \"<p>&amp;</scripted>\"}</script><SCRIPT>a<!-- <script> </script> --></SCRIPT>\
        <textarea>\n<p>&gt;</textarea><svg><title>f<b>g</b></title><![CDATA[ <h> ]]></svg><math><mi/></math><x-y:z_1>i</x-y:z_1>\
        <table> j <tr><td>k</table><!-- l --><p = q>m<p a=>n</ p></>o <3 p<iframe><b></iframe><select><option>q</select>\u{e9}<plaintext></p>";

    #[test]
    fn the_tree_is_the_one_that_the_parser_alone_makes() {
        for (front, back) in (0..=PAGE.len()).filter_map(|at| PAGE.split_at_checked(at)) {
            check(front);
            check(back);
        }
        for html in [
            "\u{feff}<p>a",
            "a\0b<p>",
            "<p a=\"\0\">",
            "<title>a&amp;b</title><p>c&d",
            "<script><!--<script></script>a</script>b",
            "<style><p></STYLE x>a",
            "<p a=b&lt;c d='&quot;' e='\"&#39;'>f",
            "<p \u{e9}=a>b",
            "<p\u{e9}>b</p\u{e9}>",
            "<p a'=b>c",
            "a\rb\r\nc<pre>\r\nd",
            "&#10;<pre>&#10;a</pre>&notit;",
            "&#32;&#126;&#127;&#128;&#159;&#160;&#55295;&#55296;&#57344;&#64976;&#65535;&#0;&#013;&#0039;&#;&#+1;&;",
            "&apos;&laquo;a&raquo;&ldquo;&rdquo;&rsquo;&nbsp&mdash&ndash;&quot&gt;&hellip;<p title='&lt;&QUOT;&amp&#39'>",
            "<body><body a=b><html c=d>",
        ] {
            check(html);
        }
    }

    #[test]
    fn torn_pages_give_the_same_tree() {
        let letters: Vec<char> = PAGE.chars().collect();
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut dice = |end: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed >> 11) as usize % end
        };
        for _ in 0..2_000 {
            let mut html = letters.clone();
            for _ in 0..4 {
                let (from, to) = (dice(html.len()), dice(letters.len()));
                let piece = letters[to..(to + dice(12)).min(letters.len())].to_vec();
                let end = (from + dice(8)).min(html.len());
                html.splice(from..end, piece);
            }
            check(&html.into_iter().collect::<String>());
        }
    }
}
