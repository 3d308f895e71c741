//! How long a text takes to read, from its words.

/// So many words, and so many characters of scripts without spaces, are read in a minute.
const WORDS_A_MINUTE: usize = 200;
const IDEOGRAPHS_A_MINUTE: usize = 400;
/// Thai, Lao, Khmer and Burmese: about five characters a word.
const UNSPACED_A_MINUTE: usize = 1000;

/// What was counted of a text so far. It may come in pieces, cut anywhere between two characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    words: usize,
    ideographs: usize,
    unspaced: usize,
    is_in_word: bool,
}

impl Count {
    /// Counts a piece of text.
    pub fn take(&mut self, text: &str) {
        for char in text.chars() {
            self.push(char);
        }
    }

    /// Counts a character.
    #[inline]
    pub fn push(&mut self, char: char) {
        if char.is_ascii() {
            if char.is_ascii_alphanumeric() {
                self.words += usize::from(!self.is_in_word);
                self.is_in_word = true;
            } else if char.is_whitespace() {
                self.is_in_word = false;
            }
            return;
        }
        let (is_ideograph, is_unspaced) = (is_ideograph(char), is_unspaced(char));
        self.ideographs += usize::from(is_ideograph);
        self.unspaced += usize::from(is_unspaced);
        if is_ideograph || is_unspaced || char.is_whitespace() {
            self.is_in_word = false;
        } else if !self.is_in_word && char.is_alphanumeric() {
            self.is_in_word = true;
            self.words += 1;
        }
    }

    /// Minutes it takes to read, at least one when there is anything to read.
    #[must_use]
    pub fn minutes(self) -> u16 {
        if self.words + self.ideographs + self.unspaced == 0 {
            return 0;
        }
        // In thousandths, so that a mixed text adds up.
        let share = |count: usize, a_minute: usize| count * 1000 / a_minute;
        let minutes = share(self.words, WORDS_A_MINUTE)
            + share(self.ideographs, IDEOGRAPHS_A_MINUTE)
            + share(self.unspaced, UNSPACED_A_MINUTE);
        u16::try_from((minutes + 500) / 1000)
            .unwrap_or(u16::MAX)
            .max(1)
    }
}

const fn is_ideograph(c: char) -> bool {
    matches!(
        c,
        '\u{3041}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}'
    )
}

const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}
