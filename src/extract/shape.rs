//! What a run of text looks like: its length in words, its marks, its capitals.
//!
//! It counts and does not judge.

/// Counts over a text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Shape {
    /// Letters and marks without spaces.
    pub letters: u32,
    /// Words; two letters of a script without spaces count as one.
    pub words: u32,
    /// Letters of scripts without spaces between words.
    pub wide: u32,
    pub digits: u32,
    pub capitals: u32,
    /// Words that begin with a capital.
    pub capitalised: u32,
    pub commas: u32,
    /// Full stops, question and exclamation marks.
    pub stops: u32,
    pub quotes: u32,
    /// Marks that menus and bylines are divided by.
    pub dividers: u32,
    /// Digits on both sides of a colon or a point, as times have.
    pub times: u32,
    /// Four digits that may be a year of this or the last century.
    pub years: u32,
    pub first: Edge,
    pub last: Edge,
}

/// What a text begins or ends with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Edge {
    #[default]
    Other,
    Capital,
    Small,
    Digit,
    Quote,
    Stop,
    Colon,
    Dash,
    Bracket,
    Ellipsis,
    Wide,
}

/// Whether a letter is of a script that does not divide its words by spaces.
pub fn is_wide(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
        && letter.is_alphanumeric()
}

/// The shape of a text whose white space is folded.
pub fn shape(text: &str) -> Shape {
    let mut shape = Shape::default();
    let mut previous = ' ';
    let mut before = ' ';
    let mut run = 0;
    let mut spaced = 0_u32;
    let mut in_word = false;
    for letter in text.chars() {
        if letter == ' ' {
            in_word = false;
        } else {
            shape.letters += 1;
            count(&mut shape, letter, previous);
            if is_wide(letter) {
                shape.wide += 1;
                in_word = false;
            } else if !in_word && letter.is_alphanumeric() {
                in_word = true;
                spaced += 1;
                shape.capitalised += u32::from(letter.is_uppercase());
            }
        }
        if letter.is_ascii_digit() {
            run += 1;
            shape.times += u32::from(matches!(previous, ':' | '.') && before.is_ascii_digit());
        } else {
            shape.years += u32::from(run == 4);
            run = 0;
        }
        before = previous;
        previous = letter;
    }
    shape.years += u32::from(run == 4);
    shape.words = spaced + shape.wide.div_ceil(2);
    shape.first = text.chars().next().map_or(Edge::Other, edge);
    shape.last = text.chars().next_back().map_or(Edge::Other, edge);
    shape
}

fn count(shape: &mut Shape, letter: char, previous: char) {
    if letter.is_ascii_lowercase() {
        return;
    }
    if letter.is_ascii_digit() {
        shape.digits += 1;
    } else if letter.is_uppercase() {
        shape.capitals += 1;
    }
    match letter {
        ',' | '،' | '、' | '，' | '፣' => shape.commas += 1,
        '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '।' if previous != '.' => {
            shape.stops += 1;
        }
        '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' => shape.quotes += 1,
        '|' | '•' | '·' | '›' | '/' | '→' | '▶' | '#' | '@' => shape.dividers += 1,
        _ => {}
    }
}

/// What a letter is at the beginning or the end of a text.
pub fn edge(letter: char) -> Edge {
    match letter {
        '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '\'' | '‘' | '’' => {
            Edge::Quote
        }
        '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '।' => Edge::Stop,
        ':' | '：' => Edge::Colon,
        '-' | '–' | '—' | '•' | '·' | '>' | '→' | '▶' | '►' | '|' | '*' => Edge::Dash,
        '(' | ')' | '[' | ']' | '【' | '】' => Edge::Bracket,
        '…' => Edge::Ellipsis,
        _ if is_wide(letter) => Edge::Wide,
        _ if letter.is_numeric() => Edge::Digit,
        _ if letter.is_uppercase() => Edge::Capital,
        _ if letter.is_alphabetic() => Edge::Small,
        _ => Edge::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Edge, shape};

    #[test]
    fn words_are_counted_in_scripts_without_spaces_too() {
        assert_eq!(shape("Dua kata.").words, 2);
        assert_eq!(shape("日本語の記事").words, 3);
        let counted = shape("Pada 12 Mei 2024, pukul 08.30 WIB: \"Ya\"");
        assert_eq!((counted.years, counted.times, counted.commas), (1, 1, 1));
        assert_eq!((counted.first, counted.last), (Edge::Capital, Edge::Quote));
    }
}
