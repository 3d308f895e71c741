//! What was cut from a story, as commands print it: in its place in the text, or as JSON.

use serde::Serialize;

use crate::document::cuts::Cut;
use crate::document::layout::aside::Aside;
use crate::document::{Block, Document, Inline};
use crate::state::strings::Strings;

/// A cut as JSON. The names are promised to scripts.
#[derive(Debug, Serialize)]
pub struct CutLine<'c> {
    reason: &'c str,
    text: &'c str,
    /// So many blocks of the story stand before it.
    place: usize,
    /// Where on the page.
    elements: Vec<&'c str>,
    /// Whether the reader put it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    restored: Option<bool>,
}

impl<'c> CutLine<'c> {
    /// A cut of a page.
    #[must_use]
    pub fn of(cut: &'c Cut) -> Self {
        Self {
            reason: &cut.reason,
            text: &cut.text,
            place: cut.place,
            elements: cut.spots.iter().map(|spot| spot.element.as_str()).collect(),
            restored: None,
        }
    }

    /// A cut of a story that is kept.
    #[must_use]
    pub fn kept(cut: &'c Cut) -> Self {
        Self {
            restored: Some(cut.restored),
            ..Self::of(cut)
        }
    }
}

/// The cuts set into the rows of a story.
#[must_use]
pub fn asides(cuts: &[Cut], strings: &Strings) -> Vec<Aside> {
    let aside = |cut: &Cut| Aside {
        place: cut.place,
        label: label(cut, strings),
        lines: cut.text.lines().map(str::to_owned).collect(),
        is_text: cut.restored,
    };
    cuts.iter().map(aside).collect()
}

/// Why, in the reader's language, in brackets: without colours it must be told from the text.
fn label(cut: &Cut, strings: &Strings) -> String {
    let name = format!("reason.{}", cut.reason);
    let reason = strings.get(&name);
    let reason = if reason == name { &cut.reason } else { reason };
    if cut.restored {
        format!("[{}]", strings.with("view.restored", reason))
    } else {
        format!("[{reason}]")
    }
}

/// The cleaned document with the cuts in it as quotations, for forms that know no asides.
#[must_use]
pub fn quoted(cleaned: &Document, cuts: &[Cut], strings: &Strings) -> Document {
    let mut blocks = Vec::with_capacity(cleaned.blocks.len() + cuts.len());
    let mut rest = cleaned.blocks.iter().enumerate().peekable();
    for cut in cuts {
        while let Some((_, block)) = rest.next_if(|(at, _)| *at < cut.place) {
            blocks.push(block.clone());
        }
        let reason = Block::Paragraph {
            content: vec![Inline::Strong {
                content: vec![Inline::Text {
                    text: label(cut, strings),
                }],
            }],
        };
        blocks.push(Block::Quote {
            blocks: std::iter::once(reason).chain(cut.paragraphs()).collect(),
        });
    }
    blocks.extend(rest.map(|(_, block)| block.clone()));
    Document { blocks }
}
