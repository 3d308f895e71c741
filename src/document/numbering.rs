//! How the items of a list are numbered: 1, 2, 3; c, b, a; I, II, III.

use crate::document::{Figures, Numbering};

/// Roman figures, and what they stand for.
const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];
/// Larger numbers are written in digits.
const LARGEST_ROMAN: u32 = 3999;

impl Numbering {
    /// Whether it is 1, 2, 3 as ever.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// The number of an item of a list that starts with one.
    #[must_use]
    pub fn number(self, start: u32, index: usize) -> u32 {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        if self.is_reversed {
            start.saturating_sub(index)
        } else {
            start.saturating_add(index)
        }
    }
}

impl Figures {
    /// What HTML calls them.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Digits => "1",
            Self::Letters => "a",
            Self::Capitals => "A",
            Self::Roman => "i",
            Self::RomanCapitals => "I",
        }
    }

    /// Those that HTML calls so.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let all = [
            Self::Letters,
            Self::Capitals,
            Self::Roman,
            Self::RomanCapitals,
        ];
        let named = all.into_iter().find(|figures| figures.name() == name);
        named.unwrap_or_default()
    }

    /// A number in them; in digits where they have none for it.
    #[must_use]
    pub fn text(self, number: u32) -> String {
        match self {
            Self::Letters if number > 0 => letters(number),
            Self::Capitals if number > 0 => letters(number).to_ascii_uppercase(),
            Self::Roman if (1..=LARGEST_ROMAN).contains(&number) => roman(number),
            Self::RomanCapitals if (1..=LARGEST_ROMAN).contains(&number) => {
                roman(number).to_ascii_uppercase()
            }
            _ => number.to_string(),
        }
    }
}

/// Behind `z` comes `aa`.
fn letters(number: u32) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while let Some(left) = rest.checked_sub(1) {
        letters.extend(char::from_digit(left % 26 + 10, 36));
        rest = left / 26;
    }
    letters.iter().rev().collect()
}

fn roman(number: u32) -> String {
    let mut rest = number;
    let mut text = String::new();
    for (value, figure) in ROMAN {
        while rest >= value {
            text.push_str(figure);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_their_figures() {
        for (name, number, expected) in [
            ("1", 12, "12"),
            ("a", 1, "a"),
            ("a", 26, "z"),
            ("a", 27, "aa"),
            ("A", 703, "AAA"),
            ("a", 0, "0"),
            ("i", 4, "iv"),
            ("I", 1994, "MCMXCIV"),
            ("I", 4000, "4000"),
            ("", 3, "3"),
        ] {
            assert_eq!(Figures::of(name).text(number), expected, "{name}");
        }
        assert_eq!(Figures::of("A").text(u32::MAX), "MWLQKWU");
    }
}
