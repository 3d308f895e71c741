//! The labels of boxes: tables of contents, summaries, what papers and authors say of themselves.
//!
//! Lists only; what stands under a label is decided elsewhere.

use serde::Deserialize;

use crate::text;

/// The labels of boxes.
#[derive(Deserialize, Default)]
pub struct Labels {
    contents: Vec<String>,
    about: Vec<String>,
    summary: Vec<String>,
}

impl Labels {
    /// The same, folded as texts are before they are compared.
    pub fn folded(mut self) -> Labels {
        for list in [&mut self.contents, &mut self.about, &mut self.summary] {
            for word in list {
                *word = text::fold(word);
            }
        }
        self
    }

    /// Whether a text is the label of a table of contents.
    pub fn contents(&self, text: &str) -> bool {
        is_one_of(&self.contents, text)
    }

    /// Whether it is the label of what somebody says of himself.
    pub fn about(&self, text: &str) -> bool {
        is_one_of(&self.about, text)
    }

    /// Whether it is the label of a summary.
    pub fn summary(&self, text: &str) -> bool {
        is_one_of(&self.summary, text)
    }
}

fn is_one_of(labels: &[String], text: &str) -> bool {
    let folded = text::fold(text);
    let folded = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    labels.iter().any(|label| label == folded)
}
