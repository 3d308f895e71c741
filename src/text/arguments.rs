//! A line as a program and its arguments: nothing in it is a command of a shell.

/// The words of a line. Quotation marks hold words together, a backslash takes the next character as it is. None where a
/// mark is not closed.
#[must_use]
pub fn arguments(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\\', None | Some('"')) => {
                let next = letters.next()?;
                word.get_or_insert_default().push(next);
            }
            ('"' | '\'', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (_, Some(open)) if letter == open => quote = None,
            (_, None) if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_words_and_never_a_command() {
        for (line, expected) in [
            ("", Some(vec![])),
            ("wc -w", Some(vec!["wc", "-w"])),
            (
                "  a  'b c' \"d \\\" e\" f\\ g ",
                Some(vec!["a", "b c", "d \" e", "f g"]),
            ),
            (
                "a; rm -rf $HOME | b > c",
                Some(vec!["a;", "rm", "-rf", "$HOME", "|", "b", ">", "c"]),
            ),
            ("a '' b", Some(vec!["a", "", "b"])),
            ("a 'b", None),
            ("a \\", None),
        ] {
            let expected: Option<Vec<String>> =
                expected.map(|words| words.into_iter().map(str::to_owned).collect());
            assert_eq!(arguments(line), expected, "{line}");
        }
    }
}
