//! The notes of a document: which marks stand in its text, and which of its parts are the notes that they mean.
//!
//! A page says so by addresses; here it is told by the numbers, which are what a reader goes by.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::document::{Block, Document, Inline};

/// Which notes there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// Numbers of marks in the text, each with how many lists with numbers begin before it.
    marks: BTreeMap<u32, usize>,
    /// Numbers of notes that are paragraphs, which begin with their mark.
    heads: BTreeSet<u32>,
    /// The list whose items are notes: how many lists with numbers begin before it.
    list: Option<usize>,
    /// Their numbers.
    items: Range<u32>,
}

impl Notes {
    /// The notes of a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut search = Search::default();
        search.blocks(&document.blocks);
        search.finish()
    }

    /// Whether there is a note of that number, and a mark in the text that means it.
    #[must_use]
    pub fn has(&self, number: u32) -> bool {
        let is_note = self.heads.contains(&number) || self.items.contains(&number);
        is_note && self.marks.contains_key(&number)
    }

    /// Whether the items of that list are notes; lists with numbers are counted from 0, in the order in which they begin.
    #[must_use]
    pub fn is_list(&self, list: usize) -> bool {
        self.list == Some(list)
    }
}

/// The number of the note that a paragraph is.
#[must_use]
pub fn head(content: &[Inline]) -> Option<u32> {
    match content {
        [Inline::Note { number }, _, ..] => Some(*number),
        _ => None,
    }
}

#[derive(Default)]
struct Search {
    notes: Notes,
    /// The numbers of lists that have some.
    lists: Vec<Range<u32>>,
}

impl Search {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { content } => match head(content) {
                    Some(number) => {
                        self.notes.heads.insert(number);
                        self.inlines(content.get(1..).unwrap_or_default());
                    }
                    None => self.inlines(content),
                },
                Block::Heading { content, .. } | Block::Standfirst { content } => {
                    self.inlines(content);
                }
                Block::List {
                    start,
                    numbering,
                    items,
                } => {
                    if let Some(start) = start.filter(|_| numbering.is_plain()) {
                        let items = u32::try_from(items.len()).unwrap_or(u32::MAX);
                        self.lists.push(start..start.saturating_add(items));
                    }
                    for item in items {
                        self.blocks(item);
                    }
                }
                Block::Definitions { entries } => {
                    for entry in entries {
                        self.inlines(&entry.term);
                        self.blocks(&entry.meaning);
                    }
                }
                Block::Quote { blocks } => self.blocks(blocks),
                Block::Table { head, rows } => {
                    for cell in head.iter().chain(rows.iter().flatten()) {
                        self.inlines(cell);
                    }
                }
                Block::Image { caption, .. } => self.inlines(caption),
                Block::Code { .. } | Block::Embed { .. } | Block::Rule => {}
            }
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Note { number } => {
                    self.notes.marks.entry(*number).or_insert(self.lists.len());
                }
                Inline::Emphasis { content }
                | Inline::Strong { content }
                | Inline::Struck { content }
                | Inline::Link { content, .. } => self.inlines(content),
                Inline::Text { .. } | Inline::Code { .. } | Inline::Break => {}
            }
        }
    }

    /// The last list behind the text that has an item for every mark left, and not many more, is that of the notes: one
    /// of steps or ranks hardly ever is.
    fn finish(self) -> Notes {
        let Self { mut notes, lists } = self;
        let mut left = notes.marks.clone();
        left.retain(|number, _| !notes.heads.contains(number));
        let most = u32::try_from(left.len()).unwrap_or(u32::MAX) * 2;
        let is_notes = |(list, numbers): &(usize, &Range<u32>)| {
            let has = |(mark, before): (&u32, &usize)| numbers.contains(mark) && before <= list;
            numbers.end - numbers.start <= most && left.iter().all(has)
        };
        let mut found = lists.iter().enumerate().rev();
        if let Some((list, numbers)) = found.find(is_notes).filter(|_| !left.is_empty()) {
            notes.list = Some(list);
            notes.items = numbers.clone();
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Numbering;

    fn paragraph(text: &str, notes: &[u32]) -> Block {
        let mut content: Vec<Inline> = Vec::new();
        if !text.is_empty() {
            content.push(Inline::Text {
                text: text.to_owned(),
            });
        }
        content.extend(notes.iter().map(|number| Inline::Note { number: *number }));
        Block::Paragraph { content }
    }

    fn list(start: u32, items: usize) -> Block {
        Block::List {
            start: Some(start),
            numbering: Numbering::default(),
            items: vec![vec![paragraph("item", &[])]; items],
        }
    }

    fn check(blocks: Vec<Block>, expected: &[u32], list: Option<usize>) {
        let notes = Notes::of(&Document { blocks });
        let found: Vec<u32> = (0..20).filter(|number| notes.has(*number)).collect();
        assert_eq!((found.as_slice(), notes.list), (expected, list));
    }

    #[test]
    fn notes_are_the_last_list_with_an_item_for_every_mark_or_paragraphs_behind_a_mark() {
        check(vec![paragraph("a", &[1, 2]), list(1, 2)], &[1, 2], Some(0));
        check(
            vec![list(1, 3), paragraph("a", &[1, 2]), list(1, 2)],
            &[1, 2],
            Some(1),
        );
        // Notes that are not there: the list is of something else.
        check(vec![paragraph("a", &[1]), list(1, 9)], &[], None);
        check(vec![paragraph("a", &[4]), list(1, 3)], &[], None);
        check(vec![list(1, 2), paragraph("a", &[1, 2])], &[], None);
        check(vec![paragraph("a", &[]), list(1, 2)], &[], None);
        let note = |number| Block::Paragraph {
            content: vec![
                Inline::Note { number },
                Inline::Text {
                    text: " note".to_owned(),
                },
            ],
        };
        check(
            vec![paragraph("a", &[1, 2]), note(1), note(2)],
            &[1, 2],
            None,
        );
        check(vec![paragraph("a", &[1]), note(7)], &[], None);
    }
}
