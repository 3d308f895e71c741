//! A cleaned body: what remains of a page once all that is not the story is gone.
//!
//! A tree of blocks and inlines without any HTML. It knows neither terminals nor colours: `layout`
//! turns it into rows whose spans carry roles.

use serde::{Deserialize, Serialize};

pub mod cuts;
pub mod export;
pub mod html;
pub mod layout;
pub mod markdown;
pub mod minutes;
pub mod notes;
mod numbering;
pub mod row;
pub mod source;
mod words;

/// The body of a story.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// In reading order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The addresses of all pictures, in order, each once.
    #[must_use]
    pub fn pictures(&self) -> Vec<String> {
        let mut urls = Vec::new();
        let mut waiting: Vec<&Block> = self.blocks.iter().rev().collect();
        while let Some(block) = waiting.pop() {
            match block {
                Block::Image { url, .. } if !urls.contains(url) => urls.push(url.clone()),
                Block::Quote { blocks } => waiting.extend(blocks.iter().rev()),
                Block::Definitions { entries } => {
                    let meanings = entries.iter().flat_map(|entry| &entry.meaning);
                    waiting.extend(meanings.rev());
                }
                Block::List { items, .. } => waiting.extend(items.iter().flatten().rev()),
                _ => {}
            }
        }
        urls
    }
}

/// A part of a body that stands on its own lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A sub-heading.
    Heading {
        /// 1 (highest) to 6.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// What the story is about in a sentence or two, set apart between its title and its text.
    Standfirst {
        /// Its words.
        content: Vec<Inline>,
    },
    /// Running text.
    Paragraph {
        /// Its words.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// The number of the first item; none for bullets.
        start: Option<u32>,
        /// How the others follow.
        #[serde(default, skip_serializing_if = "Numbering::is_plain")]
        numbering: Numbering,
        /// Each item is blocks of its own.
        items: Vec<Vec<Block>>,
    },
    /// Terms, each with what it means.
    Definitions {
        /// In reading order.
        entries: Vec<Definition>,
    },
    /// A quotation, or an embedded post.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// Code or other text whose line breaks matter.
    Code {
        /// The language as the page states it.
        language: Option<String>,
        /// Lines divided by `\n`.
        text: String,
    },
    /// A table of facts.
    Table {
        /// The head row; empty when there is none.
        head: Vec<Vec<Inline>>,
        /// Body rows, each a list of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A picture, as far as words can tell it.
    Image {
        /// Absolute address.
        url: String,
        /// What the picture shows, in the page's words; may be empty.
        alt: String,
        /// Caption and credit; may be empty.
        caption: Vec<Inline>,
    },
    /// A video, a map or another thing that only a browser shows.
    Embed {
        /// Absolute address.
        url: String,
        /// Its title; may be empty.
        title: String,
    },
    /// A change of subject.
    Rule,
}

/// How the items of a list are numbered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbering {
    /// What the numbers are written as.
    pub figures: Figures,
    /// Whether each number is one less than the one before it.
    pub is_reversed: bool,
}

/// What numbers are written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Figures {
    /// 1, 2, 3.
    #[default]
    Digits,
    /// a, b, c.
    Letters,
    /// A, B, C.
    Capitals,
    /// i, ii, iii.
    Roman,
    /// I, II, III.
    RomanCapitals,
}

/// A term and what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Its words; empty for a second meaning of the term before it.
    pub term: Vec<Inline>,
    /// What it means; empty for a term that shares the meaning of the one after it.
    pub meaning: Vec<Block>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Inline {
    /// Words.
    Text {
        /// White space folded, no control characters.
        text: String,
    },
    /// Stressed.
    Emphasis {
        /// What is stressed.
        content: Vec<Inline>,
    },
    /// Stressed strongly.
    Strong {
        /// What is stressed.
        content: Vec<Inline>,
    },
    /// Struck out: it was said, and is said no more.
    Struck {
        /// What is struck out.
        content: Vec<Inline>,
    },
    /// A word of code.
    Code {
        /// The word.
        text: String,
    },
    /// A link.
    Link {
        /// Absolute; http, https, mailto or gemini.
        url: String,
        /// What is underlined.
        content: Vec<Inline>,
    },
    /// The mark of a note, raised: behind the words it is a note of, or at the head of the note itself.
    Note {
        /// Which note.
        number: u32,
    },
    /// A line break that matters (poems, addresses).
    Break,
}
