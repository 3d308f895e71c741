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
        take(&mut found, word);
    }
    Some(found)
}

/// What stands behind the address. A feed stands in one folder, that of its first tag; of the rest it is told that it
/// has no place.
fn take(found: &mut Found, word: String) {
    if let Some(title) = word.strip_prefix('~') {
        if found.title.is_none() {
            found.title = Some(title.to_owned());
        } else {
            found.left.push(format!("the title \"{title}\""));
        }
    } else if word == "!" {
        found.left.push("that it is hidden (!)".to_owned());
    } else if word.starts_with('!') {
        found.left.push(format!("the hidden tag \"{word}\""));
    } else if found.folder.is_empty() {
        found.folder.push(word);
    } else if !found.folder.contains(&word) {
        found.left.push(format!("the tag \"{word}\""));
    }
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
