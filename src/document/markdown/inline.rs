//! Inlines as Markdown, escaped so that they are read as they were written.

use crate::document::Inline;
use crate::text::raised;

/// Where inlines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the start of a line, with room for line breaks.
    Paragraph,
    /// Behind a mark on a line with room for line breaks, as in a link.
    Inside,
    /// Behind a mark on a line without such room, as in a heading: line breaks turn into spaces.
    Line,
}

impl Place {
    fn within(self) -> Place {
        match self {
            Place::Paragraph | Place::Inside => Place::Inside,
            Place::Line => Place::Line,
        }
    }
}

/// Inlines as Markdown.
pub fn inlines(content: &[Inline], place: Place) -> String {
    let mut out = String::new();
    push_inlines(&mut out, content, place);
    out.trim().to_owned()
}

fn push_inlines(out: &mut String, content: &[Inline], place: Place) {
    for inline in content {
        match inline {
            Inline::Text { text } => {
                let starts_line =
                    out.is_empty() && place == Place::Paragraph || out.ends_with('\n');
                out.push_str(&escaped(text, starts_line));
            }
            Inline::Emphasis { content } => push_marked(out, "*", content, place),
            Inline::Strong { content } => push_marked(out, "**", content, place),
            Inline::Struck { content } => push_marked(out, "~~", content, place),
            Inline::Code { text } => push_code(out, text),
            Inline::Link { url, content } => {
                let mut words = String::new();
                push_inlines(&mut words, content, place.within());
                // A mark of exclamation would make a picture of it.
                if out.ends_with('!') && !words.starts_with(char::is_whitespace) {
                    out.truncate(out.len() - 1);
                    out.push_str("\\!");
                }
                push_trimmed(out, &words, |words| link(url, words));
            }
            Inline::Note { number } => out.push_str(&raised::number(*number)),
            Inline::Break if place != Place::Line => out.push_str("\\\n"),
            Inline::Break => out.push(' '),
        }
    }
}

/// Marks must touch the words they stress.
fn push_marked(out: &mut String, mark: &str, content: &[Inline], place: Place) {
    let mut words = String::new();
    push_inlines(&mut words, content, place.within());
    push_trimmed(out, &words, |words| format!("{mark}{words}{mark}"));
}

fn push_trimmed(out: &mut String, words: &str, dress: impl Fn(&str) -> String) {
    let trimmed = words.trim();
    if trimmed.is_empty() {
        return out.push_str(words);
    }
    if words.starts_with(char::is_whitespace) {
        out.push(' ');
    }
    out.push_str(&dress(trimmed));
    if words.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

fn push_code(out: &mut String, text: &str) {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    out.extend([&fence, space, text, space, &fence]);
}

/// A link whose words are Markdown already.
pub fn link(url: &str, words: &str) -> String {
    let is_plain =
        !url.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '\\'));
    if is_plain {
        return format!("[{words}]({url})");
    }
    let url = url
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace(char::is_whitespace, "%20");
    format!("[{words}](<{url}>)")
}

/// The words of a heading. A run of `#` at its end would be read as its closing mark.
pub fn heading(content: &[Inline]) -> String {
    let mut words = inlines(content, Place::Line);
    let kept = words.trim_end_matches('#').len();
    let before = words.get(..kept).unwrap_or_default();
    if kept < words.len() && (before.is_empty() || before.ends_with(' ')) {
        words.insert(kept, '\\');
    }
    words
}

/// How often a character follows itself at most.
pub fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Words with what Markdown would obey made literal.
pub fn escaped(text: &str, starts_line: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut previous = ' ';
    let mut at_start = starts_line;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        if is_obeyed(c, previous, next) || at_start && starts_block(c, next) {
            out.push('\\');
        }
        out.push(c);
        at_start &= c == ' ';
        previous = c;
    }
    if starts_line {
        escape_number(&mut out);
    }
    out
}

fn is_obeyed(c: char, previous: char, next: Option<char>) -> bool {
    match c {
        '\\' | '`' | '*' | '[' | ']' => true,
        // Inside a word it means nothing.
        '_' => !(previous.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)),
        '<' => {
            next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
        }
        '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
        '~' => next == Some('~') || previous == '~',
        _ => false,
    }
}

fn starts_block(c: char, next: Option<char>) -> bool {
    match c {
        '#' => matches!(next, None | Some('#' | ' ')),
        '>' | '|' => true,
        '-' | '+' | '=' => matches!(next, None | Some(' ' | '-' | '=')),
        _ => false,
    }
}

/// `1. ` at the start of a line would be a list.
fn escape_number(out: &mut String) {
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    let mut rest = out.chars().skip(digits);
    let is_marker =
        matches!(rest.next(), Some('.' | ')')) && matches!(rest.next(), None | Some(' '));
    if (1..10).contains(&digits) && is_marker {
        out.insert(digits, '\\');
    }
}
