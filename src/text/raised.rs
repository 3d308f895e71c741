//! Small letters above and below the line, as far as there are characters for them.

const ABOVE: [(char, char); 17] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('i', 'ⁱ'),
    ('n', 'ⁿ'),
];

const BELOW: [(char, char); 32] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
    ('a', 'ₐ'),
    ('e', 'ₑ'),
    ('h', 'ₕ'),
    ('i', 'ᵢ'),
    ('j', 'ⱼ'),
    ('k', 'ₖ'),
    ('l', 'ₗ'),
    ('m', 'ₘ'),
    ('n', 'ₙ'),
    ('o', 'ₒ'),
    ('p', 'ₚ'),
    ('r', 'ᵣ'),
    ('s', 'ₛ'),
    ('t', 'ₜ'),
    ('u', 'ᵤ'),
    ('v', 'ᵥ'),
    ('x', 'ₓ'),
];

/// Words above the line: `6` as `⁶`, `2k` as `^(2k)`; words that are read as well on the line stay there (`1st`, `®`).
#[must_use]
pub fn above(words: &str) -> String {
    shifted(words, &ABOVE, '^')
}

/// Words below the line: `2` as `₂`, `k,j` as `_(k,j)`; a word that is read as well on the line stays there (`max`).
#[must_use]
pub fn below(words: &str) -> String {
    shifted(words, &BELOW, '_')
}

/// A number above the line.
#[must_use]
pub fn number(number: u32) -> String {
    above(&number.to_string())
}

/// So much of what has no characters is marked; more of it is words.
const LONG: usize = 8;

fn shifted(words: &str, signs: &[(char, char)], mark: char) -> String {
    let words = words.trim();
    let length = words.chars().count();
    let is_letter = |letter: char| letter.is_alphabetic() && !('α'..='ω').contains(&letter);
    let is_word = length > 1 && words.chars().all(is_letter);
    if is_word || !words.contains(is_of_formula) {
        return words.to_owned();
    }
    let one = |letter: char| {
        let letter = if letter == '−' { '-' } else { letter };
        let (_, sign) = signs.iter().find(|(plain, _)| *plain == letter)?;
        Some(*sign)
    };
    if let Some(all) = words.chars().map(one).collect() {
        return all;
    }
    match length {
        1 => format!("{mark}{words}"),
        2..=LONG if !words.contains(['[', ']', '(', ')', ' ']) => format!("{mark}({words})"),
        _ => words.to_owned(),
    }
}

/// Letters, digits and sums mean something else above and below the line than on it; `®` and `*` do not.
fn is_of_formula(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '+' | '-' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_character_is_marked_and_words_stay_on_the_line() {
        for (words, expected) in [
            ("6", "⁶"),
            (" 12 ", "¹²"),
            ("-23", "⁻²³"),
            ("−23", "⁻²³"),
            ("n+1", "ⁿ⁺¹"),
            ("2+", "²⁺"),
            ("+", "⁺"),
            ("n", "ⁿ"),
            ("x", "^x"),
            ("2k", "^(2k)"),
            ("k,j", "^(k,j)"),
            ("10³", "^(10³)"),
            ("st", "st"),
            ("®", "®"),
            ("*", "*"),
            ("TM", "TM"),
            ("iπ", "^(iπ)"),
            ("[1]", "[1]"),
            ("[citation needed]", "[citation needed]"),
            ("", ""),
        ] {
            assert_eq!(above(words), expected, "{words}");
        }
        for (words, expected) in [
            ("2", "₂"),
            ("i+1", "ᵢ₊₁"),
            ("max", "max"),
            ("k,j", "_(k,j)"),
            ("q", "_q"),
        ] {
            assert_eq!(below(words), expected, "{words}");
        }
        assert_eq!(number(204), "²⁰⁴");
    }
}
