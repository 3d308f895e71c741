//! The words of code by their kind: comments, texts, numbers, and what the language reserves.
//!
//! It reads line by line and understands no grammar. A whole one (syntect) knows more, but compiles its expressions for
//! tens of milliseconds on the thread that answers keys, for blocks of a few lines.

use crate::document::row::{Role, Span};

/// What marks comments and texts in a family of languages, and the words they reserve.
pub struct Family {
    names: &'static [&'static str],
    comment: &'static [&'static str],
    block: Option<(&'static str, &'static str)>,
    quotes: &'static [char],
    words: &'static str,
}

const FAMILIES: [Family; 5] = [
    Family {
        names: &[
            "c",
            "cc",
            "cpp",
            "c++",
            "h",
            "cs",
            "csharp",
            "d",
            "dart",
            "go",
            "golang",
            "groovy",
            "java",
            "javascript",
            "js",
            "json",
            "jsonc",
            "jsx",
            "kotlin",
            "kt",
            "php",
            "rs",
            "rust",
            "scala",
            "swift",
            "ts",
            "tsx",
            "typescript",
            "zig",
            "css",
            "scss",
            "less",
        ],
        comment: &["//"],
        block: Some(("/*", "*/")),
        quotes: &['"', '`', '\''],
        words: " abstract as async await bool boolean break byte case catch chan char class const constexpr continue \
            crate default defer delete do double else enum export extends extern false final finally float fn for from \
            func function fun go if impl implements import in instanceof int interface internal is let long loop match \
            mod module mut namespace new nil null nullptr of operator override package private protected pub public \
            range readonly record ref return select self short sizeof static string struct super switch template this \
            throw throws trait true try type typedef typeof union unsafe unsigned use using val var virtual void \
            volatile when where while with yield ",
    },
    Family {
        names: &[
            "sh",
            "bash",
            "zsh",
            "fish",
            "shell",
            "console",
            "python",
            "py",
            "ruby",
            "rb",
            "perl",
            "pl",
            "r",
            "yaml",
            "yml",
            "toml",
            "ini",
            "make",
            "makefile",
            "dockerfile",
            "nix",
            "elixir",
            "ex",
            "julia",
        ],
        comment: &["#"],
        block: None,
        quotes: &['"', '\''],
        words: " and as assert async await begin break case class continue def del do done elif else elsif end ensure \
            esac except exec exit export False false fi finally for from function global if import in is lambda let \
            local module my next nil None nonlocal not null or pass raise require rescue return self set source sub \
            then True true try unless until use while with yield ",
    },
    Family {
        names: &[
            "sql",
            "mysql",
            "postgresql",
            "plsql",
            "sqlite",
            "lua",
            "haskell",
            "hs",
            "ada",
            "elm",
        ],
        comment: &["--"],
        block: Some(("/*", "*/")),
        quotes: &['"', '\''],
        words: " add all alter and as asc begin between by case class commit constraint create data default delete desc \
            distinct do drop else elseif end exists false for foreign from function group having if import in index \
            inner insert instance into is join key left let like limit local module nil not null of offset on or order \
            outer primary references repeat return right rollback select set table then true type union unique until \
            update values view where while with ",
    },
    Family {
        names: &["html", "xml", "svg", "xhtml", "rss", "atom", "vue"],
        comment: &[],
        block: Some(("<!--", "-->")),
        quotes: &['"'],
        words: "",
    },
    Family {
        names: &["lisp", "clojure", "clj", "scheme", "elisp", "asm", "nasm"],
        comment: &[";"],
        block: None,
        quotes: &['"'],
        words: " cond def defmacro defn defun do else fn if lambda let loop nil ns recur require t true false when ",
    },
];

/// The family of a language as pages name it, `language-rust` included.
pub fn family(language: Option<&str>) -> Option<&'static Family> {
    let name = language?.trim().to_lowercase();
    let name = name.strip_prefix("language-").unwrap_or(&name);
    FAMILIES.iter().find(|family| family.names.contains(&name))
}

/// Reads lines of one block, from the first to the last.
pub struct Reader {
    family: Option<&'static Family>,
    /// Whether a comment over several lines is open.
    inside: bool,
}

impl Reader {
    pub fn new(language: Option<&str>) -> Self {
        Self {
            family: family(language),
            inside: false,
        }
    }

    /// The line in parts of one kind, without a gap.
    pub fn line(&mut self, line: &str) -> Vec<Span> {
        let Some(family) = self.family else {
            return vec![Span::new(line, Role::Code)];
        };
        let mut spans: Vec<Span> = Vec::new();
        let mut rest = line;
        let mut before = ' ';
        while !rest.is_empty() {
            let (length, role) = self.next(family, rest, before);
            let Some((part, after)) = rest.split_at_checked(length.max(1)) else {
                spans.push(Span::new(rest, Role::Code));
                break;
            };
            match spans.last_mut() {
                Some(last) if last.role == role => last.text.push_str(part),
                _ => spans.push(Span::new(part, role)),
            }
            before = part.chars().next_back().unwrap_or(' ');
            rest = after;
        }
        spans
    }

    /// How long the next part is, and what it is; `before` is the letter before it.
    fn next(&mut self, family: &Family, rest: &str, before: char) -> (usize, Role) {
        if let Some((start, end)) = family.block
            && (self.inside || rest.starts_with(start))
        {
            let from = if self.inside { 0 } else { start.len() };
            let found = rest.get(from..).and_then(|rest| rest.find(end));
            self.inside = found.is_none();
            let length = found.map_or(rest.len(), |at| from + at + end.len());
            return (length, Role::CodeNote);
        }
        // A # within a word, as in an address, begins no comment.
        let is_apart = |mark: &str| mark != "#" || before.is_whitespace();
        let mut marks = family.comment.iter();
        if marks.any(|mark| rest.starts_with(mark) && is_apart(mark)) {
            return (rest.len(), Role::CodeNote);
        }
        let Some(first) = rest.chars().next() else {
            return (0, Role::Code);
        };
        if family.quotes.contains(&first)
            && !is_word(before)
            && let Some(length) = quoted(rest, first)
        {
            return (length, Role::CodeText);
        }
        if is_word(first) && !is_word(before) {
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            return (length, kind(family, word, before));
        }
        (first.len_utf8(), Role::Code)
    }
}

fn kind(family: &Family, word: &str, before: char) -> Role {
    let is_reserved = || {
        let lower = word.to_lowercase();
        let is_in = |word: &str| {
            family
                .words
                .split_ascii_whitespace()
                .any(|known| known == word)
        };
        is_in(word) || family.comment.contains(&"--") && is_in(&lower)
    };
    match () {
        () if word.starts_with(|c: char| c.is_ascii_digit()) => Role::CodeNumber,
        () if family.words.is_empty() && matches!(before, '<' | '/') => Role::CodeWord,
        () if is_reserved() => Role::CodeWord,
        () => Role::Code,
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The length of a text with its marks; none where it does not end on the line, as after an apostrophe.
fn quoted(rest: &str, mark: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if letter == mark => return Some(at + mark.len_utf8()),
            _ => {}
        }
    }
    None
}

/// The parts of a piece of a line that starts at that byte.
pub fn cut(spans: &[Span], start: usize, length: usize) -> Vec<Span> {
    let (mut at, end) = (0, start + length);
    let mut parts = Vec::new();
    for span in spans {
        let (first, last) = (at, at + span.text.len());
        at = last;
        let from = first.max(start) - first;
        let to = last.min(end).saturating_sub(first);
        if let Some(text) = span.text.get(from..to.max(from))
            && !text.is_empty()
        {
            parts.push(Span::new(text, span.role));
        }
    }
    parts
}
