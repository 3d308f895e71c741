//! Width in cells, and cutting at a width.
//!
//! The law is ratatui's `Buffer::set_stringn`: the sum over graphemes, those with control characters
//! left out. `str::width` of a whole line differs (Arabic ligatures) and must not be used. But a
//! cluster of an Indic script gets a cell for each letter that is drawn, as most terminals give it.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of a character that is a grapheme of its own as long as its neighbours are of the
/// same kind; none for all that needs a closer look. Covers most of what news is written in.
pub const fn plain_width(c: char) -> Option<usize> {
    match c {
        ' '..='~'
        | '\u{a0}'..='\u{a8}'
        | '\u{aa}'..='\u{ac}'
        | '\u{af}'..='\u{2ff}'
        | '\u{370}'..='\u{482}'
        | '\u{48a}'..='\u{52f}'
        | '\u{5d0}'..='\u{5ea}'
        | '\u{60c}'
        | '\u{61b}'
        | '\u{61e}'..='\u{64a}'
        | '\u{660}'..='\u{66f}'
        | '\u{671}'..='\u{6d5}'
        | '\u{6f0}'..='\u{6f9}'
        | '\u{e01}'..='\u{e30}'
        | '\u{e32}'
        | '\u{e3f}'..='\u{e46}'
        | '\u{1e00}'..='\u{1fff}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{203b}'
        | '\u{203d}'..='\u{2048}'
        | '\u{204a}'..='\u{205e}'
        | '\u{20a0}'..='\u{20bf}'
        | '\u{2500}'..='\u{257f}' => Some(1),
        '\u{3000}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309b}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{ff01}'..='\u{ff60}' => Some(2),
        _ => None,
    }
}

/// The width of a character that adds to the width of its grapheme, whatever that is: plain ones,
/// and the marks of Latin, Hebrew, Arabic and Thai. None for all whose company changes the width.
pub const fn added_width(c: char) -> Option<usize> {
    match c {
        ' '..='~' | '\u{e33}' => Some(1),
        '\u{300}'..='\u{337}'
        | '\u{339}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{e31}'
        | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' => Some(0),
        _ => plain_width(c),
    }
}

/// See `crate::text::is_plain`.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        || text.chars().all(|c| plain_width(c).is_some())
}

/// See `crate::text::letters`.
pub fn letters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.char_indices().filter_map(|(at, c)| {
        let letter = text.get(at..at + c.len_utf8())?;
        Some((letter, plain_width(c).unwrap_or_default()))
    })
}

/// See `crate::text::grapheme_ends`.
pub fn grapheme_ends(text: &str) -> impl Iterator<Item = usize> {
    text.grapheme_indices(true)
        .map(|(at, part)| at + part.len())
}

/// Whether a grapheme surely ends at this offset; false where one must look.
pub fn surely_ends(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else {
        return false;
    };
    let before = before
        .chars()
        .next_back()
        .is_none_or(|c| added_width(c).is_some());
    let after = after
        .chars()
        .next()
        .is_none_or(|c| plain_width(c).is_some());
    before && after
}

/// See `crate::text::is_cluster`.
pub fn is_cluster(grapheme: &str) -> bool {
    let mut chars = grapheme.chars().filter(|c| letter_width(*c) > 0);
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else {
        return false;
    };
    is_spacing_sign(second) || is_indic(first) && is_indic(second)
}

/// The width of a letter of a cluster, as terminals give it.
fn letter_width(c: char) -> usize {
    if is_spacing_sign(c) {
        return 1;
    }
    c.width().unwrap_or_default()
}

/// Vowel signs and the like that stand beside their letter (`Mc`) and yet count as an extension of it
/// (`Grapheme_Extend`, or made of such): `unicode-width` gives them no cell, terminals give them one.
const fn is_spacing_sign(c: char) -> bool {
    // Bengali, Oriya, Tamil, Kannada, Malayalam and Sinhala.
    matches!(
        c,
        '\u{9be}'
            | '\u{9d7}'
            | '\u{b3e}'
            | '\u{b57}'
            | '\u{bbe}'
            | '\u{bd7}'
            | '\u{cc0}'
            | '\u{cc2}'
            | '\u{cc7}'
            | '\u{cc8}'
            | '\u{cca}'
            | '\u{ccb}'
            | '\u{cd5}'
            | '\u{cd6}'
            | '\u{d3e}'
            | '\u{d57}'
            | '\u{dcf}'
            | '\u{ddf}'
    )
    // The Philippines, Bali, Sunda, the Batak lands, the Rejang and Java.
    || matches!(
        c,
        '\u{1715}'
            | '\u{1734}'
            | '\u{1b35}'
            | '\u{1b3b}'
            | '\u{1b3d}'
            | '\u{1b43}'
            | '\u{1b44}'
            | '\u{1baa}'
            | '\u{1bf2}'
            | '\u{1bf3}'
            | '\u{a953}'
            | '\u{a9c0}'
    )
}

/// The blocks of the scripts whose letters are stacked or written around each other.
const fn is_indic(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}' | '\u{f00}'..='\u{109f}' | '\u{1700}'..='\u{1cff}')
        || matches!(c, '\u{a800}'..='\u{abff}' | '\u{11000}'..='\u{11fff}')
}

/// The width of one grapheme, as ratatui gives it cells.
pub fn grapheme_width(grapheme: &str) -> usize {
    let mut chars = grapheme.chars();
    if let (Some(only), None) = (chars.next(), chars.next())
        && let Some(width) = plain_width(only)
    {
        return width;
    }
    if grapheme.contains(char::is_control) {
        return 0;
    }
    if is_cluster(grapheme) {
        return grapheme.chars().map(letter_width).sum();
    }
    let sound_marks = grapheme
        .chars()
        .filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'))
        .count();
    grapheme.width() + sound_marks
}

/// See `crate::text::width`.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
    }
    let mut sum = 0;
    for c in text.chars() {
        match added_width(c) {
            Some(width) => sum += width,
            None => return text.graphemes(true).map(grapheme_width).sum(),
        }
    }
    sum
}

/// See `crate::text::truncate`.
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    if columns == 0 {
        return Cow::Borrowed("");
    }
    if text.len() <= columns && text.is_ascii() || width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut room = columns - 1;
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        let cut = text.get(..room).unwrap_or_default().trim_end();
        return Cow::Owned(format!("{cut}…"));
    }
    let mut cut = String::new();
    let graphemes: &mut dyn Iterator<Item = (&str, usize)> = if is_plain(text) {
        &mut letters(text)
    } else {
        &mut text
            .graphemes(true)
            .map(|part| (part, grapheme_width(part)))
    };
    for (grapheme, width) in graphemes {
        let Some(left) = room.checked_sub(width) else {
            break;
        };
        room = left;
        cut.push_str(grapheme);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    Cow::Owned(cut)
}

/// See `crate::text::truncate_inside`.
pub fn truncate_inside(text: &str, columns: usize) -> Cow<'_, str> {
    if columns < 4 * ENDING || width(text) <= columns {
        return truncate(text, columns);
    }
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        if width(text.get(at..).unwrap_or_default()) > ENDING && grapheme_width(grapheme) > 0 {
            break;
        }
        start = at;
    }
    let ending = text.get(start..).unwrap_or_default();
    let before = truncate(text, columns - width(ending));
    Cow::Owned(format!("{before}{ending}"))
}

/// So many columns of an end are kept, where there is room for four times as many.
const ENDING: usize = 8;
