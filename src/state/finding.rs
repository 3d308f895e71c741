//! Finding words in the article on the screen: from where one was when one began, and back there where they are not.

use std::mem;

use crate::state::reader::Reader;

/// Words are about to be typed.
pub fn begin(reader: &mut Reader) {
    reader.find.from = reader.top();
}

/// Looks for these words from where one began, and shows the first place that has them.
pub fn look_for(reader: &mut Reader, words: &str) {
    let mut find = mem::take(&mut reader.find);
    let from = find.from;
    find.look_for(words, &reader.layout().rows, from);
    reader.find = find;
    reader.go(from);
    show(reader);
}

/// Goes to the next (1) or previous (-1) place that has them; answers whether that was round at an end.
pub fn step(reader: &mut Reader, by: isize) -> bool {
    let is_round = reader.find.step(by);
    show(reader);
    is_round
}

/// Looks for nothing any more, and stays.
pub fn end(reader: &mut Reader) {
    reader.find = <_>::default();
}

fn show(reader: &mut Reader) {
    let seen = reader.window();
    if let Some(row) = reader.find.row().filter(|row| !seen.contains(row)) {
        reader.go(row.saturating_sub(seen.len() / 3));
    }
}
