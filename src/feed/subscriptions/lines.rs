//! Lists of addresses, a line each, as newsboat keeps them: tags and a `~title` may follow.

use crate::feed::subscriptions::found::Found;

/// The feeds of a list.
pub fn read(text: &str) -> Vec<Found> {
    text.lines()
        .enumerate()
        .filter_map(|(place, line)| feed(line, place as u32 + 1))
        .collect()
}

fn feed(line: &str, number: u32) -> Option<Found> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    // A command holds spaces without being quoted.
    if line.starts_with('|') {
        return Some(Found {
            address: line.to_owned(),
            line: number,
            ..Found::default()
        });
    }
    let mut words = words(line).into_iter();
    let mut found = Found {
        address: words.next()?,
        line: number,
        ..Found::default()
    };
    for word in words {
        if let Some(title) = word.strip_prefix('~') {
            found.title.get_or_insert_with(|| title.to_owned());
        } else if !word.starts_with('!') && found.folder.is_empty() {
            // The first tag: a feed stands in one folder.
            found.folder.push(word);
        }
    }
    Some(found)
}

/// The words of a line; quotes hold spaces together, a backslash takes the next character as it is.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut is_quoted = false;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if is_quoted => word.extend(letters.next()),
            '"' => is_quoted = !is_quoted,
            _ if letter.is_whitespace() && !is_quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => word.push(letter),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
