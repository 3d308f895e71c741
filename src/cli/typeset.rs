//! A story as a person reads it outside the panes: the reader's rows as lines, or a whole Markdown or HTML document.

use std::io::IsTerminal;

use crate::cli::context::Context;
use crate::document::layout::aside::Aside;
use crate::document::layout::{Header, layout_with};
use crate::document::{Document, html as html_of, markdown as markdown_of};

/// Columns of the text: the reader's measure, or the terminal's width where that is less.
#[must_use]
pub fn columns(context: &Context) -> u16 {
    let measure = context.settings.measure;
    if !std::io::stdout().is_terminal() {
        return measure;
    }
    match crate::terminal::output::size() {
        (columns @ 1.., _) => columns.min(measure),
        _ => measure,
    }
}

/// The rows that the reader's pane shows, as lines, with the addresses of the links below.
#[must_use]
pub fn lines(header: &Header, document: &Document, asides: &[Aside], columns: u16) -> String {
    let layout = layout_with(header, document, asides, usize::from(columns));
    let rows = layout.rows.iter().map(|row| {
        let line: String = row.spans.iter().map(|span| span.text.as_str()).collect();
        line.trim_end().to_owned()
    });
    let mut lines: Vec<String> = rows.collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// Title, facts and body as Markdown.
#[must_use]
pub fn markdown(header: &Header, document: &Document) -> String {
    let title = header
        .title
        .replace(['\\', '*', '_', '`', '[', ']', '<', '>'], " ");
    let facts = header.facts.join(" · ");
    format!(
        "# {}\n\n{facts}\n\n{}",
        title.trim(),
        markdown_of::markdown(document)
    )
    .trim_end()
    .to_owned()
}

/// A whole HTML page without anything but structure.
#[must_use]
pub fn html(header: &Header, document: &Document) -> String {
    let title = escaped(&header.title);
    let facts = escaped(&header.facts.join(" · "));
    let body = html_of::html(document);
    format!(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<h1>{title}</h1>\n<p>{facts}</p>\n{}",
        body.trim_end()
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
