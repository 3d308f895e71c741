//! A story outside the panes: the reader's rows as lines, or a whole Markdown or HTML document.

use crate::document::layout::aside::Aside;
use crate::document::layout::room::Rooms;
use crate::document::layout::{Header, With, layout_with};
use crate::document::{Document, html as html_of, markdown as markdown_of};

/// A form in which a story leaves kabar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// Lines of text.
    Text,
    /// A page for browsers.
    Html,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Text, Self::Html];

    /// How names of files in this form end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Html => "html",
        }
    }

    /// The form of a file of that name; Markdown when the name does not tell.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("txt" | "text") => Self::Text,
            Some("html" | "htm") => Self::Html,
            _ => Self::Markdown,
        }
    }
}

/// A story in a form; text takes so many columns at most.
#[must_use]
pub fn export(form: Form, header: &Header, document: &Document, columns: u16) -> String {
    let mut text = match form {
        Form::Markdown => markdown(header, document),
        Form::Text => lines(header, document, &[], columns),
        Form::Html => html(header, document),
    };
    text.push('\n');
    text
}

/// The rows that the reader's pane shows, as lines, with the addresses of the links below; `asides` stand between the
/// blocks of the document.
#[must_use]
pub fn lines(header: &Header, document: &Document, asides: &[Aside], columns: u16) -> String {
    let with = With {
        asides,
        rooms: &Rooms::new(),
    };
    let layout = layout_with(header, document, with, usize::from(columns));
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
