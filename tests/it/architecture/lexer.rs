//! Rust source as tokens with line numbers: words and signs, without comments, and without what stands in
//! literals. Just enough to read paths and items; it knows nothing of what they mean.

/// A piece of source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The line it stands on, from 1.
    pub line: usize,
    /// A word, `::`, a single sign, or `"` for any literal.
    pub text: String,
}

/// All tokens of a file that are not comments.
pub fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let (length, text) = next(&chars[at..]);
        if let Some(text) = text {
            found.push(Token { line, text });
        }
        line += chars[at..at + length]
            .iter()
            .filter(|c| **c == '\n')
            .count();
        at += length;
    }
    found
}

/// How many characters the next token has, and its text unless it is a space or a comment.
fn next(rest: &[char]) -> (usize, Option<String>) {
    let sign = rest[0];
    let second = rest.get(1).copied().unwrap_or(' ');
    match sign {
        c if c.is_whitespace() => (1, None),
        '/' if second == '/' => (until(rest, |c| c == '\n'), None),
        '/' if second == '*' => (block_comment(rest), None),
        '"' => literal(quoted(rest, 1, '"')),
        '\'' => quote(rest),
        'r' | 'b' | 'c' if prefixed(rest).is_some() => literal(prefixed(rest).unwrap()),
        ':' if second == ':' => (2, Some("::".to_owned())),
        c if is_word(c) => {
            let length = until(rest, |c| !is_word(c));
            (length, Some(rest[..length].iter().collect()))
        }
        c => (1, Some(c.to_string())),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn until(rest: &[char], stop: impl Fn(char) -> bool) -> usize {
    rest.iter().position(|c| stop(*c)).unwrap_or(rest.len())
}

fn literal(length: usize) -> (usize, Option<String>) {
    (length, Some("\"".to_owned()))
}

/// A literal from its opening quote, which stands before `from`, to its closing one.
fn quoted(rest: &[char], from: usize, close: char) -> usize {
    let mut at = from;
    while at < rest.len() && rest[at] != close {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

/// A character literal, or the tick of a lifetime.
fn quote(rest: &[char]) -> (usize, Option<String>) {
    if rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'') {
        literal(quoted(rest, 1, '\''))
    } else {
        (1, Some("'".to_owned()))
    }
}

/// `r"…"`, `r#"…"#`, `b"…"`, `br#"…"#`, `c"…"`, `b'…'`; none when this is a word.
fn prefixed(rest: &[char]) -> Option<usize> {
    let letters = until(rest, |c| !matches!(c, 'r' | 'b' | 'c'));
    let raw = rest[..letters].contains(&'r');
    let hashes = until(&rest[letters..], |c| c != '#');
    let open = letters + hashes;
    match rest.get(open) {
        Some('"') if raw && letters <= 2 => Some(raw_quoted(rest, open + 1, hashes)),
        Some('"') if hashes == 0 && letters == 1 => Some(quoted(rest, open + 1, '"')),
        Some('\'') if hashes == 0 && rest[..letters] == ['b'] => Some(quoted(rest, open + 1, '\'')),
        _ => None,
    }
}

fn raw_quoted(rest: &[char], from: usize, hashes: usize) -> usize {
    let mut at = from;
    while at < rest.len() {
        let closing = rest[at + 1..]
            .iter()
            .take(hashes)
            .filter(|c| **c == '#')
            .count();
        if rest[at] == '"' && closing == hashes {
            return at + 1 + hashes;
        }
        at += 1;
    }
    rest.len()
}

/// A comment between `/*` and `*/`; these nest.
fn block_comment(rest: &[char]) -> usize {
    let (mut at, mut depth) = (2, 1);
    while at < rest.len() && depth > 0 {
        match (rest[at], rest.get(at + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                at += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                at += 2;
            }
            _ => at += 1,
        }
    }
    at
}

#[test]
fn literals_and_comments_hide_their_content() {
    let source =
        "a /* b /* c */ d */ \"e::\\\"f\" 'g' '\\'' r#\"h\"i\"# b'j' br\"k\" // l\nm::n 'o: p";
    let words: Vec<String> = tokens(source).into_iter().map(|token| token.text).collect();
    assert_eq!(
        words,
        [
            "a", "\"", "\"", "\"", "\"", "\"", "\"", "m", "::", "n", "'", "o", ":", "p"
        ]
    );
    assert_eq!(tokens(source)[7].line, 2);
}
