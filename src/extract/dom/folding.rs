//! Text as a reader sees it: white space folded, and no signs of a page's own font.

/// Appends text with white space folded to single spaces; none at the beginning.
pub fn fold_into(words: &mut String, text: &str) {
    for (number, part) in text.split(is_space).enumerate() {
        if number > 0 && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        words.push_str(part);
    }
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{feff}' || letter == '\u{200b}'
}

/// The same of the beginning of a text, so many bytes of it or twice as many.
pub fn fold_start(words: &mut String, text: &str, most: usize) {
    let start = text.floor_char_boundary(2 * most);
    fold_into(words, text.get(..start).unwrap_or(text));
}

/// Whether a text is nothing but signs of a page's own font, which are drawings there and nothing elsewhere.
pub fn is_drawn(text: &str) -> bool {
    let is_own = |letter: char| ('\u{e000}'..='\u{f8ff}').contains(&letter);
    let text = text.trim();
    text.starts_with(is_own) && text.chars().all(is_own)
}
