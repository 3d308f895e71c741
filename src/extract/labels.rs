//! The labels of boxes: tables of contents, summaries, what papers and authors say of themselves.
//!
//! Lists only; what stands under a label is decided elsewhere.

use serde::Deserialize;

use crate::extract::shape;
use crate::text;

/// The labels of boxes.
#[derive(Deserialize, Default)]
pub struct Labels {
    contents: Vec<String>,
    about: Vec<String>,
    readers: Vec<String>,
    summary: Vec<String>,
    documents: Vec<String>,
    recipe: Vec<String>,
    corrections: Vec<String>,
    drawn: Vec<String>,
}

impl Labels {
    /// The same, folded as texts are before they are compared.
    pub fn folded(mut self) -> Labels {
        for list in [
            &mut self.contents,
            &mut self.about,
            &mut self.readers,
            &mut self.summary,
            &mut self.documents,
            &mut self.recipe,
            &mut self.corrections,
            &mut self.drawn,
        ] {
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

    /// Whether it is the label of what readers ask.
    pub fn readers(&self, text: &str) -> bool {
        is_one_of(&self.readers, text)
    }

    /// Whether it is the label of a summary.
    pub fn summary(&self, text: &str) -> bool {
        is_one_of(&self.summary, text)
    }

    /// Whether it is the label of documents that go with a story.
    pub fn documents(&self, text: &str) -> bool {
        is_one_of(&self.documents, text)
    }

    /// Whether it is the label of what goes into a dish, or of how it is made.
    pub fn recipe(&self, text: &str) -> bool {
        is_one_of(&self.recipe, text)
    }

    /// Whether a headline says that the story is a picture: "Infografis: ...".
    pub fn drawn(&self, text: &str) -> bool {
        let folded = text::fold(text);
        let words = folded.split(|letter: char| !letter.is_alphanumeric());
        let is_wide = |label: &&String| label.contains(shape::is_wide);
        let mut wide = self.drawn.iter().filter(is_wide);
        wide.any(|label| folded.contains(label.as_str()))
            || words
                .take(12)
                .any(|word| self.drawn.iter().any(|label| label == word))
    }

    /// Whether it begins as a note does that tells what was wrong before.
    pub fn corrects(&self, text: &str) -> bool {
        let folded = text::fold(text);
        let folded = folded.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let mut labels = self.corrections.iter();
        labels.any(|label| {
            let rest = folded.strip_prefix(label.as_str());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }
}

/// The words of lines that are nothing but scraps, folded as texts are.
#[derive(Deserialize, Default)]
pub struct Scraps {
    /// Networks and programs that a story is sent by.
    pub networks: Vec<String>,
    /// What stands behind a number below a story.
    pub counted: Vec<String>,
    /// What stands behind the minutes that a story takes to be read.
    pub read: Vec<String>,
    /// What stands before the number of a picture.
    pub pictures: Vec<String>,
    /// What stands between its number and how many there are.
    pub of: Vec<String>,
    /// What stands behind the length of a video.
    pub minutes: Vec<String>,
}

fn is_one_of(labels: &[String], text: &str) -> bool {
    let folded = text::fold(text);
    let folded = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    labels.iter().any(|label| label == folded)
}
