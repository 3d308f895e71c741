//! A document as HTML: a fragment that stands in any page.
//!
//! Nothing in it runs, and nothing but links and pictures points elsewhere.

use crate::document::{Block, Definition, Document, Figures, Inline, Numbering};

/// The body as HTML.
#[must_use]
pub fn html(document: &Document) -> String {
    let mut out = String::new();
    push_blocks(&mut out, &document.blocks);
    out
}

fn push_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        push_block(out, block);
        out.push('\n');
    }
}

fn push_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading { level, content } => {
            let name = format!("h{}", (*level).clamp(1, 6));
            push_element(out, &name, content);
        }
        Block::Standfirst { content } => {
            out.push_str("<p class=\"standfirst\">");
            push_inlines(out, content);
            out.push_str("</p>");
        }
        Block::Paragraph { content } => push_element(out, "p", content),
        Block::List {
            start,
            numbering,
            items,
        } => push_list(out, start.map(|start| (start, *numbering)), items),
        Block::Definitions { entries } => push_definitions(out, entries),
        Block::Quote { blocks } => {
            out.push_str("<blockquote>\n");
            push_blocks(out, blocks);
            out.push_str("</blockquote>");
        }
        Block::Code { language, text } => push_code(out, language.as_deref(), text),
        Block::Table { head, rows } => push_table(out, head, rows),
        Block::Image { url, alt, caption } => push_image(out, url, alt, caption),
        Block::Embed { url, title } => {
            out.push_str("<p>");
            push_link(out, url, |out| {
                push_escaped(out, if title.is_empty() { url } else { title });
            });
            out.push_str("</p>");
        }
        Block::Rule => out.push_str("<hr>"),
    }
}

fn push_element(out: &mut String, name: &str, content: &[Inline]) {
    out.extend(["<", name, ">"]);
    push_inlines(out, content);
    out.extend(["</", name, ">"]);
}

fn push_list(out: &mut String, numbers: Option<(u32, Numbering)>, items: &[Vec<Block>]) {
    let name = if numbers.is_some() { "ol" } else { "ul" };
    out.extend(["<", name]);
    if let Some((start, numbering)) = numbers {
        push_numbers(out, start, numbering);
    }
    out.push_str(">\n");
    for item in items {
        out.push_str("<li>");
        match item.as_slice() {
            [Block::Paragraph { content }] => push_inlines(out, content),
            blocks => push_blocks(out, blocks),
        }
        out.push_str("</li>\n");
    }
    out.extend(["</", name, ">"]);
}

/// What tells how a list is numbered, where that is not 1, 2, 3.
fn push_numbers(out: &mut String, start: u32, numbering: Numbering) {
    if start != 1 || numbering.is_reversed {
        out.extend([" start=\"", &start.to_string(), "\""]);
    }
    if numbering.figures != Figures::Digits {
        out.extend([" type=\"", numbering.figures.name(), "\""]);
    }
    if numbering.is_reversed {
        out.push_str(" reversed");
    }
}

fn push_definitions(out: &mut String, entries: &[Definition]) {
    out.push_str("<dl>\n");
    for entry in entries {
        if !entry.term.is_empty() {
            push_element(out, "dt", &entry.term);
            out.push('\n');
        }
        match entry.meaning.as_slice() {
            [] => {}
            [Block::Paragraph { content }] => {
                push_element(out, "dd", content);
                out.push('\n');
            }
            blocks => {
                out.push_str("<dd>\n");
                push_blocks(out, blocks);
                out.push_str("</dd>\n");
            }
        }
    }
    out.push_str("</dl>");
}

fn push_code(out: &mut String, language: Option<&str>, text: &str) {
    out.push_str("<pre><code");
    if let Some(language) = language {
        out.push_str(" class=\"language-");
        push_escaped(out, language);
        out.push('"');
    }
    out.push('>');
    push_escaped(out, text);
    out.push_str("</code></pre>");
}

fn push_table(out: &mut String, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
    out.push_str("<table>\n");
    if !head.is_empty() {
        out.push_str("<thead>");
        push_row(out, "th", head);
        out.push_str("</thead>\n");
    }
    out.push_str("<tbody>\n");
    for row in rows {
        push_row(out, "td", row);
        out.push('\n');
    }
    out.push_str("</tbody>\n</table>");
}

fn push_row(out: &mut String, name: &str, cells: &[Vec<Inline>]) {
    out.push_str("<tr>");
    for cell in cells {
        push_element(out, name, cell);
    }
    out.push_str("</tr>");
}

fn push_image(out: &mut String, url: &str, alt: &str, caption: &[Inline]) {
    out.push_str("<figure>");
    if is_address(url) {
        out.push_str("<img src=\"");
        push_escaped(out, url);
        out.push_str("\" alt=\"");
        push_escaped(out, alt);
        out.push_str("\">");
    } else {
        push_escaped(out, alt);
    }
    if !caption.is_empty() {
        push_element(out, "figcaption", caption);
    }
    out.push_str("</figure>");
}

fn push_inlines(out: &mut String, content: &[Inline]) {
    for inline in content {
        match inline {
            Inline::Text { text } => push_escaped(out, text),
            Inline::Emphasis { content } => push_around(out, "<em>", "</em>", content),
            Inline::Strong { content } => push_around(out, "<strong>", "</strong>", content),
            Inline::Struck { content } => push_around(out, "<s>", "</s>", content),
            Inline::Code { text } => {
                out.push_str("<code>");
                push_escaped(out, text);
                out.push_str("</code>");
            }
            Inline::Link { url, content } if is_address(url) => {
                let mut open = "<a href=\"".to_owned();
                push_escaped(&mut open, url);
                open.push_str("\">");
                push_around(out, &open, "</a>", content);
            }
            Inline::Link { content, .. } => push_inlines(out, content),
            Inline::Note { number } => {
                out.extend(["<sup>", &number.to_string(), "</sup>"]);
            }
            Inline::Break => out.push_str("<br>\n"),
        }
    }
}

/// Marked words; blanks at their ends stay outside, so that no link is underlined before its first letter.
fn push_around(out: &mut String, open: &str, close: &str, content: &[Inline]) {
    let mut inner = String::new();
    push_inlines(&mut inner, content);
    let words = inner.trim_matches(' ');
    if words.is_empty() {
        return out.push_str(&inner);
    }
    let at = inner.len() - inner.trim_start_matches(' ').len();
    let (front, rest) = inner.split_at(at);
    let (_, back) = rest.split_at(words.len());
    out.extend([front, open, words, close, back]);
}

fn push_link(out: &mut String, url: &str, push: impl FnOnce(&mut String)) {
    if !is_address(url) {
        return push(out);
    }
    out.push_str("<a href=\"");
    push_escaped(out, url);
    out.push_str("\">");
    push(out);
    out.push_str("</a>");
}

/// A document holds no other addresses; one that was tampered with might.
fn is_address(url: &str) -> bool {
    let scheme = url
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(
        scheme.as_deref(),
        Some("http" | "https" | "mailto" | "gemini")
    )
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}
