//! Links and marks of notes in the article: where they stand in the window, and the letters that stand for them.

use crate::document::row::Lead;
use crate::state::core::State;
use crate::text;

/// The letters of hints, the easiest to reach first.
const LETTERS: &[u8] = b"fjdkslaghrueiwoqptyvmcnbxz";

/// A link, or the mark of a note, that can be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where it leads.
    pub lead: Lead,
    /// Column of its first cell in the window, from the left edge of the text.
    pub column: u16,
    /// Row of its first cell in the window, from the top.
    pub row: u16,
    /// What is typed for it: lower-case letters, none of which begins another.
    pub hint: String,
}

/// The links and marks in the window, each once, from top to bottom.
#[must_use]
pub fn seen(state: &State) -> Vec<Seen> {
    let area = state.reader_area();
    let reader = &state.reader;
    let window = reader.layout().rows.iter().skip(reader.top());
    let mut found: Vec<Seen> = Vec::new();
    for (row, line) in (0..area.height).zip(window) {
        let mut column = 0;
        for span in &line.spans {
            if let Some(lead) = span.lead
                && !found.iter().any(|known| known.lead == lead)
            {
                found.push(Seen {
                    lead,
                    column,
                    row,
                    hint: String::new(),
                });
            }
            column = column.saturating_add(columns(&span.text));
        }
    }
    let hints = hints(found.len());
    for (seen, hint) in found.iter_mut().zip(hints) {
        seen.hint = hint;
    }
    found
}

/// Where a cell of the screen leads, and the row of the article that it belongs to.
#[must_use]
pub fn at(state: &State, column: u16, row: u16) -> Option<(Lead, usize)> {
    let area = state.reader_area();
    if !area.contains(column, row) {
        return None;
    }
    let line = usize::from(row - area.y) + state.reader.top();
    let row = state.reader.layout().rows.get(line)?;
    if row.rtl || !row.levels.is_empty() {
        // Who puts such a row in order, and how, is not known here; no link is better than a wrong one.
        return None;
    }
    let mut left = area.x;
    for span in &row.spans {
        let right = left.saturating_add(columns(&span.text));
        if (left..right).contains(&column) {
            return span.lead.map(|lead| (lead, line));
        }
        left = right;
    }
    None
}

fn columns(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

/// That many hints: of one letter while there are enough letters, else of two.
fn hints(count: usize) -> Vec<String> {
    let one = |letter: &u8| char::from(*letter).to_string();
    if count <= LETTERS.len() {
        return LETTERS.iter().take(count).map(one).collect();
    }
    LETTERS
        .iter()
        .flat_map(|first| LETTERS.iter().map(move |last| one(first) + &one(last)))
        .take(count)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hint_begins_another() {
        for count in [0, 1, 25, 26, 27, 300] {
            let hints = hints(count);
            assert_eq!(hints.len(), count);
            for (at, hint) in hints.iter().enumerate() {
                let others = hints.iter().skip(at + 1);
                assert!(
                    others.clone().all(|other| !other.starts_with(hint.as_str())
                        && !hint.starts_with(other.as_str())),
                    "{hint} of {count}"
                );
            }
        }
    }
}
