//! Reviews name people who did not write them: the author of the book, in the lines that tell of it.
//!
//! It knows those lines, and the one that names who reviewed.

use crate::extract::bylines::{after, cleaned};
use crate::extract::dom::Tree;
use crate::extract::persons::is_capitalised;
use crate::extract::rules::rules;

/// Letters of such a line, and nodes behind the headline in which it stands.
const LINE: usize = 80;
const NEAR: usize = 240;

/// Whether the lines right behind a name tell of a book: "288 pp.". That name is not of who wrote about it.
pub fn is_of_book(tree: &Tree, index: usize) -> bool {
    let behind = tree
        .iter()
        .skip(index + 1)
        .map(|(_, node)| node.text().trim());
    let mut lines = behind.filter(|line| !line.is_empty()).take(2);
    let has_number = |line: &str| line.contains(|letter: char| letter.is_ascii_digit());
    lines.any(|line| {
        let mut words = line
            .split(' ')
            .filter(|_| line.len() < LINE && has_number(line));
        words.any(|word| {
            matches!(
                word,
                "pp." | "pp" | "pages." | "pages" | "halaman" | "Seiten"
            )
        })
    })
}

/// Who reviewed a book or a film, in a line that says so; beside nothing else, this is who wrote.
pub fn reviewers(tree: &Tree, headline: Option<usize>) -> Vec<String> {
    let near = tree.iter().skip(headline.unwrap_or_default()).take(NEAR);
    let lines = near
        .map(|(_, node)| node.text().trim())
        .filter(|line| line.len() < LINE);
    let mut names = lines.map(|line| {
        let rest = after(line, &rules().people.reviewed);
        cleaned(rest.filter(|rest| is_capitalised(rest)))
    });
    names.find(|names| !names.is_empty()).unwrap_or_default()
}
