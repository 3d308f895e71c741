//! A JSON Feed that is not quite JSON, as a person would read it: what can be understood is, and of what cannot only one
//! item is lost.
//!
//! Where the document is JSON it reads as JSON does. It takes no longer than some passes over the text.

use serde_json::{Map, Number, Value};

use crate::feed::json::document::Document;

/// Values that stand in each other deeper than this are broken.
const DEPTH: usize = 128;
/// Looking for the next item reads the text no more often than this.
const PASSES: usize = 8;

/// Why a value could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Broken {
    /// Something else stands there.
    Here,
    /// The text ends in it.
    End,
}

/// Reads a document as far as it can be understood, and says what was wrong with it.
pub fn read(text: &str) -> (Document, Vec<&'static str>) {
    let mut reader = Reader {
        text,
        at: 0,
        is_mended: false,
        is_item_lost: false,
        work: text.len().saturating_mul(PASSES),
    };
    let mut document = Document::default();
    let end = reader.fields(&mut document);
    let mut warnings = Vec::new();
    for (is_so, words) in [
        (
            reader.is_mended,
            "what stands in the document and is no JSON was put right",
        ),
        (
            reader.is_item_lost,
            "an item could not be read and was left out",
        ),
        (
            end == Err(Broken::Here),
            "the document is broken, and its end was left out",
        ),
        (end == Err(Broken::End), "the document ends in the middle"),
    ] {
        if is_so {
            warnings.push(words);
        }
    }
    (document, warnings)
}

/// A place in the text.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    is_mended: bool,
    is_item_lost: bool,
    /// So many letters may still be read in looking for the next item.
    work: usize,
}

impl Reader<'_> {
    /// Reads what the document says of the feed, and its items.
    fn fields(&mut self, document: &mut Document) -> Result<(), Broken> {
        self.expect(b'{')?;
        loop {
            if self.ends_with(b'}')? {
                return Ok(());
            }
            let start = self.at;
            let Err(broken) = self.field(document) else {
                continue;
            };
            // What stands before the items may be spoilt as it likes.
            if document.has_items || !self.goes_to_items(start + 1) {
                return Err(broken);
            }
            self.is_mended = true;
        }
    }

    fn field(&mut self, document: &mut Document) -> Result<(), Broken> {
        let mut key = self.key()?;
        key.make_ascii_lowercase();
        if key == "items" {
            return self.items(document);
        }
        let value = self.value(DEPTH)?;
        document.fields.insert(key, value);
        Ok(())
    }

    /// Goes to the next name `items` behind a place.
    fn goes_to_items(&mut self, place: usize) -> bool {
        let name = "\"items\"";
        let mut from = place;
        while let Some(found) = self.text.get(from..).and_then(|rest| rest.find(name)) {
            let start = from + found;
            self.at = start + name.len();
            if self.peek() == Some(b':') {
                self.at = start;
                return true;
            }
            from = self.at;
        }
        false
    }

    fn items(&mut self, document: &mut Document) -> Result<(), Broken> {
        match self.peek().ok_or(Broken::End)? {
            b'[' => self.at += 1,
            // A list of one item that is no list.
            b'{' => {
                document.has_items = true;
                let item = self.object(DEPTH)?;
                document.push(item);
                return Ok(());
            }
            _ => return self.value(DEPTH).map(drop),
        }
        document.has_items = true;
        while !self.ends_with(b']')? {
            let (start, is_mended) = (self.at, self.is_mended);
            match self.value(DEPTH) {
                Ok(Value::Object(item)) => document.push(item),
                Ok(_) => {}
                Err(broken) => {
                    // What is left out was not put right.
                    (self.at, self.is_mended) = (start + 1, is_mended);
                    let next = self.next_item().ok_or(broken)?;
                    self.is_item_lost = true;
                    document.push(next);
                }
            }
        }
        Ok(())
    }

    /// The next object of the text that is an item by what it says.
    fn next_item(&mut self) -> Option<Map<String, Value>> {
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let found = rest.iter().position(|byte| *byte == b'{')?;
            self.at += found;
            let start = self.at;
            let is_mended = self.is_mended;
            let object = self.object(DEPTH);
            self.work = self.work.checked_sub(self.at - start + 1)?;
            match object {
                Ok(object) if is_item(&object) => return Some(object),
                Ok(_) => self.is_mended = is_mended,
                Err(_) => (self.at, self.is_mended) = (start + 1, is_mended),
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Broken> {
        let depth = depth.checked_sub(1).ok_or(Broken::Here)?;
        match self.peek().ok_or(Broken::End)? {
            b'{' => self.object(depth).map(Value::Object),
            b'[' => self.array(depth).map(Value::Array),
            b'"' => self.string().map(Value::String),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Map<String, Value>, Broken> {
        self.expect(b'{')?;
        let mut object = Map::new();
        while !self.ends_with(b'}')? {
            let key = self.key()?;
            let value = self.value(depth)?;
            object.insert(key, value);
        }
        Ok(object)
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Value>, Broken> {
        self.expect(b'[')?;
        let mut array = Vec::new();
        while !self.ends_with(b']')? {
            array.push(self.value(depth)?);
        }
        Ok(array)
    }

    fn key(&mut self) -> Result<String, Broken> {
        if self.peek().ok_or(Broken::End)? != b'"' {
            return Err(Broken::Here);
        }
        let key = self.string()?;
        self.expect(b':')?;
        Ok(key)
    }

    /// Passes the comma before the next value, or the sign that ends its list: answers whether that stands there. Commas
    /// too many and too few are none of the reader's business.
    fn ends_with(&mut self, end: u8) -> Result<bool, Broken> {
        let mut commas = 0;
        let before = self.text.as_bytes().get(self.at.wrapping_sub(1)).copied();
        let is_first = matches!(before, Some(b'{' | b'['));
        loop {
            match self.peek().ok_or(Broken::End)? {
                b',' => commas += 1,
                byte => {
                    let is_end = byte == end;
                    let expected = usize::from(!is_first && !is_end);
                    self.is_mended |= commas != expected;
                    self.at += usize::from(is_end);
                    return Ok(is_end);
                }
            }
            self.at += 1;
        }
    }

    /// A number, a name of JSON, or what others write in their place.
    fn word(&mut self) -> Result<Value, Broken> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_end = |letter: char| letter.is_whitespace() || ",:\"{}[]".contains(letter);
        let word = rest.split(is_end).next().unwrap_or_default();
        if word.is_empty() {
            return Err(Broken::Here);
        }
        self.at += word.len();
        if self.at == self.text.len() {
            return Err(Broken::End);
        }
        Ok(match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            word => {
                if let Ok(number) = word.parse::<Number>() {
                    return Ok(Value::Number(number));
                }
                self.is_mended = true;
                let is_number = word.contains(|letter: char| letter.is_ascii_digit());
                match word {
                    "True" => Value::Bool(true),
                    "False" => Value::Bool(false),
                    // The name of a story, also where it is no number of JSON.
                    word if is_number => Value::String(word.to_owned()),
                    _ => Value::Null,
                }
            }
        })
    }

    fn string(&mut self) -> Result<String, Broken> {
        self.expect(b'"')?;
        let mut string = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..0x20);
            let plain = rest.bytes().position(|byte| special(&byte));
            let plain = plain.ok_or(Broken::End)?;
            string.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain + 1;
            match rest.as_bytes().get(plain) {
                Some(b'"') if self.is_closed() => return Ok(string),
                Some(b'\\') => self.escape(&mut string)?,
                Some(byte) => {
                    self.is_mended = true;
                    string.push(char::from(*byte));
                }
                None => return Err(Broken::End),
            }
        }
    }

    /// Whether the quotation mark that was just read ends its string: one of the text itself has more text behind it.
    fn is_closed(&self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let next = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        match next.bytes().next() {
            None | Some(b',' | b'}' | b']' | b':') => true,
            // The next one, of a line of its own, whose comma is missing.
            Some(b'"') => {
                rest.len() > next.len()
                    && rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
            }
            _ => false,
        }
    }

    /// What follows a backslash. One that says nothing is a letter itself.
    fn escape(&mut self, string: &mut String) -> Result<(), Broken> {
        let byte = self.text.as_bytes().get(self.at).ok_or(Broken::End)?;
        let letter = match byte {
            b'"' | b'\\' | b'/' => char::from(*byte),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' if self.unit(self.at).is_some() => {
                string.push(self.letter());
                return Ok(());
            }
            _ => {
                self.is_mended = true;
                string.push('\\');
                return Ok(());
            }
        };
        string.push(letter);
        self.at += 1;
        Ok(())
    }

    /// The letter of the escapes that begin here; half of one is none.
    fn letter(&mut self) -> char {
        let first = self.unit(self.at).unwrap_or_default();
        let second = self
            .text
            .as_bytes()
            .get(self.at + 5)
            .filter(|byte| **byte == b'\\');
        let second = second.and_then(|_| self.unit(self.at + 6));
        self.at += 5;
        if let Some(letter) = char::from_u32(first.into()) {
            return letter;
        }
        let pair = second.and_then(|second| char::decode_utf16([first, second]).next());
        if let Some(Ok(letter)) = pair {
            self.at += 6;
            return letter;
        }
        self.is_mended = true;
        char::REPLACEMENT_CHARACTER
    }

    /// The number of the escape whose `u` stands at a place.
    fn unit(&self, place: usize) -> Option<u16> {
        let digits = self.text.get(place..place + 5)?.strip_prefix('u')?;
        let is_one = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_one.then(|| u16::from_str_radix(digits, 16).ok())?
    }

    fn expect(&mut self, byte: u8) -> Result<(), Broken> {
        if self.peek().ok_or(Broken::End)? != byte {
            return Err(Broken::Here);
        }
        self.at += 1;
        Ok(())
    }

    /// The next byte that is no blank.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let blanks = rest.iter().position(|byte| !b" \t\r\n".contains(byte));
        self.at += blanks.unwrap_or(rest.len());
        self.text.as_bytes().get(self.at).copied()
    }
}

/// Whether an object is an item, and not an author or a file that goes with one.
fn is_item(object: &Map<String, Value>) -> bool {
    let has = |names: &[&str]| {
        let is_one = |key: &String| names.iter().any(|name| name.eq_ignore_ascii_case(key));
        object.keys().any(is_one)
    };
    has(&["content_html", "content_text", "date_published"])
        || has(&["id"]) && has(&["url", "title", "summary"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(items: &str) -> (String, String) {
        let text =
            format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{items}]}}");
        let (document, warnings) = read(&text);
        let titles = document.items.iter().map(|item| match item.get("title") {
            Some(Value::String(title)) => title.clone(),
            other => format!("{other:?}"),
        });
        (titles.collect::<Vec<_>>().join("|"), warnings.join("|"))
    }

    #[test]
    fn one_flaw_costs_no_item() {
        const MENDED: &str = "what stands in the document and is no JSON was put right";
        for (written, read, is_mended) in [
            (r#""a\u00e9\ud83d\ude00\/\n""#, "aé😀/\n", false),
            ("\"a\nb\tc\"", "a\nb\tc", true),
            (r#""\x41 \'""#, r"\x41 \'", true),
            (r#""a\ud83d b""#, "a\u{fffd} b", true),
            (r#""a\ud83d\ud83d\ude00""#, "a\u{fffd}😀", true),
            (r#""\u12""#, r"\u12", true),
            (r#""He said "hi" to us""#, "He said \"hi\" to us", true),
            (r#""a", "rank": NaN"#, "a", true),
            (r#""a", "rank": -Infinity"#, "a", true),
            (r#""a", "tags": ["x", "y",]"#, "a", true),
            (r#""a","#, "a", true),
            ("\"a\"\n\"summary\": \"b\"", "a", true),
        ] {
            let item = format!("{{\"id\": 7, \"title\": {written}}}");
            for place in 0..3 {
                let mut items = [r#"{"id": "1", "title": "x"}"#; 3].map(str::to_owned);
                let mut expected = ["x"; 3];
                items[place].clone_from(&item);
                expected[place] = read;
                let warning = if is_mended { MENDED } else { "" };
                let found = titles(&items.join(", "));
                assert_eq!(found, (expected.join("|"), warning.to_owned()), "{written}");
            }
        }
    }

    #[test]
    fn what_cannot_be_understood_costs_its_item() {
        const LOST: &str = "an item could not be read and was left out";
        let item = |title: &str| {
            format!(
                "{{\"id\": \"{title}\", \"title\": \"{title}\", \"authors\": [{{\"name\": \"n\"}}]}}"
            )
        };
        for spoilt in [
            "{\"id\": \"2\", \"title\": \"abc,\n \"url\": \"x\", \"authors\": [{\"name\": \"n\", \"url\": \"u\"}]}",
            "{\"id\": \"2\", title: \"abc\"}",
            "{\"id\": \"2\", \"title\"; \"abc\"}",
            "{\"id\": \"2\", \"tags\": [\"a\"}",
        ] {
            let found = titles(&[&item("a"), spoilt, &item("b"), &item("c")].join(","));
            assert_eq!(found.0, "a|b|c", "{spoilt}");
            assert!(found.1.contains(LOST), "{found:?}");
        }
        // What comes of a document that ends is read.
        let whole = format!("{{\"items\": [{}, {}]}}", item("a"), item("b"));
        let first = "{\"items\": [".len() + item("a").len();
        for end in 12..whole.len() {
            let second = first + 2 + item("b").len();
            let expected = usize::from(end >= first) + usize::from(end >= second);
            let (document, warnings) = read(whole.get(..end).unwrap());
            assert!(
                warnings.contains(&"the document ends in the middle"),
                "{end}"
            );
            assert_eq!(document.items.len(), expected, "{end}");
        }
    }

    #[test]
    fn what_stands_before_the_items_may_be_spoilt() {
        let text = "{\"title\": \"a\", \"description\": broken here, \"items\": [{\"id\": \"1\", \"title\": \"x\"}]}";
        let (document, _) = read(text);
        assert_eq!(document.items.len(), 1);
        assert_eq!(document.fields["title"], "a");
    }

    #[test]
    fn any_text_is_read_in_no_time() {
        for text in [
            "{\"items\":[",
            "{\"a\":",
            "[",
            "{\"items\":[{\"a\":\"",
            "\"",
            "\\",
            "{\"items\":{",
        ] {
            let (document, _) = read(&format!("{{\"items\":[{}", text.repeat(20_000)));
            assert!(document.items.len() <= 1);
        }
    }
}
