//! What was cut from a story: why, which words, and where, so that it can be shown, put back in its place, and taken
//! out again.
//!
//! It decides nothing about what is cut. A document that is kept has the restored cuts in it; `without` gives the one
//! that was cleaned.

use serde::{Deserialize, Serialize};

use crate::document::{Block, Document, Inline};
use crate::text;

/// A part of a page that is not the story.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Why: "read also", "related list", "share bar", "caption" and so on.
    pub reason: String,
    /// Its words, a line for each block.
    pub text: String,
    /// So many top-level blocks of the cleaned document stand before it: its length for what stood after the story.
    pub place: usize,
    /// What it is, where that is more than its words: links, headings, lists. Empty where each line is a paragraph.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// The elements it stood in, the first of each kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spots: Vec<Spot>,
    /// Whether the reader put it back.
    #[serde(default, skip_serializing_if = "is_not")]
    pub restored: bool,
}

/// An element of a page in which something was cut.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Its name and classes behind those of the elements around it: `div.story > p.more`.
    pub element: String,
    /// Whether nothing of the story stands in one like it.
    pub own: bool,
}

/// With serde's reference.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
const fn is_not(flag: &bool) -> bool {
    !*flag
}

impl Cut {
    /// What is put back: its blocks, else its lines as paragraphs.
    pub fn paragraphs(&self) -> impl Iterator<Item = Block> {
        let is_plain = self.blocks.is_empty();
        let lines = self.text.lines().filter(move |_| is_plain);
        let lines = lines.map(text::harmless).filter(|line| !line.is_empty());
        let lines = lines.map(|text| Block::Paragraph {
            content: vec![Inline::Text { text }],
        });
        self.blocks.iter().cloned().chain(lines)
    }

    /// Whether it is the same cut, put back or not.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.place == other.place && self.text == other.text
    }
}

/// A cleaned document with cuts back in their places, as what they were. `cuts` are those of the same story,
/// all or some of them, in order.
#[must_use]
pub fn restored<'c>(document: &Document, cuts: impl IntoIterator<Item = &'c Cut>) -> Document {
    let mut blocks: Vec<Block> = Vec::with_capacity(document.blocks.len());
    let mut rest = document.blocks.iter();
    let mut taken = 0;
    for cut in cuts {
        while taken < cut.place {
            let Some(block) = rest.next() else { break };
            blocks.push(block.clone());
            taken += 1;
        }
        blocks.extend(cut.paragraphs());
    }
    blocks.extend(rest.cloned());
    Document { blocks }
}

/// The cleaned document of one in which cuts were restored. `cuts` are those that were, in order.
#[must_use]
pub fn without<'c>(document: &Document, cuts: impl IntoIterator<Item = &'c Cut>) -> Document {
    let cuts: Vec<&Cut> = cuts.into_iter().collect();
    let put_in: usize = cuts.iter().map(|cut| cut.paragraphs().count()).sum();
    let length = document.blocks.len().saturating_sub(put_in);
    let mut blocks: Vec<Block> = Vec::with_capacity(length);
    let mut rest = document.blocks.iter();
    for cut in cuts {
        while blocks.len() < cut.place.min(length) {
            let Some(block) = rest.next() else { break };
            blocks.push(block.clone());
        }
        for _ in cut.paragraphs() {
            rest.next();
        }
    }
    blocks.extend(rest.cloned());
    Document { blocks }
}

/// The document as it is kept: with those cuts in it that the reader put back.
#[must_use]
pub fn kept(cleaned: &Document, cuts: &[Cut]) -> Document {
    restored(cleaned, cuts.iter().filter(|cut| cut.restored))
}

/// The cleaned document of one as it is kept.
#[must_use]
pub fn cleaned(kept: &Document, cuts: &[Cut]) -> Document {
    without(kept, cuts.iter().filter(|cut| cut.restored))
}

/// Puts back what the reader had put back before the story was cleaned anew.
pub fn carry_over(cuts: &mut [Cut], before: &[Cut]) {
    for cut in cuts {
        cut.restored |= before
            .iter()
            .any(|old| old.restored && old.text == cut.text);
    }
}

/// No more of what was cut is kept of one story, in bytes; a page may be nothing but lists.
const MOST: usize = 48 << 10;

/// Leaves out what is too long to be kept: the longest cuts, and what is too much.
pub fn bound(cuts: &mut Vec<Cut>) {
    let mut left = MOST;
    cuts.retain_mut(|cut| {
        let fits = cut.text.len() <= left;
        left -= if fits { cut.text.len() } else { 0 };
        // Without its links it is less, and its words are what matters.
        if serde_json::to_string(&cut.blocks).map_or(MOST, |json| json.len()) > MOST / 4 {
            cut.blocks.clear();
        }
        fits
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph {
            content: vec![Inline::Text {
                text: text.to_owned(),
            }],
        }
    }

    fn cut(text: &str, place: usize) -> Cut {
        Cut {
            reason: "read also".to_owned(),
            text: text.to_owned(),
            place,
            ..Cut::default()
        }
    }

    #[test]
    fn what_is_put_back_can_be_taken_out_again() {
        let document = Document {
            blocks: ["one", "two", "three"].map(paragraph).into(),
        };
        let cuts = [
            cut("zero", 0),
            cut("a\nb", 1),
            cut("c", 1),
            cut("end\n\u{7}\nmore", 3),
            cut("past the end", 9),
        ];
        for chosen in 0..1 << cuts.len() {
            let some = || {
                let numbers = (0..cuts.len()).filter(move |number| chosen >> number & 1 == 1);
                numbers.map(|number| &cuts[number])
            };
            let whole = restored(&document, some());
            assert_eq!(without(&whole, some()), document, "{chosen:b}");
            let lines: usize = some().map(|cut| cut.paragraphs().count()).sum();
            assert_eq!(whole.blocks.len(), 3 + lines);
        }
        let all = restored(&document, &cuts);
        assert_eq!(
            all.plain_text(),
            "zero\n\none\n\na\n\nb\n\nc\n\ntwo\n\nthree\n\nend\n\nmore\n\npast the end"
        );
    }

    #[test]
    fn what_is_put_back_has_its_links() {
        let link = Block::Paragraph {
            content: vec![Inline::Link {
                url: "https://a.example/".to_owned(),
                content: vec![Inline::Text {
                    text: "a".to_owned(),
                }],
            }],
        };
        let linked = Cut {
            blocks: vec![link.clone()],
            ..cut("a", 1)
        };
        let document = Document {
            blocks: ["one", "two"].map(paragraph).into(),
        };
        let whole = restored(&document, [&linked]);
        assert_eq!(whole.blocks[1], link);
        assert_eq!(without(&whole, [&linked]), document);
        // As it was kept before there were blocks, and after.
        let json = r#"{"reason":"read also","text":"a","place":1}"#;
        assert_eq!(serde_json::from_str::<Cut>(json).unwrap(), cut("a", 1));
        let json = serde_json::to_string(&linked).unwrap();
        assert_eq!(serde_json::from_str::<Cut>(&json).unwrap(), linked);
    }

    #[test]
    fn too_much_is_not_kept() {
        let mut cuts = vec![cut("a", 0), cut(&"b".repeat(MOST), 0), cut("c", 1)];
        bound(&mut cuts);
        assert_eq!(cuts, [cut("a", 0), cut("c", 1)]);
    }

    #[test]
    fn what_was_put_back_stays_so_when_the_story_is_cleaned_anew() {
        let old = [
            Cut {
                restored: true,
                ..cut("a", 0)
            },
            cut("b", 1),
        ];
        let mut new = [cut("b", 1), cut("a", 2)];
        carry_over(&mut new, &old);
        assert_eq!(new.map(|cut| cut.restored), [false, true]);
    }
}
