//! Why something failed, in the reader's language: the rooms below say it in English, and the sentences of both languages
//! stand side by side among the strings. What is between braces is taken over from the one into the other.

/// Sentences within sentences are followed so far.
const DEPTH: u8 = 4;

/// A sentence in English, and the same in another language, with the same names between braces.
pub type Pair = (String, String);

/// Puts those first that say the most, so that no sentence is taken for a part of another.
pub fn sort(pairs: &mut [Pair]) {
    let said = |english: &str| {
        let parts = english.split('{').enumerate();
        let said = parts.map(|(at, part)| match part.split_once('}') {
            Some((_, said)) if at > 0 => said.len(),
            _ => part.len(),
        });
        said.sum::<usize>()
    };
    pairs.sort_by_key(|(english, _)| std::cmp::Reverse(said(english)));
}

/// What was said in English in the language of the pairs; as it is where none of them fits.
#[must_use]
pub fn told(pairs: &[Pair], english: &str) -> String {
    within(pairs, english, DEPTH)
}

fn within(pairs: &[Pair], english: &str, depth: u8) -> String {
    let found = pairs
        .iter()
        .find_map(|(pattern, sentence)| Some((sentence, matched(pattern, english)?)));
    let Some((sentence, values)) = found.filter(|_| depth > 0) else {
        return english.to_owned();
    };
    let mut told = sentence.clone();
    for (name, value) in values {
        let value = match name {
            "what" | "why" | "time" | "size" => within(pairs, value, depth - 1),
            _ => value.to_owned(),
        };
        told = told.replace(&format!("{{{name}}}"), &value);
    }
    told
}

/// What stands where a pattern has names between braces; nothing when the text is another.
fn matched<'a>(pattern: &'a str, text: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let Some((said, rest)) = pattern.split_once('{') else {
        return (pattern == text).then(Vec::new);
    };
    let text = text.strip_prefix(said)?;
    let (name, rest) = rest.split_once('}')?;
    let next = rest.split('{').next().unwrap_or_default();
    if next.is_empty() {
        return fits(name, text).then(|| vec![(name, text)]);
    }
    text.match_indices(next).find_map(|(at, _)| {
        let (value, after) = text.split_at_checked(at)?;
        let mut values = matched(rest, after).filter(|_| fits(name, value))?;
        values.push((name, value));
        Some(values)
    })
}

/// Whether a value may have that name: numbers are digits, hosts are one word.
fn fits(name: &str, value: &str) -> bool {
    !value.is_empty()
        && match name {
            "n" | "code" => value.bytes().all(|byte| byte.is_ascii_digit()),
            "host" => !value.contains(char::is_whitespace),
            _ => true,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_with_what_stands_in_them() {
        let mut pairs: Vec<Pair> = [
            ("the server answered {code}", "peladen menjawab {code}"),
            (
                "the server answered {code} ({why})",
                "peladen menjawab {code} ({why})",
            ),
            ("not found", "tidak ditemukan"),
            (
                "{what}; next try in {time}",
                "{what}; dicoba lagi dalam {time}",
            ),
            ("{n} min", "{n} mnt"),
            (
                "no word from {host} for {n} s",
                "{n} detik tanpa kabar dari {host}",
            ),
        ]
        .map(|(english, other)| (english.to_owned(), other.to_owned()))
        .into();
        sort(&mut pairs);
        for (english, expected) in [
            ("the server answered 500", "peladen menjawab 500"),
            (
                "the server answered 404 (not found); next try in 5 min",
                "peladen menjawab 404 (tidak ditemukan); dicoba lagi dalam 5 mnt",
            ),
            (
                "no word from a.example for 20 s",
                "20 detik tanpa kabar dari a.example",
            ),
            ("no word from a b for 20 s", "no word from a b for 20 s"),
            ("the server answered", "the server answered"),
            ("", ""),
        ] {
            assert_eq!(told(&pairs, english), expected);
        }
    }
}
