//! In what form an element carries its text.

use crate::feed::event::Tag;
use crate::feed::names::Space;
use crate::feed::role::Form;

/// How the collected text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// As it stands.
    Plain,
    /// As HTML.
    Html,
    /// As HTML that was elements of the document: its text is escaped already.
    Markup,
}

impl Kind {
    /// The kind that an element states (RFC 4287, section 3.1.1; Atom 0.3, section 3.1).
    #[must_use]
    pub fn of(tag: &Tag<'_>, form: Form) -> Self {
        match form {
            Form::Html => return Self::Html,
            Form::Markup => return Self::Markup,
            Form::Stated => {}
        }
        let stated = tag.get("type").unwrap_or("text").to_ascii_lowercase();
        let stated = stated.split(';').next().unwrap_or_default().trim();
        let is_xml = tag
            .get("mode")
            .is_some_and(|mode| mode.eq_ignore_ascii_case("xml"));
        match stated {
            "html" | "text/html" if is_xml => Self::Markup,
            "html" | "text/html" | "application/octet-stream" => Self::Html,
            "xhtml" | "application/xhtml+xml" if is_escaped(tag) => Self::Html,
            "xhtml" | "application/xhtml+xml" => Self::Markup,
            _ if stated.ends_with("+xml") || stated.ends_with("/xml") => Self::Markup,
            _ => Self::Plain,
        }
    }
}

fn is_escaped(tag: &Tag<'_>) -> bool {
    tag.get("mode")
        .is_some_and(|mode| mode.eq_ignore_ascii_case("escaped"))
}

/// Whether the text is base64: stated by Atom 0.3, implied by the media types of Atom 1.0
/// (RFC 4287, section 4.1.3.3).
#[must_use]
pub fn is_base64(tag: &Tag<'_>) -> bool {
    if tag
        .get("mode")
        .is_some_and(|mode| mode.eq_ignore_ascii_case("base64"))
    {
        return true;
    }
    let kind = tag.get("type").unwrap_or_default().to_ascii_lowercase();
    tag.space == Space::Atom
        && kind.contains('/')
        && !kind.starts_with("text/")
        && !kind.contains("xml")
        && !kind.contains("json")
}
