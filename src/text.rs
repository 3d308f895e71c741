//! Strings as a terminal sees them: how wide they are, where they may break, what in them is safe.
//!
//! It knows nothing of feeds, pages or screens, keeps no state and does no input or output.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::text::emoji::Emoji;

pub mod arguments;
pub mod bidi;
mod cells;
pub mod decode;
mod displayable;
pub mod emoji;
mod fold;
mod harmless;
pub mod nearest;
pub mod raised;
pub mod size;
pub mod sniff;
pub mod twice;
mod unseen;
pub mod wrap;

/// One harmless line of a string from outside.
///
/// Escape sequences are dropped whole, control characters, bidirectional controls and tag
/// characters one by one; combining marks are capped at eight a base; white space is folded and
/// trimmed. A single no-break space stays one.
#[must_use]
pub fn harmless(text: &str) -> String {
    harmless::line(text)
}

/// As `harmless`, for text whose lines matter: `\n` stays, a tabulator turns into four spaces and
/// other white space stays as it is.
#[must_use]
pub fn harmless_lines(text: &str) -> String {
    harmless::lines(text)
}

/// The text without escape sequences, each dropped whole; all else stays.
#[must_use]
pub fn without_sequences(text: &str) -> String {
    harmless::without_sequences(text)
}

/// The same text in characters about whose width all terminals agree, as far as that is possible.
///
/// Composed (NFC), without invisible characters and variation selectors; emoji sequences are
/// reduced to their first emoji, keycaps to their digit; half-width kana turn full width. Control
/// characters go too, and white space turns into spaces one by one, so that the result is always
/// safe to show on a line.
#[must_use]
pub fn displayable(text: &str) -> Cow<'_, str> {
    displayable::displayable(text, Emoji::Simple)
}

/// As `displayable`, with emoji as the reader wants them.
#[must_use]
pub fn displayable_with(text: &str, emoji: Emoji) -> Cow<'_, str> {
    displayable::displayable(text, emoji)
}

/// How many cells a text takes, counted grapheme by grapheme as ratatui paints it.
#[must_use]
pub fn width(text: &str) -> usize {
    cells::width(text)
}

/// Whether a grapheme is made of several letters of an Indic script, as in Khmer or Hindi: terminals hold each letter in a
/// cell of its own, or fewer, so that none knows what a cell behind the first shows.
#[must_use]
pub fn is_cluster(grapheme: &str) -> bool {
    cells::is_cluster(grapheme)
}

/// Whether the text is made only of characters that each stand alone and whose width is known at a
/// glance, as most text is: then no character joins another, and none is wider than two cells.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    cells::is_plain(text)
}

/// The characters of a text that `is_plain`, which are its graphemes, and how many cells each takes.
pub fn letters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    cells::letters(text)
}

/// Where the graphemes of a text end, in order.
pub fn grapheme_ends(text: &str) -> impl Iterator<Item = usize> {
    cells::grapheme_ends(text)
}

/// Whether a grapheme surely ends at this offset. False where one must look, and off a character's
/// boundary; much cheaper than looking.
#[must_use]
pub fn surely_ends(text: &str, at: usize) -> bool {
    cells::surely_ends(text, at)
}

/// The text if it fits into so many cells, else its start and `…`.
#[must_use]
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    cells::truncate(text, columns)
}

/// The text if it fits into so many cells, else its start, `…` and its last letters: of a path, what it is called.
#[must_use]
pub fn truncate_inside(text: &str, columns: usize) -> Cow<'_, str> {
    cells::truncate_inside(text, columns)
}

/// The text in lower case and without diacritics: for matching, not for showing.
#[must_use]
pub fn fold(text: &str) -> String {
    fold::fold(text)
}

/// Which of two names stands before the other in a list: letters count without their case, a number as a whole, so that
/// `Feed 2` stands before `Feed 10`.
#[must_use]
pub fn name_order(one: &str, other: &str) -> Ordering {
    natord::compare_iter(
        one.bytes(),
        other.bytes(),
        |_| false,
        |one, other| one.to_ascii_lowercase().cmp(&other.to_ascii_lowercase()),
        |byte| byte.is_ascii_digit().then(|| isize::from(byte - b'0')),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_are_put_in_order_as_numbers() {
        for order in [
            ["Feed 1", "feed 2", "Feed 10"],
            ["Feed", "Feed 1", "Feeds"],
            ["007", "07", "7"],
            ["a 2 b 3", "a 2 b 20", "a 10"],
            ["Antara", "ANTARA Bisnis", "antarabangsa"],
            ["Zeit", "Ärzte", "こみち 2"],
        ] {
            let [first, second, third] = order;
            for (one, other) in [(first, second), (second, third), (first, third)] {
                assert_eq!(name_order(one, other), Ordering::Less, "{one} {other}");
                assert_eq!(name_order(other, one), Ordering::Greater, "{other} {one}");
            }
        }
        assert_eq!(name_order("Antara 2", "ANTARA 2"), Ordering::Equal);
    }
}
